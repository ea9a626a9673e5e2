"""What a book or a copy of one holds, by which its owner knows it; and which letters another one lacks."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from evenhand.storage import migrations
from evenhand.storage.connection import Connection
from evenhand.storage.errors import BookDamaged, StorageFailed
from evenhand.storage.keys import BookKey


class Held(NamedTuple):
    """How much lies in it. `letters` are their numbers in the order in which they were given."""

    clients: int
    orders: int
    bonuses: int
    letters: tuple[str, ...]
    last_letter_on: date | None


def held(connection: Connection) -> Held:
    """What an open book holds. Raises StorageFailed."""
    counts = (connection.value(f"SELECT count(*) FROM {name}") for name in ("clients", "orders", "bonuses"))
    clients, orders, bonuses = map(int, counts)
    rows = connection.rows("SELECT number, issued_on FROM letters ORDER BY id")
    last = max((issued_on for _number, issued_on in rows), default=None)
    return Held(
        clients, orders, bonuses, tuple(number for number, _on in rows), date.fromisoformat(last) if last else None
    )


def held_in(path: Path, key: BookKey | None) -> Held:
    """What a file holds; nothing is written. Raises BookNewer, BookDamaged, PassphraseMissing, PassphraseWrong."""
    connection = Connection(path, key, read_only=True)
    try:
        migrations.version(connection)
        return held(connection)
    except (StorageFailed, ValueError, TypeError) as error:
        raise BookDamaged(path, type(error).__name__) from error
    finally:
        connection.close()
