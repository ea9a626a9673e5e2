"""Ours, and simple: one page, six fields, a promise; then what the book holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from case_desk import TODAY, Table
from evenhand.domain.case import CaseState, Situation, case_state
from evenhand.domain.money import Money
from evenhand.domain.promises import PromiseEnding
from evenhand.domain.records import Case, Cause, Client, LetterKind, Order, Refund, Remedy, Responsibility
from evenhand.domain.turns import whose_turn
from evenhand.ui.case_form import CaseForm
from evenhand.ui.cases_screen import CasesScreen
from evenhand.ui.desk import Place
from evenhand.ui.inputs import Field
from evenhand.ui.quick_path import QuickPathForm, open_quick_path, say_done
from person import Person

Look = Callable[[QWidget], Person]


@pytest.fixture
def case(table: Table, order: Order) -> Case:
    return table.book.cases.add(Case(0, "", order.client_id, order.id, "Zips failed", TODAY, words="They went."))


def _say(person: Person, *, words: str = "They went on the first day.") -> None:
    person.click("The piece itself")
    if words:
        person.write("In the client's own words", words)
    person.write("What exactly", "Stronger zips, fitted at your home")


def test_there_are_six_fields_at_most(table: Table, case: Case, look_at: Look) -> None:
    for form in (QuickPathForm(table.desk), QuickPathForm(table.desk, case_id=case.id)):
        look_at(form)
        assert len([one for one in form.findChildren(Field) if one.isVisible()]) <= 6


def test_from_the_list_to_a_promise_kept_today(table: Table, order: Order, look_at: Look) -> None:
    screen = CasesScreen(table.desk)
    person = look_at(screen)
    screen.new_case()
    person.click("Ours, and simple")
    assert isinstance(person.seen, QuickPathForm)
    person.write("Find the client", "raman")
    _say(person)
    person.write("What it costs me, in GBP", "31,50")
    person.click("Put it right")
    (row,) = table.book.cases.open()
    case = row.case
    assert (case.title, case.words) == ("a wedding party's suits", "They went on the first day.")
    assert (case.cause, case.responsibility, case.remedy) == (Cause.PRODUCT, Responsibility.OURS, Remedy.REPLACE)
    assert case.remedy_cost == Money(Decimal("31.50"), "GBP")
    (promise,) = table.book.promises.of_case(case.id)
    assert (promise.what, promise.ending) == ("Stronger zips, fitted at your home", PromiseEnding.KEPT)
    state = case_state(Situation(case), whose_turn(case, row.turns), len(row.promises))
    assert state is CaseState.SETTLED
    assert table.gone == [(Place.CASE, case.id)]
    text, undo = table.said[-1]
    assert text == "Put right and answered today."
    assert undo is not None
    undo()
    assert (table.book.cases.open(), table.book.promises.ended()) == ([], [])
    assert table.gone[-1] == (Place.CASES, 0)


def test_what_stands_in_the_form_for_a_case_goes_along(table: Table, order: Order, look_at: Look) -> None:
    form = CaseForm(table.desk, order.client_id, order.id)
    person = look_at(form)
    person.write("What it is about, in a few words", "Zips failed")
    person.write("Told us on", "27.11")
    person.write("In the client's own words", "They went.")
    person.click("Ours, and simple")
    _say(person, words="")
    person.click("Put it right")
    (row,) = table.book.cases.open()
    assert (row.case.title, row.case.words, row.case.received_on) == ("Zips failed", "They went.", date(2026, 11, 27))
    assert (form.case_id, form.quick is not None) == (row.case.id, True)


def test_a_day_and_an_hour_are_promised_and_a_letter_begun(table: Table, case: Case, look_at: Look) -> None:
    table.book.cases.save(replace(case, words=""))
    form = QuickPathForm(table.desk, case_id=case.id)
    person = look_at(form)
    _say(person)
    person.choose("How it is put right", "Repair it")
    person.click("By a day")
    person.write("By which day", "4.12")
    person.write("At what hour", "10")
    person.click("Begin a letter about it")
    person.click("Something for the trouble: I choose it next")
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (promise,) = table.book.promises.of_case(case.id)
    assert (promise.due_on, promise.due_at, promise.ending) == (date(2026, 12, 4), time(10, 0), None)
    stored = table.book.cases.get(case.id)
    assert (stored.answered_on, stored.compensation_skipped) == (TODAY, False)
    (row,) = table.book.letters.drafts()
    assert (row.draft.kind, row.draft.case_id) == (LetterKind.REPLACEMENT, case.id)
    say_done(table.desk, form.end)
    assert table.gone == [(Place.LETTER, row.draft.id)]
    text, undo = table.said[-1]
    assert text.replace("\u00a0", " ") == "Answered today, and promised for Friday 4 December."
    assert undo is not None
    undo()
    assert table.book.cases.get(case.id) == replace(case, words="")
    assert (table.book.letters.drafts(), table.book.promises.of_case(case.id)) == ([], [])


def test_a_day_off_is_shown_with_the_next_working_day(table: Table, case: Case, look_at: Look) -> None:
    person = look_at(QuickPathForm(table.desk, case_id=case.id))
    _say(person, words="")
    person.click("By a day")
    person.write("By which day", "6.12")
    person.find("Sunday 6 December is a day off.", QWidget)
    person.click("Take Monday 7 December")
    person.click("Put it right")
    (promise,) = table.book.promises.of_case(case.id)
    assert promise.due_on == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("name", "typed", "field", "sentence"),
    [
        ("By which day", "", "When", "Say by which day."),
        ("By which day", "29 November 2026", "When", "That day has passed. Promise today or a later day."),
        ("By which day", "31.2.2027", "When", "There is no such day in the calendar."),
        ("At what hour", "25:00", "When", "This is not a time of day. Write it like 14:30."),
        ("What it costs me, in GBP", "12,,5", "What it costs me, in GBP",
         "This is not a sum. Write it like 1234.50, without the currency."),
        ("What it costs me, in GBP", "-3", "What it costs me, in GBP", "A cost cannot be below zero."),
        ("What exactly", "", "How it is put right", "Say in a few words what you promise."),
        ("In the client's own words", "", "What failed", "The client's own words are still missing."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field_and_stays_typed(
    table: Table, order: Order, look_at: Look, name: str, typed: str, field: str, sentence: str
) -> None:
    person = look_at(QuickPathForm(table.desk, client_id=order.client_id, order_id=order.id))
    _say(person)
    person.click("By a day")
    person.write("By which day", "4.12")
    person.write(name, typed)
    person.click("Put it right")
    assert person.error(field) == sentence
    assert person.find(name, QLineEdit).text().replace("\u00a0", " ") == typed
    assert table.book.cases.open() == []


def test_without_a_cause_it_says_so(table: Table, order: Order, look_at: Look) -> None:
    person = look_at(QuickPathForm(table.desk, client_id=order.client_id, order_id=order.id))
    person.click("Put it right")
    assert person.error("What failed") == "What failed is still open."


def test_without_an_order_it_says_which_is_needed(table: Table, order: Order, look_at: Look) -> None:
    person = look_at(QuickPathForm(table.desk))
    person.click("Put it right")
    assert person.error("Client and order") == "Choose the client and the order that it is about."


def test_an_order_with_an_open_case_goes_on_there_and_adds_the_words(table: Table, case: Case, look_at: Look) -> None:
    form = QuickPathForm(table.desk, client_id=case.client_id, order_id=case.order_id)
    person = look_at(form)
    _say(person, words="And the lining.")
    person.click("Put it right")
    assert table.book.cases.get(case.id) == case
    person.click("Go on with it")
    person.click("Put it right")
    assert len(table.book.cases.open()) == 1
    stored = table.book.cases.get(case.id)
    assert (stored.words, stored.remedy) == ("They went.\nAnd the lining.", Remedy.REPLACE)


def test_opened_over_a_case_it_tells_the_case_when_it_is_done(table: Table, case: Case, look_at: Look) -> None:
    screen = QWidget()
    person = look_at(screen)
    told: list[bool] = []
    open_quick_path(table.desk, screen, case_id=case.id, then=lambda: told.append(True))
    _say(person, words="")
    person.click("Put it right")
    assert told == [True]
    assert table.said[-1][0] == "Put right and answered today."


# The form for a new case


def test_an_archived_client_is_found_and_brought_back_where_the_case_is_opened(
    table: Table, priya: Client, order: Order, look_at: Look
) -> None:
    table.book.clients.archive(priya.id, True)
    form = CaseForm(table.desk)
    person = look_at(form)
    person.write("What it is about, in a few words", "Zips failed")
    person.write("Find the client", "raman")
    person.find("This client is archived. Bring the client back first, then open the case.", QWidget)
    person.click("Bring the client back")
    assert not table.book.clients.get(priya.id).archived
    assert person.find("What it is about, in a few words", QLineEdit).text() == "Zips failed"
    person.click("Open the case")
    assert form.case_id is not None


def test_an_order_refunded_in_full_leads_to_the_case_that_did_so_after_asking(
    table: Table, order: Order, look_at: Look
) -> None:
    before = table.book.cases.add(
        Case(0, "", order.client_id, order.id, "Torn", TODAY, words="It tore.", closed_on=TODAY)
    )
    table.book.cases.set_compensation(before.id, Refund(order.paid, "by bank transfer", TODAY))
    form = CaseForm(table.desk, order.client_id, order.id)
    person = look_at(form)
    person.find("This order has been refunded in full already.", QWidget)
    person.write("What it is about, in a few words", "Zips failed")
    person.click("See 2026-001")
    assert table.gone == []
    person.click("Keep writing")
    assert person.find("What it is about, in a few words", QLineEdit).text() == "Zips failed"
    person.click("See 2026-001")
    person.click("Let it go")
    assert table.gone == [(Place.CASE, before.id)]


def test_what_was_written_goes_with_the_owner_to_the_case_that_was_there(
    table: Table, case: Case, order: Order, look_at: Look
) -> None:
    screen = CasesScreen(table.desk)
    person = look_at(screen)
    screen.new_case()
    person.write("Find the client", "raman")
    person.write("What it is about, in a few words", "And the lining")
    person.write("In the client's own words", "It tore as well.")
    person.click("Go on with it")
    assert table.book.cases.get(case.id).words == "They went.\nAnd the lining\nIt tore as well."
    assert table.gone == [(Place.CASE, case.id)]
    assert table.said[-1][0] == "What you wrote is added to the client's words."


def test_a_client_without_an_order_is_led_to_write_one_and_then_on(table: Table, priya: Client, look_at: Look) -> None:
    form = CaseForm(table.desk)
    person = look_at(form)
    person.write("What it is about, in a few words", "Zips failed")
    person.write("Find the client", "raman")
    person.click("New order")
    person.write("What", "a coat")
    person.write("Sum, GBP", "240")
    person.click("Save")
    person.click("Open the case")
    (row,) = table.book.cases.open()
    assert (row.case.title, row.order_what) == ("Zips failed", "a coat")
