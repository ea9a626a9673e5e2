"""What a screen is put together from: header, footer, panes, cards, figures, banners and empty states."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evenhand.ui.comfort_thread import ComfortThread, Contact
from evenhand.ui.labels import ElidedLabel, IconLabel, label
from evenhand.ui.marks import COMFORTABLE
from evenhand.ui.theme import theme

Part = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]


class _Surface(QFrame):
    def __init__(self, kind: str) -> None:
        super().__init__()
        self.setProperty("surface", kind)
        self._dashed = kind == "private"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dashed:  # the style sheet's own dashes come out uneven
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(theme.color("line2"), 1.2)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def surface(kind: str, layout: QLayout | None = None) -> QFrame:
    """A frame on one of the style sheet's grounds: card, banner, notice, guard, private, well, side, paper, pane."""
    frame = _Surface(kind)
    if layout is not None:
        frame.setLayout(layout)
    return frame


def column(*parts: Part, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts from top to bottom; a number is empty pixels, None takes the room that is left."""
    box = QVBoxLayout()
    _fill(box, parts, spacing, margins)
    return box


def row(*parts: Part, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts from left to right; a number is empty pixels, None takes the room that is left."""
    box = QHBoxLayout()
    _fill(box, parts, spacing, margins)
    return box


def _fill(box: QBoxLayout, parts: Sequence[Part], spacing: int, margins: Margins) -> None:
    box.setContentsMargins(*margins)
    box.setSpacing(spacing)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        elif isinstance(box, QVBoxLayout) and not _can_widen(part):
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            box.addWidget(part)


def _can_widen(widget: QWidget) -> bool:
    # a column is never wider than its narrowest part unless that part is aligned
    policy = widget.sizePolicy().horizontalPolicy()
    return policy not in (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum) and not widget.property("fixedWidth")


def holder(layout: QLayout) -> QWidget:
    """A bare widget around a layout, so that it can be shown and hidden as one."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def hairline(*, upright: bool = False) -> QFrame:
    """A line one pixel thin."""
    line = surface("rule")
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def tab_order(*widgets: QWidget) -> None:
    """The order in which Tab goes through them."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


_BY_TAB = Qt.FocusPolicy.TabFocus


def tab_before(following: QWidget, *late: QWidget) -> None:
    """Tab goes through widgets made later than the rest of their window where they stand: just before `following`."""
    before = following.previousInFocusChain()
    while before and before is not following and (before in late or not before.focusPolicy() & _BY_TAB):
        before = before.previousInFocusChain()
    tab_order(*((before,) if before and before is not following else ()), *late, following)


BAR = 11  # the width of a scroll bar, as the style sheet has it


def scrolling(body: QWidget, *, steady: bool = False) -> QScrollArea:
    """The part of a screen that scrolls, upright only.

    Where it's `steady` the bar always has its room, and the body leaves as much less at its right: what stands there
    stays in line with the header whether there is something to scroll or not.
    """
    area = QScrollArea()
    if steady:
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = area.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
    area.setViewport(QWidget())  # as in rows: asking for Qt's own is dear
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    body.setProperty("page", "true")
    area.setWidget(body)
    body.setAutoFillBackground(False)
    return area


class Notice(_Surface):
    """One sentence with an icon, on the ground of its kind: notice, guard, private."""

    def __init__(self, text: str = "", icon: str = "info", kind: str = "notice") -> None:
        super().__init__(kind)
        tone = "uneasyx" if kind == "guard" else "ink2"
        self.icon = IconLabel(icon, tone, 16)
        self.text = label(text, "body", tone if kind != "notice" else "ink", wrap=True)
        self.buttons = QHBoxLayout()
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 14, 8)
        line.setSpacing(10)
        line.addWidget(self.icon)
        line.addWidget(self.text, 1)
        line.addLayout(self.buttons)

    def set_text(self, text: str) -> None:
        self.text.setText(text)


class Figure(NamedTuple):
    """One figure: what it is, how much, and what that means."""

    name: str
    value: str
    note: str = ""


class FiguresRow(QWidget):
    """Figures side by side, with hairlines between."""

    def __init__(self, figures: Sequence[Figure] = ()) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(20)
        self._cells: list[tuple[ElidedLabel, ElidedLabel, ElidedLabel]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_figures(figures)

    def set_figures(self, figures: Sequence[Figure]) -> None:
        if len(figures) != len(self._cells):
            self._build(len(figures))
        for figure, cell in zip(figures, self._cells, strict=True):
            for text, part in zip(figure, cell, strict=True):
                part.setText(text)

    def _build(self, count: int) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._cells.clear()
        for number in range(count):
            if number:
                self._row.addWidget(hairline(upright=True))
            cell = (
                ElidedLabel("", "secondary", "ink3"),
                ElidedLabel("", "figure", "ink"),
                ElidedLabel("", "secondary", "ink3"),
            )
            self._cells.append(cell)
            self._row.addWidget(holder(column(*cell, spacing=2)), 1)


class Banner(QFrame):
    """The next best step: icon, caption, one sentence, and the one filled button."""

    def __init__(self, caption: str, text: str = "", icon: str = "signpost", action: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("surface", "banner")
        self.icon = IconLabel(icon, "acch", 22)
        self.caption = ElidedLabel(caption, "secondary", "acch")
        self.text = ElidedLabel(text, "body_strong", "ink")
        words = column(self.caption, self.text, spacing=1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        line = QHBoxLayout(self)
        line.setContentsMargins(18, 11, 12, 11)
        line.setSpacing(14)
        line.addWidget(self.icon)
        line.addLayout(words, 1)
        line.addLayout(self.buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if action is not None:
            self.buttons.addWidget(action)

    def set_texts(self, caption: str, text: str) -> None:
        self.caption.setText(caption)
        self.text.setText(text)


class EmptyState(QWidget):
    """Nothing here: the level thread, a title, one sentence and what can be done."""

    def __init__(self, title: str, sentence: str, *buttons: QWidget) -> None:
        super().__init__()
        thread = ComfortThread([Contact(COMFORTABLE)] * 8, focusable=False)
        thread.setAccessibleName(" ")  # a drawing here, no news
        theme.dress(thread, width=356)
        self.title = label(title, "question", wrap=True)
        self.sentence = label(sentence, "body", "ink2", wrap=True)
        for each in (self.title, self.sentence):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = holder(column(self.title, self.sentence, spacing=8))
        theme.dress(middle, width=430)
        self.setLayout(
            column(
                None,
                row(None, thread, None),
                24,
                row(None, middle, None),
                10,
                row(None, *buttons, None, spacing=10),
                None,
                margins=(16, 16, 16, 16),
            )
        )

    def set_texts(self, title: str, sentence: str) -> None:
        self.title.setText(title)
        self.sentence.setText(sentence)
