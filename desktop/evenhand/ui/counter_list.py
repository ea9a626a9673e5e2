"""The short lists of Counter view: rows that are given whole, so that a model knows nothing that isn't shown."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from evenhand.storage.counter import LETTERS_TO_ANSWER
from evenhand.translation import _
from evenhand.ui.counter_desk import CounterDesk
from evenhand.ui.frames import column
from evenhand.ui.history_rows import HistoryRow, HistoryRows
from evenhand.ui.labels import label
from evenhand.ui.person_list import SearchField
from evenhand.ui.record_table import Index
from evenhand.ui.rows import ROW, ClientRows, ListRow, RowList

Rows = Sequence[ListRow] | Sequence[HistoryRow]


class CounterRows(QAbstractTableModel):
    """Rows as they're shown, each with the id of what it stands for."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Rows = ()
        self._ids: Sequence[int] = ()

    def set_rows(self, rows: Rows, ids: Sequence[int]) -> None:
        self.beginResetModel()
        self._rows, self._ids = rows, ids
        self.endResetModel()

    def id_of(self, row: int) -> int:
        """What the row stands for, 0 for no row."""
        return self._ids[row] if 0 <= row < len(self._ids) else 0

    def row_of(self, id_: int) -> int:
        """Where it stands, -1 when it isn't listed."""
        return self._ids.index(id_) if id_ in self._ids else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            shown = ("day", "title", "second", "right")
            return ", ".join(
                getattr(row, one.name) for one in fields(row) if one.name in shown and getattr(row, one.name)
            )
        return None


class CounterList(RowList):
    """A view of such rows; `chosen` brings the id of the row that was clicked or entered."""

    chosen = Signal(int)

    def __init__(self, delegate: ClientRows | HistoryRows, name: str) -> None:
        super().__init__(delegate, name)
        self.rows = CounterRows()
        self.rows.setParent(self)
        self.setModel(self.rows)
        for act in (self.clicked, self.activated):
            act.connect(lambda index: self.chosen.emit(self.rows.id_of(index.row())))


class NameSearch(QWidget):
    """Finds a client by the beginning of a name; until three letters are typed it names nobody."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__()
        self._desk = desk
        self.field = SearchField()
        self.field.setPlaceholderText(_("Name"))
        self.field.setAccessibleName(_("Search by name"))
        self.note = label("", "secondary", "ink3", wrap=True)
        self.names = CounterList(ClientRows(None), _("Names found"))
        whole = column(self.field, self.note, self.names, None, spacing=8)
        whole.setStretch(2, 99)  # the room below is left only while there are no names
        self.setLayout(whole)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(lambda _text: self.look_up())
        self.field.entered.connect(self._enter)
        self.names.chosen.connect(self._choose)
        self.look_up()

    @property
    def searches(self) -> bool:
        """Whether something is typed."""
        return bool(self.field.text().strip())

    def look_up(self) -> None:
        """Shows who bears the name typed."""
        text = self.field.text()
        found = self._desk.book.counter.named(text)
        self.names.rows.set_rows([ListRow(name, marked=False) for _id, name in found], [id_ for id_, _name in found])
        enough = sum(c.isalnum() for c in text) >= LETTERS_TO_ANSWER
        self.note.setText(_("Nobody by that name.") if enough else _("Three letters of the name are enough."))
        self.note.setVisible(self.searches and not found)
        self.names.setVisible(bool(found))

    def focus_search(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _enter(self) -> None:
        """Goes into the names; the only one is opened at once."""
        if self.names.rows.rowCount() == 1:
            self._choose(self.names.rows.id_of(0))
        elif self.names.rows.rowCount():
            self.names.setFocus(Qt.FocusReason.TabFocusReason)
            self.names.selectRow(0)

    def _choose(self, id_: int) -> None:
        if id_:
            self._desk.open_client(id_)
