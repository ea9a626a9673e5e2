"""What is agreed to put a case right, typed directly: without ways to choose from, or when nothing is left to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Remedy
from evenhand.domain.rules import Gate
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import Entry, date_field, next_working_day, read_day, read_sum
from evenhand.ui.case_steps import StepPage
from evenhand.ui.country_note import CountryNote
from evenhand.ui.country_terms import terms_for
from evenhand.ui.desk import Desk
from evenhand.ui.gates import ask_first


class AgreedForm(StepPage):
    """One remedy, what exactly, by which day, and its cost."""

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.kinds = kit.Chips([(one, wording.word(one)) for one in Remedy], _("How it is put right"))
        self.kinds.chosen.connect(self._on_kind)
        self.what = Entry(
            _("What exactly"), kit.NoteField(lines=2), lambda text: self._save(self._case(remedy_what=text))
        )
        self.by = Entry(_("By when"), date_field(desk.today), self._store_day)
        self.cost = Entry(_("What it costs me"), kit.SumField(), self._store_cost)
        self._entries = [self.what, self.by, self.cost]
        self._offer = kit.button("", "link", on_click=self._take_working_day)
        self.noted = CountryNote()
        day = kit.holder(kit.column(self.by.field, kit.row(self._offer, None), None, spacing=0))
        cost = kit.holder(kit.column(self.cost.field, None, spacing=0))
        self._details = kit.holder(kit.column(self.what.field, kit.row(day, cost, spacing=20), spacing=12))
        self.setLayout(kit.column(self.kinds, self._details, spacing=12))

    @property
    def entries(self) -> list[Entry]:
        """The fields, for the page that they stand on."""
        return self._entries

    def in_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [*self.kinds.buttons(), self.what.editor, self.by.editor, self._offer, self.cost.editor]

    def _on_kind(self, remedy: object) -> None:
        def choose() -> None:
            self._choose(remedy=remedy)

        case = self.facts.case
        if remedy is not Remedy.DISCOUNT or case.remedy is Remedy.DISCOUNT:
            choose()
        elif ask_first(self._desk, self, case.client_id, Gate.DISCOUNT, choose, case_id=case.id):
            self.kinds.set_value(case.remedy)  # as it stands, until that's answered

    def _fill(self, anew: bool) -> None:
        case = self.facts.case
        self.kinds.set_value(case.remedy)
        self._details.setVisible(case.remedy is not Remedy.NOTHING)
        self.what.fill(case.remedy_what, anew=anew)
        self.by.fill_day(case.remedy_by, anew=anew)
        self.cost.rename(_("What it costs me, in {currency}").format(currency=self.facts.order.total.currency))
        self.cost.fill(formats.typed(case.remedy_cost, language()) if case.remedy_cost else "", anew=anew)
        self._show_free_day()
        self._show_noted()

    def _show_noted(self) -> None:
        case, facts = self.facts.case, self.facts
        terms = terms_for(self._desk.book, facts.owner, facts.client)
        day = None if self.by.waiting else case.remedy_by
        noted = terms.remedy(case.remedy, day, case.received_on, facts.today)
        self.noted.show_noted(noted, self._desk.book, facts.today)

    def _show_free_day(self) -> None:
        """A promise on a day off is the owner's to give; the next working day is offered beside it."""
        day = self.facts.case.remedy_by
        better = next_working_day(day, self.facts.owner.country) if day and not self.by.waiting else None
        self._offer.setVisible(better is not None)
        if day is None or better is None:
            self.by.field.set_hint("")
            return
        self.by.field.set_hint(_("{day} is a day off.").format(day=formats.weekday_date(day, language())))
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
