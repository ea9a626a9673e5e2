"""The ring round what the keyboard is on. A mouse does not bring it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFocusFrame, QProxyStyle, QStyle, QStyleOption, QWidget
from shiboken6 import isValid

from evenhand.ui.theme import theme

_OUTSIDE = 4


class _RingStyle(QProxyStyle):
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return _OUTSIDE
        return super().pixelMetric(metric, option, widget)


class _Ring(QFocusFrame):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("acc"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class FocusRing(QObject):
    """Follows the focus of the application. Make one, keep it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._by_keyboard = False
        self._ring: _Ring | None = None
        self._style = _RingStyle("Fusion")
        app.focusWindowChanged.connect(self._watch)
        app.focusChanged.connect(self._on_focus_changed)
        self._watch(app.focusWindow())

    def target(self) -> QWidget | None:
        """What the ring is round, None while it is away."""
        return self._ring.widget() if self._ring is not None and isValid(self._ring) else None

    def _watch(self, window: QWindow | None) -> None:
        # Watching windows, not the application: a filter in Python on every event would be felt.
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.KeyPress:
            self._by_keyboard = True
        elif kind is QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            self._put(None)
        return False

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._put(now if self._by_keyboard else None)

    def _put(self, widget: QWidget | None) -> None:
        if widget is not None and (isinstance(widget, QAbstractItemView) or widget.isWindow()):
            widget = None  # a list shows where it is by its row
        if self._ring is None or not isValid(self._ring):  # it goes with the widget it was round
            if widget is None:
                return
            self._ring = _Ring()
            self._ring.setStyle(self._style)
        self._ring.setWidget(widget)  # type: ignore[arg-type]
