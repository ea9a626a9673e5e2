"""A tailor with one client and one paid order, and what she does with a case: for the tests of the actions."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf

from evenhand import actions
from evenhand.domain.letter_kinds import KINDS, About, FieldKind
from evenhand.domain.money import Money
from evenhand.domain.records import (
    Case,
    CaseCompensations,
    Cause,
    Client,
    Letter,
    LetterDraft,
    Letterhead,
    LetterKind,
    Order,
    Owner,
    Remedy,
    Responsibility,
    Standing,
)
from evenhand.letters import letter as letters
from evenhand.storage.book import Book

TODAY = date(2026, 4, 2)
LATER = date(2026, 4, 16)
PAID = Money(Decimal("72.50"), "GBP")


def pounds(amount: str) -> Money:
    return Money(Decimal(amount), "GBP")


def open_shop(book: Book) -> Book:
    """A tailor, one client, one paid order."""
    heads = (Letterhead("en", "Needle & Thread", "A. Owner", address_lines=("1 Mill Lane",)),)
    book.owner.save(Owner(heads, email="hello@example.org"))
    client = book.clients.add(Client(0, "Jane Whitcombe", "Dear Mrs Whitcombe,", "Mrs Jane Whitcombe", currency="GBP"))
    book.orders.add(Order(0, client.id, "2026-0147", date(2026, 3, 1), "grey wool coat", PAID, PAID))
    return book


def open_case(book: Book, order_id: int = 1, name: str = "case") -> Case:
    return actions.open_case(
        book,
        order_id=order_id,
        title="The lining tore",
        words="It tore on the first day.",
        received_on=date(2026, 3, 30),
        cause=Cause.PRODUCT,
        responsibility=Responsibility.OURS,
        operation_id=name,
    )


def refund(book: Book, case: Case, amount: Money = PAID, **more: Any) -> CaseCompensations:
    given: Any = {"method": "the card ending 4417", "pay_by": LATER, "today": TODAY} | more
    return actions.choose_refund(book, case_id=case.id, amount=amount, **given)


def bonus(book: Book, case: Case, **more: Any) -> CaseCompensations:
    given: Any = {"share": Decimal("0.10"), "months": 3, "round_to": Decimal("0.50"), "today": TODAY} | more
    return actions.choose_bonus(book, case_id=case.id, **given)


def gift(book: Book, case: Case, what: str = "a silk scarf", **more: Any) -> CaseCompensations:
    return actions.choose_gift(book, case_id=case.id, what=what, cost=more.pop("cost", pounds("8")), **more)


def drafted(book: Book, case: Case, kind: LetterKind) -> LetterDraft:
    facts = actions.letter_facts(book, case_id=case.id, language="en", on=TODAY)
    text = letters.first_text(kind, facts)
    return book.letters.save_draft(LetterDraft(0, case.client_id, case.id, kind, "en", text.subject, text.body))


def issue(book: Book, case: Case, kind: LetterKind, name: str = "issue") -> Letter:
    draft = drafted(book, case, kind)
    return actions.issue_letter(book, draft=draft, operation_id=name, issued_on=TODAY)


def ready_for(book: Book, kind: LetterKind, client: Client, language: str = "en") -> dict[str, Any]:
    """What a letter of the kind needs, put into the book; and what it's begun with, its typed fields included."""
    standings = {LetterKind.DECLINE: Standing.PROSPECT, LetterKind.KEEP_IN_TOUCH: Standing.LEFT}
    book.clients.save(replace(client, standing=standings.get(kind, Standing.ACTIVE)))
    start: dict[str, Any] = {"kind": kind, "language": language, "today": TODAY}
    typed = {field.name: _typed_as(field.kind) for field in KINDS[kind].typed if not field.if_known}
    if About.CASE not in KINDS[kind].about and About.BONUS not in KINDS[kind].about:
        return start | {"client_id": client.id, "typed": tuple(typed.items())}
    order = book.orders.add(Order(0, client.id, f"{kind}-{client.id}", date(2026, 3, 1), "grey wool coat", PAID, PAID))
    case = replace(
        open_case(book, order.id, order.number),
        finding="The lining was cut too short.",
        change="Every lining is now measured twice.",
        remedy=None if kind is LetterKind.OPTIONS else Remedy.REDO,
        remedy_what="a new lining",
        remedy_by=LATER,
    )
    book.cases.save(case)
    if kind in (LetterKind.REFUND, LetterKind.PARTING):
        refund(book, case, pounds("18.13"), share=Decimal("0.25"))
    if kind in (LetterKind.BONUS, LetterKind.DOUBLE, LetterKind.BONUS_REMINDER):
        bonus(book, case)
    if kind in (LetterKind.GIFT, LetterKind.DOUBLE, LetterKind.APOLOGY):
        gift(book, case, beside=True)
    if kind is LetterKind.BONUS_REMINDER:
        granted = book.bonuses.of_letter(issue(book, case, LetterKind.BONUS, f"bonus of {order.number}").id)
        assert granted is not None
        return start | {"bonus_id": granted.id, "typed": (("bonus.extended_to", "2026-09-30"),)}
    return start | {"case_id": case.id, "typed": tuple(typed.items())}


def _typed_as(kind: FieldKind) -> str:
    match kind:
        case FieldKind.DAY:
            return LATER.isoformat()
        case FieldKind.OPTIONS:
            sewn = {"what": "a new lining", "by": LATER.isoformat(), "effort": "one fitting"}
            return json.dumps([sewn, {"what": "the price of the lining", "by": "", "effort": ""}])
        case FieldKind.EARLIER_BONUS:
            return "keep"
        case FieldKind.TEXT:
            return "Words of the owner's own."


def written(book: Book, kind: LetterKind, client: Client, language: str = "en", name: str = "") -> Letter:
    """A letter of the kind, begun and issued as on the screen."""
    draft = actions.start_letter(book, **ready_for(book, kind, client, language))
    return actions.issue_letter(book, draft=draft, operation_id=name or f"{kind} to {client.id}", issued_on=TODAY)


def words_of(book: Book, letter: Letter, folder: Path) -> str:
    file = folder / "letter.pdf"
    file.write_bytes(book.letters.pdf(letter.id))
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(file).pages)
    return re.sub(r"\s+", " ", text)
