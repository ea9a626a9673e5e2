"""Orders delivered without a word, and the suggestions book: asked, heard and answered as a person does it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from case_desk import TODAY, Table
from evenhand import actions
from evenhand.domain.records import Client, LetterKind, Order, Standing
from evenhand.domain.suggestions import QUESTIONS, Heard, OrderAsked, Suggestion
from evenhand.ui.business_screen import BusinessScreen
from evenhand.ui.client_form import ClientForm
from evenhand.ui.clients_screen import ClientsScreen
from evenhand.ui.desk import Place
from evenhand.ui.duties import DutyRow
from evenhand.ui.duty_list import DutyList
from evenhand.ui.today_screen import TodayScreen
from person import Person

Look = Callable[[QWidget], Person]
Key = Qt.Key


@pytest.fixture
def delivered(table: Table, order: Order) -> Order:
    there = replace(order, delivered_on=TODAY - timedelta(5))
    table.book.orders.save(there)
    return there


@pytest.fixture
def today(table: Table, look_at: Look) -> tuple[TodayScreen, Person]:
    screen = TodayScreen(table.desk)
    person = look_at(screen)
    table.book.changed = lambda _kinds: screen.refresh()
    return screen, person


def see(where: DutyList) -> list[tuple[str, str]]:
    return [(row.duty.title, row.duty.second) for row in where.rows if row.duty]


def do(row: DutyRow, text: str) -> None:
    """Chooses from the row's menu."""
    assert row.duty is not None
    row.menu.aboutToShow.emit()
    next(action for action in row.menu.actions() if action.text() == text).trigger()


def done_with(person: Person, name: str) -> None:
    """Presses the form's button and waits until the form is gone."""
    form = person.seen
    assert isinstance(form, QDialog)
    person.click(name)
    person.qtbot.waitUntil(lambda: person.seen is not form)


def test_asking_shows_the_question_copies_it_and_notes_that_it_was_asked(
    table: Table, delivered: Order, today: tuple[TodayScreen, Person]
) -> None:
    screen, person = today
    screen.refresh()
    assert see(screen.signals) == [("Priya Raman", "Delivered 5 days ago  ·  a wedding party's suits")]
    person.click("Ask")
    assert person.write("The question", "Do the suits sit well?").accessibleName() == "The question"
    done_with(person, "Copy, and note as asked")
    assert QApplication.clipboard().text() == "Do the suits sit well?"
    assert table.book.orders_asked.of(delivered.id) == OrderAsked(delivered.id, TODAY)
    assert see(screen.signals)[0][1].replace("\u00a0", " ").startswith("Asked on 30 Nov")
    assert table.said[-1][0] == "Copied, and noted as asked."
    table.undo()
    assert table.book.orders_asked.of(delivered.id) is None
    assert see(screen.signals)[0][1].startswith("Delivered 5 days ago")


def test_the_question_is_the_owners_own_or_the_usual_one_in_the_clients_language(
    table: Table, delivered: Order, priya: Client, today: tuple[TodayScreen, Person]
) -> None:
    screen, person = today
    table.book.clients.save(replace(priya, language="hy"))
    screen.signals.rows[0].setFocus()
    person.press(Key.Key_R)
    done_with(person, "Copy, and note as asked")
    assert QApplication.clipboard().text() == QUESTIONS["hy"]
    table.undo()
    owner = table.book.owner.get()
    assert owner is not None
    table.book.owner.save(replace(owner, ask_words="Does it fit?"))
    person.click("Ask")
    done_with(person, "Copy, and note as asked")
    assert QApplication.clipboard().text() == "Does it fit?"


def test_asked_in_another_way_is_noted_by_the_menu_or_by_k(
    table: Table, delivered: Order, today: tuple[TodayScreen, Person]
) -> None:
    screen, person = today
    screen.refresh()
    screen.signals.rows[0].setFocus()
    person.press(Key.Key_K)
    assert table.book.orders_asked.of(delivered.id) == OrderAsked(delivered.id, TODAY)
    table.undo()
    do(screen.signals.rows[0], "Don't ask about this order")
    asked = table.book.orders_asked.of(delivered.id)
    assert asked is not None
    assert asked.heard is Heard.NOTHING
    assert screen.signals.count == 0
    table.undo()
    assert screen.signals.count == 1


