"""The owner's own feeling about clients and contacts, and private notes. In tables and no index but their own."""

from datetime import datetime

from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortMark
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import columns, from_row, to_row

_FLAG = ", ".join(columns(ComfortFlag))
_MARK = ", ".join(columns(ComfortMark))


class ComfortSection:
    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def of(self, client_id: int) -> ComfortFlag | None:
        """The standing flag on a client, if one was set."""
        row = self._book.row(f"SELECT {_FLAG} FROM comfort_flags WHERE client_id = ?", (client_id,))
        return from_row(ComfortFlag, row) if row else None

    def set_flag(self, flag: ComfortFlag) -> None:
        with self._book.writing(Kind.COMFORT):
            self._book.tables.ComfortFlag.insert(to_row(flag)).on_conflict_replace().execute(self._book.db)

    def clear_flag(self, client_id: int) -> None:
        with self._book.writing(Kind.COMFORT):
            flags = self._book.tables.ComfortFlag
            flags.delete().where(flags.client_id == client_id).execute(self._book.db)

    def mark(self, mark: ComfortMark) -> None:
        """Sets the mark of one interaction, in place of an earlier one."""
        with self._book.writing(Kind.COMFORT):
            self._book.tables.ComfortMark.insert(to_row(mark)).on_conflict_replace().execute(self._book.db)

    def mark_of(self, interaction_id: int) -> ComfortMark | None:
        row = self._book.row(f"SELECT {_MARK} FROM comfort_marks WHERE interaction_id = ?", (interaction_id,))
        return from_row(ComfortMark, row) if row else None

    def clear_mark(self, interaction_id: int) -> None:
        with self._book.writing(Kind.COMFORT):
            marks = self._book.tables.ComfortMark
            marks.delete().where(marks.interaction_id == interaction_id).execute(self._book.db)

    def marks_of(self, client_id: int, limit: int = 18) -> list[tuple[datetime, ComfortMark]]:
        """The latest marks of a client, the oldest of them first."""
        rows = self._book.rows(
            f"""SELECT {_MARK}, happened_at FROM comfort_marks JOIN interactions ON id = interaction_id
                WHERE client_id = ? ORDER BY happened_at DESC, id DESC LIMIT ?""",
            (client_id, limit),
        )
        return [(datetime.fromisoformat(row[-1]), from_row(ComfortMark, row)) for row in reversed(rows)]

    def on_options(self, case_id: int) -> dict[int, Comfort]:
        """How each way to put a case right sits with the owner, by the way's id."""
        rows = self._book.rows(
            """SELECT option_id, comfort FROM comfort_on_options JOIN case_options ON id = option_id
               WHERE case_id = ?""",
            (case_id,),
        )
        return {option_id: Comfort(comfort) for option_id, comfort in rows}

    def mark_option(self, option_id: int, comfort: Comfort | None) -> None:
        """Sets how a way to put it right sits with the owner; None takes the word back."""
        table = self._book.tables.ComfortOnOption
        with self._book.writing(Kind.COMFORT):
            if comfort is None:
                table.delete().where(table.option_id == option_id).execute(self._book.db)
            else:
                table.insert(option_id=option_id, comfort=comfort.value).on_conflict_replace().execute(self._book.db)

    def on_case(self, case_id: int) -> tuple[Comfort, str] | None:
        """How a case sat with the owner, and a note on it."""
        row = self._book.row("SELECT comfort, note FROM comfort_on_cases WHERE case_id = ?", (case_id,))
        return (Comfort(row[0]), row[1]) if row else None

    def mark_case(self, case_id: int, comfort: Comfort | None, note: str = "") -> None:
        """Sets how a case sat with the owner; None takes the word back."""
        table = self._book.tables.ComfortOnCase
        with self._book.writing(Kind.COMFORT):
            if comfort is None:
                table.delete().where(table.case_id == case_id).execute(self._book.db)
            else:
                row = {"case_id": case_id, "comfort": comfort.value, "note": note}
                table.insert(row).on_conflict_replace().execute(self._book.db)

    def note_of(self, client_id: int) -> str:
        """The private note on a client; empty when there's none."""
        return self._book.value("SELECT note FROM private_notes WHERE client_id = ?", (client_id,)) or ""

    def set_note(self, client_id: int, text: str) -> None:
        notes = self._book.tables.PrivateNote
        with self._book.writing(Kind.COMFORT):
            if text:
                notes.insert(client_id=client_id, note=text).on_conflict_replace().execute(self._book.db)
            else:
                notes.delete().where(notes.client_id == client_id).execute(self._book.db)
