"""The owner's own texts for letters, one for a kind and a language at most."""

from dataclasses import replace
from typing import Any

from evenhand.domain.records import LetterKind, LetterTextOfOwn
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import columns, from_row, to_row

_COLUMNS = ", ".join(columns(LetterTextOfOwn))


class LetterTexts:
    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def of(self, language: str, kind: LetterKind) -> LetterTextOfOwn | None:
        """The owner's own text; None where the built-in one is used."""
        sql = f"SELECT {_COLUMNS} FROM letter_texts WHERE language = ? AND kind = ?"
        row = self._book.row(sql, (language, kind.value))
        return from_row(LetterTextOfOwn, row) if row else None

    def all(self) -> list[LetterTextOfOwn]:
        """By language and kind."""
        rows = self._book.rows(f"SELECT {_COLUMNS} FROM letter_texts ORDER BY language, kind")
        return [from_row(LetterTextOfOwn, row) for row in rows]

    def save(self, text: LetterTextOfOwn) -> LetterTextOfOwn:
        """Keeps the text, in place of an earlier one for its kind and language, and gives it back with its id.

        Whether it can be printed isn't asked here: see actions.save_letter_text.
        """
        texts: Any = self._book.tables.LetterTextOfOwn
        row = to_row(text)
        del row["id"]
        with self._book.writing(Kind.LETTERS):
            known = self.of(text.language, text.kind)
            if known is None:
                return replace(text, id=texts.insert(row).execute(self._book.db))
            texts.update(row).where(texts.id == known.id).execute(self._book.db)
            return replace(text, id=known.id)

    def drop(self, language: str, kind: LetterKind) -> None:
        """Back to the built-in text; nothing happens where there's no other."""
        texts: Any = self._book.tables.LetterTextOfOwn
        with self._book.writing(Kind.LETTERS):
            texts.delete().where(texts.language == language, texts.kind == kind.value).execute(self._book.db)
