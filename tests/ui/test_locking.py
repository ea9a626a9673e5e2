"""The window locks: the book is closed, nothing of it is in view, and after the passphrase all is where it was."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

import books
from evenhand.storage import keys
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui.choices import Check
from evenhand.ui.desk import Place
from evenhand.ui.idle import Idle, Moment
from evenhand.ui.lock_choice import LockChoice
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.unlock_page import UnlockPage
from keyed import PASSPHRASE, keyed_sample
from person import Person, type_out
from seen import told_by

HELEN = 1


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)


@pytest.fixture
def business(home: Path) -> Iterator[Book]:
    key = keyed_sample(home / "Evenhand")
    with Book.open(home / "Evenhand", key=key) as book:
        yield book


@pytest.fixture
def window(qtbot: QtBot, business: Book) -> MainWindow:
    return shown(qtbot, business)


def shown(qtbot: QtBot, book: Book) -> MainWindow:
    made = MainWindow(book, Preferences(), today=lambda: books.SAMPLE_DAY)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    for _round in range(5):
        QApplication.processEvents()
    return made


def lock(qtbot: QtBot, window: MainWindow, book: Book) -> UnlockPage:
    window.lock()
    qtbot.waitUntil(lambda: book.connection.key is None)
    page = window.centralWidget()
    assert isinstance(page, UnlockPage)
    return page


def unlock(qtbot: QtBot, window: MainWindow, passphrase: str = PASSPHRASE) -> None:
    person = Person(qtbot, window)
    type_out(person.find("Passphrase", QLineEdit), passphrase)
    person.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.locking.on)


def is_closed(book: Book) -> bool:
    try:
        book.connection.value("SELECT count(*) FROM clients")
    except StorageFailed:
        return True
    return False


def test_locking_takes_everything_out_of_view_and_closes_the_book(
    qtbot: QtBot, window: MainWindow, business: Book
) -> None:
    window.go(Place.CLIENTS, HELEN)
    names = [row.name for row in business.clients.rows(business.clients.ids())]
    assert "Helen Okafor" in told_by(window)
    QApplication.clipboard().clear()
    lock(qtbot, window, business)
    told = told_by(window)
    assert not [name for name in names if name in told]
    assert "Linden Tailoring" not in told
    assert window.windowTitle() == "Evenhand"
    assert is_closed(business)
    assert business.path is not None
    Book.open(business.path.parent, key=keys.of_passphrase(PASSPHRASE, keys.salt_of(business.path))).close()


def test_unlocking_brings_back_the_place_and_the_client(qtbot: QtBot, window: MainWindow, business: Book) -> None:
    window.go(Place.CLIENTS, HELEN)
    screen = window.screen_in_view
    lock(qtbot, window, business)
    unlock(qtbot, window)
    assert window.screen_in_view is screen
    assert screen.isVisible()
    assert screen.detail.client.id == HELEN
    assert window.windowTitle() == "Linden Tailoring"
    assert window.menuBar().actions()[1].menu() is not None
    window.go(Place.TODAY)
    assert window.screen_in_view.isVisible()


def test_a_wrong_passphrase_leaves_it_locked(qtbot: QtBot, window: MainWindow, business: Book) -> None:
    page = lock(qtbot, window, business)
    person = Person(qtbot, window)
    type_out(person.find("Passphrase", QLineEdit), "lanterns")
    person.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: person.error("Passphrase") is not None)
    assert page.passphrase.text() == "lanterns"
    assert is_closed(business)
    page.passphrase.line.clear()
    unlock(qtbot, window)
    assert not is_closed(business)


def test_the_lock_offers_neither_a_backup_nor_to_remember_and_its_only_command_is_to_quit(
    qtbot: QtBot, window: MainWindow, business: Book
) -> None:
    lock(qtbot, window, business)
    told = told_by(window)
    assert "Open a backup" not in told
    assert not [one for one in window.findChildren(Check) if one.isVisible()]
    shortcuts = [action for action in window.findChildren(QAction) if not action.shortcut().isEmpty()]
    live = [one.shortcut() for one in shortcuts if one.isEnabled() and one.text()]
    assert live == [QKeySequence("Ctrl+Q")]
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert isinstance(window.centralWidget(), UnlockPage)


def test_what_is_typed_is_saved_before_locking(qtbot: QtBot, window: MainWindow, business: Book) -> None:
    draft = business.letters.drafts()[0].draft.id
    window.go(Place.LETTER, draft)
    qtbot.keyClicks(window.screen_in_view.editor, "One more word.")
    lock(qtbot, window, business)
    assert business.path is not None
    key = keys.of_passphrase(PASSPHRASE, keys.salt_of(business.path))
    with Book.open(business.path.parent, key=key) as other:
        assert "One more word." in other.letters.draft(draft).body
    unlock(qtbot, window)
    assert "One more word." in window.screen_in_view.editor.text()


def test_what_could_not_be_saved_is_there_again_after_unlocking_and_asked_about_before_quitting(
    qtbot: QtBot, window: MainWindow, business: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go(Place.LETTER, business.letters.drafts()[0].draft.id)
    monkeypatch.setattr(business.letters, "save_draft", _full)
    qtbot.keyClicks(window.screen_in_view.editor, "One more word.")
    lock(qtbot, window, business)
    assert "One more word." not in told_by(window)
    assert window.close() is False
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    question = QApplication.activeModalWidget()
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    monkeypatch.undo()
    monkeypatch.setattr(keys, "ROUNDS", 2)
    unlock(qtbot, window)
    assert "One more word." in window.screen_in_view.editor.text()
    window.go(Place.TODAY)
    assert "One more word." in business.letters.drafts()[0].draft.body


def _full(*_args: object, **_fields: object) -> None:
    raise StorageFailed("disk_full")


def test_an_open_sheet_leaves_the_view_with_what_is_typed_and_comes_back_with_it(
    qtbot: QtBot, window: MainWindow, business: Book
) -> None:
    window.go(Place.CLIENTS, HELEN)
    window.screen_in_view.log_contact()
    person = Person(qtbot, window)
    sheet = person.seen
    assert isinstance(sheet, QDialog)
    note = next(one for one in sheet.findChildren(QPlainTextEdit) if one.isVisible())
    type_out(note, "zqsecret")
    lock(qtbot, window, business)
    assert not sheet.isVisible()
    assert "zqsecret" not in told_by(window)
    assert window.close() is False  # what stands in the sheet would be lost
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    qtbot.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)
    unlock(qtbot, window)
    assert sheet.isVisible()
    assert note.toPlainText() == "zqsecret"


def test_no_timer_of_a_screen_touches_the_closed_book(qtbot: QtBot, window: MainWindow, business: Book) -> None:
    for place in (Place.TODAY, Place.CLIENTS, Place.CASES, Place.LETTERS, Place.RULES, Place.INTAKE):
        window.go(place)
    window.go(Place.LETTER, business.letters.drafts()[0].draft.id)
    qtbot.keyClicks(window.screen_in_view.editor, "x")
    running = [one for one in window.findChildren(QTimer) if one.isActive()]
    assert running
    page = lock(qtbot, window, business)
    assert not [one for one in running if one.isActive()]
    assert not [one for one in window.findChildren(QTimer) if one.isActive() and one.parent() is not page]
    unlock(qtbot, window)


def test_counter_view_stays_on_over_a_lock(qtbot: QtBot, window: MainWindow, business: Book) -> None:
    window.go(Place.CLIENTS, HELEN)
    window.set_counter_view(True)
    lock(qtbot, window, business)
    assert "Helen Okafor" not in told_by(window)
    unlock(qtbot, window)
    assert Preferences().counter_view
    told = told_by(window)
    assert "Helen Okafor" in told
    assert business.comfort.note_of(HELEN) not in told
    window.set_counter_view(False)
    assert window.screen_in_view.detail.client.id == HELEN


def test_what_was_said_meanwhile_is_said_after_unlocking(qtbot: QtBot, window: MainWindow, business: Book) -> None:
    lock(qtbot, window, business)
    window.say("The printer is out of paper.")
    assert "out of paper" not in told_by(window)
    assert window._toast.isHidden()  # it would be gone by the time that somebody sees it
    unlock(qtbot, window)
    assert "out of paper" in told_by(window)


def test_a_locked_window_is_closed_without_the_passphrase(qtbot: QtBot, window: MainWindow, business: Book) -> None:
    window.go(Place.TODAY)
    lock(qtbot, window, business)
    assert window.close() is True


def test_a_book_that_went_on_elsewhere_meanwhile_is_read_anew(qtbot: QtBot, window: MainWindow, business: Book) -> None:
    window.go(Place.CLIENTS, HELEN)
    assert window.screen_in_view.detail.client.name == "Helen Okafor"
    for _round in range(5):
        QApplication.processEvents()
    lock(qtbot, window, business)
    assert business.path is not None
    key = keys.of_passphrase(PASSPHRASE, keys.salt_of(business.path))
    with Book.open(business.path.parent, key=key) as other, other.transaction():
        other.connection.handle.execute("UPDATE clients SET name = 'Helen Adeyemi' WHERE id = ?", (HELEN,))
    unlock(qtbot, window)
    assert window.screen_in_view.detail.client.name == "Helen Adeyemi"


def test_an_older_copy_that_came_into_its_place_meanwhile_is_not_gone_on_with(
    qtbot: QtBot, window: MainWindow, business: Book, tmp_path: Path
) -> None:
    assert business.path is not None
    older = business.path.read_bytes()
    business.clients.save(replace(business.clients.get(HELEN), name="Helen Adeyemi"))
    page = lock(qtbot, window, business)
    newer = business.path.read_bytes()
    business.path.write_bytes(older)
    person = Person(qtbot, window)
    type_out(person.find("Passphrase", QLineEdit), PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "moved, replaced or taken away" in told_by(window))
    assert window.locking.on
    assert is_closed(business)
    business.path.write_bytes(newer)
    page.passphrase.line.clear()
    unlock(qtbot, window)
    assert business.clients.get(HELEN).name == "Helen Adeyemi"


def test_without_a_passphrase_locking_says_so_and_offers_one(qtbot: QtBot) -> None:
    with books.sample() as book:
        window = shown(qtbot, book)
        window.lock()
        assert not window.locking.on
        assert not is_closed(book)


# By itself


class Clock:
    def __init__(self) -> None:
        self.now = Moment(1000.0, 2_000_000.0)

    def pass_(self, seconds: float, *, asleep: float = 0) -> None:
        self.now = Moment(self.now.ticks + seconds, self.now.wall + seconds + asleep)


def test_it_locks_after_the_minutes_without_a_key_or_the_mouse(qtbot: QtBot) -> None:
    clock, locked, editor = Clock(), [], QLineEdit()
    qtbot.addWidget(editor)
    editor.show()
    idle = Idle(editor, lambda: 5, lambda: locked.append(True), now=lambda: clock.now)
    clock.pass_(4 * 60)
    idle.look()
    qtbot.keyClick(editor, Qt.Key.Key_A)
    clock.pass_(4 * 60)
    idle.look()
    assert not locked
    clock.pass_(61)
    idle.look()
    assert locked == [True]


def test_it_locks_after_a_sleep_also_when_the_first_thing_seen_is_a_key(qtbot: QtBot) -> None:
    clock, locked, editor = Clock(), [], QLineEdit()
    qtbot.addWidget(editor)
    editor.show()
    idle = Idle(editor, lambda: 15, lambda: locked.append(True), now=lambda: clock.now)
    assert idle
    clock.pass_(5, asleep=8 * 3600)
    qtbot.keyClick(editor, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: locked == [True])


def test_never_means_never(qtbot: QtBot) -> None:
    clock, locked, editor = Clock(), [], QLineEdit()
    qtbot.addWidget(editor)
    idle = Idle(editor, lambda: 0, lambda: locked.append(True), now=lambda: clock.now)
    clock.pass_(90_000)
    idle.look()
    assert not locked


def test_the_minutes_are_fifteen_until_others_are_chosen_and_mean_nothing_without_a_passphrase(
    qtbot: QtBot, business: Book, book: Book
) -> None:
    assert Preferences().lock_minutes == 15
    choice = LockChoice(business)
    qtbot.addWidget(choice)
    choice.show()
    person = Person(qtbot, choice)
    assert choice.minutes.currentText() == "After 15 minutes"
    person.choose("Lock when nobody has touched it", "After 5 minutes")
    assert Preferences().lock_minutes == 5
    person.choose("Lock when nobody has touched it", "Never")
    assert Preferences().lock_minutes == 0
    plain = LockChoice(book)
    qtbot.addWidget(plain)
    assert not plain.minutes.isEnabled()
    assert plain.minutes.currentText() == "Never"
