"""Notices that nobody has touched the window for a while, also when the computer slept meanwhile."""

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

_LOOK_MS = 15_000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class Moment(NamedTuple):
    """Seconds by a clock that nobody can set but that may stop in sleep, and by the one on the wall."""

    ticks: float
    wall: float


def _now() -> Moment:
    return Moment(time.monotonic(), time.time())


class Idle(QObject):
    """Calls `act` when no key and no mouse was used for as many minutes as `minutes` gives; 0 means never.

    Each event of the whole application costs a little to look at, so after one of the owner's no more are looked at
    until the next look at the clock.
    """

    def __init__(
        self,
        parent: QObject,
        minutes: Callable[[], int],
        act: Callable[[], object],
        now: Callable[[], Moment] = _now,
    ) -> None:
        super().__init__(parent)
        self._minutes, self._act, self._now = minutes, act, now
        self._last = now()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.begin()

    def begin(self) -> None:
        """Counts from now on."""
        self._last = self._now()
        self._listen(True)
        self._timer.start()

    def try_again(self) -> None:
        """It couldn't be done just now: at the next look it's done, unless the owner comes first."""
        self._listen(True)
        self._timer.start()

    def _listen(self, on: bool) -> None:
        application = QCoreApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        if on:
            application.installEventFilter(self)

    def look(self) -> None:
        """Acts when it's time to, and listens for the owner again."""
        if self._is_over():
            self._timer.stop()
            self._listen(False)
            self._act()
        else:
            self._listen(True)

    def _is_over(self) -> bool:
        now, minutes = self._now(), self._minutes()
        passed = max(now.ticks - self._last.ticks, now.wall - self._last.wall)
        return minutes > 0 and passed >= minutes * 60

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and event.spontaneous():
            if self._is_over():  # such as the first key after a night's sleep
                QTimer.singleShot(0, self, self.look)
                self._listen(False)
                return False
            self._last = self._now()
            self._listen(False)
        return False
