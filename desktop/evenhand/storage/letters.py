"""Letters: drafts that can change, and issued ones that can't."""

import hashlib
import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.money import Money
from evenhand.domain.records import Letter, LetterDraft, LetterEvent, LetterKind
from evenhand.storage import search
from evenhand.storage.about_clients import NOT_ERASED
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.counters import next_in
from evenhand.storage.errors import NotInBook
from evenhand.storage.letter_events import Events
from evenhand.storage.rows import columns, from_row, to_row
from evenhand.storage.section import Section

_FROM_VOID = {"voided_on": "voided_on", "void_reason": "coalesce(void_reason, '')"}
_LETTER = ", ".join(_FROM_VOID.get(column, f"letters.{column}") for column in columns(Letter))
_LETTERS = "letters LEFT JOIN letter_voids ON letter_id = letters.id"


class DraftRow(NamedTuple):
    """One line of the list of drafts."""

    draft: LetterDraft
    client_name: str
    case_number: str | None


class LetterRow(NamedTuple):
    """One line of the list of issued letters."""

    letter: Letter
    client_name: str
    case_number: str | None
    about: str  # what was ordered; empty for a letter without a case

    @property
    def id(self) -> int:
        return self.letter.id

    @property
    def number(self) -> str:
        return self.letter.number

    @property
    def kind(self) -> LetterKind:
        return self.letter.kind

    @property
    def issued_on(self) -> date:
        return self.letter.issued_on

    @property
    def amount(self) -> Money | None:
        return self.letter.amount

    @property
    def voided(self) -> bool:
        return self.letter.voided_on is not None


class Drafts(Section[LetterDraft]):
    record = LetterDraft
    table = "letter_drafts"
    kind = Kind.LETTERS

    def rows(self) -> list[DraftRow]:
        width = len(columns(LetterDraft))
        sql = f"""SELECT {self._columns}, clients.name, cases.number FROM letter_drafts
            JOIN clients ON clients.id = letter_drafts.client_id LEFT JOIN cases ON cases.id = case_id
            ORDER BY saved_at DESC, letter_drafts.id DESC"""
        return [
            DraftRow(from_row(LetterDraft, row[:width]), row[width], row[width + 1]) for row in self._book.rows(sql)
        ]

    def of_case(self, case_id: int, kind: LetterKind) -> LetterDraft | None:
        found = self._where("case_id = ? AND kind = ? ORDER BY id DESC LIMIT 1", case_id, kind.value)
        return next(iter(found), None)

    def about(self, kind: LetterKind, client_id: int, case_id: int | None, bonus_id: int | None) -> list[LetterDraft]:
        condition = "client_id = ? AND kind = ? AND case_id IS ? AND bonus_id IS ? ORDER BY id DESC"
        return self._where(condition, client_id, kind.value, case_id, bonus_id)


