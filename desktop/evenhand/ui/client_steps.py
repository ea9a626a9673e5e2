"""The next best step with a client, derived plainly from what the book holds."""

from dataclasses import dataclass

from evenhand import wording
from evenhand.domain.case import Situation, missing
from evenhand.domain.records import Client, LetterKind
from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui.desk import Place


@dataclass(frozen=True, slots=True)
class NextStep:
    """One sentence, the word on its button, and where the button leads."""

    text: str
    action: str
    icon: str
    place: Place
    record: int


def next_step(book: Book, client: Client) -> NextStep | None:
    """An open case first, then a letter that lies half written; None where nothing asks for a step."""
    if client.archived:
        return None
    for find in (_open_case, _draft):
        if found := find(book, client):
            return found
    return None


def _open_case(book: Book, client: Client) -> NextStep | None:
    open_ones = [case for case in book.cases.of_client(client.id) if case.closed_on is None]
    if not open_ones:
        return None
    case = min(open_ones, key=lambda one: (one.answered_on is not None, one.received_on, one.id))
    if case.answered_on is None:
        text = _("Answer {name}: {title}").format(name=client.name, title=case.title)
        return NextStep(text, _("Open the case"), "hand-heart", Place.CASE, case.id)
    row = book.cases.row(case.id)
    open_point = missing(Situation(case, row.given, valued=row.valued, comfort=row.comfort))
    text = _("Go on with case {number}. {missing}").format(
        number=case.number, missing=wording.missing(open_point[1]) if open_point else ""
    )
    return NextStep(text.strip(), _("Go on"), "hand-heart", Place.CASE, case.id)


def _draft(book: Book, client: Client) -> NextStep | None:
    draft = next((row.draft for row in book.letters.drafts() if row.draft.client_id == client.id), None)
    if draft is None:
        return None
    text = _("A letter to {name} is half written: {kind}").format(
        name=client.name, kind=wording.word(LetterKind(draft.kind))
    )
    return NextStep(text, _("Finish the letter"), "envelope-simple", Place.LETTER, draft.id)
