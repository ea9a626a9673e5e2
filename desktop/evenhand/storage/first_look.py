"""What is looked at before a book is written to: whether it's this book, as far as it had come, and nobody else's now.

A synced folder, a USB stick or a helpful hand may have put an older copy into its place, or another book, or another
computer may have it open. Which of them should stand is the owner's to say, and until then nothing is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from evenhand.storage.book import Book
from evenhand.storage.book_folder import FILE, probe
from evenhand.storage.connection import Changed
from evenhand.storage.errors import BookOutdated, BookReadOnly, BookUncertain
from evenhand.storage.keys import BookKey
from evenhand.storage.presence import Elsewhere, Presence
from evenhand.storage.seen import Seen, Standing


class Noticed(Enum):
    """What was noticed. The owner is asked about the first three; where nothing can be written there's no choice."""

    OTHER = auto()  # another book than the one that was last open here
    OLDER = auto()  # an older copy of it
    ELSEWHERE = auto()  # another computer has it open, or didn't close it
    READ_ONLY = auto()  # the disk can't be written to


@dataclass(frozen=True)
class Finding:
    """One thing that was noticed about a book."""

    what: Noticed
    elsewhere: Elsewhere | None = None

    @property
    def asks(self) -> bool:
        """Whether nothing is written before the owner has chosen."""
        return self.what is not Noticed.READ_ONLY


@dataclass(frozen=True)
class Opened:
    """A book, and what was noticed about it. With any finding it's only looked at."""

    book: Book
    findings: tuple[Finding, ...] = ()


def open_carefully(
    folder: Path, *, key: BookKey | None = None, seen: Seen, now: datetime, changed: Changed | None = None
) -> Opened:
    """The book in the folder, to be looked at where something was noticed, else to be written to.

    Raises what Book.open raises, and BookUncertain where it would have to be written to before it can be looked at.
    """
    found = look_first(folder, key=key, seen=seen, now=now)
    if not found:
        book = Book.open(folder, key=key, changed=changed)
        # After a crash it could not be looked at before SQLite had put the file right.
        late = _NOTICED.get(seen.standing(book))
        if late is None:
            return Opened(book)
        book.close()
        found = (Finding(late),)
    try:
        return Opened(Book.open(folder, key=key, read_only=True, changed=changed), found)
    except BookOutdated:
        if any(one.asks for one in found):
            raise BookUncertain(folder, found) from None
        raise


def look_first(folder: Path, *, key: BookKey | None = None, seen: Seen, now: datetime) -> tuple[Finding, ...]:
    """What is to be said before the book is written to, the gravest first. Writes nothing to the book.

    Raises what Book.open raises.
    """
    found: list[Finding] = []
    if (standing := _standing(folder, key, seen)) is not None:
        found.append(Finding(standing))
    if (elsewhere := Presence(folder).other(now)) is not None:
        found.append(Finding(Noticed.ELSEWHERE, elsewhere))
    if not found:
        try:
            probe(folder, folder / FILE)
        except BookReadOnly:
            found.append(Finding(Noticed.READ_ONLY))
    return tuple(found)


def _standing(folder: Path, key: BookKey | None, seen: Seen) -> Noticed | None:
    try:
        with Book.open(folder, key=key, read_only=True) as book:
            return _NOTICED.get(seen.standing(book))
    except BookOutdated:  # it has no count yet that could be compared; what this computer has seen since had one
        return Noticed.OLDER if seen.last_at(folder / FILE) is not None else None
    except BookReadOnly:  # a crash left a journal, and SQLite has to put the file right before anybody can read it
        return None


_NOTICED = {Standing.OLDER: Noticed.OLDER, Standing.OTHER: Noticed.OTHER}


def gravest(findings: Sequence[Finding]) -> Finding:
    """The one that names what is the matter."""
    return min(findings, key=lambda one: one.what.value)
