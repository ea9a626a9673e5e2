"""What the house rules say on a client's page and beside a case, and what the next best step makes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from case_desk import TODAY, Table, put_right
from evenhand import actions
from evenhand.domain.case import Step
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.money import Money
from evenhand.domain.records import Case, Client, LetterKind, Order, Standing
from evenhand.domain.rule_data import rule_from
from evenhand.domain.rules import HouseRule
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.client_steps import next_step
from evenhand.ui.clients_screen import ClientsScreen
from evenhand.ui.desk import Place
from evenhand.ui.part_kindly import PartKindlyForm
from evenhand.ui.rule_advice import AdviceBlock, AdviceSheet
from person import Person

Look = Callable[[QWidget], Person]
NOT_COMFORTABLE, DOUBLE_IT = 1, 23  # the numbers of these rules
ON = date(2026, 11, 4)


@pytest.fixture
def quiet(table: Table) -> None:
    """Of the rules that come with the app none is on."""
    for rule in table.book.rules.all():
        table.book.rules.switch(rule.id, False)


@pytest.fixture
def clients(table: Table, priya: Client, look_at: Look) -> Person:
    return look_at(ClientsScreen(table.desk, clock=lambda: time(9)))


def say(table: Table, name: str, **more: Any) -> HouseRule:
    """A rule of the owner's own that speaks for every valued client."""
    valued = {"fact": "valued", "comparison": "is", "value": "yes"}
    body = {"id": 0, "group": "case", "conditions": [valued], "name": {"en": name}, "do": {"en": f"Do {name}."}}
    return table.book.rules.save(rule_from(body | more))


def value(table: Table, client: Client) -> None:
    table.book.clients.save(replace(client, valued=True))


def flag(table: Table, client: Client, comfort: Comfort = Comfort.UNCOMFORTABLE) -> None:
    table.book.comfort.set_flag(ComfortFlag(client.id, comfort, ON, "zqreason"))


def block(person: Person) -> AdviceBlock:
    screen = person.screen
    if isinstance(screen, CaseScreen):
        return screen.file.rules
    assert isinstance(screen, ClientsScreen)
    return screen.detail.advice


def shown(person: Person) -> list[str]:
    QApplication.processEvents()
    whole = block(person)
    found = [one for one in whole.findChildren(QWidget) if one.isVisible() and callable(getattr(one, "text", None))]
    found.sort(key=lambda one: one.mapTo(whole, QPoint(0, 0)).y())
    return [one.text().replace("\u00a0", " ") for one in found if one.text()]


def refresh(person: Person) -> None:
    screen = person.screen
    assert isinstance(screen, ClientsScreen | CaseScreen)
    screen.refresh()


def test_where_no_rule_speaks_nothing_is_laid_out(clients: Person, quiet: None) -> None:
    refresh(clients)
    assert block(clients).isHidden()
    assert block(clients).height() == 0 or not block(clients).isVisible()


def test_a_rule_says_its_name_why_what_to_do_and_what_to_say(
    clients: Person, table: Table, priya: Client, quiet: None
) -> None:
    say(table, "Take time", say={"en": "Let us take our time.", "ru": "Не будем спешить."})
    value(table, priya)
    refresh(clients)
    assert shown(clients) == [
        "What your rules say",
        "Take time",
        "You marked this client as valued.",
        "Do Take time.",
        "“Let us take our time.”",
    ]

    table.book.clients.save(replace(priya, valued=True, language="ru"))
    refresh(clients)
    assert "“Не будем спешить.”" in shown(clients), "it's said in the client's language"


def test_it_is_as_high_as_its_lines_however_much_room_is_left(
    clients: Person, table: Table, priya: Client, quiet: None, dressed: None
) -> None:
    say(table, "Take time", say={"en": "Let us take our time, and agree on each step before we take it."})
    value(table, priya)
    refresh(clients)
    clients.screen.resize(1068, 1400)
    clients.qtbot.waitUntil(lambda: block(clients).height() == block(clients).heightForWidth(block(clients).width()))


def test_the_name_opens_the_rule_and_the_words_can_be_taken_along(
    clients: Person, table: Table, priya: Client, quiet: None
) -> None:
    rule = say(table, "Take time", say={"en": "Let us take our time."})
    value(table, priya)
    refresh(clients)

    clients.click("The rule “Take time”")
    assert table.gone == [(Place.RULES, rule.id)]
    clients.click("Copy what to say")
    assert QApplication.clipboard().text() == "Let us take our time."


