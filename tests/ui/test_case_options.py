"""Ways to put a case right side by side: written, offered, picked, promised; then what the book holds."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from evenhand import actions, translation
from evenhand.domain.case import Step
from evenhand.domain.comfort import Comfort
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption, Effort
from evenhand.domain.promises import PromiseEnding
from evenhand.domain.records import Case, Cause, Client, Letterhead, LetterKind, Order, Owner, Remedy, Responsibility
from evenhand.storage.book import Book
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.desk import Desk
from evenhand.ui.draft_at_hand import DraftAtHand
from evenhand.ui.explained import Explained, ExplainedLine
from evenhand.ui.option_card import OptionCard
from evenhand.ui.option_form import OptionForm
from evenhand.ui.option_parts import CardRows, MarkButton
from person import Person, type_out

TODAY = date(2026, 11, 10)  # a Tuesday
FRIDAY = date(2026, 11, 20)


def pounds(amount: str | int) -> Money:
    return Money(Decimal(amount), "GBP")


@dataclass
class StepTwo:
    """A case on its second step, the screen that shows it, and what was said."""

    book: Book
    case: Case
    person: Person
    said: list[tuple[str, Callable[[], object] | None]] = field(default_factory=list)

    @property
    def screen(self) -> CaseScreen:
        screen = self.person.screen
        assert isinstance(screen, CaseScreen)
        return screen

    @property
    def stored(self) -> Case:
        return self.book.cases.get(self.case.id)

    def ways(self) -> list[CaseOption]:
        return self.book.options.of_case(self.case.id)

    def card(self, number: int) -> OptionCard:
        return self.screen.remedy.cards.cards[number]

    def command(self, number: int, name: str) -> None:
        """A command of a card's menu."""
        found = {one.text(): one for one in self.card(number).menu.actions()}
        assert name in found, sorted(found)
        found[name].trigger()

    def undo(self) -> str:
        text, act = self.said[-1]
        assert act is not None, text
        act()
        return text

    def seen(self) -> set[str]:
        QApplication.processEvents()
        found = [one for one in self.screen.findChildren(QWidget) if one.isVisible()]
        return {text() for one in found if callable(text := getattr(one, "text", None))}


