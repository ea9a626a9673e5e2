"""Asking how an order went, what was heard, and the suggestions of anybody. Each act has one that takes it back."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from evenhand.domain.case import CaseRefused
from evenhand.domain.suggestions import WAITS_DAYS, Heard, OrderAsked, Suggestion, asked_about
from evenhand.storage.book import Book
from evenhand.storage.suggestions import Delivered

_USUAL_DAYS = 4
_LOOKED_AT = 4  # orders for each that is proposed


def orders_to_ask(book: Book, *, today: date, limit: int) -> list[Delivered]:
    """Orders delivered some days ago without a word since, the latest first: the owner may ask how they went.

    Nobody is proposed for whom a rule of the group "first me" fires.
    """
    owner = book.owner.get()
    days = asked_about(owner.ask_after if owner else _USUAL_DAYS, today)
    if days is None:
        return []
    found = book.orders_asked.to_ask(*days, limit * _LOOKED_AT)
    return list(islice((one for one in found if not book.rules.first_me(one.client_id, today)), limit))


def orders_waiting(book: Book, *, today: date, limit: int) -> list[Delivered]:
    """Orders asked about in the last days, where it isn't known yet what came of it."""
    return book.orders_asked.waiting(today - timedelta(WAITS_DAYS), limit)


def ask_order(book: Book, *, order_id: int, on: date) -> OrderAsked:
    """Notes that it was asked how the order went: once, so a second time changes nothing. Raises NotInBook."""
    with book.transaction():
        book.orders.get(order_id)
        asked = book.orders_asked.of(order_id)
        if asked is None:
            asked = OrderAsked(order_id, on)
            book.orders_asked.save(asked)
        return asked


def heard_praise(book: Book, *, order_id: int, words: str, on: date) -> OrderAsked:
    """Keeps a word of praise. Raises NotInBook, and CaseRefused: 'praise_without_words'."""
    if not words.strip():
        raise CaseRefused("praise_without_words")
    return _heard(book, order_id, Heard.PRAISE, on, words.strip())


def heard_suggestion(book: Book, *, order_id: int, words: str, on: date) -> Suggestion:
    """Keeps a suggestion, to be answered. Raises NotInBook, and CaseRefused: 'suggestion_without_words'."""
    with book.transaction():
        made = note_suggestion(
            book, words=words, said_on=on, client_id=book.orders.get(order_id).client_id, order_id=order_id
        )
        _heard(book, order_id, Heard.SUGGESTION, on)
        return made


def heard_case(book: Book, *, order_id: int, on: date) -> OrderAsked:
    """Notes that a case came of it; the case itself is opened as any other. Raises NotInBook."""
    return _heard(book, order_id, Heard.CASE, on)


def nothing_heard(book: Book, *, order_id: int, on: date) -> OrderAsked:
    """Notes that nothing came of it, or that it won't be asked. Raises NotInBook."""
    return _heard(book, order_id, Heard.NOTHING, on)


def _heard(book: Book, order_id: int, heard: Heard, on: date, words: str = "") -> OrderAsked:
    with book.transaction():
        told = replace(ask_order(book, order_id=order_id, on=on), heard=heard, heard_on=on, words=words)
        book.orders_asked.save(told)
        return told


def put_back_asked(book: Book, *, order_id: int, before: OrderAsked | None, suggestion_id: int | None = None) -> None:
    """Makes of an order what was known before it was asked or heard of, without the suggestion that came of it.

    Raises NotInBook.
    """
    with book.transaction():
        if suggestion_id is not None:
            book.suggestions.drop(suggestion_id)
        if before is None:
            book.orders_asked.drop(order_id)
        else:
            book.orders_asked.save(before)


def note_suggestion(
    book: Book, *, words: str, said_on: date, client_id: int | None = None, order_id: int | None = None
) -> Suggestion:
    """Keeps what somebody proposed; `drop_suggestion` takes it back.

    Raises NotInBook, and CaseRefused: 'suggestion_without_words'.
    """
    if not words.strip():
        raise CaseRefused("suggestion_without_words")
    with book.transaction():
        if client_id is not None:
            book.clients.get(client_id)
        return book.suggestions.add(Suggestion(0, said_on, words.strip(), client_id, order_id))


def drop_suggestion(book: Book, *, id: int) -> Suggestion:
    """Takes a suggestion out; what it was comes back, for `restore_suggestion`. Raises NotInBook."""
    with book.transaction():
        found = book.suggestions.get(id)
        book.suggestions.drop(id)
        return found


def answer_suggestion(book: Book, *, id: int, answer: str, change: str = "", on: date) -> Suggestion:
    """Keeps what was answered, and what was changed because of it; said once more it keeps its first day.

    `put_back_suggestion` takes it back. Raises NotInBook, and CaseRefused: 'answer_without_words'.
    """
    if not answer.strip():
        raise CaseRefused("answer_without_words")
    with book.transaction():
        before = book.suggestions.get(id)
        changed_on = (before.changed_on or on) if change.strip() else None
        told = replace(
            before,
            answered_on=before.answered_on or on,
            answer=answer.strip(),
            change=change.strip(),
            changed_on=changed_on,
        )
        book.suggestions.save(told)
        return told


def put_back_suggestion(book: Book, *, suggestion: Suggestion) -> None:
    """Makes a suggestion what it was before it was answered or changed. Raises NotInBook."""
    book.suggestions.save(suggestion)


def restore_suggestion(book: Book, *, suggestion: Suggestion) -> Suggestion:
    """Puts back one that was taken out: under its own number, unless another was given that meanwhile."""
    return book.suggestions.put_back(suggestion)
