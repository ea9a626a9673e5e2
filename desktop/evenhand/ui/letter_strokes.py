"""Keys that mean something of their own in a letter's text: bold, slanted, and the places of the page's bands.

Such a place is one line; it's stepped over or taken out whole, so that a stray key never breaks it.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from evenhand.ui.letter_look import ESCAPED, marked, units

_STARS = {QKeySequence.StandardKey.Bold: "**", QKeySequence.StandardKey.Italic: "*"}
_CARET_KEYS = {Qt.Key.Key_Backspace: -1, Qt.Key.Key_Delete: 1}


def handle_key(editor: QTextEdit, event: QKeyEvent) -> bool:
    """Does what the key means here; False where it means what it means in any text."""
    for keys, stars in _STARS.items():
        if event.matches(keys):
            _toggle(editor, stars)
            return True
    cursor = editor.textCursor()
    if cursor.hasSelection():
        return False
    way = _CARET_KEYS.get(Qt.Key(event.key()))
    if way is not None:
        return _remove(editor, cursor, way)
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if marked(cursor.block()) and (enter or (event.text() and event.text().isprintable())):
        make_room(editor)
        return enter
    return False


def _toggle(editor: QTextEdit, stars: str) -> None:
    """Puts the stars round what is selected, or the word at the caret; takes them away where they stand already."""
    cursor = editor.textCursor()
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    document = editor.document()
    first, last = document.findBlock(start), document.findBlock(end)
    cursor.beginEditBlock()
    block = last
    while True:  # from the last line to the first, so that the places before keep their numbers
        _toggle_in(cursor, block, max(start, block.position()), min(end, block.position() + block.length() - 1), stars)
        if block == first or not block.isValid():
            break
        block = block.previous()
    cursor.endEditBlock()


def _toggle_in(cursor: QTextCursor, block: QTextBlock, start: int, end: int, stars: str) -> None:
    text = block.text().encode("utf-16-le")

    def piece(first: int, last: int) -> str:
        return text[max(first - block.position(), 0) * 2 : max(last - block.position(), 0) * 2].decode("utf-16-le")

    words = piece(start, end)
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end or marked(block):
        return
    wide = len(stars)
    if piece(start - wide, start) == stars == piece(end, end + wide):
        _cut(cursor, end, end + wide)
        _cut(cursor, start - wide, start)
    elif words.strip().startswith(stars) and words.strip().endswith(stars) and end - start > 2 * wide:
        _cut(cursor, end - wide, end)
        _cut(cursor, start, start + wide)
    else:
        for place in (end, start):
            cursor.setPosition(place)
            cursor.insertText(stars)


def _cut(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()


def _remove(editor: QTextEdit, cursor: QTextCursor, way: int) -> bool:
    """Takes a band's place out whole; beside one the caret steps up to it and no line is joined to it."""
    block = cursor.block()
    if marked(block):
        if _at_edge(cursor, way):
            beside = block.previous() if way < 0 else block.next()
            if not beside.isValid():
                return True
            if not beside.text():
                return False  # the empty line goes, as anywhere
            move = QTextCursor.MoveOperation.Left if way < 0 else QTextCursor.MoveOperation.Right
            editor.moveCursor(move)
            return True
        _cut(cursor, block.position(), block.position() + block.length() - 1)
        return True
    beside = block.previous() if way < 0 else block.next()
    if _at_edge(cursor, way):
        if marked(beside) and block.text():
            editor.moveCursor(QTextCursor.MoveOperation.Left if way < 0 else QTextCursor.MoveOperation.Right)
            return True
        return False
    return _remove_escaped(cursor, way)


def _at_edge(cursor: QTextCursor, way: int) -> bool:
    return cursor.atBlockStart() if way < 0 else cursor.atBlockEnd()


def _remove_escaped(cursor: QTextCursor, way: int) -> bool:
    """A character that Markdown would take for its own goes with the stroke that keeps it plain, which isn't seen."""
    here = cursor.positionInBlock()
    for start, end in _escaped(cursor.block()):
        if start < here <= end if way < 0 else start <= here < end:
            _cut(cursor, cursor.block().position() + start, cursor.block().position() + end)
            return True
    return False


def _escaped(block: QTextBlock) -> Iterator[tuple[int, int]]:
    text = block.text()
    for found in ESCAPED.finditer(text):
        yield units(text[: found.start()]), units(text[: found.end()])


def settled(cursor: QTextCursor, before: int) -> int | None:
    """Where a caret goes on to that came to rest within what is one for the eye; None where it may stay."""
    block, here = cursor.block(), cursor.positionInBlock()
    ways = [(0, block.length() - 1)] if marked(block) else _escaped(block) if "\\" in block.text() else ()
    for start, end in ways:
        if start < here < end:
            return block.position() + (start if before > cursor.position() else end)
    return None


def make_room(editor: QTextEdit) -> None:
    """A new line for words, where the caret is at a band's place: before it, or after."""
    cursor = editor.textCursor()
    if not marked(cursor.block()) or cursor.hasSelection():
        return
    before = cursor.atBlockStart()
    if not before:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertBlock()
    if before:
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    editor.setTextCursor(cursor)
