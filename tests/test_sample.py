"""The sample business: its data files, and the book and the letters made from them."""

import hashlib
import io
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from evenhand import sample
from evenhand.domain.bonus import BonusState, state
from evenhand.domain.case import Step, current_step
from evenhand.domain.comfort import Comfort, ComfortReason
from evenhand.domain.records import (
    LETTER_LANGUAGES,
    Cause,
    Channel,
    Direction,
    LetterKind,
    Outcome,
    Remedy,
    Responsibility,
    Standing,
)
from evenhand.letters import glyphs
from evenhand.sample import data
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.clients import ClientFilter
from evenhand.storage.errors import BookExists

TODAY = date(2027, 1, 3)  # a Sunday, with most of the business in the year before

FIELDS = {
    "client": "key name salutation address_name address country phone email language currency standing valued since"
    " archived flag note orders contacts case letters promises follow_ups door",
    "flag": "comfort on why",
    "order": "key on what total paid cost delivered",
    "contact": "on at by way said felt why remark",
    "case": "order title received words cause responsibility finding change answered remedy refund bonus gift letters"
    " redeemed exchanged draft outcome closed contacts"
    " whys change_in asked claims turns ways picked kept chosen_by sat follow_ups",
    "way": "kind title details by at effort effort_what materials hours cost worth discount offered sits",
    "asked": "on question answer",
    "claim": "on what sum met",
    "turn": "whose since for",
    "sat": "felt note",
    "promise": "what made due at moved kept broken",
    "follow_up": "due what done heard",
    "door": "closed months on",
    "remedy": "kind what by cost",
    "refund": "share sum what_for method within",
    "bonus": "share months round_to nature",
    "gift": "what cost",
    "letter": "kind on voided why typed",
    "redemption": "order sum on",
}
CURRENCIES = {"GBP", "EUR", "RUB", "RON", "AMD"}
CLIENTS = data.clients()
CASES = [(client, case) for client in CLIENTS for case in client.get("case", ())]


@pytest.fixture(scope="module")
def sample_book() -> Iterator[Book]:
    with Book.in_memory() as opened:
        sample.make(opened, today=TODAY)
        yield opened


def entries() -> Iterator[tuple[str, data.Entry]]:
    """Every table of the clients' files with the name of its kind."""
    for client in CLIENTS:
        yield "client", client
        yield from (("flag", client["flag"]),) if "flag" in client else ()
        yield from (("order", order) for order in client.get("orders", ()))
        yield from (("contact", contact) for contact in client.get("contacts", ()))
        yield from (("letter", letter) for letter in client.get("letters", ()))
        yield from (("promise", promise) for promise in client.get("promises", ()))
        yield from (("follow_up", one) for one in client.get("follow_ups", ()))
        yield from (("door", client["door"]),) if "door" in client else ()
        for case in client.get("case", ()):
            yield "case", case
            yield from ((name, case[name]) for name in ("remedy", "refund", "bonus", "gift", "sat") if name in case)
            yield from (("way", way) for way in case.get("ways", ()))
            yield from (("asked", one) for one in case.get("asked", ()))
            yield from (("claim", one) for one in case.get("claims", ()))
            yield from (("turn", one) for one in case.get("turns", ()))
            yield from (("follow_up", one) for one in case.get("follow_ups", ()))
            yield from (("letter", letter) for letter in case.get("letters", ()))
            yield from (("redemption", redemption) for redemption in case.get("redeemed", ()))
            yield from (("contact", contact) for contact in case.get("contacts", ()))


def test_the_data_files_hold_no_misspelt_field() -> None:
    for kind, entry in entries():
        assert set(entry) <= set(FIELDS[kind].split()), entry


def test_every_word_from_a_fixed_list_is_on_it() -> None:
    for kind, entry in entries():
        if kind == "client":
            assert entry["language"] in LETTER_LANGUAGES
            assert entry["currency"] in CURRENCIES
            assert len(entry["country"]) == 2
            Standing(entry.get("standing", "active"))
        elif kind == "flag":
            Comfort(entry["comfort"])
        elif kind == "contact":
            Channel(entry["by"]), Direction(entry["way"])
            assert entry.get("felt") is None or Comfort(entry["felt"])
            assert all(ComfortReason(reason) for reason in entry.get("why", ()))
        elif kind == "case":
            assert "cause" not in entry or Cause(entry["cause"])
            assert "responsibility" not in entry or Responsibility(entry["responsibility"])
            assert ("outcome" in entry) == ("closed" in entry)
            assert "outcome" not in entry or Outcome(entry["outcome"])
        elif kind == "remedy":
            Remedy(entry["kind"])
        elif kind == "letter":
            LetterKind(entry["kind"])
            assert ("voided" in entry) == ("why" in entry)


