"""Keeping the book safe: backups that were read through, and bringing one back."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from evenhand.storage import migrations
from evenhand.storage.backups import FOLDER, Backup, Backups
from evenhand.storage.book import Book
from evenhand.storage.book_folder import FILE, probe
from evenhand.storage.connection import Connection
from evenhand.storage.copies import BackupCounts
from evenhand.storage.errors import StorageFailed, reason_of
from evenhand.storage.keys import BookKey, is_encrypted
from evenhand.storage.restoring import BookState, Present, give_on, present, ready_copy, state_of
from evenhand.storage.seen import Counters, Seen, counters_of, given_since


@dataclass(frozen=True, slots=True)
class Restored:
    """What bringing a copy back came to."""

    counts: BackupCounts  # of the copy as it was
    kept: Path | None  # the replaced book; none where there was none
    lost_numbers: tuple[str, ...]  # given to letters that aren't in the copy, and never to be given again
    erased_again: int  # clients
    numbers_known: bool  # false: nothing here says which numbers were given after the copy was made


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


def go_on_with(book: Book, seen: Seen, *, today: date) -> list[str]:
    """From only looking at a book of which something was noticed to working with it, as `catch_up` has it.

    Raises what `Book.begin_writing` raises, and StorageFailed; then it's only looked at, as before.
    """
    book.begin_writing()
    try:
        return catch_up(book, seen, today=today)
    except BaseException:
        book.connection.set_read_only(True)
        raise


def catch_up(book: Book, seen: Seen, *, today: date, book_id: str | None = None) -> list[str]:
    """Makes an older copy that its owner goes on with the one that stands. The numbers lost with what it lacks.

    It gives no number again that is remembered to be given, and whoever was erased since is erased from it again.
    `book_id` is the book it's a copy of, where it's from before books had ids. Raises StorageFailed.
    """
    from evenhand.actions.erasing import erase_again

    own = book.id
    known = seen.of(book_id or own)
    lost: list[str] = []
    with book.transaction():
        if book.written < known.writes or given_since(counters_of(book.connection), known.counters):
            book.connection.rows(
                "UPDATE book_state SET book_id = ?, writes = max(writes, ?)", (book_id or own, known.writes)
            )
            lost = give_on(book.connection, known.counters, today)
    erase_again(book, known.erased, today)
    return lost


def restore(
    folder: Path, backup: Path, *, key: BookKey | None, seen: Seen, today: date, present_key: BookKey | None = None
) -> Restored:
    """Puts a copy in the place of the book, which is kept in the folder of backups. The book must be closed.

    `key` is the copy's own, and the book's from then on; `present_key` that of the book in its place, where it's
    known. The copy is brought up to date, gives no number that the replaced book gave (or that is remembered, when that
    one can't be read), and whoever was erased since is erased from it again. All that happens beside the book: until
    the last step the folder holds the old one, and from then on the new one.

    Raises BookInUse, BookReadOnly, BookNewer, BookDamaged, PassphraseMissing, PassphraseWrong, StorageFailed; then the
    book is as it was.
    """
    path = (folder / FILE).resolve()
    half = path.with_name(f"{FILE}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe(path.parent)
        half.unlink(missing_ok=True)
        own_key = key if is_encrypted(backup) else None
        counts = ready_copy(backup, half, own_key)
        with present(path, [present_key, key, None]) as replaced:
            ready = _bring_up(half, path, own_key, counts.schema, replaced, seen, today)
            kept = replaced.give_way(half, folder / FOLDER)
    except OSError as error:
        raise StorageFailed(reason_of(error), type(error).__name__, path=Path(error.filename or folder)) from error
    finally:
        for left in (half, half.with_name(half.name + "-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    with suppress(StorageFailed):  # it's only a hint, and the book is in its place
        seen.note_state(path, *ready.state)
    return Restored(counts, kept, tuple(ready.lost), len(ready.erased), ready.known)


class _Ready(NamedTuple):
    """A copy made ready: the numbers lost, the clients erased again, whether it's known which numbers were given."""

    lost: list[str]
    erased: list[int]
    known: bool
    state: tuple[str, int, Counters, frozenset[str]]


def _bring_up(
    half: Path, path: Path, key: BookKey | None, schema: int, replaced: Present, seen: Seen, today: date
) -> _Ready:
    from evenhand.actions.erasing import erase_again

    connection = Connection(half, key)
    try:
        before = state_of(connection)
        connection.prepare()
        migrations.migrate(connection, schema)
        book = Book(connection, None)
        old = replaced.state if replaced.state is not None and replaced.state.may_be(before) else None
        # A copy from before books had ids is an earlier state of the one it replaces.
        book_id = before.book_id or (old.book_id if old else seen.last_at(path) if replaced.state is None else None)
        remembered = seen.of(book_id or book.id)
        known = old is not None or remembered.writes > 0
        sources = [before, old or BookState(), BookState(writes=remembered.writes, counters=remembered.counters)]
        kept_until = {uid: until for one in sources for uid, until in one.erased.items()}
        with book.transaction():
            connection.rows(
                "UPDATE book_state SET book_id = ?, writes = ?",
                (book_id or book.id, max(one.writes for one in sources)),  # one more when this is committed
            )
            lost = give_on(connection, _highest([one.counters for one in sources]), today)
        # Some of them aren't in this copy, and may be in one that is brought back later.
        gone = remembered.erased | kept_until.keys()
        erased = erase_again(book, gone, today, kept_until)
        return _Ready(lost, erased, known, (book.id, book.written, counters_of(connection), gone))
    finally:
        connection.close()


def _highest(counters: list[Counters]) -> Counters:
    return {key: max(one.get(key, 0) for one in counters) for each in counters for key in each}
