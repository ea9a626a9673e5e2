"""What a client can ask for: nothing private in the copy, nothing left out of what is held."""

import csv
import io
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

import everything
from evenhand import translation
from evenhand.actions import copy_name, email_name
from evenhand.actions.client_rights import (
    client_copy,
    client_copy_name,
    item_text,
    private_items,
    subject_access,
    subject_access_name,
)
from evenhand.domain.records import Client
from evenhand.storage.about_clients import OF_CLIENT
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook
from evenhand.wording.rights import held_value

TODAY = date(2026, 11, 20)

# All that may be told to the client of what stands in the book as words. A new column isn't among them.
TOLD = {
    "clients.name",
    "clients.salutation",
    "clients.address_name",
    "clients.address_lines",
    "clients.phone",
    "clients.email",
    "orders.number",
    "orders.what",
    "letters.number",
    "letters.subject",
    "letters.pdf",
    "bonuses.code",
    "promises.what",
}
# What says nothing about a person, or says again what stands elsewhere.
SAYS_NOTHING = {
    "clients.folded",
    "clients.folded_name",
    "orders.folded",
    "cases.operation_id",
    "promises.operation_id",
    "partings.operation_id",
    "imports.operation_id",
    "letters.operation_id",
    "letters.series",
    "letters.app_version",
    "letters.template_version",
    "letters.body",  # in the page
    "letters.snapshot",
    "letter_voids.operation_id",
    "bonus_ledger.operation_id",
}


