"""A case from the first word to its end, by keyboard and mouse; then what the book holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from case_desk import TODAY, Table
from evenhand import actions
from evenhand.domain.case import Situation, Step, current_step
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.money import Money
from evenhand.domain.records import (
    BonusOffer,
    Case,
    Cause,
    Client,
    Gift,
    LetterKind,
    Order,
    Outcome,
    Refund,
    Remedy,
    Responsibility,
)
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui.case_form import CaseForm
from evenhand.ui.case_head import step_states
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.cases_screen import CasesScreen
from evenhand.ui.desk import Place
from person import Person, type_out


def _case(book: Book, order: Order, **known: object) -> Case:
    case = Case(0, "", order.client_id, order.id, "Zips failed", TODAY, words="They went on the first day.")
    return book.cases.add(replace(case, **known))  # type: ignore[arg-type]


FOUND = {"cause": Cause.PRODUCT, "responsibility": Responsibility.OURS}
PUT_RIGHT = FOUND | {"remedy": Remedy.REPAIR, "remedy_by": date(2026, 12, 4)}


def test_no_case_yet_teaches_where_to_start(table: Table, look_at: Callable[[QWidget], Person]) -> None:
    person = look_at(CasesScreen(table.desk))
    person.find("No open cases.", QWidget)
    person.find("When a client is unhappy, start here, before you answer.", QWidget)


@pytest.mark.usefixtures("order")
def test_a_case_is_opened_by_keyboard_alone(table: Table, look_at: Callable[[QWidget], Person]) -> None:
    screen = CasesScreen(table.desk)
    person = look_at(screen)
    screen.new_case()
    form = screen.findChild(CaseForm)
    assert form is not None
    form.activateWindow()
    person.qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    person = replace(person, screen=form)
    person.write("Find the client", "raman")
    person.write("What it is about, in a few words", "Zip failed after one wear")
    person.write("In the client's own words", "It went on the first walk.")
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (row,) = table.book.cases.open()
    assert (row.case.title, row.case.words) == ("Zip failed after one wear", "It went on the first walk.")
    assert (row.case.number, row.case.received_on, row.order_number) == ("2026-001", TODAY, "2026-0001")
    assert table.gone == [(Place.CASE, row.case.id)]


def test_a_client_without_an_order_is_sent_to_write_one(
    table: Table, priya: Client, look_at: Callable[[QWidget], Person]
) -> None:
    person = look_at(CaseForm(table.desk, priya.id))
    person.find("This client has no order yet. Write the order first.", QWidget)
    person.find("New order", QAbstractButton)
    person.click("Open the case")
    assert table.book.cases.open() == []


def test_a_second_case_on_an_order_offers_the_first(
    table: Table, order: Order, look_at: Callable[[QWidget], Person]
) -> None:
    first = _case(table.book, order)
    form = CaseForm(table.desk, order.client_id, order.id)
    person = look_at(form)
    person.write("What it is about, in a few words", "And the lining")
    person.click("Open the case")
    assert person.error("Order") == "This order already has an open case. Go on with that one."
    assert person.find("What it is about, in a few words", QLineEdit).text() == "And the lining"
    person.click("Go on with it")
    assert form.case_id == first.id
    assert len(table.book.cases.open()) == 1


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ("archived", "This client is archived. Bring the client back first, then open the case."),
        ("refunded", "This order has been refunded in full already."),
        ("tomorrow", "That day is still to come. Choose today or an earlier day."),
        ("nonsense", "There is no such day in the calendar."),
    ],
)
def test_what_forbids_a_case_is_one_sentence_and_the_words_stay(
    table: Table, order: Order, look_at: Callable[[QWidget], Person], spoil: str, sentence: str
) -> None:
    if spoil == "refunded":
        before = _case(table.book, order, closed_on=TODAY)
        table.book.cases.set_compensation(before.id, Refund(order.paid, "by bank transfer", TODAY))
    form = CaseForm(table.desk, order.client_id, order.id)
    person = look_at(form)
    if spoil == "archived":
        table.book.clients.archive(order.client_id, True)
    person.write("What it is about, in a few words", "Zips failed")
    if day := {"tomorrow": "+1", "nonsense": "31.2.2026"}.get(spoil):
        person.write("Told us on", day)
    person.click("Open the case")
    assert sentence in (person.error("Order"), person.error("Told us on"))
    assert person.find("What it is about, in a few words", QLineEdit).text() == "Zips failed"
    assert table.book.cases.open() == []


@pytest.mark.parametrize(("name", "typed"), [("What it is about, in a few words", "Zips"), ("Told us on", "+0")])
def test_a_mistake_goes_as_soon_as_its_field_is_typed_in(
    table: Table, order: Order, look_at: Callable[[QWidget], Person], name: str, typed: str
) -> None:
    person = look_at(CaseForm(table.desk, order.client_id, order.id))
    if name == "Told us on":
        person.write("What it is about, in a few words", "Zips failed")
        person.write(name, "+1")
    person.click("Open the case")
    assert person.error(name)
    type_out(person.find(name, QLineEdit), typed)
    assert not person.error(name)


def test_the_cause_is_found_by_clicking_and_writing(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    case = _case(table.book, order, words="")
    person = open_case(case)
    person.write("In the client's own words", "It went on the first walk.")
    person.click("Mine")
    person.click("The piece itself")
    person.write("What you found", "The zip was too light for the cloth.")
    person.write("So that it does not happen again", "I ask what a piece is for.")
    person.click("I have answered them today")
    stored = table.book.cases.get(case.id)
    assert (stored.words, stored.cause, stored.responsibility) == (
        "It went on the first walk.",
        Cause.PRODUCT,
        Responsibility.OURS,
    )
    assert (stored.finding, stored.change) == ("The zip was too light for the cloth.", "I ask what a piece is for.")
    assert stored.answered_on == TODAY
    person.click("I answered them on Mon 30 Nov")
    assert table.book.cases.get(case.id).answered_on is None


def test_going_on_too_early_goes_to_what_is_missing_and_says_it(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    person = open_case(_case(table.book, order, responsibility=Responsibility.OURS))
    person.click("On to Put it right")
    person.find("What failed is still open.", QWidget)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.text() == "The piece itself"
    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.find("Offer at least three ways to put it right", QWidget)


def test_a_promise_on_a_free_day_is_kept_and_the_next_working_day_offered(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    case = _case(table.book, order, **FOUND)
    person = open_case(case)
    person.click("It is agreed already")
    person.click("Repair it")
    person.write("What exactly", "A stronger zip, fitted at your home.")
    person.write("By when", "25.12.2026")
    person.write("What it costs me, in GBP", "31,50")
    stored = table.book.cases.get(case.id)
    assert (stored.remedy, stored.remedy_by) == (Remedy.REPAIR, date(2026, 12, 25))
    assert (stored.remedy_what, stored.remedy_cost) == (
        "A stronger zip, fitted at your home.",
        Money(Decimal("31.50"), "GBP"),
    )
    person.find("Friday 25 December is a day off.", QWidget)
    person.click("Take Tuesday 29 December")
    assert table.book.cases.get(case.id).remedy_by == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("By when", "31.2.2027", "There is no such day in the calendar."),
        ("By when", "soon", "This is not a day. Write it like 8.2.2027 or 2027-02-08, or +7 for a week from today."),
        ("What it costs me, in GBP", "12,,5", "This is not a sum. Write it like 1234.50, without the currency."),
        (
            "What it costs me, in GBP",
            "€20",
            "A sum in EUR can't be counted here. Write it in GBP.",
        ),
        ("What it costs me, in GBP", "-3", "A cost cannot be below zero."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_stays_typed(
    table: Table, order: Order, open_case: Callable[[Case], Person], name: str, typed: str, sentence: str
) -> None:
    case = _case(table.book, order, **FOUND)
    person = open_case(case)
    person.click("It is agreed already")
    editor = person.write(name, typed)
    assert person.error(name) == sentence
    assert isinstance(editor, QLineEdit)
    assert editor.text() == typed
    stored = table.book.cases.get(case.id)
    assert (stored.remedy_by, stored.remedy_cost) == (None, None)


def test_a_tenth_of_twenty_thousand_is_two_thousand_until_the_end_of_february(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Bonus for the next order")
    given = table.book.cases.compensations(case.id)
    assert given.bonus == BonusOffer(Money(2_000, "GBP"), date(2027, 2, 28), Decimal("0.10"), 3)
    person.find("Last day: 28 February 2027", QWidget)
    person.find("Bonus for the next order, £2,000", QAbstractButton)
    person.find("Linden Tailoring, £2,000, for Priya Raman, valid to 28 February 2027, code follows", QWidget)


def test_a_round_sum_is_reached_upwards(table: Table, order: Order, open_case: Callable[[Case], Person]) -> None:
    paid = Money(1_234, "GBP")
    order = table.book.orders.add(replace(order, id=0, number="2026-0002", total=paid, paid=paid))
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Bonus for the next order")
    person.write("Round up to", "50")
    bonus = table.book.cases.compensations(case.id).bonus
    assert bonus is not None
    assert (bonus.amount, bonus.round_to) == (Money(150, "GBP"), Decimal(50))
    person.find("The bonus, rounded up: at most", QWidget)


@pytest.mark.parametrize("typed", ["0", "150", "ten"])
def test_a_share_outside_its_bounds_is_refused_and_the_bonus_stays_as_it_was(
    table: Table, order: Order, open_case: Callable[[Case], Person], typed: str
) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Bonus for the next order")
    before = table.book.cases.compensations(case.id)
    editor = person.write("Share", typed)
    assert person.error("Share") == "Write a share above 0% and at most 100%."
    assert isinstance(editor, QLineEdit)
    assert editor.text() == typed
    assert table.book.cases.compensations(case.id) == before
    person.click("On to Keep in touch")
    assert QApplication.focusWidget() is editor
    person.find("Write a share above 0% and at most 100%.", QWidget)


def test_a_refund_above_what_was_paid_is_refused_and_stays_typed(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    before = _case(table.book, order, closed_on=TODAY)
    table.book.cases.set_compensation(before.id, Refund(Money(1_000, "GBP"), "by bank transfer", TODAY))
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Money back, £19,000")
    person.write("How it goes back", "the card you used, ending 4417")
    person.click("A sum")
    editor = person.write("Sum in GBP", "19,000.01")
    assert (
        person.error("Sum in GBP") == "That is more than can be given back. At most £19,000 is left of what was paid."
    )
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "19,000.01"
    person.find("Given back in other cases", QWidget)
    refund = table.book.cases.compensations(case.id).refund
    assert refund is not None
    assert refund.amount == Money(19_000, "GBP")


def test_a_refund_by_share_shows_its_working(table: Table, order: Order, open_case: Callable[[Case], Person]) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Money back, £20,000")
    person.click("A share")
    person.write("Share of what was paid", "12,5")
    person.write("How it goes back", "the card you used, ending 4417")
    person.write("Paid by", "11.12.2026")
    assert table.book.cases.compensations(case.id).refund == Refund(
        Money(2_500, "GBP"), "the card you used, ending 4417", date(2026, 12, 11), Decimal("0.125")
    )
    person.find("12.5% of £20,000", QWidget)
    person.find("Paid for 2026-0001", QWidget)
    person.find("£2,500", QWidget)


def test_money_back_cannot_be_promised_for_yesterday(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Money back, £20,000")
    person.write("Paid by", "29.11.2026")
    assert person.error("Paid by") == "That day has passed. Choose today or a later day."
    assert not table.book.cases.compensations(case.id)


def test_a_gift_is_given_once_it_has_words_and_a_cost(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("A gift")
    person.click("On to Keep in touch")
    assert person.error("What it is") == "Say what the gift is."
    person.write("What it is", "a tin of beeswax")
    assert not table.book.cases.compensations(case.id)
    person.write("What it costs me, in GBP", "£14")
    assert table.book.cases.compensations(case.id).gift == Gift("a tin of beeswax", Money(14, "GBP"))


def test_what_was_typed_outlives_a_change_of_mind(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("A gift")
    person.write("What it is", "a tin of beeswax")
    person.click("Bonus for the next order, £2,000")
    person.write("Share", "15")
    person.click("A gift")
    assert person.find("What it is", QLineEdit).text() == "a tin of beeswax"
    bonus = table.book.cases.compensations(case.id).bonus
    assert bonus is not None
    assert bonus.amount == Money(3_000, "GBP")
    person.write("What it costs me, in GBP", "14")
    given = table.book.cases.compensations(case.id)
    assert (given.bonus, given.gift) == (None, Gift("a tin of beeswax", Money(14, "GBP")))
    person.click("Bonus for the next order, £3,000")
    assert table.book.cases.compensations(case.id).bonus == bonus


def test_going_back_and_answering_otherwise_loses_nothing(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Bonus for the next order")
    person.click("Back")
    person.click("Replace it")
    person.click("Back")
    person.click("Shared")
    stored = table.book.cases.get(case.id)
    assert (stored.remedy, stored.remedy_by) == (Remedy.REPLACE, date(2026, 12, 4))
    assert stored.responsibility is Responsibility.SHARED
    assert table.book.cases.compensations(case.id).bonus is not None


def test_nothing_this_time_can_be_taken_back(table: Table, order: Order, open_case: Callable[[Case], Person]) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Bonus for the next order")
    person.click("Nothing this time")
    assert not table.book.cases.compensations(case.id)
    assert table.book.cases.get(case.id).compensation_skipped
    text, undo = table.said[-1]
    assert text == "Nothing is given this time."
    assert undo is not None
    undo()
    assert table.book.cases.compensations(case.id).bonus is not None


def test_a_valued_client_is_offered_the_gift_beside_the_bonus(
    table: Table, priya: Client, order: Order, open_case: Callable[[Case], Person]
) -> None:
    table.book.clients.save(replace(priya, valued=True))
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Bonus for the next order")
    person.click("On to Double it")
    person.click("Give both")
    person.write("What it is", "a tin of beeswax")
    person.write("What it costs me, in GBP", "14")
    given = table.book.cases.compensations(case.id)
    assert given.bonus is not None
    assert given.gift == Gift("a tin of beeswax", Money(14, "GBP"))
    person.click("Leave it at one")
    given = table.book.cases.compensations(case.id)
    assert (given.bonus is not None, given.gift) == (True, None)
    assert table.book.cases.get(case.id).double_skipped


@pytest.mark.parametrize(
    ("valued", "comfort", "sentence"),
    [
        (
            True,
            Comfort.UNCOMFORTABLE,
            "“Double it” is silent: you marked this client uncomfortable on 30 November 2026.",
        ),
        (False, None, "This step is for clients you greatly value. Priya Raman carries no star."),
    ],
)
def test_step_four_is_passed_by_and_says_why_to_who_looks(
    table: Table,
    priya: Client,
    order: Order,
    open_case: Callable[[Case], Person],
    valued: bool,
    comfort: Comfort | None,
    sentence: str,
) -> None:
    table.book.clients.save(replace(priya, valued=valued))
    if comfort:
        table.book.comfort.set_flag(ComfortFlag(priya.id, comfort, TODAY))
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Bonus for the next order")
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    screen.head.stepper.setFocus()
    person.press(Qt.Key.Key_Right)
    person.find(sentence, QWidget)
    assert step_states(screen.facts) == ("done", "done", "done", "skipped", "todo")
    person.click("Back")
    person.find("Money back", QWidget)
    person.click("On to Keep in touch")
    person.find("And after that?", QWidget)


@pytest.mark.parametrize(
    ("known", "step"),
    [
        ({}, Step.FIND_THE_CAUSE),
        (FOUND, Step.PUT_IT_RIGHT),
        (PUT_RIGHT, Step.COMPENSATE),
        (PUT_RIGHT | {"compensation_skipped": True}, Step.KEEP_IN_TOUCH),
    ],
)
def test_a_case_opens_on_the_step_that_it_is_on(
    table: Table, order: Order, open_case: Callable[[Case], Person], known: dict[str, object], step: Step
) -> None:
    case = _case(table.book, order, **known)
    screen = open_case(case).screen
    assert isinstance(screen, CaseScreen)
    assert current_step(Situation(case)) is step
    assert screen.head.stepper.accessibleName().startswith(f"Step {int(step)} of 5")
    done = [state != "todo" for state in step_states(screen.facts)]
    assert done == [number < step for number in Step]


def test_the_letter_is_begun_once_and_found_again(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Bonus for the next order")
    person.click("On to Keep in touch")
    person.click("Write the letter")
    (row,) = table.book.letters.drafts()
    assert (row.draft.kind, row.draft.case_id, row.draft.language) == (LetterKind.BONUS, case.id, "en")
    assert "Ms Raman" in row.draft.body
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    screen.refresh()
    person.click("Bonus, a draft")
    screen.write_letter()
    assert table.gone == [(Place.LETTER, row.draft.id)] * 3
    assert len(table.book.letters.drafts()) == 1


def _menu_of_letters(screen: CaseScreen) -> QMenu:
    menu = screen.footer.kinds
    menu.aboutToShow.emit()
    return menu


def _begin_from(screen: CaseScreen, way: str, kind: str) -> None:
    if way == "menu":
        next(one for one in _menu_of_letters(screen).actions() if one.text() == kind).trigger()
    elif way == "command":
        screen.write_letter()
    else:
        screen.show_step(Step.KEEP_IN_TOUCH)
        screen.primary.click()


WAYS = pytest.mark.parametrize("way", ["menu", "command", "last step"])


@WAYS
def test_no_refund_letter_begins_while_its_sum_on_the_page_cannot_be_taken(
    table: Table, order: Order, open_case: Callable[[Case], Person], way: str
) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Money back, £20,000")
    person.write("How it goes back", "the card you used, ending 4417")
    person.click("A sum")
    editor = person.write("Sum in GBP", "999999")
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    _begin_from(screen, way, "Refund")
    assert (table.book.letters.drafts(), table.gone) == ([], [])
    assert QApplication.focusWidget() is editor
    sentence = "That is more than can be given back. At most £20,000 is left of what was paid."
    assert person.error("Sum in GBP") == sentence
    assert screen.footer.state.text() == sentence
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "999999"
    person.write("Sum in GBP", "240")
    _begin_from(screen, way, "Refund")
    (row,) = table.book.letters.drafts()
    refund = table.book.cases.compensations(case.id).refund
    assert (row.draft.kind, refund and refund.amount) == (LetterKind.REFUND, Money(240, "GBP"))


@WAYS
def test_no_bonus_letter_begins_until_the_clients_own_choice_is_ticked(
    table: Table, order: Order, open_case: Callable[[Case], Person], way: str
) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    person = open_case(case)
    person.click("Bonus for the next order, £2,000")
    person.click("In place of money owed")
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    _begin_from(screen, way, "Bonus")
    assert (table.book.letters.drafts(), table.gone) == ([], [])
    assert QApplication.focusWidget() is screen.compensate.bonus.client_chose
    sentence = "Money owed becomes a bonus only when the client chose so. Tick that they did."
    assert screen.footer.state.text() == sentence
    person.click("The client chose this themselves")
    _begin_from(screen, way, "Bonus")
    assert len(table.book.letters.drafts()) == 1


def test_what_a_chosen_card_still_lacks_is_named(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    person = open_case(_case(table.book, order, **PUT_RIGHT))
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    person.click("Money back, £20,000")
    sentence = "Say how the money goes back, for example to the card that was used."
    assert screen.footer.state.text() == sentence
    person.click("A gift")
    person.write("What it is", "a tin of beeswax")
    assert screen.footer.state.text() == "Write what it costs you; 0 will do."


def test_a_case_is_closed_with_an_outcome_and_opened_again(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    case = _case(table.book, order, **PUT_RIGHT, compensation_skipped=True)
    person = open_case(case)
    person.click("Close the case")
    person.find("How it ended is still open.", QWidget)
    person.click("Keep in touch")
    person.click("Close the case")
    stored = table.book.cases.get(case.id)
    assert (stored.outcome, stored.closed_on) == (Outcome.STAYS, TODAY)
    person.click("Open again")
    assert table.book.cases.get(case.id).closed_on is None


def test_a_choice_that_cannot_be_saved_goes_back_and_says_so(
    table: Table, order: Order, open_case: Callable[[Case], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = open_case(_case(table.book, order, **FOUND))
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    screen.show_step(Step.FIND_THE_CAUSE)

    def fail(case: Case) -> None:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(table.book.cases, "save", fail)
    person.click("The client's")
    assert table.said[-1][0].startswith("The disk is full.")
    assert person.find("Mine", QAbstractButton).isChecked()
    editor = person.write("What you found", "Too light a zip.")
    assert (person.error("What you found") or "").startswith("The disk is full.")
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == "Too light a zip."


def test_what_is_half_typed_waits_while_another_case_is_looked_at(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    other_order = table.book.orders.add(replace(order, id=0, number="2026-0002"))
    one, other = _case(table.book, order, **FOUND), _case(table.book, other_order, **FOUND)
    person = open_case(one)
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    person.click("It is agreed already")
    person.write("What it costs me, in GBP", "12,,5")
    screen.show_record(other.id)
    person.click("It is agreed already")
    assert person.find("What it costs me, in GBP", QLineEdit).text() == ""
    screen.show_record(one.id)
    assert person.find("What it costs me, in GBP", QLineEdit).text() == "12,,5"


def test_looking_at_a_case_writes_nothing(table: Table, order: Order, open_case: Callable[[Case], Person]) -> None:
    case = _case(table.book, order, **PUT_RIGHT, finding="Too light a zip.", remedy_cost=Money(31, "GBP"))
    person = open_case(case)
    changes: list[object] = []
    table.book.changed = changes.append
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    for step in Step:
        screen.show_step(step)
    screen.leave()
    screen.toggle_pane()
    assert changes == []


def test_the_keyboard_alone_leads_from_page_to_page(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    person = open_case(_case(table.book, order, **PUT_RIGHT))
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    person.find("Bonus for the next order, £2,000", QAbstractButton).setFocus()
    screen.previous_step()
    focused = QApplication.focusWidget()
    assert screen.remedy.isAncestorOf(focused)
    assert isinstance(focused, QAbstractButton)
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.compensate.isAncestorOf(QApplication.focusWidget())


def test_what_a_letter_has_said_is_locked_and_the_letter_named(
    table: Table, order: Order, open_case: Callable[[Case], Person]
) -> None:
    case = _case(table.book, order, **PUT_RIGHT)
    actions.choose_gift(table.book, case_id=case.id, what="a tin of beeswax", cost=Money(14, "GBP"))
    draft = actions.start_letter(table.book, case_id=case.id, kind=LetterKind.GIFT, language="en", today=TODAY)
    letter = actions.issue_letter(table.book, draft=draft, operation_id="once", issued_on=TODAY)
    person = open_case(case)
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    screen.show_step(Step.COMPENSATE)
    person.find(f"Letter {letter.number} has gone out with these figures. To change them, void it first.", QWidget)
    assert not person.find("Bonus for the next order, £2,000", QAbstractButton).isEnabled()
    screen.show_step(Step.KEEP_IN_TOUCH)
    person.click(f"{letter.number}  Gift, 30 Nov 2026")
    person.find("Close the case", QAbstractButton)
    assert table.gone == [(Place.LETTERS, letter.id)]


def test_the_file_stands_beside_the_case_and_goes_with_one_key(
    table: Table, priya: Client, order: Order, open_case: Callable[[Case], Person]
) -> None:
    table.book.comfort.set_flag(ComfortFlag(priya.id, Comfort.COMFORTABLE, TODAY, "Fair and direct."))
    person = open_case(_case(table.book, order))
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    person.find("Fair and direct.", QWidget)
    screen.toggle_pane()
    assert not screen.file.isVisible()
    screen.toggle_pane()
    screen.resize(960, 610)
    person.qtbot.waitUntil(lambda: not screen.file.isVisible())
    assert screen.width() == 960


@pytest.mark.parametrize("name", ["O'Hara <b>&{amount}", "An" * 48])
@pytest.mark.usefixtures("dressed")
def test_no_name_breaks_or_widens_a_case(
    table: Table, priya: Client, order: Order, open_case: Callable[[Case], Person], name: str
) -> None:
    table.book.clients.save(replace(priya, name=name))
    case = _case(table.book, order, title=name * 2, **PUT_RIGHT)
    person = open_case(case)
    person.click("Bonus for the next order")
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    for step in Step:
        screen.show_step(step)
    assert screen.minimumSizeHint().width() <= 960
    assert screen.width() == 1068
    listed = CasesScreen(table.desk)
    person.qtbot.addWidget(listed)
    assert listed.minimumSizeHint().width() <= 960
