from datetime import date, datetime

import pytest

from evenhand import actions
from evenhand.domain.money import Money
from evenhand.domain.records import Case, Client, Letterhead, LetterKind, Order, Owner
from evenhand.storage.book import Book
from evenhand.ui.draft_at_hand import DraftAtHand, Kept

TODAY = date(2026, 11, 20)


@pytest.fixture
def draft_id(book: Book) -> int:
    book.owner.save(Owner((Letterhead("en", "Linden Tailoring", "Mara Linden"),), country="GB", currency="GBP"))
    client = book.clients.add(Client(0, "Priya Raman", "Dear Ms Raman,", "Ms Priya Raman", currency="GBP"))
    paid = Money(200, "GBP")
    order = book.orders.add(Order(0, client.id, "2026-0001", date(2026, 11, 2), "a suit", paid, paid))
    case = book.cases.add(Case(0, "", client.id, order.id, "Zips failed", TODAY))
    _refund(book, case.id, 40)
    return actions.start_letter(book, case_id=case.id, kind=LetterKind.REFUND, language="en", today=TODAY).id


def _refund(book: Book, case_id: int, pounds: int) -> None:
    actions.choose_refund(
        book, case_id=case_id, amount=Money(pounds, "GBP"), method="your card", pay_by=TODAY, today=TODAY
    )


def opened(book: Book, draft_id: int) -> DraftAtHand:
    return DraftAtHand(book, draft_id, lambda: TODAY)


def test_an_untouched_text_follows_the_case(book: Book, draft_id: int) -> None:
    assert "£40" not in opened(book, draft_id).draft.body.replace("[[refund]]", "")
    assert opened(book, draft_id).kept() is None


def test_an_edited_text_whose_figures_changed_since_is_told_even_after_a_restart(book: Book, draft_id: int) -> None:
    at_hand = opened(book, draft_id)
    at_hand.write("About your suit", "Dear Ms Raman,\n\nWe return £40.")
    at_hand.save(datetime(2026, 11, 20, 9))
    assert opened(book, draft_id).kept() is Kept.AS_WRITTEN
    _refund(book, at_hand.draft.case_id or 0, 50)
    assert opened(book, draft_id).kept() is Kept.OTHER_FIGURES


def test_a_text_kept_for_another_language_is_told_even_after_a_restart(book: Book, draft_id: int) -> None:
    at_hand = opened(book, draft_id)
    at_hand.write("About your suit", "Dear Ms Raman,")
    assert at_hand.write_for(code="ru")
    at_hand.save(datetime(2026, 11, 20, 9))
    assert opened(book, draft_id).kept() is Kept.OTHER_LANGUAGE


def test_taking_the_suggested_text_ends_the_question(book: Book, draft_id: int) -> None:
    at_hand = opened(book, draft_id)
    at_hand.write("About your suit", "Dear Ms Raman,")
    at_hand.write_for(code="ru")
    text = at_hand.take_suggested()
    assert text is not None
    assert at_hand.kept() is None
    assert at_hand.draft.written_language == "ru"
