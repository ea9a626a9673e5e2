"""A contact that has been: when, how, what was said, and in private how it felt."""

import re
from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from evenhand import formats, wording
from evenhand.domain.comfort import Comfort, ComfortMark, ComfortReason
from evenhand.domain.records import Channel, Client, Direction, Interaction
from evenhand.translation import _
from evenhand.ui.choices import Chip, FeelPicker
from evenhand.ui.desk import Desk
from evenhand.ui.flow import FlowLayout
from evenhand.ui.form import Form
from evenhand.ui.frames import column, holder, row, surface
from evenhand.ui.inputs import Combo, Field, NoteField, TextField
from evenhand.ui.labels import IconLabel, caption
from evenhand.ui.past_day import PastDayField
from evenhand.ui.segmented import Segmented

_FEELS = {
    Qt.Key.Key_1: Comfort.COMFORTABLE,
    Qt.Key.Key_2: Comfort.UNEASY,
    Qt.Key.Key_3: Comfort.UNCOMFORTABLE,
}


class TimeNotUnderstood(ValueError):
    """A typed time of day that can't be read."""


def parse_time(text: str) -> time:
    """A time as people type it: 14:05, 14.05, 1405, 9. Raises TimeNotUnderstood."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.\s]?(\d{2}))?", text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise TimeNotUnderstood(text)
    return time(int(found[1]), int(found[2] or 0))


class ContactForm(Form):
    """Logs one contact with a client, or changes one, and the owner's own mark on it."""

    def __init__(
        self,
        desk: Desk,
        client: Client,
        clock: Callable[[], time],
        parent: QWidget | None = None,
        contact: Interaction | None = None,
    ) -> None:
        super().__init__(_("Log a contact") if contact is None else _("Contact"), _("Save"), parent)
        self._desk, self._client, self._contact = desk, client, contact
        self.interaction_id = contact.id if contact else 0
        self._build_fields()
        self._build_private()
        self.on.set_day(desk.today())
        self.at.setText(clock().strftime("%H:%M"))
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
        orders = self._desk.book.orders.of_client(self._client.id)
        named = [(one.id, _("{number}, {what}").format(number=one.number, what=one.what)) for one in orders]
        self.order = Combo([(None, _("No order")), *named])
        self._summary = Field(_("What was said or done"), self.summary)
        self._on = PastDayField(_("Day"), self._desk.today)
        self._at = Field(_("Time"), self.at)
        self.on = self._on.day
        self.add(self._summary, wide=True)
        self.add(Field(_("How"), self.channel))
        self.add(holder(column(caption(_("Who turned to whom")), self.direction, None, spacing=4)))
        self.add(self._on)
        self.add(self._at)
        self.add(Field(_("About the order"), self.order), wide=True)

    def _build_private(self) -> None:
        self.feel = FeelPicker(_("How it felt to me"))
        self.feel.chosen.connect(self._on_feel)
        self._reasons = {reason: Chip(wording.word(reason), height=28) for reason in ComfortReason}
        flow = FlowLayout(spacing=6)
        for chip in self._reasons.values():
            flow.addWidget(chip)
        self._why = QWidget()
        self._why.setAccessibleName(_("What made it so"))
        self._why.setLayout(flow)
        self._why.hide()
        self.note = TextField("", _("A word for myself: I ..."))
        self.note.setAccessibleName(_("A private word for myself"))
        words = row(IconLabel("lock-simple", "ink2", 16), caption(_("How it felt to me, for my eyes only")), None)
        self.add(
            surface(
                "private",
                column(words, self.feel, self._why, self.note, spacing=10, margins=(14, 10, 14, 12)),
            ),
            wide=True,
        )

    def _fill(self, contact: Interaction) -> None:
        self.summary.set_text(contact.summary)
        self.on.set_day(contact.happened_at.date())
        self.at.setText(f"{contact.happened_at:%H:%M}")
        self.channel.set_value(contact.channel)
        self.direction.set_value(contact.direction)
        self.order.set_value(contact.order_id)
        if mark := self._desk.book.comfort.mark_of(contact.id):
            self.feel.set_value(mark.comfort.value)
            self.note.setText(mark.note)
            for reason, chip in self._reasons.items():
                chip.setChecked(reason in mark.reasons)
            self._on_feel(mark.comfort)

    def _on_feel(self, _feel: object) -> None:
        self._why.setVisible(self.feel.value() in (Comfort.UNEASY, Comfort.UNCOMFORTABLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        feel = _FEELS.get(Qt.Key(event.key()))
        writing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit | QComboBox)
        if feel is not None and not writing and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.feel.set_value(feel.value)
            self._on_feel(feel)
            return
        super().keyPressEvent(event)

    def save(self) -> bool:
        self.forgive()
        summary = self.summary.text().strip()
        if not summary:
            self.refuse(self._summary, _("Say in a few words what it was about."))
        on, at = self._read_day(), self._read_time()
        if self.refused() or on is None or at is None:
            return False
        order = self.order.value()
        interaction = Interaction(
            id=self.interaction_id,
            client_id=self._client.id,
            happened_at=datetime.combine(on, at),
            channel=Channel(str(self.channel.value())),
            direction=Direction(str(self.direction.value())),
            summary=summary,
            order_id=order if isinstance(order, int) else None,
            case_id=self._contact.case_id if self._contact else None,
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
        feel = self.feel.value()
        if feel is None:
            return
        comfort = Comfort(str(feel))
        hard = comfort is not Comfort.COMFORTABLE
        reasons = tuple(reason for reason, chip in self._reasons.items() if hard and chip.isChecked())
        self._desk.book.comfort.mark(ComfortMark(self.interaction_id, comfort, reasons, self.note.text().strip()))

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
