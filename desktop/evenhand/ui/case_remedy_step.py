"""Step 2 of a case: how it is put right, by when, and what that costs."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from evenhand import formats, wording
from evenhand.domain.case import CaseRefused, Missing
from evenhand.domain.records import Remedy
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import Entry, date_field, next_working_day, read_day, read_sum
from evenhand.ui.case_steps import StepPage, heading
from evenhand.ui.country_note import CountryNote
from evenhand.ui.country_terms import terms_for
from evenhand.ui.desk import Desk


class PutRightPage(StepPage):
    """One way to put it right, what exactly, by which day, and its cost."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._cards = [(one, kit.RadioCard(wording.word(one))) for one in Remedy]
        self._choice = kit.RadioCards(self._cards)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for number, (remedy, card) in enumerate(self._cards):
            card.setContentsMargins(0, -5, 0, -5)  # eight of them: lower than cards with a second line
            card.chosen.connect(lambda remedy=remedy: self._choose(remedy=remedy))
            grid.addWidget(card, number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
        self._what = Entry(
            _("What exactly"), kit.NoteField(lines=2), lambda text: self._save(self._case(remedy_what=text))
        )
        self._by = Entry(_("By when"), date_field(desk.today), self._store_day)
        self._cost = Entry(_("What it costs me"), kit.SumField(), self._store_cost)
        self._entries = [self._what, self._by, self._cost]
        self._offer = kit.button("", "link", on_click=self._take_working_day)
        self.noted = CountryNote()
        day = kit.holder(kit.column(self._by.field, kit.row(self._offer, None), None, spacing=0))
        cost = kit.holder(kit.column(self._cost.field, None, spacing=0))
        self._details = kit.holder(
            kit.column(self._what.field, kit.row(day, cost, spacing=20), self.noted, spacing=14),
        )
        self.setLayout(
            kit.column(
                heading(
                    _("Put it right first"),
                    _("A replacement says more than a discount: a discount leaves the flaw where it is."),
                ),
                grid,
                self._details,
                None,
                spacing=14,
            )
        )

    def _fill(self, anew: bool) -> None:
        case = self.facts.case
        self._choice.set_value(case.remedy)
        for _remedy, card in self._cards:
            card.update()
        self._details.setVisible(case.remedy is not Remedy.NOTHING)
        self._what.fill(case.remedy_what, anew=anew)
        self._by.fill_day(case.remedy_by, anew=anew)
        self._cost.rename(_("What it costs me, in {currency}").format(currency=self.facts.order.total.currency))
        self._cost.fill(formats.typed(case.remedy_cost, language()) if case.remedy_cost else "", anew=anew)
        self._show_free_day()
        self._show_noted()

    def _show_noted(self) -> None:
        case, facts = self.facts.case, self.facts
        terms = terms_for(self._desk.book, facts.owner, facts.client)
        day = None if self._by.waiting else case.remedy_by
        noted = terms.remedy(case.remedy, day, case.received_on, facts.today)
        self.noted.show_noted(noted, self._desk.book, facts.today)

    def _show_free_day(self) -> None:
        """A promise on a day off is the owner's to give; the next working day is offered beside it."""
        day = self.facts.case.remedy_by
        better = next_working_day(day, self.facts.owner.country) if day and not self._by.waiting else None
        self._offer.setVisible(better is not None)
        if day is None or better is None:
            self._by.field.set_hint("")
            return
        self._by.field.set_hint(_("{day} is a day off.").format(day=formats.weekday_date(day, language())))
        self._offer.setText(_("Take {day}").format(day=formats.weekday_date(better, language())))

    def _take_working_day(self) -> None:
        day = self.facts.case.remedy_by
        if day is not None:
            self._choose(remedy_by=next_working_day(day, self.facts.owner.country) or day)

    def _store_day(self, text: str) -> bool:
        day = read_day(text, self._desk.today()) if text else None
        if day is not None and day < self._desk.today() and day != self.facts.case.remedy_by:
            raise CaseRefused("day_past")
        return self._save(self._case(remedy_by=day))

    def _store_cost(self, text: str) -> bool:
        cost = read_sum(text, self.facts.order.total.currency) if text else None
        if cost is not None and cost.minor < 0:
            raise CaseRefused("cost_below_zero")
        return self._save(self._case(remedy_cost=cost))

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        case = self.facts.case
        points: list[tuple[str, QWidget]] = []
        if case.remedy is None:
            points.append((wording.missing(Missing.REMEDY), self._cards[0][1].head))
        elif case.remedy is not Remedy.NOTHING and case.remedy_by is None:
            points.append((wording.missing(Missing.REMEDY_DAY), self._by.editor))
        return points
