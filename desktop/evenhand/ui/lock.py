"""Locking: the book is closed and its key forgotten, and a page that asks for the passphrase stands in the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from evenhand.storage.errors import StorageFailed
from evenhand.storage.keys import BookKey
from evenhand.translation import _
from evenhand.ui.desk import Desk
from evenhand.ui.menus import add, empty_bar
from evenhand.ui.set_aside import SetAside
from evenhand.ui.unlock_page import UnlockPage

if TYPE_CHECKING:
    from evenhand.ui.main_window import MainWindow


class Lock(QObject):
    """One locking, until the passphrase is typed. `done` follows once all is back where it was."""

    def __init__(self, window: "MainWindow", desk: Desk, done: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._book, self._done = window, desk.book, done
        self._keeper = desk.safekeeping
        saved = window.all_saved()
        self._unsaid: Callable[[], None] | None = None
        self._aside = SetAside(window)
        # What isn't saved, in a screen or in an open sheet, stays in memory and is there again afterwards.
        self.all_saved = saved and not self._aside.touched()
        content = window.centralWidget()
        assert content is not None
        self._content = content
        content.hide()
        window.repaint()  # what is private goes before anything is built in its place
        window.takeCentralWidget()
        self._timers = [timer for root in (window, content) for timer in root.findChildren(QTimer) if timer.isActive()]
        for timer in self._timers:
            timer.stop()
        window.counter_action.setEnabled(False)
        self._show_page()
        # What was put off to this turn of the loop still finds the book open.
        QTimer.singleShot(0, self, self._close_book)

    def _show_page(self) -> None:
        bar = empty_bar(self._window)
        add(bar.addMenu(_("&File")), _("Quit"), "Ctrl+Q", self._window.close)
        assert self._book.path is not None
        self._page = UnlockPage(
            self._book.path,
            self._unlock,
            self._window.close,
            title=_("Locked"),
            line=_("All is saved. Type the passphrase to go on where you were.")
            if self.all_saved
            else _("Type the passphrase to go on where you were. What could not be saved is still there."),
        )
        self._window.setCentralWidget(self._page)
        self._window.setWindowTitle("Evenhand")
        self._page.begin()

    def _close_book(self) -> None:
        if self._book.connection.key is None:
            return
        self._state = self._book.id, self._book.written
        if self._keeper is not None and self._keeper.is_due_on_exit():
            self._keeper.back_up()  # the window may be closed while it's locked, and then it's too late
        self._book.connection.lock()

    def say_after(self, say: Callable[[], None]) -> None:
        """Keeps what is to be said until the window is back; the last of it."""
        self._unsaid = say

    def _unlock(self, key: BookKey) -> None:
        self._close_book()
        self._book.connection.unlock(key)
        state = self._state_now()
        self._window.takeCentralWidget()
        self._page.hide()
        self._page.deleteLater()
        self._window.counter_action.setEnabled(True)
        for timer in self._timers:
            if isValid(timer):
                timer.start()
        self._done()
        self._window.put_back(self._content, changed=state != self._state)
        self._aside.bring_back()
        if self._unsaid is not None:
            self._unsaid()
        self.deleteLater()

    def _state_now(self) -> tuple[str, int]:
        """Which book it is and how far it has come; raises StorageFailed, and locks it again, when it went back."""
        try:
            state = self._book.id, self._book.written
            if state[0] != self._state[0] or state[1] < self._state[1]:  # a sync has put another one, or an older one
                raise StorageFailed("taken_away", path=self._book.path)
        except StorageFailed:
            self._book.connection.lock()
            raise
        return state

    def let_go(self) -> None:
        """The window closes while it's locked: what was in it goes with it."""
        self._content.deleteLater()
