"""What the owner does with a case, from its opening to the letter, and what is refused on the way."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import peewee
import pypdf
import pytest

from evenhand import actions, wording
from evenhand.domain.bonus import BonusRefused, BonusState, read_code, state
from evenhand.domain.calendar import bonus_expiry
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Cause,
    Client,
    Gift,
    Letter,
    LetterDraft,
    Letterhead,
    LetterKind,
    Order,
    Owner,
    Refund,
    Responsibility,
)
from evenhand.letters import letter as letters
from evenhand.letters import page
from evenhand.letters.refusal import LetterRefused
from evenhand.storage.book import Book, Kind
from evenhand.storage.checking import check
from evenhand.storage.connection import BookDatabase
from evenhand.storage.errors import NotInBook, StorageFailed

TODAY = date(2026, 4, 2)
LATER = date(2026, 4, 16)
PAID = Money(Decimal("72.50"), "GBP")


def pounds(amount: str) -> Money:
    return Money(Decimal(amount), "GBP")


@pytest.fixture
def shop(book: Book) -> Book:
    """A tailor, one client, one paid order."""
    heads = (Letterhead("en", "Needle & Thread", "A. Owner", address_lines=("1 Mill Lane",)),)
    book.owner.save(Owner(heads, email="hello@example.org"))
    client = book.clients.add(Client(0, "Jane Whitcombe", "Dear Mrs Whitcombe,", "Mrs Jane Whitcombe", currency="GBP"))
    book.orders.add(Order(0, client.id, "2026-0147", date(2026, 3, 1), "grey wool coat", PAID, PAID))
    return book


def open_case(book: Book, order_id: int = 1, name: str = "case") -> Case:
    return actions.open_case(
        book,
        order_id=order_id,
        title="The lining tore",
        words="It tore on the first day.",
        received_on=date(2026, 3, 30),
        cause=Cause.PRODUCT,
        responsibility=Responsibility.OURS,
        operation_id=name,
    )


@pytest.fixture
def case(shop: Book) -> Case:
    return open_case(shop)


def refund(book: Book, case: Case, amount: Money = PAID, **more: Any) -> CaseCompensations:
    given: Any = {"method": "the card ending 4417", "pay_by": LATER, "today": TODAY} | more
    return actions.choose_refund(book, case_id=case.id, amount=amount, **given)


def bonus(book: Book, case: Case, **more: Any) -> CaseCompensations:
    given: Any = {"share": Decimal("0.10"), "months": 3, "round_to": Decimal("0.50"), "today": TODAY} | more
    return actions.choose_bonus(book, case_id=case.id, **given)


def gift(book: Book, case: Case, what: str = "a silk scarf", **more: Any) -> CaseCompensations:
    return actions.choose_gift(book, case_id=case.id, what=what, cost=more.pop("cost", pounds("8")), **more)


def drafted(book: Book, case: Case, kind: LetterKind) -> LetterDraft:
    facts = actions.letter_facts(book, case_id=case.id, language="en", on=TODAY)
    text = letters.first_text(kind, facts)
    return book.letters.save_draft(LetterDraft(0, case.client_id, case.id, kind, "en", text.subject, text.body))


def issue(book: Book, case: Case, kind: LetterKind, name: str = "issue") -> Letter:
    draft = drafted(book, case, kind)
    return actions.issue_letter(book, draft=draft, operation_id=name, issued_on=TODAY)


def words_of(book: Book, letter: Letter, folder: Path) -> str:
    file = folder / "letter.pdf"
    file.write_bytes(book.letters.pdf(letter.id))
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(file).pages)
    return re.sub(r"\s+", " ", text)


# Opening a case


def test_a_case_opens_with_a_number_of_its_year(shop: Book) -> None:
    case = open_case(shop)
    assert (case.number, case.client_id, case.order_id, case.title) == ("2026-001", 1, 1, "The lining tore")
    assert shop.cases.open_on_order(1) == case
    assert open_case(shop) == case  # the same operation once more


def test_a_case_without_a_title_takes_what_was_ordered(shop: Book) -> None:
    case = actions.open_case(shop, order_id=1, title=" ", words="", received_on=TODAY, operation_id="x")
    assert case.title == "grey wool coat"


def test_no_case_is_opened_where_it_makes_no_sense(shop: Book, case: Case) -> None:
    with pytest.raises(CaseRefused, match="open_case_on_order"):
        open_case(shop, name="another")
    refund(shop, case)
    shop.cases.save(replace(case, closed_on=TODAY))
    with pytest.raises(CaseRefused, match="refunded_in_full"):
        open_case(shop, name="another")
    shop.clients.archive(1)
    with pytest.raises(CaseRefused, match="archived_client"):
        open_case(shop, name="another")
    with pytest.raises(NotInBook):
        open_case(shop, order_id=99, name="another")
    assert [one.number for one in shop.cases.of_order(1)] == ["2026-001"]


# Choosing what to give


def test_choosing_one_thing_takes_the_place_of_another_unless_it_stands_beside_it(shop: Book, case: Case) -> None:
    scarf = Gift("a silk scarf", pounds("8"))
    offer = BonusOffer(pounds("7.50"), date(2026, 7, 2), Decimal("0.10"), 3, Decimal("0.50"))
    whole = Refund(PAID, "the card ending 4417", LATER)
    assert refund(shop, case) == CaseCompensations(whole)
    assert bonus(shop, case) == CaseCompensations(None, offer)
    assert gift(shop, case, beside=True) == CaseCompensations(None, offer, scarf)
    assert shop.cases.compensations(case.id) == CaseCompensations(None, offer, scarf)
    assert gift(shop, case) == CaseCompensations(None, None, scarf)


@pytest.mark.parametrize(
    ("choose", "reason"),
    [
        (lambda book, case: refund(book, case, pounds("72.51")), "refund_above_paid"),
        (lambda book, case: refund(book, case, pounds("0")), "refund_of_nothing"),
        (lambda book, case: refund(book, case, pounds("-1")), "refund_of_nothing"),
        (lambda book, case: refund(book, case, pay_by=date(2026, 4, 1)), "pay_by_past"),
        (lambda book, case: refund(book, case, share=Decimal("0")), "share_out_of_range"),
        (lambda book, case: refund(book, case, share=Decimal("1.01")), "share_out_of_range"),
        (lambda book, case: refund(book, case, method="  "), "method_missing"),
        (lambda book, case: bonus(book, case, share=Decimal("0")), "share_out_of_range"),
        (lambda book, case: bonus(book, case, share=Decimal("1.5")), "share_out_of_range"),
        (lambda book, case: bonus(book, case, months=0), "months_out_of_range"),
        (lambda book, case: bonus(book, case, months=61), "months_out_of_range"),
        (lambda book, case: bonus(book, case, valid_until=date(2026, 4, 1)), "expiry_past"),
        (lambda book, case: bonus(book, case, share=Decimal("0.00001"), round_to=None), "order_without_sum"),
        (lambda book, case: gift(book, case, what=" "), "gift_without_words"),
        (lambda book, case: gift(book, case, cost=pounds("-0.01")), "cost_below_zero"),
    ],
)
def test_what_can_not_be_given_is_refused_and_nothing_is_lost(
    shop: Book, case: Case, choose: Callable[[Book, Case], object], reason: str
) -> None:
    before = gift(shop, case, what="a thimble")
    with pytest.raises(CaseRefused) as refused:
        choose(shop, case)
    assert refused.value.reason == reason
    assert wording.sentence(refused.value)
    assert shop.cases.compensations(case.id) == before


@pytest.mark.parametrize(
    "choose",
    [
        lambda book, case: refund(book, case, Money(Decimal(10), "EUR")),
        lambda book, case: gift(book, case, cost=Money(Decimal(10), "EUR")),
    ],
)
def test_a_sum_in_another_currency_than_the_order_is_refused(
    shop: Book, case: Case, choose: Callable[[Book, Case], object]
) -> None:
    with pytest.raises(CurrencyMismatch):
        choose(shop, case)


def test_today_itself_is_in_time(shop: Book, case: Case) -> None:
    given = refund(shop, case, pay_by=TODAY)
    assert given.refund
    assert given.refund.pay_by == TODAY


def test_two_cases_never_give_back_more_than_was_paid(shop: Book, case: Case) -> None:
    refund(shop, case, pounds("50"))
    shop.cases.save(replace(case, closed_on=TODAY))
    second = open_case(shop, name="second")
    with pytest.raises(CaseRefused) as refused:
        refund(shop, second, pounds("22.51"))
    assert (refused.value.reason, refused.value.limit) == ("refund_above_paid", pounds("22.50"))
    refund(shop, second, pounds("22.50"))
    with pytest.raises(CaseRefused, match="case_closed"):
        refund(shop, case, pounds("1"))


def test_an_order_without_a_sum_gives_no_share(shop: Book) -> None:
    shop.orders.save(replace(shop.orders.get(1), total=pounds("0"), paid=pounds("0")))
    case = open_case(shop)
    with pytest.raises(CaseRefused, match="order_without_sum"):
        bonus(shop, case)
    with pytest.raises(CaseRefused, match="refund_above_paid"):
        refund(shop, case, pounds("1"))


# Issuing


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


@pytest.mark.parametrize("folder", ["gone", "taken/below"])
def test_a_copy_into_a_folder_that_is_not_there_says_so(shop: Book, case: Case, tmp_path: Path, folder: str) -> None:
    (tmp_path / "taken").write_text("a file")
    refund(shop, case)
    letter = issue(shop, case, LetterKind.REFUND)
    with pytest.raises(StorageFailed, match="no_folder"):
        actions.save_copy(shop, letter_id=letter.id, path=tmp_path / folder / "letter.pdf")


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
    with Book.in_memory() as empty:
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


# Voiding and redeeming


def test_a_voided_letter_stays_and_its_bonus_ends_with_it(shop: Book, case: Case) -> None:
    bonus(shop, case)
    letter = issue(shop, case, LetterKind.BONUS)
    pdf = shop.letters.pdf(letter.id)
    void: Any = {"letter_id": letter.id, "reason": " wrong sum ", "voided_on": LATER, "operation_id": "void"}
    voided = actions.void_letter(shop, **void)
    assert voided == replace(letter, voided_on=LATER, void_reason="wrong sum") == shop.letters.get(letter.id)
    assert actions.void_letter(shop, **void) == voided
    assert shop.letters.pdf(letter.id) == pdf
    granted = shop.bonuses.of_letter(letter.id)
    assert granted
    assert state(granted, shop.bonuses.ledger(granted.id), LATER) is BonusState.CANCELLED
    with pytest.raises(BonusRefused, match="cancelled"):
        redeem(shop, "1")
    assert check(shop) == []


def test_a_letter_is_voided_once_and_with_a_reason(shop: Book, case: Case) -> None:
    gift(shop, case)
    letter = issue(shop, case, LetterKind.GIFT)
    void: Any = {"letter_id": letter.id, "voided_on": TODAY}
    with pytest.raises(CaseRefused, match="void_without_reason"):
        actions.void_letter(shop, reason=" ", operation_id="a", **void)
    actions.void_letter(shop, reason="wrong", operation_id="b", **void)
    with pytest.raises(CaseRefused, match="already_voided"):
        actions.void_letter(shop, reason="wrong", operation_id="c", **void)
    with pytest.raises(NotInBook):
        actions.void_letter(shop, letter_id=99, reason="wrong", voided_on=TODAY, operation_id="d")


def redeem(book: Book, amount: str, on: date = TODAY, name: str = "redeem") -> object:
    return actions.redeem_bonus(book, bonus_id=1, order_id=1, amount=pounds(amount), on=on, operation_id=name)


def test_a_bonus_is_used_in_parts_and_to_the_end_of_its_last_day(shop: Book, case: Case) -> None:
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    redeem(shop, "5", name="a")
    with pytest.raises(BonusRefused, match="too_much") as refused:
        redeem(shop, "2.51", name="b")
    assert refused.value.left == pounds("2.50")
    with pytest.raises(BonusRefused, match="expired"):
        redeem(shop, "1", on=date(2026, 7, 3), name="c")
    redeem(shop, "2.50", on=date(2026, 7, 2), name="d")
    with pytest.raises(BonusRefused, match="used"):
        actions.cancel_bonus(shop, bonus_id=1, on=TODAY, operation_id="e")
    assert check(shop) == []


def test_a_bonus_is_used_in_its_own_currency_only(shop: Book, case: Case) -> None:
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    euros = Money(Decimal(50), "EUR")
    other = shop.orders.add(Order(0, 1, "2", TODAY, "hat", euros, euros))
    for order_id, amount in ((other.id, pounds("1")), (1, Money(Decimal(1), "EUR"))):
        with pytest.raises(CurrencyMismatch):
            actions.redeem_bonus(shop, bonus_id=1, order_id=order_id, amount=amount, on=TODAY, operation_id="x")


def test_what_is_left_on_a_bonus_can_be_taken_back(shop: Book, case: Case) -> None:
    bonus(shop, case)
    issue(shop, case, LetterKind.BONUS)
    redeem(shop, "5")
    cancelled = actions.cancel_bonus(shop, bonus_id=1, on=TODAY, note="exchanged for money", operation_id="cancel")
    assert (cancelled.amount, cancelled.note) == (pounds("2.50"), "exchanged for money")
    assert actions.cancel_bonus(shop, bonus_id=1, on=TODAY, operation_id="cancel") == cancelled
    with pytest.raises(BonusRefused, match="cancelled"):
        actions.cancel_bonus(shop, bonus_id=1, on=TODAY, operation_id="again")


# Copies


@pytest.fixture
def letter(shop: Book, case: Case) -> Letter:
    refund(shop, case)
    return issue(shop, case, LetterKind.REFUND)


def test_a_copy_is_the_very_bytes_under_a_name_without_the_client(shop: Book, letter: Letter, tmp_path: Path) -> None:
    name = actions.copy_name(shop, letter_id=letter.id)
    assert name == "2026-04-02_R-2026-0001_refund.pdf"
    (tmp_path / name).write_text("an older copy")
    saved = actions.save_copy(shop, letter_id=letter.id, path=tmp_path / name)
    assert saved == tmp_path / name
    assert saved.read_bytes() == shop.letters.pdf(letter.id)
    assert list(tmp_path.iterdir()) == [saved]


def test_a_copy_that_is_open_elsewhere_is_left_alone(
    shop: Book, letter: Letter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "letter.pdf"
    target.write_text("held by a viewer")
    (tmp_path / "letter (2).pdf").write_text("an older copy")
    replace_file = os.replace

    def held(source: Path, to: Path) -> None:
        if to == target:
            raise PermissionError(13, "held")
        replace_file(source, to)

    monkeypatch.setattr(os, "replace", held)
    saved = actions.save_copy(shop, letter_id=letter.id, path=target)
    assert saved.name == "letter (3).pdf"
    assert (target.read_text(), (tmp_path / "letter (2).pdf").read_text()) == ("held by a viewer", "an older copy")
    assert saved.read_bytes() == shop.letters.pdf(letter.id)


def test_a_copy_that_can_not_be_written_names_the_place_and_leaves_nothing(
    shop: Book, letter: Letter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StorageFailed) as failed:
        actions.save_copy(shop, letter_id=letter.id, path=tmp_path / "gone" / "letter.pdf")
    assert failed.value.path == tmp_path / "gone" / "letter.pdf"

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed) as failed:
        actions.save_copy(shop, letter_id=letter.id, path=tmp_path / "letter.pdf")
    assert failed.value.reason == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_every_refusal_has_its_sentence() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(actions.__file__).parent.glob("*.py"))
    reasons = set(re.findall(r'CaseRefused\("(\w+)"', source))
    assert len(reasons) > 15
    for reason in reasons:
        assert wording.sentence(CaseRefused(reason))
