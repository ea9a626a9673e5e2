"""The last step of a case: what follows, what changed, how it sat, promises that are open, and its end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from case_desk import Table
from evenhand import actions, translation
from evenhand.domain.case import Step
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.keeping_in_touch import FollowUp
from evenhand.domain.money import Money
from evenhand.domain.promises import PromiseEnding
from evenhand.domain.records import (
    Case,
    Cause,
    Client,
    Letterhead,
    LetterKind,
    Order,
    Outcome,
    Owner,
    Remedy,
    Responsibility,
    Standing,
)
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.desk import Place
from evenhand.ui.duties import DutyRow
from evenhand.ui.part_kindly import PartKindlyForm
from person import Person

TODAY = date(2026, 11, 30)


@pytest.fixture
def table(book: Book) -> Table:
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), country="GB", currency="GBP"))
    return Table(book, TODAY)


@pytest.fixture
def priya(book: Book) -> Client:
    return book.clients.add(Client(0, "Priya Raman", "Dear Ms Raman,", "Ms Priya Raman", currency="GBP"))


@pytest.fixture
def case(book: Book, priya: Client) -> Case:
    paid = Money(240, "GBP")
    order = book.orders.add(Order(0, priya.id, "1174", date(2026, 11, 2), "waxed jacket", paid, paid))
    found = Case(
        0,
        "",
        priya.id,
        order.id,
        "Zip failed",
        date(2026, 11, 24),
        words="It went on the first walk.",
        cause=Cause.PRODUCT,
        responsibility=Responsibility.OURS,
        answered_on=date(2026, 11, 25),
        remedy=Remedy.REPAIR,
        remedy_by=date(2026, 12, 4),
        compensation_skipped=True,
    )
    return book.cases.add(found)


@pytest.fixture
def last_step(table: Table, qtbot: QtBot) -> Callable[[Case], Person]:
    def show(case: Case) -> Person:
        screen = CaseScreen(table.desk)
        qtbot.addWidget(screen)
        screen.resize(1068, 770)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.show_record(case.id)
        screen.show_step(Step.KEEP_IN_TOUCH)
        table.book.changed = lambda _kinds: screen.refresh()
        return Person(qtbot, screen)

    return show


def _promise(table: Table, case: Case, due: date = date(2026, 12, 4), name: str = "zip") -> int:
    return actions.make_promise(
        table.book,
        client_id=case.client_id,
        what="a new metal zip",
        due_on=due,
        case_id=case.id,
        made_on=date(2026, 11, 25),
        operation_id=name,
    ).id


# What follows


def test_a_suggested_question_is_planned_by_a_tick_and_let_go_by_another(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    person = last_step(case)
    person.click("18 Dec: Ask whether all is well with it: waxed jacket")
    (planned,) = table.book.follow_ups.of_case(case.id)
    assert (planned.due_on, planned.what) == (
        date(2026, 12, 18),
        "Ask whether all is well with it: waxed jacket",
    )
    person.click("18 Dec: Ask whether all is well with it: waxed jacket")
    assert table.book.follow_ups.of_case(case.id) == []
    table.undo()
    assert table.book.follow_ups.of_case(case.id) == [planned]
    assert person.find("18 Dec: Ask whether all is well with it: waxed jacket", QAbstractButton).isChecked()


def test_of_two_plans_on_one_day_each_keeps_its_own_tick(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    table.book.cases.save(replace(case, remedy_by=TODAY))  # both are two weeks from today then
    person = last_step(case)
    person.click("14 Dec: Tell Priya Raman what changed")
    assert person.find("14 Dec: Tell Priya Raman what changed", QAbstractButton).isChecked()
    assert not person.find("14 Dec: Ask whether all is well with it: waxed jacket", QAbstractButton).isChecked()


def test_the_owner_plans_something_else(table: Table, case: Case, last_step: Callable[[Case], Person]) -> None:
    person = last_step(case)
    person.click("Something else")
    person.click("Plan it")
    assert person.error("What to ask or to write") == "Say in a few words what you want to ask or to write."
    person.write("What to ask or to write", "Ask how the walk was")
    person.write("On which day", "1.11.2026")
    person.click("Plan it")
    assert person.error("On which day") == "That day has passed. Choose today or a later day."
    assert person.find("What to ask or to write", QLineEdit).text() == "Ask how the walk was"
    assert table.book.follow_ups.of_case(case.id) == []
    person.write("On which day", "soon")
    person.click("Plan it")
    assert (person.error("On which day") or "").startswith("This is not a day.")
    person.write("On which day", "8.12.2026")
    person.click("Plan it")
    (planned,) = table.book.follow_ups.of_case(case.id)
    assert (planned.what, planned.due_on) == ("Ask how the walk was", date(2026, 12, 8))
    assert person.find("What to ask or to write", QLineEdit).text() == ""
    assert person.find("8 Dec: Ask how the walk was", QAbstractButton).isChecked()


def test_behind_a_closed_door_nothing_is_planned_and_what_was_typed_stays(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    actions.set_door(table.book, client_id=case.client_id, closed=True, on=TODAY)
    person = last_step(case)
    person.click("Something else")
    person.write("What to ask or to write", "Ask how the walk was")
    person.write("On which day", "8.12.2026")
    person.click("Plan it")
    assert table.said[-1][0] == "You closed the door here. Open it first, then plan a greeting."
    assert person.find("What to ask or to write", QLineEdit).text() == "Ask how the walk was"


def test_what_was_typed_and_not_planned_is_there_again_after_another_case(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    paid = Money(10, "GBP")
    order = table.book.orders.add(Order(0, case.client_id, "1175", TODAY, "a hem", paid, paid))
    other = table.book.cases.add(replace(case, id=0, number="", order_id=order.id))
    person = last_step(case)
    person.click("Something else")
    person.write("What to ask or to write", "Ask how the walk was")
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    screen.show_record(other.id)
    assert screen.end.follow_ups.what.text() == ""
    screen.show_record(case.id)
    assert screen.end.follow_ups.what.text() == "Ask how the walk was"


def test_a_follow_up_that_is_done_says_when(table: Table, case: Case, last_step: Callable[[Case], Person]) -> None:
    table.book.follow_ups.add(FollowUp(0, case.client_id, TODAY, "Ask how it wears", case.id, TODAY, True))
    check = last_step(case).find("30 Nov: Ask how it wears", QAbstractButton)
    assert (check.isChecked(), check.isEnabled(), check.accessibleDescription()) == (
        True,
        False,
        "Done on 30\u00a0November\u00a02026",
    )


# How it ended


def test_who_leaves_has_left_and_undo_brings_them_back(
    table: Table, case: Case, priya: Client, last_step: Callable[[Case], Person]
) -> None:
    person = last_step(case)
    person.click("They left")
    assert table.book.cases.get(case.id).outcome is Outcome.LEFT
    assert table.book.clients.get(priya.id).standing is Standing.LEFT
    table.undo()
    assert table.book.cases.get(case.id).outcome is None
    assert table.book.clients.get(priya.id) == priya


def test_how_a_closed_case_ended_is_not_undone(
    table: Table, case: Case, priya: Client, last_step: Callable[[Case], Person]
) -> None:
    person = last_step(case)
    person.click("They left")
    _text, undo = table.said[-1]
    person.click("Close the case")
    assert undo is not None
    undo()
    assert table.said[-1] == ("This case is closed. Open it again first.", None)
    assert table.book.cases.get(case.id).outcome is Outcome.LEFT
    assert table.book.clients.get(priya.id).standing is Standing.LEFT


def test_part_kindly_on_the_card_opens_the_sheet_and_notes_nothing_until_it_is_done(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    person = last_step(case)
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    person.qtbot.mouseClick(screen.end._cards[Outcome.PARTED].head, Qt.MouseButton.LeftButton)
    form = screen.findChild(PartKindlyForm)
    assert form is not None
    assert form.isVisible()
    person.click("Cancel")
    assert table.book.cases.get(case.id).outcome is None
    assert not screen.end._cards[Outcome.PARTED].head.isChecked()
    person.click("Go through it")
    person.write("How it goes back", "the card ending 4417")
    person.click("Write the parting letter")
    person.click("Part kindly")
    stored = table.book.cases.get(case.id)
    assert (stored.outcome, table.book.clients.get(case.client_id).standing) == (Outcome.PARTED, Standing.PARTED)
    assert screen.end._cards[Outcome.PARTED].head.isChecked()
    person.find("Parted on 30 November 2026.", QWidget)
    (promise,) = table.book.promises.of_case(case.id)
    assert screen.footer.state.text().replace("\u00a0", " ").startswith("A promise for 7 December 2026")
    actions.keep_promise(table.book, promise_id=promise.id, on=TODAY)
    screen.refresh()
    assert screen.footer.state.text() == "All that is left is to close it."


def test_with_a_client_who_does_not_sit_well_parting_comes_first_and_says_why_to_the_owner(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    flag = ComfortFlag(case.client_id, Comfort.UNCOMFORTABLE, TODAY, "Calls at night.")
    table.book.comfort.set_flag(flag)
    person = last_step(case)
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    person.find(
        "You said that working with Priya Raman does not sit well. You need not go on.\nCalls at night.",
        QWidget,
    )
    parting, staying = screen.end._cards[Outcome.PARTED], screen.end._cards[Outcome.STAYS]
    assert parting.x() < staying.x()
    assert screen.end.open_points()[0][1] is parting.head
    table.book.comfort.clear_flag(case.client_id)
    screen.refresh()
    person.qtbot.waitUntil(lambda: staying.x() < parting.x())


# What changed, and how it sat


def test_what_changed_leads_to_the_thank_you_letter(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    person = last_step(case)
    person.click("Write the thank-you letter")
    assert person.error("What I changed thanks to Priya Raman") == "Write what changed first; the letter tells it."
    assert table.book.letters.drafts() == []
    person.write("What I changed thanks to Priya Raman", "I ask what a piece is for before choosing its zip.")
    person.write("In which rule or habit", "The first talk")
    person.write("Since when", "someday")
    assert (person.error("Since when") or "").startswith("This is not a day.")
    person.write("Since when", "1.12.2026")
    stored = table.book.cases.get(case.id)
    assert (stored.change_in, stored.changed_on) == ("The first talk", date(2026, 12, 1))
    person.click("Write the thank-you letter")
    (row,) = table.book.letters.drafts()
    assert (row.draft.kind, table.gone) == (LetterKind.THANK_YOU, [(Place.LETTER, row.draft.id)])


def test_how_it_sat_is_kept_with_its_note_and_can_be_taken_back(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    person = last_step(case)
    person.write("A note for myself", "Fair and direct.")
    assert table.book.comfort.on_case(case.id) is None
    person.click("Uneasy")
    assert table.book.comfort.on_case(case.id) == (Comfort.UNEASY, "Fair and direct.")
    person.click("Take it back")
    assert table.book.comfort.on_case(case.id) is None
    table.undo()
    assert table.book.comfort.on_case(case.id) == (Comfort.UNEASY, "Fair and direct.")
    assert person.find("A note for myself", QLineEdit).text() == "Fair and direct."


@pytest.mark.parametrize("closed", [False, True])
def test_a_note_without_a_word_on_how_it_sat_asks_for_it_and_is_not_lost_unasked(
    table: Table, case: Case, last_step: Callable[[Case], Person], closed: bool
) -> None:
    if closed:
        table.book.cases.save(replace(case, outcome=Outcome.STAYS, closed_on=TODAY))
    person = last_step(case)
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    person.write("A note for myself", "Fair and direct.")
    assert person.error("A note for myself") == "Say above how it sat as well; the note is kept with that."
    assert screen.leave(), "it holds nothing else up"
    assert screen.unsaved()
    screen.show_step(Step.FIND_THE_CAUSE)
    assert screen.unsaved(), "also from another step"
    screen.show_step(Step.KEEP_IN_TOUCH)
    person.click("Comfortable")
    assert table.book.comfort.on_case(case.id) == (Comfort.COMFORTABLE, "Fair and direct.")
    assert not screen.unsaved()
    assert person.error("A note for myself") is None


def test_a_note_left_in_another_case_is_asked_about_and_found_there_again(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    order = table.book.orders.get(case.order_id)
    order = table.book.orders.add(replace(order, id=0, number="1175"))
    other = table.book.cases.add(replace(case, id=0, number="", order_id=order.id))
    person = last_step(case)
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    person.write("A note for myself", "Fair and direct.")
    screen.show_record(other.id)
    assert person.find("A note for myself", QLineEdit).text() == ""
    assert screen.unsaved()
    screen.show_record(case.id)
    assert screen.unsaved()
    screen.show_step(Step.KEEP_IN_TOUCH)
    assert person.find("A note for myself", QLineEdit).text() == "Fair and direct."
    person.write("A note for myself", "")
    assert not screen.unsaved()


# Promises that are open, and closing


def test_a_case_is_not_closed_over_an_open_promise(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    promise = _promise(table, case)
    person = last_step(case)
    person.click("Keep in touch")
    person.click("Close the case")
    assert table.book.cases.get(case.id).closed_on is None
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    assert screen.footer.state.text() == (
        "A promise for 4\u00a0December\u00a02026 is still open."
        " Keep it, move it or say that it is no longer needed first."
    )
    person.click("Kept")
    assert table.book.promises.get(promise).ending is PromiseEnding.KEPT
    person.click("Close the case")
    assert table.book.cases.get(case.id).closed_on == TODAY
    table.undo()
    assert table.book.cases.get(case.id).closed_on is None


def test_an_open_promise_is_given_another_day_with_its_hour_and_a_letter(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    promise = _promise(table, case)
    person = last_step(case)
    _row(person).setFocus()
    person.press(Qt.Key.Key_Return)
    person.write("By which day", "1.11.2026")
    person.click("Give it this day")
    assert person.error("By which day") == "That day has passed. Promise today or a later day."
    person.write("By which day", "7.12.2026")
    person.write("Hour", "9:30")
    person.click("Write a letter that says so")
    person.click("Give it this day")
    moved = table.book.promises.get(promise)
    assert (moved.due_on, moved.due_at) == (date(2026, 12, 7), time(9, 30))
    assert _row(person).accessibleName().replace("\u00a0", " ") == "Mon 7 Dec, 09:30, a new metal zip"
    (row,) = table.book.letters.drafts()
    assert table.gone[-1] == (Place.LETTER, row.draft.id)
    table.undo()
    assert table.book.promises.get(promise).due_on == date(2026, 12, 4)


def test_tab_goes_through_the_open_promises_where_they_stand(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    _promise(table, case)
    person = last_step(case)
    _promise(table, case, name="another")
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    screen.end._cards[Outcome.LEFT].head.setFocus()
    walked = []
    for _step in range(7):
        person.press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        walked.append(focused.accessibleName() or focused.property("text"))
    row = "Fri 4 Dec, a new metal zip"
    assert [name.replace("\u00a0", " ") for name in walked] == [
        *(row, "Kept", "More"),
        *(row, "Kept", "More"),
        "What I changed thanks to Priya Raman",
    ]


@pytest.mark.parametrize(
    ("text", "ending"),
    [("It was not kept", PromiseEnding.BROKEN), ("No longer needed", PromiseEnding.CANCELLED)],
)
def test_an_open_promise_ends_otherwise_and_that_is_undone(
    table: Table, case: Case, last_step: Callable[[Case], Person], text: str, ending: PromiseEnding
) -> None:
    promise = _promise(table, case)
    menu = _row(last_step(case)).menu
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text() == text).trigger()
    assert table.book.promises.get(promise).ending is ending
    table.undo()
    assert table.book.promises.get(promise).ending is None


def _row(person: Person) -> DutyRow:
    assert isinstance(person.screen, CaseScreen)
    (row,) = person.screen.end.promises.list.rows
    return row


def test_a_case_that_cannot_be_closed_stays_open_and_says_so(
    table: Table, case: Case, last_step: Callable[[Case], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = last_step(case)
    person.click("Keep in touch")

    def fail(_case: Case) -> None:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(table.book.cases, "save", fail)
    person.click("Close the case")
    assert table.said[-1][0].startswith("The disk is full.")


def test_in_russian_a_day_closes_its_sentence_by_its_own_stop(
    table: Table, case: Case, last_step: Callable[[Case], Person]
) -> None:
    translation.use("ru")
    table.book.cases.save(replace(case, outcome=Outcome.STAYS, closed_on=TODAY))
    texts = [one.text() for one in last_step(case).screen.findChildren(QLabel)]
    assert any("2026\u00a0г." in text for text in texts)
    assert not any("г.." in text for text in texts)


def test_a_closed_case_still_takes_what_changed(table: Table, case: Case, last_step: Callable[[Case], Person]) -> None:
    table.book.cases.save(replace(case, outcome=Outcome.STAYS, closed_on=TODAY))
    person = last_step(case)
    person.write("What I changed thanks to Priya Raman", "Metal zips.")
    assert table.book.cases.get(case.id).change == "Metal zips."
    assert table.book.cases.get(case.id).closed_on == TODAY
