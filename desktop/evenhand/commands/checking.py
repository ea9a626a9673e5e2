"""`evenhand check`: everything in the book is looked at; what is wrong is said, and which backup is good."""

import sys
from contextlib import suppress
from pathlib import Path

from evenhand.commands.backups import tell_newest_good
from evenhand.commands.opening import key_of, open_book
from evenhand.storage.book_folder import FILE
from evenhand.storage.checking import check
from evenhand.storage.errors import BookDamaged, PassphraseMissing, PassphraseWrong
from evenhand.translation import _
from evenhand.wording.findings import finding


def check_book(data: Path) -> int:
    """Returns 0, or 1 when something is wrong. Raises what opening the book raises."""
    try:
        with open_book(data) as book:
            key = book.connection.key
            findings = check(book)
    except (BookDamaged, PassphraseWrong):
        with suppress(PassphraseMissing, OSError):
            tell_newest_good(data, key_of(data / FILE))
        raise
    for one in findings:
        print(finding(one), file=sys.stderr)
    if not findings:
        print(_("The book is in order."))
        return 0
    tell_newest_good(data, key)
    return 1