def _files(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _words(told: str) -> set[str]:
    return {one.split("!")[0] for one in told.split("zq")[1:]}


def test_the_copy_holds_what_the_client_gave_and_got_and_nothing_else(full: Book, tmp_path: Path) -> None:
    written = client_copy(full, 1, tmp_path / "copy.zip", today=TODAY)
    files = _files(written)
    told = "".join(f"{name} {content.decode('utf-8-sig')}" for name, content in files.items())
    assert _words(told.replace(everything.word("letterheads", "business_name"), "")) == TOLD


def test_no_word_of_the_owner_lies_between_the_files(full: Book, tmp_path: Path) -> None:
    written = client_copy(full, 1, tmp_path / "copy.zip", today=TODAY)
    raw = written.read_bytes()
    assert b"zq" not in raw.replace(b"zqletters", b"").replace(b"zqletterheads", b"")


@pytest.mark.parametrize("code", ["cost", "responsibility", "valued", "standing", "comfort", "uneasy", "rude"])
def test_no_code_of_what_is_private_is_in_the_copy(full: Book, tmp_path: Path, code: str) -> None:
    files = _files(client_copy(full, 1, tmp_path / "copy.zip", today=TODAY))
    assert not [name for name, content in files.items() if code in content.decode("utf-8-sig").lower()]


def test_the_copy_holds_nothing_of_another_client(full: Book, tmp_path: Path) -> None:
    other = full.clients.add(Client(0, "Olga Weiss"))
    files = _files(client_copy(full, other.id, tmp_path / "copy.zip", today=TODAY))
    assert set(files) == {"you.csv", "contents.txt"}
    assert b"zqclients" not in b"".join(files.values())


def test_letters_lie_beside_as_they_were_issued(business: Book, tmp_path: Path) -> None:
    client_id = business.letters.rows(limit=1)[0].letter.client_id
    files = _files(client_copy(business, client_id, tmp_path / "copy.zip", today=TODAY))
    letters = business.letters.of_client(client_id)
    assert letters
    for one in letters:
        assert files[f"letters/{one.number}.pdf"] == business.letters.pdf(one.id)


@pytest.mark.parametrize(("code", "heading"), [("en", "phone"), ("ru", "phone"), ("ro", "phone"), ("hy", "phone")])
def test_the_copy_is_in_the_client_s_language(book: Book, tmp_path: Path, code: str, heading: str) -> None:
    client = book.clients.add(Client(0, "Anna Weiss", phone="+374 10 123456", language=code))
    files = _files(client_copy(book, client.id, tmp_path / "copy.zip", today=TODAY))
    (row,) = csv.DictReader(io.StringIO(files["you.csv"].decode("utf-8-sig")))
    assert row[translation.text_in(code, heading)] == "+374 10 123456"
    assert translation.text_in(code, "what we hold to reach you and to address you") in files["contents.txt"].decode()


def test_formulas_in_the_copy_stay_words(book: Book, tmp_path: Path) -> None:
    client = book.clients.add(Client(0, "=1+1"))
    files = _files(client_copy(book, client.id, tmp_path / "copy.zip", today=TODAY))
    (row,) = csv.DictReader(io.StringIO(files["you.csv"].decode("utf-8-sig")))
    assert row["name"] == "'=1+1"


def test_names_of_the_files_hold_no_name(full: Book, tmp_path: Path) -> None:
    assert client_copy_name(17, TODAY) == "client-17-2026-11-20.zip"
    assert subject_access_name(17, TODAY) == "client-17-held-2026-11-20.txt"
    assert not [name for name in _files(client_copy(full, 1, tmp_path / "c.zip", today=TODAY)) if "zq" in name]


def test_nobody_gets_a_copy_of_somebody_who_isnt_in_the_book(book: Book, tmp_path: Path) -> None:
    for act in (
        lambda: client_copy(book, 99, tmp_path / "copy.zip", today=TODAY),
        lambda: private_items(book, 99),
        lambda: subject_access(book, 99, [], tmp_path / "held.txt", today=TODAY),
    ):
        with pytest.raises(NotInBook):
            act()
    assert not list(tmp_path.iterdir())


def test_every_word_about_a_client_is_in_the_copy_or_among_the_items(full: Book) -> None:
    items = "\n".join(item_text(one) for one in private_items(full, 1))
    about = {f"{table}.{column}" for table, column in everything.words_in(full) if table in OF_CLIENT}
    assert about - TOLD - SAYS_NOTHING <= _words(items)
    assert len(about - TOLD - SAYS_NOTHING) > 40


def test_items_are_about_one_client_alone(full: Book) -> None:
    other = full.clients.add(Client(0, "Olga Weiss"))
    assert {one.table for one in private_items(full, other.id)} == {"clients"}


def test_the_owner_s_choice_alone_is_written(full: Book, tmp_path: Path) -> None:
    items = private_items(full, 1)
    chosen = [one.key for one in items if one.table in ("private_notes", "cases")]
    written = subject_access(full, 1, chosen, tmp_path / "held.txt", today=TODAY)
    told = written.read_text("utf-8-sig")
    assert {one.split(".")[0] for one in _words(told)} == {"clients", "private_notes", "cases"}
    assert "What is held about zqclients.name!, on 20 November 2026" in told.replace("\u00a0", " ")


def test_the_file_tells_codes_in_words(business: Book, tmp_path: Path) -> None:
    told = ""
    for client_id in business.clients.ids():
        items = private_items(business, client_id)
        path = tmp_path / f"{client_id}.txt"
        subject_access(business, client_id, [one.key for one in items], path, today=TODAY, word=held_value)
        told += path.read_text("utf-8-sig")
    assert "felt: Uneasy" in told
    assert "channel: By phone" in told
    assert "direction: They to me" in told
    assert "uneasy" not in told
    assert "in_person" not in told


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '["a", "b"]', "[]", "{" * 50_000, "x" * 100_000, "\0a", "\u202eevil", "<table><tr><td>" * 16],
)
def test_any_words_at_all_are_told_as_they_stand(full: Book, tmp_path: Path, text: str) -> None:
    changed = {"clients": "name", "interactions": "summary", "private_notes": "note", "promises": "what"}
    for table, column in changed.items():
        full.connection.rows(f"UPDATE {table} SET {column} = ?", (text,))
    copy = _files(client_copy(full, 1, tmp_path / "copy.zip", today=TODAY))
    assert text in copy["you.csv"].decode("utf-8-sig").replace('""', '"')
    chosen = [one.key for one in private_items(full, 1)]
    held = subject_access(full, 1, chosen, tmp_path / "held.txt", today=TODAY, word=held_value)
    assert held.read_bytes().decode("utf-8-sig").count(text) >= 3  # the head, the contact and the note


@pytest.mark.parametrize("number", ["../../etc", "CON", "", "A" * 300, "r-2026-0001", "R-2026-٠٠٠١", "R-2026-0001\n"])
def test_a_number_that_is_none_names_no_file(full: Book, tmp_path: Path, number: str) -> None:
    full.connection.rows("DROP TRIGGER letters_unchanged")
    full.connection.rows("UPDATE letters SET number = ?", (number,))
    files = _files(client_copy(full, 1, tmp_path / "copy.zip", today=TODAY))
    assert [name for name in files if name.endswith(".pdf")] == ["letters/letter-1.pdf"]
    assert copy_name(full, letter_id=1) == f"{everything.DAY}_letter-1_bonus.pdf"
    assert email_name(full, letter_id=1) == "letter-1.eml"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights on files")
def test_both_files_are_for_the_owner_alone(full: Book, tmp_path: Path) -> None:
    copy = client_copy(full, 1, tmp_path / "copy.zip", today=TODAY)
    held = subject_access(full, 1, [], tmp_path / "held.txt", today=TODAY)
    assert [oct(one.stat().st_mode)[-3:] for one in (copy, held)] == ["600", "600"]
