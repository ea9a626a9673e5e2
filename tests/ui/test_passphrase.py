"""The passphrase of a book that is there: set, changed, removed; and its recovery code shown again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

import books
from evenhand import key_store
from evenhand.actions import passphrase
from evenhand.storage import keys
from evenhand.storage.backups import Backups
from evenhand.storage.book import Book
from evenhand.storage.connection import Connection
from evenhand.storage.errors import BookInUse, StorageFailed
from evenhand.ui.choices import Check
from evenhand.ui.desk import Place
from evenhand.ui.main_window import MainWindow
from evenhand.ui.passphrase_form import open_passphrase
from evenhand.ui.preferences import Preferences
from evenhand.ui.recovery_code import RecoveryCode, code_is_kept
from evenhand.ui.recovery_form import open_recovery_code
from keyed import PASSPHRASE, can_be_read_by_anybody, keyed_sample, opens
from person import Person, type_out
from seen import told_by

pytestmark = pytest.mark.usefixtures("dressed")
NEW = "four blue herons at noon"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 2)
    monkeypatch.setattr(key_store, "available", lambda: False)


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "Evenhand"


@pytest.fixture
def plain(folder: Path) -> Iterator[Book]:
    with Book.create(folder) as book:
        yield book


@pytest.fixture
def keyed(folder: Path) -> Iterator[Book]:
    with Book.open(folder, key=keyed_sample(folder)) as book:
        yield book


def at(qtbot: QtBot, book: Book) -> Person:
    window = MainWindow(book, Preferences(), today=lambda: books.SAMPLE_DAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for _round in range(5):
        QApplication.processEvents()
    return Person(qtbot, window)


def ask(person: Person) -> None:
    open_passphrase(person.screen._desk, person.screen)  # type: ignore[attr-defined]
    person.qtbot.waitUntil(lambda: person.seen is not person.screen)
    person.seen.activateWindow()
    person.qtbot.waitUntil(lambda: QApplication.activeWindow() is person.seen)


def closed(person: Person) -> None:
    person.qtbot.waitUntil(lambda: person.seen is person.screen)


def code_shown(person: Person) -> RecoveryCode:
    def found() -> list[RecoveryCode]:
        return [one for one in person.seen.findChildren(RecoveryCode) if one.isVisible()]

    person.qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def write_new(person: Person, name: str = "Passphrase", typed: str = NEW) -> None:
    person.write(name, typed)
    person.write("The same once more", typed)


def test_a_first_passphrase_encrypts_the_book_shows_its_code_and_a_new_backup_has_it(
    qtbot: QtBot, plain: Book, folder: Path
) -> None:
    same_book = plain.id
    person = at(qtbot, plain)
    ask(person)
    write_new(person)
    person.click("Set the passphrase")
    code = code_shown(person)
    assert plain.id == same_book
    assert plain.connection.key is not None
    assert plain.connection.key.recovery_code.split("-")[0] in _words(code)
    (made,) = [one for one in Backups(folder).all() if not one.why]
    assert not can_be_read_by_anybody(made.path)
    plain.close()
    assert opens(folder, NEW)
    assert not can_be_read_by_anybody(folder / "book.db")


def _words(part: RecoveryCode) -> str:
    return " ".join(one.text() for one in part.findChildren(QLabel) if one.isVisible())


def test_backups_without_a_passphrase_stay_unless_the_owner_wants_them_gone(
    qtbot: QtBot, plain: Book, folder: Path
) -> None:
    from evenhand.actions.safekeeping import back_up
    from evenhand.ui.safekeeping import _now

    back_up(plain, now=_now())
    elsewhere = folder / "backups" / "mine.db"
    elsewhere.write_bytes((folder / "book.db").read_bytes())
    person = at(qtbot, plain)
    ask(person)
    assert "Backups made before have no passphrase: whoever finds one can read it." in told_by(person.seen)
    person.find("Delete Evenhand's own backups that have no passphrase", Check).click()
    write_new(person)
    person.click("Set the passphrase")
    code_shown(person)
    assert [one.path for one in Backups(folder).all() if can_be_read_by_anybody(one.path)] == []
    assert Backups(folder).all()
    assert elsewhere.exists()  # not the app's own


def test_what_was_not_ticked_is_not_deleted(qtbot: QtBot, plain: Book, folder: Path) -> None:
    from evenhand.actions.safekeeping import back_up
    from evenhand.ui.safekeeping import _now

    kept = back_up(plain, now=_now())
    assert kept is not None
    person = at(qtbot, plain)
    ask(person)
    write_new(person)
    person.click("Set the passphrase")
    code_shown(person)
    assert kept.path.exists()


def test_changing_it_asks_for_the_one_of_now_and_the_old_one_no_longer_opens(
    qtbot: QtBot, keyed: Book, folder: Path
) -> None:
    before = keyed.connection.key
    assert before is not None
    person = at(qtbot, keyed)
    ask(person)
    write_new(person, "New passphrase")
    person.click("Change it")
    assert person.error("Current passphrase") == "Type the current passphrase first."
    person.write("Current passphrase", "seven red lanterns")
    person.click("Change it")
    qtbot.waitUntil(lambda: person.error("Current passphrase") == "That is not the passphrase of this book.")
    assert person.find("New passphrase", QLineEdit).text() == NEW  # nothing typed is lost
    person.write("Current passphrase", PASSPHRASE)
    person.click("Change it")
    code_shown(person)
    after = keyed.connection.key
    assert after is not None
    assert after.recovery_code != before.recovery_code
    keyed.close()
    assert opens(folder, NEW)
    assert not opens(folder, PASSPHRASE)
    assert {one.why for one in Backups(folder).all()} == {"", "rekey"}


def test_who_has_forgotten_it_sets_another_by_the_recovery_code(qtbot: QtBot, keyed: Book, folder: Path) -> None:
    before = keyed.connection.key
    assert before is not None
    person = at(qtbot, keyed)
    ask(person)
    write_new(person, "New passphrase")
    person.write("Current passphrase", before.recovery_code.lower().replace("-", " "))
    person.click("Change it")
    code_shown(person)
    keyed.close()
    assert opens(folder, NEW)
    assert not opens(folder, PASSPHRASE)


def test_removing_it_says_what_that_means_and_asks_for_it(qtbot: QtBot, keyed: Book, folder: Path) -> None:
    person = at(qtbot, keyed)
    ask(person)
    person.click("Remove the passphrase")
    qtbot.waitUntil(lambda: person.seen.windowTitle() == "Remove the passphrase")
    assert "Whoever gets at this computer or its disk can then read" in told_by(person.seen)
    person.press(Qt.Key.Key_Return)
    person.click("Remove it")
    assert person.error("Current passphrase") == "Type the current passphrase first."
    person.write("Current passphrase", PASSPHRASE)
    person.click("Remove it")
    closed(person)
    assert keyed.connection.key is None
    assert can_be_read_by_anybody(folder / "book.db")
    assert keyed.clients.ids()


def test_a_disk_that_is_full_leaves_the_book_under_its_old_passphrase_and_the_sheet_open(
    qtbot: QtBot, keyed: Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(passphrase, "change_key", full)
    person = at(qtbot, keyed)
    ask(person)
    write_new(person, "New passphrase")
    person.write("Current passphrase", PASSPHRASE)
    person.click("Change it")
    qtbot.waitUntil(lambda: "The disk is full" in (person.error("New passphrase") or ""))
    assert person.find("Change it", QAbstractButton).isEnabled()
    keyed.close()
    assert opens(folder, PASSPHRASE)


def test_while_the_book_is_written_anew_the_window_lives_and_neither_sheet_nor_book_can_be_touched(
    qtbot: QtBot, keyed: Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, change, begun, go_on = at(qtbot, keyed), passphrase.change_key, Event(), Event()

    def held_up(book: Book, key: keys.BookKey | None, *, now: datetime) -> None:
        begun.set()
        assert go_on.wait(30)
        change(book, key, now=now)

    monkeypatch.setattr(passphrase, "change_key", held_up)
    ask(person)
    write_new(person, "New passphrase")
    person.write("Current passphrase", PASSPHRASE)
    person.click("Change it")
    sheet = person.seen
    qtbot.waitUntil(lambda: begun.is_set() and "Writing the book anew …" in told_by(sheet))
    ticks: list[int] = []
    with timer_of(ticks):
        person.press(Qt.Key.Key_Escape)
        person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        person.press(Qt.Key.Key_F9)
        qtbot.waitUntil(lambda: len(ticks) > 5)
        assert person.seen is sheet
        assert "Writing the book anew …" in told_by(sheet)
        assert not person.screen._counter.on  # type: ignore[attr-defined]
        with pytest.raises(BookInUse):
            Book.open(folder, key=keyed.connection.key)
    go_on.set()
    code_shown(person)
    assert keyed.clients.ids()
    assert person.screen.centralWidget().updatesEnabled()  # type: ignore[attr-defined]


@contextmanager
def timer_of(ticks: list[int]) -> Iterator[None]:
    """Counts how often the window's own thread came round."""
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    yield
    timer.stop()


