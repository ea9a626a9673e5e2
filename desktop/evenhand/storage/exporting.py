"""The whole book as rows for files, a slice at a time."""

from collections.abc import Iterator
from typing import Any

from sqlcipher3 import dbapi2 as driver

from evenhand.exchange.formulas import guarded
from evenhand.storage.connection import Connection
from evenhand.storage.database import failure
from evenhand.storage.export_sql import GUARDED, Sheet, Sum, sum_of
from evenhand.storage.export_tables import SHEETS

_SLICE = 2000


class Export:
    """Reads only. What is read between two slices belongs to one state of the book if nobody writes meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self._book = connection
        connection.handle.create_function(GUARDED, 1, _guarded, deterministic=True)

    def sheets(self, *, private: bool) -> list[Sheet]:
        """The files to write; what is for the owner alone only when it's asked for."""
        return [one for one in SHEETS if private or not one.private]

    def count(self, sheet: Sheet) -> int:
        return int(self._book.value(f"SELECT count(*) FROM {sheet.table}"))

    def headings(self, sheet: Sheet) -> list[str]:
        return list(sheet.columns)

    def rows(self, sheet: Sheet) -> Iterator[list[tuple[Any, ...]]]:
        """All rows of a file in slices. Raises StorageFailed."""
        wanted = ", ".join(
            sum_of(one, self._currencies(sheet)) if isinstance(one, Sum) else one for one in sheet.columns.values()
        )
        sql = f"SELECT {wanted} FROM {sheet.table} {sheet.joined}"
        if sheet.order:
            sql += f" ORDER BY {sheet.order}"
        try:
            found = self._book.handle.execute(sql)
            while some := found.fetchmany(_SLICE):
                yield some
        except driver.Error as error:
            raise failure(error, self._book.path) from error

    def letters(self) -> list[tuple[int, str, bool]]:
        """Id and number of every letter whose page is kept, and whether the client was erased."""
        return [
            (id_, number, bool(erased))
            for id_, number, erased in self._book.rows(
                """SELECT id, number, client_id IN (SELECT client_id FROM erasures) FROM letters
                    INDEXED BY letters_of_client WHERE id NOT IN (SELECT letter_id FROM letter_purges) ORDER BY id"""
            )
        ]

    def pictures(self) -> list[tuple[str, bytes]]:
        """The logo and the signature, where there are such."""
        found = self._book.row("SELECT logo, signature FROM owner") or (None, None)
        return [(name, bytes(one)) for name, one in zip(("logo", "signature"), found, strict=True) if one]

    def _currencies(self, sheet: Sheet) -> frozenset[str]:
        return frozenset(self._book.firsts(f"SELECT DISTINCT currency FROM {sheet.table} WHERE currency IS NOT NULL"))


def _guarded(text: str | None) -> str | None:
    return None if text is None else guarded(text)
