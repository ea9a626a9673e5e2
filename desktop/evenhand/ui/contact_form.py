"""A contact that has been: when, how, what was said, and in private how it felt."""

import re
from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from evenhand import formats, wording
from evenhand.domain.comfort import HARD, Comfort, ComfortMark
from evenhand.domain.records import Channel, Client, Direction, Interaction
from evenhand.translation import _
from evenhand.ui.buttons import button
from evenhand.ui.choices import FeelPicker
from evenhand.ui.contact_mark import MarkReasons
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.frames import column, holder, row, surface
from evenhand.ui.history_list import FELT_KEYS
from evenhand.ui.inputs import Combo, Field, NoteField, TextField
from evenhand.ui.labels import IconLabel, caption
from evenhand.ui.past_day import PastDayField
from evenhand.ui.segmented import Segmented


class TimeNotUnderstood(ValueError):
    """A typed time of day that can't be read."""


def parse_time(text: str) -> time:
    """A time as people type it: 14:05, 14.05, 1405, 9. Raises TimeNotUnderstood."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.\s]?(\d{2}))?", text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise TimeNotUnderstood(text)
    return time(int(found[1]), int(found[2] or 0))


def open_contact_form(
    desk: Desk, parent: QWidget, client: Client, case_id: int | None, then: Callable[[], object]
) -> None:
    """Opens the form for a contact about a case, over the case's screen."""
    form = ContactForm(
        desk, client, lambda: time.fromisoformat(QTime.currentTime().toString("HH:mm")), parent, case_id=case_id
    )
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.accepted.connect(then)
    form.open()


