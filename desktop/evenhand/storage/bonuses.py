"""Bonuses and their append-only ledger. A bonus's state isn't kept: see domain.bonus."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from evenhand.domain.bonus import Bonus, EntryKind, LedgerEntry, balance, last_day
from evenhand.domain.money import Money
from evenhand.domain.records import Order
from evenhand.storage import search
from evenhand.storage.about_clients import NOT_ERASED
from evenhand.storage.connection import Kind
from evenhand.storage.errors import NotInBook
from evenhand.storage.rows import columns, from_row, to_row
from evenhand.storage.section import Section

_ENTRY = ", ".join(columns(LedgerEntry))


class BonusRow(NamedTuple):
    """One line of the list of bonuses, with all that its state follows from."""

    bonus: Bonus
    client_name: str
    case_number: str | None
    reminded_on: date | None  # by the latest reminder that stands
    left: Money
    until: date | None  # its last day, extensions included
    ledger: tuple[LedgerEntry, ...]
    left_alone: bool = False  # the client asked not to be written to


class Payable(NamedTuple):
    """An order that a bonus can pay for, in whole or in part."""

    order: Order
    client_name: str
    by_bonuses: Money  # that were used for it already

    @property
    def room(self) -> Money:
        """What of it no bonus has paid."""
        return self.order.total - self.by_bonuses


class Used(NamedTuple):
    """What bonuses in one currency paid for in a span of days."""

    amount: Money
    bonuses: int
    orders: Money  # the totals of the orders they were used for


_MOST_ORDERS = 20

# Redemptions that weren't taken back.
_STANDING = """kind = 'redeemed'
    AND NOT EXISTS (SELECT 1 FROM bonus_ledger AS later WHERE later.reverses_id = bonus_ledger.id)"""
_USED = f"""
SELECT currency, sum(amount), sum(bonuses), sum(orders) FROM (
    SELECT currency, sum(amount) AS amount, count(DISTINCT bonus_id) AS bonuses, 0 AS orders
    FROM bonus_ledger WHERE {_STANDING} AND entered_on BETWEEN ?1 AND ?2 GROUP BY currency
    UNION ALL
    SELECT currency, 0, 0, sum(total) FROM orders WHERE id IN (
        SELECT order_id FROM bonus_ledger WHERE {_STANDING} AND entered_on BETWEEN ?1 AND ?2) GROUP BY currency
) GROUP BY currency
"""

# By the last day that they have now, extensions included.
_RUNNING_OUT = """
SELECT id FROM (
    SELECT bonuses.id AS id, max(bonuses.valid_until, coalesce(max(bonus_ledger.valid_until), '')) AS until,
        sum(iif(bonus_ledger.kind IN ('granted', 'reversed'), bonus_ledger.amount, -bonus_ledger.amount)) AS left_over
    FROM bonuses JOIN bonus_ledger ON bonus_ledger.bonus_id = bonuses.id
    WHERE bonuses.valid_until IS NOT NULL GROUP BY bonuses.id
) WHERE left_over > 0 AND until BETWEEN ? AND ? ORDER BY until, id LIMIT ?
"""


class Bonuses(Section[Bonus]):
    record = Bonus
    table = "bonuses"
    kind = Kind.BONUSES

    def add(self, record: Bonus) -> Bonus:
        """Not for bonuses: `grant` writes the ledger's first entry as well."""
        raise TypeError("a bonus is granted")

    def save(self, record: Bonus) -> None:
        """Not for bonuses: they never change."""
        raise TypeError("a bonus never changes")

    def grant(self, bonus: Bonus, *, operation_id: str) -> Bonus:
        """Brings a bonus into being, with the ledger entry that grants it."""
        with self._book.writing(Kind.BONUSES):
            bonus = self._insert(bonus)
            entry = LedgerEntry(0, bonus.id, EntryKind.GRANTED, bonus.amount, bonus.granted_on)
            self.append(entry, f"{operation_id}:granted")
        return bonus

    def append(self, entry: LedgerEntry, operation_id: str) -> LedgerEntry:
        """Adds a line to the ledger; the same operation id gives the line that's there already.

        Raises StorageFailed ('rule') for more than is left on the bonus, or another currency.
        """
        if (known := self.entry_by_operation(operation_id)) is not None:
            return known
        row = to_row(entry) | {"operation_id": operation_id}
        del row["id"]
        with self._book.writing(Kind.BONUSES):
            id_ = self._book.tables.LedgerEntry.insert(row).execute(self._book.db)
        return replace(entry, id=id_)

    def entry_by_operation(self, operation_id: str) -> LedgerEntry | None:
        row = self._book.row(f"SELECT {_ENTRY} FROM bonus_ledger WHERE operation_id = ?", (operation_id,))
        return from_row(LedgerEntry, row) if row else None

    def entry(self, entry_id: int) -> LedgerEntry:
        """Raises NotInBook."""
        row = self._book.row(f"SELECT {_ENTRY} FROM bonus_ledger WHERE id = ?", (entry_id,))
        if not row:
            raise NotInBook("bonus_ledger", entry_id)
        return from_row(LedgerEntry, row)

    def by_code(self, code: str) -> Bonus | None:
        return next(iter(self._where("code = ?", code)), None)

    def of_letter(self, letter_id: int) -> Bonus | None:
        return next(iter(self._where("letter_id = ?", letter_id)), None)

    def of_client(self, client_id: int) -> list[Bonus]:
        """Newest first."""
        return self._where("client_id = ? ORDER BY granted_on DESC, id DESC", client_id)

    def of_case(self, case_id: int) -> list[Bonus]:
        """Newest first."""
        return self._where("case_id = ? ORDER BY granted_on DESC, id DESC", case_id)

    def of_order(self, order_id: int) -> list[Bonus]:
        """Granted in a case on this order, newest first."""
        return self._where(
            "case_id IN (SELECT id FROM cases WHERE order_id = ?) ORDER BY granted_on DESC, id DESC", order_id
        )

    def paid_on_order(self, order_id: int) -> Money:
        """How much of an order bonuses paid. Raises NotInBook."""
        row = self._book.row(
            f"""SELECT currency, (SELECT coalesce(sum(amount), 0) FROM bonus_ledger
                WHERE order_id = orders.id AND {_STANDING}) FROM orders WHERE id = ?""",
            (order_id,),
        )
        if not row:
            raise NotInBook("orders", order_id)
        return Money.of_minor(row[1], row[0])

    def payable(
        self, currency: str, *, number: str = "", client_id: int | None = None, since: date | None = None
    ) -> list[Payable]:
        """The latest orders that bonuses haven't paid for in whole, by a piece of their number or of one client."""
        text = search.fold(number)
        wanted: str | int | None
        if len(text) > 2:
            found, wanted = (
                "orders.id IN (SELECT rowid FROM order_search WHERE order_search MATCH ?)",
                search.quoted(text),
            )
        elif text:
            found, wanted = "orders.folded = ?", text
        else:
            found, wanted = "client_id = ?", client_id
        rows = self._book.rows(
            f"""SELECT * FROM (
                SELECT {", ".join(f"orders.{column}" for column in columns(Order))}, clients.name,
                    coalesce((SELECT sum(amount) FROM bonus_ledger WHERE order_id = orders.id AND {_STANDING}), 0)
                        AS by_bonuses, total AS whole
                FROM orders JOIN clients ON clients.id = client_id
                WHERE {found} AND orders.currency = ? AND ordered_on >= ?
                ORDER BY orders.folded = ? DESC, ordered_on DESC, orders.id DESC
            ) WHERE by_bonuses < whole LIMIT {_MOST_ORDERS}""",
            (wanted, currency, since.isoformat() if since else "", text),
        )
        width = len(columns(Order))
        return [
            Payable(from_row(Order, row[:width]), row[width], Money.of_minor(row[width + 1], currency)) for row in rows
        ]

    def used(self, first: date, last: date) -> list[Used]:
        """What was redeemed from the first to the last day and stands, a line per currency."""
        rows = self._book.rows(_USED, (first.isoformat(), last.isoformat()))
        return [Used(Money.of_minor(amount, code), n, Money.of_minor(orders, code)) for code, amount, n, orders in rows]

    def ledger(self, bonus_id: int) -> list[LedgerEntry]:
        """In the order the entries were made."""
        rows = self._book.rows(f"SELECT {_ENTRY} FROM bonus_ledger WHERE bonus_id = ? ORDER BY id", (bonus_id,))
        return [from_row(LedgerEntry, row) for row in rows]

    def rows(self) -> list[BonusRow]:
        """All bonuses, the newest first, but those that are kept of somebody erased."""
        return list(self._rows(f"bonuses.{NOT_ERASED}"))

    def running_out(self, first: date, last: date, limit: int = 100) -> list[BonusRow]:
        """Those with something left on them whose last day lies in this span, the soonest first."""
        days = (first.isoformat(), last.isoformat())
        found = {row.bonus.id: row for row in self._rows(f"bonuses.id IN ({_RUNNING_OUT})", *days, limit)}
        return sorted(found.values(), key=lambda row: (row.until or last, row.bonus.id))

    def row(self, bonus_id: int) -> BonusRow:
        """Raises NotInBook."""
        found = next(self._rows("bonuses.id = ?", bonus_id), None)
        if found is None:
            raise NotInBook("bonuses", bonus_id)
        return found

    def _rows(self, condition: str, *parameters: object) -> Iterator[BonusRow]:
        ledgers: dict[int, list[LedgerEntry]] = defaultdict(list)
        entries = f"""SELECT {", ".join(f"bonus_ledger.{column}" for column in columns(LedgerEntry))}
            FROM bonus_ledger JOIN bonuses ON bonuses.id = bonus_id WHERE {condition} ORDER BY bonus_ledger.id"""
        for row in self._book.rows(entries, parameters):
            entry = from_row(LedgerEntry, row)
            ledgers[entry.bonus_id].append(entry)
        sql = f"""SELECT {self._columns}, clients.name, cases.number,
                (SELECT max(issued_on) FROM letters LEFT JOIN letter_voids ON letter_id = letters.id
                 WHERE letters.bonus_id = bonuses.id AND letters.kind = 'bonus-reminder' AND voided_on IS NULL),
                left_alone
            FROM bonuses JOIN clients ON clients.id = bonuses.client_id LEFT JOIN cases ON cases.id = case_id
            WHERE {condition} ORDER BY granted_on DESC, bonuses.id DESC"""
        width = len(columns(Bonus))
        for row in self._book.rows(sql, parameters):
            bonus = from_row(Bonus, row[:width])
            client, case, reminded, alone = row[width:]
            ledger = tuple(ledgers[bonus.id])
            yield BonusRow(
                bonus=bonus,
                client_name=client,
                case_number=case,
                reminded_on=date.fromisoformat(reminded) if reminded else None,
                left=balance(bonus, ledger),
                until=last_day(bonus, ledger),
                ledger=ledger,
                left_alone=bool(alone),
            )
