"""A client looks at the screen: what is the client's is there, and nothing else, whatever the owner was doing."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

import books
from evenhand.domain.money import Money
from evenhand.domain.records import Channel, Client, Direction, Interaction, Order
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui import menus
from evenhand.ui.counter_list import CounterList
from evenhand.ui.counter_menus import COUNTER_COMMANDS, COUNTER_GO
from evenhand.ui.counter_places import COUNTER_SCREENS
from evenhand.ui.desk import Place
from evenhand.ui.form import Form
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from person import Person, type_out
from seen import told_by

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = books.SAMPLE_DAY
HELEN = 1


@pytest.fixture
def business() -> Iterator[Book]:
    with books.sample() as book:
        yield book


@pytest.fixture
def window(qtbot: QtBot, business: Book) -> MainWindow:
    return shown(qtbot, business)


def shown(qtbot: QtBot, book: Book) -> MainWindow:
    window = MainWindow(book, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def press_f9(qtbot: QtBot) -> None:
    """The key as it comes from the keyboard: to whatever is on top."""
    qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)
    top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
    assert top is not None
    qtbot.keyClick(top.focusWidget() or top, Qt.Key.Key_F9)
    QApplication.processEvents()


def counter(window: MainWindow) -> bool:
    """Whether the counter view is all that there is."""
    return window.menuBar().actions()[-1].text() == "&View" and not hasattr(window.screen_in_view, "new_client")


def find(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Finds a client by name, as the owner does in front of the client."""
    window.go(Place.TODAY)
    field = window.screen_in_view.search.field
    type_out(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)


# What is there, and what isn't

# What a client may see of the client's own, by table and column.
_OWN = "client_id = 1"
_OF_BONUS = "bonus_id IN (SELECT id FROM bonuses WHERE client_id = 1)"
SEEN = (
    {("clients", column): "id = 1" for column in ("name", "folded_name", "phone", "email", "since", "currency")}
    | {("orders", column): _OWN for column in ("number", "ordered_on", "what", "currency")}
    | {("letters", column): _OWN for column in ("number", "kind", "issued_on")}
    | {("bonuses", column): _OWN for column in ("code", "currency", "valid_until", "granted_on", "nature")}
    | {("bonus_ledger", column): _OF_BONUS for column in ("kind", "entered_on", "currency", "valid_until")}
    | {("promises", column): _OWN for column in ("due_on", "due_at", "ended_on")}
)
THE_OWNERS_NAME = ("owner", "letterheads")


def fill_with_sentinels(book: Book) -> set[str]:
    """Puts a word of its own into every text of the book that isn't the open client's; gives the columns' names."""
    database, filled = book.connection.handle, set()
    for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {trigger}")
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'").fetchall()
    for (table,) in tables:
        if table in THE_OWNERS_NAME:
            continue
        for _number, column, kind, *_rest in database.execute(f"PRAGMA table_info({table})").fetchall():
            if kind != "TEXT":
                continue
            kept = SEEN.get((table, column), "0")
            try:
                database.execute(
                    f"UPDATE {table} SET {column} = 'zq{table}{column}' || abs(random()) WHERE NOT ({kept})"
                )
            except Exception:  # a day, a currency, a choice: no words fit there
                continue
            filled.add(f"{table}.{column}")
    database.execute("UPDATE orders SET cost = 98765432")
    return filled


def test_no_word_of_the_book_but_the_open_clients_own_is_told_in_any_place(qtbot: QtBot, business: Book) -> None:
    filled = fill_with_sentinels(business)
    assert {"interactions.summary", "cases.title", "cases.words", "promises.what", "orders.what", "clients.name",
            "intakes.name", "suggestions.words", "fit_criteria.text", "letter_drafts.body"} <= filled  # fmt: skip
    Preferences().counter_view = True
    window = shown(qtbot, business)
    told = told_by(window)
    find(window, qtbot, "helen oka")
    for place in COUNTER_SCREENS:
        window.go(place)
        if place is Place.BONUSES:
            code = next(one.code for one in business.bonuses.of_client(HELEN))
            type_out(window.screen_in_view.code, code)
        QApplication.processEvents()
        told += told_by(window)
    assert "Helen Okafor" in told
    assert re.findall(r"zq\w+|98.?765.?4", told) == []


