"""Orders, and the contacts with clients."""

from evenhand.domain.records import Interaction, Order
from evenhand.storage import search
from evenhand.storage.connection import Kind
from evenhand.storage.rows import Value
from evenhand.storage.section import Section


class Orders(Section[Order]):
    record = Order
    table = "orders"
    kind = Kind.ORDERS

    def _derived(self, record: Order) -> dict[str, Value]:
        return {"folded": search.fold(record.number)}

    def of_client(self, client_id: int) -> list[Order]:
        """Newest first."""
        return self._where("client_id = ? ORDER BY ordered_on DESC, id DESC", client_id)

    def number_taken(self, number: str, except_id: int = 0) -> bool:
        """Whether another order has this number."""
        return self._book.row("SELECT 1 FROM orders WHERE number = ? AND id <> ?", (number, except_id)) is not None

    def next_number(self, year: int) -> str:
        """A number to propose for a new order, "2026-0147": the owner may write another."""
        last = self._book.value(
            "SELECT max(CAST(substr(number, 6) AS INTEGER)) FROM orders"
            " WHERE number GLOB ? AND substr(number, 6) NOT GLOB '*[^0-9]*' AND length(number) < 12",
            (f"{year:04d}-[0-9]*",),
        )
        return f"{year:04d}-{(last or 0) + 1:04d}"


class Interactions(Section[Interaction]):
    record = Interaction
    table = "interactions"
    kind = Kind.INTERACTIONS

    def of_client(self, client_id: int) -> list[Interaction]:
        """Newest first."""
        return self._where("client_id = ? ORDER BY happened_at DESC, id DESC", client_id)

    def of_case(self, case_id: int) -> list[Interaction]:
        """Newest first."""
        return self._where("case_id = ? ORDER BY happened_at DESC, id DESC", case_id)
