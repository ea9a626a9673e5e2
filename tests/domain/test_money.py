"""Money is exact, in one currency, and rounded half up."""

from decimal import ROUND_CEILING, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.money import CurrencyMismatch, Money, SumNotUnderstood, decimals, parse_amount, total

CURRENCIES = ("EUR", "GBP", "USD", "RUB", "RON", "AMD", "MDL", "JPY", "KWD")
minors = st.integers(-(10**11), 10**11)
currencies = st.sampled_from(CURRENCIES)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_a_sum_gives_its_amount_with_the_decimals_of_its_currency() -> None:
    assert str(eur("12.5").amount) == "12.50"
    assert str(Money(5, "JPY").amount) == "5"
    assert str(Money(Decimal("0.125"), "KWD").amount) == "0.125"
    assert str(eur("12.5")) == "12.50 EUR"


@pytest.mark.parametrize(
    ("finer", "kept"),
    [
        ("1.004", "1.00"),
        ("1.005", "1.01"),
        ("1.015", "1.02"),
        ("1.025", "1.03"),
        ("-1.005", "-1.01"),
        ("0.00499999999999999999999999999999999999", "0.00"),
        ("0.00500000000000000000000000000000000001", "0.01"),
    ],
)
def test_a_finer_amount_is_rounded_half_up_and_once(finer: str, kept: str) -> None:
    assert eur(finer).amount == Decimal(kept)


def test_there_is_no_minus_zero() -> None:
    for nothing in (eur("-0"), eur("-0.004"), -eur("0"), eur("5") - eur("5"), eur("-3") * 0):
        assert not nothing.amount.is_signed()
        assert nothing == Money.zero("EUR")
        assert not nothing


@given(minors, currencies)
def test_minor_units_and_back_is_the_same_sum(minor: int, currency: str) -> None:
    there = Money.of_minor(minor, currency)
    assert there.minor == minor
    assert Money(there.amount, currency) == there


@given(minors, minors, minors, currencies)
def test_adding_follows_the_rules_of_sums(a: int, b: int, c: int, currency: str) -> None:
    x, y, z = (Money.of_minor(n, currency) for n in (a, b, c))
    assert x + y == y + x
    assert (x + y) + z == x + (y + z)
    assert x - y == -(y - x)
    assert total([x, y, z], currency) == x + y + z
    assert (x < y) == (a < b)


def test_the_total_of_nothing_is_zero_of_the_currency() -> None:
    assert total([], "AMD") == Money.zero("AMD")


def test_two_currencies_are_never_mixed() -> None:
    euros, pounds = eur("5"), Money(5, "GBP")
    for mix in (
        lambda: euros + pounds,
        lambda: euros - pounds,
        lambda: euros < pounds,
        lambda: euros >= pounds,
        lambda: total([euros, pounds], "EUR"),
        lambda: euros.rounded_up_to(pounds),
    ):
        with pytest.raises(CurrencyMismatch) as refused:
            mix()
        assert (refused.value.first, refused.value.second) == ("EUR", "GBP")
    assert euros != pounds


@pytest.mark.parametrize("wrong", [12.5, float("nan"), True, "12", None])
def test_only_decimals_and_whole_numbers_are_money(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money(wrong, "EUR")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        eur("1") * wrong  # type: ignore[operator]


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "1e15", "-1e15", "999999999999999.995", "1e400000"])
def test_an_amount_beyond_any_till_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match=r"finite|too large"):
        eur(amount)


@pytest.mark.parametrize("code", ["eur", "EURO", "€", "", "E1R", "EUR\n"])
def test_a_currency_is_three_capital_letters(code: str) -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(1, code)


@given(st.integers(1, 10**9), st.sampled_from(["0.5", "1", "5", "10", "50", "100", "0.01"]), currencies)
def test_a_round_sum_is_never_below_and_less_than_a_step_above(minor: int, step: str, currency: str) -> None:
    before = Money.of_minor(minor, currency)
    after = before.rounded_up_to(Decimal(step))
    assert before <= after
    assert (after - before).amount < max(Decimal(step), Decimal(1).scaleb(-decimals(currency)))
    assert after.rounded_up_to(Decimal(step)) == after