@pytest.fixture
def at_step_two(book: Book, qtbot: QtBot) -> StepTwo:
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), country="GB", currency="GBP"))
    client = book.clients.add(Client(0, "Priya Raman", "Dear Ms Raman,", "Ms Priya Raman", currency="GBP"))
    paid = pounds(240)
    order = book.orders.add(Order(0, client.id, "1174", date(2026, 10, 2), "waxed field jacket", paid, paid))
    case = book.cases.add(
        Case(
            0,
            "",
            client.id,
            order.id,
            "Zip failed",
            date(2026, 11, 6),
            words="It went on the first walk.",
            cause=Cause.PRODUCT,
            responsibility=Responsibility.OURS,
        )
    )
    said: list[tuple[str, Callable[[], object] | None]] = []

    def say(
        text: str, action: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None:
        said.append((text, on_action))

    screen = CaseScreen(Desk(book, lambda: TODAY, lambda _place, _record: None, say))
    qtbot.addWidget(screen)
    screen.resize(1068, 770)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.show_record(case.id)
    screen.show_step(Step.PUT_IT_RIGHT)
    return StepTwo(book, case, Person(qtbot, screen), said)


def add(at: StepTwo, title: str, /, **known: object) -> CaseOption:
    """A way in the book, and on the screen."""
    whole = {"remedy": Remedy.REPAIR, "by": FRIDAY, "effort": Effort.NONE} | known
    option = CaseOption(0, at.case.id, 0, title=title, **whole)  # type: ignore[arg-type]
    option = actions.save_option(at.book, option=option, today=TODAY)
    at.screen.refresh()
    return option


def three(at: StepTwo, /, **known: object) -> list[CaseOption]:
    return [add(at, title, **known) for title in ("A new zip", "The same jacket again", "Mended while she waits")]


def open_form(at: StepTwo) -> OptionForm:
    at.person.click("Add another way")
    return on_top(at)


def on_top(at: StepTwo) -> OptionForm:
    form = at.person.seen
    assert isinstance(form, OptionForm)
    form.activateWindow()
    at.person.qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    return form


# Writing a way


def test_a_way_is_written_with_its_hours_and_the_price_of_an_hour_at_once(at_step_two: StepTwo) -> None:
    at = at_step_two
    form = open_form(at)
    person = at.person
    person.write("What they get, in a few words", "A new two-way zip, fitted at her home")
    person.write("More about it", "I bring the stronger zip.")
    person.write("By when", "12.11.2026")
    person.write("At what hour", "17")
    person.click("None")
    person.write("Materials, in GBP", "11")
    assert not form.rate.isVisible()
    person.write("My own hours", "1:30")
    assert form.rate.isVisible()
    person.write("What an hour of my work costs, in GBP", "20")
    assert form.findChildren(ExplainedLine)[0].value.lines() == (
        ("Materials", "£11"),
        ("1:30 h of my own work, at £20 an hour", "£30"),
        ("Cost to me", "£41"),
    )
    person.click("Uneasy")
    person.click("Save")
    (way,) = at.ways()
    assert (way.place, way.remedy, way.title) == (1, Remedy.REDO, "A new two-way zip, fitted at her home")
    assert (way.details, way.by, way.at) == ("I bring the stronger zip.", date(2026, 11, 12), time(17))
    assert (way.effort, way.materials, way.minutes, way.offered) == (Effort.NONE, pounds(11), 90, True)
    assert at.book.comfort.on_options(at.case.id) == {way.id: Comfort.UNEASY}
    owner = at.book.owner.get()
    assert owner is not None
    assert owner.hour_rate == 20
    at.screen.refresh()
    card = at.card(0)
    assert card.cost.text() == "£41"
    assert card.promise.text() == "Thu\u00a012\u00a0Nov,\u00a017:00"
    assert "Costs me £41" in card.accessibleName()


def test_hours_are_typed_as_people_write_them(at_step_two: StepTwo) -> None:
    known = {"1:30": 90, "1,5": 90, "1.5": 90, "90 min": 90, "2": 120, "45 րոպե": 45}
    for typed in known:
        open_form(at_step_two)
        at_step_two.person.write("What they get, in a few words", typed)
        at_step_two.person.write("My own hours", typed)
        at_step_two.person.click("Save")
    assert {one.title: one.minutes for one in at_step_two.ways()} == known


def test_what_a_way_cannot_take_is_said_at_its_field_and_stays_typed(at_step_two: StepTwo) -> None:
    person = at_step_two.person
    open_form(at_step_two)
    person.click("Save")
    assert person.error("What they get, in a few words") == "What the client gets is still missing."
    person.write("What they get, in a few words", "A new zip")
    for name, typed, sentence, right in (
        (
            "My own hours",
            "a while",
            "This is not a length of time. Write it like 1:30, 1.5 or 90 min; at most a thousand hours.",
            "2",
        ),
        ("Materials, in GBP", "12,,5", "This is not a sum. Write it like 1234.50, without the currency.", "12.5"),
        ("Materials, in GBP", "-3", "A cost cannot be below zero.", "3"),
        (
            "What it is worth to them, in GBP",
            "lots",
            "This is not a sum. Write it like 1234.50, without the currency.",
            "40",
        ),
        ("By when", "31.2.2027", "There is no such day in the calendar.", ""),
        ("By when", "9 November 2026", "That day has passed. Choose today or a later day.", "1.12.2026"),
        ("At what hour", "25:00", "This is not a time of day. Write it like 14:30.", "14:30"),
    ):
        editor = person.write(name, typed)
        person.click("Save")
        assert person.error(name) == sentence
        assert isinstance(editor, QLineEdit)
        assert editor.text().replace("\u00a0", " ") == typed
        assert at_step_two.ways() == []
        person.write(name, right)
    person.click("Save")
    assert [one.title for one in at_step_two.ways()] == ["A new zip"]


def test_an_hour_asks_for_its_day(at_step_two: StepTwo) -> None:
    open_form(at_step_two)
    at_step_two.person.write("What they get, in a few words", "A new zip")
    at_step_two.person.write("At what hour", "17:00")
    at_step_two.person.click("Save")
    assert at_step_two.person.error("By when") == "Say the day of this hour as well."
    assert at_step_two.ways() == []


def test_a_discount_asks_for_a_share_that_can_be(at_step_two: StepTwo) -> None:
    person = at_step_two.person
    open_form(at_step_two)
    person.choose("What kind it is", "A discount")
    person.write("What they get, in a few words", "A discount")
    person.write("How much off", "120 %")
    person.click("Save")
    assert person.error("How much off") == "Write a share above 0% and at most 100%."
    person.write("How much off", "20 %")
    figure = person.seen.findChildren(ExplainedLine)[0].value
    assert (figure.text(), figure.lines()) == ("£48", (("A discount of 20% on £240", "£48"),))
    person.click("Save")
    assert [one.discount for one in at_step_two.ways()] == [Decimal("0.2")]


def test_hours_priced_in_another_currency_ask_for_the_sum_by_hand(at_step_two: StepTwo) -> None:
    at = at_step_two
    owner = at.book.owner.get()
    assert owner is not None
    at.book.owner.save(replace(owner, currency="EUR", hour_rate=Decimal(20)))
    add(at, "A new zip", minutes=60, materials=pounds(5))
    sentence = (
        "Your hours are priced in another currency than this order. Write what this way costs in the order's currency."
    )
    assert (at.card(0).cost.text(), at.card(0).cost.lines()[-1]) == ("—", (sentence, ""))
    at.card(0).setFocus()
    at.person.press(Qt.Key.Key_Return)
    form = on_top(at)
    assert sentence in {text() for one in form.stated.findChildren(QWidget) if (text := getattr(one, "text", None))}
    assert not form.rate.isVisible()
    at.person.write("Or the whole cost, stated by hand, in GBP", "31")
    at.person.click("Save")
    at.screen.refresh()
    assert (at.card(0).cost.text(), at.card(0).cost.lines()) == ("£31", (("Stated by hand", "£31"),))


def test_without_a_price_of_an_hour_the_card_says_so(at_step_two: StepTwo) -> None:
    add(at_step_two, "A new zip", minutes=90, materials=pounds(5))
    card = at_step_two.card(0)
    assert card.cost.text() == "—"
    assert card.cost.lines()[-1] == (
        "1:30 h of my own work can't be counted: what an hour costs isn't written down yet.",
        "",
    )


# Side by side


def test_costs_are_bars_on_one_scale_and_effort_is_one_in_words(at_step_two: StepTwo) -> None:
    add(at_step_two, "A new zip", cost_stated=pounds(28))
    add(at_step_two, "The same again", cost_stated=pounds(112), effort=Effort.LITTLE, effort_what="One short fitting")
    one, two = at_step_two.card(0), at_step_two.card(1)
    assert (one.cost_bar.part(), two.cost_bar.part()) == (0.25, 1.0)
    assert (one.effort.text(), one.effort_bar.part()) == ("None", 0.0)
    assert (two.effort.text(), round(two.effort_bar.part(), 2)) == ("One short fitting", 0.33)


@pytest.mark.parametrize(("width", "columns"), [(740, 3), (680, 3), (632, 2), (380, 1)])
def test_cards_stand_in_as_many_columns_as_there_is_room_for(at_step_two: StepTwo, width: int, columns: int) -> None:
    three(at_step_two)
    add(at_step_two, "A fourth")
    layout = at_step_two.screen.remedy.cards.layout()
    assert isinstance(layout, CardRows)
    assert layout.columns(width) == columns
    cards = at_step_two.screen.remedy.cards
    cards.setFixedWidth(width)
    QApplication.processEvents()
    assert len({one.x() for one in cards.cards}) == columns
    assert len({one.width() for one in cards.cards}) == 1


def test_fewer_than_three_ways_are_said_once_and_then_gone_on_with(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at)
    at.person.press(Qt.Key.Key_2)
    assert [one.offered for one in at.ways()] == [True, False, True]
    at.person.click("On to Compensate")
    at.person.find("2 ways offered, 3 needed", QWidget)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.text() == "Add another way"
    at.person.click("On to Compensate")
    at.person.find("Something for the trouble", QWidget)


def test_three_ways_are_enough_to_go_on(at_step_two: StepTwo) -> None:
    three(at_step_two)
    assert at_step_two.screen.footer.state.text() == "3 ways offered, 3 needed"
    at_step_two.person.click("On to Compensate")
    at_step_two.person.find("Something for the trouble", QWidget)


def test_ways_that_all_ask_something_of_the_client_are_said(at_step_two: StepTwo) -> None:
    three(at_step_two, effort=Effort.SOME)
    sentence = "None of the ways asks nothing of the client."
    assert sentence in at_step_two.seen()
    at_step_two.person.click("On to Compensate")
    assert at_step_two.screen.footer.state.text() == sentence
    at_step_two.person.click("On to Compensate")
    at_step_two.person.find("Something for the trouble", QWidget)


def test_a_digit_switches_an_offer_only_while_nothing_is_typed(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at)
    at.person.press(Qt.Key.Key_1)
    assert [one.offered for one in at.ways()] == [False, True, True]
    at.person.press(Qt.Key.Key_1)
    assert [one.offered for one in at.ways()] == [True, True, True]
    at.person.click("It is agreed already")
    editor = at.person.find("What it costs me, in GBP", QLineEdit)
    editor.setFocus()
    at.person.press(Qt.Key.Key_1)
    assert editor.text() == "1"
    assert [one.offered for one in at.ways()] == [True, True, True]


def test_a_way_is_offered_and_held_back_by_mouse(at_step_two: StepTwo) -> None:
    three(at_step_two)
    at_step_two.person.click("Offer B")
    assert [one.offered for one in at_step_two.ways()] == [True, False, True]


def test_a_way_taken_out_comes_back_as_it_was(at_step_two: StepTwo) -> None:
    at = at_step_two
    _first, second, _third = three(at)
    at.book.comfort.mark_option(second.id, Comfort.UNEASY)
    at.screen.refresh()
    at.card(1).setFocus()
    at.person.press(Qt.Key.Key_Delete)
    assert [one.title for one in at.ways()] == ["A new zip", "Mended while she waits"]
    assert at.undo() == "Way B is taken out."
    back = at.ways()[1]
    assert replace(back, id=second.id) == second
    assert at.book.comfort.on_options(at.case.id) == {back.id: Comfort.UNEASY}
    assert len(at.screen.remedy.cards.cards) == 3


def test_ways_change_places(at_step_two: StepTwo) -> None:
    three(at_step_two)
    at_step_two.command(0, "Move it one place back")
    assert [one.title for one in at_step_two.ways()] == ["The same jacket again", "A new zip", "Mended while she waits"]
    assert [one.place for one in at_step_two.ways()] == [1, 2, 3]
    names = [{one.text() for one in at_step_two.card(number).menu.actions()} for number in (0, 2)]
    assert "Move it one place forward" not in names[0]
    assert "Move it one place back" not in names[1]


def test_how_a_way_sits_is_said_on_its_card_and_taken_back(at_step_two: StepTwo) -> None:
    at = at_step_two
    way = add(at, "A new zip")
    mark = at.card(0).findChildren(MarkButton)[0]

    def feel(word: str) -> None:
        found = {one.text(): one for one in mark.choices.actions()}
        action: QAction = found[word]
        action.trigger()

    feel("Uncomfortable")
    assert at.book.comfort.on_options(at.case.id) == {way.id: Comfort.UNCOMFORTABLE}
    at.screen.refresh()
    assert mark.accessibleName() == "How it sits with me: Uncomfortable"
    feel("Not said")
    assert at.book.comfort.on_options(at.case.id) == {}


def test_a_promise_on_a_day_off_offers_the_next_working_day(at_step_two: StepTwo) -> None:
    add(at_step_two, "A new zip", by=date(2026, 11, 22), at=time(10))
    assert "Sunday is yours." in at_step_two.seen()
    at_step_two.person.click("Monday 10:00?")
    (way,) = at_step_two.ways()
    assert (way.by, way.at) == (date(2026, 11, 23), time(10))
    at_step_two.screen.refresh()
    assert "Sunday is yours." not in at_step_two.seen()


def test_a_day_without_an_hour_is_offered_as_each_language_asks(at_step_two: StepTwo) -> None:
    add(at_step_two, "A new zip", by=date(2026, 11, 22))
    assert "Monday?" in at_step_two.seen()
    translation.use("hy")
    at_step_two.screen.refresh()
    assert "Գուցե՞ երկուշաբթի" in at_step_two.seen()


def test_the_form_offers_the_next_working_day_as_well(at_step_two: StepTwo) -> None:
    open_form(at_step_two)
    at_step_two.person.write("What they get, in a few words", "A new zip")
    at_step_two.person.write("By when", "22.11.2026")
    at_step_two.person.write("At what hour", "10")
    at_step_two.person.click("Monday 23 November 10:00?")
    at_step_two.person.click("Save")
    assert [one.by for one in at_step_two.ways()] == [date(2026, 11, 23)]


# Discounts


def test_a_discount_waits_until_three_ways_put_it_right(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at)
    at.person.press(Qt.Key.Key_3)
    open_form(at)
    at.person.choose("What kind it is", "A discount")
    at.person.write("What they get, in a few words", "20% off")
    at.person.write("How much off", "20")
    at.person.click("Save")
    assert [one.offered for one in at.ways()] == [True, True, False, False]
    assert len(at.screen.remedy.cards.cards) == 3
    assert "Held back: 20% off. A discount leaves Priya Raman with what went wrong." in at.seen()


def test_a_discount_on_offer_shows_what_it_takes_and_is_none_of_the_three(at_step_two: StepTwo) -> None:
    at = at_step_two
    owner = at.book.owner.get()
    assert owner is not None
    at.book.owner.save(replace(owner, usual_margin=Decimal("0.30")))
    for title in ("A new zip", "The same again"):
        add(at, title)
    add(at, "20% off", remedy=Remedy.DISCOUNT, discount=Decimal("0.2"), offered=False)
    at.person.click("Offer 20% off")
    assert at.ways()[-1].offered
    assert len(at.screen.remedy.cards.cards) == 3
    assert at.screen.remedy.offer_state() == ("2 ways offered, 3 needed", False)
    at.person.find("A discount of 20% takes 66.7% of the profit: 30 orders earn what 10 did.", QWidget)


def test_a_discount_that_is_held_back_is_taken_out_and_brought_back(at_step_two: StepTwo) -> None:
    at = at_step_two
    held = add(at, "20% off", remedy=Remedy.DISCOUNT, offered=False)
    at.person.click("Take 20% off out")
    assert at.ways() == []
    at.undo()
    assert [replace(one, id=held.id) for one in at.ways()] == [held]


def test_a_discount_without_a_margin_says_what_is_not_known(at_step_two: StepTwo) -> None:
    add(at_step_two, "20% off", remedy=Remedy.DISCOUNT, discount=Decimal("0.2"))
    told = "What this discount takes isn't known: no cost of an order is written down, nor your usual margin."
    assert told in at_step_two.seen()


# Picking


def test_the_clients_pick_is_agreed_and_promised_with_day_and_hour(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at, at=time(17), cost_stated=pounds(31))
    at.person.click("They chose B")
    way = at.ways()[1]
    case = at.stored
    assert (case.option_id, case.remedy, case.remedy_what) == (way.id, Remedy.REPAIR, "The same jacket again")
    assert (case.remedy_by, case.remedy_cost) == (FRIDAY, pounds(31))
    (promise,) = at.book.promises.of_case(case.id)
    assert (promise.what, promise.due_on, promise.due_at) == ("The same jacket again", FRIDAY, time(17))
    assert at.said[-1][0].replace("\u00a0", " ") == "They chose B. Promised: Fri 20 Nov, 17:00."
    at.person.find("Agreed: B, The same jacket again. Promised for Friday 20 November, 17:00.", QWidget)
    assert not at.card(1).offer.isEnabled()


def test_undoing_a_pick_brings_back_what_was_agreed_before(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at)
    at.book.cases.save(
        replace(at.stored, remedy=Remedy.REDO, remedy_what="Made anew", remedy_by=FRIDAY, remedy_cost=pounds(3))
    )
    at.screen.refresh()
    before = at.stored
    at.person.click("They chose A")
    assert at.stored != before
    at.undo()
    assert at.stored == before
    assert at.book.promises.of_case(at.case.id) == []


def test_another_pick_cancels_the_first_promise_and_undo_opens_it_again(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at)
    at.person.click("They chose A")
    at.person.click("They chose C")
    endings = {one.what: one.ending for one in at.book.promises.of_case(at.case.id)}
    assert endings == {"A new zip": PromiseEnding.CANCELLED, "Mended while she waits": None}
    at.undo()
    assert {one.what: one.ending for one in at.book.promises.of_case(at.case.id)} == {"A new zip": None}
    assert at.stored.option_id == at.ways()[0].id


def test_a_choice_is_taken_back_and_brought_back(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at)
    at.command(0, "I decided on this")
    agreed = at.stored
    at.person.click("Take the choice back")
    assert (at.stored.option_id, at.stored.remedy) == (None, None)
    assert [one.ending for one in at.book.promises.of_case(at.case.id)] == [PromiseEnding.CANCELLED]
    assert len(at.ways()) == 3
    at.undo()
    assert at.stored == agreed
    assert [one.ending for one in at.book.promises.of_case(at.case.id)] == [None]


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        ({"by": None}, "This way has no day yet. Say by which day, then choose it."),
        (
            {"remedy": Remedy.DISCOUNT, "discount": None},
            "Say how much the discount is, then choose this way.",
        ),
    ],
)
def test_a_way_that_is_not_finished_says_what_it_lacks_when_it_is_picked(
    at_step_two: StepTwo, lacking: dict[str, object], sentence: str
) -> None:
    add(at_step_two, "A new zip", **lacking)
    at_step_two.person.click("They chose A")
    assert sentence in at_step_two.seen()
    assert at_step_two.stored.remedy is None
    assert at_step_two.book.promises.of_case(at_step_two.case.id) == []


