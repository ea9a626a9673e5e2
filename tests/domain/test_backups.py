"""All backups of two days stay, then seven of days, eight of weeks, twelve of months."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.backups import in_place_of, to_drop

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HALF_HOUR, DAY, WEEK = timedelta(minutes=30), timedelta(days=1), timedelta(weeks=1)
STAMPS = st.lists(st.integers(-5_000, 30_000).map(lambda hours: NOW - timedelta(hours=hours)))


def every(step: timedelta, count: int, first: datetime = NOW) -> list[datetime]:
    return [first - step * n for n in range(count)]


@pytest.mark.parametrize(
    ("stamps", "left"),
    [
        ([], 0),
        ([NOW], 1),
        ([NOW - DAY * 5000], 1),  # the only one there is
        (every(HALF_HOUR, 96), 96),  # two days, each half hour
        (every(DAY, 7), 7),
        # 22 Nov is a Sunday: seven days of one week, seven Sundays before it, and the ends of the eleven months before.
        (every(DAY, 365), 7 + 7 + 11),
        (every(WEEK, 300), 8 + 10),
        (every(timedelta(days=31), 40), 12),
        ([*every(DAY, 365), *every(DAY, 365, NOW + DAY * 400)], 7 + 7 + 11 + 365),
    ],
)
def test_so_many_are_left(stamps: list[datetime], left: int) -> None:
    assert len(stamps) - len(to_drop(stamps, NOW)) == left


def test_of_a_day_gone_by_the_last_one_stays() -> None:
    day = datetime(2026, 11, 18, tzinfo=UTC)
    morning, noon, evening = (day.replace(hour=hour) for hour in (8, 12, 18))
    assert to_drop([NOW, evening, morning, noon], NOW) == [morning, noon]
    assert in_place_of([NOW, evening, morning, noon], NOW) == {morning: evening, noon: evening}


def test_the_last_of_each_of_twelve_months_stays() -> None:
    every_day = every(DAY, 800)
    left = sorted(set(every_day) - set(to_drop(every_day, NOW)))
    assert [(at.year, at.month) for at in left[:4]] == [(2025, 12), (2026, 1), (2026, 2), (2026, 3)]
    assert [at.day for at in left[:4]] == [31, 31, 28, 31]


def test_who_comes_back_after_years_finds_what_there_was() -> None:
    old = every(DAY, 30, NOW - DAY * 3000)
    assert len(old) - len(to_drop(old, NOW)) >= 7


@given(STAMPS)
def test_the_newest_stays_and_so_does_what_seems_to_come(stamps: list[datetime]) -> None:
    dropped = set(to_drop(stamps, NOW))
    assert not [at for at in dropped if at > NOW - timedelta(days=2)]
    past = [at for at in stamps if at <= NOW]
    assert not past or max(past) not in dropped


@given(STAMPS)
def test_thinning_twice_is_thinning_once(stamps: list[datetime]) -> None:
    left = [at for at in stamps if at not in to_drop(stamps, NOW)]
    assert to_drop(left, NOW) == []


@given(STAMPS)
def test_what_goes_has_a_younger_one_that_stays(stamps: list[datetime]) -> None:
    gone = in_place_of(stamps, NOW)
    assert list(gone) == sorted(gone)
    for dropped, kept in gone.items():
        assert dropped < kept <= NOW
        assert kept in stamps
        assert kept not in gone


@given(STAMPS, st.integers(0, 4000))
def test_what_was_let_go_one_day_is_not_wanted_the_next(stamps: list[datetime], hours: int) -> None:
    later = NOW + timedelta(hours=hours)
    known = [at for at in stamps if at <= NOW]
    assert set(to_drop(known, NOW)) <= set(to_drop(known, later))