def test_first_things_stand_first_and_more_than_two_are_folded(
    clients: Person, table: Table, priya: Client, quiet: None
) -> None:
    for name, group in (("Third", "case"), ("First", "open_door"), ("Second", "line"), ("Fourth", "case")):
        say(table, name, group=group)
    value(table, priya)
    refresh(clients)
    assert [text for text in shown(clients) if text in ("First", "Second", "Third", "Fourth")] == ["First", "Second"]

    clients.click("2 more rules")
    assert [text for text in shown(clients) if text in ("First", "Second", "Third", "Fourth")] == [
        "First",
        "Second",
        "Third",
        "Fourth",
    ]
    refresh(clients)
    assert "Fourth" in shown(clients), "what was unfolded stays so while nothing changes"


def test_tab_goes_through_the_rules_where_they_stand(clients: Person, table: Table, priya: Client, quiet: None) -> None:
    for name in ("First", "Second", "Third"):
        say(table, name, say={"en": f"{name}."})
    value(table, priya)
    refresh(clients)
    clients.click("1 more rule")
    block(clients).spoken[0].name.setFocus()
    reached = []
    for _step in range(7):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName() or getattr(focused, "text", str)())
        clients.press(Qt.Key.Key_Tab)

    rules = [f"The rule “{name}”" for name in ("First", "Second", "Third")]
    copy = "Copy what to say"
    assert reached == [rules[0], copy, rules[1], copy, "1 more rule", rules[2], copy]


def test_what_is_silent_says_so_with_the_reason(clients: Person, table: Table, priya: Client, quiet: None) -> None:
    table.book.rules.switch(NOT_COMFORTABLE, True)
    say(table, "Spoil them", group="loyalty")
    value(table, priya)
    flag(table, priya)
    refresh(clients)

    assert "“Spoil them” is silent: you marked this client uncomfortable on 4 November 2026." in shown(clients)
    assert "Do Spoil them." not in shown(clients)


def test_a_letter_that_a_rule_proposes_is_begun_where_it_fits(
    clients: Person, table: Table, priya: Client, quiet: None
) -> None:
    say(table, "Thank them", letter="thank-you")
    value(table, priya)
    refresh(clients)
    clients.click("Thank you")

    [row] = table.book.letters.drafts()
    assert row.draft.kind is LetterKind.THANK_YOU
    assert table.gone == [(Place.LETTER, row.draft.id)]

    table.book.clients.save(replace(priya, valued=True, standing=Standing.PARTED))
    refresh(clients)
    assert "Thank you" not in shown(clients), "no thanks to somebody with whom the owner parted"


def test_a_to_do_is_done_from_there_and_comes_back_by_undo(
    clients: Person, table: Table, priya: Client, quiet: None
) -> None:
    rule = say(table, "Ring them", todo_days=0)
    value(table, priya)
    refresh(clients)
    clients.click("It is done")
    [answer] = table.book.rule_answers.of_client(priya.id)
    assert (answer.rule_id, answer.answered_on, answer.until) == (rule.id, TODAY, None)
    refresh(clients)
    assert "It is done" not in shown(clients)

    table.undo()
    refresh(clients)
    assert table.book.rule_answers.of_client(priya.id) == []
    assert "It is done" in shown(clients)


def test_a_to_do_that_was_put_off_can_wait_for_its_day(
    clients: Person, table: Table, priya: Client, quiet: None
) -> None:
    rule = say(table, "Ring them", todo_days=0)
    value(table, priya)
    actions.put_off_todo(table.book, rule_id=rule.id, client_id=priya.id, until=date(2026, 12, 4), on=TODAY)
    refresh(clients)
    assert "It is done" not in shown(clients)

    table.today = date(2026, 12, 4)
    refresh(clients)
    assert "It is done" in shown(clients)


def test_while_the_owner_comes_first_the_next_best_step_is_a_way_to_part(
    clients: Person, table: Table, priya: Client, order: Order
) -> None:
    put_right(table, order)
    flag(table, priya)
    refresh(clients)
    screen = clients.screen
    assert isinstance(screen, ClientsScreen)
    assert screen.detail.banner.text.text() == "You need not go on with Priya Raman."

    clients.click("Part kindly")
    assert isinstance(clients.seen, PartKindlyForm)


def test_what_was_begun_to_part_is_finished_first_and_nothing_is_proposed_after_that(
    table: Table, priya: Client, order: Order
) -> None:
    book = table.book
    flag(table, priya)
    for kind in (LetterKind.HOW_WE_WORK, LetterKind.PARTING):
        step = next_step(book, priya, book.rules.advice(priya.id, TODAY))
        assert step is not None
        assert step.wish == "part_kindly", "a letter that would please is not proposed"
        draft = actions.start_letter(book, kind=kind, language="en", today=TODAY, client_id=priya.id)

    step = next_step(book, priya, book.rules.advice(priya.id, TODAY))
    assert step is not None
    assert (step.place, step.record) == (Place.LETTER, draft.id)
    book.letters.drop_draft(draft.id)
    assert next_step(book, replace(priya, standing=Standing.PARTED), book.rules.advice(priya.id, TODAY)) is None