@pytest.mark.parametrize("step", [0, -50])
def test_a_round_sum_is_above_zero(step: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        eur("1").rounded_up_to(step)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0", "0"),
        ("7", "7"),
        ("123,00", "123.00"),
        ("123.00", "123.00"),
        ("123,5", "123.50"),
        ("1234.5", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,50", "1234.50"),
        ("1\u202f234,50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1,234,567.89", "1234567.89"),
        ("1 234 567", "1234567"),
        ("1234,500", "1234.50"),
        ("  12,50  ", "12.50"),
        ("-12,50", "-12.50"),
        ("-0", "0"),
        ("007", "7"),
    ],
)
def test_a_sum_is_read_as_people_type_it(typed: str, meant: str) -> None:
    assert parse_amount(typed, "EUR") == eur(meant)


@pytest.mark.parametrize("typed", ["1,234", "1.234", "12.345", "123,000", "0,125"])
def test_a_sum_that_could_be_read_in_two_ways_is_refused(typed: str) -> None:
    with pytest.raises(SumNotUnderstood) as refused:
        parse_amount(typed, "EUR")
    assert refused.value.ambiguous
    assert refused.value.text == typed


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "-",
        ",",
        "12,,5",
        "12,",
        "12.",
        ",5",
        "1,2,3",
        "1.2345,6",
        "12,34.50",
        "1,23,456",
        "1 23",
        "12 34,50",
        "1234 567",
        "1  234",
        "12.345.67",
        "1,234.567,8",
        "12,345",
        "12,3456",
        "1.2.3",
        "12-5",
        "5-",
        "--5",
        "€12",
        "12 EUR",
        "1e3",
        "0x10",
        "١٢٣",
        "12½",
        "1234567890123",
        "9" * 30,
        "nan",
        "inf",
    ],
)
def test_what_is_not_clearly_a_sum_is_refused(typed: str) -> None:
    with pytest.raises(SumNotUnderstood):
        parse_amount(typed, "EUR")


@pytest.mark.parametrize("typed", ["1000000000000", "12345678901234567890", "9" * 30, "1 000 000 000 000,50"])
def test_a_sum_that_the_book_cannot_hold_is_told_to_be_too_large(typed: str) -> None:
    with pytest.raises(SumNotUnderstood) as refused:
        parse_amount(typed, "EUR")
    assert refused.value.too_large
    for other in ("ten", "12,,5" + "9" * 30):
        with pytest.raises(SumNotUnderstood) as refused:
            parse_amount(other, "EUR")
        assert not refused.value.too_large


def test_more_decimals_than_the_currency_has_are_refused() -> None:
    assert parse_amount("1234,125", "KWD") == Money(Decimal("1234.125"), "KWD")
    for typed, currency in (("1234,125", "EUR"), ("12,5", "JPY"), ("12,3456", "KWD")):
        with pytest.raises(SumNotUnderstood):
            parse_amount(typed, currency)
    assert parse_amount("12,00", "JPY") == Money(12, "JPY")


@given(st.integers(0, 10**11), st.sampled_from([("", "."), ("", ","), (" ", ","), (",", "."), (".", ","), ("'", ".")]))
def test_every_sum_written_with_two_decimals_is_read_back(minor: int, marks: tuple[str, str]) -> None:
    group, point = marks
    written = f"{minor // 100:,}".replace(",", group) + point + f"{minor % 100:02}"
    assert parse_amount(written, "EUR").minor == minor


@given(st.text(alphabet="0123456789.,' -", max_size=12))
def test_reading_a_sum_either_refuses_or_keeps_every_digit(typed: str) -> None:
    try:
        read = parse_amount(typed, "EUR")
    except SumNotUnderstood:
        return
    digits = "".join(character for character in typed if character.isdigit())
    assert str(abs(read.minor)).rstrip("0") == digits.lstrip("0").rstrip("0") or not read


def test_the_ceiling_is_the_clients_favour() -> None:
    exact = Decimal("123.40")
    assert eur("123.40").rounded_up_to(50).amount == (exact / 50).to_integral_value(ROUND_CEILING) * 50


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [("1,234", "JPY", "1234"), ("1.234", "JPY", "1234"), ("1.234", "KWD", "1.234"), ("12.500", "KWD", "12.500")],
)
def test_three_digits_behind_a_mark_mean_what_the_currency_allows(text: str, currency: str, expected: str) -> None:
    assert parse_amount(text, currency) == Money(Decimal(expected), currency)


def test_the_total_of_many_large_typed_sums_is_still_a_sum() -> None:
    largest = parse_amount("999999999999.99", "EUR")
    assert total([largest] * 500, "EUR").amount == Decimal("499999999999995.00")
    with pytest.raises(SumNotUnderstood):
        parse_amount("1000000000000", "EUR")
