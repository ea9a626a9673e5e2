"""Promises: made in a case or anywhere, kept, moved to another day, broken, cancelled."""

from dataclasses import replace
from datetime import date, time

from evenhand.actions.once import once
from evenhand.domain.case import CaseRefused
from evenhand.domain.promises import Promise, PromiseEnding, PromiseMove
from evenhand.storage.book import Book


def make_promise(
    book: Book,
    *,
    client_id: int,
    what: str,
    due_on: date,
    due_at: time | None = None,
    case_id: int | None = None,
    option_id: int | None = None,
    made_on: date,
    operation_id: str,
) -> Promise:
    """Says what we'll do by a day. In a case it's made to the case's client.

    Raises NotInBook, and CaseRefused: 'promise_without_words', 'promise_day_past', 'case_closed'.
    """

    def do() -> Promise:
        if not what.strip():
            raise CaseRefused("promise_without_words")
        if due_on < made_on:
            raise CaseRefused("promise_day_past")
        if case_id is not None:
            case = book.cases.get(case_id)
            if case.closed_on is not None:
                raise CaseRefused("case_closed")
            if case.client_id != client_id:
                raise ValueError("the case is another client's")
        if option_id is not None and book.options.get(option_id).case_id != case_id:
            raise ValueError("the way is another case's")
        book.clients.get(client_id)
        promise = Promise(0, client_id, what.strip(), made_on, due_on, due_on, due_at, case_id, option_id)
        return book.promises.add(promise, operation_id=operation_id)

    return once(book, lambda: book.promises.by_operation(operation_id), do)


def keep_promise(book: Book, *, promise_id: int, on: date) -> Promise:
    """What was promised is done. Raises NotInBook, and CaseRefused: 'promise_ended'."""
    return _end(book, promise_id, PromiseEnding.KEPT, on)


def break_promise(book: Book, *, promise_id: int, on: date) -> Promise:
    """It won't be done as promised. Raises NotInBook, and CaseRefused: 'promise_ended'."""
    return _end(book, promise_id, PromiseEnding.BROKEN, on)


def cancel_promise(book: Book, *, promise_id: int, on: date) -> Promise:
    """It no longer applies. Raises NotInBook, and CaseRefused: 'promise_ended'."""
    return _end(book, promise_id, PromiseEnding.CANCELLED, on)


def _end(book: Book, promise_id: int, ending: PromiseEnding, on: date) -> Promise:
    with book.transaction():
        promise = replace(_open(book, promise_id), ended_on=on, ending=ending)
        book.promises.save(promise)
        return promise


def _open(book: Book, promise_id: int) -> Promise:
    promise = book.promises.get(promise_id)
    if promise.ending is not None:
        raise CaseRefused("promise_ended")
    return promise


def reopen_promise(book: Book, *, promise_id: int) -> Promise:
    """Takes back that it ended; one of the way that is picked says what that says by now.

    Raises NotInBook, and CaseRefused: 'case_closed', 'went_on' (its way was promised anew since).
    """
    with book.transaction():
        promise = book.promises.get(promise_id)
        case = book.cases.get(promise.case_id) if promise.case_id is not None else None
        if case is not None and case.closed_on is not None:
            raise CaseRefused("case_closed")
        ended_on, promise = promise.ended_on, replace(promise, ended_on=None, ending=None)
        if case is not None and promise.option_id is not None:
            others = [one for one in book.promises.of_case(case.id) if one.id != promise.id]
            if any(one.option_id == promise.option_id and one.ending is None for one in others):
                raise CaseRefused("went_on")
            way = book.options.get(promise.option_id)
            if way.id == case.option_id and way.by is not None:
                if way.by != promise.due_on:
                    moved_on = ended_on or promise.made_on
                    book.promise_moves.add(PromiseMove(0, promise_id, moved_on, promise.due_on, way.by))
                promise = replace(promise, what=way.title, due_on=way.by, due_at=way.at)
        book.promises.save(promise)
        return promise


def move_promise(book: Book, *, promise_id: int, to_day: date, at: time | None = None, on: date) -> Promise:
    """Gives a promise another day, or another hour of the same. What is agreed in its case gets the day as well.

    Raises NotInBook, and CaseRefused: 'promise_ended', 'promise_day_past', 'promise_same_day'.
    """
    with book.transaction():
        promise = _open(book, promise_id)
        if to_day < on:
            raise CaseRefused("promise_day_past")
        if (to_day, at) == (promise.due_on, promise.due_at):
            raise CaseRefused("promise_same_day")
        if to_day != promise.due_on:
            book.promise_moves.add(PromiseMove(0, promise_id, on, promise.due_on, to_day))
        return _given(book, promise, to_day, at)


def take_back_move(book: Book, *, promise_id: int, at: time | None = None) -> Promise:
    """Gives a promise the day back that it had before it was last moved, and the hour that's given.

    Raises NotInBook, and CaseRefused: 'promise_ended', 'promise_not_moved'.
    """
    with book.transaction():
        promise = _open(book, promise_id)
        moves = book.promise_moves.of_promise(promise_id)
        if not moves:
            raise CaseRefused("promise_not_moved")
        book.promise_moves.drop(moves[-1].id)
        return _given(book, promise, moves[-1].from_day, at)


def _given(book: Book, promise: Promise, day: date, at: time | None) -> Promise:
    before, promise = promise, replace(promise, due_on=day, due_at=at)
    book.promises.save(promise)
    if promise.case_id is None:
        return promise
    case = book.cases.get(promise.case_id)
    if case.option_id is not None and case.option_id == promise.option_id:
        book.cases.save(replace(case, remedy_by=day))
        book.options.save(replace(book.options.get(case.option_id), by=day, at=at))
    elif case.option_id is None and (case.remedy_what.strip(), case.remedy_by) == (before.what, before.due_on):
        book.cases.save(replace(case, remedy_by=day))  # agreed without ways, as on the quick path
    return promise
