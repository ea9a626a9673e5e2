"""Help > Report a problem: all that would be told is in sight, and none of it is anybody's."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

import books
from evenhand import __version__, problem_log
from evenhand.storage.book import Book
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.problem_report import ProblemReport, report
from person import Person
from seen import told_by

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def _log(tmp_path: Path) -> Iterator[None]:
    problem_log.begin(lambda: tmp_path / "state", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))
    yield
    problem_log.end()


@pytest.fixture
def business() -> Iterator[Book]:
    with books.sample() as book:
        yield book


def words_of(book: Book) -> set[str]:
    """Every text of some length that stands in the book."""
    database, found = book.connection.handle, set()
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'").fetchall()
    for (table,) in tables:
        for _number, column, kind, *_rest in database.execute(f"PRAGMA table_info({table})").fetchall():
            if kind == "TEXT":
                found |= {str(text) for (text,) in database.execute(f"SELECT {column} FROM {table}") if text}
    return {text for text in found if len(text) > 7}


def shown(qtbot: QtBot, book: Book) -> MainWindow:
    window = MainWindow(book, Preferences(), today=lambda: books.SAMPLE_DAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_it_is_in_the_menu_and_shows_versions_counts_and_what_failed_last(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    with pytest.raises(ValueError, match="zqword") as caught:
        int("zqword")
    problem_log.note(caught.value)
    next(one for one in window.findChildren(QAction) if one.text() == "Report a problem").trigger()
    (sheet,) = window.findChildren(ProblemReport)
    text = sheet.text.toPlainText()
    assert text == report(business)
    assert f"Evenhand {__version__}" in text
    assert f"clients: {business.connection.value('SELECT count(*) FROM clients')}" in text
    assert "2026-11-20T12:00:00Z ValueError at test_problem_report.py:" in text
    assert "zqword" not in text


def test_no_word_of_the_book_is_in_it(business: Book) -> None:
    text = report(business)
    words = words_of(business)
    assert len(words) > 100
    assert [word for word in words if word in text] == []


def test_no_folder_of_anybody_is_named(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "ellen-and-priya"
    with Book.create(other) as book:
        text = report(book)
    assert "Folder: another than the usual one" in text
    assert str(tmp_path) not in text
    assert "ellen" not in text
    usual = platformdirs.user_data_path("Evenhand", appauthor=False)
    shutil.copytree(other, usual)
    with Book.open(usual) as book:
        text = report(book)
    assert "Folder: ~/" in text
    assert str(home) not in text


def test_a_book_that_cannot_be_read_any_more_is_reported_all_the_same(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "book")
    book.close()
    text = report(book)
    assert f"Evenhand {__version__}" in text
    assert "The book could not be asked: StorageFailed(other) at " in text


def test_it_is_copied_or_saved_to_the_letter(
    qtbot: QtBot, business: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(qtbot, business)
    sheet = ProblemReport(window.desk, window)
    sheet.open()
    person = Person(qtbot, window)
    person.click("Copy")
    assert QApplication.clipboard().text() == sheet.text.toPlainText()
    for chosen in ("", str(tmp_path / "report.txt")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, chosen=chosen: (chosen, ""))
        person.click("Save as a file")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == sheet.text.toPlainText()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "nowhere" / "x.txt"), ""))
    person.click("Save as a file")
    assert "No such file or directory" in window.centralWidget().toast.text()  # type: ignore[attr-defined]
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_screen_reader_is_told_what_is_what(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    sheet = ProblemReport(window.desk, window)
    sheet.open()
    assert sheet.text.accessibleName() == "Report a problem"
    assert "goes nowhere by itself" in told_by(sheet)
    assert sheet.width() <= window.width()
