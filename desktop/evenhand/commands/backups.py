"""`evenhand backup` and `evenhand restore`: a verified copy of the book in a file, and one put in its place."""

import os
import sys
from contextlib import suppress
from datetime import date
from errno import ENOENT
from pathlib import Path

from evenhand import formats
from evenhand.actions.safekeeping import restore as bring_back
from evenhand.commands.opening import VARIABLE, key_of, open_book
from evenhand.storage import seen
from evenhand.storage.backups import Backups
from evenhand.storage.book_folder import FILE
from evenhand.storage.copies import BackupCounts, write_copy
from evenhand.storage.errors import StorageError
from evenhand.storage.keys import BookKey
from evenhand.translation import _, language, ngettext
from evenhand.wording.backups import after_restore

_NAMED = 24  # numbers


def backup(data: Path, target: Path) -> int:
    """Writes a copy that was read through. Returns 0, or 1 where something bears that name already.

    Raises what opening the book raises, BookDamaged, StorageFailed.
    """
    if target.exists():
        text = _("{file} is there already, and nothing was written. Choose another name.")
        print(text.format(file=target), file=sys.stderr)
        return 1
    with open_book(data) as book:
        counts = write_copy(book, target)
    print(_("{file} is a copy of the book, and has been read through.").format(file=target))
    _tell(counts)
    return 0


def restore(data: Path, target: Path) -> int:
    """Puts the copy in the place of the book, which is kept. Returns 0.

    Raises FileNotFoundError, what reading the copy's key raises, and what `actions.safekeeping.restore` raises.
    """
    if not target.is_file():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(target))
    memory = seen.Seen(seen.own_folder())
    key = key_of(target)
    done = bring_back(
        data, target, key=key, seen=memory, today=date.today(), present_key=_key_of_present(data / FILE, key)
    )
    print(_("{file} is the book now.").format(file=target))
    _tell(done.counts)
    if done.kept is not None:
        print(_("The book that it replaced is kept as {file}.").format(file=done.kept))
    if done.lost_numbers:
        count = len(done.lost_numbers)
        text = ngettext(
            "{n} number was given to a letter that is not in this copy. It is never given again:",
            "{n} numbers were given to letters that are not in this copy. They are never given again:",
            count,
        )
        more = " …" if count > _NAMED else ""
        print(f"{text} {', '.join(done.lost_numbers[:_NAMED])}{more}")
    for sentence in after_restore(done.erased_again, numbers_known=done.numbers_known):
        print(sentence)
    return 0


def tell_newest_good(data: Path, key: BookKey | None) -> None:
    """Names the newest backup that can be read through, on standard error."""
    found = Backups(data).newest_good(key)
    if found is None:
        print(_("No good backup of this book was found beside it."), file=sys.stderr)
        return
    text = _("The newest good backup is of {moment}. To bring it back: {command}")
    at = found.made_at.astimezone()
    print(text.format(moment=f"{at:%Y-%m-%d %H:%M}", command=f'evenhand restore "{found.path}"'), file=sys.stderr)


def _key_of_present(path: Path, key: BookKey | None) -> BookKey | None:
    """The key of the book that is replaced, where the environment's passphrase opens that as well."""
    with suppress(StorageError, OSError):
        if os.environ.get(VARIABLE):
            return key_of(path)
    return key


def _tell(counts: BackupCounts) -> None:
    print(f"- {ngettext('{n} client', '{n} clients', counts.clients)}")
    print(f"- {ngettext('{n} order', '{n} orders', counts.orders)}")
    letters = ngettext("{n} letter", "{n} letters", counts.letters)
    if counts.last_letter_on is not None:
        day = formats.short_date(counts.last_letter_on, language(), year=True)
        letters = _("{letters}, the last of {day}").format(letters=letters, day=day)
    print(f"- {letters}")
