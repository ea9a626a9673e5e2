"""Copying a book: its file as it lies there, read through before it counts as a copy."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from evenhand.storage.connection import Connection
from evenhand.storage.database import FOR_READING_THROUGH, settle
from evenhand.storage.errors import BookDamaged, StorageFailed, reason_of
from evenhand.storage.keys import BookKey

_PIECE = 1 << 20  # bytes


def sync_folder(folder: Path) -> None:
    """Makes a rename in the folder last through a power cut; Windows does so by itself and can't open folders."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(folder: Path) -> None:
    """A private folder that lasts through a power cut, where there's none. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(OSError):  # not every file system can
            sync_folder(folder.parent)


def sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        _sync(file)


def _sync(file: BinaryIO) -> None:
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # a file system that can't does fsync alone
            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)  # there fsync leaves it in the drive's own memory
    os.fsync(file.fileno())


def forget_cached(path: Path) -> None:
    """Lets the next reading of a synced file come from the disk, where the system can be asked to."""
    if sys.platform == "linux":
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def free_name(path: Path) -> Path:
    """The path, or the first of "name-2", "name-3" ... that doesn't exist yet."""
    number = 1
    candidate = path
    while candidate.exists():
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")
    return candidate


def copied(source: Path | BinaryIO, target: Path) -> None:
    """Copies a file's bytes into a new, private file and syncs it. Raises OSError; then no file is left."""
    half = _private(target)
    try:
        with half:
            if isinstance(source, Path):
                with source.open("rb") as file:
                    _pour(file, half)
            else:
                source.seek(0)
                _pour(source, half)
            half.flush()
            _sync(half)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _private(path: Path) -> BinaryIO:
    return open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))


def _pour(source: BinaryIO, target: BinaryIO) -> None:
    while piece := source.read(_PIECE):
        target.write(piece)


def copy_out(book: Connection, target: Path) -> None:
    """The book's file byte for byte, under the same key, in a new file that isn't synced yet.

    Raises OSError, StorageFailed; then no file is left. Between transactions only: in one the file is half-written.
    """
    if book.path is None or not book.in_place:
        raise StorageFailed("taken_away" if book.path else "other", path=book.path)
    target.unlink(missing_ok=True)
    half = _private(target)
    try:
        with half:
            book.rows("BEGIN")  # which fails inside another
            try:
                book.value("SELECT count(*) FROM sqlite_master")  # a book that is only looked at is locked by reading
                source = book.handle.file()
                source.seek(0)
                _pour(source, half)
            finally:
                book.rows("COMMIT")
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def faults(connection: Connection) -> str:
    """What keeps a database from being sound, read through page by page; empty when nothing does.

    Raises StorageFailed when the disk fails.
    """
    settle(connection.handle, FOR_READING_THROUGH, connection.path)
    try:
        found = [str(row[0]) for row in connection.rows("PRAGMA integrity_check")]
        broken = connection.rows("PRAGMA foreign_key_check")
    except StorageFailed as error:
        if error.reason != "damaged":
            raise
        return error.detail
    return "; ".join([one for one in found if one != "ok"][:3] + [f"{table} {row}" for table, row, *_ in broken[:3]])


def sound(path: Path, key: BookKey | None) -> None:
    """Reads a copy through with a connection of its own. Raises BookDamaged and what opening raises."""
    connection = Connection(path, key, read_only=True)
    try:
        if found := faults(connection):
            raise BookDamaged(path, found)
    finally:
        connection.close()


def verified_copy(book: Connection, target: Path) -> Path:
    """A copy of the whole book, under the same key, that has been read through.

    Never overwrites: takes the next free name.

    Raises BookDamaged when the copy isn't sound, StorageFailed when it can't be written; neither leaves a file.
    """
    target = free_name(target)
    half = target.with_name(target.name + ".tmp")
    try:
        copy_out(book, half)
        sync_file(half)
        sound(half, book.key)
        os.replace(half, target)
        sync_folder(target.parent)
    except OSError as error:
        raise StorageFailed(reason_of(error), type(error).__name__, path=target) from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return target
