"""Fields to type and choose in, and the container that gives each its label and its error sentence."""

from collections.abc import Callable, Iterable
from math import ceil
from typing import cast

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QFontMetricsF, QPaintEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from evenhand.ui.icons import icon
from evenhand.ui.labels import IconLabel, label, set_tone
from evenhand.ui.theme import polish_again, theme

_ENDLESS = 2000  # characters; no word is as long


class TextField(QLineEdit):
    """One line of text; with `leading` an icon stands inside it at the left."""

    def __init__(self, text: str = "", placeholder: str = "", *, leading: str = "", clearable: bool = False) -> None:
        super().__init__(text)
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(clearable)
        theme.dress(self, font="body", height=32)
        self._actions: list[tuple[QAction, str]] = []
        if leading:
            self.setProperty("leading", "true")
            self.add_icon(leading, QLineEdit.ActionPosition.LeadingPosition)

    def add_icon(self, name: str, position: QLineEdit.ActionPosition, text: str = "") -> QAction:
        """An icon inside the field; give it a text when it acts."""
        action = self.addAction(icon(name, "ink3", 16), position)
        action.setText(text)
        self._actions.append((action, name))
        return action

    def restyle(self) -> None:
        for action, name in self._actions:
            if not isValid(action):  # the field is on its way out with its form
                continue
            action.setIcon(icon(name, "ink3", 16))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(56), super().minimumSizeHint().height())


class SumField(TextField):
    """A sum of money as the owner types it; reading it is the screen's task."""

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        super().__init__(text, placeholder)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)


def wrapping(*texts: str) -> QTextOption.WrapMode:
    """How lines of a text break: at words, or anywhere where a word is endless, for Qt looks through it once a line."""
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    modes = QTextOption.WrapMode
    return modes.WrapAnywhere if longest > _ENDLESS else modes.WrapAtWordBoundaryOrAnywhere


class NoteField(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it, and leaving it after a change is one `editing_finished`."""

    editing_finished = Signal()

    def __init__(self, text: str = "", placeholder: str = "", *, lines: int = 3, role: str = "body") -> None:
        super().__init__()
        self._lines = lines
        self._left_with = text
        self.setWordWrapMode(wrapping(text))
        self.setPlainText(text)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        theme.dress(self, font=role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.restyle()

    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Fills the field without announcing an edit."""
        self._left_with = text
        if text != self.toPlainText():
            self.setWordWrapMode(wrapping(text))
            self.setPlainText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.setWordWrapMode(wrapping(self.toPlainText(), source.text()))
        super().insertFromMimeData(source)

    def restyle(self) -> None:
        exact = QFontMetricsF(self.font())
        line = ceil(exact.ascent()) + ceil(exact.descent())  # as the document lays it out: a whole pixel each
        self.setMinimumHeight(line * self._lines + theme.px(22))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), self.minimumHeight())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason and self.toPlainText() != self._left_with:
            self._left_with = self.toPlainText()
            self.editing_finished.emit()


_LINE = object()  # the value of a line between groups: nobody's choice


class Combo(QComboBox):
    """A choice from (value, text) pairs; `chosen` is sent for a choice of the owner only, never while filling.

    None among the pairs is a line between two groups.
    """

    chosen = Signal(object)

    def __init__(self, items: Iterable[tuple[object, str] | None] = (), name: str = "", *, bare: bool = False) -> None:
        super().__init__()
        self._values: list[object] = []
        if bare:  # without a border, for a choice that stands among words
            self.setProperty("bare", "true")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if name:
            self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # the default one knows no style sheet
        theme.dress(self, font="body", height=32)
        self.fill(items)
        self.activated.connect(self._on_activated)

    def _on_activated(self, row: int) -> None:
        self.chosen.emit(self._values[row])

    def fill(self, items: Iterable[tuple[object, str] | None]) -> None:
        """New choices; the value chosen before stays chosen when it is among them."""
        before = self.value()
        self._values.clear()
        self.clear()
        for item in items:
            if item is None:
                self._values.append(_LINE)
                self.insertSeparator(self.count())
                continue
            self._values.append(item[0])
            self.addItem(item[1])
        if before in self._values:
            self.set_value(before)

    def value(self) -> object:
        row = self.currentIndex()
        return self._values[row] if 0 <= row < len(self._values) else None

    def set_value(self, value: object) -> None:
        """Shows the value; an unknown one shows nothing chosen."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.property("bare") and self.count():
            widest = max(self.fontMetrics().horizontalAdvance(self.itemText(row)) for row in range(self.count()))
            hint.setWidth(widest + theme.px(46))
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtWidgets import QStyle  # its many constants take a dozen milliseconds to load

        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style, painter = self.style(), QStylePainter(self)
        edit = QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, self)
        # a styled combo clips its text at the edge; shortened beforehand it ends in an ellipsis
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width() - 2
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change what lies under the mouse


class Field(QWidget):
    """A label above an editor, and beneath it a hint or, when something is wrong, one sentence that says what."""

    def __init__(self, name: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.label = label(name, "secondary", "ink3", wrap=True)
        self.label.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(name)
        self._hint = hint
        self._note_icon = IconLabel("warning-circle", "badx", 14)
        self._note = label("", "secondary", "ink3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addWidget(editor, 1 if isinstance(editor, QPlainTextEdit) else 0)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._note_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._note, 1)
        column.addLayout(row)
        if not isinstance(editor, QPlainTextEdit):
            column.addStretch()
        self.set_error(None)

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        if self._note_icon.isHidden():
            self.set_error(None)

    def error(self) -> str | None:
        return None if self._note_icon.isHidden() else self._note.text()

    def set_error(self, sentence: str | None) -> None:
        """Shows the sentence, or None to take it away."""
        self._note_icon.setVisible(sentence is not None)
        self._note.setText(sentence if sentence is not None else self._hint)
        set_tone(self._note, "ink3" if sentence is None else "badx")
        self._note.setVisible(bool(self._note.text()))
        self.editor.setAccessibleDescription(self._note.text())
        mark = cast(Callable[[bool], None] | None, getattr(self.editor, "set_invalid", None))
        (mark or self._mark_editor)(sentence is not None)

    def _mark_editor(self, invalid: bool) -> None:
        mark_invalid(self.editor, invalid)


def mark_invalid(editor: QWidget, invalid: bool) -> None:
    """The border and ground of a field that cannot be taken as it stands."""
    text = "true" if invalid else "false"
    if editor.property("invalid") != text:
        editor.setProperty("invalid", text)
        polish_again(editor)
