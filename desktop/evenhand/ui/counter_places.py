"""The places of Counter view, and where the others lead. What isn't named here isn't there."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from evenhand.storage.book import Book
from evenhand.ui.counter_desk import CounterDesk
from evenhand.ui.desk import Place


def _today(desk: CounterDesk) -> QWidget:
    from evenhand.ui.counter_today import CounterToday

    return CounterToday(desk)


def _clients(desk: CounterDesk) -> QWidget:
    from evenhand.ui.counter_clients import CounterClients

    return CounterClients(desk)


def _letters(desk: CounterDesk) -> QWidget:
    from evenhand.ui.counter_letters import CounterLetters

    return CounterLetters(desk)


def _bonuses(desk: CounterDesk) -> QWidget:
    from evenhand.ui.counter_bonuses import CounterBonuses

    return CounterBonuses(desk)


COUNTER_SCREENS: dict[Place, Callable[[CounterDesk], QWidget]] = {
    Place.TODAY: _today,
    Place.CLIENTS: _clients,
    Place.LETTERS: _letters,
    Place.BONUSES: _bonuses,
}

# Where Counter view begins when a client is open there; it's Today anywhere else.
_BEGINNINGS = {
    Place.CLIENTS: Place.CLIENTS,
    Place.CASE: Place.CLIENTS,
    Place.LETTER: Place.CLIENTS,
    Place.LETTERS: Place.LETTERS,
}


def beginning(book: Book, place: Place, record: int) -> tuple[Place, int, int]:
    """Where Counter view begins from an ordinary place and the record open in it, with whose things, and which letter.

    Raises NotInBook, StorageFailed.
    """
    if place is Place.BONUSES:
        return Place.BONUSES, 0, 0
    if not record or place not in _BEGINNINGS:
        return Place.TODAY, 0, 0
    if place is Place.LETTERS:
        return Place.LETTERS, book.letters.get(record).client_id, record
    if place is Place.CASE:
        return Place.CLIENTS, book.cases.get(record).client_id, 0
    if place is Place.LETTER:
        return Place.CLIENTS, book.letters.draft(record).client_id, 0
    return Place.CLIENTS, record, 0
