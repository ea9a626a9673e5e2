"""What this computer remembers of each book outside of it: how far it had come, which numbers it gave, who was erased.

An older copy that comes back in a book's place is known by it, and doesn't give a letter's number a second time.
"""

import json
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any, BinaryIO

from evenhand.storage.backup import sync_file, sync_folder
from evenhand.storage.book import Book
from evenhand.storage.connection import Connection
from evenhand.storage.errors import StorageFailed, reason_of

FILE = "seen.json"
_LARGEST = 64 << 20  # bytes
_MOST = 10**9  # above any number of writes, and of letters in a year

# More numbers than any business gives between two copies of its book: what says so is damaged.
_MOST_BETWEEN = 100_000

Counters = dict[tuple[str, int], int]


class Standing(Enum):
    """A book compared with what was last seen of it here."""

    SAME = auto()
    AHEAD = auto()  # written to elsewhere, or here just before a power cut; or never seen
    OLDER = auto()  # an earlier state of it came back, or one that lacks a number that was given here
    OTHER = auto()  # another book than the one last seen in this place


@dataclass(frozen=True, slots=True)
class Remembered:
    """`counters` holds the last number given by series and year; `erased` the uids of clients. Times are UTC."""

    writes: int = 0
    counters: Counters = field(default_factory=dict)
    erased: frozenset[str] = frozenset()
    backed_up_at: datetime | None = None
    backed_up_writes: int | None = None  # how far the book had come in its last backup
    second_place: Path | None = None
    second_at: datetime | None = None  # when a backup was last carried there


def own_folder() -> Path:
    """The platform's own place for what a program remembers."""
    import platformdirs

    return platformdirs.user_state_path("Evenhand", appauthor=False)


def counters_of(connection: Connection) -> Counters:
    """The last number given, by series and year."""
    return {(series, year): last for series, year, last in connection.rows("SELECT series, year, last FROM counters")}


def given_since(own: Counters, given: Counters) -> Counters:
    """Where numbers were given beyond those that a book knows of, by series and year: the last of them."""
    return {key: last for key, last in given.items() if 0 < last - own.get(key, 0) <= _MOST_BETWEEN}


