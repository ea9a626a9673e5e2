"""Issues letters in a child process that is killed at a random moment, over and over.

Started by test_killed.py: kill_rounds.py FOLDER ROUNDS. Prints, as JSON, the numbers the children said they issued.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pypdfium2

from evenhand import actions, formats
from evenhand.domain.money import Money
from evenhand.domain.records import Client, LetterDraft, Letterhead, LetterKind, Order, Owner
from evenhand.letters import page
from evenhand.letters.facts import LetterFacts, stated
from evenhand.storage.book import Book

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


def issue_until_killed(folder: Path, say: Callable[[str], object]) -> None:
    with Book.open(folder) as book:
        while True:
            name = uuid4().hex
            with book.transaction():
                order = book.orders.add(Order(0, 1, name, DAY, "coat", PAID, PAID))
                case = actions.open_case(
                    book, order_id=order.id, title="", words="", received_on=DAY, operation_id=f"{name} case"
                )
            bonus = int(name[0], 16) % 2 == 0
            if bonus:
                actions.choose_bonus(book, case_id=case.id, share=Decimal("0.1"), months=3, round_to=None, today=DAY)
            else:
                actions.choose_refund(book, case_id=case.id, amount=PAID, method="card", pay_by=DAY, today=DAY)
            kind = LetterKind.BONUS if bonus else LetterKind.REFUND
            draft = LetterDraft(0, 1, case.id, kind, "en", "About", "Dear Jane,")
            letter = actions.issue_letter(book, draft=draft, operation_id=name, issued_on=DAY)
            say(f"{letter.number} {letter.sha256}\n")
            if granted := book.bonuses.of_letter(letter.id):
                later = (("bonus.extended_to", "2026-12-31"),)
                draft = LetterDraft(
                    0, 1, None, LetterKind.BONUS_REMINDER, "en", "About", "Dear Jane,", bonus_id=granted.id, typed=later
                )
                letter = actions.issue_letter(book, draft=draft, operation_id=f"{name} later", issued_on=DAY)
                say(f"{letter.number} {letter.sha256}\n")


def one_round(folder: Path, chance: random.Random) -> list[str]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            issue_until_killed(folder, lambda line: os.write(writing, line.encode()))
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(3)
    os.close(writing)
    with os.fdopen(reading) as said:
        first = said.readline()
        time.sleep(chance.uniform(0, 0.08))
        os.kill(child, signal.SIGKILL)
        lines = [first, *said.readlines()]
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"the child ended by itself: {status}"
    return [line.strip() for line in lines if line.endswith("\n")]


if __name__ == "__main__":
    place, rounds = Path(sys.argv[1]), int(sys.argv[2])
    assert pypdfium2
    page.draw = draw  # type: ignore[assignment]
    with Book.create(place) as made:
        made.owner.save(Owner((Letterhead("en", "Tailor", "A. Owner"),)))
        made.clients.add(Client(0, "Jane Whitcombe"))
    dice = random.Random(7)
    print(json.dumps([line for _round in range(rounds) for line in one_round(place, dice)]))
