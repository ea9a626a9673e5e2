"""After how many minutes without a key or the mouse the window locks."""

from PySide6.QtWidgets import QWidget

from evenhand.storage.book import Book
from evenhand.translation import _, ngettext
from evenhand.ui.frames import column
from evenhand.ui.inputs import Combo, Field
from evenhand.ui.preferences import LOCK_MINUTES, Preferences


class LockChoice(QWidget):
    """A choice that counts from the moment it's made. Without a passphrase it says that there's nothing to lock."""

    def __init__(self, book: Book, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._book = book
        self._preferences = preferences or Preferences()
        name = _("Lock when nobody has touched it")
        self.minutes = Combo([(minutes, _after(minutes)) for minutes in LOCK_MINUTES], name)
        self.minutes.chosen.connect(self._on_chosen)
        self._field = Field(name, self.minutes)
        self.setLayout(column(self._field))
        self.refresh()

    def refresh(self) -> None:
        """Shows what is chosen now, and whether it means anything."""
        locks = self._book.connection.key is not None
        self.minutes.set_value(self._preferences.lock_minutes if locks else 0)
        self.minutes.setEnabled(locks)
        self._field.set_hint("" if locks else _("Only a book with a passphrase can be locked."))

    def _on_chosen(self, minutes: object) -> None:
        assert isinstance(minutes, int)
        self._preferences.lock_minutes = minutes


def _after(minutes: int) -> str:
    return ngettext("After {n} minute", "After {n} minutes", minutes).format(n=minutes) if minutes else _("Never")
