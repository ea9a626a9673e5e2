"""Sums, shares and days as each letter language writes them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand import formats
from evenhand.domain.money import Money, parse_amount
from evenhand.formats import DateNotUnderstood, long_date, parse_date, percent, short_date, typed, weekday_date

TODAY = date(2026, 11, 11)
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
        ("ru", "3500", "RUB", "3 500 ₽"),
        ("ru", "3500.5", "RUB", "3 500,50 ₽"),
        ("ru", "1", "RON", "1 лей"),
        ("ru", "2", "RON", "2 лея"),
        ("ru", "12", "RON", "12 леев"),
        ("ru", "21", "MDL", "21 лей"),
        ("ru", "1250", "RON", "1 250 леев"),
        ("ru", "1.5", "RON", "1,50 лея"),
        ("ro", "1250", "RON", "1.250 lei"),
        ("ro", "1250.5", "RON", "1.250,50 lei"),
        ("ro", "1", "RON", "1 leu"),
        ("ro", "72", "EUR", "72 €"),
        ("hy", "128500", "AMD", "128 500 ֏"),
        ("hy", "72.5", "EUR", "72,50 €"),
        ("hy", "5", "JPY", "5 JPY"),
    ],
)
def test_a_sum_is_written_as_the_language_writes_it(language: str, amount: str, currency: str, expected: str) -> None:
    assert written(amount, currency, language) == expected


@given(st.integers(0, 10**11), st.sampled_from(["EUR", "AMD", "JPY", "RUB"]), languages)
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
    ("language", "expected"),
    [
        ("en", ("3 March 2026", "3 Mar", "3 Mar 2026", "Tuesday 3 March", "March 2026")),
        ("ru", ("3 марта 2026 г.", "3 мар", "3 мар 2026", "вторник, 3 марта", "март 2026")),
        ("ro", ("3 martie 2026", "3 mar", "3 mar 2026", "marți, 3 martie", "martie 2026")),
        ("hy", ("3 մարտի 2026 թ.", "3 մրտ", "3 մրտ 2026", "երեքշաբթի, 3 մարտի", "մարտ 2026")),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language: str, expected: tuple[str, ...]) -> None:
    day = date(2026, 3, 3)
    forms = (
        long_date(day, language),
        short_date(day, language),
        short_date(day, language, year=True),
        weekday_date(day, language),
        formats.month_year(day, language),
    )
    assert tuple(form.replace("\u00a0", " ") for form in forms) == expected
    assert " " not in long_date(day, language), "a day must not break over two lines"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), languages)
def test_a_day_that_the_app_wrote_is_read_back(day: date, language: str) -> None:
    for text in (
        long_date(day, language),
        short_date(day, language, year=True),
        weekday_date(day, language, year=True),
    ):
        assert parse_date(text, TODAY, language) == day
    assert parse_date(f"{day:%d.%m.%Y}", TODAY, language) == day
    assert parse_date(day.isoformat(), TODAY, language) == day


@given(st.integers(0, 364), languages)
def test_a_day_without_a_year_is_the_next_one_to_come(ahead: int, language: str) -> None:
    day = TODAY + timedelta(ahead)
    assert parse_date(f"{day.day}.{day.month}", TODAY, language) == day
    assert parse_date(short_date(day, language), TODAY, language) == day


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("8.2.2027", "en", date(2027, 2, 8)),
        ("8/2/27", "en", date(2027, 2, 8)),
        ("08.02.", "ru", date(2027, 2, 8)),
        ("11.11", "en", TODAY),
        ("+0", "en", TODAY),
        ("+7", "hy", date(2026, 11, 18)),
        ("29.2", "en", date(2028, 2, 29)),
        ("8 feb", "ro", date(2027, 2, 8)),
        ("8 FEBRUARY 2027", "ru", date(2027, 2, 8)),
        ("  8   февраля   2027 г. ", "ru", date(2027, 2, 8)),
        ("20 sept 2027", "en", date(2027, 9, 20)),
        ("8 հունիսի", "hy", date(2027, 6, 8)),
    ],
)
def test_a_day_is_read_as_people_type_it(text: str, language: str, day: date) -> None:
    assert parse_date(text, TODAY, language) == day


@pytest.mark.parametrize(
    "text", ["31.2", "31.2.2027", "29.2.2027", "2027-02-30", "31 april", "0.5", "8.13", "2027-00-10"]
)
def test_a_day_that_does_not_exist_is_called_so(text: str) -> None:
    with pytest.raises(DateNotUnderstood) as refused:
        parse_date(text, TODAY, "en")
    assert refused.value.no_such_day
    assert refused.value.text == text


@pytest.mark.parametrize(
    "text", ["", "soon", "8", "8.2.227", "8..2", "February", "8 fe", "8 ju", "+", "+12345", "1/2/3/4"]
)
def test_what_is_not_a_day_is_refused(text: str) -> None:
    with pytest.raises(DateNotUnderstood) as refused:
        parse_date(text, TODAY, "en")
    assert not refused.value.no_such_day


def test_a_month_begun_that_could_be_two_is_refused() -> None:
    with pytest.raises(DateNotUnderstood):
        parse_date("8 հուն", TODAY, "hy")  # January or June