def test_the_walk_does_find_what_the_ordinary_window_tells(business: Book, window: MainWindow) -> None:
    window.go(Place.CLIENTS, HELEN)
    assert window.screen_in_view.detail.client.id == HELEN
    told = told_by(window)
    assert business.comfort.note_of(HELEN) in told
    assert "Ana Ștefănescu" in told
    assert "House rules" in told


def private_words(book: Book) -> set[str]:
    """What the sample's owner keeps for herself, about Helen and everybody."""
    found: set[str] = {book.comfort.note_of(HELEN)}
    found |= {row.name for row in book.clients.rows(book.clients.ids()) if row.id != HELEN}
    found |= {what for (what,) in book.connection.rows("SELECT what FROM promises")}
    found |= {summary for (summary,) in book.connection.rows("SELECT summary FROM interactions")}
    for title, words in book.connection.rows("SELECT title, words FROM cases"):
        found |= {title, words}
    named_in_letters = {"", "Helen Okafor"}
    return {word for word in found if len(word) > 5} - named_in_letters


@pytest.mark.parametrize("place", [Place.TODAY, Place.CLIENTS, Place.CASES, Place.CASE, Place.LETTERS, Place.BONUSES])
def test_nothing_of_the_screen_that_was_left_stays_behind(
    business: Book, window: MainWindow, qtbot: QtBot, place: Place
) -> None:
    case_id = next(one.id for one in business.cases.of_client(HELEN))
    record = {Place.CLIENTS: HELEN, Place.CASE: case_id}.get(place, 0)
    window.go(place, record)
    window.say("Archived: Ana Ștefănescu", "Undo", lambda: None)
    private = private_words(business)
    press_f9(qtbot)
    told = told_by(window)
    for each in COUNTER_SCREENS:
        window.go(each)
        QApplication.processEvents()
        told += told_by(window)
    assert {word for word in private if word in told} == set()
    for word in ("Client is looking", "Cases", "Undo", "House rules", "Worth", "Comfort", "Next best step", "Private"):
        assert word not in told
    assert window.windowTitle() == "Linden Tailoring"
    if record:
        assert "Helen Okafor" in told


def test_it_begins_with_the_client_who_was_open_and_with_nobody_where_nobody_was(
    business: Book, window: MainWindow
) -> None:
    for place, record, begins, client in (
        (Place.CLIENTS, HELEN, Place.CLIENTS, HELEN),
        (Place.CASE, business.cases.of_client(HELEN)[0].id, Place.CLIENTS, HELEN),
        (Place.LETTERS, business.counter.letters(HELEN)[0].id, Place.LETTERS, HELEN),
        (Place.LETTERS, 0, Place.TODAY, 0),
        (Place.TODAY, 0, Place.TODAY, 0),
        (Place.BUSINESS, 0, Place.TODAY, 0),
        (Place.BONUSES, 0, Place.BONUSES, 0),
    ):
        window.go(place, record)
        window.set_counter_view(True)
        view = window.centralWidget()
        assert (view.place, view.client) == (begins, client), place  # type: ignore[attr-defined]
        window.set_counter_view(False)
        assert window.screen_in_view.isVisible()


def test_the_history_tells_orders_letters_and_bonuses_and_no_contact_case_or_parting(
    business: Book, window: MainWindow
) -> None:
    ion = next(row.id for row in business.clients.rows(business.clients.ids()) if row.name == "Ion Tănase")
    assert any(event.what == "parting" for event in business.counter.events(ion))
    window.go(Place.CLIENTS, ion)
    window.set_counter_view(True)
    history = window.screen_in_view.history
    rows = [history.model().index(row, 0).data() for row in range(history.model().rowCount())]
    assert any("Letter L-2026-0019" in row for row in rows)
    assert any("Order 2026-0050, două cămăși" in row for row in rows)
    assert "arting" not in told_by(window)
    assert "Left" not in told_by(window)


# The switch


def test_f9_works_while_a_field_is_written_in_and_the_note_is_saved(
    business: Book, window: MainWindow, qtbot: QtBot
) -> None:
    window.go(Place.CLIENTS, HELEN)
    note = window.screen_in_view.detail.comfort.note
    note.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "zqfresh ")
    written = note.text()
    press_f9(qtbot)
    assert counter(window)
    assert "zqfresh" not in told_by(window)
    assert business.comfort.note_of(HELEN) == written.strip()
    press_f9(qtbot)
    assert not counter(window)
    assert window.screen_in_view.detail.comfort.note.text().strip() == written.strip()
    assert QApplication.focusWidget() is not None
    assert note.isAncestorOf(QApplication.focusWidget()) or QApplication.focusWidget() is note


