"""A figure that says how it came about: hovered in a tooltip, clicked or entered in a small slip beside it.

    cost = kit.Explained("€12", [("The bonus", "€36"), ("Of that, making the goods", "€20"), ("62% are used", "€12")])
    cost.explain("—", [("No order's cost is in the book yet, nor a usual margin.", "")])
    line = kit.ExplainedLine(_("Probably"))  # a SumLine whose figure is explained
    line.explain(_("Probably"), "€12", lines)

Each line is words and a sum; a line without a sum is a sentence. With several sums the last one is the result. A figure
without lines is plain text and no stop for Tab.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evenhand.translation import _
from evenhand.ui.frames import hairline, holder
from evenhand.ui.labels import ElidedLabel, label, tip
from evenhand.ui.theme import theme

Lines = Sequence[tuple[str, str]]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH = 320
_GAP = 4


class Explained(QAbstractButton):
    """A figure on one line; what doesn't fit becomes an ellipsis."""

    def __init__(
        self, text: str = "", lines: Lines = (), *, role: str = "body", tone: str = "ink", right: bool = False
    ) -> None:
        super().__init__()
        self._lines: tuple[tuple[str, str], ...] = ()
        self._right = right
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("tone", tone)
        theme.dress(self, font=role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.explain(text, lines)

    def explain(self, text: str, lines: Lines) -> None:
        """Another figure, and how it came about."""
        if (text, tuple(lines)) == (self.text(), self._lines):
            return
        self._lines = tuple(lines)
        self.setText(text)
        self.setAccessibleName(text)
        spoken = _spoken(self._lines)
        self.setAccessibleDescription(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self._lines else Qt.FocusPolicy.NoFocus)
        if self._lines:
            self.setCursor(QCursor(Qt.CursorShape.WhatsThisCursor))
        else:
            self.unsetCursor()
        self._offer_tip()
        self.updateGeometry()
        self.update()

    def lines(self) -> tuple[tuple[str, str], ...]:
        """How the figure came about."""
        return self._lines

    def set_tone(self, tone: str) -> None:
        """Another text token."""
        self.setProperty("tone", tone)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(theme.px(30), hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_tip()

    def _offer_tip(self) -> None:
        hidden = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        parts = ([self.text()] if hidden else []) + ([_spoken(self._lines)] if self._lines else [])
        self.setToolTip(tip("\n".join(parts)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._lines:
            super().mousePressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        wide = metrics.horizontalAdvance(shown)
        side = Qt.AlignmentFlag.AlignRight if self._right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.color(self.property("tone")))
        painter.drawText(self.rect(), side | Qt.AlignmentFlag.AlignVCenter, shown)
        if not self._lines:
            return
        dots = QPen(theme.color("acc" if self.underMouse() else "edge"), 1)
        dots.setDashPattern([1, 2])
        painter.setPen(dots)
        left, low = (self.width() - wide if self._right else 0), self.height() - 0.5
        painter.drawLine(QPointF(left, low), QPointF(left + wide, low))

    def _open(self) -> None:
        if self._lines:
            Slip(self, self._lines)


class ExplainedLine(QWidget):
    """A line of a calculation as kit.SumLine, with a figure that says how it came about."""

    def __init__(self, name: str = "", value: str = "", lines: Lines = (), *, strong: bool = False) -> None:
        super().__init__()
        self.name = ElidedLabel(name, "secondary_strong" if strong else "secondary", "ink" if strong else "ink2")
        self.value = Explained(value, lines, role="body_strong" if strong else "body", right=True)
        self.value.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.addWidget(self.name, 1)
        line.addWidget(self.value)

    def explain(self, name: str, value: str, lines: Lines) -> None:
        """Another figure under a name, and how it came about."""
        self.name.setText(name)
        self.value.explain(value, lines)
        self.value.setAccessibleDescription(f"{name}\n{_spoken(lines)}")


class Slip(QFrame):
    """How one figure came about, beside it; Esc, a click elsewhere or going on with Tab puts it away."""

    def __init__(self, figure: QWidget, lines: Lines) -> None:
        super().__init__(figure.window())
        self._figure = figure
        self.setProperty("surface", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = _("How this came about")
        self.setAccessibleName(title)
        self.setAccessibleDescription(_spoken(lines))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 10, 14, 12)
        whole.setSpacing(5)
        whole.addWidget(label(title, "secondary", "ink3", wrap=True))
        last = max((number for number, line in enumerate(lines) if line[1]), default=-1)
        several = sum(bool(sum_) for _words, sum_ in lines) > 1
        for number, (words, sum_) in enumerate(lines):
            result = several and number == last
            if result:
                whole.addWidget(hairline())
            whole.addWidget(_step(words, sum_, strong=result))
        self._place()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        figure.destroyed.connect(self._away)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        window, layout = self._figure.window(), self.layout()
        assert layout is not None
        width = min(theme.px(_WIDTH), window.width() - 2 * _GAP)
        height = max(layout.heightForWidth(width), layout.minimumSize().height())
        self.setFixedSize(width, min(height, window.height() - 2 * _GAP))
        spot = self._figure.mapTo(window, QPoint(0, self._figure.height() + _GAP))
        if spot.y() + self.height() > window.height() - _GAP:
            spot.setY(self._figure.mapTo(window, QPoint(0, 0)).y() - self.height() - _GAP)
        if spot.x() + width > window.width() - _GAP:  # its right edge under the figure's own
            spot.setX(spot.x() + self._figure.width() - width)
        self.move(
            max(_GAP, min(spot.x(), window.width() - self.width() - _GAP)),
            max(_GAP, min(spot.y(), window.height() - self.height() - _GAP)),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            outside = watched is not self and not self.isAncestorOf(watched)
        else:
            outside = (watched is self.parent() and kind is QEvent.Type.Resize) or (
                watched is self._figure and kind is QEvent.Type.Hide
            )
        if outside:
            self._away()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Space, *_ENTER):
            self._away()
            self._figure.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._figure.setFocus(Qt.FocusReason.TabFocusReason)
        self._away()
        return self._figure.focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._away()

    def _away(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()
        self.deleteLater()


def _step(words: str, sum_: str, *, strong: bool) -> QWidget:
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    said = label(words, "secondary_strong" if strong else "secondary", "ink" if strong else "ink2", wrap=True)
    line.addWidget(said, 1)
    if sum_:
        value = label(sum_, "body_strong" if strong else "body")
        line.addWidget(value, 0, Qt.AlignmentFlag.AlignTop)
    return holder(line)


def _spoken(lines: Lines) -> str:
    return "\n".join(_("{words}: {sum}").format(words=words, sum=sum_) if sum_ else words for words, sum_ in lines)
