"""First me: from two hard contacts to a kind end, through the window, as a person would go."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import books
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.money import Money
from evenhand.domain.records import Client, Letterhead, LetterKind, Order, Owner, Standing
from evenhand.domain.rules import Gate, GateAnswerKind
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.ui.desk import Place
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from person import Person

pytestmark = pytest.mark.usefixtures("dressed")

Key = Qt.Key
HELD = Qt.KeyboardModifier.ControlModifier
TODAY = books.SAMPLE_DAY
SENTINELS = ("zqprivate", "zqmark", "uncomfortable")


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "book") as book:
        book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), country="GB", currency="GBP"))
        client = book.clients.add(
            Client(0, "Priya Raman", "Dear Ms Raman,", "Ms Priya Raman", ("2 Hill Rise", "Bath"), currency="GBP")
        )
        paid, total = Money(200, "GBP"), Money(420, "GBP")
        book.orders.add(Order(0, client.id, "2026-0001", date(2026, 4, 1), "a double-breasted blazer", total, paid))
        yield book


@pytest.fixture
def owner(qtbot: QtBot, stored: Book) -> Person:
    window = MainWindow(stored, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Person(qtbot, window)


def _log_a_hard_contact(owner: Person, said: str) -> None:
    owner.press(Key.Key_L, HELD)
    owner.write("What was said or done", said)
    owner.click("Uncomfortable")
    owner.write("A private word for myself", "zqmark")
    owner.click("Save")


def _new_order(owner: Person) -> None:
    owner.press(Key.Key_O, HELD | Qt.KeyboardModifier.ShiftModifier)


def _shown(owner: Person) -> str:
    return " ".join(one.text() for one in owner.seen.findChildren(QLabel) if one.isVisible()).replace("\u00a0", " ")


def test_two_hard_contacts_a_flag_a_gate_and_a_kind_end(
    owner: Person, stored: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = owner.screen
    assert isinstance(window, MainWindow)
    (priya,) = (stored.clients.get(one) for one in stored.clients.ids())
    window.go(Place.CLIENTS, priya.id)
    _new_order(owner)
    owner.find("What", QLabel)  # nothing is asked of a client with whom all is well
    owner.press(Key.Key_Escape)

    _log_a_hard_contact(owner, "Rang at ten in the evening, and shouted")
    assert "Set the flag" not in _shown(owner)
    _log_a_hard_contact(owner, "Rang again, and would not say why")
    assert stored.comfort.of(priya.id) is None  # marks only suggest
    owner.click("Set the flag")
    assert stored.comfort.of(priya.id) == ComfortFlag(priya.id, Comfort.UNCOMFORTABLE, TODAY)

    _new_order(owner)
    told = _shown(owner)
    assert "Not comfortable" in told
    assert "You need not go on." in told
    assert stored.orders.of_client(priya.id)[0].number == "2026-0001"
    owner.click("Part kindly")
    answers = stored.gate_answers.of_client(priya.id, Gate.NEW_ORDER)
    assert {(one.answer, one.answered_on) for one in answers} == {(GateAnswerKind.PART, TODAY)}

    owner.write("How it goes back", "the card ending 4417")
    owner.click("Part kindly")
    assert stored.clients.get(priya.id).standing is Standing.PARTED
    monkeypatch.setattr("evenhand.ui.letter_screen.print_letter", lambda *_a: None)
    owner.click("Issue and print")
    (row,) = stored.letters.rows()
    letter = stored.letters.get(row.id)
    assert (letter.kind, str(letter.amount)) == (LetterKind.PARTING, "200.00 GBP")
    pages = PdfReader(io.BytesIO(stored.letters.pdf(letter.id))).pages
    printed = " ".join(page.extract_text() for page in pages).lower()
    assert "the card ending 4417" in printed
    assert [
        word for word in SENTINELS if word in printed + letter.snapshot.lower() + window.windowTitle().lower()
    ] == []

    owner.press(Key.Key_1, HELD)
    owner.qtbot.waitUntil(lambda: "Nothing needs you today" in _shown(owner))
    assert stored.rules.todos(TODAY) == []
    assert check(stored) == []
