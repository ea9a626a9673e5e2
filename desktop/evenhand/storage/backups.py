"""The backups of a book: made, verified by opening and reading through, listed, thinned, carried to a second place.

A backup bears the first signs of its own SHA-256 in its name, so that a byte that changed since is found also where
nothing in the file would tell.
"""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evenhand.domain.backups import in_place_of
from evenhand.storage import migrations
from evenhand.storage.backup import copied, copy_out, forget_cached, free_name, make_folder, sync_file, sync_folder
from evenhand.storage.book import Book
from evenhand.storage.book_folder import put
from evenhand.storage.connection import Connection
from evenhand.storage.copies import BackupCounts as BackupCounts
from evenhand.storage.copies import counts_of as counts_of
from evenhand.storage.copies import read_through, sha256_of
from evenhand.storage.errors import BookDamaged, StorageError, StorageFailed, reason_of
from evenhand.storage.keys import BookKey

FOLDER = "backups"
_SIGNS = 16  # of the SHA-256 in a name
_NAME = re.compile(
    r"(?:backup|before-(?P<why>[a-z0-9-]{1,40}?))-(?P<at>[0-9]{8}T[0-9]{6}Z)(?:-(?P<seal>[0-9a-f]{16}))?(?:-[0-9]+)?\.db"
)

_HALF = re.compile(r"\.[0-9]+\.tmp(-journal)?$")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a book. `made_at` is UTC; `why` is empty, or what it was made before: "import", "v4-to-v5" ..."""

    path: Path
    made_at: datetime
    size: int  # bytes
    why: str = ""
    seal: str = ""  # the first signs of its SHA-256; empty for a book that was set aside as it was

    def is_whole(self) -> bool:
        """Whether every byte is as it was when the copy was verified. False for one that never was."""
        try:
            return bool(self.seal) and sha256_of(self.path).startswith(self.seal)
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class HalfBackup:
    """A copy that nobody has read through yet. `verify` may be called in another thread than the book's."""

    path: Path
    key: BookKey | None
    made_at: datetime
    why: str
    letters: int
    written: int  # how far the book had come

    def verify(self) -> Backup:
        """Reads the copy through, makes it last through a power cut, and only then gives it a backup's name.

        Raises BookDamaged when it isn't sound, StorageFailed when it can't be kept; neither leaves a file.
        """
        try:
            sync_file(self.path)
            forget_cached(self.path)
            seal = sha256_of(self.path)[:_SIGNS]
            counts = read_through(self.path, self.key)
            if counts.letters != self.letters:
                raise BookDamaged(self.path, f"{counts.letters} letters of {self.letters}")
            kind = f"before-{self.why}" if self.why else "backup"
            named = free_name(self.path.with_name(f"{kind}-{self.made_at:%Y%m%dT%H%M%SZ}-{seal}.db"))
            put(self.path, named)
            self.path.unlink(missing_ok=True)
            sync_folder(named.parent)
            return Backup(named, self.made_at, named.stat().st_size, self.why, seal)
        except OSError as error:
            raise StorageFailed(reason_of(error), type(error).__name__, path=self.path.parent) from error
        finally:
            self.drop()

    def drop(self) -> None:
        """Lets the copy go, if it's still half."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


class Backups:
    """The copies of the book in `folder`: those in its folder of backups, and those set aside beside it."""

    def __init__(self, folder: Path) -> None:
        self.book_folder = folder
        self.folder = folder / FOLDER

    def copy_out(self, book: Book, now: datetime, why: str = "") -> HalfBackup:
        """The first half of `make`, and all that needs the book: as long as it takes to copy the file.

        Raises StorageFailed; then no file is left.
        """
        at = now.astimezone(UTC)
        half = self.folder / f"{at:%Y%m%dT%H%M%SZ}.{os.getpid()}.tmp"
        try:
            make_folder(self.folder)
            self._clear_halves()
            letters = book.letters.count()
            copy_out(book.connection, half)
        except OSError as error:
            raise StorageFailed(reason_of(error), type(error).__name__, path=self.folder) from error
        return HalfBackup(half, book.connection.key, at, why, letters, book.written)

    def make(self, book: Book, now: datetime, why: str = "") -> Backup:
        """A verified backup. It never takes the place of another one.

        Raises BookDamaged when the book isn't sound: then there's no backup, and the earlier ones stay. StorageFailed.
        """
        return self.copy_out(book, now, why).verify()

    def all(self) -> list[Backup]:
        """The newest first. Files by another name are somebody else's."""
        self._clear_halves()
        found = [*listed(self.folder), *listed(self.book_folder)]
        return sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True)

    def counts(self, path: Path, key: BookKey | None) -> BackupCounts:
        """What a copy holds, without reading it through.

        Raises BookNewer, BookDamaged, PassphraseMissing, PassphraseWrong, StorageFailed.
        """
        return counts_of(path, key)

    def newest_good(self, key: BookKey | None) -> Backup | None:
        """The newest that opens with this key and in which nothing is wrong. It takes as long as checking each."""
        return next((one for one in self.all() if _is_good(one, key)), None)

    def thin(self, now: datetime) -> list[Path]:
        """Lets go of what `domain.backups` doesn't want any more, and says which files.

        A copy goes only when a younger one that is whole stays in its place. Books that were set aside, as before a
        change of schema or a restoration, all stay. Raises StorageFailed.
        """
        return thin(self.folder, now)

    def copy_to(self, place: Path, backup: Backup, now: datetime, book_id: str) -> Path:
        """Carries a backup to a second place, reads it back, and thins what lies there of this book.

        Each book has a folder of its own there. Raises StorageFailed with the place as its path: 'no_folder',
        'disk_full', 'read_only', 'disk_error'; BookDamaged when what arrived isn't what was sent. No half is left.
        """
        folder = place / f"Evenhand {book_id[:8]}"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            _clear_halves(folder)
            target = folder / backup.path.name
            if target.exists() and sha256_of(target) == sha256_of(backup.path):
                return target
            thin(folder, now)
            half = folder / f"{backup.path.name}.{os.getpid()}.tmp"
            try:
                copied(backup.path, half)
                forget_cached(half)
                if sha256_of(half) != sha256_of(backup.path):
                    raise BookDamaged(half, "what arrived is not what was sent")
                target = free_name(target)
                put(half, target)
            finally:
                with suppress(OSError):
                    half.unlink(missing_ok=True)
            with suppress(OSError):  # not every file system can
                sync_folder(folder)
            return target
        except OSError as error:
            missing = not place.is_dir()
            reason = "no_folder" if missing else reason_of(error)
            raise StorageFailed(reason, type(error).__name__, path=place) from error

    def _clear_halves(self) -> None:
        _clear_halves(self.folder)


