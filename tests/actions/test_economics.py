"""The money in a case, from the book: what it cost, what came back, what it all rests on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import tailor
from evenhand import actions
from evenhand.domain.economics import CostKind, MarginSource
from evenhand.domain.money import Money
from evenhand.domain.records import Case, LetterKind, Nature, Order, Remedy
from evenhand.storage.book import Book
from tailor import TODAY, bonus, gift, issue, open_case, pounds

LATER = date(2026, 6, 1)
Sell = Callable[..., Order]


@pytest.fixture
def sell(shop: Book) -> Sell:
    def do(total: Money, on: date, cost: Money | None = None) -> Order:
        number = shop.orders.next_number(on.year)
        return shop.orders.add(Order(0, 1, number, on, "menu cards", total, total, cost))

    return do


def given_both(book: Book, case: Case, share: str = "0.10") -> int:
    """The gift and the bonus of a case, in one letter; the bonus's id."""
    gift(book, case, cost=pounds("300"))
    bonus(book, case, share=Decimal(share), round_to=None, beside=True)
    granted = book.bonuses.of_letter(issue(book, case, LetterKind.DOUBLE, f"double {case.id}").id)
    assert granted is not None
    return granted.id


def test_the_order_after_a_case_brought_back_seventeen_times_what_was_spent(shop: Book, sell: Sell) -> None:
    went_wrong = sell(pounds("20000"), date(2026, 3, 10))
    case = open_case(shop, went_wrong.id)
    shop.cases.save(replace(case, remedy=Remedy.REDO, remedy_by=LATER, remedy_cost=pounds("3000")))
    bonus_id = given_both(shop, case)
    assert shop.bonuses.get(bonus_id).amount == pounds("2000")
    before = actions.economics_of(shop, case_id=case.id, today=TODAY)
    assert (before.next_order, before.came_back) == (None, None)
    assert before.cost_so_far == {"GBP": pounds("3300")}

    after = sell(pounds("60000"), LATER)
    actions.redeem_bonus(
        shop, bonus_id=bonus_id, order_id=after.id, amount=pounds("2000"), on=LATER, operation_id="use"
    )
    found = actions.economics_of(shop, case_id=case.id, today=LATER)
    assert found.came_back is not None
    sums = found.came_back.sums
    assert (sums.spent, sums.came_back, sums.earned) == (pounds("3300"), pounds("58000"), None)
    assert sums.ratio is not None
    assert round(sums.ratio, 1) == Decimal("17.6")
    assert [(one.kind, one.amount) for one in found.came_back.costs] == [
        (CostKind.REMEDY, pounds("3000")),
        (CostKind.GIFT, pounds("300")),
    ]
    assert found.cost_so_far == {"GBP": pounds("5300")}  # the bonus was used by now

    owner = shop.owner.get()
    assert owner is not None
    shop.owner.save(replace(owner, usual_margin=Decimal("0.3")))
    found = actions.economics_of(shop, case_id=case.id, today=LATER)
    assert found.came_back is not None
    assert found.came_back.sums.earned == pounds("12700")
    assert found.came_back.margin is not None
    assert found.came_back.margin.source is MarginSource.USUAL


def test_what_the_next_order_really_cost_goes_before_the_margin_of_the_case(shop: Book, sell: Sell) -> None:
    case = open_case(shop, sell(pounds("20000"), date(2026, 3, 10), pounds("10000")).id)
    sell(pounds("60000"), LATER, pounds("45000"))
    found = actions.economics_of(shop, case_id=case.id, today=LATER)
    assert found.margin is not None
    assert (found.margin.share, found.margin.source) == (Decimal("0.5"), MarginSource.THIS_ORDER)
    assert found.came_back is not None
    assert found.came_back.margin is not None
    assert (found.came_back.margin.share, found.came_back.margin.source) == (Decimal("0.25"), MarginSource.NEXT_ORDER)
    assert found.came_back.sums.earned == pounds("15000")


def test_the_next_order_is_the_first_with_a_sum_after_the_day_the_case_came_in(
    shop: Book, case: Case, sell: Sell
) -> None:
    sell(pounds("10"), case.received_on)
    sell(pounds("0"), date(2026, 4, 1))
    assert actions.economics_of(shop, case_id=case.id, today=LATER).next_order is None
    second, first = sell(pounds("20"), date(2026, 5, 2)), sell(pounds("30"), date(2026, 5, 1))
    assert actions.economics_of(shop, case_id=case.id, today=LATER).next_order == first != second


def test_an_order_that_the_bonus_paid_for_comes_before_an_earlier_one_and_may_be_somebody_elses(
    shop: Book, case: Case, sell: Sell
) -> None:
    bonus_id = given_both(shop, case)
    sell(pounds("30"), date(2026, 5, 1))
    friend = shop.clients.add(replace(shop.clients.get(1), id=0, name="A friend"))
    theirs = shop.orders.add(Order(0, friend.id, "X-1", LATER, "a scarf", pounds("90"), pounds("90")))
    entry = actions.redeem_bonus(
        shop, bonus_id=bonus_id, order_id=theirs.id, amount=pounds("5"), on=LATER, operation_id="use"
    )
    found = actions.economics_of(shop, case_id=case.id, today=LATER)
    assert found.next_order == theirs
    assert found.came_back is not None
    assert (found.came_back.bonus, found.came_back.sums.came_back) == (pounds("5"), pounds("85"))
    actions.take_back_redemption(shop, entry_id=entry.id, on=LATER, operation_id="back")
    assert actions.economics_of(shop, case_id=case.id, today=LATER).next_order != theirs


