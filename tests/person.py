"""Somebody at the window: finds what is seen by its name, clicks it, types into it."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from evenhand.ui.inputs import Field

W = TypeVar("W", bound=QWidget)
NONE = Qt.KeyboardModifier.NoModifier


def type_out(widget: QWidget, text: str) -> None:
    """Types a text in any script, a key at a time; QTest aborts on letters beyond Latin."""
    widget.setFocus()
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = Qt.Key.Key_Return if character == "\n" else Qt.Key.Key_unknown
            QApplication.sendEvent(widget, QKeyEvent(kind, key, NONE, character))


@dataclass
class Person:
    """Looks at the form on top while one is open, else at the screen."""

    qtbot: QtBot
    screen: QWidget

    @property
    def seen(self) -> QWidget:
        forms = [one for one in self.screen.findChildren(QDialog) if one.isVisible()]
        return forms[-1] if forms else self.screen

    def find(self, name: str, kind: type[W]) -> W:
        """What is visible and bears the name, as its text or for a screen reader."""
        QApplication.processEvents()  # a new widget in a layout is shown by an event
        everything = [one for one in self.seen.findChildren(kind) if one.isVisible()]
        for one in everything:
            if name in (_words(one.accessibleName()), _text(one)):
                return one
        raise AssertionError(
            f"{name!r} is not among {sorted({_words(o.accessibleName()) or _text(o) for o in everything})}"
        )

    def click(self, name: str) -> None:
        button = self.find(name, QAbstractButton)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> QWidget:
        """Writes over what stands in a field, and leaves it with Tab; what nobody would type out is pasted."""
        editor: QLineEdit | QPlainTextEdit
        try:
            editor = self.find(name, QLineEdit)
        except AssertionError:
            editor = self.find(name, QPlainTextEdit)
        editor.setFocus()
        editor.selectAll()
        self.qtbot.keyClick(editor, Qt.Key.Key_Delete)
        if len(text) > 500:
            QApplication.clipboard().setText(text)
            editor.paste()
        else:
            type_out(editor, text)
        self.qtbot.keyClick(editor, Qt.Key.Key_Tab)
        return editor

    def choose(self, name: str, text: str) -> None:
        """Chooses from a list by the arrow keys, as a person without a mouse; they pass over lines between groups."""
        combo = self.find(name, QComboBox)
        combo.setFocus()
        assert combo.findText(text) >= 0, text
        self.qtbot.keyClick(combo, Qt.Key.Key_Home)
        for _step in range(combo.findText(text)):
            if combo.currentText() != text:
                self.qtbot.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentText() == text

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        window = self.seen.window()
        if QApplication.activeWindow() is not window:  # a form has just closed
            window.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        self.qtbot.keyClick(QApplication.focusWidget() or window, key, held)

    def error(self, name: str) -> str | None:
        """The sentence that stands at a field."""
        return next(
            one.error() for one in self.screen.findChildren(Field) if one.isVisible() and one.label.text() == name
        )


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return _words(text()) if callable(text) else ""


def _words(text: str) -> str:
    return text.replace("\u00a0", " ")
