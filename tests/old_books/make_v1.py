"""Made schema_01.db, once, with the program as it was when schema 1 was released. Never run again: the file is frozen.

PYTHONPATH=desktop python tests/old_books/make_v1.py tests/old_books/schema_01.db
"""

import json
import sys
import tempfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from evenhand import actions
from evenhand.domain.bonus import Bonus
from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortMark, ComfortReason
from evenhand.domain.money import Money
from evenhand.domain.records import (
    BonusOffer,
    Case,
    Cause,
    Channel,
    Client,
    Direction,
    Gift,
    Interaction,
    Letter,
    LetterDraft,
    Letterhead,
    LetterKind,
    Order,
    Owner,
    Refund,
    Remedy,
    Responsibility,
    Standing,
)
from evenhand.storage.book import Book

NAMES = (
    "Sinéad O'Connor-Ní Bhriain",
    "Пётр Лавров",
    "Ștefan Țîrlea",
    "Պարույր Սևակ",
    'Robert"); DROP TABLE clients;--',
    "<b>&{amount} & Söhne",
    "x" * 95,
    "שלום 😀",
)
ON = date(2026, 4, 2)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def issue(book: Book, case: Case, kind: LetterKind, amount: Money | None, code: str = "") -> Letter:
    """Writes a letter as issuing does, with bytes that need no printed page."""
    with book.transaction():
        _series, sequence, number = book.letters.next_number(kind, ON.year)
        stated = {"number": number, "bonus": {"code": code, "valid_until": "2026-07-02"} if code else None}
        letter = Letter(
            0, number, kind, "en", case.client_id, case.id, ON, "Your coat", "Dear Jane,", json.dumps(stated), "",
            amount=amount,
        )  # fmt: skip
        letter = book.letters.issue_row(
            letter,
            sequence=sequence,
            pdf=f"%PDF-1.4 {number} \u20ac".encode(),
            operation_id=f"issue {number}",
            app_version="0.1.0",
            template_version="1",
        )
        if code and amount:
            bonus = Bonus(0, code, case.client_id, case.id, letter.id, amount, ON, date(2026, 7, 2))
            book.bonuses.grant(bonus, operation_id=f"issue {number}")
    return letter


def fill(book: Book) -> None:
    heads = (
        Letterhead("en", "Tailor & Daughter", "A. Owner", address_lines=("1 Lane", "")),
        Letterhead("hy", "Դերձակ", "Ա"),
    )
    book.owner.save(Owner(heads, logo=b"\x89PNG", bonus_round_to=Decimal("0.50")))
    clients = [
        book.clients.add(Client(0, name, phone=f"+37{n} 22 {n}00 17", valued=n % 2 == 0, address_lines=("a", "б", "գ")))
        for n, name in enumerate(NAMES)
    ]
    book.clients.add(Client(0, "Left, archived", standing=Standing.LEFT, since=date(1999, 12, 31), archived=True))
    cases = []
    for n, client in enumerate(clients[:4]):
        total = euros(f"{100 + n}.05")
        order = Order(0, client.id, f"2026-{n:04d}", ON, "coat, grey", total, total, euros("0"), ON if n else None)
        order = book.orders.add(order)
        cases.append(
            actions.open_case(
                book, order_id=order.id, title="Torn", words="It «tore»\non the 1st day", received_on=ON,
                cause=Cause.PRODUCT, responsibility=Responsibility.OURS, operation_id=f"open {n}",
            )
        )  # fmt: skip
    book.cases.save(replace(cases[3], remedy=Remedy.REDO, remedy_cost=euros("3"), closed_on=ON))
    book.cases.set_compensation(cases[0].id, Refund(euros("100.05"), "card", ON, Decimal("1"), "all of it"))
    offer = BonusOffer(euros("10.50"), date(2026, 7, 2), Decimal("0.10"), 3, Decimal("0.50"))
    book.cases.set_compensation(cases[1].id, offer)
    book.cases.set_compensation(cases[2].id, offer)
    book.cases.set_compensation(cases[2].id, Gift("a scarf", euros("4.20")))
    issue(book, cases[0], LetterKind.REFUND, euros("100.05"))
    issue(book, cases[1], LetterKind.BONUS, euros("10.50"), "B-7F4M-2QK")
    voided = issue(book, cases[2], LetterKind.DOUBLE, euros("10.50"), "B-7F4M-3QK")
    actions.void_letter(book, letter_id=voided.id, reason="wrong sum", voided_on=ON, operation_id="void 1")
    actions.redeem_bonus(book, bonus_id=1, order_id=2, amount=euros("10.50"), on=ON, operation_id="redeem 1")
    contact = Interaction(
        0, 1, datetime.fromisoformat("2026-04-02 23:59"), Channel.PHONE, Direction.IN, "rang", 1, cases[0].id
    )
    contact = book.interactions.add(contact)
    book.comfort.mark(ComfortMark(contact.id, Comfort.UNEASY, (ComfortReason.RUDE, ComfortReason.I_BENT), "a note"))
    book.comfort.set_flag(ComfortFlag(1, Comfort.UNCOMFORTABLE, ON, "a reason"))
    book.comfort.set_note(1, "a private note")
    draft = LetterDraft(
        0, 1, cases[0].id, LetterKind.REFUND, "en", "s", "b", True, datetime.fromisoformat("2026-04-02 12:30")
    )
    book.letters.save_draft(draft)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    if target.exists():
        sys.exit(f"{target} is frozen")
    with tempfile.TemporaryDirectory() as folder:
        with Book.create(Path(folder)) as made:
            fill(made)
        target.write_bytes((Path(folder) / "book.db").read_bytes())
