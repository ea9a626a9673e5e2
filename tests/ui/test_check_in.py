"""First me: how work feels today is asked once a day, answered by one tap, and passed over without a word."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from case_desk import TODAY, Table
from evenhand.domain.comfort import CheckIn, Comfort
from evenhand.storage.errors import StorageFailed
from evenhand.ui.check_in import CheckInCard
from evenhand.ui.widgets import ComfortThread
from person import NONE, Person

Look = Callable[[QWidget], Person]
Key = Qt.Key
MORNING = datetime(2026, 11, 30, 9)


@pytest.fixture
def card(table: Table, look_at: Look) -> CheckInCard:
    made = CheckInCard(table.desk, lambda: MORNING)
    table.book.changed = lambda _kinds: made.refresh()
    look_at(made)
    made.refresh()
    return made


@pytest.fixture
def person(card: CheckInCard, qtbot: QtBot) -> Person:
    return Person(qtbot, card)


def said(table: Table) -> Comfort | None:
    found = table.book.check_ins.of(TODAY)
    assert found is not None
    return found.comfort


def asks(card: CheckInCard) -> bool:
    return card.question.isVisible()


@pytest.mark.parametrize(
    ("hour", "part"), [(0, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening"), (23, "evening")]
)
def test_the_question_goes_by_the_time_of_day(table: Table, look_at: Look, hour: int, part: str) -> None:
    card = CheckInCard(table.desk, lambda: MORNING.replace(hour=hour))
    look_at(card).find(f"First you. How does work feel this {part}?", QWidget)


def test_one_tap_answers_and_folds_to_one_line(table: Table, card: CheckInCard, person: Person) -> None:
    high = card.sizeHint().height()
    person.click("Uneasy")
    assert said(table) is Comfort.UNEASY
    person.find("Today: uneasy", QWidget)
    assert not asks(card)
    assert card.sizeHint().height() < high / 2


@pytest.mark.parametrize(
    ("key", "comfort"),
    [(Key.Key_1, Comfort.COMFORTABLE), (Key.Key_2, Comfort.UNEASY), (Key.Key_3, Comfort.UNCOMFORTABLE)],
)
@pytest.mark.parametrize("held", [NONE, Qt.KeyboardModifier.KeypadModifier])
def test_a_digit_answers(table: Table, person: Person, key: Key, comfort: Comfort, held: Qt.KeyboardModifier) -> None:
    person.press(key, held)
    assert said(table) is comfort


def test_a_digit_typed_into_a_field_is_no_answer(table: Table, look_at: Look) -> None:
    card, field, screen = CheckInCard(table.desk, lambda: MORNING), QLineEdit(), QWidget()
    lines = QVBoxLayout(screen)
    lines.addWidget(field)
    lines.addWidget(card)
    person = look_at(screen)
    field.setFocus()
    person.press(Key.Key_2)
    assert field.text() == "2"
    assert table.book.check_ins.of(TODAY) is None


def test_once_answered_a_digit_changes_nothing_until_the_owner_wants_to(
    table: Table, card: CheckInCard, person: Person
) -> None:
    person.press(Key.Key_1)
    person.press(Key.Key_3)
    assert said(table) is Comfort.COMFORTABLE
    person.click("Change")
    person.press(Key.Key_3)
    assert said(table) is Comfort.UNCOMFORTABLE
    assert not asks(card)


def test_what_was_said_can_be_left_as_it_is(table: Table, card: CheckInCard, person: Person) -> None:
    person.click("Comfortable")
    person.click("Change")
    assert asks(card)
    person.click("Leave it as it is")
    assert not asks(card)
    assert said(table) is Comfort.COMFORTABLE
    assert len(table.said) == 1


def test_passed_over_it_is_not_asked_again_that_day(
    table: Table, card: CheckInCard, person: Person, look_at: Look
) -> None:
    person.click("Skip")
    assert said(table) is None
    assert not asks(card)
    person.find("Today: not said", QWidget)
    opened_again = CheckInCard(table.desk, lambda: MORNING.replace(hour=19))
    look_at(opened_again)
    opened_again.refresh()
    assert not asks(opened_again)


def test_undo_asks_anew(table: Table, card: CheckInCard, person: Person) -> None:
    for answer in ("Uncomfortable", "Skip"):
        person.click(answer)
        table.undo()
        assert table.book.check_ins.of(TODAY) is None
        assert asks(card)


def test_undo_while_it_is_being_changed_asks_as_if_nothing_was_said(
    table: Table, card: CheckInCard, person: Person
) -> None:
    person.click("Uneasy")
    person.click("Change")
    table.undo()
    card.refresh()
    person.click("Skip")
    assert not asks(card)


def test_undo_of_a_change_brings_back_what_was_said_before(table: Table, person: Person) -> None:
    person.click("Comfortable")
    person.click("Change")
    person.click("Uncomfortable")
    table.undo()
    assert said(table) is Comfort.COMFORTABLE
    person.find("Today: comfortable", QWidget)


def test_what_is_said_of_an_answer_does_not_tell_the_answer(table: Table, person: Person) -> None:
    person.click("Uncomfortable")
    person.click("Change")
    person.click("Uneasy")
    assert [text for text, _undo in table.said] == ["Noted for today.", "Noted for today."]


def test_a_window_open_over_night_asks_anew(table: Table, card: CheckInCard, person: Person, qtbot: QtBot) -> None:
    person.click("Comfortable")
    person.click("Change")  # and left so
    table.today = TODAY + timedelta(1)
    card.update()
    qtbot.waitUntil(lambda: card.skip.text() == "Skip")
    assert asks(card)
    person.press(Key.Key_2)
    assert table.book.check_ins.since(TODAY) == [
        CheckIn(TODAY, Comfort.COMFORTABLE),
        CheckIn(TODAY + timedelta(1), Comfort.UNEASY),
    ]


def test_the_last_fourteen_days_stand_beside_it(table: Table, look_at: Look) -> None:
    for ago, comfort in ((14, Comfort.UNCOMFORTABLE), (13, Comfort.UNEASY), (5, None), (1, Comfort.COMFORTABLE)):
        table.book.check_ins.save(CheckIn(TODAY - timedelta(ago), comfort))
    card = CheckInCard(table.desk, lambda: MORNING)
    person = look_at(card)
    name = "Your last 14 days: 1 comfortable, 1 uneasy, 0 uncomfortable"
    thread = person.find(name, ComfortThread)
    assert thread.isVisible()
    assert card.days is thread


def test_before_the_first_answer_a_sentence_stands_there(table: Table, card: CheckInCard, person: Person) -> None:
    person.find("Each day's answer becomes a point here.", QWidget)
    assert not card.days.isVisible()
    person.click("Comfortable")
    person.click("Change")
    assert card.days.isVisible()


def test_the_keyboard_stays_in_the_card_when_it_folds_and_unfolds(card: CheckInCard, person: Person) -> None:
    card.feel.buttons()[1].setFocus()
    person.press(Key.Key_Space)
    assert QApplication.focusWidget() is card.change
    person.press(Key.Key_Return)
    assert QApplication.focusWidget() is card.feel.buttons()[0]


def test_the_arrows_go_along_the_answers_and_give_none(table: Table, card: CheckInCard, person: Person) -> None:
    card.feel.buttons()[0].setFocus()
    person.press(Key.Key_Right)
    person.press(Key.Key_Right)
    assert QApplication.focusWidget() is card.feel.buttons()[2]
    assert table.book.check_ins.of(TODAY) is None


def test_an_answer_that_can_not_be_stored_is_asked_for_again(
    table: Table, card: CheckInCard, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_answer: CheckIn) -> None:
        raise StorageFailed("disk_full", "disk is full")

    monkeypatch.setattr(table.book.check_ins, "save", full)
    person.click("Uneasy")
    assert asks(card)
    assert card.feel.value() is None
    assert "disk" in table.said[-1][0].casefold()


def test_the_question_stands_on_one_line_and_above_the_days_without_the_room(
    table: Table, look_at: Look, dressed: None, qtbot: QtBot
) -> None:
    table.book.check_ins.save(CheckIn(TODAY - timedelta(3), Comfort.UNEASY))
    card = CheckInCard(table.desk, lambda: MORNING)
    look_at(card)
    for width in (1004, 848):
        card.resize(width, 200)
        assert card.width() == width
        qtbot.waitUntil(lambda: card.question.height() < 2 * card.question.fontMetrics().height())
        assert card.days.mapTo(card, card.days.rect().topLeft()).y() < card.feel.y() + card.feel.height()
    card.resize(560, 400)
    assert card.width() == 560
    qtbot.waitUntil(lambda: card.days.mapTo(card, card.days.rect().topLeft()).y() > card.feel.y())


def test_the_way_past_the_question_stands_beside_the_answers(table: Table, look_at: Look, dressed: None) -> None:
    card = CheckInCard(table.desk, lambda: MORNING)
    person = look_at(card)
    card.resize(912, 200)
    QApplication.processEvents()
    last = card.feel.buttons()[-1].geometry()
    skip = person.find("Skip", QWidget).geometry()
    assert (skip.top(), skip.bottom()) == (last.top(), last.bottom())
    assert 0 < skip.left() - last.right() < 20


def test_tab_goes_through_the_card_in_reading_order(table: Table, card: CheckInCard, person: Person) -> None:
    person.click("Comfortable")
    person.click("Change")
    seen = []
    for _step in range(3):
        seen.append(QApplication.focusWidget())
        person.press(Key.Key_Tab)
    assert seen == [card.feel.buttons()[0], card.skip, card.days]  # as in any group, the arrows lead to other answers
