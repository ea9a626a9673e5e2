"""A letter is begun once, with what the book knows, and only where its kind fits."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand import actions, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Case, Client, LetterDraft, LetterKind, LetterTextOfOwn, Order, Remedy, Standing
from evenhand.letters.refusal import LetterRefused
from evenhand.storage.book import Book, Kind
from evenhand.storage.errors import NotInBook
from tailor import PAID, TODAY, bonus, gift, issue, ready_for, refund, written


@pytest.fixture
def client(shop: Book) -> Client:
    return shop.clients.add(Client(0, "Priya Raman", "Dear Ms Raman,", "Ms Priya Raman", currency="GBP"))


def start(book: Book, kind: LetterKind, **more: Any) -> LetterDraft:
    return actions.start_letter(book, **({"kind": kind, "language": "en", "today": TODAY} | more))


def standing(book: Book, draft: LetterDraft, on: date = TODAY) -> dict[str, str]:
    """What stands in the draft's own fields on a day."""
    return dict(actions.typed_on(book, kind=draft.kind, typed=draft.typed, case_id=draft.case_id, on=on))


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_is_begun_once_for_each_kind_and_matter(shop: Book, client: Client, kind: LetterKind) -> None:
    begin = ready_for(shop, kind, client)
    first = actions.start_letter(shop, **begin)
    mine = replace(first, body="Dear Ms Raman,\n\nmy own words", edited=True)
    shop.letters.save_draft(mine)
    assert actions.start_letter(shop, **begin) == mine
    other = shop.clients.add(Client(0, "Ana Popescu", currency="GBP"))
    assert actions.start_letter(shop, **ready_for(shop, kind, other)).id != first.id
    assert (first.kind, first.client_id, dict(first.typed)) == (kind, client.id, dict(begin["typed"]))
    assert first.body.startswith("Dear Ms Raman,")


def test_the_same_kind_in_a_case_and_to_the_client_are_two_letters(shop: Book, case: Case) -> None:
    shop.cases.save(replace(case, change="Every lining is now measured twice."))
    in_case = start(shop, LetterKind.THANK_YOU, case_id=case.id)
    to_client = start(shop, LetterKind.THANK_YOU, client_id=case.client_id)
    assert (in_case.case_id, to_client.case_id) == (case.id, None)
    assert in_case.id != to_client.id
    assert standing(shop, in_case) == {"change.text": "Every lining is now measured twice."}
    assert standing(shop, to_client) == {}


def test_what_was_typed_by_hand_is_never_typed_over(shop: Book, client: Client) -> None:
    begin = ready_for(shop, LetterKind.BONUS_REMINDER, client) | {"typed": ()}
    empty = actions.start_letter(shop, **begin)
    day = ("bonus.extended_to", "2026-09-30")
    assert empty.typed == ()
    assert actions.start_letter(shop, **begin | {"typed": (day,)}).typed == (day,)
    later = ("bonus.extended_to", "2026-12-31")
    assert actions.start_letter(shop, **begin | {"typed": (later,)}).typed == (day,)


def test_an_acknowledgement_promises_the_day_by_which_the_case_is_answered(shop: Book, case: Case) -> None:
    # Received on Monday 30 March; 3 April 2026 is Good Friday, 6 April Easter Monday.
    draft = start(shop, LetterKind.ACKNOWLEDGEMENT, case_id=case.id)
    assert standing(shop, draft) == {"answer.by": "2026-04-02"}
    assert "2 April 2026" in draft.body.replace("\u00a0", " ")


def test_a_promise_that_was_missed_is_counted_anew(shop: Book, case: Case) -> None:
    late = date(2026, 4, 3)
    draft = start(shop, LetterKind.ACKNOWLEDGEMENT, case_id=case.id, today=late)
    assert standing(shop, draft, late) == {"answer.by": "2026-04-09"}
    assert "9 April 2026" in draft.body.replace("\u00a0", " ")


def test_a_day_that_was_counted_for_a_draft_is_counted_again_when_it_is_issued_later(shop: Book, case: Case) -> None:
    draft = start(shop, LetterKind.ACKNOWLEDGEMENT, case_id=case.id)
    letter = actions.issue_letter(shop, draft=draft, operation_id="late", issued_on=date(2026, 4, 3))
    assert json.loads(letter.snapshot)["typed"] == {"answer.by": "2026-04-09"}


def test_a_day_that_the_owner_wrote_is_never_counted_again(shop: Book, case: Case) -> None:
    draft = start(shop, LetterKind.ACKNOWLEDGEMENT, case_id=case.id, typed=(("answer.by", "2026-04-08"),))
    assert standing(shop, draft, date(2026, 4, 3)) == {"answer.by": "2026-04-08"}
    with pytest.raises(CaseRefused, match="day_past"):
        actions.issue_letter(shop, draft=draft, operation_id="late", issued_on=date(2026, 4, 9))


def test_a_field_that_the_owner_emptied_stays_empty(shop: Book, case: Case) -> None:
    draft = replace(start(shop, LetterKind.ACKNOWLEDGEMENT, case_id=case.id), typed=(("answer.by", ""),))
    with pytest.raises(CaseRefused, match="field_missing"):
        actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=TODAY)


