"""Today in Counter view: the day, the time, and a field to find the client who is here."""

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Qt, QTime, QTimer
from PySide6.QtWidgets import QWidget

from evenhand import formats
from evenhand.storage.book import Kind
from evenhand.translation import _, language
from evenhand.ui.counter_desk import CounterDesk
from evenhand.ui.counter_list import NameSearch
from evenhand.ui.frames import column, row
from evenhand.ui.labels import label
from evenhand.ui.theme import theme


def _now() -> time:
    now = QTime.currentTime()
    return time(now.hour(), now.minute(), now.second())


class CounterToday(QWidget):
    """A clock, the day, and the search."""

    kinds = frozenset({Kind.CLIENTS})

    def __init__(self, desk: CounterDesk, clock: Callable[[], time] = _now) -> None:
        super().__init__()
        self._desk, self._clock = desk, clock
        self.time = label("", "display")
        self.day = label("", "body", "ink2")
        self.search = NameSearch(desk)
        theme.dress(self.search, width=360)
        whole = column(
            self.time,
            self.day,
            28,
            label(_("Find a client by name"), "body_strong"),
            row(self.search, None),
            None,
            spacing=4,
            margins=(32, 18, 32, 16),
        )
        self.setLayout(whole)
        self.setFocusProxy(self.search)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        now = self._clock()
        self.time.setText(f"{now:%H:%M}")
        self.day.setText(formats.weekday_date(self._desk.today(), language(), year=True))
        self._timer.start((60 - now.second) * 1000)

    def refresh(self) -> None:
        """Looks the typed name up anew."""
        self.search.look_up()

    def focus_first(self) -> None:
        self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.search.focus_search()
