"""The one connection to the database: how it's opened, written in transactions, and read."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as driver

from evenhand.storage.database import (
    BEFORE_READING,
    BEFORE_WRITING,
    IN_MEMORY,
    failure,
    failures,
    file_id,
    open_database,
    settle,
)
from evenhand.storage.errors import (
    BookDamaged,
    BookInUse,
    BookNewer,
    BookReadOnly,
    OnlyLookedAt,
    PassphraseMissing,
    PassphraseWrong,
    StorageFailed,
)
from evenhand.storage.keys import BookKey, is_encrypted, is_under
from evenhand.storage.kinds import Kind as Kind

if TYPE_CHECKING:
    from types import ModuleType

    from evenhand.storage.peewee_database import BookDatabase

Changed = Callable[[frozenset["Kind"]], None]
Parameters = Sequence[object] | Mapping[str, object]


class Connection:
    """An open database with its one way to write and its one way to read."""

    def __init__(self, path: Path | None, key: BookKey | None = None, *, read_only: bool = False) -> None:
        """Opens the file, or a book in memory when `path` is None. Nothing is written yet; with `read_only`, ever.

        Raises BookInUse, BookReadOnly, BookDamaged, PassphraseMissing, PassphraseWrong, StorageFailed.
        """
        self.path = path
        self.key = key
        self.read_only = read_only
        self.counts_writes = False  # not before the book has its newest schema
        self.changed: Changed | None = None
        self._db: BookDatabase | None = None
        self._depth = 0
        self._schema: int | None = None  # as it was when the book was locked
        self._changes: set[Kind] = set()
        self.writes = 0  # grows with every transaction, kept or not: what was read before may be out of date
        self._connect()

    def _connect(self) -> None:
        with self._opening():
            self._file = file_id(self.path)
            self.handle = open_database(self.path, self.key, read_only=self.read_only)
            if self.value("PRAGMA cipher_version") is None:
                raise RuntimeError("the database driver has no encryption")
            settle(self.handle, BEFORE_READING, self.path)
            self.value("SELECT count(*) FROM sqlite_master")  # the first read: is it a database, and with this key?

    def prepare(self) -> None:
        """Takes the book for this process alone and sets what makes a commit durable. Raises as opening does.

        A book that is only looked at is neither taken nor set.
        """
        with self._opening():
            if not self.read_only:
                self.handle.execute("BEGIN EXCLUSIVE")
                self.handle.execute("COMMIT")  # locking_mode=exclusive keeps the lock until the connection closes
                if not self.in_place:
                    # Whoever held the lock has put another file in its place: a restored one, or under another key.
                    raise StorageFailed("in_use", path=self.path)
                settle(self.handle, BEFORE_WRITING, self.path)
            settle(self.handle, IN_MEMORY, self.path)

    @property
    def in_place(self) -> bool:
        """Whether the file that was opened is still the one by its name: a sync may have put another there."""
        return self._file in (None, file_id(self.path))

    @contextmanager
    def _opening(self) -> Iterator[None]:
        try:
            yield
        except (driver.Error, StorageFailed) as error:
            self.close()
            failed = error if isinstance(error, StorageFailed) else failure(error, self.path)
            path = self.path or Path(":memory:")
            if failed.reason == "in_use":
                raise BookInUse(path.parent) from error
            if failed.reason == "read_only":
                raise BookReadOnly(path.parent) from error
            if failed.reason == "damaged":
                raise self._unreadable(path, failed.detail) from error
            raise failed from error
        except BaseException:
            self.close()
            raise

    def _unreadable(self, path: Path, detail: str) -> BookDamaged | PassphraseMissing | PassphraseWrong:
        with suppress(OSError):
            if self.key is None and is_encrypted(path):
                return PassphraseMissing(path)
            # What is malformed has been deciphered: it was the right key.
            if self.key is not None and "malformed" not in detail and (is_encrypted(path) or is_under(path, None)):
                return PassphraseWrong(path)
        return BookDamaged(path, detail)

    def lock(self) -> None:
        """Closes the file and forgets its key. Nothing can be read or written until `unlock`.

        Raises StorageFailed in a transaction, and for a book in memory, which would be gone.
        """
        if self._depth or self.path is None:
            raise StorageFailed("other", "it can't be locked now", path=self.path)
        with suppress(StorageFailed):  # it's locked already, or can't be read: it's closed all the same
            self._schema = self.value("PRAGMA user_version")
        self.close()
        self.key = None

    def unlock(self, key: BookKey | None) -> None:
        """Goes on with the same file. Raises what opening raises; then the book stays locked.

        What was read before may be out of date: meanwhile the file was anybody's.
        """
        self.key = key
        try:
            self._connect()
            self.prepare()
            found, known = self.value("PRAGMA user_version"), self._schema
            if known is not None and found != known:
                older = StorageFailed("other", "an older book lies in its place", path=self.path)
                raise BookNewer(found, known) if found > known else older
        except BaseException:
            self.close()
            self.key = None
            raise
        self.writes += 1

    def set_read_only(self, read_only: bool) -> None:
        """Goes on with the same file, only looking at it or writing to it too. Raises what opening raises."""
        self.read_only = read_only
        self.writes += 1
        self._reopen()

    def close(self) -> None:
        self._db = None
        with suppress(driver.Error, AttributeError):  # it may never have been opened
            self.handle.close()

    @property
    def tables(self) -> "ModuleType":
        """The peewee models."""
        from evenhand.storage import tables

        return tables

    @property
    def db(self) -> "BookDatabase":
        """The same database to peewee, for writing through the tables."""
        if self._db is None:
            from evenhand.storage.peewee_database import BookDatabase

            self._db = BookDatabase(self.handle)
        return self._db

    def rows(self, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of one query, as plain tuples."""
        try:
            found: list[tuple[Any, ...]] = self.handle.execute(sql, parameters).fetchall()
        except driver.Error as error:
            raise failure(error, self.path) from error
        return found

    def row(self, sql: str, parameters: Parameters = ()) -> tuple[Any, ...] | None:
        """The first row, or None."""
        return next(iter(self.rows(sql, parameters)), None)

    def firsts(self, sql: str, parameters: Parameters = ()) -> Iterator[Any]:
        """The first value of every row."""
        return (row[0] for row in self.rows(sql, parameters))

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first value of the first row, or None."""
        row = self.row(sql, parameters)
        return row[0] if row else None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Inside another one it joins it, undoing its own part alone when it fails.

        What changed is announced once, after the outermost commit. Raises StorageFailed; with `at_commit` the write
        may be in the book all the same: look its operation id up before saying or doing anything.
        """
        if self.read_only:
            raise OnlyLookedAt(self.path)
        self.writes += 1
        if self._depth:
            with self._part():
                yield
            return
        self._changes = set()
        try:
            before = self.handle.total_changes
            self.db.begin()
            self._depth = 1
            yield
            if self.counts_writes and self.handle.total_changes != before:
                # How far this copy of the book has come: an older one that comes back in its place is known by it.
                self.handle.execute("UPDATE book_state SET writes = writes + 1")
            if os.name == "posix" and not self.in_place:  # elsewhere an open file can't be taken away
                raise StorageFailed("taken_away", path=self.path)
        except BaseException as error:
            self._depth = 0
            self._changes = set()
            self.writes += 1
            self._undo()
            if isinstance(error, failures()):
                raise failure(error, self.path) from error
            raise
        self._depth = 0
        self._commit()
        self._announce()

    def _announce(self) -> None:
        changes, self._changes = frozenset(self._changes), set()
        if changes and self.changed:
            self.changed(changes)

    @contextmanager
    def _part(self) -> Iterator[None]:
        before = set(self._changes)
        mark = f"part_{self._depth}"
        self.db.execute_sql(f"SAVEPOINT {mark}")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._changes = before
            self.writes += 1
            # After a full disk SQLite has already rolled everything back, the savepoints with it.
            if self.handle.in_transaction:
                self.db.execute_sql(f"ROLLBACK TO {mark}")
                self.db.execute_sql(f"RELEASE {mark}")
            raise
        else:
            self.db.execute_sql(f"RELEASE {mark}")
        finally:
            self._depth = max(self._depth - 1, 0)

    @contextmanager
    def writing(self, *kinds: Kind) -> Iterator[None]:
        """A transaction that changes things of these kinds."""
        with self.transaction():
            self._changes.update(kinds)
            yield

    @property
    def in_transaction(self) -> bool:
        return self._depth > 0

    def _commit(self) -> None:
        try:
            self.db.commit()
        except failures() as error:
            self._undo()
            self._reopen()
            self._announce()  # whoever shows these things reads them anew, as they are now
            raise failure(error, self.path, at_commit=True) from error

    def _undo(self) -> None:
        with suppress(*failures()):
            self.db.rollback()

    def _reopen(self) -> None:
        """Lets SQLite settle from the file alone what a failed commit left: done, or not done."""
        if self.path is not None:
            self.close()
            self._connect()
            self.prepare()
