"""Ways to put it right, looked at one by one and together."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from evenhand.domain.money import Money
from evenhand.domain.options import (
    CaseOption,
    Effort,
    OfferGap,
    OptionGap,
    cost,
    counted,
    effortless,
    lacks,
    name_of,
    offer,
)
from evenhand.domain.records import Remedy
from evenhand.domain.refused import CaseRefused

DAY = date(2026, 11, 12)
REDO = CaseOption(1, 1, 1, Remedy.REDO, "Same jacket, made again", by=DAY, effort=Effort.LITTLE)
REPAIR = CaseOption(2, 1, 2, Remedy.REPAIR, "A new zip", by=DAY, effort=Effort.NONE)
REFUND = CaseOption(3, 1, 3, Remedy.REFUND, "All the money back", by=DAY)
DISCOUNT = CaseOption(4, 1, 4, Remedy.DISCOUNT, "20% off", by=DAY, discount=Decimal("0.2"), effort=Effort.NONE)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(("place", "name"), [(1, "A"), (3, "C"), (26, "Z"), (27, "AA"), (53, "BA")])
def test_ways_are_named_like_the_letters(place: int, name: str) -> None:
    assert name_of(replace(REDO, place=place)) == name


def test_a_discount_one_held_back_and_one_without_words_are_not_among_the_ways_that_count() -> None:
    held_back, blank = replace(REFUND, offered=False), replace(REFUND, title=" \n")
    assert counted([REDO, REPAIR, DISCOUNT, held_back, blank]) == [REDO, REPAIR]
    assert effortless([REDO, REPAIR])
    assert not effortless([REDO, REFUND, DISCOUNT])


@pytest.mark.parametrize(
    ("options", "gaps"),
    [
        ([REDO, REPAIR, REFUND], ()),
        ([REDO, REPAIR, REFUND, DISCOUNT], ()),
        ([], (OfferGap.TOO_FEW, OfferGap.NONE_WITHOUT_EFFORT)),
        ([REDO, REPAIR, DISCOUNT], (OfferGap.TOO_FEW,)),
        ([REDO, replace(REPAIR, effort=None), REFUND], (OfferGap.NONE_WITHOUT_EFFORT,)),
        (
            [DISCOUNT, REFUND],
            (OfferGap.TOO_FEW, OfferGap.NONE_WITHOUT_EFFORT, OfferGap.DISCOUNT_BEFORE_REPLACING),
        ),
        ([REDO, REPAIR, replace(REFUND, by=None)], (OfferGap.UNFINISHED,)),
        ([REDO, REPAIR, REFUND, replace(DISCOUNT, by=None, offered=False)], ()),
    ],
)
def test_an_offer_says_what_it_lacks(options: list[CaseOption], gaps: tuple[OfferGap, ...]) -> None:
    assert offer(options).gaps == gaps
    assert offer(options).more_needed == max(0, 3 - len(counted(options)))


def test_a_way_needs_words_a_day_and_a_discount_its_share() -> None:
    assert lacks(REDO) is None
    assert lacks(replace(REDO, title=" ")) is OptionGap.NO_TITLE
    assert lacks(replace(REDO, by=None)) is OptionGap.NO_DAY
    assert lacks(replace(DISCOUNT, discount=None)) is OptionGap.NO_DISCOUNT
    assert lacks(DISCOUNT) is None
    assert lacks(replace(REDO, remedy=Remedy.NOTHING, by=None)) is None


@pytest.mark.parametrize(
    ("option", "rate", "expected"),
    [
        (REDO, None, None),
        (REDO, eur("40"), None),
        (replace(REDO, minutes=90), None, None),
        (replace(REDO, minutes=90), eur("40"), eur("60")),
        (replace(REDO, minutes=90, materials=eur("80.50")), eur("40"), eur("140.50")),
        (replace(REDO, minutes=90, materials=eur("80.50")), None, eur("80.50")),
        (replace(REDO, materials=eur("0")), eur("40"), eur("0")),
        (replace(REDO, minutes=1), eur("40"), eur("0.67")),
        (replace(REDO, minutes=3), eur("0.10"), eur("0.01")),  # half a cent, up
        (replace(REDO, minutes=90, materials=eur("80"), cost_stated=eur("70")), eur("40"), eur("70")),
        (replace(DISCOUNT, discount=Decimal("0.2")), eur("40"), eur("48")),
        (replace(DISCOUNT, discount=Decimal("0.2"), materials=eur("2"), minutes=15), eur("40"), eur("60")),
        (replace(DISCOUNT, discount=Decimal("0.2"), cost_stated=eur("12")), None, eur("12")),
        (replace(DISCOUNT, discount=Decimal("0.125")), None, eur("30")),
        (replace(DISCOUNT, discount=None), eur("40"), None),
        (replace(REDO, discount=Decimal("0.2")), None, None),  # left over from when it was one
    ],
)
def test_a_way_costs_what_was_stated_or_else_its_materials_hours_and_discount(
    option: CaseOption, rate: Money | None, expected: Money | None
) -> None:
    assert cost(option, rate, eur("240")) == expected


def test_own_hours_in_another_currency_are_stated_by_hand() -> None:
    rate = Money(40, "GBP")
    hours = replace(REDO, minutes=90)
    with pytest.raises(CaseRefused, match="rate_in_other_currency"):
        cost(hours, rate, eur("240"))
    assert cost(replace(hours, cost_stated=eur("75")), rate, eur("240")) == eur("75")
    assert cost(replace(hours, minutes=0, materials=eur("5")), rate, eur("240")) == eur("5")
