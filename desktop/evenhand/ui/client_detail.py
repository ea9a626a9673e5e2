"""One client, from the name to the history: who they are, how we are, and what comes next."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from evenhand import formats, wording
from evenhand.domain.records import Client
from evenhand.storage.history import HistoryRow
from evenhand.translation import _, language
from evenhand.ui.buttons import button, icon_button
from evenhand.ui.client_comfort import ClientComfort
from evenhand.ui.client_figures import figures_row
from evenhand.ui.client_steps import NextStep, next_step
from evenhand.ui.desk import Desk, Place
from evenhand.ui.follow_up_left import AfterTheyWent
from evenhand.ui.frames import BAR, Banner, FiguresRow, column, holder, row, scrolling
from evenhand.ui.history_block import HistoryBlock
from evenhand.ui.intake_line import IntakeLine
from evenhand.ui.labels import Avatar, ElidedLabel, IconLabel
from evenhand.ui.letter_beginnings import fill_client_menu
from evenhand.ui.marks import Pill
from evenhand.ui.promise_rows import PromiseBlock
from evenhand.ui.rows import TOAST_ROOM
from evenhand.ui.rule_advice import AdviceBlock
from evenhand.ui.theme import theme

_NARROW = 700  # below this the fourth figure makes room for the other three
_NAME_ROOM = 560  # below this the name needs the room of a button's words


class ClientDetail(QWidget):
    """The right side of the clients' place. `wished` carries the name of a method of the screen."""

    wished = Signal(str)
    order_chosen = Signal(int)
    contact_chosen = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._client: Client | None = None
        self._step: NextStep | None = None
        head = self._build_head()
        self.banner = Banner(_("Next best step"))
        self._go_on = button("", "primary", "hand-heart", self._on_step)
        self.banner.buttons.addWidget(self._go_on)
        self.figures = FiguresRow()
        self.promises = PromiseBlock(desk)
        self.advice = AdviceBlock(desk)
        self.advice.part_wanted.connect(lambda: self.wished.emit("part_kindly"))
        self.after = AfterTheyWent(desk)
        self.comfort = ClientComfort(desk)
        self.intake = IntakeLine(desk)
        self.past = HistoryBlock(desk)
        for part in (self.comfort, self.past):
            part.changed.connect(lambda: self.wished.emit("refresh"))
        self.past.opened.connect(self._open)
        parts = column(
            self.banner,
            self.advice,
            self.after,
            self.figures,
            self.promises,
            self.comfort,
            self.intake,
            self.past,
            spacing=16,
            margins=(28, 4, 28 - BAR, 0),
        )
        parts.setStretchFactor(self.past, 1)  # what room is left is the history's alone
        body = self._body = holder(parts)
        self._page = scrolling(body, steady=True)
        self.past.opened_up.connect(self._make_room)
        whole = column(head, self._page, spacing=0)
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
        self._log_short = icon_button("chats-circle", _("Log contact"), lambda: self.wished.emit("log_contact"))
        self._log_short.hide()
        self._write = icon_button("envelope-simple", _("Write a letter"))
        self._letters = QMenu(self)
        self._letters.aboutToShow.connect(self._fill_letters)
        self._write.setMenu(self._letters)
        self._more = icon_button("dots-three", _("More about this client"))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        acts = (self._log, self._log_short, self._write, self._more)
        line = row(self._avatar, words, *acts, spacing=10, margins=(28, 18, 28, 12))
        line.setStretch(1, 1)
        return holder(line)

    def focus_first(self) -> None:
        """Puts the keyboard on what is done first about a client."""
        (self._log_short if self._log.isHidden() else self._log).setFocus(Qt.FocusReason.TabFocusReason)

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
        self.advice.show_client(client_id)
        self._show_step(next_step(book, client, self.advice.said))
        self.after.show_client(client)
        self.intake.show_client(client.id)
        self._figures = figures_row(book.figures(client_id), today, client.currency)
        self._show_figures()
        self._show_promises(client_id)
        self.comfort.show_client(client, other=other)
        self.past.show_events(book.history(client_id), anew=other)

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

    # Acting

    def show_menu(self, where: QPoint) -> None:
        """The same menu as behind the dots, at a point of the display."""
        if self._client is not None:
            self._menu.popup(where)

    def flush(self) -> bool:
        """Saves what is being typed for the owner's eyes. False when it can't be."""
        return self.comfort.flush() and self.past.flush()

    def _on_step(self) -> None:
        if self._step is None:
            return
        if self._step.place is None:
            self.wished.emit(self._step.wish)
        else:
            self._desk.go(self._step.place, self._step.record)

    def _open(self, event: HistoryRow) -> None:
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
        self._menu.addAction(_("How it is to work with them")).triggered.connect(lambda: self.comfort.edit_flag())
        self._menu.addSeparator()
        away = self._menu.addAction(_("Bring back") if archived else _("Archive"))
        away.triggered.connect(lambda _checked=False: self.wished.emit("archive"))
        for text, method in (
            (_("Copy for the client"), "client_copy"),
            (_("Subject-access file"), "subject_access"),
            (_("Erase the client"), "erase_client"),
        ):
            self._menu.addAction(text).triggered.connect(lambda _checked=False, method=method: self.wished.emit(method))

    def _make_room(self) -> None:
        """Scrolls to what opened below a contact, clear of what is said at the foot of the window."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # only then is its place known
        foot = self.past.mark.mapTo(self._body, self.past.mark.rect().bottomLeft())
        self._page.ensureVisible(0, foot.y(), 0, theme.px(TOAST_ROOM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_figures()
        short = self.width() < theme.px(_NAME_ROOM)
        for act, shown in ((self._log, not short), (self._log_short, short)):
            act.setVisible(shown)


def _facts(client: Client) -> list[str]:
    since = _("Client since {month}").format(month=formats.month_year(client.since, language())) if client.since else ""
    standing = "" if client.standing == "active" else wording.word(client.standing)
    alone = _("Asked not to be written to") if client.left_alone else ""
    return [part for part in (since, standing, alone, client.phone, client.email) if part]
