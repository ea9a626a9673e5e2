"""The owner's own averages: per currency, of the last twelve months, never one currency with another."""

from datetime import date
from decimal import Decimal

import pytest

from evenhand.domain.money import Money
from evenhand.domain.records import Client, Order
from evenhand.storage.book import Book

TODAY = date(2026, 11, 22)


@pytest.fixture
def clients(book: Book) -> list[int]:
    return [book.clients.add(Client(0, name)).id for name in ("Ada", "Ben")]


def order(
    book: Book, client: int, total: int, on: date = TODAY, currency: str = "EUR", cost: int | None = None
) -> None:
    number = book.orders.next_number(on.year)
    spent = Money(cost, currency) if cost is not None else None
    book.orders.add(Order(0, client, number, on, "A coat", Money(total, currency), Money(0, currency), spent))


def test_each_currency_has_averages_of_its_own(book: Book, clients: list[int]) -> None:
    for total in (100, 200, 300, 400):
        order(book, clients[0], total)
    order(book, clients[1], 9000, currency="RUB")
    euros, roubles = book.averages(TODAY)
    assert (euros.currency, euros.average, euros.orders, euros.clients) == ("EUR", Money(250, "EUR"), 4, 1)
    assert (euros.low, euros.high) == (Money(100, "EUR"), Money(300, "EUR"))
    assert (roubles.currency, roubles.average, roubles.orders) == ("RUB", Money(9000, "RUB"), 1)


def test_only_the_last_twelve_months_count_unless_there_is_nothing_in_them(book: Book, clients: list[int]) -> None:
    order(book, clients[0], 100, date(2025, 11, 23))
    order(book, clients[0], 900, date(2025, 11, 22))
    order(book, clients[0], 700, date(2020, 1, 1), "USD")
    order(book, clients[0], 500, date(2027, 1, 1))  # agreed for later
    euros, dollars = book.averages(TODAY)
    assert (euros.average, euros.recent, euros.orders) == (Money(100, "EUR"), True, 1)
    assert (dollars.average, dollars.recent, dollars.orders_per_client) == (Money(700, "USD"), False, None)


def test_the_margin_is_that_of_the_orders_whose_cost_is_known(book: Book, clients: list[int]) -> None:
    order(book, clients[0], 100, cost=60)
    order(book, clients[0], 300, cost=240)
    order(book, clients[1], 5000)
    (found,) = book.averages(TODAY)
    assert (found.margin, found.costed) == (Decimal("0.25"), 2)
    assert found.orders_per_client == Decimal("1.5")


def test_without_a_known_cost_there_is_no_margin_and_without_orders_nothing(book: Book, clients: list[int]) -> None:
    assert book.averages(TODAY) == []
    order(book, clients[0], 0)  # no sum yet
    assert book.averages(TODAY) == []
    order(book, clients[0], 100)
    assert book.averages(date(2028, 2, 29))[0].margin is None
