"""The gate for a new client: what the answers come to, and what is asked."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.intake import (
    MOST_TILT,
    FitAnswer,
    IntakeAnswer,
    LevelState,
    level,
    questions_for,
    read_reach,
    repeated,
)

YES, UNSURE, NO = FitAnswer.YES, FitAnswer.UNSURE, FitAnswer.NO
answered = st.lists(st.sampled_from([*FitAnswer, None]), max_size=12)


def answers(*given: FitAnswer | None, notes: Sequence[str] = ()) -> list[IntakeAnswer]:
    padded = [*notes, *[""] * len(given)]
    return [IntakeAnswer(0, 0, n, f"Question {n}?", one, padded[n - 1]) for n, one in enumerate(given, 1)]


def test_without_answers_the_level_lies_flat() -> None:
    found = level(answers(None, None))
    assert (found.state, found.tilt, found.tilts) == (LevelState.FLAT, 0, ())


def test_clear_yeses_leave_it_level() -> None:
    found = level(answers(YES, YES, None))
    assert (found.state, found.tilt, found.yes) == (LevelState.LEVEL, 0, 2)


def test_two_doubts_among_six_leave_it_nearly_level_and_are_named() -> None:
    found = level(answers(YES, UNSURE, YES, YES, UNSURE, YES))
    assert found.state is LevelState.NEARLY
    assert found.tilts == ("Question 2?", "Question 5?")
    assert (found.yes, found.unsure, found.no) == (4, 2, 0)


def test_a_clear_no_is_named_before_a_doubt() -> None:
    assert level(answers(UNSURE, NO)).tilts == ("Question 2?", "Question 1?")


def test_two_clear_noes_put_it_off_level_whatever_else_is_answered() -> None:
    found = level(answers(NO, NO, *[YES] * 10))
    assert found.state is LevelState.OFF
    assert found.leans_to_no


def test_one_no_alone_leans_to_nothing() -> None:
    found = level(answers(NO, YES))
    assert found.state is LevelState.NEARLY
    assert not found.leans_to_no


@given(answered)
def test_the_bar_never_tilts_backwards_nor_beyond_twelve_degrees(given: list[FitAnswer | None]) -> None:
    found = level(answers(*given))
    assert 0 <= found.tilt <= MOST_TILT
    assert (found.tilt > 0) == bool(found.unsure or found.no)
    assert (found.state is LevelState.FLAT) == (not any(given))


@given(answered)
def test_a_no_in_place_of_a_doubt_never_straightens_it(given: list[FitAnswer | None]) -> None:
    harder = [NO if one is UNSURE else one for one in given]
    assert level(answers(*harder)).tilt >= level(answers(*given)).tilt


@pytest.mark.parametrize(
    ("typed", "phone", "email"),
    [
        ("07700 900 412", "07700 900 412", ""),
        ("camille@example.org", "", "camille@example.org"),
        ("07700 900 412, camille@example.org", "07700 900 412", "camille@example.org"),
        ("Camille <camille@example.org>", "Camille", "camille@example.org"),
        ("@camille", "@camille", ""),
        ("  ", "", ""),
        ("camille@", "camille@", ""),
    ],
)
def test_one_field_holds_a_number_an_address_or_both(typed: str, phone: str, email: str) -> None:
    assert read_reach(typed) == (phone, email)


@given(st.text(max_size=60))
def test_nothing_typed_about_how_to_reach_them_is_lost_but_separators(typed: str) -> None:
    phone, email = read_reach(typed)
    kept = sorted(one for one in phone + email if one.isalnum())
    assert kept == sorted(one for one in typed if one.isalnum())


@pytest.mark.parametrize("again", ["is this work I do well", "Is  this work I do well?", "IS THIS WORK I DO WELL?"])
def test_the_same_question_is_known_again_however_it_is_written(again: str) -> None:
    assert repeated(["Is this work I do well?", "Do I have room?", again]) == again


def test_different_questions_repeat_nothing() -> None:
    assert repeated(["Հաճելի՞ է", "Хочу ли я?", "?", "!"]) is None


def test_while_nothing_is_answered_the_list_of_today_is_asked() -> None:
    assert questions_for(answers(None, None), ["Mine?"], ["Six?"]) == ["Mine?"]
    assert questions_for(answers(None, None), [], ["Six?"]) == ["Six?"]


def test_what_was_answered_stays_in_its_words_when_the_list_changes() -> None:
    kept = answers(YES, None, None, notes=("", "", "a word"))
    assert questions_for(kept, ["New?", "question 1"], ["Six?"]) == ["New?", "Question 1?", "Question 3?"]


def test_the_suggested_questions_are_not_asked_again_in_another_language() -> None:
    kept = answers(YES, None)
    assert questions_for(kept, [], ["Хорошо ли я это делаю?"]) == ["Question 1?", "Question 2?"]
