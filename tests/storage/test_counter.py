"""Reads for a screen that a client looks at: what they bring, and what they never touch."""

import re
from datetime import date, time
from pathlib import Path

import pytest

from evenhand.domain.bonus import EntryKind, LedgerEntry
from evenhand.domain.money import Money
from evenhand.domain.promises import Promise
from evenhand.domain.records import Client, LetterKind, Order
from evenhand.storage import counter
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook
from tailor import LATER, TODAY, open_shop, written


@pytest.fixture
def shop(book: Book) -> Book:
    return open_shop(book)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        ("wh", []),
        ("whi", ["Jane Whitcombe"]),
        ("WHITC", ["Jane Whitcombe"]),
        ("j wh", ["Jane Whitcombe"]),
        ("hitcombe", []),
        ("020", []),
        ("jane@", ["Jane Whitcombe"]),
        ('"* OR ann', []),
        ("anne-m", ["Anne-Marie Dupré"]),
        ("dupre", ["Anne-Marie Dupré"]),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words_from_three_letters_on(
    shop: Book, typed: str, found: list[str]
) -> None:
    shop.clients.add(Client(0, "Anne-Marie Dupré", phone="020 7946 0182"))
    shop.clients.add(Client(0, "Whitney Archived", archived=True))
    assert [name for _id, name in shop.counter.named(typed)] == found


def test_a_client_who_is_not_in_the_book_is_refused(book: Book) -> None:
    with pytest.raises(NotInBook):
        book.counter.person(7)


def test_the_next_promised_day_is_the_soonest_open_one_that_has_not_passed(shop: Book) -> None:
    late = Promise(0, 1, "zqlate", date(2026, 3, 1), date(2026, 3, 20), date(2026, 3, 20))
    soon = Promise(0, 1, "zqsoon", TODAY, LATER, LATER, due_at=time(17, 30))
    assert shop.counter.next_promised(1, TODAY) is None
    shop.promises.add(late)
    assert shop.counter.next_promised(1, TODAY) is None
    shop.promises.add(soon)
    assert shop.counter.next_promised(1, TODAY) == (LATER, time(17, 30))


def test_a_redemption_that_was_taken_back_and_a_void_letter_are_no_part_of_the_history(shop: Book) -> None:
    client = shop.clients.get(1)
    letter = written(shop, LetterKind.BONUS, client)
    bonus = shop.bonuses.of_letter(letter.id)
    assert bonus is not None
    order = shop.orders.of_client(1)[-1]
    used = LedgerEntry(0, bonus.id, EntryKind.REDEEMED, Money(2, "GBP"), TODAY, order.id)
    entry = shop.bonuses.append(used, "use")
    assert {"granted", "redeemed", "letter"} <= {event.kind for event in shop.counter.events(1)}
    assert [left.amount for left in shop.counter.left(1, TODAY)] == [bonus.amount - Money(2, "GBP")]
    back = LedgerEntry(0, bonus.id, EntryKind.REVERSED, Money(2, "GBP"), TODAY, reverses_id=entry.id)
    shop.bonuses.append(back, "back")
    assert "redeemed" not in {event.kind for event in shop.counter.events(1)}
    shop.letters.void(letter.id, TODAY, "zqreason", "void")
    assert {event.kind for event in shop.counter.events(1)} == {"order"}
    assert shop.counter.letters(1) == []


def test_a_bonus_that_paid_for_another_clients_order_names_no_order(shop: Book) -> None:
    bonus = shop.bonuses.of_letter(written(shop, LetterKind.BONUS, shop.clients.get(1)).id)
    assert bonus is not None
    other = shop.clients.add(Client(0, "Anne-Marie Dupré", currency="GBP"))
    order = shop.orders.add(Order(0, other.id, "zq-9", TODAY, "a coat", Money(9, "GBP"), Money(9, "GBP")))
    shop.bonuses.append(LedgerEntry(0, bonus.id, EntryKind.REDEEMED, Money(2, "GBP"), TODAY, order.id), "use")
    (used,) = [event for event in shop.counter.events(1) if event.kind == "redeemed"]
    assert used.what == ""
    assert "zq-9" not in repr(shop.counter.events(1))


def test_the_reads_name_no_private_table_or_column() -> None:
    source = Path(counter.__file__).read_text(encoding="utf-8")
    private = r"comfort|interactions|cases|valued|standing\b(?!})|cost|paid|void_reason|intake|rules|load|doors|notes"
    assert re.findall(private, re.sub(r'"""[^"]*\."""', "", source)) == []


@pytest.mark.parametrize("floor", ["ui", "storage"])
def test_no_module_of_counter_view_imports_what_is_private(floor: str) -> None:
    package = Path(counter.__file__).parents[1]
    found = [*(package / floor).glob("counter*.py")]
    assert found
    barred = r"(?:from|import) evenhand\.\S*(?:comfort|case|intake|load|rule|line|econom|option|client_detail|client_h)"
    for path in found:
        if path.name != "counters.py":
            assert re.findall(barred, path.read_text(encoding="utf-8")) == [], path.name
