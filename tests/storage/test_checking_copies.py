"""What a book keeps for its other copies is looked after: marks, lost numbers, imports, erasures."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from evenhand.domain.records import Letter, Letterhead, LetterKind, Owner
from evenhand.storage.backup import copy_out
from evenhand.storage.book import Book
from evenhand.storage.checking import Finding, check
from evenhand.wording.findings import finding

TODAY = date(2026, 4, 2)
Issue = Callable[..., Letter]


@pytest.fixture
def shop(book: Book, issue: Issue) -> Book:
    """Two bonus letters and two refund letters, two numbers lost, and an import."""
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),)))
    for kind in (LetterKind.BONUS, LetterKind.REFUND) * 2:
        issue(kind)
    for statement in (
        "INSERT INTO lost_numbers VALUES ('R', 2026, 3, '2026-04-02'), ('R', 2026, 4, '2026-04-02')",
        "UPDATE counters SET last = 4 WHERE series = 'R'",
        "INSERT INTO imports VALUES (1, '2026-04-02 10:00:00', 'people.csv', 1, 0, 0, NULL, 'import')",
        "INSERT INTO imported_clients VALUES (1, 1, NULL)",
    ):
        book.connection.rows(statement)
    return book


@pytest.fixture
def erased(shop: Book) -> Book:
    """The same with its only client erased, and the letters let go of."""
    shop.connection.rows(
        """INSERT INTO erasures SELECT client_id, uid, '2026-04-02', '2026-04-02', '2026-04-02' FROM client_uids"""
    )
    shop.connection.rows("INSERT INTO letter_purges SELECT id, '2026-04-02' FROM letters")
    shop.connection.rows("UPDATE letters SET subject = '', body = '', snapshot = '{}', pdf = x'00'")
    return shop


def tamper(book: Book, statement: str) -> list[Finding]:
    execute = book.connection.rows
    execute("PRAGMA foreign_keys = 0")
    execute("PRAGMA ignore_check_constraints = 1")
    triggers = execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, _sql in triggers:
        execute(f"DROP TRIGGER {name}")
    execute(statement)
    for _name, sql in triggers:
        execute(sql)
    return check(book)


def test_lost_numbers_are_no_gap(shop: Book) -> None:
    assert check(shop) == []


@pytest.mark.parametrize(
    ("statement", "code", "where"),
    [
        ("DELETE FROM lost_numbers WHERE sequence = 3", "number_gap", 3),
        ("DELETE FROM lost_numbers", "counter", 2),
        ("UPDATE counters SET last = 3 WHERE series = 'R'", "counter", 4),
        ("INSERT INTO lost_numbers VALUES ('R', 2026, 9, '2026-04-02')", "numbers_gap", 5),
        ("INSERT INTO lost_numbers VALUES ('R', 2026, 2, '2026-04-02')", "number_not_lost", 2),
        ("DELETE FROM client_uids", "client_uid", 1),
        ("UPDATE client_uids SET uid = ''", "client_uid", 1),
        ("UPDATE imports SET added = 0", "import_count", 1),
        ("UPDATE imports SET done_at = 'soon'", "unreadable", "imports"),
        ("UPDATE lost_numbers SET noted_on = 'soon'", "unreadable", "lost_numbers"),
        ("DELETE FROM book_state", "unreadable", "book_state"),
        ("INSERT INTO letter_purges VALUES (2, '2026-04-02')", "purged_early", "R-2026-0001"),
        ("UPDATE imported_clients SET client_id = 9", "foreign_key", "imported_clients"),
    ],
)
def test_what_was_changed_outside_the_program_is_found(shop: Book, statement: str, code: str, where: object) -> None:
    found = tamper(shop, statement)
    assert (code, where) in [(one.code, value) for one in found for value in one.detail.values()]
    assert all(finding(one) for one in found)


def test_a_letter_that_was_let_go_of_has_no_page_and_its_seal_still_holds(erased: Book) -> None:
    assert check(erased) == []


@pytest.mark.parametrize(
    ("statement", "code", "where"),
    [
        ("UPDATE letters SET body = 'Dear Jane' WHERE id = 2", "purged_not", "R-2026-0001"),
        ("DELETE FROM letter_purges WHERE letter_id = 2", "purged_not", "R-2026-0001"),
        ("UPDATE letters SET facts_sha256 = sha256 WHERE id = 2", "letter_chain", "B-2026-0002"),
        ("DELETE FROM letters WHERE id = 2", "letter_chain", "B-2026-0002"),
        ("DELETE FROM letters WHERE id = 2", "number_gap", 1),
        ("DELETE FROM erasures", "purged_early", "R-2026-0001"),
        ("UPDATE erasures SET keep_until = '2036-01-01', purged_on = NULL", "purged_early", "R-2026-0001"),
        ("UPDATE erasures SET uid = 'another'", "erased_other", 1),
        ("UPDATE erasures SET erased_on = 'soon'", "unreadable", "erasures"),
        ("UPDATE bonuses SET amount = 9999 WHERE id = 1", "bonus_missing", "B-2026-0001"),
    ],
)
def test_an_erasure_is_no_way_round_the_seals(erased: Book, statement: str, code: str, where: object) -> None:
    found = tamper(erased, statement)
    assert (code, where) in [(one.code, value) for one in found for value in one.detail.values()]
    assert all(finding(one) for one in found)


@pytest.fixture
def looked_at(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path) as book:
        book.connection.rows("INSERT INTO counters VALUES ('R', 2026, 2)")
    before = (tmp_path / "book.db").read_bytes()
    with Book.open(tmp_path, read_only=True) as book:
        yield book
    assert (tmp_path / "book.db").read_bytes() == before


def test_a_book_that_is_only_looked_at_can_be_checked(looked_at: Book) -> None:
    assert [one.code for one in check(looked_at)] == ["counter"]


def test_how_far_the_check_has_come_is_told(shop: Book, issue: Issue) -> None:
    for _ in range(200):
        issue(LetterKind.GIFT)
    told: list[tuple[int, int]] = []
    assert check(shop, lambda done, of: told.append((done, of))) == []
    assert [done for done, _of in told] == list(range(1, len(told) + 1))
    assert told[-1] == (len(told), len(told))


def test_checking_a_book_changes_nothing(tmp_path: Path) -> None:
    with Book.create(tmp_path) as book:
        before, written = (tmp_path / "book.db").read_bytes(), book.written
        assert check(book) == []
        assert book.written == written
    assert (tmp_path / "book.db").read_bytes() == before


def test_a_copy_is_checked_as_the_book_is(tmp_path: Path) -> None:
    with Book.create(tmp_path / "book") as book:
        (tmp_path / "copy").mkdir()
        copy_out(book.connection, tmp_path / "copy" / "book.db")
    with Book.open(tmp_path / "copy") as copy:
        assert check(copy) == []
