"""A sample business, made from resources/sample: its days count from today, and the same day gives the same book."""

from contextlib import suppress
from datetime import date
from itertools import product
from pathlib import Path

from evenhand.domain.records import LETTER_LANGUAGES, LetterKind
from evenhand.sample import data
from evenhand.sample.filling import Filling
from evenhand.storage.book import Book


def make(book: Book, *, today: date) -> None:
    """Fills a new book with the sample business, all or nothing."""
    with book.transaction():
        Filling(book, today, data.owner()).fill(data.clients())


def make_book(folder: Path, *, today: date) -> None:
    """A new book with the sample business in the folder; on a failure, no book. Raises BookExists, StorageError."""
    is_new = not folder.exists()
    here_before = set() if is_new else set(folder.iterdir())
    book = Book.create(folder)
    try:
        make(book, today=today)
    except BaseException:
        book.close()
        for ours in set(folder.glob("book.db*")) - here_before:
            ours.unlink()
        if is_new:
            with suppress(OSError):  # somebody else put a file there meanwhile
                folder.rmdir()
        raise
    book.close()


def gallery(folder: Path, *, today: date) -> list[Path]:
    """Writes the sample's newest letter of each kind and language, and returns the files.

    They're named <kind>-<language>.pdf and replace their own earlier ones. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with Book.in_memory() as book:
        make(book, today=today)
        issued = [row.letter for row in book.letters.rows(limit=1000) if row.letter.voided_on is None]
        for kind, language in product(LetterKind, LETTER_LANGUAGES):
            newest = next(letter for letter in issued if (letter.kind, letter.language) == (kind, language))
            path = folder / f"{kind}-{language}.pdf"
            path.write_bytes(book.letters.pdf(newest.id))
            written.append(path)
    return written
