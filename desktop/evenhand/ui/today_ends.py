"""How Today ends: with the line that says it's enough, with nothing at all, or with a list that did not open."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand.storage.errors import StorageError, StorageFailed, is_damage
from evenhand.translation import _
from evenhand.ui.buttons import button
from evenhand.ui.desk import Desk
from evenhand.ui.explained import Explained, Lines
from evenhand.ui.flow import FlowLayout
from evenhand.ui.frames import EmptyState, column, row
from evenhand.ui.labels import ElidedLabel, IconLabel, label


class Enough(QWidget):
    """The last line, with how promises were kept."""

    def __init__(self) -> None:
        super().__init__()
        self.rate = Explained(role="body", tone="ink3")
        words = FlowLayout(spacing=6)
        words.addWidget(ElidedLabel(_("Nothing else needs you today."), "body", "ink3"))
        words.addWidget(self.rate)
        line = row(IconLabel("check-circle", "acc", 18), words, spacing=10, margins=(4, 4, 0, 8))
        line.setStretch(1, 1)
        line.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def explain(self, text: str, lines: Lines) -> None:
        """How promises were kept; nothing where none has ended yet."""
        self.rate.explain(text, lines)
        self.rate.setVisible(bool(text))


class NothingWaits(QWidget):
    """Nothing at all needs the owner. `write` begins a letter."""

    def __init__(self, write: Callable[[], object]) -> None:
        super().__init__()
        self.rate = Explained(role="secondary", tone="ink3")
        empty = EmptyState(
            _("Nothing needs you today"),
            _("No promise is due and every case is answered. Close the laptop, if you like."),
            button(_("Write a friendly line"), "plain", "envelope-simple", write),
        )
        whole = column(empty, row(None, self.rate, None, margins=(16, 0, 16, 24)), spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def explain(self, text: str, lines: Lines) -> None:
        """How promises were kept; nothing where none has ended yet."""
        self.rate.explain(text, lines)
        self.rate.setVisible(bool(text))


# Of what stood in the way, what says nothing against the book itself.
_HARMLESS = ("in_use", "disk_full", "read_only")


class NotOpened(QWidget):
    """The book could not be read: why, and whether anything may be lost by it."""

    def __init__(self, again: Callable[[], object], desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._damaged = False
        self.words = label("", "question", wrap=True)
        self.why = label("", "body", "ink2", wrap=True)
        try_again = button(_("Try again"), "plain", "arrows-clockwise", again)
        from_backup = button(_("Restore from backup"), "plain", "clock-countdown", self._restore)
        acts = row(try_again, from_backup, None, spacing=10)
        self.setLayout(column(self.words, self.why, 4, acts, None, spacing=6, margins=(4, 8, 4, 24)))

    def tell(self, error: StorageError) -> None:
        """Why it could not be read. Where the book is damaged, the newest good backup is what is offered."""
        from evenhand import wording

        self.note_damaged(is_damage(error))
        harmless = isinstance(error, StorageFailed) and error.reason in _HARMLESS
        if self._damaged:
            self.words.setText(_("The book can't be read"))
        elif harmless:
            self.words.setText(_("Today's list did not open. Your data is safe."))
        else:
            self.words.setText(_("Today's list did not open."))
        self.why.setText(wording.sentence(error))

    def note_damaged(self, damaged: bool) -> None:
        """Whether the book is damaged inside; the foot of the sidebar hears of it."""
        self._damaged = damaged
        if self._desk.safekeeping is not None:
            self._desk.safekeeping.note_damaged(damaged)

    def _restore(self) -> None:
        from evenhand.ui.restore_form import restore_here

        restore_here(self._desk, self.window(), newest_good=self._damaged)