def test_a_next_order_in_another_currency_is_told_and_not_reckoned_with(shop: Book, case: Case, sell: Sell) -> None:
    abroad = sell(Money(900, "EUR"), date(2026, 5, 1))
    found = actions.economics_of(shop, case_id=case.id, today=LATER)
    assert (found.next_order, found.came_back) == (abroad, None)
    assert found.usual is not None
    assert (found.currency, found.usual.orders) == ("GBP", 1)


def test_what_a_case_cost_is_told_per_currency(shop: Book, case: Case) -> None:
    gift(shop, case)
    shop.cases.save(replace(case, remedy=Remedy.REDO, remedy_cost=Money(12, "EUR")))
    found = actions.economics_of(shop, case_id=case.id, today=TODAY)
    assert found.cost_so_far == {"EUR": Money(12, "EUR"), "GBP": pounds("8")}


def test_the_bonus_that_is_chosen_shows_what_it_may_cost(shop: Book, case: Case, sell: Sell) -> None:
    sell(pounds("127.50"), date(2026, 3, 20))
    bonus(shop, case, round_to=None)
    found = actions.economics_of(shop, case_id=case.id, today=TODAY)
    assert found.bonus is not None
    assert (found.bonus.at_most, found.bonus.probably) == (pounds("7.25"), pounds("4.35"))
    assert (found.bonus.percentage_next, found.bonus.percentage_largest) == (pounds("10"), pounds("12.75"))
    assert found.rate.guessed
    assert found.year is not None
    assert found.year.orders == 2


def test_a_bonus_that_turned_back_into_money_is_a_cost_once(shop: Book, case: Case) -> None:
    bonus(shop, case, nature=Nature.OWED, client_chose=True, round_to=None)
    granted = shop.bonuses.of_letter(issue(shop, case, LetterKind.BONUS).id)
    assert granted is not None
    actions.exchange_bonus(shop, bonus_id=granted.id, on=TODAY, operation_id="money")
    (cost,) = actions.economics_of(shop, case_id=case.id, today=TODAY).costs
    assert (cost.kind, cost.amount) == (CostKind.PAID_OUT, pounds("7.25"))


def test_the_owners_own_rate_counts_goodwill_bonuses_whose_end_is_known(shop: Book, sell: Sell) -> None:
    granted = []
    for number in range(9):
        order = sell(pounds("100"), date(2026, 3, 1))
        case = open_case(shop, order.id, f"case {number}")
        owed = {"nature": Nature.OWED, "client_chose": True} if number == 8 else {}
        bonus(shop, case, round_to=None, **owed)
        one = shop.bonuses.of_letter(issue(shop, case, LetterKind.BONUS, f"letter {number}").id)
        assert one is not None
        granted.append(one.id)
        shop.cases.save(replace(shop.cases.get(case.id), closed_on=TODAY))
    uses = ((0, "10"), (1, "10"), (2, "10"), (3, "4"), (8, "10"))
    for place, sum_ in uses:
        order = sell(pounds("50"), TODAY)
        actions.redeem_bonus(
            shop, bonus_id=granted[place], order_id=order.id, amount=pounds(sum_), on=TODAY, operation_id=f"use {place}"
        )
    actions.cancel_bonus(shop, bonus_id=granted[4], on=TODAY, operation_id="cancel")
    last = shop.bonuses.get(granted[3]).valid_until
    assert last is not None
    assert shop.costs.bonus_ends(last) == (3, 0)  # the last day counts to its end
    # Used up: three. Used in part and run out: one. Run out unused: three. Cancelled and owed: not counted.
    assert shop.costs.bonus_ends(date(2026, 12, 1)) == (4, 3)
    (_granted, used) = shop.bonuses.ledger(granted[3])
    actions.take_back_redemption(shop, entry_id=used.id, on=TODAY, operation_id="back")
    assert shop.costs.bonus_ends(date(2026, 12, 1)) == (3, 4)  # what was taken back wasn't used


def test_a_case_without_any_figures_still_has_its_economics(book: Book) -> None:
    shop = tailor.open_shop(book)
    order = shop.orders.add(Order(0, 1, "free", date(2026, 3, 1), "a hem", pounds("0"), pounds("0")))
    case = open_case(shop, order.id)
    shop.orders.save(replace(shop.orders.get(1), total=pounds("0"), paid=pounds("0")))
    found = actions.economics_of(shop, case_id=case.id, today=TODAY)
    assert (found.margin, found.usual, found.year, found.bonus, found.came_back) == (None,) * 5
    assert (found.costs, found.cost_so_far) == ((), {})
