"""The house rules as the owner walks through them: switched, moved, copied, set back, let go."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from case_desk import TODAY, Table
from evenhand import built_in_rules, translation
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.money import Money
from evenhand.domain.records import Client, Order, Standing
from evenhand.domain.rules import Comparison, Condition, Fact, HouseRule, RuleGroup, text
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Place
from evenhand.ui.rule_clients_screen import PAGE, RuleClientsScreen
from evenhand.ui.rule_row import RuleRow
from evenhand.ui.rules_screen import RulesScreen
from person import Person

UNCOMFORTABLE, UNEASY, FIRST_CONTACT, CIRCLES, GREET = 1, 2, 4, 22, 24
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def rules(table: Table, look_at: Callable[[QWidget], Person]) -> Person:
    return look_at(RulesScreen(table.desk))


def screen_of(person: Person) -> RulesScreen:
    assert isinstance(person.screen, RulesScreen)
    return person.screen


def row_of(person: Person, rule_id: int) -> RuleRow:
    row = screen_of(person).list.row(rule_id)
    assert row is not None
    return row


def counted(person: Person, rule_id: int) -> str:
    """What stands beneath the switch, once it's counted."""
    row = row_of(person, rule_id)
    person.qtbot.waitUntil(lambda: bool(row.count.text()))
    return row.count.text()


def own_rule(table: Table, name: str = "Rings late", **more: object) -> HouseRule:
    late = Condition(Fact.HARD_MARKS, Comparison.AT_LEAST, 3, 14)
    made = HouseRule(0, RuleGroup.SELF_FIRST, (("en", name),), (late,), (("en", "Answer in writing."),))
    return table.book.rules.save(replace(made, **more))  # type: ignore[arg-type]


def test_each_rule_that_comes_with_the_app_stands_there_with_when_do_and_say(rules: Person) -> None:
    rows = screen_of(rules).list.rows
    assert len(rows) == len(built_in_rules.data())
    late = row_of(rules, 21)
    seen = {one.text() for one in late.findChildren(QLabel)}
    assert "Late payment" in seen
    assert "Payment is 7 days late or more" in seen
    assert "“A small reminder: your last payment is still open. Would Friday suit you?”" in seen
    assert "fires" not in late.accessibleName()


def test_the_groups_stand_in_the_order_in_which_they_speak(rules: Person) -> None:
    groups = [row.rule.group for row in screen_of(rules).list.rows]
    assert groups == sorted(groups)
    heads = [one.text() for one in rules.screen.findChildren(QLabel)]
    assert "These speak before all others. While one fires for a client, loyalty is silent for that client." in heads


def test_a_rule_says_for_how_many_it_fires_and_leads_to_them(table: Table, rules: Person) -> None:
    for name in ("Priya Raman", "Jonas Weber"):
        table.book.clients.add(Client(0, name, "Hello,", name, standing=Standing.PROSPECT, currency="GBP"))
    screen_of(rules).refresh()
    rules.qtbot.waitUntil(lambda: counted(rules, FIRST_CONTACT) == "fires for 2 clients now")
    rules.qtbot.waitUntil(lambda: counted(rules, UNCOMFORTABLE) == "quiet now")
    assert counted(rules, CIRCLES) == "off"
    rules.qtbot.mouseClick(row_of(rules, FIRST_CONTACT).count, Qt.MouseButton.LeftButton)
    assert table.gone == [(Place.RULE_CLIENTS, FIRST_CONTACT)]


def test_the_line_under_a_link_at_the_mouse_does_not_spread_to_other_texts(table: Table, rules: Person) -> None:
    count = row_of(rules, 1).count
    count.show_words("fires for 3 clients now", link=True)
    count.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    count.grab()
    assert not kit.theme.font("secondary").underline()


