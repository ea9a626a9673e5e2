"""Step 2 of a case: the ways to put it right side by side, which of them the client chose, and what is promised."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import Missing, Step
from evenhand.domain.options import ENOUGH, CaseOption, OfferGap, counted, name_of, offer
from evenhand.domain.promises import PromiseState, state
from evenhand.domain.records import Remedy
from evenhand.translation import _, language, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.agreed_form import AgreedForm
from evenhand.ui.case_steps import StepPage, heading
from evenhand.ui.desk import Desk
from evenhand.ui.fold import Fold
from evenhand.ui.option_card import is_held_back
from evenhand.ui.option_cards import OptionCards
from evenhand.ui.option_discount import DiscountEffect


class PutRightPage(StepPage):
    """Ways to offer, one of them agreed; or what is agreed typed directly, when there's nothing to choose.

    `offer_wanted` asks for the letter that offers the ways. What `open_points` says of too few ways is said once:
    after `told`, the owner goes on with those there are.
    """

    offer_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._heard: set[tuple[int, str]] = set()
        self._heading = heading(
            _("Offer at least three ways to put it right"),
            _("The client chooses, you keep the promise. A replacement says more than a discount."),
        )
        self._misfits = kit.Notice("", "warning-circle", "guard")
        self._agreed = kit.Notice("", "check-circle-fill")
        self._back = kit.button(_("Take the choice back"), "link", on_click=lambda: self.cards.take_back())
        self._agreed.buttons.addWidget(self._back)
        self.cards = OptionCards(desk)
        self.cards.stored.connect(self.stored)
        self._held = QVBoxLayout()
        self._held_links: list[QWidget] = []
        self._held.setSpacing(2)
        self._gaps = kit.label("", "secondary", "ink2", wrap=True)
        self._gap_icon = kit.IconLabel("info", "ink2", 16)
        self.add = kit.button(_("Add another way"), "quiet", "plus", self.cards.add_way)
        self._effect = DiscountEffect()
        self.form = AgreedForm(desk)
        self.form.stored.connect(self.stored)
        self._entries = self.form.entries
        self.noted = self.form.noted
        self._fold = Fold(self.form)
        lines = kit.row(self._gap_icon, self._gaps, spacing=8)
        lines.setStretch(1, 1)
        below = kit.row(kit.holder(kit.column(self._held, lines, None, spacing=4)), self.add, spacing=12)
        below.setStretch(0, 1)
        self.setLayout(
            kit.column(
                self._heading,
                self._misfits,
                self._agreed,
                self.cards,
                below,
                self._effect,
                self.noted,
                self._fold,
                None,
                spacing=12,
            )
        )

    # Showing

    def _fill(self, anew: bool) -> None:
        facts = self.facts
        self.cards.show_facts(facts)
        self.form.show_facts(facts, anew=anew)
        self._show_agreed()
        self._show_held_back()
        self._show_gaps()
        self._show_discount()
        misfits = actions.misfits_of(self._desk.book, case_id=facts.case.id, today=facts.today)
        found = [wording.word(one) for step, one in misfits if step is Step.PUT_IT_RIGHT]
        self._misfits.set_text("\n".join(found))
        self._misfits.setVisible(bool(found))
        direct = facts.case.option_id is None
        self._fold.set_text(_("It is agreed already") if facts.case.remedy is None else _("What is agreed"))
        self._fold.setVisible(direct or any(entry.waiting for entry in self._entries))
        links = self._held_links
        kit.tab_order(self._back, *self.cards.in_order(), *links, self.add, self._fold.head, *self.form.in_order())
        if anew:
            self._fold.set_open(direct and (facts.case.remedy is not None))

    @property
    def _chosen(self) -> CaseOption | None:
        case = self.facts.case
        return next((one for one in self.facts.options if one.id == case.option_id), None)

    def _show_agreed(self) -> None:
        chosen = self._chosen
        self._agreed.setVisible(chosen is not None)
        self._back.setVisible(not self.facts.closed)
        if chosen is None:
            return
        text = _("Agreed: {name}, {what}.").format(name=name_of(chosen), what=chosen.title)
        promise = next((one for one in self.facts.promises if one.option_id == chosen.id), None)
        open_one = next((one for one in self.facts.open_promises if one.option_id == chosen.id), promise)
        if open_one is not None:
            day = formats.weekday_date(open_one.due_on, language())
            day = formats.by_hour(day, open_one.due_at, language())
            text = f"{text} {_('Promised for {day}.').format(day=day)}"
            stands = state(open_one, self.facts.today)
            if stands is not PromiseState.OPEN:
                text = f"{text} {wording.word(stands)}."
        self._agreed.set_text(text)

    def _show_held_back(self) -> None:
        self._held_links.clear()
        while (item := self._held.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for option in self.facts.options:
            if is_held_back(option) and option.id != self.facts.case.option_id:
                self._held.addWidget(self._held_back(option))

    def _held_back(self, option: CaseOption) -> QWidget:
        text = _("Held back: {what}. A discount leaves {name} with what went wrong.").format(
            what=option.title, name=self.facts.client.name
        )
        words = kit.label(text, "secondary", "ink2", wrap=True)
        change = kit.button(_("Change it"), "link", on_click=lambda: self.cards.open(option))
        change.setAccessibleName(_("Change {what}").format(what=option.title))
        give = kit.button(_("Offer it"), "link", on_click=lambda: self.cards.offer(option))
        give.setAccessibleName(_("Offer {what}").format(what=option.title))
        away = kit.icon_button(
            "x", _("Take {what} out").format(what=option.title), lambda: self.cards.remove(option), kind="ghost"
        )
        self._held_links += [change, give, away]
        line = kit.row(kit.IconLabel("info", "ink2", 16), words, change, give, away, spacing=4)
        line.setStretch(1, 1)
        return kit.holder(line)

    def _show_gaps(self) -> None:
        """What the ways lack together; how many they are is told below the page."""
        facts = self.facts
        ways = [one for one in facts.options if one.offered]
        found = offer(facts.options).gaps if ways and facts.case.remedy is None else ()
        told = [wording.word(one) for one in found if one not in (OfferGap.TOO_FEW, OfferGap.UNFINISHED)]
        if not facts.options and facts.case.remedy is None:
            told = [
                _("Nothing is written yet. Begin with a way that asks nothing of {name}.").format(
                    name=facts.client.name
                )
            ]
        self._gaps.setText("\n".join(told))
        for part in (self._gaps, self._gap_icon):
            part.setVisible(bool(told))

    def _show_discount(self) -> None:
        facts = self.facts
        found = [one for one in facts.options if one.remedy is Remedy.DISCOUNT and one.discount and one.offered]
        margin = None
        if found:
            margin = actions.economics_of(self._desk.book, case_id=facts.case.id, today=facts.today).margin
        self._effect.show_effect(facts.order.total, found[-1].discount if found else None, margin)

    # What is still open

    def offer_state(self) -> tuple[str, bool]:
        """How many ways are offered of how many, in a sentence, and whether that's enough."""
        count = len(counted(self.facts.options))
        return ngettext("{n} way offered, 3 needed", "{n} ways offered, 3 needed", count), count >= ENOUGH

    @property
    def can_offer(self) -> bool:
        """Whether there is a way that a letter could offer."""
        return any(one.offered and one.title.strip() for one in self.facts.options)

    def told(self, sentence: str) -> None:
        """The owner was led to what is open here, by this sentence; going on again is a choice."""
        self._heard.add((self.facts.case.id, sentence))

    def put_back(self, texts: dict[int, str]) -> None:
        super().put_back(texts)
        if texts:
            self._fold.set_open(True)

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        case = self.facts.case
        points: list[tuple[str, QWidget]] = []
        if case.remedy is None:
            sentence, enough = self.offer_state()
            gaps = offer(self.facts.options).gaps
            if not enough:
                points.append((sentence, self.add))
            elif OfferGap.NONE_WITHOUT_EFFORT in gaps:
                points.append((wording.word(OfferGap.NONE_WITHOUT_EFFORT), self.add))
            points = [one for one in points if (case.id, one[0]) not in self._heard]
        elif case.remedy is not Remedy.NOTHING and case.remedy_by is None:
            points.append((wording.missing(Missing.REMEDY_DAY), self.form.by.editor))
        return points
