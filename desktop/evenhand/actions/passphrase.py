"""Another key for the book, and its copies that lie there without one, found and let go by choice."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from evenhand.actions.safekeeping import back_up
from evenhand.storage.backups import Backups
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageError, StorageFailed, reason_of
from evenhand.storage.keys import BookKey, is_under
from evenhand.storage.rekeying import rekey, wipe


def change_key(book: Book, key: BookKey | None, *, now: datetime) -> None:
    """Puts the book under the key, or under none, after a backup under the old one.

    There is no backup of a book without a key: it would lie there for whoever the passphrase is to keep out. What is
    written anew is compared with the book before it takes its place.

    Raises StorageFailed, BookDamaged; then the book goes on as it was.
    """
    if book.connection.key is not None:
        back_up(book, now=now, why="rekey")
    rekey(book, key)


def rewrite(
    folder: Path, old: BookKey | None, key: BookKey | None, *, clock: Callable[[], datetime], renew: bool, delete: bool
) -> StorageError | None:
    """The same with the book in a folder that nobody has open, in whatever thread.

    Once it's under the new key it's backed up (`renew`), and its backups without a passphrase go (`delete`); gives what
    went amiss with these. Raises what opening and `change_key` raise.
    """
    with Book.open(folder, key=old) as book:
        change_key(book, key, now=clock())
        try:
            if renew:
                back_up(book, now=clock())
            if delete:
                delete_plain_backups(folder)
        except StorageError as trouble:
            return trouble
    return None


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
    """Lets them go, so that they aren't found on the disk either; how many. Raises StorageFailed where one stays."""
    found = plain_backups(folder)
    for path in found:
        try:
            for beside in ("-journal", ""):  # a book that a crash left and that was set aside has its journal with it
                wipe(path.with_name(path.name + beside))
        except OSError as error:
            raise StorageFailed(reason_of(error), type(error).__name__, path=path) from error
    return len(found)
