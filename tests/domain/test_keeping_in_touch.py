"""When to write to those who left: at a rhythm, and never against their wish or ours."""

from datetime import date

import pytest

from evenhand.domain.keeping_in_touch import Door, FollowUp, Greeting, Why, greeting_due

LEFT = date(2026, 1, 31)
TODAY = date(2026, 11, 6)


def done(on: date, heard: bool | None = None) -> FollowUp:
    return FollowUp(0, 1, on, "a greeting", done_on=on, heard=heard)


def due(*greetings: FollowUp, left: date | None = LEFT, door: Door | None = None, owed: bool = False) -> Greeting:
    return greeting_due(left, door, 6, greetings, owed, TODAY)


def test_a_greeting_is_due_so_many_calendar_months_after_their_last_word() -> None:
    assert due() == Greeting(date(2026, 7, 31), Why.DUE)
    assert due(left=date(2026, 8, 31)) == Greeting(date(2027, 2, 28), Why.LATER)
    assert due(left=date(2026, 5, 6)).why is Why.DUE


def test_the_next_one_is_counted_from_the_last_greeting() -> None:
    assert due(done(date(2026, 7, 31))) == Greeting(date(2027, 1, 31), Why.LATER, 1)


@pytest.mark.parametrize("heard", [False, None])
def test_it_stops_after_three_silences(heard: bool | None) -> None:
    days = [date(2026, month, 1) for month in (2, 3, 4)]
    assert due(*(done(day, heard) for day in days[:2])) == Greeting(date(2026, 9, 1), Why.DUE, 2)
    assert due(*(done(day, heard) for day in days)) == Greeting(None, Why.THREE_SILENCES, 3)


def test_an_answer_or_a_word_of_theirs_ends_the_silences() -> None:
    days = [date(2026, month, 1) for month in (2, 3, 4)]
    assert due(done(days[0]), done(days[1]), done(days[2], heard=True)) == Greeting(date(2026, 10, 1), Why.DUE)
    assert due(*map(done, days), left=date(2026, 4, 2)) == Greeting(date(2026, 10, 2), Why.DUE)


def test_behind_a_closed_door_and_while_money_is_owed_there_is_none() -> None:
    assert due(door=Door(1, True, 6, LEFT)) == Greeting(None, Why.DOOR_CLOSED)
    assert due(owed=True) == Greeting(None, Why.MONEY_OWED)


def test_the_doors_own_rhythm_goes_before_the_owners() -> None:
    assert due(door=Door(1, False, 3, LEFT)) == Greeting(date(2026, 4, 30), Why.DUE)
    assert due(door=Door(1, False, 0, LEFT)) == Greeting(None, Why.NO_RHYTHM)
    assert due(left=None) == Greeting(None, Why.NO_RHYTHM)