def _is_good(backup: Backup, key: BookKey | None) -> bool:
    from evenhand.storage.checking import check

    if backup.seal and not backup.is_whole():
        return False
    try:
        if read_through(backup.path, key).schema < migrations.NEWEST:
            return True  # only a book of today's schema can be checked without bringing it up to date
        connection = Connection(backup.path, key, read_only=True)
        try:
            return check(Book(connection, None)) == []
        finally:
            connection.close()
    except StorageError:
        return False


def listed(folder: Path) -> Iterable[Backup]:
    """The copies that lie in one folder, in no order."""
    try:
        files = list(folder.iterdir())
    except OSError:
        return
    for path in files:
        found = _NAME.fullmatch(path.name)
        if found is None:
            continue
        with suppress(OSError, ValueError):
            made_at = datetime.strptime(found["at"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            if path.is_file():
                yield Backup(path, made_at, path.stat().st_size, found["why"] or "", found["seal"] or "")


def named(path: Path) -> Backup | None:
    """What a file's own name says of it, when it's a backup's."""
    return next((one for one in listed(path.parent) if one.path == path), None)


def thin(folder: Path, now: datetime) -> list[Path]:
    """See `Backups.thin`."""
    pool = [one for one in listed(folder) if one.seal]
    while True:
        gone = in_place_of([one.made_at for one in pool], now)
        stands = [one for one in pool if one.made_at in set(gone.values())]
        broken = [one for one in stands if not one.is_whole()]
        if not broken:
            break
        pool = [one for one in pool if one not in broken]
    dropped = [one.path for one in pool if one.made_at in gone]
    for path in dropped:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageFailed(reason_of(error), type(error).__name__, path=folder) from error
    return dropped


def _clear_halves(folder: Path) -> None:
    """What another run left half-written."""
    own = f".{os.getpid()}.tmp"
    for left in folder.glob("*.tmp*"):
        if _HALF.search(left.name) and own not in left.name:
            with suppress(OSError):
                left.unlink()
