"""How a case ended, and what that makes of the client's standing."""

from dataclasses import replace

from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Case, Outcome, Standing
from evenhand.storage.book import Book

_STILL_OURS = (Standing.PROSPECT, Standing.ACTIVE, Standing.PAUSED)


def note_outcome(book: Book, *, case_id: int, outcome: Outcome | None) -> Case:
    """Notes how the case ended. Who left has left, and who stays after all is active again.

    Nobody becomes a client again by this whom we parted with or never took on. Raises NotInBook, and CaseRefused:
    'case_closed'.
    """
    with book.transaction():
        case = book.cases.get(case_id)
        if case.closed_on is not None:
            if outcome is case.outcome:
                return case
            raise CaseRefused("case_closed")
        case = replace(case, outcome=outcome)
        book.cases.save(case)
        client = book.clients.get(case.client_id)
        if outcome is Outcome.LEFT and client.standing in _STILL_OURS:
            book.clients.save(replace(client, standing=Standing.LEFT))
        elif outcome is Outcome.STAYS and client.standing is Standing.LEFT:
            book.clients.save(replace(client, standing=Standing.ACTIVE))
        return case


def take_back_outcome(book: Book, *, case_id: int, outcome: Outcome | None, standing: Standing) -> Case:
    """Undo of `note_outcome`: the end and the standing from before it. A standing changed again since then stays.

    Raises NotInBook, and CaseRefused: 'case_closed'.
    """
    with book.transaction():
        case = book.cases.get(case_id)
        if case.closed_on is not None:
            raise CaseRefused("case_closed")
        made = {Outcome.LEFT: Standing.LEFT, Outcome.STAYS: Standing.ACTIVE}.get(case.outcome) if case.outcome else None
        case = replace(case, outcome=outcome)
        book.cases.save(case)
        client = book.clients.get(case.client_id)
        if client.standing is made:
            book.clients.save(replace(client, standing=standing))
        return case
