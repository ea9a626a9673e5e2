"""A case's step follows from what is known; nothing keeps it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from evenhand.domain.case import (
    CaseRefused,
    CaseState,
    Misfit,
    Missing,
    Situation,
    Step,
    case_state,
    check_refund,
    current_step,
    misfits,
    missing,
    parting_first,
)
from evenhand.domain.comfort import Comfort
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.options import CaseOption
from evenhand.domain.promises import Promise, PromiseEnding
from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Cause,
    Gift,
    Outcome,
    Refund,
    Remedy,
    Responsibility,
)
from evenhand.domain.turns import Turn

DAY = date(2026, 11, 9)
JUST_OPENED = Case(1, "2026-001", 1, 1, "Coat too small", DAY)
SAID = replace(JUST_OPENED, words="It does not close.")
CAUSE_KNOWN = replace(SAID, cause=Cause.PRODUCT)
FOUND = replace(CAUSE_KNOWN, responsibility=Responsibility.OURS)
CHOSEN = replace(FOUND, remedy=Remedy.REDO)
PUT_RIGHT = replace(CHOSEN, remedy_what="a new coat", remedy_by=DAY + timedelta(7))
SKIPPED = replace(PUT_RIGHT, compensation_skipped=True)

REFUND = Refund(Money(72, "EUR"), "the card you used", DAY)
BONUS = BonusOffer(Money(50, "EUR"), date(2027, 2, 9), Decimal("0.10"), 3)
GIFT = Gift("a silk lining", Money(12, "EUR"))

NOTHING = CaseCompensations()
A_REFUND, A_BONUS, A_GIFT = (
    CaseCompensations(refund=REFUND),
    CaseCompensations(bonus=BONUS),
    CaseCompensations(gift=GIFT),
)
BOTH = CaseCompensations(bonus=BONUS, gift=GIFT)


LIKED = {"valued": True, "comfort": Comfort.COMFORTABLE}


@pytest.mark.parametrize(
    ("case", "given", "more", "step", "lacks"),
    [
        (JUST_OPENED, NOTHING, {}, Step.FIND_THE_CAUSE, Missing.WORDS),
        (replace(JUST_OPENED, words="  \n"), NOTHING, {}, Step.FIND_THE_CAUSE, Missing.WORDS),
        (SAID, NOTHING, {}, Step.FIND_THE_CAUSE, Missing.CAUSE),
        (CAUSE_KNOWN, NOTHING, {}, Step.FIND_THE_CAUSE, Missing.RESPONSIBILITY),
        (replace(PUT_RIGHT, cause=None), NOTHING, {"offered": 3}, Step.FIND_THE_CAUSE, Missing.CAUSE),
        (SAID, A_REFUND, {}, Step.FIND_THE_CAUSE, Missing.CAUSE),  # given early, asked for all the same
        (FOUND, NOTHING, {}, Step.PUT_IT_RIGHT, Missing.OPTIONS),
        (FOUND, NOTHING, {"offered": 2}, Step.PUT_IT_RIGHT, Missing.OPTIONS),
        (FOUND, NOTHING, {"offered": 3}, Step.PUT_IT_RIGHT, Missing.REMEDY),
        (FOUND, A_GIFT, {"offered": 4}, Step.PUT_IT_RIGHT, Missing.REMEDY),
        (CHOSEN, NOTHING, {}, Step.PUT_IT_RIGHT, Missing.REMEDY_DAY),  # agreed on the quick path, without an offer
        (CHOSEN, NOTHING, {"offered": 3}, Step.PUT_IT_RIGHT, Missing.REMEDY_DAY),
        (replace(FOUND, responsibility=Responsibility.CLIENT), NOTHING, {}, Step.PUT_IT_RIGHT, Missing.OPTIONS),
        (replace(FOUND, remedy=Remedy.NOTHING), NOTHING, {}, Step.COMPENSATE, Missing.COMPENSATION),
        (PUT_RIGHT, NOTHING, {}, Step.COMPENSATE, Missing.COMPENSATION),
        (PUT_RIGHT, NOTHING, LIKED, Step.COMPENSATE, Missing.COMPENSATION),
        (PUT_RIGHT, A_BONUS, LIKED, Step.DOUBLE_IT, Missing.SECOND_COMPENSATION),
        (PUT_RIGHT, A_GIFT, {"valued": True}, Step.DOUBLE_IT, Missing.SECOND_COMPENSATION),
        (PUT_RIGHT, A_GIFT, {"valued": True, "comfort": Comfort.UNEASY}, Step.KEEP_IN_TOUCH, Missing.OUTCOME),
        (PUT_RIGHT, BOTH, LIKED, Step.KEEP_IN_TOUCH, Missing.OUTCOME),
        (PUT_RIGHT, A_REFUND, {}, Step.KEEP_IN_TOUCH, Missing.OUTCOME),
        (PUT_RIGHT, A_REFUND, LIKED, Step.KEEP_IN_TOUCH, Missing.OUTCOME),
        (PUT_RIGHT, A_BONUS, {}, Step.KEEP_IN_TOUCH, Missing.OUTCOME),
        (SKIPPED, NOTHING, {}, Step.KEEP_IN_TOUCH, Missing.OUTCOME),
        (SKIPPED, NOTHING, LIKED, Step.KEEP_IN_TOUCH, Missing.OUTCOME),  # nothing is given, so nothing is doubled
        (replace(PUT_RIGHT, double_skipped=True), A_BONUS, LIKED, Step.KEEP_IN_TOUCH, Missing.OUTCOME),
        (replace(PUT_RIGHT, outcome=Outcome.STAYS), A_BONUS, {}, Step.KEEP_IN_TOUCH, Missing.CLOSING),
        (replace(PUT_RIGHT, outcome=Outcome.STAYS), NOTHING, {}, Step.COMPENSATE, Missing.COMPENSATION),
        (replace(SAID, outcome=Outcome.PARTED), NOTHING, {}, Step.KEEP_IN_TOUCH, Missing.CLOSING),  # at any step
        (replace(SAID, outcome=Outcome.LEFT), NOTHING, {}, Step.KEEP_IN_TOUCH, Missing.CLOSING),
    ],
)
def test_the_step_is_the_first_one_that_lacks_something(
    case: Case, given: CaseCompensations, more: dict[str, Any], step: Step, lacks: Missing
) -> None:
    situation = Situation(case, given, **more)
    assert missing(situation) == (step, lacks)
    assert current_step(situation) is step


@pytest.mark.parametrize(
    ("given", "valued", "comfort", "doubled"),
    [
        (A_BONUS, True, Comfort.COMFORTABLE, True),
        (A_GIFT, True, Comfort.COMFORTABLE, True),
        (A_BONUS, True, None, True),
        (A_BONUS, True, Comfort.UNEASY, False),
        (A_BONUS, True, Comfort.UNCOMFORTABLE, False),
        (A_BONUS, False, Comfort.COMFORTABLE, False),
        (BOTH, True, Comfort.COMFORTABLE, False),  # already both
        (A_REFUND, True, Comfort.COMFORTABLE, False),
        (CaseCompensations(refund=REFUND, bonus=BONUS), True, Comfort.COMFORTABLE, False),
    ],
)
def test_doubling_is_for_valued_clients_who_are_comfortable_to_work_with(
    given: CaseCompensations, valued: bool, comfort: Comfort | None, doubled: bool
) -> None:
    situation = Situation(PUT_RIGHT, given, valued=valued, comfort=comfort)
    assert (current_step(situation) is Step.DOUBLE_IT) == doubled
    declined = replace(situation, case=replace(PUT_RIGHT, double_skipped=True))
    assert current_step(declined) is Step.KEEP_IN_TOUCH


@pytest.mark.parametrize(
    ("comfort", "closed_on", "first"),
    [
        (Comfort.UNCOMFORTABLE, None, True),
        (Comfort.UNCOMFORTABLE, DAY, False),
        (Comfort.UNEASY, None, False),
        (Comfort.COMFORTABLE, None, False),
        (None, None, False),
    ],
)
def test_parting_comes_first_with_a_client_whom_the_owner_is_not_comfortable_with(
    comfort: Comfort | None, closed_on: date | None, first: bool
) -> None:
    assert parting_first(Situation(replace(SAID, closed_on=closed_on), comfort=comfort)) is first


def test_a_closed_case_lacks_nothing_and_stays_on_its_last_step() -> None:
    closed = Situation(replace(JUST_OPENED, outcome=Outcome.STAYS, closed_on=DAY))
    assert missing(closed) is None
    assert current_step(closed) is Step.KEEP_IN_TOUCH


@pytest.mark.parametrize(
    ("case", "given", "turn", "promised", "state"),
    [
        (JUST_OPENED, NOTHING, Turn.OURS, 0, CaseState.OPEN),
        (JUST_OPENED, NOTHING, Turn.CLIENT, 0, CaseState.WAITING),
        (FOUND, NOTHING, Turn.CLIENT, 0, CaseState.WAITING),  # for their pick
        (FOUND, NOTHING, Turn.THIRD_PARTY, 1, CaseState.OPEN),
        (PUT_RIGHT, NOTHING, Turn.CLIENT, 0, CaseState.OPEN),  # what to give is for us to say
        (PUT_RIGHT, A_BONUS, Turn.CLIENT, 1, CaseState.OPEN),  # something is still promised
        (PUT_RIGHT, A_BONUS, Turn.CLIENT, 0, CaseState.SETTLED),
        (PUT_RIGHT, A_BONUS, Turn.OURS, 0, CaseState.OPEN),  # they wrote again
        (replace(PUT_RIGHT, outcome=Outcome.STAYS), A_BONUS, Turn.THIRD_PARTY, 0, CaseState.SETTLED),
        (replace(FOUND, closed_on=DAY), NOTHING, Turn.OURS, 0, CaseState.CLOSED),
    ],
)
def test_a_case_is_open_waits_is_settled_or_closed(
    case: Case, given: CaseCompensations, turn: Turn, promised: int, state: CaseState
) -> None:
    assert case_state(Situation(case, given), turn, promised) is state


NEXT_DAY = DAY + timedelta(8)
WAY = CaseOption(5, 1, 1, Remedy.REDO, "a new coat", by=PUT_RIGHT.remedy_by)
PICKED = replace(PUT_RIGHT, option_id=5)
DONE = Promise(1, 1, "a new coat", DAY, DAY, DAY + timedelta(7), None, 1, 5, NEXT_DAY, PromiseEnding.KEPT)


@pytest.mark.parametrize(
    ("case", "options", "promises", "found"),
    [
        (PICKED, [WAY], [], []),
        (PICKED, [replace(WAY, offered=False)], [], [Misfit.OPTION_NOT_OFFERED]),
        (PICKED, [], [], [Misfit.OPTION_NOT_OFFERED]),
        (PICKED, [replace(WAY, title="a mended coat")], [], [Misfit.OPTION_DIFFERS]),
        (PICKED, [replace(WAY, by=DAY)], [], [Misfit.OPTION_DIFFERS]),
        (PUT_RIGHT, [replace(WAY, offered=False)], [], []),
        (replace(PUT_RIGHT, remedy=Remedy.DISCOUNT), [], [], [Misfit.DISCOUNT_AGREED]),
    ],
)
def test_what_is_agreed_and_no_longer_fits_is_marked(
    case: Case, options: list[CaseOption], promises: list[Promise], found: list[Misfit]
) -> None:
    marked = misfits(Situation(case), options=options, promises=promises, today=DAY)
    assert marked == tuple((Step.PUT_IT_RIGHT, one) for one in found)


@pytest.mark.parametrize(
    ("case", "promises", "marked"),
    [
        (PUT_RIGHT, [], True),
        (PICKED, [], True),
        (PICKED, [DONE], False),  # late, but done
        (PICKED, [replace(DONE, ending=PromiseEnding.BROKEN)], True),
        (PICKED, [replace(DONE, option_id=6)], True),  # of another way
        (PUT_RIGHT, [replace(DONE, option_id=None)], False),
        (PUT_RIGHT, [replace(DONE, option_id=None, due_on=DAY)], True),  # to call, not to sew
        (replace(PUT_RIGHT, closed_on=NEXT_DAY), [], False),
    ],
)
def test_a_day_that_has_passed_is_marked_until_what_was_promised_is_done(
    case: Case, promises: list[Promise], marked: bool
) -> None:
    found = misfits(Situation(case), options=[WAY], promises=promises, today=NEXT_DAY)
    assert found == (((Step.PUT_IT_RIGHT, Misfit.REMEDY_DAY_PASSED),) if marked else ())
    assert misfits(Situation(case), options=[WAY], promises=promises, today=DAY + timedelta(7)) == ()


PARTED = replace(PUT_RIGHT, outcome=Outcome.PARTED)


@pytest.mark.parametrize(
    ("case", "given", "more", "found"),
    [
        (PUT_RIGHT, BOTH, LIKED, []),
        (PUT_RIGHT, A_BONUS, {}, []),
        (PUT_RIGHT, BOTH, {}, [(Step.DOUBLE_IT, Misfit.BOTH_NOT_VALUED)]),
        (
            PUT_RIGHT,
            BOTH,
            {"comfort": Comfort.UNEASY},
            [(Step.DOUBLE_IT, Misfit.BOTH_NOT_VALUED), (Step.DOUBLE_IT, Misfit.BOTH_NOT_COMFORTABLE)],
        ),
        (
            PUT_RIGHT,
            BOTH,
            {"valued": True, "comfort": Comfort.UNCOMFORTABLE},
            [(Step.DOUBLE_IT, Misfit.BOTH_NOT_COMFORTABLE)],
        ),
        (PUT_RIGHT, replace(BOTH, refund=REFUND), LIKED, [(Step.DOUBLE_IT, Misfit.BOTH_BESIDE_REFUND)]),
        (replace(PUT_RIGHT, double_skipped=True), BOTH, LIKED, [(Step.DOUBLE_IT, Misfit.SKIPPED_BUT_GIVEN)]),
        (replace(PUT_RIGHT, double_skipped=True), A_BONUS, LIKED, []),
        (SKIPPED, A_GIFT, {}, [(Step.COMPENSATE, Misfit.SKIPPED_BUT_GIVEN)]),
        (SKIPPED, NOTHING, {}, []),
        (PARTED, A_BONUS, {}, [(Step.KEEP_IN_TOUCH, Misfit.BONUS_AT_PARTING)]),
        (PARTED, A_GIFT, {}, []),
        (replace(PARTED, outcome=Outcome.LEFT), A_BONUS, {}, []),
    ],
)
def test_what_is_given_and_no_longer_fits_is_marked_at_its_step(
    case: Case, given: CaseCompensations, more: dict[str, Any], found: list[tuple[Step, Misfit]]
) -> None:
    assert misfits(Situation(case, given, **more), today=DAY) == tuple(found)


def test_a_bonus_beside_all_the_money_back_is_marked_whichever_case_returned_it() -> None:
    for given in (A_BONUS, CaseCompensations(refund=REFUND, bonus=BONUS)):
        found = misfits(Situation(PUT_RIGHT, given), refunded_in_full=True, today=DAY)
        assert found == ((Step.COMPENSATE, Misfit.BONUS_BESIDE_FULL_REFUND),)
        assert misfits(Situation(PUT_RIGHT, given), today=DAY) == ()


def test_a_refund_is_above_nothing_and_at_most_what_was_paid() -> None:
    paid = Money(100, "EUR")
    check_refund(paid, paid)
    check_refund(Money(Decimal("0.01"), "EUR"), paid)
    for amount, reason in (("100.01", "refund_above_paid"), ("0", "refund_of_nothing"), ("-5", "refund_of_nothing")):
        with pytest.raises(CaseRefused) as refused:
            check_refund(Money(Decimal(amount), "EUR"), paid)
        assert (refused.value.reason, refused.value.limit) == (reason, paid)
    with pytest.raises(CurrencyMismatch):
        check_refund(Money(5, "GBP"), paid)
