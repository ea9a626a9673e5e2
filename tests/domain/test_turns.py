"""Whose move it is, and the time to answer, which runs only while it's ours."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.calendar import UnknownCountry, answer_by, is_working_day
from evenhand.domain.records import Case
from evenhand.domain.turns import AnswerClock, ClockState, Turn, TurnChange, answer_clock, turn_since, whose_turn

MONDAY = date(2026, 11, 9)  # three working days after it: Thursday the 12th
CASE = Case(1, "2026-001", 1, 1, "Zip failed", MONDAY)
ANSWERED = replace(CASE, answered_on=date(2026, 11, 11))
OURS, CLIENT, THIRD = Turn.OURS, Turn.CLIENT, Turn.THIRD_PARTY


def nov(day: int) -> date:
    return date(2026, 11, day)


def changes(*given: tuple[Turn, int]) -> list[TurnChange]:
    return [TurnChange(n, 1, turn, nov(day)) for n, (turn, day) in enumerate(given, 1)]


def clock(case: Case, passed: list[TurnChange], today: int) -> AnswerClock:
    return answer_clock(case, passed, 3, "GB", nov(today))


@pytest.mark.parametrize(
    ("case", "passed", "turn"),
    [
        (CASE, [], OURS),
        (ANSWERED, [], CLIENT),
        (CASE, [(CLIENT, 10)], CLIENT),
        (CASE, [(CLIENT, 10), (OURS, 10)], OURS),
        (ANSWERED, [(OURS, 11)], OURS),  # they wrote back on the day of the answer
        (ANSWERED, [(OURS, 13), (THIRD, 16)], THIRD),
        (ANSWERED, [(THIRD, 10)], THIRD),  # told the client while the mill is still asked
        (ANSWERED, [(THIRD, 10), (OURS, 10)], CLIENT),
        (replace(CASE, received_on=nov(12)), [(CLIENT, 10)], CLIENT),  # the day of receipt was corrected afterwards
    ],
)
def test_it_is_the_move_of_whoever_it_was_last_passed_to(
    case: Case, passed: list[tuple[Turn, int]], turn: Turn
) -> None:
    assert whose_turn(case, changes(*passed)) is turn


@pytest.mark.parametrize(
    ("case", "passed", "since"),
    [
        (CASE, [], 9),
        (ANSWERED, [], 11),
        (ANSWERED, [(CLIENT, 11)], 11),
        (CASE, [(CLIENT, 10), (CLIENT, 12)], 10),  # asked again, and still theirs
        (CASE, [(CLIENT, 10), (OURS, 12)], 12),
    ],
)
def test_it_has_been_theirs_since_the_day_it_passed_to_them(
    case: Case, passed: list[tuple[Turn, int]], since: int
) -> None:
    assert turn_since(case, changes(*passed)) == nov(since)


@pytest.mark.parametrize(
    ("case", "passed", "today", "expected"),
    [
        (CASE, [], 9, (OURS, 12, 3, ClockState.RUNNING)),
        (CASE, [], 11, (OURS, 12, 1, ClockState.RUNNING)),
        (CASE, [], 12, (OURS, 12, 0, ClockState.TODAY)),
        (CASE, [], 13, (OURS, 12, -1, ClockState.LATE)),
        (CASE, [], 16, (OURS, 12, -2, ClockState.LATE)),  # a weekend lies between
        (ANSWERED, [], 30, (CLIENT, 12, 0, ClockState.ANSWERED)),
        (replace(CASE, answered_on=nov(12)), [], 30, (CLIENT, 12, 0, ClockState.ANSWERED)),
        (replace(CASE, answered_on=nov(13)), [], 30, (CLIENT, 12, 0, ClockState.ANSWERED_LATE)),
        (replace(CASE, answered_on=nov(9)), [], 9, (CLIENT, 12, 0, ClockState.ANSWERED)),
        # Passed on before it's answered: it stands still, and neither day of passing is counted.
        (CASE, [(CLIENT, 11)], 20, (CLIENT, None, 2, ClockState.WAITING)),
        (CASE, [(CLIENT, 11), (OURS, 18)], 18, (OURS, 20, 2, ClockState.RUNNING)),
        (CASE, [(CLIENT, 11), (OURS, 11)], 11, (OURS, 13, 2, ClockState.RUNNING)),
        (CASE, [(THIRD, 9)], 30, (THIRD, None, 3, ClockState.WAITING)),
        (CASE, [(THIRD, 16)], 30, (THIRD, None, -1, ClockState.WAITING)),  # passed on after its day
        # Answered after a pause, in time and late.
        (replace(CASE, answered_on=nov(20)), [(THIRD, 11), (OURS, 18)], 30, (CLIENT, 20, 0, ClockState.ANSWERED)),
        (replace(CASE, answered_on=nov(23)), [(THIRD, 11), (OURS, 18)], 30, (CLIENT, 20, 0, ClockState.ANSWERED_LATE)),
        (replace(CASE, answered_on=nov(30)), [(THIRD, 11)], 30, (THIRD, None, 0, ClockState.ANSWERED)),
        # It came back: a new time of the same length; passing it to the client is the answer, to another a pause.
        (ANSWERED, [(OURS, 13)], 13, (OURS, 18, 3, ClockState.RUNNING)),
        (ANSWERED, [(OURS, 13)], 19, (OURS, 18, -1, ClockState.LATE)),
        (ANSWERED, [(OURS, 13), (CLIENT, 18)], 30, (CLIENT, 18, 0, ClockState.ANSWERED)),
        (ANSWERED, [(OURS, 13), (CLIENT, 19)], 30, (CLIENT, 18, 0, ClockState.ANSWERED_LATE)),
        (ANSWERED, [(OURS, 13), (THIRD, 17)], 30, (THIRD, None, 2, ClockState.WAITING)),
        (ANSWERED, [(OURS, 13), (THIRD, 17), (OURS, 20)], 20, (OURS, 24, 2, ClockState.RUNNING)),
        (ANSWERED, [(OURS, 13), (CLIENT, 18), (OURS, 20)], 20, (OURS, 25, 3, ClockState.RUNNING)),
        (replace(CASE, answered_on=MONDAY), [(OURS, 9), (CLIENT, 10)], 30, (CLIENT, 12, 0, ClockState.ANSWERED)),
        (replace(ANSWERED, closed_on=nov(20)), [(OURS, 13)], 30, (OURS, None, 0, ClockState.CLOSED)),
    ],
)
def test_the_time_to_answer_runs_while_it_is_our_move(
    case: Case, passed: list[tuple[Turn, int]], today: int, expected: tuple[Turn, int | None, int, ClockState]
) -> None:
    turn, by, left, state = expected
    found = clock(case, changes(*passed), today)
    assert found == AnswerClock(turn, nov(by) if by else None, left, 3, state)


def test_an_unknown_country_has_no_working_days_to_count() -> None:
    with pytest.raises(UnknownCountry):
        answer_clock(CASE, [], 3, "XX", MONDAY)


_PASSED = st.lists(st.tuples(st.sampled_from(Turn), st.integers(0, 20)), max_size=6)


@given(_PASSED, st.integers(0, 30), st.none() | st.integers(0, 30))
def test_waiting_for_others_never_shortens_the_time_that_is_left(
    passed: list[tuple[Turn, int]], today: int, answered: int | None
) -> None:
    found = [TurnChange(n, 1, turn, MONDAY + timedelta(day)) for n, (turn, day) in enumerate(passed, 1)]
    case = CASE if answered is None else replace(CASE, answered_on=MONDAY + timedelta(answered))
    now = answer_clock(case, found, 3, "GB", MONDAY + timedelta(today))
    assert now.turn is whose_turn(case, found)
    if now.by is not None:
        assert is_working_day(now.by, "GB")
        assert now.by >= answer_by(MONDAY, 3, "GB")
    if answered is None:
        assert (now.state is ClockState.WAITING) == (now.turn is not Turn.OURS)
    if not found and answered is None:
        assert now.by == answer_by(MONDAY, 3, "GB")


def test_an_answer_is_not_before_a_day_of_receipt_that_was_corrected() -> None:
    received, answered = date(2026, 4, 9), date(2026, 4, 7)
    corrected = Case(1, "2026-001", 1, 1, "The lining tore", received, answered_on=answered)
    back = [TurnChange(1, 1, Turn.OURS, date(2026, 4, 8))]  # also before it was received
    assert turn_since(corrected, []) == received  # the client's since then
    assert turn_since(corrected, back) == received
    clock = answer_clock(corrected, back, 3, "GB", received)
    assert (clock.state, clock.by) == (ClockState.RUNNING, date(2026, 4, 14))
