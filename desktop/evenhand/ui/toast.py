"""One sentence about what was just done, with the way back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from evenhand.translation import _
from evenhand.ui.icons import draw_icon
from evenhand.ui.labels import ElidedLabel, IconLabel
from evenhand.ui.theme import theme

STAYS_MS = 8000
_SHADOW = 12


class _TipButton(QAbstractButton):
    def __init__(self, text: str, icon: str = "") -> None:
        super().__init__()
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        theme.dress(self, font="body_strong", height=32)
        self.fit()

    def fit(self) -> None:
        self.setFixedWidth(
            theme.px(28) if self._icon else self.fontMetrics().horizontalAdvance(self.text()) + theme.px(20)
        )

    restyle = fit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            veil = QColor(theme.color("ontip"))
            veil.setAlpha(36)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(veil)
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self._icon:
            side = theme.px(14)
            draw_icon(painter, self._icon, (self.width() - side) / 2, (self.height() - side) / 2, "ontip", 14)
        else:
            painter.setPen(theme.color("tipacc"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Toast(QWidget):
    """Lies over the foot of its window for eight seconds, longer while the mouse is on it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._on_action: Callable[[], object] | None = None
        self._text = ElidedLabel("", "body", "ontip")
        self._action = _TipButton("")
        self._close = _TipButton(_("Close"), "x")
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(_SHADOW + 16, _SHADOW + 6, _SHADOW + 10, _SHADOW + 6)
        line.setSpacing(10)
        self._icon = IconLabel("check-circle-fill", "tipacc", 18)
        line.addWidget(self._icon)
        line.addWidget(self._text)
        line.addWidget(self._action)
        line.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self.hide)
        self._close.clicked.connect(self.hide)
        self._action.clicked.connect(self.act)
        window.installEventFilter(self)
        self.hide()

    def show_toast(
        self, text: str, action_text: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None:
        """Shows the sentence; a newer one takes the place of the older, and of its action. `failed`: it wasn't done."""
        self._on_action = on_action
        self._icon.set_icon(*(("warning-circle-fill", "ontip") if failed else ("check-circle-fill", "tipacc")), 18)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._action.setText(action_text)
        self._action.setAccessibleName(action_text)
        self._action.setVisible(on_action is not None)
        self._action.fit()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def text(self) -> str:
        """What it says now, empty while it is away."""
        return "" if self.isHidden() else self._text.text()

    def act(self) -> None:
        """Does what its action says, once, and goes away."""
        act, self._on_action = self._on_action, None
        self.hide()
        if act is not None:
            act()

    def _place(self) -> None:
        self.ensurePolished()
        self._line.activate()
        wide = min(self.sizeHint().width(), self._window.width() - 16)
        high = self.sizeHint().height()
        above_footer = theme.px(53)  # what is decided there stays in sight and in reach
        top = self._window.height() - high - above_footer
        self.setGeometry((self._window.width() - wide) // 2, top, wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():  # the window itself may not be seen yet
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        draw_shadow(painter, box, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("tip"))
        painter.drawRoundedRect(box, 8, 8)


def draw_shadow(painter: QPainter, box: QRectF, radius: float, reach: int = _SHADOW) -> None:
    """A soft shadow of stacked translucent rects; an effect would blur the text as well."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    veil = QColor(0, 0, 0, 9 if theme.tokens.dark else 5)
    painter.setBrush(veil)
    for out in range(reach, 0, -1):
        painter.drawRoundedRect(box.adjusted(-out, -out + 2, out, out + 1), radius + out, radius + out)


def show_toast(near: QWidget, text: str, action_text: str = "", on_action: Callable[[], object] | None = None) -> Toast:
    """Shows the sentence in the window that `near` belongs to."""
    window = near.window()
    toast = window.findChild(Toast) or Toast(window)
    toast.show_toast(text, action_text, on_action)
    return toast
