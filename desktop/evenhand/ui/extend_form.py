"""A later last day for a bonus; the letter that says so makes it true."""

from PySide6.QtWidgets import QWidget

from evenhand import actions, wording
from evenhand.domain.bonus import check_extension
from evenhand.domain.calendar import bonus_expiry
from evenhand.domain.records import LetterKind
from evenhand.storage.bonuses import BonusRow
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import owner_of
from evenhand.ui.case_fields import date_field, read_day
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form


class ExtendForm(Form):
    """Asks for the day and begins the letter. `draft_id` is the letter's draft once it was saved."""

    def __init__(self, desk: Desk, row: BonusRow, parent: QWidget | None = None) -> None:
        super().__init__(_("Extend the bonus"), _("Write the letter"), parent, width=460)
        self._desk, self._row = desk, row
        self.draft_id = 0
        day = date_field(desk.today)
        assert row.until is not None
        day.set_day(bonus_expiry(max(row.until, desk.today()), owner_of(desk.book).bonus_months))
        self.day = kit.Field(
            _("New last day"),
            day,
            wording.with_day(_("Now it is {day}. The letter, once issued, makes the new day true."), row.until),
        )
        self._text = day
        self.add(self.day, wide=True)

    def save(self) -> bool:
        self.forgive()
        book, today, bonus = self._desk.book, self._desk.today(), self._row.bonus
        try:
            until = read_day(self._text.text(), today)
            check_extension(bonus, book.bonuses.ledger(bonus.id), until, today)
            draft = actions.start_letter(
                book,
                kind=LetterKind.BONUS_REMINDER,
                language=book.clients.get(bonus.client_id).language,
                today=today,
                bonus_id=bonus.id,
                typed=(("bonus.extended_to", until.isoformat()),),
            )
        except wording.KNOWN_ERRORS as error:
            self.refuse(self.day, wording.sentence(error))
            return False
        self.draft_id = draft.id
        return True
