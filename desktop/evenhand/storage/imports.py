"""What was imported: whom it added, what it filled in, and how that's taken out again.

An import keeps no fact about a client. Of somebody added it keeps a checksum of the client as it came in, of somebody
updated one of each value it filled in, where nothing stood before. So it's known what has changed since, and an erased
person isn't found there.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from evenhand.domain.records import Client
from evenhand.storage import search
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.errors import NotInBook
from evenhand.storage.rows import columns, to_row

if TYPE_CHECKING:
    from evenhand.storage.import_undo import Progress, TakenBack

MANY = 400  # from so many on the search indexes are written once at the end: five times faster

_COLUMNS = columns(Client)
_DERIVED = ("sort_key", "folded", "folded_name")
_INSERT = f"INSERT INTO clients ({', '.join((*_COLUMNS, *_DERIVED))}) VALUES ({', '.join('?' * (len(_COLUMNS) + 3))})"

# What an import can fill in where there's nothing, with what nothing is.
FILLED: Mapping[str, Any] = {"address_lines": "[]", "country": "", "phone": "", "email": "", "since": None}
UPDATE = f"UPDATE clients SET {', '.join(f'{name} = ?' for name in FILLED)}, folded = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class ImportDone:
    """An import as the book keeps it. `skipped` counts what couldn't be taken as well. Moments are in UTC."""

    import_id: int
    done_at: datetime
    source: str  # the file's name without its folder; empty once an erased person may be named by it
    added: int
    updated: int
    skipped: int
    taken_back_at: datetime | None = None


class KnownClient(NamedTuple):
    """A client as an import compares people with it."""

    id: int
    name: str
    folded: str  # search.client_text
    lacks: tuple[str, ...]  # of FILLED and "note"


class Filled(NamedTuple):
    """What is filled in at one client; values as the record has them."""

    client_id: int
    values: Mapping[str, Any]
    note: str = ""


AMONG = "IN (SELECT value FROM json_each(?))"
NOTE = "(SELECT note FROM private_notes WHERE client_id = clients.id)"
_IMPORT = "id, done_at, source, added, updated, skipped, taken_back_at"
_EMPTY = {name: f"{name} IS {'NULL' if nothing is None else repr(nothing)}" for name, nothing in FILLED.items()}
_KNOWN = f"""SELECT id, name, folded, {", ".join(_EMPTY.values())}, {NOTE} IS NULL FROM clients
    WHERE id NOT IN (SELECT client_id FROM erasures) ORDER BY id"""


def seal_of(row: Sequence[object], note: str | None) -> int:
    return zlib.crc32(repr((*row, note or "")).encode(errors="replace"))


def sealed_value(value: object) -> int:
    return zlib.crc32(repr(value).encode(errors="replace"))


