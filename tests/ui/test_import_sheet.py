"""Bringing clients in from other programs' files as the owner does it, and what the book holds afterwards."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import books
from evenhand.actions import importing
from evenhand.domain.money import Money
from evenhand.domain.records import Client, Letterhead, Order, Owner
from evenhand.exchange.encodings import ENCODINGS
from evenhand.storage.book import Book
from evenhand.storage.clients import ClientFilter
from evenhand.storage.errors import StorageFailed
from evenhand.ui.desk import Desk, Place
from evenhand.ui.import_sheet import ImportSheet, open_import
from evenhand.ui.import_undo import UndoSheet, open_undo_import
from evenhand.ui.import_words import encoding_name
from evenhand.ui.inputs import Combo
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.theme import theme
from person import Person
from seen import told_by

TODAY = date(2026, 11, 22)

RUSSIAN = """Имя;Фамилия;Телефон;Эл. почта;Город;Факс
Елена;Сорокина;+7 921 555-12-30;elena@example.org;Санкт-Петербург;
Нина;Волкова;+7 921 555-12-31;;Псков;
Тигран;Петросян;;tigran@example.am;Ереван;
Нина;Волкова;+7 921 555-12-31;nina@example.org;;
только;две
"""
GOOGLE = (
    "First Name,Last Name,Phone 1 - Value,E-mail 1 - Value,Labels\n"
    "Helen,Okafor,+44 20 7946 0182,helen@example.com,* myContacts\n"
    "Priya,Raman,,priya@example.com,* myContacts\n"
)
CARDS = "".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//macOS 14//EN\r\nFN:{name}\r\nEND:VCARD\r\n"
    for name in ("Anahit Grigoryan", "Ion Munteanu")
)


@dataclass
class Counter:
    """A desk over which the sheet lies, with what was said there."""

    qtbot: QtBot
    book: Book
    window: QWidget
    said: list[str] = field(default_factory=list)
    offered: Callable[[], object] | None = None

    def _say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None:
        self.said.append(text)
        self.offered = on_action

    def __post_init__(self) -> None:
        self.desk = Desk(self.book, lambda: TODAY, lambda _place, _id: None, self._say)
        self.sheet: Any = None

    def open(self) -> ImportSheet:
        open_import(self.desk, self.window)
        self.sheet = self.window.findChildren(ImportSheet)[-1]
        return self.sheet

    @property
    def at(self) -> Person:
        return Person(self.qtbot, self.window)

    def rest(self) -> None:
        """Until the sheet has read what it reads."""
        self.qtbot.waitUntil(lambda: not self.sheet.foot.isVisible(), timeout=10_000)

    def give(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Chooses a file in the system's dialog."""
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
        self.at.click("Another file" if self.sheet.file.another.isVisible() else "Choose a file")
        self.rest()

    def go_on(self) -> None:
        self.at.click("Next")
        self.rest()

    def kinds(self) -> list[str]:
        return [one.text() for one in self.sheet.people.kinds.buttons()]

    def names(self) -> list[str]:
        return [row.name for row in self.book.clients.rows(self.book.clients.ids())]


@pytest.fixture
def window(qtbot: QtBot, dressed: None) -> QWidget:
    made = QWidget()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def counter(qtbot: QtBot, book: Book, window: QWidget) -> Counter:
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), country="GB", currency="EUR"))
    made = Counter(qtbot, book, window)
    made.open()
    return made


@pytest.fixture
def russian(tmp_path: Path) -> Path:
    path = tmp_path / "клиенты.csv"
    path.write_bytes(RUSSIAN.encode("cp1251"))
    return path


@pytest.fixture
def google(tmp_path: Path) -> Path:
    path = tmp_path / "contacts.csv"
    path.write_text(GOOGLE, "utf-8")
    return path


def shown_rows(sheet: ImportSheet) -> list[list[str]]:
    model = sheet.file.table.model_of_text
    return [[model.text(row, column) for column in range(model.columnCount())] for row in range(model.rowCount())]


