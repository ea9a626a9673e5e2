"""What the owner sees of the bonuses: figures per currency, months, states, and what can be done with one."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bonus_shop import grant, open_shop, order_of
from evenhand import actions
from evenhand.domain.bonus import Bonus, BonusState, EntryKind, LedgerEntry, balance, state
from evenhand.domain.money import Money
from evenhand.domain.records import Letter, LetterKind, Nature
from evenhand.storage.book import Book
from evenhand.storage.checking import check
from evenhand.ui.bonuses_screen import BonusesScreen, Shown
from evenhand.ui.desk import Desk, Place
from evenhand.ui.extend_form import ExtendForm
from person import Person

TODAY = date(2026, 11, 10)
WIDE, NARROW = (1068, 770), (700, 610)


@dataclass
class Shop:
    """A desk that remembers where it was told to go and what was said."""

    book: Book
    gone: list[tuple[Place, int]] = field(default_factory=list)
    said: list[tuple[str, Callable[[], object] | None]] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        return Desk(self.book, lambda: TODAY, lambda place, record: self.gone.append((place, record)), self._say)

    def _say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None:
        self.said.append((text.replace("\u00a0", " "), on_action))


@pytest.fixture
def shop(book: Book) -> Shop:
    open_shop(book)
    return Shop(book)


@pytest.fixture
def opened(qtbot: QtBot, shop: Shop) -> Callable[..., BonusesScreen]:
    def show(size: tuple[int, int] = WIDE) -> BonusesScreen:
        screen = BonusesScreen(shop.desk)
        shop.book.changed = lambda _kinds: screen.refresh()
        qtbot.addWidget(screen)
        screen.resize(*size)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        return screen

    return show


def euros(amount: int) -> Money:
    return Money(amount, "EUR")


def redeem(book: Book, bonus: Bonus, amount: Money, order: int | None = None) -> LedgerEntry:
    order = order or order_of(book, "Ilinca Rusu", euros(200), TODAY).id
    name = f"redeem {bonus.id} {amount}"
    return actions.redeem_bonus(book, bonus_id=bonus.id, order_id=order, amount=amount, on=TODAY, operation_id=name)


def rows(screen: BonusesScreen) -> list[list[str]]:
    model = screen.list.model
    return [
        [str(model.index(row, column).data()).replace("\u00a0", " ") for column in range(7)]
        for row in range(model.rowCount())
    ]


def show(screen: BonusesScreen, shown: Shown, qtbot: QtBot) -> list[list[str]]:
    qtbot.mouseClick(screen.filter.buttons()[list(Shown).index(shown)], Qt.MouseButton.LeftButton)
    return rows(screen)


def figures(screen: BonusesScreen) -> list[tuple[str, ...]]:
    cells = screen.figures.figures._cells
    return [tuple(part.text().replace("\u00a0", " ") for part in cell) for cell in cells]


def choose(screen: BonusesScreen, name: str) -> None:
    """Chooses a row of the list by its client."""
    screen.list.table.setFocus()
    screen.list.table.selectRow([row[1] for row in rows(screen)].index(name))


def test_each_state_of_a_bonus_is_shown_where_it_belongs(
    shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot
) -> None:
    book = shop.book
    grant(book, "Leena Virtanen", euros(40), date(2027, 2, 8))
    grant(book, "Daniel Hartwell", euros(24), date(2026, 11, 15))
    part = grant(book, "Ilinca Rusu", euros(30), date(2026, 12, 2))
    used = grant(book, "Jonas Weber", euros(22), date(2026, 12, 2))
    grant(book, "Oleg Brandt", euros(18), TODAY - timedelta(1))
    grant(book, "Helen Okafor", euros(28), TODAY)
    cancelled = grant(book, "Tomasz Wilk", euros(55), date(2026, 12, 2))
    exchanged = grant(book, "Priya Raman", euros(72), None, nature=Nature.OWED)
    redeem(book, part, euros(10))
    redeem(book, used, euros(22))
    actions.cancel_bonus(book, bonus_id=cancelled.id, on=TODAY, operation_id="cancel")
    actions.exchange_bonus(book, bonus_id=exchanged.id, on=TODAY, operation_id="exchange")
    screen = opened()

    assert [(row[1], row[3], row[5], row[6]) for row in rows(screen)] == [
        ("Helen Okafor", "€28", "10 Nov", "today"),
        ("Daniel Hartwell", "€24", "15 Nov", "5 days"),
        ("Ilinca Rusu", "€20 of €30", "2 Dec", "22 days"),
        ("Leena Virtanen", "€40", "8 Feb", "90 days"),
    ]
    assert [row[1] for row in show(screen, Shown.USED, qtbot)] == ["Jonas Weber"]
    assert [(row[1], row[6]) for row in show(screen, Shown.RAN_OUT, qtbot)] == [("Oleg Brandt", "Ran out")]
    everything = [(row[1], row[6]) for row in show(screen, Shown.ALL, qtbot)]
    assert len(everything) == 8
    assert ("Tomasz Wilk", "Cancelled") in everything
    assert ("Priya Raman", "Exchanged for money") in everything
    assert figures(screen) == [
        ("Outstanding", "€112", "4 bonuses, what I may still owe"),
        ("Used this year", "€32", "2 bonuses, orders worth €400"),
        ("Ran out unused", "€18", "1 bonus, 50% of those that ended"),
    ]
    assert [button.text() for button in screen.filter.buttons()] == ["Outstanding 4", "Used 1", "Ran out 1", "All 8"]


def test_two_currencies_are_never_added_together(
    shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot
) -> None:
    grant(shop.book, "Ilinca Rusu", euros(30), None)
    grant(shop.book, "Анна Петрова", Money(1250, "RUB"), date(2026, 12, 2))
    grant(shop.book, "Daniel Hartwell", euros(12), date(2026, 12, 2))
    screen = opened()
    person = Person(qtbot, screen)
    assert figures(screen)[0][1:] == ("€42", "2 bonuses, what I may still owe")
    assert rows(screen)[-1][5] == "No end"
    person.click("RUB")
    assert figures(screen)[0][1:] == ("1,250 RUB", "1 bonus, what I may still owe")
    assert len(rows(screen)) == 3


def test_money_owed_is_still_outstanding_after_its_last_day(
    shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot
) -> None:
    grant(shop.book, "Priya Raman", euros(72), TODAY - timedelta(1), nature=Nature.OWED)
    grant(shop.book, "Oleg Brandt", euros(18), TODAY - timedelta(1))
    screen = opened()
    assert [row[1] for row in rows(screen)] == ["Priya Raman"]
    assert figures(screen)[0][1:] == ("€72", "1 bonus, what I may still owe")
    assert figures(screen)[2][1] == "€18"
    assert [row[1] for row in show(screen, Shown.RAN_OUT, qtbot)] == ["Oleg Brandt"]


def test_one_currency_asks_for_no_choice(shop: Shop, opened: Callable[..., BonusesScreen]) -> None:
    grant(shop.book, "Ilinca Rusu", euros(30), None)
    assert not opened().figures.currency.isVisible()


def test_the_bar_tells_what_may_be_owed_in_each_month(shop: Shop, opened: Callable[..., BonusesScreen]) -> None:
    for name, amount, until in (
        ("Daniel Hartwell", 24, date(2026, 11, 15)),
        ("Ilinca Rusu", 48, date(2026, 11, 19)),
        ("Leena Virtanen", 62, date(2026, 12, 2)),
        ("Helen Okafor", 91, date(2027, 1, 4)),
        ("Priya Raman", 100, None),
        ("Oleg Brandt", 500, TODAY - timedelta(1)),
    ):
        grant(shop.book, name, euros(amount), until)
    screen = opened()
    bar = screen.figures.bar
    said = "What I may still owe, by the month of the last day: Nov €72, Dec €62, Jan €91, no last day €100"
    assert bar.accessibleName().replace("\u00a0", " ") == said
    assert [(text.split()[0], soon) for text, _sum, soon in bar.parts()] == [
        ("Nov", True),
        ("Dec", False),
        ("Jan", False),
        ("no", False),
    ]
    for width, expected in (
        (200, [("Nov  €72", 7200), ("Dec  €62", 6200), ("later  €191", 19100)]),
        (130, [("Nov  €72", 7200), ("later  €253", 25300)]),
    ):
        bar.resize(width, bar.height())
        assert [(text, minor) for text, minor, _soon in bar.parts()] == expected


def test_a_chosen_bonus_shows_its_slip_its_ledger_and_its_letter(
    shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot
) -> None:
    bonus = grant(shop.book, "Ilinca Rusu", euros(30), date(2026, 12, 2))
    grant(shop.book, "Oleg Brandt", euros(18), date(2026, 12, 3))
    order = order_of(shop.book, "Ilinca Rusu", euros(200), TODAY)
    redeem(shop.book, bonus, euros(10), order.id)
    screen = opened()
    person = Person(qtbot, screen)
    choose(screen, "Ilinca Rusu")
    person.find(f"Linden Tailoring, €20, for Ilinca Rusu, valid to 2 December 2026, {bonus.code}", QWidget)
    person.find("€20 of €30 is left.", QLabel)
    person.find("17 Aug · Granted", QLabel)
    person.find(f"10 Nov · Used for order {order.number}", QLabel)
    person.click("Letter B-2026-0001")
    assert shop.gone == [(Place.LETTERS, bonus.letter_id)]
    choose(screen, "Oleg Brandt")
    with pytest.raises(AssertionError):
        person.find(f"10 Nov · Used for order {order.number}", QLabel)


def test_a_bonus_that_was_gone_to_is_shown_whatever_the_list_held(
    shop: Shop, opened: Callable[..., BonusesScreen]
) -> None:
    gone = grant(shop.book, "Jonas Weber", euros(22), date(2026, 12, 2))
    grant(shop.book, "Oleg Brandt", euros(18), date(2026, 12, 3))
    order = order_of(shop.book, "Jonas Weber", euros(90), TODAY)
    redeem(shop.book, gone, euros(22), order.id)
    screen = opened()
    screen.show_record(gone.id)
    assert screen.filter.value() is Shown.ALL
    assert rows(screen)[screen.list.table.currentIndex().row()][1] == "Jonas Weber"
    assert screen.record == gone.id
    said = screen.counter._state.text.text().replace("\u00a0", " ")
    assert said == f"Used up on 10 November 2026, for order {order.number}."


def test_a_row_is_spoken_as_one_sentence(shop: Shop, opened: Callable[..., BonusesScreen]) -> None:
    bonus = grant(shop.book, "Ilinca Rusu", euros(30), date(2026, 12, 2))
    spoken = opened().list.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).replace("\u00a0", " ")
    assert spoken == f"{bonus.code}, Ilinca Rusu, €30, 17 Aug, 2 Dec, 22 days"


def test_without_bonuses_the_screen_says_where_they_come_from(opened: Callable[..., BonusesScreen]) -> None:
    screen = opened()
    assert screen.empty.isVisible()
    assert screen.empty.sentence.text() == "They come from step 3 of a case."


def test_a_refresh_keeps_the_chosen_row_and_what_stands_at_the_counter(
    shop: Shop, opened: Callable[..., BonusesScreen]
) -> None:
    grant(shop.book, "Ilinca Rusu", euros(30), date(2026, 12, 2))
    bonus = grant(shop.book, "Daniel Hartwell", euros(24), date(2026, 12, 3))
    screen = opened()
    choose(screen, "Daniel Hartwell")
    screen.counter.amount.setText("11")
    screen.counter._own_amount = True
    grant(shop.book, "Helen Okafor", euros(24), date(2026, 11, 12))
    screen.refresh()
    assert rows(screen)[screen.list.table.currentIndex().row()][1] == "Daniel Hartwell"
    assert (screen.record, screen.counter.amount.text()) == (bonus.id, "11")


def answer(person: Person, name: str) -> None:
    """Presses a button of the question on top."""
    person.qtbot.waitUntil(
        lambda: any(b.text() == name and b.isVisible() for b in person.seen.findChildren(QPushButton))
    )
    person.click(name)


def test_what_is_left_is_cancelled_once_the_owner_has_said_so_twice(
    shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot
) -> None:
    bonus = grant(shop.book, "Ilinca Rusu", euros(30), date(2026, 12, 2))
    screen = opened()
    person = Person(qtbot, screen)
    choose(screen, "Ilinca Rusu")
    person.click("Cancel what is left")
    answer(person, "Leave it")
    assert len(shop.book.bonuses.ledger(bonus.id)) == 1
    person.click("Cancel what is left")
    answer(person, "Cancel the bonus")
    assert state(bonus, shop.book.bonuses.ledger(bonus.id), TODAY) is BonusState.CANCELLED
    assert shop.said[-1][0] == f"Cancelled {bonus.code}, €30"
    assert rows(screen) == []
    assert check(shop.book) == []


def test_a_bonus_in_place_of_money_owed_is_exchanged_for_money_and_never_just_cancelled(
    shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot
) -> None:
    grant(shop.book, "Ilinca Rusu", euros(30), date(2026, 12, 2))
    owed = grant(shop.book, "Priya Raman", euros(72), None, nature=Nature.OWED)
    screen = opened()
    person = Person(qtbot, screen)
    choose(screen, "Ilinca Rusu")
    assert not screen.file.exchange.isVisible()
    assert screen.file.extend.isVisible()
    assert screen.file.cancel.isVisible()
    choose(screen, "Priya Raman")
    assert not screen.file.extend.isVisible()
    assert not screen.file.cancel.isVisible()
    person.click("Exchange for money")
    answer(person, "Exchange it")
    assert state(owed, shop.book.bonuses.ledger(owed.id), TODAY) is BonusState.EXCHANGED
    assert shop.said[-1][0] == f"Exchanged {owed.code}: €72 to pay out"


def test_a_redemption_is_taken_back_to_the_cent(shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot) -> None:
    bonus = grant(shop.book, "Ilinca Rusu", euros(30), date(2026, 12, 2))
    redeem(shop.book, bonus, euros(10))
    screen = opened()
    person = Person(qtbot, screen)
    choose(screen, "Ilinca Rusu")
    person.click("Take back the redemption of €10, 10 Nov")
    assert balance(bonus, shop.book.bonuses.ledger(bonus.id)) == euros(30)
    assert shop.said[-1][0] == f"Taken back: €10 is on {bonus.code} again"
    person.find("10 Nov · Taken back", QLabel)
    with pytest.raises(AssertionError):
        person.find("Take back the redemption of €10, 10 Nov", QPushButton)


def test_less_of_a_bonus_is_told_as_reduced_and_a_late_use_as_late(
    shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot
) -> None:
    bonus = grant(shop.book, "Ilinca Rusu", euros(30), TODAY - timedelta(6))
    shop.book.bonuses.append(LedgerEntry(0, bonus.id, EntryKind.CANCELLED, euros(5), TODAY), "less")
    order = order_of(shop.book, "Ilinca Rusu", euros(90), TODAY)
    actions.redeem_bonus(
        shop.book, bonus_id=bonus.id, order_id=order.id, amount=euros(5), on=TODAY, operation_id="late",
        honour_expired=True,
    )  # fmt: skip
    screen = opened()
    screen.show_record(bonus.id)
    person = Person(qtbot, screen)
    person.find("10 Nov · Reduced", QLabel)
    person.find(f"10 Nov · Used for order {order.number}, after its last day", QLabel)


def test_a_bonus_is_extended_by_a_letter_with_its_new_last_day(
    shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot
) -> None:
    bonus = grant(shop.book, "Ilinca Rusu", euros(30), date(2026, 11, 19))
    screen = opened()
    person = Person(qtbot, screen)
    choose(screen, "Ilinca Rusu")
    person.click("Extend with a letter")
    form = screen.window().findChild(ExtendForm)
    assert form is not None
    assert form._text.text().replace("\u00a0", " ") == "19 February 2027"
    person = replace(person, screen=form)
    person.write("New last day", "1.11.2026")
    person.click("Write the letter")
    said = person.error("New last day") or ""
    assert said.replace("\u00a0", " ") == "This bonus is valid until 19 November 2026 already. Choose a later day."
    person.write("New last day", "31.3.2027")
    person.click("Write the letter")
    (draft,) = [shop.book.letters.draft(row.draft.id) for row in shop.book.letters.drafts()]
    assert (draft.kind, draft.bonus_id) == (LetterKind.BONUS_REMINDER, bonus.id)
    assert draft.typed == (("bonus.extended_to", "2027-03-31"),)
    assert shop.gone == [(Place.LETTER, draft.id)]
    assert len(shop.book.bonuses.ledger(bonus.id)) == 1, "only the issued letter makes the day true"


def reminder(book: Book, bonus: Bonus, on: date) -> None:
    """A letter that reminded of the bonus on a day."""
    letter = Letter(
        0, "", LetterKind.BONUS_REMINDER, "en", bonus.client_id, None, on, "Your bonus", "Dear", "{}", "",
        bonus_id=bonus.id,
    )  # fmt: skip
    with book.transaction():
        _series, sequence, number = book.letters.next_number(LetterKind.BONUS_REMINDER, on.year)
        book.letters.issue_row(
            replace(letter, number=number),
            sequence=sequence,
            pdf=b"%PDF-1.4",
            operation_id=number,
            app_version="1",
            template_version="1",
        )


def test_those_that_run_out_soon_are_reminded_of_once(
    shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot
) -> None:
    soon = [
        grant(shop.book, name, euros(20), date(2026, 11, day))
        for name, day in (("Daniel Hartwell", 15), ("Ilinca Rusu", 19), ("Oleg Brandt", 22))
    ]
    grant(shop.book, "Leena Virtanen", euros(40), date(2026, 12, 2))
    grant(shop.book, "Tomasz Wilk", euros(40), TODAY - timedelta(1))
    reminder(shop.book, soon[2], TODAY - timedelta(3))
    screen = opened()
    person = Person(qtbot, screen)
    person.click("Remind the 2 that run out in November")
    drafts = [row.draft for row in shop.book.letters.drafts()]
    assert {draft.bonus_id for draft in drafts} == {soon[0].id, soon[1].id}
    assert {draft.kind for draft in drafts} == {LetterKind.BONUS_REMINDER}
    assert shop.gone == [(Place.LETTERS, 0)]
    assert shop.said[-1][0] == "2 reminders begun"
    person.click("Remind the 2 that run out in November")
    assert len(shop.book.letters.drafts()) == 2, "the drafts at hand"


def test_the_one_that_runs_out_next_month_leads_to_its_draft(
    shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot
) -> None:
    grant(shop.book, "Leena Virtanen", euros(40), date(2026, 12, 2))
    grant(shop.book, "Helen Okafor", euros(40), date(2027, 2, 2))
    person = Person(qtbot, opened())
    person.click("Remind the 1 that runs out in December")
    (row,) = shop.book.letters.drafts()
    assert shop.gone == [(Place.LETTER, row.draft.id)]


def test_nothing_near_its_end_asks_for_no_reminder(shop: Shop, opened: Callable[..., BonusesScreen]) -> None:
    grant(shop.book, "Helen Okafor", euros(40), date(2027, 2, 2))
    assert not opened().remind.isVisible()


@pytest.mark.usefixtures("dressed")
def test_on_a_narrow_screen_the_list_and_the_counter_take_turns(
    shop: Shop, opened: Callable[..., BonusesScreen], qtbot: QtBot
) -> None:
    bonus = grant(shop.book, "Ilinca Rusu", euros(30), date(2026, 12, 2))
    screen = opened(NARROW)
    person = Person(qtbot, screen)
    assert not screen.counter.isVisible()
    person.click("Redeem a bonus")
    assert not screen.list.isVisible()
    assert screen.counter.code.hasFocus()
    person.press(Qt.Key.Key_Escape)
    assert screen.list.isVisible()
    row = screen.list.table.visualRect(screen.list.model.index(0, 0)).center()
    qtbot.mouseClick(screen.list.table.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert screen.counter.isVisible()
    assert screen.counter.code.text() == bonus.code
    person.click("Back to the list")
    assert screen.list.isVisible()
