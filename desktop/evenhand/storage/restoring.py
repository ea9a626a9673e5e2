"""Putting a copy in the book's place: what the replaced book knew, and how it's kept.

A copy is made ready beside the book and then takes its name in one step, so that whatever stops it leaves one or the
other.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from evenhand.storage.backup import copied, free_name, make_folder, sync_file, sync_folder
from evenhand.storage.backups import named
from evenhand.storage.book_folder import put
from evenhand.storage.connection import Connection
from evenhand.storage.copies import BackupCounts, read_through
from evenhand.storage.database import failures, open_database
from evenhand.storage.errors import BookDamaged, BookInUse, PassphraseMissing, PassphraseWrong, StorageError
from evenhand.storage.keys import BookKey, is_encrypted
from evenhand.storage.seen import Counters, counters_of, given_since

_BESIDE = ("-journal", "-wal", "-shm")  # what SQLite would take for the new book's
_FIRST_WITH_ID = 5  # the schema in which a book got an id


@dataclass(frozen=True, slots=True)
class BookState:
    """What a book knows of itself: `erased` is until when the sums of each erased client are kept, by uid."""

    book_id: str | None = None  # none before the fifth schema
    writes: int = 0
    counters: Counters = field(default_factory=dict)
    erased: dict[str, date] = field(default_factory=dict)
    first_letter: str | None = None  # its seal

    def may_be(self, other: "BookState") -> bool:
        """Whether both can be states of one book."""
        if self.book_id and other.book_id:
            return self.book_id == other.book_id
        seals = {self.first_letter, other.first_letter} - {None}
        return len(seals) < 2


def state_of(connection: Connection) -> BookState:
    """Raises StorageFailed, and ValueError where the book holds what can't be."""
    first = connection.value("SELECT facts_sha256 FROM letters ORDER BY id LIMIT 1")
    if int(connection.value("PRAGMA user_version")) < _FIRST_WITH_ID:
        return BookState(counters=counters_of(connection), first_letter=first)
    row = connection.row("SELECT book_id, writes FROM book_state")
    book_id, writes = row or (None, 0)
    erased = {uid: date.fromisoformat(until) for uid, until in connection.rows("SELECT uid, keep_until FROM erasures")}
    return BookState(book_id, int(writes), counters_of(connection), erased, first)


def ready_copy(backup: Path, half: Path, key: BookKey | None) -> BackupCounts:
    """The backup's bytes in a new file beside the book, read through. Nothing else is touched.

    Raises BookNewer, BookDamaged, PassphraseMissing, PassphraseWrong, StorageFailed, OSError.
    """
    own = named(backup)
    if own is not None and own.seal and not own.is_whole():
        raise BookDamaged(backup, "it isn't the file that was verified")
    copied(backup, half)
    left = backup.with_name(backup.name + "-journal")  # somebody copied a book that was being written to
    if left.is_file() and left.stat().st_size:
        copied(left, half.with_name(half.name + "-journal"))
        _roll_back(half, key)
    try:
        return read_through(half, key)
    except BookDamaged as error:
        raise BookDamaged(backup, error.detail) from error
    except PassphraseMissing as error:
        raise PassphraseMissing(backup) from error
    except PassphraseWrong as error:
        raise PassphraseWrong(backup) from error


