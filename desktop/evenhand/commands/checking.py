"""`evenhand check`: everything in the book is looked at; what is wrong is said, and which backup is good."""

import sys
from pathlib import Path

from evenhand import wording
from evenhand.commands.backups import tell_newest_good
from evenhand.commands.opening import key_of
from evenhand.storage.backups import Backups
from evenhand.storage.book import Book
from evenhand.storage.book_folder import FILE
from evenhand.storage.checking import check
from evenhand.storage.errors import BookDamaged, PassphraseWrong
from evenhand.translation import _
from evenhand.wording.findings import finding


def check_book(data: Path) -> int:
    """Returns 0, or 1 when something is wrong. Raises what opening the book raises but damage, which is said."""
    key = key_of(data / FILE)
    try:
        with Book.open(data, key=key) as book:
            findings = check(book)
    except (BookDamaged, PassphraseWrong) as error:
        print(wording.sentence(error), file=sys.stderr)
        # A backup that opens with the same key says that it was the right one. One that doesn't says nothing.
        if isinstance(error, BookDamaged) or Backups(data).newest_good(key) is not None:
            tell_newest_good(data, key)
        return 1
    for one in findings:
        print(finding(one), file=sys.stderr)
    if not findings:
        print(_("The book is in order."))
        return 0
    tell_newest_good(data, key)
    return 1
