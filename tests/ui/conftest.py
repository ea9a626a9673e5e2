"""Each test of the window starts with the look that it has at its first start, whichever test came before."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from case_desk import look_at, open_case, order, priya, table
from evenhand.ui.theme import theme
from starting import folder, quick_keys, started

__all__ = ["folder", "look_at", "open_case", "order", "priya", "quick_keys", "started", "table"]


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """The light scheme and the bundled faces, without the style sheet, which doubles what a widget costs.

    A test whose matter is what the sheet does (room, borders, colours) takes `dressed`, or applies the theme itself.
    """
    if not qapp.property("lookedAt"):
        theme.prepare(qapp, dark=False, text_size=100)
        qapp.setProperty("lookedAt", True)
    yield
    # What a test closed is still waiting to be deleted, and would be dressed anew.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if qapp.styleSheet():
        qapp.setStyleSheet("")
        theme.prepare(qapp, dark=False, text_size=100)


@pytest.fixture
def dressed(qapp: QApplication, look: None) -> None:
    """The style sheet is on, as in the program."""
    theme.put_on(qapp)
