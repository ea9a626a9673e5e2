"""A refund of an order asks what becomes of the bonus that was given for it."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bonus_shop import grant, open_shop, order_of
from evenhand import actions
from evenhand.domain.bonus import Bonus, balance
from evenhand.domain.money import Money
from evenhand.domain.records import Nature
from evenhand.storage.book import Book
from evenhand.ui.earlier_bonus import EarlierBonusField
from person import Person

TODAY = date(2026, 11, 10)


@pytest.fixture
def given(book: Book) -> tuple[Book, Bonus, int]:
    """A shop, a bonus of thirty euros for an order, and that order."""
    open_shop(book)
    order = order_of(book, "Ilinca Rusu", Money(300, "EUR"))
    return book, grant(book, "Ilinca Rusu", Money(30, "EUR"), date(2026, 12, 2), order=order), order.id


def show_order(field: EarlierBonusField, book: Book, order_id: int | None) -> None:
    """As the composer shows the bonus that was given for an order; none where there's no order."""
    bonus = actions.earlier_bonus(book, order_id=order_id, on=TODAY)
    field.show_bonus(bonus, balance(bonus, book.bonuses.ledger(bonus.id)) if bonus else None)


@pytest.fixture
def asked(qtbot: QtBot, given: tuple[Book, Bonus, int]) -> tuple[EarlierBonusField, Person]:
    book, _bonus, order_id = given
    field = EarlierBonusField()
    show_order(field, book, order_id)
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    return field, Person(qtbot, field)


def test_nothing_is_decided_for_the_owner(
    asked: tuple[EarlierBonusField, Person], given: tuple[Book, Bonus, int]
) -> None:
    field, person = asked
    assert (field.asks, field.value()) == (True, "")
    person.find(f"Bonus {given[1].code}, given for this order: €30 is left on it.", QWidget)
    assert not field.sum.isVisible()


@pytest.mark.parametrize(("answer", "value", "left"), [("Keep it", "keep", 30), ("Cancel it", "cancel", 0)])
def test_a_word_decides_it(
    asked: tuple[EarlierBonusField, Person], given: tuple[Book, Bonus, int], answer: str, value: str, left: int
) -> None:
    field, person = asked
    with person.qtbot.waitSignal(field.changed):
        person.click(answer)
    assert (field.value(), field.refused()) == (value, None)
    settled(given, field.value(), Money(left, "EUR"))


def settled(given: tuple[Book, Bonus, int], fate: str, left: Money) -> None:
    """What was answered is what the book then does."""
    book, bonus, order_id = given
    actions.settle_earlier_bonus(book, order_id=order_id, fate=fate, on=TODAY, operation_id="settle")
    assert balance(bonus, book.bonuses.ledger(bonus.id)) == left


def test_less_is_written_as_a_sum(asked: tuple[EarlierBonusField, Person], given: tuple[Book, Bonus, int]) -> None:
    field, person = asked
    person.click("Reduce it to …")
    assert field.sum.hasFocus()
    assert field.refused() is not None, "no sum yet"
    person.write("Left on the bonus, in EUR", "12.50")
    assert (field.value(), field.refused()) == ("1250", None)
    settled(given, field.value(), Money.of_minor(1250, "EUR"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31", "Only €30 is left on this bonus."),
        ("0", "Write a sum above zero."),
        ("half", "This is not a sum. Write it like 1234.50, without the currency."),
    ],
)
def test_a_sum_that_can_not_be_decides_nothing_and_stays(
    asked: tuple[EarlierBonusField, Person], typed: str, said: str
) -> None:
    field, person = asked
    person.click("Reduce it to …")
    person.write("Left on the bonus, in EUR", typed)
    assert field.value() == ""
    refused = field.refused()
    assert refused is not None
    assert refused == (said, field.sum)
    field.set_value("")
    assert field.sum.text() == typed


@pytest.mark.parametrize("value", ["keep", "cancel", "1250", ""])
def test_a_decision_that_was_kept_is_shown_again_without_being_announced(
    asked: tuple[EarlierBonusField, Person], value: str, qtbot: QtBot
) -> None:
    field, _person = asked
    with qtbot.assertNotEmitted(field.changed):
        field.set_value(value)
    assert field.value() == value
    assert field.sum.isVisible() is value.isdecimal()


def words(field: EarlierBonusField) -> list[str]:
    return [button.text() for button in field.fate.buttons()]


def test_where_the_ways_part_only_money_owed_can_be_paid_out(
    asked: tuple[EarlierBonusField, Person], given: tuple[Book, Bonus, int]
) -> None:
    field, person = asked
    assert words(field) == ["Keep it", "Reduce it to …", "Cancel it"]
    bonus = given[1]
    field.show_bonus(bonus, bonus.amount, parting=True)
    assert words(field) == ["Keep it", "Cancel it"]
    person.find(f"Bonus {bonus.code} of this client: €30 is left on it.", QWidget)
    field.show_bonus(replace(bonus, nature=Nature.OWED), bonus.amount, parting=True)
    assert words(field) == ["Keep it", "Pay it out", "Cancel it"]
    person.click("Pay it out")
    assert (field.value(), field.refused()) == ("exchange", None)
    field.show_bonus(bonus, bonus.amount)
    assert field.value() == "", "a refund asks anew"


def test_arrows_move_between_the_answers(asked: tuple[EarlierBonusField, Person]) -> None:
    field, person = asked
    first, *_others = field.in_order()
    first.setFocus()
    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_Right)
    assert field.fate.value() == "reduce"


def test_an_order_without_a_bonus_asks_nothing(given: tuple[Book, Bonus, int], qtbot: QtBot) -> None:
    book, bonus, order_id = given
    field = EarlierBonusField()
    qtbot.addWidget(field)
    show_order(field, book, None)
    assert not field.asks
    actions.cancel_bonus(book, bonus_id=bonus.id, on=TODAY, operation_id="cancel")
    show_order(field, book, order_id)
    assert not field.asks
