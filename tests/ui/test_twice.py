"""The same thing asked for twice at once, by a double click or Ctrl+Enter held down: it's done once."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

import books
import sheets
from bonus_shop import grant, open_shop, order_of
from evenhand.actions.erasing import erase
from evenhand.domain.money import Money
from evenhand.domain.records import Client
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.ui.desk import Place
from evenhand.ui.form import Form
from evenhand.ui.inputs import NoteField
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from person import Person, type_out

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = books.SAMPLE_DAY
CONTROL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


def _double_click(_form: Form, button: QPushButton) -> None:
    QTest.mouseClick(button, LEFT)
    QTest.mouseDClick(button, LEFT)  # what was on its way when the first was done
    QApplication.processEvents()


def _key_held(form: Form, _button: QPushButton) -> None:
    handle = form.windowHandle()  # as it comes from the keyboard: shortcuts are looked for first
    for _time in range(3):
        QTest.keyClick(handle, Qt.Key.Key_Return, CONTROL)


def _queued(form: Form, _button: QPushButton) -> None:
    form._on_primary()
    form._on_primary()


TWICE = (_double_click, _key_held, _queued)


def _shown(qtbot: QtBot, book: Book) -> MainWindow:
    window = MainWindow(book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    with books.sample() as book:
        yield _shown(qtbot, book)


_COUNTED = ("letter_voids", "bonus_ledger", "partings", "parting_items", "promises", "cases", "letter_drafts", "orders",
            "interactions", "clients", "comfort_flags", "suggestions")  # fmt: skip


def _counts(book: Book) -> list[int]:
    return [book.connection.value(f"SELECT count(*) FROM {table}") for table in _COUNTED]


@pytest.mark.parametrize("twice", TWICE)
@pytest.mark.parametrize("name", ["VoidForm", "PartKindlyForm", "ContactForm", "SuggestionForm", "FlagForm"])
def test_a_sheet_does_what_it_says_once(
    window: MainWindow, qtbot: QtBot, name: str, twice: Callable[[Form, QPushButton], None]
) -> None:
    book = window.desk.book
    sheet = sheets.SHEETS[name](window.desk, window)
    assert isinstance(sheet, Form)
    accepted: list[bool] = []
    sheet.accepted.connect(lambda: accepted.append(True))
    with qtbot.waitActive(sheet):
        sheet.open()
    for note in sheet.findChildren(NoteField):
        note.setPlainText("Their words")
    if name == "PartKindlyForm":
        sheet.letter.setChecked(False)  # type: ignore[attr-defined]
    before = _counts(book)
    twice(sheet, sheet.primary)
    assert accepted == [True], [one for one in sheets.SHEETS if sheet.refused()]
    changed = [after - was for after, was in zip(_counts(book), before, strict=True)]
    assert max(changed) <= 1
    assert check(book) == []


@pytest.mark.parametrize("twice", TWICE)
def test_a_person_is_erased_once(
    window: MainWindow, qtbot: QtBot, twice: Callable[[Form, QPushButton], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from evenhand.ui import erase_form

    asked: list[int] = []

    def counted(book: Book, client_id: int, **more: object) -> object:
        asked.append(client_id)
        return erase(book, client_id, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(erase_form, "erase", counted)
    client = window.desk.book.clients.add(Client(0, "Anna Weiss"))
    sheet = erase_form.EraseForm(window.desk, client.id, window)
    with qtbot.waitActive(sheet):
        sheet.open()
    twice(sheet, sheet.primary)
    assert asked == [client.id]
    assert window.desk.book.clients.get(client.id).name == f"Erased client {client.id}"


def test_a_bonus_is_redeemed_once(book: Book, qtbot: QtBot) -> None:
    open_shop(book)
    bonus = grant(book, "Ilinca Rusu", Money(30, "EUR"), date(2027, 1, 31))
    order_of(book, "Ilinca Rusu", Money(100, "EUR"), on=TODAY)
    window = _shown(qtbot, book)
    person = Person(qtbot, window)
    person.press(Qt.Key.Key_B, CONTROL)
    panel = window.screen_in_view.counter
    type_out(panel.code, bonus.code)
    assert panel.choice.order is not None
    for _time in range(2):
        QTest.mouseClick(panel.redeem, LEFT)
        person.press(Qt.Key.Key_Return, CONTROL)
    assert len(book.bonuses.ledger(bonus.id)) == 2
    assert check(book) == []


def test_what_is_due_of_the_erased_is_let_go_of_once(window: MainWindow) -> None:
    book = window.desk.book
    client = book.clients.add(Client(0, "Anna Weiss"))
    order_of(book, "Anna Weiss", Money(9, "EUR"))
    erase(book, client.id, today=TODAY, keep_until=TODAY)
    window._today = lambda: TODAY.replace(year=2099)  # type: ignore[attr-defined]
    window.go(Place.DATA)
    part = window.screen_in_view.retention
    part._delete()
    said = book.erasures.get(client.id)
    part._delete()
    part.delete_due()  # asks nothing any more
    assert book.erasures.get(client.id) == said
