"""What the owner sees of the bonuses: figures per currency, states, days left."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evenhand import actions
from evenhand.domain.bonus import Bonus
from evenhand.domain.money import Money
from evenhand.domain.records import Client, Letter, LetterKind, Order
from evenhand.storage.book import Book
from evenhand.ui.bonuses_screen import BonusesScreen, Shown, sums
from evenhand.ui.desk import Desk, Place
from evenhand.ui.theme import theme

TODAY = date(2026, 11, 10)


@pytest.fixture
def gone(qapp: QApplication) -> list[tuple[Place, int]]:
    theme.apply(qapp, dark=False)
    return []


def opened(book: Book, gone: list[tuple[Place, int]], qtbot: QtBot) -> BonusesScreen:
    desk = Desk(book, lambda: TODAY, lambda place, id: gone.append((place, id)), lambda *_said: None)
    screen = BonusesScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1068, 770)
    screen.show()
    return screen


def grant(book: Book, name: str, amount: Money, until: date | None) -> Bonus:
    """A bonus granted on 17 August, with its letter."""
    client = book.clients.add(Client(0, name, currency=amount.currency))
    letter = Letter(0, "", LetterKind.BONUS, "en", client.id, None, date(2026, 8, 17), "A bonus", "Dear", "{}", "")
    with book.transaction():
        _series, sequence, number = book.letters.next_number(LetterKind.BONUS, 2026)
        letter = book.letters.issue_row(
            replace(letter, number=number, amount=amount),
            sequence=sequence,
            pdf=b"%PDF-1.4",
            operation_id=number,
            app_version="1",
            template_version="1",
        )
        bonus = Bonus(0, f"B-{sequence:04d}", client.id, None, letter.id, amount, letter.issued_on, until)
        return book.bonuses.grant(bonus, operation_id=number)


def redeem(book: Book, bonus: Bonus, amount: Money) -> None:
    client = bonus.client_id
    order = Order(0, client, book.orders.next_number(2026), TODAY, "a skirt", Money(200, "EUR"), Money(200, "EUR"))
    actions.redeem_bonus(
        book,
        bonus_id=bonus.id,
        order_id=book.orders.add(order).id,
        amount=amount,
        on=TODAY,
        operation_id=f"redeem {bonus.id}",
    )


def rows(screen: BonusesScreen) -> list[list[str]]:
    model = screen.model
    return [
        [str(model.index(row, column).data()).replace("\u00a0", " ") for column in range(7)]
        for row in range(model.rowCount())
    ]


def show(screen: BonusesScreen, shown: Shown, qtbot: QtBot) -> list[list[str]]:
    qtbot.mouseClick(screen.filter.buttons()[list(Shown).index(shown)], Qt.MouseButton.LeftButton)
    return rows(screen)


def figures(screen: BonusesScreen) -> list[tuple[str, ...]]:
    return [tuple(part.text().replace("\u00a0", " ") for part in cell) for cell in screen.figures._cells]


def test_each_state_of_a_bonus_is_shown_where_it_belongs(
    book: Book, gone: list[tuple[Place, int]], qtbot: QtBot
) -> None:
    grant(book, "Leena Virtanen", Money(40, "EUR"), date(2027, 2, 8))
    grant(book, "Daniel Hartwell", Money(24, "EUR"), date(2026, 11, 15))
    part = grant(book, "Ilinca Rusu", Money(30, "EUR"), date(2026, 12, 2))
    used = grant(book, "Jonas Weber", Money(22, "EUR"), date(2026, 12, 2))
    grant(book, "Oleg Brandt", Money(18, "EUR"), TODAY - timedelta(1))
    grant(book, "Helen Okafor", Money(28, "EUR"), TODAY)
    cancelled = grant(book, "Tomasz Wilk", Money(55, "EUR"), date(2026, 12, 2))
    redeem(book, part, Money(10, "EUR"))
    redeem(book, used, Money(22, "EUR"))
    actions.cancel_bonus(book, bonus_id=cancelled.id, on=TODAY, note="", operation_id="cancel")
    screen = opened(book, gone, qtbot)

    assert [(row[1], row[3], row[5], row[6]) for row in rows(screen)] == [
        ("Helen Okafor", "€28", "10 Nov", "today is the last day"),
        ("Daniel Hartwell", "€24", "15 Nov", "5 days"),
        ("Ilinca Rusu", "€20", "2 Dec", "22 days, used in part"),
        ("Leena Virtanen", "€40", "8 Feb 2027", "90 days"),
    ]
    assert [row[1] for row in show(screen, Shown.USED, qtbot)] == ["Jonas Weber"]
    assert [(row[1], row[6]) for row in show(screen, Shown.RAN_OUT, qtbot)] == [("Oleg Brandt", "Ran out")]
    everything = show(screen, Shown.ALL, qtbot)
    assert len(everything) == 7
    assert ("Tomasz Wilk", "Cancelled") in [(row[1], row[6]) for row in everything]
    assert figures(screen) == [
        ("Outstanding", "€112", "4 bonuses, what I may still owe"),
        ("Used this year", "€32", "2 times"),
        ("Ran out unused", "€18", "1 bonus"),
    ]
    assert [button.text() for button in screen.filter.buttons()] == ["Outstanding 4", "Used 1", "Ran out 1", "All 7"]


def test_two_currencies_are_never_added_together(book: Book, gone: list[tuple[Place, int]], qtbot: QtBot) -> None:
    grant(book, "Ilinca Rusu", Money(30, "EUR"), None)
    grant(book, "Анна Петрова", Money(1250, "RUB"), date(2026, 12, 2))
    grant(book, "Daniel Hartwell", Money(12, "EUR"), date(2026, 12, 2))
    screen = opened(book, gone, qtbot)
    assert figures(screen)[0][1] == "€42  ·  1,250 RUB"
    assert sums([Money(1, "EUR"), Money(2, "USD"), Money(3, "EUR")], "EUR") == ["€4", "$2"]
    assert rows(screen)[-1][5] == "No end"
    assert not screen.currencies.isVisible()
    grant(book, "Ana Ștefănescu", Money(148, "RON"), date(2026, 12, 2))
    screen.refresh()
    assert screen.currencies.isVisible()
    assert "148" in screen.currencies.text()


def test_a_row_opens_the_letter_that_granted_the_bonus(book: Book, gone: list[tuple[Place, int]], qtbot: QtBot) -> None:
    bonus = grant(book, "Ilinca Rusu", Money(30, "EUR"), date(2026, 12, 2))
    screen = opened(book, gone, qtbot)
    screen.table.setFocus()
    screen.table.selectRow(0)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert gone == [(Place.LETTERS, bonus.letter_id)]


def test_a_row_is_spoken_as_one_sentence(book: Book, gone: list[tuple[Place, int]], qtbot: QtBot) -> None:
    grant(book, "Ilinca Rusu", Money(30, "EUR"), date(2026, 12, 2))
    screen = opened(book, gone, qtbot)
    spoken = screen.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).replace("\u00a0", " ")
    assert spoken == "B-0001, Ilinca Rusu, €30, 17 Aug, 2 Dec, 22 days"


def test_without_bonuses_the_screen_says_where_they_come_from(
    book: Book, gone: list[tuple[Place, int]], qtbot: QtBot
) -> None:
    screen = opened(book, gone, qtbot)
    assert screen.empty.isVisible()
    assert screen.empty.sentence.text() == "They come from step 3 of a case."


def test_a_refresh_keeps_the_chosen_row(book: Book, gone: list[tuple[Place, int]], qtbot: QtBot) -> None:
    grant(book, "Ilinca Rusu", Money(30, "EUR"), date(2026, 12, 2))
    grant(book, "Daniel Hartwell", Money(24, "EUR"), date(2026, 12, 3))
    screen = opened(book, gone, qtbot)
    screen.table.selectRow(1)
    grant(book, "Helen Okafor", Money(24, "EUR"), date(2026, 11, 12))
    screen.refresh()
    assert rows(screen)[screen.table.currentIndex().row()][1] == "Daniel Hartwell"
