"""My data, as a person uses it: backups made, missed and brought back. Then the book and the folder are looked at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from evenhand import actions, sample
from evenhand.actions.erasing import erase
from evenhand.domain.records import Client, LetterKind, Standing
from evenhand.storage import keys
from evenhand.storage.backups import Backups
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.storage.seen import Seen
from evenhand.ui.backup_banner import BackupBanner
from evenhand.ui.backup_foot import BackupFoot
from evenhand.ui.backup_list import BackupList
from evenhand.ui.data_screen import DataScreen
from evenhand.ui.desk import Place
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.restore_form import RestoreForm, open_restore, restore_here
from evenhand.ui.safekeeping import EVERY
from person import Person, type_out

TODAY = date(2026, 11, 20)
HALF = timedelta(seconds=EVERY)


@dataclass
class Clock:
    """A wall and a tower: one can be set, the other only goes on."""

    at: datetime = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    ticks: float = 0.0

    def pass_by(self, time: timedelta) -> None:
        self.at += time
        self.ticks += time.total_seconds()


@dataclass
class Shop:
    """A window on a book that lies in a folder."""

    qtbot: QtBot
    folder: Path
    clock: Clock
    seen: Seen
    book: Book
    windows: list[MainWindow] = field(default_factory=list)

    def open(self) -> MainWindow:
        window = MainWindow(self.book, Preferences(), today=lambda: TODAY, seen=self.seen)
        keeping = window._safekeeping
        keeping.now, keeping._ticks = (lambda: self.clock.at), (lambda: self.clock.ticks)
        keeping.second._now = keeping.now
        self.qtbot.addWidget(
            window, before_close_func=lambda window: setattr(window._closing, "_goes_without_backup", True)
        )
        with self.qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        QApplication.processEvents()
        keeping.show()
        self.windows.append(window)
        return window

    @property
    def files(self) -> list[str]:
        return sorted(one.name for one in (self.folder / "backups").glob("*.db"))

    def done(self, window: MainWindow) -> None:
        """Waits until no backup is being written."""
        self.qtbot.waitUntil(lambda: not window._safekeeping.busy)


def _without_a_backup(window: MainWindow) -> None:
    window._closing._goes_without_backup = True


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "book"
    sample.make_book(folder, today=TODAY)
    return folder


@pytest.fixture
def shop(qtbot: QtBot, made: Path, tmp_path: Path) -> Iterator[Shop]:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "book.db").write_bytes((made / "book.db").read_bytes())
    with Book.open(folder) as book:
        yield Shop(qtbot, folder, Clock(), Seen(tmp_path / "state"), book)


def change(book: Book, name: str = "Nadia Brook") -> Client:
    return book.clients.add(Client(0, name, "en", standing=Standing.LEFT))


def foot(window: MainWindow) -> BackupFoot:
    return next(one for one in window.findChildren(BackupFoot) if one.isVisible())


def banner(window: MainWindow) -> str:
    return next((one.text.text() for one in window.findChildren(BackupBanner) if one.isVisible()), "")


def command(window: MainWindow, text: str) -> QAction:
    return next(one for one in window.menuBar().findChildren(QAction) if one.text() == text)


def commands(window: MainWindow) -> set[str]:
    return {one.text() for one in window.menuBar().findChildren(QAction) if one.text()}


def said(window: MainWindow) -> str:
    return window._toast.text()


def restoring(shop: Shop, window: MainWindow) -> RestoreForm:
    shop.qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(RestoreForm)))
    form = next(one for one in window.findChildren(RestoreForm) if one.isVisible())
    shop.qtbot.waitUntil(lambda: not form._reader._aside.busy and not form.list._aside.busy)
    return form


def closed(shop: Shop, form: RestoreForm) -> None:
    shop.qtbot.waitUntil(lambda: not isValid(form) or not form.isVisible(), timeout=20_000)
    QApplication.processEvents()  # the window was built anew, and is shown by an event


def clients(book: Book) -> int:
    """The archived ones too."""
    return int(book.connection.value("SELECT count(*) FROM clients"))


def names(book: Book) -> set[str]:
    return set(book.connection.firsts("SELECT name FROM clients"))


def question(window: MainWindow) -> QMessageBox | None:
    return next((one for one in window.findChildren(QMessageBox) if one.isVisible()), None)


def shown(form: RestoreForm) -> str:
    return " ".join(one.text() for one in form.findChildren(QLabel) if one.isVisibleTo(form))


def full(*_given: object, **_named: object) -> object:
    raise StorageFailed("disk_full")


# By itself


def test_half_an_hour_after_a_change_the_book_is_backed_up_by_itself_and_the_foot_says_when(shop: Shop) -> None:
    shop.seen.note_backup(shop.book, shop.clock.at - timedelta(days=1))
    Backups(shop.folder).make(shop.book, shop.clock.at - timedelta(days=1))
    window = shop.open()
    keeping = window._safekeeping
    yesterday = f"{(shop.clock.at - timedelta(days=1)).astimezone():%H:%M}"
    assert foot(window).accessibleName() == f"Saved on this computer. Backup yesterday, {yesterday}"
    shop.clock.pass_by(HALF * 4)
    keeping.look()
    shop.done(window)
    assert len(shop.files) == 1  # nothing was changed
    change(shop.book)
    shop.clock.pass_by(HALF - timedelta(minutes=1))
    keeping.look()
    shop.done(window)
    assert len(shop.files) == 1
    shop.clock.pass_by(timedelta(minutes=1))
    keeping.look()
    shop.done(window)
    assert len(shop.files) == 2
    counts = Backups(shop.folder).counts(Backups(shop.folder).all()[0].path, None)
    assert counts.clients == clients(shop.book)
    assert foot(window).text() == f"Backup today, {shop.clock.at.astimezone():%H:%M}"
    assert shop.seen.of(shop.book.id).backed_up_writes == shop.book.written


def test_a_clock_that_is_set_back_puts_no_backup_off(shop: Shop) -> None:
    window = shop.open()
    change(shop.book)
    shop.clock.at -= timedelta(days=300)
    shop.clock.ticks += EVERY
    window._safekeeping.look()
    shop.done(window)
    assert len(shop.files) == 1


def test_without_any_backup_the_foot_says_so_and_leads_to_my_data(shop: Shop) -> None:
    window = shop.open()
    assert foot(window).text() == "No backup yet"
    shop.qtbot.mouseClick(foot(window), Qt.MouseButton.LeftButton)
    assert isinstance(window.screen_in_view, DataScreen)
    assert window.screen_in_view.backups.last.text() == "No backup yet"
    assert not window.screen_in_view.backups.list.isVisible()
    Person(shop.qtbot, window).find("A backup from elsewhere", QAbstractButton)


def test_closing_backs_up_what_was_changed_and_notes_how_far_the_book_had_come(shop: Shop) -> None:
    window = shop.open()
    change(shop.book)
    assert window.close() is True
    assert len(shop.files) == 1
    assert shop.seen.of(shop.book.id).writes == shop.book.written
    again = shop.open()
    assert again.close() is True
    assert len(shop.files) == 1  # nothing was changed since


def test_closing_without_a_backup_asks_and_stays_when_told_so(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    window = shop.open()
    change(shop.book)
    monkeypatch.setattr(Backups, "copy_out", full)
    assert window.close() is False
    shop.qtbot.waitUntil(lambda: question(window) is not None)
    asked = question(window)
    assert asked is not None
    assert "The disk is full." in asked.text()
    shop.qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert "The backup could not be written." in banner(window)
    assert window.close() is False
    shop.qtbot.waitUntil(lambda: question(window) is not None)
    asked = question(window)
    assert asked is not None
    next(one for one in asked.buttons() if one.text() == "Close without a backup").click()
    shop.qtbot.waitUntil(lambda: not window.isVisible())
    assert shop.files == []


def test_a_backup_that_fails_is_said_at_the_top_until_one_succeeds(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    window = shop.open()
    change(shop.book)
    shop.clock.pass_by(HALF)
    with monkeypatch.context() as broken:
        broken.setattr(Backups, "copy_out", full)
        window._safekeeping.look()
        again = f"{(shop.clock.at + HALF).astimezone():%H:%M}"
        assert banner(window).startswith("The backup could not be written. The disk is full.")
        assert banner(window).endswith(f"Your work is saved here; I will try again at {again}.")
        assert foot(window).accessibleName().endswith("A newer backup could not be written")
        window.set_text_size(110)  # the window is built anew, and goes on saying it
        QApplication.processEvents()
        assert "I will try again" in banner(window)
        window.set_text_size(100)
        shop.clock.pass_by(HALF - timedelta(minutes=1))
        broken.setattr(Backups, "copy_out", lambda *_given: pytest.fail("tried too soon"))
        window._safekeeping.look()
    Person(shop.qtbot, window).click("Try again")
    shop.done(window)
    assert banner(window) == ""
    assert len(shop.files) == 1


def test_a_copy_that_cant_be_read_through_is_a_failure_too(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    window = shop.open()
    change(shop.book)
    shop.clock.pass_by(HALF)
    with monkeypatch.context() as broken:
        broken.setattr("evenhand.storage.backups.read_through", full)
        window._safekeeping.look()
        shop.done(window)
    assert "The disk is full." in banner(window)
    assert shop.files == []
    shop.clock.pass_by(HALF)
    window._safekeeping.look()
    shop.done(window)
    assert banner(window) == ""
    assert len(shop.files) == 1


def test_counter_view_shows_nothing_of_it_and_the_book_is_backed_up_all_the_same(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shop.open()
    change(shop.book)
    window.set_counter_view(True)
    shop.clock.pass_by(HALF)
    with monkeypatch.context() as broken:
        broken.setattr(Backups, "copy_out", full)
        window._safekeeping.look()
    assert banner(window) == ""
    assert not [one for one in window.findChildren(BackupFoot) if one.isVisible()]
    mine = {"My data", "Back up now", "Restore a backup", "Check my data", "Import clients", "Export everything"}
    mine |= {"Passphrase", "Recovery code", "Lock now", "Copy for the client", "Erase the client", "Report a problem"}
    assert not commands(window) & mine
    window.go(Place.DATA)
    assert not isinstance(window.screen_in_view, DataScreen)
    shop.clock.pass_by(HALF)
    window._safekeeping.look()
    shop.done(window)
    assert len(shop.files) == 1
    window.set_counter_view(False)
    assert mine <= commands(window)
    assert banner(window) == ""


def test_a_book_that_is_only_looked_at_is_not_backed_up(shop: Shop) -> None:
    shop.book.close()
    with Book.open(shop.folder, read_only=True) as book:
        shop.book = book
        window = shop.open()
        command(window, "Back up now").trigger()
        assert said(window).startswith("This book is only looked at")
        window.menuBar().findChildren(QMenu)[0].aboutToShow.emit()
        disabled = {text for text in commands(window) if not command(window, text).isEnabled()}
        assert {"Back up now", "Import clients", "Passphrase", "Wipe all comfort"} <= disabled
        assert window.close() is True
        assert shop.files == []


# By hand


def test_back_up_now_makes_one_that_stands_in_the_list_with_what_it_holds(shop: Shop) -> None:
    window = shop.open()
    command(window, "My data").trigger()
    screen = window.screen_in_view
    Person(shop.qtbot, window).click("Back up now")
    shop.done(window)
    shop.qtbot.waitUntil(lambda: screen.backups.list.current is not None)
    shop.qtbot.waitUntil(lambda: not screen.backups.list._aside.busy)
    model = screen.backups.list.table.model()
    row = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    people, letters = str(clients(shop.book)), str(shop.book.letters.count())
    orders = str(shop.book.connection.value("SELECT count(*) FROM orders"))
    assert row[:5] == [f"Today, {shop.clock.at.astimezone():%H:%M}", "Backup", people, orders, letters]
    assert said(window) == "Backed up, and the copy was read through."


def test_the_second_place_gets_a_copy_at_once_and_says_when(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    window = shop.open()
    window.go(Place.DATA)
    person, second = Person(shop.qtbot, window), window.screen_in_view.second
    for chosen in ("", str(shop.folder / "backups")):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given, chosen=chosen: chosen)
        person.click("Choose a folder")
        assert shop.seen.of(shop.book.id).second_place is None
    assert said(window) == "That folder is beside the book itself. Choose one on a stick or another disk."
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(stick))
    person.click("Choose a folder")
    shop.done(window)
    copies = [one.name for one in stick.rglob("*.db")]
    assert copies == shop.files
    assert len(copies) == 1
    assert second.state.text() == f"Last copied there: Today, {shop.clock.at.astimezone():%H:%M}."
    person.click("No second place")
    assert shop.seen.of(shop.book.id).second_place is None
    assert len(list(stick.rglob("*.db"))) == 1


def test_after_a_fortnight_without_the_second_place_one_line_asks_for_it_and_can_be_put_off(
    shop: Shop, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    shop.seen.set_second_place(shop.book, stick)
    shop.seen.note_second(shop.book, shop.clock.at)
    stick.rmdir()
    window = shop.open()
    keeping, person = window._safekeeping, Person(shop.qtbot, window)

    def asks() -> bool:
        QApplication.processEvents()
        return any("second place" in one.text() for one in window.findChildren(QLabel) if one.isVisible())

    shop.clock.pass_by(timedelta(days=13, hours=23))
    keeping.look()
    shop.done(window)
    assert not asks()
    shop.clock.pass_by(timedelta(hours=2))
    keeping.look()
    assert asks()
    person.click("Put this line away")
    assert not asks()
    shop.clock.pass_by(timedelta(days=6, hours=23))
    keeping.look()
    shop.done(window)
    assert not asks()
    shop.clock.pass_by(timedelta(hours=2))
    keeping.look()
    shop.done(window)
    assert asks()
    stick.mkdir()
    person.click("Copy now")
    shop.done(window)
    assert len(list(stick.rglob("*.db"))) == 1
    assert not asks()


# The check


def checked(shop: Shop, window: MainWindow) -> DataScreen:
    command(window, "Check my data").trigger()
    screen = window.screen_in_view
    assert isinstance(screen, DataScreen)
    assert any(one.isVisible() for one in screen.findChildren(QProgressBar))
    shop.qtbot.waitUntil(lambda: not screen.check._check.running, timeout=20_000)
    QApplication.processEvents()
    return screen


def test_the_check_says_what_was_looked_at_while_the_window_goes_on(shop: Shop) -> None:
    window = shop.open()
    screen = checked(shop, window)
    assert screen.check.says.text() == "All is in order."
    assert f"{clients(shop.book)} clients" in screen.check.looked_at.text()
    assert not screen.check.restore_button.isVisible()
    assert list((shop.folder / "backups").iterdir()) == []  # the copy it looked at is gone


def test_what_the_check_finds_is_a_sentence_each_with_the_way_to_a_good_backup(shop: Shop) -> None:
    Backups(shop.folder).make(shop.book, shop.clock.at)
    letters = shop.book.connection.value("SELECT count(*) FROM letters")
    number = shop.book.connection.value("SELECT number FROM letters ORDER BY id LIMIT 1")
    with shop.book.transaction():
        trigger = shop.book.connection.row("SELECT name, sql FROM sqlite_master WHERE name = 'letters_unchanged'")
        assert trigger is not None
        shop.book.connection.rows("DROP TRIGGER letters_unchanged")
        shop.book.connection.rows("UPDATE letters SET pdf = x'00' WHERE number = ?", (number,))
        shop.book.connection.rows(trigger[1])
    window = shop.open()
    screen = checked(shop, window)
    texts = [one.text() for one in screen.check.findChildren(QLabel) if one.isVisible()]
    assert any(number in text and "PDF" in text for text in texts), texts
    Person(shop.qtbot, window).click("Restore the newest good backup")
    form = restoring(shop, window)
    form.primary.click()
    closed(shop, form)
    assert checked(shop, window).check.says.text() == "All is in order."
    assert shop.book.connection.value("SELECT count(*) FROM letters") == letters


# Bringing one back


def test_a_restored_book_goes_on_in_the_window_and_the_one_before_is_kept(shop: Shop) -> None:
    Backups(shop.folder).make(shop.book, shop.clock.at)
    someone = change(shop.book, "Nadia Brook")
    window = shop.open()
    window.go(Place.CLIENTS, someone.id)
    command(window, "Restore a backup").trigger()
    form = restoring(shop, window)
    assert "No letter will be missing." in shown(form)
    assert str(shop.folder / "backups") in shown(form)
    shop.qtbot.mouseClick(form.primary, Qt.MouseButton.LeftButton)
    closed(shop, form)
    assert said(window).startswith("The copy is open now")
    assert "Nadia Brook" not in names(shop.book)
    window.go(Place.CLIENTS)
    assert window.screen_in_view.isVisible()
    kept = [one for one in Backups(shop.folder).all() if one.why == "restore"]
    assert len(kept) == 1
    assert Backups(shop.folder).counts(kept[0].path, None).clients == clients(shop.book) + 1
    change(shop.book, "Somebody new")  # and it's written to
    assert clients(shop.book) == Backups(shop.folder).counts(kept[0].path, None).clients


def test_letters_issued_since_are_named_before_anything_is_restored_and_their_numbers_never_come_again(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = Backups(shop.folder).make(shop.book, shop.clock.at).path.rename(tmp_path / "older.db")
    someone = change(shop.book)
    issued = [letter_to(shop.book, someone, name) for name in ("one", "two")]
    window = shop.open()
    window.go(Place.DATA)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(older), ""))
    Person(shop.qtbot, window).click("A backup from elsewhere")
    form = restoring(shop, window)
    assert "2 letters issued since will be missing" in shown(form)
    assert ", ".join(issued) in shown(form)
    form.primary.click()
    closed(shop, form)
    numbers = set(shop.book.connection.firsts("SELECT number FROM letters"))
    assert not numbers & set(issued)
    again = letter_to(shop.book, change(shop.book), "three")
    assert int(again.rpartition("-")[2]) == int(issued[-1].rpartition("-")[2]) + 1
    assert checked(shop, window).check.says.text() == "All is in order."


def letter_to(book: Book, client: Client, operation: str) -> str:
    draft = actions.start_letter(book, kind=LetterKind.KEEP_IN_TOUCH, language="en", today=TODAY, client_id=client.id)
    return actions.issue_letter(book, draft=draft, operation_id=operation, issued_on=TODAY).number


@pytest.mark.parametrize("typed", ["passphrase", "code"])
def test_a_copy_under_another_passphrase_asks_for_it_or_for_its_code(
    shop: Shop, tmp_path: Path, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = keys.new_key("four plain words here")
    with Book.create(tmp_path / "other", key=key) as other:
        change(other, "Anahit")
    window = shop.open()
    window.go(Place.DATA)
    path = tmp_path / "other" / "book.db"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    Person(shop.qtbot, window).click("A backup from elsewhere")
    form = restoring(shop, window)
    assert not form.primary.isEnabled()
    shop.qtbot.mouseClick(form.open_button, Qt.MouseButton.LeftButton)
    assert form.secret.error() == "Type the passphrase, or the code from the paper."
    type_out(form.secret.line, "not this one")
    shop.qtbot.keyClick(form.secret.line, Qt.Key.Key_Return)
    shop.qtbot.waitUntil(lambda: (form.secret.error() or "").startswith("That is not the passphrase"))
    assert form.secret.text() == "not this one"
    form.secret.line.clear()
    type_out(form.secret.line, "four plain words here" if typed == "passphrase" else key.recovery_code.lower())
    shop.qtbot.mouseClick(form.open_button, Qt.MouseButton.LeftButton)
    shop.qtbot.waitUntil(lambda: form.primary.isEnabled())
    assert not form._locked.isVisible()
    form.primary.click()
    closed(shop, form)
    assert shop.book.connection.key is not None
    assert shop.book.connection.key.key == key.key
    assert names(shop.book) == {"Anahit"}


def test_a_backup_made_before_the_passphrase_shows_what_it_holds_too(shop: Shop) -> None:
    key = keys.new_key("four plain words here")
    sheet = BackupList(lambda: shop.clock.at, 4)
    shop.qtbot.addWidget(sheet)
    change(shop.book)
    Backups(shop.folder).make(shop.book, shop.clock.at)
    (made,) = Backups(shop.folder).all()
    sheet.show_backups([made], key)
    shop.qtbot.waitUntil(lambda: sheet.held(made) is not None)
    assert sheet.held(made) == Backups(shop.folder).counts(made.path, None)


def test_a_backup_whose_passphrase_nobody_has_typed_yet_is_not_called_another_s(shop: Shop, tmp_path: Path) -> None:
    with Book.create(tmp_path / "other", key=keys.new_key("four plain words here")) as other:
        change(other)
        Backups(tmp_path / "other").make(other, shop.clock.at)
    sheet = BackupList(lambda: shop.clock.at, 4)
    shop.qtbot.addWidget(sheet)
    (made,) = Backups(tmp_path / "other").all()
    sheet.show_backups([made], None)
    shop.qtbot.waitUntil(lambda: sheet.held(made) is not None)
    assert said_in(sheet) == "Backup"
    sheet.show_backups([made], keys.new_key("five other words stand here"))
    shop.qtbot.waitUntil(lambda: sheet.held(made) is not None)
    assert said_in(sheet) == "Backup, under another passphrase"


def said_in(sheet: BackupList) -> str:
    """What the first line says that its copy is for."""
    model = sheet.table.model()
    return str(model.index(0, 1).data())


def test_a_file_that_is_no_book_is_said_so_and_changes_nothing(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shop.open()
    window.go(Place.DATA)
    for number, content in enumerate((b"", b"a shopping list", b"SQLite format 3\0" + bytes(500))):
        path = tmp_path / f"{number}.db"
        path.write_bytes(content)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given, path=path: (str(path), ""))
        Person(shop.qtbot, window).click("A backup from elsewhere")
        form = restoring(shop, window)
        assert "is not a readable book" in form.says.text.text()
        assert not form.primary.isEnabled()
        form.cancel.click()
        QApplication.processEvents()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(tmp_path / "gone.db"), ""))
    Person(shop.qtbot, window).click("A backup from elsewhere")
    form = restoring(shop, window)
    assert form.says.text.text() != ""
    assert not form.primary.isEnabled()
    form.cancel.click()
    assert clients(shop.book) > 0


def test_a_restore_that_fails_leaves_the_book_open_as_it_was(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    Backups(shop.folder).make(shop.book, shop.clock.at)
    someone = change(shop.book)
    window = shop.open()
    command(window, "Restore a backup").trigger()
    form = restoring(shop, window)
    monkeypatch.setattr("evenhand.actions.safekeeping.restore", full)
    form.primary.click()
    shop.qtbot.waitUntil(lambda: form.cancel.isEnabled())
    assert "The disk is full." in form.says.text.text()
    form.cancel.click()
    assert shop.book.clients.get(someone.id).name == "Nadia Brook"
    change(shop.book, "Another")


def test_a_book_that_is_only_looked_at_gives_way_to_a_backup_that_is_written_to(shop: Shop) -> None:
    Backups(shop.folder).make(shop.book, shop.clock.at)
    change(shop.book)
    shop.book.close()
    with Book.open(shop.folder, read_only=True) as book:
        shop.book = book
        window = shop.open()
        restore_here(window.desk, window)
        form = restoring(shop, window)
        form.primary.click()
        closed(shop, form)
        assert "Nadia Brook" not in names(book)
        change(book, "Piotr Weil")
        assert window.close() is True
        assert len([one for one in Backups(shop.folder).all() if not one.why]) == 2


def test_a_restore_works_where_no_book_is_open(qtbot: QtBot, shop: Shop) -> None:
    Backups(shop.folder).make(shop.book, shop.clock.at)
    count = clients(shop.book)
    shop.book.close()
    (shop.folder / "book.db").write_bytes(b"not a book any more")
    page, done = QWidget(), []
    qtbot.addWidget(page)
    page.resize(1024, 640)
    page.show()
    form = open_restore(shop.folder, page, done.append, today=lambda: TODAY)
    qtbot.waitUntil(lambda: form.primary.isEnabled())
    assert "can't be read" in shown(form)
    form.primary.click()
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    with Book.open(shop.folder) as book:
        assert clients(book) == count
    assert any(one.why == "restore" for one in Backups(shop.folder).all())


def test_from_a_list_of_today_that_does_not_open_one_gets_to_the_backups(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    Backups(shop.folder).make(shop.book, shop.clock.at)
    window = shop.open()
    monkeypatch.setattr(shop.book.suggestions, "to_answer", full)
    window.screen_in_view.refresh()
    Person(shop.qtbot, window).click("Restore from backup")
    assert restoring(shop, window).isVisible()


def damage_inside(shop: Shop) -> None:
    """As a disk does: the suggestions are no longer what the file's first page says they are."""
    shop.book.connection.handle.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = shop.folder / "book.db"
    size = int(shop.book.connection.value("PRAGMA page_size"))
    roots = shop.book.connection.firsts("SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'suggestions'")
    shop.book.close()
    with path.open("r+b") as file:
        for page in roots:
            file.seek((page - 1) * size)
            file.write(b"\xa5" * size)


