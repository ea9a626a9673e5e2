"""Taking an import out of the book again, as far as nothing has happened since."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evenhand.domain.records import Client
from evenhand.storage.connection import Connection
from evenhand.storage.imports import AMONG, FILLED, NOTE, UPDATE, folded_of, seal_of, sealed_value
from evenhand.storage.rows import columns

# Tables whose rows on a client don't keep an imported one in the book; a note that came with it is in its checksum.
_LIGHT = ("client_uids", "imported_clients", "private_notes")
_SLICE = 2000

Progress = Callable[[int, int], None]  # how many are done, of how many


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an import back did. `stayed` names the added clients with whom something has happened since."""

    removed: int
    restored: int  # updated clients who have again what they had
    stayed: tuple[tuple[int, str], ...] = ()  # id and name


class Undo:
    """The undoing of one import, within the transaction of whoever asks."""

    def __init__(self, connection: Connection, import_id: int) -> None:
        self._book = connection
        self._import_id = import_id
        self._gone: set[int] = set()
        self._changes: list[tuple[object, ...]] = []  # of clients who were filled in
        self._notes: list[tuple[int]] = []  # whose note goes

    def look(self, progress: Progress | None = None) -> TakenBack:
        """What it would do; nothing is written."""
        rows = self._book.rows(
            "SELECT client_id, before FROM imported_clients WHERE import_id = ? AND before IS NOT NULL",
            (self._import_id,),
        )
        said = {id_: json.loads(before) for id_, before in rows}
        added = {id_: seal for id_, seal in said.items() if isinstance(seal, int)}
        self._gone = self._unchanged(added, progress) - self._held()
        restored = self._restored({id_: seals for id_, seals in said.items() if isinstance(seals, dict)})
        staying = json.dumps(sorted(added.keys() - self._gone))
        stayed = self._book.rows(f"SELECT id, name FROM clients WHERE id {AMONG} ORDER BY sort_key", (staying,))
        return TakenBack(len(self._gone), restored, tuple(stayed))

    def do(self, progress: Progress | None = None) -> TakenBack:
        """Raises StorageFailed, and whatever `progress` raises to end it."""
        found = self.look(progress)
        for ids in _slices(sorted(self._gone), progress):
            for table, column in (("private_notes", "client_id"), ("clients", "id")):
                self._book.handle.execute(f"DELETE FROM {table} WHERE {column} {AMONG}", (ids,))
        self._book.handle.executemany(UPDATE, self._changes)
        self._book.handle.executemany("DELETE FROM private_notes WHERE client_id = ?", self._notes)
        self._book.handle.execute("DELETE FROM imported_clients WHERE import_id = ?", (self._import_id,))
        return found

    def _unchanged(self, added: Mapping[int, int], progress: Progress | None) -> set[int]:
        """Those who are in the book as they came in."""
        found: set[int] = set()
        for ids in _slices(sorted(added), progress):
            for *row, note in self._book.rows(
                f"SELECT {', '.join(columns(Client))}, {NOTE} FROM clients WHERE id {AMONG}", (ids,)
            ):
                if seal_of(row, note) == added[row[0]]:
                    found.add(row[0])
        return found

    def _held(self) -> set[int]:
        """Those of an import on whom anything else in the book rests."""
        found: set[int] = set()
        for (table,) in self._book.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            if table in _LIGHT:
                continue
            for _id, _seq, parent, column, *_rest in self._book.rows(f"PRAGMA foreign_key_list({table})"):
                if parent == "clients":
                    imported = "SELECT client_id FROM imported_clients WHERE import_id = ?"
                    sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IN ({imported})"
                    found.update(self._book.firsts(sql, (self._import_id,)))
        return found

    def _restored(self, said: Mapping[int, Mapping[str, int]]) -> int:
        """At how many clients what was filled in is emptied: all that hasn't changed since."""
        self._changes, self._notes, restored = [], [], set()
        for ids in _slices(sorted(said)):
            sql = f"SELECT id, folded_name, {NOTE}, {', '.join(FILLED)} FROM clients WHERE id {AMONG}"
            for id_, folded_name, note, *row in self._book.rows(sql, (ids,)):
                now = dict(zip(FILLED, row, strict=True))
                back = {name: FILLED[name] for name in FILLED if said[id_].get(name) == sealed_value(now[name])}
                if "address_lines" not in back and now["address_lines"] != FILLED["address_lines"]:
                    back.pop("country", None)  # it's of the address that stays
                if back:
                    self._changes.append((*(now | back).values(), folded_of(folded_name, now | back), id_))
                if note is not None and said[id_].get("note") == sealed_value(note):
                    self._notes.append((id_,))
                    restored.add(id_)
                restored |= {id_} if back else set()
        return len(restored)


def _slices(ids: Sequence[int], progress: Progress | None = None) -> Iterator[str]:
    for start in range(0, len(ids), _SLICE):
        yield json.dumps(ids[start : start + _SLICE])
        if progress:
            progress(min(start + _SLICE, len(ids)), len(ids))
