"""The letter's text as the owner writes it: plain text in the letter's own serif."""

import re

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from evenhand.ui.theme import theme

_STRONG = re.compile(r"(\*\*)(?=\S)(.+?)(?<=\S)(\*\*)")
_MARKER = re.compile(r"\s*\[\[[^\[\]]*\]\]\s*")
_LINE_HEIGHT = 118  # per cent of the face's own


class _Look(QSyntaxHighlighter):
    """Sets apart what isn't words: lines that hold a place, the stars round strong words, unprintable characters."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.unprintable = ""

    def highlightBlock(self, text: str) -> None:
        if _MARKER.fullmatch(text):
            place = QTextCharFormat()
            place.setFont(theme.font("secondary"))
            place.setForeground(theme.color("ink3"))
            place.setBackground(theme.color("well"))
            self.setFormat(0, len(text), place)
            return
        for found in _STRONG.finditer(text):
            strong, stars = QTextCharFormat(), QTextCharFormat()
            strong.setFontWeight(QFont.Weight.DemiBold)
            stars.setForeground(theme.color("ink3"))
            for group, look in ((1, stars), (2, strong), (3, stars)):
                start = _units(text[: found.start(group)])
                self.setFormat(start, _units(found.group(group)), look)
        if self.unprintable:
            tint = QTextCharFormat()
            tint.setBackground(theme.color("uneasyt"))
            for found in re.finditer(re.escape(self.unprintable), text):
                self.setFormat(_units(text[: found.start()]), _units(found.group()), tint)


def _units(text: str) -> int:
    """The length as Qt counts it: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


class LetterEditor(QTextEdit):
    """Plain text with wide lines. `typed` is sent for the owner's own changes only, never for a look or a filling."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        theme.dress(self, font="say")
        self.document().setDocumentMargin(12)
        self._look = _Look(self.document())
        self._known = ""
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """What stands in the editor, no-break spaces included (Qt's own plain text turns them into spaces)."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Fills the editor anew, without announcing it and without a way back."""
        self._known = text
        self.setPlainText(text)
        self.document().setUndoRedoEnabled(False)
        self._widen_lines()
        self.document().setUndoRedoEnabled(True)

    def replace_text(self, text: str) -> None:
        """Puts another text in as one step that undo takes back, without announcing it."""
        self._known = text
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def show_unprintable(self, characters: str) -> None:
        """Tints the characters wherever they stand; an empty text takes the tint away."""
        if characters != self._look.unprintable:
            self._look.unprintable = characters
            self._look.rehighlight()

    def restyle(self) -> None:
        if hasattr(self, "_look"):
            self._look.rehighlight()

    def _widen_lines(self) -> None:
        wide = QTextBlockFormat()
        wide.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(wide)

    def _on_text_changed(self) -> None:
        text = self.text()
        if text != self._known:  # Qt announces a new colour as well
            self._known = text
            self.typed.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        # A word processor's tabs and other control characters mean nothing on a letter.
        if source.hasText():
            clean = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
            self.textCursor().insertText("".join(c for c in clean if c == "\n" or c.isprintable() or c in "\u00a0"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(120))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(320))
