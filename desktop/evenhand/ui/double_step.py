"""Step 4 of a case: the gift and the bonus together, or the reason why not."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import actions, wording
from evenhand.domain.case import Misfit, Missing, Step, may_double
from evenhand.domain.comfort import Comfort
from evenhand.domain.economics import CaseEconomics, bonus_economics
from evenhand.domain.records import BonusOffer, Gift
from evenhand.domain.rules import Gate
from evenhand.translation import _
from evenhand.ui import case_sums as sums
from evenhand.ui import widgets as kit
from evenhand.ui.bonus_form import BonusForm
from evenhand.ui.case_steps import StepPage, heading
from evenhand.ui.compensation_forms import GiftForm, GiveForm
from evenhand.ui.desk import Desk, Place
from evenhand.ui.gates import ask_first
from evenhand.ui.misfit_notes import Mended, MisfitNotes
from evenhand.ui.rule_advice import doubling_silent
from evenhand.ui.rule_spoken import RuleLink, emptied, stopped
from evenhand.ui.together import Together
from evenhand.wording import rules as rule_words


class DoublePage(StepPage):
    """Step 4: the gift and the bonus together, for a valued client who is comfortable to work with."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bonus, self.gift = BonusForm(desk), GiftForm(desk)
        self._economics: CaseEconomics | None = None
        self._adds_gift = False
        self._entries = [*self.bonus._entries, *self.gift._entries]
        for form in (self.bonus, self.gift):
            form.beside = True
            form.stored.connect(self.stored)
            form.previewed.connect(self._preview)
        alone = self.bonus.voucher.parentWidget()
        self._together = Together(self.bonus.voucher)
        if alone is not None:
            alone.hide()
        self.adds = kit.ExplainedLine(strong=True)
        forms = kit.holder(kit.column(self._together, self.bonus, self.gift, kit.hairline(), self.adds, spacing=12))
        self._misfits = MisfitNotes()
        self._both = kit.RadioCard(_("Give both"), _("The gift and the bonus, in one letter."), icon="star", body=forms)
        self._one = kit.RadioCard(_("Leave it at one"), "", icon="minus")
        self._choice = kit.RadioCards([(True, self._both), (False, self._one)])
        self._both.chosen.connect(self._on_both)
        self._one.chosen.connect(self._on_one)
        self._why = kit.Notice("", "lock-simple", "private")
        self._rule = QVBoxLayout()
        self._why.buttons.addLayout(self._rule)
        self._heading = heading(
            _("For somebody you value, both"), _("The gift and the bonus together. The sum itself is not doubled.")
        )
        self.setLayout(kit.column(self._heading, self._misfits, self._why, self._both, self._one, None, spacing=12))

    @property
    def offered(self) -> bool:
        """Whether there is anything to decide here."""
        given = self.facts.given
        return may_double(self.facts.situation) and bool(given.bonus or given.gift)

    @property
    def _said(self) -> bool:
        """Whether a letter that stands has said what this page would change."""
        return (Gift if self._second is self.gift else BonusOffer) in self.facts.stated

    @property
    def _second(self) -> GiveForm:
        """The form of what would come on top."""
        return self.gift if self._adds_gift else self.bonus

    def _fill(self, anew: bool) -> None:
        given, case = self.facts.given, self.facts.case
        self._economics = None
        both = given.bonus is not None and given.gift is not None
        if anew or not both:  # once both stand, the one that was added on this page goes on being the second
            self._adds_gift = given.bonus is not None
        for form in (self.bonus, self.gift):
            form.blockSignals(True)  # the two are shown together once both know the case
            form.show_facts(self.facts, anew=anew)
            form.blockSignals(False)
            form.setVisible(form is self._second)
        if anew or both or case.double_skipped:
            self._choice.set_value(True if both else False if case.double_skipped else None)
        shown = self.offered or both
        for part in (self._heading, self._both, self._one):
            part.setVisible(shown)
            part.setEnabled(not self._said)
        self._one.set_subline(
            _("The bonus alone, as it stands.") if self._adds_gift else _("The gift alone, as it stands.")
        )
        self._why.setVisible(not shown)
        self._show_why(shown)
        self._activate()
        self._preview()
        self._show_misfits()

    def _preview(self) -> None:
        """The two together as they stand typed, and what the second of them adds."""
        given = self.facts.given
        if not self.offered and not (given.bonus and given.gift):
            return
        self._together.show_gift(self.gift.what.text(), self.facts.client.name)
        if self._second is self.gift:
            cost = self.gift.amount()
            lines = [(_("The gift, at its cost to me"), wording.money(cost))] if cost else []
            self.adds.explain(_("What it adds"), sums.shown(cost), lines)
            return
        if self._economics is None:
            self._economics = actions.economics_of(self._desk.book, case_id=self.facts.case.id, today=self.facts.today)
        found, offer = self._economics, self.bonus.offer()
        bonus = bonus_economics(offer.amount, offer.share, found.rate, found.usual, found.margin) if offer else None
        self.adds.explain(
            _("What it adds, as expected"),
            sums.shown(bonus.probably if bonus else None),
            sums.of_probably(bonus) if bonus else [],
        )

    def _show_misfits(self) -> None:
        found = actions.misfits_of(self._desk.book, case_id=self.facts.case.id, today=self.facts.today)
        mended = []
        for step, misfit in found:
            if step is not Step.DOUBLE_IT:
                continue
            if misfit is Misfit.SKIPPED_BUT_GIVEN:
                mended.append(Mended(misfit, _("Both are given"), lambda: self._choose(double_skipped=False)))
            elif self._said:
                mended.append(Mended(misfit, _("Go to the letter"), self._go_to_letter))
            else:
                mended.append(Mended(misfit, _("Leave it at one"), self._on_one))
        self._misfits.show_misfits(mended)

    def _go_to_letter(self) -> None:
        if self.facts.letter_out is not None:
            self._desk.go(Place.LETTERS, self.facts.letter_out.id)

    def _show_why(self, shown: bool) -> None:
        valued = self.facts.client.valued and not self.facts.given.refund
        silent = doubling_silent(self._desk, self.facts.client.id) if valued and not shown else None
        emptied(self._rule)
        if silent is not None:
            self._rule.addWidget(RuleLink(self._desk, silent.by.rule))
            self._why.set_text(stopped(rule_words.silent_because(silent)))
        else:
            self._why.set_text("" if shown else self._why_not())

    def _why_not(self) -> str:
        facts = self.facts
        if facts.given.refund is not None:
            return _("Nothing to double beside a refund.")
        if not facts.client.valued:
            return _("This step is for clients you greatly value. {name} carries no star.").format(
                name=facts.client.name
            )
        if facts.flag is not None and facts.flag.comfort is not Comfort.COMFORTABLE:
            return _("You said that working with {name} does not sit well. That comes first.").format(
                name=facts.client.name
            )
        return _("Nothing has been given in step 3, so there is nothing to add to.")

    def _activate(self) -> None:
        for form in (self.bonus, self.gift):
            form.active = self._choice.value() is True and form is self._second
        for card in (self._both, self._one):
            card.update()

    def _on_both(self) -> None:
        """Both; the owner is asked first where a house rule of theirs wants that."""
        case = self.facts.case
        if ask_first(self._desk, self, case.client_id, Gate.DOUBLE, self._give_both, case_id=case.id):
            self._choice.set_value(False if case.double_skipped else None)  # as it stands, until that's answered
            self._activate()

    def _give_both(self) -> None:
        self._choice.set_value(True)
        self._activate()
        if self.facts.case.double_skipped:
            self._choose(double_skipped=False)
        self._second.choose()
        self.stored.emit()

    def _on_one(self) -> None:
        """Takes the second back where it stands."""
        book, given, before = self._desk.book, self.facts.given, self._case()
        second: Gift | BonusOffer | None = given.gift if self._adds_gift else given.bonus
        try:
            with book.transaction():
                if second is not None:
                    book.cases.drop_compensation(before.id, type(second))
                book.cases.save(self._case(double_skipped=True))
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            self._fill(anew=True)
            return
        self._activate()
        if second is not None:
            self._say_done(_("Left at one."), lambda: actions.bring_back(book, before=before, given=given))
        self.stored.emit()

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        if not self.offered or self._said:
            return ()
        if self._choice.value() is None:
            return [(wording.missing(Missing.SECOND_COMPENSATION), self._both.head)]
        return self._second.open_points() if self._choice.value() is True else ()
