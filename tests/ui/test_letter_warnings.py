"""What the composer says of country facts beside a letter: of what the letter states, and of nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from evenhand import actions, translation
from evenhand.domain.country_facts import CountryFact, Topic
from evenhand.domain.money import Money
from evenhand.domain.records import Case, LetterKind, Nature, Refund, Remedy
from evenhand.storage.book import Book
from evenhand.ui.desk import Desk
from evenhand.ui.letter_screen import LetterScreen
from evenhand.ui.letter_warnings import warnings_for
from tailor import TODAY, bonus, gift, open_case, open_shop, refund

WHOLE_ADDRESS = ("Rose Cottage", "Bath", "BA1 9LT")


@pytest.fixture
def shop(book: Book) -> Book:
    """A tailor in Britain whose client lives in Romania, at a whole address."""
    open_shop(book)
    client = book.clients.get(1)
    book.clients.save(replace(client, country="RO", address_lines=("Strada Lungă 14", "500058 Brașov")))
    return book


@pytest.fixture
def case(shop: Book) -> Case:
    return open_case(shop)  # told on 30 March; today is 2 April


def note(book: Book, topic: Topic, days: int, country: str = "RO") -> None:
    brought: CountryFact = next(one for one in book.country_facts.of(country) if one.topic is topic)
    book.country_facts.edit(replace(brought, days=days, source="a law", checked_on=date(2026, 3, 1)))


def told(book: Book, case: Case, kind: LetterKind, *typed: tuple[str, str]) -> list[tuple[str, str]]:
    draft = actions.start_letter(book, case_id=case.id, kind=kind, language="en", typed=typed, today=TODAY)
    facts = actions.letter_facts(book, case_id=case.id, typed=draft.typed, language="en", on=TODAY)
    return [(title, text.replace("\u00a0", " ")) for title, text in warnings_for(book, draft, facts, TODAY)]


def test_a_refund_later_than_noted_is_told_with_its_source(shop: Book, case: Case) -> None:
    note(shop, Topic.GOODS_REFUND, 14)
    refund(shop, case, pay_by=date(2026, 4, 14))
    assert told(shop, case, LetterKind.REFUND) == [
        (
            "The day for paying",
            "Noted for Romania. Refund for faulty goods: 14 days, until 13 April 2026 "
            "(a law, checked 1 Mar 2026, your own). Your day for paying is later.",
        )
    ]


def test_a_refund_on_the_last_day_needs_no_word(shop: Book, case: Case) -> None:
    note(shop, Topic.GOODS_REFUND, 14)
    refund(shop, case, pay_by=date(2026, 4, 13))
    assert told(shop, case, LetterKind.REFUND) == []


def test_a_letter_that_does_not_state_the_refund_says_nothing_of_its_day(shop: Book, case: Case) -> None:
    note(shop, Topic.GOODS_REFUND, 1)
    refund(shop, case)
    assert told(shop, case, LetterKind.APOLOGY) == []


def test_a_promised_day_is_told_where_the_letter_promises_it(shop: Book, case: Case) -> None:
    promised = replace(case, remedy=Remedy.REPAIR, remedy_what="a new lining", remedy_by=date(2026, 4, 15))
    shop.cases.save(promised)
    ((title, text),) = told(shop, promised, LetterKind.REPLACEMENT)
    assert title == "The promised day"
    assert "Repair: 15 days, until 14 April 2026 (OUG 140/2021" in text
    assert text.endswith("The day you promise is later. A change of this term is under way.")


def test_the_latest_of_the_days_offered_is_held_against_the_term(shop: Book, case: Case) -> None:
    offered = (
        '[{"what": "a new lining", "by": "2026-04-10", "effort": ""}, '
        '{"what": "another coat", "by": "2026-05-10", "effort": ""}]'
    )
    ((title, text),) = told(shop, case, LetterKind.OPTIONS, ("options.offered", offered))
    assert title == "The promised day"
    assert text.endswith("A change of this term is under way. 1 more term noted ends before it.")


def test_an_answer_promised_later_than_noted_is_told(shop: Book, case: Case) -> None:
    note(shop, Topic.COMPLAINT_ANSWER, 5)
    ((title, text),) = told(shop, case, LetterKind.ACKNOWLEDGEMENT, ("answer.by", "2026-04-05"))
    assert title == "The day of the answer"
    assert "Answer to a complaint: 5 days, until 4 April 2026" in text


def test_a_bonus_in_place_of_money_recalls_whose_choice_it_is_and_how_long_it_lasts(shop: Book, case: Case) -> None:
    note(shop, Topic.VOUCHER_VALIDITY, 365)
    bonus(shop, case, months=3, nature=Nature.OWED, client_chose=True)
    titles = [title for title, _text in told(shop, case, LetterKind.BONUS)]
    assert titles == ["A bonus for money owed", "How long the bonus lasts"]


def test_a_bonus_that_never_runs_out_is_long_enough(shop: Book, case: Case) -> None:
    note(shop, Topic.VOUCHER_VALIDITY, 365)
    bonus(shop, case, months=0, nature=Nature.OWED, client_chose=True)
    assert [title for title, _text in told(shop, case, LetterKind.BONUS)] == ["A bonus for money owed"]


def test_a_goodwill_bonus_may_run_out_when_the_owner_says_but_not_unseen_on_a_day_off(shop: Book, case: Case) -> None:
    note(shop, Topic.VOUCHER_VALIDITY, 365)
    bonus(shop, case, months=1)  # to 2 May 2026, a Saturday
    assert told(shop, case, LetterKind.BONUS) == [
        ("The bonus's last day", "Its last day is a day off: Saturday 2 May 2026 (United Kingdom).")
    ]


def test_a_gift_letter_says_nothing_of_a_bonus(shop: Book, case: Case) -> None:
    bonus(shop, case, months=1)
    gift(shop, case, beside=True)
    assert told(shop, case, LetterKind.GIFT) == []


def test_an_address_that_lacks_something_is_told_beside_every_letter_and_no_address_beside_none(
    shop: Book, case: Case
) -> None:
    client = shop.clients.get(1)
    shop.clients.save(replace(client, address_lines=("Strada Lungă 14",)))
    assert told(shop, case, LetterKind.APOLOGY) == [
        (
            "The address",
            "An address there (Romania) may need more: the street or the town, a postal code such as 010011.",
        )
    ]
    shop.clients.save(replace(client, address_lines=()))
    assert told(shop, case, LetterKind.APOLOGY) == []


def test_a_letter_to_a_client_without_a_case_asks_only_for_the_address(shop: Book) -> None:
    client = shop.clients.get(1)
    shop.clients.save(replace(client, country="", address_lines=("Rose Cottage",)))  # Britain, the owner's
    draft = actions.start_letter(shop, client_id=1, kind=LetterKind.HOW_WE_WORK, language="en", today=TODAY)
    facts = actions.letter_facts(shop, client_id=1, language="en", on=TODAY)
    assert [title for title, _text in warnings_for(shop, draft, facts, TODAY)] == ["The address"]


def test_a_letter_whose_refund_is_not_chosen_yet_is_left_to_say_so_itself(shop: Book, case: Case) -> None:
    refund(shop, case)
    draft = actions.start_letter(shop, case_id=case.id, kind=LetterKind.REFUND, language="en", today=TODAY)
    shop.cases.drop_compensation(case.id, Refund)
    facts = actions.letter_facts(shop, case_id=case.id, language="en", on=TODAY)
    assert warnings_for(shop, draft, facts, TODAY) == []


@pytest.mark.parametrize("language", ["ru", "ro", "hy"])
def test_the_words_are_in_the_screens_language_whatever_the_letters_is(shop: Book, case: Case, language: str) -> None:
    note(shop, Topic.GOODS_REFUND, 1)
    refund(shop, case)
    english = told(shop, case, LetterKind.REFUND)
    translation.use(language)
    (translated,) = told(shop, case, LetterKind.REFUND)
    assert all(here != there for here, there in zip(translated, english[0], strict=True))


def test_the_composer_shows_them_beneath_the_tone_and_takes_them_away(qtbot: QtBot, shop: Book, case: Case) -> None:
    note(shop, Topic.GOODS_REFUND, 14)
    refund(shop, case, pay_by=date(2026, 4, 14), amount=Money(Decimal(20), "GBP"))
    draft = actions.start_letter(shop, case_id=case.id, kind=LetterKind.REFUND, language="en", today=TODAY)
    screen = LetterScreen(Desk(shop, lambda: TODAY, lambda *_a: None, lambda *_a, **_k: None))
    qtbot.addWidget(screen)
    screen.resize(1068, 770)
    screen.show_record(draft.id)
    screen.show()

    def said() -> str:
        return " ".join(one.text() for one in screen.notes.findChildren(QLabel) if one.isVisible())

    assert "Your day for paying is later." in said()
    assert "Nothing to look at." not in said()
    refund(shop, case, pay_by=date(2026, 4, 13), amount=Money(Decimal(20), "GBP"))
    screen.refresh()
    assert "Your day for paying is later." not in said()
