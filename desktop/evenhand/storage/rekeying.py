"""Puts a book, or a copy of one, under another key: a first passphrase, a new one, or none any more.

SQLCipher could do so in place, but only from key to key. Here the whole book is written anew beside the old one, read
through, and given the old one's name; what stops that half-way leaves the old book, under its old key.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from evenhand.storage.backup import sync_file, sync_folder
from evenhand.storage.book import Book
from evenhand.storage.connection import Connection
from evenhand.storage.database import FOR_READING_THROUGH, failure, open_database, settle
from evenhand.storage.errors import OnlyLookedAt, StorageFailed, reason_of
from evenhand.storage.keys import BookKey, is_under

_IN_HEADER = ("user_version", "application_id")  # which the export leaves out
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
_TABLES = (
    "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type <> 'virtual' AND name <> 'sqlite_schema'"
)


def rekey(book: Book, key: BookKey | None) -> None:
    """Puts the open book under `key`, or under none, and goes on with it. It takes as long as copying the book twice.

    Raises StorageFailed; then the book goes on under its old key. In the one case that the rewritten book can't be
    opened at once, because another start was quicker, raises what opening raises, and the book is locked.
    """
    connection = book.connection
    if connection.path is None or connection.in_transaction:
        raise StorageFailed("other", "in memory, or in a transaction", path=connection.path)
    if connection.read_only:
        raise OnlyLookedAt(connection.path)
    path, old = connection.path.resolve(), connection.key
    half = _rewritten(connection, path, key)
    if not connection.in_place:  # a sync may have put another file there, which isn't ours to replace
        half.unlink(missing_ok=True)
        raise StorageFailed("taken_away", path=path)
    if os.name == "nt":
        connection.lock()  # an open file can't be replaced there; elsewhere the lock on it holds until it's replaced
    try:
        _swap(half, path, wipe=old is None)
    except OSError as error:
        connection.lock()
        connection.unlock(old)
        raise _failed(error, path) from error
    connection.lock()
    connection.unlock(key)


def rekey_copy(path: Path, old: BookKey | None, key: BookKey | None) -> None:
    """Puts a copy that isn't open under another key, of whatever schema it is; its day and time stay.

    Raises StorageFailed, PassphraseMissing, PassphraseWrong; then the copy is as it was.
    """
    source = Connection(path, old, read_only=True)
    try:
        half = _rewritten(source, path, key)
    finally:
        source.close()
    try:
        shutil.copystat(path, half)
        _swap(half, path, wipe=old is None)
    except OSError as error:
        raise _failed(error, path) from error


def wipe(path: Path) -> None:
    """Deletes a file, if it's there, and writes over what it held, unless another name shares that. Raises OSError."""
    held = None
    if os.name == "posix":
        with suppress(OSError):  # what can't be written over can still be deleted
            held = os.open(path, os.O_RDWR)
    try:
        path.unlink(missing_ok=True)
        with suppress(OSError):
            _forget(held, path.parent)
    finally:
        if held is not None:
            os.close(held)


def _rewritten(source: Connection, path: Path, key: BookKey | None) -> Path:
    """The same book under the key, in a file beside it that is read through and safely on the disk."""
    half = path.with_name(f"{path.name}.key.tmp")
    try:
        half.unlink(missing_ok=True)
        os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _export(source.handle, half, key)
        _compare(source, half, key)
        shutil.copymode(path, half)
        sync_file(half)
    except BaseException as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        if isinstance(error, OSError | driver.Error):
            raise _failed(error, path) from error
        raise
    return half


@contextmanager
def _attached(handle: driver.Connection, half: Path, key: BookKey | None, mode: str) -> Iterator[None]:
    """The new file as "rekeyed" beside the book."""
    uri = f"{half.absolute().as_uri()}?mode={mode}"
    handle.execute("ATTACH DATABASE ? AS rekeyed KEY ?", (uri, key.pragma.strip('"') if key else ""))
    try:
        yield
    finally:
        with suppress(driver.Error):
            if handle.in_transaction:
                handle.execute("ROLLBACK")
        handle.execute("DETACH DATABASE rekeyed")


