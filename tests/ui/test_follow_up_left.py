"""Keeping in touch with one who left, from the client's page: the day, the letter, the answer, the rhythm, the door."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from case_desk import Table
from evenhand import actions
from evenhand.domain.keeping_in_touch import FollowUp
from evenhand.domain.records import LetterKind, Standing
from evenhand.storage.book import Book
from evenhand.ui.desk import Place
from evenhand.ui.follow_up_left import AfterTheyWent
from person import Person
from tailor import open_case, open_shop

TODAY = date(2026, 11, 2)  # eight months after her one order


@pytest.fixture
def table(book: Book) -> Table:
    open_shop(book)
    book.clients.save(replace(book.clients.get(1), standing=Standing.LEFT))
    return Table(book, TODAY)


@pytest.fixture
def block(table: Table, qtbot: QtBot) -> Callable[[], Person]:
    def show() -> Person:
        block = AfterTheyWent(table.desk)
        qtbot.addWidget(block)
        block.resize(520, 400)
        with qtbot.waitExposed(block):
            block.show()
            block.show_client(table.book.clients.get(1))
        return Person(qtbot, block)

    return show


def test_a_greeting_that_is_due_leads_to_the_letter_without_an_offer(table: Table, block: Callable[[], Person]) -> None:
    person = block()
    person.find("It is time for a greeting.", QWidget)
    person.click("Write a line")
    (row,) = table.book.letters.drafts()
    assert (row.draft.kind, table.gone) == (LetterKind.KEEP_IN_TOUCH, [(Place.LETTER, row.draft.id)])


def test_once_the_letter_is_issued_the_next_greeting_has_another_day(table: Table, block: Callable[[], Person]) -> None:
    draft = actions.start_letter(table.book, kind=LetterKind.KEEP_IN_TOUCH, language="en", today=TODAY, client_id=1)
    actions.issue_letter(table.book, draft=draft, operation_id="line", issued_on=TODAY)
    person = block()
    person.find("The next greeting is due on 2 May 2027.", QWidget)
    person.find("Written to on 2 November 2026. Whether an answer came isn't noted yet.", QWidget)
    person.click("They answered")
    (done,) = table.book.follow_ups.of_client(1)
    assert (done.done_on, done.heard) == (TODAY, True)
    person.find("Written to on 2 November 2026, and they answered.", QWidget)
    table.undo()
    person.click("No answer")
    (done,) = table.book.follow_ups.of_client(1)
    assert done.heard is False


def test_the_letter_does_what_was_planned_for_that_day(table: Table) -> None:
    planned = actions.plan_follow_up(table.book, client_id=1, due_on=TODAY, what="Wish a good winter", today=TODAY)
    draft = actions.start_letter(table.book, kind=LetterKind.KEEP_IN_TOUCH, language="en", today=TODAY, client_id=1)
    actions.issue_letter(table.book, draft=draft, operation_id="line", issued_on=TODAY)
    assert table.book.follow_ups.of_client(1) == [replace(planned, done_on=TODAY)]


def test_a_greeting_by_telephone_counts_and_one_that_was_not_sent_does_not(
    table: Table, block: Callable[[], Person]
) -> None:
    person = block()
    person.click("I greeted them another way")
    assert [one.done_on for one in table.book.follow_ups.of_client(1)] == [TODAY]
    table.undo()
    assert table.book.follow_ups.of_client(1) == []
    person.click("I greeted them another way")
    person.click("It was not sent")
    assert table.book.follow_ups.of_client(1) == []
    person.find("It is time for a greeting.", QWidget)


def test_after_three_silences_nothing_more_is_proposed(table: Table, block: Callable[[], Person]) -> None:
    for month in (4, 6, 8):
        day = date(2026, month, 1)
        table.book.follow_ups.add(FollowUp(0, 1, day, "A greeting", done_on=day, heard=False))
    person = block()
    person.find("Three greetings had no answer, so none is proposed any more.", QWidget)
    with pytest.raises(AssertionError):
        person.find("Write a line", QAbstractButton)


def test_money_still_owed_comes_before_any_greeting(table: Table, block: Callable[[], Person]) -> None:
    order = table.book.orders.get(1)
    table.book.orders.save(replace(order, paid=order.paid - order.paid))
    person = block()
    person.find("Money is still owed, so no greeting is proposed until that is settled.", QWidget)
    with pytest.raises(AssertionError):
        person.find("Write a line", QAbstractButton)


def test_the_door_is_closed_and_opened_again(table: Table, block: Callable[[], Person]) -> None:
    person = block()
    person.click("The door is closed")
    person.find("You closed the door, so no greeting is proposed.", QWidget)
    table.undo()
    assert table.book.doors.of(1) is None
    person.find("It is time for a greeting.", QWidget)


def test_another_rhythm_moves_the_day(table: Table, block: Callable[[], Person]) -> None:
    person = block()
    person.click("12 months")
    person.find("The next greeting is due on 1 March 2027.", QWidget)
    person.click("Never")
    person.find("No greeting is proposed here.", QWidget)
    table.undo()
    door = table.book.doors.of(1)
    assert door is not None
    assert (door.months, door.closed) == (12, False)


def test_an_open_case_comes_first(table: Table, block: Callable[[], Person]) -> None:
    open_case(table.book)
    block().find("A case with Jane Whitcombe is open. Greetings wait until it has its end.", QWidget)


def test_for_a_client_who_is_here_it_takes_no_room(table: Table, qtbot: QtBot) -> None:
    block = AfterTheyWent(table.desk)
    qtbot.addWidget(block)
    block.show_client(replace(table.book.clients.get(1), standing=Standing.ACTIVE))
    assert block.isHidden()
