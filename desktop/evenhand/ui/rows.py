"""The lists: rows painted by delegates from one record per row, and the views set up for them."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from evenhand.ui.icons import draw_icon
from evenhand.ui.marks import draw_mark
from evenhand.ui.theme import theme

ROW = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a model gives a ListRow, HistoryRow or Cell: one call per row instead of many."""
TOAST_ROOM = 124  # below the last row: a toast over the foot of the window covers none for good

Index = QModelIndex | QPersistentModelIndex
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of two lines. `marked` False leaves the mark's column out, as in Counter view."""

    title: str
    second: str = ""
    mark: str | None = None
    star: bool = False
    icon: str = ""
    icon_tone: str = "uneasyx"
    marked: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a record table. `share`, 0 to 1, draws a small bar before the text."""

    text: str = ""
    role: str = "body"
    tone: str = "ink"
    right: bool = False
    icon: str = ""
    mark: str | None = None
    marked: bool = False
    share: float | None = None
    share_tone: str = "chart"


def record_at(index: Index, kind: type[_T]) -> _T | None:
    """The record that the model gives for a row, None where it gives another kind or nothing."""
    found = index.data(ROW)
    return found if isinstance(found, kind) else None


def draw_line_of(painter: QPainter, room: QRect, text: str, role: str, tone: str, *, right: bool = False) -> int:
    """Paints one elided line in the middle of the room; gives the width it took."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(tone))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)


class Rows(QStyledItemDelegate):
    """Rows of one height, on the ground of what is chosen and of where the mouse is."""

    high = 54

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(120), theme.px(self.high))

    def _look(self, option: QStyleOptionViewItem, index: Index) -> str:
        """The colour beneath a row: "sel" when it's chosen, "hover" under the mouse, else none."""
        view = option.widget
        assert isinstance(view, QTableView)
        if view.selectionModel().isSelected(index):
            return "sel"
        if not view.underMouse():
            return ""
        from PySide6.QtWidgets import QStyle  # its many constants take a dozen milliseconds to load

        return "hover" if option.state & QStyle.StateFlag.State_MouseOver else ""

    def _ground(self, painter: QPainter, look: str, room: QRect) -> None:
        if look:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(look))
            painter.drawRoundedRect(room, 8, 8)


class ClientRows(Rows):
    """Mark, name, star, a second line, and an icon at the right; reads ListRow."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = record_at(index, ListRow)
        rect: QRect = option.rect
        if row is None:
            return
        painter.save()
        room = rect.adjusted(0, 1, 0, -1)
        self._ground(painter, self._look(option, index), room)
        left = room.left() + theme.px(38 if row.marked else 12)
        right = room.right() - theme.px(12)
        title, second = QFontMetrics(theme.font("body_strong")).height(), QFontMetrics(theme.font("secondary")).height()
        top = room.top() + (room.height() - title - second - theme.px(2)) // 2
        if row.marked:
            draw_mark(painter, room.left() + theme.px(19), top + title / 2, row.mark, theme.px(12))
        if row.icon:
            right -= theme.px(16)
            draw_icon(painter, row.icon, right, top + (title - theme.px(16)) / 2, row.icon_tone, 16)
            right -= theme.px(8)
        star = theme.px(20) if row.star else 0
        wide = draw_line_of(painter, QRect(left, top, right - left - star, title), row.title, "body_strong", "ink")
        if row.star:
            draw_icon(painter, "star-fill", left + wide + theme.px(6), top + (title - theme.px(14)) / 2, "ink2", 14)
        below = QRect(left, top + title + theme.px(2), room.right() - theme.px(12) - left, second)
        draw_line_of(painter, below, row.second, "secondary", "ink3")
        painter.restore()


class RecordRows(Rows):
    """A table's cells over hairlines; reads Cell, or the plain text of a model that gives none."""

    high = 44

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        painter.save()
        if look := self._look(option, index):
            painter.fillRect(rect, theme.color(look))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        cell = record_at(index, Cell) or Cell(str(index.data() or ""))
        room = rect.adjusted(theme.px(10), 0, -theme.px(10), 0)
        if cell.marked:
            draw_mark(painter, room.left() + theme.px(6), rect.center().y() + 0.5, cell.mark, theme.px(12))
            room.setLeft(room.left() + theme.px(20))
        if cell.icon:
            draw_icon(painter, cell.icon, room.left(), rect.center().y() - theme.px(8), "ink2", 16)
            room.setLeft(room.left() + theme.px(24))
        if cell.share is not None:
            room.setLeft(room.left() + _draw_share(painter, room.left(), rect.center().y() + 1, cell) + theme.px(8))
        draw_line_of(painter, room, cell.text, cell.role, cell.tone, right=cell.right)
        painter.restore()


def _draw_share(painter: QPainter, left: int, middle: int, cell: Cell) -> int:
    wide, high = theme.px(70), theme.px(6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for tone, share in (("line", 1.0), (cell.share_tone, min(max(cell.share or 0.0, 0.0), 1.0))):
        if share:
            painter.setBrush(theme.color(tone))
            bar = QRectF(QPointF(left, middle - high / 2), QPointF(left + max(wide * share, high), middle + high / 2))
            painter.drawRoundedRect(bar, high / 2, high / 2)
    return wide


class _View(QTableView):
    """A table without grid, numbers and inner Tab stops; one whole row is chosen."""

    def __init__(self, delegate: Rows, name: str) -> None:
        super().__init__()
        # Asked for its own viewport, PySide would load every kind of widget to learn which kind that is.
        self.setViewport(QWidget())
        self._delegate = delegate
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        self.restyle()

    def restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(self._delegate.high))

    def updateGeometries(self) -> None:
        super().updateGeometries()
        beyond = self.verticalHeader().length() - self.viewport().height() + theme.px(TOAST_ROOM)
        self.verticalScrollBar().setMaximum(max(0, beyond))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        # Qt's own Home and End go along the row, where a whole row is chosen and nothing is to be had.
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers = modifiers | Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)


class RowList(_View):
    """A list of one column; a table view, since it shows 100,000 rows at once where a list view takes half a second."""

    def __init__(self, delegate: Rows, name: str) -> None:
        super().__init__(delegate, name)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class RecordTable(_View):
    """A table with a caption line; the column `stretch` takes the room that is left."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(RecordRows(parent), name)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        theme.dress(header, font="secondary", height=32)

    def set_widths(self, widths: list[int], stretch: int) -> None:
        """Column widths in pixels at 100 % text; call it when the model is set."""
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(theme.px(56))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, theme.px(width))
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
