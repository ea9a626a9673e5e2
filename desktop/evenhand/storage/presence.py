"""Who has the book open: a hint beside it for other computers, which a synced folder carries where no lock reaches.

It's only a hint. On one computer the database's own lock decides.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from evenhand.storage.backup import sync_file

FILE = "book.open.json"
BEAT = timedelta(minutes=4)  # how often an open window renews its hint
_FRESH = timedelta(minutes=15)  # a sync takes its time
_LARGEST = 4096  # bytes


@dataclass(frozen=True)
class Elsewhere:
    """Another computer has the book open, or had and didn't close it. Times are UTC."""

    host: str
    since: datetime
    last_sign: datetime
    fresh: bool  # it gave a sign within the last minutes, by the clock of whoever asks


class Presence:
    """This computer's hint beside the book in a folder. Nothing here raises: without a hint the book opens as well.

    The hint holds the computer's name, the program's number and two times, and nothing of the book.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._host = host_name()
        self._since: datetime | None = None

    def other(self, now: datetime) -> Elsewhere | None:
        """The other computer whose hint lies there; a hint of this one is none, however it came to stay."""
        found = self._read()
        if found is None or found["host"] == self._host:
            return None
        since, last_sign = _time(found["since"]), _time(found["heartbeat"])
        if since is None or last_sign is None:
            return None
        return Elsewhere(found["host"], since, last_sign, abs(now.astimezone(UTC) - last_sign) < _FRESH)

    def arrive(self, now: datetime) -> None:
        """Says that the book is open here, in place of whatever was said before."""
        self._since = now.astimezone(UTC)
        self._write(now)

    def beat(self, now: datetime) -> Elsewhere | None:
        """Renews the hint. Where another computer has put its own in the meantime, that stays and is given back."""
        if self._since is None:
            return None
        if (other := self.other(now)) is not None:
            return other
        self._write(now)
        return None

    def leave(self) -> None:
        """Takes this computer's hint away, at a clean end."""
        if self._since is None:
            return
        self._since = None
        found = self._read()
        if found is not None and found["host"] == self._host and found["pid"] == os.getpid():
            with suppress(OSError):
                self._path.unlink()

    def _write(self, now: datetime) -> None:
        assert self._since is not None
        hint = {
            "host": self._host,
            "pid": os.getpid(),
            "since": self._since.isoformat(timespec="seconds"),
            "heartbeat": now.astimezone(UTC).isoformat(timespec="seconds"),
        }
        half = self._path.with_name(f"{FILE}.tmp")
        try:
            half.unlink(missing_ok=True)
            descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # never through somebody's link
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(hint, file)
            sync_file(half)
            os.replace(half, self._path)
        except OSError:
            with suppress(OSError):
                half.unlink(missing_ok=True)

    def _read(self) -> dict[str, Any] | None:
        try:
            with self._path.open("rb") as file:
                found = json.loads(file.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(found, dict) or not all(isinstance(found.get(key), str) for key in _TEXTS):
            return None
        return found


_TEXTS = ("host", "since", "heartbeat")


def host_name() -> str:
    """What this computer is called in its network; "" where it has no name. Asks no network."""
    if hasattr(os, "uname"):
        return os.uname().nodename
    return os.environ.get("COMPUTERNAME", "")


def _time(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
