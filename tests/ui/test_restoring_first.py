"""A backup is opened before any book is: from the page that asks for the passphrase, or from that of a damaged book."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from evenhand.domain.records import Client
from evenhand.storage.backups import Backups
from evenhand.storage.book import Book
from evenhand.storage.keys import BookKey
from evenhand.ui.main_window import MainWindow
from evenhand.ui.restore_form import RestoreForm
from evenhand.ui.unlock_page import UnlockPage
from keyed import PASSPHRASE, keyed_sample
from person import type_out
from starting import Start

pytestmark = pytest.mark.usefixtures("dressed", "quick_keys")

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def backed_up(folder: Path, key: BookKey) -> None:
    """A backup, and a client who came after it."""
    with Book.open(folder, key=key) as book:
        Backups(folder).make(book, NOW)
        book.clients.add(Client(0, "Nadia Brook"))


def backups_sheet(started: Start) -> RestoreForm:
    started.person.click("Open a backup")
    form = started.person.seen
    assert isinstance(form, RestoreForm)
    started.qtbot.waitUntil(lambda: form._chosen is not None and not form._reader._aside.busy)
    return form


def brought_back(started: Start, form: RestoreForm) -> MainWindow:
    started.qtbot.waitUntil(lambda: form.primary.isEnabled())
    form.primary.click()
    started.qtbot.waitUntil(lambda: bool(started.windows), timeout=20_000)
    QApplication.processEvents()
    return started.wait_for_book()


def test_the_passphrase_typed_for_the_book_opens_its_backup_and_then_the_book(started: Start, folder: Path) -> None:
    backed_up(folder, keyed_sample(folder))
    person = started.run().person
    assert isinstance(started.page, UnlockPage)
    type_out(person.find("Passphrase", QLineEdit), PASSPHRASE)
    form = backups_sheet(started)
    window = brought_back(started, form)  # nothing was typed a second time
    assert window._toast.text().startswith("The copy is open now")
    assert "Nadia Brook" not in started.books[0].connection.firsts("SELECT name FROM clients")


def test_what_does_not_open_the_backup_is_passed_over_and_its_own_is_asked_for(started: Start, folder: Path) -> None:
    backed_up(folder, keyed_sample(folder))
    person = started.run().person
    type_out(person.find("Passphrase", QLineEdit), "green")
    form = backups_sheet(started)
    assert not form.primary.isEnabled()
    assert started.person.error("Passphrase or recovery code of this copy") is None
    type_out(form.secret.line, PASSPHRASE)
    started.qtbot.keyClick(form.secret.line, Qt.Key.Key_Return)
    brought_back(started, form)


def test_that_nothing_tells_which_numbers_were_given_since_is_said_in_the_window(started: Start, folder: Path) -> None:
    backed_up(folder, keyed_sample(folder))
    (folder / "book.db").write_bytes(b"not a book at all")
    started.run()
    form = backups_sheet(started)
    type_out(form.secret.line, PASSPHRASE)
    started.qtbot.keyClick(form.secret.line, Qt.Key.Key_Return)
    window = brought_back(started, form)
    (box,) = (one for one in window.findChildren(QMessageBox) if one.isVisible())
    assert box.text().startswith("Nothing here tells which letters were issued after this copy was made.")
    box.close()
