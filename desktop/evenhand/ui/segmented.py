"""One of a few, side by side: a filter, an answer."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy

from evenhand.ui.marks import MARK_TONES, draw_mark
from evenhand.ui.theme import theme

WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class _Segment(QAbstractButton):
    def __init__(self, text: str, mark: str | None) -> None:
        super().__init__()
        self._mark = mark
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        theme.dress(self, font="secondary", height=26)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.font("secondary_strong")).horizontalAdvance(self.text())
        return QSize(text + theme.px(24 + (16 if self._mark else 0)), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(34), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or (self.underMouse() and self.isEnabled()):
            painter.setPen(QPen(theme.color("line2"), 1) if on else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("card" if on else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(theme.font("secondary_strong" if on else "secondary"))
        metrics = painter.fontMetrics()
        mark = self._mark if on else None
        room = self.width() - theme.px(12 + (16 if mark else 0))
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(text) + (theme.px(16) if mark else 0)
        left = (self.width() - wide) // 2
        if mark:
            draw_mark(painter, left + theme.px(5), self.height() / 2, mark, theme.px(10))
            left += theme.px(16)
            painter.setPen(theme.color(f"{MARK_TONES[mark]}x"))
        else:
            painter.setPen(theme.color(("ink" if on else "ink2") if self.isEnabled() else "edge"))
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, text)


class SegmentItem(NamedTuple):
    """One segment; the mark is shown while it is the chosen one."""

    value: object
    text: str
    mark: str | None = None


def chosen_in(group: QButtonGroup, values: Sequence[object]) -> object:
    """The value of the button that is down, None where none is; a button's number in the group is its value's."""
    number = group.checkedId()
    return values[number] if 0 <= number < len(values) else None


def choose_in(group: QButtonGroup, values: Sequence[object], value: object) -> None:
    """Presses the value's button without announcing it, or lets all go."""
    group.setExclusive(False)
    for number, own in enumerate(values):
        group.button(number).setChecked(own == value)
    group.setExclusive(True)


class Segmented(QFrame):
    """A short row of alternatives, one chosen; arrows move. `chosen` is sent for the owner's choice only."""

    chosen = Signal(object)

    def __init__(self, items: Sequence[SegmentItem | tuple[object, str]], name: str = "", value: object = None) -> None:
        super().__init__()
        self._values: list[object] = []
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(0)
        self.setProperty("surface", "notice")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))
        self.set_items(items)
        self.set_value(value if value is not None or not self._values else self._values[0])

    def set_items(self, items: Sequence[SegmentItem | tuple[object, str]]) -> None:
        """New segments, or the same with new texts; what was chosen stays so if it is still there."""
        before = self.value()
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.hide()  # it goes a moment later, and would be painted over the new one until then
            old.deleteLater()
        self._values.clear()
        for item in items:
            segment = _Segment(item[1], item.mark if isinstance(item, SegmentItem) else None)
            self._group.addButton(segment, len(self._values))
            self._values.append(item[0])
            self._row.addWidget(segment)
        if before in self._values:
            self.set_value(before)

    def buttons(self) -> list[QAbstractButton]:
        return self._group.buttons()

    def value(self) -> object:
        return chosen_in(self._group, self._values)

    def set_value(self, value: object) -> None:
        """Shows the choice without announcing it; an unknown value shows none."""
        choose_in(self._group, self._values, value)
