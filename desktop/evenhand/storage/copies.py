"""Copies of a book: reading one through, counting what it holds, and writing one into a file of its own."""

import hashlib
import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evenhand.storage import migrations
from evenhand.storage.backup import copy_out, faults, forget_cached, sync_file, sync_folder
from evenhand.storage.book import Book
from evenhand.storage.book_folder import put
from evenhand.storage.connection import Connection
from evenhand.storage.errors import BookDamaged, StorageFailed, reason_of
from evenhand.storage.keys import BookKey


class BackupCounts(NamedTuple):
    """What a copy of a book holds, by which an owner knows it."""

    clients: int
    orders: int
    letters: int
    last_letter_on: date | None
    schema: int


def write_copy(book: Book, target: Path) -> BackupCounts:
    """A copy of the book in a file of its own, read through. Nothing that bears the name is overwritten.

    Raises BookDamaged, StorageFailed; neither leaves a file.
    """
    half = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        copy_out(book.connection, half)
        sync_file(half)
        forget_cached(half)
        counts = read_through(half, book.connection.key)
        put(half, target)
        with suppress(OSError):  # not every file system can
            sync_folder(target.parent)
        return counts
    except OSError as error:
        raise StorageFailed(reason_of(error), type(error).__name__, path=target.parent) from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)


def counts_of(path: Path, key: BookKey | None) -> BackupCounts:
    """What a book or a copy of one holds. Nothing is written. Raises as `Backups.counts`."""
    connection = Connection(path, key, read_only=True)
    try:
        return _counts(connection)
    finally:
        connection.close()


def read_through(path: Path, key: BookKey | None) -> BackupCounts:
    """Reads all of a book or a copy of one. Nothing is written. Raises as `Backups.counts` does."""
    connection = Connection(path, key, read_only=True)
    try:
        counts = _counts(connection)
        if found := faults(connection):
            raise BookDamaged(path, found)
        return counts
    finally:
        connection.close()


def _counts(connection: Connection) -> BackupCounts:
    schema = migrations.version(connection)
    try:
        row = connection.row(
            """SELECT (SELECT count(*) FROM clients), (SELECT count(*) FROM orders), (SELECT count(*) FROM letters),
               (SELECT max(issued_on) FROM letters)"""
        )
        assert row is not None
        clients, orders, letters, last = row
        return BackupCounts(clients, orders, letters, date.fromisoformat(last) if last else None, schema)
    except (StorageFailed, ValueError, TypeError) as error:
        raise BookDamaged(connection.path or Path(), type(error).__name__) from error


def sha256_of(path: Path) -> str:
    """Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
