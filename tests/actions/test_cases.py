"""A case is opened, something to give is chosen, and what makes no sense is refused."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from evenhand import actions, wording
from evenhand.domain.case import CaseRefused, Misfit, Step
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.options import CaseOption
from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Gift,
    Refund,
    Remedy,
)
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook
from tailor import LATER, PAID, TODAY, bonus, gift, open_case, pounds, refund


def test_a_case_opens_with_a_number_of_its_year(shop: Book) -> None:
    case = open_case(shop)
    assert (case.number, case.client_id, case.order_id, case.title) == ("2026-001", 1, 1, "The lining tore")
    assert shop.cases.open_on_order(1) == case
    assert open_case(shop) == case  # the same operation once more


def test_a_case_without_a_title_takes_what_was_ordered(shop: Book) -> None:
    case = actions.open_case(shop, order_id=1, title=" ", words="", received_on=TODAY, operation_id="x")
    assert case.title == "grey wool coat"


def test_no_case_is_opened_where_it_makes_no_sense(shop: Book, case: Case) -> None:
    with pytest.raises(CaseRefused, match="open_case_on_order"):
        open_case(shop, name="another")
    refund(shop, case)
    shop.cases.save(replace(case, closed_on=TODAY))
    with pytest.raises(CaseRefused, match="refunded_in_full"):
        open_case(shop, name="another")
    shop.clients.archive(1)
    with pytest.raises(CaseRefused, match="archived_client"):
        open_case(shop, name="another")
    with pytest.raises(NotInBook):
        open_case(shop, order_id=99, name="another")
    assert [one.number for one in shop.cases.of_order(1)] == ["2026-001"]


def test_a_case_needs_an_order_and_says_so(shop: Book) -> None:
    with pytest.raises(CaseRefused, match="no_order") as refused:
        actions.open_case(shop, order_id=None, title="", words="", received_on=TODAY, operation_id="x")
    assert wording.sentence(refused.value) == "A case needs an order. Write the order first."
    assert shop.cases.open() == []


def test_going_back_marks_what_no_longer_fits_and_loses_nothing(shop: Book, case: Case) -> None:
    def marked() -> set[tuple[Step, Misfit]]:
        return set(actions.misfits_of(shop, case_id=case.id, today=TODAY))

    shop.clients.save(replace(shop.clients.get(1), valued=True))
    bonus(shop, case)
    gift(shop, case, beside=True)
    given = shop.cases.compensations(case.id)
    assert marked() == set()
    shop.comfort.set_flag(ComfortFlag(1, Comfort.UNCOMFORTABLE, TODAY))
    shop.clients.save(replace(shop.clients.get(1), valued=False))
    option = CaseOption(0, case.id, 0, Remedy.DISCOUNT, "20% off", by=LATER, discount=Decimal("0.2"))
    option = actions.save_option(shop, option=option, today=TODAY)
    actions.choose_option(shop, case_id=case.id, option_id=option.id, today=TODAY, operation_id="pick")
    actions.save_option(shop, option=replace(option, offered=False), today=TODAY)
    refund(shop, case, beside=True)
    assert marked() == {
        (Step.PUT_IT_RIGHT, Misfit.OPTION_NOT_OFFERED),
        (Step.PUT_IT_RIGHT, Misfit.DISCOUNT_AGREED),
        (Step.COMPENSATE, Misfit.BONUS_BESIDE_FULL_REFUND),
        (Step.DOUBLE_IT, Misfit.BOTH_NOT_VALUED),
        (Step.DOUBLE_IT, Misfit.BOTH_NOT_COMFORTABLE),
        (Step.DOUBLE_IT, Misfit.BOTH_BESIDE_REFUND),
    }
    assert replace(shop.cases.compensations(case.id), refund=None) == given
    assert shop.cases.get(case.id).remedy is Remedy.DISCOUNT


# Choosing what to give


def test_choosing_one_thing_takes_the_place_of_another_unless_it_stands_beside_it(shop: Book, case: Case) -> None:
    scarf = Gift("a silk scarf", pounds("8"))
    offer = BonusOffer(pounds("7.50"), date(2026, 7, 2), Decimal("0.10"), 3, Decimal("0.50"))
    whole = Refund(PAID, "the card ending 4417", LATER)
    assert refund(shop, case) == CaseCompensations(whole)
    assert bonus(shop, case) == CaseCompensations(None, offer)
    assert gift(shop, case, beside=True) == CaseCompensations(None, offer, scarf)
    assert shop.cases.compensations(case.id) == CaseCompensations(None, offer, scarf)
    assert gift(shop, case) == CaseCompensations(None, None, scarf)


@pytest.mark.parametrize(
    ("choose", "reason"),
    [
        (lambda book, case: refund(book, case, pounds("72.51")), "refund_above_paid"),
        (lambda book, case: refund(book, case, pounds("0")), "refund_of_nothing"),
        (lambda book, case: refund(book, case, pounds("-1")), "refund_of_nothing"),
        (lambda book, case: refund(book, case, pay_by=date(2026, 4, 1)), "pay_by_past"),
        (lambda book, case: refund(book, case, share=Decimal("0")), "share_out_of_range"),
        (lambda book, case: refund(book, case, share=Decimal("1.01")), "share_out_of_range"),
        (lambda book, case: refund(book, case, method="  "), "method_missing"),
        (lambda book, case: bonus(book, case, share=Decimal("0")), "share_out_of_range"),
        (lambda book, case: bonus(book, case, share=Decimal("1.5")), "share_out_of_range"),
        (lambda book, case: bonus(book, case, months=0), "months_out_of_range"),
        (lambda book, case: bonus(book, case, months=61), "months_out_of_range"),
        (lambda book, case: bonus(book, case, valid_until=date(2026, 4, 1)), "expiry_past"),
        (lambda book, case: bonus(book, case, share=Decimal("0.00001"), round_to=None), "order_without_sum"),
        (lambda book, case: gift(book, case, what=" "), "gift_without_words"),
        (lambda book, case: gift(book, case, cost=pounds("-0.01")), "cost_below_zero"),
    ],
)
def test_what_can_not_be_given_is_refused_and_nothing_is_lost(
    shop: Book, case: Case, choose: Callable[[Book, Case], object], reason: str
) -> None:
    before = gift(shop, case, what="a thimble")
    with pytest.raises(CaseRefused) as refused:
        choose(shop, case)
    assert refused.value.reason == reason
    assert wording.sentence(refused.value)
    assert shop.cases.compensations(case.id) == before


@pytest.mark.parametrize(
    "choose",
    [
        lambda book, case: refund(book, case, Money(Decimal(10), "EUR")),
        lambda book, case: gift(book, case, cost=Money(Decimal(10), "EUR")),
    ],
)
def test_a_sum_in_another_currency_than_the_order_is_refused(
    shop: Book, case: Case, choose: Callable[[Book, Case], object]
) -> None:
    with pytest.raises(CurrencyMismatch):
        choose(shop, case)


def test_today_itself_is_in_time(shop: Book, case: Case) -> None:
    given = refund(shop, case, pay_by=TODAY)
    assert given.refund
    assert given.refund.pay_by == TODAY


def test_two_cases_never_give_back_more_than_was_paid(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("50"))
    shop.cases.save(replace(case, closed_on=TODAY))
    second = open_case(shop, name="second")
    with pytest.raises(CaseRefused) as refused:
        refund(shop, second, pounds("22.51"))
    assert (refused.value.reason, refused.value.limit) == ("refund_above_paid", pounds("22.50"))
    refund(shop, second, pounds("22.50"))
    with pytest.raises(CaseRefused, match="case_closed"):
        refund(shop, case, pounds("1"))


def test_an_order_without_a_sum_gives_no_share(shop: Book) -> None:
    shop.orders.save(replace(shop.orders.get(1), total=pounds("0"), paid=pounds("0")))
    case = open_case(shop)
    with pytest.raises(CaseRefused, match="order_without_sum"):
        bonus(shop, case)
    with pytest.raises(CaseRefused, match="refund_above_paid"):
        refund(shop, case, pounds("1"))


def test_every_refusal_has_its_sentence() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(actions.__file__).parent.glob("*.py"))
    reasons = set(re.findall(r'CaseRefused\("(\w+)"', source))
    assert len(reasons) > 15
    for reason in reasons:
        assert wording.sentence(CaseRefused(reason))
