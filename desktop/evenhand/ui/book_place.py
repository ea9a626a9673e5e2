"""Another folder for the book, chosen in the system's own dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from evenhand import wording
from evenhand.storage.book_folder import place_in
from evenhand.storage.errors import StorageError
from evenhand.translation import _


def choose_place(parent: QWidget, now: Path, refuse: Callable[[str], object]) -> Path | None:
    """The folder the owner chose, in which a book lies or can be made; None without one. `refuse` says why not."""
    chosen = QFileDialog.getExistingDirectory(parent, _("A folder for the book"), str(now))
    if not chosen:
        return None
    try:
        return place_in(Path(chosen))
    except StorageError as error:
        refuse(wording.sentence(error))
        return None


def held_already() -> str:
    """That no new book is made in the chosen folder."""
    return _("That folder holds a book already. It is opened; no new one is made.")