class Letters:
    def __init__(self, connection: Connection) -> None:
        self._book = connection
        self._drafts = Drafts(connection)
        self._events = Events(connection)

    def save_draft(self, draft: LetterDraft) -> LetterDraft:
        """Keeps a draft; one with id 0 is added. Raises NotInBook."""
        if not draft.id:
            return self._drafts.add(draft)
        self._drafts.save(draft)
        return draft

    def draft(self, id_: int) -> LetterDraft:
        """Raises NotInBook."""
        return self._drafts.get(id_)

    def drafts(self) -> list[DraftRow]:
        """All drafts, the last saved first."""
        return self._drafts.rows()

    def draft_of_case(self, case_id: int, kind: LetterKind) -> LetterDraft | None:
        """The latest draft of this kind in a case."""
        return self._drafts.of_case(case_id, kind)

    def drafts_about(
        self, kind: LetterKind, *, client_id: int, case_id: int | None = None, bonus_id: int | None = None
    ) -> list[LetterDraft]:
        """The drafts of this kind in a case, about a bonus or, with neither, to a client; the newest first."""
        return self._drafts.about(kind, client_id, case_id, bonus_id)

    def drop_draft(self, id_: int) -> None:
        drafts: Any = self._book.tables.LetterDraft
        with self._book.writing(Kind.LETTERS):
            drafts.delete().where(drafts.id == id_).execute(self._book.db)

    def next_number(self, kind: LetterKind, year: int) -> tuple[str, int, str]:
        """Takes the next number of the kind's series: ("R", 31, "R-2026-0031"). Inside a transaction only."""
        series = KINDS[kind].series
        sequence = next_in(self._book, series, year)
        return series, sequence, f"{series}-{year:04d}-{sequence:04d}"

    def expected_number(self, kind: LetterKind, year: int) -> str:
        """The number the next letter of this kind would get. It isn't taken: another letter may come first."""
        series = KINDS[kind].series
        last = self._book.value("SELECT last FROM counters WHERE series = ? AND year = ?", (series, year)) or 0
        return f"{series}-{year:04d}-{last + 1:04d}"

    def issue_row(
        self,
        letter: Letter,
        *,
        sequence: int,
        pdf: bytes,
        operation_id: str,
        app_version: str,
        template_version: str,
    ) -> Letter:
        """Writes an issued letter, for good. It's given back with its id and the PDF's SHA-256."""
        letter = replace(letter, sha256=hashlib.sha256(pdf).hexdigest())
        with self._book.writing(Kind.LETTERS):
            previous = self._book.value("SELECT facts_sha256 FROM letters ORDER BY id DESC LIMIT 1") or ""
            row = to_row(letter) | {
                "series": KINDS[letter.kind].series,
                "year": letter.issued_on.year,
                "sequence": sequence,
                "pdf": pdf,
                "facts_sha256": facts_sha256(letter, previous),
                "prev_sha256": previous,
                "operation_id": operation_id,
                "app_version": app_version,
                "template_version": template_version,
            }
            for column in ("id", "voided_on", "void_reason"):
                del row[column]
            id_ = self._book.tables.Letter.insert(row).execute(self._book.db)
        return replace(letter, id=id_)

    def void(self, letter_id: int, voided_on: date, reason: str, operation_id: str) -> None:
        """Marks a letter void, for good. Raises StorageFailed ('rule') when it's void already."""
        with self._book.writing(Kind.LETTERS):
            self._book.tables.LetterVoid.insert(
                letter_id=letter_id, voided_on=voided_on.isoformat(), void_reason=reason, operation_id=operation_id
            ).execute(self._book.db)

    def replacement_of(self, letter_id: int) -> Letter | None:
        """The letter that took this one's place: the one that stands or, where none does, the last."""
        condition = "letters.replaces_id = ? ORDER BY voided_on IS NOT NULL, letters.id DESC LIMIT 1"
        return next(iter(self._where(condition, letter_id)), None)

    def add_event(self, event: LetterEvent) -> LetterEvent:
        """Keeps for good what was done with an issued letter. Raises NotInBook."""
        if self._book.row("SELECT 1 FROM letters WHERE id = ?", (event.letter_id,)) is None:
            raise NotInBook("letters", event.letter_id)
        return self._events.add(event)

    def events(self, letter_id: int) -> list[LetterEvent]:
        """What was done with a letter, in the order it was done."""
        return self._events.of_letter(letter_id)

    def voided_by(self, operation_id: str) -> int | None:
        """The id of the letter that this operation voided."""
        found = self._book.value("SELECT letter_id FROM letter_voids WHERE operation_id = ?", (operation_id,))
        return int(found) if found is not None else None

    def by_operation(self, operation_id: str) -> Letter | None:
        """The letter that this operation issued."""
        return next(iter(self._where("letters.operation_id = ?", operation_id)), None)

    def operation_of(self, letter_id: int) -> str:
        """The operation that issued the letter. Raises NotInBook."""
        found = self._book.value("SELECT operation_id FROM letters WHERE id = ?", (letter_id,))
        if found is None:
            raise NotInBook("letters", letter_id)
        return str(found)

    def get(self, id_: int) -> Letter:
        """Raises NotInBook."""
        found = self._where("letters.id = ?", id_)
        if not found:
            raise NotInBook("letters", id_)
        return found[0]

    def pdf(self, id_: int) -> bytes:
        """The very bytes that were issued. Raises NotInBook."""
        found = self._book.value("SELECT pdf FROM letters WHERE id = ?", (id_,))
        if found is None:
            raise NotInBook("letters", id_)
        return bytes(found)

    def rows(self, *, limit: int = 100) -> list[LetterRow]:
        """The lines of the newest letters."""
        return self.rows_of(self.ids()[:limit])

    def ids(self, text: str = "") -> "array[int]":
        """All issued letters, the newest first; with a text those to the clients it finds, or with it in the number.

        What is kept of letters to somebody erased isn't among them.
        """
        if not text:
            # Off an index, which holds the ids alone; the letters lie between their PDFs.
            found_ids = self._book.firsts(f"SELECT id FROM letters INDEXED BY letters_of_client WHERE {NOT_ERASED}")
            return array("q", sorted(found_ids, reverse=True))
        found = search.queries(text)
        client = " AND ".join(f"clients.id IN ({query})" for query, _ in found) or "0"
        sql = f"""SELECT letters.id FROM letters JOIN clients ON clients.id = letters.client_id
            WHERE (instr(letters.number, upper(?)) OR ({client})) AND {NOT_ERASED} ORDER BY letters.id DESC"""
        parameters = (text, *(one for _condition, given in found for one in given))
        return array("q", self._book.firsts(sql, parameters))

    def rows_of(self, ids: Iterable[int]) -> list[LetterRow]:
        """The lines of these letters, in the order asked for; one query."""
        wanted = list(ids)
        rows = self._rows("letters.id IN (SELECT value FROM json_each(?))", json.dumps(wanted))
        found = {row.id: row for row in rows}
        return [found[id_] for id_ in wanted if id_ in found]

    def count(self) -> int:
        return int(self._book.value("SELECT count(*) FROM letters"))

    def of_client(self, client_id: int) -> list[Letter]:
        """Newest first."""
        return self._where("letters.client_id = ? ORDER BY letters.id DESC", client_id)

    def of_case(self, case_id: int) -> list[Letter]:
        """Newest first."""
        return self._where("letters.case_id = ? ORDER BY letters.id DESC", case_id)

    def last_issued_on(self) -> date | None:
        """The latest day that a letter carries, voided ones aside."""
        # Read off the index by day: the newest that stands is nearly always its last line.
        found = self._book.value(
            """SELECT issued_on FROM letters WHERE NOT EXISTS (
                SELECT 1 FROM letter_voids WHERE letter_id = letters.id) ORDER BY issued_on DESC LIMIT 1"""
        )
        return date.fromisoformat(found) if found else None

    def _where(self, condition: str, *parameters: object) -> list[Letter]:
        rows = self._book.rows(f"SELECT {_LETTER} FROM {_LETTERS} WHERE {condition}", parameters)
        return [from_row(Letter, row) for row in rows]

    def _rows(self, condition: str, *parameters: object) -> list[LetterRow]:
        width = len(columns(Letter))
        sql = f"""SELECT {_LETTER}, clients.name, cases.number, coalesce(orders.what, '') FROM {_LETTERS}
            JOIN clients ON clients.id = letters.client_id LEFT JOIN cases ON cases.id = letters.case_id
            LEFT JOIN orders ON orders.id = cases.order_id WHERE {condition}"""
        return [LetterRow(from_row(Letter, row[:width]), *row[width:]) for row in self._book.rows(sql, parameters)]


def facts_sha256(letter: Letter, previous: str) -> str:
    """The seal of an issued letter: all it says, the PDF's own SHA-256, and the seal of the letter before it."""
    facts: Sequence[Any] = (
        previous,
        letter.number,
        letter.kind.value,
        letter.language,
        letter.client_id,
        letter.case_id,
        letter.issued_on.isoformat(),
        letter.subject,
        letter.body,
        letter.snapshot,
        *((letter.amount.minor, letter.amount.currency) if isinstance(letter.amount, Money) else (None, None)),
        letter.sha256,
        # Letters sealed before there were such links stay sealed as they were.
        *([letter.bonus_id, letter.replaces_id] if letter.bonus_id or letter.replaces_id else ()),
    )
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()
