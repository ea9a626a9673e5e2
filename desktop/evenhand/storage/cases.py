"""Cases and what is given in them."""

from dataclasses import replace
from typing import Any, NamedTuple

from evenhand.domain.case import Situation
from evenhand.domain.comfort import Comfort
from evenhand.domain.money import Money, total
from evenhand.domain.promises import Promise
from evenhand.domain.records import BonusOffer, Case, CaseCompensations, Compensation, Gift, Refund
from evenhand.domain.turns import TurnChange
from evenhand.storage.about_clients import NOT_ERASED
from evenhand.storage.connection import Kind
from evenhand.storage.counters import next_in
from evenhand.storage.errors import NotInBook
from evenhand.storage.rows import columns, from_row, to_row
from evenhand.storage.section import Section

# The condition of domain.options.counted.
COUNTED = "offered AND title <> '' AND remedy <> 'discount'"

_GIVEN: dict[type, str] = {Refund: "case_refunds", BonusOffer: "case_bonuses", Gift: "case_gifts"}


def _given_columns(kind: type) -> str:
    return ", ".join(f"{_GIVEN[kind]}.{column}" for column in columns(kind))


_JOINED = " ".join(f"LEFT JOIN {table} USING (case_id)" for table in _GIVEN.values())
_COMPENSATIONS = ", ".join(_given_columns(kind) for kind in _GIVEN)


# What str.strip() takes off.
BLANKS = "".join(one for one in map(chr, range(0x3001)) if one.isspace())

# The conditions of domain.case.case_state and missing(), and of domain.turns.whose_turn: the move is as it was last
# passed on, but for an answer on a later day, which passes ours to the client. Nothing happened before the receipt.
_TO_WORK_ON = """WITH passed AS (
        SELECT case_id, turn, max(since, received_on) AS day, row_number() OVER (
            PARTITION BY case_id ORDER BY max(since, received_on) DESC, case_turns.id DESC) AS place
        FROM case_turns JOIN cases ON cases.id = case_id WHERE closed_on IS NULL)
    SELECT count(*) FROM cases JOIN clients ON clients.id = cases.client_id
    LEFT JOIN passed ON passed.case_id = cases.id AND place = 1
    LEFT JOIN comfort_flags ON comfort_flags.client_id = cases.client_id
    LEFT JOIN case_refunds ON case_refunds.case_id = cases.id
    LEFT JOIN case_bonuses ON case_bonuses.case_id = cases.id
    LEFT JOIN case_gifts ON case_gifts.case_id = cases.id
    WHERE closed_on IS NULL AND (
        (coalesce(turn, 'ours') = 'ours' AND (answered_on IS NULL OR max(answered_on, received_on) <= day))
        OR EXISTS (SELECT 1 FROM promises WHERE promises.case_id = cases.id AND ended_on IS NULL)
        OR (coalesce(outcome, '') NOT IN ('left', 'parted') AND trim(words, ?) <> '' AND cause IS NOT NULL
            AND responsibility IS NOT NULL AND (remedy = 'nothing' OR (remedy IS NOT NULL AND remedy_by IS NOT NULL))
            AND CASE WHEN coalesce(case_refunds.case_id, case_bonuses.case_id, case_gifts.case_id) IS NULL
                THEN NOT compensation_skipped
                ELSE (case_bonuses.case_id IS NULL) <> (case_gifts.case_id IS NULL) AND case_refunds.case_id IS NULL
                    AND valued AND coalesce(comfort, 'comfortable') = 'comfortable' AND NOT double_skipped END))"""


class CaseRow(NamedTuple):
    """One line of the list of cases, with all that its step, its state and whose move it is follow from."""

    case: Case
    client_name: str
    order_number: str
    order_what: str
    given: CaseCompensations
    valued: bool
    comfort: Comfort | None
    offered: int = 0  # ways to put it right that count
    turns: tuple[TurnChange, ...] = ()  # the earliest first
    promises: tuple[Promise, ...] = ()  # that are open, the next first

    @property
    def situation(self) -> Situation:
        return Situation(self.case, self.given, self.valued, self.comfort, self.offered)

    @property
    def next_promise(self) -> Promise | None:
        return self.promises[0] if self.promises else None


def _given(row: tuple[Any, ...]) -> CaseCompensations:
    found: list[Any] = []
    for kind in _GIVEN:
        width = len(columns(kind))
        found.append(from_row(kind, row[:width]) if row[width - 1] is not None else None)
        row = row[width:]
    return CaseCompensations(*found)


