"""Another key for the book: backed up before, and what lies there without one found and let go by choice."""

from datetime import datetime
from pathlib import Path

from evenhand.actions.safekeeping import back_up
from evenhand.storage.backups import Backups
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed, reason_of
from evenhand.storage.keys import BookKey, is_under
from evenhand.storage.rekeying import rekey


def change_key(book: Book, key: BookKey | None, *, now: datetime) -> None:
    """Puts the book under the key, or under none, after a backup under the old one.

    Raises StorageFailed, BookDamaged; then the book goes on as it was.
    """
    back_up(book, now=now, why="rekey")
    rekey(book, key)


def plain_backups(folder: Path) -> list[Path]:
    """The app's own copies of the book in `folder` that anybody can read."""
    found = []
    for backup in Backups(folder).all():
        try:
            if is_under(backup.path, None):
                found.append(backup.path)
        except OSError:
            continue  # it went meanwhile
    return found


def delete_plain_backups(folder: Path) -> int:
    """Lets them go; how many went. Raises StorageFailed for one that can't be deleted."""
    found = plain_backups(folder)
    for path in found:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageFailed(reason_of(error), type(error).__name__, path=path) from error
    return len(found)
