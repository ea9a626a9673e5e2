"""Promises, and the days that they were moved to."""

from datetime import date
from typing import NamedTuple

from evenhand.domain.promises import KeptRate, Promise, PromiseMove
from evenhand.storage.connection import Kind
from evenhand.storage.rows import columns, from_row
from evenhand.storage.section import Section


class PromiseRow(NamedTuple):
    """One line of a list of promises."""

    promise: Promise
    client_name: str
    case_number: str  # empty for one that was made outside a case


class Promises(Section[Promise]):
    record = Promise
    table = "promises"
    kind = Kind.PROMISES

    def add(self, record: Promise, *, operation_id: str | None = None) -> Promise:
        return self._insert(record, operation_id=operation_id)

    def by_operation(self, operation_id: str) -> Promise | None:
        return next(iter(self._where("operation_id = ?", operation_id)), None)

    def of_case(self, case_id: int) -> list[Promise]:
        """The soonest day first."""
        return self._where("case_id = ? ORDER BY due_on, due_at IS NULL, due_at, id", case_id)

    def of_client(self, client_id: int) -> list[Promise]:
        """The soonest day first."""
        return self._where("client_id = ? ORDER BY due_on, due_at IS NULL, due_at, id", client_id)

    def open(self, until: date | None = None, limit: int = -1) -> list[PromiseRow]:
        """Those that are neither kept, broken nor cancelled, the soonest day first: all, or those due until a day."""
        return self._rows(
            "ended_on IS NULL AND due_on <= ? ORDER BY due_on, due_at IS NULL, due_at, promises.id LIMIT ?",
            (until or date.max).isoformat(),
            limit,
        )

    def count_due(self, until: date) -> int:
        """How many are open and due by a day."""
        sql = "SELECT count(*) FROM promises WHERE ended_on IS NULL AND due_on <= ?"
        return int(self._book.value(sql, (until.isoformat(),)))

    def ended(self, limit: int = 500) -> list[PromiseRow]:
        """Those that ended, the latest first."""
        return self._rows("ended_on IS NOT NULL ORDER BY ended_on DESC, promises.id DESC LIMIT ?", limit)

    def kept_rate(self, since: date) -> KeptRate:
        """domain.promises.kept_rate of all that ended after a day, counted where they lie."""
        sql = """SELECT coalesce(sum(ending = 'kept' AND ended_on <= first_due), 0),
                coalesce(sum(ending = 'kept' AND ended_on > first_due AND ended_on <= due_on), 0),
                coalesce(sum(ending = 'broken' OR ended_on > max(first_due, due_on)), 0),
                coalesce(sum(EXISTS (SELECT 1 FROM promise_moves WHERE promise_id = promises.id)), 0)
            FROM promises WHERE ending IN ('kept', 'broken') AND ended_on > ?"""
        row = self._book.row(sql, (since.isoformat(),))
        assert row is not None
        return KeptRate(*row)

    def _rows(self, condition: str, *parameters: object) -> list[PromiseRow]:
        sql = f"""SELECT {self._columns}, clients.name, coalesce(cases.number, '') FROM promises
            JOIN clients ON clients.id = promises.client_id LEFT JOIN cases ON cases.id = promises.case_id
            WHERE {condition}"""
        width = len(columns(Promise))
        return [PromiseRow(from_row(Promise, row[:width]), *row[width:]) for row in self._book.rows(sql, parameters)]


class PromiseMoves(Section[PromiseMove]):
    record = PromiseMove
    table = "promise_moves"
    kind = Kind.PROMISES

    def of_promise(self, promise_id: int) -> list[PromiseMove]:
        """The earliest first."""
        return self._where("promise_id = ? ORDER BY moved_on, id", promise_id)

    def moved(self) -> frozenset[int]:
        """The ids of all promises that were given another day."""
        return frozenset(id_ for (id_,) in self._book.rows("SELECT DISTINCT promise_id FROM promise_moves"))
