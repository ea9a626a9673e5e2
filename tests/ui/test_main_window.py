from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

import books
from evenhand import app
from evenhand.domain.case import Step
from evenhand.domain.records import Client
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui.business_screen import BusinessScreen
from evenhand.ui.clients_screen import ClientsScreen
from evenhand.ui.desk import Place
from evenhand.ui.form import Form
from evenhand.ui.inputs import Field
from evenhand.ui.intake_screen import IntakeScreen
from evenhand.ui.letter_editor import LetterEditor
from evenhand.ui.main_window import MainWindow
from evenhand.ui.navigation import NavItem
from evenhand.ui.preferences import Preferences
from evenhand.ui.window_size import fit_on
from person import Person

TODAY = books.SAMPLE_DAY


@pytest.fixture(scope="module")
def business() -> Iterator[Book]:
    with books.sample() as book:
        yield book


def shown(qtbot: QtBot, book: Book) -> MainWindow:
    window = MainWindow(book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_at_the_first_start_the_keyboard_is_where_the_first_name_goes(qtbot: QtBot, book: Book) -> None:
    window = shown(qtbot, book)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused.accessibleName() == "Name of the business"
    assert window.windowTitle() == "Evenhand"


def test_a_command_takes_the_keyboard_out_of_the_sidebar_and_the_arrows_leave_it_there(
    qtbot: QtBot, business: Book
) -> None:
    window = shown(qtbot, business)
    person = Person(qtbot, window)
    today, clients = (person.find(name, NavItem) for name in ("Today", "Clients"))
    today.setFocus()
    qtbot.keyClick(today, Qt.Key.Key_Down)
    assert isinstance(window.screen_in_view, ClientsScreen)
    assert QApplication.focusWidget() is clients
    next(one for one in window.findChildren(QAction) if one.text() == "New client").trigger()
    assert isinstance(window.screen_in_view, IntakeScreen)
    assert QApplication.focusWidget() is window.screen_in_view.who.name


def test_ctrl_enter_presses_the_one_filled_button_of_a_screen(qtbot: QtBot, book: Book) -> None:
    window = shown(qtbot, book)
    person, held = Person(qtbot, window), Qt.KeyboardModifier.ControlModifier
    person.write("Name of the business", "Linden Tailoring")
    person.write("Your name, under the signature", "Mara Linden")
    person.press(Qt.Key.Key_Return, held)
    assert not isinstance(window.screen_in_view, BusinessScreen)
    window.go(Place.RULES)
    person.press(Qt.Key.Key_Return, held)
    person.write("Name of the rule", "Sundays are mine")
    person.press(Qt.Key.Key_Return, held)
    assert person.find("Save the rule", QPushButton).isVisible()  # it lacks a condition, and is still being written
    window.go(Place.INTAKE)
    person.press(Qt.Key.Key_Return, held)
    assert "Write a name first, so that they are found again." in [
        one.error() for one in window.screen_in_view.findChildren(Field)
    ]


def test_a_window_title_names_the_business_and_never_a_client(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    for place, record in ((Place.CLIENTS, 1), (Place.CASE, 1), (Place.LETTERS, 1)):
        window.go(place, record)
        assert window.windowTitle() == "Linden Tailoring"


def test_what_could_not_be_saved_keeps_the_window_open_until_it_is_let_go(
    qtbot: QtBot, business: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(qtbot, business)
    window.go(Place.LETTER, business.letters.drafts()[0].draft.id)
    monkeypatch.setattr(business.letters, "save_draft", _full)
    qtbot.keyClicks(window.screen_in_view.editor, "One more word.")
    for answer, closed in (("Stay", False), ("Stay", False), ("Close and lose it", True)):
        assert window.close() is False
        qtbot.waitUntil(lambda: _question(window) is not None)
        question = _question(window)
        assert question is not None
        if closed:
            next(one for one in question.buttons() if one.text() == answer).click()
        else:
            qtbot.keyClick(question, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: _question(window) is None)
        assert window.isVisible() is not closed
    assert "One more word." in window.screen_in_view.editor.text()


def test_a_business_that_could_not_be_saved_is_asked_about_too(
    qtbot: QtBot, business: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(qtbot, business)
    window.go(Place.BUSINESS)
    monkeypatch.setattr(business.owner, "save", _full)
    qtbot.keyClicks(window.screen_in_view.form.tagline, "since 2016")
    assert window.close() is False
    qtbot.waitUntil(lambda: _question(window) is not None)
    question = _question(window)
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert window.isVisible()


def test_what_was_typed_in_a_case_and_refused_is_asked_about_from_any_other_place(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    case_id = next(row.case.id for row in business.cases.open() if business.comfort.on_case(row.case.id) is None)
    window.go(Place.CASE, case_id)
    person = Person(qtbot, window)
    window.screen_in_view.show_step(Step.KEEP_IN_TOUCH)
    person.write("A note for myself", "Fair and direct.")
    window.go(Place.TODAY)
    assert window.close() is False
    qtbot.waitUntil(lambda: _question(window) is not None)
    question = _question(window)
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    window.go(Place.CASE, case_id)
    assert person.find("A note for myself", QLineEdit).text() == "Fair and direct."
    person.write("A note for myself", "")
    assert window.close() is True


def _question(window: MainWindow) -> QMessageBox | None:
    return next((one for one in window.findChildren(QMessageBox) if one.isVisible()), None)


def _full(_draft: object) -> object:
    raise StorageFailed("disk_full")


def test_going_elsewhere_takes_the_keyboard_along(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    window.go(Place.LETTER, business.letters.drafts()[0].draft.id)
    assert isinstance(QApplication.focusWidget(), LetterEditor)
    window.go(Place.CLIENTS)
    assert window.screen_in_view.isAncestorOf(QApplication.focusWidget())
    window.set_language("ru")
    assert window.screen_in_view.isAncestorOf(QApplication.focusWidget())


def test_enter_on_cancel_cancels(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    window.go(Place.CLIENTS, business.clients.ids()[0])
    before = business.orders.of_client(business.clients.ids()[0])
    window.screen_in_view.new_order()
    person = Person(qtbot, window)
    person.write("What", "a waistcoat")
    form = person.seen
    assert isinstance(form, Form)
    form.cancel.setFocus()
    qtbot.keyClick(form.cancel, Qt.Key.Key_Return)
    person.find("Let it go", type(form.cancel)).setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not form.isVisible()
    assert business.orders.of_client(business.clients.ids()[0]) == before


def test_text_grows_and_shrinks_by_its_keys_after_a_form_was_open(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    window.go(Place.CLIENTS)
    window.screen_in_view.new_client()
    person = Person(qtbot, window)
    person.press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    held = Qt.KeyboardModifier.ControlModifier
    person.press(Qt.Key.Key_Minus, held)
    assert Preferences().text_size == 90
    person.press(Qt.Key.Key_0, held)
    person.press(Qt.Key.Key_Plus, held)
    assert Preferences().text_size == 110
    window.set_text_size(100)


def test_a_toast_leaves_the_buttons_at_the_foot_in_reach(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    window.go(Place.LETTER, business.letters.drafts()[0].draft.id)
    window.say("Saved.")
    toast = window._toast
    button = window.screen_in_view.issue_button
    top = button.mapTo(window.centralWidget(), button.rect().topLeft()).y()
    assert toast.isVisible()
    assert toast.geometry().bottom() <= top


def test_a_toast_covers_no_row_that_can_not_be_scrolled_clear_of_it(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    window.resize(1024, 640)
    for number in range(40):
        business.clients.add(Client(0, f"Client {number:02}"))
    window.go(Place.CLIENTS)
    people = window.screen_in_view.people
    qtbot.waitUntil(lambda: people.model().rowCount() > 40)
    window.say("Saved.")
    people.verticalScrollBar().setValue(people.verticalScrollBar().maximum())
    last = people.visualRect(people.model().index(people.model().rowCount() - 1, 0))
    foot = people.viewport().mapTo(window.centralWidget(), last.bottomLeft()).y()
    assert foot < window._toast.geometry().top()


def test_a_fault_of_the_program_is_told_in_a_sentence_and_logged_without_its_words(
    qtbot: QtBot, business: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    window = shown(qtbot, business)
    try:
        raise ValueError("zqprivatenote")
    except ValueError as error:
        app.tell(type(error), error, error.__traceback__)
    logged = capsys.readouterr().err
    assert logged.startswith("ValueError at test_main_window.py:")
    assert "zqprivatenote" not in logged
    assert "ValueError" in window._toast.text()
    assert "zqprivatenote" not in window._toast.text()


def test_enter_presses_the_button_it_is_on(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    window.go(Place.CLIENTS, business.clients.ids()[0])
    undone: list[bool] = []
    window.say("Archived.", "Undo", lambda: undone.append(True))
    Person(qtbot, window).find("Undo", QAbstractButton).setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert undone == [True]


def test_tab_goes_through_the_letter_from_its_head_to_its_foot(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    window.go(Place.LETTER, business.letters.drafts()[0].draft.id)
    screen = window.screen_in_view
    screen.fields.kind.setFocus()
    met = [screen.fields.kind]
    for _key in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
        if met[-1] is screen.issue_button:
            break
    for one in (screen.fields.language, screen.fields.to, screen.change, screen.subject, screen.editor):
        assert one in met
    assert met.index(screen.subject) < met.index(screen.editor) < met.index(screen.issue_button)


def test_an_opened_case_has_the_keyboard_on_what_is_still_missing(qtbot: QtBot, business: Book) -> None:
    window = shown(qtbot, business)
    for row in business.cases.open():
        window.go(Place.CASE, row.case.id)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert window.screen_in_view.isAncestorOf(focused), row.case.title


@pytest.mark.parametrize(
    ("screen", "size", "smallest"),
    [
        ((1920, 1040), (1280, 800), (1024, 640)),
        ((1280, 800), (1280, 760), (1024, 640)),
        ((1024, 640), (1024, 600), (1024, 600)),
    ],
)
def test_the_first_window_is_no_larger_than_its_screen(
    qtbot: QtBot, business: Book, screen: tuple[int, int], size: tuple[int, int], smallest: tuple[int, int]
) -> None:
    window = MainWindow(business, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    fit_on(window, QRect(0, 0, *screen))
    assert (window.width(), window.height()) == size
    assert (window.minimumWidth(), window.minimumHeight()) == smallest
