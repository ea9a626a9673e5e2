"""A letter's text before it's filled: its fields stand out, its conditions step back."""

import re

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from evenhand.letters.fields import FIELDS
from evenhand.letters.template import TOKEN
from evenhand.ui.letter_editor import LetterEditor
from evenhand.ui.letter_look import LetterLook
from evenhand.ui.theme import theme

_BLOCK = re.compile(r"\[\[[^\[\]\n]*\]\]")


def _field(look: QTextCharFormat) -> None:
    look.setBackground(theme.color("acct"))
    look.setForeground(theme.color("acch"))


def _condition(look: QTextCharFormat) -> None:
    look.setForeground(theme.color("ink3"))


def _unknown(look: QTextCharFormat) -> None:
    look.setBackground(theme.color("uneasyt"))


class FieldLook(LetterLook):
    """As a letter's look, with what the closed language of fields means."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        super().highlightBlock(text)
        for found in TOKEN.finditer(text):
            token = found[0]
            if token in ("{/}", "{{", "}}"):
                change = _condition
            elif token.strip("{}?!") not in FIELDS:
                change = _unknown
            else:
                change = _condition if token[1] in "?!" else _field
            self._dress(text, found.start(), found.end(), change)
        for found in _BLOCK.finditer(text):
            if found[0] != text.strip():  # alone on its line it's drawn as a band
                self._dress(text, found.start(), found.end(), _field)


class TemplateEditor(LetterEditor):
    """The letter's editor, for a text with fields. Read-only it shows a text that isn't the owner's to change."""

    def __init__(self) -> None:
        super().__init__()
        self._look.setDocument(None)
        self._look = FieldLook(self.document())

    def before_caret(self) -> str:
        """The text up to the caret, or to what is selected."""
        cursor = QTextCursor(self.textCursor())
        cursor.setPosition(cursor.selectionStart())
        start = QTextCursor(self.document())
        start.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        return start.selectedText().replace("\u2029", "\n")

    def put_in(self, before: str, after: str) -> None:
        """Puts two halves round what is selected, or at the caret, which is then between them; one undo step."""
        cursor = self.textCursor()
        chosen = cursor.selectedText().replace("\u2029", "\n")
        cursor.insertText(before + chosen + after)
        cursor.movePosition(QTextCursor.MoveOperation.Left, n=len(after))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
