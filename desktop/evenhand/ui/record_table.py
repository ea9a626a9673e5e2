"""A table of records: columns as data, rows read from the book a page at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from evenhand.ui.labels import tip
from evenhand.ui.rows import ROW, Cell, RecordTable

_PAGE = 100
_PAGES_KEPT = 8

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its caption, its width in pixels at 100 % text, and the cell that a record shows in it."""

    title: str
    width: int
    cell: Callable[[Any], Cell]
    right: bool = False


class RecordModel(QAbstractTableModel):
    """Holds the keys of all records and the records of the pages last looked at; `read` gives records for keys."""

    def __init__(self, columns: Sequence[Column], read: Callable[[Sequence[Any]], Sequence[Any]]) -> None:
        super().__init__()
        self._columns = columns
        self._read = read
        self._keys: Sequence[Any] = ()
        self._pages: dict[int, Sequence[Any]] = {}

    def set_keys(self, keys: Sequence[Any]) -> None:
        """Other records, or the same ones read anew."""
        self.beginResetModel()
        self._keys = keys
        self._pages.clear()
        self.endResetModel()

    def key(self, row: int) -> Any:
        return self._keys[row]

    def row_of(self, key: Any) -> int | None:
        """Where the record stands, None when it isn't listed."""
        return self._keys.index(key) if key in self._keys else None

    def record(self, row: int) -> Any:
        number, place = divmod(row, _PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._read(self._keys[number * _PAGE : (number + 1) * _PAGE])
            while len(self._pages) >= _PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[number] = page
        return page[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record = self.record(index.row())
        if role == ROW:
            return self._columns[index.column()].cell(record)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[index.column()].cell(record).text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._columns[index.column()].cell(record).text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column():
                return self._columns[index.column()].cell(record).text
            texts = (column.cell(record).text for column in self._columns)
            return ", ".join(text for text in texts if text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def record_table(name: str, model: RecordModel, columns: Sequence[Column], stretch: int) -> RecordTable:
    """The table on a model; the column numbered `stretch` takes the room that is left."""
    table = RecordTable(name)
    model.setParent(table)
    table.setModel(model)
    table.set_widths([column.width for column in columns], stretch)
    return table


def keep_place(table: RecordTable, model: RecordModel, keys: Sequence[Any]) -> None:
    """Sets the keys; what was chosen stays chosen, and the scroll bar stays where it was."""
    row = table.currentIndex().row()
    chosen = model.key(row) if 0 <= row < model.rowCount() else None
    scrolled = table.verticalScrollBar().value()
    model.set_keys(keys)
    again = None if chosen is None else model.row_of(chosen)
    if again is not None:
        table.selectRow(again)
    table.verticalScrollBar().setValue(scrolled)
