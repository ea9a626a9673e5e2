"""What a card of a way to put it right is made of: bars on one scale, the private mark, cards in rows."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from evenhand.domain.comfort import Comfort
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.flow import LineLayout
from evenhand.ui.marks import MARK_TONES

_GAP = 14
_BESIDE = 6
_NARROWEST = 216  # of a card, before there's one fewer in a row
_MOST = 3


class Bar(QWidget):
    """A part of a whole, as a bar that fills from the left."""

    def __init__(self) -> None:
        super().__init__()
        self._part = 0.0
        kit.theme.dress(self, height=8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_part(self, part: float) -> None:
        """From 0 to 1."""
        self._part = min(max(part, 0.0), 1.0)
        self.update()

    def part(self) -> float:
        return self._part

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(kit.theme.color("line"))
        whole = QRectF(self.rect())
        painter.drawRoundedRect(whole, 4, 4)
        if self._part:
            painter.setBrush(kit.theme.color("chart"))
            whole.setWidth(max(whole.width() * self._part, whole.height()))
            painter.drawRoundedRect(whole, 4, 4)


class Row(QWidget):
    """A caption at the left and its value at the right. Where both don't fit the caption is `brief`, if it has one."""

    def __init__(self, name: str, value: QWidget, *, brief: str = "", private: bool = False) -> None:
        super().__init__()
        self.name = kit.ElidedLabel(name, "secondary", "ink2")
        self.value = value
        self._name, self._brief = name, brief
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_BESIDE)
        if private:
            lock = kit.IconLabel("lock-simple", "ink3", 14)
            lock.setToolTip(kit.tip(_("Private. Never in a letter.")))
            line.addWidget(lock)
        line.addWidget(self.name)
        line.addStretch(1)
        line.addWidget(value)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def fit(self) -> None:
        """Says the caption as fully as the value leaves room for it."""
        if not self._brief:
            return
        whole = self.name.fontMetrics().horizontalAdvance(self._name) + 2
        fits = whole + _BESIDE + self.value.sizeHint().width() <= self.width()
        self.name.setText(self._name if fits else self._brief)
        self.name.setAccessibleName(self._name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class MarkButton(QAbstractButton):
    """How a way sits with the owner: the mark with its word, and the others to choose from."""

    felt = Signal(object)  # a Comfort, or None to take the word back

    def __init__(self, name: str) -> None:
        super().__init__()
        self._comfort: Comfort | None = None
        self._name = name
        kit.theme.dress(self, font="secondary_strong", height=22)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.choices = QMenu(self)
        for comfort in (*Comfort, None):
            text = kit.mark_word(comfort.value if comfort else None)
            self.choices.addAction(text).triggered.connect(lambda _on=False, one=comfort: self.felt.emit(one))
        self.clicked.connect(self._open)
        self.show_comfort(None)

    def show_comfort(self, comfort: Comfort | None) -> None:
        self._comfort = comfort
        self.setText(kit.mark_word(comfort.value if comfort else None))
        self.setAccessibleName(_("{name}: {word}").format(name=self._name, word=self.text()))
        self.updateGeometry()
        self.update()

    def _open(self) -> None:
        self.choices.popup(self.mapToGlobal(QPoint(0, self.height())))

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(wide + kit.theme.px(20), kit.theme.px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(kit.theme.px(44), kit.theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mark = self._comfort.value if self._comfort else None
        room = self.width() - kit.theme.px(18)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        wide = painter.fontMetrics().horizontalAdvance(shown)
        kit.draw_mark(painter, self.width() - wide - kit.theme.px(11), self.height() / 2 + 0.5, mark, kit.theme.px(11))
        tone = f"{MARK_TONES[mark]}x" if mark in MARK_TONES else "ink3"
        painter.setPen(kit.theme.color("acch" if self.underMouse() and not mark else tone))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)


class CardRows(LineLayout):
    """Cards of one width side by side, at most three in a row; those of a row are of one height."""

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        width = _MOST * kit.theme.px(_NARROWEST) + (_MOST - 1) * _GAP
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        return QSize(kit.theme.px(_NARROWEST), max((one.minimumSize().height() for one in self._items), default=0))

    def columns(self, width: int) -> int:
        """How many cards stand side by side in this width."""
        return max(1, min(_MOST, (width + _GAP) // (kit.theme.px(_NARROWEST) + _GAP)))

    def _lay(self, rect: QRect, *, move: bool) -> int:
        columns = self.columns(rect.width())
        wide = (rect.width() - (columns - 1) * _GAP) // columns
        shown = [one for one in self._items if not one.isEmpty()]
        y = rect.y()
        for first in range(0, len(shown), columns):
            row = shown[first : first + columns]
            high = max(max(one.heightForWidth(wide), one.minimumSize().height()) for one in row)
            if move:
                for place, one in enumerate(row):
                    one.setGeometry(QRect(rect.x() + place * (wide + _GAP), y, wide, high))
            y += high + _GAP
        return max(y - _GAP - rect.y(), 0)
