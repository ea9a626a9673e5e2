"""Promises by keyboard and mouse: made anywhere, kept, given a new day, not kept; then what the book holds."""

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from case_desk import TODAY, Table
from evenhand import actions
from evenhand.domain.promises import Promise, PromiseEnding
from evenhand.domain.records import Case, Client, LetterKind, Order
from evenhand.storage.book import Book
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.clients_screen import ClientsScreen
from evenhand.ui.desk import Place
from evenhand.ui.promise_acts import PromiseActs
from evenhand.ui.promise_form import NewDayForm, PromiseForm
from person import Person

WEDNESDAY, SATURDAY, MONDAY = date(2026, 12, 2), date(2026, 12, 5), date(2026, 12, 7)
Look = Callable[[QWidget], Person]


@pytest.fixture
def case(book: Book, order: Order) -> Case:
    return book.cases.add(Case(0, "", order.client_id, order.id, "Zips failed", TODAY))


@pytest.fixture
def at_client(table: Table, priya: Client, look_at: Look) -> Person:
    screen = ClientsScreen(table.desk)
    person = look_at(screen)
    screen.show_record(priya.id)
    table.book.changed = lambda _kinds: screen.refresh()
    person.find("Log contact", QAbstractButton)
    return person


def promised(book: Book, client_id: int, case_id: int | None = None, day: date = WEDNESDAY) -> Promise:
    return actions.make_promise(
        book,
        client_id=client_id,
        case_id=case_id,
        what="Bring the suits",
        due_on=day,
        due_at=time(17, 0),
        made_on=TODAY,
        operation_id=f"{case_id} {day}",
    )


def only(book: Book, client: Client) -> Promise:
    (promise,) = book.promises.of_client(client.id)
    return promise


def choose(person: Person, menu: QMenu, text: str) -> None:
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text() == text).trigger()
    QApplication.processEvents()


def test_a_promise_to_the_client_shown_is_made_by_keyboard(table: Table, priya: Client, at_client: Person) -> None:
    at_client.screen.make_promise()  # type: ignore[attr-defined]
    form = at_client.seen
    assert at_client.find("What you promise", QLineEdit).hasFocus()
    at_client.write("What you promise", "Bring the suits")
    at_client.write("By which day", "2.12")
    at_client.write("Hour", "17")
    at_client.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not form.isVisible()
    promise = only(table.book, priya)
    assert (promise.what, promise.due_on, promise.due_at) == ("Bring the suits", WEDNESDAY, time(17, 0))
    assert (promise.made_on, promise.case_id) == (TODAY, None)
    at_client.find("Promised", QWidget)
    text, undo = table.said[-1]
    assert text.replace("\u00a0", " ") == "Promised for Wed 2 Dec, 17:00: Bring the suits"
    assert undo is not None
    undo()
    assert table.book.promises.of_client(priya.id) == []


def test_a_day_off_is_the_owners_and_the_next_working_day_is_one_click_away(
    table: Table, priya: Client, at_client: Person
) -> None:
    at_client.screen.make_promise()  # type: ignore[attr-defined]
    at_client.write("What you promise", "Bring the suits")
    at_client.write("By which day", "5.12")
    at_client.write("Hour", "10")
    at_client.find("Saturday 5 December is yours.", QWidget)
    at_client.click("Monday 7 December, 10:00?")
    at_client.click("Promise it")
    promise = only(table.book, priya)
    assert (promise.due_on, promise.due_at) == (MONDAY, time(10, 0))


def test_a_day_off_may_be_promised_all_the_same(table: Table, priya: Client, at_client: Person) -> None:
    at_client.screen.make_promise()  # type: ignore[attr-defined]
    at_client.write("What you promise", "Bring the suits")
    at_client.write("By which day", "5.12")
    at_client.click("Promise it")
    assert only(table.book, priya).due_on == SATURDAY


