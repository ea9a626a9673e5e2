"""The list of people: ids of all, rows of those in view, and the field above that finds them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from evenhand import formats, wording
from evenhand.domain.records import LetterKind
from evenhand.storage.clients import ClientFilter, ClientRow
from evenhand.translation import _, language, ngettext
from evenhand.ui.inputs import TextField
from evenhand.ui.record_table import Index, RecordModel
from evenhand.ui.rows import ROW, ClientRows, ListRow, RowList


class PersonModel(RecordModel):
    """Holds every id that matches, and reads names only for the pages that are looked at."""

    def __init__(self, read: Callable[[Sequence[int]], Sequence[ClientRow]], today: Callable[[], date]) -> None:
        super().__init__((), read)
        self._today = today

    def row_of(self, key: Any) -> int | None:
        try:
            return self._keys.index(key)  # once through a hundred thousand, not twice
        except ValueError:
            return None

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        person: ClientRow = self.record(index.row())
        if role == ROW:
            return ListRow(
                person.name,
                last_event(person, self._today()),
                mark=person.comfort,
                star=person.valued,
                icon="hand-heart" if person.open_case else "",
            )
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        return self._said(person)

    def _said(self, person: ClientRow) -> str:
        parts = [
            person.name,
            _("valued") if person.valued else "",
            wording.word(person.comfort) if person.comfort else "",
            _("open case") if person.open_case else "",
            last_event(person, self._today()),
        ]
        return ", ".join(part for part in parts if part)


def last_event(person: ClientRow, today: date) -> str:
    """What happened last and when, in one line; empty when nothing has."""
    if not person.last_what or person.last_on is None:
        return ""
    what = " ".join(person.last_what.split())
    if person.last_kind == "letter":
        what = _("Letter: {kind}").format(kind=wording.word(LetterKind(what)))
    day = formats.short_date(person.last_on, language(), year=person.last_on.year != today.year)
    return f"{day} · {what}"


def counted(n: int, where: ClientFilter, searched: bool) -> str:
    """How many the list holds, in words."""
    if searched:
        return ngettext("{n} found", "{n} found", n)
    if where is ClientFilter.ARCHIVED:
        return ngettext("{n} archived client", "{n} archived clients", n)
    return ngettext("{n} client", "{n} clients", n)


class PersonList(RowList):
    """The view of the people; what is typed into it is meant for the search."""

    typed = Signal(str)

    def __init__(self, model: PersonModel) -> None:
        super().__init__(ClientRows(None), _("Clients"))
        model.setParent(self)
        self.setModel(model)

    def keyboardSearch(self, search: str) -> None:
        self.typed.emit(search)


class SearchField(TextField):
    """Finds while one types; Down goes into the list, Escape empties."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__("", _("Name, phone or order"), leading="magnifying-glass", clearable=True)
        self.setAccessibleName(_("Search by name, phone or order"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
