"""How work felt to the owner, day by day. Private; Today asks for it before the first paint, so it loads little."""

from datetime import date

from evenhand.domain.comfort import CheckIn
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import from_row, to_row


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