def test_changing_the_way_that_was_picked_moves_its_promise(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at)
    at.person.click("They chose A")
    at.card(0).setFocus()
    at.person.press(Qt.Key.Key_Return)
    on_top(at)
    at.person.write("By when", "24.11.2026")
    at.person.write("What they get, in a few words", "A stronger zip")
    at.person.click("Save")
    assert (at.stored.remedy_what, at.stored.remedy_by) == ("A stronger zip", date(2026, 11, 24))
    (promise,) = at.book.promises.of_case(at.case.id)
    assert (promise.what, promise.first_due, promise.due_on) == ("A stronger zip", FRIDAY, date(2026, 11, 24))


def test_the_way_that_was_picked_cannot_be_taken_out(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at)
    at.person.click("They chose A")
    at.command(0, "Take this way out")
    assert at.said[-1][0] == "The client chose this way. Take the choice back first, then take the way out."
    assert len(at.ways()) == 3


def test_what_no_longer_fits_is_marked_and_stays(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at)
    at.person.click("They chose A")
    at.book.options.save(replace(at.ways()[0], offered=False))
    at.screen.refresh()
    assert "The way that the client chose isn't on offer any more." in at.seen()
    assert at.stored.option_id == at.ways()[0].id


def test_looking_at_the_ways_writes_nothing(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at)
    changes: list[object] = []
    at.book.changed = changes.append
    for step in (Step.COMPENSATE, Step.PUT_IT_RIGHT):
        at.screen.show_step(step)
    at.screen.refresh()
    at.card(0).setFocus()
    at.person.press(Qt.Key.Key_Return)
    at.person.click("Cancel")
    assert changes == []
    assert not [one for one in at.screen.findChildren(QDialog) if one.isVisible()]


