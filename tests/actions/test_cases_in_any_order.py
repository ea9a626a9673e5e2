"""Cases driven through anything that can happen in them, in any order: nothing is lost, and the facts always agree."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import books
import tailor
from evenhand import actions, wording
from evenhand.domain.bonus import BonusRefused, balance
from evenhand.domain.case import CaseRefused, CaseState, Misfit, Step, case_state, current_step, may_double, missing
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.letter_kinds import KINDS, letters_that_fit
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption, Effort, counted
from evenhand.domain.parting import BonusFate
from evenhand.domain.promises import PromiseEnding
from evenhand.domain.records import Case, Cause, LetterKind, Nature, Order, Outcome, Remedy, Responsibility, Standing
from evenhand.domain.turns import ClockState, Turn, answer_clock, whose_turn
from evenhand.letters.refusal import LetterRefused
from evenhand.storage.checking import check

ANY = st.integers(0, 99)
DAYS = st.integers(-2, 9)
WRITTEN = (
    LetterKind.APOLOGY,
    LetterKind.REFUND,
    LetterKind.BONUS,
    LetterKind.GIFT,
    LetterKind.DOUBLE,
    LetterKind.PARTING,
)
_KEPT = (
    "cases", "case_options", "promises", "promise_moves", "case_turns", "case_refunds", "case_bonuses", "case_gifts",
    "bonus_ledger", "letter_voids", "letter_drafts", "counters",
)  # fmt: skip


class Cases(RuleBasedStateMachine):
    """One owner, one client, two orders, some weeks."""

    def __init__(self) -> None:
        super().__init__()
        self.book = tailor.open_shop(books.blank())
        self.book.orders.add(Order(0, 1, "2026-0148", date(2026, 3, 1), "linen suit", tailor.PAID, tailor.pounds("30")))
        self.day = tailor.TODAY
        self.acts = 0
        self.promised: set[int] = set()

    def _name(self) -> str:
        self.acts += 1
        return f"act {self.acts}"

    def _dump(self) -> list[list[Any]]:
        return [self.book.connection.rows(f"SELECT * FROM {table}") for table in _KEPT]

    def _try(self, act: Callable[[], object]) -> str:
        """Does it; what is refused has one sentence and leaves the book as it was."""
        before, refused = self._dump(), None
        try:
            act()
        except (CaseRefused, BonusRefused, LetterRefused) as error:
            refused = error
        self.promised |= {id_ for (id_,) in self.book.connection.rows("SELECT id FROM promises")}
        if refused is None:
            return ""
        assert wording.sentence(refused)
        assert self._dump() == before
        return refused.code if isinstance(refused, LetterRefused) else refused.reason

    def _all(self) -> list[Case]:
        return [case for order_id in (1, 2) for case in self.book.cases.of_order(order_id)]

    def _case(self, place: int) -> Case:
        cases = self._all()
        return cases[place % len(cases)]

    def _save(self, place: int, **change: Any) -> None:
        """As the screens do: what's said of a case is saved as it's typed, while it's open."""
        case = self._case(place)
        if case.closed_on is None:
            self.book.cases.save(replace(case, **change))

    @initialize()
    def begin(self) -> None:
        """A case whose cause is found, with three ways on offer, and a promise to ring."""
        case = tailor.open_case(self.book)
        for title, remedy in (("sewn anew", Remedy.REDO), ("mended", Remedy.REPAIR), ("the money", Remedy.REFUND)):
            option = CaseOption(0, case.id, 0, remedy, title, by=tailor.LATER)
            actions.save_option(self.book, option=option, today=self.day)
        self.promise(0, 3, True)

    @rule(order_id=st.sampled_from((1, 2)), words=st.sampled_from(("", "It tore.")))
    def open_a_case(self, order_id: int, words: str) -> None:
        before = self.book.cases.open_on_order(order_id)
        paid = self.book.orders.get(order_id).paid
        whole = self.book.cases.refunded_on_order(order_id) >= paid
        reason = self._try(
            lambda: actions.open_case(
                self.book,
                order_id=order_id,
                title="",
                words=words,
                received_on=self.day,
                operation_id=self._name(),
            )
        )
        assert reason == ("open_case_on_order" if before else "refunded_in_full" if whole else "")

    @rule(days=st.integers(1, 6))
    def sleep(self, days: int) -> None:
        self.day += timedelta(days)

    @rule(
        place=ANY,
        cause=st.none() | st.sampled_from(Cause),
        responsibility=st.sampled_from((None, *Responsibility)),
        words=st.sampled_from(("It tore.", " ")),
    )
    def find_the_cause(
        self, place: int, cause: Cause | None, responsibility: Responsibility | None, words: str
    ) -> None:
        self._save(place, cause=cause, responsibility=responsibility, words=words)

    @rule(place=ANY, compensation=st.booleans(), double=st.booleans())
    def leave_a_step_out(self, place: int, compensation: bool, double: bool) -> None:
        self._save(place, compensation_skipped=compensation, double_skipped=double)

    @rule(valued=st.booleans(), comfort=st.none() | st.sampled_from(Comfort))
    def feel_about_the_client(self, valued: bool, comfort: Comfort | None) -> None:
        self.book.clients.save(replace(self.book.clients.get(1), valued=valued))
        if comfort is None:
            self.book.comfort.clear_flag(1)
        else:
            self.book.comfort.set_flag(ComfortFlag(1, comfort, self.day))

    # Ways to put it right

    @rule(
        place=ANY,
        remedy=st.sampled_from((Remedy.REDO, Remedy.REFUND, Remedy.DISCOUNT, Remedy.NOTHING)),
        title=st.sampled_from(("", "a new lining", "a new coat")),
        days=st.none() | DAYS,
        share=st.none() | st.just(Decimal("0.2")),
        offered=st.booleans(),
    )
    def write_a_way(self, place: int, **said: Any) -> None:
        case = self._case(place)
        option = self._way(CaseOption(0, case.id, 0, Remedy.REDO, "", effort=Effort.NONE), **said)
        self._try(lambda: actions.save_option(self.book, option=option, today=self.day))

    def _way(
        self,
        option: CaseOption,
        remedy: Remedy,
        title: str,
        days: int | None,
        share: Decimal | None,
        offered: bool,
    ) -> CaseOption:
        by = None if days is None else self.day + timedelta(days)
        return replace(option, remedy=remedy, title=title, by=by, discount=share, offered=offered)

    def _option(self, place: int) -> CaseOption | None:
        options = [option for case in self._all() for option in self.book.options.of_case(case.id)]
        return options[place % len(options)] if options else None

    @rule(place=ANY, title=st.sampled_from(("", "a mended lining")), days=st.none() | DAYS, offered=st.booleans())
    def rewrite_a_way(self, place: int, title: str, days: int | None, offered: bool) -> None:
        if option := self._option(place):
            changed = self._way(option, option.remedy, title, days, option.discount, offered)
            self._try(lambda: actions.save_option(self.book, option=changed, today=self.day))

    @rule(place=ANY)
    def drop_a_way(self, place: int) -> None:
        if option := self._option(place):
            self._try(lambda: actions.drop_option(self.book, option_id=option.id))

    @rule(place=ANY, finished=st.booleans())
    def the_client_picks(self, place: int, finished: bool) -> None:
        if option := self._option(place):
            if finished:
                whole = replace(option, title="all of it", by=self.day + timedelta(5), discount=Decimal("0.2"))
                self._try(lambda: actions.save_option(self.book, option=whole, today=self.day))
            chosen = {"case_id": option.case_id, "option_id": option.id, "today": self.day}
            name = self._name()
            reason = self._try(lambda: actions.choose_option(self.book, **chosen, operation_id=name))
            if not reason:
                assert self.book.cases.get(option.case_id).option_id == option.id
                before = self._dump()
                actions.choose_option(self.book, **chosen, operation_id=name)
                assert self._dump() == before

    @rule(place=ANY)
    def the_pick_is_taken_back(self, place: int) -> None:
        case = self._case(place)
        self._try(lambda: actions.take_back_choice(self.book, case_id=case.id, today=self.day))

    # Promises

    @rule(place=ANY, days=DAYS, in_case=st.booleans())
    def promise(self, place: int, days: int, in_case: bool) -> None:
        due_on, case_id = self.day + timedelta(days), self._case(place).id if in_case else None
        said: dict[str, Any] = {"client_id": 1, "what": "Ring", "due_on": due_on, "case_id": case_id}
        self._try(lambda: actions.make_promise(self.book, **said, made_on=self.day, operation_id=self._name()))

    @precondition(lambda self: self.promised)
    @rule(
        place=ANY,
        end=st.sampled_from((actions.keep_promise, actions.break_promise, actions.cancel_promise)),
    )
    def end_a_promise(self, place: int, end: Callable[..., object]) -> None:
        id_ = sorted(self.promised)[place % len(self.promised)]
        reason = self._try(lambda: end(self.book, promise_id=id_, on=self.day))
        assert reason in ("", "promise_ended")

    @precondition(lambda self: self.promised)
    @rule(place=ANY, days=DAYS)
    def move_a_promise(self, place: int, days: int) -> None:
        id_ = sorted(self.promised)[place % len(self.promised)]
        before = self.book.promises.get(id_)
        to_day = self.day + timedelta(days)
        reason = self._try(lambda: actions.move_promise(self.book, promise_id=id_, to_day=to_day, on=self.day))
        after = self.book.promises.get(id_)
        assert (after.first_due, after.ending) == (before.first_due, before.ending)
        assert after.due_on == (before.due_on if reason else to_day)

    @precondition(lambda self: self.promised)
    @rule(place=ANY)
    def open_a_promise_again(self, place: int) -> None:
        id_ = sorted(self.promised)[place % len(self.promised)]
        self._try(lambda: actions.reopen_promise(self.book, promise_id=id_))

    # What is given

    @rule(place=ANY, pounds=st.sampled_from(("0", "0.01", "12.50", "30", "60", "72.50")), beside=st.booleans())
    def return_money(self, place: int, pounds: str, beside: bool) -> None:
        given = {"amount": tailor.pounds(pounds), "pay_by": self.day + timedelta(9), "today": self.day}
        self._try(lambda: tailor.refund(self.book, self._case(place), **given, beside=beside))

    @rule(place=ANY, share=st.sampled_from(("0.1", "1")), owed=st.booleans(), beside=st.booleans())
    def give_a_bonus(self, place: int, share: str, owed: bool, beside: bool) -> None:
        nature = Nature.OWED if owed else Nature.GOODWILL
        given: dict[str, Any] = {"share": Decimal(share), "nature": nature, "client_chose": owed, "today": self.day}
        self._try(lambda: tailor.bonus(self.book, self._case(place), **given, beside=beside))

    @rule(place=ANY, beside=st.booleans())
    def give_a_gift(self, place: int, beside: bool) -> None:
        self._try(lambda: tailor.gift(self.book, self._case(place), beside=beside))

    @precondition(lambda self: self.book.bonuses.rows())
    @rule(place=ANY)
    def use_a_gesture(self, place: int) -> None:
        rows = self.book.bonuses.rows()
        bonus = rows[place % len(rows)].bonus
        if bonus.nature is Nature.GOODWILL:
            new = Order(0, 1, self._name(), self.day, "a scarf", tailor.pounds("200"), tailor.pounds("0"))
            paid = {"bonus_id": bonus.id, "order_id": self.book.orders.add(new).id, "amount": bonus.amount}
            self._try(lambda: actions.redeem_bonus(self.book, **paid, on=self.day, operation_id=self._name()))

    @rule(
        order_id=st.sampled_from((None, 1, 2)),
        accepted=st.sampled_from((None, "12.50", "30")),
        fate=st.sampled_from(BonusFate),
        letter=st.booleans(),
    )
    def part(self, order_id: int | None, accepted: str | None, fate: BonusFate, letter: bool) -> None:
        name = self._name()
        said: dict[str, Any] = {
            "client_id": 1,
            "case_id": None,
            "order_id": order_id,
            "accepted": tailor.pounds(accepted) if accepted and order_id else None,
            "method": "the card",
            "pay_by": self.day + timedelta(9),
            "items": ["the cloth"],
            "bonus_fates": {row.bonus.id: fate for row in self.book.bonuses.rows()},
            "door_closed": False,
            "letter": letter,
            "today": self.day,
            "operation_id": name,
        }
        if not self._try(lambda: actions.part_kindly(self.book, **said)):
            assert [one for one in self.book.promises.of_client(1) if one.ending is None] == []
            before = self._dump()
            actions.part_kindly(self.book, **said)
            assert self._dump() == before

    @rule()
    def take_on_again(self) -> None:
        self.book.clients.save(replace(self.book.clients.get(1), standing=Standing.ACTIVE))

    # Letters, and whose move it is

    @rule(place=ANY, number=ANY)
    def write(self, place: int, number: int) -> None:
        case = self._case(place)
        situation = actions.letter_situation(self.book, case_id=case.id)
        fitting = [kind for kind in letters_that_fit(situation, self.day) if kind in WRITTEN]
        if not fitting:
            return
        kind = fitting[number % len(fitting)]

        start: dict[str, Any] = {"kind": kind, "case_id": case.id, "language": "en", "today": self.day}
        if self._try(lambda: actions.start_letter(self.book, **start)):
            return
        draft = actions.start_letter(self.book, **start)
        if KINDS[kind].settles:
            draft = replace(draft, typed=(*draft.typed, ("earlier_bonus.fate", "keep")))
        issuing: dict[str, Any] = {"draft": draft, "operation_id": self._name(), "issued_on": self.day}
        if not self._try(lambda: actions.issue_letter(self.book, **issuing)):
            now = self.book.cases.get(case.id)
            assert now.answered_on is not None
            if case.closed_on is None:
                assert whose_turn(now, self.book.turns.of_case(case.id)) is not Turn.OURS

    @rule(place=ANY)
    def void(self, place: int) -> None:
        ids = self.book.letters.ids()
        if ids:
            done = {"letter_id": ids[place % len(ids)], "reason": "wrong", "voided_on": self.day}
            self._try(lambda: actions.void_letter(self.book, **done, operation_id=self._name()))

    @rule(place=ANY, turn=st.sampled_from(Turn), days=st.integers(-3, 1))
    def pass_on(self, place: int, turn: Turn, days: int) -> None:
        case = self._case(place)
        given = {"case_id": case.id, "turn": turn, "since": self.day + timedelta(days), "today": self.day}
        if not self._try(lambda: actions.give_turn(self.book, **given)):
            answered_later = case.answered_on is not None and case.answered_on > given["since"]
            assert answered_later or whose_turn(case, self.book.turns.of_case(case.id)) is turn

    @rule(place=ANY)
    def answer_by_telephone(self, place: int) -> None:
        case = self._case(place)
        if not self._try(lambda: actions.mark_answered(self.book, case_id=case.id, on=self.day)):
            now = self.book.cases.get(case.id)
            assert whose_turn(now, self.book.turns.of_case(case.id)) is not Turn.OURS

    # The end

    @rule(place=ANY, outcome=st.sampled_from(Outcome))
    def say_how_it_ended(self, place: int, outcome: Outcome) -> None:
        self._save(place, outcome=outcome)

    @rule(place=ANY)
    def close(self, place: int) -> None:
        case = self._case(place)
        open_ones = [one for one in self.book.promises.of_case(case.id) if one.ending is None]
        reason = self._try(lambda: actions.close_case(self.book, case_id=case.id, on=self.day))
        if case.closed_on is None:
            expected = "outcome_missing" if case.outcome is None else "promises_open" if open_ones else ""
            twice = () if expected else ("bonus_in_place_of_it", "refund_above_paid")
            assert reason in (expected, *twice)

    @rule(place=ANY)
    def open_again(self, place: int) -> None:
        case = self._case(place)
        self._try(lambda: actions.open_again(self.book, case_id=case.id))

    # What always holds

    @invariant()
    def no_more_goes_back_than_was_paid(self) -> None:
        for order_id in (1, 2):
            paid = self.book.orders.get(order_id).paid
            refunds = [self.book.cases.compensations(case.id).refund for case in self.book.cases.of_order(order_id)]
            returned = sum((one.amount.minor for one in refunds if one), 0)
            assert Money.of_minor(returned, "GBP") <= paid
            assert self.book.cases.refunded_on_order(order_id) <= paid

    @invariant()
    def no_bonus_is_without_its_letter(self) -> None:
        letters = {id_: self.book.letters.get(id_) for id_ in self.book.letters.ids()}
        granting = {id_ for id_, letter in letters.items() if KINDS[letter.kind].grants_bonus}
        bonuses = [row.bonus for row in self.book.bonuses.rows()]
        assert {bonus.letter_id for bonus in bonuses} == granting
        for bonus in bonuses:
            assert letters[bonus.letter_id].case_id == bonus.case_id
            if letters[bonus.letter_id].voided_on is not None:
                assert not balance(bonus, self.book.bonuses.ledger(bonus.id))

    @invariant()
    def no_promise_is_lost(self) -> None:
        promises = self.book.promises.of_client(1)
        assert {one.id for one in promises} == self.promised
        for one in promises:
            assert (one.ending is None) == (one.ended_on is None)
            moves = self.book.promise_moves.of_promise(one.id)
            assert one.due_on == (moves[-1].to_day if moves else one.first_due)
            if one.ending is None and one.case_id is not None:
                assert self.book.cases.get(one.case_id).closed_on is None
        of_ways = [one.option_id for one in promises if one.ending is None and one.option_id is not None]
        assert len(set(of_ways)) == len(of_ways)

    @invariant()
    def the_step_never_contradicts_the_facts(self) -> None:
        for case in self._all():
            row = self.book.cases.row(case.id)
            options, given = self.book.options.of_case(case.id), row.given
            assert row.offered == len(counted(options))
            found = bool(case.words.strip() and case.cause and case.responsibility)
            agreed = case.remedy is Remedy.NOTHING or bool(case.remedy and case.remedy_by)
            one_of_two = bool(given.bonus) is not bool(given.gift)
            doubled = not (one_of_two and may_double(row.situation) and not case.double_skipped)
            done = [found, agreed, bool(given) or case.compensation_skipped, doubled, False]
            over = case.closed_on is not None or case.outcome in (Outcome.LEFT, Outcome.PARTED)
            step = Step.KEEP_IN_TOUCH if over else Step(done.index(False) + 1)
            assert current_step(row.situation) is step
            assert (missing(row.situation) is None) == (case.closed_on is not None)
            if case.option_id is not None:
                (chosen,) = (one for one in options if one.id == case.option_id)
                assert (chosen.remedy, chosen.title, chosen.by) == (case.remedy, case.remedy_what, case.remedy_by)
                promises = [one for one in self.book.promises.of_case(case.id) if one.option_id == chosen.id]
                assert all(one.due_on == chosen.by for one in promises if one.ending is None)
                assert promises or case.remedy is Remedy.NOTHING
            marked = {one for _step, one in actions.misfits_of(self.book, case_id=case.id, today=self.day)}
            assert Misfit.OPTION_DIFFERS not in marked
            kept = any(one.ending is PromiseEnding.KEPT for one in self.book.promises.of_case(case.id))
            if case.remedy_by and case.remedy_by < self.day and case.closed_on is None and not kept:
                assert Misfit.REMEDY_DAY_PASSED in marked

    @invariant()
    def as_many_are_counted_as_there_are_to_work_on(self) -> None:
        rows = self.book.cases.open()
        states = [case_state(row.situation, whose_turn(row.case, row.turns), len(row.promises)) for row in rows]
        assert self.book.cases.count_to_work_on() == states.count(CaseState.OPEN)

    @invariant()
    def the_clock_runs_while_it_is_our_move(self) -> None:
        for case in self._all():
            row = self.book.cases.row(case.id)
            clock = answer_clock(case, row.turns, 3, "GB", self.day)
            state = case_state(row.situation, clock.turn, len(row.promises))
            assert (state is CaseState.CLOSED) == (clock.state is ClockState.CLOSED) == (case.closed_on is not None)
            if case.closed_on is None:
                running = clock.state in (ClockState.RUNNING, ClockState.TODAY, ClockState.LATE)
                assert running == (clock.turn is Turn.OURS)
                assert state is CaseState.OPEN or not (running or row.promises)
                if state is CaseState.SETTLED:
                    assert not row.promises
                    assert current_step(row.situation) is Step.KEEP_IN_TOUCH
            standing = [one for one in self.book.letters.of_case(case.id) if one.voided_on is None]
            if standing:
                assert case.answered_on is not None
                assert case.answered_on <= min(one.issued_on for one in standing)

    def teardown(self) -> None:
        assert check(self.book) == []
        self.book.close()


Cases.TestCase.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
TestCases = Cases.TestCase
