"""A shop with bonuses in it, for the tests of what becomes of them; the letters have no printed page."""

import json
from dataclasses import replace
from datetime import date

from evenhand.domain.bonus import Bonus, bonus_code
from evenhand.domain.money import Money
from evenhand.domain.records import Case, Client, Letter, Letterhead, LetterKind, Nature, Order, Owner
from evenhand.storage.book import Book

GRANTED_ON = date(2026, 8, 17)


def open_shop(book: Book, currency: str = "EUR") -> None:
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), currency=currency))


def client_of(book: Book, name: str, currency: str = "EUR") -> Client:
    """The client of that name, taken on now if there's none yet."""
    known = [client for client in (book.clients.get(id_) for id_ in book.clients.ids()) if client.name == name]
    return known[0] if known else book.clients.add(Client(0, name, currency=currency))


def order_of(book: Book, name: str, total: Money, on: date = GRANTED_ON, what: str = "a skirt") -> Order:
    client = client_of(book, name, total.currency)
    return book.orders.add(Order(0, client.id, book.orders.next_number(on.year), on, what, total, total))


def grant(
    book: Book,
    name: str,
    amount: Money,
    until: date | None,
    *,
    on: date = GRANTED_ON,
    nature: Nature = Nature.GOODWILL,
    order: Order | None = None,
) -> Bonus:
    """A bonus with the letter that granted it; on an order, in a case."""
    client = client_of(book, name, amount.currency)
    case = book.cases.add(Case(0, "", client.id, order.id, "It did not fit", on, closed_on=on)) if order else None
    with book.transaction():
        _series, sequence, number = book.letters.next_number(LetterKind.BONUS, on.year)
        code = bonus_code(number)
        stated = {"bonus": {"code": code, "valid_until": until.isoformat() if until else None}}
        case_id = case.id if case else None
        letter = Letter(
            0, number, LetterKind.BONUS, "en", client.id, case_id, on, "A bonus", "Dear", json.dumps(stated), ""
        )
        letter = book.letters.issue_row(
            replace(letter, amount=amount),
            sequence=sequence,
            pdf=b"%PDF-1.4",
            operation_id=number,
            app_version="1",
            template_version="1",
        )
        bonus = Bonus(0, code, client.id, case_id, letter.id, amount, on, until, nature)
        return book.bonuses.grant(bonus, operation_id=number)
