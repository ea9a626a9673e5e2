"""Before a new order, a discount or gift and bonus together: the owner's own rule, asked first and never barred."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from case_desk import TODAY, Table, put_right
from evenhand import actions
from evenhand.domain.case import Step
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption
from evenhand.domain.records import Case, Client, Order, Remedy
from evenhand.domain.rule_data import rule_from
from evenhand.domain.rules import Gate, GateAnswerKind
from evenhand.ui.case_form import CaseForm
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.clients_screen import ClientsScreen
from evenhand.ui.gates import FirstMe
from evenhand.ui.option_form import OptionForm
from evenhand.ui.order_form import OrderForm
from evenhand.ui.part_kindly import PartKindlyForm
from person import Person

Look = Callable[[QWidget], Person]
NOT_COMFORTABLE = 1  # the number of that rule
EARLIER = date(2026, 11, 3)


@pytest.fixture
def clients(table: Table, priya: Client, order: Order, look_at: Look) -> Person:
    screen = ClientsScreen(table.desk, clock=lambda: time(9))
    person = look_at(screen)
    screen.show_record(priya.id)
    return person


def mark(table: Table, client: Client, comfort: Comfort = Comfort.UNCOMFORTABLE) -> None:
    table.book.comfort.set_flag(ComfortFlag(client.id, comfort, EARLIER, "zqreason"))


def answers(table: Table, client: Client, gate: Gate = Gate.NEW_ORDER) -> list[tuple[int, GateAnswerKind, date]]:
    found = table.book.gate_answers.of_client(client.id, gate)
    return [(one.rule_id, one.answer, one.answered_on) for one in found]


def order_of(person: Person) -> None:
    screen = person.screen
    assert isinstance(screen, ClientsScreen)
    screen.new_order()


def words(person: Person) -> str:
    sheet = person.seen
    return "\n".join(label.text() for label in sheet.findChildren(QWidget) if hasattr(label, "text"))


def test_without_a_rule_that_asks_a_new_order_opens_at_once(clients: Person, table: Table, priya: Client) -> None:
    for comfort in (None, Comfort.COMFORTABLE, Comfort.UNEASY):
        if comfort is not None:
            mark(table, priya, comfort)
        order_of(clients)
        assert isinstance(clients.seen, OrderForm)
        clients.press(Qt.Key.Key_Escape)

    assert answers(table, priya) == []


def test_the_sheet_says_the_owners_own_rule_and_since_when(clients: Person, table: Table, priya: Client) -> None:
    rule = table.book.rules.get(NOT_COMFORTABLE)
    mark(table, priya)
    order_of(clients)

    said = words(clients)
    assert isinstance(clients.seen, FirstMe)
    assert "Before a new order for Priya Raman" in said
    assert dict(rule.name)["en"] in said
    assert dict(rule.do)["en"] in said
    assert "You marked this client uncomfortable on 3\u00a0November\u00a02026." in said
    assert "zqreason" not in said
    assert "you went on" not in said


def test_an_edited_rule_is_asked_in_the_owners_words_and_one_that_is_off_does_not_ask(
    clients: Person, table: Table, priya: Client
) -> None:
    rule = table.book.rules.get(NOT_COMFORTABLE)
    table.book.rules.save(replace(rule, do=(("en", "Sleep on it."),)))
    mark(table, priya)
    order_of(clients)
    assert "Sleep on it." in words(clients)
    clients.press(Qt.Key.Key_Escape)

    table.book.rules.switch(NOT_COMFORTABLE, False)
    order_of(clients)
    assert isinstance(clients.seen, OrderForm)


def test_going_on_leads_to_the_order_and_is_remembered_with_its_day(
    clients: Person, table: Table, priya: Client
) -> None:
    mark(table, priya)
    order_of(clients)
    clients.click("Go on")

    assert isinstance(clients.seen, OrderForm)
    assert answers(table, priya) == [(NOT_COMFORTABLE, GateAnswerKind.GO_ON, TODAY)]
    clients.press(Qt.Key.Key_Escape)
    order_of(clients)
    assert isinstance(clients.seen, OrderForm), "who went on today isn't asked again today"


def test_on_another_day_it_is_asked_anew_and_the_earlier_answer_is_told(
    clients: Person, table: Table, priya: Client
) -> None:
    mark(table, priya)
    about = {"client_id": priya.id, "gate": Gate.NEW_ORDER, "rule_id": NOT_COMFORTABLE}
    actions.answer_gate(table.book, **about, answer=GateAnswerKind.GO_ON, on=EARLIER)
    order_of(clients)
    assert "On 3\u00a0November\u00a02026 you went on." in words(clients)
    clients.press(Qt.Key.Key_Escape)

    actions.answer_gate(table.book, **about, answer=GateAnswerKind.PART, on=date(2026, 11, 9))
    order_of(clients)
    assert "On 9\u00a0November\u00a02026 you chose to part kindly." in words(clients)


def test_esc_is_no_answer_and_nothing_is_remembered(clients: Person, table: Table, priya: Client) -> None:
    mark(table, priya)
    order_of(clients)
    clients.press(Qt.Key.Key_Escape)

    assert clients.seen is clients.screen
    assert answers(table, priya) == []
    assert len(table.book.orders.of_client(priya.id)) == 1


def test_an_enter_meant_for_something_else_is_no_answer_and_both_are_reached_by_tab(
    clients: Person, table: Table, priya: Client
) -> None:
    mark(table, priya)
    order_of(clients)
    clients.press(Qt.Key.Key_Return)
    assert isinstance(clients.seen, FirstMe)
    assert answers(table, priya) == []

    go_on, part = clients.seen.go_on, clients.seen.part
    assert (go_on.size(), go_on.property("kind")) == (part.size(), part.property("kind"))
    clients.press(Qt.Key.Key_Tab)
    assert go_on.hasFocus()
    clients.press(Qt.Key.Key_Tab)
    assert part.hasFocus()
    clients.press(Qt.Key.Key_Return)
    assert isinstance(clients.seen, PartKindlyForm)


def test_part_kindly_opens_the_sheet_to_part(clients: Person, table: Table, priya: Client) -> None:
    mark(table, priya)
    order_of(clients)
    clients.click("Part kindly")

    assert isinstance(clients.seen, PartKindlyForm)
    assert answers(table, priya) == [(NOT_COMFORTABLE, GateAnswerKind.PART, TODAY)]


def test_an_order_that_is_there_is_changed_without_being_asked(
    clients: Person, table: Table, priya: Client, order: Order
) -> None:
    mark(table, priya)
    screen = clients.screen
    assert isinstance(screen, ClientsScreen)
    screen.detail.order_chosen.emit(order.id)

    assert isinstance(clients.seen, OrderForm)


def test_an_order_begun_in_a_new_case_is_asked_about_and_parting_leaves_the_form(table: Table, look_at: Look) -> None:
    client = table.book.clients.add(Client(0, "Owen Hale", currency="GBP"))
    mark(table, client)
    beneath = QWidget()
    person = look_at(beneath)
    form = CaseForm(table.desk, client.id, parent=beneath)
    form.open()
    person.click("New order")
    assert isinstance(person.seen, FirstMe)
    person.click("Part kindly")

    assert not form.isVisible()
    assert isinstance(person.seen, PartKindlyForm)


def case_with_a_discount(table: Table, order: Order, *, offered: bool) -> tuple[Case, CaseOption]:
    case = put_right(table, order)
    table.book.cases.save(_undecided(case))
    way = CaseOption(0, case.id, 0, Remedy.DISCOUNT, "A tenth off", by=date(2026, 12, 3), discount=Decimal("0.1"))
    return case, actions.save_option(table.book, option=replace(way, offered=offered), today=TODAY)


def _undecided(case: Case) -> Case:
    return replace(case, remedy=None, remedy_what="", remedy_by=None)


Open = Callable[[Case], Person]


def on_step(person: Person, step: Step) -> CaseScreen:
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    screen.show_step(step)
    return screen


def test_a_new_discount_is_asked_about_when_it_is_saved_and_goes_on_with_what_was_typed(
    table: Table, order: Order, priya: Client, open_case: Open
) -> None:
    case = put_right(table, order)
    table.book.cases.save(_undecided(case))
    mark(table, priya)
    person = open_case(case)
    on_step(person, Step.PUT_IT_RIGHT)
    person.click("Add another way")
    person.write("What they get, in a few words", "A tenth off")
    person.choose("What kind it is", "A discount")
    person.write("How much off", "10")
    person.click("Save")
    assert isinstance(person.seen, FirstMe)
    person.press(Qt.Key.Key_Escape)
    assert isinstance(person.seen, OptionForm)
    assert table.book.options.of_case(case.id) == []

    person.click("Save")
    person.click("Go on")
    [way] = table.book.options.of_case(case.id)
    assert (way.remedy, way.discount) == (Remedy.DISCOUNT, Decimal("0.10"))
    assert answers(table, priya, Gate.DISCOUNT) == [(NOT_COMFORTABLE, GateAnswerKind.GO_ON, TODAY)]


def test_what_is_wrong_in_a_discount_is_said_before_anything_is_asked(
    table: Table, order: Order, priya: Client, open_case: Open
) -> None:
    case = put_right(table, order)
    table.book.cases.save(_undecided(case))
    mark(table, priya)
    person = open_case(case)
    on_step(person, Step.PUT_IT_RIGHT)
    person.click("Add another way")
    person.choose("What kind it is", "A discount")
    person.click("Save")

    assert isinstance(person.seen, OptionForm)
    assert person.error("What they get, in a few words")


def test_a_discount_that_was_held_back_is_asked_about_before_it_is_offered(
    table: Table, order: Order, priya: Client, open_case: Open
) -> None:
    case, way = case_with_a_discount(table, order, offered=False)
    mark(table, priya)
    person = open_case(case)
    on_step(person, Step.PUT_IT_RIGHT)
    person.click("Offer A tenth off")
    person.press(Qt.Key.Key_Escape)
    assert not table.book.options.get(way.id).offered

    person.click("Offer A tenth off")
    person.click("Go on")
    assert table.book.options.get(way.id).offered


def test_a_discount_is_asked_about_before_it_is_agreed(
    table: Table, order: Order, priya: Client, open_case: Open
) -> None:
    case, way = case_with_a_discount(table, order, offered=True)
    mark(table, priya)
    person = open_case(case)
    on_step(person, Step.PUT_IT_RIGHT)
    person.click("They chose A")
    person.press(Qt.Key.Key_Escape)
    assert table.book.cases.get(case.id).option_id is None

    person.click("They chose A")
    person.click("Go on")
    assert table.book.cases.get(case.id).option_id == way.id


def test_a_discount_typed_as_agreed_is_asked_about_and_stays_as_it_was_until_then(
    table: Table, order: Order, priya: Client, open_case: Open
) -> None:
    case = put_right(table, order)
    mark(table, priya)
    person = open_case(case)
    screen = on_step(person, Step.PUT_IT_RIGHT)
    person.click("A discount")
    person.press(Qt.Key.Key_Escape)
    assert screen.remedy.form.kinds.value() is Remedy.REPAIR
    assert table.book.cases.get(case.id).remedy is Remedy.REPAIR

    person.click("A discount")
    person.click("Go on")
    assert table.book.cases.get(case.id).remedy is Remedy.DISCOUNT


def doubling(table: Table, order: Order, priya: Client) -> Case:
    table.book.clients.save(replace(priya, valued=True))
    case = put_right(table, order)
    actions.choose_gift(table.book, case_id=case.id, what="A scarf", cost=Money(800, "GBP"))
    return case


def give_once(table: Table) -> None:
    """A rule of the owner's own that asks, although the client is comfortable to work with."""
    valued = {"fact": "valued", "comparison": "is", "value": "yes"}
    words = {"name": {"en": "Not twice"}, "do": {"en": "Give once."}}
    table.book.rules.save(rule_from({"id": 0, "group": "case", "conditions": [valued], "gates": ["double"], **words}))


