"""Bonuses and their append-only ledger. A bonus's state isn't kept: see domain.bonus."""

from collections import defaultdict
from dataclasses import replace
from typing import Any, NamedTuple

from evenhand.domain.bonus import Bonus, EntryKind, LedgerEntry, balance
from evenhand.domain.money import Money
from evenhand.storage import tables
from evenhand.storage.connection import Kind
from evenhand.storage.rows import columns, from_row, to_row
from evenhand.storage.section import Section

_ENTRY = ", ".join(columns(LedgerEntry))


class BonusRow(NamedTuple):
    """One line of the list of bonuses, with all that its state follows from."""

    bonus: Bonus
    client_name: str
    case_number: str | None
    left: Money
    ledger: tuple[LedgerEntry, ...]


class Bonuses(Section[Bonus]):
    record = Bonus
    table = tables.Bonus
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
            id_ = tables.LedgerEntry.insert(row).execute(self._book.db)
        return replace(entry, id=id_)

    def entry_by_operation(self, operation_id: str) -> LedgerEntry | None:
        row = self._book.row(f"SELECT {_ENTRY} FROM bonus_ledger WHERE operation_id = ?", (operation_id,))
        return from_row(LedgerEntry, row) if row else None

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

    def ledger(self, bonus_id: int) -> list[LedgerEntry]:
        """In the order the entries were made."""
        rows = self._book.rows(f"SELECT {_ENTRY} FROM bonus_ledger WHERE bonus_id = ? ORDER BY id", (bonus_id,))
        return [from_row(LedgerEntry, row) for row in rows]

    def rows(self) -> list[BonusRow]:
        """All bonuses, the newest first."""
        ledgers: dict[int, list[LedgerEntry]] = defaultdict(list)
        for row in self._book.rows(f"SELECT {_ENTRY} FROM bonus_ledger ORDER BY id"):
            entry = from_row(LedgerEntry, row)
            ledgers[entry.bonus_id].append(entry)
        sql = f"""SELECT {self._columns}, clients.name, cases.number FROM bonuses
            JOIN clients ON clients.id = bonuses.client_id LEFT JOIN cases ON cases.id = case_id
            ORDER BY granted_on DESC, bonuses.id DESC"""
        return [self._line(row, tuple(ledgers[row[0]])) for row in self._book.rows(sql)]

    def _line(self, row: tuple[Any, ...], ledger: tuple[LedgerEntry, ...]) -> BonusRow:
        width = len(columns(Bonus))
        bonus = from_row(Bonus, row[:width])
        return BonusRow(bonus, row[width], row[width + 1], balance(bonus, ledger), ledger)
