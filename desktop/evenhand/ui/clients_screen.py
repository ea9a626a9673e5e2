"""The clients' place: a list to find people in, and beside it the one who is meant."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, QTime, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from evenhand import wording
from evenhand.domain.intake import Intake
from evenhand.domain.records import Client, LetterKind
from evenhand.domain.rules import Gate
from evenhand.storage.book import Kind
from evenhand.storage.clients import ClientFilter
from evenhand.translation import _, ngettext, pgettext
from evenhand.ui.bars import Header
from evenhand.ui.buttons import button, ctrl_enter_presses_the_filled, icon_button
from evenhand.ui.desk import Desk, Place
from evenhand.ui.frames import EmptyState, column, holder, row, surface
from evenhand.ui.labels import label
from evenhand.ui.person_list import PersonList, PersonModel, SearchField, counted
from evenhand.ui.segmented import Segmented
from evenhand.ui.theme import theme

if TYPE_CHECKING:  # loaded when first needed, not with the first screen
    from evenhand.ui.client_detail import ClientDetail
    from evenhand.ui.form import Form

_WIDE = 1000  # from here on the list takes the width it has in a large window
_LIST, _NARROW_LIST = 292, 250
_AT_FIRST = 100  # as many clients are read before the first paint; no screen is taller


def _now() -> time:
    now = QTime.currentTime()
    return time(now.hour(), now.minute())


class ClientsScreen(QWidget):
    """All clients and one of them. `clock` tells the time of day that a contact is logged at."""

    kinds = frozenset(
        {
            Kind.CLIENTS,
            Kind.ORDERS,
            Kind.INTERACTIONS,
            Kind.COMFORT,
            Kind.CASES,
            Kind.PROMISES,
            Kind.LETTERS,
            Kind.BONUSES,
            Kind.FOLLOW_UPS,
            Kind.INTAKE,
            Kind.SUGGESTIONS,
        }
    )

    def __init__(self, desk: Desk, clock: Callable[[], time] = _now) -> None:
        super().__init__()
        self._desk, self._clock = desk, clock
        self.form: Form | None = None
        self._dragged = False
        self._detail: ClientDetail | None = None
        self._complete = False
        self._right = QStackedWidget()
        self._right.addWidget(QWidget())
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._build_list())
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.splitterMoved.connect(self._on_dragged)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(self._build_empty())
        self.setLayout(column(self._pages, spacing=0))
        ctrl_enter_presses_the_filled(self)
        self._find(at_first=True)

    def _build_list(self) -> QFrame:
        self.search = SearchField()
        self.search.textChanged.connect(lambda _text: self._find())
        self.search.entered.connect(self._enter_list)
        add = icon_button("user-plus", _("New client"), self.new_client, keys="Ctrl+N")
        self.filter = Segmented(
            [
                (ClientFilter.ALL, pgettext("clients", "All")),
                (ClientFilter.CASE, pgettext("clients", "Case")),
                (ClientFilter.VALUED, pgettext("clients", "Valued")),
                (ClientFilter.LEFT, pgettext("clients", "Left")),
            ],
            _("Which clients are shown"),
            ClientFilter.ALL,
        )
        self.filter.chosen.connect(lambda _chosen: self._find())
        self.count = label("", "secondary", "ink3")
        self.archived = button(_("Archived"), "link", on_click=self._find)
        self.archived.setCheckable(True)
        self.unfinished = button("", "link", "note", self._go_on)
        self.model = PersonModel(self._desk.book.clients.rows, self._desk.today)
        self.people = PersonList(self.model)
        self.people.typed.connect(self._type_on)
        self.people.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.people.customContextMenuRequested.connect(
            lambda where: self.detail.show_menu(self.people.viewport().mapToGlobal(where))
        )
        self.people.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_current())
        self._nobody = self._build_nobody()
        top = column(
            row(self.search, add, spacing=8),
            row(self.filter, None),
            row(self.count, None, self.archived),
            row(self.unfinished, None),
            spacing=10,
            margins=(16, 16, 16, 0),
        )
        pane = surface("well", column(top, self._nobody, row(self.people, margins=(8, 4, 4, 0)), spacing=4))
        pane.setMinimumWidth(theme.px(220))
        return pane

    def _build_nobody(self) -> QWidget:
        self._nobody_text = label("", "body", "ink2", wrap=True)
        self.add_them = button(_("Add them"), "plain", "user-plus", self.new_client)
        return holder(column(self._nobody_text, row(self.add_them, None), None, spacing=12, margins=(20, 12, 16, 0)))

    def _build_empty(self) -> QWidget:
        add = button(_("New client"), "primary", "user-plus", self.new_client)
        self._begun = button("", "plain", "note", self._go_on)
        sentence = _("Add the first by hand: a name is enough to begin with.")
        take_in = button(_("Import clients"), "plain", "upload-simple", self.import_clients)
        take_in.setEnabled(not self._desk.book.read_only)
        state = EmptyState(_("No clients yet"), sentence, add, take_in, self._begun)
        whole = column(Header(_("Clients"), _("Nobody here so far")), state, margins=(32, 18, 32, 0))
        whole.setStretch(1, 1)
        return holder(whole)

    # Showing

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._complete:
            self._complete = True
            QTimer.singleShot(0, self._fill_up)

    def _fill_up(self) -> None:
        """What the first paint did not wait for: who is chosen, and the rest of a long list."""
        _built = self.detail
        if self.model.rowCount() == _AT_FIRST:
            self._find(keep_place=True)

    @property
    def detail(self) -> "ClientDetail":
        """Who is chosen, all about them."""
        if self._detail is None:
            from evenhand.ui.client_detail import ClientDetail

            self._detail = ClientDetail(self._desk)
            self._detail.wished.connect(lambda method: getattr(self, method)())
            self._detail.order_chosen.connect(self._open_order)
            self._detail.contact_chosen.connect(self._open_contact)
            self._right.addWidget(self._detail)
            self._show_current()
        return self._detail

    @property
    def record(self) -> int:
        """The id of the client shown, 0 for none."""
        index = self.people.currentIndex()
        return int(self.model.key(index.row())) if index.isValid() else 0

    def refresh(self) -> None:
        """Reads the book anew; who is shown, the place in the list and what is being written stay."""
        self._find(keep_place=True)

    def show_record(self, id: int) -> None:
        """Shows a client, whatever the list was narrowed to."""
        line = self.model.row_of(id)
        if line is None:
            self._set_quietly(self._desk.book.clients.get(id).archived)
            self._find()
            line = self.model.row_of(id)
        if line is not None:
            self._choose(line)

    def focus_first(self) -> None:
        """Puts the keyboard on the list."""
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def leave(self) -> bool:
        """Saves the private note before another place is shown. False when it can't be."""
        return self._detail is None or self._detail.flush()

    def _set_quietly(self, archived: bool) -> None:
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.filter.set_value(ClientFilter.ALL)
        self.archived.setChecked(archived)

    def _where(self) -> ClientFilter:
        return ClientFilter.ARCHIVED if self.archived.isChecked() else ClientFilter(str(self.filter.value()))

    def _find(self, *, keep_place: bool = False, at_first: bool = False) -> None:
        clients, where, text = self._desk.book.clients, self._where(), self.search.text()
        ids = clients.first_ids(_AT_FIRST) if at_first else clients.ids(where, text)
        more = at_first and len(ids) == _AT_FIRST
        before, scrolled = self.record, self.people.verticalScrollBar().value()
        chosen = self.people.selectionModel()
        chosen.blockSignals(True)
        self.model.set_keys(ids)
        chosen.blockSignals(False)
        put_away = clients.count(ClientFilter.ARCHIVED)
        nobody_at_all = not ids and not put_away and not clients.count()
        self._pages.setCurrentIndex(1 if nobody_at_all else 0)
        self.archived.setVisible(bool(put_away) or self.archived.isChecked())
        self.archived.setText(_("Not archived") if self.archived.isChecked() else _("Archived"))
        self.filter.setEnabled(not self.archived.isChecked())
        self.count.setText("\u00a0" if more else counted(len(ids), where, bool(text.strip())))  # keeps its line
        self._show_unfinished()
        self._nobody.setVisible(not ids)
        self.people.setVisible(bool(ids))
        self._nobody_text.setText(_("Nobody by that name. Add them?") if text.strip() else _("Nobody here."))
        self.add_them.setVisible(bool(text.strip()))
        again = self.model.row_of(before) if before else None
        if ids:
            self._choose(again or 0)
            if keep_place and again is not None:
                self.people.verticalScrollBar().setValue(scrolled)
        else:
            if self._detail is not None:
                self._detail.forget()
            self._right.setCurrentIndex(0)

    def _show_unfinished(self) -> None:
        """Those whom the owner hasn't decided about yet."""
        count = self._desk.book.intakes.count_open()
        for link in (self.unfinished, self._begun):
            link.setText(ngettext("{n} not finished", "{n} not finished", count))
            link.setVisible(bool(count))

    def _choose(self, line: int) -> None:
        chosen = self.people.selectionModel()
        chosen.blockSignals(True)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        chosen.setCurrentIndex(self.model.index(line, 0), flags)
        chosen.blockSignals(False)
        self.people.scrollTo(self.model.index(line, 0))
        self.people.viewport().update()
        self._show_current()

    def _show_current(self) -> None:
        index = self.people.currentIndex()
        if index.isValid() and self._detail is not None:
            self._detail.show_client(self.model.key(index.row()))
            self._right.setCurrentIndex(1)

    # The list by keyboard

    def _enter_list(self) -> None:
        if self.model.rowCount():
            self.people.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _type_on(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(text)

    def _typed_name(self) -> str:
        text = self.search.text().strip()
        return text if not self.model.rowCount() and not any(sign.isdigit() for sign in text) else ""

    # Commands

    def new_client(self, name: str = "") -> None:
        """Leads to the questions to oneself; a name that was searched for in vain is typed in there already."""
        name = name or self._typed_name()
        begun = Intake(0, self._desk.today(), name)
        kept = [0]
        if not name or self._try(lambda: kept.append(self._desk.book.intakes.add(begun).id)):
            self._desk.go(Place.INTAKE, kept[-1])

    def import_clients(self) -> None:
        """The sheet that reads clients from a file."""
        from evenhand.ui.import_sheet import open_import

        open_import(self._desk, self.window())

    def _go_on(self) -> None:
        """To the intake that isn't finished, or to where they can be chosen from."""
        waiting = self._desk.book.intakes.open()
        self._desk.go(Place.INTAKE, waiting[0].id if len(waiting) == 1 else 0)

    def edit_client(self) -> None:
        if self.detail.client:
            from evenhand.ui.client_form import ClientForm

            form = ClientForm(self._desk, self.detail.client, "", self)
            form.opened.connect(self.show_record)
            self._open_form(form, lambda: self._on_saved(form.client_id))

    def new_order(self) -> None:
        """Asks for an order; first the owner, where a house rule of theirs wants that."""
        from evenhand.ui.gates import ask_first

        if client := self.detail.client:
            self.detail.flush()
            ask_first(self._desk, self, client.id, Gate.NEW_ORDER, lambda: self._open_order(0))

    def _open_order(self, order_id: int) -> None:
        from evenhand.ui.order_form import OrderForm

        if client := self.detail.client:
            order = self._desk.book.orders.get(order_id) if order_id else None
            self._open_form(OrderForm(self._desk, client, order, self), self.refresh)

    def print_address(self) -> None:
        """The client's address on an envelope or a label."""
        from evenhand.ui.envelope_form import envelope_form

        client = self.detail.client
        if client and (form := envelope_form(self._desk, (client.id,), self)):
            self._open_form(form, self.refresh)

    def make_promise(self) -> None:
        """Asks for a promise to the client shown."""
        from evenhand.ui.promise_acts import PromiseActs

        self.detail.flush()
        PromiseActs(self._desk, self).make(self.record or None)

    def note_suggestion(self) -> None:
        """Asks what the client shown suggests."""
        from evenhand.ui.suggestion_forms import open_suggestion

        self.detail.flush()
        open_suggestion(self._desk, self, self.record or None)

    def log_contact(self) -> None:
        self._open_contact(0)

    def _open_contact(self, contact_id: int) -> None:
        from evenhand.ui.contact_form import ContactForm

        if client := self.detail.client:
            contact = self._desk.book.interactions.get(contact_id) if contact_id else None
            self._open_form(ContactForm(self._desk, client, self._clock, self, contact), self.refresh)

    def new_case(self) -> None:
        from evenhand.ui.case_form import CaseForm

        form = CaseForm(self._desk, self.record or None, None, self)
        self._open_form(form, lambda: self._desk.go(Place.CASE, form.case_id or 0))

    def new_letter(self) -> None:
        """Asks what a letter to the client shown is about."""
        from evenhand.ui.letter_form import LetterForm

        form = LetterForm(self._desk, self.record or None, self)
        self._open_form(form, lambda: self._desk.go(Place.LETTER, form.draft_id))

    def part_kindly(self) -> None:
        """The sheet to part with the client shown; an end that is as good as any."""
        from evenhand.ui.part_kindly import open_part_kindly

        if client := self.detail.client:
            self.detail.flush()
            open_part_kindly(self._desk, self, client.id, then=self.refresh)

    def decline_kindly(self) -> None:
        """The letter that says no to somebody who isn't a client yet."""
        from evenhand.ui.letter_beginnings import Occasion

        if client := self.detail.client:
            self.detail.flush()
            Occasion(client.id).begin(self._desk, LetterKind.DECLINE)

    def show_line(self) -> None:
        """What keeping the client shown costs, and what they bring."""
        from evenhand.ui.line_pane import open_line

        if client := self.detail.client:
            open_line(self._desk, self, client.id)

    def client_copy(self) -> None:
        """A file for the client shown of what they gave and got."""
        from evenhand.ui.client_copy_form import open_client_copy

        if self.record and self.leave():
            open_client_copy(self._desk, self.record, self)

    def subject_access(self) -> None:
        """A file of all else that is held about the client shown, as the owner chooses."""
        from evenhand.ui.subject_access_form import open_subject_access

        if self.record and self.leave():
            open_subject_access(self._desk, self.record, self)

    def erase_client(self) -> None:
        """Asks whether the client shown is to go out of the book for good."""
        from evenhand.ui.erase_form import open_erase

        if self.record and self.leave():
            open_erase(self._desk, self.record, self, then=self.refresh)

    def archive(self) -> None:
        """Puts the client away, or brings the client back; both can be undone at once."""
        if client := self.detail.client:
            self._put_away(client, not client.archived)

    def _put_away(self, client: Client, archived: bool, *, undoing: bool = False) -> None:
        self.detail.flush()
        if not self._try(lambda: self._desk.book.clients.archive(client.id, archived)):
            return
        self.refresh()
        if undoing:
            self.show_record(client.id)
            return
        text = _("Archived: {name}") if archived else _("Brought back: {name}")
        self._desk.say(
            text.format(name=client.name), _("Undo"), lambda: self._put_away(client, not archived, undoing=True)
        )

    def toggle_valued(self) -> None:
        if client := self.detail.client:
            changed = replace(client, valued=not client.valued)
            if self._try(lambda: self._desk.book.clients.save(changed)):
                self.refresh()

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return False
        return True

    def _open_form(self, form: "Form", then: Callable[[], object]) -> None:
        if self.form is not None:
            form.deleteLater()  # a second click on a row that is opening already
            return
        self.detail.flush()
        self.form = form
        form.finished.connect(lambda _result: self._on_form_closed(form))
        form.accepted.connect(then)
        form.open()

    def _on_form_closed(self, form: "Form") -> None:
        self.form = None
        form.deleteLater()

    def _on_saved(self, client_id: int) -> None:
        self.refresh()
        self.show_record(client_id)

    # Width

    def _on_dragged(self) -> None:
        self._dragged = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._dragged:
            wide = theme.px(_LIST if event.size().width() >= _WIDE else _NARROW_LIST)
            self._splitter.setSizes([wide, max(event.size().width() - wide, 1)])
