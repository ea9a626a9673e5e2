"""Step 3: a bonus as goodwill, or in place of money owed on the client's own choice."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from bonus_shop import client_of, open_shop, order_of
from evenhand import actions
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import Money
from evenhand.domain.records import BonusOffer, Case, Cause, LetterKind, Nature, Remedy, Responsibility
from evenhand.storage.book import Book
from evenhand.ui.case_screen import CaseScreen
from evenhand.ui.desk import Desk
from person import Person

TODAY = date(2026, 11, 30)


@pytest.fixture
def case(book: Book) -> Case:
    """Priya's case on an order of 200, put right; step 3 is next."""
    open_shop(book)
    order = order_of(book, "Priya Raman", Money(200, "EUR"))
    return book.cases.add(
        Case(
            0,
            "",
            client_of(book, "Priya Raman").id,
            order.id,
            "Zips failed",
            TODAY,
            words="They went on the first day.",
            cause=Cause.PRODUCT,
            responsibility=Responsibility.OURS,
            remedy=Remedy.NOTHING,
        )
    )


@pytest.fixture
def person(qtbot: QtBot, book: Book, case: Case) -> Person:
    screen = CaseScreen(Desk(book, lambda: TODAY, lambda *_gone: None, lambda *_said, **_more: None))
    qtbot.addWidget(screen)
    screen.resize(1068, 770)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.show_record(case.id)
    return Person(qtbot, screen)


def given(book: Book, case: Case) -> BonusOffer | None:
    return book.cases.compensations(case.id).bonus


def test_a_bonus_is_goodwill_unless_said_otherwise(person: Person, book: Book, case: Case) -> None:
    person.click("Bonus for the next order")
    assert given(book, case) == BonusOffer(Money(20, "EUR"), date(2027, 2, 28), Decimal("0.10"), 3)
    with pytest.raises(AssertionError):
        person.find("The client chose this themselves", QAbstractButton)


def test_money_owed_becomes_a_bonus_only_on_the_clients_own_choice(person: Person, book: Book, case: Case) -> None:
    person.click("Bonus for the next order")
    person.click("In place of money owed")
    goodwill = given(book, case)
    assert goodwill is not None
    assert goodwill.nature is Nature.GOODWILL, "nothing is stored before the tick"
    person.find("It never runs out.", QWidget)
    person.find("Linden Tailoring, €20, for Priya Raman, without a last day, code follows", QWidget)
    person.write("Share", "36")
    person.click("The client chose this themselves")
    assert given(book, case) == BonusOffer(Money(72, "EUR"), None, Decimal("0.36"), 0, None, Nature.OWED)


def test_money_owed_may_have_a_last_day_where_one_is_set(person: Person, book: Book, case: Case) -> None:
    person.click("Bonus for the next order")
    person.click("In place of money owed")
    person.click("The client chose this themselves")
    person.choose("Valid for", "6 months")
    stored = given(book, case)
    assert stored is not None
    assert (stored.valid_until, stored.months, stored.nature) == (date(2027, 5, 30), 6, Nature.OWED)
    person.choose("Valid for", "No last day")
    stored = given(book, case)
    assert stored is not None
    assert (stored.valid_until, stored.months) == (None, 0)


def test_money_owed_is_no_more_than_was_paid(person: Person, book: Book, case: Case) -> None:
    person.click("Bonus for the next order")
    person.write("Round up to", "150")
    person.click("In place of money owed")
    person.write("Share", "100")
    person.click("The client chose this themselves")
    said = "Money owed is never more than was paid. At most €200 can become a bonus."
    assert (person.error("Share") or "").replace("\u00a0", " ") == said
    person.write("Round up to", "")
    stored = given(book, case)
    assert stored is not None
    assert (stored.amount, stored.nature) == (Money(200, "EUR"), Nature.OWED)


def test_back_to_goodwill_has_a_last_day_again(person: Person, book: Book, case: Case) -> None:
    person.click("Bonus for the next order")
    person.click("In place of money owed")
    person.click("The client chose this themselves")
    person.click("Goodwill")
    stored = given(book, case)
    assert stored is not None
    assert (stored.nature, stored.valid_until) == (Nature.GOODWILL, date(2027, 2, 28))


def choose(book: Book, case: Case, **more: object) -> object:
    chosen: dict[str, object] = {"share": Decimal("0.5"), "months": 0, "round_to": None, "today": TODAY} | more
    return actions.choose_bonus(book, case_id=case.id, **chosen)  # type: ignore[arg-type]


def test_the_book_refuses_what_the_form_would_not_offer(book: Book, case: Case) -> None:
    for more, reason in (
        ({"nature": Nature.OWED}, "client_choice_missing"),
        ({"nature": Nature.GOODWILL}, "months_out_of_range"),
        ({"nature": Nature.OWED, "client_chose": True, "months": 61}, "months_out_of_range"),
        ({"nature": Nature.OWED, "client_chose": True, "round_to": Decimal(150), "share": 1}, "owed_above_paid"),
    ):
        with pytest.raises(CaseRefused, match=reason):
            choose(book, case, **more)
    assert given(book, case) is None


def test_a_letter_grants_it_as_what_it_stands_for(book: Book, case: Case) -> None:
    choose(book, case, nature=Nature.OWED, client_chose=True)
    draft = actions.start_letter(book, case_id=case.id, kind=LetterKind.BONUS, language="en", today=TODAY)
    letter = actions.issue_letter(book, draft=draft, operation_id="issue", issued_on=TODAY)
    bonus = book.bonuses.of_letter(letter.id)
    assert bonus is not None
    assert (bonus.nature, bonus.valid_until, bonus.amount) == (Nature.OWED, None, Money(100, "EUR"))
