"""At the counter: from the code in the client's letter to what is left to pay, by keyboard, at every size."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bonus_shop import grant, open_shop, order_of
from evenhand import actions, wording
from evenhand.domain.bonus import Bonus, BonusRefused, BonusState, balance, state
from evenhand.domain.money import Money
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.ui.bonuses_screen import BonusesScreen
from evenhand.ui.desk import Place
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.redeem_panel import RedeemPanel
from evenhand.ui.toast import Toast
from person import Person, type_out

TODAY = date(2026, 11, 10)
UNTIL = date(2026, 11, 19)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shop(book: Book) -> Book:
    open_shop(book)
    return book


@pytest.fixture
def bonus(shop: Book) -> Bonus:
    return grant(shop, "Ilinca Rusu", Money(30, "EUR"), UNTIL)


@pytest.fixture(params=[(1280, 800), (1024, 640)], ids=["1280", "1024"])
def person(request: pytest.FixtureRequest, qtbot: QtBot, shop: Book) -> Person:
    window = MainWindow(shop, Preferences(), today=lambda: TODAY)
    qtbot.addWidget(window)
    window.resize(*request.param)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Person(qtbot, window)


def counter(person: Person) -> RedeemPanel:
    screen = person.screen.screen_in_view  # type: ignore[attr-defined]
    assert isinstance(screen, BonusesScreen)
    return screen.counter


def at_counter(person: Person) -> RedeemPanel:
    """Ctrl B from wherever the owner is."""
    person.press(Qt.Key.Key_B, CONTROL)
    panel = counter(person)
    assert QApplication.focusWidget() is panel.code
    return panel


def toast(person: Person) -> str:
    found = person.screen.findChild(Toast)
    assert found is not None
    return found.text().replace("\u00a0", " ")


def left(book: Book, bonus: Bonus) -> Money:
    return balance(bonus, book.bonuses.ledger(bonus.id))


def sums(panel: RedeemPanel) -> list[tuple[str, str]]:
    lines = [*panel._lines, panel._pays]
    return [(one.name.text(), one.value.text().replace("\u00a0", " ")) for one in lines if one.isVisible()]


@pytest.mark.parametrize("written", ["{}", "{lower}", "{bare}", "{spaced}"])
def test_a_code_four_enters_and_the_client_pays_the_rest(
    person: Person, shop: Book, bonus: Bonus, written: str
) -> None:
    order_of(shop, "Ilinca Rusu", Money(90, "EUR"), TODAY - timedelta(30))
    coat = order_of(shop, "Ilinca Rusu", Money(148, "EUR"), TODAY, "a winter coat")
    panel = at_counter(person)
    code = bonus.code
    forms = {"lower": code.lower(), "bare": code[2:].replace("-", "").lower(), "spaced": code.replace("-", " ")}
    type_out(panel.code, written.format(code, **forms))
    person.find(f"Linden Tailoring, €30, for Ilinca Rusu, valid to 19 November 2026, {code}", QWidget)
    person.press(Qt.Key.Key_Return)
    assert panel.choice.order is not None
    assert panel.choice.order.order.id == coat.id, "the latest is at hand"
    person.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is panel.amount
    assert sums(panel) == [("Order", "€148"), (f"Bonus {code}", "−€30"), ("Ilinca Rusu pays", "€118")]
    person.press(Qt.Key.Key_Return)
    (_granted, entry) = shop.bonuses.ledger(bonus.id)
    assert (entry.order_id, entry.amount, entry.entered_on) == (coat.id, Money(30, "EUR"), TODAY)
    assert state(bonus, shop.bonuses.ledger(bonus.id), TODAY) is BonusState.REDEEMED
    assert toast(person) == f"Redeemed {code}, €30, for Ilinca Rusu"
    assert (panel.code.text(), QApplication.focusWidget()) == ("", panel.code), "ready for the next"
    assert check(shop) == []


def test_undo_gives_back_exactly_what_was_taken(person: Person, shop: Book, bonus: Bonus) -> None:
    order = order_of(shop, "Ilinca Rusu", Money(148, "EUR"), TODAY)
    panel = at_counter(person)
    type_out(panel.code, bonus.code)
    person.press(Qt.Key.Key_Return, CONTROL)
    assert left(shop, bonus) == Money(0, "EUR")
    person.click("Undo")
    assert left(shop, bonus) == Money(30, "EUR")
    assert shop.bonuses.paid_on_order(order.id) == Money(0, "EUR")
    assert check(shop) == []


def wrong(code: str) -> str:
    """The code with its last but one character another."""
    return code[:-2] + ("7" if code[-2] != "7" else "8") + code[-1]


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (wrong, "One character is wrong. Compare the code with the letter."),
        (lambda code: code[:-1], "A character is missing. A code has seven after the B."),
        (lambda code: code + "7", "There is a character too many. A code has seven after the B."),
        (lambda code: code[:-1] + "Ж", "A code has Latin letters and digits only."),
    ],
)
def test_a_slip_of_the_finger_is_told_at_the_code(
    person: Person, bonus: Bonus, slip: Callable[[str], str], said: str
) -> None:
    panel = at_counter(person)
    type_out(panel.code, slip(bonus.code))
    assert person.error("Code") is None, "half a code is no mistake yet"
    person.press(Qt.Key.Key_Return)
    assert person.error("Code") == said
    assert QApplication.focusWidget() is panel.code
    assert not panel.slip.isVisible()


def test_a_code_of_another_book_is_told_as_such(person: Person, bonus: Bonus) -> None:
    panel = at_counter(person)
    other = "B-7F4M-2Q"
    code = next(f"{other}{last}" for last in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" if _reads(f"{other}{last}"))
    assert code != bonus.code
    type_out(panel.code, code)
    person.press(Qt.Key.Key_Return)
    assert person.error("Code") == "No bonus in the book has this code."


def _reads(code: str) -> bool:
    from evenhand.domain.bonus import read_code

    return read_code(code) is not None


def test_a_smaller_order_leaves_the_rest_on_the_bonus(person: Person, shop: Book, bonus: Bonus) -> None:
    order_of(shop, "Ilinca Rusu", Money(12, "EUR"), TODAY)
    panel = at_counter(person)
    type_out(panel.code, bonus.code)
    assert panel.amount.text() == "12"
    assert sums(panel)[-1] == ("Ilinca Rusu pays", "€0")
    assert panel._rest.text().replace("\u00a0", " ") == "€18 stays on the bonus, until 19 November 2026."
    person.click("Redeem €12")
    assert left(shop, bonus) == Money(18, "EUR")


def test_more_than_is_left_or_than_the_order_costs_is_refused_and_nothing_is_lost(
    person: Person, shop: Book, bonus: Bonus
) -> None:
    order_of(shop, "Ilinca Rusu", Money(12, "EUR"), TODAY)
    panel = at_counter(person)
    type_out(panel.code, bonus.code)
    for typed, said in (
        ("31", "Only €30 is left on this bonus."),
        ("20", "Only €12 of this order is still to pay. Write that or less."),
        ("0", "Write a sum above zero."),
        ("USD 12", "A sum in USD can't be counted here. Write it in EUR."),
        ("ten", "This is not a sum. Write it like 1234.50, without the currency."),
    ):
        panel.amount.setFocus()
        panel.amount.selectAll()
        type_out(panel.amount, typed)
        person.press(Qt.Key.Key_Return)
        assert (person.error("From the bonus") or "").replace("\u00a0", " ") == said
        assert panel.amount.text() == typed
        assert panel.redeem.text() == "Redeem —", "no sum is promised that can't be"
        assert sums(panel)[-1] == ("Ilinca Rusu pays", "—")
    assert left(shop, bonus) == Money(30, "EUR")


def test_a_bonus_that_ran_out_is_honoured_by_a_button_of_its_own(person: Person, shop: Book) -> None:
    late = grant(shop, "Oleg Brandt", Money(18, "EUR"), TODAY - timedelta(6))
    order_of(shop, "Oleg Brandt", Money(90, "EUR"), TODAY)
    panel = at_counter(person)
    type_out(panel.code, late.code)
    said = panel._state.text.text().replace("\u00a0", " ")
    assert said == "Ran out on 4 November 2026. Honour it all the same?"
    assert not panel.redeem.isVisible()
    person.press(Qt.Key.Key_Return, CONTROL)
    for _enter in range(3):
        person.press(Qt.Key.Key_Return)
    assert left(shop, late) == Money(18, "EUR"), "Enter alone honours nothing"
    assert QApplication.focusWidget() is panel.honour
    person.press(Qt.Key.Key_Return)
    assert left(shop, late) == Money(0, "EUR")
    assert check(shop) == []


def test_a_used_bonus_says_where_it_went_and_offers_nothing(person: Person, shop: Book, bonus: Bonus) -> None:
    order = order_of(shop, "Ilinca Rusu", Money(90, "EUR"), TODAY)
    actions.redeem_bonus(
        shop, bonus_id=bonus.id, order_id=order.id, amount=Money(30, "EUR"), on=TODAY, operation_id="used"
    )
    panel = at_counter(person)
    type_out(panel.code, bonus.code)
    said = panel._state.text.text().replace("\u00a0", " ")
    assert said == f"Used up on 10 November 2026, for order {order.number}."
    assert not panel.redeem.isVisible()
    person.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is panel.code


def test_a_bonus_that_was_passed_on_pays_for_the_order_of_whoever_brings_it(
    person: Person, shop: Book, bonus: Bonus
) -> None:
    order_of(shop, "Ilinca Rusu", Money(90, "EUR"), TODAY)
    theirs = order_of(shop, "Oleg Brandt", Money(60, "EUR"), TODAY)
    panel = at_counter(person)
    type_out(panel.code, bonus.code)
    person.click("Another order")
    type_out(panel.choice.number, theirs.number)
    person.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is panel.amount
    assert sums(panel)[-1] == ("Oleg Brandt pays", "€30")
    assert shop.bonuses.paid_on_order(theirs.id) == Money(0, "EUR")
    person.click("Redeem €30")
    assert shop.bonuses.paid_on_order(theirs.id) == Money(30, "EUR")
    assert toast(person) == f"Redeemed {bonus.code}, €30, for Oleg Brandt"


def test_the_order_that_went_wrong_is_not_offered_as_the_next(person: Person, shop: Book) -> None:
    failed = order_of(shop, "Helen Okafor", Money(300, "EUR"), TODAY)
    bonus = grant(shop, "Helen Okafor", Money(30, "EUR"), UNTIL, on=TODAY, order=failed)
    panel = at_counter(person)
    type_out(panel.code, bonus.code)
    assert panel.choice.order is None
    assert panel.choice.number.isVisible()
    person.click("Redeem €30")
    assert person.error("Order") == "Choose the order that it pays for."
    assert left(shop, bonus) == Money(30, "EUR")


def test_a_number_that_no_order_has_is_told_as_such(person: Person, shop: Book, bonus: Bonus) -> None:
    order_of(shop, "Ilinca Rusu", Money(90, "EUR"), TODAY)
    panel = at_counter(person)
    type_out(panel.code, bonus.code)
    person.click("Another order")
    type_out(panel.choice.number, "no such number")
    person.click("Redeem €30")
    assert person.error("Order") == "No order with this number and currency is still to pay."
    assert QApplication.focusWidget() is panel.choice.number


@pytest.mark.parametrize(
    ("language", "ran_out", "valid", "stays"),
    [
        ("ru", "Срок истёк 4 ноября 2026 г. Всё равно принять?", "до 19 ноября 2026 г. Выберите", "19 ноября 2026 г."),
        ("en", "Ran out on 4 November 2026. Honour", "until 19 November 2026 already. Choose", "19 November 2026."),
    ],
)
def test_a_sentence_that_ends_with_a_day_has_one_full_stop(
    person: Person, shop: Book, bonus: Bonus, language: str, ran_out: str, valid: str, stays: str
) -> None:
    late = grant(shop, "Oleg Brandt", Money(18, "EUR"), TODAY - timedelta(6))
    order_of(shop, "Ilinca Rusu", Money(12, "EUR"), TODAY)
    person.screen.set_language(language)  # type: ignore[attr-defined]
    panel = at_counter(person)
    type_out(panel.code, late.code)
    assert ran_out in panel._state.text.text().replace("\u00a0", " ")
    panel.code.selectAll()
    type_out(panel.code, bonus.code)
    assert panel._rest.text().replace("\u00a0", " ").endswith(f" {stays}")
    assert ".." not in panel._rest.text()
    refused = BonusRefused("not_later", bonus, Money(30, "EUR"), UNTIL)
    assert valid in wording.sentence(refused).replace("\u00a0", " ")


def test_another_list_takes_the_bonus_that_it_does_not_hold_from_the_counter(
    person: Person, shop: Book, bonus: Bonus
) -> None:
    panel = at_counter(person)
    type_out(panel.code, bonus.code)
    person.click("All 1")
    assert panel.shown == bonus.id
    person.click("Ran out 0")
    assert (panel.shown, panel.code.text()) == (None, "")


def test_an_order_that_is_not_written_yet_is_written_at_the_counter(person: Person, shop: Book, bonus: Bonus) -> None:
    panel = at_counter(person)
    type_out(panel.code, bonus.code)
    person.click("New order")
    person.write("What", "a winter coat")
    person.write("Sum, EUR", "148")
    person.click("Save")
    person.qtbot.waitUntil(lambda: panel.choice.order is not None)
    assert sums(panel)[-1] == ("Ilinca Rusu pays", "€118")
    person.click("Redeem €30")
    (entry,) = [one for one in shop.bonuses.ledger(bonus.id) if one.order_id]
    assert shop.orders.get(entry.order_id or 0).what == "a winter coat"


def test_the_next_code_takes_the_place_of_the_one_before(person: Person, shop: Book, bonus: Bonus) -> None:
    other = grant(shop, "Oleg Brandt", Money(18, "EUR"), UNTIL)
    panel = at_counter(person)
    type_out(panel.code, bonus.code)
    assert panel.shown == bonus.id
    panel.code.selectAll()
    type_out(panel.code, other.code[:4])
    assert panel.shown is None
    assert not panel.slip.isVisible()
    type_out(panel.code, other.code[4:])
    assert panel.shown == other.id


def test_a_row_of_the_list_goes_to_the_counter_with_enter(person: Person, shop: Book, bonus: Bonus) -> None:
    order_of(shop, "Ilinca Rusu", Money(148, "EUR"), TODAY)
    window = person.screen
    assert isinstance(window, MainWindow)
    window.go(Place.BONUSES)
    table = window.screen_in_view.list.table
    table.setFocus()
    table.selectRow(0)
    person.press(Qt.Key.Key_Return)
    panel = counter(person)
    assert panel.shown == bonus.id
    assert QApplication.focusWidget() is panel.choice.orders
    assert panel.redeem.isVisible()
    assert isinstance(person.find("Redeem €30", QPushButton), QPushButton)


def test_the_keys_of_a_new_order_write_one_for_the_bonus_at_the_counter(
    person: Person, shop: Book, bonus: Bonus
) -> None:
    panel = at_counter(person)
    keys = CONTROL | Qt.KeyboardModifier.ShiftModifier
    person.press(Qt.Key.Key_O, keys)
    assert toast(person) == "Type the code of a bonus first. The order is then written for its client."
    assert QApplication.focusWidget() is panel.code
    type_out(panel.code, bonus.code)
    person.press(Qt.Key.Key_O, keys)
    person.write("What", "a winter coat")
    person.write("Sum, EUR", "148")
    person.click("Save")
    person.qtbot.waitUntil(lambda: panel.choice.order is not None)
    assert panel.choice.order is not None
    assert panel.choice.order.client_name == "Ilinca Rusu"
