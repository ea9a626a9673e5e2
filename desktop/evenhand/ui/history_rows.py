"""What a history paints: the rows of what happened, with the owner's mark on each contact."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from evenhand.domain.comfort import Comfort
from evenhand.ui.icons import draw_icon
from evenhand.ui.marks import draw_mark
from evenhand.ui.rows import Index, Rows, draw_line_of, record_at
from evenhand.ui.theme import theme

_MARK_ROOM = 26  # the width of a place to click


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened; at the right a text, or a mark where `marked`."""

    day: str
    icon: str
    title: str
    second: str = ""
    right: str = ""
    right_strong: bool = True
    mark: str | None = None
    marked: bool = False


class HistoryRows(Rows):
    """Day, an icon on a vertical hairline, two lines, and a sum or a mark; reads HistoryRow.

    Where a row with a mark is chosen or under the mouse, all three marks stand there, and one click says it.
    """

    high = 46

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered = -1  # the row under the mouse
        self.pointed: Comfort | None = None  # the mark under the mouse, in that row

    def mark_at(self, rect: QRect, where: QPoint) -> Comfort | None:
        """The mark to choose at a place in a row's rect."""
        return next((felt for felt, room in _rooms(rect) if room.contains(where)), None)

    def mark_room(self, rect: QRect, felt: Comfort) -> QRect:
        """Where a mark is to be clicked in a row's rect."""
        return next(room for one, room in _rooms(rect) if one is felt)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = record_at(index, HistoryRow)
        rect: QRect = option.rect
        if row is None:
            return
        painter.save()
        look = self._look(option, index)
        self._ground(painter, look, rect.adjusted(0, 1, 0, -1))
        middle = rect.center().y() + 1
        _draw_day(painter, QRect(rect.left() + theme.px(4), rect.top(), theme.px(64), rect.height()), row.day)
        line = rect.left() + theme.px(79)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        gap = theme.px(13)
        if index.row():
            painter.drawLine(line, rect.top(), line, middle - gap)
        painter.drawLine(line, middle + gap, line, rect.bottom())
        draw_icon(painter, row.icon, line - theme.px(9), middle - theme.px(9), "ink2", 18)
        right = rect.right() - theme.px(8)
        if row.marked and (look == "sel" or index.row() == self.hovered):
            right = self._draw_choice(painter, rect, index.row(), row.mark)
        elif row.marked:
            draw_mark(painter, right - theme.px(8), middle, row.mark, theme.px(12))
            right -= theme.px(24)
        elif row.right:
            role, tone = ("body_strong", "ink") if row.right_strong else ("body", "ink3")
            wide = QFontMetrics(theme.font(role)).horizontalAdvance(row.right) + 2
            draw_line_of(
                painter, QRect(right - wide, rect.top(), wide, rect.height()), row.right, role, tone, right=True
            )
            right -= wide + theme.px(12)
        left = rect.left() + theme.px(104)
        title, second = QFontMetrics(theme.font("body_strong")).height(), QFontMetrics(theme.font("secondary")).height()
        second = second if row.second else 0
        top = rect.top() + (rect.height() - title - second) // 2
        draw_line_of(painter, QRect(left, top, right - left, title), row.title, "body_strong", "ink")
        if row.second:
            draw_line_of(painter, QRect(left, top + title, right - left, second), row.second, "secondary", "ink3")
        painter.restore()

    def _draw_choice(self, painter: QPainter, rect: QRect, row: int, mark: str | None) -> int:
        """Paints the three marks, filled the one that was said; gives where they begin."""
        for felt, room in _rooms(rect):
            pointed = row == self.hovered and felt is self.pointed
            if pointed:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(theme.color("line2"), 1))
                painter.setBrush(theme.color("card"))
                painter.drawEllipse(QRectF(room).center(), theme.px(12), theme.px(12))
            middle = QRectF(room).center()
            draw_mark(painter, middle.x(), middle.y(), felt, theme.px(12), hollow=felt != mark and not pointed)
        return _rooms(rect)[0][1].left() - theme.px(4)


def _draw_day(painter: QPainter, room: QRect, day: str) -> None:
    """A day on one line; its year goes under it where both together are too wide."""
    metrics = QFontMetrics(theme.font("secondary"))
    lines = [day] if metrics.horizontalAdvance(day) <= room.width() else day.rsplit(maxsplit=1)
    top = room.top() + (room.height() - metrics.height() * len(lines)) // 2
    for number, line in enumerate(lines):
        place = QRect(room.left(), top + metrics.height() * number, room.width(), metrics.height())
        draw_line_of(painter, place, line, "secondary", "ink3")


def _rooms(rect: QRect) -> list[tuple[Comfort, QRect]]:
    """The places to click, the mildest mark first; the last one's middle is where a single mark is painted."""
    wide = theme.px(_MARK_ROOM)
    first = rect.right() - theme.px(16) - wide // 2 - wide * (len(Comfort) - 1)
    return [(felt, QRect(first + wide * place, rect.top(), wide, rect.height())) for place, felt in enumerate(Comfort)]
