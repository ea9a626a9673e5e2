"""Writing in a letter's text: what is stored is what stands there, to the character, whatever it looks like."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCursor, QTextFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evenhand.ui.letter_editor import LetterEditor, Underlined
from evenhand.ui.theme import theme
from person import type_out

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
BODY = "Dear Ms Raman,\n\nWe return the money.\n\n[[refund]]\n\nThe choice is **wholly yours**, \\*truly\\*.\n"


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> LetterEditor:
    theme.apply(qapp, dark=False)
    made = LetterEditor()
    qtbot.addWidget(made)
    made.resize(420, 480)
    made.set_text(BODY)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def press(editor: LetterEditor, qtbot: QtBot) -> Callable[..., None]:
    def keys(key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _time in range(times):
            qtbot.keyClick(editor, key, held)

    return keys


def put_caret(editor: LetterEditor, words: str, *, after: bool = False) -> None:
    place = editor.text().index(words) + (len(words) if after else 0)
    editor.select(place, place)


def hidden(editor: LetterEditor) -> str:
    """The characters that are there and aren't seen."""
    document, text, found = editor.document(), editor.text(), ""
    for place, character in enumerate(text):
        block = document.findBlock(place)
        for one in block.layout().formats():
            start = block.position() + one.start
            small = one.format.property(QTextFormat.Property.FontPixelSize) == 1
            if start <= place < start + one.length and small:
                found += character
    return found


def test_strokes_and_stars_that_are_not_words_step_back_and_stay_in_the_text(editor: LetterEditor) -> None:
    assert editor.text() == BODY
    assert hidden(editor) == "****\\\\"
    put_caret(editor, "wholly")
    assert hidden(editor) == "\\\\"  # the stars round the words that are being written show
    put_caret(editor, "Dear")
    assert hidden(editor) == "****\\\\"
    assert editor.text() == BODY


def test_the_place_of_a_band_is_shown_by_what_stands_in_it(editor: LetterEditor, qtbot: QtBot) -> None:
    def picture() -> bytes:
        QApplication.processEvents()
        return bytes(editor.grab().toImage().constBits())

    before = picture()
    editor.show_blocks({"refund": "Refund: £40, by 4 December 2026"})
    assert picture() != before
    tint = theme.color("acct")
    room = editor._room(editor.document().findBlockByNumber(4)).toRect()
    pixel = editor.viewport().grab().toImage().pixelColor(room.right() - 6, room.center().y())
    assert pixel == QColor(tint)
    assert editor.text() == BODY


def test_the_caret_steps_over_a_bands_place_in_one(editor: LetterEditor, press: Callable[..., None]) -> None:
    put_caret(editor, "[[refund]]")
    press(Qt.Key.Key_Right)
    assert editor.caret() == BODY.index("[[refund]]") + len("[[refund]]")
    press(Qt.Key.Key_Left)
    assert editor.caret() == BODY.index("[[refund]]")


@pytest.mark.parametrize(("key", "after"), [(Qt.Key.Key_Backspace, True), (Qt.Key.Key_Delete, False)])
def test_a_bands_place_goes_whole_and_comes_back_whole(
    editor: LetterEditor, press: Callable[..., None], key: Qt.Key, after: bool
) -> None:
    put_caret(editor, "[[refund]]", after=after)
    press(key)
    assert editor.text() == BODY.replace("[[refund]]", "")
    editor.undo()
    assert editor.text() == BODY


def test_no_line_is_joined_to_a_bands_place(editor: LetterEditor, press: Callable[..., None]) -> None:
    body = "Above.\n[[refund]]\nBelow.\n"
    editor.set_text(body)
    put_caret(editor, "Below")
    press(Qt.Key.Key_Backspace)
    put_caret(editor, "Above.", after=True)
    press(Qt.Key.Key_Delete)
    put_caret(editor, "[[refund]]")
    press(Qt.Key.Key_Backspace)
    put_caret(editor, "[[refund]]", after=True)
    press(Qt.Key.Key_Delete)
    assert editor.text() == body


