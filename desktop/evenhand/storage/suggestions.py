"""What clients say of finished work, and what they propose."""

from evenhand.domain.suggestions import OrderAsked, Suggestion
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import columns, from_row, to_row
from evenhand.storage.section import Section

_ASKED = ", ".join(columns(OrderAsked))


class OrdersAsked:
    """Once for each order: that it was asked how it went, and what was heard."""

    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def of(self, order_id: int) -> OrderAsked | None:
        row = self._book.row(f"SELECT {_ASKED} FROM orders_asked WHERE order_id = ?", (order_id,))
        return from_row(OrderAsked, row) if row else None

    def save(self, asked: OrderAsked) -> None:
        with self._book.writing(Kind.SUGGESTIONS):
            self._book.tables.OrderAsked.insert(to_row(asked)).on_conflict_replace().execute(self._book.db)

    def drop(self, order_id: int) -> None:
        asked = self._book.tables.OrderAsked
        with self._book.writing(Kind.SUGGESTIONS):
            asked.delete().where(asked.order_id == order_id).execute(self._book.db)


class Suggestions(Section[Suggestion]):
    record = Suggestion
    table = "suggestions"
    kind = Kind.SUGGESTIONS

    def to_answer(self) -> list[Suggestion]:
        """The earliest first."""
        return self._where("answered_on IS NULL ORDER BY said_on, id")

    def of_client(self, client_id: int) -> list[Suggestion]:
        """The latest first."""
        return self._where("client_id = ? ORDER BY said_on DESC, id DESC", client_id)