def test_what_cannot_be_saved_holds_nothing_up_and_is_told_afterwards(
    business: Book, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise StorageFailed("disk_full")

    window.go(Place.CLIENTS, HELEN)
    window.screen_in_view.detail.comfort.note.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "zqfresh ")
    monkeypatch.setattr(business.comfort, "set_note", full)
    press_f9(qtbot)
    assert counter(window)
    assert "disk" not in told_by(window)
    press_f9(qtbot)
    assert "zqfresh" in window.screen_in_view.detail.comfort.note.text()
    assert "disk is full" in told_by(window)


def test_f9_in_a_dialog_takes_it_away_and_brings_it_back_with_what_was_typed(
    business: Book, window: MainWindow, qtbot: QtBot
) -> None:
    window.go(Place.CLIENTS, HELEN)
    window.screen_in_view.new_order()
    person = Person(qtbot, window)
    field = person.find("What", QLineEdit)
    type_out(field, "zqwaistcoat")
    form = field.window()
    assert isinstance(form, Form)
    press_f9(qtbot)
    assert counter(window)
    assert not form.isVisible()
    assert QApplication.activeModalWidget() is None
    assert "zqwaistcoat" not in told_by(window)
    window.go(Place.BONUSES)  # and the counter isn't held by it
    type_out(window.screen_in_view.code, "B-1")
    press_f9(qtbot)
    assert not counter(window)
    assert form.isVisible()
    assert QApplication.activeModalWidget() is form
    assert field.text() == "zqwaistcoat"
    assert form.focusWidget() is field
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert form.isVisible()  # it still knows that something is typed, and asks
    assert window.screen_in_view.record == HELEN


def test_a_question_of_the_windows_own_goes_and_comes_back_too(window: MainWindow, qtbot: QtBot) -> None:
    from evenhand.ui.notice import ask

    answered: list[bool] = []
    ask("zqvoid is void. Print it all the same?", "Print it", "Leave it", window, lambda: answered.append(True))
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QMessageBox))
    press_f9(qtbot)
    assert counter(window)
    assert "zqvoid" not in told_by(window)
    press_f9(qtbot)
    question = next(one for one in window.findChildren(QMessageBox) if one.isVisible())
    next(one for one in question.buttons() if one.text() == "Print it").click()
    assert answered == [True]


def test_a_question_asked_in_counter_view_ends_with_it(window: MainWindow, qtbot: QtBot) -> None:
    from evenhand.ui.notice import ask

    press_f9(qtbot)
    ask("Which printer?", "This one", "None", window, lambda: None)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QMessageBox))
    press_f9(qtbot)
    assert not counter(window)
    assert QApplication.activeModalWidget() is None
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]


def test_an_open_menu_and_an_open_list_of_choices_go_at_once(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place.CLIENTS, HELEN)
    menu = window.screen_in_view.detail._menu
    menu.popup(window.mapToGlobal(QPoint(300, 300)))
    qtbot.waitUntil(menu.isVisible)
    press_f9(qtbot)
    assert counter(window)
    assert QApplication.activePopupWidget() is None
    assert not menu.isVisible()
    press_f9(qtbot)
    window.screen_in_view.edit_client()
    person = Person(qtbot, window)
    choices = person.seen.findChildren(QComboBox)[0]
    choices.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    press_f9(qtbot)
    assert counter(window)
    assert QApplication.activePopupWidget() is None
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def test_the_key_held_down_switches_once(window: MainWindow) -> None:
    handle = window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_F9)
    for _repeat in range(3):
        again = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(window, again)
    QTest.keyRelease(handle, Qt.Key.Key_F9)
    assert counter(window)


def test_the_switch_has_one_place_in_both_views_and_says_which_it_is(window: MainWindow, qtbot: QtBot) -> None:
    person = Person(qtbot, window)
    for width, height in ((1280, 800), (1024, 640)):
        window.resize(width, height)
        QApplication.processEvents()
        places = set()
        for place in (Place.TODAY, Place.CLIENTS, Place.BONUSES):
            window.go(place)
            for name in ("Client is looking", "Counter view"):
                switch = person.find(name, QWidget)
                places.add((switch.mapTo(window, QPoint(0, 0)).toTuple(), switch.size().toTuple()))
                assert "F9" in switch.toolTip()
                person.click(name)
                QApplication.processEvents()
        assert len(places) == 1


