"""How a letter's Markdown looks while it's written: bold is bold, and marks that aren't words step back.

Only the look: the text underneath stays as it is stored, to the character.
"""

import re
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from evenhand import wording
from evenhand.ui.theme import theme

_STRONG = re.compile(r"(?<![\\*])(\*\*)(?=[^\s*])(.+?)(?<=[^\s\\*])(\*\*)(?!\*)")
_SLANTED = re.compile(r"(?<![\\*])(\*)(?=[^\s*])([^*]+?)(?<=[^\s\\*])(\*)(?!\*)")
ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")  # a stroke that keeps Markdown from meaning the character after it
MARKER = re.compile(r"[ \t]*\[\[([^\[\]]*)\]\][ \t]*")
BLOCKS = ("refund", "gift", "remedy", "options", "rules")

Change = Callable[[QTextCharFormat], None]


def units(text: str) -> int:
    """The length as Qt counts it: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def marked(block: QTextBlock) -> str:
    """The name of the page's own band whose place a line holds; empty for a line of words."""
    found = MARKER.fullmatch(block.text()) if block.isValid() else None
    return found[1] if found and found[1] in BLOCKS else ""


def _hide(look: QTextCharFormat) -> None:
    look.setProperty(QTextFormat.Property.FontPixelSize, 1)
    look.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    look.setFontLetterSpacing(-1)
    look.setForeground(Qt.GlobalColor.transparent)


def _fade(look: QTextCharFormat) -> None:
    look.setForeground(theme.color("ink3"))


def _strengthen(look: QTextCharFormat) -> None:
    look.setFontWeight(QFont.Weight.DemiBold)


def _slant(look: QTextCharFormat) -> None:
    look.setFontItalic(True)


def _tint(look: QTextCharFormat) -> None:
    look.setBackground(theme.color("uneasyt"))


class LetterLook(QSyntaxHighlighter):
    """Bold and slanted words, their stars where the caret is beside them, and characters that can't be printed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.unprintable = ""
        self._caret: tuple[int, int] | None = None  # block and place in it, while somebody writes

    def set_caret(self, caret: tuple[int, int] | None) -> None:
        """Where the caret stands; the stars round the words it's in are shown."""
        before, self._caret = self._caret, caret
        for number in {place[0] for place in (before, caret) if place is not None}:
            block = self.document().findBlockByNumber(number)
            if "*" in block.text():
                self.rehighlightBlock(block)

    def highlightBlock(self, text: str) -> None:
        if marked(self.currentBlock()):
            self._dress(text, 0, len(text), lambda look: look.setForeground(Qt.GlobalColor.transparent))
            return
        if MARKER.fullmatch(text):
            self._dress(text, 0, len(text), _tint)
        for pattern, change in ((_STRONG, _strengthen), (_SLANTED, _slant)):
            for found in pattern.finditer(text):
                self._dress(text, found.start(2), found.end(2), change)
                stars = _fade if self._is_open(units(text[: found.start()]), units(text[: found.end()])) else _hide
                for group in (1, 3):
                    self._dress(text, found.start(group), found.end(group), stars)
        for found in ESCAPED.finditer(text):
            self._dress(text, found.start(), found.start() + 1, _hide)
        if self.unprintable:
            for found in re.finditer(re.escape(self.unprintable), text):
                self._dress(text, found.start(), found.end(), _tint)

    def _is_open(self, start: int, end: int) -> bool:
        here = self._caret
        return here is not None and here[0] == self.currentBlock().blockNumber() and start <= here[1] <= end

    def _dress(self, text: str, start: int, end: int, change: Change) -> None:
        """Changes the look of some characters, each on top of the look it has."""
        first = units(text[:start])
        for place in range(first, first + units(text[start:end])):
            look = self.format(place)
            change(look)
            self.setFormat(place, 1, look)


def draw_marker(painter: QPainter, room: QRectF, line: str) -> None:
    """The line that stands for one of the page's own bands, over the marker's text."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("acct"))
    painter.drawRoundedRect(room, 4, 4)
    painter.setBrush(theme.color("acc"))
    painter.drawRoundedRect(QRectF(room.left(), room.top(), 3, room.height()), 1.5, 1.5)
    painter.setFont(theme.font("secondary"))
    painter.setPen(theme.color("ink2"))
    words = room.adjusted(theme.px(12), 0, -theme.px(8), 0)
    shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, round(words.width()))
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    painter.restore()


def plain_lines() -> dict[str, str]:
    """Each band by its name alone."""
    return {name: wording.block_name(name) for name in BLOCKS}