def test_a_file_in_windows_cyrillic_comes_in_in_three_steps(
    counter: Counter, russian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.give(russian, monkeypatch)
    assert counter.sheet.file.encoding.currentText() == "Cyrillic, Windows (cp1251)"
    assert counter.sheet.file.separator.currentText() == "Semicolon"
    assert shown_rows(counter.sheet)[0][:2] == ["Елена", "Сорокина"]
    counter.go_on()
    assert counter.at.find("Фамилия", Combo).currentText() == "Last name"
    counter.go_on()
    assert counter.kinds() == ["New: 3", "Twice in the file: 1", "Can't be read: 1"]
    counter.at.click("Take in 3 clients")
    assert not counter.sheet.isVisible()
    assert sorted(counter.names()) == ["Елена Сорокина", "Нина Волкова", "Тигран Петросян"]
    assert counter.said == ["3 clients taken in."] or counter.said == ["3 clients taken in. 1 filled in."]
    elena = counter.book.clients.get(1)
    assert (elena.phone, elena.email) == ("+7 921 555-12-30", "elena@example.org")


def test_a_row_that_cannot_be_read_is_a_row_all_the_same(
    counter: Counter, russian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.give(russian, monkeypatch)
    assert counter.sheet.file._told.text() == "5 rows, 6 columns."


def test_russian_people_are_proposed_letters_in_russian(
    counter: Counter, russian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.give(russian, monkeypatch)
    counter.go_on()
    counter.go_on()
    assert counter.at.find("Language of letters, where the file says none", Combo).currentText() == "Русский"
    assert not counter.sheet.touched()
    counter.at.click("Take in 3 clients")
    assert {counter.book.clients.get(id_).language for id_ in counter.book.clients.ids()} == {"ru"}


def test_the_owner_chooses_the_language_of_all_who_do_not_say_theirs(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Language\nЕлена Сорокина,\nAnahit Grigoryan,hy\nНина Волкова,\n", "utf-8")
    counter.give(path, monkeypatch)
    counter.go_on()
    counter.go_on()
    choose(counter, "Language of letters, where the file says none", "Română")
    assert counter.sheet.touched()
    counter.at.click("Back")
    choose(counter, "Language", "Note")
    counter.go_on()
    choose(counter, "Language of letters, where the file says none", "English")
    counter.at.click("Back")
    choose(counter, "Language", "Language")
    counter.go_on()  # the people are compared anew, and the choice stays
    counter.at.click("Take in 3 clients")
    told = {one.name: one.language for one in map(counter.book.clients.get, counter.book.clients.ids())}
    assert told == {"Елена Сорокина": "en", "Нина Волкова": "en", "Anahit Grigoryan": "hy"}


def test_nothing_is_asked_where_everybody_says_their_language(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Language\nНина Волкова,Romanian\n", "utf-8")
    counter.give(path, monkeypatch)
    counter.go_on()
    counter.go_on()
    assert not counter.sheet.people.language.isVisible()
    counter.at.click("Take in 1 client")
    assert counter.book.clients.get(1).language == "ro"


def test_the_keyboard_alone_takes_a_file_in(counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(google), ""))
    assert QApplication.focusWidget() is counter.sheet.file.drop.choose
    counter.at.press(Qt.Key.Key_Return)
    counter.rest()
    for _step in range(3):
        counter.at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        counter.rest()
    assert sorted(counter.names()) == ["Helen Okafor", "Priya Raman"]


def test_whose_kind_of_export_it_is_is_said(
    counter: Counter, google: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.give(google, monkeypatch)
    assert counter.sheet.file._told.text() == "2 rows, 5 columns. This looks like Google Contacts."
    cards = tmp_path / "people.vcf"
    cards.write_text(CARDS, "utf-8", newline="")
    counter.give(cards, monkeypatch)
    assert counter.sheet.file._told.text() == "2 address cards. This looks like Apple Contacts."


def test_address_cards_need_no_columns(counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = tmp_path / "people.vcf"
    cards.write_text(CARDS, "utf-8", newline="")
    counter.give(cards, monkeypatch)
    counter.go_on()
    counter.at.click("Back")
    assert counter.sheet.file.isVisible()
    counter.go_on()
    counter.at.click("Take in 2 clients")
    assert counter.names() == ["Anahit Grigoryan", "Ion Munteanu"]


def test_a_file_is_dropped_on_the_sheet(counter: Counter, google: Path) -> None:
    drop(counter.sheet, google)
    counter.rest()
    assert counter.sheet.file.path == google
    counter.go_on()
    drop(counter.sheet, google)  # at a later step as well
    counter.rest()
    assert counter.sheet.file.isVisible()


def test_two_files_at_once_are_one_too_many(counter: Counter, google: Path, russian: Path) -> None:
    drop(counter.sheet, google, russian)
    assert counter.sheet.file.trouble.text.text() == "One file at a time: drop them one after the other."
    drop(counter.sheet, google)
    counter.rest()
    assert not counter.sheet.file.trouble.isVisible()


def drop(sheet: ImportSheet, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    sheet.dropEvent(QDropEvent(QPointF(40, 300), Qt.DropAction.CopyAction, data, buttons, keys))


def test_other_letters_are_chosen_and_seen_at_once(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("name;town\nМария;Псков\n".encode("koi8-r"))
    counter.give(path, monkeypatch)
    for name in (encoding_name("cp866"), encoding_name("koi8_r")):
        counter.at.choose("The text is stored as", name)
        counter.rest()
    assert shown_rows(counter.sheet) == [["Мария", "Псков"]]


def test_an_encoding_that_cannot_be_says_so_until_another_is_chosen(
    counter: Counter, russian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.give(russian, monkeypatch)
    counter.at.choose("The text is stored as", encoding_name("utf_8"))
    counter.rest()
    assert counter.at.error("The text is stored as")
    assert not counter.sheet.primary.isEnabled()
    counter.at.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert counter.sheet.file.isVisible()
    counter.at.choose("The text is stored as", encoding_name("cp1251"))
    counter.rest()
    assert counter.at.error("The text is stored as") is None
    assert shown_rows(counter.sheet)[0][:2] == ["Елена", "Сорокина"]
    counter.go_on()
    assert counter.sheet.columns.isVisible()


def test_every_encoding_that_is_proposed_has_words() -> None:
    assert [name for name in ENCODINGS if encoding_name(name) == name] == []


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"name,phone\n", "headings.csv"),
        (b"name,name\nA,B\n", "twice.csv"),
        (b"PK\x03\x04rest", "clients.xlsx"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64), "photo.csv"),
        (b"nothing of the kind", "people.vcf"),
        (b'"name,phone\nA,B\n', "quote.csv"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_in_a_sentence(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, name: str
) -> None:
    (tmp_path / name).write_bytes(content)
    counter.give(tmp_path / name, monkeypatch)
    sentence = counter.sheet.file.trouble.text.text()
    assert counter.sheet.file.trouble.isVisible()
    assert " " in sentence
    assert sentence.endswith(".")
    assert "_" not in sentence
    assert not counter.sheet.primary.isEnabled()


def test_a_file_that_is_gone_says_so(counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counter.give(tmp_path / "gone.csv", monkeypatch)
    assert counter.sheet.file.trouble.isVisible()


def test_a_bad_file_after_a_good_one_leaves_the_good_one(
    counter: Counter, google: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.give(google, monkeypatch)
    (tmp_path / "empty.csv").write_bytes(b"")
    counter.give(tmp_path / "empty.csv", monkeypatch)
    assert counter.sheet.file.trouble.isVisible()
    assert shown_rows(counter.sheet)[0][0] == "Helen"
    counter.go_on()
    counter.go_on()
    counter.at.click("Take in 2 clients")
    assert len(counter.names()) == 2


def test_columns_nobody_recognises_are_said_by_hand(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own.csv"
    path.write_text("who,rings,colour\nAda Marsh,+44 1225 000111,blue\n", "utf-8")
    counter.give(path, monkeypatch)
    counter.go_on()
    assert counter.at.find("who", Combo).value() is None
    counter.go_on()
    assert counter.sheet.columns.trouble.isVisible()
    assert counter.sheet.columns.isVisible()
    choose(counter, "who", "Whole name")
    assert not counter.sheet.columns.trouble.isVisible()
    choose(counter, "rings", "Telephone")
    counter.go_on()
    counter.at.click("Take in 1 client")
    ada = counter.book.clients.get(1)
    assert (ada.name, ada.phone) == ("Ada Marsh", "+44 1225 000111")


def choose(counter: Counter, heading: str, text: str) -> None:
    counter.at.choose(heading, text)


def test_a_column_is_left_out(counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counter.give(google, monkeypatch)
    counter.go_on()
    choose(counter, "Phone 1 - Value", "Leave out")
    counter.go_on()
    counter.at.click("Take in 2 clients")
    assert {counter.book.clients.get(id_).phone for id_ in counter.book.clients.ids()} == {""}


def test_going_back_loses_nothing_that_was_chosen(
    counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.book.clients.add(Client(0, "Helen Okafor", email="helen@example.com"))
    counter.give(google, monkeypatch)
    counter.go_on()
    choose(counter, "Labels", "Note")
    counter.go_on()
    counter.at.click("Add as another person")
    counter.at.click("Back")
    counter.at.click("Back")
    counter.go_on()
    assert counter.at.find("Labels", Combo).currentText() == "Note"
    choose(counter, "Phone 1 - Value", "Leave out")
    counter.go_on()
    assert counter.sheet.primary.text() == "Take in 2 clients"
    counter.at.click("Take in 2 clients")
    assert sorted(counter.names()) == ["Helen Okafor", "Helen Okafor", "Priya Raman"]


def test_somebody_known_is_filled_in_beside_both_cards(
    counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    helen = counter.book.clients.add(Client(0, "Helen Okafor", email="helen@example.com", salutation="Dear Helen,"))
    counter.give(google, monkeypatch)
    counter.go_on()
    counter.go_on()
    assert counter.kinds() == ["New: 1", "Known already: 1"]
    pane = counter.sheet.people.pane
    assert pane.left.accessibleName().startswith("In the book. Helen Okafor")
    assert "+44 20 7946 0182" in pane.left.accessibleName()  # as it will be
    assert pane.right.accessibleName().startswith("In the file, line 2. Helen Okafor")
    counter.at.click("Leave as it is")
    assert "+44 20 7946 0182" not in pane.left.accessibleName()
    assert counter.sheet.state.text() == "1 is left out."
    counter.at.click("Fill in what's missing")
    counter.at.click("Take in 1 client")
    after = counter.book.clients.get(helen.id)
    assert (after.phone, after.salutation) == ("+44 20 7946 0182", "Dear Helen,")
    assert counter.said == ["1 client taken in. 1 filled in."]


def test_one_choice_serves_for_all(counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, email in (("Helen Okafor", "helen@example.com"), ("Priya Raman", "priya@example.com")):
        counter.book.clients.add(Client(0, name, email=email))
    counter.give(google, monkeypatch)
    counter.go_on()
    counter.go_on()
    counter.at.click("Add as another person")
    assert counter.sheet.primary.text() == "Take in 1 client"
    counter.at.click("The same for all 2 like this")
    counter.at.click("Take in 2 clients")
    assert len(counter.names()) == 4


def test_with_everybody_left_out_there_is_nothing_to_press(
    counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.give(google, monkeypatch)
    counter.go_on()
    counter.go_on()
    counter.at.click("Leave out")
    counter.at.click("The same for all 2 like this")
    assert not counter.sheet.primary.isEnabled()
    assert counter.sheet.state.text() == "Nobody is taken in. 2 are left out."


def test_bad_rows_are_listed_with_line_and_reason_and_copied(
    counter: Counter, russian: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.give(russian, monkeypatch)
    counter.go_on()
    counter.go_on()
    counter.at.click("Can't be read: 1")
    counter.at.click("Copy the list")
    text = "Line 6: the row has 2 cells, and the table has 6 columns."
    assert QApplication.clipboard().text() == text
    assert counter.sheet.people.bad_table.model().index(0, 0).data() == text


def test_undo_takes_out_who_came_in(counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counter.give(google, monkeypatch)
    counter.go_on()
    counter.go_on()
    counter.at.click("Take in 2 clients")
    assert counter.offered is not None
    counter.offered()
    assert counter.names() == []
    assert counter.said[-1] == "The import is undone."


def when_taking(monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[[], Any]) -> None:
    """Somebody does something in the middle of a long act with the book."""
    really = getattr(importing, name)

    def watched(*args: Any, progress: Callable[[int, int], None], **more: Any) -> Any:
        done: list[object] = []

        def passed_on(now: int, of: int) -> None:
            if not done:
                done.append(act())
            progress(now, of)

        return really(*args, progress=passed_on, **more)

    monkeypatch.setattr(importing, name, watched)


def test_stopped_in_the_middle_nobody_is_taken_in(
    counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.give(google, monkeypatch)
    counter.go_on()
    counter.go_on()
    stop = counter.sheet.foot.stop
    with monkeypatch.context() as once:
        when_taking(once, "take", lambda: counter.qtbot.mouseClick(stop, Qt.MouseButton.LeftButton))
        counter.at.click("Take in 2 clients")
    assert counter.names() == []
    assert counter.book.imports.all() == []
    assert counter.sheet.isVisible()
    assert counter.sheet.state.text() == "Stopped. Nobody was taken in."
    counter.at.click("Take in 2 clients")
    assert len(counter.names()) == 2


def test_a_double_click_takes_them_in_once(counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counter.give(google, monkeypatch)
    counter.go_on()
    counter.go_on()
    primary = counter.sheet.primary
    when_taking(monkeypatch, "take", lambda: counter.qtbot.mouseClick(primary, Qt.MouseButton.LeftButton))
    counter.qtbot.mouseDClick(primary, Qt.MouseButton.LeftButton)
    counter.at.press(Qt.Key.Key_Return) if counter.sheet.isVisible() else None
    assert len(counter.names()) == 2
    assert len(counter.book.imports.all()) == 1


def test_a_full_disk_is_said_and_the_choices_stay(
    counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.give(google, monkeypatch)
    counter.go_on()
    counter.go_on()

    def full(*_args: Any, **_more: Any) -> None:
        raise StorageFailed("disk_full")

    with monkeypatch.context() as once:
        once.setattr(importing, "take", full)
        counter.at.click("Take in 2 clients")
    assert "disk" in counter.sheet.state.text()
    assert counter.sheet.isVisible()
    counter.at.click("Take in 2 clients")
    assert len(counter.names()) == 2


def test_closing_after_choosing_asks_first(counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counter.give(google, monkeypatch)
    counter.go_on()
    choose(counter, "Labels", "Note")
    counter.at.press(Qt.Key.Key_Escape)
    assert counter.sheet.isVisible()
    counter.at.click("Go on here")
    counter.at.press(Qt.Key.Key_Escape)
    counter.at.click("Close")
    assert not counter.sheet.isVisible()
    assert counter.names() == []


def test_escape_while_the_file_is_read_leaves_the_sheet(counter: Counter, google: Path) -> None:
    counter.sheet.read(google)
    counter.at.press(Qt.Key.Key_Escape)
    assert counter.sheet.isVisible()
    assert not counter.sheet.foot.isVisible()
    assert not counter.sheet.primary.isEnabled()


def test_the_rows_of_a_large_file_are_painted_and_not_built(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.csv"
    path.write_text("name,phone\n" + "".join(f"Person {n},+44 1225 {n:06d}\n" for n in range(5000)), "utf-8")
    counter.give(path, monkeypatch)
    counter.go_on()
    counter.go_on()
    widgets = len(counter.sheet.findChildren(QWidget))
    assert widgets < 400
    assert counter.sheet.people.model.rowCount() == 5000


def main_window(qtbot: QtBot, book: Book) -> MainWindow:
    made = MainWindow(book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def over(qtbot: QtBot, dressed: None) -> Counter:
    """The sheet over the real window, on the sample's book."""
    book = books.sample()
    window = main_window(qtbot, book)
    made = Counter(qtbot, book, window)
    made.desk = window._desk
    made.open()
    return made


def test_f9_takes_everything_of_it_away_and_back(over: Counter, google: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    over.give(google, monkeypatch)
    over.go_on()
    over.go_on()
    over.at.press(Qt.Key.Key_F9)
    window = over.window
    assert isinstance(window, MainWindow)
    told = told_by(window)
    for word in ("Priya Raman", "contacts.csv", "The columns", "Known already", "myContacts"):
        assert word not in told
    window.set_counter_view(False)
    assert over.sheet.isVisible()
    assert over.sheet.people.isVisible()


def test_f9_while_taking_in_keeps_nobody(over: Counter, google: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    over.give(google, monkeypatch)
    over.go_on()
    over.go_on()
    before = over.book.clients.count(ClientFilter.ALL)
    when_taking(monkeypatch, "take", lambda: over.qtbot.keyClick(over.sheet.foot.stop, Qt.Key.Key_F9))
    over.sheet.primary.click()
    assert not over.sheet.isVisible()
    assert over.book.clients.count(ClientFilter.ALL) == before
    assert "Priya Raman" not in told_by(over.window)
    over.window.set_counter_view(False)  # type: ignore[attr-defined]
    assert over.sheet.state.text() == "Stopped. Nobody was taken in."


# Undoing the last import, later


@pytest.fixture
def imported(counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch) -> Counter:
    counter.give(google, monkeypatch)
    counter.go_on()
    counter.go_on()
    counter.at.click("Take in 2 clients")
    return counter


def undo_sheet(counter: Counter) -> UndoSheet:
    open_undo_import(counter.desk, counter.window)
    return counter.window.findChildren(UndoSheet)[-1]


def test_the_last_import_is_undone_later(imported: Counter) -> None:
    sheet = undo_sheet(imported)
    assert sheet.goes == ["2 clients who came in with it"]
    assert len(imported.names()) == 2  # looking changes nothing
    imported.qtbot.waitUntil(lambda: QApplication.focusWidget() is sheet.cancel)  # Enter changes nothing
    imported.at.click("Undo the import")
    assert imported.names() == []
    open_undo_import(imported.desk, imported.window)
    assert imported.said[-1] == "There is no import to undo."


def test_who_has_an_order_since_is_named_and_stays(imported: Counter) -> None:
    helen = next(id_ for id_ in imported.book.clients.ids() if imported.book.clients.get(id_).name == "Helen Okafor")
    sum_ = Money(120, "EUR")
    imported.book.orders.add(Order(0, helen, "1", TODAY, "Coat", sum_, sum_))
    sheet = undo_sheet(imported)
    assert sheet.goes == ["1 client who came in with it"]
    assert sheet.names.toPlainText() == "Helen Okafor"
    imported.at.click("Undo the import")
    assert imported.names() == ["Helen Okafor"]
    assert imported.said[-1] == "The import is undone. 1 stays: something has happened with them since."


def test_the_sheet_that_undoes_is_as_high_as_what_stands_in_it(imported: Counter) -> None:
    sheet = undo_sheet(imported)
    assert sheet._body.verticalScrollBar().maximum() == 0


def test_without_an_import_there_is_nothing_to_undo(counter: Counter) -> None:
    open_undo_import(counter.desk, counter.window)
    assert counter.said == ["There is no import to undo."]


def test_stopped_while_undoing_everybody_is_still_there(imported: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = undo_sheet(imported)
    with monkeypatch.context() as once:
        when_taking(once, "take_back", lambda: imported.qtbot.keyClick(sheet.foot.stop, Qt.Key.Key_Escape))
        imported.at.click("Undo the import")
    assert sheet.isVisible()
    assert len(imported.names()) == 2
    imported.at.click("Undo the import")
    assert imported.names() == []


def test_somebody_of_whom_the_book_lacks_nothing_is_not_offered_to_be_filled_in(
    counter: Counter, google: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.book.clients.add(Client(0, "Priya Raman", email="priya@example.com"))
    counter.book.clients.add(Client(0, "Helen Okafor", email="helen@example.com"))
    counter.give(google, monkeypatch)
    counter.go_on()
    counter.go_on()
    assert next(way.text() for way in counter.sheet.people.pane.ways if way.isVisible()) == "Fill in what's missing"
    counter.at.click("The same for all 2 like this")
    assert counter.sheet.primary.text() == "Fill in 1 client"  # Priya has nothing more in the file
    counter.sheet.people._choose_row(1)
    assert [way.text() for way in counter.sheet.people.pane.ways if way.isVisible()] == [
        "Leave as it is",
        "Add as another person",
    ]


@pytest.mark.parametrize("step", [0, 1, 2])
def test_tab_reaches_all_that_can_be_acted_on(
    counter: Counter, russian: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    counter.give(russian, monkeypatch)
    for _step in range(step):
        counter.go_on()
    sheet = counter.sheet
    stops = {
        one
        for one in sheet.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    single = {one for one in stops if not getattr(one, "autoExclusive", lambda: False)()}
    walked: set[QWidget] = set()
    counter.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    while (here := QApplication.focusWidget()) not in walked:
        assert here is not None
        walked.add(here)
        counter.qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert {one.accessibleName() or type(one).__name__ for one in single - walked} == set()


@pytest.mark.parametrize("size", [100, 150])
def test_long_words_in_a_file_do_not_widen_the_sheet(
    counter: Counter, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    counter.window.resize(1024, 640)
    counter.sheet.close()
    if size != 100:
        theme.apply(qapp, dark=False, text_size=size)
    counter.open()
    word = "Ընկերությունների" * 30
    path = tmp_path / f"{word[:60]}.csv"
    path.write_text(f"name,{word},email\n{word},{word},a@example.com\n{word},{word},a@example.com\n", "utf-8")
    counter.give(path, monkeypatch)
    for _step in range(3):
        assert counter.sheet.minimumSizeHint().width() <= 984
        assert counter.sheet.width() <= 984
        if not counter.sheet.people.isVisible():
            counter.go_on()


def test_my_data_offers_to_undo_the_last_import_while_there_is_one(
    over: Counter, google: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window: Any = over.window
    over.sheet.close()
    window.go(Place.DATA)
    assert not any(one.text() == "Undo the last import" and one.isVisible() for one in window.findChildren(QPushButton))
    before = over.book.clients.count()
    over.at.click("Import clients")
    over.sheet = window.findChildren(ImportSheet)[-1]
    over.give(google, monkeypatch)
    over.go_on()
    over.go_on()
    over.sheet.primary.click()
    assert over.book.clients.count() > before
    over.at.click("Undo the last import")
    over.at.click("Undo the import")
    assert over.book.clients.count() == before
