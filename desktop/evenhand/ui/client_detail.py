"""One client, from the name to the history: who they are, how we are, and what comes next."""

from datetime import date, datetime

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from evenhand import formats, wording
from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortMark
from evenhand.domain.records import Client
from evenhand.translation import _, language, ngettext
from evenhand.ui.buttons import button, icon_button
from evenhand.ui.client_figures import figures_row
from evenhand.ui.client_history import HistoryModel
from evenhand.ui.client_steps import NextStep, next_step
from evenhand.ui.comfort_thread import ComfortThread, Contact
from evenhand.ui.desk import Desk, Place
from evenhand.ui.follow_up_left import AfterTheyWent
from evenhand.ui.frames import Banner, FiguresRow, column, holder, row, scrolling, surface
from evenhand.ui.labels import Avatar, ElidedLabel, IconLabel, label
from evenhand.ui.letter_beginnings import fill_client_menu
from evenhand.ui.marks import MarkLabel, Pill
from evenhand.ui.private_note import PrivateNote
from evenhand.ui.promise_rows import PromiseBlock
from evenhand.ui.rows import HistoryRows, RowList
from evenhand.ui.segmented import Segmented
from evenhand.ui.theme import theme

_TONES = {Comfort.COMFORTABLE: "comf", Comfort.UNEASY: "uneasy", Comfort.UNCOMFORTABLE: "bad"}
_NARROW = 700  # below this the fourth figure makes room for the other three


