"""What keeps the book from being opened, read or written, in the screen's language."""

from evenhand.storage.errors import (
    BookDamaged,
    BookExists,
    BookInUse,
    BookMissing,
    BookNewer,
    BookOutdated,
    BookReadOnly,
    NotInBook,
    OnlyLookedAt,
    PassphraseMissing,
    PassphraseWrong,
    StorageError,
    StorageFailed,
)
from evenhand.storage.keys import CodeNotUnderstood, EmptyPassphrase
from evenhand.translation import N_, _
from evenhand.wording.refusals import sentence

_UNNAMED_FAILURE = N_("The book could not do that. Nothing was changed.")
_FAILURES = {
    "disk_full": N_("The disk is full. Nothing was changed; free some space and try once more."),
    "read_only": N_("The folder of your data can't be written to. Nothing was changed."),
    "no_folder": N_("That folder is not there. Nothing was changed; choose another."),
    "disk_error": N_("The disk reported an error. Nothing was changed; copy your data to another disk soon."),
    "taken_away": N_(
        "The book was moved, replaced or taken away while it was open. Nothing was saved; put it back, or open it again"
        " where it is now."
    ),
    "in_use": N_("Another window has this book open. Close it, then try once more."),
    "damaged": N_("The book can't be read any more. Nothing was changed; check your data, or restore a backup."),
}


@sentence.register
def _storage(error: StorageError) -> str:
    return _(_UNNAMED_FAILURE)


@sentence.register
def _missing_book(error: BookMissing) -> str:
    return _("There is no book in {folder}.").format(folder=error.folder)


@sentence.register
def _book_exists(error: BookExists) -> str:
    return _("{folder} holds a book already. Choose an empty folder.").format(folder=error.folder)


@sentence.register
def _book_in_use(error: BookInUse) -> str:
    return _("This book is open in another window. Go on there, or close it first.")


@sentence.register
def _newer_book(error: BookNewer) -> str:
    return _("This book was saved by a newer version of Evenhand. Install the newer version. Your data is unchanged.")


@sentence.register
def _outdated(error: BookOutdated) -> str:
    return _(
        "An older version of Evenhand wrote this book. It has to be brought up to date before it can be looked at, and"
        " that writes to it."
    )


@sentence.register
def _read_only(error: BookReadOnly) -> str:
    return _("Evenhand can't write to {folder}. Make the folder writable, or choose another.").format(
        folder=error.folder
    )


@sentence.register
def _damaged(error: BookDamaged) -> str:
    return _("{path} is not a readable book. Nothing was changed; bring back a copy of it.").format(path=error.path)


@sentence.register
def _passphrase_missing(error: PassphraseMissing) -> str:
    return _("This book has a passphrase. Type it to open the book.")


@sentence.register
def _passphrase_wrong(error: PassphraseWrong) -> str:
    # A damaged first page and a wrong key look the same, so both are said.
    return _(
        "That is not the passphrase of this book, or the file is damaged. Nothing was changed; type it once more, or"
        " open a backup."
    )


@sentence.register
def _passphrase_empty(error: EmptyPassphrase) -> str:
    return _("There is no passphrase yet. Type one, letters, digits or signs of any language.")


@sentence.register
def _code_not_understood(error: CodeNotUnderstood) -> str:
    return _("That is not a recovery code, or a sign of it is wrong. Compare it with the paper, group by group.")


@sentence.register
def _not_in_book(error: NotInBook) -> str:
    return _("That is no longer in the book.")


@sentence.register
def _only_looked_at(error: OnlyLookedAt) -> str:
    return _("This book is open to look at only, so nothing was saved. The line at the top of the window says why.")


@sentence.register
def _failed(error: StorageFailed) -> str:
    known = _FAILURES.get(error.reason, _UNNAMED_FAILURE)
    return f"{_(known)} ({error.path})" if error.path is not None else _(known)
