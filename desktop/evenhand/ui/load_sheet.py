"""What the load guard counted, one line each: whose it was, and what made it hard. Enter opens the client or case."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from evenhand import formats, wording
from evenhand.domain.load import LoadLine, LoadSign
from evenhand.storage.load import LoadCase, LoadContact
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.record_table import Column, RecordModel, record_table
from evenhand.wording import load as words

_WIDTH, _ROW, _AROUND = 720, 44, 200


class LoadSheet(QDialog):
    """A list to look at; it changes nothing."""

    def __init__(self, desk: Desk, line: LoadLine, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._desk, self._line = desk, line
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Evenhand")  # what is private stands in no title
        rows, columns, stretch = self._read()
        self._rows = rows
        self.title = kit.label(words.too_much(line), "question", wrap=True)
        model = RecordModel(columns, lambda keys: [rows[key] for key in keys])
        model.set_keys(range(len(rows)))
        self.table = record_table(words.too_much(line), model, columns, stretch)
        self.table.clicked.connect(self._on_opened)
        self.table.activated.connect(self._on_opened)
        self.shut = kit.button(_("Close"), "plain", on_click=self.reject)
        self.shut.setDefault(False)
        lock = kit.row(kit.IconLabel("lock-simple", "ink3", 14), kit.caption(_("Private. Never in a letter.")), None)
        private = kit.surface("private", kit.column(lock, self.table, spacing=6, margins=(14, 10, 8, 4)))
        body = kit.column(self.title, private, spacing=12, margins=(28, 22, 28, 16))
        body.setStretch(1, 1)
        foot = kit.surface("footer", kit.row(None, self.shut, margins=(28, 10, 28, 10)))
        whole = kit.column(body, foot, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _read(self) -> tuple[Sequence[Any], Sequence[Column], int]:
        book, today = self._desk.book, self._desk.today()
        client = Column(_("Client"), 170, lambda row: kit.Cell(row.client_name, role="body_strong"))
        day = Column(_("Day"), 140, _moment)
        if self._line.sign is LoadSign.HARD_CONTACTS:
            return book.load.hard_contacts(today), (day, client, Column(_("How it felt"), 220, _felt)), 2
        if self._line.sign is LoadSign.LATE_ENTRIES:
            about = Column(_("About"), 220, lambda row: kit.Cell(row.summary, tone="ink2"))
            return book.load.late_entries(today), (day, client, about), 2
        since = Column(_("Since"), 140, lambda row: kit.Cell(_day(row.received_on), tone="ink2"))
        title = Column(_("Case"), 220, lambda row: kit.Cell(row.title))
        return book.load.hard_cases(), (since, client, title), 2

    def _on_opened(self, index: QModelIndex) -> None:
        row = self._rows[index.row()]
        if isinstance(row, LoadCase):
            place, record = Place.CASE, row.case_id
        else:
            place, record = Place.CLIENTS, row.client_id
        self.accept()
        self._desk.go(place, record)

    def showEvent(self, event: QShowEvent) -> None:
        self.resize(self.sizeHint())
        if self.sizeHint().height() == self._whole():  # all are in view: the room that lists leave for a toast isn't
            self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._rows:
            self.table.selectRow(0)
        super().showEvent(event)

    def sizeHint(self) -> QSize:
        parent = self.parentWidget()
        room = parent.window().height() - 40 if parent else 600
        width = min(kit.theme.px(_WIDTH), self.screen().availableGeometry().width())
        return QSize(width, min(max(room, 300), self._whole()))

    def _whole(self) -> int:
        return kit.theme.px(_AROUND + _ROW * len(self._rows))


def _day(day: date) -> str:
    return formats.short_weekday_date(day, language())


def _moment(row: LoadContact) -> kit.Cell:
    return kit.Cell(f"{_day(row.happened_at.date())}, {row.happened_at:%H:%M}", tone="ink2")


def _felt(row: LoadContact) -> kit.Cell:
    why = "  ·  ".join(wording.word(reason) for reason in row.reasons)
    return kit.Cell(why or kit.mark_word(row.comfort), mark=row.comfort, marked=True)
