"""Issued letters and granted bonuses stay as they are; numbers follow one another; ledgers hold."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import books
from evenhand import actions
from evenhand.domain.bonus import Bonus, BonusRefused, EntryKind, LedgerEntry, balance
from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.money import Money
from evenhand.domain.records import Case, Client, Letter, LetterDraft, LetterEvent, LetterEventKind, LetterKind, Order
from evenhand.storage.book import Book, Kind
from evenhand.storage.checking import check
from evenhand.storage.errors import NotInBook, StorageFailed
from evenhand.storage.letters import facts_sha256

Issue = Callable[..., Letter]
TODAY = date(2026, 4, 2)


PRINTED = LetterEvent(0, 1, LetterEventKind.PRINTED, datetime(2026, 4, 2, 9, 30), "Office printer")


def euros(minor: int) -> Money:
    return Money.of_minor(minor, "EUR")


def test_a_letter_comes_back_byte_for_byte(book: Book, issue: Issue) -> None:
    letter = issue(LetterKind.REFUND)
    assert book.letters.get(letter.id) == letter
    assert book.letters.by_operation("issue-1") == letter
    assert book.letters.pdf(letter.id) == b"%PDF-1.4 R-2026-0001"
    with pytest.raises(NotInBook):
        book.letters.pdf(99)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE letters SET subject = 'x'",
        "UPDATE letters SET pdf = x'00' WHERE id = 1",
        "DELETE FROM letters",
        "INSERT OR REPLACE INTO letters SELECT * FROM letters",
        "UPDATE letter_voids SET void_reason = 'x'",
        "DELETE FROM letter_voids",
        "INSERT OR REPLACE INTO letter_voids SELECT * FROM letter_voids",
        "UPDATE bonuses SET amount = 1000000",
        "UPDATE bonuses SET valid_until = '2099-01-01'",
        "DELETE FROM bonuses",
        "INSERT OR REPLACE INTO bonuses SELECT * FROM bonuses",
        "UPDATE bonus_ledger SET amount = 1",
        "DELETE FROM bonus_ledger",
        "INSERT OR REPLACE INTO bonus_ledger SELECT * FROM bonus_ledger",
        "UPDATE letter_events SET note = 'x'",
        "DELETE FROM letter_events",
        "INSERT OR REPLACE INTO letter_events SELECT * FROM letter_events",
    ],
)
def test_what_was_issued_can_not_be_changed_or_taken_away(book: Book, issue: Issue, statement: str) -> None:
    issue(LetterKind.BONUS)
    book.letters.void(1, TODAY, "wrong sum", "void-1")
    book.letters.add_event(PRINTED)
    with pytest.raises(StorageFailed, match="stays"):
        book.connection.rows(statement)
    assert book.letters.get(1).void_reason == "wrong sum"


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO bonus_ledger (bonus_id, kind, amount, entered_on, note, currency, operation_id)"
        " VALUES (1, 'redeemed', 726, '2026-04-02', '', 'EUR', 'x')",
        "INSERT INTO bonus_ledger (bonus_id, kind, amount, entered_on, note, currency, operation_id)"
        " VALUES (1, 'redeemed', 1, '2026-04-02', '', 'GBP', 'x')",
        "INSERT INTO bonus_ledger (bonus_id, kind, amount, entered_on, note, currency, operation_id)"
        " VALUES (1, 'granted', 1, '2026-04-02', '', 'EUR', 'x')",
        "INSERT INTO bonus_ledger (bonus_id, kind, amount, entered_on, note, currency, operation_id)"
        " VALUES (1, 'redeemed', 1, '2026-02-30', '', 'EUR', 'x')",
        "INSERT INTO bonus_ledger (bonus_id, kind, amount, entered_on, note, currency, operation_id)"
        " VALUES (1, 'redeemed', '12abc', '2026-04-02', '', 'EUR', 'x')",
    ],
    ids=["overspent", "another currency", "granted twice", "no such day", "not a number"],
)
def test_the_database_itself_refuses_a_line_that_can_not_be(book: Book, issue: Issue, statement: str) -> None:
    issue(LetterKind.BONUS)
    with pytest.raises(StorageFailed, match="rule"):
        book.connection.rows(statement)


def test_a_letter_is_voided_once(book: Book, issue: Issue) -> None:
    issue()
    book.letters.void(1, TODAY, "wrong sum", "void-1")
    with pytest.raises(StorageFailed):
        book.letters.void(1, TODAY, "again", "void-2")
    assert (book.letters.voided_by("void-1"), book.letters.get(1).voided_on) == (1, TODAY)


def test_the_letter_that_stands_takes_a_voided_ones_place(book: Book, issue: Issue) -> None:
    first, second = issue(LetterKind.GIFT), issue(LetterKind.GIFT)
    assert book.letters.replacement_of(first.id) is None
    third, fourth = (_in_place_of(book, first, place) for place in (3, 4))
    assert book.letters.replacement_of(first.id) == fourth
    book.letters.void(fourth.id, TODAY, "wrong", "void-4")
    assert book.letters.replacement_of(first.id) == third
    book.letters.void(third.id, TODAY, "wrong", "void-3")
    found = book.letters.replacement_of(first.id)
    assert found is not None
    assert (found.id, found.voided_on) == (fourth.id, TODAY)
    assert book.letters.replacement_of(second.id) is None


def _in_place_of(book: Book, letter: Letter, n: int) -> Letter:
    with book.transaction():
        _series, sequence, number = book.letters.next_number(letter.kind, 2026)
        return book.letters.issue_row(
            replace(letter, id=0, number=number, replaces_id=letter.id),
            sequence=sequence,
            pdf=b"%PDF",
            operation_id=f"again-{n}",
            app_version="",
            template_version="",
        )


def test_links_are_under_the_seal_and_change_none_that_was_set_without_them(issue: Issue) -> None:
    letter = issue(LetterKind.GIFT)
    seals = {
        facts_sha256(one, "")
        for one in (letter, replace(letter, bonus_id=1), replace(letter, bonus_id=2), replace(letter, replaces_id=1))
    }
    assert len(seals) == 4
    plain = json.dumps(
        (
            "",
            "G-2026-0001",
            "gift",
            "en",
            1,
            1,
            "2026-04-02",
            "Your coat",
            "Dear Jane,",
            "{}",
            725,
            "EUR",
            letter.sha256,
        )
    )
    assert facts_sha256(letter, "") == hashlib.sha256(plain.encode()).hexdigest()


def test_what_was_done_with_a_letter_is_kept_in_order_and_announced(book: Book, issue: Issue) -> None:
    issue()
    issue()
    heard: list[frozenset[Kind]] = []
    book.changed = heard.append
    printed = book.letters.add_event(PRINTED)
    saved = book.letters.add_event(replace(PRINTED, kind=LetterEventKind.SAVED, happened_at=datetime(2026, 4, 1)))
    book.letters.add_event(replace(PRINTED, letter_id=2))
    assert book.letters.events(1) == [printed, saved]
    assert printed == replace(PRINTED, id=1)
    assert heard == [frozenset({Kind.LETTERS})] * 3
    with pytest.raises(NotInBook):
        book.letters.add_event(replace(PRINTED, letter_id=99))


def test_drafts_are_found_by_what_they_are_about(book: Book, issue: Issue, case: Case) -> None:
    issue(LetterKind.BONUS)
    draft = LetterDraft(0, case.client_id, None, LetterKind.THANK_YOU, "en", "Thanks", "Dear Jane,")
    to_client = book.letters.save_draft(draft)
    in_case = book.letters.save_draft(replace(draft, case_id=case.id))
    about_bonus = book.letters.save_draft(
        replace(draft, bonus_id=1, typed=(("bonus.extended_to", "2026-12-31"),), kept=("x",))
    )
    newest = book.letters.save_draft(replace(draft, replaces_id=1))
    kind, client = LetterKind.THANK_YOU, case.client_id
    assert book.letters.drafts_about(kind, client_id=client) == [newest, to_client]
    assert book.letters.drafts_about(kind, client_id=client, case_id=case.id) == [in_case]
    assert book.letters.drafts_about(kind, client_id=client, bonus_id=1) == [about_bonus]
    assert book.letters.drafts_about(LetterKind.GIFT, client_id=client) == []
    assert book.letters.drafts_about(kind, client_id=client + 1) == []


def test_a_voided_letter_says_nothing_of_the_latest_day(book: Book, issue: Issue) -> None:
    assert book.letters.last_issued_on() is None
    issue(on=TODAY)
    ahead = issue(on=date(2036, 1, 1))
    assert book.letters.last_issued_on() == date(2036, 1, 1)
    book.letters.void(ahead.id, TODAY, "wrong clock", "void")
    assert book.letters.last_issued_on() == TODAY


def test_letters_are_listed_newest_first_and_found_by_client_and_number(book: Book, issue: Issue) -> None:
    issue(LetterKind.REFUND)
    issue(LetterKind.BONUS, TODAY + timedelta(1))
    assert [row.number for row in book.letters.rows()] == ["B-2026-0001", "R-2026-0001"]
    assert list(book.letters.ids("r-2026")) == [1]
    assert list(book.letters.ids("whitcombe")) == [2, 1]
    assert list(book.letters.ids('nobody"')) == []
    row = book.letters.rows_of([1])[0]
    assert (row.client_name, row.case_number, row.about) == ("Jane Whitcombe", "2026-001", "grey wool coat")
    assert book.letters.last_issued_on() == TODAY + timedelta(1)
    assert (book.letters.count(), book.letters.expected_number(LetterKind.REFUND, 2026)) == (2, "R-2026-0002")


def test_a_number_is_taken_only_where_it_can_be_given_back(book: Book) -> None:
    with pytest.raises(RuntimeError):
        book.letters.next_number(LetterKind.REFUND, 2026)


attempts = st.lists(
    st.tuples(st.sampled_from(LetterKind), st.sampled_from([2025, 2026]), st.sampled_from(["issue", "fail", "inner"])),
    max_size=25,
)


@given(attempts)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_numbers_have_no_gap_and_no_repeat_whatever_fails(tries: list[tuple[LetterKind, int, str]]) -> None:
    with books.blank() as book:
        order, case = _order_and_case(book)
        expected: dict[tuple[str, int], int] = {}
        for n, (kind, year, ending) in enumerate(tries):
            with suppress(ZeroDivisionError), book.transaction():
                with suppress(ZeroDivisionError), book.transaction():
                    _series, sequence, number = book.letters.next_number(kind, year)
                    letter = Letter(0, number, kind, "en", order.client_id, case.id, date(year, 1, 1), "", "", "{}", "")
                    book.letters.issue_row(
                        letter, sequence=sequence, pdf=b"%PDF", operation_id=str(n), app_version="", template_version=""
                    )
                    if ending == "inner":
                        raise ZeroDivisionError
                if ending == "fail":
                    raise ZeroDivisionError
            if ending == "issue":
                expected[KINDS[kind].series, year] = expected.get((KINDS[kind].series, year), 0) + 1
        numbers = [book.letters.get(id_).number for id_ in book.letters.ids()]
        assert sorted(numbers) == sorted(
            f"{series}-{year}-{n:04d}" for (series, year), most in expected.items() for n in range(1, most + 1)
        )
        codes = {finding.code for finding in check(book)}
        # These bonus letters were written without their bonuses, and all of them without an owner.
        assert codes <= {"bonus_missing", "owner_missing"}


def _order_and_case(book: Book) -> tuple[Order, Case]:
    client = book.clients.add(Client(0, "Anna"))
    order = book.orders.add(Order(0, client.id, "1", TODAY, "coat", euros(20000), euros(20000)))
    return order, book.cases.add(Case(0, "", client.id, order.id, "Torn", TODAY))


class Redemptions(RuleBasedStateMachine):
    """One bonus of 20.00, redeemed, repeated and cancelled in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.book = books.blank()
        self.order, case = _order_and_case(self.book)
        with self.book.transaction():
            _series, sequence, number = self.book.letters.next_number(LetterKind.BONUS, 2026)
            stated = '{"bonus": {"code": "B-0000-000", "valid_until": "2026-07-02"}}'
            letter = Letter(
                0, number, LetterKind.BONUS, "en", case.client_id, case.id, TODAY, "", "", stated, "",
                amount=euros(2000),
            )  # fmt: skip
            letter = self.book.letters.issue_row(
                letter, sequence=sequence, pdf=b"%PDF", operation_id="issue", app_version="", template_version=""
            )
            bonus = Bonus(0, "B-0000-000", case.client_id, case.id, letter.id, euros(2000), TODAY, date(2026, 7, 2))
            self.bonus = self.book.bonuses.grant(bonus, operation_id="issue")
        self.spent, self.cancelled, self.operations = 0, False, 0

    @rule(minor=st.integers(-5, 2500), late=st.booleans())
    def redeem(self, minor: int, late: bool) -> None:
        self.operations += 1
        possible = not late and not self.cancelled and 0 < minor <= 2000 - self.spent
        on = date(2026, 7, 3 if late else 2)
        given: Any = {"bonus_id": self.bonus.id, "order_id": self.order.id, "amount": euros(minor), "on": on}
        try:
            first = actions.redeem_bonus(self.book, **given, operation_id=f"redeem-{self.operations}")
        except BonusRefused:
            assert not possible
        else:
            assert possible
            self.spent += minor
            assert actions.redeem_bonus(self.book, **given, operation_id=f"redeem-{self.operations}") == first

    @precondition(lambda self: self.operations > 2)
    @rule()
    def cancel(self) -> None:
        try:
            actions.cancel_bonus(self.book, bonus_id=self.bonus.id, on=TODAY, operation_id=f"cancel-{self.operations}")
        except BonusRefused:
            assert self.cancelled or self.spent == 2000
        else:
            self.cancelled = True

    @invariant()
    def never_more_is_spent_than_was_granted(self) -> None:
        ledger = self.book.bonuses.ledger(self.bonus.id)
        left = balance(self.bonus, ledger)
        assert left == euros(0 if self.cancelled else 2000 - self.spent)
        assert sum(entry.amount.minor for entry in ledger if entry.kind is EntryKind.REDEEMED) == self.spent

    def teardown(self) -> None:
        assert {finding.code for finding in check(self.book)} <= {"owner_missing"}  # nobody was entered here
        self.book.close()


Redemptions.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
TestRedemptions = Redemptions.TestCase


def test_a_repeated_ledger_line_is_the_line_that_is_there(book: Book, issue: Issue) -> None:
    issue(LetterKind.BONUS)
    bonus = book.bonuses.by_code("B-0001-000")
    assert bonus
    assert bonus == book.bonuses.get(bonus.id) == book.bonuses.of_client(bonus.client_id)[0]
    entry = LedgerEntry(0, bonus.id, EntryKind.REDEEMED, Money(Decimal(1), "EUR"), TODAY, 1)
    first = book.bonuses.append(entry, "same")
    assert book.bonuses.append(replace(entry, amount=Money(Decimal(2), "EUR")), "same") == first
    assert len(book.bonuses.ledger(bonus.id)) == 2
    (row,) = book.bonuses.rows()
    assert (row.bonus, row.client_name, row.case_number, row.left) == (
        bonus, "Jane Whitcombe", "2026-001", Money(Decimal("6.25"), "EUR"),
    )  # fmt: skip
    assert list(row.ledger) == book.bonuses.ledger(bonus.id)
    with pytest.raises(TypeError):
        book.bonuses.save(bonus)
