"""What the app brings for a country is sourced or says that it isn't, and the owner's word stands before it."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evenhand import resources
from evenhand.domain.calendar import known_countries
from evenhand.domain.country_facts import (
    LONGEST,
    AddressPart,
    CountedFrom,
    CountryFact,
    Topic,
    Unit,
    address_warnings,
    last_day,
    pay_by_warnings,
)
from evenhand.storage.book import Book, Kind
from evenhand.storage.checking import check
from evenhand.storage.errors import StorageFailed

CODES = sorted(file.stem for file in resources.path("countries").glob("*.toml"))
NEEDED = {"GB", "US", "RU", "RO", "MD", "AM", "DE", "FR", "CH"}


def fact(book: Book, country: str, topic: Topic) -> CountryFact:
    return next(one for one in book.country_facts.of(country) if one.topic is topic)


def said(code: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.path("countries", f"{code}.toml").read_text("utf-8"))


def test_the_owners_word_stands_before_what_the_app_brings_until_it_is_taken_back(book: Book) -> None:
    brought = fact(book, "RU", Topic.GOODS_REFUND)
    mine = replace(
        brought, days=5, unit=Unit.WORKING, first_day_counts=True, source="my lawyer", checked_on=date(2026, 12, 1)
    )
    book.country_facts.edit(mine)
    assert fact(book, "RU", Topic.GOODS_REFUND) == replace(mine, edited=True)
    book.country_facts.edit(replace(mine, days=6))
    assert fact(book, "RU", Topic.GOODS_REFUND).days == 6
    book.country_facts.reset("RU", Topic.GOODS_REFUND)
    assert fact(book, "RU", Topic.GOODS_REFUND) == brought


def test_a_change_touches_one_topic_of_one_country(book: Book) -> None:
    before = {code: book.country_facts.of(code) for code in CODES}
    book.country_facts.edit(replace(fact(book, "DE", Topic.EXCHANGE), days=30))
    after = {code: book.country_facts.of(code) for code in CODES}
    changed = [(code, one.topic) for code in CODES for one in after[code] if one not in before[code]]
    assert changed == [("DE", Topic.EXCHANGE)]


def test_the_owner_can_empty_a_term_and_it_warns_no_more(book: Book) -> None:
    demanded, late = date(2026, 11, 2), date(2026, 12, 31)
    only = {Topic.GOODS_REFUND}
    assert pay_by_warnings(book.country_facts.of("RU"), late, demanded, topics=only)
    book.country_facts.edit(replace(fact(book, "RU", Topic.GOODS_REFUND), days=None, checked_on=None))
    assert pay_by_warnings(book.country_facts.of("RU"), late, demanded, topics=only) == ()
    assert not fact(book, "RU", Topic.GOODS_REFUND).verified


def test_an_owner_who_checked_a_changing_term_is_told_no_more_that_it_changes(book: Book) -> None:
    brought = fact(book, "RO", Topic.REPAIR)
    assert brought.changing
    book.country_facts.edit(replace(brought, unit=Unit.WORKING, checked_on=date(2027, 1, 4)))
    assert not fact(book, "RO", Topic.REPAIR).changing


def test_which_day_a_term_is_counted_from_stays_what_the_law_says(book: Book) -> None:
    book.country_facts.edit(replace(fact(book, "GB", Topic.GOODS_REFUND), days=10, counted_from=CountedFrom.HANDOVER))
    assert fact(book, "GB", Topic.GOODS_REFUND).counted_from is CountedFrom.AGREEMENT


def test_a_country_the_app_knows_nothing_of_can_be_filled_in(book: Book) -> None:
    empty = book.country_facts.of("NZ")
    assert [one.topic for one in empty] == list(Topic)
    assert not any(one.verified or one.source or one.days for one in empty)
    assert book.country_facts.needs("NZ") is None
    assert book.country_facts.countries() == tuple(CODES)
    book.country_facts.edit(replace(empty[0], days=20))
    assert fact(book, "NZ", empty[0].topic).days == 20
    assert book.country_facts.countries() == tuple(sorted([*CODES, "NZ"]))


@pytest.mark.parametrize("country", ["", "gb", "GBR", "../GB", "Ελ"])
def test_what_is_no_country_has_no_facts(book: Book, country: str) -> None:
    assert book.country_facts.of(country) == ()
    assert book.country_facts.needs(country) is None


def test_days_below_zero_are_not_kept(book: Book) -> None:
    before = book.country_facts.of("DE")
    with pytest.raises(StorageFailed, match="rule"):
        book.country_facts.edit(replace(before[0], days=-1))
    assert book.country_facts.of("DE") == before


def test_changes_are_announced_as_the_owners(book: Book) -> None:
    told: list[frozenset[Kind]] = []
    book.changed = told.append
    book.country_facts.edit(replace(fact(book, "AM", Topic.GOODS_REFUND), days=7))
    book.country_facts.reset("AM", Topic.GOODS_REFUND)
    assert told == [frozenset({Kind.OWNER})] * 2


def test_a_change_lasts_and_leaves_the_book_sound(tmp_path: Path) -> None:
    with Book.create(tmp_path / "book") as book:
        book.country_facts.edit(replace(fact(book, "MD", Topic.COMPLAINT_ANSWER), days=14, source="art. 18⁵"))
    with Book.open(tmp_path / "book") as book:
        assert fact(book, "MD", Topic.COMPLAINT_ANSWER).days == 14
        assert check(book) == []


def test_the_countries_of_the_letters_are_there_and_their_holidays_are_known() -> None:
    assert set(CODES) >= NEEDED
    assert set(CODES) <= known_countries()


@pytest.mark.parametrize("code", CODES)
def test_a_file_names_every_topic_and_nothing_else(code: str) -> None:
    keys = {"days", "unit", "first_day_counts", "counted_from", "changing", "source", "checked_on", "not_verified"}
    file = said(code)
    assert set(file) == {"address", *Topic}
    assert set(file.pop("address")) <= {"postal_code", "example", "place", "house_number"}
    for topic, term in file.items():
        assert set(term) <= keys, (code, topic)


@pytest.mark.parametrize("code", CODES)
def test_a_filled_term_has_its_source_and_its_day_and_an_empty_one_says_so(code: str, book: Book) -> None:
    for one in book.country_facts.of(code):
        term = said(code)[one.topic]
        assert one.verified is not term.get("not_verified", False), (code, one.topic)
        assert isinstance(one.checked_on, date | None)
        if one.verified:
            assert re.search(r"\S.*; https?://\S+", one.source), (code, one.topic)
        else:
            assert one.days is None, (code, one.topic)
            assert not one.changing
        if one.days is not None:
            assert 0 < one.days <= LONGEST
            assert last_day(one, date(2026, 11, 2)) is not None
        assert not one.edited


def test_what_nobody_could_verify_is_empty(book: Book) -> None:
    assert fact(book, "AM", Topic.GOODS_REFUND).days is None
    assert not any(one.verified for one in book.country_facts.of("MD"))


def test_switzerland_was_looked_up_and_names_no_term(book: Book) -> None:
    assert fact(book, "CH", Topic.WITHDRAWAL_REFUND).sets_no_term


def test_romania_is_changing_its_term_for_repairs(book: Book) -> None:
    repair = fact(book, "RO", Topic.REPAIR)
    assert (repair.days, repair.unit, repair.changing) == (15, Unit.CALENDAR, True)


@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_postal_code_is_one(code: str, book: Book) -> None:
    needs = book.country_facts.needs(code)
    assert needs is not None
    assert bool(needs.postal_code) is bool(needs.example)
    if needs.postal_code:
        assert re.fullmatch(needs.postal_code, needs.example)
        (warning,) = address_warnings(needs, ["Long Street 1", "Town"])
        assert warning.missing == (AddressPart.POSTAL_CODE,)
        assert address_warnings(needs, ["Long Street 1", "Town", needs.example]) == ()


def sample_addresses() -> Iterator[tuple[str, tuple[str, ...]]]:
    for file in sorted(resources.path("sample").glob("clients_*.toml")):
        for client in tomllib.loads(file.read_text("utf-8"))["client"]:
            if client.get("address"):
                yield client["country"], tuple(client["address"])


def test_no_client_of_the_sample_business_has_a_doubtful_address(book: Book) -> None:
    addresses = list(sample_addresses())
    assert {country for country, _lines in addresses} <= set(CODES)
    for country, lines in addresses:
        assert address_warnings(book.country_facts.needs(country), lines) == (), lines
