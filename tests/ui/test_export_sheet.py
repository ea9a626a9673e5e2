"""Writing everything in the book as files, as the owner does it, and what lies in the folder afterwards."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

import books
from evenhand.actions import exporting
from evenhand.domain.records import Client
from evenhand.storage import keys
from evenhand.storage.book import Book
from evenhand.ui.desk import Desk
from evenhand.ui.export_sheet import ExportSheet, open_export
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from person import Person
from seen import told_by

TODAY = date(2026, 11, 22)
NAME = "Evenhand 2026-11-22"


def lying_in(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*"))


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the owner chooses in the system's dialog; something is in it."""
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "holiday.jpg").write_bytes(b"picture")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    return folder


@pytest.fixture
def window(qtbot: QtBot, dressed: None) -> QWidget:
    made = QWidget()
    made.resize(1024, 640)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sheet(window: QWidget) -> ExportSheet:
    return shown(books.sample(), window)


def shown(book: Book, window: QWidget) -> ExportSheet:
    desk = Desk(book, lambda: TODAY, lambda _place, _id: None, lambda *_args, **_more: None)
    made = ExportSheet(desk, window)
    made.open()
    return made


def when_writing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]) -> None:
    """Somebody does something in the middle of it."""
    export_all = exporting.export_all

    def watched(book: Book, folder: Path, *, progress: Callable[[int, int], None], **more: Any) -> int:
        done: list[object] = []

        def passed_on(now: int, of: int) -> None:
            if now > of // 2 and not done:
                done.append(act())
            progress(now, of)

        return export_all(book, folder, progress=passed_on, **more)

    monkeypatch.setattr(exporting, "export_all", watched)


def test_everything_comes_into_a_new_folder_named_by_the_day(qtbot: QtBot, sheet: ExportSheet, room: Path) -> None:
    at = Person(qtbot, sheet)
    at.click("Choose a folder")
    assert sheet.where.editor.isVisible()
    assert f"“{NAME}”" in sheet.where.findChildren(type(sheet.where.label))[-1].text()
    at.click("Write the files")
    found = lying_in(room)
    assert "holiday.jpg" in found
    assert f"{NAME}/clients.csv" in found
    assert f"{NAME}/README.txt" in found
    letters = [one for one in found if one.startswith(f"{NAME}/letters/")]
    assert len(letters) == books.sample().letters.count()
    assert sheet.told.text() == f"{sum(1 for one in (room / NAME).rglob('*') if one.is_file())} files written."


