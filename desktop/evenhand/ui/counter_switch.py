"""F9: puts Counter view into the window in place of everything else, and takes it out again."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from evenhand import wording
from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui.desk import Place
from evenhand.ui.preferences import Preferences

if TYPE_CHECKING:  # loaded with the first client who looks
    from evenhand.ui.counter_view import CounterView
    from evenhand.ui.set_aside import SetAside


class CounterSwitch(QObject):
    """Holds Counter view while it's on, with what was over the window before and what was to be said meanwhile."""

    def __init__(self, window: QMainWindow, book: Book, preferences: Preferences, today: Callable[[], date]) -> None:
        super().__init__(window)
        self._window, self._book, self._preferences, self._today = window, book, preferences, today
        self.on = False
        self.view: CounterView | None = None
        self._aside: SetAside | None = None
        self._unsaid: Callable[[], None] | None = None
        self.action = QAction(window)
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence("F9"))
        self.action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)  # a popup has the keys to itself
        self.action.setAutoRepeat(False)  # held down, it would show what it has just taken away
        self.action.triggered.connect(self._switch)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._reach_dialog)

    def _switch(self, on: bool) -> None:
        self._window.set_counter_view(on)  # type: ignore[attr-defined]

    def _reach_dialog(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Lets F9 work in a dialog too, which keeps the window's own keys away."""
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog) and self.action not in dialog.actions():
            from evenhand.ui.set_aside import belongs_to

            if belongs_to(self._window, dialog):
                dialog.addAction(self.action)

    def name_action(self) -> None:
        """The command's words, in the language of now."""
        self.action.setText(_("Counter view") if self.on else _("Client is looking"))
        self.action.setChecked(self.on)

    def enter(self, place: Place, record: int) -> None:
        """Takes the window's screens out of it, and what lies over them; `record` is what is open in `place`."""
        from evenhand.ui.counter_places import beginning
        from evenhand.ui.set_aside import SetAside

        self.on = True  # the screens are read and heard again when they're back
        self._aside = SetAside(self._window)
        screens = self._window.centralWidget()
        assert screens is not None
        screens.hide()
        self._window.repaint()  # what is private goes before anything is built in its place
        self._window.takeCentralWidget()
        try:
            start = beginning(self._book, place, record)
        except wording.KNOWN_ERRORS:
            start = (Place.TODAY, 0, 0)
        self.show(*start)

    def show(self, place: Place = Place.TODAY, client: int = 0, letter: int = 0) -> None:
        """Builds Counter view into the window, in the language and size of now."""
        from evenhand.ui.counter_menus import build_counter_menus
        from evenhand.ui.counter_view import CounterView

        self.on = True
        self.view = CounterView(self._book, self._today, self._switch)
        self._window.setCentralWidget(self.view)
        self.name_action()
        build_counter_menus(self._window, self._preferences)  # type: ignore[arg-type]
        self.view.begin(place, client, letter)

    def come_back(self, content: QWidget) -> None:
        """The same view in the window once more, after it was locked."""
        from evenhand.ui.counter_menus import build_counter_menus

        self._window.setCentralWidget(content)
        content.show()
        self.name_action()
        build_counter_menus(self._window, self._preferences)  # type: ignore[arg-type]

    def show_again(self) -> None:
        """Builds it anew, where it is."""
        assert self.view is not None
        self.show(self.view.place, self.view.client)

    def leave(self) -> None:
        """Takes Counter view out of the window, with whatever was asked over it."""
        from evenhand.ui.set_aside import SetAside

        SetAside(self._window)  # such as the printer's dialog, which ends there
        view, self.view, self.on = self.view, None, False
        self._window.takeCentralWidget()
        if view is not None:
            view.deleteLater()

    def bring_back(self) -> None:
        """What was over the window lies there again, and what was to be said is said."""
        aside, self._aside = self._aside, None
        if aside is not None:
            aside.bring_back()
        unsaid, self._unsaid = self._unsaid, None
        if unsaid is not None:
            unsaid()

    def say_after(self, say: Callable[[], None]) -> None:
        """Keeps what the screens out of sight have to say until they're back; the last of it."""
        self._unsaid = say

    def holds_what_is_typed(self) -> bool:
        """Whether a dialog that was put away has something in it that isn't saved."""
        return self._aside is not None and self._aside.touched()
