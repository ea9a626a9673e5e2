"""What giving back costs and may bring, each figure with what it comes from."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.economics import (
    CaseCost,
    CostKind,
    Margin,
    MarginSource,
    bonus_economics,
    case_return,
    client_year,
    margin_of,
    per_currency,
    redemption_rate,
    usual_order,
)
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.records import Order

TODAY = date(2026, 11, 6)


def eur(amount: str | int) -> Money:
    return Money(Decimal(amount), "EUR")


def order(total: Money, on: date = TODAY, cost: Money | None = None, id_: int = 0) -> Order:
    return Order(id_, 1, "1174", on, "a coat", total, total, cost)


# How many bonuses are used


def test_a_share_of_seven_bonuses_is_a_guess_and_of_eight_is_the_owners_own() -> None:
    few, own = redemption_rate(5, 2), redemption_rate(5, 3)
    assert (few.share, few.used, few.known, few.guessed) == (Decimal("0.6"), 5, 7, True)
    assert (own.share, own.used, own.known, own.guessed) == (Decimal("0.625"), 5, 8, False)


def test_no_number_of_bonuses_is_below_zero() -> None:
    with pytest.raises(ValueError, match="below zero"):
        redemption_rate(-1, 9)


# What is left of an order


def test_the_margin_is_this_orders_own_before_that_of_the_others_and_the_usual_one() -> None:
    cut, sewn = order(eur(100), cost=eur(70)), order(eur(300), cost=eur(150))
    unknown, usual = order(eur(240)), Decimal("0.4")
    assert margin_of(cut, [cut, sewn], usual, "EUR") == Margin(
        Decimal("0.3"), MarginSource.THIS_ORDER, eur(100), eur(70)
    )
    theirs = Margin(Decimal("0.45"), MarginSource.THEIR_ORDERS, eur(400), eur(220))
    assert margin_of(unknown, [unknown, cut, sewn], usual, "EUR") == theirs
    assert margin_of(unknown, [unknown], usual, "EUR") == Margin(usual, MarginSource.USUAL)
    assert margin_of(unknown, [unknown], None, "EUR") is None
    assert margin_of(cut, [cut], usual, "GBP") == Margin(usual, MarginSource.USUAL)


def test_an_order_that_cost_more_than_its_sum_leaves_nothing() -> None:
    found = margin_of(order(eur(100), cost=eur(130)), [], None, "EUR")
    assert found is not None
    assert found.share == 0


def test_a_usual_order_is_the_average_of_those_with_a_sum_in_its_currency() -> None:
    found = usual_order([order(eur(100)), order(eur("100.01")), order(eur(0)), order(Money(900, "GBP"))], "EUR")
    assert found is not None
    assert (found.amount, found.orders, found.together, found.largest) == (
        eur("100.01"), 2, eur("200.01"), eur("100.01"),
    )  # fmt: skip
    assert usual_order([order(Money(900, "GBP"))], "EUR") is None


# What a bonus may cost and bring


def test_a_bonus_costs_at_most_its_sum_and_probably_what_it_costs_to_make_times_the_rate() -> None:
    usual = usual_order([order(eur(120)), order(eur(240))], "EUR")
    found = bonus_economics(
        eur(36), Decimal("0.15"), redemption_rate(5, 3), usual, Margin(Decimal("0.45"), MarginSource.USUAL)
    )
    assert (found.at_most, found.at_cost, found.probably) == (eur(36), eur("19.80"), eur("12.38"))
    assert (found.percentage_next, found.percentage_largest) == (eur(27), eur(36))
    assert found.may_bring == eur("50.63")


def test_without_a_margin_or_a_usual_order_nothing_is_made_up() -> None:
    found = bonus_economics(eur(36), Decimal("0.15"), redemption_rate(0, 0), None, None)
    assert (found.at_cost, found.percentage_next, found.percentage_largest, found.may_bring) == (None,) * 4
    assert found.probably == eur("21.60")


def test_a_bonus_and_usual_orders_in_two_currencies_do_not_meet() -> None:
    with pytest.raises(CurrencyMismatch):
        bonus_economics(
            Money(36, "GBP"), Decimal("0.15"), redemption_rate(0, 0), usual_order([order(eur(9))], "EUR"), None
        )


# A year of one client


def test_six_orders_in_two_years_are_three_a_year_and_lose_as_much() -> None:
    days = [date(2024, 11, 6), *(date(2025, month, 1) for month in (2, 5, 8)), date(2026, 3, 1), date(2026, 9, 1)]
    orders = [order(eur(sum_), day) for sum_, day in zip((90, 100, 110, 120, 130, 500), days, strict=True)]
    found = client_year(orders, "EUR", TODAY)
    assert found is not None
    assert (found.visits, found.orders, found.days) == (Decimal("3.00"), 6, 730)
    assert (found.first, found.last) == (days[0], days[-1])
    assert (found.per_visit_low, found.per_visit_high) == (eur(100), eur(130))
    assert found.loss == (eur(300), eur(390))


def test_a_client_of_two_months_is_not_taken_for_one_of_six_visits_a_year() -> None:
    found = client_year([order(eur(90), date(2026, 9, 6))], "EUR", TODAY)
    assert found is not None
    assert (found.visits, found.loss.low, found.loss.high) == (1, eur(90), eur(90))


def test_a_year_counts_no_order_to_come_none_without_a_sum_and_none_in_another_currency() -> None:
    orders = [order(eur(90), date(2027, 1, 1)), order(eur(0)), order(Money(90, "GBP"))]
    assert client_year(orders, "EUR", TODAY) is None


@given(
    st.lists(
        st.tuples(st.integers(1, 10**9), st.dates(date(2000, 1, 1), TODAY), st.sampled_from(["EUR", "GBP", "JPY"])),
        max_size=12,
    )
)
def test_a_year_lies_between_the_smallest_and_the_largest_order_and_in_one_currency(
    rows: list[tuple[int, date, str]],
) -> None:
    orders = [order(Money.of_minor(minor, currency), day) for minor, day, currency in rows]
    for currency in ("EUR", "GBP", "JPY"):
        own = [one.total for one in orders if one.total.currency == currency]
        found = client_year(orders, currency, TODAY)
        assert (found is None) == (not own)
        if found:
            assert min(own) <= found.per_visit_low <= found.per_visit_high <= max(own)
            assert found.loss.low <= found.loss.high
            assert found.visits <= len(own)


# What came back


def spent(kind: CostKind, amount: Money) -> CaseCost:
    return CaseCost(1, "2026-021", TODAY, kind, amount)


def test_what_a_case_cost_came_back_seventeen_times_and_what_was_really_earned_is_told() -> None:
    costs = [spent(CostKind.REMEDY, eur(3000)), spent(CostKind.GIFT, eur(300)), spent(CostKind.BONUS, eur(2000))]
    found = case_return(costs, eur(2000), order(eur(60_000)), Margin(Decimal("0.3"), MarginSource.USUAL))
    sums = found.sums
    assert (sums.spent, sums.came_back, sums.earned) == (eur(3300), eur(58_000), eur(12_700))
    assert sums.ratio is not None
    assert round(sums.ratio, 1) == Decimal("17.6")
    assert [one.kind for one in found.costs] == [CostKind.REMEDY, CostKind.GIFT]


def test_a_cost_in_another_currency_is_told_beside_the_return_and_not_added() -> None:
    abroad = spent(CostKind.REMEDY, Money(3000, "GBP"))
    found = case_return([abroad, spent(CostKind.GIFT, eur(30))], eur(0), order(eur(90)), None)
    assert found.sums.spent == eur(30)
    assert (found.left_out, found.sums.earned) == ((abroad,), None)
    assert per_currency([abroad.amount, eur(30), eur(5)]) == {"GBP": Money(3000, "GBP"), "EUR": eur(35)}
