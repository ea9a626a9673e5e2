"""What a client gave and got, and nothing else: a list of columns that may be read, each by its name.

Whatever isn't named here stays out: what is felt, noted, weighed or asked about the client, what orders cost, and why.
Days and channels of contacts are facts of both; their summaries are the owner's words. Of a case the client has what
letters say, and those go along as they were issued.
"""

from typing import NamedTuple

from evenhand.exchange.formulas import guarded
from evenhand.storage.connection import Connection
from evenhand.storage.errors import NotInBook
from evenhand.storage.export_sql import GUARDED, Sum, lines, sum_of, words
from evenhand.translation import N_


class Part(NamedTuple):
    """One table of the copy: what it's called, its headings, where it's read from, and which columns it may read."""

    name: str
    about: str
    columns: dict[str, str | Sum]
    source: str
    currency: str | None = None  # the table whose currencies occur


PARTS = (
    Part(
        "you",
        N_("what we hold to reach you and to address you"),
        {
            N_("name"): words("name"),
            N_("salutation"): words("salutation"),
            N_("name in the address"): words("address_name"),
            N_("address"): lines("address_lines"),
            N_("country"): words("country"),
            N_("phone"): words("phone"),
            N_("e-mail"): words("email"),
            N_("language of letters"): words("language"),
            N_("currency"): "currency",
            N_("client since"): "since",
        },
        "clients WHERE id = ?1",
    ),
    Part(
        "orders",
        N_("your orders"),
        {
            N_("number"): words("number"),
            N_("ordered on"): "ordered_on",
            N_("what"): words("what"),
            N_("total"): Sum("total", "currency"),
            N_("paid"): Sum("paid", "currency"),
            N_("currency"): "currency",
            N_("delivered on"): "delivered_on",
        },
        "orders WHERE client_id = ?1 ORDER BY ordered_on, id",
        "orders",
    ),
    Part(
        "letters",
        N_("letters that we wrote to you; the pages themselves lie beside"),
        {
            N_("number"): words("number"),
            N_("day"): "issued_on",
            N_("subject"): words("subject"),
            N_("sum"): Sum("amount", "currency"),
            N_("currency"): "currency",
            N_("no longer valid since"): "voided_on",
        },
        "letters LEFT JOIN letter_voids ON letter_id = letters.id WHERE client_id = ?1 ORDER BY letters.id",
        "letters",
    ),
    Part(
        "bonuses",
        N_("bonuses that we gave you"),
        {
            N_("code"): words("code"),
            N_("letter"): words("letters.number"),
            N_("sum"): Sum("bonuses.amount", "bonuses.currency"),
            N_("currency"): "bonuses.currency",
            N_("given on"): "granted_on",
            N_("valid until"): "valid_until",
        },
        "bonuses JOIN letters ON letters.id = letter_id WHERE bonuses.client_id = ?1 ORDER BY bonuses.id",
        "bonuses",
    ),
    Part(
        "bonus-entries",
        N_("what became of each bonus: given, used, extended"),
        {
            N_("code"): words("code"),
            N_("day"): "entered_on",
            N_("entry"): "bonus_ledger.kind",
            N_("sum"): Sum("bonus_ledger.amount", "bonus_ledger.currency"),
            N_("currency"): "bonus_ledger.currency",
            N_("new last day"): "bonus_ledger.valid_until",
            # Another client's order that it was used for is theirs.
            N_("order"): words("(SELECT number FROM orders WHERE orders.id = order_id AND orders.client_id = ?1)"),
        },
        "bonus_ledger JOIN bonuses ON bonuses.id = bonus_id WHERE client_id = ?1 ORDER BY bonus_ledger.id",
        "bonus_ledger",
    ),
    Part(
        "promises",
        N_("what we promised you"),
        {
            N_("what"): words("what"),
            N_("promised on"): "made_on",
            N_("by"): "due_on",
            N_("hour"): "due_at",
            N_("ended on"): "ended_on",
            N_("how it ended"): "ending",
        },
        "promises WHERE client_id = ?1 ORDER BY made_on, id",
    ),
    Part(
        "contacts",
        N_("when we were in touch, and how"),
        {
            N_("when"): "happened_at",
            N_("channel"): "channel",
            N_("direction"): "direction",
        },
        "interactions WHERE client_id = ?1 ORDER BY happened_at, id",
    ),
)


class ClientCopy:
    """Reads of what a client gave and got. They bring nothing else along."""

    def __init__(self, connection: Connection) -> None:
        self._book = connection
        connection.handle.create_function(GUARDED, 1, lambda text: text and guarded(text), deterministic=True)

    def language(self, client_id: int) -> str:
        """The language of letters to the client. Raises NotInBook."""
        found = self._book.value("SELECT language FROM clients WHERE id = ?", (client_id,))
        if found is None:
            raise NotInBook("clients", client_id)
        return str(found)

    def rows(self, part: Part, client_id: int) -> list[tuple[object, ...]]:
        """The client's rows of one table, in the order of its headings."""
        found = self._book.firsts(f"SELECT DISTINCT currency FROM {part.currency}") if part.currency else ()
        currencies = frozenset(one for one in found if one)
        wanted = ", ".join(sum_of(one, currencies) if isinstance(one, Sum) else one for one in part.columns.values())
        return self._book.rows(f"SELECT {wanted} FROM {part.source}", (client_id,))

    def letters(self, client_id: int) -> list[tuple[int, str, bytes]]:
        """Id, number and page of each of the client's letters."""
        return [
            (id_, number, bytes(pdf))
            for id_, number, pdf in self._book.rows(
                """SELECT id, number, pdf FROM letters WHERE client_id = ?
                    AND id NOT IN (SELECT letter_id FROM letter_purges) ORDER BY id""",
                (client_id,),
            )
        ]
