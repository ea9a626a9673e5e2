"""Ours and simple: one act, and what it leaves in the book."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

import tailor
from evenhand import actions
from evenhand.domain.case import CaseState, Situation, Step, case_state, current_step
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.promises import PromiseEnding
from evenhand.domain.records import Case, Cause, LetterKind, Order, Remedy, Responsibility
from evenhand.domain.refused import CaseRefused
from evenhand.domain.turns import Turn, whose_turn
from evenhand.storage.book import Book
from tailor import TODAY

TOMORROW = TODAY + timedelta(1)


@pytest.fixture
def order(shop: Book) -> Order:
    return shop.orders.get(1)


def _do(book: Book, **changed: object) -> actions.QuickEnd:
    said: dict[str, object] = {
        "cause": Cause.PRODUCT,
        "remedy": Remedy.REPLACE,
        "what": "A stronger zip",
        "by": None,
        "today": TODAY,
        "operation_id": "quick",
    }
    return actions.quick_path(book, **(said | changed))  # type: ignore[arg-type]


def _new(book: Book, order: Order, **changed: object) -> actions.QuickEnd:
    return _do(book, order_id=order.id, title="Zip failed", words="It went on the first walk.", **changed)


def _contents(book: Book) -> tuple[object, ...]:
    cases = book.cases.open()
    return (cases, book.promises.open(), book.promises.ended(), [row.draft.body for row in book.letters.drafts()])


def test_put_right_today_it_is_answered_kept_and_waits_for_nothing_but_how_it_ended(book: Book, order: Order) -> None:
    end = _new(book, order, cost=Money(12, order.total.currency))
    case = book.cases.get(end.case.id)
    assert (case.cause, case.responsibility, case.answered_on) == (Cause.PRODUCT, Responsibility.OURS, TODAY)
    assert (case.remedy, case.remedy_what, case.remedy_by) == (Remedy.REPLACE, "A stronger zip", TODAY)
    assert case.remedy_cost == Money(12, order.total.currency)
    (promise,) = book.promises.of_case(case.id)
    assert (promise.ending, promise.ended_on, promise.due_on) == (PromiseEnding.KEPT, TODAY, TODAY)
    turn = whose_turn(case, book.turns.of_case(case.id))
    assert turn is Turn.CLIENT
    assert current_step(Situation(case)) is Step.KEEP_IN_TOUCH
    assert case_state(Situation(case), turn, 0) is CaseState.SETTLED


def test_what_is_promised_for_a_day_and_an_hour_stays_open_till_then(book: Book, case: Case) -> None:
    end = _do(book, case_id=case.id, by=TOMORROW, at=time(10, 0), more_to_give=True)
    (row,) = book.promises.open()
    assert (row.promise.due_on, row.promise.due_at, row.promise.case_id) == (TOMORROW, time(10, 0), case.id)
    assert current_step(Situation(end.case)) is Step.COMPENSATE


@pytest.mark.parametrize(
    ("remedy", "kind"), [(Remedy.REPAIR, LetterKind.REPLACEMENT), (Remedy.REFUND, LetterKind.APOLOGY)]
)
def test_a_letter_is_begun_when_it_is_wanted(book: Book, case: Case, remedy: Remedy, kind: LetterKind) -> None:
    end = _do(book, case_id=case.id, remedy=remedy, letter=True)
    (row,) = book.letters.drafts()
    assert end.draft is not None
    assert (row.draft.id, row.draft.kind, row.draft.case_id) == (end.draft.id, kind, case.id)


def test_words_that_the_case_has_stay_and_more_are_added(book: Book, case: Case) -> None:
    assert case.words
    end = _do(book, case_id=case.id, words="And the lining.")
    assert end.case.words == f"{case.words}\nAnd the lining."


def test_doing_it_twice_does_it_once(book: Book, order: Order) -> None:
    first, second = _new(book, order), _new(book, order)
    assert first.case == second.case
    assert (len(book.cases.open()), len(book.promises.ended())) == (1, 1)


@pytest.mark.parametrize("letter", [False, True])
@pytest.mark.parametrize("by", [None, TOMORROW])
def test_undo_of_a_new_case_leaves_the_book_as_it_was(book: Book, order: Order, letter: bool, by: date | None) -> None:
    before = _contents(book)
    end = _new(book, order, letter=letter, by=by)
    assert _contents(book) != before
    actions.take_back_quick_path(book, end=end)
    assert _contents(book) == before


def test_undo_in_an_older_case_gives_back_what_it_said(book: Book, case: Case) -> None:
    before = _contents(book)
    actions.take_back_quick_path(book, end=_do(book, case_id=case.id, letter=True))
    assert _contents(book) == before
    assert book.turns.of_case(case.id) == []


def test_undo_is_refused_once_the_case_has_gone_on(book: Book, case: Case) -> None:
    end = _do(book, case_id=case.id, more_to_give=True)
    actions.reopen_promise(book, promise_id=end.promise.id)
    before = _contents(book)
    with pytest.raises(CaseRefused, match="went_on"):
        actions.take_back_quick_path(book, end=end)
    assert _contents(book) == before


def test_undo_never_throws_away_a_letter_that_was_written_on(book: Book, case: Case) -> None:
    end = _do(book, case_id=case.id, letter=True)
    assert end.draft is not None
    book.letters.save_draft(replace(end.draft, body=f"{end.draft.body}\n\nIn person.", edited=True))
    with pytest.raises(CaseRefused, match="went_on"):
        actions.take_back_quick_path(book, end=end)
    assert book.letters.draft(end.draft.id).body.endswith("In person.")


def test_what_is_agreed_already_is_not_written_over(book: Book, case: Case) -> None:
    _do(book, case_id=case.id)
    with pytest.raises(CaseRefused, match="agreed_already"):
        _do(book, case_id=case.id, operation_id="again", remedy=Remedy.REFUND)
    assert book.cases.get(case.id).remedy is Remedy.REPLACE


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"what": "  "}, "promise_without_words"),
        ({"by": TODAY - timedelta(1)}, "promise_day_past"),
        ({"cost": Money(-1, "EUR")}, "cost_below_zero"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    book: Book, order: Order, changed: dict[str, object], reason: str
) -> None:
    if "cost" in changed:
        changed = {"cost": Money(-1, order.total.currency)}
    with pytest.raises(CaseRefused, match=reason):
        _new(book, order, **changed)
    assert (book.cases.open(), book.promises.open()) == ([], [])


def test_a_cost_in_another_currency_is_refused(book: Book, order: Order) -> None:
    other = "JPY" if order.total.currency != "JPY" else "GBP"
    with pytest.raises(CurrencyMismatch):
        _new(book, order, cost=Money(5, other))
    assert book.cases.open() == []


def test_what_was_given_already_is_not_left_out_by_the_quick_path(book: Book, case: Case) -> None:
    tailor.gift(book, case)
    assert not _do(book, case_id=case.id).case.compensation_skipped


def test_what_the_book_found_again_after_a_doubt_is_not_undone_without_what_was_before(book: Book, case: Case) -> None:
    _do(book, case_id=case.id)
    found = _do(book, case_id=case.id)
    assert found.before is None
    with pytest.raises(CaseRefused, match="went_on"):
        actions.take_back_quick_path(book, end=found)
    assert book.cases.get(case.id) == found.case