class Seen:
    """The memory in a folder. A file that can't be read is an empty one; what can't be written stays as it was."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / FILE

    def of(self, book_id: str) -> Remembered:
        """What is remembered of a book; of one never seen, nothing."""
        return _remembered(self._read()["books"].get(book_id))

    def last_at(self, path: Path) -> str | None:
        """The id of the book last seen in this place."""
        found = self._read()["places"].get(_place(path))
        return found if isinstance(found, str) else None

    def standing(self, book: Book) -> Standing:
        """How the book compares with what was last seen of it here, or in its place."""
        if book.path is None:
            return Standing.SAME
        if self.last_at(book.path) not in (None, book.id):
            return Standing.OTHER
        known, written = self.of(book.id), book.written
        if given_since(counters_of(book.connection), known.counters):
            return Standing.OLDER  # however often it was written to elsewhere
        if written == known.writes:
            return Standing.SAME
        return Standing.AHEAD if written > known.writes else Standing.OLDER

    def note(self, book: Book) -> None:
        """Remembers how far the book has come, and who was erased from it, also where that was on another computer.

        Where that can't be written it's passed over.
        """
        if book.path is not None:
            with suppress(StorageFailed):
                counters, erased = counters_of(book.connection), book.erasures.uids()
                self.note_state(book.path, book.id, book.written, counters, erased)

    def note_state(
        self, path: Path, book_id: str, writes: int, counters: Counters, erased: Collection[str] = ()
    ) -> None:
        """The same of a book by its figures; `erased` holds uids. Raises StorageFailed."""

        def change(found: dict[str, Any]) -> None:
            given = _counters(found.get("counters"))
            found["writes"] = writes
            both = {key: max(given.get(key, 0), counters.get(key, 0)) for key in {*given, *counters}}
            found["counters"] = [[*key, last] for key, last in sorted(both.items())]
            if gone := {*_texts(found.get("erased")), *erased}:
                found["erased"] = sorted(gone)

        self._change(book_id, change, path)

    def note_erased(self, book: Book, uid: str) -> None:
        """Remembers that a client was erased, for when an older copy is brought back. Raises StorageFailed."""

        def change(found: dict[str, Any]) -> None:
            found["erased"] = sorted({*_texts(found.get("erased")), uid})

        self._change(book.id, change)

    def note_backup(self, book: Book, at: datetime, written: int | None = None) -> None:
        """Remembers the last good backup, which holds the book as it was after so many writes (by default, as it is).

        Where that can't be written it's passed over.
        """
        state = book.written if written is None else written

        def change(found: dict[str, Any]) -> None:
            found["backed_up_at"], found["backed_up_writes"] = _text(at), state

        with suppress(StorageFailed):
            self._change(book.id, change)

    def set_second_place(self, book: Book, place: Path | None) -> None:
        """Where copies of the backups go besides; None for nowhere. Raises StorageFailed."""

        def change(found: dict[str, Any]) -> None:
            found["second_place"], found["second_at"] = (str(place) if place else None), None

        self._change(book.id, change)

    def note_second(self, book: Book, at: datetime) -> None:
        """A backup was carried to the second place. Where that can't be written it's passed over."""
        with suppress(StorageFailed):
            self._change(book.id, lambda found: found.update(second_at=_text(at)))

    def _change(self, book_id: str, change: Callable[[dict[str, Any]], object], path: Path | None = None) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _alone(self._folder / f"{FILE}.lock"):
                kept = self._read(or_fail=True)
                found = kept["books"].get(book_id)
                kept["books"][book_id] = found if isinstance(found, dict) else {}
                change(kept["books"][book_id])
                if path is not None:
                    kept["places"][_place(path)] = book_id
                self._write(json.dumps(kept, ensure_ascii=False))
        except OSError as error:
            raise StorageFailed(reason_of(error), type(error).__name__, path=self._folder) from error

    def _read(self, *, or_fail: bool = False) -> dict[str, dict[str, Any]]:
        """With `or_fail` raises OSError where it's there and the disk or its rights refuse it."""
        try:
            if self._path.stat().st_size <= _LARGEST:
                found = json.loads(self._path.read_text(encoding="utf-8"))
                if isinstance(found, dict) and all(isinstance(found.get(part), dict) for part in ("books", "places")):
                    return found
        except (FileNotFoundError, ValueError, RecursionError):
            pass
        except OSError:
            if or_fail:
                raise
        return {"books": {}, "places": {}}

    def _write(self, text: str) -> None:
        half = self._path.with_name(f"{FILE}.{os.getpid()}.tmp")
        try:
            half.unlink(missing_ok=True)
            descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass") as file:
                file.write(text)
            sync_file(half)
            os.replace(half, self._path)
            with suppress(OSError):
                sync_folder(self._folder)
        finally:
            half.unlink(missing_ok=True)


def _place(path: Path) -> str:
    return str(path.resolve())


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _remembered(found: object) -> Remembered:
    if not isinstance(found, dict):
        return Remembered()
    place = found.get("second_place")
    return Remembered(
        writes=_number(found.get("writes")) or 0,
        counters=_counters(found.get("counters")),
        erased=frozenset(_texts(found.get("erased"))),
        backed_up_at=_time(found.get("backed_up_at")),
        backed_up_writes=_number(found.get("backed_up_writes")),
        second_place=Path(place) if isinstance(place, str) and place else None,
        second_at=_time(found.get("second_at")),
    )


def _number(found: object) -> int | None:
    return found if type(found) is int and 0 <= found <= _MOST else None


def _counters(found: object) -> Counters:
    counters: Counters = {}
    for row in found if isinstance(found, list) else []:
        match row:
            case [str(series), int(year), int(last)] if type(year) is type(last) is int and 0 < last <= _MOST:
                counters[series, year] = last
    return counters


def _texts(found: object) -> list[str]:
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _time(found: object) -> datetime | None:
    with suppress(ValueError, TypeError):
        at = datetime.fromisoformat(found)  # type: ignore[arg-type]
        return at.astimezone(UTC)
    return None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time reads the memory and writes it again. A killed one leaves no lock. Raises OSError."""
    with path.open("ab") as file:
        _take(file)
        yield  # the system lets the lock go with the file


def _take(file: BinaryIO) -> None:
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined, unused-ignore]
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
