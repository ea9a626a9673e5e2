"""Tab goes through what was made while the screen stood open where it's seen, and acting leaves the keyboard there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from case_desk import Table, put_right
from evenhand.domain.case import Step
from evenhand.domain.records import Case, Order
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.part_kindly import open_part_kindly
from person import Person

Open = Callable[[Case], Person]
NOTICED, NEED = "When did you first notice it?", "By when do you need it?"


@pytest.fixture
def case(table: Table, order: Order) -> Case:
    return put_right(table, order)


def _here() -> str:
    """What has the keyboard, by its name."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def test_tab_goes_through_the_questions_and_on_to_one_of_the_moment(case: Case, open_case: Open) -> None:
    person = open_case(case)
    assert isinstance(person.screen, CaseScreen)
    person.screen.show_step(Step.FIND_THE_CAUSE)
    person.click("Questions to the client: 0 asked")
    person.click(NEED)
    assert _here() == f"Answer: {NEED}"
    person.press(Qt.Key.Key_Tab)
    assert _here() == "Another question"
    person.find("Questions to the client: 1 asked", QAbstractButton).setFocus()
    person.press(Qt.Key.Key_Tab)
    assert _here() == NOTICED


def test_planning_a_follow_up_leaves_the_keyboard_on_it(case: Case, open_case: Open) -> None:
    person = open_case(case)
    assert isinstance(person.screen, CaseScreen)
    person.screen.show_step(Step.KEEP_IN_TOUCH)
    follow_ups = person.screen.end.follow_ups
    follow_ups.changed.connect(person.screen.refresh)  # as the window does when the book has changed
    plans = follow_ups.checks
    plans[0].setFocus()
    person.press(Qt.Key.Key_Space)
    QApplication.processEvents()
    plans = follow_ups.checks
    assert plans[0].isChecked()
    assert QApplication.focusWidget() is plans[0]
    person.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is plans[1]
    follow_ups.own.head.setFocus()
    person.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is plans[-1]


def test_the_checklist_of_a_parting_comes_after_what_stands_above_it(
    table: Table, case: Case, look_at: Callable[[QWidget], Person]
) -> None:
    person = look_at(QWidget())
    open_part_kindly(table.desk, person.screen, case.client_id, case.id)
    person.find("Terms", QAbstractButton).setFocus()
    person.press(Qt.Key.Key_Tab)
    assert _here() == "To give back or to close, line 1"
    person.write("To give back or to close, line 1", "the patterns")
    person.find("To give back or to close, line 1", QLineEdit).setFocus()
    person.press(Qt.Key.Key_Return)
    assert _here() == "To give back or to close, line 2"
    assert person.seen is not person.screen  # the line is all that Enter adds
    assert table.book.partings.of_client(case.client_id) == []