class ClientDetail(QWidget):
    """The right side of the clients' place. `wished` carries the name of a method of the screen."""

    wished = Signal(str)
    order_chosen = Signal(int)
    contact_chosen = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._client: Client | None = None
        self._stored_note = ""
        self._step: NextStep | None = None
        head = self._build_head()
        self.banner = Banner(_("Next best step"))
        self._go_on = button("", "primary", "hand-heart", self._on_step)
        self.banner.buttons.addWidget(self._go_on)
        self.figures = FiguresRow()
        self.promises = PromiseBlock(desk)
        self.after = AfterTheyWent(desk)
        body = holder(
            column(
                self.banner,
                self.after,
                self.figures,
                self.promises,
                self._build_comfort(),
                self._build_note(),
                self._build_history(),
                spacing=16,
                margins=(28, 4, 28, 0),
            )
        )
        whole = column(head, scrolling(body), spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build_head(self) -> QWidget:
        self._avatar = Avatar()
        self.name = ElidedLabel("", "title")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._star = IconLabel("star-fill", "ink2", 18)
        self._star.setAccessibleName(_("Valued"))
        self._away = Pill(_("Archived"))
        self.line = ElidedLabel("", "secondary", "ink2")
        words = column(row(self.name, self._star, self._away, None, spacing=10), self.line, spacing=2)
        self._log = button(_("Log contact"), "plain", "chats-circle", lambda: self.wished.emit("log_contact"))
        self._write = icon_button("envelope-simple", _("Write a letter"))
        self._letters = QMenu(self)
        self._letters.aboutToShow.connect(self._fill_letters)
        self._write.setMenu(self._letters)
        self._more = icon_button("dots-three", _("More about this client"))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        line = row(self._avatar, words, self._log, self._write, self._more, spacing=10, margins=(28, 18, 28, 12))
        line.setStretch(1, 1)
        return holder(line)

    def focus_first(self) -> None:
        """Puts the keyboard on what is done first about a client."""
        self._log.setFocus(Qt.FocusReason.TabFocusReason)

    def _build_comfort(self) -> QWidget:
        self._comfort_line = ElidedLabel("", "secondary", "ink3")
        self.flag = Pill("")
        self._counts = {comfort: MarkLabel(comfort) for comfort in Comfort}
        self.feelings = ComfortThread()
        self._no_marks = label(
            _("How contacts felt to you is shown here, and nowhere else."), "secondary", "ink3", wrap=True
        )
        title = row(label(_("Comfort"), "body_strong"), self.flag, self._comfort_line, spacing=8)
        title.setStretch(2, 1)
        for count in self._counts.values():
            title.addSpacing(8)
            title.addWidget(count)
        return holder(column(title, self.feelings, self._no_marks, spacing=6))

    def _build_note(self) -> QWidget:
        self.note = PrivateNote()
        self.note.editing_finished.connect(self.flush)
        line = row(IconLabel("lock-simple", "ink2", 16), self.note, spacing=6, margins=(14, 2, 6, 2))
        line.setStretch(1, 1)
        return surface("private", line)

    def _build_history(self) -> QWidget:
        self.history_model = HistoryModel(self._desk.today)
        self.history = RowList(HistoryRows(None), _("History"))
        self.history_model.setParent(self.history)
        self.history.setModel(self.history_model)
        self.history.clicked.connect(self._open)
        self.history.activated.connect(self._open)
        self.kinds = Segmented(
            [
                ("", _("All")),
                ("order", _("Orders")),
                ("contact", _("Contacts")),
                ("case", _("Cases")),
                ("letter", _("Letters")),
            ],
            _("What the history shows"),
            "",
        )
        self.kinds.chosen.connect(self._on_kind)
        self._nothing = label("", "secondary", "ink3", wrap=True)
        title = row(label(_("History"), "body_strong"), None, self.kinds)
        whole = column(title, self._nothing, self.history, spacing=8)
        whole.setStretch(2, 1)
        self.restyle()
        return holder(whole)

    def restyle(self) -> None:
        self.history.setMinimumHeight(theme.px(46) * 3)

    # Showing

    @property
    def client(self) -> Client | None:
        """Who is shown."""
        return self._client

    def show_client(self, client_id: int) -> None:
        """Shows a client as the book has it now; a note being written stays as it is."""
        other = self._client is None or self._client.id != client_id
        if other:
            self.flush()
        book, today = self._desk.book, self._desk.today()
        client = self._client = book.clients.get(client_id)
        self._avatar.set_name(client.name)
        self.name.setText(client.name)
        self._star.setVisible(client.valued)
        self._away.setVisible(client.archived)
        self.line.setText("  ·  ".join(_facts(client)))
        self._show_step(next_step(book, client))
        self.after.show_client(client)
        self._figures = figures_row(book.figures(client_id), today, client.currency)
        self._show_figures()
        self._show_promises(client_id)
        self._show_comfort(book.comfort.of(client_id), book.comfort.marks_of(client_id), today)
        self._show_note(book.comfort.note_of(client_id), other)
        if other:
            self.kinds.set_value("")
            self.history_model.show_kind("")
        scrolled = 0 if other else self.history.verticalScrollBar().value()
        self.history_model.set_events(book.history(client_id))
        self.history.verticalScrollBar().setValue(scrolled)
        self._show_emptiness()

    def forget(self) -> None:
        """Shows nobody, for a list that holds nobody."""
        self.flush()
        self._client = None

    def _show_promises(self, client_id: int) -> None:
        promises = self._desk.book.promises.of_client(client_id)
        cases = self._desk.book.cases.of_client(client_id) if any(one.case_id for one in promises) else []
        names = {one.id: _("Case {number}").format(number=one.number) for one in cases}
        self.promises.show_promises(promises, lambda one: names.get(one.case_id or 0, ""))

    def _show_step(self, step: NextStep | None) -> None:
        self._step = step
        self.banner.setVisible(step is not None)
        if step is not None:
            self.banner.set_texts(_("Next best step"), step.text)
            self._go_on.setText(step.action)
            self._go_on.set_icon(step.icon)

    def _show_figures(self) -> None:
        if self._client is not None:
            narrow = self.width() < theme.px(_NARROW)
            self.figures.set_figures(self._figures[:3] if narrow else self._figures)

    def _show_comfort(self, flag: ComfortFlag | None, marks: list[tuple[datetime, ComfortMark]], today: date) -> None:
        self.flag.setVisible(flag is not None)
        if flag is not None:
            self.flag.set_text(wording.word(flag.comfort), _TONES[flag.comfort], flag.comfort)
        self.feelings.setVisible(bool(marks))
        self._no_marks.setVisible(not marks)
        feelings = [mark.comfort for _when, mark in marks]
        for comfort, count in self._counts.items():
            count.setVisible(bool(marks))
            count.set_mark(comfort, str(feelings.count(comfort)))
        self._comfort_line.setText(ngettext("the last contact", "the last {n} contacts", len(marks)) if marks else "")
        if marks:
            first, last = (
                formats.short_date(when.date(), language(), year=when.year != today.year)
                for when in (marks[0][0], marks[-1][0])
            )
            contacts = [Contact(mark.comfort, _spoken(when, mark, today)) for when, mark in marks]
            self.feelings.set_contacts(contacts, first if len(marks) > 1 else "", last)

    def _show_note(self, stored: str, other: bool) -> None:
        writing = not other and self.note.text() != self._stored_note
        self._stored_note = stored
        if not writing:
            self.note.set_text(stored)

    def _show_emptiness(self) -> None:
        empty = self.history_model.rowCount() == 0
        self._nothing.setVisible(empty)
        self._nothing.setText(
            _("Nothing here yet.") if self.kinds.value() else _("Orders, contacts, cases and letters will stand here.")
        )

    # Acting

    def show_menu(self, where: QPoint) -> None:
        """The same menu as behind the dots, at a point of the display."""
        if self._client is not None:
            self._menu.popup(where)

    def flush(self) -> bool:
        """Saves the private note when it was changed. False when it can't be."""
        client, text = self._client, self.note.text().strip()
        if client is None or text == self._stored_note.strip():
            return True
        before, self._stored_note = self._stored_note, text
        try:
            self._desk.book.comfort.set_note(client.id, text)
        except wording.KNOWN_ERRORS as error:
            self._stored_note = before
            self._desk.say(wording.sentence(error), failed=True)
            return False
        return True

    def _on_step(self) -> None:
        if self._step is None:
            return
        if self._step.place is None:
            self.wished.emit("new_order")
        else:
            self._desk.go(self._step.place, self._step.record)

    def _on_kind(self, kind: object) -> None:
        self.history_model.show_kind(str(kind))
        self._show_emptiness()

    def _open(self, index: QModelIndex) -> None:
        event = self.history_model.event_at(index.row())
        if event.kind in ("order", "asked"):
            self.order_chosen.emit(event.id)
        elif event.kind == "suggestion":
            from evenhand.ui.suggestion_forms import open_answer

            open_answer(self._desk, self, event.id)
        elif event.kind == "contact":
            self.contact_chosen.emit(event.id)
        elif event.kind == "case":
            self._desk.go(Place.CASE, event.id)
        elif event.kind == "letter":
            self._desk.go(Place.LETTERS, event.id)
        elif event.kind == "promise" and (case_id := self._desk.book.promises.get(event.id).case_id):
            self._desk.go(Place.CASE, case_id)
        elif event.kind == "bonus":
            self._desk.go(Place.BONUSES, event.id)

    def _fill_letters(self) -> None:
        if self._client is not None:
            fill_client_menu(self._letters, self._desk, self._client.id)

    def _fill_menu(self) -> None:
        self._menu.clear()
        client = self._client
        if client is None:
            return
        archived = client.archived
        wishes = [
            (_("Edit client"), "edit_client"),
            (_("New order"), "new_order"),
            *([] if archived else [(_("Make a promise"), "make_promise")]),
            (_("Note a suggestion"), "note_suggestion"),
            (_("Print envelope or label"), "print_address"),
            *([] if archived else [(_("New case"), "new_case")]),
            (_("The line"), "show_line"),
            (_("Part kindly"), "part_kindly"),
            (_("No longer valued") if client.valued else _("Valued client"), "toggle_valued"),
        ]
        for text, method in wishes:
            self._menu.addAction(text).triggered.connect(lambda _checked=False, method=method: self.wished.emit(method))
        self._fill_comfort_menu(self._menu.addMenu(_("Working with them is")), client)
        self._menu.addSeparator()
        away = self._menu.addAction(_("Bring back") if archived else _("Archive"))
        away.triggered.connect(lambda _checked=False: self.wished.emit("archive"))

    def _fill_comfort_menu(self, menu: QMenu, client: Client) -> None:
        flag = self._desk.book.comfort.of(client.id)
        group = QActionGroup(menu)
        for comfort in (*Comfort, None):
            action = menu.addAction(wording.word(comfort) if comfort else _("Not said"))
            action.setCheckable(True)
            action.setChecked(comfort == (flag.comfort if flag else None))
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, comfort=comfort: self.set_flag(comfort))

    def set_flag(self, comfort: Comfort | None) -> None:
        """The owner's standing word on the client; None takes it back."""
        client = self._client
        if client is None:
            return
        section = self._desk.book.comfort
        try:
            if comfort is None:
                section.clear_flag(client.id)
            else:
                section.set_flag(ComfortFlag(client.id, comfort, self._desk.today()))
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
        self.wished.emit("refresh")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_figures()


def _facts(client: Client) -> list[str]:
    since = _("Client since {month}").format(month=formats.month_year(client.since, language())) if client.since else ""
    standing = "" if client.standing == "active" else wording.word(client.standing)
    alone = _("Asked not to be written to") if client.left_alone else ""
    return [part for part in (since, standing, alone, client.phone, client.email) if part]


def _spoken(when: datetime, mark: ComfortMark, today: date) -> str:
    day = formats.short_date(when.date(), language(), year=when.year != today.year)
    said = [wording.word(mark.comfort), *(wording.word(reason) for reason in mark.reasons), mark.note]
    return _("{day}: {words}").format(day=day, words=", ".join(part for part in said if part))
