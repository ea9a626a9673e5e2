"""File > Lock now, and by itself when nobody has touched the window: light enough for the first screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from evenhand.translation import _
from evenhand.ui.desk import Desk
from evenhand.ui.preferences import Preferences

if TYPE_CHECKING:  # loaded with the first locking
    from evenhand.ui.idle import Idle
    from evenhand.ui.lock import Lock


class LockSwitch(QObject):
    """Holds the lock while it's on. Its window is a MainWindow."""

    def __init__(self, window: Any, desk: Desk, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._desk, self._preferences = window, desk, preferences
        self._book = desk.book
        self._lock: Lock | None = None
        self._idle: Idle | None = None

    @property
    def on(self) -> bool:
        """Whether the book is closed and the passphrase asked for."""
        return self._lock is not None

    @property
    def all_was_saved(self) -> bool:
        """While it's locked: whether nothing typed was left unsaved before."""
        return self._lock is not None and self._lock.all_saved

    def lock(self) -> None:
        """Locks, where there is a passphrase to unlock with; an act on the book that goes on is waited for."""
        if self.on or self._book.path is None or self._book.connection.in_transaction:
            return
        if self._book.connection.key is None:
            text = _("Only a book with a passphrase can be locked.")
            self._desk.say(text, _("Set a passphrase"), self._set_passphrase)
            return
        from evenhand.ui.lock import Lock

        self._lock = Lock(self._window, self._desk, self._on_unlocked)

    def _set_passphrase(self) -> None:
        from evenhand.ui.passphrase_form import open_passphrase

        open_passphrase(self._desk, self._window)

    def _on_unlocked(self) -> None:
        self._lock = None
        self.watch()

    def watch(self) -> None:
        """Locks by itself from now on, after the minutes that the owner chose."""
        if self._book.connection.key is None or self._book.path is None:
            return
        from evenhand.ui.idle import Idle

        if self._idle is None:
            self._idle = Idle(self, lambda: self._preferences.lock_minutes, self._lock_by_itself)
        else:
            self._idle.begin()

    def _lock_by_itself(self) -> None:
        self.lock()
        if not self.on and self._idle is not None:
            self._idle.try_again()

    def say_after(self, say: Callable[[], None]) -> None:
        """Keeps what is to be said until the window is back; the last of it."""
        assert self._lock is not None
        self._lock.say_after(say)

    def let_go(self) -> None:
        """The window closes: what was in it before it was locked goes with it."""
        if self._lock is not None:
            self._lock.let_go()
