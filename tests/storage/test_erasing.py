"""What is left of a person in the file once they were erased, byte by byte."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

import everything
from evenhand.domain.comfort import Comfort, ComfortMark
from evenhand.domain.records import Channel, Client, Direction, Interaction
from evenhand.storage.about_clients import OF_CLIENT, OF_NOBODY
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.errors import StorageFailed

TODAY = date(2026, 11, 20)
LATER = date(2036, 12, 31)
AFTER = date(2037, 1, 1)

# What stays of an erased person for as long as the law asks, and what of it even then.
KEPT = {
    "orders.number",
    "orders.folded",
    "cases.number",
    "letters.number",
    "letters.series",
    "letters.subject",
    "letters.body",
    "letters.snapshot",
    "letters.pdf",
    "letters.operation_id",
    "letters.app_version",
    "letters.template_version",
    "letter_voids.operation_id",
    "bonuses.code",
    "bonus_ledger.operation_id",
    "imports.operation_id",
}
STAYS = KEPT - {
    "orders.number",
    "orders.folded",
    "letters.subject",
    "letters.body",
    "letters.snapshot",
    "letters.pdf",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


@pytest.fixture
def full(folder: Path) -> Iterator[Book]:
    with Book.create(folder) as book:
        everything.fill(book)
        yield book


def _left(folder: Path) -> set[str]:
    """The words about a person that the files hold, wherever in them."""
    found = set()
    for path in folder.iterdir():
        found |= set(re.findall(rb"zq([a-z_]+\.[a-z_]+)!", path.read_bytes()))
    words = {one.decode() for one in found}
    return {one for one in words if one.split(".")[0] in OF_CLIENT}


def test_every_table_is_about_a_client_or_about_nobody(book: Book) -> None:
    assert set(everything.tables(book)) == set(OF_CLIENT) | OF_NOBODY
    assert not set(OF_CLIENT) & OF_NOBODY


def test_a_table_that_leads_to_a_client_is_among_those_about_clients(book: Book) -> None:
    for table in OF_NOBODY:
        refers = set(book.connection.firsts('SELECT "table" FROM pragma_foreign_key_list(?)', (table,)))
        assert not refers & set(OF_CLIENT), table


def test_the_book_is_full_of_words_before(full: Book, folder: Path) -> None:
    worded = {f"{table}.{column}" for table, column in everything.words_in(full) if table in OF_CLIENT}
    assert worded | {"letters.pdf", "clients.sort_key"} == _left(folder)
    assert len(worded) > 60


def test_nothing_of_an_erased_person_is_left_in_the_file_but_what_is_kept(full: Book, folder: Path) -> None:
    full.erasures.erase(everything.CLIENT, "Erased client 1", on=TODAY, keep_until=LATER)
    full.erasures.sweep()
    assert _left(folder) == KEPT


def test_once_its_day_has_passed_only_numbers_days_sums_and_seals_are_left(full: Book, folder: Path) -> None:
    full.erasures.erase(everything.CLIENT, "Erased client 1", on=TODAY, keep_until=LATER)
    (one,) = full.erasures.due(AFTER)
    full.erasures.purge(one.client_id, AFTER)
    full.erasures.sweep()
    assert _left(folder) == STAYS
    assert full.erasures.get(everything.CLIENT).purged_on == AFTER


def test_no_letter_is_let_go_of_before_its_day(full: Book) -> None:
    full.erasures.erase(everything.CLIENT, "Erased client 1", on=TODAY, keep_until=LATER)
    assert not full.erasures.due(LATER)
    with pytest.raises(StorageFailed):
        full.erasures.purge(everything.CLIENT, TODAY)


@pytest.mark.parametrize("seed", [22, 52])  # of books in which SQLite leaves copies between the rows
def test_a_page_that_was_full_keeps_no_old_copy_of_a_row(folder: Path, seed: int) -> None:
    chance = Random(seed)
    with Book.create(folder) as book:
        with book.transaction():
            for number in range(30):
                secret = number % 5 == 0
                client = book.clients.add(Client(0, "zqsecret" if secret else f"Other {number}"))
                for _time in range(chance.randint(1, 30)):
                    words = ("zqsecret " if secret else "coat ") * chance.choice((1, 2, 5, 30, 300))
                    said = Interaction(0, client.id, datetime(2026, 3, 2, 9), Channel.PHONE, Direction.IN, words)
                    contact = book.interactions.add(said)
                    book.comfort.mark(ComfortMark(contact.id, Comfort.UNEASY, (), words))
        for id_ in [one for one in book.clients.ids() if book.clients.get(one).name == "zqsecret"]:
            book.erasures.erase(id_, f"Erased client {id_}", on=TODAY, keep_until=TODAY)
        assert b"zqsecret" in (folder / "book.db").read_bytes()  # why the file is written anew
        book.erasures.sweep()
        assert b"zqsecret" not in (folder / "book.db").read_bytes()


def test_the_search_indexes_hold_nothing_of_the_name(folder: Path) -> None:
    pieces = (b"qxj", b"xjv", b"jvz", b"vzk")
    with Book.create(folder) as book:
        client = book.clients.add(Client(0, "Qxjvzk", email="qxjvzk@example.org"))
        assert any(one in (folder / "book.db").read_bytes() for one in pieces)
        book.erasures.erase(client.id, "Erased client 1", on=TODAY, keep_until=TODAY)
        assert not any(one in (folder / "book.db").read_bytes() for one in pieces)
        assert not book.clients.ids(text="Qxjvzk")


def test_an_erased_person_is_a_number_put_away_and_left_alone(full: Book) -> None:
    full.erasures.erase(everything.CLIENT, "Erased client 1", on=TODAY, keep_until=LATER)
    client = full.clients.get(everything.CLIENT)
    assert (client.name, client.archived, client.left_alone) == ("Erased client 1", True, True)
    assert (client.phone, client.email, client.address_lines, client.since, client.country) == ("", "", (), None, "")


def test_sums_stay_as_they_were(full: Book) -> None:
    sums = "SELECT total, paid, cost, currency, ordered_on FROM orders"
    ledger = "SELECT kind, amount, entered_on, currency FROM bonus_ledger"
    letters = "SELECT number, amount, currency, issued_on, sha256, pdf FROM letters"
    before = [full.connection.rows(one) for one in (sums, ledger, letters)]
    full.erasures.erase(everything.CLIENT, "Erased client 1", on=TODAY, keep_until=LATER)
    assert [full.connection.rows(one) for one in (sums, ledger, letters)] == before


def test_others_keep_all_that_is_theirs(full: Book) -> None:
    other = full.clients.add(Client(0, "Olga Weiss", phone="+44 20 7946 0000"))
    said = Interaction(0, other.id, datetime(2026, 3, 2, 9), Channel.PHONE, Direction.IN, "About the coat")
    contact = full.interactions.add(said)
    full.comfort.set_note(other.id, "likes tea")
    full.erasures.erase(everything.CLIENT, "Erased client 1", on=TODAY, keep_until=LATER)
    assert full.clients.get(other.id) == other
    assert full.interactions.get(contact.id) == contact
    assert full.connection.rows("SELECT client_id, note FROM private_notes") == [(other.id, "likes tea")]


def test_an_erasure_that_fails_half_way_erases_nothing(full: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OF_CLIENT, "letter_drafts", "no_such_column = ?1")
    before = full.connection.rows("SELECT * FROM interactions"), full.clients.count()
    with pytest.raises(StorageFailed):
        full.erasures.erase(everything.CLIENT, "Erased client 1", on=TODAY, keep_until=LATER)
    assert (full.connection.rows("SELECT * FROM interactions"), full.clients.count()) == before
    assert not full.erasures.known(everything.CLIENT)


def test_letters_of_those_who_werent_erased_still_cant_be_changed(full: Book) -> None:
    for change in ("UPDATE letters SET body = ''", "UPDATE bonus_ledger SET note = ''"):
        with pytest.raises(StorageFailed):
            full.connection.rows(change)


def test_a_kept_letter_of_an_erased_person_cant_be_changed_either(full: Book) -> None:
    full.erasures.erase(everything.CLIENT, "Erased client 1", on=TODAY, keep_until=LATER)
    for change in ("UPDATE letters SET body = ''", "UPDATE letters SET amount = 2", "DELETE FROM letters"):
        with pytest.raises(StorageFailed):
            full.connection.rows(change)


def test_of_a_letter_let_go_of_number_day_sum_and_seal_cant_be_changed(full: Book) -> None:
    full.erasures.erase(everything.CLIENT, "Erased client 1", on=TODAY, keep_until=LATER)
    full.erasures.purge(everything.CLIENT, AFTER)
    for change in ("number = 'X-1'", "issued_on = '2026-01-01'", "amount = 2", f"sha256 = '{'0' * 64}'"):
        with pytest.raises(StorageFailed):
            full.connection.rows(f"UPDATE letters SET {change}")


def test_the_file_is_a_sound_database_afterwards(full: Book, folder: Path) -> None:
    full.erasures.erase(everything.CLIENT, "Erased client 1", on=TODAY, keep_until=LATER)
    full.erasures.purge(everything.CLIENT, AFTER)
    full.erasures.sweep()
    full.close()
    with sqlite3.connect(folder / "book.db") as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    with Book.open(folder) as book:
        assert not [one for one in check(book) if one.code in ("damaged", "foreign_key", "schema", "search")]
