"""Made schema_02.db, once, with the program as it was when schema 2 was released. Never run again: the file is frozen.

It's the first schema's book brought up to date, and what only the second can hold.

PYTHONPATH=desktop python tests/old_books/make_v2.py tests/old_books/schema_02.db
"""

import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from evenhand.domain.country_facts import Topic
from evenhand.domain.money import Money
from evenhand.domain.records import (
    BonusOffer,
    Envelope,
    LetterDraft,
    LetterEvent,
    LetterEventKind,
    LetterKind,
    LetterTextOfOwn,
    Nature,
    PaperSize,
)
from evenhand.storage.book import Book

AT = datetime.fromisoformat("2026-11-22 07:05")


def fill(book: Book) -> None:
    owner = book.owner.get()
    assert owner is not None
    heads = tuple(replace(head, sums_in_words=head.language == "hy") for head in owner.letterheads)
    book.owner.save(replace(owner, letterheads=heads, envelope=Envelope.RIGHT_WINDOW, paper=PaperSize.LETTER))
    for kind, note in ((LetterEventKind.PRINTED, "Office «1»"), (LetterEventKind.DRAFTED, "")):
        book.letters.add_event(LetterEvent(0, 1, kind, AT, note))
    text = LetterTextOfOwn(
        0, "ro", LetterKind.KEEP_IN_TOUCH, "Un salut", "{client.salutation}\n\nBună.\n", 1, "Un s", ""
    )
    book.letter_texts.save(text)
    fact = next(one for one in book.country_facts.of("AM") if one.topic is Topic.SERVICES_REFUND)
    book.country_facts.edit(replace(fact, days=10, source="my lawyer", checked_on=date(2026, 11, 22)))
    typed = (("bonus.extended_to", "2027-02-28"), ("news.text", "«Ново»"))
    draft = LetterDraft(
        0, 3, None, LetterKind.BONUS_REMINDER, "hy", "s", "b", True, AT, bonus_id=2, replaces_id=3, typed=typed,
        kept=("vague:soon",),
    )  # fmt: skip
    book.letters.save_draft(draft)
    offer = BonusOffer(Money(Decimal("10"), "EUR"), None, Decimal("0.10"), 0, nature=Nature.OWED)
    book.cases.set_compensation(4, offer)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    if target.exists():
        sys.exit(f"{target} is frozen")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(Path(__file__).with_name("schema_01.db"), Path(folder) / "book.db")
        with Book.open(Path(folder)) as opened:
            fill(opened)
        target.write_bytes((Path(folder) / "book.db").read_bytes())
