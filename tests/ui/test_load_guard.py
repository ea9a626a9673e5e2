"""The load guard on the screen: one line with one act under the check-in, and the owner's own limits in My business."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from case_desk import TODAY, Table
from evenhand import actions
from evenhand.domain.comfort import CheckIn, Comfort, ComfortFlag, ComfortMark, ComfortReason
from evenhand.domain.load import LoadAnswer, LoadLimits, LoadSign
from evenhand.domain.records import Case, Channel, Client, Direction, Interaction, Order
from evenhand.ui.business_screen import BusinessScreen
from evenhand.ui.check_in import CheckInCard
from evenhand.ui.desk import Place
from person import Person

Look = Callable[[QWidget], Person]
Key = Qt.Key
TUESDAY = date(2026, 12, 1)
HARD = "Uncomfortable contacts in seven days, at most"
LATE = "Contacts after hours or on days off in seven days, at most"
CASES = "Open cases with uncomfortable clients, at most"


def contact(table: Table, client: Client, ago: int, at: time = time(11), *why: ComfortReason) -> None:
    when = datetime.combine(TODAY - timedelta(ago), at)
    one = Interaction(0, client.id, when, Channel.PHONE, Direction.IN, "About the suits")
    kept = table.book.interactions.add(one)
    if why:
        table.book.comfort.mark(ComfortMark(kept.id, Comfort.UNCOMFORTABLE, why))


@pytest.fixture
def worn_out(table: Table, priya: Client) -> Client:
    for ago in (0, 1, 2, 3):
        contact(table, priya, ago, time(11), ComfortReason.RUDE, ComfortReason.PRESSED_PRICE)
    return priya


def look(table: Table, look_at: Look) -> tuple[CheckInCard, Person]:
    card = CheckInCard(table.desk, lambda: datetime(2026, 11, 30, 9))
    table.book.changed = lambda _kinds: card.refresh()
    person = look_at(card)
    card.refresh()
    return card, person


def test_within_the_limits_there_is_no_line(table: Table, priya: Client, look_at: Look) -> None:
    for ago in (0, 1, 2):
        contact(table, priya, ago, time(11), ComfortReason.RUDE)
    card, _person = look(table, look_at)
    assert not card.guard.isVisible()


def test_over_the_limit_one_line_says_so_with_ones_own_limit(table: Table, worn_out: Client, look_at: Look) -> None:
    card, person = look(table, look_at)
    person.find("Four uncomfortable contacts in seven days. Your own limit is three.", QWidget)
    assert not card.guard.usual.isVisible()


def test_what_is_usual_stands_beside_once_enough_weeks_are_known(table: Table, worn_out: Client, look_at: Look) -> None:
    for ago in (8, 15, 22, 29, 36, 70):
        contact(table, worn_out, ago, time(11), ComfortReason.RUDE)
    _card, person = look(table, look_at)
    person.find("Your usual is one.", QWidget)


def test_the_line_stays_when_the_question_is_answered(table: Table, worn_out: Client, look_at: Look) -> None:
    card, person = look(table, look_at)
    person.press(Key.Key_3)
    assert not card.question.isVisible()
    assert card.guard.isVisible()


def test_a_day_is_kept_free_of_new_clients_and_undone(table: Table, worn_out: Client, look_at: Look) -> None:
    card, person = look(table, look_at)
    person.click("Keep Tuesday free of new clients")
    assert table.book.load.quiet_days(TODAY) == [TUESDAY]
    assert not card.guard.isVisible()
    assert table.said[-1][0].replace("\u00a0", " ") == "Tuesday 1 December is kept free of new clients."
    table.undo()
    assert table.book.load.quiet_days(TODAY) == []
    assert card.guard.isVisible()


def test_a_day_further_than_a_week_away_is_named_with_its_date(table: Table, worn_out: Client, look_at: Look) -> None:
    for number in range(1, 8):
        day = TODAY + timedelta(number)
        table.book.load.add(LoadAnswer(0, TODAY - timedelta(20), LoadSign.HARD_CONTACTS, 9, day))
    _card, person = look(table, look_at)
    person.find("Keep Tue 8 Dec free of new clients", QAbstractButton)


def test_put_aside_it_is_quiet_and_undo_lets_it_speak(table: Table, worn_out: Client, look_at: Look) -> None:
    card, person = look(table, look_at)
    person.click("Put it aside for seven days")
    assert not card.guard.isVisible()
    assert table.book.load.quiet_days(TODAY) == []
    table.undo()
    assert card.guard.isVisible()


def test_undone_twice_the_second_is_said_and_does_nothing(table: Table, worn_out: Client, look_at: Look) -> None:
    card, person = look(table, look_at)
    person.click("Put it aside for seven days")
    table.undo()
    _text, undo = table.said[0]
    assert undo is not None
    undo()
    assert card.guard.isVisible()
    assert len(table.said) == 2


def rows(person: Person) -> list[list[str]]:
    table = person.find(person.seen.findChild(QTableView).accessibleName(), QTableView)  # type: ignore[union-attr]
    model = table.model()
    return [
        [str(model.index(row, column).data()).replace("\u00a0", " ") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_what_was_counted_is_listed_and_enter_opens_the_client(table: Table, worn_out: Client, look_at: Look) -> None:
    _card, person = look(table, look_at)
    person.click("See the four")
    listed = rows(person)
    assert [row[0] for row in listed] == [
        "Mon 30 Nov, 11:00",
        "Sun 29 Nov, 11:00",
        "Sat 28 Nov, 11:00",
        "Fri 27 Nov, 11:00",
    ]
    assert listed[0][1:] == ["Priya Raman", "Rude  ·  Pressed the price"]
    assert "Priya" not in person.seen.windowTitle()
    person.press(Key.Key_Return)
    assert table.gone == [(Place.CLIENTS, worn_out.id)]


def test_escape_closes_the_list_and_opens_nothing(table: Table, worn_out: Client, look_at: Look) -> None:
    _card, person = look(table, look_at)
    person.click("See the four")
    person.press(Key.Key_Escape)
    assert person.seen is person.screen
    assert table.gone == []


def test_contacts_after_hours_are_counted_with_what_they_were_about(table: Table, priya: Client, look_at: Look) -> None:
    for ago in (0, 3, 4, 5):
        contact(table, priya, ago, time(21, 30))
    contact(table, priya, 1, time(12))
    _card, person = look(table, look_at)
    person.find("Five contacts after hours or on days off in seven days. Your own limit is four.", QWidget)
    person.click("See the five")
    assert rows(person)[1] == ["Sun 29 Nov, 12:00", "Priya Raman", "About the suits"]


def test_open_cases_of_uncomfortable_clients_are_listed_and_enter_opens_the_case(
    table: Table, priya: Client, order: Order, look_at: Look
) -> None:
    table.book.load.set_limits(LoadLimits(open_hard_cases=1))
    table.book.comfort.set_flag(ComfortFlag(priya.id, Comfort.UNCOMFORTABLE, TODAY))
    other = table.book.orders.add(Order(0, priya.id, "2", order.ordered_on, "a coat", order.total, order.paid))
    first = table.book.cases.add(Case(0, "", priya.id, order.id, "Zips failed", TODAY - timedelta(9)))
    table.book.cases.add(Case(0, "", priya.id, other.id, "Too long", TODAY))
    _card, person = look(table, look_at)
    person.find("Two open cases with uncomfortable clients. Your own limit is one.", QWidget)
    person.click("See the two")
    assert rows(person)[0] == ["Sat 21 Nov", "Priya Raman", "Zips failed"]
    person.press(Key.Key_Return)
    assert table.gone == [(Place.CASE, first.id)]


# The owner's own limits


@pytest.fixture
def limits(table: Table, look_at: Look) -> Person:
    screen = BusinessScreen(table.desk)
    table.book.changed = lambda _kinds: screen.refresh()
    return look_at(screen)


def stored(table: Table) -> LoadLimits:
    return table.book.load.limits()


def test_limits_and_hours_are_saved_as_they_are_left(table: Table, limits: Person) -> None:
    limits.write(HARD, "5")
    limits.write(LATE, "1")
    limits.write(CASES, "99")
    limits.write("Work begins at", "9")
    limits.write("Work ends at", "1730")
    limits.click("Sunday")
    limits.click("Monday")
    assert stored(table) == LoadLimits(True, 5, 1, 99, time(9), time(17, 30), (1, 6))


def test_the_guard_can_be_switched_off(table: Table, limits: Person, worn_out: Client, look_at: Look) -> None:
    limits.click("Tell me when it is too much")
    assert not stored(table).is_on
    assert actions.load_line(table.book, today=TODAY) is None
    card, _person = look(table, look_at)
    assert not card.guard.isVisible()


@pytest.mark.parametrize("typed", ["0", "1000", "100", "-1", "", "three", "2.5", "٣", "9" * 20])
def test_a_limit_is_a_whole_number_from_1_to_99(table: Table, limits: Person, typed: str) -> None:
    limits.write(HARD, typed)
    assert limits.error(HARD) == "Write a whole number from 1 to 99."
    assert limits.error(LATE) is None
    assert stored(table) == LoadLimits()


def test_work_ends_after_it_begins(table: Table, limits: Person) -> None:
    limits.write("Work ends at", "7:30")
    assert limits.error("Work ends at") == "Write an hour after the one at which work begins."
    limits.write("Work begins at", "6")
    assert limits.error("Work ends at") is None
    assert (stored(table).work_from, stored(table).work_to) == (time(6), time(7, 30))


@pytest.mark.parametrize("typed", ["25:00", "nine", "", "9:75"])
def test_an_hour_that_can_not_be_read_is_said_at_its_field(table: Table, limits: Person, typed: str) -> None:
    limits.write("Work begins at", typed)
    assert limits.error("Work begins at") == "Write an hour such as 9:00."
    assert stored(table) == LoadLimits()


def test_one_day_is_left_to_work_on(table: Table, limits: Person) -> None:
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        limits.click(day)
    assert limits.error("Days off") == "Leave at least one day to work on."
    assert stored(table).days_off == (1, 2, 3, 4, 6, 7)
    limits.click("Friday")
    assert limits.error("Days off") is None


def test_what_can_not_be_taken_is_kept_in_view_and_the_screen_is_not_left(table: Table, limits: Person) -> None:
    field = limits.write(HARD, "0")
    assert isinstance(limits.screen, BusinessScreen)
    assert not limits.screen.leave()
    assert field.hasFocus()
    limits.write(HARD, "2")
    assert limits.screen.leave()
    assert stored(table).hard_contacts == 2


def test_wiping_says_what_goes_asks_first_and_counts_anew(table: Table, limits: Person, worn_out: Client) -> None:
    book = table.book
    book.check_ins.save(CheckIn(TODAY, Comfort.UNEASY))
    book.load.add(LoadAnswer(0, TODAY, LoadSign.HARD_CONTACTS, 4, TUESDAY))
    limits.write(HARD, "2")
    limits.click("Wipe its history")
    limits.click("Keep it")
    assert book.check_ins.of(TODAY) is not None
    limits.click("Wipe its history")
    limits.click("Wipe it")
    assert book.check_ins.of(TODAY) is None
    assert book.load.answers() == []
    assert stored(table) == LoadLimits(hard_contacts=2, counted_from=TODAY)
    assert book.load.counts(TODAY)[LoadSign.HARD_CONTACTS] == 1
    limits.press(Key.Key_Tab)  # once the question is closed the window is in front again
    limits.write(HARD, "4")
    assert stored(table) == LoadLimits(hard_contacts=4, counted_from=TODAY)


def test_before_the_business_has_a_name_nothing_is_asked_about_limits(book: object, look_at: Look) -> None:
    from evenhand.storage.book import Book

    assert isinstance(book, Book)
    screen = BusinessScreen(Table(book).desk)
    look_at(screen)
    assert not screen.load.isVisible()
    assert screen.leave()


def test_the_guard_fits_into_the_narrowest_window(
    table: Table, worn_out: Client, look_at: Look, dressed: None, qtbot: QtBot
) -> None:
    card, _person = look(table, look_at)
    card.resize(560, 500)
    assert card.width() == 560
    qtbot.waitUntil(lambda: 0 < card.guard.width() < 560)
