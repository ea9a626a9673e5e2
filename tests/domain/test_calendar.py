"""Months clamp, working days follow the owner's country, and the day of receipt is day 0."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.calendar import UnknownCountry, answer_by, bonus_expiry, is_working_day, working_days_left

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
countries = st.sampled_from(["GB", "RU", "AM", "RO", "US", "DE", "MD"])


@pytest.mark.parametrize(
    ("issued_on", "months", "last_day"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 11), 6, date(2027, 5, 11)),
    ],
)
def test_a_bonus_is_valid_for_calendar_months_with_the_day_clamped(
    issued_on: date, months: int, last_day: date
) -> None:
    assert bonus_expiry(issued_on, months) == last_day


@given(days, st.integers(1, 120))
def test_the_last_day_is_the_same_day_of_the_month_or_the_months_last(issued_on: date, months: int) -> None:
    last = bonus_expiry(issued_on, months)
    assert (last.year - issued_on.year) * 12 + last.month - issued_on.month == months
    assert last.day == min(issued_on.day, calendar.monthrange(last.year, last.month)[1])


@given(days, days, st.integers(1, 60))
def test_a_bonus_issued_later_never_ends_earlier(one: date, other: date, months: int) -> None:
    earlier, later = sorted((one, other))
    assert bonus_expiry(earlier, months) <= bonus_expiry(later, months)


@pytest.mark.parametrize("months", [0, -3])
def test_a_bonus_is_valid_for_a_month_at_least(months: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        bonus_expiry(date(2026, 1, 1), months)


@pytest.mark.parametrize(
    ("country", "received_on", "working_days", "day"),
    [
        ("GB", date(2026, 11, 9), 3, date(2026, 11, 12)),  # an ordinary week
        ("GB", date(2026, 4, 1), 3, date(2026, 4, 8)),  # Good Friday and Easter Monday
        ("GB", date(2026, 12, 24), 3, date(2026, 12, 31)),  # Boxing Day made up for on the 28th
        ("RU", date(2026, 4, 29), 3, date(2026, 5, 5)),
        ("RU", date(2024, 4, 25), 3, date(2024, 5, 2)),  # Saturday the 27th worked, the 29th and 30th free
        ("AM", date(2026, 4, 22), 3, date(2026, 4, 28)),  # Remembrance Day on the 24th
        ("RO", date(2026, 4, 8), 3, date(2026, 4, 15)),  # Orthodox Easter
        ("US", date(2026, 11, 24), 3, date(2026, 11, 30)),  # Thanksgiving
        ("US", date(2026, 7, 1), 3, date(2026, 7, 7)),  # the 4th is a Saturday, so the 3rd is free
        ("DE", date(2026, 5, 12), 3, date(2026, 5, 18)),  # Ascension
        ("RU", date(2026, 4, 28), 10, date(2026, 5, 14)),
        ("RO", date(2026, 4, 28), 10, date(2026, 5, 13)),
        ("AM", date(2026, 4, 28), 10, date(2026, 5, 13)),
        ("GB", date(2026, 4, 28), 10, date(2026, 5, 13)),
        ("DE", date(2026, 4, 28), 10, date(2026, 5, 13)),
        ("US", date(2026, 4, 28), 10, date(2026, 5, 12)),
    ],
)
def test_a_case_is_answered_by_the_nth_working_day_there(
    country: str, received_on: date, working_days: int, day: date
) -> None:
    assert answer_by(received_on, working_days, country) == day


def test_the_day_of_receipt_is_day_zero_also_on_a_day_off() -> None:
    friday, saturday, sunday = date(2026, 11, 13), date(2026, 11, 14), date(2026, 11, 15)
    for received_on in (friday, saturday, sunday):
        assert answer_by(received_on, 1, "GB") == date(2026, 11, 16)


def test_a_moved_working_saturday_counts_and_its_monday_does_not() -> None:
    assert is_working_day(date(2024, 4, 27), "RU")
    assert not is_working_day(date(2024, 4, 29), "RU")
    assert not is_working_day(date(2026, 1, 9), "RU")


@given(days, st.integers(1, 15), countries)
def test_the_answer_day_is_a_working_day_with_just_so_many_between(received_on: date, n: int, country: str) -> None:
    day = answer_by(received_on, n, country)
    assert is_working_day(day, country)
    assert working_days_left(received_on, day, country) == n
    assert working_days_left(day, received_on, country) == -n
    assert working_days_left(day, day, country) == 0


def test_no_working_day_has_passed_over_the_weekend_after_the_last_day() -> None:
    friday = date(2026, 11, 13)
    left = [working_days_left(friday + timedelta(n), friday, "GB") for n in range(-1, 5)]
    assert left == [1, 0, 0, 0, -1, -2]


@pytest.mark.parametrize("country", ["XX", "", "gb", "England"])
def test_a_country_without_known_holidays_is_refused_by_name(country: str) -> None:
    with pytest.raises(UnknownCountry) as refused:
        answer_by(date(2026, 11, 9), 3, country)
    assert refused.value.country == country


@pytest.mark.parametrize("working_days", [0, -1])
def test_an_answer_takes_a_working_day_at_least(working_days: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        answer_by(date(2026, 11, 9), working_days, "GB")