def test_somebody_who_is_no_client_yet_is_declined_kindly(clients: Person, table: Table, priya: Client) -> None:
    table.book.clients.save(replace(priya, standing=Standing.PROSPECT))
    flag(table, priya)
    refresh(clients)
    clients.click("Decline kindly")

    [row] = table.book.letters.drafts()
    assert row.draft.kind is LetterKind.DECLINE


def test_a_comfortable_clients_next_best_step_is_as_it_was(table: Table, priya: Client, order: Order) -> None:
    case = put_right(table, order)
    flag(table, priya, Comfort.COMFORTABLE)
    step = next_step(table.book, priya, table.book.rules.advice(priya.id, TODAY))

    assert step is not None
    assert (step.place, step.record) == (Place.CASE, case.id)


def test_beside_a_case_stands_what_is_about_it_and_its_client_alone(
    table: Table, priya: Client, order: Order, open_case: Callable[[Case], Person], quiet: None
) -> None:
    opened = {"fact": "responsibility", "comparison": "is", "value": "ours"}
    say(table, "Mine to mend", conditions=[opened], proposal="bonus")
    other = table.book.orders.add(replace(order, id=0, number="2026-0002"))
    case, elsewhere = put_right(table, order), put_right(table, other)
    person = open_case(case)
    assert isinstance(person.screen, CaseScreen)
    person.screen.show_step(Step.PUT_IT_RIGHT)
    assert shown(person).count("Mine to mend") == 1

    speaking = table.book.rules.advice(priya.id, TODAY).speaking
    assert {one.case_id for one in speaking} == {case.id, elsewhere.id}


def test_what_a_rule_proposes_leads_to_the_step_where_it_is_chosen(
    table: Table, order: Order, open_case: Callable[[Case], Person], quiet: None
) -> None:
    opened = {"fact": "responsibility", "comparison": "is", "value": "ours"}
    say(table, "Something for the trouble", conditions=[opened], proposal="bonus")
    person = open_case(put_right(table, order))
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    screen.show_step(Step.FIND_THE_CAUSE)
    block(person).spoken[0].step_wanted.emit(int(Step.COMPENSATE))

    assert screen._shown is Step.COMPENSATE
    assert "Proposes: A bonus." in [text for one in block(person).spoken for text in _texts(one)]


def _texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QWidget) if callable(getattr(one, "text", None))]


def test_in_a_narrow_window_the_head_says_how_many_rules_speak_and_opens_them(
    table: Table, priya: Client, order: Order, open_case: Callable[[Case], Person], quiet: None
) -> None:
    say(table, "Take time")
    value(table, priya)
    person = open_case(put_right(table, order))
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    screen.show_step(Step.PUT_IT_RIGHT)
    assert not screen.head.rules.isVisible(), "beside the case file it's read there"

    screen.resize(960, 610)
    person.click("1 rule speaks")
    assert isinstance(person.seen, AdviceSheet)
    person.click("The rule “Take time”")
    assert table.gone[-1][0] is Place.RULES
    assert person.seen is screen


def test_step_four_says_which_rule_silences_doubling_and_leads_to_it(
    table: Table, priya: Client, order: Order, open_case: Callable[[Case], Person]
) -> None:
    value(table, priya)
    flag(table, priya)
    case = put_right(table, order)
    actions.choose_gift(table.book, case_id=case.id, what="A scarf", cost=Money(800, "GBP"))
    person = open_case(case)
    screen = person.screen
    assert isinstance(screen, CaseScreen)
    screen.show_step(Step.DOUBLE_IT)

    name = dict(table.book.rules.get(DOUBLE_IT).name)["en"]
    said = screen.double._why.text.text().replace("\u00a0", " ")
    assert said == f"“{name}” is silent: you marked this client uncomfortable on 4 November 2026."
    screen.toggle_pane()
    person.click("The rule “Not comfortable”")
    assert table.gone[-1] == (Place.RULES, NOT_COMFORTABLE)


def test_a_case_of_somebody_i_am_only_uneasy_with_is_still_answered(table: Table, priya: Client, order: Order) -> None:
    flag(table, priya, Comfort.UNEASY)
    case = put_right(table, order)
    step = next_step(table.book, priya, table.book.rules.advice(priya.id, TODAY))
    assert step is not None
    assert (step.place, step.record) == (Place.CASE, case.id)
    assert step.text.startswith("Answer Priya Raman")


def test_about_somebody_one_has_parted_with_the_rules_are_read_only_when_asked_for(
    clients: Person, table: Table, priya: Client
) -> None:
    flag(table, priya)
    table.book.clients.save(replace(priya, standing=Standing.PARTED))
    clients.screen.refresh()  # type: ignore[attr-defined]
    assert "Not comfortable" not in shown(clients)
    clients.click("1 rule speaks")
    assert "Not comfortable" in shown(clients)
