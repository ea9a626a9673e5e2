"""Whatever is typed or pasted into any field of any sheet or screen is taken or refused with a sentence."""

import ast
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

import books
import sheets
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.ui import form as forms
from evenhand.ui.desk import Place
from evenhand.ui.form import Form
from evenhand.ui.inputs import Field, NoteField
from evenhand.ui.letter_editor import LetterEditor
from evenhand.ui.main_window import MainWindow
from evenhand.ui.places import SCREENS
from evenhand.ui.preferences import Preferences

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Editor = QLineEdit | QPlainTextEdit | QTextEdit
ENDLESS = "x" * 100_000
HOSTILE = (
    "<table><tr><td>" * 16, "<b>" * 20_000, "a\0b", "\u202eevil", "🙂", "a\ud800b", ENDLESS, "{client.name}",
    "{c.__init__}", "../../etc", "[" * 20_000, "9" * 400 + "%", "\u200b", "²", "١٢٣", "a" + "\u0301" * 5_000,
)  # fmt: skip
# Their buttons do something else than take what is typed: they derive keys, restore, print, or only show.
NOT_PRESSED = {"PassphraseForm", "RemoveForm", "_AskForm", "_CodeForm", "RestoreForm", "ImportSheet", "UndoSheet",
               "HowWeWork"}  # fmt: skip
NO_SHEETS = {"FileForClient", "Form", "ImportFrame", "KeyForm", "ListForm"}  # what sheets are made from


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_asked: ("", ""))
    with books.sample() as book:
        window = MainWindow(book, Preferences(), today=lambda: books.SAMPLE_DAY)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        yield window


def _editors(top: QWidget) -> list[Editor]:
    found = (one for one in top.findChildren(QWidget) if isinstance(one, QLineEdit | QPlainTextEdit | QTextEdit))
    return [one for one in found if one.isVisible() and one.isEnabled() and not one.isReadOnly()]


def _paste(editor: Editor, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    QApplication.clipboard().setText(text)
    editor.paste()
    editor.clearFocus()
    QApplication.processEvents()


def test_every_sheet_is_among_those_that_are_looked_at() -> None:
    made = set()
    for path in Path(forms.__file__).parent.glob("*.py"):
        for one in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(one, ast.ClassDef) and {ast.unparse(base).split("[")[0] for base in one.bases} & (
                NO_SHEETS | {"ClientForm"}
            ):
                made.add(one.name)
    assert made - NO_SHEETS == set(sheets.SHEETS) - {"ProblemReport"}


def test_a_sheet_takes_what_is_pasted_or_says_where_it_cant(window: MainWindow) -> None:
    texts, silent, filled = cycle(HOSTILE), [], 0
    for name, build in sheets.SHEETS.items():
        sheet = build(window.desk, window)
        sheet.open()
        QApplication.processEvents()
        for editor in _editors(sheet):
            _paste(editor, next(texts))
            filled += 1
        if isinstance(sheet, Form) and filled and name not in NOT_PRESSED and sheet.primary.isEnabled():
            window._toast.hide()
            sheet._on_primary()
            QApplication.processEvents()
            told = [one for one in sheet.findChildren(Field) if one.error()] or window._toast.isVisible()
            if sheet.isVisible() and not told and _editors(sheet):
                silent.append(name)
        for each in window.findChildren(QDialog):
            each.done(0)
            each.deleteLater()
    assert silent == []
    assert filled > 60
    assert check(window.desk.book) == []


def test_every_place_takes_what_is_pasted_and_goes_on(window: MainWindow) -> None:
    book, filled = window.desk.book, 0
    texts = cycle(text for text in HOSTILE if len(text) < 1000)  # a case has forty fields; the long ones are above
    for place in SCREENS:
        window.go(place, _record(book, place))
        QApplication.processEvents()
        for editor in _editors(window.screen_in_view):
            _paste(editor, next(texts))
            filled += 1
        for each in window.findChildren(QDialog):
            each.done(0)
    for place in SCREENS:  # and shows it again
        window.go(place, _record(book, place))
        QApplication.processEvents()
    assert filled > 40
    assert check(book) == []


def _record(book: Book, place: Place) -> int:
    known = {Place.CASE: lambda: book.cases.open()[0].case.id, Place.LETTER: lambda: book.letters.drafts()[0].draft.id}
    return known.get(place, lambda: 1)()


@pytest.mark.parametrize("editor", [NoteField, LetterEditor])
def test_an_endless_word_breaks_anywhere_for_else_qt_looks_through_it_once_a_line(
    qtbot: QtBot, editor: type[NoteField] | type[LetterEditor]
) -> None:
    modes = QTextOption.WrapMode
    field = editor()
    qtbot.addWidget(field)
    field.show()
    _paste(field, "Some words of usual length")
    assert field.wordWrapMode() is modes.WrapAtWordBoundaryOrAnywhere
    _paste(field, ENDLESS)
    assert field.wordWrapMode() is modes.WrapAnywhere
    field.set_text("Some words")
    assert field.wordWrapMode() is modes.WrapAtWordBoundaryOrAnywhere
    field.set_text(f"Some words {ENDLESS}")
    assert field.wordWrapMode() is modes.WrapAnywhere
    assert field.text().endswith(ENDLESS)
