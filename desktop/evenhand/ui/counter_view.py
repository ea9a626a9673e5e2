"""Counter view: what the window shows while a client may be looking at it. A whitelist; nothing private is laid out."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from evenhand.storage.book import Book, Kind
from evenhand.ui.counter_desk import CounterDesk
from evenhand.ui.counter_places import COUNTER_SCREENS
from evenhand.ui.desk import Place
from evenhand.ui.frames import row
from evenhand.ui.sidebar import Sidebar
from evenhand.ui.toast import Toast


class CounterView(QWidget):
    """The whole of the window beneath its menus. Of its screens only the one in view is there."""

    def __init__(self, book: Book, today: Callable[[], date], switch: Callable[[bool], None]) -> None:
        super().__init__()
        self._book, self._today = book, today
        self.client = 0  # who is open
        self.place = Place.TODAY
        self.screen: Any = QWidget()
        self.sidebar = Sidebar(self.go, switch, COUNTER_SCREENS)
        self._row = row(self.sidebar, self.screen, spacing=0)
        self._row.setStretch(1, 1)
        self.setLayout(self._row)
        self._toast = Toast(self)

    def begin(self, place: Place, client: int = 0, letter: int = 0) -> None:
        """Shows a place, with one client's things or nobody's."""
        self.client = client
        self.go(place, letter)

    def go(self, place: Place, letter: int = 0) -> None:
        """Shows a place of Counter view; any other isn't here."""
        if place not in COUNTER_SCREENS:
            return
        desk = CounterDesk(
            self._book,
            self._today,
            self.go,
            self._say,
            client=self.client,
            open_client=self.open_client,
            letter=letter,
        )
        old, self.screen, self.place = self.screen, COUNTER_SCREENS[place](desk), place
        self._row.replaceWidget(old, self.screen)
        old.setParent(None)
        old.deleteLater()
        self.screen.show()
        self.sidebar.set_current(place)
        if not self.sidebar.walked:
            self.focus_first()

    def _say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None:
        self._toast.show_toast(text, action, on_action, failed=failed)

    def open_client(self, client: int) -> None:
        """Opens the client who was found by name; nothing of whoever was open before stays."""
        self._toast.hide()
        self.client = client
        self.go(Place.CLIENTS)

    def refresh(self, kinds: frozenset[Kind]) -> None:
        """Reads the screen in view anew when what it shows has changed."""
        if kinds & self.screen.kinds:
            self.screen.refresh()

    def focus_first(self) -> None:
        self.screen.focus_first()
        if QApplication.focusWidget() is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
