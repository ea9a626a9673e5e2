"""Step 3 of a case: one thing for the trouble, a bonus, a gift or money back."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import Misfit, Missing, Step, may_double
from evenhand.domain.money import Money
from evenhand.domain.records import BonusOffer, CaseCompensations, ChosenBy
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.bonus_form import BonusForm
from evenhand.ui.case_steps import StepPage, heading
from evenhand.ui.compensation_forms import GiftForm, GiveForm
from evenhand.ui.desk import Desk, Place
from evenhand.ui.door_card import door_first
from evenhand.ui.misfit_notes import Mended, MisfitNotes
from evenhand.ui.refund_form import RefundForm
from evenhand.ui.who_chose import WhoChose


class Giving(StrEnum):
    """What can be given for the trouble."""

    BONUS = "bonus"
    GIFT = "gift"
    REFUND = "refund"


def kinds_given(given: CaseCompensations) -> tuple[Giving, ...]:
    """What stands in the book for a case."""
    found = ((Giving.BONUS, given.bonus), (Giving.GIFT, given.gift), (Giving.REFUND, given.refund))
    return tuple(kind for kind, one in found if one is not None)


class CompensatePage(StepPage):
    """Step 3: bonus, gift or money back, one of them; what was typed for the others stays in their fields."""

    previewed = Signal()
    unfolded = Signal(QWidget)
    part_kindly_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bonus, self.gift, self.refund = BonusForm(desk), GiftForm(desk), RefundForm(desk)
        self._forms: dict[Giving, GiveForm] = {
            Giving.BONUS: self.bonus,
            Giving.GIFT: self.gift,
            Giving.REFUND: self.refund,
        }
        self._entries = [entry for form in self._forms.values() for entry in form._entries]
        self.cards = {
            Giving.BONUS: kit.RadioCard(
                _("Bonus for the next order"),
                _("A fixed sum, worked out from the order that went wrong."),
                icon="ticket",
                body=self.bonus,
            ),
            Giving.GIFT: kit.RadioCard(_("A gift"), _("A thing, at its cost to me."), icon="gift", body=self.gift),
            Giving.REFUND: kit.RadioCard(
                _("Money back"),
                _("In full or in part. Right when the client would rather leave, or you would."),
                icon="arrow-u-up-left",
                body=self.refund,
            ),
        }
        self._choice = kit.RadioCards(list(self.cards.items()))
        for kind, card in self.cards.items():
            card.chosen.connect(lambda kind=kind: self._on_chosen(kind))
        for form in self._forms.values():
            form.stored.connect(self.stored)
            form.previewed.connect(self._preview)
        self.bonus.client_chose.clicked.connect(self._on_client_chose)
        self._door = kit.Notice("", "lock-simple", "private")
        self._door.buttons.addWidget(kit.button(_("Part kindly"), "plain", "door-open", self.part_kindly_wanted.emit))
        self._misfits = MisfitNotes()
        self._locked = kit.Notice("", "lock-simple")
        self.who = WhoChose()
        self.who.chosen.connect(lambda by: self._choose(chosen_by=by))
        self._note = kit.Notice("", "star")
        self.setLayout(
            kit.column(
                heading(
                    _("Something for the trouble"), _("Putting it right is one thing. This says you know what it cost.")
                ),
                self._door,
                self._misfits,
                self._locked,
                *self.cards.values(),
                self.who,
                self._note,
                None,
                spacing=12,
            )
        )

    @property
    def chosen(self) -> Giving | None:
        """The card that is open; not yet in the book while something of it is missing."""
        kind = self._choice.value()
        return kind if isinstance(kind, Giving) else None

    def proposed(self, kind: Giving) -> Money | None:
        """The sum of a kind as it stands typed."""
        return self._forms[kind].amount()

    def _fill(self, anew: bool) -> None:
        given = kinds_given(self.facts.given)
        if anew or (given and (self.chosen is None or self.chosen not in given) and not self._pending()):
            self._choice.set_value(given[0] if given else None)
        for form in self._forms.values():
            form.blockSignals(True)  # a sum is shown once all three know the case
            form.show_facts(self.facts, anew=anew)
            form.blockSignals(False)
        letter = self.facts.letter_out
        self._locked.setVisible(letter is not None)
        if letter is not None:
            self._locked.set_text(
                _("Letter {number} has gone out with these figures. To change them, void it first.").format(
                    number=letter.number
                )
            )
        for card in self.cards.values():
            card.setEnabled(letter is None)
        self._activate()
        self._show_note()
        self._show_door()
        self._show_misfits()

    def _show_door(self) -> None:
        flag, name = self.facts.flag, self.facts.client.name
        self._door.setVisible(door_first(flag) and not self.facts.closed)
        said = _("You said that working with {name} does not sit well. You need not go on.").format(name=name)
        self._door.set_text(" ".join(filter(None, (said, flag.reason if flag else ""))))

    def _show_misfits(self) -> None:
        found = actions.misfits_of(self._desk.book, case_id=self.facts.case.id, today=self.facts.today)
        letter, mended = self.facts.letter_out, []
        for step, misfit in found:
            if step is not Step.COMPENSATE:
                continue
            if misfit is Misfit.SKIPPED_BUT_GIVEN:
                mended.append(Mended(misfit, _("It is given"), lambda: self._choose(compensation_skipped=False)))
            elif letter is not None and BonusOffer in self.facts.stated:
                mended.append(Mended(misfit, _("Go to the letter"), self._go_to_letter))
            else:
                mended.append(Mended(misfit, _("Take the bonus back"), self._take_bonus_back))
        self._misfits.show_misfits(mended)

    def _go_to_letter(self) -> None:
        if self.facts.letter_out is not None:
            self._desk.go(Place.LETTERS, self.facts.letter_out.id)

    def _take_bonus_back(self) -> None:
        book, before, given = self._desk.book, self._case(), self.facts.given
        try:
            book.cases.drop_compensation(before.id, BonusOffer)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        self._say_done(_("Taken back."), lambda: actions.bring_back(book, before=before, given=given))
        self.stored.emit()

    def _on_client_chose(self, chose: bool) -> None:
        if chose and self.facts.case.chosen_by is not ChosenBy.CLIENT:  # nobody else can choose it for money owed
            self._choose(chosen_by=ChosenBy.CLIENT)

    def _pending(self) -> bool:
        """Whether the open card is one that the owner is still filling in."""
        return self.chosen is not None and bool(self._forms[self.chosen].open_points())

    def _activate(self) -> None:
        both = self.facts.given.bonus is not None and self.facts.given.gift is not None
        for kind, form in self._forms.items():
            form.active = kind is self.chosen
            form.beside = both and kind is not Giving.REFUND
        for card in self.cards.values():
            card.update()
        self._preview()

    def _on_chosen(self, kind: Giving) -> None:
        self._activate()
        if kind not in kinds_given(self.facts.given):
            self._forms[kind].choose()
        self._show_note()
        self.stored.emit()
        self.unfolded.emit(self.cards[kind])

    def _preview(self) -> None:
        if self._facts is None:
            return
        for kind, card in self.cards.items():
            amount = self.proposed(kind)
            if kind is Giving.REFUND and amount is None and self.chosen is not kind:
                amount = self.facts.refundable
            card.set_right(formats.money(amount, language()) if amount is not None else "")
        self.previewed.emit()

    def _show_note(self) -> None:
        given, name = self.facts.given, self.facts.client.name
        standing = kinds_given(given)
        text, icon = "", "star"
        if standing and self.chosen not in standing:
            word = _named()[standing[0]]
            text = _("{what} stands until this one is complete.").format(what=word)
            icon = "info"
        elif may_double(self.facts.situation) and bool(given.bonus) != bool(given.gift):
            text = _("{name} is a client you value: the next step can give the other as well.").format(name=name)
        elif given.bonus and given.gift:
            text = _("Both are given, the gift and the bonus. The next step can leave it at one.")
        both = given.bonus is not None and given.gift is not None
        self.who.setVisible(self.chosen is not None)
        self.who.show_choice(
            self.facts.case.chosen_by,
            bonus=both or self.chosen is Giving.BONUS,
            gift=both or self.chosen is Giving.GIFT,
            quiet=door_first(self.facts.flag),
        )
        self._note.set_text(text)
        self._note.icon.set_icon(icon, "ink2", 16)
        self._note.setVisible(bool(text))

    def skip(self) -> None:
        """Nothing this time; what was chosen before is taken back, and can be brought back."""
        book, before, given = self._desk.book, self._case(), self.facts.given
        try:
            with book.transaction():
                for one in (given.refund, given.bonus, given.gift):
                    if one is not None:
                        book.cases.drop_compensation(before.id, type(one))
                book.cases.save(self._case(compensation_skipped=True))
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        self._choice.set_value(None)
        self._say_done(_("Nothing is given this time."), lambda: actions.bring_back(book, before=before, given=given))
        self.stored.emit()

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        if self.facts.letter_out is not None:
            return ()
        if self.chosen is None:
            if self.facts.case.compensation_skipped:
                return ()
            return [(wording.missing(Missing.COMPENSATION), self.cards[Giving.BONUS].head)]
        return self._forms[self.chosen].open_points()

    def unstored(self) -> tuple[str, QWidget] | None:
        """What keeps the open card from being what the book holds: its sentence and the widget to go to."""
        if self.chosen is None or self.facts.closed or self.facts.letter_out is not None:
            return None
        return self.refused() or next(iter(self.open_points()), None)


def _named() -> dict[Giving, str]:
    return {Giving.BONUS: _("The bonus"), Giving.GIFT: _("The gift"), Giving.REFUND: _("The refund")}
