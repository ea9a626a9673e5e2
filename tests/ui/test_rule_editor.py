"""A house rule being written, as a person does: nothing typed is lost, and what can't be is said where it stands."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

import books
from case_desk import Table
from evenhand import translation
from evenhand.domain.comfort import Comfort
from evenhand.domain.money import Money
from evenhand.domain.records import Client, LetterKind, Standing
from evenhand.domain.rules import (
    MOST_CONDITIONS,
    OWN_FROM,
    Comparison,
    Condition,
    Fact,
    Gate,
    HouseRule,
    Proposal,
    RuleGroup,
    text,
)
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Place
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.rule_conditions import ConditionLine
from evenhand.ui.rule_editor import RuleEditor
from evenhand.ui.rules_screen import RulesScreen
from person import Person, type_out

LATE = 21


@pytest.fixture
def rules(table: Table, look_at: Callable[[QWidget], Person]) -> Person:
    return look_at(RulesScreen(table.desk))


def editor_of(person: Person) -> RuleEditor:
    assert isinstance(person.screen, RulesScreen)
    assert person.screen.editor is not None
    return person.screen.editor


def lines(person: Person) -> list[ConditionLine]:
    return editor_of(person).conditions.lines


def look_up(person: Person, fact: str, line: int = -1) -> ConditionLine:
    """Chooses what a line looks at, by the keyboard."""
    combo = lines(person)[line].fact
    combo.setFocus()
    person.qtbot.keyClick(combo, Qt.Key.Key_Home)
    for _step in range(combo.findText(fact)):
        person.qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == fact
    return lines(person)[line]


def write_value(person: Person, value: str, line: int = -1) -> None:
    field = lines(person)[line].value
    field.setFocus()
    field.selectAll()
    person.qtbot.keyClick(field, Qt.Key.Key_Delete)
    type_out(field, value)


def own(table: Table) -> HouseRule:
    found = [rule for rule in table.book.rules.all() if rule.is_own]
    assert len(found) == 1
    return found[0]


def begin(person: Person, name: str = "Pays late") -> None:
    person.click("New rule")
    person.write("Name of the rule", name)
    person.click("Add a condition")


def test_a_rule_of_the_owner_s_own_is_written_and_fires(table: Table, rules: Person, priya: Client) -> None:
    begin(rules, "Big orders of prospects")
    rules.choose("What is looked at", "Standing")
    rules.choose("Value", "Prospect")
    rules.click("Add a condition")
    line = look_up(rules, "Sum of an order")
    write_value(rules, "500")
    assert line.typed.currency == "GBP"
    rules.write("Do", "Ask for half of it first.")
    rules.write("Say to the client", "Half of it now, please, and half when it is done.")
    rules.write("On Today, after so many days", "3")
    rules.choose("Propose a letter", "Acknowledgement")
    rules.choose("Propose to give", "A gift")
    rules.click("A new order")
    rules.choose("Speaks with", "The line")
    rules.click("Save the rule")
    kept = own(table)
    assert kept.id == OWN_FROM
    assert kept.conditions == (
        Condition(Fact.STANDING, Comparison.IS, Standing.PROSPECT.value),
        Condition(Fact.ORDER_SUM, Comparison.AT_LEAST, Money(500, "GBP")),
    )
    assert (kept.group, kept.todo_days, kept.letter) == (RuleGroup.LINE, 3, LetterKind.ACKNOWLEDGEMENT)
    assert (kept.proposal, kept.gates) == (Proposal.GIFT, frozenset({Gate.NEW_ORDER}))
    assert text(kept.say, "en") == "Half of it now, please, and half when it is done."
    assert isinstance(rules.screen, RulesScreen)
    assert rules.screen.editor is None
    row = rules.screen.list.row(kept.id)
    assert row is not None
    assert row.hasFocus()


def test_the_sentence_and_the_count_follow_what_is_put_together(table: Table, rules: Person, priya: Client) -> None:
    begin(rules)
    look_up(rules, "Uncomfortable contacts")
    editor = editor_of(rules)
    rules.qtbot.waitUntil(lambda: not editor.situation.text())
    write_value(rules, "2")
    rules.qtbot.waitUntil(lambda: bool(editor.situation.text()))
    assert editor.situation.text() == "2 uncomfortable contacts or more in the last 30 days"
    assert editor.count.text() == "Would fire for nobody now"
    look_up(rules, "Your comfort flag")
    lines(rules)[-1].comparison.setFocus()
    rules.press(Qt.Key.Key_Down)
    rules.choose("Value", "Uncomfortable")
    rules.qtbot.waitUntil(lambda: editor.count.text() == "Would fire for 1 client now")
    assert editor.situation.text() == "You haven't marked this client uncomfortable"


def test_what_was_typed_for_a_fact_comes_back_with_it(rules: Person) -> None:
    begin(rules)
    look_up(rules, "Uncomfortable contacts")
    write_value(rules, "4")
    look_up(rules, "A case is open")
    line = look_up(rules, "Uncomfortable contacts")
    assert (line.value.text(), line.within.text()) == ("4", "30")


def test_a_condition_without_a_value_that_can_be_says_what_to_write(table: Table, rules: Person) -> None:
    begin(rules)
    rules.write("Do", "Remind once.")
    for fact, value, sentence in (
        ("Days a payment is late", "", "Say with what this is compared."),
        ("Days a payment is late", "0", "Write a whole number from 1 to 3650."),
        ("Days a payment is late", "10000", "Write a whole number from 1 to 3650."),
        ("Days a payment is late", "seven", "Write a whole number from 1 to 3650."),
        ("Uncomfortable contacts", "10000", "Write a whole number from 1 to 99."),
        ("Sum of an order", "0", "Write a sum above zero."),
    ):
        line = look_up(rules, fact)
        write_value(rules, value)
        rules.click("Save the rule")
        assert line.trouble.error() == sentence
        assert line.value.hasFocus()
        assert line.value.text() == value
        assert not [rule for rule in table.book.rules.all() if rule.is_own]
        write_value(rules, "7")
        assert line.trouble.error() is None
    rules.click("Save the rule")
    assert own(table).conditions[0].value == Money(7, "GBP")


def test_a_time_in_which_nothing_can_be_counted_says_which_can(table: Table, rules: Person) -> None:
    begin(rules)
    line = look_up(rules, "Uncomfortable contacts")
    write_value(rules, "2")
    rules.write("Do", "Rest first.")
    for within in ("0", "10000", "", "soon"):
        line.within.setFocus()
        line.within.selectAll()
        rules.qtbot.keyClick(line.within, Qt.Key.Key_Delete)
        type_out(line.within, within)
        rules.click("Save the rule")
        assert line.trouble.error() == "Write a whole number from 1 to 3650."
        assert line.within.text() == within
        assert line.within.hasFocus()
    assert not [rule for rule in table.book.rules.all() if rule.is_own]


def test_a_choice_that_was_not_made_is_asked_for(rules: Person) -> None:
    begin(rules)
    line = look_up(rules, "Whose the case is")
    rules.click("Save the rule")
    assert line.trouble.error() == "Say with what this is compared."
    assert line.choice.hasFocus()


def test_a_rule_needs_a_name_a_condition_and_something_to_do(table: Table, rules: Person) -> None:
    rules.click("New rule")
    rules.click("Save the rule")
    assert rules.error("Name of the rule") == "Give the rule a name, so that its advice can say where it comes from."
    rules.write("Name of the rule", "Quiet ones")
    rules.click("Save the rule")
    assert "Add at least one condition" in (rules.error("When all of this holds") or "")
    rules.click("Add a condition")
    look_up(rules, "A case is open")
    rules.click("Save the rule")
    assert "Say what to do" in (rules.error("Do") or "")
    assert editor_of(rules).do.hasFocus()
    rules.write("Do", "Ask how it went.")
    rules.click("Save the rule")
    assert text(own(table).name, "en") == "Quiet ones"


def test_no_more_conditions_are_offered_than_a_rule_can_have(rules: Person) -> None:
    begin(rules)
    conditions = editor_of(rules).conditions
    while conditions.add_button.isEnabled():
        conditions.add()
    assert len(lines(rules)) == MOST_CONDITIONS
    rules.qtbot.mouseClick(lines(rules)[-1].remove, Qt.MouseButton.LeftButton)
    assert conditions.add_button.isEnabled()


def test_conditions_that_can_not_hold_together_are_said_to(table: Table, rules: Person) -> None:
    begin(rules)
    look_up(rules, "Marked as valued")
    rules.click("Add a condition")
    line = look_up(rules, "Marked as valued")
    line.choice.setFocus()
    rules.press(Qt.Key.Key_Down)
    assert line.choice.currentText() == "No"
    rules.qtbot.waitUntil(lambda: "never hold together" in editor_of(rules).count.text())
    rules.write("Do", "Something.")
    rules.click("Save the rule")
    assert "never hold together" in (rules.error("When all of this holds") or "")
    rules.qtbot.mouseClick(lines(rules)[-1].remove, Qt.MouseButton.LeftButton)
    assert rules.error("When all of this holds") is None
    rules.click("Save the rule")
    assert len(own(table).conditions) == 1


def test_a_rule_that_would_fire_for_everybody_says_so_with_the_count_and_is_kept_all_the_same(
    table: Table, rules: Person
) -> None:
    for name in ("Priya Raman", "Jonas Weber"):
        table.book.clients.add(Client(0, name, "Hello,", name, currency="GBP"))
    begin(rules, "All of them")
    line = look_up(rules, "A case is open")
    line.choice.setFocus()
    rules.press(Qt.Key.Key_Down)
    rules.write("Do", "Smile.")
    rules.click("Save the rule")
    assert not [rule for rule in table.book.rules.all() if rule.is_own]
    assert rules.find("This rule would fire for all 2 clients. Save it once more to keep it all the same.", QLabel)
    rules.click("Keep it all the same")
    assert text(own(table).name, "en") == "All of them"


def test_an_empty_say_in_a_language_is_a_note_that_names_it(table: Table, rules: Person) -> None:
    begin(rules)
    look_up(rules, "A case is open")
    editor = editor_of(rules)
    type_out(editor.say.say, "Thank you.")
    note = "Still empty: Русский, Română, Հայերեն. The words of another language stand in there."
    assert editor.say.say_field.editor.accessibleDescription() == note
    rules.click("Русский")
    type_out(editor.say.say, "Спасибо.")
    rules.click("Save the rule")
    assert dict(own(table).say) == {"en": "Thank you.", "ru": "Спасибо."}


def test_each_language_keeps_its_own_words_while_one_looks_at_another(rules: Person) -> None:
    begin(rules)
    editor = editor_of(rules)
    type_out(editor.say.say, "Thank you.")
    type_out(editor.say.for_clients, "I listen.")
    rules.click("Română")
    assert (editor.say.say.text(), editor.say.for_clients.text()) == ("", "")
    type_out(editor.say.say, "Mulțumesc.")
    rules.click("English")
    assert (editor.say.say.text(), editor.say.for_clients.text()) == ("Thank you.", "I listen.")


def test_a_line_for_clients_that_can_not_be_printed_is_said_where_it_stands(table: Table, rules: Person) -> None:
    begin(rules)
    look_up(rules, "A case is open")
    editor = editor_of(rules)
    rules.click("Română")
    type_out(editor.say.for_clients, "{owner.mood}")
    rules.click("English")
    type_out(editor.say.say, "Thank you.")
    rules.click("Save the rule")
    assert editor.say.language == "ro"
    assert editor.say.clients_field.error()
    assert editor.say.for_clients.hasFocus()
    assert not [rule for rule in table.book.rules.all() if rule.is_own]


def test_a_rule_is_edited_in_its_place_and_what_the_other_languages_say_stays(table: Table, rules: Person) -> None:
    book = table.book
    before = book.rules.get(LATE)
    russian = replace(before, name=(*before.name, ("ru", "Оплата задержалась")))
    book.rules.save(russian)
    assert isinstance(rules.screen, RulesScreen)
    rules.screen.refresh()
    rules.screen.show_record(LATE)
    rules.press(Qt.Key.Key_Return)
    write_value(rules, "10")
    rules.write("Name of the rule", "Ten days late")
    rules.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = book.rules.get(LATE)
    assert kept.edited
    assert kept.conditions == (Condition(Fact.PAYMENT_LATE, Comparison.AT_LEAST, 10),)
    assert dict(kept.name)["ru"] == "Оплата задержалась"
    assert text(kept.name, "en") == "Ten days late"


def test_looking_at_a_rule_changes_nothing(table: Table, rules: Person) -> None:
    assert isinstance(rules.screen, RulesScreen)
    for rule in table.book.rules.all():
        rules.screen.show_record(rule.id)
        rules.screen.edit_rule()
        assert not editor_of(rules).touched(), rule.id
        rules.press(Qt.Key.Key_Escape)
        assert rules.screen.editor is None
    assert not table.said
    assert not any(rule.edited for rule in table.book.rules.all())


def test_a_rule_begun_before_comes_back_into_view(table: Table, rules: Person) -> None:
    screen = rules.screen
    assert isinstance(screen, RulesScreen)
    begin(rules)
    screen.show_record(LATE)

    def in_sight() -> bool:
        return not editor_of(rules).name.visibleRegion().isEmpty()

    rules.qtbot.waitUntil(lambda: not in_sight())
    rules.click("New rule")
    rules.qtbot.waitUntil(in_sight)
    assert QApplication.focusWidget() is editor_of(rules).name
    assert editor_of(rules).name.text() == "Pays late"


def test_what_was_let_be_can_be_had_back(table: Table, rules: Person) -> None:
    begin(rules, "Half written")
    rules.press(Qt.Key.Key_Escape)
    assert isinstance(rules.screen, RulesScreen)
    assert rules.screen.editor is None
    table.undo()
    assert editor_of(rules).name.text() == "Half written"


def test_opening_another_rule_saves_the_one_at_hand_or_stays_with_it(table: Table, rules: Person) -> None:
    assert isinstance(rules.screen, RulesScreen)
    rules.screen.show_record(LATE)
    rules.screen.edit_rule()
    rules.write("Name of the rule", "")
    rules.screen.show_record(1)
    rules.screen.edit_rule()
    assert editor_of(rules).rule_id == LATE
    assert rules.error("Name of the rule")
    rules.write("Name of the rule", "Late again")
    rules.screen.show_record(1)
    rules.screen.edit_rule()
    assert editor_of(rules).rule_id == 1
    assert text(table.book.rules.get(LATE).name, "en") == "Late again"


def test_a_newer_text_of_the_app_is_offered_beside_one_s_own(table: Table, rules: Person) -> None:
    book = table.book
    book.rules.save(replace(book.rules.get(LATE), name=(("en", "My own way"),)))
    (kept,) = book.rules.kept(LATE)
    assert kept.base_version is not None
    book.rules.restore([kept._replace(base_version=kept.base_version - 1)])
    assert isinstance(rules.screen, RulesScreen)
    rules.screen.refresh()
    rules.click("The app has newer words")
    rules.click("Take the new one")
    assert editor_of(rules).name.text() == "Late payment"
    rules.press(Qt.Key.Key_Escape)
    rules.click("The app has newer words")
    rules.click("Keep mine")
    kept_rule = book.rules.get(LATE)
    assert text(kept_rule.name, "en") == "My own way"
    assert not kept_rule.newer


def test_a_rule_that_is_being_written_fires_nowhere_until_it_is_saved(table: Table, rules: Person) -> None:
    begin(rules, "Half written")
    assert isinstance(rules.screen, RulesScreen)
    rules.screen.leave()
    assert not [rule for rule in table.book.rules.all() if rule.is_own]


def test_no_private_fact_is_lost_on_the_way_to_the_book_and_back(table: Table, rules: Person) -> None:
    begin(rules)
    look_up(rules, "Your comfort flag")
    rules.choose("Value", "Uneasy")
    rules.write("Do", "Go slowly.")
    rules.click("Save the rule")
    body = json.loads(table.book.rules.kept(own(table).id)[0].body or "")
    assert body["conditions"] == [{"fact": "comfort_flag", "comparison": "is", "value": Comfort.UNEASY.value}]


# In the window


def shown(qtbot: QtBot, table: Table) -> MainWindow:
    window = MainWindow(table.book, Preferences(), today=lambda: books.SAMPLE_DAY)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_what_is_typed_survives_another_place_another_language_and_another_text_size(
    qtbot: QtBot, table: Table
) -> None:
    window = shown(qtbot, table)
    try:
        window.go(Place.RULES)
        window.screen_in_view.new_rule()
        type_out(window.screen_in_view.editor.name, "Half written")
        window.screen_in_view.editor.conditions.add()
        window.go(Place.CLIENTS)
        window.set_language("ru")
        window.set_text_size(125)
        window.go(Place.RULES)
        editor = window.screen_in_view.editor
        assert editor.name.text() == "Half written"
        assert len(editor.conditions.lines) == 1
        look = editor.conditions.lines[0]
        look.choice.set_value(Standing.LEFT.value)
        type_out(editor.do, "Write to them.")
        assert editor.save()
        kept = own(table)
        assert dict(kept.name) == {"en": "Half written"}
    finally:
        translation.use("en")
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        kit.theme.apply(app, dark=False, text_size=100)


def test_closing_the_window_asks_about_a_rule_that_is_not_saved(qtbot: QtBot, table: Table) -> None:
    window = shown(qtbot, table)
    window.go(Place.RULES)
    window.screen_in_view.new_rule()
    type_out(window.screen_in_view.editor.name, "Half written")
    window.go(Place.CLIENTS)
    assert window.close() is False
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    question = QApplication.activeModalWidget()
    assert question is not None
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    window.go(Place.RULES)
    window.screen_in_view.editor.close_it()
    assert window.close() is True


def test_the_menu_opens_a_new_rule_from_anywhere(qtbot: QtBot, table: Table) -> None:
    window = shown(qtbot, table)
    window.go(Place.CLIENTS)
    qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(window.screen_in_view, RulesScreen)
    assert window.screen_in_view.editor is not None


def test_tab_goes_through_a_rule_in_reading_order_and_on_to_save(rules: Person) -> None:
    assert isinstance(rules.screen, RulesScreen)
    rules.screen.show_record(LATE)
    rules.press(Qt.Key.Key_Return)
    rules.click("Add a condition")
    editor = editor_of(rules)
    first, second = editor.conditions.lines
    rules.qtbot.waitUntil(second.fact.isVisible)
    editor.name.setFocus()
    walked = []
    for _stop in range(25):
        rules.press(Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
        if walked[-1] is editor.save_button:
            break
    assert walked == [
        editor.group,
        *(first.fact, first.remove, first.comparison, first.value),
        *(second.fact, second.remove, second.comparison, second.choice),
        editor.conditions.add_button,
        editor.do,
        editor.say.tabs.buttons()[0],
        editor.say.say,
        editor.say.for_clients,
        editor.letter,
        editor.proposal,
        editor.todo,
        *editor.gates.values(),
        editor.cancel_button,
        editor.save_button,
    ]


def test_a_changed_rule_is_set_back_and_an_own_one_let_go_from_where_it_is_written(table: Table, rules: Person) -> None:
    book, screen = table.book, rules.screen
    assert isinstance(screen, RulesScreen)
    screen.show_record(LATE)
    screen.edit_rule()
    assert not editor_of(rules).away_button.isVisible()
    rules.write("Name of the rule", "Late again")
    rules.click("Save the rule")
    screen.edit_rule()
    rules.click("As it came with the app")
    assert text(book.rules.get(LATE).name, "en") == "Late payment"
    assert screen.editor is None
    begin(rules)
    look_up(rules, "A case is open")
    rules.write("Do", "Ask how it went.")
    rules.click("Save the rule")
    own_id = own(table).id
    screen.edit_rule()
    rules.click("Let the rule go")
    assert own_id not in {rule.id for rule in book.rules.all()}
    table.undo()
    assert own(table).id == own_id
