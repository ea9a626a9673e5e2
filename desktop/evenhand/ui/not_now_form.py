"""Not now: why, when to think of it again, and perhaps the letter that says from when there is room."""

from datetime import date

from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.calendar import bonus_expiry
from evenhand.domain.intake import Intake
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import date_field, read_day
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form


class NotNowForm(Form):
    """`end` is what became of it, once it's done."""

    def __init__(self, desk: Desk, intake: Intake, parent: QWidget | None = None) -> None:
        super().__init__(_("Not now"), _("Not now"), parent)
        self._desk, self._intake = desk, intake
        self.end: actions.IntakeEnd | None = None
        in_a_month = bonus_expiry(desk.today(), 1)
        self.reason = kit.NoteField(lines=3)
        private = kit.row(
            kit.holder(kit.column(kit.IconLabel("lock-simple", "ink3", 14), None)),
            kit.Field(_("Your reason. Private: it is in no letter."), self.reason),
            margins=(12, 10, 12, 10),
        )
        private.setStretch(1, 1)
        self.remind_on, self.room_from = date_field(desk.today), date_field(desk.today)
        self._remind = kit.Field(_("Remind me on"), self.remind_on, _("Empty: no reminder"))
        self._room = kit.Field(_("There is room from"), self.room_from, _("The letter names this day"))
        self.letter = kit.Check(
            _("Write the letter"), _("Short and warm: not now, and from when. No reasons."), checked=True
        )
        self._letter = kit.Field(_("Letter"), self.letter)
        self.remind_on.set_day(in_a_month)
        self.room_from.set_day(in_a_month)
        self.add(kit.surface("private", private), wide=True)
        self.add(self._remind)
        self.add(self._room)
        self.add(self._letter, wide=True)
        self.letter.toggled.connect(self._room.setVisible)
        self.remind_on.edited.connect(self._on_reminder)
        self._follows = True
        self.room_from.edited.connect(lambda _day: setattr(self, "_follows", False))

    def _on_reminder(self, day: date | None) -> None:
        """The day in the letter follows until it's written by hand."""
        if self._follows and day is not None:
            self.room_from.set_day(day)

    def save(self) -> bool:
        self.forgive()
        today = self._desk.today()
        remind_on, room_from = self._read(self._remind), None
        if self.letter.isChecked():
            room_from = self._read(self._room)
            if room_from is None and not self._room.error():
                self.refuse(self._room, _("Write the day, or leave the letter out."))
            elif room_from is not None and room_from <= today:
                self.refuse(self._room, _("Choose a day after today."))
        if remind_on is not None and remind_on < today:
            self.refuse(self._remind, _("That day has passed. Choose today or a later day."))
        if self.refused():
            return False
        try:
            self.end = actions.not_now(
                self._desk.book,
                intake_id=self._intake.id,
                reason=self.reason.text(),
                remind_on=remind_on,
                remind_of=_reminder(self._intake),
                room_from=room_from,
                today=today,
            )
        except wording.KNOWN_ERRORS as error:
            about_letter = getattr(error, "reason", "") in ("no_owner", "kind_does_not_fit")
            self.refuse(self._letter if about_letter else self._remind, wording.sentence(error))
            return False
        return True

    def _read(self, field: kit.Field) -> date | None:
        assert isinstance(field.editor, kit.DateField)
        text = field.editor.text().strip()
        try:
            return read_day(text, self._desk.today()) if text else None
        except formats.DateNotUnderstood as error:
            self.refuse(field, wording.sentence(error))
            return None


def _reminder(intake: Intake) -> str:
    asks = " ".join(intake.asks.split())
    return _("There may be room now: {what}").format(what=asks) if asks else _("There may be room now")
