"""Numbers that follow one another in a series and a year, without a gap and without a repeat."""

from evenhand.storage.connection import Connection

_TAKE = """INSERT INTO counters (series, year, last) VALUES (?, ?, 1)
    ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last"""


def next_in(book: Connection, series: str, year: int) -> int:
    """Takes the next number. It's given back when the transaction it was taken in fails, so there must be one."""
    if not book.in_transaction:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    return int(book.value(_TAKE, (series, year)))