@pytest.mark.parametrize(
    ("what", "day", "hour", "field", "sentence"),
    [
        (" ", "2.12", "", "What you promise", "Say in a few words what you promise."),
        ("Bring the suits", "", "", "By which day", "Say by which day."),
        ("Bring the suits", "soon", "", "By which day", None),
        ("Bring the suits", "1.11.2026", "", "By which day", "That day has passed. Promise today or a later day."),
        ("Bring the suits", "2.12", "25:00", "Hour", "This is not a time of day. Write it like 14:30."),
    ],
)
def test_what_can_not_be_promised_is_said_at_its_field_and_nothing_is_lost(
    table: Table, priya: Client, at_client: Person, what: str, day: str, hour: str, field: str, sentence: str | None
) -> None:
    at_client.screen.make_promise()  # type: ignore[attr-defined]
    at_client.write("What you promise", what)
    at_client.write("By which day", day)
    at_client.write("Hour", hour)
    at_client.click("Promise it")
    found = at_client.error(field)
    assert found
    assert sentence is None or found == sentence
    assert table.book.promises.of_client(priya.id) == []
    assert at_client.find("What you promise", QLineEdit).text() == what
    at_client.write("What you promise", "Bring the suits")
    at_client.write("By which day", "2.12")
    at_client.write("Hour", "")
    at_client.click("Promise it")
    assert only(table.book, priya).due_on == WEDNESDAY


def test_from_elsewhere_the_client_is_searched_for_and_a_case_chosen(
    table: Table, priya: Client, case: Case, look_at: Look
) -> None:
    screen = QWidget()
    person = look_at(screen)
    PromiseActs(table.desk, screen).make()
    person.write("What you promise", "Bring the suits")
    person.write("By which day", "2.12")
    person.click("Promise it")
    assert person.error("To whom") == "Choose the client to whom you promise it."
    person.write("Find the client", "priya")
    person.choose("Case", f"{case.number}, Zips failed")
    person.click("Promise it")
    assert only(table.book, priya).case_id == case.id


def test_in_a_case_the_promise_is_made_in_it(table: Table, priya: Client, case: Case, look_at: Look) -> None:
    screen = CaseScreen(table.desk)
    person = look_at(screen)
    screen.show_record(case.id)
    screen.make_promise()
    assert person.find("Case", QComboBox).currentText() == f"{case.number}, Zips failed"
    person.write("What you promise", "Bring the suits")
    person.write("By which day", "2.12")
    person.click("Promise it")
    assert only(table.book, priya).case_id == case.id


def test_a_kept_promise_is_kept_by_one_click_and_the_click_taken_back(
    table: Table, priya: Client, at_client: Person
) -> None:
    promised(table.book, priya.id)
    at_client.click("Kept")
    assert only(table.book, priya).ending is PromiseEnding.KEPT
    with pytest.raises(AssertionError):
        at_client.find("Promised", QWidget)
    undo = table.said[-1][1]
    assert undo is not None
    undo()
    assert only(table.book, priya).ending is None
    at_client.find("Promised", QWidget)


@pytest.mark.parametrize(
    ("text", "ending", "said"),
    [
        ("It was not kept", PromiseEnding.BROKEN, "Not kept: Bring the suits"),
        ("No longer needed", PromiseEnding.CANCELLED, "No longer needed: Bring the suits"),
    ],
)
def test_a_promise_ends_otherwise_through_its_menu(
    table: Table, priya: Client, at_client: Person, text: str, ending: PromiseEnding, said: str
) -> None:
    promised(table.book, priya.id)
    row = at_client.screen.detail.promises.list.rows[0]  # type: ignore[attr-defined]
    choose(at_client, row.menu, text)
    assert only(table.book, priya).ending is ending
    assert table.said[-1][0] == said
    undo = table.said[-1][1]
    assert undo is not None
    undo()
    assert only(table.book, priya).ending is None


def test_a_new_day_is_given_by_m_and_taken_back_with_its_hour(table: Table, priya: Client, at_client: Person) -> None:
    before = promised(table.book, priya.id)
    row = at_client.screen.detail.promises.list.rows[0]  # type: ignore[attr-defined]
    row.setFocus()
    at_client.press(Qt.Key.Key_M)
    assert isinstance(at_client.seen, NewDayForm)
    at_client.write("By which day", "7.12")
    at_client.write("Hour", "9:30")
    at_client.click("Give it this day")
    moved = only(table.book, priya)
    assert (moved.due_on, moved.due_at, moved.first_due) == (MONDAY, time(9, 30), WEDNESDAY)
    undo = table.said[-1][1]
    assert undo is not None
    undo()
    assert only(table.book, priya) == before


