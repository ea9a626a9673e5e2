"""All letters: the drafts being written and those issued, and an issued one as it stands."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from evenhand import formats
from evenhand.storage.book import Kind
from evenhand.storage.search import fold
from evenhand.translation import _, language, ngettext, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.how_we_work import open_how_we_work
from evenhand.ui.issued_letter import IssuedLetter
from evenhand.ui.letter_batch import ChosenBar
from evenhand.ui.letter_form import open_letter_form
from evenhand.ui.letter_lines import (
    LetterLine,
    about_cell,
    client_cell,
    kind_cell,
    number_cell,
    of_draft,
    of_letter,
    sum_cell,
)
from evenhand.ui.record_table import Column, RecordModel, keep_place, record_table

_NARROW = 1000
_ON_SEVERAL = ("print_letter", "save_copy", "print_envelope")
_ON_ONE = (*_ON_SEVERAL, "email_draft", "show_pdf", "copy_text", "void_letter", "replace_letter")


class Shown(StrEnum):
    """Which letters the list holds."""

    ALL = "all"
    DRAFTS = "drafts"
    ISSUED = "issued"


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
        self.header.add_action(kit.icon_button("plus", _("New letter"), self.new_letter, keys="Ctrl+Shift+L"))
        self.filter = kit.Segmented(
            [(Shown.ALL, _("All")), (Shown.DRAFTS, _("Drafts")), (Shown.ISSUED, pgettext("letters", "Issued"))],
            _("Which letters"),
        )
        columns = (
            Column(_("Number"), 128, number_cell),
            Column(_("Kind"), 130, kind_cell),
            Column(_("Client"), 190, client_cell),
            Column(_("About"), 180, about_cell),
            Column(_("Day"), 106, self._day),
            Column(_("Sum"), 140, sum_cell, right=True),
        )
        self.several = kit.button(_("Choose several"), "link", "list-checks", self._on_several)
        self.several.setCheckable(True)
        self.model = RecordModel(columns, self._read)
        self.table = record_table(_("Letters"), self.model, columns, stretch=3)
        begin = kit.button(_("New letter"), "primary", "envelope-simple", self.new_letter)
        kit.ctrl_enter_presses_the_filled(self)
        self.empty = kit.EmptyState(
            _("No letters yet."), _("They come from a case, or from a word to a client."), self._cases_button(), begin
        )
        self.nothing = kit.label("", "body", "ink2", wrap=True)
        self._lists = QStackedWidget()
        for part in (self.table, self.empty, kit.holder(kit.column(self.nothing, None, margins=(10, 16, 10, 0)))):
            self._lists.addWidget(part)
        top = kit.column(self.header, 12, kit.row(self.filter, None, self.several), spacing=0, margins=(10, 0, 10, 0))
        self._body = kit.column(top, 6, self._lists, spacing=4)
        self._body.setStretch(self._body.count() - 1, 1)
        self.bar = ChosenBar(desk, self, self.chosen)
        self.bar.hide()
        list_page = kit.column(spacing=0)
        list_page.addLayout(self._body, 1)
        list_page.addWidget(self.bar)
        self.letter = IssuedLetter(desk, self.show_all)
        self.stack = QStackedWidget()
        self.stack.addWidget(kit.holder(list_page))
        self.stack.addWidget(self.letter)
        self.setLayout(kit.row(self.stack))
        self.filter.chosen.connect(lambda _value: self.refresh())
        self.search.textChanged.connect(lambda _text: self._list())
        self.table.clicked.connect(lambda index: self._on_clicked(index.row()))
        self.table.activated.connect(lambda index: self._open(index.row()))
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self.bar.show_count())
        self.refresh()

    def _cases_button(self) -> kit.Button:
        return kit.button(_("Show cases"), "plain", "", lambda: self._desk.go(Place.CASES, 0))

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
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

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

    # Commands, on the letter that is shown or on those chosen in the list

    def offers(self, command: str) -> bool:
        """Whether a command of the menus has something to act on now."""
        if command in _ON_SEVERAL and not self.record:
            return bool(self.chosen())
        if command in _ON_ONE:
            acts = self.letter.acts
            able = {"void_letter": acts.can_void, "replace_letter": acts.can_replace}.get(command, lambda: True)
            return bool(self.record) and able()
        return True

    def new_letter(self) -> None:
        """Asks to whom, about what and which kind, and goes to the draft."""
        open_letter_form(self._desk, self)

    def how_we_work(self) -> None:
        """The sheet of the house rules for clients, without an addressee."""
        open_how_we_work(self._desk, self)

    def print_letter(self) -> None:
        self.letter.acts.print() if self.record else self.bar.print()

    def save_copy(self) -> None:
        self.letter.acts.save() if self.record else self.bar.save()

    def print_envelope(self) -> None:
        self.letter.acts.print_envelope() if self.record else self.bar.print_envelopes()

    def email_draft(self) -> None:
        if self.record:
            self.letter.acts.email()

    def show_pdf(self) -> None:
        if self.record:
            self.letter.acts.show_pdf()

    def copy_text(self) -> None:
        if self.record:
            self.letter.acts.copy_text()

    def void_letter(self) -> None:
        if self.record:
            self.letter.acts.void()

    def replace_letter(self) -> None:
        if self.record:
            self.letter.acts.replace()

    def page_setup(self) -> None:
        self.letter.acts.set_up_page()

    # Choosing several

    def chosen(self) -> list[int]:
        """The ids of the letters chosen in the list while several are being chosen, as they stand there."""
        if not self.several.isChecked():
            return []
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [id for is_issued, id in map(self.model.key, rows) if is_issued]

    def _on_several(self) -> None:
        several = self.several.isChecked()
        modes = self.table.SelectionMode
        self.table.setSelectionMode(modes.MultiSelection if several else modes.SingleSelection)
        self.table.clearSelection()
        self.several.setText(_("Done choosing") if several else _("Choose several"))
        if several:
            self.filter.set_value(Shown.ISSUED)  # a draft has nothing to print yet
        self.filter.setEnabled(not several)
        self.bar.setVisible(several)
        self._list()
        self.bar.show_count()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_choosing(self) -> None:
        self.several.setChecked(False)
        self._on_several()

    def _on_clicked(self, row: int) -> None:
        if not self.several.isChecked():
            self._open(row)

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
        chosen = self.chosen()
        keep_place(self.table, self.model, keys)
        self._choose_again(set(chosen))
        total = book.letters.count()
        self.header.line.setText(
            " · ".join((ngettext("{n} draft", "{n} drafts", len(drafts)), ngettext("{n} issued", "{n} issued", total)))
        )
        for each in (self.header.line, self.search, self.filter):
            each.setVisible(bool(drafts or total))
        self.several.setVisible(total > 1)
        if keys:
            self._lists.setCurrentIndex(0)
        elif not drafts and not total:
            self._lists.setCurrentIndex(1)
        else:
            self.nothing.setText(_("No letter with “{text}”.").format(text=text) if text else _("None here."))
            self._lists.setCurrentIndex(2)

    def _choose_again(self, chosen: set[int]) -> None:
        if not self.several.isChecked():
            return
        rows = [row for row in range(self.model.rowCount()) if self.model.key(row)[1] in chosen] if chosen else []
        picked = QItemSelection()
        for row in rows:
            picked.select(self.model.index(row, 0), self.model.index(row, self.model.columnCount() - 1))
        self.table.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _read(self, keys: Sequence[tuple[bool, int]]) -> list[LetterLine]:
        issued = iter(self._desk.book.letters.rows_of(id for is_issued, id in keys if is_issued))
        book, drafts, today = self._desk.book, self._drafts, self._desk.today()
        return [of_letter(next(issued)) if is_issued else of_draft(book, drafts[id], today) for is_issued, id in keys]

    def _day(self, line: LetterLine) -> kit.Cell:
        if line.on is None:
            return kit.Cell()
        other_year = line.on.year != self._desk.today().year
        return kit.Cell(formats.short_date(line.on, language(), year=other_year), tone="ink2")

    def _open(self, row: int) -> None:
        if self.several.isChecked():
            return
        is_issued, id = self.model.key(row)
        self._desk.go(Place.LETTERS if is_issued else Place.LETTER, id)

    # The widget's own events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.record:
            self.show_all()
            return
        if event.key() == Qt.Key.Key_Escape and self.several.isChecked():
            self._stop_choosing()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.letter.fit(self.width())
        narrow = self.width() < kit.theme.px(_NARROW)
        self._body.setContentsMargins(10 if narrow else 22, 22, 10 if narrow else 14, 12)