def test_every_sum_is_exact_and_nothing_costs_more_than_it_brings() -> None:
    for kind, entry in entries():
        if kind == "order":
            total = Decimal(entry["total"])
            assert 0 < Decimal(entry.get("cost", "0")) < total, entry
            assert 0 <= Decimal(entry.get("paid", total)) <= total, entry


def test_a_client_who_picked_a_way_had_three_to_pick_from() -> None:
    for _client, case in CASES:
        if "picked" in case:
            counted = [way for way in case["ways"] if way["kind"] != "discount" and way.get("offered", True)]
            assert len(counted) >= 3
            assert any(way["effort"] == "none" for way in counted)
            assert "remedy" not in case


def test_days_follow_each_other_as_in_life() -> None:
    for client in CLIENTS:
        for order in client.get("orders", ()):
            assert order["on"] <= order.get("delivered", 0) < 1, order
    for client, case in CASES:
        order = next(order for order in client["orders"] if order.get("key") == case["order"])
        lived = [order["on"], order["delivered"], case["received"], case.get("answered")]
        lived += [letter["on"] for letter in case.get("letters", ())] + [case.get("closed")]
        days = [day for day in lived if day is not None]
        assert days == sorted(days), case["title"]
        assert days[-1] < 0


def test_every_client_can_be_told_apart_and_is_nobody_real() -> None:
    for field in ("key", "name", "email"):
        values = [client[field] for client in CLIENTS if field in client]
        assert len(values) == len(set(values))
    assert all(client["email"].endswith(("@example.org", ".example")) for client in CLIENTS if "email" in client)


def test_every_character_that_a_letter_may_print_has_a_glyph() -> None:
    printed = [client[field] for client in CLIENTS for field in ("name", "salutation", "address_name")]
    printed += [line for client in CLIENTS for line in client["address"]]
    printed += [order["what"] for client in CLIENTS for order in client.get("orders", ())]
    for _client, case in CASES:
        printed += [case.get("finding", ""), case.get("change", ""), case["words"]]
        printed += [case.get("gift", {}).get("what", ""), case.get("remedy", {}).get("what", "")]
        printed += [case.get("refund", {}).get(field, "") for field in ("method", "what_for")]
    for text in printed:
        assert glyphs.checked(text, "sample") == text


def test_the_business_has_a_letterhead_in_every_language_and_pictures_that_let_the_paper_through() -> None:
    owner = data.owner()
    assert tuple(head.language for head in owner.letterheads) == LETTER_LANGUAGES
    for picture in (owner.logo, owner.signature):
        assert picture is not None
        assert Image.open(io.BytesIO(picture)).getchannel("A").getextrema() == (0, 255)


@pytest.mark.parametrize("weekday", range(7))
def test_nothing_happens_on_a_weekend(weekday: int) -> None:
    today = date(2026, 11, 9) + timedelta(weekday)
    for days in range(-20, 20):
        day = data.working_day(today, days)
        assert day.weekday() < 5
        assert abs((day - today).days - days) <= 2
        assert day <= today if days <= 0 else day >= today


def test_every_language_has_clients_and_every_currency_is_used(sample_book: Book) -> None:
    ids = [*sample_book.clients.ids(ClientFilter.ALL, ""), *sample_book.clients.ids(ClientFilter.ARCHIVED, "")]
    clients = [sample_book.clients.get(id_) for id_ in ids]
    assert len(clients) == len(CLIENTS) > 40
    assert {client.currency for client in clients} == CURRENCIES
    for language in LETTER_LANGUAGES:
        theirs = [client for client in clients if client.language == language]
        assert len(theirs) >= 8
        assert any(client.valued for client in theirs)
        assert any(client.archived or client.standing is Standing.LEFT for client in theirs)
    assert {client.standing for client in clients} == set(Standing)


