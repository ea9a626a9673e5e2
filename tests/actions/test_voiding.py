"""A voided letter stays, and what it granted ends with it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evenhand import actions
from evenhand.domain.bonus import BonusRefused, BonusState, state
from evenhand.domain.case import CaseRefused
from evenhand.domain.letter_kinds import letters_that_fit
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.records import (
    Case,
    LetterKind,
    Order,
)
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.errors import NotInBook
from tailor import LATER, TODAY, bonus, drafted, gift, issue, pounds


def test_a_voided_letter_stays_and_its_bonus_ends_with_it(shop: Book, case: Case) -> None:
    bonus(shop, case)
    letter = issue(shop, case, LetterKind.BONUS)
    pdf = shop.letters.pdf(letter.id)
    void: Any = {"letter_id": letter.id, "reason": " wrong sum ", "voided_on": LATER, "operation_id": "void"}
    voided = actions.void_letter(shop, **void)
    assert voided == replace(letter, voided_on=LATER, void_reason="wrong sum") == shop.letters.get(letter.id)
    assert actions.void_letter(shop, **void) == voided
    assert shop.letters.pdf(letter.id) == pdf
    granted = shop.bonuses.of_letter(letter.id)
    assert granted
    assert state(granted, shop.bonuses.ledger(granted.id), LATER) is BonusState.CANCELLED
    with pytest.raises(BonusRefused, match="cancelled"):
        redeem(shop, "1")
    assert check(shop) == []


def test_a_letter_is_voided_once_and_with_a_reason(shop: Book, case: Case) -> None:
    gift(shop, case)
    letter = issue(shop, case, LetterKind.GIFT)
    void: Any = {"letter_id": letter.id, "voided_on": TODAY}
    with pytest.raises(CaseRefused, match="void_without_reason"):
        actions.void_letter(shop, reason=" ", operation_id="a", **void)
    actions.void_letter(shop, reason="wrong", operation_id="b", **void)
    with pytest.raises(CaseRefused, match="already_voided"):
        actions.void_letter(shop, reason="wrong", operation_id="c", **void)
    with pytest.raises(NotInBook):
        actions.void_letter(shop, letter_id=99, reason="wrong", voided_on=TODAY, operation_id="d")


def void(book: Book, letter_id: int) -> None:
    actions.void_letter(book, letter_id=letter_id, reason="wrong", voided_on=LATER, operation_id=f"void {letter_id}")


def test_a_voided_acknowledgement_answers_nobody_and_the_clock_runs_again(shop: Book, case: Case) -> None:
    draft = actions.start_letter(shop, kind=LetterKind.ACKNOWLEDGEMENT, language="en", today=TODAY, case_id=case.id)
    letter = actions.issue_letter(shop, draft=draft, operation_id="issue", issued_on=TODAY)
    assert shop.cases.get(case.id).answered_on == TODAY
    void(shop, letter.id)
    answered_on = shop.cases.get(case.id).answered_on
    assert answered_on is None
    assert LetterKind.ACKNOWLEDGEMENT in letters_that_fit(actions.letter_situation(shop, case_id=case.id), LATER)


def test_the_next_letter_that_stands_answers_the_case_in_its_place(shop: Book, case: Case) -> None:
    gift(shop, case)
    first = issue(shop, case, LetterKind.APOLOGY, "first")
    draft = drafted(shop, case, LetterKind.APOLOGY)
    actions.issue_letter(shop, draft=draft, operation_id="second", issued_on=LATER)
    void(shop, first.id)
    assert shop.cases.get(case.id).answered_on == LATER


def test_a_call_before_the_letter_still_answers_the_case_when_the_letter_is_void(shop: Book, case: Case) -> None:
    called = date(2026, 4, 1)
    shop.cases.save(replace(case, answered_on=called))
    gift(shop, case)
    void(shop, issue(shop, case, LetterKind.GIFT).id)
    assert shop.cases.get(case.id).answered_on == called


def redeem(book: Book, amount: str, on: date = TODAY, name: str = "redeem") -> object:
    return actions.redeem_bonus(book, bonus_id=1, order_id=1, amount=pounds(amount), on=on, operation_id=name)


def test_a_bonus_is_used_in_parts_and_to_the_end_of_its_last_day(shop: Book, case: Case) -> None:
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    redeem(shop, "5", name="a")
    with pytest.raises(BonusRefused, match="too_much") as refused:
        redeem(shop, "2.51", name="b")
    assert refused.value.left == pounds("2.50")
    with pytest.raises(BonusRefused, match="expired"):
        redeem(shop, "1", on=date(2026, 7, 3), name="c")
    redeem(shop, "2.50", on=date(2026, 7, 2), name="d")
    with pytest.raises(BonusRefused, match="used"):
        actions.cancel_bonus(shop, bonus_id=1, on=TODAY, operation_id="e")
    assert check(shop) == []


def test_a_bonus_is_used_in_its_own_currency_only(shop: Book, case: Case) -> None:
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    euros = Money(Decimal(50), "EUR")
    other = shop.orders.add(Order(0, 1, "2", TODAY, "hat", euros, euros))
    for order_id, amount in ((other.id, pounds("1")), (1, Money(Decimal(1), "EUR"))):
        with pytest.raises(CurrencyMismatch):
            actions.redeem_bonus(shop, bonus_id=1, order_id=order_id, amount=amount, on=TODAY, operation_id="x")


def test_what_is_left_on_a_bonus_can_be_taken_back(shop: Book, case: Case) -> None:
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    redeem(shop, "5")
    cancelled = actions.cancel_bonus(shop, bonus_id=1, on=TODAY, note="exchanged for money", operation_id="cancel")
    assert (cancelled.amount, cancelled.note) == (pounds("2.50"), "exchanged for money")
    assert actions.cancel_bonus(shop, bonus_id=1, on=TODAY, operation_id="cancel") == cancelled
    with pytest.raises(BonusRefused, match="cancelled"):
        actions.cancel_bonus(shop, bonus_id=1, on=TODAY, operation_id="again")
