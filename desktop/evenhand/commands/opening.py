"""Opening a book from the command line: its passphrase is read from the environment, or asked for."""

import getpass
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from evenhand.storage import keys
from evenhand.storage.book import Book
from evenhand.storage.book_folder import FILE
from evenhand.storage.errors import BookReadOnly, PassphraseMissing, StorageError
from evenhand.storage.first_look import Finding, gravest, open_carefully
from evenhand.storage.seen import Seen, own_folder
from evenhand.translation import _
from evenhand.wording import first_look, sentence

VARIABLE = "EVENHAND_PASSPHRASE"


class NobodyToAsk(PassphraseMissing):
    """A passphrase is needed, but none is in the environment, and there's no terminal or nothing was typed there."""


@sentence.register
def _nobody_to_ask(error: NobodyToAsk) -> str:
    return _(
        "This book has a passphrase. Type it when it's asked for in a terminal, or put it into the variable {variable}."
    ).format(variable=VARIABLE)


class NotChosen(StorageError):
    """Something was noticed about the book that its owner has to decide on in the window before it's written to."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.what.name)
        self.finding = finding


@sentence.register
def _not_chosen(error: NotChosen) -> str:
    said = first_look.title(error.finding), first_look.told(error.finding), first_look.until_chosen()
    return f"{said[0]}. {said[1]} {said[2]}"


def open_book(folder: Path, *, to_write: bool = False) -> Book:
    """The book in the folder; without `to_write` it may be open to be looked at only.

    Raises what Book.open raises, NobodyToAsk, and NotChosen where it was to be written to.
    """
    opened = open_carefully(folder, key=key_of(folder / FILE), seen=Seen(own_folder()), now=datetime.now(UTC))
    if to_write and opened.findings:
        opened.book.close()
        worst = gravest(opened.findings)
        raise NotChosen(worst) if worst.asks else BookReadOnly(folder)
    return opened.book


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
