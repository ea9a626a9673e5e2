"""Opening a book from the command line: its passphrase is read from the environment, or asked for."""

import getpass
import os
import sys
from pathlib import Path

from evenhand.storage import keys
from evenhand.storage.book import Book
from evenhand.storage.book_folder import FILE
from evenhand.storage.errors import PassphraseMissing
from evenhand.translation import _
from evenhand.wording import sentence

VARIABLE = "EVENHAND_PASSPHRASE"


class NobodyToAsk(PassphraseMissing):
    """A passphrase is needed, but none is in the environment, and there's no terminal or nothing was typed there."""


@sentence.register
def _nobody_to_ask(error: NobodyToAsk) -> str:
    return _(
        "This book has a passphrase. Type it when it's asked for in a terminal, or put it into the variable {variable}."
    ).format(variable=VARIABLE)


def open_book(folder: Path) -> Book:
    """The book in the folder. Raises what Book.open raises, and NobodyToAsk."""
    return Book.open(folder, key=key_of(folder / FILE))


def key_of(path: Path) -> keys.BookKey | None:
    """The key of a file, when it needs one; a recovery code does as well as the passphrase.

    Raises NobodyToAsk, EmptyPassphrase, OSError.
    """
    if not path.is_file() or not keys.is_encrypted(path):
        return None
    typed = os.environ.get(VARIABLE, "") or _asked()
    if not typed.strip():
        raise NobodyToAsk(path)
    salt = keys.salt_of(path)
    try:
        return keys.of_recovery_code(typed, salt)
    except keys.CodeNotUnderstood:
        return keys.of_passphrase(typed, salt)


def _asked() -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        return ""
    try:
        return getpass.getpass(_("Passphrase or recovery code: "))
    except (EOFError, KeyboardInterrupt):
        print(file=sys.stderr)  # the prompt's line ends here
        return ""
