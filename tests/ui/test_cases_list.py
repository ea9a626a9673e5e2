"""The list of cases: which answer is due, whose turn it is, what is promised next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from case_desk import TODAY, Table
from evenhand import actions
from evenhand.domain.records import Case, Cause, Order, Outcome, Remedy, Responsibility
from evenhand.domain.turns import Turn
from evenhand.ui.cases_screen import CasesScreen
from evenhand.ui.desk import Place
from person import Person

Look = Callable[[QWidget], Person]
FOUND = {"cause": Cause.PRODUCT, "responsibility": Responsibility.OURS}


def _case(table: Table, order: Order, title: str = "Zips failed", **known: object) -> Case:
    """A case on an order of its own, as one order has one open case."""
    if table.book.cases.of_order(order.id):
        number = f"{order.number}-{len(table.book.orders.of_client(order.client_id))}"
        order = table.book.orders.add(replace(order, id=0, number=number))
    case = Case(0, "", order.client_id, order.id, title, TODAY, words="They went on the first day.")
    return table.book.cases.add(replace(case, **known))  # type: ignore[arg-type]


def _lines(screen: CasesScreen) -> list[str]:
    model, role = screen.model, Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role).replace("\u00a0", " ") for row in range(model.rowCount())]


def test_each_case_says_its_answer_its_turn_its_promise_and_its_step(table: Table, order: Order, look_at: Look) -> None:
    case = _case(table, order, **FOUND)
    actions.make_promise(
        table.book,
        client_id=case.client_id,
        what="Ring on Friday",
        due_on=date(2026, 12, 4),
        case_id=case.id,
        made_on=TODAY,
        operation_id="ring",
    )
    screen = CasesScreen(table.desk)
    look_at(screen)
    assert _lines(screen) == [
        "3 working days left, My turn, Zips failed, Priya Raman, 4 Dec, Ring on Friday, 2  Put it right"
    ]
    screen.table.activated.emit(screen.model.index(0, 0))
    assert table.gone == [(Place.CASE, case.id)]


def test_open_waiting_settled_and_closed_are_counted_and_kept_apart(table: Table, order: Order, look_at: Look) -> None:
    done = FOUND | {"remedy": Remedy.NOTHING, "compensation_skipped": True, "answered_on": TODAY}
    _case(table, order, "Ours to answer")
    waits = _case(table, order, "Waits for the mill")
    actions.give_turn(table.book, case_id=waits.id, turn=Turn.THIRD_PARTY, since=TODAY, note="the cloth", today=TODAY)
    _case(table, order, "Said what we do", answered_on=TODAY)
    _case(table, order, "All done", **done)
    _case(table, order, "Over", closed_on=TODAY, outcome=Outcome.STAYS)
    screen = CasesScreen(table.desk)
    person = look_at(screen)
    assert _lines(screen) == ["3 working days left, My turn, Ours to answer, Priya Raman, 1  Find the cause"]
    person.click("Waiting 2")
    assert _lines(screen) == [
        "Waiting for a third party, A third party's turn: the cloth, Waits for the mill, Priya Raman,"
        " 1  Find the cause",
        "Answered in time, The client's turn, Said what we do, Priya Raman, 1  Find the cause",
    ]
    person.click("Settled 1")
    assert _lines(screen) == ["Answered in time, The client's turn, All done, Priya Raman, 5  Keep in touch"]
    person.click("Closed 1")
    assert _lines(screen) == ["Closed, Over, Priya Raman, 30 Nov 2026"]


def test_the_soonest_answer_stands_first(table: Table, order: Order, look_at: Look) -> None:
    _case(table, order, "New")
    _case(table, order, "Late", received_on=TODAY - timedelta(10))
    came_back = _case(table, order, "Came back", received_on=TODAY - timedelta(12), answered_on=TODAY - timedelta(11))
    actions.give_turn(table.book, case_id=came_back.id, turn=Turn.OURS, since=TODAY - timedelta(4), today=TODAY)
    screen = CasesScreen(table.desk)
    look_at(screen)
    titles = [screen.model.record(row).case.title for row in range(screen.model.rowCount())]
    assert titles == ["Late", "Came back", "New"]


def test_cases_are_found_by_client_and_closed_ones_behind_their_segment(
    table: Table, order: Order, look_at: Look
) -> None:
    _case(table, order, closed_on=TODAY, outcome=Outcome.STAYS)
    screen = CasesScreen(table.desk)
    person = look_at(screen)
    assert screen.model.rowCount() == 0
    person.click("Closed 1")
    assert screen.model.rowCount() == 1
    person.write("Search cases", "wilk")
    assert screen.model.rowCount() == 0
    person.find("Nothing by these words.", QWidget)
    person.write("Search cases", "RAMAN zips")
    assert screen.model.rowCount() == 1


def test_closed_cases_are_read_only_when_they_are_looked_at(
    table: Table, order: Order, look_at: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    _case(table, order, closed_on=TODAY, outcome=Outcome.STAYS)
    read, closed = [], table.book.cases.closed
    monkeypatch.setattr(table.book.cases, "closed", lambda: read.append(1) or closed())
    screen = CasesScreen(table.desk)
    person = look_at(screen)
    person.write("Search cases", "raman")
    person.click("Waiting 0")
    screen.refresh()
    assert not read
    person.click("Closed 1")
    person.write("Search cases", "zips")
    assert read == [1]


def test_what_is_shown_stays_when_a_case_changes(table: Table, order: Order, look_at: Look) -> None:
    case = _case(table, order, closed_on=TODAY, outcome=Outcome.STAYS)
    screen = CasesScreen(table.desk)
    person = look_at(screen)
    person.click("Closed 1")
    table.book.cases.save(replace(case, title="Zips, and the lining"))
    screen.refresh()
    assert _lines(screen) == ["Closed, Zips, and the lining, Priya Raman, 30 Nov 2026"]


@pytest.mark.parametrize(("width", "hidden"), [(1068, []), (960, [6]), (800, [1, 6])])
def test_a_narrow_list_goes_without_the_step_and_then_the_words_beside_the_days(
    table: Table, order: Order, look_at: Look, width: int, hidden: list[int]
) -> None:
    _case(table, order)
    screen = CasesScreen(table.desk)
    look_at(screen)
    screen.resize(width, 610)
    assert [column for column in range(7) if screen.table.isColumnHidden(column)] == hidden
    assert screen.minimumSizeHint().width() <= 960
    assert _lines(screen) == ["3 working days left, My turn, Zips failed, Priya Raman, 1  Find the cause"]
