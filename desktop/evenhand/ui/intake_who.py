"""Who asks for work, and for what: typed once, and known people recognised while it's typed."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import formats, wording
from evenhand.domain.intake import Intake, read_reach
from evenhand.domain.records import Client
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.alike_cards import AlikeCards, known_for
from evenhand.ui.desk import Desk, Place

_MOST_OPEN = 3


class IntakeWho(QWidget):
    """The four fields and what is said about who it is. `typed` while typing, `changed` when a field is left."""

    typed = Signal()
    changed = Signal()
    recognised = Signal(object)  # the client's id, None when it's somebody else after all

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._client: Client | None = None
        self.name, self.reach, self.came_through = kit.TextField(), kit.TextField(), kit.TextField()
        self.asks = kit.NoteField(lines=2)
        self.name_field = kit.Field(_("Name"), self.name)
        fields = (
            self.name_field,
            kit.Field(_("Phone or e-mail"), self.reach),
            kit.Field(_("Came through"), self.came_through),
        )
        line = kit.row(*fields, spacing=12)
        for place in range(len(fields)):
            line.setStretch(place, 1)
        self.alike = AlikeCards(desk.book)
        self.alike.opened.connect(lambda client_id: desk.go(Place.CLIENTS, client_id))
        self.alike.same.connect(self.recognised.emit)
        self.known = kit.Notice("", "lock-simple", "private")
        self.other = kit.button(_("Somebody else"), "link", on_click=lambda: self.recognised.emit(None))
        self.known.buttons.addWidget(self.other)
        self.known.hide()
        self._waiting = QVBoxLayout()
        self._waiting.setSpacing(6)
        self.quiet = kit.Notice("", "calendar-blank")
        self.quiet.hide()
        asks = kit.Field(_("What they ask for, in their words"), self.asks)
        self.setLayout(kit.column(self._waiting, self.quiet, line, self.alike, self.known, asks, spacing=8))
        for edit in (self.name, self.reach, self.came_through):
            edit.textEdited.connect(self._on_typed)
            edit.editingFinished.connect(self.changed)
        self.asks.textChanged.connect(self.typed)
        self.asks.editing_finished.connect(self.changed)

    def _on_typed(self) -> None:
        self.name_field.set_error(None)
        self._look_for_alike()
        self.typed.emit()

    def show_intake(self, intake: Intake) -> None:
        """Fills the fields, announcing nothing; an ended one can only be read."""
        ended = intake.ending is not None
        self.blockSignals(True)
        for edit, text in (
            (self.name, intake.name),
            (self.reach, intake.reach),
            (self.came_through, intake.came_through),
        ):
            if edit.text() != text:
                edit.setText(text)
                if not edit.hasFocus():
                    edit.setCursorPosition(0)  # a long one is read from its beginning
            edit.setReadOnly(ended)
        self.asks.set_text(intake.asks)
        self.asks.setReadOnly(ended)
        self.blockSignals(False)
        self.name_field.set_error(None)
        self._client = self._desk.book.clients.get(intake.client_id) if intake.client_id is not None else None
        self.known.setVisible(self._client is not None and not ended)
        if self._client is not None:
            said = known_for(self._client)
            text = _("{name} is known already; what you decide goes to their page.").format(name=self._client.name)
            self.known.set_text(" ".join(part for part in (text, said) if part))
        self._look_for_alike(quiet=ended)
        self._show_waiting(intake)
        self._show_quiet_day(ended)

    def typed_into(self, intake: Intake) -> Intake:
        """The intake with what stands in the fields."""
        return replace(
            intake,
            name=self.name.text().strip(),
            reach=self.reach.text().strip(),
            came_through=self.came_through.text().strip(),
            asks=self.asks.text().strip(),
        )

    def _look_for_alike(self, *, quiet: bool = False) -> None:
        if quiet or self._client is not None:
            self.alike.show_alike([])
            return
        phone, email = read_reach(self.reach.text())
        try:
            self.alike.show_alike(self._desk.book.clients.alike(self.name.text(), phone, email))
        except wording.KNOWN_ERRORS:
            self.alike.show_alike([])  # only a hint: saving says what is wrong

    def _show_waiting(self, intake: Intake) -> None:
        """Those not finished, while nothing is begun here."""
        while (item := self._waiting.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if intake.id:
            return
        for one in self._desk.book.intakes.open()[:_MOST_OPEN]:
            day = formats.long_date(one.begun_on, language())
            name = one.name or _("without a name")
            notice = kit.Notice(_("Not finished: {name}, begun on {day}.").format(name=name, day=day), "note")
            go_on = kit.button(_("Go on"), "link", on_click=partial(self._desk.go, Place.INTAKE, one.id))
            go_on.setAccessibleDescription(name)
            notice.buttons.addWidget(go_on)
            self._waiting.addWidget(notice)

    def _show_quiet_day(self, ended: bool) -> None:
        days = [] if ended else self._desk.book.load.quiet_days(self._desk.today())
        self.quiet.setVisible(bool(days))
        if days:
            said = _("You keep {day} free of new clients. A later day may do as well.")
            self.quiet.set_text(said.format(day=formats.long_date(days[0], language())))

    def in_order(self) -> list[QWidget]:
        return [self.name, self.reach, self.came_through, self.asks]
