"""Keeping the book safe: backups that were read through, and bringing one back."""

from datetime import datetime

from evenhand.storage.backups import Backup, Backups
from evenhand.storage.book import Book
from evenhand.storage.seen import Seen


def back_up(book: Book, *, now: datetime, why: str = "") -> Backup | None:
    """A verified backup of the book as it is, `why` for what it's made before; None for a book in memory.

    Raises BookDamaged when the book isn't sound: then there's none, and the earlier ones stay. StorageFailed.
    """
    return Backups(book.folder).make(book, now, why) if book.folder is not None else None


def needs_backup(book: Book, seen: Seen) -> bool:
    """Whether the book holds something that's in no backup beside it."""
    if book.folder is None or book.read_only:
        return False
    return seen.of(book.id).backed_up_writes != book.written or not any(one.seal for one in Backups(book.folder).all())


def back_up_if_changed(book: Book, seen: Seen, *, now: datetime) -> Backup | None:
    """The same, where anything was written since the last one, which is remembered; None where nothing was.

    Raises what `back_up` raises.
    """
    if not needs_backup(book, seen):
        return None
    written = book.written
    done = back_up(book, now=now)
    seen.note_backup(book, now, written)
    return done
