"""A promise is made, and then kept, moved, broken or cancelled; none is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

import tailor
from evenhand import actions, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.options import CaseOption
from evenhand.domain.promises import Promise, PromiseEnding, PromiseMove
from evenhand.domain.records import Case, Cause, Client, Outcome, Remedy
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook
from tailor import LATER, TODAY

NEXT_WEEK = date(2026, 4, 20)


def promise(book: Book, **more: Any) -> Promise:
    said: dict[str, Any] = {"client_id": 1, "what": "Ring about the silk", "due_on": LATER, "made_on": TODAY}
    return actions.make_promise(book, **(said | {"operation_id": "promise"} | more))


def test_a_promise_is_made_once_in_a_case_or_anywhere(shop: Book, case: Case) -> None:
    made = promise(shop, what=" Ring about the silk ", due_at=time(10))
    assert made == Promise(made.id, 1, "Ring about the silk", TODAY, LATER, LATER, time(10))
    assert promise(shop) == made
    in_case = promise(shop, case_id=case.id, operation_id="in the case")
    assert [row.promise for row in shop.promises.open()] == [made, in_case]
    assert promise(shop, due_on=TODAY, operation_id="today").due_on == TODAY


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"what": " \n"}, "promise_without_words"), ({"due_on": date(2026, 4, 1)}, "promise_day_past")],
)
def test_a_promise_has_words_and_a_day_that_has_not_passed(shop: Book, more: dict[str, Any], reason: str) -> None:
    with pytest.raises(CaseRefused, match=reason) as refused:
        promise(shop, **more)
    assert wording.sentence(refused.value)
    assert shop.promises.open() == []


def test_nothing_is_promised_in_a_closed_case_to_another_client_or_to_nobody(shop: Book, case: Case) -> None:
    other = shop.clients.add(Client(0, "Priya Raman"))
    with pytest.raises(ValueError, match="another client's"):
        promise(shop, client_id=other.id, case_id=case.id)
    with pytest.raises(NotInBook):
        promise(shop, client_id=99)
    shop.cases.save(replace(case, closed_on=TODAY))
    with pytest.raises(CaseRefused, match="case_closed"):
        promise(shop, case_id=case.id)
    assert shop.promises.open() == []


@pytest.mark.parametrize(
    ("end", "ending"),
    [
        (actions.keep_promise, PromiseEnding.KEPT),
        (actions.break_promise, PromiseEnding.BROKEN),
        (actions.cancel_promise, PromiseEnding.CANCELLED),
    ],
)
def test_a_promise_ends_once_and_can_be_opened_again(
    shop: Book, end: Callable[..., Promise], ending: PromiseEnding
) -> None:
    made = promise(shop)
    assert end(shop, promise_id=made.id, on=NEXT_WEEK) == replace(made, ended_on=NEXT_WEEK, ending=ending)
    for act in (
        lambda: end(shop, promise_id=made.id, on=NEXT_WEEK),
        lambda: actions.move_promise(shop, promise_id=made.id, to_day=NEXT_WEEK, on=TODAY),
        lambda: actions.take_back_move(shop, promise_id=made.id),
    ):
        with pytest.raises(CaseRefused, match="promise_ended"):
            act()
    assert shop.promises.open() == []
    assert actions.reopen_promise(shop, promise_id=made.id) == made
    assert [row.promise for row in shop.promises.open()] == [made]


def test_a_promise_keeps_its_first_day_however_often_it_is_moved(shop: Book) -> None:
    made = promise(shop, due_at=time(10))
    moved = actions.move_promise(shop, promise_id=made.id, to_day=NEXT_WEEK, at=time(9), on=TODAY)
    assert moved == replace(made, due_on=NEXT_WEEK, due_at=time(9))
    actions.move_promise(shop, promise_id=made.id, to_day=date(2026, 4, 21), on=LATER)
    assert shop.promises.get(made.id).first_due == LATER
    assert shop.promise_moves.of_promise(made.id) == [
        PromiseMove(1, made.id, TODAY, LATER, NEXT_WEEK),
        PromiseMove(2, made.id, LATER, NEXT_WEEK, date(2026, 4, 21)),
    ]
    assert actions.take_back_move(shop, promise_id=made.id, at=time(9)) == moved
    assert actions.take_back_move(shop, promise_id=made.id, at=time(10)) == made
    with pytest.raises(CaseRefused, match="promise_not_moved"):
        actions.take_back_move(shop, promise_id=made.id)


def test_a_promise_is_moved_to_another_day_that_has_not_passed(shop: Book) -> None:
    made = promise(shop, due_at=time(10))
    for to_day, at, reason in ((date(2026, 4, 1), None, "promise_day_past"), (LATER, time(10), "promise_same_day")):
        with pytest.raises(CaseRefused, match=reason) as refused:
            actions.move_promise(shop, promise_id=made.id, to_day=to_day, at=at, on=TODAY)
        assert wording.sentence(refused.value)
    later_that_day = actions.move_promise(shop, promise_id=made.id, to_day=LATER, at=time(17), on=TODAY)
    assert later_that_day == replace(made, due_at=time(17))
    assert shop.promise_moves.of_promise(made.id) == []


def test_a_promise_of_a_closed_case_is_not_opened_again(shop: Book, case: Case) -> None:
    made = promise(shop, case_id=case.id)
    actions.keep_promise(shop, promise_id=made.id, on=TODAY)
    shop.cases.save(replace(case, outcome=Outcome.STAYS, closed_on=TODAY))
    with pytest.raises(CaseRefused, match="case_closed"):
        actions.reopen_promise(shop, promise_id=made.id)


def test_what_was_agreed_without_ways_gets_the_day_that_its_promise_is_moved_to(shop: Book, case: Case) -> None:
    said: dict[str, Any] = {"cause": Cause.DELAY, "remedy": Remedy.REDO, "what": "a new lining", "by": LATER}
    done = actions.quick_path(shop, case_id=case.id, words="", **said, today=TODAY, operation_id="quick")
    call = promise(shop, case_id=case.id, what="Ring", due_on=LATER)
    other_day = date(2026, 4, 21)
    actions.move_promise(shop, promise_id=call.id, to_day=other_day, on=TODAY)
    assert shop.cases.get(case.id).remedy_by == LATER
    actions.move_promise(shop, promise_id=done.promise.id, to_day=other_day, on=TODAY)
    assert shop.cases.get(case.id).remedy_by == other_day
    actions.keep_promise(shop, promise_id=done.promise.id, on=other_day)
    assert actions.misfits_of(shop, case_id=case.id, today=date(2026, 5, 4)) == ()
    actions.reopen_promise(shop, promise_id=done.promise.id)
    actions.take_back_move(shop, promise_id=done.promise.id)
    assert shop.cases.get(case.id).remedy_by == LATER


def test_a_way_of_another_case_is_not_promised(shop: Book, case: Case) -> None:
    order = shop.orders.add(replace(shop.orders.get(1), id=0, number="2026-0148"))
    other = tailor.open_case(shop, order.id, "other")
    way = actions.save_option(shop, option=CaseOption(0, other.id, 0, Remedy.REDO, "a new lining"), today=TODAY)
    with pytest.raises(ValueError, match="another case's"):
        promise(shop, case_id=case.id, option_id=way.id)
    with pytest.raises(ValueError, match="another case's"):
        promise(shop, option_id=way.id)
