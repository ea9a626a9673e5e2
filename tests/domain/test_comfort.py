"""Marks suggest a flag: when they do, and when they leave the owner in peace."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortMark, FlagSuggestion, suggested_flag

TODAY = date(2026, 11, 20)
GOOD, UNEASY, BAD = Comfort
Marks = list[tuple[datetime, ComfortMark]]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def marks(*told: tuple[int, Comfort]) -> Marks:
    """Contacts so many days ago, the earliest first."""
    return [(datetime.combine(ago(days), time(10)), ComfortMark(n, felt)) for n, (days, felt) in enumerate(told, 1)]


def flag(comfort: Comfort, days: int) -> ComfortFlag:
    return ComfortFlag(1, comfort, ago(days), "haggles")


def answered(comfort: Comfort, days: int) -> FlagSuggestion:
    return FlagSuggestion(1, comfort, ago(days))


def test_one_uncomfortable_contact_suggests_nothing() -> None:
    assert suggested_flag(marks((3, BAD)), None, None, TODAY) is None


def test_two_uncomfortable_contacts_suggest_the_flag() -> None:
    assert suggested_flag(marks((30, BAD), (3, BAD)), None, None, TODAY) is BAD


def test_two_hard_contacts_that_are_not_both_uncomfortable_suggest_uneasy() -> None:
    assert suggested_flag(marks((30, UNEASY), (3, BAD)), None, None, TODAY) is UNEASY
    assert suggested_flag(marks((30, UNEASY), (3, UNEASY)), None, None, TODAY) is UNEASY


def test_hard_contacts_speak_for_ninety_days() -> None:
    assert suggested_flag(marks((90, BAD), (3, BAD)), None, None, TODAY) is BAD
    assert suggested_flag(marks((91, BAD), (3, BAD)), None, None, TODAY) is None


def test_what_was_before_the_flag_was_set_is_in_it_already() -> None:
    told = marks((20, BAD), (10, BAD), (2, UNEASY))
    assert suggested_flag(told, flag(GOOD, 10), None, TODAY) is None
    assert suggested_flag(told, flag(GOOD, 15), None, TODAY) is UNEASY
    assert suggested_flag(told, flag(GOOD, 21), None, TODAY) is BAD


def test_a_flag_that_says_it_already_is_not_suggested() -> None:
    told = marks((5, BAD), (3, BAD))
    assert suggested_flag(told, flag(BAD, 10), None, TODAY) is None
    assert suggested_flag(told, flag(UNEASY, 10), None, TODAY) is BAD


def test_hard_contacts_never_suggest_a_milder_flag() -> None:
    assert suggested_flag(marks((5, UNEASY), (3, UNEASY)), flag(BAD, 10), None, TODAY) is None


def test_five_comfortable_contacts_in_a_row_suggest_to_lift_a_hard_flag() -> None:
    five = [(days, GOOD) for days in (50, 40, 30, 20, 10)]
    for said in (UNEASY, BAD):
        assert suggested_flag(marks(*five), flag(said, 60), None, TODAY) is GOOD
        assert suggested_flag(marks(*five[1:]), flag(said, 60), None, TODAY) is None
        assert suggested_flag(marks(*five), flag(said, 50), None, TODAY) is None
        assert suggested_flag(marks(*five, (5, UNEASY)), flag(said, 60), None, TODAY) is None


def test_five_comfortable_contacts_suggest_nothing_where_no_hard_flag_is_set() -> None:
    five = marks(*((days, GOOD) for days in (50, 40, 30, 20, 10)))
    assert suggested_flag(five, None, None, TODAY) is None
    assert suggested_flag(five, flag(GOOD, 60), None, TODAY) is None


def test_five_comfortable_contacts_leave_what_was_hard_before_alone() -> None:
    told = marks((40, BAD), (39, BAD), *((days, GOOD) for days in (30, 20, 10, 5, 1)))
    assert suggested_flag(told, None, None, TODAY) is None
    assert suggested_flag(told[:-1], None, None, TODAY) is BAD


def test_nothing_is_asked_twice_on_one_day() -> None:
    assert suggested_flag(marks((3, BAD), (0, BAD), (0, BAD)), None, answered(BAD, 0), TODAY) is None
    assert suggested_flag(marks((3, BAD), (0, BAD), (0, BAD)), None, answered(UNEASY, 0), TODAY) is None


def test_after_not_now_only_a_newer_contact_asks_again() -> None:
    old = [(30, BAD), (20, BAD)]
    assert suggested_flag(marks(*old), None, answered(BAD, 10), TODAY) is None
    assert suggested_flag(marks(*old, (5, UNEASY)), None, answered(BAD, 10), TODAY) is None
    assert suggested_flag(marks(*old, (5, GOOD)), None, answered(BAD, 10), TODAY) is None
    assert suggested_flag(marks(*old, (5, BAD)), None, answered(BAD, 10), TODAY) is BAD


def test_a_contact_that_is_still_to_come_says_nothing() -> None:
    assert suggested_flag(marks((3, BAD), (-2, BAD)), None, None, TODAY) is None


@given(
    st.lists(st.tuples(st.integers(0, 120), st.sampled_from(list(Comfort))), max_size=12),
    st.none() | st.builds(flag, st.sampled_from(list(Comfort)), st.integers(0, 120)),
    st.none() | st.builds(answered, st.sampled_from(list(Comfort)), st.integers(0, 120)),
)
def test_a_suggestion_is_always_another_flag_and_rests_on_contacts_since_the_last_one(
    told: Sequence[tuple[int, Comfort]], said: ComfortFlag | None, answer: FlagSuggestion | None
) -> None:
    all_of_them = marks(*sorted(told, key=lambda one: -one[0]))
    found = suggested_flag(all_of_them, said, answer, TODAY)
    if found is None:
        return
    assert said is None or found is not said.comfort
    since = said.set_on if said else date.min
    counted = [mark.comfort for when, mark in all_of_them if when.date() > since]
    assert len(counted) >= 2
    assert found is not GOOD or counted[-5:] == [GOOD] * 5
    assert found is GOOD or counted[-5:] != [GOOD] * 5
    assert answer is None or any(when.date() > answer.answered_on for when, _mark in all_of_them)
    assert suggested_flag(all_of_them, said, FlagSuggestion(1, found, TODAY), TODAY) is None