def test_words_typed_at_a_bands_place_get_a_line_of_their_own(editor: LetterEditor) -> None:
    editor.set_text("[[refund]]\n")
    put_caret(editor, "[[refund]]", after=True)
    type_out(editor, "by Friday")
    put_caret(editor, "[[refund]]")
    type_out(editor, "Here it is:")
    assert editor.text() == "Here it is:\n[[refund]]\nby Friday\n"


def test_a_name_that_is_no_bands_is_left_to_be_seen(editor: LetterEditor) -> None:
    editor.set_text("[[refnud]]\n")
    put_caret(editor, "nud")
    type_out(editor, "x")
    assert editor.text() == "[[refxnud]]\n"
    assert hidden(editor) == ""


def test_an_escaped_character_goes_with_the_stroke_nobody_sees(
    editor: LetterEditor, press: Callable[..., None]
) -> None:
    put_caret(editor, "\\*truly\\*", after=True)
    press(Qt.Key.Key_Backspace)
    assert "\\*truly." in editor.text()
    put_caret(editor, "\\*truly")
    press(Qt.Key.Key_Right)
    assert editor.caret() == editor.text().index("truly")  # past the stroke and its star in one
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Delete)
    assert "**wholly yours**, truly." in editor.text()


def test_strong_and_slanted_words_by_their_keys_and_back(editor: LetterEditor, press: Callable[..., None]) -> None:
    editor.set_text("The choice is yours alone.\n")
    start = editor.text().index("yours")
    editor.select(start, start + len("yours alone"))
    press(Qt.Key.Key_B, CTRL)
    assert editor.text() == "The choice is **yours alone**.\n"
    put_caret(editor, "choice", after=False)
    press(Qt.Key.Key_I, CTRL)
    assert editor.text() == "The *choice* is **yours alone**.\n"
    start = editor.text().index("yours")
    editor.select(start, start + len("yours alone"))
    press(Qt.Key.Key_B, CTRL)
    assert editor.text() == "The *choice* is yours alone.\n"
    for _step in range(3):
        editor.undo()
    assert editor.text() == "The choice is yours alone.\n"


def test_strong_words_over_several_lines_are_strong_in_each(editor: LetterEditor, press: Callable[..., None]) -> None:
    editor.set_text("Սա մերն է։\n\n[[gift]]\n\nЭто Ваше.\n")
    editor.select(0, len(editor.text()) - 1)
    press(Qt.Key.Key_B, CTRL)
    assert editor.text() == "**Սա մերն է։**\n\n[[gift]]\n\n**Это Ваше.**\n"


def test_an_underline_touches_neither_the_text_nor_its_steps_back(editor: LetterEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.typed):
        editor.underline([Underlined(0, 4, "uneasy"), Underlined(5, 7, "comf")])
    assert editor.text() == BODY
    assert not editor.document().isUndoAvailable()
    editor.select(0, 0)
    type_out(editor, "My ")
    editor.underline(())
    assert editor.text() == "My " + BODY
    editor.undo()
    assert editor.text() == BODY


def test_places_are_counted_in_characters_beyond_the_common_plane_too(editor: LetterEditor) -> None:
    editor.set_text("😀😀 soon, I promise.\n")
    editor.replace(3, 7, "by Friday")
    assert editor.text() == "😀😀 by Friday, I promise.\n"
    assert editor.caret() == len("😀😀 by Friday")
    editor.undo()
    assert editor.text() == "😀😀 soon, I promise.\n"


def test_a_new_theme_keeps_what_is_underlined_where_it_moved_to(editor: LetterEditor, qapp: QApplication) -> None:
    editor.underline([Underlined(0, 4, "uneasy")])
    editor.select(0, 0)
    type_out(editor, "Oh ")
    theme.apply(qapp, dark=True)
    (place,) = editor.extraSelections()
    assert place.cursor.selectedText() == "Dear"
    theme.apply(qapp, dark=False)


def test_a_letter_that_is_only_read_is_not_changed_by_its_keys(
    editor: LetterEditor, press: Callable[..., None]
) -> None:
    editor.setReadOnly(True)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    press(Qt.Key.Key_B, CTRL)
    press(Qt.Key.Key_Delete)
    assert editor.text() == BODY
