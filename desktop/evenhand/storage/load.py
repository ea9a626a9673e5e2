"""How the owner's days felt, and what the load guard counts. Private: in tables and no index but their own."""

from datetime import date

from evenhand.domain.comfort import CheckIn
from evenhand.domain.load import LoadAnswer, LoadLimits
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import columns, from_row, to_row
from evenhand.storage.section import Section

_LIMITS = ", ".join(columns(LoadLimits))


class CheckIns:
    """One answer a day at most."""

    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def of(self, day: date) -> CheckIn | None:
        row = self._book.row("SELECT day, comfort FROM check_ins WHERE day = ?", (day.isoformat(),))
        return from_row(CheckIn, row) if row else None

    def since(self, first: date) -> list[CheckIn]:
        """From a day on, the earliest first."""
        rows = self._book.rows("SELECT day, comfort FROM check_ins WHERE day >= ? ORDER BY day", (first.isoformat(),))
        return [from_row(CheckIn, row) for row in rows]

    def save(self, check_in: CheckIn) -> None:
        with self._book.writing(Kind.COMFORT):
            self._book.tables.CheckIn.insert(to_row(check_in)).on_conflict_replace().execute(self._book.db)

    def drop(self, day: date) -> None:
        days = self._book.tables.CheckIn
        with self._book.writing(Kind.COMFORT):
            days.delete().where(days.day == day.isoformat()).execute(self._book.db)


class LoadSection(Section[LoadAnswer]):
    """The owner's limits, and what was made of the guard's lines."""

    record = LoadAnswer
    table = "load_answers"
    kind = Kind.COMFORT

    def limits(self) -> LoadLimits:
        """The owner's own, or the usual ones until there are any."""
        row = self._book.row(f"SELECT {_LIMITS} FROM load_limits")
        return from_row(LoadLimits, row) if row else LoadLimits()

    def set_limits(self, limits: LoadLimits) -> None:
        row = to_row(limits) | {"id": 1}
        with self._book.writing(Kind.COMFORT):
            self._book.tables.LoadLimits.insert(row).on_conflict_replace().execute(self._book.db)

    def answers(self) -> list[LoadAnswer]:
        """The latest first."""
        return self._where("1 ORDER BY answered_on DESC, id DESC")
