"""Parting kindly from the sheet: the sum as it is typed, each refusal at its field, and what the book holds then."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from evenhand import actions
from evenhand.domain.bonus import BonusState, state
from evenhand.domain.promises import PromiseEnding
from evenhand.domain.records import LetterKind, Nature, Order, Outcome, Standing
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed
from evenhand.ui.clients_screen import ClientsScreen
from evenhand.ui.desk import Desk, Place
from evenhand.ui.part_kindly import PartKindlyForm, open_part_kindly
from evenhand.ui.part_kindly_card import PartedForm
from person import Person
from tailor import LATER, TODAY, bonus, issue, open_case, open_shop, pounds, refund


@dataclass
class Table:
    """A desk that remembers where it was told to go and what was said."""

    book: Book
    gone: list[tuple[Place, int]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        return Desk(self.book, lambda: TODAY, lambda place, record: self.gone.append((place, record)), self._say)

    def _say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None:
        self.said.append(text)


@pytest.fixture
def table(book: Book) -> Table:
    return Table(open_shop(book))


@pytest.fixture
def sheet(table: Table, qtbot: QtBot) -> Callable[..., Person]:
    def show(case_id: int | None = None) -> Person:
        screen = QWidget()
        qtbot.addWidget(screen)
        screen.resize(1068, 770)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        open_part_kindly(table.desk, screen, 1, case_id)
        return Person(qtbot, screen)

    return show


def _words(text: str) -> str:
    return text.replace("\u00a0", " ")


def _goes_back(person: Person) -> str:
    form = person.seen
    assert isinstance(form, PartKindlyForm)
    return form.refund.sum.total.value.text()


def _standing(table: Table) -> Standing:
    return table.book.clients.get(1).standing


def test_what_was_paid_less_the_work_that_is_kept_goes_back_and_the_letter_is_gone_to(
    table: Table, sheet: Callable[..., Person]
) -> None:
    person = sheet()
    assert _goes_back(person) == "£72.50"
    assert person.find("Paid by", QLineEdit).text() == "13\u00a0April\u00a02026"
    person.write("Work that is kept, in GBP", "20")
    assert _goes_back(person) == "£52.50"
    person.write("How it goes back", "the card ending 4417")
    person.write("To give back or to close, line 1", "the lining")
    person.click("Add a line")
    person.write("To give back or to close, line 2", "two swatches")
    person.click("Part kindly")
    (parting,) = table.book.partings.of_client(1)
    assert (parting.accepted, _standing(table)) == (pounds("20"), Standing.PARTED)
    assert [one.what for one in table.book.parting_items.of_parting(parting.id)] == ["the lining", "two swatches"]
    assert parting.case_id is not None
    given = table.book.cases.compensations(parting.case_id).refund
    assert given is not None
    assert (given.amount, given.method, given.pay_by) == (
        pounds("52.50"),
        "the card ending 4417",
        date(2026, 4, 13),
    )
    (row,) = table.book.letters.drafts()
    assert (row.draft.kind, table.gone) == (LetterKind.PARTING, [(Place.LETTER, row.draft.id)])


def test_the_title_bar_names_nobody(sheet: Callable[..., Person]) -> None:
    person = sheet()
    (form,) = person.screen.findChildren(PartKindlyForm)
    assert form.windowTitle() == "Evenhand"
    assert "Jane Whitcombe" in form.title.text()


def test_without_a_letter_one_line_says_that_it_is_done(table: Table, sheet: Callable[..., Person]) -> None:
    person = sheet()
    person.choose("Order", "None: no money goes back")
    assert person.find("Part kindly with Jane Whitcombe", QWidget)
    person.click("Write the parting letter")
    person.click("Part kindly")
    (parting,) = table.book.partings.of_client(1)
    assert (parting.order_id, parting.case_id, table.book.letters.drafts(), table.gone) == (None, None, [], [])
    assert table.said == ["You parted with Jane Whitcombe. All that was said is kept."]


@pytest.mark.parametrize(
    ("field_", "text", "sentence"),
    [
        ("Work that is kept, in GBP", "a lot", "This is not a sum. Write it like 1234.50, without the currency."),
        (
            "Work that is kept, in GBP",
            "100",
            "That is more than is left of what was paid. At most £72.50 can stay for the work that is kept.",
        ),
        ("Work that is kept, in GBP", "-5", "Work that is kept cannot be worth less than nothing. Write zero or more."),
        ("How it goes back", "", "Say how the money goes back, for example to the card that was used."),
        ("Paid by", "", "Say by which day the money goes back."),
        ("Paid by", "soon", "This is not a day. Write it like 8.2.2027 or 2027-02-08, or +7 for a week from today."),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_typed_is_lost(
    table: Table, sheet: Callable[..., Person], field_: str, text: str, sentence: str
) -> None:
    person = sheet()
    person.write("How it goes back", "the card ending 4417")
    person.write("To give back or to close, line 1", "the lining")
    person.write(field_, text)
    person.click("Part kindly")
    assert person.error(field_) == sentence
    assert table.book.partings.of_client(1) == []
    assert (_standing(table), table.book.cases.of_client(1)) == (Standing.ACTIVE, [])
    assert person.find("To give back or to close, line 1", QLineEdit).text() == "the lining"
    assert person.find(field_, QLineEdit).text() == text


def test_a_day_that_has_passed_is_refused_at_its_field(table: Table, sheet: Callable[..., Person]) -> None:
    person = sheet()
    person.write("How it goes back", "the card ending 4417")
    person.write("Paid by", "1.4.2026")
    person.click("Part kindly")
    assert person.error("Paid by") == "That day has passed. Choose today or a later day."
    assert table.book.partings.of_client(1) == []


def test_an_open_bonus_needs_a_word_and_says_what_fits_it(table: Table, sheet: Callable[..., Person]) -> None:
    case = open_case(table.book)
    bonus(table.book, case)
    letter = issue(table.book, case, LetterKind.BONUS)
    granted = table.book.bonuses.of_letter(letter.id)
    assert granted is not None
    promise = actions.make_promise(
        table.book, client_id=1, what="a new lining", due_on=LATER, made_on=TODAY, operation_id="promise"
    )
    person = sheet(case.id)
    form = person.seen
    assert isinstance(form, PartKindlyForm)
    (word,) = form.words
    assert [one.text() for one in word.fate.buttons()] == ["Honour it", "Cancel it"]
    person.find("The promise is cancelled: a new lining", QWidget)
    person.write("How it goes back", "the card ending 4417")
    person.click("Write the parting letter")
    person.click("Part kindly")
    assert word.field.error() == (
        "A bonus of this client is still open. Say what becomes of it: honour it, exchange it for money, or cancel it."
    )
    person.click("Cancel it")
    assert word.field.error() is None
    person.click("Part kindly")
    assert state(granted, table.book.bonuses.ledger(granted.id), TODAY) is BonusState.CANCELLED
    assert table.book.promises.get(promise.id).ending is PromiseEnding.CANCELLED
    assert table.book.cases.get(case.id).outcome is Outcome.PARTED


def test_a_bonus_in_place_of_money_lessens_the_refund_unless_it_is_cancelled(
    table: Table, sheet: Callable[..., Person]
) -> None:
    case = open_case(table.book)
    bonus(table.book, case, nature=Nature.OWED, client_chose=True)
    issue(table.book, case, LetterKind.BONUS)
    person = sheet(case.id)
    before = _goes_back(person)
    person.find("Exchange it for money", QWidget)
    person.click("Cancel it")
    assert (before, _goes_back(person)) == ("£65", "£72.50")
    person.click("Honour it")
    assert _goes_back(person) == "£65"


def test_money_owed_for_another_order_is_not_cancelled(table: Table, sheet: Callable[..., Person]) -> None:
    case = open_case(table.book)
    bonus(table.book, case, nature=Nature.OWED, client_chose=True)
    issue(table.book, case, LetterKind.BONUS)
    person = sheet(case.id)
    person.choose("Order", "None: no money goes back")
    person.click("Cancel it")
    person.click("Part kindly")
    form = person.seen
    assert isinstance(form, PartKindlyForm)
    assert form.words[0].field.error() == (
        "This bonus stands for money that the client is owed. Honour it, or exchange it for money."
    )
    assert table.book.partings.of_client(1) == []


def test_another_order_brings_its_own_sum(table: Table, sheet: Callable[..., Person]) -> None:
    book = table.book
    book.orders.add(Order(0, 1, "2026-0150", date(2026, 3, 5), "a hem", pounds("12"), pounds("10")))
    person = sheet()
    person.choose("Order", "2026-0147, grey wool coat, £72.50")
    assert _goes_back(person) == "£72.50"
    person.write("Work that is kept, in GBP", "70")
    person.choose("Order", "2026-0150, a hem, £12")
    assert (_goes_back(person), person.find("Work that is kept, in GBP", QLineEdit).text()) == ("£10", "")


def test_what_is_paid_and_not_delivered_on_other_orders_is_named(table: Table, sheet: Callable[..., Person]) -> None:
    order = Order(0, 1, "2026-0150", date(2026, 3, 5), "a hem", pounds("12"), pounds("10"))
    table.book.orders.add(order)
    table.book.orders.add(replace(order, number="2026-0151", delivered_on=date(2026, 3, 9)))
    person = sheet()
    person.choose("Order", "2026-0147, grey wool coat, £72.50")
    told = "Also paid and not delivered: 2026-0150: £10. That goes back in a case of its own."
    assert told in [_words(one.text()) for one in person.seen.findChildren(QLabel) if one.isVisible()]
    person.choose("Order", "2026-0150, a hem, £12")
    assert told not in [_words(one.text()) for one in person.seen.findChildren(QLabel) if one.isVisible()]


def test_a_refund_that_a_letter_states_stays_as_it_is(table: Table, sheet: Callable[..., Person]) -> None:
    case = open_case(table.book)
    refund(table.book, case, pounds("20"))
    issue(table.book, case, LetterKind.REFUND)
    person = sheet(case.id)
    assert not person.find("Work that is kept, in GBP", QLineEdit).isEnabled()
    said = [_words(one) for one in _hints(person)]
    assert "A letter states £20 back by 16 April 2026. It stays as it is." in said
    person.click("Write the parting letter")
    person.click("Part kindly")
    given = table.book.cases.compensations(case.id).refund
    assert given is not None
    assert given.amount == pounds("20")


def _hints(person: Person) -> list[str]:

    return [one.text() for one in person.seen.findChildren(QLabel) if one.isVisible()]


def test_the_door_is_closed_in_private(table: Table, sheet: Callable[..., Person]) -> None:
    person = sheet()
    person.choose("Order", "None: no money goes back")
    person.click("Closed: no greetings, nothing planned")
    person.click("Part kindly")
    door = table.book.doors.of(1)
    assert door is not None
    assert door.closed
    (row,) = table.book.letters.drafts()
    assert "door" not in row.draft.body.lower()


def test_one_line_is_taken_out_again(table: Table, sheet: Callable[..., Person]) -> None:
    person = sheet()
    person.choose("Order", "None: no money goes back")
    person.write("To give back or to close, line 1", "the lining")
    person.click("Add a line")
    person.write("To give back or to close, line 2", "a key")
    person.click("Take this line out")
    person.click("Part kindly")
    (parting,) = table.book.partings.of_client(1)
    assert [one.what for one in table.book.parting_items.of_parting(parting.id)] == ["a key"]


def test_a_full_disk_changes_nothing_and_keeps_the_sheet(
    table: Table, sheet: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = sheet()
    person.write("How it goes back", "the card ending 4417")

    def fail(*_args: object, **_named: object) -> None:
        raise StorageFailed("disk_full")

    monkeypatch.setattr(table.book.letters, "save_draft", fail)
    person.click("Part kindly")
    assert (person.error("For which order the money goes back") or "").startswith("The disk is full.")
    assert (table.book.partings.of_client(1), table.book.cases.of_client(1)) == ([], [])
    monkeypatch.undo()
    person.click("Part kindly")
    assert _standing(table) is Standing.PARTED


def test_it_is_done_by_keyboard_and_esc_asks_before_anything_typed_is_lost(
    table: Table, sheet: Callable[..., Person]
) -> None:
    person = sheet()
    person.write("How it goes back", "the card ending 4417")
    person.press(Qt.Key.Key_Escape)
    person.click("Keep writing")
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _standing(table) is Standing.PARTED


def test_with_whom_one_has_parted_the_checklist_is_shown_and_ticked(table: Table, sheet: Callable[..., Person]) -> None:
    person = sheet()
    person.choose("Order", "None: no money goes back")
    person.write("To give back or to close, line 1", "the lining")
    person.click("Part kindly")
    open_part_kindly(table.desk, person.screen, 1)
    assert isinstance(person.seen, PartedForm)
    person.find("You have parted with Jane Whitcombe already. Change the standing first to go on together.", QWidget)
    person.click("the lining")
    (parting,) = table.book.partings.of_client(1)
    (item,) = table.book.parting_items.of_parting(parting.id)
    assert item.done_on == TODAY
    person.click("the lining")
    assert table.book.parting_items.get(item.id).done_on is None
    person.click("Close")
    assert len(table.book.partings.of_client(1)) == 1


def test_from_the_clients_page_the_parting_stays_in_sight(table: Table, qtbot: QtBot) -> None:
    screen = ClientsScreen(table.desk)
    qtbot.addWidget(screen)
    screen.resize(1068, 900)
    with qtbot.waitActive(screen):
        screen.show()
    screen.show_record(1)
    person = Person(qtbot, screen)
    screen.part_kindly()
    person.choose("Order", "None: no money goes back")
    person.write("To give back or to close, line 1", "the lining")
    person.click("Write the parting letter")
    person.click("Part kindly")
    person.find("Parted on 2 April 2026.", QWidget)
    person.click("the lining")
    (parting,) = table.book.partings.of_client(1)
    assert [one.done_on for one in table.book.parting_items.of_parting(parting.id)] == [TODAY]
    table.book.clients.save(replace(table.book.clients.get(1), standing=Standing.ACTIVE))
    screen.refresh()
    assert not screen.detail.after.isVisible()
