"""A promise that was given another day, and the letter that says so."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from evenhand import actions
from evenhand.domain.case import CaseRefused
from evenhand.domain.letter_kinds import letters_that_fit
from evenhand.domain.promises import Promise
from evenhand.domain.records import Case, LetterDraft, LetterKind
from evenhand.storage.book import Book
from tailor import TODAY

KIND = LetterKind.ACKNOWLEDGEMENT
FIRST, THEN, LATER = (TODAY + timedelta(days) for days in (1, 5, 9))


def promised(book: Book, case: Case, what: str, day: date = FIRST) -> Promise:
    return actions.make_promise(
        book, client_id=case.client_id, case_id=case.id, what=what, due_on=day, made_on=TODAY, operation_id=what
    )


def moved(book: Book, promise: Promise, day: date = THEN) -> Promise:
    return actions.move_promise(book, promise_id=promise.id, to_day=day, on=TODAY)


def begun(book: Book, case: Case) -> LetterDraft:
    return actions.start_letter(book, kind=KIND, language="en", today=TODAY, case_id=case.id)


def fits(book: Book, case: Case) -> bool:
    return KIND in letters_that_fit(actions.letter_situation(book, case_id=case.id), TODAY)


def test_an_answered_case_takes_the_letter_only_while_a_moved_promise_is_open(shop: Book, case: Case) -> None:
    actions.mark_answered(shop, case_id=case.id, on=TODAY)
    promise = promised(shop, case, "a new lining")
    assert not fits(shop, case)
    moved(shop, promise)
    assert fits(shop, case)
    actions.keep_promise(shop, promise_id=promise.id, on=TODAY)
    assert not fits(shop, case)


def test_a_promise_put_back_to_its_first_day_is_not_a_moved_one(shop: Book, case: Case) -> None:
    promise = moved(shop, promised(shop, case, "a new lining"))
    assert promise.moved
    assert not moved(shop, promise, FIRST).moved


def test_it_speaks_of_the_promise_that_was_moved_last_and_of_the_day_that_was_told_last(shop: Book, case: Case) -> None:
    lining, button = promised(shop, case, "A new lining."), promised(shop, case, "A horn button.")
    moved(shop, lining)
    moved(shop, button)
    moved(shop, lining, LATER)
    text = begun(shop, case).body.replace("\u00a0", " ")
    assert "A new lining." in text
    assert "horn button" not in text
    assert f"{THEN.day} " in text.partition("**")[0]
    assert f"**{LATER.day} " in text


def test_it_is_issued_with_its_days_though_the_first_has_passed(shop: Book, case: Case) -> None:
    promise = promised(shop, case, "a new lining", TODAY)
    late = TODAY + timedelta(3)
    actions.move_promise(shop, promise_id=promise.id, to_day=LATER, on=late)
    draft = actions.start_letter(shop, kind=KIND, language="en", today=late, case_id=case.id)
    letter = actions.issue_letter(shop, draft=draft, operation_id="held", issued_on=late)
    told = json.loads(letter.snapshot)["typed"]
    assert (told["promise.was"], told["promise.by"]) == (TODAY.isoformat(), LATER.isoformat())


def test_a_holding_letter_is_not_issued_without_its_new_day_and_needs_no_day_of_an_answer(
    shop: Book, case: Case
) -> None:
    moved(shop, promised(shop, case, "a new lining"))
    draft = begun(shop, case)
    without = replace(draft, typed=(("promise.by", ""), ("answer.by", "")))
    with pytest.raises(CaseRefused) as refused:
        actions.issue_letter(shop, draft=without, operation_id="held", issued_on=TODAY)
    assert (refused.value.reason, refused.value.field) == ("field_missing", "promise.by")
    past = replace(draft, typed=(("promise.by", "2020-01-01"), ("answer.by", "")))
    with pytest.raises(CaseRefused) as refused:
        actions.issue_letter(shop, draft=past, operation_id="held", issued_on=TODAY)
    assert (refused.value.reason, refused.value.field) == ("day_past", "promise.by")
    actions.issue_letter(shop, draft=replace(draft, typed=(("answer.by", ""),)), operation_id="ok", issued_on=TODAY)


def test_who_empties_what_was_promised_has_the_ordinary_acknowledgement(shop: Book, case: Case) -> None:
    moved(shop, promised(shop, case, "a new lining"))
    draft = actions.start_letter(
        shop, kind=KIND, language="en", today=TODAY, case_id=case.id, typed=(("promise.what", "a horn button"),)
    )
    assert "a horn button" in draft.body
    emptied = tuple((name, "") for name in ("promise.what", "promise.was", "promise.by"))
    typed = actions.typed_on(shop, kind=KIND, typed=emptied, case_id=case.id, on=TODAY)
    facts = actions.letter_facts(shop, case_id=case.id, kind=KIND, typed=typed, language="en", on=TODAY)
    assert "Thank you for telling me." in actions.suggested_text(shop, kind=KIND, facts=facts).body
