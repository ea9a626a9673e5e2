"""The owner's own feeling about clients and contacts, and private notes. In tables and no index but their own."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from evenhand.domain.comfort import IN_A_ROW, LATELY, Comfort, ComfortFlag, ComfortMark, FlagSuggestion, suggested_flag
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import columns, from_row, to_row

_FLAG = ", ".join(columns(ComfortFlag))
_MARK = ", ".join(columns(ComfortMark))
_ANSWER = ", ".join(columns(FlagSuggestion))

# What is wiped with one command, by the tables' names. No other table holds a word on how something felt.
_WIPED = {
    "flags": "comfort_flags",
    "marks": "comfort_marks",
    "ways": "comfort_on_options",
    "cases": "comfort_on_cases",
    "check_ins": "check_ins",
    "suggestions": "flag_suggestions",
    "load_answers": "load_answers",
    "notes": "private_notes",
}


@dataclass(frozen=True, slots=True)
class ComfortHeld:
    """How much of what is private about feelings the book holds; the private notes go only when they're asked to."""

    flags: int
    marks: int
    ways: int  # marked ways to put a case right
    cases: int  # on which it's said how they sat
    check_ins: int
    suggestions: int  # answered
    load_answers: int
    notes: int


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
        return self._marks("client_id = ? ORDER BY happened_at DESC, id DESC LIMIT ?", client_id, limit)[::-1]

    def marks_of_case(self, case_id: int) -> list[tuple[datetime, ComfortMark]]:
        """The marks of a case's contacts, the oldest first."""
        return self._marks("case_id = ? ORDER BY happened_at, id", case_id)

    def _marks(self, condition: str, *parameters: object) -> list[tuple[datetime, ComfortMark]]:
        rows = self._book.rows(
            f"""SELECT {_MARK}, happened_at FROM comfort_marks JOIN interactions ON id = interaction_id
                WHERE {condition}""",
            parameters,
        )
        return [(datetime.fromisoformat(row[-1]), from_row(ComfortMark, row)) for row in rows]

    def suggestion(self, client_id: int, today: date) -> Comfort | None:
        """The flag that the marks speak for, if the owner may be asked about it today."""
        flag = self.of(client_id)
        since = max(flag.set_on, today - LATELY) if flag else today - LATELY
        marks = self._marks("client_id = ? AND happened_at >= ? ORDER BY happened_at, id", client_id, since.isoformat())
        if len(marks) < IN_A_ROW:
            marks = self.marks_of(client_id, IN_A_ROW)
        return suggested_flag(marks, flag, self.answer_of(client_id), today)

    def answer_of(self, client_id: int) -> FlagSuggestion | None:
        """What the owner was asked last about a client's flag, and left as it was."""
        row = self._book.row(f"SELECT {_ANSWER} FROM flag_suggestions WHERE client_id = ?", (client_id,))
        return from_row(FlagSuggestion, row) if row else None

    def answer_suggestion(self, answer: FlagSuggestion) -> None:
        """Notes that a suggested flag was not wanted now, in place of an earlier answer."""
        with self._book.writing(Kind.COMFORT):
            self._book.tables.FlagSuggestion.insert(to_row(answer)).on_conflict_replace().execute(self._book.db)

    def clear_answer(self, client_id: int) -> None:
        answers = self._book.tables.FlagSuggestion
        with self._book.writing(Kind.COMFORT):
            answers.delete().where(answers.client_id == client_id).execute(self._book.db)

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

    def held(self) -> ComfortHeld:
        """How many of what a wipe would take."""
        counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in _WIPED.values())
        row = self._book.row(f"SELECT {counts}")
        assert row is not None
        return ComfortHeld(**dict(zip(_WIPED, row, strict=True)))

    def wipe(self, *, notes: bool = False) -> None:
        """Takes every feeling out of the book for good, the private notes too where `notes` is; nothing else changes.

        What was answered to house rules that look at feelings goes with them. The file keeps no byte of it. Copies of
        the book that were made before are not touched.
        """
        with self._book.writing(Kind.COMFORT):
            for name, table in _WIPED.items():
                if name != "notes" or notes:
                    self._book.db.execute_sql(f"DELETE FROM {table}")
            for table in ("gate_answers", "rule_answers"):
                stay = "SELECT value FROM json_each(?)"
                self._book.db.execute_sql(f"DELETE FROM {table} WHERE rule_id NOT IN ({stay})", (self._unfeeling(),))

    def _unfeeling(self) -> str:
        """JSON: the ids of the house rules that look at nothing that was felt."""
        from evenhand.domain.rule_parts import FELT
        from evenhand.storage.rules import HouseRules

        known = (one for one in HouseRules(self._book).all() if one.understood)
        return json.dumps([one.id for one in known if not any(each.fact in FELT for each in one.conditions)])