def test_a_book_that_is_damaged_inside_is_said_so_on_today_and_at_the_foot_with_the_newest_good_backup(
    shop: Shop,
) -> None:
    Backups(shop.folder).make(shop.book, shop.clock.at)
    bad = Backups(shop.folder).make(shop.book, shop.clock.at + timedelta(minutes=5))
    bad.path.write_bytes(bad.path.read_bytes()[:-4096] + b"\xa5" * 4096)
    damage_inside(shop)
    with Book.open(shop.folder) as book:
        shop.book = book
        window = shop.open()
        window.screen_in_view.refresh()
        told = " ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())
        assert "The book can't be read" in told
        assert "safe" not in told
        assert foot(window).accessibleName().startswith("The book can't be read")
        Person(shop.qtbot, window).click("Restore from backup")
        form = restoring(shop, window)
        shop.qtbot.waitUntil(lambda: form.primary.isEnabled())
        assert form.list.current is not None
        assert form.list.current.made_at == shop.clock.at
        form.primary.click()
        closed(shop, form)
        assert foot(window).accessibleName().startswith("Saved on this computer")


def test_the_foot_of_a_book_that_is_only_looked_at_does_not_say_that_it_is_saved(shop: Shop) -> None:
    shop.book.close()
    with Book.open(shop.folder, read_only=True) as book:
        shop.book = book
        window = shop.open()
        assert foot(window).accessibleName().startswith("Only looked at")
        book.begin_writing()
        change(book)
        assert foot(window).accessibleName().startswith("Saved on this computer")


