"""Books with a passphrase for the tests of the window, whose keys are made at once."""

from pathlib import Path

import books
from evenhand.storage import keys
from evenhand.storage.book import Book
from evenhand.storage.rekeying import rekey_copy

PASSPHRASE = "seven green lanterns"


def keyed_sample(folder: Path, passphrase: str = PASSPHRASE) -> keys.BookKey:
    """The sample business in a folder, under the passphrase; gives its key."""
    folder.mkdir(parents=True, exist_ok=True)
    with books.sample() as book:
        path = folder / "book.db"
        book.connection.handle.execute("VACUUM INTO ?", (str(path),))
    key = keys.new_key(passphrase)
    rekey_copy(path, None, key)
    return key


def can_be_read_by_anybody(path: Path) -> bool:
    """Whether a file is a database without a key."""
    return path.read_bytes().startswith(b"SQLite format 3")


def opens(folder: Path, passphrase: str) -> bool:
    """Whether the passphrase is that of the book in the folder."""
    path = folder / "book.db"
    try:
        Book.open(folder, key=keys.of_passphrase(passphrase, keys.salt_of(path))).close()
    except keys.StorageError:
        return False
    return True