def test_praise_is_kept_and_stands_in_the_clients_history(
    table: Table, delivered: Order, today: tuple[TodayScreen, Person]
) -> None:
    screen, person = today
    actions.ask_order(table.book, order_id=delivered.id, on=TODAY)
    person.click("What came of it")
    person.click("Note it")
    assert person.error("In the client's own words") == "Write down what was said, so that it's kept."
    person.write("In the client's own words", "It fits so well")
    done_with(person, "Note it")
    (row, *_rest) = table.book.history(delivered.client_id)
    assert (row.kind, row.what, row.state) == ("asked", "It fits so well", "praise")
    assert screen.signals.count == 0
    table.undo()
    assert table.book.orders_asked.of(delivered.id) == OrderAsked(delivered.id, TODAY)


def test_a_suggestion_that_came_of_asking_is_answered_on_today(
    table: Table, delivered: Order, priya: Client, today: tuple[TodayScreen, Person]
) -> None:
    screen, person = today
    screen.refresh()
    do(screen.signals.rows[0], "What came of it")
    person.click("A suggestion")
    person.write("In the client's own words", "Send a photo before sewing")
    done_with(person, "Note it")
    assert see(screen.suggestions) == [("Send a photo before sewing", priya.name)]
    screen.suggestions.rows[0].setFocus()
    person.press(Key.Key_Return)
    person.click("Keep the answer")
    assert person.error("What I answered") == "Say in a few words what you answered."
    person.write("What I answered", "Gladly")
    done_with(person, "Keep the answer")
    (kept,) = table.book.suggestions.of_client(priya.id)
    assert (kept.answer, kept.answered_on, kept.change, kept.order_id) == ("Gladly", TODAY, "", delivered.id)
    assert screen.suggestions.count == 0
    table.undo()
    assert see(screen.suggestions) == [("Send a photo before sewing", priya.name)]


def test_where_something_is_wrong_a_case_opens_with_the_words_and_the_order(
    table: Table, delivered: Order, today: tuple[TodayScreen, Person]
) -> None:
    _screen, person = today
    actions.ask_order(table.book, order_id=delivered.id, on=TODAY)
    person.click("What came of it")
    person.click("Something isn't right")
    person.write("In the client's own words", "The zips stick")
    done_with(person, "Note it")
    person.write("What it is about, in a few words", "Zips")
    done_with(person, "Open the case")
    (case,) = table.book.cases.of_client(delivered.client_id)
    assert (case.order_id, case.words) == (delivered.id, "The zips stick")
    assert table.gone[-1] == (Place.CASE, case.id)
    asked = table.book.orders_asked.of(delivered.id)
    assert asked is not None
    assert asked.heard is Heard.CASE


def test_a_case_that_is_not_opened_after_all_leaves_it_open_what_came_of_it(
    table: Table, delivered: Order, today: tuple[TodayScreen, Person]
) -> None:
    screen, person = today
    actions.ask_order(table.book, order_id=delivered.id, on=TODAY)
    person.click("What came of it")
    person.click("Something isn't right")
    done_with(person, "Note it")
    person.click("Cancel")
    assert table.book.cases.of_client(delivered.client_id) == []
    assert table.book.orders_asked.of(delivered.id) == OrderAsked(delivered.id, TODAY)
    assert screen.signals.count == 1


def test_what_a_form_took_off_the_page_leaves_the_keyboard_on_what_stays_there(
    table: Table, priya: Client, today: tuple[TodayScreen, Person]
) -> None:
    screen, person = today
    for words in ("Longer hours", "A bell at the door"):
        actions.note_suggestion(table.book, words=words, said_on=TODAY, client_id=priya.id)
    screen.suggestions.rows[-1].setFocus()
    person.press(Key.Key_Return)
    person.write("What I answered", "Yes, from May")
    done_with(person, "Keep the answer")
    assert screen.window().focusWidget() is screen.suggestions.rows[0]


