"""What is said once a copy lies in the book's place: which, and what is to be known of it besides."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from evenhand.storage.backups import named
from evenhand.storage.keys import BookKey
from evenhand.translation import _
from evenhand.wording.backups import after_restore, moment

if TYPE_CHECKING:
    from evenhand.actions.safekeeping import Restored


class Outcome(NamedTuple):
    """The copy at `path` is the book now, and opens with `key`."""

    restored: "Restored"
    path: Path
    key: BookKey | None

    def tell(self, say: Callable[[str], object], window: QWidget) -> None:
        """Says it in the window on the book; what is to be known besides stays there until it's read."""
        say(_line(self.path))
        besides = after_restore(self.restored.erased_again, numbers_known=self.restored.numbers_known)
        if besides:
            from evenhand.ui.notice import tell

            tell(" ".join(besides), window)


def _line(path: Path) -> str:
    backup = named(path)
    if backup is None:
        return _("The copy is open now. The book before it is kept among the backups.")
    when = moment(backup.made_at.astimezone(), datetime.now().astimezone())
    return _("The copy is open now: {when}. The book before it is kept among the backups.").format(when=when)
