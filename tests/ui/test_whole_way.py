"""From an empty book to a letter in the hand, through the window alone, as a person would go."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

import books
from evenhand.domain.bonus import BonusState, state
from evenhand.domain.money import Money
from evenhand.domain.records import LetterKind
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.ui.desk import Place
from evenhand.ui.letter_editor import LetterEditor
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from person import Person

pytestmark = pytest.mark.usefixtures("dressed")

TODAY = books.SAMPLE_DAY


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "book") as book:
        yield book


@pytest.fixture
def owner(qtbot: QtBot, stored: Book) -> Person:
    window = MainWindow(stored, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Person(qtbot, window)


def _begin(owner: Person) -> None:
    owner.write("Name of the business", "Linden Tailoring")
    owner.write("Your name, under the signature", "Mara Linden")
    owner.click("Open Evenhand")


def _client_order_and_case(owner: Person, *, name: str, language: str, what: str, words: str) -> None:
    owner.click("New client")
    owner.click("Without the questions")
    owner.write("Name", name)
    owner.choose("Language of letters", language)
    owner.write("Address", "4 Elm Row\nBath\nBA1 6SX")
    owner.click("Save")
    owner.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    owner.write("What", what)
    owner.write("Sum, GBP", "1 840,00")
    owner.click("Save")
    owner.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    owner.write("What it is about, in a few words", "A size too small")
    owner.write("In the client's own words", words)
    owner.click("Open the case")


def _cause_and_remedy(owner: Person, *, found: str) -> None:
    owner.click("Mine")
    owner.click("The piece itself")
    owner.write("What you found", found)
    owner.click("On to Put it right")
    owner.click("It is agreed already")
    owner.click("Nothing is left to put right")
    owner.click("On to Compensate")


def _text(pdf: bytes, tmp_path: Path) -> str:
    file = tmp_path / "read.pdf"
    file.write_bytes(pdf)
    reader = PdfReader(file)
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().replace("\u00a0", " ").split())


def _letter_pdf(stored: Book, tmp_path: Path) -> tuple[int, str]:
    (row,) = stored.letters.rows()
    letter = stored.letters.get(row.id)
    pdf = stored.letters.pdf(letter.id)
    assert hashlib.sha256(pdf).hexdigest() == letter.sha256
    return letter.id, _text(pdf, tmp_path)


def test_an_unhappy_client_holds_an_english_refund_letter(
    qtbot: QtBot, owner: Person, stored: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(owner)
    _client_order_and_case(
        owner, name="Jane Whitcombe", language="English", what="grey linen coat", words="I can't close it."
    )
    _cause_and_remedy(owner, found="The coat is a full size too small across the shoulders.")
    owner.click("Money back")
    owner.click("A share")
    owner.write("Share of what was paid", "25 %")
    owner.write("How it goes back", "the card you used, ending 4417")
    owner.write("Paid by", "4.12.2026")
    owner.click("On to Keep in touch")
    owner.click("Write the letter")
    assert "Dear Jane Whitcombe," in owner.find("Text of the letter", LetterEditor).text()
    monkeypatch.setattr("evenhand.ui.letter_screen.print_letter", lambda *_a: None)
    owner.click("Issue and print")
    letter_id, text = _letter_pdf(stored, tmp_path)
    letter = stored.letters.get(letter_id)
    assert (letter.number, letter.kind, letter.issued_on) == ("R-2026-0001", LetterKind.REFUND, TODAY)
    for stated in (
        "R-2026-0001", "Dear Jane Whitcombe,", "£460", "the card you used, ending 4417", "4 December 2026", "4 Elm Row",
        "The coat is a full size too small across the shoulders.", "Mara Linden", "Linden Tailoring",
    ):  # fmt: skip
        assert stated in text, stated
    assert "I can't close it." not in text
    assert "46000" in json.dumps(json.loads(letter.snapshot))
    (client_id,) = stored.clients.ids()
    (order,) = stored.orders.of_client(client_id)
    assert order.paid == Money(1840, "GBP")
    target = tmp_path / "copy.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    owner.click("Save a copy")
    assert target.read_bytes() == stored.letters.pdf(letter_id)
    assert check(stored) == []


def test_an_unhappy_client_holds_an_armenian_bonus_letter(
    owner: Person, stored: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begin(owner)
    _client_order_and_case(
        owner, name="Նարինե Պետրոսյան", language="Հայերեն", what="հյուրասենյակի վարագույրներ", words="Կարճ են։"
    )
    _cause_and_remedy(owner, found="Վարագույրները երեք սանտիմետր կարճ են։")
    owner.click("Bonus for the next order")
    owner.write("Share", "15")
    owner.click("On to Keep in touch")
    owner.click("Write the letter")
    monkeypatch.setattr("evenhand.ui.letter_screen.print_letter", lambda *_a: None)
    owner.click("Issue and print")
    _letter_id, text = _letter_pdf(stored, tmp_path)
    (row,) = stored.bonuses.rows()
    assert (row.bonus.amount, row.left) == (Money(276, "GBP"), Money(276, "GBP"))
    assert row.bonus.valid_until == date(2027, 2, 20)
    assert state(row.bonus, stored.bonuses.ledger(row.bonus.id), TODAY) is BonusState.OUTSTANDING
    for stated in ("B-2026-0001", "276 £", row.bonus.code, "20 փետրվարի 2027 թ.", "Հարգելի՛ Նարինե Պետրոսյան,"):
        assert stated in text, stated
    assert check(stored) == []


@pytest.fixture(scope="module")
def sample_book() -> Iterator[Book]:
    with books.sample() as book:
        yield book


@pytest.mark.parametrize("language", ["en", "ru", "ro", "hy"])
def test_no_language_widens_the_window(qtbot: QtBot, sample_book: Book, language: str) -> None:
    window = MainWindow(sample_book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    window.set_language(language)
    window.show()
    (client, *_others) = sample_book.clients.ids()
    places: list[tuple[Place, int]] = [(Place.CLIENTS, client), (Place.CASES, 0), (Place.LETTERS, 0)]
    places += [(Place.CASE, row.case.id) for row in sample_book.cases.open()]
    places += [(Place.LETTER, row.draft.id) for row in sample_book.letters.drafts()]
    for place, record in [*places, (Place.BONUSES, 0), (Place.BUSINESS, 0)]:
        window.go(place, record)
        for size in ((1280, 800), (1024, 640)):
            window.resize(*size)
            qtbot.wait(1)
            assert (window.width(), window.height()) == size, (place, record)
            view: QWidget = window.screen_in_view
            assert view.minimumSizeHint().width() <= view.width(), (place, record)


def test_larger_text_makes_room_for_itself_and_never_widens_the_window(qtbot: QtBot, sample_book: Book) -> None:
    window = MainWindow(sample_book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    try:
        window.set_text_size(150)
        for place in (Place.CLIENTS, Place.CASES, Place.LETTERS, Place.BONUSES, Place.BUSINESS):
            window.go(place)
            qtbot.wait(1)
            assert (window.width(), window.height()) == (1280, 800), place
            view: QWidget = window.screen_in_view
            assert view.minimumSizeHint().width() <= view.width(), place
    finally:
        window.set_text_size(100)
