"""What is chosen by a click or by Space: switch, check box, chips, segments."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from evenhand.ui.flow import FlowLayout
from evenhand.ui.marks import COMFORTABLE, MARK_TONES, UNCOMFORTABLE, UNEASY, draw_mark, mark_word
from evenhand.ui.segmented import choose_in, chosen_in
from evenhand.ui.theme import theme

WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def _draw_check(painter: QPainter, box: QRectF, checked: bool, enabled: bool) -> None:
    painter.setPen(QPen(theme.color("acc" if checked and enabled else "edge"), 1.4))
    painter.setBrush(theme.color(("acc" if enabled else "edge") if checked else "card"))
    painter.drawRoundedRect(box, 4.5, 4.5)
    if checked:
        tick = QPainterPath(QPointF(box.left() + box.width() * 0.23, box.top() + box.height() * 0.52))
        tick.lineTo(box.left() + box.width() * 0.43, box.top() + box.height() * 0.71)
        tick.lineTo(box.left() + box.width() * 0.78, box.top() + box.height() * 0.31)
        pen = QPen(theme.color("onacc"), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(tick)


def draw_radio(painter: QPainter, box: QRectF, checked: bool) -> None:
    painter.setPen(QPen(theme.color("acc" if checked else "edge"), 2 if checked else 1.4))
    painter.setBrush(theme.color("card"))
    painter.drawEllipse(box)
    if checked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("acc"))
        inset = box.width() * 0.25
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


class Check(QAbstractButton):
    """A check box whose text wraps, with a line of explanation under it if there is one."""

    def __init__(self, text: str, subline: str = "", checked: bool = False, *, radio: bool = False) -> None:
        super().__init__()
        self._subline, self._radio = subline, radio
        self.setText(text)
        self.setCheckable(True)
        self.setChecked(checked)
        self.setAutoExclusive(radio)
        self.setAccessibleDescription(subline)
        theme.dress(self, font="body_strong" if subline else "body")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_texts(self, text: str, subline: str) -> None:
        """Other words, and another explanation."""
        self._subline = subline
        self.setText(text)
        self.setAccessibleDescription(subline)
        self.updateGeometry()
        self.update()

    def _left(self) -> int:
        return theme.px(28)

    def _text_height(self, width: int) -> tuple[int, int]:
        room = max(width - self._left(), 20)
        main = self.fontMetrics().boundingRect(QRect(0, 0, room, 9999), WRAPPED, self.text()).height()
        if not self._subline:
            return main, 0
        small = QFontMetrics(theme.font("secondary"))
        return main, small.boundingRect(QRect(0, 0, room, 9999), WRAPPED, self._subline).height()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        main, small = self._text_height(width)
        return max(theme.px(24), main + small + theme.px(4))

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text())
        if self._subline:
            wide = max(wide, QFontMetrics(theme.font("secondary")).horizontalAdvance(self._subline))
        width = self._left() + wide + 4
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._left() + theme.px(60)), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        main, small = self._text_height(self.width())
        size, line = theme.px(18), self.fontMetrics().height()
        top = max((self.height() - main - small) // 2, 0)
        box = QRectF(2, top + (line - size) / 2, size, size).adjusted(0.5, 0.5, -0.5, -0.5)
        if box.top() < 0.5:
            box.moveTop(0.5)
        if self._radio:
            draw_radio(painter, box, self.isChecked())
        else:
            _draw_check(painter, box, self.isChecked(), self.isEnabled())
        room = QRect(self._left(), top, self.width() - self._left(), main)
        painter.setPen(theme.color("ink" if self.isEnabled() else "edge"))
        painter.drawText(room, WRAPPED, self.text())
        if self._subline:
            painter.setFont(theme.font("secondary"))
            painter.setPen(theme.color("ink3"))
            painter.drawText(QRect(room.left(), top + main, room.width(), small), WRAPPED, self._subline)


class Switch(QAbstractButton):
    """On or off, with effect at once; `name` says what."""

    def __init__(self, name: str, checked: bool = False) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setChecked(checked)
        self.setAccessibleName(name)
        theme.dress(self, height=24, width=40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = theme.px(18)
        track = QRectF(2, (self.height() - height) / 2, self.width() - 4, height).adjusted(0.5, 0.5, -0.5, -0.5)
        on = self.isChecked()
        painter.setPen(QPen(theme.color("acc" if on else "edge"), 1.4))
        painter.setBrush(theme.color("acc" if on else "card"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        radius = track.height() / 2 - 3
        x = track.right() - radius - 3 if on else track.left() + radius + 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("onacc" if on else "edge"))
        painter.drawEllipse(QPointF(x, track.center().y()), radius, radius)


class Chip(QAbstractButton):
    """One of several words to choose, half round; with `mark` it says how something felt."""

    def __init__(self, text: str, *, mark: str | None = None, height: int = 32) -> None:
        super().__init__()
        self._mark, self._height = mark, height
        self.setText(text)
        self.setCheckable(True)
        theme.dress(self, font="body", height=height)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def _left(self) -> int:
        return theme.px(36 if self._mark else 14)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.font("body_strong")).horizontalAdvance(self.text())
        return QSize(self._left() + text + theme.px(15), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._left() + theme.px(40)), theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = MARK_TONES.get(self._mark or "", "acc")
        on = self.isChecked()
        ground = ("acct" if tone == "acc" else f"{tone}t") if on else "hover" if self.underMouse() else "card"
        painter.setPen(QPen(theme.color(tone if on else "line2"), 1.6 if on else 1))
        painter.setBrush(theme.color(ground))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self._mark:
            draw_mark(painter, theme.px(22), self.height() / 2, self._mark, theme.px(14))
        painter.setFont(theme.font("body_strong" if on else "body"))
        painter.setPen(theme.color(("comfx" if tone == "acc" else f"{tone}x") if on else "ink"))
        room = self.rect().adjusted(self._left(), 0, -theme.px(8), 0)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        if self._mark:
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        else:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)


class Chips(QWidget):
    """Chips in lines, one chosen or none yet. `chosen` is sent for the owner's choice only."""

    chosen = Signal(object)

    def __init__(self, items: Sequence[tuple[object, str]] = (), name: str = "") -> None:
        super().__init__()
        self._values: list[object] = []
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(self)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.idClicked.connect(self._on_clicked)
        for value, text in items:
            self._add(value, Chip(text))

    def _add(self, value: object, chip: Chip) -> None:
        chip.setAutoExclusive(True)  # without it the arrows pass over what is not checked
        self._group.addButton(chip, len(self._values))
        self._values.append(value)
        self._flow.addWidget(chip)

    def add_beside(self, other: QWidget) -> None:
        """Something else at the end of the lines, which isn't one of the words to choose."""
        self._flow.addWidget(other)

    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])

    def buttons(self) -> list[QAbstractButton]:
        return self._group.buttons()

    def value(self) -> object:
        return chosen_in(self._group, self._values)

    def set_value(self, value: object) -> None:
        """Shows the choice without announcing it; None or an unknown value shows none."""
        choose_in(self._group, self._values, value)


class FeelPicker(Chips):
    """How it felt: comfortable, uneasy, uncomfortable; the value is the mark's own word."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name=name)
        for mark in (COMFORTABLE, UNEASY, UNCOMFORTABLE):
            self._add(mark, Chip(mark_word(mark), mark=mark, height=38))
