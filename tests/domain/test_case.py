"""A case's step follows from what is known; nothing keeps it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from evenhand.domain.case import CaseRefused, Missing, Situation, Step, check_refund, current_step, is_overdue, missing
from evenhand.domain.comfort import Comfort
from evenhand.domain.money import CurrencyMismatch, Money
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

DAY = date(2026, 11, 9)
JUST_OPENED = Case(1, "2026-001", 1, 1, "Coat too small", DAY)
SAID = replace(JUST_OPENED, words="It does not close.")
CAUSE_KNOWN = replace(SAID, cause=Cause.PRODUCT)
FOUND = replace(CAUSE_KNOWN, responsibility=Responsibility.OURS)
CHOSEN = replace(FOUND, remedy=Remedy.REDO)
PUT_RIGHT = replace(CHOSEN, remedy_by=DAY + timedelta(7))

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


@pytest.mark.parametrize(
    ("case", "given", "step", "lacks"),
    [
        (JUST_OPENED, NOTHING, Step.FIND_THE_CAUSE, Missing.WORDS),
        (replace(JUST_OPENED, words="  \n"), NOTHING, Step.FIND_THE_CAUSE, Missing.WORDS),
        (SAID, NOTHING, Step.FIND_THE_CAUSE, Missing.CAUSE),
        (CAUSE_KNOWN, NOTHING, Step.FIND_THE_CAUSE, Missing.RESPONSIBILITY),
        (FOUND, NOTHING, Step.PUT_IT_RIGHT, Missing.REMEDY),
        (CHOSEN, NOTHING, Step.PUT_IT_RIGHT, Missing.REMEDY_DAY),
        (replace(FOUND, remedy=Remedy.NOTHING), NOTHING, Step.COMPENSATE, Missing.COMPENSATION),
        (PUT_RIGHT, NOTHING, Step.COMPENSATE, Missing.COMPENSATION),
        (PUT_RIGHT, A_REFUND, Step.KEEP_IN_TOUCH, Missing.OUTCOME),
        (PUT_RIGHT, A_BONUS, Step.KEEP_IN_TOUCH, Missing.OUTCOME),
        (replace(PUT_RIGHT, compensation_skipped=True), NOTHING, Step.KEEP_IN_TOUCH, Missing.OUTCOME),
        (SAID, A_REFUND, Step.FIND_THE_CAUSE, Missing.CAUSE),  # given early, asked for all the same
    ],
)
def test_the_step_is_the_first_one_that_lacks_something(
    case: Case, given: CaseCompensations, step: Step, lacks: Missing
) -> None:
    situation = Situation(case, given)
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


def test_a_closed_case_lacks_nothing_and_stays_on_its_last_step() -> None:
    closed = Situation(replace(JUST_OPENED, outcome=Outcome.STAYS, closed_on=DAY))
    assert missing(closed) is None
    assert current_step(closed) is Step.KEEP_IN_TOUCH


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


def test_a_case_is_overdue_from_the_day_after_its_answer_day_until_it_is_answered() -> None:
    assert not is_overdue(JUST_OPENED, DAY, DAY)
    assert is_overdue(JUST_OPENED, DAY, DAY + timedelta(1))
    assert not is_overdue(replace(JUST_OPENED, answered_on=DAY), DAY, DAY + timedelta(1))
    assert not is_overdue(replace(JUST_OPENED, closed_on=DAY), DAY, DAY + timedelta(1))
