"""A parting letter says what becomes of a bonus that the client still has."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bonus_shop import grant
from evenhand import actions
from evenhand.domain.bonus import Bonus, BonusRefused, EntryKind, balance
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Case, Letter, LetterKind, Nature
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from tailor import LATER, TODAY, pounds, refund, words_of

LAST_DAY = date(2026, 6, 1)


def earlier(shop: Book, nature: Nature = Nature.GOODWILL, until: date = LAST_DAY) -> Bonus:
    """A bonus that the tailor's client was given for something else."""
    return grant(shop, "Jane Whitcombe", pounds("20"), until, on=date(2026, 3, 5), nature=nature)


def part(shop: Book, fate: str, **about: Any) -> Letter:
    draft = actions.start_letter(
        shop,
        kind=LetterKind.PARTING,
        language="en",
        today=TODAY,
        typed=(("earlier_bonus.fate", fate),),
        **(about or {"client_id": 1}),
    )
    return actions.issue_letter(shop, draft=draft, operation_id="part", issued_on=TODAY)


def test_a_parting_letter_asks_what_becomes_of_the_clients_bonus(shop: Book) -> None:
    bonus = earlier(shop)
    with pytest.raises(CaseRefused, match="bonus_undecided"):
        part(shop, "")
    assert balance(bonus, shop.bonuses.ledger(bonus.id)) == pounds("20")
    assert [row.kind for row in shop.letters.rows()] == [LetterKind.BONUS]


def test_a_client_without_a_bonus_is_parted_from_without_that_question(shop: Book) -> None:
    assert part(shop, "").bonus_id is None


def test_a_bonus_that_is_honoured_stays_and_the_letter_says_so(shop: Book, tmp_path: Path) -> None:
    bonus = earlier(shop)
    letter = part(shop, "keep")
    assert letter.bonus_id == bonus.id
    assert balance(bonus, shop.bonuses.ledger(bonus.id)) == pounds("20")
    told = words_of(shop, letter, tmp_path)
    assert f"The bonus I gave you, {bonus.code}, stays yours as it is: £20." in told
    assert check(shop) == []


def test_money_owed_is_paid_out_when_the_ways_part(shop: Book, tmp_path: Path) -> None:
    bonus = earlier(shop, Nature.OWED, until=date(2026, 3, 31))  # its last day is over, what is owed isn't
    letter = part(shop, "exchange")
    assert [one.kind for one in shop.bonuses.ledger(bonus.id)] == [EntryKind.GRANTED, EntryKind.EXCHANGED]
    assert "I am paying out to you what is left on it, £20" in words_of(shop, letter, tmp_path)
    left = actions.left_by_voiding(shop, letter_id=letter.id)
    assert left.settled == pounds("20")
    assert check(shop) == []


def test_a_gesture_is_not_turned_into_money(shop: Book) -> None:
    bonus = earlier(shop)
    with pytest.raises(BonusRefused, match="not_owed"):
        part(shop, "exchange")
    assert balance(bonus, shop.bonuses.ledger(bonus.id)) == pounds("20")


def test_a_bonus_that_is_cancelled_ends_with_the_letter(shop: Book, case: Case, tmp_path: Path) -> None:
    bonus = earlier(shop)
    refund(shop, case)
    letter = part(shop, "cancel", case_id=case.id)
    assert not balance(bonus, shop.bonuses.ledger(bonus.id))
    assert f"This refund takes the place of the bonus I gave you, {bonus.code};" in words_of(shop, letter, tmp_path)
    assert check(shop) == []


def test_a_refund_letter_leaves_a_bonus_for_another_order_alone(shop: Book, case: Case) -> None:
    bonus = earlier(shop)
    refund(shop, case)
    draft = actions.start_letter(shop, kind=LetterKind.REFUND, language="en", today=TODAY, case_id=case.id)
    letter = actions.issue_letter(shop, draft=draft, operation_id="refund", issued_on=TODAY)
    assert letter.bonus_id is None
    assert balance(bonus, shop.bonuses.ledger(bonus.id)) == pounds("20")


def test_a_replacement_asks_again_where_the_decision_was_about_another_bonus(shop: Book) -> None:
    earlier(shop)
    letter = part(shop, "keep")
    newer = grant(shop, "Jane Whitcombe", pounds("5"), LAST_DAY, on=TODAY)
    actions.void_letter(shop, letter_id=letter.id, reason="wrong", voided_on=LATER, operation_id="void")
    draft = actions.replace_letter(shop, letter_id=letter.id, today=LATER)
    assert draft.typed == ()
    facts = actions.letter_facts(shop, client_id=1, kind=LetterKind.PARTING, language="en", on=LATER)
    assert facts.bonus == newer
