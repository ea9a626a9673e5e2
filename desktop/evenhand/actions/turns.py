"""Whose move it is: passed on by hand, by an answer, by a letter."""

from dataclasses import replace
from datetime import date

from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Case, Letter
from evenhand.domain.turns import Turn, TurnChange, whose_turn
from evenhand.storage.book import Book


def give_turn(book: Book, *, case_id: int, turn: Turn, since: date, note: str = "", today: date) -> TurnChange:
    """From a day on it's somebody else's move, or ours again.

    Raises NotInBook, and CaseRefused: 'case_closed', 'turn_to_come', 'turn_before_receipt' (with the day of receipt)
    and 'turn_before_last' (with the day on which it last passed on).
    """
    with book.transaction():
        case = book.cases.get(case_id)
        if case.closed_on is not None:
            raise CaseRefused("case_closed")
        if since > today:
            raise CaseRefused("turn_to_come")
        if since < case.received_on:
            raise CaseRefused("turn_before_receipt", day=case.received_on)
        last = max((one.since for one in book.turns.of_case(case_id)), default=since)
        if since < last:
            raise CaseRefused("turn_before_last", day=last)
        change = book.turns.add(TurnChange(0, case_id, turn, since, note.strip()))
        if whose_turn(case, book.turns.of_case(case_id)) is not turn:  # an answer after that day passed it on
            raise CaseRefused("turn_before_last", day=case.answered_on)
        return change


def mark_answered(book: Book, *, case_id: int, on: date) -> Case:
    """We answered the client otherwise than by a letter: now it's their move, unless it's a third party's.

    Raises NotInBook, and CaseRefused: 'case_closed', 'turn_before_receipt' (with the day of receipt).
    """
    with book.transaction():
        case = book.cases.get(case_id)
        if case.closed_on is not None:
            raise CaseRefused("case_closed")
        if on < case.received_on:
            raise CaseRefused("turn_before_receipt", day=case.received_on)
        return pass_on_by_answer(book, case, on)


def take_back_answer(book: Book, *, case_id: int) -> Case:
    """We hadn't answered after all, unless a letter that stands did: then it counts from that letter's day.

    Raises NotInBook, and CaseRefused: 'case_closed'.
    """
    with book.transaction():
        case = book.cases.get(case_id)
        if case.closed_on is not None:
            raise CaseRefused("case_closed")
        for change in book.turns.of_case(case_id)[-1:]:
            by_hand = change.turn is Turn.CLIENT and change.letter_id is None and not change.note
            if by_hand and change.since == case.answered_on:
                book.turns.drop(change.id)
        standing = [one.issued_on for one in book.letters.of_case(case_id) if one.voided_on is None]
        case = replace(case, answered_on=min(standing, default=None))
        book.cases.save(case)
        return case


def pass_on_by_answer(book: Book, case: Case, on: date, letter_id: int | None = None) -> Case:
    """An answer was given: the first is kept with the case, and what was our move is the client's from that day on."""
    if case.answered_on is None:
        case = replace(case, answered_on=on)
        book.cases.save(case)
    if case.closed_on is None and whose_turn(case, book.turns.of_case(case.id)) is Turn.OURS:
        book.turns.add(TurnChange(0, case.id, Turn.CLIENT, on, letter_id=letter_id))
    return case


def take_back_turn(book: Book, letter: Letter) -> None:
    """A voided letter passed nothing on: the next that stands did or, without one, it's our move again."""
    if letter.case_id is None:
        return
    changes = book.turns.of_case(letter.case_id)
    passed_on = next((one for one in changes if one.letter_id == letter.id), None)
    if passed_on is None:
        return
    letters = [one for one in book.letters.of_case(letter.case_id) if one.voided_on is None]
    later = min((one for one in letters if one.id > letter.id), key=lambda one: one.id, default=None)
    since_then = [one.since for one in changes[changes.index(passed_on) + 1 :]]
    if later is None or any(day <= later.issued_on for day in since_then):
        book.turns.drop(passed_on.id)
    else:
        book.turns.save(replace(passed_on, letter_id=later.id, since=later.issued_on))
