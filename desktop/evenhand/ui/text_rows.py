"""Rows of plain text under headings, however many columns there are: a file as it was read."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from evenhand.ui.labels import tip
from evenhand.ui.rows import ROW, Cell, RecordTable
from evenhand.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
_LONGEST = 500  # characters of a cell that anybody looks at
_NARROW, _WIDE = 84, 240


class TextRows(QAbstractTableModel):
    """All of it is held; it's meant for the first rows."""

    def __init__(self) -> None:
        super().__init__()
        self._headings: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()

    def show(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Other rows; one may be shorter than the headings."""
        self.beginResetModel()
        self._headings, self._rows = headings, rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._headings)

    def text(self, row: int, column: int) -> str:
        cells = self._rows[row]
        return " ".join(cells[column][:_LONGEST].split()) if column < len(cells) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self.text(index.row(), index.column())
        if role == ROW:
            return Cell(text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self._headings[section][:_LONGEST].split())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class TextTable(RecordTable):
    """Shows text rows, each column as wide as its words are, up to a limit; it scrolls sideways within itself."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._delegate.high = 34
        self.restyle()
        self.model_of_text = TextRows()
        self.model_of_text.setParent(self)
        self.setModel(self.model_of_text)
        self.horizontalHeader().setStretchLastSection(True)
        self.setCornerWidget(QWidget())  # or the style draws its own between the two bars

    def show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Other rows, seen from their beginning."""
        self.model_of_text.show(headings, rows)
        self._fit_columns()
        self.scrollToTop()
        self.horizontalScrollBar().setValue(0)

    def _fit_columns(self) -> None:
        model, metrics = self.model_of_text, QFontMetrics(theme.font("body"))
        for column in range(model.columnCount()):
            heading = str(model.headerData(column, Qt.Orientation.Horizontal))
            texts = (model.text(row, column) for row in range(model.rowCount()))
            widest = max(map(metrics.horizontalAdvance, (heading, *texts)))
            self.setColumnWidth(column, min(max(widest + theme.px(22), theme.px(_NARROW)), theme.px(_WIDE)))

    def updateGeometries(self) -> None:
        super().updateGeometries()
        beyond = self.verticalHeader().length() - self.viewport().height()
        self.verticalScrollBar().setMaximum(max(0, beyond))  # no toast lies over it here
