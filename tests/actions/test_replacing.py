"""What voiding leaves as it is, and the letter that takes a voided one's place."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand import actions, wording
from evenhand.domain.bonus import last_day
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Case, Client, Letter, LetterDraft, LetterKind, Standing
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.errors import NotInBook
from tailor import PAID, TODAY, bonus, issue, open_case, pounds, ready_for, refund, written

LATER = date(2026, 4, 9)


@pytest.fixture
def client(shop: Book) -> Client:
    return shop.clients.add(Client(0, "Priya Raman", "Dear Ms Raman,", "Ms Priya Raman", currency="GBP"))


def void(book: Book, letter: Letter, on: date = TODAY) -> Letter:
    return actions.void_letter(
        book, letter_id=letter.id, reason="wrong", voided_on=on, operation_id=f"void {letter.id}"
    )


def in_place_of(book: Book, letter: Letter, on: date = TODAY) -> LetterDraft:
    return actions.replace_letter(book, letter_id=letter.id, today=on)


def send(book: Book, draft: LetterDraft, name: str = "send", on: date = TODAY) -> Letter:
    return actions.issue_letter(book, draft=draft, operation_id=name, issued_on=on)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_voided_letter_of_any_kind_finds_its_replacement_and_both_point_at_each_other(
    shop: Book, client: Client, kind: LetterKind
) -> None:
    first = written(shop, kind, client)
    void(shop, first)
    draft = in_place_of(shop, first)
    assert (draft.kind, draft.language, draft.replaces_id) == (kind, "en", first.id)
    assert (draft.subject, draft.body, draft.edited) == (first.subject, first.body, True)
    second = send(shop, draft)
    assert second.replaces_id == first.id
    assert shop.letters.replacement_of(first.id) == second
    assert shop.letters.replacement_of(second.id) is None
    assert second.number.endswith("-0002")
    assert shop.letters.get(first.id).voided_on == TODAY
    assert check(shop) == []


def test_only_a_voided_letter_is_replaced_and_only_once(shop: Book, client: Client) -> None:
    first = written(shop, LetterKind.HOW_WE_WORK, client)
    with pytest.raises(CaseRefused, match="not_voided") as refused:
        in_place_of(shop, first)
    assert wording.sentence(refused.value)
    void(shop, first)
    draft = in_place_of(shop, first)
    assert in_place_of(shop, first) == draft
    second = send(shop, draft)
    with pytest.raises(CaseRefused, match="already_replaced"):
        in_place_of(shop, first)
    void(shop, second)
    third = send(shop, in_place_of(shop, first), "third")
    assert shop.letters.replacement_of(first.id) == third
    with pytest.raises(NotInBook):
        actions.replace_letter(shop, letter_id=99, today=TODAY)


def test_two_screens_do_not_replace_one_letter_twice(shop: Book, client: Client) -> None:
    first = written(shop, LetterKind.HOW_WE_WORK, client)
    void(shop, first)
    draft = in_place_of(shop, first)
    other = shop.letters.save_draft(replace(draft, id=0))
    send(shop, draft)
    with pytest.raises(CaseRefused, match="already_replaced"):
        send(shop, other, "other screen")
    assert shop.letters.draft(other.id) == other


def test_a_draft_that_is_being_written_takes_the_voided_letters_place(shop: Book, case: Case) -> None:
    refund(shop, case)
    first = issue(shop, case, LetterKind.REFUND)
    void(shop, first)
    begun = actions.start_letter(shop, kind=LetterKind.REFUND, language="en", today=TODAY, case_id=case.id)
    assert begun.replaces_id is None
    assert in_place_of(shop, first) == replace(begun, replaces_id=first.id)
    assert len(shop.letters.drafts()) == 1


def test_each_of_two_voided_letters_keeps_a_draft_of_its_own(shop: Book, client: Client) -> None:
    letters = [written(shop, LetterKind.HOW_WE_WORK, client, name=name) for name in ("one", "two")]
    for letter in letters:
        void(shop, letter)
    drafts = [in_place_of(shop, letter) for letter in letters]
    assert [draft.replaces_id for draft in drafts] == [letter.id for letter in letters]
    assert len({draft.id for draft in drafts}) == 2


def test_a_letter_of_another_kind_may_take_the_place(shop: Book, case: Case) -> None:
    refund(shop, case)
    first = issue(shop, case, LetterKind.REFUND)
    void(shop, first)
    begun = actions.start_letter(shop, kind=LetterKind.PARTING, language="en", today=TODAY, case_id=case.id)
    parting = replace(begun, replaces_id=first.id)
    assert shop.letters.replacement_of(first.id) is None
    second = send(shop, parting)
    assert (second.amount, shop.letters.replacement_of(first.id)) == (PAID, second)


def test_the_text_says_whether_the_figures_are_still_the_same(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("18"))
    first = issue(shop, case, LetterKind.REFUND)
    void(shop, first)
    same = in_place_of(shop, first)
    assert same.stated == ""
    shop.letters.drop_draft(same.id)
    refund(shop, case, pounds("20"))
    other = in_place_of(shop, first)
    assert other.stated == first.snapshot
    assert send(shop, other).amount == pounds("20")


def test_a_bonus_ends_with_its_letter_and_the_replacement_grants_another(shop: Book, case: Case) -> None:
    bonus(shop, case)
    first = issue(shop, case, LetterKind.BONUS)
    void(shop, first)
    second = send(shop, in_place_of(shop, first))
    before, now = shop.bonuses.of_letter(first.id), shop.bonuses.of_letter(second.id)
    assert before is not None
    assert now is not None
    assert before.code != now.code
    assert check(shop) == []


def test_a_last_day_that_the_client_holds_in_writing_stays(shop: Book, client: Client) -> None:
    first = written(shop, LetterKind.BONUS_REMINDER, client)
    void(shop, first)
    assert first.bonus_id is not None
    granted = shop.bonuses.get(first.bonus_id)
    assert last_day(granted, shop.bonuses.ledger(granted.id)) == date(2026, 9, 30)
    assert actions.left_by_voiding(shop, letter_id=first.id).extended_until == date(2026, 9, 30)
    # What is given already isn't given again: the replacement states the day as the bonus's own.
    draft = in_place_of(shop, first)
    assert draft.typed == ()
    send(shop, draft)
    assert len(shop.bonuses.ledger(granted.id)) == 2
    assert check(shop) == []


def test_a_client_who_was_parted_with_stays_so_and_the_owner_is_told(shop: Book, client: Client) -> None:
    letter = written(shop, LetterKind.PARTING, client)
    assert actions.left_by_voiding(shop, letter_id=letter.id).standing is Standing.PARTED
    void(shop, letter)
    assert shop.clients.get(client.id).standing is Standing.PARTED
    assert actions.left_by_voiding(shop, letter_id=letter.id).standing is Standing.PARTED
    shop.clients.save(replace(shop.clients.get(client.id), standing=Standing.ACTIVE))
    assert not actions.left_by_voiding(shop, letter_id=letter.id)


def test_the_owner_is_told_what_of_a_bonus_was_used_or_settled(shop: Book, case: Case) -> None:
    bonus(shop, case)
    granting = issue(shop, case, LetterKind.BONUS)
    used: Any = {"bonus_id": 1, "order_id": case.order_id, "on": TODAY}
    actions.redeem_bonus(shop, amount=pounds("5"), operation_id="a", **used)
    assert actions.left_by_voiding(shop, letter_id=granting.id).used == pounds("5")
    refund(shop, case, beside=True)
    cancelled = (("earlier_bonus.fate", "cancel"),)
    draft = actions.start_letter(
        shop, kind=LetterKind.REFUND, language="en", today=TODAY, case_id=case.id, typed=cancelled
    )
    refunding = send(shop, draft)
    void(shop, refunding)
    assert actions.left_by_voiding(shop, letter_id=refunding.id).settled == pounds("2.50")


def test_the_letter_in_place_of_a_refund_settles_no_second_bonus(shop: Book, case: Case) -> None:
    for name in ("older", "newer"):
        bonus(shop, case)
        issue(shop, case, LetterKind.BONUS, name)
        shop.cases.save(replace(shop.cases.get(case.id), closed_on=TODAY))
        case = open_case(shop, name=f"after the {name}")
    refund(shop, case)
    begin: dict[str, Any] = {"kind": LetterKind.REFUND, "language": "en", "today": TODAY, "case_id": case.id}
    draft = actions.start_letter(shop, **begin, typed=(("earlier_bonus.fate", "cancel"),))
    first = send(shop, draft)
    assert first.bonus_id == 2
    void(shop, first)
    again = in_place_of(shop, first)
    with pytest.raises(CaseRefused, match="bonus_undecided"):  # about the older one nothing was said yet
        send(shop, again, "again")
    assert send(shop, replace(again, typed=(("earlier_bonus.fate", "keep"),)), "again").body == first.body
    assert len(shop.bonuses.ledger(1)) == 1


@pytest.mark.parametrize("kind", [LetterKind.ACKNOWLEDGEMENT, LetterKind.GIFT, LetterKind.HOW_WE_WORK])
def test_voiding_most_letters_leaves_nothing_behind(shop: Book, client: Client, kind: LetterKind) -> None:
    letter = written(shop, kind, client)
    assert not actions.left_by_voiding(shop, letter_id=letter.id)


def test_a_replacement_is_issued_though_its_kind_has_had_its_time(shop: Book, client: Client) -> None:
    first = written(shop, LetterKind.OPTIONS, client)
    assert first.case_id is not None
    void(shop, first)
    shop.cases.save(replace(shop.cases.get(first.case_id), closed_on=TODAY))
    assert send(shop, in_place_of(shop, first)).replaces_id == first.id


def test_a_replacement_whose_days_have_passed_meanwhile_names_the_field(shop: Book, client: Client) -> None:
    first = written(shop, LetterKind.ACKNOWLEDGEMENT, client)
    void(shop, first)
    draft = in_place_of(shop, first, date(2026, 5, 4))
    with pytest.raises(CaseRefused, match="day_past") as refused:
        send(shop, draft, on=date(2026, 5, 4))
    assert refused.value.field == "answer.by"


def test_a_letter_dated_by_a_wrong_clock_can_be_voided_on_an_earlier_day(shop: Book, client: Client) -> None:
    draft = actions.start_letter(shop, **ready_for(shop, LetterKind.HOW_WE_WORK, client))
    letter = send(shop, draft, on=date(2036, 1, 1))
    assert void(shop, letter, TODAY).voided_on == TODAY
    assert check(shop) == []
