"""How long sums are kept of somebody erased."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.erasure import Erasure, is_due, keep_until

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("last", "years", "expected"),
    [
        (date(2026, 3, 2), 10, date(2036, 12, 31)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
        (date(2012, 1, 1), 10, TODAY),  # that day has long passed
        (None, 10, TODAY),  # there was never a sum or a letter
    ],
)
def test_sums_stay_to_the_end_of_the_year_so_many_years_after_the_last(
    last: date | None, years: int, expected: date
) -> None:
    assert keep_until(last, years, TODAY) == expected


def test_what_is_kept_goes_on_the_day_after_its_last() -> None:
    kept = Erasure(17, "u", TODAY, date(2036, 12, 31))
    assert not is_due(kept, date(2036, 12, 31))
    assert is_due(kept, date(2037, 1, 1))


def test_what_isnt_kept_at_all_goes_on_the_very_day() -> None:
    assert is_due(Erasure(17, "u", TODAY, TODAY), TODAY)


def test_what_has_gone_isnt_due_again() -> None:
    assert not is_due(Erasure(17, "u", TODAY, TODAY, TODAY), date(2099, 1, 1))


@given(st.dates(max_value=TODAY), st.integers(0, 99))
def test_nothing_is_ever_kept_until_a_day_that_has_passed(last: date, years: int) -> None:
    assert keep_until(last, years, TODAY) >= TODAY
