"""Checking the book without holding the window: a copy is made, and looked at in another thread."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from evenhand.storage.book import Book
from evenhand.storage.connection import Connection
from evenhand.storage.errors import StorageError, StorageFailed
from evenhand.storage.keys import BookKey
from evenhand.ui.aside import Aside

if TYPE_CHECKING:
    from evenhand.storage.checking import Finding


class Checked(NamedTuple):
    """What was looked at, and what is wrong; `error` is why it could not be looked at."""

    findings: "Sequence[Finding]" = ()
    clients: int = 0
    orders: int = 0
    letters: int = 0
    bonuses: int = 0
    error: Exception | None = None


class BookCheck(QObject):
    """One check at a time. `moved` tells how far it has come, `ended` what was found."""

    moved = Signal(int, int)
    ended = Signal(object)

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._aside = Aside(self)

    @property
    def running(self) -> bool:
        return self._aside.busy

    def start(self) -> bool:
        """False when one is running already."""
        if self._aside.busy:
            return False
        from evenhand.storage.backup import copy_out
        from evenhand.storage.backups import FOLDER

        folder = self._book.folder
        if folder is None:
            self.ended.emit(_look(self._book.connection, self.moved.emit))
            return True
        copy = folder / FOLDER / f"check.{os.getpid()}.tmp"
        try:
            copy.parent.mkdir(mode=0o700, exist_ok=True)
            copy.unlink(missing_ok=True)
            copy_out(self._book.connection, copy)
        except (StorageError, OSError) as error:
            self.ended.emit(_not_copied(error))
            return True
        key, moved = self._book.connection.key, self.moved
        self._aside.start(lambda: _look_at(copy, key, moved.emit), self._on_done)
        return True

    def _on_done(self, checked: Checked | None, error: Exception | None) -> None:
        self.ended.emit(checked if checked is not None else Checked(error=error))


def _not_copied(error: Exception) -> Checked:
    from evenhand.storage.checking import Finding

    if isinstance(error, StorageFailed) and error.reason == "damaged":
        return Checked((Finding("damaged", {"text": error.detail}),))
    return Checked(error=error)


def _look_at(copy: Path, key: BookKey | None, moved: Callable[[int, int], object]) -> Checked:
    try:
        connection = Connection(copy, key)
        try:
            connection.prepare()
            return _look(connection, moved)
        finally:
            connection.close()
    except StorageError as error:
        return _not_copied(error)
    finally:
        for left in (copy, copy.with_name(f"{copy.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _look(connection: Connection, moved: Callable[[int, int], object]) -> Checked:
    from evenhand.storage.checking import check

    findings = check(Book(connection, None), moved)
    tables = ("clients", "orders", "letters", "bonuses")
    try:
        clients, orders, letters, bonuses = (int(connection.value(f"SELECT count(*) FROM {table}")) for table in tables)
    except StorageError:
        return Checked(findings)
    return Checked(findings, clients, orders, letters, bonuses)
