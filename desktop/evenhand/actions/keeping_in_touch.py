"""Keeping in touch: whom to greet, what was planned and done, and the door. Each act has one that takes it back."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from evenhand.domain.case import CaseRefused
from evenhand.domain.keeping_in_touch import MANY_SILENCES, Door, FollowUp, Greeting, Why, greeting_due
from evenhand.storage.book import Book
from evenhand.storage.following import WhoLeft

_USUAL_MONTHS = 6
_LOOKED_AT = 100  # clients at a time
_ASKED_ABOUT = 4  # for each that is wanted
MOST_MONTHS = 60


class ToGreet(NamedTuple):
    """Somebody who left and whom it's time to greet."""

    client_id: int
    client_name: str
    since: date | None  # their last word
    greeting: Greeting


def people_to_greet(book: Book, *, today: date, limit: int = 50) -> list[ToGreet]:
    """Those whose greeting is due, the longest due first.

    Who has an open case or a planned follow-up isn't among them: `book.follow_ups.open()` lists what is planned. Nor is
    anybody for whom a house rule of the group "first me" speaks.
    """
    months = _rhythm(book)
    due: list[ToGreet] = []
    silent = book.follow_ups.silent(today, months, MANY_SILENCES)
    asked = 0  # what the rules say is asked one by one: were it to be for all who left, a window would wait for it
    for start in range(0, len(silent), _LOOKED_AT):
        for one in book.follow_ups.who_left(silent[start : start + _LOOKED_AT], today):
            greeting = _due(one, months, today)
            if greeting.why is Why.DUE and asked < limit * _ASKED_ABOUT:
                asked += 1
                if not book.rules.first_me(one.client_id, today):
                    due.append(ToGreet(one.client_id, one.name, one.last_word, greeting))
        if len(due) >= limit or asked >= limit * _ASKED_ABOUT:
            break
    due.sort(key=lambda one: (one.greeting.day or today, one.client_id))
    return due[:limit]


def greeting_for(book: Book, *, client_id: int, today: date) -> Greeting | None:
    """When to greet this client and why; None for one who hasn't left, has an open case or a planned follow-up."""
    found = book.follow_ups.who_left([client_id], today)
    return _due(found[0], _rhythm(book), today, first_me=book.rules.first_me(client_id, today)) if found else None


def _rhythm(book: Book) -> int:
    owner = book.owner.get()
    return owner.touch_months if owner else _USUAL_MONTHS


def _due(one: WhoLeft, months: int, today: date, *, first_me: bool = False) -> Greeting:
    wishes = {"left_alone": one.left_alone, "first_me": first_me}
    return greeting_due(one.last_word, one.door, months, one.done, one.money_owed, today, **wishes)


def plan_follow_up(
    book: Book, *, client_id: int, due_on: date, what: str, case_id: int | None = None, today: date
) -> FollowUp:
    """Plans a greeting or a question on a day.

    Raises NotInBook, and CaseRefused: 'follow_up_without_words', 'follow_up_day_past', 'door_closed'.
    """
    if not what.strip():
        raise CaseRefused("follow_up_without_words")
    if due_on < today:
        raise CaseRefused("follow_up_day_past")
    with book.transaction():
        book.clients.get(client_id)
        door = book.doors.of(client_id)
        if door is not None and door.closed:
            raise CaseRefused("door_closed")
        if case_id is not None and book.cases.get(case_id).client_id != client_id:
            raise ValueError("the case is another client's")
        return book.follow_ups.add(FollowUp(0, client_id, due_on, what.strip(), case_id))


def drop_follow_up(book: Book, *, id: int) -> FollowUp:
    """Takes a follow-up out; what it was comes back, for `restore_follow_up`. Raises NotInBook."""
    with book.transaction():
        found = book.follow_ups.get(id)
        book.follow_ups.drop(id)
        return found


def restore_follow_up(book: Book, *, follow_up: FollowUp) -> FollowUp:
    """Puts back one that was dropped, under its own number."""
    return book.follow_ups.add(follow_up)


def follow_up_done(book: Book, *, id: int, on: date, heard: bool | None = None) -> FollowUp:
    """Marks it as done on a day, with whether an answer came; once more says what is known by now. Raises NotInBook."""
    with book.transaction():
        found = replace(book.follow_ups.get(id), done_on=on, heard=heard)
        book.follow_ups.save(found)
        return found


def follow_up_not_done(book: Book, *, id: int) -> FollowUp:
    """Takes `follow_up_done` back. Raises NotInBook."""
    with book.transaction():
        found = replace(book.follow_ups.get(id), done_on=None, heard=None)
        book.follow_ups.save(found)
        return found


def greeted(book: Book, *, client_id: int, what: str, on: date, heard: bool | None = None) -> FollowUp:
    """Notes a greeting that was sent without being planned; `drop_follow_up` takes it back.

    Raises NotInBook, and CaseRefused: 'follow_up_without_words'.
    """
    if not what.strip():
        raise CaseRefused("follow_up_without_words")
    with book.transaction():
        book.clients.get(client_id)
        return book.follow_ups.add(FollowUp(0, client_id, on, what.strip(), done_on=on, heard=heard))


def set_door(book: Book, *, client_id: int, closed: bool, months: int | None = None, on: date) -> Door | None:
    """Opens or closes the door, and says how often to write; gives back what it was, for Undo. Private.

    `months` of None keeps the client's own rhythm or the owner's. Raises NotInBook, and CaseRefused:
    'touch_months_out_of_range'.
    """
    with book.transaction():
        book.clients.get(client_id)
        before = book.doors.of(client_id)
        if months is None:
            months = before.months if before else _rhythm(book)
        if not 0 <= months <= MOST_MONTHS:
            raise CaseRefused("touch_months_out_of_range")
        book.doors.set(Door(client_id, closed, months, on))
        return before


def put_back_door(book: Book, *, client_id: int, door: Door | None) -> None:
    """Makes the door what it was before `set_door`."""
    with book.transaction():
        if door is None:
            book.doors.drop(client_id)
        else:
            book.doors.set(door)
