"""The whole book written anew under another key, beside the window's own thread; meanwhile nobody else has the book."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow, QWidget
from shiboken6 import isValid

from evenhand.actions.passphrase import rewrite
from evenhand.storage.errors import StorageError, StorageFailed, reason_of
from evenhand.storage.keys import BookKey, is_under
from evenhand.ui.aside import Aside
from evenhand.ui.desk import Desk

Done = Callable[[StorageError | None, Exception | None], object]


class KeyChange(QObject):
    """Of the sheet `parent` over the window on the book. While it works the book is locked, and nothing reads it."""

    def __init__(self, parent: QWidget, desk: Desk, window: QWidget) -> None:
        super().__init__(parent)
        self._book, self._window = desk.book, window
        self._aside = Aside(self)
        self._stopped: list[QTimer] = []
        self.key = self._book.connection.key  # what the file is under, also when it could not be opened again

    @property
    def busy(self) -> bool:
        """Whether the book is being written anew."""
        return self._aside.busy

    def start(self, key: BookKey | None, done: Done, *, renew: bool = False, delete: bool = False) -> None:
        """Writes the book anew; `renew` backs it up afterwards, `delete` lets its backups without a passphrase go.

        `done` hears what went amiss with these, and why the book is as it was. Raises StorageFailed at once.
        """
        folder, old = self._book.folder, self.key
        assert folder is not None
        self._book.connection.lock()
        self._hold(True)
        self._aside.start(
            lambda: rewrite(folder, old, key, clock=_now, renew=renew, delete=delete),
            lambda trouble, error: self._on_written(key, done, trouble, error),
        )

    def _on_written(
        self, key: BookKey | None, done: Done, trouble: StorageError | None, error: Exception | None
    ) -> None:
        connection = self._book.connection
        path = connection.path
        assert path is not None
        try:
            self._note(path, key)
            connection.unlock(self.key)
        except StorageError as failed:  # another start was quicker, or the disk is gone
            error = failed
        self._hold(False)
        done(trouble, error)

    def _note(self, path: Path, key: BookKey | None) -> None:
        try:
            if is_under(path, key):
                self.key = key
        except OSError as error:
            raise StorageFailed(reason_of(error), type(error).__name__, path=path) from error

    def _hold(self, on: bool) -> None:
        """Keeps what is behind the sheet as it was painted, and stops what looks at the book by itself."""
        if on:
            self._stopped = [timer for timer in self._window.findChildren(QTimer) if timer.isActive()]
            for timer in self._stopped:
                timer.stop()
        else:
            for timer in self._stopped:
                if isValid(timer):
                    timer.start()
        content = self._window.centralWidget() if isinstance(self._window, QMainWindow) else None
        if content is not None:
            content.setUpdatesEnabled(not on)
        counter_action = getattr(self._window, "counter_action", None)
        if counter_action is not None:
            counter_action.setEnabled(not on)


def _now() -> datetime:
    return datetime.now(UTC)
