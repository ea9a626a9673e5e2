"""Erasing a person at their wish, and letting go of what had to be kept once its day has passed."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from evenhand.domain import erasure
from evenhand.domain.erasure import Erasure
from evenhand.storage.book import Book
from evenhand.storage.erasing import ErasureRefused
from evenhand.translation import _


class Remembers(Protocol):
    """What this computer remembers of a book, outside of it."""

    def note_erased(self, book: Book, uid: str) -> object: ...


def erased_name(client_id: int) -> str:
    """What somebody is called who was erased."""
    return _("Erased client {number}").format(number=client_id)


def proposed_keep_until(book: Book, client_id: int, *, today: date) -> date:
    """The last day on which letters and sums are kept, by the owner's own number of years."""
    owner = book.owner.get()
    years = owner.keep_years if owner else 10
    return erasure.keep_until(book.erasures.last_sum_on(client_id), years, today)


def erase(
    book: Book,
    client_id: int,
    *,
    today: date,
    keep_until: date | None = None,
    seen: Remembers | None = None,
    now: datetime | None = None,
) -> Erasure:
    """Takes a person out of the book for good, after a verified backup of a book that lies in a file.

    Letters, numbers and sums stay until `keep_until`, by default as `proposed_keep_until` has it. `now` is the moment
    of the backup. What this computer remembers learns of it once it's done, so that restoring an older copy erases
    the person again. Somebody who was erased already stays so.

    Raises ErasureRefused, NotInBook, and what backing up raises; then nothing is erased. StorageFailed may also come
    once it's done, when the disk has no room to write the file anew; it's done by erasing once more.
    """
    book.clients.get(client_id)
    if book.erasures.known(client_id):
        return _remember(book, book.erasures.get(client_id), seen)
    if unsettled := book.erasures.unsettled(client_id, today):
        raise ErasureRefused("unsettled", unsettled)
    until = keep_until or proposed_keep_until(book, client_id, today=today)
    if until < today:
        raise ErasureRefused("day_past")
    if book.path is not None:
        from evenhand.actions.safekeeping import back_up

        back_up(book, now=now or datetime.combine(today, datetime.min.time()), why="erasure")
    return _remember(book, _erase(book, client_id, today, until), seen)


def _remember(book: Book, done: Erasure, seen: Remembers | None) -> Erasure:
    if seen is not None:
        seen.note_erased(book, done.uid)
    book.erasures.sweep()
    return done


def _erase(book: Book, client_id: int, today: date, until: date) -> Erasure:
    with book.transaction():
        done = book.erasures.erase(client_id, erased_name(client_id), on=today, keep_until=until)
        if erasure.is_due(done, today):
            book.erasures.purge(client_id, today)
    return book.erasures.get(client_id)


def erase_again(
    book: Book, uids: Collection[str], today: date, kept_until: Mapping[str, date] | None = None
) -> list[int]:
    """Erases those with these uids who are in the book again, as after an older copy was restored; gives their ids.

    What was open with them when the copy was made is closed without a word. `kept_until` holds the days chosen before,
    by uid; anybody else's letters and sums stay as `proposed_keep_until` has it.
    """
    done = []
    with book.transaction():
        for uid in sorted(uids):
            client_id = book.erasures.with_uid(uid)
            if client_id is not None:
                chosen = (kept_until or {}).get(uid) or proposed_keep_until(book, client_id, today=today)
                _erase(book, client_id, today, max(chosen, today))
                done.append(client_id)
    if done:
        book.erasures.sweep()
    return done


def keep_longer(book: Book, client_id: int, until: date, *, today: date) -> None:
    """Chooses another last day for the letters and sums of somebody erased. Raises ErasureRefused ('day_past')."""
    if until < today:
        raise ErasureRefused("day_past")
    book.erasures.keep(client_id, until)


def purge_due(book: Book, today: date) -> list[int]:
    """Lets go of what was kept of people once its day has passed; gives their ids."""
    due = book.erasures.due(today)
    with book.transaction():
        for one in due:
            book.erasures.purge(one.client_id, today)
    if due:
        book.erasures.sweep()
    return [one.client_id for one in due]
