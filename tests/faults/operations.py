"""The work that is broken on purpose: each operation with what it starts from and what must hold whatever happens."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.database import open_database
from faults import letters_at_work
from faults.child import Say

OLD_BOOK = Path(__file__).parents[1] / "old_books" / "schema_01.db"


@dataclass(frozen=True)
class Operation:
    """Something that is done to a book in a folder."""

    name: str
    make: Callable[[Path], object]  # the folder it starts from
    do: Callable[[Path, Say], object]
    wrong: Callable[[Path, tuple[str, ...]], list[str]]  # given what was said to be done


def _old(folder: Path) -> None:
    folder.mkdir()
    shutil.copy(OLD_BOOK, folder / "book.db")


def _bring_up_to_date(folder: Path, say: Say) -> None:
    Book.open(folder).close()
    say("brought up to date")


def _letters(path: Path) -> list[tuple[str, str]]:
    database = open_database(path, None)
    try:
        rows = database.execute("SELECT number, pdf FROM letters ORDER BY id").fetchall()
    finally:
        database.close()
    return [(number, hashlib.sha256(pdf).hexdigest()) for number, pdf in rows]


def _version(path: Path) -> int:
    database = open_database(path, None)
    try:
        return int(database.execute("PRAGMA user_version").fetchone()[0])
    finally:
        database.close()


def _after_migration(folder: Path, said: tuple[str, ...]) -> list[str]:
    wrong = []
    found, copies = _version(folder / "book.db"), sorted(folder.glob("before-v*.db"))
    if said and found == 1:
        wrong.append("said to be up to date")
    if found != 1 and not copies:
        wrong.append("no copy from before")
    wrong += [f"copy {one.name}" for one in copies if _version(one) != 1 or _letters(one) != _letters(OLD_BOOK)]
    with Book.open(folder) as book:
        wrong += [finding.code for finding in check(book)]
    if _letters(folder / "book.db") != _letters(OLD_BOOK):
        wrong.append("letters differ")
    return wrong


ISSUE = Operation("issue letters", letters_at_work.make_book, letters_at_work.issue, letters_at_work.wrong_with)
MIGRATE = Operation("bring an old book up to date", _old, _bring_up_to_date, _after_migration)
NOW = datetime(2026, 11, 22, 18, 4, tzinfo=UTC)

ALL = (ISSUE, MIGRATE)
