"""What Today reads: each list by one query that brings no more than it shows."""

from collections.abc import Callable
from datetime import date, timedelta

from evenhand import actions
from evenhand.domain.bonus import Bonus
from evenhand.domain.promises import Promise
from evenhand.domain.records import Case, Client, Letter, LetterKind
from evenhand.storage.book import Book

Issue = Callable[..., Letter]
TODAY = date(2026, 4, 2)


def promise(book: Book, client: Client, days: int) -> Promise:
    day = TODAY + timedelta(days)
    return book.promises.add(Promise(0, client.id, f"in {days} days", TODAY, day, day))


def test_open_promises_come_until_a_day_and_no_more_than_asked_for(book: Book, client: Client) -> None:
    for days in (3, -2, 0, 9):
        promise(book, client, days)
    until = TODAY + timedelta(3)
    assert [row.promise.what for row in book.promises.open(until)] == ["in -2 days", "in 0 days", "in 3 days"]
    assert [row.promise.what for row in book.promises.open(until, 2)] == ["in -2 days", "in 0 days"]
    assert len(book.promises.open()) == 4
    assert (book.promises.count_due(TODAY), book.promises.count_due(until)) == (2, 3)


def test_a_promise_that_ended_is_not_due(book: Book, client: Client) -> None:
    actions.keep_promise(book, promise_id=promise(book, client, 0).id, on=TODAY)
    assert book.promises.count_due(TODAY) == 0
    assert book.promises.open(TODAY) == []


def granted(book: Book, case: Case, issue: Issue, code: str, until: date | None) -> Bonus:
    letter = issue(LetterKind.GIFT)
    bonus = Bonus(0, code, case.client_id, case.id, letter.id, letter.amount, TODAY, until)  # type: ignore[arg-type]
    return book.bonuses.grant(bonus, operation_id=code)


def test_a_bonus_runs_out_by_the_day_it_has_now_and_only_with_something_left(
    book: Book, case: Case, issue: Issue
) -> None:
    last, later = TODAY + timedelta(20), TODAY + timedelta(40)
    kept, extended, gone = (granted(book, case, issue, f"B-{n}", last) for n in ("kept", "more", "gone"))
    granted(book, case, issue, "B-ever", None)
    actions.extend_bonus(book, bonus_id=extended.id, until=later, letter_id=None, on=TODAY, operation_id="extended")
    actions.cancel_bonus(book, bonus_id=gone.id, on=TODAY, operation_id="cancelled")

    def found(first: date, until: date, limit: int = 9) -> list[int]:
        return [row.bonus.id for row in book.bonuses.running_out(first, until, limit)]

    assert found(TODAY, last) == [kept.id]
    assert found(TODAY, later) == [kept.id, extended.id]
    assert found(TODAY, later, 1) == [kept.id]
    assert found(last + timedelta(1), later - timedelta(1)) == []
    assert book.bonuses.running_out(later, later)[0].until == later
