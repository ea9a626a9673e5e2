"""When to ask how an order went, and in which words."""

from datetime import date, timedelta

import pytest

from evenhand.domain.suggestions import MOST_ASK_DAYS, QUESTIONS, asked_about, question

TODAY = date(2026, 11, 20)


def test_it_is_asked_from_the_owners_day_on_until_a_month_has_passed() -> None:
    assert asked_about(4, TODAY) == (TODAY - timedelta(30), TODAY - timedelta(4))
    assert asked_about(MOST_ASK_DAYS, TODAY) == (TODAY - timedelta(30), TODAY - timedelta(30))


@pytest.mark.parametrize("never", [0, -1, MOST_ASK_DAYS + 1])
def test_an_owner_who_never_asks_is_never_told_to(never: int) -> None:
    assert asked_about(never, TODAY) is None


def test_the_owners_own_words_go_before_the_usual_ones() -> None:
    assert question("  Does it fit? ", "ru") == "Does it fit?"
    assert question(" ", "ru") == QUESTIONS["ru"]
    assert question("", "xx") == QUESTIONS["en"]


def test_every_language_of_letters_has_a_question_of_its_own() -> None:
    assert set(QUESTIONS) == {"en", "ru", "ro", "hy"}
    assert len(set(QUESTIONS.values())) == 4
    assert not any("!" in words for words in QUESTIONS.values())