def test_counting_waits_for_the_first_paint_and_lets_the_window_go_on_between_two_rules(
    table: Table, look_at: Callable[[QWidget], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = RulesScreen(table.desk)
    turns: list[int] = []
    monkeypatch.setattr(table.book.rules, "count", lambda rule, today: turns.append(rule.id) or 0)
    assert not turns
    person = look_at(screen)
    person.qtbot.waitUntil(lambda: bool(turns))
    before = len(turns)
    QApplication.processEvents()
    assert len(turns) <= before + 1
    on = [row.rule.id for row in screen.list.rows if row.rule.is_on]
    person.qtbot.waitUntil(lambda: len(turns) == len(on))
    assert turns == on


def test_a_rule_is_walked_to_switched_and_opened_by_keys(table: Table, rules: Person) -> None:
    screen = screen_of(rules)
    screen.focus_first()
    assert screen.record == UNCOMFORTABLE
    rules.press(Qt.Key.Key_Down)
    assert screen.record == UNEASY
    rules.press(Qt.Key.Key_Space)
    assert not table.book.rules.get(UNEASY).is_on
    assert counted(rules, UNEASY) == "off"
    rules.press(Qt.Key.Key_Space)
    assert table.book.rules.get(UNEASY).is_on
    rules.press(Qt.Key.Key_Up)
    rules.press(Qt.Key.Key_Return)
    assert screen.editor is not None
    assert screen.editor.rule_id == UNCOMFORTABLE


def test_the_switch_is_named_for_its_rule_and_waits_for_the_owner(table: Table, rules: Person) -> None:
    switch = rules.find("Going in circles", kit.Switch)
    assert not switch.isChecked()
    rules.qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert table.book.rules.get(CIRCLES).is_on
    screen_of(rules).refresh()
    assert table.book.rules.get(CIRCLES).is_on


def test_what_to_say_is_copied_and_nothing_else(table: Table, rules: Person) -> None:
    screen_of(rules).show_record(UNCOMFORTABLE)
    rules.press(Qt.Key.Key_C, CTRL)
    copied = QApplication.clipboard().text()
    assert copied == text(table.book.rules.get(UNCOMFORTABLE).say, "en")
    assert table.said[-1][0] == "What to say is copied."


def test_a_field_in_which_something_is_marked_keeps_the_copying_to_itself(table: Table, rules: Person) -> None:
    screen_of(rules).show_record(UNCOMFORTABLE)
    rules.press(Qt.Key.Key_Return)
    rules.press(Qt.Key.Key_A, CTRL)
    rules.press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "Not comfortable"
    assert not table.said


def test_a_rule_moves_among_those_of_its_group_and_no_further(table: Table, rules: Person) -> None:
    screen = screen_of(rules)
    screen.show_record(UNEASY)
    rules.press(Qt.Key.Key_Up, ALT)
    assert [rule.id for rule in table.book.rules.all()][:3] == [2, 1, 3]
    assert screen.record == UNEASY
    assert row_of(rules, UNEASY).hasFocus()
    rules.press(Qt.Key.Key_Up, ALT)
    assert [rule.id for rule in table.book.rules.all()][:3] == [2, 1, 3]
    rules.press(Qt.Key.Key_Down, ALT)
    rules.press(Qt.Key.Key_Down, ALT)
    rules.press(Qt.Key.Key_Down, ALT)
    assert [rule.id for rule in table.book.rules.all()][:4] == [1, 3, 2, 4]


def test_a_rule_is_dragged_to_another_place_of_its_group(table: Table, rules: Person) -> None:
    first, third = row_of(rules, 1), row_of(rules, 3)
    below = first.mapFromGlobal(third.mapToGlobal(QPoint(40, third.height() - 4)))
    QTest.mousePress(first, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(40, 10))
    QTest.mouseMove(first, QPoint(40, 60))
    QTest.mouseMove(first, below)
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, below)
    assert [rule.id for rule in table.book.rules.all()][:3] == [2, 3, 1]


def test_rules_that_answer_the_same_name_each_other_and_lead_to_each_other(table: Table, rules: Person) -> None:
    same = table.book.rules.get(21).conditions
    own = own_rule(table, "Friday's reminder", conditions=same, group=RuleGroup.CASE, todo_days=1)
    screen_of(rules).refresh()
    rules.click("Also answered by: Friday's reminder")
    assert screen_of(rules).record == own.id
    rules.click("Also answered by: Late payment")
    assert screen_of(rules).record == 21


def test_a_rule_that_can_not_be_understood_says_so_and_is_left_as_it_is(table: Table, rules: Person) -> None:
    body = '{"group": "case", "name": {"en": "From next year"}, "conditions": [{"fact": "moon", "value": 1}]}'
    own = own_rule(table)
    kept = table.book.rules.kept(own.id)[0]._replace(body=body)
    table.book.rules.restore([kept])
    screen_of(rules).refresh()
    row = row_of(rules, own.id)
    assert counted(rules, own.id) == "can't be understood"
    assert not row.switch.isEnabled()
    screen_of(rules).show_record(own.id)
    rules.press(Qt.Key.Key_Return)
    assert screen_of(rules).editor is None
    assert "newer Evenhand" in table.said[-1][0]
    assert table.book.rules.kept(own.id)[0].body == body


def test_an_own_rule_is_let_go_and_had_back(table: Table, rules: Person) -> None:
    own = own_rule(table)
    screen = screen_of(rules)
    screen.refresh()
    screen.show_record(own.id)
    rules.press(Qt.Key.Key_Delete)
    assert own.id not in {rule.id for rule in table.book.rules.all()}
    assert screen.record in {row.rule.id for row in screen.list.rows}
    table.undo()
    assert table.book.rules.get(own.id) == own
    assert row_of(rules, own.id).isVisible()


def test_a_rule_that_comes_with_the_app_can_not_be_let_go(table: Table, rules: Person) -> None:
    screen = screen_of(rules)
    screen.show_record(UNCOMFORTABLE)
    rules.press(Qt.Key.Key_Delete)
    assert table.book.rules.get(UNCOMFORTABLE)
    assert not screen.offers("drop_rule")
    assert not screen.offers("reset_rule")


def test_a_changed_rule_is_set_back_and_the_change_had_back(table: Table, rules: Person) -> None:
    book = table.book
    book.rules.save(replace(book.rules.get(21), name=(("en", "Late again"),)))
    screen = screen_of(rules)
    screen.refresh()
    screen.show_record(21)
    assert screen.offers("reset_rule")
    screen.reset_rule()
    assert text(book.rules.get(21).name, "en") == "Late payment"
    table.undo()
    assert text(book.rules.get(21).name, "en") == "Late again"


def test_all_rules_off_is_said_and_one_button_brings_them_back(table: Table, rules: Person) -> None:
    own = own_rule(table)
    for rule in table.book.rules.all():
        table.book.rules.switch(rule.id, False)
    screen_of(rules).refresh()
    rules.click("As they came with the app")
    on = {rule.id for rule in table.book.rules.all() if rule.is_on}
    assert on == {one["id"] for one in built_in_rules.data() if one.get("on", True)}
    assert own.id in {rule.id for rule in table.book.rules.all()}
    assert not screen_of(rules).quiet.isVisible()
    table.undo()
    assert not any(rule.is_on for rule in table.book.rules.all())


def test_the_rules_fit_beside_the_sidebar_in_the_largest_text(table: Table, dressed: None) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    kit.theme.apply(app, dark=False, text_size=150)
    try:
        for language in translation.SCREEN_LANGUAGES:
            translation.use(language)
            screen = RulesScreen(table.desk)
            screen.new_rule()
            assert screen.editor is not None
            screen.editor.conditions.add()
            assert screen.minimumSizeHint().width() <= 960, language
            assert screen.editor.minimumSizeHint().width() <= 960 - 43, language
            clients = RuleClientsScreen(table.desk)
            clients.show_record(1)
            assert clients.minimumSizeHint().width() <= 960, language
            screen.deleteLater()
            clients.deleteLater()
    finally:
        kit.theme.apply(app, dark=False, text_size=100)


# For whom a rule fires


@pytest.fixture
def fired(table: Table, look_at: Callable[[QWidget], Person]) -> Callable[[int], Person]:
    def show(rule_id: int) -> Person:
        screen = RuleClientsScreen(table.desk)
        person = look_at(screen)
        screen.show_record(rule_id)
        screen.focus_first()
        return person

    return show


def cells(person: Person, row: int) -> list[str]:
    assert isinstance(person.screen, RuleClientsScreen)
    model = person.screen.model
    return [str(model.index(row, column).data()).replace("\u00a0", " ") for column in range(model.columnCount())]


def test_those_for_whom_a_rule_fires_stand_there_since_when_and_are_opened(
    table: Table, priya: Client, fired: Callable[[int], Person]
) -> None:
    table.book.comfort.set_flag(ComfortFlag(priya.id, Comfort.UNCOMFORTABLE, date(2026, 11, 4)))
    person = fired(UNCOMFORTABLE)
    assert isinstance(person.screen, RuleClientsScreen)
    assert person.screen.header.title.text() == "Fires for 1 client now"
    assert cells(person, 0) == ["Priya Raman", "", "4 Nov", ""]
    person.press(Qt.Key.Key_Return)
    assert table.gone[-1] == (Place.CLIENTS, priya.id)
    person.press(Qt.Key.Key_Escape)
    assert table.gone[-1] == (Place.RULES, UNCOMFORTABLE)


def test_those_for_whom_it_is_silent_stand_there_with_the_reason(
    table: Table, priya: Client, fired: Callable[[int], Person]
) -> None:
    table.book.comfort.set_flag(ComfortFlag(priya.id, Comfort.UNCOMFORTABLE, date(2026, 11, 4)))
    valued = Condition(Fact.STANDING, Comparison.IS, Standing.PROSPECT.value)
    loyal = own_rule(table, "Doubling", group=RuleGroup.LOYALTY, conditions=(valued,))
    table.book.clients.save(replace(priya, standing=Standing.PROSPECT))
    person = fired(loyal.id)
    assert isinstance(person.screen, RuleClientsScreen)
    assert person.screen.header.title.text() == "Quiet now"
    assert cells(person, 0)[-1] == "You marked this client uncomfortable on 4 November 2026"


def test_what_a_rule_is_about_has_a_column_only_where_it_is_about_something(
    table: Table, order: Order, fired: Callable[[int], Person]
) -> None:
    table.book.comfort.set_flag(ComfortFlag(order.client_id, Comfort.UNCOMFORTABLE, date(2026, 11, 4)))
    person = fired(UNCOMFORTABLE)
    assert isinstance(person.screen, RuleClientsScreen)
    assert person.screen.table.isColumnHidden(1)
    large = own_rule(table, conditions=(Condition(Fact.ORDER_SUM, Comparison.AT_LEAST, Money(100, "GBP")),))
    person.screen.show_record(large.id)
    assert cells(person, 0)[1] == f"Order {order.number}"
    assert not person.screen.table.isColumnHidden(1)


def test_tab_reaches_the_way_back_to_the_rule(table: Table, priya: Client, fired: Callable[[int], Person]) -> None:
    table.book.comfort.set_flag(ComfortFlag(priya.id, Comfort.UNCOMFORTABLE, date(2026, 11, 4)))
    person = fired(UNCOMFORTABLE)
    person.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is person.find("Open the rule", QWidget)


def test_nobody_is_said_in_words(fired: Callable[[int], Person]) -> None:
    person = fired(UNCOMFORTABLE)
    assert person.find("Nobody now", QLabel)
    person.click("Open the rule")


def test_many_clients_are_read_a_page_at_a_time(table: Table, fired: Callable[[int], Person]) -> None:
    for number in range(2 * PAGE + 50):
        name = f"Client {number:04}"
        table.book.clients.add(Client(0, name, "Hello,", name, standing=Standing.PROSPECT, currency="GBP"))
    person = fired(FIRST_CONTACT)
    assert isinstance(person.screen, RuleClientsScreen)
    screen = person.screen
    assert screen.header.title.text() == f"Fires for {2 * PAGE + 50} clients now"
    assert screen.model.rowCount() == PAGE
    while screen.model.rowCount() < 2 * PAGE + 50:
        before = screen.model.rowCount()
        person.press(Qt.Key.Key_End, CTRL)
        assert screen.model.rowCount() > before
    names = [cells(person, row)[0] for row in range(screen.model.rowCount())]
    assert names == [f"Client {number:04}" for number in range(2 * PAGE + 50)]
    screen.refresh()
    assert screen.model.rowCount() == 2 * PAGE + 50


def test_a_day_of_another_year_shows_its_year(table: Table, priya: Client, fired: Callable[[int], Person]) -> None:
    table.book.comfort.set_flag(ComfortFlag(priya.id, Comfort.UNEASY, TODAY.replace(year=2025)))
    assert cells(fired(UNEASY), 0)[2] == "30 Nov 2025"