def test_where_another_start_took_the_rewritten_book_first_it_says_so_and_goes_on_once_that_is_gone(
    qtbot: QtBot, keyed: Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlock, tries = Connection.unlock, []

    def too_late(connection: Connection, key: keys.BookKey | None) -> None:
        if connection is keyed.connection and not tries:
            tries.append(key)
            connection.close()
            raise BookInUse(folder)
        unlock(connection, key)

    monkeypatch.setattr(Connection, "unlock", too_late)
    person = at(qtbot, keyed)
    ask(person)
    write_new(person, "New passphrase")
    person.write("Current passphrase", PASSPHRASE)
    person.click("Change it")
    qtbot.waitUntil(lambda: "is open in another window" in (person.error("New passphrase") or ""))
    person.write("Current passphrase", NEW)  # what the book is under by now
    person.click("Change it")
    code_shown(person)
    assert keyed.clients.ids()
    keyed.close()
    assert opens(folder, NEW)


def test_a_changed_key_is_remembered_anew_where_it_was_remembered(
    qtbot: QtBot, keyed: Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = str(folder / "book.db")
    kept = {name: b"the old one"}
    monkeypatch.setattr(key_store, "available", lambda: True)
    monkeypatch.setattr(key_store, "remembered", kept.get)
    monkeypatch.setattr(key_store, "remember", lambda where, key: kept.update({where: key}) or True)
    monkeypatch.setattr(key_store, "forget", lambda where: kept.pop(where, None))
    person = at(qtbot, keyed)
    ask(person)
    assert person.find("Remember on this computer", Check).isChecked()
    write_new(person, "New passphrase")
    person.write("Current passphrase", PASSPHRASE)
    person.click("Change it")
    code_shown(person)
    assert keyed.connection.key is not None
    assert kept == {name: keyed.connection.key.key}


def test_the_code_is_shown_again_only_after_the_passphrase_and_the_drill_is_remembered(
    qtbot: QtBot, keyed: Book
) -> None:
    person = at(qtbot, keyed)
    desk = person.screen._desk  # type: ignore[attr-defined]
    key = keyed.connection.key
    assert key is not None
    open_recovery_code(desk, person.screen)
    qtbot.waitUntil(lambda: person.seen is not person.screen)
    assert key.recovery_code.split("-")[0] not in told_by(person.screen)
    person.write("Current passphrase", "green")
    person.click("Show the code")
    qtbot.waitUntil(lambda: person.error("Current passphrase") is not None)
    line = person.write("Current passphrase", PASSPHRASE)
    line.setFocus()
    person.press(Qt.Key.Key_Return)
    code = code_shown(person)
    assert all(group in _words(code) for group in key.recovery_code.split("-"))
    assert not code_is_kept(desk, Preferences())
    person.click("I have it on paper")
    for number in code.asked:
        person.write(f"Group {number + 1}", key.recovery_code.split("-")[number])
    person.click("Check it")
    closed(person)
    assert code_is_kept(desk, Preferences())


def test_my_data_reminds_of_a_code_that_was_put_off_until_it_is_typed_back(qtbot: QtBot, keyed: Book) -> None:
    person = at(qtbot, keyed)
    reminder = "The code has not been typed back from paper yet: print it, and do that once."
    person.screen.go(Place.DATA)  # type: ignore[attr-defined]
    assert reminder in told_by(person.screen)
    key = keyed.connection.key
    assert key is not None
    person.click("Recovery code")
    qtbot.waitUntil(lambda: person.seen is not person.screen)
    person.write("Current passphrase", PASSPHRASE)
    person.click("Show the code")
    code = code_shown(person)
    person.click("I have it on paper")
    for number in code.asked:
        person.write(f"Group {number + 1}", key.recovery_code.split("-")[number])
    person.click("Check it")
    closed(person)
    assert reminder not in told_by(person.screen)


def test_the_code_is_saved_as_a_page_that_reads_the_same(
    qtbot: QtBot, keyed: Book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = home / "code.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    person = at(qtbot, keyed)
    open_recovery_code(person.screen._desk, person.screen)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: person.seen is not person.screen)
    person.write("Current passphrase", PASSPHRASE)
    person.click("Show the code")
    code_shown(person)
    person.click("Save as PDF")
    key = keyed.connection.key
    assert key is not None
    page = "".join(PdfReader(target).pages[0].extract_text().split())
    assert all(group in page for group in key.recovery_code.split("-"))


def test_without_a_passphrase_there_is_no_code_and_a_passphrase_is_offered(qtbot: QtBot, plain: Book) -> None:
    person = at(qtbot, plain)
    open_recovery_code(person.screen._desk, person.screen)  # type: ignore[attr-defined]
    assert "Without a passphrase there is no recovery code." in told_by(person.screen)
    person.click("Set a passphrase")
    assert isinstance(person.seen, QDialog)


def test_a_book_that_is_only_looked_at_keeps_its_passphrase(qtbot: QtBot, folder: Path) -> None:
    key = keyed_sample(folder)
    with Book.open(folder, key=key, read_only=True) as book:
        person = at(qtbot, book)
        open_passphrase(person.screen._desk, person.screen)  # type: ignore[attr-defined]
        assert person.seen is person.screen
        assert "its passphrase can't be changed here" in told_by(person.screen)


def test_tab_goes_through_the_sheet_from_top_to_bottom(qtbot: QtBot, keyed: Book) -> None:
    person = at(qtbot, keyed)
    ask(person)
    first = QApplication.focusWidget()
    assert isinstance(first, QLineEdit)
    order = []
    for _step in range(8):
        order.append(QApplication.focusWidget().accessibleName() or getattr(QApplication.focusWidget(), "text", str)())
        person.press(Qt.Key.Key_Tab)
    assert order == [
        "Current passphrase", "Show what is typed", "New passphrase", "The same once more", "Show what is typed",
        "Make a new backup now", "Lock when nobody has touched it", "Remove the passphrase",
    ]  # fmt: skip
    type_out(first, "something")
    person.press(Qt.Key.Key_Escape)
    assert person.find("Keep writing", QAbstractButton).isVisible()