def test_who_was_erased_again_is_said_once_the_copy_is_open(shop: Shop) -> None:
    nadia = change(shop.book)
    Backups(shop.folder).make(shop.book, shop.clock.at)
    erase(shop.book, nadia.id, today=TODAY, now=shop.clock.at + HALF, seen=shop.seen)
    window = shop.open()
    restore_here(window.desk, window)
    form = restoring(shop, window)
    oldest = next(one for one in Backups(shop.folder).all() if not one.why)
    form.select(oldest)
    shop.qtbot.waitUntil(lambda: form.primary.isEnabled())
    form.primary.click()
    closed(shop, form)
    assert said(window).startswith("The copy is open now")
    box = question(window)
    assert box is not None
    assert box.text() == "1 client had been erased since, and is erased here as well."
    box.close()


def test_home_and_end_go_to_the_newest_and_the_oldest_backup(shop: Shop) -> None:
    for hours in range(4):
        Backups(shop.folder).make(shop.book, shop.clock.at + timedelta(hours=hours))
    window = shop.open()
    window.go(Place.DATA)
    screen = window.screen_in_view
    assert isinstance(screen, DataScreen)
    sheet = screen.backups.list
    sheet.table.setFocus()
    shop.qtbot.keyClick(sheet.table, Qt.Key.Key_End)
    assert sheet.current == Backups(shop.folder).all()[-1]
    shop.qtbot.keyClick(sheet.table, Qt.Key.Key_Home)
    assert sheet.current == Backups(shop.folder).all()[0]