def test_the_folder_is_opened_at_the_end(
    qtbot: QtBot, sheet: ExportSheet, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    at = Person(qtbot, sheet)
    at.click("Choose a folder")
    at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is sheet.open_button
    at.press(Qt.Key.Key_Return)
    assert opened == [str(room / NAME)]
    at.click("Close")
    assert not sheet.isVisible()


def test_a_second_time_on_the_same_day_touches_nothing_of_the_first(
    qtbot: QtBot, sheet: ExportSheet, room: Path
) -> None:
    (room / NAME).mkdir()
    (room / NAME / "mine.txt").write_text("mine")
    at = Person(qtbot, sheet)
    at.click("Choose a folder")
    at.click("Write the files")
    assert lying_in(room / NAME) == ["mine.txt"]
    assert (room / f"{NAME} (2)" / "clients.csv").is_file()


def test_what_is_private_lies_apart_and_can_be_left_out(
    qtbot: QtBot, sheet: ExportSheet, room: Path, window: QWidget
) -> None:
    at = Person(qtbot, sheet)
    at.click("Choose a folder")
    at.click("Write what is private too")
    at.click("Write the files")
    assert not (room / NAME / "private").exists()
    sheet.close()
    other = shown(books.sample(), window)
    at = Person(qtbot, other)
    at.click("Choose a folder")
    at.click("Write the files")
    assert any((room / f"{NAME} (2)" / "private").iterdir())


def test_who_can_read_the_files_is_said_more_so_of_an_encrypted_book(
    sheet: ExportSheet, window: QWidget, tmp_path: Path
) -> None:
    assert sheet.warning.text.text() == "These files have no lock: whoever has them can read them."
    with Book.create(tmp_path / "locked", key=keys.new_key("linden and lime")) as book:
        text = shown(book, window).warning.text.text()
    assert text.endswith("The book is encrypted, and they are not.")


def test_stopped_in_the_middle_nothing_is_left(
    qtbot: QtBot, sheet: ExportSheet, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = Person(qtbot, sheet)
    at.click("Choose a folder")
    when_writing(monkeypatch, lambda: qtbot.mouseClick(sheet.foot.stop, Qt.MouseButton.LeftButton))
    at.click("Write the files")
    assert lying_in(room) == ["holiday.jpg"]
    assert sheet.isVisible()
    assert sheet.state.text() == "Stopped. None of the files was kept."
    assert sheet.written is None


def test_escape_stops_it_and_a_second_one_closes_the_sheet(
    qtbot: QtBot, sheet: ExportSheet, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = Person(qtbot, sheet)
    at.click("Choose a folder")
    when_writing(monkeypatch, lambda: qtbot.keyClick(sheet.foot.stop, Qt.Key.Key_Escape))
    at.click("Write the files")
    assert lying_in(room) == ["holiday.jpg"]
    assert sheet.isVisible()
    at.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_nothing_but_the_stop_is_heard_meanwhile(
    qtbot: QtBot, sheet: ExportSheet, window: QWidget, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = Person(qtbot, sheet)
    at.click("Choose a folder")
    again: list[int] = []
    monkeypatch.setattr(sheet, "save", lambda save=sheet.save: again.append(1) or save())

    def hurried() -> None:
        qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.mouseClick(sheet.choose, Qt.MouseButton.LeftButton)
        window.close()

    when_writing(monkeypatch, hurried)
    at.click("Write the files")
    assert again == [1]
    assert window.isVisible()
    assert lying_in(room) == ["holiday.jpg"]  # closing the window stops it


def test_a_folder_that_takes_nothing_is_said_at_the_folder(
    qtbot: QtBot, sheet: ExportSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stick").write_text("not a folder")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "stick"))
    at = Person(qtbot, sheet)
    at.click("Choose a folder")
    at.click("Write the files")
    assert sheet.where.error()
    assert sheet.primary.isVisible()


def test_f9_takes_it_off_the_screen_and_ends_it(
    qtbot: QtBot, room: Path, monkeypatch: pytest.MonkeyPatch, dressed: None
) -> None:
    book = books.sample()
    window = MainWindow(book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    open_export(window._desk, window)
    sheet = window.findChildren(ExportSheet)[0]
    at = Person(qtbot, window)
    at.click("Choose a folder")
    before = book.clients.count()
    when_writing(monkeypatch, lambda: qtbot.keyClick(sheet.foot.stop, Qt.Key.Key_F9))
    at.click("Write the files")
    assert window.screen_in_view is not None
    assert not sheet.isVisible()
    told = told_by(window)
    assert "whoever has them can read them" not in told
    assert str(room) not in told
    assert lying_in(room) == ["holiday.jpg"]
    assert book.clients.count() == before
    window.set_counter_view(False)
    assert sheet.isVisible()
    assert sheet.state.text() == "Stopped. None of the files was kept."


def test_an_empty_book_is_written_as_well(qtbot: QtBot, book: Book, room: Path, window: QWidget) -> None:
    book.clients.add(Client(0, "Нина Волкова"))
    sheet = shown(book, window)
    at = Person(qtbot, sheet)
    at.click("Choose a folder")
    at.click("Write the files")
    assert "Нина Волкова" in (room / NAME / "clients.csv").read_text("utf-8-sig")
    assert not (room / NAME / "letters").exists()