class Present:
    """The book that is to be replaced, held against other programs where it can be read."""

    def __init__(self, path: Path, connection: Connection | None) -> None:
        self.path = path
        self._connection = connection
        self.state: BookState | None = None
        if connection is not None:
            with suppress(StorageError, ValueError, TypeError):
                self.state = state_of(connection)

    def give_way(self, half: Path, folder: Path) -> Path | None:
        """Gives the finished copy the book's name, for good. What it replaces is kept in the folder of backups.

        Where that is; None where there was nothing to keep. Raises OSError; then the book is as it was.
        """
        sync_file(half)
        try:
            aside = self._set_aside(folder)
        except OSError:  # backups may lie on a disk that isn't there, or is full
            aside = self._set_aside(self.path.parent)
        try:
            for beside in _BESIDE:
                self.path.with_name(self.path.name + beside).unlink(missing_ok=True)
            if os.name == "nt":
                self.let_go()  # an open file can't be replaced there; elsewhere nobody gets at the old one meanwhile
            os.replace(half, self.path)
        except OSError:
            for path in aside:
                with suppress(OSError):
                    path.unlink()
            raise
        with suppress(OSError):  # it's in its place; at worst a power cut brings the old one back
            sync_folder(self.path.parent)
        return aside[0] if aside and aside[0].suffix == ".db" else None  # or else only a journal was there

    def _set_aside(self, folder: Path) -> list[Path]:
        there = [path for path in self._files() if path.is_file() and path.stat().st_size]
        if not there:
            return []
        changed_at = datetime.fromtimestamp(there[0].stat().st_mtime, UTC)
        make_folder(folder)
        kept = free_name(folder / f"before-restore-{changed_at:%Y%m%dT%H%M%SZ}.db")
        aside = []
        try:
            for path in there:
                aside.append(kept.with_name(kept.name + path.name.removeprefix(self.path.name)))
                self._keep(path, aside[-1])
            sync_folder(folder)
        except OSError:
            for path in aside:
                with suppress(OSError):
                    path.unlink()
            raise
        return aside

    def _files(self) -> list[Path]:
        if self._connection is not None:  # then nothing of it lies elsewhere
            return [self.path]
        return [self.path, *(self.path.with_name(self.path.name + beside) for beside in _BESIDE)]

    def _keep(self, path: Path, aside: Path) -> None:
        half = aside.with_name(f"{aside.name}.{os.getpid()}.tmp")
        source: Path | BinaryIO = self._connection.handle.file() if self._connection is not None else path
        try:
            copied(source, half)
            put(half, aside)
        except FileExistsError:
            raise
        except OSError:
            # It can't be read any more, or there's no room for a second one: the old file itself is kept.
            os.link(path, aside)
        finally:
            with suppress(OSError):
                half.unlink(missing_ok=True)

    def let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()


@contextmanager
def present(path: Path, keys: list[BookKey | None]) -> Iterator[Present]:
    """The book in its place, opened with the first of the keys that does; or as it lies there, when none does.

    Raises BookInUse.
    """
    found = Present(path, _held(path, keys) if path.is_file() and path.stat().st_size else None)
    try:
        yield found
    finally:
        found.let_go()


def _held(path: Path, keys: list[BookKey | None]) -> Connection | None:
    with suppress(OSError):
        if not is_encrypted(path):
            keys = [None]
    for key in dict.fromkeys(keys):
        try:
            connection = Connection(path, key)
        except BookInUse:
            raise
        except StorageError:
            # SQLite has undone all the same what a crash left half-written: it does so by the bytes alone.
            continue
        try:
            connection.rows("BEGIN EXCLUSIVE")
            connection.rows("COMMIT")  # it's opened in locking_mode=exclusive: the lock stays
        except StorageError as error:
            connection.close()
            if getattr(error, "reason", "") == "in_use":
                raise BookInUse(path.parent) from error
            continue
        return connection
    return None


def _roll_back(path: Path, key: BookKey | None) -> None:
    """Lets SQLite undo what a crash left half-written. Whether it's a book is for others to say."""
    with suppress(*failures()):
        handle = open_database(path, key)
        try:
            handle.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            handle.close()


def give_on(connection: Connection, given: Counters, noted_on: date) -> list[str]:
    """Never gives again a number that was given elsewhere: counts on behind it, and notes it as lost.

    The numbers that are lost, as letters bear them. Inside a transaction. Raises StorageFailed.
    """
    own = counters_of(connection)
    lost = []
    for (series, year), last in sorted(given_since(own, given).items()):
        before = own.get((series, year), 0)
        connection.rows(
            "INSERT INTO counters (series, year, last) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET last = ?3",
            (series, year, last),
        )
        if series == "case":  # cases have no numbering without a gap
            continue
        for sequence in range(before + 1, last + 1):
            connection.rows(
                "INSERT INTO lost_numbers (series, year, sequence, noted_on) VALUES (?, ?, ?, ?)",
                (series, year, sequence, noted_on.isoformat()),
            )
            lost.append(f"{series}-{year:04d}-{sequence:04d}")
    return lost
