"""What the window says when something is the matter with the book, and that nothing is written before it's decided."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from evenhand.actions.safekeeping import back_up
from evenhand.domain.comfort import CheckIn, Comfort
from evenhand.domain.records import Letterhead, LetterKind, Owner
from evenhand.storage import presence
from evenhand.storage.book import Book
from evenhand.storage.errors import BookInUse, BookReadOnly, BookUncertain
from evenhand.storage.first_look import Finding, Opened, open_carefully
from evenhand.storage.keys import BookKey
from evenhand.storage.presence import Presence
from evenhand.storage.seen import Seen, own_folder
from evenhand.ui.desk import Place
from evenhand.ui.labels import ElidedLabel
from evenhand.ui.main_window import MainWindow
from evenhand.ui.opening import Opening
from evenhand.ui.preferences import Preferences
from evenhand.ui.vigil import Vigil
from person import Person

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class AtTheDesk(Person):
    """Somebody at a window on a book in a folder."""

    window: MainWindow
    vigil: Vigil
    book: Book

    def told(self) -> str:
        """All sentences that are seen."""
        QApplication.processEvents()
        labels = (*self.window.findChildren(QLabel), *self.window.findChildren(ElidedLabel))
        seen = "\n".join(one.text() for one in labels if one.isVisible())
        return seen.replace("\u00a0", " ")

    def offers(self, name: str) -> bool:
        QApplication.processEvents()
        return any(one.text() == name for one in self.window.findChildren(QPushButton) if one.isVisible())


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    return Seen(tmp_path / "state")


@pytest.fixture
def folder(tmp_path: Path, seen: Seen) -> Path:
    """A business of its own, known to this computer and at rest."""
    place = tmp_path / "book"
    with Book.create(place) as book:
        book.owner.save(Owner((Letterhead("en", "Merrow Tailoring", "Ellen Merrow"),)))
        seen.note(book)
    os.utime(place / "book.db", (NOW.timestamp() - 3600,) * 2)
    return place


@pytest.fixture
def open_on(qtbot: QtBot, seen: Seen) -> Iterator[Callable[..., AtTheDesk]]:
    opened: list[Book] = []

    def begin(folder: Path, found: Opened | None = None, now: datetime = NOW) -> AtTheDesk:
        found = found or open_carefully(folder, seen=seen, now=now)
        opened.append(found.book)
        preferences = Preferences()
        window = MainWindow(found.book, preferences, today=now.date)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        person = AtTheDesk(qtbot, window)
        person.window, person.book = window, found.book
        person.vigil = Vigil(window, found.book, found.findings, seen=seen, preferences=preferences, now=lambda: now)
        person.vigil.look_around()
        return person

    yield begin
    for book in opened:
        book.close()


def come_back(folder: Path, tmp_path: Path, seen: Seen) -> None:
    """An older copy is put in the place of the book."""
    shutil.copy2(folder / "book.db", tmp_path / "older.db")
    with Book.open(folder) as book:
        with book.transaction():
            book.connection.rows("INSERT INTO counters VALUES ('R', 2026, 31)")
        seen.note(book)
    shutil.copy2(tmp_path / "older.db", folder / "book.db")


def bytes_of(folder: Path) -> tuple[bytes, int]:
    path = folder / "book.db"
    return path.read_bytes(), path.stat().st_mtime_ns


def test_a_book_in_order_has_nothing_said_above_it(open_on: Callable[..., AtTheDesk], folder: Path) -> None:
    person = open_on(folder)
    assert not person.offers("Go on with this one")
    assert "copy" not in person.told()
    assert not person.vigil.looks_only


def test_an_older_copy_is_told_and_nothing_is_written_until_the_owner_goes_on_with_it(
    open_on: Callable[..., AtTheDesk], folder: Path, tmp_path: Path, seen: Seen
) -> None:
    come_back(folder, tmp_path, seen)
    before = bytes_of(folder)
    person = open_on(folder)
    assert "An older copy of your book lies here" in person.told()
    assert "Nothing is written until you choose." in person.told()
    for place in (Place.TODAY, Place.CLIENTS, Place.CASES, Place.LETTERS, Place.BONUSES, Place.RULES, Place.BUSINESS):
        person.window.go(place)
    person.vigil.beat()
    assert bytes_of(folder) == before
    assert not (folder / presence.FILE).exists()
    person.click("Go on with this one")
    assert not person.offers("Go on with this one")
    assert "older copy" not in person.told()
    assert person.book.letters.expected_number(LetterKind.REFUND, 2026) == "R-2026-0032"
    person.book.check_ins.save(CheckIn(date(2026, 11, 20), Comfort.COMFORTABLE))
    assert (folder / presence.FILE).exists()
    assert person.window.close()
    person.vigil.end()
    person.book.close()
    assert not (folder / presence.FILE).exists()
    assert open_carefully(folder, seen=seen, now=NOW).findings == ()


def test_whoever_only_looks_has_fewer_words_above_and_may_go_on_later(
    open_on: Callable[..., AtTheDesk], folder: Path, tmp_path: Path, seen: Seen
) -> None:
    come_back(folder, tmp_path, seen)
    before = bytes_of(folder)
    person = open_on(folder)
    person.click("Look only")
    assert "You are only looking at this book. Nothing is saved." in person.told()
    assert not person.offers("Look only")
    assert not person.offers("Quit")
    person.window.set_language("ru")  # all that is shown is built anew, and this with it
    person.window.set_language("en")
    assert person.told().count("You are only looking at this book.") == 1
    assert bytes_of(folder) == before
    person.click("Go on with this one")
    assert "only looking" not in person.told()


def test_what_is_typed_into_a_book_that_is_only_looked_at_is_refused_with_a_sentence_and_stays(
    open_on: Callable[..., AtTheDesk], folder: Path, tmp_path: Path, seen: Seen
) -> None:
    come_back(folder, tmp_path, seen)
    before = bytes_of(folder)
    person = open_on(folder)
    person.window.go(Place.BUSINESS)
    field = person.write("Line under the business name", "since 2016")
    assert isinstance(field, QLineEdit)
    person.window.go(Place.TODAY)
    person.window.go(Place.BUSINESS)
    assert "so nothing was saved" in person.told()
    assert field.text() == "since 2016"
    assert bytes_of(folder) == before
    person.click("Go on with this one")
    assert person.find("Line under the business name", QLineEdit).text() == "since 2016"
    person.window.go(Place.TODAY)
    owner = person.book.owner.get()
    assert owner is not None
    assert owner.letterheads[0].tagline == "since 2016"


def test_a_client_typed_while_only_looking_is_refused_in_the_form_which_stays(
    open_on: Callable[..., AtTheDesk], folder: Path, tmp_path: Path, seen: Seen
) -> None:
    come_back(folder, tmp_path, seen)
    before = bytes_of(folder)
    person = open_on(folder)
    person.window.go(Place.INTAKE)
    name = person.write("Name", "Priya Raman")
    person.window.screen_in_view.leave()
    assert "so nothing was saved" in said(person)
    assert name.text() == "Priya Raman"  # type: ignore[attr-defined]
    assert bytes_of(folder) == before


def said(person: AtTheDesk) -> str:
    toast = person.window.centralWidget().toast  # type: ignore[attr-defined]
    return f"{toast.text()}\n{person.told()}"


def test_a_backup_that_is_brought_back_takes_the_place_of_the_older_copy_and_the_words_above_go(
    open_on: Callable[..., AtTheDesk], folder: Path, tmp_path: Path, seen: Seen
) -> None:
    with Book.open(folder) as book:
        book.check_ins.save(CheckIn(date(2026, 11, 18), Comfort.COMFORTABLE))
        back_up(book, now=NOW)
    come_back(folder, tmp_path, seen)
    person = open_on(folder)
    person.click("Open a backup")
    person.qtbot.waitUntil(lambda: person.find("Restore", QPushButton).isEnabled())
    person.click("Restore")
    person.qtbot.waitUntil(lambda: not person.book.read_only)
    person.qtbot.waitUntil(lambda: not person.offers("Go on with this one"))
    assert (folder / presence.FILE).exists()


def test_another_book_in_the_place_is_told(
    open_on: Callable[..., AtTheDesk], folder: Path, tmp_path: Path, seen: Seen
) -> None:
    (folder / "book.db").unlink()
    Book.create(folder).close()
    person = open_on(folder)
    assert "Another book lies here" in person.told()
    assert person.book.read_only


def test_a_book_open_on_another_computer_says_on_which_and_since_when(
    open_on: Callable[..., AtTheDesk], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as there:
        there.setattr(presence, "host_name", lambda: "<b>workshop</b>")
        Presence(folder).arrive(NOW - timedelta(minutes=3))
    hint = (folder / presence.FILE).read_bytes()
    person = open_on(folder)
    assert "Another computer has the book open" in person.told()
    assert "“<b>workshop</b>” has had it open since 20 Nov" in person.told()
    person.vigil.beat()
    assert (folder / presence.FILE).read_bytes() == hint
    person.click("Go on with this one")
    assert json.loads((folder / presence.FILE).read_text())["host"] == presence.host_name()


def test_one_that_was_not_closed_there_is_told_with_its_last_sign(
    open_on: Callable[..., AtTheDesk], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as there:
        there.setattr(presence, "host_name", lambda: "workshop")
        Presence(folder).arrive(NOW - timedelta(days=3))
    person = open_on(folder)
    assert "Another computer didn't close the book" in person.told()
    assert "last gave a sign at 17 Nov" in person.told()


def test_a_computer_that_opens_the_book_in_the_meantime_is_told_once(
    open_on: Callable[..., AtTheDesk], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = open_on(folder)
    with monkeypatch.context() as there:
        there.setattr(presence, "host_name", lambda: "workshop")
        Presence(folder).arrive(NOW)
    person.vigil.beat()
    person.vigil.beat()
    assert person.told().count("“workshop” has opened this book too") == 1
    person.click("Put this line away")
    assert "workshop" not in person.told()


def test_a_locked_window_still_gives_its_sign_and_remembers_nothing_it_cannot_read(
    open_on: Callable[..., AtTheDesk], tmp_path: Path, seen: Seen
) -> None:
    key = BookKey(b"k" * 32, b"s" * 16)
    place = tmp_path / "encrypted"
    Book.create(place, key=key).close()
    person = open_on(place, open_carefully(place, key=key, seen=seen, now=NOW))
    person.window.lock()
    person.qtbot.waitUntil(lambda: person.book.connection.key is None)
    (place / presence.FILE).unlink()
    person.vigil.beat()
    assert (place / presence.FILE).exists()
    assert person.vigil._timer.isActive()
    person.vigil.end()
    assert not (place / presence.FILE).exists()


def test_a_disk_that_takes_nothing_is_opened_to_look_at_and_says_so(
    open_on: Callable[..., AtTheDesk], folder: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_writable(place: Path, path: Path | None = None) -> None:
        raise BookReadOnly(place)

    monkeypatch.setattr("evenhand.storage.first_look.probe", not_writable)
    person = open_on(folder)
    assert "The book can be looked at only" in person.told()
    assert not person.offers("Go on with this one")
    assert not person.offers("Look only")
    assert person.offers("Open a backup")
    assert person.offers("Quit")
    assert "until you choose" not in person.told()


def test_a_book_that_somebody_took_in_the_meantime_stays_to_be_looked_at_and_says_why(
    open_on: Callable[..., AtTheDesk], folder: Path, tmp_path: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_back(folder, tmp_path, seen)
    person = open_on(folder)

    def taken(_read_only: bool) -> None:
        raise BookInUse(folder)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(person.book, "begin_writing", lambda: taken(False))
        person.click("Go on with this one")
    assert "open in another window" in said(person)
    assert person.offers("Go on with this one")


def test_a_folder_that_is_copied_about_is_told_once_and_what_to_do(
    open_on: Callable[..., AtTheDesk], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDrive", str(folder.parent))
    person = open_on(folder)
    assert "Your book lies in a folder of OneDrive. Keep the book here on the computer" in person.told()
    person.click("Put this line away")
    assert "OneDrive" not in person.told()
    person.vigil.look_around()
    assert "OneDrive" not in person.told()
    monkeypatch.delenv("OneDrive")
    (folder / ".stfolder").touch()
    person.vigil.look_around()
    assert "Syncthing" in person.told()  # another service is another matter


def test_copies_that_lie_beside_the_book_are_named(open_on: Callable[..., AtTheDesk], folder: Path) -> None:
    (folder / "book (1).db").touch()
    (folder / "book-<i>LAPTOP.db").touch()
    person = open_on(folder)
    assert "2 copies of your book lie beside it." in person.told()
    assert "book (1).db, book-<i>LAPTOP.db" in person.told()


def test_nothing_of_it_is_seen_in_counter_view(
    open_on: Callable[..., AtTheDesk], folder: Path, tmp_path: Path, seen: Seen
) -> None:
    come_back(folder, tmp_path, seen)
    (folder / "book (1).db").touch()
    person = open_on(folder)
    person.window.set_counter_view(True)
    person.vigil.look_around()
    assert "copy" not in person.told()
    person.window.set_counter_view(False)
    assert "An older copy of your book lies here" in person.told()


def test_a_clock_that_is_behind_the_book_is_told(open_on: Callable[..., AtTheDesk], folder: Path) -> None:
    person = open_on(folder, now=NOW - timedelta(days=40))
    assert "This computer's date is 11 Oct" in person.told()
    assert "last saved on 20 Nov" in person.told()


def test_a_clock_that_is_an_hour_behind_is_nobodys_concern(open_on: Callable[..., AtTheDesk], folder: Path) -> None:
    person = open_on(folder, now=NOW - timedelta(hours=3))
    assert "This computer's date" not in person.told()


@pytest.mark.usefixtures("dressed")
def test_the_window_stays_as_wide_as_it_was(
    open_on: Callable[..., AtTheDesk], folder: Path, tmp_path: Path, seen: Seen
) -> None:
    come_back(folder, tmp_path, seen)
    (folder / "book (Ellen Merrow's conflicted copy from a computer with a long name 2026-11-20).db").touch()
    (folder / ".stfolder").touch()
    person = open_on(folder)
    person.window.resize(1024, 640)
    QApplication.processEvents()
    assert person.window.width() == 1024
    for word in ("Go on with this one", "Open a backup", "Look only", "Quit"):
        button = person.find(word, QPushButton)
        assert button.visibleRegion().boundingRect().size() == button.size(), word


def test_an_older_copy_of_an_older_version_can_not_be_looked_at_and_waits_on_a_page_of_its_own(
    qtbot: QtBot, folder: Path, home: Path
) -> None:
    with Book.open(folder) as book:
        Seen(own_folder()).note(book)
    old = Path(__file__).parents[1] / "old_books" / "schema_04.db"
    shutil.copy2(old, folder / "book.db")
    before = bytes_of(folder)
    begun: list[Book] = []

    def begin(book: Book, findings: Sequence[Finding]) -> MainWindow:
        assert not findings
        begun.append(book)
        window = MainWindow(book, Preferences())
        qtbot.addWidget(window)
        return window

    with pytest.raises(BookUncertain) as uncertain:
        open_carefully(folder, seen=Seen(own_folder()), now=NOW)
    opening = Opening(folder, Preferences(), begin, begun.append, NOW.date)
    qtbot.addWidget(opening)
    assert opening.meet(uncertain.value)
    person = AtTheDesk(qtbot, opening)
    person.window = opening  # type: ignore[assignment]
    assert "An older copy of your book lies here" in person.told()
    assert "has to be brought up to date before it can be looked at" in person.told()
    assert not person.offers("Look only")
    assert bytes_of(folder) == before
    person.click("Go on with this one")
    assert begun
    assert not begun[0].read_only
    begun[0].close()
