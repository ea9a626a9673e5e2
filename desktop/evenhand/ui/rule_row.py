"""One house rule as it stands in the list: when, do, say, a switch, and for how many clients it fires now."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evenhand.domain.rules import HouseRule, text
from evenhand.translation import _, language, ngettext, pgettext
from evenhand.ui import widgets as kit
from evenhand.wording import rules as words

SIDE = 16  # around a row's words: the card of the chosen row stands out by as much
RIGHT = 140
_SHARES = (178, 220, 407)  # when, do, say
_WHEN_ALONE = 360  # where do and say stand in one column
_BETWEEN, _BENEATH = 20, 10
_ROOM = 800  # for three columns


class Columns(QHBoxLayout):
    """When, do and say, as wide in each row as in the next where what they hold asks for no width, and the right.

    In large letters what to say stands under what to do, so that the words of each have room.
    """

    def __init__(self, when: QLayout, do: QLayout, say: QLayout, right: QLayout) -> None:
        super().__init__()
        self.setContentsMargins(SIDE, 0, SIDE, 0)
        self.setSpacing(_BETWEEN)
        self._does = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._does.addLayout(do, _SHARES[1])
        self._does.addLayout(say, _SHARES[2])
        self.addLayout(when)
        self.addLayout(self._does)
        self.addLayout(right)
        self.fit(kit.theme.px(_ROOM))

    def fit(self, width: int) -> bool:
        """Sets them for the width of the row; gives whether all three stand side by side."""
        beside = width >= kit.theme.px(_ROOM)
        self._does.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._does.setSpacing(_BETWEEN if beside else _BENEATH)
        self.setStretch(0, _SHARES[0] if beside else _WHEN_ALONE)
        self.setStretch(1, sum(_SHARES[1:]) + _BETWEEN)
        return beside


class ColumnHeads(QWidget):
    """What the columns are called, over a hairline."""

    def __init__(self) -> None:
        super().__init__()
        heads = [
            kit.ElidedLabel(name, "secondary", "ink2")
            for name in (pgettext("house rule", "When"), pgettext("house rule", "Do"), pgettext("house rule", "Say"))
        ]
        for head in heads:
            head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._say = heads[2]
        room = QWidget()
        kit.theme.dress(room, width=RIGHT)
        self._columns = Columns(*(kit.column(part) for part in (*heads, room)))
        self.setLayout(kit.column(self._columns, kit.hairline(), spacing=4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say.setVisible(self._columns.fit(self.width()))


def quoted(rule: HouseRule) -> str:
    """What the rule says to a client, in quotation marks; empty where it says nothing."""
    said = text(rule.say, language())
    return _("“{words}”").format(words=said) if said else ""


class LineLink(QAbstractButton):
    """A link whose words break lines instead of being cut; a plain word where it leads nowhere."""

    def __init__(self, side: Qt.AlignmentFlag) -> None:
        super().__init__()
        self._flags = int(Qt.TextFlag.TextWordWrap | side | Qt.AlignmentFlag.AlignTop)
        kit.theme.dress(self, font="secondary")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_words("")

    def show_words(self, words_: str, *, link: bool = False) -> None:
        """`link`: it leads somewhere."""
        self._link = link
        self.setText(words_)
        self.setAccessibleName(words_)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if link else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
        self.setEnabled(link)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width, 20), 9999)
        return self.fontMetrics().boundingRect(room, self._flags, self.text() or " ").height() + kit.theme.px(2)

    def sizeHint(self) -> QSize:
        return QSize(kit.theme.px(RIGHT), self.heightForWidth(kit.theme.px(RIGHT)))

    def minimumSizeHint(self) -> QSize:
        return QSize(kit.theme.px(40), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = QFont(kit.theme.font("secondary"))  # all texts of that role share the one font
        if self._link and self.underMouse():
            font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(kit.theme.color("acch" if self._link else "ink3"))
        painter.drawText(self.rect(), self._flags, self.text())


class RuleRow(QFrame):
    """A row to walk to and act on. It shows what it is given and sends what is wanted of it."""

    switched = Signal(bool)
    edit_wanted = Signal()
    clients_wanted = Signal()
    rule_wanted = Signal(int)
    reached = Signal()
    key_pressed = Signal(QKeyEvent)
    dragged = Signal(QPoint)  # in the window's pixels, while the mouse holds the row
    dropped = Signal(QPoint)

    def __init__(self, rule: HouseRule) -> None:
        super().__init__()
        self.rule = rule
        self._current = False
        self._pressed_at: QPoint | None = None
        self._drags = False
        self._links: list[LineLink] = []
        self._newer: kit.Button | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()

    def _build(self) -> None:
        self._icon = kit.IconLabel("list-checks", "acc", 18)
        self._name = kit.label("", "card", wrap=True)
        self._situation = kit.label("", "secondary", "ink3", wrap=True)
        self._do = kit.label("", "body", "ink2", wrap=True)
        self._doings = kit.label("", "secondary", "ink3", wrap=True)
        self._say = kit.label("", "say", wrap=True)
        self.switch = kit.Switch("")
        self.switch.clicked.connect(lambda on: self.switched.emit(on))
        self.count = LineLink(Qt.AlignmentFlag.AlignRight)
        self.count.clicked.connect(self.clients_wanted)
        self._others = QVBoxLayout()
        self._others.setSpacing(0)
        name = kit.column(self._name, self._situation, None, spacing=3)
        when = kit.row(kit.column(self._icon, None), name, spacing=9)
        when.setStretch(1, 1)
        do = kit.column(self._do, self._doings, None, spacing=4)
        say = kit.column(self._say, self._others, None, spacing=4)
        for label in (self._name, self._situation, self._do, self._doings, self._say):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        kit.theme.dress(self.count, width=RIGHT)
        said = kit.column(kit.holder(say))  # it keeps its place where a rule says nothing
        right = kit.column(kit.row(None, self.switch), self.count, None, spacing=4)
        self._columns = Columns(when, do, said, right)
        self._columns.setContentsMargins(SIDE, 13, SIDE, 14)
        self.setLayout(self._columns)

    def show_rule(self, rule: HouseRule, others: Mapping[int, str]) -> None:
        """The rule as the book holds it; `others` are the names of the rules that answer as well, by their ids."""
        self.rule = rule
        lively = rule.is_on and rule.understood
        name = text(rule.name, language())
        self._icon.set_icon(rule.icon or "list-checks", "acc" if lively else "ink3", 18)
        self._name.setText(name)
        self._situation.setText(words.situation(rule) if rule.understood else _("Its conditions can't be understood"))
        self._do.setText(text(rule.do, language()))
        self._doings.setText("\n".join(words.doings(rule)) if rule.understood else "")
        self._say.setText(quoted(rule))
        for part in (self._doings, self._say):
            if part.isHidden() == bool(part.text()):
                part.setHidden(not part.text())
        for part, tone in ((self._name, "ink"), (self._say, "ink"), (self._do, "ink2")):
            kit.set_tone(part, tone if lively else "ink3")
        self.switch.setChecked(rule.is_on)
        self.switch.setAccessibleName(name)
        self.switch.setEnabled(rule.understood)
        self._show_others(others)
        self._show_newer(rule.newer)
        if not lively:
            self.count.show_words(pgettext("house rule", "off") if rule.understood else _("can't be understood"))
        heard = (name, self._situation.text(), self._do.text(), self._say.text(), self.count.text())
        self.setAccessibleName(". ".join(part for part in heard if part))

    def _show_newer(self, newer: bool) -> None:
        if newer and self._newer is None:
            self._newer = kit.button(_("The app has newer words"), "link", "info", self.edit_wanted.emit)
            self._newer.make_flush()
            self._others.addWidget(self._newer, 0, Qt.AlignmentFlag.AlignLeft)
        elif self._newer is not None:
            self._newer.setVisible(newer)

    def _show_others(self, others: Mapping[int, str]) -> None:
        if [(one.property("rule"), one.property("name")) for one in self._links] == list(others.items()):
            return
        for old in self._links:
            old.hide()
            old.deleteLater()
        self._links.clear()
        for number, name in others.items():
            link = LineLink(Qt.AlignmentFlag.AlignLeft)
            link.show_words(_("Also answered by: {rule}").format(rule=name), link=True)
            link.setProperty("rule", number)
            link.setProperty("name", name)
            link.clicked.connect(lambda _checked=False, number=number: self.rule_wanted.emit(number))
            self._links.append(link)
            self._others.addWidget(link)

    def show_count(self, count: int) -> None:
        """For how many clients it fires now."""
        if not (self.rule.is_on and self.rule.understood):
            return
        if count:
            self.count.show_words(ngettext("fires for {n} client now", "fires for {n} clients now", count), link=True)
        else:
            self.count.show_words(_("quiet now"))

    def set_current(self, current: bool) -> None:
        """The row that the keyboard's commands are about stands on a card."""
        self._current = current
        self.update()

    # The row's own events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit(self.width())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.reached.emit()
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if self._drags or moved >= QApplication.startDragDistance():
            self._drags = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._drags, self._pressed_at = self._drags, False, None
        self.unsetCursor()
        if dragged:
            self.dropped.emit(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._current:
            painter.setPen(QPen(kit.theme.color("line2"), 1))
            painter.setBrush(kit.theme.color("card"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # else it's two pixels thick
            painter.setPen(QPen(kit.theme.color("line"), 1))
            foot = self.height() - 1
            painter.drawLine(SIDE, foot, self.width() - SIDE - 1, foot)