def _export(handle: driver.Connection, half: Path, key: BookKey | None) -> None:
    with _attached(handle, half, key, "rwc"):
        # Nothing of a half-written file is ever used, so it needs neither journal nor order; it's synced at the end.
        handle.execute("PRAGMA rekeyed.journal_mode = memory").fetchall()
        handle.execute("PRAGMA rekeyed.synchronous = off")
        handle.execute("SELECT sqlcipher_export('rekeyed')").fetchall()
        for name in _IN_HEADER:
            ((value,),) = handle.execute(f"PRAGMA main.{name}").fetchall()
            handle.execute(f"PRAGMA rekeyed.{name} = {value}")


def _compare(source: Connection, half: Path, key: BookKey | None) -> None:
    """Reads the new file as it will be read from now on, and each row beside the old one. Raises StorageFailed."""
    if not is_under(half, key):
        raise StorageFailed("other", "not under the key that was asked for", path=source.path)
    new = open_database(half, key, read_only=True)
    try:
        settle(new, FOR_READING_THROUGH, half)
        for sql in (_SCHEMA, *(f"PRAGMA {name}" for name in _IN_HEADER)):
            if new.execute(sql).fetchall() != source.rows(sql):
                raise StorageFailed("disk_error", f"not alike: {sql}", path=source.path)
        if new.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise StorageFailed("damaged", "its copy is not sound either", path=source.path)
    finally:
        new.close()
    with _attached(source.handle, half, key, "ro"):
        for table, without_rowid in source.rows(_TABLES):
            if source.value(_differences(source, table, without_rowid)):
                raise StorageFailed("disk_error", f"not alike: {table}", path=source.path)


def _differences(source: Connection, table: str, without_rowid: int) -> str:
    """The query for how many rows of a table are lacking, otherwise or too many. SQLite compares ten times as fast."""
    columns = source.rows("SELECT name, pk FROM pragma_table_xinfo(?) WHERE hidden <> 1", (table,))
    own = [f'"{name}"' for name, pk in columns if pk] if without_rowid else ["rowid"]
    same_row = " AND ".join(f"old.{name} = new.{name} COLLATE BINARY" for name in own)
    alike = " AND ".join(f'old."{name}" IS new."{name}" COLLATE BINARY' for name, _pk in columns)
    return f"""
        SELECT (SELECT count(*) FROM main."{table}" old LEFT JOIN rekeyed."{table}" new ON {same_row}
                WHERE new.{own[0]} IS NULL OR NOT ({alike}))
             + abs((SELECT count(*) FROM main."{table}") - (SELECT count(*) FROM rekeyed."{table}"))"""


def _swap(half: Path, path: Path, *, wipe: bool) -> None:
    """Gives the finished file its name. With `wipe` what it replaces can't be found on the disk either.

    Raises OSError, and then the old file still has its name and the new one is gone.
    """
    replaced = os.open(path, os.O_RDWR) if wipe and os.name == "posix" else None
    try:
        try:
            os.replace(half, path)
        except OSError:
            half.unlink(missing_ok=True)
            raise
        with suppress(OSError):  # the swap is done; at the worst a power cut brings the old file back, whole
            _forget(replaced, path.parent)
    finally:
        if replaced is not None:
            os.close(replaced)


def _forget(descriptor: int | None, folder: Path) -> None:
    """Writes over a file that has lost its name. Raises OSError."""
    sync_folder(folder)
    # Only now that it can't come back, and never where a snapshot of somebody's shares the same bytes.
    if descriptor is not None and os.fstat(descriptor).st_nlink == 0:
        _overwrite(descriptor)


def _overwrite(descriptor: int) -> None:
    """A drive that writes elsewhere may keep the old bytes all the same; from then on they are out of reach."""
    size, zeros = os.fstat(descriptor).st_size, bytes(1 << 20)
    for start in range(0, size, len(zeros)):
        os.pwrite(descriptor, zeros[: size - start], start)
    os.fsync(descriptor)


def _failed(error: OSError | driver.Error, path: Path) -> StorageFailed:
    if isinstance(error, OSError):
        return StorageFailed(reason_of(error), type(error).__name__, path=path)
    return failure(error, path)
