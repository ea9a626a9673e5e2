from datetime import date, datetime
from decimal import Decimal

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


def opened(book: Book, draft_id: int, today: date = TODAY) -> DraftAtHand:
    return DraftAtHand(book, draft_id, lambda: today)


@pytest.fixture
def acknowledging(book: Book, draft_id: int) -> int:
    """The draft of an acknowledgement; its case came in on a Friday, and is to be answered by Wednesday."""
    case_id = book.letters.draft(draft_id).case_id
    kind = LetterKind.ACKNOWLEDGEMENT
    return actions.start_letter(book, case_id=case_id, kind=kind, language="en", today=TODAY).id


def test_a_draft_that_was_never_edited_carries_the_day_on_which_it_is_opened(book: Book, acknowledging: int) -> None:
    first = opened(book, acknowledging)
    assert (first.facts.on, first.typed("answer.by")) == (TODAY, "2026-11-25")
    assert "25 November" in first.draft.body.replace("\u00a0", " ")
    first.save(datetime(2026, 11, 20, 9))
    later = opened(book, acknowledging, date(2026, 11, 30))
    assert (later.facts.on, later.typed("answer.by")) == (date(2026, 11, 30), "2026-12-03")
    assert "3 December" in later.draft.body.replace("\u00a0", " ")
    assert "25 November" not in later.draft.body.replace("\u00a0", " ")


def test_a_bonus_in_a_draft_is_valid_from_the_day_on_which_it_is_opened(book: Book, draft_id: int) -> None:
    case_id = book.letters.draft(draft_id).case_id or 0
    share, round_to = Decimal("0.10"), Decimal(1)
    actions.choose_bonus(book, case_id=case_id, share=share, months=3, round_to=round_to, today=TODAY)
    kind = LetterKind.BONUS
    id_ = actions.start_letter(book, case_id=case_id, kind=kind, language="en", today=TODAY).id
    assert "20 February 2027" in opened(book, id_).draft.body.replace("\u00a0", " ")
    assert "1 March 2027" in opened(book, id_, date(2026, 12, 1)).draft.body.replace("\u00a0", " ")


def test_a_day_that_the_owner_wrote_stays_on_a_later_day(book: Book, acknowledging: int) -> None:
    at_hand = opened(book, acknowledging)
    at_hand.write_field("answer.by", "2026-12-01")
    at_hand.save(datetime(2026, 11, 20, 9))
    later = opened(book, acknowledging, date(2026, 11, 27))
    assert later.typed("answer.by") == "2026-12-01"
    assert "1 December" in later.draft.body.replace("\u00a0", " ")


def test_a_day_that_the_owner_emptied_stays_empty(book: Book, acknowledging: int) -> None:
    at_hand = opened(book, acknowledging)
    at_hand.write_field("answer.by", "")
    at_hand.save(datetime(2026, 11, 20, 9))
    again = opened(book, acknowledging)
    assert (again.typed("answer.by"), again.missing()) == ("", ("answer.by",))


def test_a_text_of_the_owners_own_that_tells_an_older_day_is_told(book: Book, acknowledging: int) -> None:
    at_hand = opened(book, acknowledging)
    at_hand.write("Your suit", "Dear Ms Raman,\n\nYou have my answer by 25 November.")
    at_hand.save(datetime(2026, 11, 20, 9))
    assert opened(book, acknowledging, date(2026, 11, 23)).kept() is Kept.AS_WRITTEN
    assert opened(book, acknowledging, date(2026, 11, 27)).kept() is Kept.OTHER_FIGURES


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