def test_an_answer_with_a_change_is_told_in_a_thank_you_letter(
    table: Table, priya: Client, today: tuple[TodayScreen, Person]
) -> None:
    _screen, person = today
    actions.note_suggestion(table.book, words="Longer hours", said_on=TODAY, client_id=priya.id)
    person.click("Answer it")
    assert not person.seen.letter.isVisible()  # type: ignore[attr-defined]
    person.write("What I answered", "Yes, from May")
    person.write("What I changed because of it", "I am here until seven on Thursdays.")
    person.click("Write a thank-you letter that says so")
    done_with(person, "Keep the answer")
    (row,) = table.book.letters.drafts()
    assert row.draft.kind is LetterKind.THANK_YOU
    assert dict(row.draft.typed) == {"change.text": "I am here until seven on Thursdays."}
    assert "I am here until seven on Thursdays." in row.draft.body
    assert table.gone[-1] == (Place.LETTER, row.draft.id)


@pytest.mark.parametrize("change", [{"left_alone": True}, {"standing": Standing.PARTED}])
def test_no_letter_is_offered_to_whom_none_should_go(
    table: Table, priya: Client, today: tuple[TodayScreen, Person], change: dict[str, object]
) -> None:
    _screen, person = today
    table.book.clients.save(replace(priya, **change))  # type: ignore[arg-type]
    actions.note_suggestion(table.book, words="Longer hours", said_on=TODAY, client_id=priya.id)
    person.click("Answer it")
    person.write("What I changed because of it", "Open until seven")
    assert not person.seen.letter.isVisible()  # type: ignore[attr-defined]


def test_anybodys_suggestion_is_noted_from_the_menu(table: Table, today: tuple[TodayScreen, Person]) -> None:
    screen, person = today
    screen.note_suggestion()
    person.click("Keep it")
    assert person.error("What is suggested") == "Say in a few words what is suggested."
    person.write("What is suggested", "A bench by the door")
    person.write("Said on", "in spring")
    person.click("Keep it")
    assert person.error("Said on") is not None
    person.write("Said on", f"{TODAY + timedelta(1):%d.%m.%Y}")
    person.click("Keep it")
    assert person.error("Said on") == "Write the day that it was said, today or earlier."
    person.write("Said on", f"{TODAY:%d.%m.%Y}")
    done_with(person, "Keep it")
    ((kept, whose),) = table.book.suggestions.to_answer()
    assert kept == Suggestion(kept.id, TODAY, "A bench by the door")
    assert whose == ""
    assert see(screen.suggestions) == [("A bench by the door", "Nobody in particular")]
    table.undo()
    assert screen.suggestions.count == 0


def test_a_clients_suggestion_is_noted_on_the_clients_page_and_opens_from_the_history(
    table: Table, priya: Client, look_at: Look
) -> None:
    screen = ClientsScreen(table.desk)
    person = look_at(screen)
    _built = screen.detail
    screen.note_suggestion()
    person.write("What is suggested", "Longer hours")
    done_with(person, "Keep it")
    (kept,) = table.book.suggestions.of_client(priya.id)
    screen.refresh()
    model = screen.detail.past.model
    assert (model.event_at(0).kind, model.event_at(0).id) == ("suggestion", kept.id)
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Longer hours, Suggested, not answered yet" in spoken
    screen.detail.past.list.activated.emit(model.index(0, 0))
    assert person.seen.windowTitle() == "A suggestion"
    person.write("What I answered", "Yes")
    done_with(person, "Keep the answer")
    assert table.book.suggestions.get(kept.id).answer == "Yes"


def test_who_asked_not_to_be_written_to_is_marked_in_the_form_and_left_alone(
    table: Table, priya: Client, delivered: Order, look_at: Look
) -> None:
    form = ClientForm(table.desk, priya)
    person = look_at(form)
    person.click("Asked not to be written to")
    person.click("Save")
    assert table.book.clients.get(priya.id).left_alone
    today = TodayScreen(table.desk)
    look_at(today)
    today.refresh()
    assert today.signals.count == 0
    clients = ClientsScreen(table.desk)
    look_at(clients)
    assert "Asked not to be written to" in clients.detail.line.text()


def test_when_and_how_to_ask_is_set_in_my_business(table: Table, look_at: Look) -> None:
    screen = BusinessScreen(table.desk)
    person = look_at(screen)
    person.write("Days after delivery to ask how it went", "31")
    sentence = "Write a number of days from 0, for never, to 30."
    assert person.error("Days after delivery to ask how it went") == sentence
    person.write("Days after delivery to ask how it went", "0")
    person.write("What I ask", "Как сидит?")
    owner = table.book.owner.get()
    assert owner is not None
    assert (owner.ask_after, owner.ask_words) == (0, "Как сидит?")
