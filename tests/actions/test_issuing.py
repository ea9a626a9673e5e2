"""A letter is issued once, whole or not at all, and says what the book holds."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import peewee
import pytest

import books
from evenhand import actions
from evenhand.domain.bonus import BonusState, read_code, state
from evenhand.domain.calendar import bonus_expiry
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.records import (
    Case,
    CaseCompensations,
    Client,
    Letterhead,
    LetterKind,
    Order,
    Owner,
)
from evenhand.letters import letter as letters
from evenhand.letters import page
from evenhand.letters.refusal import LetterRefused
from evenhand.storage.book import Book, Kind
from evenhand.storage.checking import check
from evenhand.storage.errors import StorageFailed
from evenhand.storage.peewee_database import BookDatabase
from tailor import PAID, TODAY, bonus, drafted, gift, issue, open_case, pounds, refund, words_of


def test_a_refund_letter_is_issued_with_all_that_belongs_to_it(shop: Book, case: Case, tmp_path: Path) -> None:
    refund(shop, case, pounds("18.13"), share=Decimal("0.25"))
    heard: list[frozenset[Kind]] = []
    draft = drafted(shop, case, LetterKind.REFUND)
    shop.changed = heard.append
    letter = actions.issue_letter(shop, draft=draft, operation_id="issue", issued_on=TODAY)
    assert heard == [frozenset({Kind.LETTERS, Kind.CASES})]
    assert shop.cases.get(case.id).answered_on == TODAY
    assert (letter.number, letter.amount, letter.issued_on) == ("R-2026-0001", pounds("18.13"), TODAY)
    assert shop.letters.get(letter.id) == letter
    stated = json.loads(letter.snapshot)
    assert stated["refund"] | {"minor": 1813, "currency": "GBP", "pay_by": "2026-04-16"} == stated["refund"]
    told = words_of(shop, letter, tmp_path)
    assert "R-2026-0001" in told
    assert "£18.13" in told
    assert "Mrs Jane Whitcombe" in told
    assert shop.letters.drafts() == []
    assert shop.bonuses.rows() == []
    assert check(shop) == []


def test_a_bonus_letter_brings_its_bonus_into_being(shop: Book, case: Case, tmp_path: Path) -> None:
    bonus(shop, case)
    letter = issue(shop, case, LetterKind.BONUS)
    granted = shop.bonuses.of_letter(letter.id)
    assert granted
    assert (letter.number, granted.amount, granted.valid_until) == ("B-2026-0001", pounds("7.50"), date(2026, 7, 2))
    assert read_code(granted.code) == granted.code
    assert granted.code in words_of(shop, letter, tmp_path)
    assert state(granted, shop.bonuses.ledger(granted.id), TODAY) is BonusState.OUTSTANDING
    assert check(shop) == []


def test_a_double_letter_grants_the_bonus_it_gives_with_the_gift(shop: Book, case: Case) -> None:
    bonus(shop, case)
    gift(shop, case, beside=True)
    letter = issue(shop, case, LetterKind.DOUBLE)
    assert (letter.number, letter.amount) == ("D-2026-0001", pounds("7.50"))
    assert shop.bonuses.of_letter(letter.id)
    assert check(shop) == []


def test_a_bonus_counts_its_months_from_the_day_of_its_letter(shop: Book, case: Case) -> None:
    chosen = bonus(shop, case, months=3).bonus
    assert chosen is not None
    later = TODAY + timedelta(20)
    draft = drafted(shop, case, LetterKind.BONUS)
    letter = actions.issue_letter(shop, draft=draft, operation_id="later", issued_on=later)
    granted = shop.bonuses.of_letter(letter.id)
    assert granted is not None
    assert granted.valid_until == bonus_expiry(later, 3) > chosen.valid_until
    stored = shop.cases.compensations(case.id).bonus
    assert stored is not None
    assert stored.valid_until == granted.valid_until


def test_a_double_click_issues_one_letter(shop: Book, case: Case) -> None:
    bonus(shop, case)
    draft = drafted(shop, case, LetterKind.BONUS)
    first = actions.issue_letter(shop, draft=draft, operation_id="click", issued_on=TODAY)
    assert actions.issue_letter(shop, draft=draft, operation_id="click", issued_on=TODAY) == first
    assert (shop.letters.count(), len(shop.bonuses.rows())) == (1, 1)


def test_an_operation_id_never_brings_back_another_clients_letter(shop: Book, case: Case) -> None:
    refund(shop, case)
    issue(shop, case, LetterKind.REFUND, "once")
    order = shop.orders.add(replace(shop.orders.get(case.order_id), id=0, number="2026-0002"))
    other = open_case(shop, order.id, "other")
    refund(shop, other, pounds("5"))
    with pytest.raises(ValueError, match="another letter"):
        issue(shop, other, LetterKind.REFUND, "once")
    assert len(shop.letters.rows()) == 1


def test_a_day_on_which_the_client_was_answered_before_the_letter_stays(shop: Book, case: Case) -> None:
    before = date(2026, 4, 1)
    shop.cases.save(replace(shop.cases.get(case.id), answered_on=before))
    refund(shop, case)
    issue(shop, case, LetterKind.REFUND)
    assert shop.cases.get(case.id).answered_on == before


@pytest.mark.parametrize("kind", [LetterKind.BONUS, LetterKind.REFUND, LetterKind.GIFT])
def test_a_case_states_a_thing_once_until_that_letter_is_voided(shop: Book, case: Case, kind: LetterKind) -> None:
    {LetterKind.BONUS: bonus, LetterKind.REFUND: refund, LetterKind.GIFT: gift}[kind](shop, case)
    first = issue(shop, case, kind)
    again = drafted(shop, case, kind)
    with pytest.raises(CaseRefused, match="letter_stands"):
        actions.issue_letter(shop, draft=again, operation_id="again", issued_on=TODAY)
    actions.void_letter(shop, letter_id=first.id, reason="wrong day", voided_on=TODAY, operation_id="void")
    second = actions.issue_letter(shop, draft=again, operation_id="again", issued_on=TODAY)
    assert second.number.endswith("-0002")
    assert check(shop) == []


def test_what_an_issued_letter_states_is_not_chosen_anew(shop: Book, case: Case) -> None:
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    choices: list[Callable[[], object]] = [lambda: bonus(shop, case, months=4), lambda: refund(shop, case)]
    for choose in [*choices, lambda: gift(shop, case)]:
        with pytest.raises(CaseRefused, match="letter_stands"):
            choose()
    assert bonus(shop, case) == shop.cases.compensations(case.id)  # the same once more changes nothing
    assert gift(shop, case, beside=True).gift
    with pytest.raises(CaseRefused, match="letter_stands"):
        issue(shop, case, LetterKind.DOUBLE, "double")


def test_a_letter_is_refused_when_its_case_no_longer_allows_what_it_states(shop: Book, case: Case) -> None:
    refund(shop, case)
    draft = drafted(shop, case, LetterKind.REFUND)
    order = shop.orders.get(1)
    with pytest.raises(CaseRefused, match="pay_by_past"):
        actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=date(2026, 4, 17))
    shop.orders.save(replace(order, paid=pounds("40")))
    with pytest.raises(CaseRefused, match="refund_above_paid"):
        actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=TODAY)
    euros = Money(Decimal(90), "EUR")
    shop.orders.save(replace(order, total=euros, paid=euros))
    with pytest.raises(CurrencyMismatch):
        actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=TODAY)
    bonus(shop, case)
    with pytest.raises(CaseRefused, match="nothing_to_state"):
        actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=TODAY)
    other = drafted(shop, case, LetterKind.BONUS)
    with pytest.raises(CaseRefused, match="expiry_past"):
        actions.issue_letter(shop, draft=other, operation_id="x", issued_on=date(2026, 7, 3))
    assert (shop.letters.count(), shop.letters.draft(draft.id)) == (0, draft)


def test_a_page_that_can_not_be_drawn_gives_its_number_back(
    shop: Book, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    refund(shop, case)
    draft = drafted(shop, case, LetterKind.REFUND)
    heard: list[frozenset[Kind]] = []
    shop.changed = heard.append
    bad = replace(draft, body=draft.body + " \U0001f600")
    with pytest.raises(LetterRefused):
        actions.issue_letter(shop, draft=bad, operation_id="x", issued_on=TODAY)

    def torn(*_anything: object) -> page.DrawnLetter:
        raise MemoryError

    with monkeypatch.context() as patched, pytest.raises(MemoryError):  # noqa: PT012
        patched.setattr(page, "draw", torn)
        actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=TODAY)
    assert (heard, shop.letters.count(), shop.letters.draft(draft.id)) == ([], 0, draft)
    assert actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=TODAY).number == "R-2026-0001"


def test_a_page_that_shows_another_sum_than_the_case_is_not_issued(
    shop: Book, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    refund(shop, case)
    draft = drafted(shop, case, LetterKind.REFUND)
    draw = page.draw

    def other_sum(kind: LetterKind, facts: letters.LetterFacts, text: letters.LetterText) -> page.DrawnLetter:
        assert facts.given.refund
        wrong = replace(facts.given.refund, amount=pounds("7.25"))
        words = replace(text, body=text.body.replace("72.50", "7.25"), subject=text.subject.replace("72.50", "7.25"))
        paid = replace(facts.order, paid=pounds("7.25"), total=pounds("7.25")) if facts.order else None
        return draw(kind, replace(facts, given=CaseCompensations(wrong), order=paid), words)

    monkeypatch.setattr(page, "draw", other_sum)
    with pytest.raises(CaseRefused, match="letter_misstates"):
        actions.issue_letter(shop, draft=draft, operation_id="x", issued_on=TODAY)
    assert shop.letters.count() == 0


def test_a_letter_needs_an_owner_and_a_case(shop: Book, case: Case, book: Book) -> None:
    refund(shop, case)
    draft = drafted(shop, case, LetterKind.REFUND)
    with pytest.raises(CaseRefused, match="nothing_to_state"):
        actions.issue_letter(shop, draft=replace(draft, case_id=None), operation_id="x", issued_on=TODAY)
    with books.blank() as empty:
        client = empty.clients.add(Client(0, "Anna"))
        with pytest.raises(CaseRefused, match="no_owner"):
            actions.letter_facts(empty, client_id=client.id, language="en", on=TODAY)


def failing_commit(monkeypatch: pytest.MonkeyPatch, *, kept: bool) -> None:
    """The next commit reports a disk error: after it was kept all the same, or before."""
    commit = BookDatabase.commit

    def fail(database: BookDatabase) -> None:
        monkeypatch.setattr(BookDatabase, "commit", commit)
        if kept:
            commit(database)
        raise peewee.OperationalError("disk I/O error")

    monkeypatch.setattr(BookDatabase, "commit", fail)


@pytest.mark.parametrize("kept", [True, False])
def test_a_commit_error_never_issues_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool) -> None:
    with Book.create(tmp_path) as book:
        book.owner.save(Owner((Letterhead("en", "Needle & Thread", "A. Owner"),)))
        client = book.clients.add(Client(0, "Jane Whitcombe", currency="GBP"))
        book.orders.add(Order(0, client.id, "1", TODAY, "coat", PAID, PAID))
        case = open_case(book)
        bonus(book, case)
        draft = drafted(book, case, LetterKind.BONUS)
        failing_commit(monkeypatch, kept=kept)
        if kept:
            actions.issue_letter(book, draft=draft, operation_id="x", issued_on=TODAY)
        else:
            with pytest.raises(StorageFailed) as failed:
                actions.issue_letter(book, draft=draft, operation_id="x", issued_on=TODAY)
            assert failed.value.at_commit
        letter = actions.issue_letter(book, draft=draft, operation_id="x", issued_on=TODAY)
        assert (letter.number, book.letters.count(), len(book.bonuses.rows())) == ("B-2026-0001", 1, 1)
        failing_commit(monkeypatch, kept=True)
        given: Any = {"bonus_id": 1, "order_id": 1, "amount": pounds("2"), "on": TODAY, "operation_id": "redeem"}
        actions.redeem_bonus(book, **given)
        actions.redeem_bonus(book, **given)
        assert len(book.bonuses.ledger(1)) == 2
        assert check(book) == []
