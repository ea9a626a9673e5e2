"""What a form or a step shows is what is so: a whole day, a field that's right, a button within the screen."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from case_desk import TODAY, Table, put_right
from evenhand.domain.case import Step
from evenhand.domain.money import Money
from evenhand.domain.promises import Promise
from evenhand.domain.questions import CaseQuestion
from evenhand.domain.records import Case, Gift, Order, Outcome
from evenhand.formats import NBSP
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.client_figures import figures_row
from evenhand.ui.options_field import OptionsField
from evenhand.ui.part_kindly import open_part_kindly
from evenhand.ui.quick_path import QuickPathForm
from evenhand.ui.rules_screen import RulesScreen
from evenhand.ui.theme import theme
from person import Person

Open = Callable[[Case], Person]


@pytest.fixture
def case(table: Table, order: Order) -> Case:
    return put_right(table, order, compensation_skipped=True)


def test_the_days_of_the_ways_are_seen_whole_in_a_narrow_letter_form(dressed: None, qtbot: QtBot) -> None:
    ways = OptionsField(lambda: TODAY)
    qtbot.addWidget(ways)
    what = "A second jacket of the same cloth, cut anew"
    ways.set_value(json.dumps([{"what": what, "by": "2026-12-28", "effort": "Bring the suit in on a weekday"}]))
    ways.resize(440, 200)
    ways.show()
    day = ways.findChildren(QLineEdit)[1]
    assert day.text().replace(NBSP, " ") == "28 Dec 2026"
    day.home(False)
    first = day.cursorRect()
    day.end(False)
    icon = min(button.x() for button in day.findChildren(QAbstractButton))
    assert first.left() >= 0
    assert day.cursorRect().left() <= icon
    assert day.cursorRect().left() - first.left() >= day.fontMetrics().horizontalAdvance(day.text()) - 2
    for field in ways.findChildren(QLineEdit):
        if field is not day:
            assert field.cursorPosition() == 0


def test_the_day_a_claim_was_said_stands_there_without_a_mistake(case: Case, open_case: Open) -> None:
    person = open_case(case)
    assert isinstance(person.screen, CaseScreen)
    person.screen.show_step(Step.FIND_THE_CAUSE)
    person.click("What the client asks for: 0 noted")
    day = person.find("Said on", QLineEdit)
    assert (day.text().replace(NBSP, " "), day.property("invalid")) == ("30 November 2026", "false")


def test_a_sheet_is_never_wider_than_the_screen(
    table: Table, case: Case, look_at: Callable[[QWidget], Person], qapp: QApplication
) -> None:
    theme.apply(qapp, dark=False, text_size=150)
    person = look_at(QWidget())
    open_part_kindly(table.desk, person.screen, case.client_id, case.id)
    sheet = person.seen
    assert theme.px(760) > sheet.screen().availableGeometry().width()
    primary = person.find("Part kindly", QAbstractButton)
    assert primary.mapTo(sheet, primary.rect().topRight()).x() < sheet.width()
    assert sheet.width() <= sheet.screen().availableGeometry().width()


def test_compensations_are_counted_in_the_cases_that_gave_something(table: Table, case: Case) -> None:
    order = replace(table.book.orders.get(case.order_id), id=0, number="2026-0002")
    another = replace(case, id=0, number="", order_id=table.book.orders.add(order).id, title="Another")
    other = table.book.cases.add(another)
    table.book.cases.set_compensation(other.id, Gift("a scarf", Money(30, "GBP")))
    compensations = figures_row(table.book.figures(case.client_id), TODAY, "GBP")[1]
    assert (compensations.value, compensations.note) == ("£30", "in 1 case")


def test_a_case_is_not_said_to_be_all_but_closed_while_something_is_promised(
    table: Table, case: Case, open_case: Open
) -> None:
    table.book.cases.save(replace(case, outcome=Outcome.STAYS))
    due = date(2026, 12, 3)
    table.book.promises.add(Promise(0, case.client_id, "A stronger zip", TODAY, due, due, case_id=case.id))
    person = open_case(case)
    assert isinstance(person.screen, CaseScreen)
    person.screen.show_step(Step.KEEP_IN_TOUCH)
    said = [one.text().replace(NBSP, " ") for one in person.screen.footer.findChildren(QLabel)]
    assert [text for text in said if text.startswith("A promise for 3 December 2026 is still open.")]


def test_what_the_book_knows_before_a_fourth_question_comes_into_sight(
    table: Table, case: Case, open_case: Open, qtbot: QtBot
) -> None:
    for text in ("When did you first notice it?", "What were you doing with it at the time?", "Where is it now?"):
        table.book.asked.add(CaseQuestion(0, case.id, TODAY, text))
    person = open_case(case)
    assert isinstance(person.screen, CaseScreen)
    person.screen.resize(1068, 560)
    person.screen.show_step(Step.FIND_THE_CAUSE)
    person.find("By when do you need it?", QAbstractButton).click()
    lookup = person.screen.cause.questions.lookup
    area = next(one for one in person.screen.findChildren(QScrollArea) if one.isVisible() and one.isAncestorOf(lookup))

    def in_sight() -> bool:
        below = lookup.mapTo(area.viewport(), lookup.rect().bottomLeft()).y()
        return 0 < below <= area.viewport().height()

    qtbot.waitUntil(in_sight)


def test_a_search_given_up_brings_back_who_was_named(
    table: Table, order: Order, look_at: Callable[[QWidget], Person]
) -> None:
    person = look_at(QWidget())
    form = QuickPathForm(table.desk, person.screen, client_id=order.client_id, order_id=order.id)
    form.open()
    person.write("Find the client", "Nobody")
    assert form.finder.order_id() is None
    field = person.find("Find the client", QLineEdit)
    field.selectAll()
    field.setFocus()
    person.press(Qt.Key.Key_Delete)
    assert form.finder.order_id() == order.id


@pytest.mark.parametrize("width", [960, 1216])
def test_no_word_of_a_house_rule_is_cut_in_large_letters(
    table: Table, look_at: Callable[[QWidget], Person], dressed: None, qtbot: QtBot, width: int
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, dark=False, text_size=150)
    try:
        screen = RulesScreen(table.desk)
        look_at(screen)
        screen.resize(width, 610)

        def cut() -> list[str]:
            labels = [one for row in screen.list.rows for one in row.findChildren(QLabel) if one.wordWrap()]
            words = [(one, word) for one in labels for word in one.text().split()]
            return [word for one, word in words if one.fontMetrics().horizontalAdvance(word) > one.width()]

        qtbot.waitUntil(lambda: not cut())
    finally:
        theme.apply(app, dark=False, text_size=100)
