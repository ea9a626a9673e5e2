"""The lines of the list of letters: drafts and issued ones, and how each cell shows them."""

from datetime import date
from typing import NamedTuple

from evenhand import formats, wording
from evenhand.domain.money import Money
from evenhand.domain.records import LetterKind
from evenhand.storage.book import Book
from evenhand.storage.letters import DraftRow, LetterRow
from evenhand.translation import _, language
from evenhand.ui.draft_at_hand import facts_of, stated_in
from evenhand.ui.rows import Cell


class LetterLine(NamedTuple):
    """One letter of the list; a draft has no number."""

    number: str | None
    kind: LetterKind
    client: str
    about: str
    on: date | None
    amount: Money | None
    voided: bool


def number_cell(line: LetterLine) -> Cell:
    if line.number is None:
        return Cell(_("Draft"), tone="ink3", icon="pencil-simple")
    return Cell(line.number, tone="ink3" if line.voided else "ink2")


def kind_cell(line: LetterLine) -> Cell:
    if line.voided:
        return Cell(_("{kind}, voided").format(kind=wording.word(line.kind)), tone="badx")
    return Cell(wording.word(line.kind), tone="ink2")


def client_cell(line: LetterLine) -> Cell:
    return Cell(line.client, role="body_strong", tone="ink3" if line.voided else "ink")


def about_cell(line: LetterLine) -> Cell:
    return Cell(line.about, tone="ink2")


def sum_cell(line: LetterLine) -> Cell:
    text = formats.money(line.amount, language()) if line.amount else ""
    return Cell(text, role="headline", tone="ink3" if line.voided else "ink", right=True)


def of_letter(row: LetterRow) -> LetterLine:
    return LetterLine(row.number, row.kind, row.client_name, row.about, row.issued_on, row.amount, row.voided)


def of_draft(book: Book, row: DraftRow, today: date) -> LetterLine:
    """The line of a draft, with the sum that it states."""
    draft = row.draft
    facts = facts_of(book, draft, today)
    told = stated_in(draft.kind, facts)
    amount = told.refund.amount if told.refund else told.voucher.amount if told.voucher else None
    about = facts.order.what if facts.order else ""
    saved = draft.saved_at.date() if draft.saved_at else None
    return LetterLine(None, draft.kind, row.client_name, about, saved, amount, False)
