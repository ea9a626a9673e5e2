"""Whose turn it is, said and passed on by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from case_desk import TODAY, Table
from evenhand import actions
from evenhand.domain.records import Case, Order
from evenhand.domain.turns import Turn, TurnChange
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import read_case
from evenhand.ui.turn_form import TurnForm, TurnLine, turn_words
from person import Person

RECEIVED = date(2026, 11, 23)
Look = Callable[[QWidget], Person]


@pytest.fixture
def case(table: Table, order: Order) -> Case:
    return table.book.cases.add(Case(0, "", order.client_id, order.id, "Zips failed", RECEIVED, words="They went."))


def _line(table: Table, case: Case, look_at: Look) -> Person:
    line = TurnLine(table.desk)
    line.show_facts(read_case(table.book, case.id, TODAY))
    return look_at(kit.holder(kit.column(line, None)))


def test_the_move_is_passed_on_with_what_is_waited_for_and_taken_back(table: Table, case: Case, look_at: Look) -> None:
    person = _line(table, case, look_at)
    person.click("My turn, since 23 Nov")
    person.click("A third party's turn")
    person.write("Since", "26.11")
    person.write("What is waited for", "the mill's answer about the cloth")
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (change,) = table.book.turns.of_case(case.id)
    assert change == TurnChange(
        change.id, case.id, Turn.THIRD_PARTY, date(2026, 11, 26), "the mill's answer about the cloth"
    )
    text, undo = table.said[-1]
    assert text.replace("\u00a0", " ") == ("A third party's turn, since 26 Nov: the mill's answer about the cloth")
    assert undo is not None
    undo()
    assert table.book.turns.of_case(case.id) == []


def test_an_answered_case_has_been_the_clients_since_that_day(table: Table, case: Case) -> None:
    answered = replace(case, answered_on=date(2026, 11, 25))
    assert turn_words(answered, ()).replace("\u00a0", " ") == "The client's turn, since 25 Nov"


def test_nothing_is_written_when_nothing_changes(table: Table, case: Case, look_at: Look) -> None:
    form = TurnForm(table.desk, None, read_case(table.book, case.id, TODAY))
    person = look_at(form)
    person.click("Save")
    assert (table.book.turns.of_case(case.id), form.change) == ([], None)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("20.11", "The case began on 23 November 2026. Choose that day or a later one."),
        ("24.11", "It last passed on 25 November 2026 to another. Choose that day or a later one."),
        ("+1", "That day is still to come. Choose today or an earlier day."),
        ("31.2.2026", "There is no such day in the calendar."),
        ("", "This is not a day. Write it like 8.2.2027 or 2027-02-08, or +7 for a week from today."),
    ],
)
def test_a_day_that_cannot_be_is_said_and_what_is_typed_stays(
    table: Table, case: Case, look_at: Look, day: str, sentence: str
) -> None:
    before = actions.give_turn(table.book, case_id=case.id, turn=Turn.CLIENT, since=date(2026, 11, 25), today=TODAY)
    form = TurnForm(table.desk, None, read_case(table.book, case.id, TODAY))
    person = look_at(form)
    person.click("My turn")
    person.write("What is waited for", "her sizes")
    person.write("Since", day)
    person.click("Save")
    error = person.error("Since")
    assert error is not None
    assert error.replace("\u00a0", " ") == sentence
    assert person.find("What is waited for", QLineEdit).text() == "her sizes"
    assert table.book.turns.of_case(case.id) == [before]


def test_a_closed_case_is_nobodys_turn(table: Table, case: Case, look_at: Look) -> None:
    table.book.cases.save(replace(case, closed_on=TODAY))
    line = TurnLine(table.desk)
    line.show_facts(read_case(table.book, case.id, TODAY))
    look_at(line)
    assert line.give_turn() is None


def test_a_long_line_never_widens_the_head(table: Table, case: Case, look_at: Look) -> None:
    actions.give_turn(
        table.book, case_id=case.id, turn=Turn.CLIENT, since=TODAY, note="the choice of cloth " * 20, today=TODAY
    )
    line = TurnLine(table.desk)
    line.show_facts(read_case(table.book, case.id, TODAY))
    look_at(line)
    line.resize(200, 24)
    assert line.minimumSizeHint().width() <= 120
    assert line.text().endswith("…")
    assert "the choice of cloth the choice" in line.accessibleName()
