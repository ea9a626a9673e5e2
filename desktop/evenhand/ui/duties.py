"""What waits for the owner, one row each: when, what and whom for, and the one act that is done most."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from evenhand.translation import _
from evenhand.ui.buttons import Button
from evenhand.ui.buttons import Kind as Look
from evenhand.ui.icons import draw_icon
from evenhand.ui.labels import tip
from evenhand.ui.marks import draw_pips, draw_pips_width
from evenhand.ui.theme import theme

_THIRD = 14  # pixels more for a third line
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do about a row: by its button or its menu, and by a key while the row has the focus."""

    text: str
    do: Callable[[], object]
    icon: str = ""
    key: Qt.Key | None = None
    look: Look = "plain"
    icon_only: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One row. `lead` stands at the left: a day, a sum, or nothing beside the icon."""

    title: str
    opened: Callable[[], object]
    second: str = ""
    third: str = ""
    lead: str = ""
    lead_role: str = "secondary_strong"
    tone: str = "ink2"
    icon: str = ""
    pips: tuple[int, int, str] | None = None  # days left, of how many, in which tone
    right: str = ""
    right_tone: str = "ink3"
    act: Act | None = None
    more: tuple[Act, ...] = ()

    @property
    def said(self) -> str:
        """The row in one sentence."""
        return ", ".join(part for part in (self.lead, self.title, self.second, self.third, self.right) if part)


class _ActButton(Button):
    """A second click in a row is meant for the first: by then another row stands there."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class DutyRow(QWidget):
    """Opens what it's about by Enter or a click. `left_by` is sent for the arrows: -1 up, 1 down."""

    left_by = Signal(int)

    def __init__(self, lead: int, high: int) -> None:
        super().__init__()
        self._lead, self._high = lead, high
        self._duty: Duty | None = None
        self._button: _ActButton | None = None
        self._shape: object = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._line.addStretch(1)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self._dots: Button | None = None

    @property
    def duty(self) -> Duty | None:
        """What stands in the row."""
        return self._duty

    def set_duty(self, duty: Duty) -> None:
        """Another thing to do, or the same with other words."""
        self._duty = duty
        act = duty.act
        shape = (act.text, act.icon, act.look, act.icon_only) if act else None, bool(duty.more)
        if shape != self._shape:
            self._shape = shape
            self._build_buttons(act, more=bool(duty.more))
        for each in (self._button, self._dots):
            if each is not None:
                each.setAccessibleDescription(duty.title)
        self.setAccessibleName(duty.said)
        theme.dress(self, height=self._high + (_THIRD if duty.third else 0))
        self._offer_whole_text()
        self.update()

    def _build_buttons(self, act: Act | None, *, more: bool) -> None:
        for old in (self._button, self._dots):
            if old is not None:
                self._line.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._button = self._dots = None
        if act is not None:
            self._button = _ActButton(act.text, act.look, act.icon, icon_only=act.icon_only)
            self._button.clicked.connect(self._on_act)
            if act.key is not None:
                self._button.setToolTip(tip(f"{act.text}  ({QKeySequence(act.key).toString()})"))
            self._line.addWidget(self._button)
        if more:
            self._dots = Button(_("More"), "ghost", "dots-three", icon_only=True)
            self._dots.setMenu(self.menu)
            self._line.addWidget(self._dots)

    def _on_act(self) -> None:
        if self._duty is not None and self._duty.act is not None:
            self._duty.act.do()

    def _fill_menu(self) -> None:
        self.menu.clear()
        for act in self._duty.more if self._duty else ():
            self.menu.addAction(act.text).triggered.connect(lambda _on=False, act=act: act.do())

    def buttons(self) -> list[QWidget]:
        """What Tab goes through after the row."""
        return [one for one in (self._button, self._dots) if one is not None]

    # Doing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        duty, plain = self._duty, not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if duty is None or not plain:
            super().keyPressEvent(event)
            return
        if event.key() in _ENTER:
            duty.opened()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left_by.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif found := next((one for one in (duty.act, *duty.more) if one and one.key == event.key()), None):
            if not event.isAutoRepeat():  # a key held down would go on with the row that comes next
                found.do()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside and self._duty is not None:
            self._duty.opened()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._duty is not None and self._duty.more:
            by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
            self.menu.popup(self.mapToGlobal(QPoint(self._lead, self.height())) if by_key else event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    # How it looks

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left() + theme.px(60) + self._line.minimumSize().width(), self.height())

    def _left(self) -> int:
        return theme.px(self._lead)

    def _room(self) -> QRect:
        """Where title and second line stand."""
        used = sum(one.sizeHint().width() + self._line.spacing() for one in self.buttons())
        right = self.width() - used - theme.px(8)
        if self._duty is not None and self._duty.right:
            metrics = QFontMetrics(theme.font("secondary_strong"))
            right -= metrics.horizontalAdvance(self._duty.right) + theme.px(10)
        return QRect(self._left(), 0, max(right - self._left(), 0), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._offer_whole_text()

    def _offer_whole_text(self) -> None:
        if self._duty is None:
            return
        room = self._room().width()
        duty = self._duty
        parts = ((duty.title, "body_strong"), (duty.second, "secondary"), (duty.third, "secondary"))
        hidden = [text for text, role in parts if QFontMetrics(theme.font(role)).horizontalAdvance(text) > room]
        self.setToolTip(tip("\n".join(hidden)))

    def paintEvent(self, event: QPaintEvent) -> None:
        duty = self._duty
        if duty is None:
            return
        painter = QPainter(self)
        painter.setPen(theme.color("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(self.rect().adjusted(0, 1, 0, -2), 8, 8)
        self._paint_lead(painter, duty)
        room = self._room()
        title, second = (QFontMetrics(theme.font(role)).height() for role in ("body_strong", "secondary"))
        below = [line for line in (duty.second, duty.third) if line]
        top = (self.height() - title - second * len(below)) // 2
        _write(painter, QRect(room.left(), top, room.width(), title), duty.title, "body_strong", "ink")
        for number, line in enumerate(below):
            place = QRect(room.left(), top + title + second * number, room.width(), second)
            _write(painter, place, line, "secondary", "ink3")
        if duty.right:
            wide = QFontMetrics(theme.font("secondary_strong")).horizontalAdvance(duty.right) + 2
            place = QRect(room.right() + theme.px(10), 0, wide, self.height())
            _write(painter, place, duty.right, "secondary_strong", duty.right_tone)

    def _paint_lead(self, painter: QPainter, duty: Duty) -> None:
        left, middle = theme.px(4), self.height() / 2
        if duty.icon:
            draw_icon(painter, duty.icon, left, middle - theme.px(8), duty.tone, 16)
            left += theme.px(22)
        if duty.pips is not None:
            days, total, tone = duty.pips
            draw_pips(painter, left, middle, days, total, tone)
            left += draw_pips_width(total) + theme.px(9)
        if duty.lead:
            room = QRect(left, 0, self._left() - left - theme.px(8), self.height())
            _write(painter, room, duty.lead, duty.lead_role, duty.tone)


def _write(painter: QPainter, room: QRect, text: str, role: str, tone: str) -> None:
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(tone))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
