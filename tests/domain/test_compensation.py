"""The seven calculations, with the examples the app is judged by."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.compensation import (
    bonus_sum,
    compensation_return,
    discount_effect,
    keeping_balance,
    lost_client_cost,
)
from evenhand.domain.money import CurrencyMismatch, Money

sums = st.integers(1, 10**9).map(lambda minor: Money.of_minor(minor, "EUR"))
shares = st.decimals(Decimal("0.001"), 1, places=3)
rates = st.decimals(0, 1, places=4)


def eur(amount: str | int) -> Money:
    return Money(Decimal(amount), "EUR")


def rub(amount: str | int) -> Money:
    return Money(Decimal(amount), "RUB")


def test_the_bonus_is_a_tenth_of_the_order_that_went_wrong() -> None:
    assert bonus_sum(rub("20000.00"), Decimal("0.10")) == rub("2000.00")
    assert bonus_sum(rub("1234.00"), Decimal("0.10")) == rub("123.40")


def test_a_round_bonus_goes_up_in_the_clients_favour() -> None:
    assert bonus_sum(rub("1234.00"), Decimal("0.10"), round_to=50) == rub(150)
    assert bonus_sum(rub("1234.00"), Decimal("0.10"), round_to=rub(50)) == rub(150)
    assert bonus_sum(rub("1500.00"), Decimal("0.10"), round_to=50) == rub(150)


def test_a_bonus_may_be_the_whole_order() -> None:
    assert bonus_sum(eur("72.50"), 1) == eur("72.50")


@pytest.mark.parametrize("share", ["0", "-0.1", "1.01", "10"])
def test_a_share_is_above_nothing_and_at_most_the_whole(share: str) -> None:
    with pytest.raises(ValueError, match="share"):
        bonus_sum(eur(100), Decimal(share))


def test_a_bonus_needs_an_order_with_a_sum_in_the_same_currency() -> None:
    for nothing in (eur(0), eur(-5)):
        with pytest.raises(ValueError, match="must have a sum"):
            bonus_sum(nothing, Decimal("0.10"))
    with pytest.raises(CurrencyMismatch):
        bonus_sum(eur(100), Decimal("0.10"), round_to=rub(50))


@given(sums, shares, st.one_of(st.none(), st.sampled_from([1, 5, 50, 100])))
def test_a_bonus_is_never_below_its_share_when_rounded_to_a_round_sum(
    order: Money, share: Decimal, round_to: int | None
) -> None:
    bonus = bonus_sum(order, share, round_to)
    exact = order.amount * share
    if round_to is None:
        assert abs(bonus.amount - exact) <= Decimal("0.005")
    else:
        assert bonus.amount % round_to == 0
        assert exact - Decimal("0.005") <= bonus.amount < exact + round_to + Decimal("0.005")


def test_a_fifth_off_takes_two_thirds_of_the_profit() -> None:
    effect = discount_effect(rub(30000), 6, Decimal("0.30"), Decimal("0.20"))
    assert effect.revenue_before == rub(180000)
    assert effect.revenue_after == rub(144000)
    assert effect.profit_before == rub(54000)
    assert effect.profit_after == rub(18000)
    assert effect.profit_lost == rub(36000)
    assert effect.lost_share == Decimal(36000) / Decimal(54000)
    assert effect.orders_needed == 18


def test_tax_on_revenue_leaves_almost_nothing_of_a_discounted_order() -> None:
    effect = discount_effect(rub(30000), 6, Decimal("0.30"), Decimal("0.20"), tax_on_revenue=Decimal("0.0975"))
    assert effect.profit_after == rub(3960)
    assert effect.profit_before == rub("36450")
    assert effect.orders_needed == 56


def test_tax_on_profit_is_taken_from_profit_alone() -> None:
    taxed = discount_effect(rub(30000), 6, Decimal("0.30"), Decimal("0.20"), tax_on_profit=Decimal("0.15"))
    assert (taxed.profit_before, taxed.profit_after) == (rub(45900), rub(15300))
    loss = discount_effect(rub(30000), 6, Decimal("0.10"), Decimal("0.20"), tax_on_profit=Decimal("0.15"))
    assert loss.profit_after == rub(-18000)


def test_no_number_of_orders_makes_up_for_a_discount_as_large_as_the_margin() -> None:
    assert discount_effect(eur(100), 6, Decimal("0.20"), Decimal("0.20")).orders_needed is None
    assert discount_effect(eur(100), 6, Decimal("0.20"), Decimal("0.30")).orders_needed is None


def test_there_is_no_share_to_lose_where_there_was_no_profit() -> None:
    effect = discount_effect(eur(100), 6, 0, Decimal("0.10"))
    assert effect.lost_share is None
    assert effect.profit_lost == eur(60)


@given(sums, st.integers(1, 100), rates, rates)
def test_a_discount_never_earns_more(order: Money, orders: int, margin: Decimal, discount: Decimal) -> None:
    effect = discount_effect(order, orders, margin, discount)
    assert effect.profit_after <= effect.profit_before
    assert effect.revenue_after <= effect.revenue_before
    if effect.orders_needed is not None:
        assert effect.orders_needed >= orders
        one = order.amount * (1 - discount) - order.amount * (1 - margin)
        assert one * effect.orders_needed >= order.amount * margin * orders > one * (effect.orders_needed - 1)


@given(sums, st.integers(1, 100), rates, rates, rates)
def test_no_discount_changes_nothing(
    order: Money, orders: int, margin: Decimal, on_revenue: Decimal, on_profit: Decimal
) -> None:
    effect = discount_effect(order, orders, margin, 0, on_revenue, on_profit)
    assert effect.profit_before == effect.profit_after
    assert not effect.profit_lost
    assert effect.orders_needed in (orders, None)


def test_what_a_compensation_brought_back_is_said_with_the_margin() -> None:
    result = compensation_return([rub(3000), rub(300)], rub(2000), rub(60000))
    assert result.spent == rub(3300)
    assert result.came_back == rub(58000)
    assert result.ratio is not None
    assert round(result.ratio, 1) == Decimal("17.6")
    assert result.earned is None
    honest = compensation_return([rub(3000), rub(300)], rub(2000), rub(60000), Decimal("0.30"))
    assert honest.earned == rub(60000 * 3 // 10 - 2000 - 3300)


def test_a_compensation_that_cost_nothing_has_no_ratio() -> None:
    assert compensation_return([], rub(0), rub(60000)).ratio is None
    assert compensation_return(rub(0), rub(2000), rub(60000)).came_back == rub(58000)


def test_a_lost_client_costs_a_years_visits() -> None:
    loss = lost_client_cost(eur(15), eur(20), 365)
    assert (loss.low, loss.high) == (eur(5475), eur(7300))
    assert lost_client_cost(eur(15), eur(15), Decimal("0.5")).low == eur("7.50")


def test_the_low_guess_is_not_above_the_high_one() -> None:
    for low, high, visits in ((eur(20), eur(15), 365), (eur(15), eur(20), -1)):
        with pytest.raises(ValueError, match="low must not be above high"):
            lost_client_cost(low, high, visits)


def test_the_line_is_crossed_when_keeping_costs_more_than_it_will_bring() -> None:
    balance = keeping_balance(eur(900), eur(600), eur(400), Decimal("0.25"), 12)
    assert balance.cost == eur(1500)
    assert balance.expected_margin == eur(1200)
    assert balance.crossed
    assert balance.crossed_by == eur(300)


def test_the_line_is_not_crossed_when_both_sides_are_equal() -> None:
    balance = keeping_balance(eur(900), eur(300), eur(400), Decimal("0.25"), 12)
    assert not balance.crossed
    assert not balance.crossed_by
    assert keeping_balance(eur(0), eur(0), eur(400), Decimal("0.25"), 12).crossed_by == eur(-1200)


@pytest.mark.parametrize(
    "calculation",
    [
        lambda: discount_effect(eur(100), 6, Decimal("1.1"), Decimal("0.2")),
        lambda: discount_effect(eur(100), 6, Decimal("0.3"), Decimal("-0.2")),
        lambda: discount_effect(eur(100), 0, Decimal("0.3"), Decimal("0.2")),
        lambda: discount_effect(eur(0), 6, Decimal("0.3"), Decimal("0.2")),
        lambda: discount_effect(eur(100), 6, Decimal("0.3"), Decimal("0.2"), tax_on_revenue=2),
        lambda: compensation_return(eur(1), eur(1), eur(1), Decimal("1.5")),
        lambda: keeping_balance(eur(1), eur(1), eur(1), Decimal("-0.1"), 12),
        lambda: keeping_balance(eur(1), eur(1), eur(1), Decimal("0.1"), -1),
    ],
)
def test_a_rate_outside_nothing_to_all_is_refused(calculation: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="must"):
        calculation()


@pytest.mark.parametrize(
    "calculation",
    [
        lambda: compensation_return([eur(1), rub(1)], eur(1), eur(1)),
        lambda: compensation_return(eur(1), rub(1), eur(1)),
        lambda: lost_client_cost(eur(15), rub(20), 365),
        lambda: keeping_balance(eur(1), rub(1), eur(1), 1, 1),
        lambda: keeping_balance(eur(1), eur(1), rub(1), 1, 1).crossed,
    ],
)
def test_no_calculation_mixes_currencies(calculation: Callable[[], object]) -> None:
    with pytest.raises(CurrencyMismatch):
        calculation()


@pytest.mark.parametrize(
    "calculation",
    [
        lambda: bonus_sum(eur(100), 0.1),  # type: ignore[arg-type]
        lambda: discount_effect(eur(100), 6, 0.3, Decimal("0.2")),  # type: ignore[arg-type]
        lambda: compensation_return(eur(1), eur(1), eur(1), 0.3),  # type: ignore[arg-type]
        lambda: lost_client_cost(eur(1), eur(1), 0.5),  # type: ignore[arg-type]
        lambda: keeping_balance(eur(1), eur(1), eur(1), 0.1, 1),  # type: ignore[arg-type]
    ],
)
def test_no_calculation_takes_a_float(calculation: Callable[[], object]) -> None:
    with pytest.raises(TypeError, match="must be a Decimal"):
        calculation()
