"""Sums and shares in figures, as each letter language writes them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand import formats
from evenhand.domain.money import Money, parse_amount
from evenhand.formats import number, percent, typed

LANGUAGES = ("en", "ru", "ro", "hy")
languages = st.sampled_from(LANGUAGES)


def written(amount: str, currency: str, language: str) -> str:
    """The sum as a reader sees it: no-break spaces shown as spaces."""
    text = formats.money(Money(Decimal(amount), currency), language)
    assert " " not in text, "a sum must not break over two lines"
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "amount", "currency", "expected"),
    [
        ("en", "72", "EUR", "€72"),
        ("en", "72.5", "EUR", "€72.50"),
        ("en", "1234567.8", "USD", "$1,234,567.80"),
        ("en", "-12.5", "GBP", "−£12.50"),
        ("en", "0", "GBP", "£0"),
        ("en", "1250", "RON", "1,250 RON"),
        ("en-US", "1234.5", "USD", "$1,234.50"),
        ("en-US", "-12.5", "GBP", "−£12.50"),
        ("ru", "3500", "RUB", "3 500 ₽"),
        ("ru", "3500.5", "RUB", "3 500,50 ₽"),
        ("ru", "1", "RON", "1 лей"),
        ("ru", "2", "RON", "2 лея"),
        ("ru", "12", "RON", "12 леев"),
        ("ru", "21", "MDL", "21 лей"),
        ("ru", "1250", "RON", "1 250 леев"),
        ("ru", "1.5", "RON", "1,50 лея"),
        ("ru", "-21", "RON", "−21 лей"),
        ("ro", "1250", "RON", "1.250 lei"),
        ("ro", "1250.5", "RON", "1.250,50 lei"),
        ("ro", "1", "RON", "1 leu"),
        ("ro", "1.5", "RON", "1,50 lei"),
        ("ro", "72", "EUR", "72 €"),
        ("hy", "128500", "AMD", "128 500 ֏"),
        ("hy", "128500.5", "AMD", "128 500,50 ֏"),
        ("hy", "72.5", "EUR", "72,50 €"),
        ("hy", "5", "JPY", "5 JPY"),
    ],
)
def test_a_sum_is_written_as_the_language_writes_it(language: str, amount: str, currency: str, expected: str) -> None:
    assert written(amount, currency, language) == expected


@pytest.mark.parametrize(
    ("currency", "amount", "expected"),
    [
        ("JPY", "1500.5", "1,501 JPY"),
        ("KWD", "1500", "1,500 KWD"),
        ("KWD", "1500.5", "1,500.500 KWD"),
        ("TND", "0.001", "0.001 TND"),
        ("EUR", "0.005", "€0.01"),
        ("EUR", "0.004", "€0"),
        ("EUR", "-0.004", "€0"),
        ("GBP", "999999999.99", "£999,999,999.99"),
    ],
)
def test_a_sum_has_its_currencys_own_decimals(currency: str, amount: str, expected: str) -> None:
    assert written(amount, currency, "en") == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("ru", "999 999 999,99 €"), ("ro", "999.999.999,99 €"), ("hy", "999 999 999,99 €")]
)
def test_a_long_sum_is_grouped_in_threes(language: str, expected: str) -> None:
    assert written("999999999.99", "EUR", language) == expected


@given(st.decimals(-(10**9), 10**9, places=6), languages, st.integers(0, 3))
def test_a_number_is_rounded_half_up_and_never_minus_zero(value: Decimal, language: str, places: int) -> None:
    text = number(value, language, places)
    digits = "".join(mark for mark in text if mark.isdigit())
    rounded = abs(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert int(digits) == int(rounded.scaleb(places))
    assert text.startswith("\u2212") is (value < 0 and rounded != 0)


@given(st.integers(0, 10**11), st.sampled_from(["EUR", "AMD", "JPY", "RUB", "KWD"]), languages)
def test_a_sum_put_into_an_entry_field_is_read_back_unchanged(minor: int, currency: str, language: str) -> None:
    money = Money.of_minor(minor, currency)
    assert parse_amount(typed(money, language), currency) == money


@pytest.mark.parametrize(
    ("language", "tenth", "eighth", "third"),
    [
        ("en", "10%", "12.5%", "33.33%"),
        ("ru", "10 %", "12,5 %", "33,33 %"),
        ("ro", "10 %", "12,5 %", "33,33 %"),
        ("hy", "10%", "12,5%", "33,33%"),
    ],
)
def test_a_share_is_written_in_per_cent(language: str, tenth: str, eighth: str, third: str) -> None:
    shares = (Decimal("0.10"), Decimal("0.125"), Decimal(1) / 3)
    assert [percent(share, language).replace("\u00a0", " ") for share in shares] == [tenth, eighth, third]


@pytest.mark.parametrize(
    ("share", "expected"),
    [("0", "0%"), ("0.00004", "0%"), ("-0.00004", "0%"), ("0.129999", "13%"), ("0.00005", "0.01%"), ("1", "100%")],
)
def test_a_share_has_no_empty_decimals(share: str, expected: str) -> None:
    assert percent(Decimal(share), "en") == expected
