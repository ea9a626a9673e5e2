"""What was paid for an order goes back once: as money, as a bonus in place of it, or as some of each."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evenhand import actions
from evenhand.domain.bonus import Bonus
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import Money
from evenhand.domain.records import Case, Letter, LetterKind, Nature, Order
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from tailor import PAID, TODAY, bonus, drafted, issue, open_case, pounds, refund

OWED = {"months": 0, "round_to": None, "nature": Nature.OWED, "client_chose": True}
HALF = pounds("36.25")


def owe(shop: Book, case: Case, share: str = "1", **more: bool) -> None:
    bonus(shop, case, share=Decimal(share), **OWED | more)


def granted(shop: Book, case: Case, share: str = "1") -> Bonus:
    """A bonus in place of money owed, by its letter; the case is closed."""
    owe(shop, case, share)
    found = shop.bonuses.of_letter(issue(shop, case, LetterKind.BONUS, "the bonus").id)
    assert found is not None
    shop.cases.save(replace(shop.cases.get(case.id), closed_on=TODAY))
    return found


def returned(shop: Book, case: Case, fate: str = "") -> Letter:
    draft = replace(drafted(shop, case, LetterKind.REFUND), typed=(("earlier_bonus.fate", fate),))
    return actions.issue_letter(shop, draft=draft, operation_id="the refund", issued_on=TODAY)


def use(shop: Book, bonus: Bonus, amount: Money) -> None:
    order = shop.orders.add(Order(0, bonus.client_id, "2026-0148", TODAY, "a skirt", PAID, pounds("0")))
    actions.redeem_bonus(shop, bonus_id=bonus.id, order_id=order.id, amount=amount, on=TODAY, operation_id="use")


def test_money_that_a_kept_bonus_stands_for_is_not_returned_as_well(shop: Book, case: Case) -> None:
    granted(shop, case)
    second = open_case(shop, name="second")
    refund(shop, second)
    with pytest.raises(CaseRefused) as refused:
        returned(shop, second, "keep")
    assert (refused.value.reason, refused.value.limit) == ("bonus_in_place_of_it", pounds("0"))
    assert [row.kind for row in shop.letters.rows()] == [LetterKind.BONUS]


def test_what_a_reduced_bonus_leaves_can_be_returned(shop: Book, case: Case) -> None:
    granted(shop, case)
    second = open_case(shop, name="second")
    refund(shop, second, pounds("36.26"))
    with pytest.raises(CaseRefused, match="bonus_in_place_of_it"):
        returned(shop, second, str(HALF.minor))
    refund(shop, second, HALF)
    assert returned(shop, second, str(HALF.minor)).amount == HALF
    assert check(shop) == []


def test_a_refund_in_place_of_such_a_bonus_returns_everything(shop: Book, case: Case) -> None:
    owed = granted(shop, case)
    second = open_case(shop, name="second")
    refund(shop, second)
    assert returned(shop, second, "cancel").amount == PAID
    assert actions.earlier_bonus(shop, order_id=second.order_id) is None
    assert shop.bonuses.ledger(owed.id)[-1].amount == PAID


def test_what_was_bought_with_such_a_bonus_is_not_returned_as_well(shop: Book, case: Case) -> None:
    owed = granted(shop, case)
    use(shop, owed, HALF)
    second = open_case(shop, name="second")
    with pytest.raises(CaseRefused) as refused:
        refund(shop, second)
    assert (refused.value.reason, refused.value.limit) == ("refund_above_paid", HALF)
    entry = shop.bonuses.ledger(owed.id)[-1]
    actions.take_back_redemption(shop, entry_id=entry.id, on=TODAY, operation_id="back")
    assert refund(shop, second).refund


def test_money_that_went_back_is_not_owed_any_more(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("50"))
    issue(shop, case, LetterKind.REFUND, "the refund")
    shop.cases.save(replace(shop.cases.get(case.id), closed_on=TODAY))
    second = open_case(shop, name="second")
    with pytest.raises(CaseRefused) as refused:
        owe(shop, second)
    assert (refused.value.reason, refused.value.limit) == ("owed_above_paid", pounds("22.50"))
    owe(shop, second, "0.25")


def test_a_refund_and_such_a_bonus_share_what_was_paid(shop: Book, case: Case) -> None:
    refund(shop, case)
    with pytest.raises(CaseRefused, match="owed_above_paid"):
        owe(shop, case, beside=True)
    owe(shop, case)  # in its place
    refund(shop, case, beside=True)
    issue(shop, case, LetterKind.REFUND, "the refund")
    with pytest.raises(CaseRefused, match="owed_above_paid"):
        issue(shop, case, LetterKind.BONUS, "the bonus")


def test_a_bonus_that_was_paid_out_is_not_granted_again(shop: Book, case: Case) -> None:
    owed = granted(shop, case)
    actions.exchange_bonus(shop, bonus_id=owed.id, on=TODAY, operation_id="paid out")
    actions.void_letter(shop, letter_id=owed.letter_id, reason="wrong", voided_on=TODAY, operation_id="void")
    draft = actions.replace_letter(shop, letter_id=owed.letter_id, today=TODAY)
    with pytest.raises(CaseRefused, match="owed_above_paid"):
        actions.issue_letter(shop, draft=draft, operation_id="again", issued_on=TODAY)


def test_a_voided_bonus_letter_leaves_the_money_to_be_given_anew(shop: Book, case: Case) -> None:
    owed = granted(shop, case)
    actions.void_letter(shop, letter_id=owed.letter_id, reason="wrong", voided_on=TODAY, operation_id="void")
    draft = actions.replace_letter(shop, letter_id=owed.letter_id, today=TODAY)
    assert actions.issue_letter(shop, draft=draft, operation_id="again", issued_on=TODAY).amount == PAID