def test_tab_goes_through_each_card_and_then_what_stands_beneath(at_step_two: StepTwo) -> None:
    at = at_step_two
    add(at, "A new zip", cost_stated=pounds(5))
    add(at, "Again")
    add(at, "20% off", remedy=Remedy.DISCOUNT, offered=False)
    at.person.find("Offer 20% off", QAbstractButton)
    at.card(0).setFocus()
    stops = []
    for _stop in range(14):
        at.person.press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused)
    one = at.card(0)
    assert stops[:6] == [one.offer, one.more, one.cost, one.mark, one.choose, at.card(1)]
    names = [stop.accessibleName() or text() for stop in stops[10:] if (text := getattr(stop, "text", None))]
    assert names == ["Change 20% off", "Offer 20% off", "Take 20% off out", "Add another way"]
    assert isinstance(one.cost, Explained)


# The letter


def _offered(at: StepTwo, draft_id: int) -> list[dict[str, str]]:
    draft = DraftAtHand(at.book, draft_id, lambda: TODAY)
    found: list[dict[str, str]] = json.loads(draft.typed("options.offered"))
    return found


def _letter(at: StepTwo) -> int:
    kind = LetterKind.OPTIONS
    return actions.start_letter(at.book, kind=kind, language="en", today=TODAY, case_id=at.case.id).id