def test_another_hour_of_the_same_day_is_taken_back_as_well(table: Table, priya: Client, at_client: Person) -> None:
    before = promised(table.book, priya.id)
    at_client.screen.detail.promises.acts.move(before)  # type: ignore[attr-defined]
    at_client.write("By which day", "2.12")
    at_client.click("Give it this day")
    assert at_client.error("By which day") == "The promise has this day and hour already. Choose another."
    at_client.write("Hour", "18")
    at_client.click("Give it this day")
    assert only(table.book, priya).due_at == time(18, 0)
    undo = table.said[-1][1]
    assert undo is not None
    undo()
    assert only(table.book, priya) == before


def test_a_new_day_outside_a_case_offers_no_letter(table: Table, priya: Client, at_client: Person) -> None:
    promise = promised(table.book, priya.id)
    at_client.screen.detail.promises.acts.move(promise)  # type: ignore[attr-defined]
    with pytest.raises(AssertionError):
        at_client.find("Write a letter that says so", QAbstractButton)


def test_with_the_new_day_goes_a_letter_where_it_is_wanted(
    table: Table, priya: Client, case: Case, look_at: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_where: None)  # the platform without a screen has none
    promise = promised(table.book, priya.id, case.id)
    screen = CaseScreen(table.desk)
    person = look_at(screen)
    screen.show_record(case.id)
    person.screen.resize(1200, 770)
    next_one = screen.head.promise
    person.qtbot.mouseClick(next_one, Qt.MouseButton.LeftButton)
    (menu,) = next_one.findChildren(QMenu)
    assert [one.text() for one in menu.actions()] == ["Kept", "A new day", "It was not kept", "No longer needed"]
    menu.actions()[1].trigger()
    person.write("By which day", "7.12")
    person.click("Write a letter that says so")
    person.click("Give it this day")
    assert table.book.promises.get(promise.id).due_on == MONDAY
    (row,) = table.book.letters.drafts()
    assert (row.draft.kind, row.draft.case_id) == (LetterKind.ACKNOWLEDGEMENT, case.id)
    assert "I promised you this by 2 December 2026: Bring the suits." in row.draft.body.replace("\u00a0", " ")
    assert table.gone[-1] == (Place.LETTER, row.draft.id)


def test_the_history_says_what_was_promised_and_how_it_ended(
    table: Table, priya: Client, case: Case, at_client: Person
) -> None:
    promise = promised(table.book, priya.id, case.id)
    actions.keep_promise(table.book, promise_id=promise.id, on=date(2026, 12, 3))
    history = at_client.screen.detail.past.list  # type: ignore[attr-defined]
    texts = [str(history.model().index(row, 0).data()) for row in range(history.model().rowCount())]
    place = next(row for row, text in enumerate(texts) if "Bring the suits" in text)
    assert "Promised for Wednesday 2 December, kept later" in texts[place].replace("\u00a0", " ")
    history.clicked.emit(history.model().index(place, 0))
    assert table.gone[-1] == (Place.CASE, case.id)


def test_a_form_that_was_typed_into_asks_before_it_closes(table: Table, priya: Client, at_client: Person) -> None:
    at_client.screen.make_promise()  # type: ignore[attr-defined]
    at_client.write("What you promise", "Bring the suits")
    form = at_client.seen
    assert isinstance(form, PromiseForm)
    at_client.click("Cancel")
    assert form.isVisible()
    at_client.click("Let it go")
    assert not form.isVisible()
    assert table.book.promises.of_client(priya.id) == []


@pytest.mark.usefixtures("dressed")
def test_the_form_says_a_day_off_without_growing_wider(qtbot: QtBot, table: Table, priya: Client) -> None:
    form = PromiseForm(table.desk, None, priya.id)
    qtbot.addWidget(form)
    form.show()
    width = form.width()
    form.when.day.setText("5.12.2026")
    QApplication.processEvents()
    assert form.width() == width
