"""How the window comes to its book: the first start, a passphrase, a book in trouble."""

import os
import unicodedata
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

import books
from evenhand import key_store, translation
from evenhand.storage import keys
from evenhand.storage.book import Book
from evenhand.ui import come_forward
from evenhand.ui.business_screen import BusinessScreen
from evenhand.ui.choices import Check
from evenhand.ui.desk import Desk
from evenhand.ui.first_run import FirstRunPage, RecoveryPage
from evenhand.ui.inputs import Combo, Field
from evenhand.ui.preferences import Preferences
from evenhand.ui.recovery_code import code_is_kept
from evenhand.ui.trouble_page import TroublePage
from evenhand.ui.unlock_page import UnlockPage
from keyed import PASSPHRASE, can_be_read_by_anybody, keyed_sample
from person import type_out
from seen import told_by
from starting import Start, set_passphrase, texts

pytestmark = pytest.mark.usefixtures("dressed", "quick_keys")


class Store:
    """A system's key store, which the test machine has not."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.takes = True

    def remember(self, name: str, key: bytes) -> bool:
        if self.takes:
            self.kept[name] = key
        return self.takes

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    made = Store()
    monkeypatch.setattr(key_store, "available", lambda: True)
    monkeypatch.setattr(key_store, "remembered", made.kept.get)
    monkeypatch.setattr(key_store, "remember", made.remember)
    monkeypatch.setattr(key_store, "forget", made.forget)
    return made


# The first start


def test_at_the_first_start_nothing_is_written_before_the_owner_has_chosen(started: Start, folder: Path) -> None:
    started.run()
    assert isinstance(started.page, FirstRunPage)
    assert str(folder) in texts(started.page)
    assert not folder.exists()
    started.opening.close()  # type: ignore[union-attr]
    assert not folder.exists()


def test_going_on_without_a_passphrase_leads_to_my_business_and_an_open_book(started: Start, folder: Path) -> None:
    started.run().person.click("Go on without")
    window = started.wait_for_book()
    assert isinstance(window.screen_in_view, BusinessScreen)
    assert can_be_read_by_anybody(folder / "book.db")


def test_a_first_passphrase_encrypts_the_book_and_its_code_is_typed_back_from_paper(
    started: Start, folder: Path
) -> None:
    person = started.run().person
    type_out(person.find("Passphrase", QLineEdit), PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    type_out(QApplication.focusWidget(), PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    started.wait_for(RecoveryPage)
    key = started.books[0].connection.key
    assert key is not None
    code = key.recovery_code.split("-")
    assert all(group in texts(started.page) for group in code)
    person.click("I have it on paper")
    assert not any(group in texts(started.page) for group in code if len(group) == 4)
    asked = started.page.code.asked  # type: ignore[attr-defined]
    for number in asked:
        person.write(f"Group {number + 1}", code[number].lower())
    person.click("Check it")
    window = started.wait_for_book()
    assert isinstance(window.screen_in_view, BusinessScreen)
    assert keys.is_encrypted(folder / "book.db")
    assert code_is_kept(_desk(started.books[0]), Preferences())


def test_the_drill_says_which_group_is_wrong_and_can_be_put_off(started: Start) -> None:
    started.run()
    person = set_passphrase(started)
    person.click("I have it on paper")
    first, second = (f"Group {number + 1}" for number in started.page.code.asked)  # type: ignore[attr-defined]
    key = started.books[0].connection.key
    assert key is not None
    person.write(first, key.recovery_code.split("-")[started.page.code.asked[0]])  # type: ignore[attr-defined]
    person.click("Check it")
    assert person.error(first) is None
    assert person.error(second) == "Type the four signs of this group."
    person.write(second, "QQQQ")
    person.click("Check it")
    assert person.error(second) == "That is not what stands there. Look once more, or show the code again."
    person.click("Later")
    started.wait_for_book()
    assert not code_is_kept(_desk(started.books[0]), Preferences())


def _desk(book: Book) -> Desk:
    return Desk(book, lambda: books.SAMPLE_DAY, lambda _place, _record: None, lambda *_said, **_how: None)


def test_an_empty_passphrase_and_two_different_ones_are_said_at_their_fields(started: Start, folder: Path) -> None:
    person = started.run().person
    person.click("Set the passphrase")
    assert person.error("Passphrase") == "Type a passphrase first."
    type_out(person.find("Passphrase", QLineEdit), "   ")
    person.click("Set the passphrase")
    assert person.error("Passphrase") == "Type a passphrase first."
    person.write("Passphrase", PASSPHRASE)
    person.click("Set the passphrase")
    assert person.error("The same once more") == "Type the same once more here."
    person.write("The same once more", "seven grey lanterns")
    person.click("Set the passphrase")
    assert person.error("The same once more") == "The two are not the same. Type it once more."
    again = person.find("The same once more", QLineEdit)
    assert again.selectedText()
    assert person.find("Passphrase", QLineEdit).text() == PASSPHRASE
    assert not folder.exists()


def test_the_strength_is_said_in_words_and_a_short_one_is_taken_all_the_same(started: Start) -> None:
    person = started.run().person
    line = person.find("Passphrase", QLineEdit)
    told = []
    for typed in ("", "abc", "green lamp", "seven green lamps", "aaaaaaaaaaaaaaaaaaaaaaaa", PASSPHRASE):
        line.clear()
        type_out(line, typed)
        told.append(line.parentWidget().accessibleDescription())  # type: ignore[union-attr]
    assert [one.partition(":")[0].partition(" ")[0] for one in told] == [
        "Four", "Short", "Holds", "Good", "Short", "Very",
    ]  # fmt: skip
    line.clear()
    set_passphrase(started, "ab")


def test_one_button_shows_both_passphrases_and_hides_them_again(qtbot: QtBot, started: Start) -> None:
    person = started.run().person
    both = [person.find(name, QLineEdit) for name in ("Passphrase", "The same once more")]
    hidden, seen = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal
    assert [one.echoMode() for one in both] == [hidden, hidden]
    person.click("Show what is typed")
    assert [one.echoMode() for one in both] == [seen, seen]
    person.click("Hide what is typed")
    assert [one.echoMode() for one in both] == [hidden, hidden]


def test_the_language_is_chosen_on_the_first_page_and_what_is_typed_stays(started: Start) -> None:
    person = started.run().person
    type_out(person.find("Passphrase", QLineEdit), "Семь")
    combo = person.find("Language", Combo)
    combo.setFocus()
    person.qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert translation.language() == "ru"
    assert started.preferences.language == "ru"
    assert isinstance(started.page, FirstRunPage)
    assert started.page.passphrase.first.text() == "Семь"


def test_a_folder_that_a_service_copies_about_is_warned_of(qtbot: QtBot, home: Path) -> None:
    start = Start(qtbot, home / "Dropbox" / "Evenhand").run()
    assert "which Dropbox copies to other computers" in texts(start.page)


def test_a_folder_that_cannot_be_made_keeps_nothing_and_says_so(
    started: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write_text("somebody's file")
    started.run().person.click("Go on without")
    assert isinstance(started.page, TroublePage)
    assert "can't write to" in texts(started.page)
    folder.unlink()
    started.person.click("Try again")
    assert isinstance(started.page, FirstRunPage)


def test_tab_reaches_all_of_the_first_page_and_enter_goes_on(qtbot: QtBot, started: Start) -> None:
    person = started.run().person
    reached = []
    for _step in range(12):
        focused = QApplication.focusWidget()
        reached.append(focused.accessibleName() or getattr(focused, "text", lambda: "")())
        person.press(Qt.Key.Key_Tab)
    assert reached[:3] == ["Passphrase", "The same once more", "Show what is typed"]
    assert {*reached} >= {"Go on without", "Set the passphrase", "Language"}


def test_a_book_that_was_seen_here_and_is_gone_is_not_quietly_begun_anew(started: Start, folder: Path) -> None:
    backups = folder / "backups"
    backups.mkdir(parents=True)
    (backups / "backup-20261101T120000Z-0123456789abcdef.db").write_bytes(b"x")
    started.run()
    assert isinstance(started.page, TroublePage)
    assert "There is no book in" in texts(started.page)
    started.person.click("Begin a new book")
    assert isinstance(started.page, FirstRunPage)


# With a passphrase


def test_three_wrong_passphrases_and_then_the_right_one(started: Start, folder: Path) -> None:
    keyed_sample(folder)
    person = started.run().person
    assert isinstance(started.page, UnlockPage)
    line = person.find("Passphrase", QLineEdit)
    assert QApplication.focusWidget() is line
    for wrong in ("green", "seven", "lanterns"):
        type_out(line, wrong)
        person.press(Qt.Key.Key_Return)
        assert (started.sentence("Passphrase") or "").startswith("That is not the passphrase of this book")
        assert (line.text(), line.selectedText()) == (wrong, wrong)  # what is typed next takes its place
        assert not started.windows
    line.clear()
    type_out(line, PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    window = started.wait_for_book()
    assert window.windowTitle() == "Linden Tailoring"


def test_the_window_lives_while_the_key_is_made(started: Start, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keyed_sample(folder)
    person = started.run().person
    monkeypatch.setattr(keys, "ROUNDS", 400_000)
    type_out(person.find("Passphrase", QLineEdit), PASSPHRASE)
    person.click("Open")
    assert isinstance(started.page, UnlockPage)
    assert started.page.open_button.text() == "Opening …"
    assert not started.page.open_button.isEnabled()
    started.qtbot.waitUntil(lambda: started.page.open_button.text() == "Open")  # type: ignore[attr-defined]
    assert started.person.error("Passphrase") is not None  # so many rounds make another key


def test_a_passphrase_opens_the_book_however_its_letters_were_composed(started: Start, folder: Path) -> None:
    composed = "șapte felinare în amurg"
    keyed_sample(folder, unicodedata.normalize("NFC", composed))
    person = started.run().person
    type_out(person.find("Passphrase", QLineEdit), unicodedata.normalize("NFD", composed))
    person.press(Qt.Key.Key_Return)
    started.wait_for_book()


def test_nothing_typed_is_said_at_the_field(started: Start, folder: Path) -> None:
    keyed_sample(folder)
    person = started.run().person
    person.press(Qt.Key.Key_Return)
    assert person.error("Passphrase") == "Type the passphrase first."
    person.click("Use the recovery code")
    person.press(Qt.Key.Key_Return)
    assert person.error("Recovery code") == "Type the recovery code first."


def test_the_recovery_code_opens_the_book_and_a_slip_of_the_pen_is_told(started: Start, folder: Path) -> None:
    key = keyed_sample(folder)
    person = started.run().person
    person.click("Use the recovery code")
    line = person.find("Recovery code", QLineEdit)
    assert QApplication.focusWidget() is line
    type_out(line, key.recovery_code[:-1])
    person.press(Qt.Key.Key_Return)
    assert "recovery code" in (started.sentence("Recovery code") or "")
    line.clear()
    type_out(line, keys.new_key("another book").recovery_code)
    person.press(Qt.Key.Key_Return)
    started.qtbot.waitUntil(lambda: "not the one of this book" in (person.error("Recovery code") or ""))
    line.clear()
    type_out(line, key.recovery_code.lower().replace("-", " "))
    person.press(Qt.Key.Key_Return)
    started.wait_for_book()


def test_caps_lock_is_guessed_from_a_capital_without_shift(qtbot: QtBot, started: Start, folder: Path) -> None:
    keyed_sample(folder)
    person = started.run().person
    line = person.find("Passphrase", QLineEdit)
    type_out(line, "S")
    hint = "Caps Lock seems to be on."
    assert hint in texts(started.page)
    type_out(line, "s")
    assert hint not in texts(started.page)


# Remembered by the system


def test_a_remembered_key_opens_the_book_without_asking(started: Start, folder: Path, store: Store) -> None:
    key = keyed_sample(folder)
    store.kept[str(folder / "book.db")] = key.key
    started.run()
    assert started.windows
    assert not started.opening.isVisible()  # type: ignore[union-attr]


def test_a_remembered_key_that_no_longer_fits_is_forgotten_and_asked_for(
    started: Start, folder: Path, store: Store
) -> None:
    keyed_sample(folder)
    store.kept[str(folder / "book.db")] = bytes(32)
    person = started.run().person
    assert isinstance(started.page, UnlockPage)
    assert store.kept == {}
    type_out(person.find("Passphrase", QLineEdit), PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    started.wait_for_book()
    assert store.kept == {}


def test_the_key_is_remembered_only_when_that_is_ticked(started: Start, folder: Path, store: Store) -> None:
    key = keyed_sample(folder)
    person = started.run().person
    person.find("Remember on this computer", Check).click()
    type_out(person.find("Passphrase", QLineEdit), PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    started.wait_for_book()
    assert store.kept == {str(folder / "book.db"): key.key}


def test_a_store_that_refuses_is_said_once_the_book_is_open(started: Start, folder: Path, store: Store) -> None:
    keyed_sample(folder)
    store.takes = False
    person = started.run().person
    person.find("Remember on this computer", Check).click()
    type_out(person.find("Passphrase", QLineEdit), PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    window = started.wait_for_book()
    assert "did not take the key" in told_by(window)


def test_without_a_key_store_nothing_is_offered_to_be_remembered(
    started: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_store, "available", lambda: False)
    keyed_sample(folder)
    page = started.run().page
    assert not [one for one in page.findChildren(Check) if one.isVisible()]


# In trouble


def test_a_book_that_is_open_here_brings_its_window_forward_and_nothing_is_shown(
    started: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyed_sample(folder)
    called: list[Path] = []
    monkeypatch.setattr(come_forward, "is_open_here", lambda _folder: True)
    monkeypatch.setattr(come_forward, "call_first", lambda asked: called.append(asked) or True)
    started.run()
    assert called == [folder]
    assert not started.went_on
    assert not started.opening.isVisible()  # type: ignore[union-attr]


def test_a_book_that_is_open_elsewhere_is_said_and_opens_once_it_is_free(
    started: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(come_forward, "call_first", lambda _folder: False)
    with Book.create(folder):
        started.run()
        assert isinstance(started.page, TroublePage)
        assert "The book is open elsewhere" in texts(started.page)
    started.person.click("Try again")
    started.wait_for_book()


def test_a_newer_book_is_left_as_it_is(started: Start, folder: Path) -> None:
    with Book.create(folder) as book:
        book.connection.handle.execute("PRAGMA user_version = 99")
    before = (folder / "book.db").read_bytes()
    started.run()
    assert "saved by a newer version" in texts(started.page)
    for name in ("Open a backup", "Open the folder", "Try again", "Quit"):
        started.person.find(name, QAbstractButton)
    started.person.click("Quit")
    assert not started.opening.isVisible()  # type: ignore[union-attr]
    assert (folder / "book.db").read_bytes() == before


def test_a_damaged_book_offers_a_backup_first(started: Start, folder: Path) -> None:
    folder.mkdir()
    (folder / "book.db").write_bytes(b"not a book at all")
    page = started.run().page
    assert isinstance(page, TroublePage)
    assert page.first.text() == "Open a backup"
    assert page.first.property("kind") == "primary"
    assert (folder / "book.db").read_bytes() == b"not a book at all"


@pytest.mark.parametrize("passphrase", ["four blue herons", ""])
def test_a_backup_with_another_passphrase_or_none_is_asked_for_what_it_needs(
    started: Start, folder: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str
) -> None:
    keyed_sample(folder)
    with Book.open(folder, key=keys.of_passphrase(PASSPHRASE, keys.salt_of(folder / "book.db"))) as book:
        book.connection.handle.execute("PRAGMA user_version = 99")
    person = started.run().person
    type_out(person.find("Passphrase", QLineEdit), PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    started.wait_for(TroublePage)
    (folder / "book.db").unlink()
    if passphrase:  # as restoring does
        keyed_sample(folder, passphrase)
    else:
        Book.create(folder).close()
    started.person.click("Try again")
    if passphrase:
        started.wait_for(UnlockPage)
        type_out(started.person.find("Passphrase", QLineEdit), passphrase)
        started.person.press(Qt.Key.Key_Return)
    started.wait_for_book()


def test_the_folder_is_opened_in_the_systems_own_way(
    started: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(QUrl(url).toLocalFile()))
    folder.mkdir()
    (folder / "book.db").write_bytes(b"not a book at all")
    started.run().person.click("Open the folder")
    assert shown == [str(folder)]


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="who may write everywhere finds no folder read-only"
)
def test_a_book_on_a_read_only_disk_can_be_looked_at(started: Start, folder: Path) -> None:
    Book.create(folder).close()
    folder.chmod(0o500)
    try:
        started.run()
        _look_only(started)
    finally:
        folder.chmod(0o700)


def test_a_book_that_cannot_be_written_to_can_be_looked_at(
    started: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = keyed_sample(folder)
    assert key
    from evenhand.storage import book as module
    from evenhand.storage.errors import BookReadOnly

    def refuse(where: Path, _path: Path | None = None) -> None:
        raise BookReadOnly(where)

    monkeypatch.setattr(module, "probe", refuse)
    person = started.run().person
    type_out(person.find("Passphrase", QLineEdit), PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    started.wait_for(TroublePage)
    _look_only(started)


def _look_only(started: Start) -> None:
    assert isinstance(started.page, TroublePage)
    started.person.click("Look only")
    started.wait_for_book()
    assert started.books[-1].read_only


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
@pytest.mark.parametrize("language", translation.SCREEN_LANGUAGES)
def test_no_page_widens_the_window(started: Start, folder: Path, size: tuple[int, int], language: str) -> None:
    translation.use(language)
    keyed_sample(folder)
    started.run()
    assert started.opening is not None
    started.opening.resize(*size)
    QApplication.processEvents()
    assert (started.opening.width(), started.opening.height()) == size
    assert all(one.width() > 0 for one in started.page.findChildren(Field) if one.isVisible())
