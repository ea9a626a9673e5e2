"""Rows and records go by the same names, and come back as they went."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import books
from evenhand.domain import bonus, comfort, intake, load, records, rules, suggestions
from evenhand.domain.money import LARGEST, CurrencyMismatch, Money, decimals
from evenhand.storage import tables
from evenhand.storage.book import Book
from evenhand.storage.rows import columns, from_row, to_row

KEPT_ELSEWHERE = {"letterheads", "voided_on", "void_reason"}  # in tables of their own


@pytest.mark.parametrize(
    ("record", "table"),
    [
        (records.Owner, tables.Owner),
        (records.Letterhead, tables.Letterhead),
        (records.Client, tables.Client),
        (records.Order, tables.Order),
        (records.Interaction, tables.Interaction),
        (records.Case, tables.Case),
        (records.Refund, tables.Refund),
        (records.BonusOffer, tables.BonusOffer),
        (records.Gift, tables.Gift),
        (records.LetterDraft, tables.LetterDraft),
        (records.Letter, tables.Letter),
        (bonus.Bonus, tables.Bonus),
        (bonus.LedgerEntry, tables.LedgerEntry),
        (comfort.ComfortFlag, tables.ComfortFlag),
        (comfort.ComfortMark, tables.ComfortMark),
        (comfort.CheckIn, tables.CheckIn),
        (comfort.FlagSuggestion, tables.FlagSuggestion),
        (intake.FitCriterion, tables.FitCriterion),
        (intake.Intake, tables.Intake),
        (intake.IntakeAnswer, tables.IntakeAnswer),
        (load.LoadLimits, tables.LoadLimits),
        (load.LoadAnswer, tables.LoadAnswer),
        (rules.RuleAnswer, tables.RuleAnswer),
        (rules.GateAnswer, tables.GateAnswer),
        (suggestions.OrderAsked, tables.OrderAsked),
        (suggestions.Suggestion, tables.Suggestion),
    ],
)
def test_every_field_of_a_record_has_its_column(record: Any, table: Any) -> None:
    assert set(columns(record)) - KEPT_ELSEWHERE <= set(table._meta.fields)


def test_a_client_has_no_comfort_in_any_field() -> None:
    names = {field.name for field in fields(records.Client)} | set(tables.Client._meta.fields)
    assert not {name for name in names if "comfort" in name or "note" in name}


currencies = st.sampled_from(["EUR", "GBP", "RUB", "AMD", "JPY", "KWD"])


@given(currencies, st.integers(0, int(LARGEST) - 1), st.integers(0, 999), st.booleans())
def test_sums_come_back_to_the_last_minor_unit(currency: str, whole: int, part: int, known: bool) -> None:
    minor = whole * 10 ** decimals(currency) + part % 10 ** decimals(currency)
    total = Money.of_minor(minor, currency)
    order = records.Order(1, 2, "n", date(2026, 1, 31), "coat", total, Money.zero(currency), total if known else None)
    assert from_row(records.Order, [to_row(order)[name] for name in columns(records.Order)]) == order


@pytest.fixture(scope="module")
def one_book() -> Iterator[Book]:
    with books.blank() as book:
        yield book


@given(st.text(min_size=1).filter(lambda text: text.strip(" ") and text.isprintable()), st.lists(st.text(), max_size=4))
def test_any_words_come_back_as_they_were_typed(one_book: Book, name: str, lines: list[str]) -> None:
    typed = [line.encode(errors="replace").decode() for line in lines]
    client = one_book.clients.add(records.Client(0, name, address_lines=tuple(typed), salutation="".join(typed)))
    assert one_book.clients.get(client.id) == client


def test_a_record_with_sums_in_two_currencies_is_never_written(book: Book, client: records.Client) -> None:
    euros, pounds = Money(Decimal(1), "EUR"), Money(Decimal(1), "GBP")
    with pytest.raises(CurrencyMismatch):
        book.orders.add(records.Order(0, client.id, "1", date(2026, 1, 1), "coat", euros, pounds))


def test_half_a_character_from_a_broken_paste_is_kept_as_a_sign_that_something_was_there(one_book: Book) -> None:
    half, whole = "Ana \ud83d", "Ana \ud83d\ude00"
    for typed, kept in ((half, "Ana \ufffd"), (whole, "Ana 😀")):
        client = one_book.clients.add(records.Client(0, typed, address_lines=(typed,)))
        one_book.clients.save(replace(client, phone=typed))
        found = one_book.clients.get(client.id)
        assert (found.name, found.address_lines, found.phone) == (kept, (kept,), kept)
        asked = one_book.intakes.add(intake.Intake(0, date(2026, 4, 2), typed))
        assert one_book.intakes.get(asked.id).name == kept
