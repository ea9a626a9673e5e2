"""Large options of which one is chosen, with what belongs to it unfolding beneath."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from evenhand.ui.choices import WRAPPED, draw_radio
from evenhand.ui.icons import draw_icon
from evenhand.ui.segmented import choose_in, chosen_in
from evenhand.ui.theme import theme


class _CardHead(QAbstractButton):
    def __init__(self, title: str, subline: str, icon_name: str, serif: bool) -> None:
        super().__init__()
        self._subline, self._icon, self._right = subline, icon_name, ""
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleDescription(subline)
        theme.dress(self, font="headline" if serif else "card")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_texts(self, title: str, subline: str, right: str) -> None:
        self._subline, self._right = subline, right
        self.setText(title)
        self.setAccessibleName(f"{title}, {right}" if right else title)
        self.setAccessibleDescription(subline)
        self.updateGeometry()
        self.update()

    def _left(self) -> int:
        return theme.px(68 if self._icon else 34)

    def _right_width(self) -> int:
        if not self._right:
            return 0
        return QFontMetrics(theme.font("headline")).horizontalAdvance(self._right) + theme.px(16)

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(width - self._left() - self._right_width(), 20), 9999)
        title = self.fontMetrics().boundingRect(room, WRAPPED, self.text()).height()
        small = QFontMetrics(theme.font("secondary"))
        return title, small.boundingRect(room, WRAPPED, self._subline).height() if self._subline else 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(sum(self._heights(width)) + theme.px(4), theme.px(32))

    def sizeHint(self) -> QSize:
        small = QFontMetrics(theme.font("secondary"))
        wide = max(self.fontMetrics().horizontalAdvance(self.text()), small.horizontalAdvance(self._subline))
        width = self._left() + wide + self._right_width() + 4
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left() + theme.px(80), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title, small = self._heights(self.width())
        top = (self.height() - title - small) // 2
        size = theme.px(18)
        box = QRectF(2, (self.height() - size) / 2, size, size).adjusted(0.5, 0.5, -0.5, -0.5)
        draw_radio(painter, box, self.isChecked())
        if self._icon:
            tone = "acc" if self.isChecked() else "ink2"
            draw_icon(painter, self._icon, theme.px(34), (self.height() - theme.px(22)) / 2, tone, 22)
        room = self.width() - self._left() - self._right_width()
        painter.setPen(theme.color("ink"))
        painter.drawText(QRect(self._left(), top, room, title), WRAPPED, self.text())
        if self._right:
            painter.setFont(theme.font("headline"))
            middle = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect().adjusted(0, 0, -4, 0), middle, self._right)
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.color("ink3"))
        painter.drawText(QRect(self._left(), top + title, room, small), WRAPPED, self._subline)


class RadioCard(QFrame):
    """A large option: radio, icon, title, one line and a sum; what belongs to it unfolds while it is chosen.

    Put several into one `RadioCards` so that one excludes the others.
    """

    chosen = Signal()

    def __init__(
        self,
        title: str,
        subline: str = "",
        right: str = "",
        icon: str = "",
        *,
        body: QWidget | None = None,
        serif: bool = False,
        keep_body: bool = False,
    ) -> None:
        super().__init__()
        self.head = _CardHead(title, subline, icon, serif)
        self._body, self._keep_body = body, keep_body
        self._title, self._subline = title, subline
        self.head.set_texts(title, subline, right)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 13, 16, 13)
        column.setSpacing(12)
        column.addWidget(self.head)
        if body is not None:
            column.addWidget(body)
        column.addStretch()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self.head)
        self.head.toggled.connect(self._on_toggled)
        self.head.clicked.connect(lambda: self.chosen.emit())
        self._on_toggled(False)

    def _on_toggled(self, on: bool) -> None:
        if self._body is not None:
            self._body.setVisible(on or self._keep_body)
        self.update()

    def set_right(self, text: str) -> None:
        """The sum at the right."""
        self.head.set_texts(self._title, self._subline, text)

    def set_subline(self, text: str) -> None:
        self._subline = text
        self.head.set_texts(self._title, text, self.head._right)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.head.isChecked()
        painter.setPen(QPen(theme.color("acc" if on else "line"), 2 if on else 1))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


class RadioCards:
    """Makes option cards exclude each other, and knows which value is chosen."""

    def __init__(self, cards: Sequence[tuple[object, RadioCard]]) -> None:
        self._values = [value for value, _card in cards]
        self._group = QButtonGroup(cards[0][1] if cards else None)
        for number, (_value, card) in enumerate(cards):
            self._group.addButton(card.head, number)

    def value(self) -> object:
        return chosen_in(self._group, self._values)

    def set_value(self, value: object) -> None:
        """Shows the choice; None or an unknown value shows none."""
        choose_in(self._group, self._values, value)
