"""The folder of the book, chosen in the window: at the first start, and where the book is missing or read-only."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit

from evenhand import cli, translation
from evenhand.storage import book_folder, keys
from evenhand.storage.book import Book
from evenhand.storage.errors import BookReadOnly
from evenhand.ui import come_forward
from evenhand.ui.first_run import FirstRunPage, RecoveryPage
from evenhand.ui.trouble_page import TroublePage
from evenhand.ui.unlock_page import UnlockPage
from keyed import PASSPHRASE, keyed_sample
from person import type_out
from seen import told_by
from starting import Start, set_passphrase, texts

pytestmark = pytest.mark.usefixtures("dressed", "quick_keys")

Choose = Callable[[Path | str], None]


@pytest.fixture
def choose(started: Start, monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Chooses a folder in the system's own dialog; "" is to close it."""

    def chosen(place: Path | str) -> None:
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(place))
        started.person.click("Choose another folder")

    return chosen


@pytest.fixture
def desk_drawer(home: Path) -> Path:
    """An empty folder of the owner's."""
    place = home / "Drawer"
    place.mkdir()
    return place


def said(started: Start) -> str:
    """What the page says, or the line at the foot of the window."""
    return told_by(started.windows[0]) if started.windows else texts(started.page)


# At the first start


def test_a_chosen_folder_is_shown_takes_the_book_and_is_remembered(
    started: Start, folder: Path, choose: Choose, desk_drawer: Path
) -> None:
    person = started.run().person
    type_out(person.find("Passphrase", QLineEdit), PASSPHRASE)
    choose(desk_drawer)
    assert isinstance(started.page, FirstRunPage)
    assert f"Your data will lie in {desk_drawer}, and nowhere else." in texts(started.page)
    assert started.page.passphrase.first.text() == PASSPHRASE
    assert not list(desk_drawer.iterdir())
    assert book_folder.chosen() is None  # no book lies there yet
    started.person.click("Go on without")
    started.wait_for_book()
    assert (desk_drawer / "book.db").exists()
    assert not folder.exists()
    assert book_folder.chosen() == desk_drawer
    assert "holds a book already" not in said(started)


def test_a_folder_is_remembered_as_soon_as_the_book_is_there_even_if_the_code_is_never_printed(
    started: Start, choose: Choose, desk_drawer: Path
) -> None:
    started.run()
    choose(desk_drawer)
    set_passphrase(started)
    assert isinstance(started.page, RecoveryPage)
    assert keys.is_encrypted(desk_drawer / "book.db")
    assert book_folder.chosen() == desk_drawer


def test_closing_the_dialog_changes_nothing(started: Start, folder: Path, choose: Choose) -> None:
    page = started.run().page
    choose("")
    assert started.page is page
    assert str(folder) in texts(started.page)


def test_among_other_files_the_book_gets_a_folder_of_its_own(started: Start, choose: Choose, desk_drawer: Path) -> None:
    (desk_drawer / "taxes.ods").write_text("figures")
    started.run()
    choose(desk_drawer)
    assert str(desk_drawer / "Evenhand") in texts(started.page)
    started.person.click("Go on without")
    started.wait_for_book()
    assert (desk_drawer / "Evenhand" / "book.db").exists()
    assert sorted(one.name for one in desk_drawer.iterdir()) == ["Evenhand", "taxes.ods"]


@pytest.mark.parametrize("inside", ["", "Evenhand"])
def test_a_folder_that_holds_a_book_is_opened_and_no_new_one_is_made(
    started: Start, choose: Choose, desk_drawer: Path, inside: str
) -> None:
    held = desk_drawer / inside
    Book.create(held).close()
    started.run()
    choose(desk_drawer)
    started.wait_for_book()
    assert started.books[-1].folder == held
    assert "That folder holds a book already. It is opened; no new one is made." in said(started)
    assert book_folder.chosen() == held


def test_a_book_with_a_passphrase_in_the_chosen_folder_asks_for_it(
    started: Start, choose: Choose, desk_drawer: Path
) -> None:
    keyed_sample(desk_drawer / "Linden")
    started.run()
    choose(desk_drawer / "Linden")
    assert isinstance(started.page, UnlockPage)
    assert "holds a book already" in said(started)
    assert book_folder.chosen() is None
    type_out(started.person.find("Passphrase", QLineEdit), PASSPHRASE)
    started.person.click("Open")
    started.wait_for_book()
    assert book_folder.chosen() == desk_drawer / "Linden"


