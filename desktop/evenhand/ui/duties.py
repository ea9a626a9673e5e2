"""What waits for the owner, one row each: when, what and whom for, and the one act that is done most."""

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
from evenhand.ui.duty import Act, Duty
from evenhand.ui.elided_link import ElidedLink
from evenhand.ui.icons import draw_icon
from evenhand.ui.labels import tip
from evenhand.ui.marks import draw_pips, draw_pips_width
from evenhand.ui.theme import theme

_BETWEEN = "  ·  "  # the second line and the link after it
_MOST_BEFORE_LINK = 0.6  # of the room, for the words before a link
_SECOND_TITLE = 18  # pixels more for a title of two lines
_THIRD = 14  # pixels more for a third line
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
        self._link: ElidedLink | None = None

    @property
    def duty(self) -> Duty | None:
        """What stands in the row."""
        return self._duty

    def set_duty(self, duty: Duty) -> None:
        """Another thing to do, or the same with other words."""
        self._duty = duty
        act = duty.act
        more = (duty.more_text or _("More")) if duty.more else ""
        shape = (act.text, act.icon, act.look, act.icon_only) if act else None, more, bool(duty.link)
        if shape != self._shape:
            self._shape = shape
            self._build_buttons(act, more, in_words=bool(duty.more_text))
            self._build_link(duty.link)
        if self._link is not None and duty.link is not None:
            self._link.setText(duty.link.text)
        for each in (self._link, self._button, self._dots):
            if each is not None:
                each.setAccessibleDescription(duty.title)
        self.setAccessibleName(duty.said)
        self._lay_out()
        self.update()

    def _build_link(self, link: Act | None) -> None:
        if self._link is not None:
            self._link.hide()
            self._link.deleteLater()
        self._link = None
        if link is not None:
            self._link = ElidedLink()
            self._link.setParent(self)
            self._link.clicked.connect(self._on_link)
            self._link.show()

    def _build_buttons(self, act: Act | None, more: str, *, in_words: bool) -> None:
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
            self._dots = Button(more, "ghost", "" if in_words else "dots-three", icon_only=not in_words)
            self._dots.setMenu(self.menu)
            self._line.addWidget(self._dots)

    def _on_link(self) -> None:
        if self._duty is not None and self._duty.link is not None:
            self._duty.link.do()

    def _on_act(self) -> None:
        if self._duty is not None and self._duty.act is not None:
            self._duty.act.do()

    def _fill_menu(self) -> None:
        self.menu.clear()
        for act in self._duty.more if self._duty else ():
            self.menu.addAction(act.text).triggered.connect(lambda _on=False, act=act: act.do())

    def buttons(self) -> list[QWidget]:
        """What Tab goes through after the row."""
        return [one for one in (self._link, self._button, self._dots) if one is not None]

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
        beside = (one for one in (self._button, self._dots) if one is not None)
        used = sum(one.sizeHint().width() + self._line.spacing() for one in beside)
        right = self.width() - used - theme.px(8)
        if self._duty is not None and self._duty.right:
            metrics = QFontMetrics(theme.font("secondary_strong"))
            right -= metrics.horizontalAdvance(self._duty.right) + theme.px(10)
        return QRect(self._left(), 0, max(right - self._left(), 0), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        if self._duty is None:
            return
        third = _THIRD if self._duty.third else 0
        high = self._high + third + (_SECOND_TITLE if len(self._titles()) > 1 else 0)
        if self.minimumHeight() != theme.px(high):
            theme.dress(self, height=high)
        self._offer_whole_text()
        self._place_link()

    def _titles(self) -> list[str]:
        """The title in the lines that it takes: one, or at most two where it may wrap."""
        duty = self._duty
        if duty is None:
            return []
        metrics, room = QFontMetrics(theme.font("body_strong")), self._room().width()
        if not duty.wraps or metrics.horizontalAdvance(duty.title) <= room:
            return [duty.title]
        words = duty.title.split()
        fits = 1
        while fits < len(words) and metrics.horizontalAdvance(" ".join(words[: fits + 1])) <= room:
            fits += 1
        return [" ".join(part) for part in (words[:fits], words[fits:]) if part]

    def _lines(self) -> tuple[int, int, int]:
        """Where the title begins and ends, and how high each line below is."""
        title, second = (QFontMetrics(theme.font(role)).height() for role in ("body_strong", "secondary"))
        below = sum(map(bool, (self._duty.second, self._duty.third))) if self._duty else 0
        title *= len(self._titles())
        top = (self.height() - title - second * below) // 2
        return top, top + title, second

    def _place_link(self) -> None:
        if self._link is None or self._duty is None:
            return
        room, (_top, end, second) = self._room(), self._lines()
        words = QFontMetrics(theme.font("secondary")).horizontalAdvance(self._duty.second + _BETWEEN) + theme.px(3)
        left = min(words, round(room.width() * _MOST_BEFORE_LINK))
        wide = min(self._link.sizeHint().width(), room.width() - left)
        self._link.setGeometry(room.left() + left, end, wide, second)

    def _offer_whole_text(self) -> None:
        if self._duty is None:
            return
        room = self._room().width()
        duty = self._duty
        parts = ((self._titles()[-1], "body_strong"), (duty.second, "secondary"), (duty.third, "secondary"))
        hidden = [text for text, role in parts if QFontMetrics(theme.font(role)).horizontalAdvance(text) > room]
        if hidden and hidden[0] == parts[0][0]:
            hidden[0] = duty.title
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
        below = [line for line in (duty.second, duty.third) if line]
        (top, end, second), titles = self._lines(), self._titles()
        high = (end - top) // len(titles)
        for number, line in enumerate(titles):
            _write(painter, QRect(room.left(), top + high * number, room.width(), high), line, "body_strong", "ink")
        for number, line in enumerate(below):
            place = QRect(room.left(), end + second * number, room.width(), second)
            if self._link is not None and not number:
                place.setRight(self._link.x() - 1)
                line += _BETWEEN
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
