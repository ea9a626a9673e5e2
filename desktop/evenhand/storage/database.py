"""The driver: opening a file of its kind, and its errors as ours."""

from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from evenhand.storage.errors import StorageFailed
from evenhand.storage.keys import BookKey


def open_database(path: Path | None, key: BookKey | None, *, read_only: bool = False) -> driver.Connection:
    """Opens a file, or a database in memory; no key leaves it unencrypted. Nothing is read yet.

    Raises the driver's own errors.
    """
    if path is None:
        opened = driver.connect(":memory:", isolation_level=None)
    else:
        mode = "ro" if read_only else "rwc"
        opened = driver.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    opened.execute("PRAGMA cipher_log = off")  # or else a wrong key is told on standard error
    if key is not None:
        opened.execute(f"PRAGMA key = {key.pragma}")
    return opened


def failure(error: BaseException, path: Path | None = None, *, at_commit: bool = False) -> StorageFailed:
    """The driver's error as one of ours, with the cause named."""
    text = str(error)
    if isinstance(error, driver.IntegrityError) or type(error).__name__ == "IntegrityError":
        reason = "rule"
    else:
        reason = next((reason for words, reason in _REASONS if words in text), "other")
    # The texts of a constraint name tables and columns; no other text of SQLite's carries what was being stored.
    return StorageFailed(reason, text, path=path, at_commit=at_commit)


_REASONS = (
    ("disk is full", "disk_full"),
    ("readonly", "read_only"),
    ("disk I/O error", "disk_error"),
    ("unable to open", "disk_error"),
    ("is locked", "in_use"),
    ("malformed", "damaged"),
    ("not a database", "damaged"),
)
