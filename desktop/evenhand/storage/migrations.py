"""The schema's numbered steps over PRAGMA user_version. A step holds literal SQL and knows no table of this package."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from evenhand.storage import schema_01, schema_02, schema_03, schema_04, schema_05
from evenhand.storage.backup import verified_copy
from evenhand.storage.connection import Connection
from evenhand.storage.errors import BookDamaged, BookNewer

# "EVNH", in the file's header: this database is one of ours.
APPLICATION_ID = 0x45564E48

Execute = Callable[[str], object]
_NOWHERE = Path(":memory:")


def first_schema(execute: Execute) -> None:
    for statement in (*schema_01.TABLES.split(";\n"), *schema_01.SEARCH.split(";\n"), *schema_01.TRIGGERS):
        execute(statement)


def second_schema(execute: Execute) -> None:
    for statement in (*schema_02.COLUMNS.split(";\n"), *schema_02.TABLES.split(";\n"), *schema_02.TRIGGERS):
        execute(statement)


def third_schema(execute: Execute) -> None:
    for statement in (*schema_03.COLUMNS.split(";\n"), *schema_03.TABLES.split(";\n")):
        execute(statement)


def fourth_schema(execute: Execute) -> None:
    for statement in (*schema_04.COLUMNS.split(";\n"), *schema_04.TABLES.split(";\n")):
        execute(statement)


def fifth_schema(execute: Execute) -> None:
    for statement in (*schema_05.COLUMNS.split(";\n"), *schema_05.TABLES.split(";\n"), *schema_05.TRIGGERS):
        execute(statement)


# A step's position is the user_version it leads to. Released steps are never changed, only followed.
STEPS: list[Callable[[Execute], None]] = [first_schema, second_schema, third_schema, fourth_schema, fifth_schema]
NEWEST = len(STEPS)


def version(connection: Connection) -> int:
    """The book's schema, read without writing anything.

    Raises BookNewer for one this program doesn't know, BookDamaged for a database that isn't a book.
    """
    found = int(connection.value("PRAGMA user_version"))
    if connection.value("PRAGMA application_id") != APPLICATION_ID or not found:
        raise BookDamaged(connection.path or _NOWHERE, "not an Evenhand book")
    if found > len(STEPS):
        raise BookNewer(found, len(STEPS))
    return found


def migrate(connection: Connection, found: int) -> None:
    """Brings a book from schema `found` (0: an empty database) to the newest, or leaves it as it was.

    A verified copy of an older book is put beside it first, named for both schemas and the day and time (UTC) at
    which the book was last changed. Raises BookDamaged, StorageFailed.
    """
    newest = len(STEPS)
    if found == newest:
        return
    if found and connection.path:
        changed_at = datetime.fromtimestamp(connection.path.stat().st_mtime, UTC)
        name = f"before-v{found}-to-v{newest}-{changed_at:%Y%m%dT%H%M%SZ}.db"
        verified_copy(connection, connection.path.with_name(name))
    # A step may rebuild a table, and dropping the old one would take its children along.
    connection.rows("PRAGMA foreign_keys = 0")
    try:
        with connection.transaction():
            for step in STEPS[found:]:
                step(connection.rows)
            connection.rows(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.rows(f"PRAGMA user_version = {newest}")
            found_wrong = connection.rows("PRAGMA foreign_key_check")
            integrity = connection.value("PRAGMA integrity_check")
            if found_wrong or integrity != "ok":
                raise BookDamaged(connection.path or _NOWHERE, f"after the change of schema: {integrity}")
    finally:
        connection.rows("PRAGMA foreign_keys = 1")
