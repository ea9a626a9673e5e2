"""A discount as a curve: what each share of the price takes of the profit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.compensation import discount_effect
from evenhand.domain.discounts import discount_curve
from evenhand.domain.money import Money

PART = st.decimals("0.01", "0.99", places=2)


def test_a_fifth_off_at_a_margin_of_three_tenths_takes_two_thirds_and_asks_for_three_times_the_orders() -> None:
    curve = discount_curve(Decimal("0.3"), Decimal("0.2"))
    assert curve is not None
    assert round(curve.here.lost, 6) == Decimal("0.666667")
    assert curve.here.times is not None
    assert round(curve.here.times, 6) == 3
    assert curve.gone_at == Decimal("0.3")


def test_tax_on_what_is_billed_brings_the_end_of_the_profit_nearer() -> None:
    curve = discount_curve(Decimal("0.3"), Decimal("0.2"), Decimal("0.0975"))
    assert curve is not None
    assert curve.gone_at < Decimal("0.3")
    assert round(1 - curve.here.lost, 4) == round(Decimal(3960) / Decimal(36450), 4)


def test_where_there_is_no_profit_there_is_no_curve() -> None:
    assert discount_curve(Decimal(0), Decimal("0.2")) is None
    assert discount_curve(Decimal("0.05"), Decimal("0.2"), Decimal("0.06")) is None
    assert discount_curve(Decimal("0.5"), Decimal("0.2"), Decimal(1)) is None


def test_an_impossible_margin_is_refused() -> None:
    with pytest.raises(ValueError, match="margin"):
        discount_curve(Decimal(2), Decimal("0.2"))


@given(margin=PART, discount=PART)
def test_the_curve_holds_the_discount_in_question_and_only_ever_rises(margin: Decimal, discount: Decimal) -> None:
    curve = discount_curve(margin, discount)
    assert curve is not None
    assert curve.here in curve.points
    assert curve.end >= max(discount, curve.gone_at)
    lost = [point.lost for point in curve.points]
    assert lost == sorted(lost)
    assert lost[0] == 0
    for point in curve.points:
        if point.times is None:
            assert point.lost >= Decimal("0.999")
        else:
            assert round(point.times * (1 - point.lost), 9) == 1
    effect = discount_effect(Money(100, "EUR"), 1, margin, discount)
    assert curve.here.lost == effect.lost_share