def test_its_command_stands_in_the_view_menu(window: MainWindow) -> None:
    def command() -> QAction:
        view = next(one for one in window.menuBar().actions() if one.text() == "&View").menu()
        assert isinstance(view, QMenu)
        return view.actions()[0]

    assert (command().text(), command().isChecked()) == ("Client is looking", False)
    command().trigger()
    assert (command().text(), command().isChecked()) == ("Counter view", True)
    command().trigger()
    assert (command().text(), command().isChecked()) == ("Client is looking", False)


# What lasts


def test_the_next_start_is_in_counter_view_and_knows_of_no_client(
    business: Book, window: MainWindow, qtbot: QtBot
) -> None:
    window.go(Place.CLIENTS, HELEN)
    press_f9(qtbot)
    window.close()
    again = MainWindow(business, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(again)
    assert again.centralWidget().place is Place.TODAY  # type: ignore[attr-defined]  # before the first paint
    assert "Helen" not in told_by(again)
    with qtbot.waitActive(again):
        again.show()
        again.activateWindow()
    assert "Helen" not in told_by(again)
    again.set_counter_view(False)
    assert Preferences().counter_view is False
    assert hasattr(again.screen_in_view, "make_promise")


@pytest.mark.parametrize("change", ["language", "size", "dark"])
def test_another_language_size_or_theme_keeps_it(window: MainWindow, qtbot: QtBot, change: str) -> None:
    window.go(Place.CLIENTS, HELEN)
    press_f9(qtbot)
    if change == "language":
        window.set_language("ru")
    elif change == "size":
        window.set_text_size(110)
    else:
        window.set_dark(True)
    view = window.centralWidget()
    assert (view.place, view.client) == (Place.CLIENTS, HELEN)  # type: ignore[attr-defined]
    assert "Ana Ștefănescu" not in told_by(window)
    window.set_counter_view(False)
    assert window.screen_in_view.record == HELEN
    if change == "language":
        assert "Клиенты" in told_by(window)
    window.set_text_size(100)
    window.set_dark(False)


def test_a_language_chosen_meanwhile_waits_for_the_dialog_that_was_open(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place.CLIENTS, HELEN)
    window.screen_in_view.new_order()
    field = Person(qtbot, window).find("What", QLineEdit)
    type_out(field, "zqwaistcoat")
    press_f9(qtbot)
    window.set_language("ro")
    window.set_counter_view(False)
    assert field.isVisible()
    assert field.text() == "zqwaistcoat"
    form = field.window()
    assert isinstance(form, Form)
    form._leave()
    window.go(Place.TODAY)
    assert "Clienți" in told_by(window)


def test_closing_asks_when_a_dialog_that_was_put_away_holds_something(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place.CLIENTS, HELEN)
    window.screen_in_view.new_order()
    type_out(Person(qtbot, window).find("What", QLineEdit), "zqwaistcoat")
    press_f9(qtbot)
    assert window.close() is False
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(QMessageBox)))
    question = next(one for one in window.findChildren(QMessageBox) if one.isVisible())
    assert "zqwaistcoat" not in told_by(window)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert window.isVisible()
    window.set_counter_view(False)
    form = Person(qtbot, window).seen
    assert isinstance(form, Form)
    form._leave()


def test_what_comes_into_the_book_meanwhile_is_read_and_keeps_to_the_list(business: Book, window: MainWindow) -> None:
    window.go(Place.CLIENTS, HELEN)
    window.set_counter_view(True)
    paid = Money(45, "GBP")
    business.orders.add(Order(0, HELEN, "2026-0999", TODAY, "a silk lining", paid, paid))
    at = Interaction(0, HELEN, datetime.combine(TODAY, time(9)), Channel.PHONE, Direction.IN, "zqcontactsummary")
    business.interactions.add(at)
    business.clients.add(Client(0, "Zq Newcomer"))
    told = told_by(window)
    assert "a silk lining" in told
    assert "zqcontact" not in told
    assert "Newcomer" not in told
    window.set_counter_view(False)
    assert "zqcontactsummary" in told_by(window)


