"""A case has a budget of three questions to the client."""

from datetime import date

from evenhand.domain.questions import CaseQuestion, questions_left


def test_three_questions_may_be_asked_and_a_fourth_is_told() -> None:
    asked = [CaseQuestion(n, 1, date(2026, 11, 9), "How did it tear?") for n in range(1, 5)]
    assert [questions_left(asked[:n]) for n in range(5)] == [3, 2, 1, 0, -1]
