"""Voiding an issued letter: why, and what follows from it in plain words."""

import json
import uuid

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.bonus import BonusState, balance, state
from evenhand.domain.money import Money
from evenhand.domain.records import Letter
from evenhand.translation import _, language
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.frames import column, holder
from evenhand.ui.inputs import Field, NoteField
from evenhand.ui.labels import IconLabel, label


def what_follows(desk: Desk, letter: Letter) -> list[str]:
    """What voiding the letter does, and what it leaves as it is; a sentence or two each."""
    book = desk.book
    lines = [_("The letter stays in the book as it is, marked as void. Its number is not used again.")]
    stated = json.loads(letter.snapshot)
    if refund := stated.get("refund"):
        sum_ = wording.money(Money.of_minor(refund["minor"], refund["currency"]))
        lines.append(_("The refund of {sum} is then stated by no letter. A replacement can state it.").format(sum=sum_))
    lines += _of_bonus(desk, letter)
    if gift := stated.get("gift"):
        text = _("The gift, {what}, is then stated by no letter. A replacement can state it.")
        lines.append(text.format(what=gift["what"]))
    lines += _of_answer(desk, letter)
    left = actions.left_by_voiding(book, letter_id=letter.id)
    if left.standing is not None:
        text = _("{name} stays marked as “{standing}”. If that is wrong, change it with the client.")
        name = book.clients.get(letter.client_id).name
        lines.append(text.format(name=name, standing=wording.word(left.standing)))
    if left.extended_until is not None:
        until = formats.long_date(left.extended_until, language())
        lines.append(_("The bonus stays valid until {day}: the client has that in writing.").format(day=until))
    if left.settled is not None:
        text = _("The {sum} taken from the earlier bonus are not put back.")
        lines.append(text.format(sum=wording.money(left.settled)))
    return lines


def _of_answer(desk: Desk, letter: Letter) -> list[str]:
    """What the case then counts as its answer, where that changes."""
    if letter.case_id is None:
        return []
    answered_on = actions.answered_without(desk.book, letter_id=letter.id)
    if answered_on == desk.book.cases.get(letter.case_id).answered_on:
        return []
    if answered_on is None:
        return [_("The client then counts as not answered yet. If you answered in another way, say so in the case.")]
    return [wording.with_day(_("The client then counts as answered on {day}, by the next letter."), answered_on)]


def _of_bonus(desk: Desk, letter: Letter) -> list[str]:
    """What becomes of the bonus that the letter granted."""
    bonus = desk.book.bonuses.of_letter(letter.id)
    if bonus is None:
        return []
    ledger = desk.book.bonuses.ledger(bonus.id)
    left, now = balance(bonus, ledger), state(bonus, ledger, desk.today())
    used = actions.left_by_voiding(desk.book, letter_id=letter.id).used
    if now is BonusState.REDEEMED:
        text = _("Its bonus {code} of {sum} is used up already. That stays as it is.")
    elif not left:
        text = _("Its bonus {code} of {sum} is closed already. That stays as it is.")
    elif used:
        text = _("Its bonus {code} of {sum} is cancelled. {used} of it are used already, and stay so.")
    else:
        text = _("Its bonus {code} of {sum} is cancelled and can't be used any more.")
    sum_, spent = wording.money(bonus.amount), wording.money(used) if used else ""
    return [text.format(code=bonus.code, sum=sum_, used=spent)]


def _line(text: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(IconLabel("info", "ink2", 16), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(text, "body", "ink2", wrap=True), 1)
    return line


class VoidForm(Form):
    """Asks why a letter is void, and says what will be."""

    def __init__(self, desk: Desk, letter: Letter, parent: QWidget | None = None) -> None:
        super().__init__(_("Void {number}").format(number=letter.number), _("Void the letter"), parent, width=560)
        self._desk, self._letter = desk, letter
        self._operation = uuid.uuid4().hex  # so that a second click finds it done
        self.reason = NoteField(lines=2)
        self._why = Field(_("Why it is void"), self.reason, _("For your own records. It is printed nowhere."))
        self.add(self._why, wide=True)
        lines = [_line(text) for text in what_follows(desk, letter)]
        self.add(holder(column(label(_("What will be"), "body_strong"), *lines, spacing=6)), wide=True)
        self.cancel.setText(_("Leave it"))  # in some languages Cancel and Void are one word
        self.reason.textChanged.connect(lambda: self._why.set_error(None))

    def save(self) -> bool:
        self.forgive()
        try:
            actions.void_letter(
                self._desk.book,
                letter_id=self._letter.id,
                reason=self.reason.text(),
                voided_on=self._desk.today(),
                operation_id=self._operation,
            )
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._why, wording.sentence(error))
            return False
        return True
