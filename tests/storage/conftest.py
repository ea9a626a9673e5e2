"""A small shop for the storage's tests: a client, an order, a case, and letters without a printed page."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from evenhand.domain.bonus import Bonus
from evenhand.domain.money import Money
from evenhand.domain.records import Case, Client, Letter, LetterKind, Order
from evenhand.storage.book import Book

TODAY = date(2026, 4, 2)
Issue = Callable[..., Letter]


@pytest.fixture
def client(book: Book) -> Client:
    return book.clients.add(Client(0, "Jane Whitcombe", phone="+44 1908 555 017", email="jane@example.org"))


@pytest.fixture
def order(book: Book, client: Client) -> Order:
    paid = Money(Decimal("72.50"), "EUR")
    return book.orders.add(Order(0, client.id, "2026-0147", date(2026, 3, 1), "grey wool coat", paid, paid))


@pytest.fixture
def case(book: Book, order: Order) -> Case:
    return book.cases.add(Case(0, "", order.client_id, order.id, "The lining tore", date(2026, 3, 30)))


@pytest.fixture
def issue(book: Book, case: Case) -> Issue:
    """Issues a letter with bytes of its own; a bonus letter with its bonus."""
    numbers = count(1)

    def do(kind: LetterKind = LetterKind.BONUS, on: date = TODAY) -> Letter:
        n = next(numbers)
        amount = Money(Decimal("7.25"), "EUR")
        code = f"B-{n:04d}-000"
        stated = {"bonus": {"code": code, "valid_until": None}} if kind is LetterKind.BONUS else {}
        with book.transaction():
            _series, sequence, number = book.letters.next_number(kind, on.year)
            letter = Letter(
                0, number, kind, "en", case.client_id, case.id, on, "Your coat", "Dear Jane,", json.dumps(stated), "",
                amount=amount,
            )  # fmt: skip
            letter = book.letters.issue_row(
                letter,
                sequence=sequence,
                pdf=f"%PDF-1.4 {number}".encode(),
                operation_id=f"issue-{n}",
                app_version="test",
                template_version="1",
            )
            if kind is LetterKind.BONUS:
                bonus = Bonus(0, code, case.client_id, case.id, letter.id, amount, on, None)
                book.bonuses.grant(bonus, operation_id=f"issue-{n}")
        return letter

    return do
