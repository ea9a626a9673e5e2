"""What a client who looks at the screen may see: reads of their own, which bring nothing else along."""

from datetime import date, time
from typing import NamedTuple

from evenhand.domain.money import Money
from evenhand.storage import search
from evenhand.storage.connection import Connection
from evenhand.storage.errors import NotInBook

LETTERS_TO_ANSWER = 3  # typed of a name before anybody's is shown
_MOST_NAMES = 8


class Person(NamedTuple):
    """A client as the client knows themselves."""

    id: int
    name: str
    phone: str
    email: str
    since: date | None


class Event(NamedTuple):
    """Something that the client was part of: an order, a letter they got, a bonus given or used.

    kind        number          what
    order       order's         what it was
    letter      letter's        letter kind
    granted     bonus's code    ''
    redeemed    bonus's code    the number of the client's order that it was used on, or ''
    exchanged   bonus's code    ''
    extended    bonus's code    the new last day (ISO)
    """

    on: date
    kind: str
    id: int  # of the order, the letter or the bonus
    number: str
    what: str
    amount: Money | None


class Left(NamedTuple):
    """What is left on a bonus, and its last day, None for none."""

    amount: Money
    until: date | None


class Sent(NamedTuple):
    """A letter that was issued and stands."""

    id: int
    number: str
    kind: str
    on: date


_NAMED = f"""
SELECT id, name FROM clients WHERE archived = 0
    AND id IN (SELECT rowid FROM client_beginnings WHERE client_beginnings MATCH ?)
ORDER BY sort_key LIMIT {_MOST_NAMES}
"""

_STANDING = "LEFT JOIN letter_voids ON letter_voids.letter_id = letters.id WHERE voided_on IS NULL"

# A redemption that was taken back and a bonus whose letter is void are the owner's to know.
_EVENTS = f"""
SELECT ordered_on AS day, 1 AS place, 'order', id, number, what, total, currency FROM orders WHERE client_id = ?1
UNION ALL
SELECT issued_on, 2, 'letter', letters.id, number, kind, NULL, NULL FROM letters {_STANDING} AND client_id = ?1
UNION ALL
SELECT entered_on, 3, entry.kind, bonuses.id, code,
    coalesce(iif(entry.kind = 'extended', entry.valid_until, orders.number), ''),
    nullif(entry.amount, 0), entry.currency
FROM bonuses JOIN bonus_ledger AS entry ON entry.bonus_id = bonuses.id
    LEFT JOIN orders ON orders.id = entry.order_id AND orders.client_id = ?1
WHERE bonuses.client_id = ?1 AND entry.kind IN ('granted', 'redeemed', 'exchanged', 'extended')
    AND bonuses.letter_id IN (SELECT letters.id FROM letters {_STANDING})
    AND NOT EXISTS (SELECT 1 FROM bonus_ledger AS later WHERE later.reverses_id = entry.id)
ORDER BY 1 DESC, 2 DESC, 4 DESC
"""

_LEFT = """
SELECT sum(iif(bonus_ledger.kind IN ('granted', 'reversed'), bonus_ledger.amount, -bonus_ledger.amount)) AS left_over,
    bonuses.currency, iif(bonuses.valid_until IS NULL, NULL,
    max(bonuses.valid_until, coalesce(max(bonus_ledger.valid_until), ''))) AS until
FROM bonuses JOIN bonus_ledger ON bonus_ledger.bonus_id = bonuses.id WHERE client_id = ?1
GROUP BY bonuses.id HAVING left_over > 0 AND (until IS NULL OR until >= ?2) ORDER BY until IS NULL, until
"""


class CounterReads:
    """Reads for Counter view. No column of what is private, and no other client but by a name that was typed."""

    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def named(self, text: str) -> list[tuple[int, str]]:
        """Ids and names of those whose name has a word that begins with each word typed; none for too few letters."""
        words = "".join(c if c.isalnum() else " " for c in search.fold(text)).split()
        if sum(map(len, words)) < LETTERS_TO_ANSWER:
            return []
        wanted = " AND ".join(f"{search.quoted(word)}*" for word in words)
        return [(id_, name) for id_, name in self._book.rows(_NAMED, (wanted,))]

    def person(self, client_id: int) -> Person:
        """Raises NotInBook."""
        row = self._book.row("SELECT id, name, phone, email, since FROM clients WHERE id = ?", (client_id,))
        if row is None:
            raise NotInBook("clients", client_id)
        id_, name, phone, email, since = row
        return Person(id_, name, phone, email, date.fromisoformat(since) if since else None)

    def events(self, client_id: int) -> list[Event]:
        """What the client was part of, newest first."""
        return [
            Event(
                date.fromisoformat(day), kind, id_, number, what, None if sum_ is None else Money.of_minor(sum_, code)
            )
            for day, _place, kind, id_, number, what, sum_, code in self._book.rows(_EVENTS, (client_id,))
        ]

    def orders(self, client_id: int) -> tuple[int, date | None]:
        """How many the client made, and the day of the first."""
        row = self._book.row("SELECT count(*), min(ordered_on) FROM orders WHERE client_id = ?", (client_id,))
        assert row is not None
        return row[0], date.fromisoformat(row[1]) if row[1] else None

    def left(self, client_id: int, today: date) -> list[Left]:
        """What can be used of the client's bonuses, the soonest last day first."""
        rows = self._book.rows(_LEFT, (client_id, today.isoformat()))
        return [Left(Money.of_minor(sum_, code), date.fromisoformat(day) if day else None) for sum_, code, day in rows]

    def next_promised(self, client_id: int, today: date) -> tuple[date, time | None] | None:
        """The next day, and perhaps the hour, by which something is promised to the client; not what it is."""
        row = self._book.row(
            """SELECT due_on, due_at FROM promises WHERE client_id = ? AND ended_on IS NULL AND due_on >= ?
                ORDER BY due_on, due_at IS NULL, due_at LIMIT 1""",
            (client_id, today.isoformat()),
        )
        return (date.fromisoformat(row[0]), time.fromisoformat(row[1]) if row[1] else None) if row else None

    def letters(self, client_id: int) -> list[Sent]:
        """The client's letters that stand, newest first."""
        rows = self._book.rows(
            f"""SELECT letters.id, number, kind, issued_on FROM letters {_STANDING} AND client_id = ?
                ORDER BY issued_on DESC, letters.id DESC""",
            (client_id,),
        )
        return [Sent(id_, number, kind, date.fromisoformat(day)) for id_, number, kind, day in rows]
