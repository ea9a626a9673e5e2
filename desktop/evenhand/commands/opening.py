"""Opening a book from the command line: its passphrase is read from the environment, or asked for."""

import getpass
import os
import sys
from pathlib import Path

from evenhand.storage import keys
from evenhand.storage.book import Book
from evenhand.storage.errors import PassphraseMissing
from evenhand.translation import _

VARIABLE = "EVENHAND_PASSPHRASE"


def open_book(folder: Path) -> Book:
    """The book in the folder. Raises what Book.open raises."""
    return Book.open(folder, key=key_of(folder / "book.db"))


def key_of(path: Path) -> keys.BookKey | None:
    """The key of a file, when it needs one; a recovery code does as well as the passphrase.

    Raises PassphraseMissing where nobody can be asked, EmptyPassphrase, OSError.
    """
    if not path.is_file() or not keys.is_encrypted(path):
        return None
    typed = os.environ.get(VARIABLE, "")
    if not typed and sys.stdin is not None and sys.stdin.isatty():
        typed = getpass.getpass(_("Passphrase or recovery code: "))
    if not typed.strip():
        raise PassphraseMissing(path)
    salt = keys.salt_of(path)
    try:
        return keys.of_recovery_code(typed, salt)
    except keys.CodeNotUnderstood:
        return keys.of_passphrase(typed, salt)