class Cases(Section[Case]):
    record = Case
    table = "cases"
    kind = Kind.CASES

    def add(self, record: Case, *, operation_id: str | None = None) -> Case:
        """Puts the case in the book; one without a number gets the next of the year it was received in."""
        with self._book.writing(Kind.CASES):
            if not record.number:
                record = replace(record, number=self.next_number(record.received_on.year))
            return self._insert(record, operation_id=operation_id)

    def next_number(self, year: int) -> str:
        """Takes the year's next number, "2026-021". Inside a transaction only: it comes back when that fails."""
        return f"{year:04d}-{next_in(self._book, 'case', year):03d}"

    def by_operation(self, operation_id: str) -> Case | None:
        return next(iter(self._where("operation_id = ?", operation_id)), None)

    def open(self) -> list[CaseRow]:
        """Cases that aren't closed, the longest waiting first."""
        return self._rows("closed_on IS NULL ORDER BY received_on, cases.id")

    def perhaps_ours(self) -> list[CaseRow]:
        """The open ones in which it may be our move: not those answered after which nobody's move was noted."""
        moved = "EXISTS (SELECT 1 FROM case_turns AS moved WHERE moved.case_id = cases.id)"
        return self._rows(f"closed_on IS NULL AND (answered_on IS NULL OR {moved}) ORDER BY received_on, cases.id")

    def closed(self, limit: int = -1) -> list[CaseRow]:
        """Closed cases, the latest first, but those of somebody erased; all of them where `limit` is negative."""
        return self._rows(
            f"closed_on IS NOT NULL AND cases.{NOT_ERASED} ORDER BY closed_on DESC, cases.id DESC LIMIT ?", limit
        )

    def row(self, id_: int) -> CaseRow:
        """One case with all that its step follows from. Raises NotInBook."""
        found = self._rows("cases.id = ?", id_)
        if not found:
            raise NotInBook("cases", id_)
        return found[0]

    def _rows(self, condition: str, *parameters: object) -> list[CaseRow]:
        width = len(columns(Case))
        sql = f"""SELECT {self._columns}, clients.name, orders.number, orders.what, valued, comfort,
            (SELECT count(*) FROM case_options WHERE case_options.case_id = cases.id AND {COUNTED}), {_COMPENSATIONS}
            FROM cases JOIN clients ON clients.id = cases.client_id JOIN orders ON orders.id = order_id
            LEFT JOIN comfort_flags ON comfort_flags.client_id = cases.client_id
            LEFT JOIN case_refunds ON case_refunds.case_id = cases.id
            LEFT JOIN case_bonuses ON case_bonuses.case_id = cases.id
            LEFT JOIN case_gifts ON case_gifts.case_id = cases.id
            WHERE {condition}"""
        these = f"case_id IN (SELECT id FROM cases WHERE {condition})"
        turns = self._by_case(TurnChange, "case_turns", f"{these} ORDER BY since, id", parameters)
        promises = self._by_case(
            Promise, "promises", f"ended_on IS NULL AND {these} ORDER BY due_on, due_at IS NULL, due_at, id", parameters
        )
        lines = []
        for row in self._book.rows(sql, parameters):
            client_name, number, what, valued, comfort, offered = row[width : width + 6]
            case = from_row(Case, row[:width])
            lines.append(
                CaseRow(
                    case=case,
                    client_name=client_name,
                    order_number=number,
                    order_what=what,
                    given=_given(row[width + 6 :]),
                    valued=bool(valued),
                    comfort=Comfort(comfort) if comfort else None,
                    offered=offered,
                    turns=tuple(turns.get(case.id, ())),
                    promises=tuple(promises.get(case.id, ())),
                )
            )
        return lines

    def _by_case(self, kind: Any, table: str, condition: str, parameters: tuple[object, ...]) -> dict[int, list[Any]]:
        place = columns(kind).index("case_id")
        found: dict[int, list[Any]] = {}
        for row in self._book.rows(f"SELECT {', '.join(columns(kind))} FROM {table} WHERE {condition}", parameters):
            found.setdefault(row[place], []).append(from_row(kind, row))
        return found

    def of_client(self, client_id: int) -> list[Case]:
        """Newest first."""
        return self._where("client_id = ? ORDER BY received_on DESC, id DESC", client_id)

    def of_order(self, order_id: int) -> list[Case]:
        """Newest first."""
        return self._where("order_id = ? ORDER BY received_on DESC, id DESC", order_id)

    def open_on_order(self, order_id: int) -> Case | None:
        return next(iter(self._where("order_id = ? AND closed_on IS NULL", order_id)), None)

    def count_to_work_on(self) -> int:
        """How many are open as domain.case.case_state says it: it's our move, something is promised, or what to give
        is for us to decide.
        """
        return int(self._book.value(_TO_WORK_ON, (BLANKS,)))

    def count_closed(self) -> int:
        return int(self._book.value("SELECT count(*) FROM cases WHERE closed_on IS NOT NULL"))

    def compensations(self, case_id: int) -> CaseCompensations:
        """What is given in a case."""
        sql = f"SELECT {_COMPENSATIONS} FROM (SELECT ? AS case_id) {_JOINED}"
        return _given(self._book.rows(sql, (case_id,))[0])

    def set_compensation(self, case_id: int, given: Compensation) -> None:
        """Writes one kind of compensation, in place of an earlier one of that kind."""
        with self._book.writing(Kind.CASES):
            table = self._book.tables.NAMED[_GIVEN[type(given)]]
            table.insert(to_row(given) | {"case_id": case_id}).on_conflict_replace().execute(self._book.db)

    def drop_compensation(self, case_id: int, kind: type[Compensation]) -> None:
        table: Any = self._book.tables.NAMED[_GIVEN[kind]]
        with self._book.writing(Kind.CASES):
            table.delete().where(table.case_id == case_id).execute(self._book.db)

    def refunded_on_order(self, order_id: int, *, except_case: int | None = None) -> Money:
        """The refunds in all cases of an order, and what of its bonuses in place of money owed was used or paid out.

        Raises NotInBook, CurrencyMismatch.
        """
        currency = self._book.value("SELECT currency FROM orders WHERE id = ?", (order_id,))
        if currency is None:
            raise NotInBook("orders", order_id)
        rows = self._book.rows(
            """SELECT case_refunds.amount, case_refunds.currency FROM case_refunds JOIN cases ON cases.id = case_id
               WHERE order_id = ?1 AND case_id IS NOT ?2
               UNION ALL
               SELECT CASE kind WHEN 'reversed' THEN -bonus_ledger.amount ELSE bonus_ledger.amount END,
                   bonus_ledger.currency FROM bonus_ledger
               JOIN bonuses ON bonuses.id = bonus_id JOIN cases ON cases.id = case_id
               WHERE kind IN ('redeemed', 'reversed', 'exchanged') AND nature = 'owed' AND cases.order_id = ?1""",
            (order_id, except_case),
        )
        return total([Money.of_minor(*row) for row in rows], currency)
