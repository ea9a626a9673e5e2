"""A long act on the book: it runs on the window's own thread, which stays alive meanwhile and hears only "stop"."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QAbstractButton, QProgressBar, QWidget

_SLICE = 0.03  # seconds between two looks at what the owner does
_STEPS = 1000  # of the bar
_COUNTER_VIEW = QKeySequence("F9")  # takes what is private away at any time

_TYPE = QEvent.Type
_SHORTCUTS = frozenset({_TYPE.Shortcut, _TYPE.ShortcutOverride})
_KEYS = frozenset({_TYPE.KeyPress, _TYPE.KeyRelease})
_BUTTONS = frozenset({_TYPE.MouseButtonPress, _TYPE.MouseButtonRelease, _TYPE.MouseButtonDblClick})
_ELSE = frozenset(
    {
        _TYPE.Wheel,
        _TYPE.ContextMenu,
        _TYPE.TouchBegin,
        _TYPE.TouchUpdate,
        _TYPE.TouchEnd,
        _TYPE.InputMethod,
        _TYPE.DragEnter,
        _TYPE.DragMove,
        _TYPE.Drop,
    }
)
_ENDS = frozenset({_TYPE.Close, _TYPE.Quit})


class LongAct(QObject):
    """Lets the window live between two slices of an act that has the book's one connection.

    Nothing but `stop` and F9 is heard: whatever else wrote to the book would become part of the act, and be lost with
    it. Timers wait too, for they back the book up or lock it. The act ends early when it's stopped, when `sheet` is
    put away, and when somebody closes the window.
    """

    def __init__(self, sheet: QWidget, bar: QProgressBar, stop: QAbstractButton) -> None:
        super().__init__(sheet)
        self._sheet, self._bar, self._stop = sheet, bar, stop
        self._stopped = False
        self._looked = 0.0
        bar.setRange(0, _STEPS)
        bar.setValue(0)

    @contextmanager
    def running(self) -> Iterator[None]:
        """For as long as the act lasts."""
        application = QCoreApplication.instance()
        assert application is not None
        self._stopped = False
        self._looked = monotonic()
        self._stop.clicked.connect(self._on_stop)
        application.installEventFilter(self)
        try:
            yield
        finally:
            application.removeEventFilter(self)
            self._stop.clicked.disconnect(self._on_stop)

    def progress(self, done: int, total: int) -> None:
        """How far it has come; the window is looked after at most every few hundredths of a second."""
        now = monotonic()
        if now - self._looked < _SLICE and done < total:
            return
        self._bar.setValue(done * _STEPS // total if total else _STEPS)
        self._bar.repaint()
        QCoreApplication.processEvents()
        self._looked = monotonic()

    def stopped(self) -> bool:
        """Whether the owner wants none of it."""
        return self._stopped or not self._sheet.isVisible()

    def _on_stop(self) -> None:
        self._stopped = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is _TYPE.Timer:
            return not watched.isWindowType()
        if watched.isWindowType():
            return kind in _ENDS and self._end(event)  # what it hears it hands on to its widgets, which are asked
        if kind in _BUTTONS or kind in _KEYS or kind in _SHORTCUTS:
            return not self._may_hear(watched, event)
        return (kind in _ENDS and self._end(event)) or kind in _ELSE

    def _may_hear(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent):
            return event.key() == _COUNTER_VIEW
        if isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and event.type() is _TYPE.KeyPress:
                self._stopped = True
                return False
            return watched is self._stop or event.key() == Qt.Key.Key_F9
        return watched is self._stop

    def _end(self, event: QEvent) -> bool:
        self._stopped = True
        event.ignore()
        return True
