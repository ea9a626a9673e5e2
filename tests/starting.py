"""One start of the program, as a person meets it: the window on the book, or the pages that lead there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import books
from evenhand.storage import keys
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageError
from evenhand.storage.first_look import Finding, open_carefully
from evenhand.storage.seen import Seen, own_folder
from evenhand.ui.first_run import RecoveryPage
from evenhand.ui.main_window import MainWindow
from evenhand.ui.opening import Opening
from evenhand.ui.preferences import Preferences
from keyed import PASSPHRASE
from person import Person, type_out


@dataclass
class Start:
    """What one start of the program shows: the window on the book, or the one that leads there."""

    qtbot: QtBot
    folder: Path
    preferences: Preferences = field(default_factory=Preferences)
    windows: list[MainWindow] = field(default_factory=list)
    books: list[Book] = field(default_factory=list)
    opening: Opening | None = None
    went_on: bool = True
    named: bool = False  # whether the command line names the folder

    def run(self) -> "Start":
        try:
            opened = open_carefully(self.folder, seen=Seen(own_folder()), now=datetime.now(UTC))
            self.books.append(opened.book)
            self._begin(opened.book, opened.findings)
        except StorageError as error:
            self.opening = Opening(
                self.folder,
                self.preferences,
                self._begin,
                self.books.append,
                lambda: books.SAMPLE_DAY,
                remembers=not self.named,
            )
            self.qtbot.addWidget(self.opening)
            self.went_on = self.opening.meet(error)
        if self.opening is not None and self.opening.isVisible():
            self.opening.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.opening)
        return self

    def _begin(self, book: Book, _findings: Sequence[Finding]) -> MainWindow:
        window = MainWindow(book, self.preferences, today=lambda: books.SAMPLE_DAY)
        self.qtbot.addWidget(window)
        self.windows.append(window)
        window.show()
        return window

    @property
    def page(self) -> QWidget:
        assert self.opening is not None
        return self.opening.page

    @property
    def person(self) -> Person:
        assert self.opening is not None
        return Person(self.qtbot, self.opening)

    def wait_for(self, kind: type[QWidget]) -> None:
        self.qtbot.waitUntil(lambda: isinstance(self.page, kind))

    def wait_for_book(self) -> MainWindow:
        self.qtbot.waitUntil(lambda: bool(self.windows))
        assert self.opening is not None
        assert not self.opening.isVisible()
        return self.windows[0]

    def sentence(self, field_name: str) -> str | None:
        self.qtbot.waitUntil(lambda: self.person.error(field_name) is not None)
        return self.person.error(field_name)


def texts(page: QWidget) -> str:
    QApplication.processEvents()  # what has just been put into the window is shown by an event
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def set_passphrase(started: Start, passphrase: str = PASSPHRASE) -> Person:
    person = started.person
    type_out(person.find("Passphrase", QLineEdit), passphrase)
    type_out(person.find("The same once more", QLineEdit), passphrase)
    person.click("Set the passphrase")
    started.wait_for(RecoveryPage)
    return person


@pytest.fixture
def folder(home: Path) -> Path:
    """Where the book is to lie; nothing is there yet."""
    return home / "Evenhand"


@pytest.fixture
def started(qtbot: QtBot, folder: Path) -> Iterator[Start]:
    """The program, ready for its start on the folder."""
    start = Start(qtbot, folder)
    yield start
    for book in start.books:
        book.close()


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase becomes a key at once: how slow that is isn't what these tests are about."""
    monkeypatch.setattr(keys, "ROUNDS", 2)
