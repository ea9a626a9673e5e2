"""What a person at the keyboard can do that QTest can't: it aborts on letters beyond Latin."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

Write = Callable[[QWidget, str], None]


@pytest.fixture
def write(qtbot: QtBot) -> Write:
    """Types a text in any script into a widget, a key at a time."""

    def type_out(widget: QWidget, text: str) -> None:
        widget.setFocus()
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = Qt.Key.Key_Return if character == "\n" else Qt.Key.Key_unknown
                QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, character))

    return type_out