def test_a_chosen_book_that_is_open_elsewhere_brings_that_window_forward(
    started: Start, choose: Choose, desk_drawer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[Path] = []
    monkeypatch.setattr(come_forward, "call_first", lambda asked: called.append(asked) or True)
    started.run()
    with Book.create(desk_drawer):
        choose(desk_drawer)
    assert called == [desk_drawer]
    assert not started.opening.isVisible()  # type: ignore[union-attr]


def test_a_folder_that_cannot_be_written_is_refused_at_once(
    started: Start, folder: Path, choose: Choose, desk_drawer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_where: Path, _path: Path | None = None) -> None:
        raise BookReadOnly(_where)

    page = started.run().page
    monkeypatch.setattr(book_folder, "probe", refuse)
    choose(desk_drawer)
    assert started.page is page
    assert f"Evenhand can't write to {desk_drawer}. Make the folder writable, or choose another." in said(started)
    assert str(folder) in texts(started.page)
    choose(desk_drawer / "taken away")
    assert "That folder is not there. Nothing was changed; choose another." in said(started)


def test_a_folder_that_a_service_copies_is_warned_of_and_can_be_left(
    home: Path, started: Start, choose: Choose, desk_drawer: Path
) -> None:
    started.folder = home / "OneDrive" / "Evenhand"
    started.run()
    assert "which OneDrive copies to other computers" in texts(started.page)
    assert "better choose another folder" in texts(started.page)
    choose(desk_drawer)
    assert "OneDrive" not in texts(started.page)


@pytest.mark.parametrize("language", translation.SCREEN_LANGUAGES)
def test_no_page_speaks_of_the_command_line(home: Path, started: Start, language: str) -> None:
    translation.use(language)
    started.folder = home / "OneDrive" / "Evenhand"
    started.folder.parent.mkdir()
    started.run()
    assert "--data" not in texts(started.page)
    started.folder.write_text("somebody's file")
    started.page.without.click()  # type: ignore[attr-defined]
    assert isinstance(started.page, TroublePage)
    assert "--data" not in texts(started.page)


# When the book is missing, or can't be written


def test_where_the_book_is_missing_its_folder_is_chosen_and_remembered(
    started: Start, folder: Path, choose: Choose, desk_drawer: Path
) -> None:
    (folder / "backups").mkdir(parents=True)
    (folder / "backups" / "backup-20261101T120000Z-0123456789abcdef.db").write_bytes(b"x")
    Book.create(desk_drawer).close()
    started.run()
    assert isinstance(started.page, TroublePage)
    choose(desk_drawer)
    started.wait_for_book()
    assert book_folder.chosen() == desk_drawer


def test_where_no_book_can_be_made_another_folder_takes_it(
    started: Start, folder: Path, choose: Choose, desk_drawer: Path
) -> None:
    folder.write_text("somebody's file")
    started.run().person.click("Go on without")
    assert isinstance(started.page, TroublePage)
    choose(desk_drawer)
    assert isinstance(started.page, FirstRunPage)
    started.person.click("Go on without")
    started.wait_for_book()
    assert (desk_drawer / "book.db").exists()


def test_a_damaged_book_is_not_left_for_another_folder(started: Start, folder: Path) -> None:
    folder.mkdir()
    (folder / "book.db").write_bytes(b"not a book at all")
    started.run()
    assert "Choose another folder" not in [one.text() for one in started.page.findChildren(QAbstractButton)]


# At the next start


def test_the_remembered_folder_is_opened_by_window_and_commands_unless_one_is_named(home: Path) -> None:
    own, kept, named = cli.own_folder(), home / "kept", home / "named"
    assert cli.read([]).data == own
    book_folder.choose(kept)
    for command in ([], ["check"]):
        assert cli.read(command).data == kept
        assert cli.read([*command, "--data", str(named)]).data == named


def test_a_choice_made_where_the_command_line_named_a_folder_holds_for_this_start(
    started: Start, choose: Choose, desk_drawer: Path
) -> None:
    started.named = True
    started.run()
    choose(desk_drawer)
    started.person.click("Go on without")
    started.wait_for_book()
    assert (desk_drawer / "book.db").exists()
    assert book_folder.chosen() is None