def test_there_is_a_case_on_each_step_and_every_language_has_open_and_closed_ones(sample_book: Book) -> None:
    steps = {current_step(row.situation) for row in sample_book.cases.open()}
    assert steps == set(Step)
    for rows in (sample_book.cases.open(), sample_book.cases.closed()):
        assert {sample_book.clients.get(row.case.client_id).language for row in rows} == set(LETTER_LANGUAGES)


def test_bonuses_are_found_in_each_state(sample_book: Book) -> None:
    assert {state(row.bonus, row.ledger, TODAY) for row in sample_book.bonuses.rows()} == set(BonusState)


def test_letters_of_each_kind_are_issued_in_each_language_and_some_are_drafts_or_void(sample_book: Book) -> None:
    issued = [row.letter for row in sample_book.letters.rows(limit=1000)]
    valid = {(letter.kind, letter.language) for letter in issued if letter.voided_on is None}
    assert valid == {(kind, language) for kind in LetterKind for language in LETTER_LANGUAGES}
    assert len(sample_book.letters.drafts()) == 2
    assert [letter.void_reason for letter in issued if letter.voided_on]


def test_the_owner_marks_how_contacts_felt_and_keeps_some_private_notes(sample_book: Book) -> None:
    ids = list(sample_book.clients.ids(ClientFilter.ALL, ""))
    felt = {flag.comfort for id_ in ids if (flag := sample_book.comfort.of(id_))}
    assert felt == set(Comfort)
    assert any(sample_book.comfort.note_of(id_) for id_ in ids)
    assert max(len(sample_book.comfort.marks_of(id_)) for id_ in ids) > 12


def test_the_sample_is_a_book_in_order(sample_book: Book) -> None:
    assert check(sample_book) == []


def every_row(book: Book) -> str:
    """One digest over all that the book's tables hold, but for what tells one book from any other."""
    names = book.connection.firsts("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    tables = [name for name in names if name not in ("book_state", "client_uids")]
    held = [(table, book.connection.rows(f'SELECT * FROM "{table}" ORDER BY 1')) for table in tables]
    return hashlib.sha256(repr(held).encode()).hexdigest()


def test_the_same_day_gives_the_same_book(sample_book: Book, book: Book) -> None:
    sample.make(book, today=TODAY)
    assert every_row(book) == every_row(sample_book)


def test_the_business_looks_alive_on_any_day(book: Book) -> None:
    today = date(2028, 2, 29)
    sample.make(book, today=today)
    assert {state(row.bonus, row.ledger, today) for row in book.bonuses.rows()} == set(BonusState)
    steps = {current_step(row.situation) for row in book.cases.open()}
    assert steps == set(Step)
    assert check(book) == []


def test_a_folder_with_a_book_is_left_as_it_was(tmp_path: Path) -> None:
    Book.create(tmp_path).close()
    before = (tmp_path / "book.db").read_bytes()
    with pytest.raises(BookExists):
        sample.make_book(tmp_path, today=TODAY)
    assert (tmp_path / "book.db").read_bytes() == before


def test_a_failure_half_way_leaves_no_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("evenhand.actions.issue_letter", fail)
    (tmp_path / "notes.txt").write_text("mine")
    for folder in (tmp_path / "new", tmp_path):
        with pytest.raises(OSError, match="No space"):
            sample.make_book(folder, today=TODAY)
        assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_the_gallery_shows_every_kind_in_every_language_and_replaces_its_own_earlier_files(tmp_path: Path) -> None:
    folder = tmp_path / "to" / "letters"
    folder.mkdir(parents=True)
    (folder / "bonus-hy.pdf").write_bytes(b"earlier")
    (folder / "notes.txt").write_text("mine")
    written = sample.gallery(folder, today=TODAY)
    assert {path.name for path in written} == {
        f"{k}-{language}.pdf" for k in LetterKind for language in LETTER_LANGUAGES
    }
    assert {path.name for path in folder.iterdir()} == {path.name for path in written} | {"notes.txt"}
    for path in written:
        reader = PdfReader(path)
        text = "".join(page.extract_text() for page in reader.pages)
        head = data.owner().letterhead(path.stem[-2:])
        assert head.owner_name in text, path.name
        assert len(reader.pages) == 1, path.name


def test_a_gallery_where_a_file_lies_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("a file")
    with pytest.raises(FileExistsError):
        sample.gallery(tmp_path / "letters", today=TODAY)
