"""The next best step with a client, derived plainly from what the book holds and what the house rules say."""

from collections.abc import Collection
from dataclasses import dataclass

from evenhand import wording
from evenhand.domain.case import missing
from evenhand.domain.records import Client, LetterKind, Standing
from evenhand.domain.rules import Advice, Gate, RuleGroup
from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui.desk import Place


@dataclass(frozen=True, slots=True)
class NextStep:
    """One sentence, the word on its button, and where it leads: a place, or the screen's method named by `wish`."""

    text: str
    action: str
    icon: str
    place: Place | None
    record: int
    wish: str = ""


def next_step(book: Book, client: Client, advice: Advice) -> NextStep | None:
    """An open case first, then a letter that lies half written, then a first order; None where nothing asks.

    While a rule that puts the owner first and asks before anything new speaks, nothing is proposed that would please:
    there's a way to part. `advice` is what the rules say about the client.
    """
    if client.archived:
        return None
    speaking = (one.rule for one in advice.speaking)
    if any(one.group is RuleGroup.SELF_FIRST and Gate.NEW_ORDER in one.gates for one in speaking):
        return _way_out(book, client)
    for find in (_open_case, _draft, _first_order):
        if found := find(book, client):
            return found
    return None


def _way_out(book: Book, client: Client) -> NextStep | None:
    if step := _draft(book, client, (LetterKind.PARTING, LetterKind.DECLINE)):
        return step
    if client.standing in (Standing.PARTED, Standing.DECLINED):
        return None
    if client.standing is Standing.PROSPECT:
        text = _("You need not take {name} on.").format(name=client.name)
        return NextStep(text, _("Decline kindly"), "door-open", None, 0, "decline_kindly")
    text = _("You need not go on with {name}.").format(name=client.name)
    return NextStep(text, _("Part kindly"), "door-open", None, 0, "part_kindly")


def _open_case(book: Book, client: Client) -> NextStep | None:
    open_ones = [case for case in book.cases.of_client(client.id) if case.closed_on is None]
    if not open_ones:
        return None
    case = min(open_ones, key=lambda one: (one.answered_on is not None, one.received_on, one.id))
    if case.answered_on is None:
        text = _("Answer {name}: {title}").format(name=client.name, title=case.title)
        return NextStep(text, _("Open the case"), "hand-heart", Place.CASE, case.id)
    row = book.cases.row(case.id)
    open_point = missing(row.situation)
    text = _("Go on with case {number}. {missing}").format(
        number=case.number, missing=wording.missing(open_point[1]) if open_point else ""
    )
    return NextStep(text.strip(), _("Go on"), "hand-heart", Place.CASE, case.id)


def _draft(book: Book, client: Client, kinds: Collection[LetterKind] = tuple(LetterKind)) -> NextStep | None:
    drafts = (row.draft for row in book.letters.drafts())
    draft = next((one for one in drafts if one.client_id == client.id and one.kind in kinds), None)
    if draft is None:
        return None
    text = _("A letter to {name} is half written: {kind}").format(
        name=client.name, kind=wording.word(LetterKind(draft.kind))
    )
    return NextStep(text, _("Finish the letter"), "envelope-simple", Place.LETTER, draft.id)


def _first_order(book: Book, client: Client) -> NextStep | None:
    if client.standing not in (Standing.ACTIVE, Standing.PROSPECT) or book.orders.of_client(client.id):
        return None
    text = _("Write down the first order of {name}").format(name=client.name)
    return NextStep(text, _("New order"), "package", None, 0, "new_order")
