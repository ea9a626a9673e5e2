"""The driver: opening a file of its kind, what makes it durable, and its errors as ours."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from sqlcipher3 import dbapi2 as driver

from evenhand import problem_log
from evenhand.storage.errors import StorageFailed
from evenhand.storage.keys import BookKey

Pragmas = Sequence[tuple[str, str, str | int]]  # name, value, and what is then read back

# The first come before anything is read, the rest only once the book is known to be ours and not newer, because they
# may write. Extra syncs the folder too: without it the last commit before a power cut can be lost.
BEFORE_READING: Pragmas = (
    ("busy_timeout", "200", 200),  # milliseconds
    ("locking_mode", "exclusive", "exclusive"),
)
BEFORE_WRITING: Pragmas = (
    ("journal_mode", "truncate", "truncate"),
    ("synchronous", "extra", 3),
    ("fullfsync", "1", 1),
    ("foreign_keys", "1", 1),
    ("secure_delete", "1", 1),
    ("trusted_schema", "0", 0),
    ("recursive_triggers", "1", 1),  # or else REPLACE deletes a letter without asking the trigger that keeps it
)
# Pages kept in memory, in KiB: the default of 2 MB makes an encrypted book three times slower to read.
IN_MEMORY: Pragmas = (("cache_size", "-32000", -32000),)
# For reading a whole file: checking an index jumps about, and an encrypted page is dear to read again.
FOR_READING_THROUGH: Pragmas = (("cache_size", "-256000", -256000),)


def settle(handle: driver.Connection, pragmas: Pragmas, path: Path | None) -> None:
    """Sets each, in this order, and reads it back. Raises StorageFailed where it doesn't stay set."""
    for name, value, expected in pragmas:
        if path is None and name == "journal_mode":
            continue
        handle.execute(f"PRAGMA {name} = {value}").fetchall()
        if (got := handle.execute(f"PRAGMA {name}").fetchone()[0]) != expected:
            raise StorageFailed("other", f"{name} is {got}, not {expected}", path=path)


def file_id(path: Path | None) -> tuple[int, int] | None:
    """Which file bears this name now; None where there's none."""
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None


class Handle(driver.Connection):  # type: ignore[misc]
    """The driver's connection, with a view of the file's own bytes."""

    bytes_of_file: BinaryIO | None = None

    def file(self) -> BinaryIO:
        """The database's file as it lies on the disk. It stays open for as long as this does. Raises OSError.

        POSIX drops a process's locks on a file, SQLite's among them, when any descriptor of the file is closed.
        """
        if self.bytes_of_file is None:
            _number, _name, path = self.execute("PRAGMA database_list").fetchone()
            self.bytes_of_file = open(path, "rb", buffering=0)  # noqa: SIM115
        return self.bytes_of_file

    def close(self) -> None:
        super().close()
        if self.bytes_of_file is not None:
            self.bytes_of_file.close()


def open_database(path: Path | None, key: BookKey | None, *, read_only: bool = False) -> Handle:
    """Opens a file that is there, or a database in memory; no key leaves it unencrypted. Nothing is read yet.

    Raises the driver's own errors.
    """
    opened: Handle
    if path is None:
        opened = driver.connect(":memory:", isolation_level=None, factory=Handle)
    else:
        mode = "ro" if read_only else "rw"  # never made anew where it was taken away
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        opened = driver.connect(uri, uri=True, isolation_level=None, factory=Handle)
    opened.execute("PRAGMA cipher_log = off")  # or else a wrong key is told on standard error
    if key is not None:
        opened.execute(f"PRAGMA key = {key.pragma}")
    return opened


_NOT_TEXT = "Could not decode to UTF-8"


def failure(error: BaseException, path: Path | None = None, *, at_commit: bool = False) -> StorageFailed:
    """The driver's error as one of ours, with the cause named."""
    text = str(error)
    if text.startswith(_NOT_TEXT):
        text = _NOT_TEXT  # what follows is what was stored
    if isinstance(error, driver.IntegrityError) or type(error).__name__ == "IntegrityError":
        reason = "rule"
    else:
        reason = next((reason for words, reason in _REASONS if words in text), "other")
    # The texts of a constraint name tables and columns; no other text of SQLite's carries what was being stored.
    failed = StorageFailed(reason, text, path=path, at_commit=at_commit)
    failed.__cause__ = error
    problem_log.note(failed)
    return failed


def failures() -> tuple[type[BaseException], ...]:
    """What the driver and peewee raise."""
    from peewee import PeeweeException  # whoever asks has written, so it's loaded

    return PeeweeException, driver.Error


_REASONS = (
    ("disk is full", "disk_full"),
    ("readonly", "read_only"),
    ("disk I/O error", "disk_error"),
    ("unable to open", "disk_error"),
    ("is locked", "in_use"),
    ("malformed", "damaged"),
    (_NOT_TEXT, "damaged"),
    ("not a database", "damaged"),
)