class Imports:
    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def all(self) -> list[ImportDone]:
        """The newest first."""
        return self._where("1 ORDER BY id DESC")

    def get(self, import_id: int) -> ImportDone:
        """Raises NotInBook."""
        found = self._where("id = ?", import_id)
        if not found:
            raise NotInBook("imports", import_id)
        return found[0]

    def of_operation(self, operation_id: str) -> ImportDone | None:
        return next(iter(self._where("operation_id = ?", operation_id)), None)

    def _where(self, condition: str, *parameters: object) -> list[ImportDone]:
        return [_import(row) for row in self._book.rows(f"SELECT {_IMPORT} FROM imports WHERE {condition}", parameters)]

    def known(self) -> Iterator[KnownClient]:
        """Every client who isn't erased, in one query."""
        names = (*FILLED, "note")
        for id_, name, folded, *empty in self._book.rows(_KNOWN):
            yield KnownClient(id_, name, folded, tuple(name for name, lacks in zip(names, empty, strict=True) if lacks))

    def begin(self, *, now: datetime, source: str, operation_id: str) -> int:
        """The id of a new import, which has done nothing yet."""
        with self._book.writing():
            row = {"done_at": _moment(now), "source": source, "operation_id": operation_id}
            made: int = self._book.tables.Import.insert(row | {"added": 0, "updated": 0, "skipped": 0}).execute(
                self._book.db
            )
        return made

    def end(self, import_id: int, *, added: int, updated: int, skipped: int) -> ImportDone:
        """Notes what came of it."""
        table = self._book.tables.Import
        with self._book.writing():
            row = {"added": added, "updated": updated, "skipped": skipped}
            table.update(row).where(table.id == import_id).execute(self._book.db)
        return self.get(import_id)

    @contextmanager
    def bulk(self, count: int) -> Iterator[None]:
        """A transaction that changes so many clients; when they're many, the search indexes are written at its end.

        The triggers that keep the indexes are gone until then. All of it is one transaction, so a crash brings back
        indexes and triggers as they were.
        """
        with self._book.writing(Kind.CLIENTS, Kind.COMFORT):
            if count < MANY:
                yield
                return
            handle = self._book.handle
            triggers = self._book.rows(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'clients'"
            )
            for name, _sql in triggers:
                handle.execute(f"DROP TRIGGER {name}")
            yield
            for index in ("client_search", "client_beginnings"):
                handle.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
            handle.execute(
                """INSERT INTO client_uids (client_id, uid) SELECT id, lower(hex(randomblob(16))) FROM clients
                   WHERE id NOT IN (SELECT client_id FROM client_uids)"""
            )
            for _name, sql in triggers:
                handle.execute(sql)

    def next_id(self) -> int:
        return int(self._book.value("SELECT coalesce(max(id), 0) + 1 FROM clients"))

    def add(self, import_id: int, clients: Sequence[tuple[Client, str]]) -> None:
        """Puts clients with their ids into the book, each with a private note or "". Only within `bulk`."""
        rows, notes, sealed = [], [], []
        for client, note in clients:
            row = tuple(to_row(client).values())
            folded_name = search.fold(client.name)
            folded = f"{folded_name}\n{search.digits(client.phone)}\n{search.fold(client.email)}"
            rows.append((*row, search.sort_key(client.name), folded, folded_name))
            sealed.append((import_id, client.id, str(seal_of(row, note))))
            if note:
                notes.append((client.id, note))
        self._book.handle.executemany(_INSERT, rows)
        self._book.handle.executemany("INSERT INTO private_notes (client_id, note) VALUES (?, ?)", notes)
        self._keep(sealed)

    def fill(self, import_id: int, filled: Sequence[Filled]) -> int:
        """Fills in what clients lack; what they have by now stays, and with an address its country.

        Only within `bulk`, each client once.

        Gives how many clients were changed.
        """
        ids = json.dumps([one.client_id for one in filled])
        rows = {
            id_: (row, folded_name)
            for id_, folded_name, *row in self._book.rows(
                f"SELECT id, folded_name, {', '.join(FILLED)} FROM clients WHERE id {AMONG}", (ids,)
            )
        }
        noted = set(self._book.firsts(f"SELECT client_id FROM private_notes WHERE client_id {AMONG}", (ids,)))
        changes, notes, kept = [], [], []
        for one in filled:
            if one.client_id not in rows:
                continue
            row, folded_name = rows[one.client_id]
            before = dict(zip(FILLED, row, strict=True))
            new = {name: _stored(one.values[name]) for name in FILLED if name in one.values}
            new = {name: value for name, value in new.items() if before[name] == FILLED[name] != value}
            if before["address_lines"] != FILLED["address_lines"]:
                new.pop("country", None)  # it's of another address
            seals = {name: sealed_value(value) for name, value in new.items()}
            if one.note and one.client_id not in noted:
                notes.append((one.client_id, one.note))
                seals["note"] = sealed_value(one.note)
            if new:
                after = before | new
                changes.append((*after.values(), folded_of(folded_name, after), one.client_id))
            if seals:
                kept.append((import_id, one.client_id, json.dumps(seals)))
        self._book.handle.executemany(UPDATE, changes)
        self._book.handle.executemany("INSERT INTO private_notes (client_id, note) VALUES (?, ?)", notes)
        self._keep(kept)
        return len(kept)

    def would_take_back(self, import_id: int) -> "TakenBack":
        """What `take_back` would do; nothing is written. Raises NotInBook."""
        from evenhand.storage.import_undo import TakenBack, Undo

        return TakenBack(0, 0) if self.get(import_id).taken_back_at else Undo(self._book, import_id).look()

    def take_back(self, import_id: int, now: datetime, progress: "Progress | None" = None) -> "TakenBack":
        """Undoes an import as far as nothing has happened since; a second time there's nothing to undo.

        Raises NotInBook, StorageFailed, and whatever `progress` raises to end it; then nothing is undone.
        """
        from evenhand.storage.import_undo import TakenBack, Undo

        if self.get(import_id).taken_back_at is not None:
            return TakenBack(0, 0)
        with self.bulk(self._book.value("SELECT count(*) FROM imported_clients WHERE import_id = ?", (import_id,))):
            done = Undo(self._book, import_id).do(progress)
            table = self._book.tables.Import
            table.update(taken_back_at=_moment(now)).where(table.id == import_id).execute(self._book.db)
        return done

    def _keep(self, rows: Iterable[tuple[int, int, str]]) -> None:
        self._book.handle.executemany(
            "INSERT INTO imported_clients (import_id, client_id, before) VALUES (?, ?, ?)", rows
        )


def folded_of(folded_name: str, row: Mapping[str, Any]) -> str:
    return f"{folded_name}\n{search.digits(row['phone'])}\n{search.fold(row['email'])}"


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "seconds")


def _import(row: Sequence[Any]) -> ImportDone:
    id_, done_at, source, added, updated, skipped, back_at = row
    back = datetime.fromisoformat(back_at).replace(tzinfo=UTC) if back_at else None
    return ImportDone(id_, datetime.fromisoformat(done_at).replace(tzinfo=UTC), source, added, updated, skipped, back)
