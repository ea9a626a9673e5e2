"""The first step of a case: why and why again, few questions, what is asked for; then what the book holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from case_desk import TODAY, Table
from evenhand.domain.line import Claim
from evenhand.domain.money import Money
from evenhand.domain.questions import CaseQuestion, Question
from evenhand.domain.records import Case, Channel, Direction, Interaction, Order, Remedy, Responsibility
from evenhand.domain.turns import Turn, whose_turn
from evenhand.storage.errors import StorageFailed
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.quick_path import QuickPathForm
from person import Person

Open = Callable[[Case], Person]
NOTICED, DOING = "When did you first notice it?", "What were you doing with it at the time?"
MATTERS, NEED = "What matters most to you now?", "By when do you need it?"


@pytest.fixture
def case(table: Table, order: Order) -> Case:
    return table.book.cases.add(Case(0, "", order.client_id, order.id, "Zips failed", TODAY, words="They went."))


def _another(table: Table, case: Case) -> Case:
    """A case of the same client, on another order."""
    order = table.book.orders.get(case.order_id)
    order = table.book.orders.add(replace(order, id=0, number="2026-0002"))
    return table.book.cases.add(replace(case, id=0, number="", order_id=order.id, title="Another"))


def _asked(table: Table, case: Case) -> list[str]:
    return [one.question for one in table.book.asked.of_case(case.id)]


# Why, and why again


def test_why_is_asked_until_there_is_something_to_change(table: Table, case: Case, open_case: Open) -> None:
    person = open_case(case)
    person.write("What happened?", "The zip gave way")
    person.write("Why, step 1 of 5", "I fitted a light coil zip")
    person.write("Why, step 2 of 5", "I did not ask what it is for")
    person.click("Ask why once more")
    focused = QApplication.focusWidget()
    assert focused is person.find("Why, step 3 of 5", QLineEdit)
    person.write("Why, step 3 of 5", "Nothing on my sheet asks it")
    assert table.book.cases.get(case.id).whys == (
        "The zip gave way",
        "I fitted a light coil zip",
        "I did not ask what it is for",
        "Nothing on my sheet asks it",
    )


def test_why_is_asked_five_times_at_most(table: Table, case: Case, open_case: Open) -> None:
    table.book.cases.save(replace(case, whys=("It tore", "a", "b", "c", "d", "e")))
    person = open_case(case)
    person.find("Why, step 5 of 5", QLineEdit)
    with pytest.raises(AssertionError):
        person.find("Ask why once more", QAbstractButton)


def test_an_emptied_line_leaves_the_others_where_they_are(table: Table, case: Case, open_case: Open) -> None:
    table.book.cases.save(replace(case, whys=("It tore", "Thin thread", "Old stock")))
    person = open_case(case)
    person.write("Why, step 1 of 5", "")
    assert table.book.cases.get(case.id).whys == ("It tore", "", "Old stock")
    person.write("Why, step 2 of 5", "")
    assert table.book.cases.get(case.id).whys == ("It tore",)
    assert person.find("What happened?", QLineEdit).text() == "It tore"


def test_another_case_starts_with_its_own_lines(table: Table, case: Case, open_case: Open) -> None:
    table.book.cases.save(replace(case, whys=("It tore", "a", "b", "c")))
    other = _another(table, case)
    person = open_case(case)
    assert isinstance(person.screen, CaseScreen)
    person.screen.show_record(other.id)
    assert person.find("What happened?", QLineEdit).text() == ""
    with pytest.raises(AssertionError):
        person.find("Why, step 3 of 5", QLineEdit)


# Answering


def test_to_have_answered_passes_the_move_on_and_is_taken_back_as_one(
    table: Table, case: Case, open_case: Open
) -> None:
    person = open_case(case)
    person.click("I have answered them today")
    stored = table.book.cases.get(case.id)
    assert stored.answered_on == TODAY
    assert whose_turn(stored, table.book.turns.of_case(case.id)) is Turn.CLIENT
    person.click("I answered them on Mon 30 Nov")
    stored = table.book.cases.get(case.id)
    assert stored.answered_on is None
    assert whose_turn(stored, table.book.turns.of_case(case.id)) is Turn.OURS


# Questions


def test_a_question_is_ticked_off_and_its_answer_kept(table: Table, case: Case, open_case: Open) -> None:
    person = open_case(case)
    person.click("Questions to the client: 0 asked")
    person.find("3 questions are left of three.", QWidget)
    person.click(NOTICED)
    person.write(f"Answer: {NOTICED}", "On the first walk")
    (asked,) = table.book.asked.of_case(case.id)
    assert (asked.question, asked.answer, asked.asked_on) == (NOTICED, "On the first walk", TODAY)
    person.find("Asked on 30 Nov", QWidget)
    person.find("2 questions are left of three.", QWidget)
    person.find("Questions to the client: 1 asked", QAbstractButton)


def test_a_question_of_the_moment_is_asked_by_enter(table: Table, case: Case, open_case: Open) -> None:
    person = open_case(case)
    person.click("Questions to the client: 0 asked")
    editor = person.find("Another question", QLineEdit)
    editor.setFocus()
    person.qtbot.keyClicks(editor, "Was it wet?")
    person.qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert _asked(table, case) == ["Was it wet?"]
    assert editor.text() == ""
    person.find("Was it wet?", QAbstractButton)


def test_a_fourth_question_first_shows_what_the_book_knows(
    table: Table, case: Case, order: Order, open_case: Open
) -> None:
    table.book.orders.save(replace(order, delivered_on=date(2026, 11, 20)))
    told = datetime(2026, 11, 21, 9)
    table.book.interactions.add(
        Interaction(0, order.client_id, told, Channel.PHONE, Direction.IN, "Wears them to the hills", order.id)
    )
    person = open_case(case)
    person.click("Questions to the client: 0 asked")
    for question in (NOTICED, DOING, MATTERS, NEED):
        person.click(question)
    assert _asked(table, case) == [NOTICED, DOING, MATTERS]
    person.find(f"One more question: {NEED}", QWidget)
    person.find(
        "· 2026-0001, a wedding party's suits, £20,000\n· Ordered on 2 November 2026\n"
        "· Delivered on 20 November 2026\n· 21 Nov, By phone: Wears them to the hills",
        QWidget,
    )
    assert QApplication.focusWidget() is person.find("Ask it all the same", QAbstractButton)
    person.click("It is answered here")
    assert not person.find(NEED, QAbstractButton).isChecked()
    person.click(NEED)
    person.click("Ask it all the same")
    assert _asked(table, case) == [NOTICED, DOING, MATTERS, NEED]


def test_a_tick_taken_away_comes_back_with_its_answer(table: Table, case: Case, open_case: Open) -> None:
    asked = table.book.asked.add(CaseQuestion(0, case.id, TODAY, NEED, "By Friday"))
    person = open_case(case)
    person.click("Questions to the client: 1 asked")
    person.click(NEED)
    assert _asked(table, case) == []
    text, undo = table.said[-1]
    assert text == "The question is taken out of the case."
    assert undo is not None
    undo()
    assert table.book.asked.of_case(case.id) == [asked]


def test_an_empty_question_is_not_asked(table: Table, case: Case, open_case: Open) -> None:
    person = open_case(case)
    person.click("Questions to the client: 0 asked")
    person.click("I asked it")
    assert person.error("Another question") == "Write the question first."
    assert _asked(table, case) == []


def test_the_own_list_is_written_put_in_order_and_taken_from(table: Table, case: Case, open_case: Open) -> None:
    person = open_case(case)
    person.click("Questions to the client: 0 asked")
    person.click("My questions")
    person.write("Question 1", "What is it for?")
    person.click("Add a question")
    person.write("Question 5", "Who washes it?")
    out = [one for one in person.seen.findChildren(QAbstractButton) if one.accessibleName() == "Take it out"]
    out[1].click()
    up = [one for one in person.seen.findChildren(QAbstractButton) if one.accessibleName() == "Move up"]
    up[-1].click()
    person.click("Save")
    assert [one.text for one in table.book.questions.all()] == ["What is it for?", MATTERS, "Who washes it?", NEED]
    person.find("What is it for?", QAbstractButton)
    with pytest.raises(AssertionError):
        person.find(NOTICED, QAbstractButton)


def test_an_emptied_line_of_the_own_list_goes(table: Table, case: Case, open_case: Open) -> None:
    for place, text in enumerate(("One?", "Two?"), 1):
        table.book.questions.add(Question(0, place, text))
    person = open_case(case)
    person.click("Questions to the client: 0 asked")
    person.click("My questions")
    person.write("Question 1", "")
    person.click("Save")
    assert [(one.place, one.text) for one in table.book.questions.all()] == [(1, "Two?")]


def test_an_answer_that_could_not_be_kept_comes_back_with_its_case(
    table: Table, case: Case, open_case: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.book.asked.add(CaseQuestion(0, case.id, TODAY, NEED))
    other = _another(table, case)
    person = open_case(case)
    assert isinstance(person.screen, CaseScreen)

    def full(_asked: CaseQuestion) -> None:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(table.book.asked, "save", full)
    person.write(f"Answer: {NEED}", "By Friday")
    person.write("Another question", "Was it wet?")
    person.screen.show_record(other.id)
    assert person.screen.cause.questions.own.text() == ""
    monkeypatch.undo()
    person.screen.show_record(case.id)
    assert person.find(f"Answer: {NEED}", QLineEdit).text() == "By Friday"
    assert person.find("Another question", QLineEdit).text() == "Was it wet?"


# What the client asks for


def test_what_is_asked_for_is_noted_and_met(table: Table, case: Case, open_case: Open) -> None:
    person = open_case(case)
    person.click("What the client asks for: 0 noted")
    person.write("What they ask for", "New zips, and the cleaning")
    person.write("Sum, GBP", "120")
    person.write("Said on", "28.11")
    person.click("Note it")
    (claim,) = table.book.claims.of_case(case.id)
    assert claim == Claim(claim.id, case.id, date(2026, 11, 28), "New zips, and the cleaning", Money(120, "GBP"))
    person.find("28 Nov, New zips, and the cleaning, £120", QWidget)
    person.click("Met: New zips, and the cleaning")
    assert table.book.claims.of_case(case.id)[0].met_on == TODAY
    person.click("Met: New zips, and the cleaning")
    assert table.book.claims.of_case(case.id)[0].met_on is None


@pytest.mark.parametrize(
    ("what", "amount", "day", "field", "sentence"),
    [
        ("", "", "+0", "What they ask for", "Say in a few words what the client asks for."),
        ("Zips", "1,,2", "+0", "Sum, GBP", "This is not a sum. Write it like 1234.50, without the currency."),
        ("Zips", "0", "+0", "Sum, GBP", "Write a sum above zero."),
        ("Zips", "", "+1", "Said on", "That day is still to come. Choose today or an earlier day."),
        ("Zips", "", "31.2.2026", "Said on", "There is no such day in the calendar."),
    ],
)
def test_what_cannot_be_noted_is_said_at_its_field(
    table: Table, case: Case, open_case: Open, what: str, amount: str, day: str, field: str, sentence: str
) -> None:
    person = open_case(case)
    person.click("What the client asks for: 0 noted")
    person.write("What they ask for", what)
    person.write("Sum, GBP", amount)
    person.write("Said on", day)
    person.click("Note it")
    assert person.error(field) == sentence
    assert person.find("What they ask for", QLineEdit).text() == what
    assert table.book.claims.of_case(case.id) == []


def test_a_claim_taken_out_can_be_put_back(table: Table, case: Case, open_case: Open) -> None:
    claim = table.book.claims.add(Claim(0, case.id, TODAY, "Zips", Money(Decimal("20.50"), "GBP"), TODAY))
    person = open_case(case)
    person.click("What the client asks for: 1 noted")
    person.click("Take out: Zips")
    assert table.book.claims.of_case(case.id) == []
    undo = table.said[-1][1]
    assert undo is not None
    undo()
    assert table.book.claims.of_case(case.id) == [claim]


# The quick path begins here


def test_the_quick_path_begins_while_nothing_is_agreed(table: Table, case: Case, open_case: Open) -> None:
    person = open_case(case)
    person.click("Ours, and simple")
    form = person.screen.findChild(QuickPathForm)
    assert form is not None
    person.click("The piece itself")
    person.write("What exactly", "Stronger zips")
    person.click("Put it right")
    stored = table.book.cases.get(case.id)
    assert (stored.remedy, stored.responsibility) == (Remedy.REPLACE, Responsibility.OURS)
    assert stored.remedy_by == TODAY
    person.qtbot.waitUntil(lambda: QuickPathForm not in {type(one) for one in person.screen.findChildren(QWidget)})
    assert isinstance(person.screen, CaseScreen)
    assert person.screen.facts.case == stored


@pytest.mark.parametrize(
    "known", [{"remedy": Remedy.REPAIR}, {"responsibility": Responsibility.CLIENT}], ids=["agreed", "the client's"]
)
def test_there_is_no_quick_path_where_it_is_agreed_or_not_ours(
    table: Table, case: Case, open_case: Open, known: dict[str, object]
) -> None:
    table.book.cases.save(replace(case, **known))  # type: ignore[arg-type]
    person = open_case(case)
    with pytest.raises(AssertionError):
        person.find("Ours, and simple", QAbstractButton)


def test_the_days_to_answer_follow_the_move(table: Table, case: Case, open_case: Open) -> None:
    from evenhand.ui.case_facts import answer_clock, owner_of

    owner = owner_of(table.book)
    assert answer_clock(case, (), owner, TODAY).words == "3 working days left"
    assert answer_clock(case, (), owner, TODAY + timedelta(9)).words == "The answer is late"
    assert answer_clock(case, (), replace(owner, country="XX"), TODAY).words == "Not answered yet"
    assert answer_clock(replace(case, answered_on=TODAY), (), replace(owner, country="XX"), TODAY).words == "Answered"