class ContactForm(Form):
    """Logs one contact with a client, or changes one, and the owner's own mark on it."""

    def __init__(
        self,
        desk: Desk,
        client: Client,
        clock: Callable[[], time],
        parent: QWidget | None = None,
        contact: Interaction | None = None,
        *,
        case_id: int | None = None,
    ) -> None:
        super().__init__(_("Log a contact") if contact is None else _("Contact"), _("Save"), parent)
        self._desk, self._client, self._contact = desk, client, contact
        self._marked = desk.book.comfort.mark_of(contact.id) if contact else None
        self.interaction_id = contact.id if contact else 0
        self._build_fields()
        self._build_private()
        self.on.set_day(desk.today())
        self.at.setText(clock().strftime("%H:%M"))
        self.about.set_value(("case", case_id) if case_id else None)
        if contact is not None:
            self._fill(contact)
        self.summary.textChanged.connect(lambda: self._summary.set_error(None))
        self.at.textEdited.connect(lambda: self._at.set_error(None))

    def _build_fields(self) -> None:
        self.summary, self.at = NoteField(lines=3), TextField()
        self.channel = Combo([(one, wording.word(one)) for one in Channel])
        self.channel.set_value(Channel.PHONE)
        directions = [(one, wording.word(one)) for one in Direction]
        self.direction = Segmented(directions, _("Who turned to whom"), Direction.IN)
        self.about = Combo(self._subjects())
        self._summary = Field(_("What was said or done"), self.summary)
        self._on = PastDayField(_("Day"), self._desk.today)
        self._at = Field(_("Time"), self.at)
        self.on = self._on.day
        self.add(self._summary, wide=True)
        self.add(Field(_("How"), self.channel))
        self.add(holder(column(caption(_("Who turned to whom")), self.direction, None, spacing=4)))
        self.add(self._on)
        self.add(self._at)
        self.add(Field(_("About"), self.about), wide=True)

    def _subjects(self) -> list[tuple[object, str] | None]:
        """What a contact may be about: nothing in particular, a case or an order."""
        book, client_id = self._desk.book, self._client.id
        cases: list[tuple[object, str] | None] = [
            (("case", one.id), _("Case {number}, {what}").format(number=one.number, what=one.title))
            for one in book.cases.of_client(client_id)
        ]
        orders: list[tuple[object, str] | None] = [
            (("order", one.id), _("Order {number}, {what}").format(number=one.number, what=one.what))
            for one in book.orders.of_client(client_id)
        ]
        found: list[tuple[object, str] | None] = [(None, _("Nothing in particular"))]
        for group in (cases, orders):
            found += [None, *group] if group else []
        return found

    def _build_private(self) -> None:
        self.feel = FeelPicker(_("How it felt to me"))
        self.feel.chosen.connect(self._on_feel)
        self.take_back = button(_("Take it back"), "link", on_click=self._on_take_back)
        self.reasons = MarkReasons()
        self.note = TextField("", _("A word for myself: I ..."))
        self._note = Field(_("A private word for myself"), self.note)
        self.note.textEdited.connect(lambda _text: self._note.set_error(None))
        lock = IconLabel("lock-simple", "ink2", 16)
        words = row(lock, caption(_("How it felt to me, for my eyes only")), None, self.take_back)
        inside = column(words, self.feel, self.reasons, self._note, spacing=10, margins=(14, 10, 14, 12))
        self.add(surface("private", inside), wide=True)
        self._on_feel(None)

    def _fill(self, contact: Interaction) -> None:
        self.summary.set_text(contact.summary)
        self.on.set_day(contact.happened_at.date())
        self.at.setText(f"{contact.happened_at:%H:%M}")
        self.channel.set_value(contact.channel)
        self.direction.set_value(contact.direction)
        about = ("case", contact.case_id) if contact.case_id else ("order", contact.order_id)
        self.about.set_value(about if about[1] else None)
        if mark := self._marked:
            self.feel.set_value(mark.comfort.value)
            self.note.setText(mark.note)
            self.reasons.set_value(mark.reasons)
            self._on_feel(mark.comfort)

    def _on_feel(self, _feel: object) -> None:
        feel = self.feel.value()
        self.reasons.setVisible(feel in HARD)
        self.take_back.setVisible(feel is not None)
        self._note.set_error(None)

    def _on_take_back(self) -> None:
        """The mark goes, and what belongs to it."""
        self.feel.set_value(None)
        self.reasons.set_value(())
        self.note.clear()
        self._on_feel(None)
        self.feel.buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        writing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit | QComboBox)
        if key in FELT_KEYS and not writing and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            felt = FELT_KEYS[key]
            if felt is None:
                self._on_take_back()
            else:
                self.feel.set_value(felt.value)
                self._on_feel(felt)
            return
        super().keyPressEvent(event)

    def save(self) -> bool:
        self.forgive()
        summary = self.summary.text().strip()
        if not summary:
            self.refuse(self._summary, _("Say in a few words what it was about."))
        if self.feel.value() is None and self.note.text().strip():
            self.refuse(self._note, _("Say how it felt too; the word is kept with it."))
        on, at = self._read_day(), self._read_time()
        if self.refused() or on is None or at is None:
            return False
        order_id, case_id = self._read_subject()
        interaction = Interaction(
            id=self.interaction_id,
            client_id=self._client.id,
            happened_at=datetime.combine(on, at),
            channel=Channel(str(self.channel.value())),
            direction=Direction(str(self.direction.value())),
            summary=summary,
            order_id=order_id,
            case_id=case_id,
        )
        try:
            with self._desk.book.transaction():
                if self._contact is None:
                    self.interaction_id = self._desk.book.interactions.add(interaction).id
                else:
                    self._desk.book.interactions.save(interaction)
                self._mark()
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._summary, wording.sentence(error))
            return False
        return True

    def _mark(self) -> None:
        feel, comfort = self.feel.value(), self._desk.book.comfort
        if feel is None:
            if self._marked is not None:
                comfort.clear_mark(self.interaction_id)
            return
        felt = Comfort(str(feel))
        reasons = self.reasons.value() if felt in HARD else ()
        mark = ComfortMark(self.interaction_id, felt, reasons, self.note.text().strip())
        if mark != self._marked:
            comfort.mark(mark)

    def _read_subject(self) -> tuple[int | None, int | None]:
        """The order and the case that it's about; with a case goes the case's order."""
        about = self.about.value()
        if not isinstance(about, tuple):
            return None, None
        kind, id_ = about
        return (self._desk.book.cases.get(id_).order_id, id_) if kind == "case" else (id_, None)

    def _read_day(self) -> date | None:
        try:
            day = self._on.read()
        except formats.DateNotUnderstood as error:
            self.refuse(self._on, wording.sentence(error))
            return None
        if day is None:
            self.refuse(self._on, _("Write the day of the contact."))
        elif day > self._desk.today():
            self.refuse(self._on, _("That day is still to come."))
        return day

    def _read_time(self) -> time | None:
        try:
            return parse_time(self.at.text())
        except TimeNotUnderstood:
            self.refuse(self._at, _("This is not a time of day. Write it like 14:30."))
            return None
