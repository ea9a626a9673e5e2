"""Verifying what a book keeps for its other copies: marks of clients, lost numbers, imports, who was erased.

Each finding is given as its code and where it is; `checking.Finding` says what the codes mean.
"""

from collections.abc import Iterator
from datetime import date, datetime

from evenhand.storage.connection import Connection

Found = tuple[str, dict[str, object]]

_BY_ROW = {
    # A client without a mark isn't found again in an older copy.
    "client_uid": "SELECT id FROM clients WHERE id NOT IN (SELECT client_id FROM client_uids WHERE length(uid) > 3)",
    "erased_other": """SELECT erasures.client_id FROM erasures LEFT JOIN client_uids USING (client_id)
        WHERE erasures.uid IS NOT client_uids.uid""",
    "import_count": """SELECT id FROM imports WHERE added + updated
        < (SELECT count(*) FROM imported_clients WHERE import_id = imports.id)""",
}
_BY_NUMBER = {
    "purged_early": """SELECT number FROM letter_purges JOIN letters ON letters.id = letter_id
        LEFT JOIN erasures USING (client_id) WHERE erasures.client_id IS NULL
            OR letter_purges.purged_on < min(keep_until, coalesce(erasures.purged_on, keep_until))""",
    "purged_not": """SELECT number FROM letters LEFT JOIN letter_purges ON letter_id = letters.id
        LEFT JOIN erasures USING (client_id)
        WHERE (letter_id IS NOT NULL AND (subject <> '' OR body <> '' OR snapshot <> '{}' OR pdf <> x'00'))
            OR (letter_id IS NULL AND erasures.purged_on IS NOT NULL)""",
}
_DAYS = {
    "lost_numbers": "SELECT sequence, noted_on FROM lost_numbers",
    "erasures": "SELECT client_id, erased_on, keep_until, coalesce(purged_on, erased_on) FROM erasures",
    "letter_purges": "SELECT letter_id, purged_on FROM letter_purges",
}
_MOMENTS = "SELECT id, done_at, coalesce(taken_back_at, done_at) FROM imports"


def unreadable(book: Connection) -> Iterator[Found]:
    """Days that are none, and a book that doesn't know which it is."""
    if book.value("SELECT count(*) FROM book_state") != 1:
        yield "unreadable", {"table": "book_state", "row": 1}
    for table, sql in _DAYS.items():
        for row, *days in book.rows(sql):
            if not all(_is(date.fromisoformat, day) for day in days):
                yield "unreadable", {"table": table, "row": row}
    for row, *moments in book.rows(_MOMENTS):
        if not all(_is(datetime.fromisoformat, moment) for moment in moments):
            yield "unreadable", {"table": "imports", "row": row}


def links(book: Connection) -> Iterator[Found]:
    """What doesn't belong together."""
    for code, sql in _BY_ROW.items():
        for (row,) in book.rows(sql):
            yield code, {"row": row}
    for code, sql in _BY_NUMBER.items():
        for (number,) in book.rows(sql):
            yield code, {"number": number}
    for series, year, sequence in book.rows(
        "SELECT series, year, sequence FROM lost_numbers JOIN letters USING (series, year, sequence)"
    ):
        yield "number_not_lost", {"series": series, "year": year, "sequence": sequence}


def _is(read: object, text: object) -> bool:
    try:
        read(text)  # type: ignore[operator]
    except (ValueError, TypeError):
        return False
    return True