def test_the_offer_says_the_ways_on_offer_with_day_hour_and_effort(at_step_two: StepTwo) -> None:
    at = at_step_two
    add(at, "A new zip", at=time(17), effort_what="nothing but a cup of tea")
    add(at, "Held back", offered=False)
    add(at, "20% off", remedy=Remedy.DISCOUNT, discount=Decimal("0.2"), offered=False)
    assert _offered(at, _letter(at)) == [
        {"what": "A new zip", "by": "2026-11-20", "effort": "nothing but a cup of tea", "at": "17:00"}
    ]


def test_the_offer_follows_the_ways_until_it_is_changed_by_hand(at_step_two: StepTwo) -> None:
    at = at_step_two
    way = add(at, "A new zip")
    letter = _letter(at)
    actions.save_option(at.book, option=replace(way, title="A stronger zip"), today=TODAY)
    add(at, "20% off", remedy=Remedy.DISCOUNT, discount=Decimal("0.2"), by=FRIDAY)
    assert [one["what"] for one in _offered(at, letter)] == ["A stronger zip", "20% off"]
    draft = DraftAtHand(at.book, letter, lambda: TODAY)
    draft.write_field("options.offered", json.dumps([{"what": "My own words", "by": "", "effort": ""}]))
    draft.save(datetime(2026, 11, 10, 9))
    actions.save_option(at.book, option=replace(way, title="Another zip"), today=TODAY)
    assert [one["what"] for one in _offered(at, letter)] == ["My own words"]


def test_an_offer_emptied_by_hand_stays_empty(at_step_two: StepTwo) -> None:
    at = at_step_two
    add(at, "A new zip")
    draft = DraftAtHand(at.book, _letter(at), lambda: TODAY)
    draft.write_field("options.offered", "")
    assert draft.typed("options.offered") == ""
    assert draft.missing() == ("options.offered",)


def test_a_day_that_cannot_be_read_stays_typed_while_another_step_is_looked_at(at_step_two: StepTwo) -> None:
    at = at_step_two
    three(at)
    at.person.click("It is agreed already")
    type_out(at.person.find("By when", QLineEdit), "soon")
    at.screen.show_step(Step.COMPENSATE)
    at.screen.show_step(Step.PUT_IT_RIGHT)
    assert at.person.find("By when", QLineEdit).text() == "soon"
