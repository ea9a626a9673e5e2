"""What is worth planning after a case, and on which day."""

from dataclasses import replace
from datetime import date

import pytest

from evenhand.domain.follow_up_ideas import Idea, IdeaKind, ideas
from evenhand.domain.records import Case, Outcome, Remedy

TODAY = date(2026, 11, 20)
CASE = Case(1, "2026-001", 1, 1, "Zip", date(2026, 11, 6), remedy=Remedy.REPAIR, remedy_by=date(2026, 11, 24))


def test_two_weeks_after_it_was_put_right_comes_the_question() -> None:
    assert ideas(CASE, None, 6, TODAY)[0] == Idea(IdeaKind.STILL_WELL, date(2026, 12, 8))
    assert ideas(CASE, date(2026, 11, 12), 6, TODAY)[0] == Idea(IdeaKind.STILL_WELL, date(2026, 11, 26))


def test_no_idea_has_a_day_that_has_passed() -> None:
    old = replace(CASE, remedy_by=date(2026, 1, 5), changed_on=date(2026, 1, 9))
    assert all(idea.day >= TODAY for idea in ideas(old, date(2026, 1, 4), 3, TODAY))


@pytest.mark.parametrize("remedy", [None, Remedy.REFUND, Remedy.DISCOUNT, Remedy.NOTHING])
def test_where_nothing_was_made_nobody_asks_whether_it_holds(remedy: Remedy | None) -> None:
    assert IdeaKind.STILL_WELL not in [one.kind for one in ideas(replace(CASE, remedy=remedy), None, 6, TODAY)]


def test_the_client_hears_of_a_change_once_it_is_in_place() -> None:
    changed = replace(CASE, change="Metal zips", changed_on=date(2026, 12, 1))
    assert Idea(IdeaKind.TELL_CHANGE, date(2026, 12, 1)) in ideas(changed, None, 6, TODAY)
    assert Idea(IdeaKind.TELL_CHANGE, TODAY) in ideas(replace(CASE, change="Metal zips"), None, 6, TODAY)
    assert Idea(IdeaKind.TELL_CHANGE, date(2026, 12, 4)) in ideas(CASE, None, 6, TODAY)


def test_a_friendly_line_comes_by_the_rhythm_and_never_without_one() -> None:
    assert Idea(IdeaKind.FRIENDLY_LINE, date(2027, 5, 20)) in ideas(CASE, None, 6, TODAY)
    assert IdeaKind.FRIENDLY_LINE not in [one.kind for one in ideas(CASE, None, 0, TODAY)]


def test_who_left_hears_of_the_change_alone_and_with_whom_we_parted_nothing_is_proposed() -> None:
    left = ideas(replace(CASE, outcome=Outcome.LEFT), None, 6, TODAY)
    assert [one.kind for one in left] == [IdeaKind.TELL_CHANGE]
    assert ideas(replace(CASE, outcome=Outcome.PARTED), None, 6, TODAY) == ()