def test_where_holidays_are_not_known_the_day_is_left_to_the_owner(shop: Book, case: Case) -> None:
    owner = shop.owner.get()
    assert owner is not None
    shop.owner.save(replace(owner, country="XX"))
    draft = start(shop, LetterKind.ACKNOWLEDGEMENT, case_id=case.id)
    assert draft.typed == ()
    with pytest.raises(CaseRefused, match="field_missing") as refused:
        actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=TODAY)
    assert refused.value.field == "answer.by"
    assert wording.sentence(refused.value) == "“My answer by” is still empty. Fill it in first."


def test_a_letter_begins_with_the_owners_own_text_where_there_is_one(shop: Book, case: Case) -> None:
    gift(shop, case)
    own = LetterTextOfOwn(0, "en", LetterKind.GIFT, "For you: {gift.what}", "{client.salutation}\n\nTake it.", 1)
    shop.letter_texts.save(own)
    draft = start(shop, LetterKind.GIFT, case_id=case.id)
    assert (draft.subject, draft.body) == ("For you: a silk scarf", "Dear Mrs Whitcombe,\n\nTake it.\n")


def test_a_kind_that_does_not_fit_is_not_begun(shop: Book, case: Case) -> None:
    client = shop.clients.get(case.client_id)

    def reason(kind: LetterKind, **about: Any) -> str:
        with pytest.raises((CaseRefused, LetterRefused)) as refused:
            start(shop, kind, **about)
        assert wording.sentence(refused.value)
        return str(refused.value)

    assert reason(LetterKind.REPLACEMENT, case_id=case.id) == "kind_does_not_fit"  # no remedy was chosen
    assert reason(LetterKind.DECLINE, client_id=client.id) == "kind_does_not_fit"
    assert reason(LetterKind.KEEP_IN_TOUCH, client_id=client.id) == "kind_does_not_fit"
    assert reason(LetterKind.ACKNOWLEDGEMENT, client_id=client.id) == "kind_does_not_fit"
    assert reason(LetterKind.REFUND, case_id=case.id) == "nothing_to_state"
    shop.cases.save(replace(case, remedy=Remedy.REDO))
    assert reason(LetterKind.OPTIONS, case_id=case.id) == "kind_does_not_fit"
    shop.cases.save(replace(case, closed_on=TODAY))
    assert reason(LetterKind.APOLOGY, case_id=case.id) == "case_closed"
    shop.clients.save(replace(client, standing=Standing.PROSPECT))
    assert reason(LetterKind.PARTING, client_id=client.id) == "kind_does_not_fit"
    assert shop.letters.drafts() == []


def test_what_a_letter_states_already_is_not_begun_again(shop: Book, case: Case) -> None:
    gift(shop, case)
    issue(shop, case, LetterKind.GIFT)
    with pytest.raises(CaseRefused, match="letter_stands"):
        start(shop, LetterKind.GIFT, case_id=case.id)


def test_a_bonus_that_is_used_up_is_not_reminded_of(shop: Book, client: Client) -> None:
    begin = ready_for(shop, LetterKind.BONUS_REMINDER, client)
    granted = shop.bonuses.get(begin["bonus_id"])
    coat = shop.orders.add(Order(0, client.id, "2026-0200", TODAY, "coat", PAID, PAID))
    actions.redeem_bonus(
        shop, bonus_id=granted.id, order_id=coat.id, amount=granted.amount, on=TODAY, operation_id="used"
    )
    with pytest.raises(CaseRefused, match="kind_does_not_fit"):
        actions.start_letter(shop, **begin)


def test_nothing_is_begun_about_what_is_not_in_the_book(shop: Book) -> None:
    for about in ({"case_id": 99}, {"client_id": 99}, {"bonus_id": 99}):
        with pytest.raises(NotInBook):
            start(shop, LetterKind.HOW_WE_WORK, **about)
    with pytest.raises(TypeError):
        start(shop, LetterKind.HOW_WE_WORK)
    assert shop.letters.drafts() == []


def test_a_draft_at_hand_opens_also_when_its_kind_no_longer_fits(shop: Book, case: Case) -> None:
    draft = start(shop, LetterKind.ACKNOWLEDGEMENT, case_id=case.id)
    shop.cases.save(replace(case, closed_on=TODAY))
    assert start(shop, LetterKind.ACKNOWLEDGEMENT, case_id=case.id) == draft
    with pytest.raises(CaseRefused, match="case_closed"):
        actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=TODAY)
    assert shop.letters.draft(draft.id) == draft


def test_a_letter_begun_is_announced_as_one(shop: Book, case: Case) -> None:
    heard: list[frozenset[Kind]] = []
    shop.changed = heard.append
    begun = start(shop, LetterKind.HOW_WE_WORK, client_id=case.client_id)
    assert start(shop, LetterKind.HOW_WE_WORK, client_id=case.client_id) == begun
    assert heard == [frozenset({Kind.LETTERS})]


def test_a_letter_may_tell_of_a_bonus_given_for_the_same_order(shop: Book, case: Case) -> None:
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    facts = actions.letter_facts(shop, case_id=case.id, language="en", on=TODAY)
    assert facts.bonus == shop.bonuses.of_case(case.id)[0]
    elsewhere = shop.clients.add(Client(0, "Ana Popescu", currency="GBP"))
    assert written(shop, LetterKind.REFUND, elsewhere).bonus_id is None
    refund(shop, case, beside=True)
