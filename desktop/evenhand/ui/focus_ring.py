"""The ring round what the keyboard is on. A mouse does not bring it."""

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from evenhand.ui.theme import theme
from evenhand.ui.toast import Toast

_OUTSIDE = 4
_MOVING = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)


class _Ring(QWidget):
    """Lies over its page, so that no small container between cuts it off, and scrolls with it."""

    def __init__(self, page: QWidget, target: QWidget) -> None:
        super().__init__(page)
        self.page, self.target = page, target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._watched: list[QWidget] = []
        one: QWidget | None = target
        while one is not None and one is not page:
            one.installEventFilter(self)
            self._watched.append(one)
            one = one.parentWidget()
        self._follow()

    def release(self) -> None:
        for one in self._watched:
            with suppress(RuntimeError):  # of a sheet that has just been closed not all is there any more
                one.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _follow(self) -> None:
        corner = self.target.mapTo(self.page, QPoint(0, 0))
        # A list fills its pane, and a field may touch the edge of its page: the ring goes inside there.
        out = 0 if isinstance(self.target, QAbstractItemView) else _OUTSIDE
        around = QRect(corner, self.target.size()).adjusted(-out, -out, out, out)
        self.setGeometry(around.intersected(self.page.rect()))
        self.setVisible(self.target.isVisible())
        self.raise_()
        for toast in _toasts_of(self.page):
            toast.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self._follow()
        return False

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
        app.focusWindowChanged.connect(self._watch)
        app.focusChanged.connect(self._on_focus_changed)
        self._watch(app.focusWindow())

    def target(self) -> QWidget | None:
        """What the ring is round, None while it is away."""
        return self._ring.target if self._ring is not None else None

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
        ring, self._ring = self._ring, None
        if ring is not None:
            ring.target.destroyed.disconnect(self._forget)
            ring.release()
        if widget is not None and not widget.isWindow() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self._ring = _Ring(_page_of(widget), widget)
            widget.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._ring = None  # it went with its page, or follows when the focus does


def _page_of(widget: QWidget) -> QWidget:
    """What scrolls with the widget, or what toasts lie over, or else its window."""
    page = widget
    while not page.isWindow():
        if page is not widget and (page.property("page") == "true" or _toasts_of(page)):
            return page
        parent = page.parentWidget()
        if parent is None:
            return page
        page = parent
    return page


def _toasts_of(page: QWidget) -> list[Toast]:
    return page.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly)
