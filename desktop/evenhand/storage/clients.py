"""Clients: one record at a time, and the list of them by pages, however long it is."""

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from evenhand.domain.comfort import Comfort
from evenhand.domain.records import Client, Standing
from evenhand.storage import search
from evenhand.storage.alike import LAST_WORD, Alike, Wanted
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import Value, columns, to_row
from evenhand.storage.section import Section


class ClientFilter(StrEnum):
    """Which clients a list shows. Only ARCHIVED shows the archived, and none those who were erased."""

    ALL = "all"
    CASE = "case"  # with an open case
    VALUED = "valued"
    LEFT = "left"  # they went, or we parted
    ARCHIVED = "archived"


_OPEN_CASE = "EXISTS (SELECT 1 FROM cases WHERE cases.client_id = clients.id AND closed_on IS NULL)"
_FILTERS = {
    ClientFilter.ALL: "archived = 0",
    ClientFilter.CASE: f"archived = 0 AND {_OPEN_CASE}",
    ClientFilter.VALUED: "archived = 0 AND valued = 1",
    ClientFilter.LEFT: "archived = 0 AND standing IN ('left', 'parted')",
    ClientFilter.ARCHIVED: "archived = 1 AND id NOT IN (SELECT client_id FROM erasures)",
}

# The newest event of a client as "day, kind, words" in one text, so that the newest of all is the largest.
_NEWEST = """(SELECT {day} || char(31) || '{kind}' || char(31) || {what} FROM {table}
    WHERE {table}.client_id = clients.id ORDER BY {day} DESC, id DESC LIMIT 1)"""
_LAST = "max({})".format(
    ", ".join(
        f"coalesce({_NEWEST.format(day=day, kind=kind, what=what, table=table)}, '')"
        for kind, table, day, what in (
            ("order", "orders", "ordered_on", "what"),
            ("contact", "interactions", "happened_at", "summary"),
            ("case", "cases", "received_on", "title"),
            ("letter", "letters", "issued_on", "kind"),
        )
    )
)
_ROWS = f"""SELECT id, name, valued, standing, comfort, {_OPEN_CASE}, {_LAST}
    FROM clients LEFT JOIN comfort_flags ON comfort_flags.client_id = clients.id
    WHERE id IN (SELECT value FROM json_each(?))"""

_MOST_ALIKE = 5


class ClientRow(NamedTuple):
    """One line of the client list. `last_what` of a letter is its kind; of the others, words."""

    id: int
    name: str
    valued: bool
    standing: Standing
    comfort: Comfort | None
    open_case: bool
    last_what: str | None
    last_kind: str | None  # 'order', 'contact', 'case' or 'letter'
    last_on: date | None


class Clients(Section[Client]):
    record = Client
    table = "clients"
    kind = Kind.CLIENTS

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._lists: dict[ClientFilter, array[int]] = {}
        self._writes = -1

    def _derived(self, record: Client) -> dict[str, Value]:
        return {
            "sort_key": search.sort_key(record.name),
            "folded": search.client_text(record.name, record.phone, record.email),
            "folded_name": search.fold(record.name),
        }

    def add_many(self, clients: Iterable[Client]) -> None:
        """Many at once, in one transaction and without records in return."""
        names = [*columns(Client)[1:], "sort_key", "folded", "folded_name"]
        sql = f"INSERT INTO clients ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        rows = (to_row(client) | self._derived(client) for client in clients)
        with self._book.writing(Kind.CLIENTS):
            self._book.handle.executemany(sql, ([row[name] for name in names] for row in rows))

    def ids(self, where: ClientFilter = ClientFilter.ALL, text: str = "") -> "array[int]":
        """The ids of all clients that fit, sorted by name as their alphabets are."""
        listed = self._listed(where)
        wanted = search.queries(text)
        if not wanted:
            return listed[:]
        found = set.intersection(*(set(self._book.firsts(sql, parameters)) for sql, parameters in wanted))
        return array("q", filter(found.__contains__, listed))

    def first_ids(self, most: int) -> "array[int]":
        """The head of `ids()`, however many there are."""
        sql = f"SELECT id FROM clients WHERE {_FILTERS[ClientFilter.ALL]} ORDER BY sort_key LIMIT ?"
        return array("q", self._book.firsts(sql, (most,)))

    def _listed(self, where: ClientFilter) -> "array[int]":
        """All ids that fit the filter, sorted; kept until something is written, so that each letter typed is cheap."""
        if self._writes != self._book.writes:
            self._writes = self._book.writes
            self._lists.clear()
        if where not in self._lists:
            # One text of all ids is read several times faster than a row for each.
            sql = f"SELECT group_concat(id) FROM (SELECT id FROM clients WHERE {_FILTERS[where]} ORDER BY sort_key)"
            self._lists[where] = array("q", json.loads(f"[{self._book.value(sql) or ''}]"))
        return self._lists[where]

    def count(self, where: ClientFilter = ClientFilter.ALL) -> int:
        return int(self._book.value(f"SELECT count(*) FROM clients WHERE {_FILTERS[where]}"))

    def rows(self, ids: Sequence[int]) -> list[ClientRow]:
        """The lines of these clients, in the order asked for; one query."""
        found = {row[0]: _row(row) for row in self._book.rows(_ROWS, (json.dumps(list(ids)),))}
        return [found[id_] for id_ in ids if id_ in found]

    def alike(self, name: str, phone: str = "", email: str = "") -> list[Alike]:
        """Clients who may be this person, however they're written; the same number or address before namesakes.

        A number may have its country before it or not, and a name its words in another order.
        """
        wanted = Wanted(name, phone, email)
        found: set[int] = set()
        for sql, parameters in wanted.queries():
            found.update(self._book.firsts(sql, parameters))
        if not found:
            return []
        people = self._where("id IN (SELECT value FROM json_each(?)) ORDER BY sort_key", json.dumps(list(found)))
        alike = sorted((one for one in people if wanted.how(one)), key=wanted.how, reverse=True)
        return [Alike(one, self._last_word(one.id)) for one in alike[:_MOST_ALIKE]]

    def _last_word(self, client_id: int) -> date | None:
        day = self._book.value(LAST_WORD, (client_id,))
        return date.fromisoformat(day) if day else None

    def archive(self, id_: int, archived: bool = True) -> None:
        """Puts a client away or brings the client back. Raises NotInBook."""
        self.save(replace(self.get(id_), archived=archived))


def _row(row: tuple[Any, ...]) -> ClientRow:
    id_, name, valued, standing, comfort, open_case, last = row
    day, kind, what = last.split("\x1f", 2) if last else (None, None, None)
    return ClientRow(
        id=id_,
        name=name,
        valued=bool(valued),
        standing=Standing(standing),
        comfort=Comfort(comfort) if comfort else None,
        open_case=bool(open_case),
        last_what=what,
        last_kind=kind,
        last_on=date.fromisoformat(day[:10]) if day else None,
    )
