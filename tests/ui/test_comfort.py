"""What the owner felt, said and taken back as a person does: by keys, by clicks, by Tab; then a look at the book."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

import books
from case_desk import TODAY, Table, put_right
from evenhand.domain.comfort import CheckIn, Comfort, ComfortFlag, ComfortMark, ComfortReason
from evenhand.domain.records import Case, Channel, Client, Direction, Interaction, Order
from evenhand.storage.comfort import ComfortHeld
from evenhand.storage.errors import StorageFailed
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.client_detail import ClientDetail
from evenhand.ui.clients_screen import ClientsScreen
from evenhand.ui.comfort_thread import ComfortThread
from evenhand.ui.contact_form import ContactForm
from evenhand.ui.desk import Place
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.wipe_form import open_wipe_form
from person import Person

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
GOOD, UNEASY, BAD = Comfort
Look = Callable[[QWidget], Person]


def contact(table: Table, client: Client, said: str, days: int = 0, **more: int) -> int:
    when = datetime.combine(TODAY - timedelta(days=days), datetime.min.time().replace(hour=10))
    told = Interaction(0, client.id, when, Channel.PHONE, Direction.IN, said, **more)
    return table.book.interactions.add(told).id


@pytest.fixture
def calls(table: Table, priya: Client) -> list[int]:
    """Three contacts with Priya, the latest first, as her history lists them."""
    return [contact(table, priya, said, days) for days, said in enumerate(("Asked again", "Called", "Came in"))]


@pytest.fixture
def at_priya(table: Table, priya: Client, calls: list[int], look_at: Look) -> Person:
    screen = ClientsScreen(table.desk)
    person = look_at(screen)
    screen.show_record(priya.id)
    return person


def detail(person: Person) -> ClientDetail:
    assert isinstance(person.screen, ClientsScreen)
    return person.screen.detail


def choose_row(person: Person, row: int) -> None:
    past = detail(person).past
    past.list.setFocus()
    past.list.setCurrentIndex(past.model.index(row, 0))


def click_mark(person: Person, row: int, felt: Comfort) -> None:
    past = detail(person).past.list
    width = 0
    while width != past.viewport().width():  # its scroll bar comes and goes with what opens above
        width = past.viewport().width()
        QApplication.processEvents()
    where = past.place_of(row, felt)
    QTest.mouseMove(past.viewport(), where)
    past._show_choice(past._place(where))  # an offscreen mouse tells no move to a view that isn't tracking yet
    QTest.mouseClick(past.viewport(), LEFT, pos=where)
    QApplication.processEvents()


def felt(table: Table, interaction_id: int) -> Comfort | None:
    mark = table.book.comfort.mark_of(interaction_id)
    return mark.comfort if mark else None


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def read_out(person: Person, row: int) -> str:
    model = detail(person).past.model
    return str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


# One tap on each contact


def test_a_contact_shows_its_mark_and_says_when_none_was_set(table: Table, calls: list[int], at_priya: Person) -> None:
    assert read_out(at_priya, 0).endswith("Asked again, By phone · They to me, Not said")
    table.book.comfort.mark(ComfortMark(calls[0], UNEASY))
    detail(at_priya).wished.emit("refresh")
    assert read_out(at_priya, 0).endswith("Uneasy")


def test_one_key_marks_the_contact_that_is_chosen(table: Table, calls: list[int], at_priya: Person) -> None:
    for row, (key, said) in enumerate(((Key.Key_1, GOOD), (Key.Key_2, UNEASY), (Key.Key_3, BAD))):
        choose_row(at_priya, row)
        at_priya.press(key)
        assert felt(table, calls[row]) is said
        assert table.said[-1][0] == "Noted."
        assert detail(at_priya).past.list.currentIndex().row() == row  # the arrows go on from here
    assert [mark.comfort for _when, mark in table.book.comfort.marks_of(1)] == [BAD, UNEASY, GOOD]


@pytest.mark.parametrize("key", [Key.Key_0, Key.Key_Delete])
def test_a_mark_is_taken_back_by_a_key_and_undo_brings_it_back_whole(
    table: Table, calls: list[int], at_priya: Person, key: Qt.Key
) -> None:
    whole = ComfortMark(calls[1], BAD, (ComfortReason.RUDE, ComfortReason.THREATENED), "I froze")
    table.book.comfort.mark(whole)
    choose_row(at_priya, 1)
    at_priya.press(key)
    assert felt(table, calls[1]) is None
    assert table.said[-1][0] == "Taken back."
    table.undo()
    assert table.book.comfort.mark_of(calls[1]) == whole


def test_undo_of_a_first_mark_leaves_none(table: Table, calls: list[int], at_priya: Person) -> None:
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_3)
    table.undo()
    assert felt(table, calls[0]) is None
    assert not detail(at_priya).past.mark.isVisible()


def test_a_figure_on_an_order_marks_nothing(table: Table, order: Order, calls: list[int], at_priya: Person) -> None:
    detail(at_priya).wished.emit("refresh")
    rows = range(detail(at_priya).past.model.rowCount())
    choose_row(at_priya, next(row for row in rows if "Order" in read_out(at_priya, row)))
    at_priya.press(Key.Key_3)
    assert table.book.comfort.marks_of(order.client_id) == []
    assert table.said == []


def test_one_click_on_a_mark_says_it_and_another_takes_it_back(
    table: Table, calls: list[int], at_priya: Person
) -> None:
    for said in (UNEASY, GOOD, BAD):
        click_mark(at_priya, 1, said)
        assert felt(table, calls[1]) is said
    click_mark(at_priya, 1, BAD)
    assert felt(table, calls[1]) is None
    assert at_priya.seen is at_priya.screen  # no contact was opened by it


def test_a_first_touch_only_shows_the_marks_that_can_be_chosen(
    table: Table, calls: list[int], at_priya: Person
) -> None:
    past = detail(at_priya).past.list
    where = past.place_of(2, BAD)
    QTest.mouseClick(past.viewport(), LEFT, pos=where)
    assert felt(table, calls[2]) is None
    QTest.mouseClick(past.viewport(), LEFT, pos=where)
    assert felt(table, calls[2]) is BAD


def test_a_click_beside_the_marks_opens_the_contact_as_before(calls: list[int], at_priya: Person) -> None:
    past = detail(at_priya).past
    QTest.mouseClick(past.list.viewport(), LEFT, pos=past.list.visualRect(past.model.index(0, 0)).center())
    assert isinstance(at_priya.seen, ContactForm)


def test_the_menu_of_a_contact_names_the_marks_with_their_keys(
    table: Table, calls: list[int], at_priya: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.book.comfort.mark(ComfortMark(calls[0], GOOD))
    detail(at_priya).wished.emit("refresh")
    choose_row(at_priya, 0)
    opened: list[QMenu] = []
    monkeypatch.setattr("evenhand.ui.history_list.QMenu.popup", lambda menu, _at: opened.append(menu))
    past = detail(at_priya).past.list
    QApplication.sendEvent(past.viewport(), _menu_key(past.viewport()))
    (menu,) = opened
    texts = [one.text() for one in menu.actions()]
    assert texts == ["Comfortable\t1", "Uneasy\t2", "Uncomfortable\t3", "Take it back\t0"]
    menu.actions()[1].trigger()
    assert felt(table, calls[0]) is UNEASY


def _menu_key(widget: QWidget) -> QEvent:
    from PySide6.QtGui import QContextMenuEvent

    middle = QPoint(5, 5)
    return QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, widget.mapToGlobal(middle))


def test_a_mark_under_the_mouse_says_its_word_and_its_key(
    at_priya: Person, calls: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("evenhand.ui.history_list.QToolTip.showText", lambda _at, text, _by: told.append(text))
    past = detail(at_priya).past.list
    where = past.place_of(0, UNEASY)
    QApplication.sendEvent(past.viewport(), QHelpEvent(QEvent.Type.ToolTip, where, past.viewport().mapToGlobal(where)))
    assert "Uneasy (key 2)" in told[0]


# What made it so


def test_after_a_hard_contact_reasons_and_a_word_may_be_added_and_are_kept_as_typed(
    table: Table, calls: list[int], at_priya: Person
) -> None:
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_3)
    assert detail(at_priya).past.mark.isVisible()
    at_priya.click("Rude")
    assert table.book.comfort.mark_of(calls[0]) == ComfortMark(calls[0], BAD, (ComfortReason.RUDE,))
    at_priya.click("Pressed the price")
    at_priya.write("A private word for myself", "I bent: 10 % off, again")
    both = (ComfortReason.RUDE, ComfortReason.PRESSED_PRICE)
    assert table.book.comfort.mark_of(calls[0]) == ComfortMark(calls[0], BAD, both, "I bent: 10 % off, again")
    at_priya.click("Close")
    assert not detail(at_priya).past.mark.isVisible()
    assert QApplication.focusWidget() is not at_priya.screen


def test_a_word_is_kept_soon_after_it_is_typed_though_nothing_is_left_or_closed(
    table: Table, calls: list[int], at_priya: Person, qtbot: QtBot
) -> None:
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_2)
    note = at_priya.find("A private word for myself", QLineEdit)
    note.setFocus()
    qtbot.keyClicks(note, "I said yes too fast")
    detail(at_priya).wished.emit("refresh")
    assert note.text() == "I said yes too fast"

    def kept() -> bool:
        mark = table.book.comfort.mark_of(calls[0])
        return mark is not None and mark.note == "I said yes too fast"

    qtbot.waitUntil(kept)


def test_a_word_being_typed_is_kept_when_another_place_is_gone_to(
    table: Table, calls: list[int], at_priya: Person, qtbot: QtBot
) -> None:
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_2)
    note = at_priya.find("A private word for myself", QLineEdit)
    note.setFocus()
    qtbot.keyClicks(note, "I stayed")
    assert isinstance(at_priya.screen, ClientsScreen)
    assert at_priya.screen.leave()
    mark = table.book.comfort.mark_of(calls[0])
    assert mark is not None
    assert mark.note == "I stayed"


def test_a_word_that_cannot_be_saved_stays_typed_and_keeps_the_place(
    table: Table, calls: list[int], at_priya: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_2)
    note = at_priya.find("A private word for myself", QLineEdit)
    note.setFocus()
    qtbot.keyClicks(note, "I stayed")

    def full(_mark: ComfortMark) -> None:
        raise StorageFailed("disk_full", "full")

    monkeypatch.setattr(table.book.comfort, "mark", full)
    assert isinstance(at_priya.screen, ClientsScreen)
    assert at_priya.screen.leave() is False
    assert note.text() == "I stayed"
    assert "full" in table.said[-1][0]


def test_a_comfortable_contact_asks_for_no_reasons_and_drops_those_it_had(
    table: Table, calls: list[int], at_priya: Person
) -> None:
    table.book.comfort.mark(ComfortMark(calls[0], BAD, (ComfortReason.RUDE,), "I froze"))
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_1)
    assert not detail(at_priya).past.mark.isVisible()
    assert table.book.comfort.mark_of(calls[0]) == ComfortMark(calls[0], GOOD, (), "I froze")
    table.undo()
    assert table.book.comfort.mark_of(calls[0]) == ComfortMark(calls[0], BAD, (ComfortReason.RUDE,), "I froze")


def test_reasons_stay_while_a_contact_stays_a_hard_one(table: Table, calls: list[int], at_priya: Person) -> None:
    table.book.comfort.mark(ComfortMark(calls[0], UNEASY, (ComfortReason.RUDE,), "I froze"))
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_3)
    assert table.book.comfort.mark_of(calls[0]) == ComfortMark(calls[0], BAD, (ComfortReason.RUDE,), "I froze")
    assert at_priya.find("Rude", QAbstractButton).isChecked()
    assert at_priya.find("A private word for myself", QLineEdit).text() == "I froze"


def test_escape_puts_the_reasons_away_and_the_keyboard_back_on_the_history(calls: list[int], at_priya: Person) -> None:
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_3)
    at_priya.find("Rude", QAbstractButton).setFocus()
    at_priya.press(Key.Key_Escape)
    assert not detail(at_priya).past.mark.isVisible()
    assert QApplication.focusWidget() is detail(at_priya).past.list
    at_priya.press(Key.Key_2)
    assert detail(at_priya).past.mark.isVisible()
    at_priya.press(Key.Key_Escape)
    assert not detail(at_priya).past.mark.isVisible()


# The contact's form


def test_a_mark_is_taken_back_in_the_contacts_form(table: Table, calls: list[int], at_priya: Person) -> None:
    table.book.comfort.mark(ComfortMark(calls[0], BAD, (ComfortReason.RUDE,), "I froze"))
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_Return)
    at_priya.click("Take it back")
    assert not at_priya.find("Comfortable", QAbstractButton).isChecked()
    at_priya.click("Save")
    assert table.book.comfort.mark_of(calls[0]) is None


def test_key_nought_takes_a_mark_back_in_the_form_and_figures_in_words_stay_words(
    table: Table, calls: list[int], at_priya: Person
) -> None:
    table.book.comfort.mark(ComfortMark(calls[0], BAD))
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_Return)
    at_priya.write("What was said or done", "Asked 3 times for 10 % off")
    assert at_priya.find("Uncomfortable", QAbstractButton).isChecked()
    at_priya.find("Uncomfortable", QAbstractButton).setFocus()
    at_priya.press(Key.Key_0)
    at_priya.click("Save")
    assert table.book.comfort.mark_of(calls[0]) is None
    assert table.book.interactions.get(calls[0]).summary == "Asked 3 times for 10 % off"


def test_a_word_without_a_mark_is_not_lost_but_asked_about(table: Table, calls: list[int], at_priya: Person) -> None:
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_Return)
    at_priya.write("A private word for myself", "I said yes too fast")
    at_priya.click("Save")
    assert at_priya.error("A private word for myself") == "Say how it felt too; the word is kept with it."
    at_priya.click("Uneasy")
    at_priya.click("Save")
    assert table.book.comfort.mark_of(calls[0]) == ComfortMark(calls[0], UNEASY, (), "I said yes too fast")


def test_a_contact_is_logged_about_a_case_and_counts_the_same(
    table: Table, priya: Client, order: Order, open_case: Callable[[Case], Person]
) -> None:
    case = put_right(table, order)
    person = open_case(case)
    assert isinstance(person.screen, CaseScreen)
    for _time in range(2):
        person.screen.log_contact()
        assert person.find("About", QComboBox).currentText() == f"Case {case.number}, Zips failed"
        person.write("What was said or done", "Shouted")
        person.click("Uncomfortable")
        person.click("Save")
    logged = table.book.interactions.of_case(case.id)
    assert {(one.case_id, one.order_id, one.client_id) for one in logged} == {(case.id, order.id, priya.id)}
    assert table.book.comfort.suggestion(priya.id, TODAY) is BAD


def test_a_contact_keeps_its_case_when_it_is_changed(
    table: Table, priya: Client, order: Order, calls: list[int], at_priya: Person
) -> None:
    case = put_right(table, order)
    about = contact(table, priya, "About the zips", -0, case_id=case.id)
    detail(at_priya).wished.emit("refresh")
    rows = range(detail(at_priya).past.model.rowCount())
    choose_row(at_priya, next(row for row in rows if "About the zips" in read_out(at_priya, row)))
    at_priya.press(Key.Key_Return)
    at_priya.write("What was said or done", "About all the zips")
    at_priya.click("Save")
    told = table.book.interactions.get(about)
    assert (told.summary, told.case_id, told.order_id) == ("About all the zips", case.id, order.id)


# The flag


def test_the_sheet_of_a_flag_opens_with_the_keyboard_on_its_marks(at_priya: Person) -> None:
    at_priya.click("Set a flag")
    at_priya.qtbot.waitUntil(lambda: getattr(QApplication.focusWidget(), "text", str)() == "Comfortable")


def test_the_flag_is_set_by_hand_with_its_day_and_why(
    table: Table, priya: Client, calls: list[int], at_priya: Person
) -> None:
    at_priya.click("Set a flag")
    at_priya.click("Uneasy")
    at_priya.write("Why, if you want to say", "Haggles, then pays late")
    at_priya.click("Save")
    assert table.book.comfort.of(priya.id) == ComfortFlag(priya.id, UNEASY, TODAY, "Haggles, then pays late")
    assert at_priya.find("Uneasy since 30 Nov", QAbstractButton).isVisible()
    assert detail(at_priya).comfort._reason.text() == "Haggles, then pays late"
    assert table.said[-1][0] == "The flag is set."


def test_undo_of_the_flag_restores_the_word_the_day_and_why(
    table: Table, priya: Client, calls: list[int], at_priya: Person
) -> None:
    before = ComfortFlag(priya.id, UNEASY, date(2026, 3, 3), "Haggles")
    table.book.comfort.set_flag(before)
    detail(at_priya).wished.emit("refresh")
    at_priya.click("Uneasy since 3 Mar")
    at_priya.find("Comfortable", QAbstractButton).setFocus()
    at_priya.press(Key.Key_3)
    at_priya.write("Why, if you want to say", "Shouted")
    at_priya.click("Save")
    assert table.book.comfort.of(priya.id) == ComfortFlag(priya.id, BAD, TODAY, "Shouted")
    table.undo()
    assert table.book.comfort.of(priya.id) == before
    at_priya.click("Uneasy since 3 Mar")
    at_priya.click("Take it back")
    at_priya.click("Save")
    assert table.book.comfort.of(priya.id) is None
    assert table.said[-1][0] == "The flag is taken back."
    table.undo()
    assert table.book.comfort.of(priya.id) == before


def test_another_reason_for_the_same_flag_keeps_its_day(
    table: Table, priya: Client, calls: list[int], at_priya: Person
) -> None:
    table.book.comfort.set_flag(ComfortFlag(priya.id, UNEASY, date(2026, 3, 3), "Haggles"))
    detail(at_priya).comfort.edit_flag()
    at_priya.write("Why, if you want to say", "Haggles, and is late")
    at_priya.click("Save")
    flag = table.book.comfort.of(priya.id)
    assert flag == ComfortFlag(priya.id, UNEASY, date(2026, 3, 3), "Haggles, and is late")


def test_a_reason_without_a_flag_is_asked_about_and_not_lost(
    table: Table, priya: Client, calls: list[int], at_priya: Person
) -> None:
    at_priya.click("Set a flag")
    at_priya.write("Why, if you want to say", "Haggles")
    at_priya.click("Save")
    assert at_priya.error("Why, if you want to say") == "Say how it is too; the reason is kept with it."
    assert at_priya.find("Why, if you want to say", QPlainTextEdit).toPlainText() == "Haggles"
    assert table.book.comfort.of(priya.id) is None


def test_the_clients_menu_leads_to_the_flag(calls: list[int], at_priya: Person) -> None:
    shown = detail(at_priya)
    shown._fill_menu()
    next(one for one in shown._menu.actions() if one.text() == "How it is to work with them").trigger()
    assert at_priya.find("Why, if you want to say", QPlainTextEdit).isVisible()


def test_the_flag_is_reached_by_tab_and_opened_by_enter(calls: list[int], at_priya: Person) -> None:
    detail(at_priya).focus_first()
    for _step in range(30):
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and focused.text() == "Set a flag":
            break
        at_priya.press(Key.Key_Tab)
    at_priya.press(Key.Key_Return)
    assert at_priya.find("Why, if you want to say", QPlainTextEdit).isVisible()


# What the marks speak for


def test_two_uncomfortable_marks_suggest_a_flag_at_once_and_set_none(
    table: Table, priya: Client, calls: list[int], at_priya: Person
) -> None:
    suggestion = detail(at_priya).comfort.suggestion
    for row in (1, 0):
        assert not suggestion.isVisible()
        choose_row(at_priya, row)
        at_priya.press(Key.Key_3)
    assert suggestion.isVisible()
    assert suggestion.text.text() == ("More than one contact was uncomfortable lately. Set the flag to uncomfortable?")
    assert table.book.comfort.of(priya.id) is None
    at_priya.click("Set the flag")
    assert table.book.comfort.of(priya.id) == ComfortFlag(priya.id, BAD, TODAY)
    assert not suggestion.isVisible()
    table.undo()
    assert table.book.comfort.of(priya.id) is None


def test_not_now_is_kept_and_asked_again_only_after_a_newer_contact(
    table: Table, priya: Client, calls: list[int], at_priya: Person
) -> None:
    for id_ in calls[:2]:
        table.book.comfort.mark(ComfortMark(id_, BAD))
    detail(at_priya).wished.emit("refresh")
    suggestion = detail(at_priya).comfort.suggestion
    at_priya.click("Not now")
    assert not suggestion.isVisible()
    choose_row(at_priya, 2)
    at_priya.press(Key.Key_3)
    assert not suggestion.isVisible()
    table.today = TODAY + timedelta(days=1)
    detail(at_priya).wished.emit("refresh")
    assert not suggestion.isVisible()
    table.book.comfort.mark(ComfortMark(contact(table, priya, "Shouted", -1), BAD))
    detail(at_priya).wished.emit("refresh")
    assert suggestion.isVisible()


def test_a_flag_taken_back_by_hand_is_not_suggested_again_by_the_same_contacts(
    table: Table, priya: Client, calls: list[int], at_priya: Person
) -> None:
    for id_ in calls[:2]:
        table.book.comfort.mark(ComfortMark(id_, BAD))
    detail(at_priya).wished.emit("refresh")
    suggestion = detail(at_priya).comfort.suggestion
    at_priya.click("Set the flag")
    at_priya.click("Uncomfortable since 30 Nov")
    at_priya.click("Take it back")
    at_priya.click("Save")
    assert table.book.comfort.of(priya.id) is None
    assert not suggestion.isVisible()
    table.undo()
    assert table.book.comfort.of(priya.id) == ComfortFlag(priya.id, BAD, TODAY)
    assert table.book.comfort.answer_of(priya.id) is None, "undone as if it had never been taken back"
    at_priya.click("Uncomfortable since 30 Nov")
    at_priya.click("Take it back")
    at_priya.click("Save")
    table.today = TODAY + timedelta(days=1)
    detail(at_priya).wished.emit("refresh")
    assert not suggestion.isVisible()
    table.book.comfort.mark(ComfortMark(contact(table, priya, "Shouted", -1), BAD))
    detail(at_priya).wished.emit("refresh")
    assert suggestion.isVisible()


def test_a_flag_that_got_harder_keeps_why_and_one_that_is_lifted_does_not(
    table: Table, priya: Client, calls: list[int], at_priya: Person
) -> None:
    table.book.comfort.set_flag(ComfortFlag(priya.id, UNEASY, date(2026, 3, 3), "Haggles"))
    for id_ in calls[:2]:
        table.book.comfort.mark(ComfortMark(id_, BAD))
    detail(at_priya).wished.emit("refresh")
    at_priya.click("Set the flag")
    assert table.book.comfort.of(priya.id) == ComfortFlag(priya.id, BAD, TODAY, "Haggles")
    table.today = TODAY + timedelta(days=9)
    for days in range(1, 6):
        table.book.comfort.mark(ComfortMark(contact(table, priya, "Kind", -days), GOOD))
    detail(at_priya).wished.emit("refresh")
    at_priya.click("Set the flag")
    assert table.book.comfort.of(priya.id) == ComfortFlag(priya.id, GOOD, table.today)


# The thread


def test_the_thread_is_reached_by_tab_and_tells_each_contact_by_the_arrows(
    table: Table, calls: list[int], at_priya: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("evenhand.ui.comfort_thread.QToolTip.showText", lambda _at, text, _by: shown.append(text))
    table.book.comfort.mark(ComfortMark(calls[1], GOOD))
    table.book.comfort.mark(ComfortMark(calls[0], BAD, (ComfortReason.RUDE,), "I froze"))
    detail(at_priya).wished.emit("refresh")
    at_priya.find("Set a flag", QAbstractButton).setFocus()
    at_priya.press(Key.Key_Tab)
    thread = QApplication.focusWidget()
    assert isinstance(thread, ComfortThread)
    assert thread.accessibleName() == "Comfort, last 2 contacts: 1 comfortable, 0 uneasy, 1 uncomfortable"
    told = []
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Home, Key.Key_End):
        at_priya.press(key)
        told.append(plain(thread.accessibleDescription()))
    first, last = "29 Nov: Comfortable", "30 Nov: Uncomfortable, Rude, I froze"
    assert told == [first, last, last, first, last]
    assert len(shown) == 5
    at_priya.press(Key.Key_Tab)
    assert thread.accessibleDescription() == ""


def test_a_case_shows_the_marks_of_its_contacts_and_how_it_sat(
    table: Table, priya: Client, order: Order, calls: list[int], open_case: Callable[[Case], Person]
) -> None:
    case = put_right(table, order)
    table.book.comfort.mark(ComfortMark(calls[0], BAD))  # of the client, and not of the case
    for days, said in ((3, UNEASY), (1, GOOD)):
        table.book.comfort.mark(ComfortMark(contact(table, priya, "The zips", days, case_id=case.id), said))
    table.book.comfort.mark_case(case.id, UNEASY, "I gave too much")
    person = open_case(case)
    assert isinstance(person.screen, CaseScreen)
    person.screen.toggle_pane()
    thread = person.screen.file.comfort.feelings
    told = [plain(one.note) for one in thread._contacts]
    assert told == ["27 Nov: Uneasy", "29 Nov: Comfortable", "How the case sat with you: Uneasy, I gave too much"]


def test_a_case_of_which_nothing_was_felt_shows_no_thread(
    table: Table, order: Order, calls: list[int], open_case: Callable[[Case], Person]
) -> None:
    table.book.comfort.mark(ComfortMark(calls[0], BAD))
    person = open_case(put_right(table, order))
    assert isinstance(person.screen, CaseScreen)
    person.screen.toggle_pane()
    assert not person.screen.file.comfort.isVisible()


# Wiping


def test_wiping_says_how_much_of_what_it_takes_and_enter_alone_takes_nothing(
    table: Table, priya: Client, calls: list[int], at_priya: Person
) -> None:
    _feel(table, priya, calls)
    open_wipe_form(table.desk, at_priya.screen)
    texts = " ".join(_labels(at_priya.seen))
    for said in ("1 flag on a client", "2 marks on contacts", "1 check-in", "can't be undone"):
        assert said in texts
    at_priya.press(Key.Key_Return)
    assert at_priya.seen is at_priya.screen
    assert table.book.comfort.held().marks == 2


def test_wiping_takes_what_was_felt_and_the_notes_only_when_asked_to(
    table: Table, priya: Client, calls: list[int], at_priya: Person
) -> None:
    _feel(table, priya, calls)
    open_wipe_form(table.desk, at_priya.screen)
    at_priya.click("Wipe it for good")
    held = table.book.comfort.held()
    assert (held.flags, held.marks, held.check_ins, held.notes) == (0, 0, 0, 1)
    assert table.said[-1] == ("All comfort is wiped.", None)  # and no way back is offered
    open_wipe_form(table.desk, at_priya.screen)
    assert not at_priya.find("Wipe it for good", QAbstractButton).isEnabled()
    at_priya.click("And 1 private note on a client")
    at_priya.click("Wipe it for good")
    assert table.book.comfort.held().notes == 0
    assert len(table.book.interactions.of_client(priya.id)) == len(calls)


def _feel(table: Table, client: Client, calls: list[int]) -> None:
    table.book.comfort.set_flag(ComfortFlag(client.id, UNEASY, TODAY, "Haggles"))
    for id_ in calls[:2]:
        table.book.comfort.mark(ComfortMark(id_, BAD, (), "I froze"))
    table.book.check_ins.save(CheckIn(TODAY, UNEASY))
    table.book.comfort.set_note(client.id, "Likes early fittings")


def _labels(within: QWidget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [one.text() for one in within.findChildren(QLabel) if one.isVisible()]


def test_the_menu_asks_before_it_wipes_and_what_is_being_typed_goes_too(qtbot: QtBot) -> None:
    with books.sample() as book:
        window = MainWindow(book, Preferences(), today=lambda: books.SAMPLE_DAY)
        person = Person(qtbot, window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.go(Place.CLIENTS, 9)
        assert window.screen_in_view.detail.client.id == 9
        person.find("Private note", QPlainTextEdit).setFocus()
        qtbot.keyClicks(person.find("Private note", QPlainTextEdit), "Zqtyped ")
        file = window.menuBar().actions()[0].menu()
        assert isinstance(file, QMenu)
        next(one for one in file.actions() if one.text() == "Wipe all comfort").trigger()
        notes = book.comfort.held().notes
        person.click(f"And {notes} private notes on clients")
        person.click("Wipe it for good")
        assert person.find("Private note", QPlainTextEdit).toPlainText() == ""
        assert person.find("Set a flag", QAbstractButton).isVisible()
        window.go(Place.TODAY)
        assert book.comfort.held() == ComfortHeld(0, 0, 0, 0, 0, 0, 0, 0)


def test_in_a_low_window_what_opens_after_a_hard_contact_stands_clear_of_the_foot(
    table: Table, calls: list[int], at_priya: Person, qtbot: QtBot
) -> None:
    at_priya.screen.resize(960, 420)
    QApplication.processEvents()
    choose_row(at_priya, 0)
    at_priya.press(Key.Key_3)
    mark = detail(at_priya).past.mark

    def clear() -> bool:
        foot = mark.mapTo(at_priya.screen, mark.rect().bottomLeft()).y()
        return 0 < foot <= at_priya.screen.height() - 124

    qtbot.waitUntil(clear)
