"""Issuing letters without drawing them: what the fault harnesses have done while they break it."""

import random
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pypdfium2  # noqa: F401  loaded before the fork

from evenhand import actions, formats
from evenhand.domain.money import Money
from evenhand.domain.records import Client, LetterDraft, Letterhead, LetterKind, Order, Owner
from evenhand.letters import page
from evenhand.letters.facts import LetterFacts, stated
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.storage.keys import BookKey
from faults.child import Say

DAY = date(2026, 4, 2)
PAID = Money(Decimal("72.50"), "GBP")


class Page:
    """The least that can be read as a PDF with some words on it."""

    def __init__(self, words: str) -> None:
        self.pages = 1
        text = words.encode("cp1252").replace(b"(", b"").replace(b")", b"")
        stream = b"BT /F 12 Tf 20 700 Td (" + text + b") Tj ET"
        self.pdf = (
            b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>>>>>endobj "
            b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj "
            b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n"
            b"trailer<</Root 1 0 R>>\n%%%%EOF" % (len(stream), stream)
        )


def draw(kind: LetterKind, facts: LetterFacts, _text: object) -> Page:
    told, words = stated(kind, facts), [str(facts.number)]
    for given, day in (
        (told.refund, told.refund and told.refund.pay_by),
        (told.voucher, told.voucher and told.voucher.valid_until),
    ):
        if given and day:
            words += [formats.money(given.amount, "en"), formats.long_date(day, "en")]
    return Page(" ".join([*words, told.voucher.code or "" if told.voucher else ""]))


def make_book(folder: Path, key: BookKey | None = None) -> None:
    """A business with one client, ready to write letters."""
    page.draw = draw  # type: ignore[assignment]
    with Book.create(folder, key=key) as book:
        book.owner.save(Owner((Letterhead("en", "Tailor", "A. Owner"),)))
        book.clients.add(Client(0, "Jane Whitcombe"))


def issue_two(book: Book, say: Say, *, name: str = "", bonus: bool = True) -> None:
    """An order, its case, a letter that gives something, and for a bonus one that extends it; each said once done."""
    name = name or uuid4().hex
    with book.transaction():
        order = book.orders.add(Order(0, 1, name, DAY, "coat", PAID, PAID))
        case = actions.open_case(
            book, order_id=order.id, title="", words="", received_on=DAY, operation_id=f"{name} case"
        )
    if bonus:
        actions.choose_bonus(book, case_id=case.id, share=Decimal("0.1"), months=3, round_to=None, today=DAY)
    else:
        actions.choose_refund(book, case_id=case.id, amount=PAID, method="card", pay_by=DAY, today=DAY)
    kind = LetterKind.BONUS if bonus else LetterKind.REFUND
    draft = LetterDraft(0, 1, case.id, kind, "en", "About", "Dear Jane,")
    letter = actions.issue_letter(book, draft=draft, operation_id=name, issued_on=DAY)
    say(f"{letter.number} {letter.sha256}")
    if granted := book.bonuses.of_letter(letter.id):
        later = (("bonus.extended_to", "2026-12-31"),)
        draft = LetterDraft(
            0, 1, None, LetterKind.BONUS_REMINDER, "en", "About", "Dear Jane,", bonus_id=granted.id, typed=later
        )
        letter = actions.issue_letter(book, draft=draft, operation_id=f"{name} later", issued_on=DAY)
        say(f"{letter.number} {letter.sha256}")


def issue(folder: Path, say: Say) -> None:
    """Three letters."""
    with Book.open(folder) as book:
        issue_two(book, say, name="first", bonus=True)
        issue_two(book, say, name="second", bonus=False)


def issue_until_killed(folder: Path, say: Say) -> None:
    chance = random.Random(str(folder))
    with Book.open(folder) as book:
        while True:
            issue_two(book, say, bonus=chance.random() < 0.5)


def wrong_with(folder: Path, said: tuple[str, ...], key: BookKey | None = None) -> list[str]:
    """What of the letters that were said to be issued is lost, and whatever else is wrong with the book."""
    with Book.open(folder, key=key) as book:
        kept = {row.number: row.letter.sha256 for row in book.letters.rows(limit=10**6)}
        lost = [number for number, sha in (line.split() for line in said) if kept.get(number) != sha]
        found = [finding.code for finding in check(book)]
        issue_two(book, lambda _line: None)  # and work goes on
        found += [f"afterwards {finding.code}" for finding in check(book)]
    return [f"lost {number}" for number in lost] + found
