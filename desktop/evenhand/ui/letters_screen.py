"""All letters: the drafts being written and those issued, and an issued one as it stands."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from evenhand import formats, wording
from evenhand.domain.money import Money
from evenhand.domain.records import LetterKind
from evenhand.storage.book import Kind
from evenhand.storage.letters import DraftRow, LetterRow
from evenhand.storage.search import fold
from evenhand.translation import _, language, ngettext, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.issued_letter import IssuedLetter
from evenhand.ui.record_table import Column, RecordModel, keep_place, record_table

_NARROW = 1000


class Shown(StrEnum):
    """Which letters the list holds."""

    ALL = "all"
    DRAFTS = "drafts"
    ISSUED = "issued"


class _Line(NamedTuple):
    """One letter of the list; a draft has no number."""

    number: str | None
    kind: LetterKind
    client: str
    about: str
    on: date | None
    amount: Money | None
    voided: bool


def _number(line: _Line) -> kit.Cell:
    if line.number is None:
        return kit.Cell(_("Draft"), tone="ink3", icon="pencil-simple")
    return kit.Cell(line.number, tone="ink3" if line.voided else "ink2")


def _kind(line: _Line) -> kit.Cell:
    if line.voided:
        return kit.Cell(_("{kind}, voided").format(kind=wording.word(line.kind)), tone="badx")
    return kit.Cell(wording.word(line.kind), tone="ink2")


def _client(line: _Line) -> kit.Cell:
    return kit.Cell(line.client, role="body_strong", tone="ink3" if line.voided else "ink")


def _about(line: _Line) -> kit.Cell:
    return kit.Cell(line.about, tone="ink2")


def _sum(line: _Line) -> kit.Cell:
    text = formats.money(line.amount, language()) if line.amount else ""
    return kit.Cell(text, role="headline", tone="ink3" if line.voided else "ink", right=True)


class LettersScreen(QWidget):
    """The list of letters; a draft opens where it's written, an issued letter opens here."""

    kinds = frozenset({Kind.LETTERS, Kind.CLIENTS, Kind.ORDERS, Kind.CASES, Kind.BONUSES})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.header = kit.Header(_("Letters"), " ")
        self.search = kit.TextField(placeholder=_("Client or number"), leading="magnifying-glass", clearable=True)
        self.search.setAccessibleName(_("Search letters"))
        kit.theme.dress(self.search, width=230)
        self.header.add_action(self.search)
        self.filter = kit.Segmented(
            [(Shown.ALL, _("All")), (Shown.DRAFTS, _("Drafts")), (Shown.ISSUED, pgettext("letters", "Issued"))],
            _("Which letters"),
        )
        columns = (
            Column(_("Number"), 128, _number),
            Column(_("Kind"), 130, _kind),
            Column(_("Client"), 190, _client),
            Column(_("About"), 180, _about),
            Column(_("Day"), 106, self._day),
            Column(_("Sum"), 140, _sum, right=True),
        )
        self.model = RecordModel(columns, self._read)
        self.table = record_table(_("Letters"), self.model, columns, stretch=3)
        self.setFocusProxy(self.table)
        self.empty = kit.EmptyState(_("No letters yet."), _("They come from a case."), self._cases_button())
        self.nothing = kit.label("", "body", "ink2", wrap=True)
        self._lists = QStackedWidget()
        for part in (self.table, self.empty, kit.holder(kit.column(self.nothing, None, margins=(10, 16, 10, 0)))):
            self._lists.addWidget(part)
        top = kit.column(self.header, 12, kit.row(self.filter, None), spacing=0, margins=(10, 0, 10, 0))
        self._body = kit.column(top, 6, self._lists, spacing=4)
        self._body.setStretch(self._body.count() - 1, 1)
        self.letter = IssuedLetter(desk, self.show_all)
        self.stack = QStackedWidget()
        self.stack.addWidget(kit.holder(self._body))
        self.stack.addWidget(self.letter)
        self.setLayout(kit.row(self.stack))
        self.filter.chosen.connect(lambda _value: self.refresh())
        self.search.textChanged.connect(lambda _text: self._list())
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.table.activated.connect(lambda index: self._open(index.row()))
        self.refresh()

    def _cases_button(self) -> kit.Button:
        return kit.button(_("Show cases"), "primary", "", lambda: self._desk.go(Place.CASES, 0))

    @property
    def record(self) -> int:
        """The issued letter that is shown, 0 while the list is."""
        return self.letter.record if self.stack.currentWidget() is self.letter else 0

    def show_record(self, id: int) -> None:
        """Shows the issued letter with this id."""
        self.letter.show_letter(id)
        self.stack.setCurrentWidget(self.letter)

    show_letter = show_record

    def focus_first(self) -> None:
        """Puts the keyboard on the letter that is open, or on the list."""
        if self.stack.currentWidget() is self.letter:
            self.letter.focus_first()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self) -> None:
        """Back to the list."""
        self.stack.setCurrentIndex(0)

    def refresh(self) -> None:
        """Reads the list anew, and the letter that is shown."""
        self._list()
        if self.record:
            self.letter.show_letter(self.record)

    def focus_search(self) -> None:
        self.show_all()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def print_letter(self) -> None:
        if self.record:
            self.letter.acts.print()

    def save_copy(self) -> None:
        if self.record:
            self.letter.acts.save()

    # The list

    def _list(self) -> None:
        book, which, text = self._desk.book, self.filter.value(), self.search.text().strip()
        drafts = book.letters.drafts()
        self._drafts = {row.draft.id: row for row in drafts}
        issued = book.letters.ids(text)
        keys: list[tuple[bool, int]] = []
        if which is not Shown.ISSUED:
            keys += [(False, row.draft.id) for row in drafts if fold(text) in fold(row.client_name)]
        if which is not Shown.DRAFTS:
            keys += [(True, id) for id in issued]
        keep_place(self.table, self.model, keys)
        total = book.letters.count()
        self.header.line.setText(
            " · ".join((ngettext("{n} draft", "{n} drafts", len(drafts)), ngettext("{n} issued", "{n} issued", total)))
        )
        for each in (self.header.line, self.search, self.filter):
            each.setVisible(bool(drafts or total))
        if keys:
            self._lists.setCurrentIndex(0)
        elif not drafts and not total:
            self._lists.setCurrentIndex(1)
        else:
            self.nothing.setText(_("No letter with “{text}”.").format(text=text) if text else _("None here."))
            self._lists.setCurrentIndex(2)

    def _read(self, keys: Sequence[tuple[bool, int]]) -> list[_Line]:
        issued = iter(self._desk.book.letters.rows_of(id for is_issued, id in keys if is_issued))
        return [self._issued(next(issued)) if is_issued else self._draft(self._drafts[id]) for is_issued, id in keys]

    def _issued(self, row: LetterRow) -> _Line:
        return _Line(row.number, row.kind, row.client_name, row.about, row.issued_on, row.amount, row.voided)

    def _draft(self, row: DraftRow) -> _Line:
        book, draft = self._desk.book, row.draft
        about, amount = "", None
        if draft.case_id is not None:
            about = book.orders.get(book.cases.get(draft.case_id).order_id).what
            given = book.cases.compensations(draft.case_id)
            sums = {LetterKind.REFUND: given.refund, LetterKind.BONUS: given.bonus, LetterKind.DOUBLE: given.bonus}
            stated = sums.get(draft.kind)
            amount = stated.amount if stated else None
        saved = draft.saved_at.date() if draft.saved_at else None
        return _Line(None, draft.kind, row.client_name, about, saved, amount, False)

    def _day(self, line: _Line) -> kit.Cell:
        if line.on is None:
            return kit.Cell()
        other_year = line.on.year != self._desk.today().year
        return kit.Cell(formats.short_date(line.on, language(), year=other_year), tone="ink2")

    def _open(self, row: int) -> None:
        is_issued, id = self.model.key(row)
        self._desk.go(Place.LETTERS if is_issued else Place.LETTER, id)

    # The widget's own events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.record:
            self.show_all()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.letter.fit(self.width())
        narrow = self.width() < kit.theme.px(_NARROW)
        self._body.setContentsMargins(10 if narrow else 22, 22, 10 if narrow else 14, 12)
