"""The fields that fit a kind of letter, to be put into its text by a click or by Enter."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from evenhand.domain.records import LetterKind
from evenhand.letters.fitting import Use, fields_of
from evenhand.translation import _
from evenhand.ui.rows import ROW, ClientRows, Index, ListRow, RowList
from evenhand.ui.theme import theme
from evenhand.wording.text_fields import field_meaning

_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_ASIDE, _ABOVE = 8, 5


class _FieldRows(ClientRows):
    """A meaning in as many lines as it needs, and the field's name beneath; reads ListRow."""

    def _heights(self, width: int, row: ListRow) -> tuple[int, int]:
        room = QRect(0, 0, width - 2 * theme.px(_ASIDE), 9999)
        meaning = QFontMetrics(theme.font("body")).boundingRect(room, _WRAPPED, row.title).height()
        return meaning, QFontMetrics(theme.font("secondary")).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view, row = self.parent(), index.data(ROW)
        width = view.viewport().width() if isinstance(view, RowList) else 0
        return QSize(width, sum(self._heights(width, row)) + 2 * theme.px(_ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ListRow = index.data(ROW)
        painter.save()
        rect: QRect = option.rect
        self._ground(painter, self._look(option, index), rect.adjusted(0, 1, 0, -1))
        meaning, second = self._heights(rect.width(), row)
        aside = theme.px(_ASIDE)
        room = QRect(rect.left() + aside, rect.top() + theme.px(_ABOVE), rect.width() - 2 * aside, meaning)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink"))
        painter.drawText(room, _WRAPPED, row.title)
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.color("acch" if row.icon else "ink3"))
        below = QRect(room.left(), room.bottom() + 1, room.width(), second)
        shown = painter.fontMetrics().elidedText(row.second, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, _WRAPPED, shown)
        painter.restore()


class FieldList(RowList):
    """Sends `wanted` with a field's name and how it stands in a text of the kind."""

    wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_FieldRows(None), _("Fields"))
        self._uses: list[tuple[str, Use]] = []
        self.setModel(QStandardItemModel(0, 1, self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.clicked.connect(lambda index: self._want(index.row()))

    def show_kind(self, kind: LetterKind) -> None:
        """The fields of a kind, each with its meaning in the screen's language."""
        uses = list(fields_of(kind).items())
        if uses == self._uses:
            return
        self._uses = uses
        model = self.model()
        assert isinstance(model, QStandardItemModel)
        model.clear()
        for name, use in uses:
            token = f"{{?{name}}}" if use is Use.ASKED else f"{{{name}}}"
            meaning = field_meaning(name)
            item = QStandardItem(meaning)
            item.setData(ListRow(meaning, token, icon="" if use is Use.ASKED else "field"), ROW)
            item.setData(f"{meaning}, {token}", Qt.ItemDataRole.AccessibleTextRole)
            item.setEditable(False)
            model.appendRow(item)
        self.setCurrentIndex(model.index(0, 0))
        self.clearSelection()
        self.scrollToTop()

    def _want(self, row: int) -> None:
        if 0 <= row < len(self._uses):
            self.wanted.emit(*self._uses[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._want(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(80))
