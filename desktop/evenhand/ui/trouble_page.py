"""Why the book did not open, in a sentence, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from evenhand import wording
from evenhand.storage.errors import (
    BookDamaged,
    BookInUse,
    BookMissing,
    BookNewer,
    BookOutdated,
    BookReadOnly,
    BookUncertain,
    StorageError,
    StorageFailed,
)
from evenhand.storage.first_look import gravest
from evenhand.translation import N_, _
from evenhand.ui.buttons import button
from evenhand.ui.labels import label
from evenhand.ui.opening_page import OpeningPage
from evenhand.wording.first_look import title, told

_ELSE = N_("The book did not open")
_TITLES: tuple[tuple[type[StorageError], str], ...] = (
    (BookInUse, N_("The book is open elsewhere")),
    (BookNewer, N_("The book is from a newer Evenhand")),
    (BookDamaged, N_("The book can't be read")),
    (BookOutdated, N_("The book has to be brought up to date first")),
    (BookReadOnly, N_("The book can't be written to")),
    (BookMissing, N_("The book is not there")),
)


@dataclass(frozen=True)
class Ways:
    """What the owner can choose when the book doesn't open. None isn't offered."""

    again: Callable[[], object]
    restore: Callable[[], object]
    folder: Callable[[], object]
    leave: Callable[[], object]
    look: Callable[[], object] | None = None
    go_on: Callable[[], object] | None = None
    new: Callable[[], object] | None = None
    choose: Callable[[], object] | None = None


class TroublePage(OpeningPage):
    """One filled button, for what helps most; nothing is written until one is pressed."""

    def __init__(self, error: StorageError, folder: Path, ways: Ways) -> None:
        noticed = [told(one) for one in error.findings] if isinstance(error, BookUncertain) else []
        super().__init__(title_of(error), *noticed, wording.sentence(error))
        where = _("Its folder is {folder}. Nothing is written until you choose.").format(folder=folder)
        self.add(label(where, "body", "ink2", wrap=True))
        restores = isinstance(error, BookDamaged)
        again = _("Try again"), "arrows-clockwise", ways.again, _("When what stood in the way is gone.")
        backup = (
            _("Open a backup"),
            "clock-countdown",
            ways.restore,
            _("Shows what each backup holds. The book that lies there now is kept beside it."),
        )
        others = [again if restores else backup]
        if ways.look is not None:
            others.append((_("Look only"), "eye", ways.look, _("Read, search and print; nothing can be changed.")))
        if ways.go_on is not None:
            others.append(
                (_("Go on with this one"), "check", ways.go_on, _("It's brought up to date, and written to."))
            )
        if ways.new is not None:
            others.append((_("Begin a new book"), "plus", ways.new, _("An empty one, in this folder.")))
        if ways.choose is not None:
            others.append(
                (_("Choose another folder"), "signpost", ways.choose, _("Where the book lies now, or is to lie."))
            )
        others.append((_("Open the folder"), "folder-open", ways.folder, _("To see for yourself what lies there.")))
        self.add(self._table(others))
        text, icon, act, _line = backup if restores else again
        self.first = button(text, "primary", icon, act)
        self.set_foot(None, button(_("Quit"), "ghost", on_click=ways.leave), self.first)

    def _table(self, ways: list[tuple[str, str, Callable[[], object], str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 10, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        for number, (text, icon, act, line) in enumerate(ways):
            grid.addWidget(button(text, "plain", icon, act), number, 0)
            grid.addWidget(label(line, "body", "ink2", wrap=True), number, 1)
        return grid

    def begin(self) -> None:
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)


def title_of(error: StorageError) -> str:
    """What happened, in a few words."""
    if isinstance(error, BookUncertain):
        return title(gravest(error.findings))
    found = next((words for kind, words in _TITLES if isinstance(error, kind)), _ELSE)
    return _(found)


def may_lie_elsewhere(error: StorageError) -> bool:
    """Whether another folder helps: the book isn't in this one, or nothing can be kept here."""
    return isinstance(error, BookMissing | BookReadOnly | StorageFailed)


def may_be_looked_at(error: StorageError) -> bool:
    """Whether reading alone may still work: nothing can be written, but what's there is sound."""
    return isinstance(error, BookReadOnly) or (
        isinstance(error, StorageFailed) and error.reason in ("read_only", "disk_full")
    )
