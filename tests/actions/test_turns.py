"""Whose move it is passes on by hand, by an answer and by a letter; a voided letter passed nothing on."""

from dataclasses import replace
from datetime import date

import pytest

from evenhand import actions, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Case, Letter, LetterDraft, LetterKind
from evenhand.domain.turns import Turn, TurnChange, whose_turn
from evenhand.storage.book import Book
from tailor import LATER, TODAY, drafted

RECEIVED, TOMORROW = date(2026, 3, 30), date(2026, 4, 3)


def give(book: Book, case: Case, turn: Turn, since: date = TODAY, note: str = "") -> TurnChange:
    return actions.give_turn(book, case_id=case.id, turn=turn, since=since, note=note, today=TODAY)


def turn_of(book: Book, case: Case) -> Turn:
    return whose_turn(book.cases.get(case.id), book.turns.of_case(case.id))


def send(book: Book, case: Case, name: str, on: date = TODAY) -> Letter:
    draft: LetterDraft = drafted(book, case, LetterKind.APOLOGY)
    return actions.issue_letter(book, draft=draft, operation_id=name, issued_on=on)


def void(book: Book, letter: Letter) -> None:
    actions.void_letter(book, letter_id=letter.id, reason="wrong", voided_on=TODAY, operation_id=f"void {letter.id}")


def test_the_move_passes_to_whom_we_wait_for_and_back(shop: Book, case: Case) -> None:
    assert turn_of(shop, case) is Turn.OURS
    asked = give(shop, case, Turn.THIRD_PARTY, RECEIVED, " the mill, about the dye ")
    assert asked.note == "the mill, about the dye"
    assert turn_of(shop, case) is Turn.THIRD_PARTY
    give(shop, case, Turn.OURS)
    assert turn_of(shop, case) is Turn.OURS


@pytest.mark.parametrize(
    ("since", "reason", "day"),
    [
        (date(2026, 3, 29), "turn_before_receipt", RECEIVED),
        (TOMORROW, "turn_to_come", None),
        (date(2026, 3, 31), "turn_before_last", date(2026, 4, 1)),
    ],
)
def test_a_day_that_can_not_be_is_refused_in_one_sentence(
    shop: Book, case: Case, since: date, reason: str, day: date | None
) -> None:
    give(shop, case, Turn.CLIENT, date(2026, 4, 1))
    with pytest.raises(CaseRefused) as refused:
        give(shop, case, Turn.OURS, since)
    assert (refused.value.reason, refused.value.day) == (reason, day)
    assert "{" not in wording.sentence(refused.value)
    assert turn_of(shop, case) is Turn.CLIENT


def test_an_answer_by_telephone_passes_the_move_to_the_client_unless_a_third_party_has_it(
    shop: Book, case: Case
) -> None:
    give(shop, case, Turn.OURS)  # noted the same day, before the call
    assert actions.mark_answered(shop, case_id=case.id, on=TODAY).answered_on == TODAY
    assert turn_of(shop, case) is Turn.CLIENT
    give(shop, case, Turn.THIRD_PARTY)
    assert actions.mark_answered(shop, case_id=case.id, on=LATER).answered_on == TODAY
    assert turn_of(shop, case) is Turn.THIRD_PARTY
    with pytest.raises(CaseRefused, match="turn_before_receipt"):
        actions.mark_answered(shop, case_id=case.id, on=date(2026, 3, 1))


def test_an_answer_that_was_noted_by_mistake_is_taken_back(shop: Book, case: Case) -> None:
    actions.mark_answered(shop, case_id=case.id, on=TODAY)
    assert actions.take_back_answer(shop, case_id=case.id) == case
    assert turn_of(shop, case) is Turn.OURS
    back = give(shop, case, Turn.OURS)
    actions.mark_answered(shop, case_id=case.id, on=TODAY)
    assert turn_of(shop, case) is Turn.CLIENT
    actions.take_back_answer(shop, case_id=case.id)
    assert shop.turns.of_case(case.id) == [back]
    actions.mark_answered(shop, case_id=case.id, on=date(2026, 4, 1))
    send(shop, case, "a letter")
    assert actions.take_back_answer(shop, case_id=case.id).answered_on == TODAY


def test_nothing_passes_on_in_a_closed_case(shop: Book, case: Case) -> None:
    shop.cases.save(replace(case, closed_on=TODAY))
    for act in (
        lambda: give(shop, case, Turn.CLIENT),
        lambda: actions.mark_answered(shop, case_id=case.id, on=TODAY),
        lambda: actions.take_back_answer(shop, case_id=case.id),
    ):
        with pytest.raises(CaseRefused, match="case_closed"):
            act()


def test_a_letter_passes_the_move_to_the_client_and_gives_it_back_when_it_is_void(shop: Book, case: Case) -> None:
    first = send(shop, case, "first")
    assert turn_of(shop, case) is Turn.CLIENT
    assert shop.turns.of_case(case.id) == []  # being answered says so
    give(shop, case, Turn.OURS)
    second = send(shop, case, "second")
    third = send(shop, case, "third", TOMORROW)
    assert turn_of(shop, case) is Turn.CLIENT
    void(shop, second)
    assert turn_of(shop, case) is Turn.CLIENT  # the third stands
    assert [(one.letter_id, one.since) for one in shop.turns.of_case(case.id)][1:] == [(third.id, TOMORROW)]
    void(shop, third)
    assert turn_of(shop, case) is Turn.OURS
    void(shop, first)
    assert shop.cases.get(case.id).answered_on is None
    assert turn_of(shop, case) is Turn.OURS


def test_a_voided_letter_leaves_a_later_move_alone(shop: Book, case: Case) -> None:
    send(shop, case, "first")
    give(shop, case, Turn.OURS)
    second = send(shop, case, "second")
    give(shop, case, Turn.THIRD_PARTY)
    send(shop, case, "third")
    void(shop, second)
    assert turn_of(shop, case) is Turn.THIRD_PARTY
    assert [one.letter_id for one in shop.turns.of_case(case.id)] == [None, None]


def test_a_letter_to_the_client_leaves_the_move_with_a_third_party(shop: Book, case: Case) -> None:
    give(shop, case, Turn.THIRD_PARTY)
    send(shop, case, "we have asked the mill")
    assert turn_of(shop, case) is Turn.THIRD_PARTY


def test_a_move_that_came_before_our_answer_is_refused_where_it_would_change_nothing(shop: Book, case: Case) -> None:
    answered_on = date(2026, 4, 1)
    actions.mark_answered(shop, case_id=case.id, on=answered_on)
    with pytest.raises(CaseRefused, match="turn_before_last") as refused:
        give(shop, case, Turn.OURS, case.received_on)
    assert refused.value.day == answered_on
    assert wording.sentence(refused.value)
    assert shop.turns.of_case(case.id) == []
    give(shop, case, Turn.THIRD_PARTY, case.received_on)
    assert turn_of(shop, case) is Turn.THIRD_PARTY


def test_taking_an_answer_back_leaves_a_move_of_another_day(shop: Book, case: Case) -> None:
    actions.mark_answered(shop, case_id=case.id, on=date(2026, 4, 1))
    passed_on = give(shop, case, Turn.CLIENT)
    actions.take_back_answer(shop, case_id=case.id)
    assert shop.turns.of_case(case.id) == [passed_on]
