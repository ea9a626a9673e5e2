"""The load guard: one line at most, the worst of it, and quiet once it was answered."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.load import (
    LimitProblem,
    LoadAnswer,
    LoadLimits,
    LoadLine,
    LoadSign,
    day_to_keep_free,
    overload,
    usual,
    window,
)

TODAY = date(2026, 11, 10)  # a Tuesday
HARD, LATE, CASES = LoadSign
OWN = LoadLimits()


def answered(sign: LoadSign, counted: int, days_ago: int) -> LoadAnswer:
    return LoadAnswer(1, TODAY - timedelta(days_ago), sign, counted)


def never(_day: date) -> bool:
    return False


def test_as_many_as_the_limit_allows_are_not_too_many() -> None:
    assert overload({HARD: 3, LATE: 4, CASES: 2}, OWN, [], TODAY) is None


def test_one_more_than_the_limit_is_said() -> None:
    assert overload({HARD: 4}, OWN, [], TODAY) == LoadLine(HARD, 4, 3)


def test_of_several_the_worst_against_its_own_limit_is_said_alone() -> None:
    line = overload({HARD: 6, LATE: 9, CASES: 5}, OWN, [], TODAY)
    assert line == LoadLine(CASES, 5, 2)


def test_of_two_that_are_as_bad_the_hard_contacts_come_first() -> None:
    limits = replace(OWN, late_entries=3)
    assert overload({LATE: 6, HARD: 6}, limits, [], TODAY) == LoadLine(HARD, 6, 3)


def test_a_guard_that_is_off_says_nothing() -> None:
    assert overload({HARD: 40}, replace(OWN, is_on=False), [], TODAY) is None


@pytest.mark.parametrize(("days_ago", "speaks"), [(0, False), (6, False), (7, True)])
def test_an_answer_keeps_its_sign_quiet_for_seven_days(days_ago: int, speaks: bool) -> None:
    line = overload({HARD: 4}, OWN, [answered(HARD, 4, days_ago)], TODAY)
    assert (line is not None) is speaks


@pytest.mark.parametrize(("counted", "speaks"), [(5, False), (6, True)])
def test_a_sign_that_grew_by_half_speaks_before_the_seven_days_are_over(counted: int, speaks: bool) -> None:
    line = overload({HARD: counted}, OWN, [answered(HARD, 4, 1)], TODAY)
    assert (line is not None) is speaks


def test_growth_is_counted_from_the_most_that_was_answered_to() -> None:
    answers = [answered(HARD, 4, 2), answered(HARD, 8, 1)]
    assert overload({HARD: 11}, OWN, answers, TODAY) is None
    assert overload({HARD: 12}, OWN, answers, TODAY) is not None


def test_another_sign_waits_until_the_day_after_an_answer() -> None:
    counts = {HARD: 9, LATE: 5}
    assert overload(counts, OWN, [answered(HARD, 9, 0)], TODAY) is None
    assert overload(counts, OWN, [answered(HARD, 9, 1)], TODAY) == LoadLine(LATE, 5, 4)


@given(
    counts=st.dictionaries(st.sampled_from(LoadSign), st.integers(0, 200)),
    limits=st.tuples(*[st.integers(1, 99)] * 3),
    answers=st.lists(st.builds(answered, st.sampled_from(LoadSign), st.integers(0, 200), st.integers(-3, 20))),
)
def test_whatever_is_said_is_over_its_limit_and_not_just_answered(
    counts: dict[LoadSign, int], limits: tuple[int, int, int], answers: list[LoadAnswer]
) -> None:
    own = LoadLimits(True, *limits)
    line = overload(counts, own, answers, TODAY)
    if line is None:
        return
    assert line.counted == counts[line.sign] > line.limit == own.of(line.sign)
    worst = [one.counted for one in answers if one.sign is line.sign and 0 <= (TODAY - one.answered_on).days < 7]
    assert all(line.counted * 2 >= counted * 3 for counted in worst)


def test_seven_days_up_to_today_count() -> None:
    assert window(OWN, TODAY) == (date(2026, 11, 4), date(2026, 11, 11))


def test_nothing_counts_before_the_day_on_which_the_history_was_wiped() -> None:
    assert window(replace(OWN, counted_from=date(2026, 11, 9)), TODAY) == (date(2026, 11, 9), date(2026, 11, 11))
    assert window(replace(OWN, counted_from=date(2026, 1, 1)), TODAY) == (date(2026, 11, 4), date(2026, 11, 11))


def test_nothing_counts_while_counting_begins_only_later() -> None:
    first, end = window(replace(OWN, counted_from=date(2026, 12, 1)), TODAY)
    assert first == end


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [([0, 1, 1, 1, 2, 2, 9, 0], 1), ([1, 1, 2, 2], 2), ([0, 0, 0, 0, 0, 0, 0, 9], 0), ([5, 5, 5], None), ([], None)],
)
def test_the_usual_is_the_median_of_earlier_weeks_once_four_are_known(weeks: list[int], expected: int | None) -> None:
    assert usual(weeks) == expected


def test_the_next_working_day_of_ones_own_is_kept_free() -> None:
    assert day_to_keep_free(TODAY, OWN, [], never) == date(2026, 11, 11)
    friday = date(2026, 11, 13)
    assert day_to_keep_free(friday, OWN, [], never) == date(2026, 11, 16)
    assert day_to_keep_free(friday, replace(OWN, days_off=(1, 2)), [], never) == date(2026, 11, 14)


def test_a_day_that_is_kept_free_already_and_a_holiday_are_passed_over() -> None:
    kept = [date(2026, 11, 11)]
    assert day_to_keep_free(TODAY, OWN, kept, lambda day: day.day == 12) == date(2026, 11, 13)


def test_without_any_day_within_sixty_none_is_offered() -> None:
    assert day_to_keep_free(TODAY, OWN, [], lambda _day: True) is None


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (replace(OWN, hard_contacts=0), LimitProblem.LIMIT_OUT_OF_RANGE),
        (replace(OWN, open_hard_cases=1000), LimitProblem.LIMIT_OUT_OF_RANGE),
        (replace(OWN, work_from=time(9), work_to=time(9)), LimitProblem.ENDS_BEFORE_START),
        (replace(OWN, work_from=time(19), work_to=time(8)), LimitProblem.ENDS_BEFORE_START),
        (replace(OWN, days_off=(1, 2, 3, 4, 5, 6, 7)), LimitProblem.NO_WORKING_DAY),
    ],
)
def test_limits_that_can_not_be_meant_are_named(limits: LoadLimits, problem: LimitProblem) -> None:
    assert limits.problems() == {problem}
    assert not OWN.problems()
