"""Sums and days that are hard to print: tiny, below zero, very great, without decimals or with three, 29 February."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest

from evenhand import formats
from evenhand.domain.money import Money
from evenhand.domain.records import LETTER_LANGUAGES, LetterKind
from evenhand.letters import labels
from evenhand.letters.letter import LetterFacts, first_text
from evenhand.letters.page import draw
from paper import apart, boxes, said

Facts = Callable[..., LetterFacts]


def with_sum(facts: LetterFacts, amount: Money, *, in_words: bool) -> LetterFacts:
    """The facts with this sum for both the refund and the bonus."""
    assert facts.given.refund is not None
    assert facts.given.bonus is not None
    given = replace(
        facts.given,
        refund=replace(facts.given.refund, amount=amount),
        bonus=replace(facts.given.bonus, amount=amount),
    )
    heads = tuple(replace(head, sums_in_words=in_words) for head in facts.owner.letterheads)
    return replace(facts, given=given, owner=replace(facts.owner, letterheads=heads))


SUMS = [
    (Money(Decimal("0.004"), "EUR"), {"en": "€0", "ru": "0 €", "ro": "0 €", "hy": "0 €"}),
    (Money(Decimal("-0.00"), "GBP"), {"en": "£0", "ru": "0 £", "ro": "0 £", "hy": "0 £"}),
    (
        Money(Decimal("999999999.99"), "USD"),
        {"en": "$999,999,999.99", "ru": "999 999 999,99 $", "ro": "999.999.999,99 $", "hy": "999 999 999,99 $"},
    ),
    (Money(184000, "JPY"), {"en": "184,000 JPY", "ru": "184 000 JPY", "ro": "184.000 JPY", "hy": "184 000 JPY"}),
    (
        Money(Decimal("12345.675"), "KWD"),
        {"en": "12,345.675 KWD", "ru": "12 345,675 KWD", "ro": "12.345,675 KWD", "hy": "12 345,675 KWD"},
    ),
]


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
@pytest.mark.parametrize(("amount", "written"), SUMS, ids=lambda one: str(one) if isinstance(one, Money) else "")
def test_a_sum_prints_as_its_language_writes_it_in_the_band_and_on_the_slip(
    amount: Money, written: dict[str, str], language: str, facts_for: Facts
) -> None:
    for kind in (LetterKind.REFUND, LetterKind.BONUS):
        facts = with_sum(facts_for(language, kind), amount, in_words=amount.currency == "USD")
        letter = draw(kind, facts, first_text(kind, facts))
        (page,) = said(letter.pdf)
        assert written[language] in page
        assert not any(f"{minus}{written[language]}" in page for minus in "-\u2212")
        for one, other in combinations(boxes(letter.pdf), 2):
            assert apart(one, other), (one, other)


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_a_great_sum_in_words_stands_whole_below_its_band(language: str, facts_for: Facts) -> None:
    great = Money(Decimal("777777777.77"), facts_for(language, LetterKind.REFUND).owner.currency)
    facts = with_sum(facts_for(language, LetterKind.REFUND), great, in_words=True)
    (page,) = said(draw(LetterKind.REFUND, facts, first_text(LetterKind.REFUND, facts)).pdf)
    assert formats.in_words(great, language).replace("\u00a0", " ") in page


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_a_bonus_whose_last_day_is_the_29th_of_february_says_so(language: str, facts_for: Facts) -> None:
    facts = facts_for(language, LetterKind.BONUS)
    assert facts.given.bonus is not None
    leap = replace(facts.given.bonus, valid_until=date(2028, 2, 29))
    facts = replace(facts, given=replace(facts.given, bonus=leap))
    (page,) = said(draw(LetterKind.BONUS, facts, first_text(LetterKind.BONUS, facts)).pdf)
    assert page.count(formats.long_date(date(2028, 2, 29), language).replace("\u00a0", " ")) == 2  # text and slip


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_an_owed_bonus_without_a_last_day_says_that_it_has_none(language: str, facts_for: Facts) -> None:
    facts = facts_for(language, LetterKind.BONUS)
    assert facts.given.bonus is not None
    lasting = replace(facts.given.bonus, valid_until=None, months=0)
    facts = replace(facts, given=replace(facts.given, bonus=lasting))
    (page,) = said(draw(LetterKind.BONUS, facts, first_text(LetterKind.BONUS, facts)).pdf)
    assert labels.of(language)["voucher_open"] in page
    assert formats.long_date(date(2026, 7, 2), language).replace("\u00a0", " ") not in page
