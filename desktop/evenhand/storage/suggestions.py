"""What clients say of finished work, and what they propose."""

from datetime import date
from typing import NamedTuple

from evenhand.domain.suggestions import OrderAsked, Suggestion
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import columns, from_row, to_row
from evenhand.storage.section import Section

_ASKED = ", ".join(f"orders_asked.{column}" for column in columns(OrderAsked))


class Delivered(NamedTuple):
    """An order that a client has had for some days without a word, or one that was asked about."""

    order_id: int
    number: str
    what: str
    delivered_on: date | None
    client_id: int
    client_name: str
    language: str  # of the client
    asked: OrderAsked | None = None


_OF_ORDER = "orders.id, orders.number, orders.what, delivered_on, clients.id, clients.name, clients.language"

# No word since the day of delivery: no contact either way, no case, no newer order. One order of a client, their
# latest, and not while another is open or was asked about since. Private words only keep the question back.
# A cross join keeps its order: left to itself SQLite would begin with all clients, which takes half a second.
_TO_ASK = f"""SELECT {_OF_ORDER} FROM orders INDEXED BY orders_delivered CROSS JOIN clients
    ON clients.id = orders.client_id
    WHERE delivered_on BETWEEN ?1 AND ?2 AND archived = 0 AND left_alone = 0 AND standing = 'active'
    AND NOT EXISTS (SELECT 1 FROM orders_asked JOIN orders AS other ON other.id = orders_asked.order_id
        WHERE other.client_id = clients.id AND (other.id = orders.id OR asked_on >= orders.delivered_on))
    AND NOT EXISTS (SELECT 1 FROM orders AS later WHERE later.client_id = clients.id AND later.id <> orders.id
        AND (later.ordered_on > orders.delivered_on
            OR (later.delivered_on, later.id) > (orders.delivered_on, orders.id)))
    AND NOT EXISTS (SELECT 1 FROM interactions WHERE interactions.client_id = clients.id
        AND happened_at >= date(orders.delivered_on, '+1 day'))
    AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.client_id = clients.id
        AND (closed_on IS NULL OR received_on > orders.delivered_on))
    AND NOT EXISTS (SELECT 1 FROM comfort_flags WHERE comfort_flags.client_id = clients.id
        AND comfort = 'uncomfortable')
    ORDER BY delivered_on DESC, orders.id LIMIT ?3"""

_WAITING = f"""SELECT {_OF_ORDER}, {_ASKED} FROM orders_asked CROSS JOIN orders ON orders.id = order_id
    CROSS JOIN clients ON clients.id = orders.client_id
    WHERE heard IS NULL AND asked_on >= ? AND archived = 0
    AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.order_id = orders.id AND received_on >= asked_on)
    ORDER BY asked_on, orders.id LIMIT ?"""


class OrdersAsked:
    """Once for each order: that it was asked how it went, and what was heard."""

    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def of(self, order_id: int) -> OrderAsked | None:
        row = self._book.row(f"SELECT {_ASKED} FROM orders_asked WHERE order_id = ?", (order_id,))
        return from_row(OrderAsked, row) if row else None

    def to_ask(self, first: date, last: date, limit: int) -> list[Delivered]:
        """Orders delivered on these days of which nothing was heard, and nobody asked; the latest delivered first.

        Only of active clients who may be written to, who aren't flagged uncomfortable and have no open case.
        """
        rows = self._book.rows(_TO_ASK, (first.isoformat(), last.isoformat(), limit))
        return [_delivered(row) for row in rows]

    def waiting(self, since: date, limit: int) -> list[Delivered]:
        """Orders asked about since a day, where it isn't known yet what came of it: nothing noted and no case on them.

        The earliest first.
        """
        rows = self._book.rows(_WAITING, (since.isoformat(), limit))
        return [_delivered(row[:7], from_row(OrderAsked, row[7:])) for row in rows]

    def save(self, asked: OrderAsked) -> None:
        with self._book.writing(Kind.SUGGESTIONS):
            self._book.tables.OrderAsked.insert(to_row(asked)).on_conflict_replace().execute(self._book.db)

    def drop(self, order_id: int) -> None:
        asked = self._book.tables.OrderAsked
        with self._book.writing(Kind.SUGGESTIONS):
            asked.delete().where(asked.order_id == order_id).execute(self._book.db)


def _delivered(row: tuple[object, ...], asked: OrderAsked | None = None) -> Delivered:
    id_, number, what, day, client_id, name, language = row
    return Delivered(
        order_id=int(str(id_)),
        number=str(number),
        what=str(what),
        delivered_on=date.fromisoformat(str(day)) if day else None,
        client_id=int(str(client_id)),
        client_name=str(name),
        language=str(language),
        asked=asked,
    )


class SuggestionRow(NamedTuple):
    """One line of the suggestions to answer."""

    suggestion: Suggestion
    client_name: str  # empty where it isn't kept whose it is


class Suggestions(Section[Suggestion]):
    record = Suggestion
    table = "suggestions"
    kind = Kind.SUGGESTIONS

    def to_answer(self, limit: int = -1) -> list[SuggestionRow]:
        """The earliest first."""
        sql = f"""SELECT {self._columns}, coalesce(clients.name, '') FROM suggestions
            LEFT JOIN clients ON clients.id = client_id WHERE answered_on IS NULL ORDER BY said_on, suggestions.id
            LIMIT ?"""
        return [SuggestionRow(from_row(Suggestion, row[:-1]), row[-1]) for row in self._book.rows(sql, (limit,))]

    def of_client(self, client_id: int) -> list[Suggestion]:
        """The latest first."""
        return self._where("client_id = ? ORDER BY said_on DESC, id DESC", client_id)
