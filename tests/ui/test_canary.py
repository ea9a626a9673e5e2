"""A word of its own in every text of the book, and every place and sheet opened: nothing of it gets out by the way."""

import logging
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

import books
import sheets
from evenhand import app, problem_log
from evenhand.actions.safekeeping import back_up
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageError
from evenhand.storage.presence import Presence
from evenhand.storage.seen import Seen, own_folder
from evenhand.ui.desk import Place
from evenhand.ui.main_window import MainWindow
from evenhand.ui.places import SCREENS
from evenhand.ui.preferences import Preferences
from evenhand.ui.problem_report import report

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CANARY = "zqcanary"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
# The columns that hold anybody's own words, in whichever table; a code or a number would be no book any more.
WORDS = {
    "name", "salutation", "address_name", "address_lines", "phone", "email", "what", "summary", "reason", "note",
    "title", "words", "finding", "change", "change_in", "remedy_what", "question", "body", "subject", "what_for",
    "method", "reach", "came_through", "asks", "details", "effort_what", "rule_name", "void_reason", "source", "text",
}  # fmt: skip
_OTHERWISE = {"house_rules", "letters"}  # a rule is data, and a letter is what it was; its void's reason isn't
_OF_ANSWERS = ("suggestions", "case_questions")


def _fill(book: Book) -> set[str]:
    """Puts the word before every text that is anybody's; gives those columns."""
    database, filled = book.connection.handle, set()
    triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    guards = [(name, sql) for name, sql in triggers if "RAISE" in sql]
    for name, _sql in guards:
        database.execute(f"DROP TRIGGER {name}")
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'").fetchall()
    for (table,) in tables:
        for column in book.connection.firsts("SELECT name FROM pragma_table_info(?)", (table,)):
            if table in _OTHERWISE or not (column in WORDS or (column == "answer" and table in _OF_ANSWERS)):
                continue
            said = f"'{CANARY}{table}{column} ' || {column}"
            said = f"json_array({said})" if column == "address_lines" else said
            database.execute(f"UPDATE {table} SET {column} = {said} WHERE coalesce({column}, '') NOT IN ('', '[]')")
            if database.execute(f"SELECT 1 FROM {table} WHERE instr({column}, '{CANARY}')").fetchone():
                filled.add(f"{table}.{column}")
    for _name, sql in guards:
        database.execute(sql)
    return filled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "book"


@pytest.fixture
def business(folder: Path) -> Iterator[Book]:
    folder.mkdir()
    with books.sample() as made:
        assert len(_fill(made)) > 30
        made.connection.handle.execute("VACUUM INTO ?", (str(folder / "book.db"),))
    with Book.open(folder) as book:
        yield book


@pytest.fixture
def state(home: Path) -> Iterator[Path]:
    place = own_folder()
    problem_log.begin(lambda: place, lambda: NOW)
    yield place
    problem_log.end()


def _record(book: Book, place: Place) -> int:
    known = {Place.CASE: lambda: book.cases.open()[0].case.id, Place.LETTER: lambda: book.letters.drafts()[0].draft.id}
    return known.get(place, lambda: 1)()


def _titles() -> list[str]:
    return [one.windowTitle() + one.windowFilePath() for one in QApplication.topLevelWidgets()]


def _failing(book: Book) -> Iterator[BaseException]:
    """Errors whose own texts hold the word, as the libraries raise them."""
    acts = (
        lambda: int(CANARY),
        lambda: book.connection.rows(f"SELECT {CANARY} FROM clients"),
        lambda: book.connection.rows("SELECT CAST(x'eda080' || ? AS TEXT)", (CANARY,)),
        lambda: book.connection.rows("UPDATE clients SET currency = ?", (CANARY,)),
        lambda: book.connection.rows("INSERT INTO private_notes (client_id, note) VALUES (99, ?)", (CANARY,)),
        lambda: Path(f"/{CANARY}/x").read_text(),
    )
    for act in acts:
        with pytest.raises((StorageError, ValueError, OSError)) as caught:
            act()
        yield caught.value


def _written(*places: Path) -> Iterator[tuple[str, bytes]]:
    for place in places:
        for path in sorted(place.rglob("*")):
            yield str(path.relative_to(place)), b""
            if path.is_file():
                yield path.name, path.read_bytes()


def test_nothing_of_the_book_gets_out_by_the_way(
    qtbot: QtBot,
    business: Book,
    folder: Path,
    home: Path,
    state: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    caplog.set_level(logging.DEBUG)
    out: list[str] = []
    seen, presence, preferences = Seen(state), Presence(folder), Preferences()
    presence.arrive(NOW)
    QApplication.clipboard().clear()
    window = MainWindow(business, preferences, today=lambda: books.SAMPLE_DAY, seen=seen)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    for place in SCREENS:
        window.go(place, _record(business, place))
        QApplication.processEvents()
        out += _titles()
    for build in sheets.SHEETS.values():
        sheet = build(window.desk, window)
        sheet.open()
        QApplication.processEvents()
        out += _titles()
        for each in window.findChildren(QDialog):
            each.done(0)
            each.deleteLater()
    for error in _failing(business):
        app.tell(type(error), error, error.__traceback__)
    backup = back_up(business, now=NOW)
    assert backup is not None
    seen.note(business)
    seen.note_backup(business, NOW)
    out += [report(business), QApplication.clipboard().text(), caplog.text, backup.path.name]
    window.close()
    QSettings().sync()
    hint = (folder / "book.open.json").read_text()
    printed = capfd.readouterr()
    out += [hint, printed.out, printed.err]
    assert [text for text in out if CANARY in text.lower()] == []
    places = [one for one in (home, state, temporary) if one.exists()]
    leaks = [
        name for name, content in _written(*places) if CANARY in name.lower() or CANARY.encode() in content.lower()
    ]
    assert leaks == []
    assert not [path for path in folder.rglob("*") if CANARY in path.name.lower()]
    assert (state / "problems.log").read_text().count("\n") >= 6