# Commands


def test_the_menus_hold_what_is_listed_and_nothing_else(window: MainWindow) -> None:
    window.set_counter_view(True)
    QApplication.processEvents()
    listed = {text for _menu, commands in COUNTER_COMMANDS for text, *_rest in commands} | {
        one[0] for one in COUNTER_GO
    }
    found = {
        action.text()
        for top in window.menuBar().actions()
        for action in top.menu().actions()  # type: ignore[attr-defined]
        if not action.isSeparator()
    }
    assert found == listed | {"Quit", "Search here", "Counter view", "Language", "Appearance", "Text size"}
    titles = [action.text() for action in window.menuBar().actions()]
    assert titles == ["&File", "&Letter", "&Bonus", "&Go", "&View"]


def _dead_keys() -> set[str]:
    there = {keys for _menu, commands in COUNTER_COMMANDS for _text, keys, *_rest in commands}
    there |= {keys for _text, keys, _place in COUNTER_GO}
    every = {keys for _menu, commands in menus.COMMANDS for _text, keys, *_rest in commands if keys}
    return (every | {f"Ctrl+{n}" for n in range(1, 10)} | {"Ctrl+,", "Ctrl+Shift+K", "Ctrl+K", "F7"}) - there


def test_keys_of_what_is_not_there_do_nothing(business: Book, window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place.CLIENTS, HELEN)
    press_f9(qtbot)
    view, screen, writes = window.centralWidget(), window.screen_in_view, business.connection.writes
    dead = _dead_keys()
    assert {"Ctrl+N", "Ctrl+L", "Ctrl+Shift+N", "Ctrl+3", "Ctrl+7", "F7"} <= dead
    for keys in sorted(dead):
        pressed = QKeySequence(keys)[0]
        qtbot.keyClick(QApplication.focusWidget() or window, pressed.key(), pressed.keyboardModifiers())
        QApplication.processEvents()
        assert (window.centralWidget(), window.screen_in_view) == (view, screen), keys
        assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window], keys
    assert business.connection.writes == writes


def test_the_keys_of_its_places_lead_there(window: MainWindow, qtbot: QtBot) -> None:
    window.set_counter_view(True)
    for _text, keys, place in COUNTER_GO:
        pressed = QKeySequence(keys)[0]
        qtbot.keyClick(QApplication.focusWidget() or window, pressed.key(), pressed.keyboardModifiers())
        assert window.centralWidget().place is place  # type: ignore[attr-defined]
    for place in set(Place) - set(COUNTER_SCREENS):
        window.go(place, 1)
        assert window.centralWidget().place in COUNTER_SCREENS  # type: ignore[attr-defined]


# Finding the client who is here


def test_names_answer_from_three_letters_on_and_nothing_but_a_name_finds(window: MainWindow, qtbot: QtBot) -> None:
    window.set_counter_view(True)
    window.go(Place.TODAY)
    search = window.screen_in_view.search
    for typed, found in (
        ("he", []),
        ("hel", ["Helen Okafor", "Hélène Fournier"]),
        ("he o", ["Helen Okafor"]),
        ("elen", []),
        ("020 7946", []),
        ("helen.okafor@example.org", []),
        ("2026-0073", []),
        ("Ștef", ["Ana Ștefănescu"]),
    ):
        search.field.setText(typed)
        names: CounterList = search.names
        assert [names.model().index(row, 0).data() for row in range(names.model().rowCount())] == found, typed
    search.field.setText("xyz")
    assert "Nobody by that name." in told_by(window)


def test_whoever_is_found_takes_the_place_of_whoever_was_open(business: Book, window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place.CLIENTS, HELEN)
    press_f9(qtbot)
    assert "helen.okafor@example.org" in told_by(window)
    find(window, qtbot, "dan hart")
    QApplication.processEvents()
    told = told_by(window)
    assert "Daniel Hartwell" in told
    assert "Okafor" not in told
    for place in COUNTER_SCREENS:
        window.go(place)
        assert "Okafor" not in told_by(window)
    press_f9(qtbot)
    assert window.screen_in_view.record == HELEN


# Letters and bonuses


