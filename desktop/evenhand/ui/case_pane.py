"""Beside a case: its file, with what is private behind a lock, what it has cost, and the door out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import formats, wording
from evenhand.domain.economics import CostKind, per_currency
from evenhand.storage.book import Book
from evenhand.translation import _, language
from evenhand.ui import case_sums as sums
from evenhand.ui import widgets as kit
from evenhand.ui.case_comfort import CaseComfort
from evenhand.ui.case_facts import CaseFacts, answer_clock
from evenhand.ui.case_return import WhatCameOfIt
from evenhand.ui.country_note import CountryNote
from evenhand.ui.country_terms import Noted, terms_for
from evenhand.ui.desk import Desk
from evenhand.ui.door_card import DoorCard, door_first
from evenhand.ui.next_promise import NextPromise
from evenhand.ui.rule_advice import AdviceBlock


class CaseFile(kit.SidePane):
    """The case at a glance; behind a lock, how it sits with the owner. The door is first where that comes first."""

    part_kindly_wanted = Signal()
    promise_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Case file"), 264)
        self.first_door, self.door = DoorCard(private=True), DoorCard()
        self.body.addWidget(self.first_door)
        self.rules = AdviceBlock(desk, at_once=1)
        self.body.addWidget(self.rules)
        order, self._order = kit.fact(_("Order"))
        told, self._told = kit.fact(_("Told us"))
        cause, self._cause = kit.fact(_("Cause"))
        words, self._words = kit.fact(_("In the client's words"), role="say")
        self.noted = CountryNote(stacked=True)
        for part in (order, told, self.noted, cause, words):
            self.body.addWidget(part)
        self.comfort = CaseComfort()
        self.body.addWidget(self.comfort)
        self.promise = NextPromise(day_alone=True)
        self.promise.chosen.connect(self.promise_wanted)
        self._promised, self._promised_what = kit.fact(_("Next promise"))
        layout = self._promised.layout()
        assert layout is not None
        layout.addWidget(self.promise)
        self.body.addWidget(self._promised)
        self._costs = QVBoxLayout()
        self._costs.setSpacing(0)
        self.body.addLayout(kit.column(kit.label(_("What it has cost"), "secondary", "ink3"), self._costs, spacing=1))
        self.outcome = WhatCameOfIt()
        self.body.addWidget(self.outcome)
        self.body.addStretch(1)
        self._last = kit.holder(kit.column(self.door, margins=(20, 8, 20, 18)))
        self.foot.addWidget(self._last)
        for door in (self.first_door, self.door):
            door.part_kindly_wanted.connect(self.part_kindly_wanted)

    def show_facts(self, facts: CaseFacts, found: sums.CaseSums, book: Book) -> None:
        """The case with its money, both as they stand in the book."""
        lang, case, order = language(), facts.case, facts.order
        first = door_first(facts.flag)
        self.first_door.show_flag(facts.flag)
        self.first_door.setVisible(first)
        self.rules.show_case(case.client_id, case.id)
        self.door.setVisible(not first)
        self._last.setVisible(not first)
        self._order.setText(f"{order.number}, {order.what}, {formats.money(order.total, lang)}")
        self._told.setText(formats.weekday_date(case.received_on, lang, year=case.received_on.year != facts.today.year))
        self.noted.show_noted(_noted_answer(facts, book), book, facts.today)
        parts = [wording.word(one) for one in (case.responsibility, case.cause) if one is not None]
        self._cause.setText("\n".join(filter(None, (" · ".join(parts), case.finding))) or "—")
        self._words.setText(_("“{words}”").format(words=case.words) if case.words else "—")
        self.comfort.show_facts(facts, book, flag_elsewhere=first)
        self.promise.show_facts(facts)
        self._promised_what.setText(facts.open_promises[0].what if facts.open_promises else "")
        self._promised.setVisible(bool(facts.open_promises))
        self._show_costs(found)
        self.outcome.show_economics(found.economics)

    def _show_costs(self, found: sums.CaseSums) -> None:
        while (item := self._costs.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        costs = found.economics.costs
        for kind in CostKind:
            of_kind = per_currency(one.amount for one in costs if one.kind is kind)
            if of_kind:
                self._add_cost(kit.SumLine(wording.word(kind), sums.together(of_kind.values())))
        if len(costs) != 1:
            total = sums.together(found.economics.cost_so_far.values())
            lines = sums.of_cost(costs, found.economics.cost_so_far)
            self._add_cost(kit.ExplainedLine(_("So far"), total, lines, strong=True))
        for one in found.promised:
            self._add_cost(kit.SumLine(wording.word(one.kind), wording.money(one.amount)))

    def _add_cost(self, line: QWidget) -> None:
        self._costs.addWidget(line)


def _noted_answer(facts: CaseFacts, book: Book) -> Noted | None:
    """Beside a case that waits for its answer: the owner's own day for it, today once that has passed."""
    case = facts.case
    if case.answered_on is not None or facts.closed:
        return None
    by = answer_clock(case, facts.turns, facts.owner, facts.today).by
    return terms_for(book, facts.owner, facts.client).answer(max(by, facts.today) if by else None, case.received_on)
