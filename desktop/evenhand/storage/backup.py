"""Verified copies of a book."""

import os
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from evenhand.storage.connection import Connection
from evenhand.storage.database import failure, open_database
from evenhand.storage.errors import BookDamaged, StorageFailed


def sync_folder(folder: Path) -> None:
    """Makes a rename in the folder last through a power cut; Windows does so by itself and can't open folders."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def free_name(path: Path) -> Path:
    """The path, or the first of "name-2", "name-3" ... that doesn't exist yet."""
    number = 1
    candidate = path
    while candidate.exists():
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")
    return candidate


def verified_copy(book: Connection, target: Path) -> Path:
    """A copy of the whole book, under the same key, that has been read through.

    Never overwrites: takes the next free name.

    Raises BookDamaged when the copy isn't sound, StorageFailed when it can't be written; neither leaves a file.
    """
    target = free_name(target)
    half = target.with_name(target.name + ".tmp")
    half.unlink(missing_ok=True)
    try:
        copy = open_database(half, book.key)
        try:
            book.handle.backup(copy)
            found = [row[0] for row in copy.execute("PRAGMA integrity_check").fetchall()]
        finally:
            copy.close()
        if found != ["ok"]:
            raise BookDamaged(half, "; ".join(found[:3]))
        sync_file(half)
        os.replace(half, target)
        sync_folder(target.parent)
    except (OSError, driver.Error) as error:
        raise (
            StorageFailed("disk_error", type(error).__name__, path=target)
            if isinstance(error, OSError)
            else failure(error, target)
        ) from error
    finally:
        half.unlink(missing_ok=True)
    return target
