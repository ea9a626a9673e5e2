"""The markers of the line: each is there on the days that it says, and never a day sooner."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from evenhand.domain.economics import CaseCost, CostKind
from evenhand.domain.line import Claim, Marker, MarkerKind, markers, year_before
from evenhand.domain.money import Money
from evenhand.domain.records import Order

TODAY = date(2026, 11, 6)


def eur(amount: str | int) -> Money:
    return Money(Decimal(amount), "EUR")


def found(**more: object) -> tuple[Marker, ...]:
    given: dict[str, object] = {
        "orders": (), "usual_margin": None, "costs": (), "given_on": (), "claims": (), "paid": {}, "today": TODAY,
    }  # fmt: skip
    return markers(**(given | more))  # type: ignore[arg-type]


def order(total: Money, on: date, cost: Money | None = None) -> Order:
    return Order(0, 1, "1174", on, "a coat", total, total, cost)


def cost(amount: Money, on: date) -> CaseCost:
    return CaseCost(1, "2026-021", on, CostKind.REFUND, amount)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 6), date(2025, 11, 7)),
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
        (date(2025, 2, 28), date(2024, 2, 29)),
    ],
)
def test_twelve_months_end_today(today: date, first: date) -> None:
    assert year_before(today) == first


def test_a_client_of_whom_nothing_is_known_has_no_marker() -> None:
    assert found() == ()


# The result of twelve months


def test_a_result_below_zero_tells_what_came_what_it_cost_and_the_days_of_both() -> None:
    sold, told = date(2026, 3, 1), date(2026, 4, 1)
    marker = found(orders=[order(eur(100), sold, eur(70))], costs=[cost(eur("30.01"), told)])
    assert marker == (Marker(MarkerKind.RESULT_BELOW_ZERO, (sold, told), (eur(30), eur("30.01"), eur("-0.01"))),)
    assert found(orders=[order(eur(100), sold, eur(70))], costs=[cost(eur(30), told)]) == ()


def test_an_order_without_a_known_cost_is_reckoned_with_the_usual_margin_or_at_best() -> None:
    sold = [order(eur(100), date(2026, 3, 1))]
    told = [cost(eur(41), date(2026, 4, 1))]
    assert found(orders=sold, costs=told) == ()
    (marker,) = found(orders=sold, costs=told, usual_margin=Decimal("0.4"))
    assert marker.sums == (eur(40), eur(41), eur(-1))
    assert found(orders=sold, costs=[cost(eur(101), date(2026, 4, 1))])[0].sums[2] == eur(-1)


def test_no_two_currencies_are_weighed_against_each_other() -> None:
    sold = [order(Money(900, "GBP"), date(2026, 3, 1), Money(100, "GBP"))]
    (marker,) = found(orders=sold, costs=[cost(eur(10), date(2026, 4, 1))])
    assert marker.sums == (eur(0), eur(10), eur(-10))


def test_what_lies_more_than_twelve_months_back_is_not_counted() -> None:
    told = cost(eur(10), year_before(TODAY) - timedelta(1))
    assert found(costs=[told]) == ()
    assert found(costs=[cost(eur(10), year_before(TODAY))])[0].days == (year_before(TODAY),)


# A third compensation


def test_a_third_compensation_in_twelve_months_is_marked_with_the_days_of_all() -> None:
    days = [date(2026, 9, 1), date(2026, 2, 1), date(2026, 5, 1)]
    assert found(given_on=days) == (Marker(MarkerKind.THIRD_COMPENSATION, tuple(sorted(days))),)
    assert found(given_on=days[:2]) == ()
    assert found(given_on=[*days[:2], date(2025, 11, 6)]) == ()


# Claims


def test_a_demand_above_what_was_paid_is_marked_and_one_up_to_it_is_not() -> None:
    asked = Claim(1, 1, date(2026, 10, 1), "everything and more", eur("240.01"))
    paid = {1: eur(240)}
    marker = Marker(MarkerKind.DEMAND_ABOVE_PAID, (asked.said_on,), (eur("240.01"), eur(240)))
    assert found(claims=[asked], paid=paid) == (marker,)
    assert found(claims=[Claim(1, 1, date(2026, 10, 1), "everything", eur(240))], paid=paid) == ()
    assert found(claims=[Claim(1, 1, date(2026, 10, 1), "an apology")], paid=paid) == ()


def test_a_claim_that_changed_after_it_was_met_is_marked_with_both_days() -> None:
    met = Claim(1, 1, date(2026, 10, 1), "repair", eur(20), date(2026, 10, 5))
    anew = Claim(2, 1, date(2026, 10, 9), "and the money back", eur(90))
    marker = Marker(MarkerKind.CLAIM_CHANGED_AFTER_MET, (date(2026, 10, 5), anew.said_on), (eur(20), eur(90)))
    assert found(claims=[met, anew]) == (marker,)


@pytest.mark.parametrize(
    ("case_id", "said_on", "marked"),
    [
        (1, date(2026, 10, 4), False),  # before it was met
        (1, date(2026, 10, 5), True),  # on that day, and noted after it
        (2, date(2026, 10, 9), False),  # in another case
    ],
)
def test_only_a_later_claim_of_the_same_case_is_a_change(case_id: int, said_on: date, marked: bool) -> None:
    met = Claim(1, 1, date(2026, 10, 1), "repair", None, date(2026, 10, 5))
    assert bool(found(claims=[met, Claim(2, case_id, said_on, "the money")])) is marked


def test_a_claim_is_not_changed_by_being_met() -> None:
    assert found(claims=[Claim(1, 1, date(2026, 10, 1), "repair", None, date(2026, 10, 1))]) == ()
