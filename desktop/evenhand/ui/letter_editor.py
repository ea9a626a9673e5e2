"""The letter's text as the owner writes it: plain text in the letter's own serif."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from evenhand.ui.inputs import wrapping
from evenhand.ui.letter_look import LetterLook, draw_marker, marked, plain_lines, units
from evenhand.ui.letter_strokes import handle_key, make_room, settled
from evenhand.ui.theme import theme

_LINE_HEIGHT = 118  # per cent of the face's own


def _underline(tone: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(theme.color(f"{tone}t"))
    wave, plain = QTextCharFormat.UnderlineStyle.WaveUnderline, QTextCharFormat.UnderlineStyle.SingleUnderline
    look.setUnderlineStyle(plain if tone == "comf" else wave)
    look.setUnderlineColor(theme.color(tone))
    return look


@dataclass(frozen=True, slots=True)
class Underlined:
    """A place in the text, in characters from 0, that a note speaks of. `tone` is "uneasy" or "comf"."""

    start: int
    end: int
    tone: str


class LetterEditor(QTextEdit):
    """Plain text with wide lines. `typed` is sent for the owner's own changes only, never for a look or a filling."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        theme.dress(self, font="say")
        self.document().setDocumentMargin(12)
        self._look = LetterLook(self.document())
        self._known = ""
        self._place = 0  # of the caret, before it moved
        self._lines: Mapping[str, str] = plain_lines()
        self._underlined: Sequence[Underlined] = ()
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_caret)

    def text(self) -> str:
        """What stands in the editor, no-break spaces included (Qt's own plain text turns them into spaces)."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Fills the editor anew, without announcing it and without a way back."""
        self._known = text
        self.setWordWrapMode(wrapping(text))
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

    def replace(self, start: int, end: int, words: str) -> None:
        """Puts words in the place of some characters, as one step that undo takes back, and the caret after them."""
        cursor = self._cursor(start, end)
        cursor.insertText(words)
        self.setTextCursor(cursor)

    def select(self, start: int, end: int) -> None:
        """Selects these characters, to be typed over."""
        self.setTextCursor(self._cursor(start, end))

    def go_to(self, start: int, end: int) -> None:
        """The caret before these characters, with all of them in sight."""
        self.setTextCursor(self._cursor(end, end))
        self.setTextCursor(self._cursor(start, start))

    def caret(self) -> int:
        """Where the caret stands, in characters from 0."""
        before = self.document().toRawText().encode("utf-16-le")[: self.textCursor().position() * 2]
        return len(before.decode("utf-16-le", "ignore"))

    def underline(self, places: Sequence[Underlined]) -> None:
        """Tints and underlines these places, and no others; neither the text nor its undo steps are touched."""
        self._underlined = places
        self.setExtraSelections([self._selection(place) for place in places])

    def show_blocks(self, lines: Mapping[str, str]) -> None:
        """What is shown at the places of the page's own bands, by their names."""
        if lines != self._lines:
            self._lines = lines
            self.viewport().update()

    def show_unprintable(self, characters: str) -> None:
        """Tints the characters wherever they stand; an empty text takes the tint away."""
        if characters != self._look.unprintable:
            self._look.unprintable = characters
            self._look.rehighlight()

    def restyle(self) -> None:
        if hasattr(self, "_look"):
            self._look.rehighlight()
            selections = self.extraSelections()  # their places have followed the typing
            for place, selection in zip(self._underlined, selections, strict=True):
                selection.format = _underline(place.tone)
            self.setExtraSelections(selections)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        text = self.text()
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(text[:start]))
        cursor.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _selection(self, place: Underlined) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor(place.start, place.end)
        selection.format = _underline(place.tone)
        return selection

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

    def _on_caret(self) -> None:
        cursor = self.textCursor()
        place, self._place = settled(cursor, self._place), cursor.position()
        if place is not None:
            kept = QTextCursor.MoveMode.KeepAnchor if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
            cursor.setPosition(place, kept)
            self.setTextCursor(cursor)  # comes back here
            return
        writing = self.hasFocus() and not self.isReadOnly()
        self._look.set_caret((cursor.blockNumber(), cursor.positionInBlock()) if writing else None)

    # The widget's own events

    def insertFromMimeData(self, source: QMimeData) -> None:
        # A word processor's tabs and other control characters mean nothing on a letter.
        if source.hasText():
            make_room(self)
            self.setWordWrapMode(wrapping(self.text(), source.text()))
            clean = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
            self.textCursor().insertText("".join(c for c in clean if c == "\n" or c.isprintable() or c in "\u00a0"))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            bold, slanted = QKeySequence.StandardKey.Bold, QKeySequence.StandardKey.Italic
            if event.matches(bold) or event.matches(slanted):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isReadOnly() or not handle_key(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._on_caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._on_caret()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        block, bottom = self._first_in_view(), event.rect().bottom()
        while block.isValid():
            room = self._room(block)
            if room.top() > bottom:
                break
            if name := marked(block):
                draw_marker(painter, room.adjusted(0, 1, 0, -1), self._lines.get(name, name))
            block = block.next()

    def _first_in_view(self) -> QTextBlock:
        return self.cursorForPosition(self.viewport().rect().topLeft()).block()

    def _room(self, block: QTextBlock) -> QRectF:
        room = self.document().documentLayout().blockBoundingRect(block)
        margin = self.document().documentMargin()
        across = QRectF(margin, room.top(), self.viewport().width() - 2 * margin, room.height())
        return across.translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(120))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(320))