def test_gift_and_bonus_together_are_asked_about_first(
    table: Table, order: Order, priya: Client, open_case: Open
) -> None:
    case = doubling(table, order, priya)
    give_once(table)
    person = open_case(case)
    screen = on_step(person, Step.DOUBLE_IT)
    person.click("Give both")
    assert "Give once." in words(person)
    person.press(Qt.Key.Key_Escape)
    assert screen.double._choice.value() is None
    assert table.book.cases.compensations(case.id).bonus is None

    person.click("Give both")
    person.click("Go on")
    assert table.book.cases.compensations(case.id).bonus is not None


def test_parting_out_of_a_form_with_something_typed_asks_before_it_is_let_go(
    table: Table, order: Order, priya: Client, open_case: Open
) -> None:
    case = put_right(table, order)
    table.book.cases.save(_undecided(case))
    mark(table, priya)
    person = open_case(case)
    on_step(person, Step.PUT_IT_RIGHT)
    person.click("Add another way")
    person.write("What they get, in a few words", "A tenth off")
    person.choose("What kind it is", "A discount")
    person.click("Save")
    person.click("Part kindly")
    assert isinstance(person.seen, OptionForm)
    person.click("Let it go")

    assert isinstance(person.seen, PartKindlyForm)
    assert table.book.options.of_case(case.id) == []
