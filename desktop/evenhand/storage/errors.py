"""What can go wrong with a book, each as a type of its own, so that the screens find a sentence for it."""

import errno
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evenhand.storage.first_look import Finding


class StorageError(Exception):
    """Anything the book refuses or fails at."""


class BookMissing(StorageError):
    """There's no book in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no book in {folder}")
        self.folder = folder


class BookExists(StorageError):
    """The folder holds a book already, and it isn't overwritten."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds a book already")
        self.folder = folder


class BookInUse(StorageError):
    """Another window, or another computer, has this book open."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the book in {folder} is open elsewhere")
        self.folder = folder


class BookNewer(StorageError):
    """The book was written by a newer program. `schema` is the book's, `known` the newest this program reads."""

    def __init__(self, schema: int, known: int) -> None:
        super().__init__(f"the book has schema {schema}, this program knows {known}")
        self.schema, self.known = schema, known


class BookOutdated(StorageError):
    """The book can't be only looked at: an older program wrote it, and bringing it up to date writes to it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the book in {folder} has to be brought up to date first")
        self.folder = folder


class BookUncertain(BookOutdated):
    """Such a book, of which something was noticed as well that the owner has to decide on. `findings` says what."""

    def __init__(self, folder: Path, findings: "tuple[Finding, ...]") -> None:
        super().__init__(folder)
        self.findings = findings


class BookReadOnly(StorageError):
    """The folder, or the book in it, can't be written to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} can't be written to")
        self.folder = folder


class BookDamaged(StorageError):
    """What lies there isn't a book, or is one no longer. `detail` is for a report, not for a screen."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{path} is not a readable book: {detail}")
        self.path, self.detail = path, detail


class PassphraseMissing(StorageError):
    """The book can only be read with its passphrase, and none was given."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} needs its passphrase")
        self.path = path


class PassphraseWrong(StorageError):
    """The key doesn't open the file: it's another's, or the file is damaged. Which of them can't be told."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} doesn't open with this key")
        self.path = path


class StorageFailed(StorageError):
    """A write or read that failed. Nothing of it was kept, except where `at_commit` says that it's uncertain.

    `reason` is 'disk_full', 'read_only', 'no_folder', 'disk_error', 'taken_away' (another file, or none, bears the
    open book's name), 'in_use', 'damaged', 'rule' (one of the database's) or 'other'.
    """

    def __init__(self, reason: str, detail: str = "", *, path: Path | None = None, at_commit: bool = False) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail, self.path, self.at_commit = reason, detail, path, at_commit


def is_damage(error: Exception) -> bool:
    """Whether it says that the book itself can't be read."""
    return isinstance(error, BookDamaged) or (isinstance(error, StorageFailed) and error.reason == "damaged")


class OnlyLookedAt(StorageFailed):
    """A write to a book that is open to be looked at."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__("read_only", path=path)


def reason_of(error: OSError) -> str:
    """What StorageFailed calls an error of the operating system."""
    return {
        errno.EACCES: "read_only",
        errno.EPERM: "read_only",
        errno.EROFS: "read_only",
        errno.ENOSPC: "disk_full",
        errno.EDQUOT: "disk_full",
        errno.ENOENT: "no_folder",
        errno.ENOTDIR: "no_folder",
        errno.ENAMETOOLONG: "no_folder",
    }.get(error.errno or 0, "disk_error")


class NotInBook(StorageError, LookupError):
    """A record that was asked for by an id the book doesn't hold."""

    def __init__(self, table: str, id_: int) -> None:
        super().__init__(f"{table} has no {id_}")
        self.table, self.id = table, id_