# How long records stay


def test_what_is_due_of_the_erased_goes_when_it_is_asked_for(shop: Shop) -> None:
    from evenhand.actions.erasing import erase

    first, later = change(shop.book, "Nadia Brook"), change(shop.book, "Piotr Weil")
    erase(shop.book, first.id, today=TODAY - timedelta(days=40), keep_until=TODAY - timedelta(days=10))
    erase(shop.book, later.id, today=TODAY - timedelta(days=40), keep_until=TODAY + timedelta(days=900))
    window = shop.open()
    window.go(Place.DATA)
    part = window.screen_in_view.retention
    listed = [row.text() for row in part.rows if row.isVisible()]
    assert len(listed) == 2
    assert "Nadia" not in " ".join(listed)
    Person(shop.qtbot, window).click("Delete what is due")
    asked = question(window)
    assert asked is not None
    next(one for one in asked.buttons() if one.text() == "Delete it").click()
    assert shop.book.erasures.get(first.id).purged_on == TODAY
    assert shop.book.erasures.get(later.id).purged_on is None
    assert len([row for row in part.rows if row.isVisible()]) == 1
    assert not part.delete_button.isEnabled()


def test_a_letters_number_is_remembered_outside_the_book_as_soon_as_it_is_given(shop: Shop) -> None:
    shop.open()
    number = letter_to(shop.book, change(shop.book), "at once")
    series, year, sequence = number.split("-")
    assert shop.seen.of(shop.book.id).counters[(series, int(year))] == int(sequence)
