"""A book with one row in every table, all about one client, and a word of its own in every column that takes words."""

from evenhand.storage.book import Book

DAY = "2026-03-02"
CLIENT = 1

# What columns hold that don't take just any word: days, codes from a list, numbers written as text, lists.
_FIXED = {
    "channel": "phone",
    "direction": "in",
    "currency": "EUR",
    "standing": "active",
    "language": "en",
    "comfort": "uneasy",
    "reasons": '["rude"]',
    "kind": "bonus",
    "discount": "0.1",
    "share": "0.1",
    "round_to": "50",
    "bonus_round_to": "50",
    "hour_rate": "30",
    "usual_margin": "0.3",
    "bonus_share": "0.1",
    "envelope": "left_window",
    "paper": "a4",
    "country": "GB",
    "due_at": "10:00",
    "at": "10:00",
    "work_from": "09:00",
    "work_to": "18:00",
    "days_off": "[]",
    "happened_at": f"{DAY} 10:00:00",
    "saved_at": f"{DAY} 10:00:00",
    "done_at": f"{DAY} 10:00:00",
    "taken_back_at": f"{DAY} 10:00:00",
    "remedy": "repair",
    "cause": "delay",
    "responsibility": "ours",
    "outcome": "stays",
    "chosen_by": "client",
    "effort": "little",
    "ending": "kept",
    "nature": "goodwill",
    "turn": "ours",
    "heard": "praise",
    "gate": "new_order",
    "sign": "hard_contacts",
    "written_kind": "bonus",
    "sha256": "a" * 64,
    "facts_sha256": "b" * 64,
    "book_id": "c" * 32,
    "unit": "days",
    "topic": "withdrawal",
    "by": DAY,
    "pay_by": DAY,
    "since": DAY,
    "from_day": DAY,
    "to_day": DAY,
    "first_due": DAY,
    "day": DAY,
    "quiet_day": DAY,
    "until": DAY,
    "valid_until": DAY,
    "received_on": DAY,
    "keep_until": DAY,
}
_FIXED_IN = {
    ("bonus_ledger", "kind"): "granted",
    ("bonus_ledger", "reverses_id"): None,
    ("bonus_ledger", "valid_until"): None,
    ("letter_events", "kind"): "saved",
    ("letters", "replaces_id"): None,
    ("letters", "bonus_id"): None,
    ("letters", "year"): 2026,
    ("letters", "prev_sha256"): "",
    ("counters", "year"): 2026,
    ("lost_numbers", "year"): 2026,
    ("intakes", "ending"): "welcome",
    ("intake_answers", "answer"): "yes",
    ("gate_answers", "answer"): "go_on",
    ("house_rules", "body"): '{"id": 1, "words": "zqhouse_rules.body!"}',
    ("owner", "keep_years"): 10,
    ("load_limits", "counted_from"): DAY,
    ("cases", "remedy_by"): DAY,
}
_LISTS = {"address_lines", "whys", "typed", "kept"}  # JSON
_AS_JSON = {("imported_clients", "before"), ("letters", "snapshot")}
_FROM_OTHERS = {"client_uids", "book_state"}  # filled by the book itself
NOT_YET = {"erasures", "letter_purges"}  # about somebody who was erased


def word(table: str, column: str) -> str:
    """The word in a column."""
    return f"zq{table}.{column}!"


def tables(book: Book) -> list[str]:
    """Every table of the book but those that the full-text indexes lie in."""
    ours = "schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    return list(book.connection.firsts(f"SELECT name FROM pragma_table_list WHERE {ours}"))


def words_in(book: Book) -> set[tuple[str, str]]:
    """The columns that hold their word."""
    return {(table, column) for table in tables(book) for column in _worded(book, table)}


def _worded(book: Book, table: str) -> list[str]:
    return [
        name
        for name, kind in book.connection.rows("SELECT name, type FROM pragma_table_info(?)", (table,))
        if kind == "TEXT"
        and book.connection.value(f"SELECT count(*) FROM {table} WHERE instr({name}, ?)", (word(table, name),))
    ]


def _row(book: Book, table: str) -> dict[str, object]:
    refers = {column for (column,) in book.connection.rows('SELECT "from" FROM pragma_foreign_key_list(?)', (table,))}
    row: dict[str, object] = {}
    for name, kind in book.connection.rows("SELECT name, type FROM pragma_table_info(?)", (table,)):
        if (table, name) in _FIXED_IN:
            row[name] = _FIXED_IN[table, name]
        elif name in refers or kind == "INTEGER":
            row[name] = 1
        elif kind == "BLOB":
            row[name] = f"%PDF-1.4 {word(table, name)}".encode()
        elif name in _LISTS:
            row[name] = f'["{word(table, name)}"]'
        elif (table, name) in _AS_JSON:
            row[name] = f'{{"said": "{word(table, name)}"}}'
        elif name in _FIXED:
            row[name] = _FIXED[name]
        elif name.endswith("_on"):
            row[name] = DAY
        else:
            row[name] = word(table, name)
    return row


def fill(book: Book) -> None:
    """Puts a row into every table, whatever it's for; fails for a new column that doesn't take a word."""
    book.connection.rows("PRAGMA foreign_keys = 0")  # they refer to each other in a circle
    with book.transaction():
        for table in tables(book):
            if table in _FROM_OTHERS or table in NOT_YET:
                continue
            row = _row(book, table)
            marks = ", ".join("?" * len(row))
            book.connection.rows(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    book.connection.rows("PRAGMA foreign_keys = 1")
    assert not book.connection.rows("PRAGMA foreign_key_check")