def test_only_the_open_clients_letters_are_shown_and_saved_without_a_dialog(
    business: Book, window: MainWindow, qtbot: QtBot
) -> None:
    from evenhand.ui.letter_copies import documents

    window.go(Place.CLIENTS, HELEN)
    window.set_counter_view(True)
    other = business.counter.letters(27)[0]
    window.centralWidget().go(Place.LETTERS, other.id)  # type: ignore[attr-defined]
    screen = window.screen_in_view
    assert screen.record in {one.id for one in business.counter.letters(HELEN)}
    assert other.number not in told_by(window)
    qtbot.waitUntil(lambda: not screen.paper._image.isNull())
    Person(qtbot, window).click("Save a copy")
    saved = list((documents() / "Evenhand").glob("*.pdf"))
    assert [one.read_bytes() for one in saved] == [business.letters.pdf(screen.record)]
    assert "Saved in Evenhand, among your documents." in told_by(window)


def test_a_void_letter_is_not_shown_to_the_client(business: Book, window: MainWindow) -> None:
    letter = business.counter.letters(HELEN)[0]
    business.letters.void(letter.id, TODAY, "zqvoidreason", "void it")
    window.go(Place.CLIENTS, HELEN)
    window.set_counter_view(True)
    window.go(Place.LETTERS)
    assert letter.number not in told_by(window)
    assert letter.id not in {one.id for one in business.counter.letters(HELEN)}


def test_a_bonus_is_redeemed_at_the_counter_and_the_line_about_it_names_nobody(
    business: Book, window: MainWindow, qtbot: QtBot
) -> None:
    row = next(one for one in business.bonuses.rows() if one.bonus.client_id == HELEN and one.left)
    paid = Money(100, "GBP")
    business.orders.add(Order(0, HELEN, "2026-0999", TODAY, "a silk lining", paid, paid))
    window.go(Place.CLIENTS, HELEN)
    press_f9(qtbot)
    window.go(Place.BONUSES)
    screen = window.screen_in_view
    type_out(screen.code, row.bonus.code)
    assert "£72" in screen._to_pay.value.text()
    Person(qtbot, window).click("Redeem £28")
    assert business.bonuses.row(row.bonus.id).left.minor == 0
    told = told_by(window)
    assert "Redeemed £28." in told
    assert "Helen" not in told
    Person(qtbot, window).click("Undo")
    assert business.bonuses.row(row.bonus.id).left == row.left


def test_another_clients_order_pays_only_by_its_whole_number_and_unnamed(business: Book, window: MainWindow) -> None:
    row = next(one for one in business.bonuses.rows() if one.bonus.client_id == HELEN and one.left)
    paid = Money(100, "GBP")
    business.orders.add(Order(0, 8, "2026-0999", TODAY, "zqwhat", paid, paid))
    window.go(Place.CLIENTS, HELEN)
    window.set_counter_view(True)
    window.go(Place.BONUSES)
    screen = window.screen_in_view
    type_out(screen.code, row.bonus.code)
    type_out(screen.number, "2026-099")
    assert screen.orders.count() == 0
    type_out(screen.number, "9")
    assert [screen.orders.itemText(n) for n in range(screen.orders.count())] == ["2026-0999, £100"]
    told = told_by(window)
    assert "zqwhat" not in told
    assert "Hartwell" not in told


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("B-47K", "A character is missing"), ("B-47K4-NZF", "wrong"), ("", "")],
)
def test_a_mistyped_code_is_told_in_a_sentence(window: MainWindow, qtbot: QtBot, typed: str, sentence: str) -> None:
    window.set_counter_view(True)
    window.go(Place.BONUSES)
    screen = window.screen_in_view
    type_out(screen.code, typed)
    qtbot.keyClick(screen.code, Qt.Key.Key_Return)
    assert sentence in (screen._code.error() or "")
    assert not screen.redeem_button.isVisible()


def test_a_bonus_that_ran_out_is_not_weighed_in_front_of_the_client(business: Book, window: MainWindow) -> None:
    row = next(one for one in business.bonuses.rows() if one.bonus.client_id == 8 and one.left and one.until)
    assert row.until is not None
    late = row.until + timedelta(1)
    window._counter._today = lambda: late
    window.set_counter_view(True)
    window.go(Place.BONUSES)
    screen = window.screen_in_view
    type_out(screen.code, row.bonus.code)
    assert "It was valid to" in screen.said.text.text()
    assert not screen.redeem_button.isVisible()
    assert "Honour" not in told_by(window)
