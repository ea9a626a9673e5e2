"""A greeting that went out by letter."""

from datetime import date

from evenhand.actions.keeping_in_touch import follow_up_done, greeted
from evenhand.domain.keeping_in_touch import FollowUp
from evenhand.storage.book import Book


def note_greeting(book: Book, *, client_id: int, what: str, on: date) -> FollowUp:
    """Notes that the client was written to: what was planned for that day or before is done by it. Raises NotInBook."""
    with book.transaction():
        planned = [one for one in book.follow_ups.of_client(client_id) if one.done_on is None and one.due_on <= on]
        if planned:
            return follow_up_done(book, id=planned[0].id, on=on)
        return greeted(book, client_id=client_id, what=what, on=on)
