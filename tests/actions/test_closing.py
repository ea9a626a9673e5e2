"""A case closes when its end is known and nothing in it is promised any more."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import tailor
from evenhand import actions, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Case, LetterKind, Nature, Outcome
from evenhand.storage.book import Book
from tailor import LATER, PAID, TODAY, open_case, pounds


def close(book: Book, case: Case) -> Case:
    return actions.close_case(book, case_id=case.id, on=TODAY)


def test_a_case_closes_once_its_end_is_known(shop: Book, case: Case) -> None:
    with pytest.raises(CaseRefused, match="outcome_missing") as refused:
        close(shop, case)
    assert wording.sentence(refused.value)
    shop.cases.save(replace(case, outcome=Outcome.STAYS))
    assert close(shop, case) == close(shop, case) == shop.cases.get(case.id)
    assert shop.cases.get(case.id).closed_on == TODAY
    assert actions.open_again(shop, case_id=case.id) == actions.open_again(shop, case_id=case.id)
    assert shop.cases.get(case.id) == replace(case, outcome=Outcome.STAYS)


def test_a_case_with_a_promise_stays_open_and_the_next_day_is_named(shop: Book, case: Case) -> None:
    shop.cases.save(replace(case, outcome=Outcome.LEFT))
    made = [
        actions.make_promise(
            shop, client_id=1, what="Ring", due_on=day, case_id=case.id, made_on=TODAY, operation_id=str(day)
        )
        for day in (LATER, date(2026, 4, 10))
    ]
    with pytest.raises(CaseRefused) as refused:
        close(shop, case)
    assert (refused.value.reason, refused.value.day) == ("promises_open", date(2026, 4, 10))
    assert "10\N{NO-BREAK SPACE}April\N{NO-BREAK SPACE}2026" in wording.sentence(refused.value)
    assert shop.cases.get(case.id).closed_on is None
    actions.keep_promise(shop, promise_id=made[0].id, on=TODAY)
    actions.cancel_promise(shop, promise_id=made[1].id, on=TODAY)
    assert close(shop, case).closed_on == TODAY


def test_a_promise_outside_the_case_is_no_hindrance(shop: Book, case: Case) -> None:
    shop.cases.save(replace(case, outcome=Outcome.STAYS))
    actions.make_promise(shop, client_id=1, what="Ring", due_on=LATER, made_on=TODAY, operation_id="ring")
    assert close(shop, case).closed_on == TODAY


def test_a_closed_case_is_not_opened_beside_another_or_for_an_archived_client(shop: Book, case: Case) -> None:
    shop.cases.save(replace(case, outcome=Outcome.STAYS))
    close(shop, case)
    second = open_case(shop, name="second")
    with pytest.raises(CaseRefused, match="open_case_on_order"):
        actions.open_again(shop, case_id=case.id)
    shop.cases.save(replace(second, outcome=Outcome.STAYS))
    close(shop, second)
    shop.clients.archive(1)
    with pytest.raises(CaseRefused, match="archived_client"):
        actions.open_again(shop, case_id=case.id)
    assert shop.cases.get(case.id).closed_on == TODAY


def test_money_that_a_bonus_stands_for_is_not_returned_as_well_by_a_case_without_a_letter(shop: Book) -> None:
    first = open_case(shop)
    tailor.bonus(shop, first, share=Decimal(1), nature=Nature.OWED, client_chose=True, round_to=None)
    tailor.issue(shop, first, LetterKind.BONUS)
    shop.cases.save(replace(shop.cases.get(first.id), outcome=Outcome.STAYS))
    close(shop, first)
    second = open_case(shop, name="second")
    tailor.refund(shop, second)
    shop.cases.save(replace(second, outcome=Outcome.STAYS))
    with pytest.raises(CaseRefused, match="bonus_in_place_of_it") as refused:
        close(shop, second)
    assert refused.value.limit == pounds("0")
    assert wording.sentence(refused.value)
    order = shop.orders.add(replace(shop.orders.get(1), id=0, number="2026-0148", paid=pounds("0")))
    use = {"bonus_id": 1, "order_id": order.id, "amount": PAID, "on": TODAY}
    used = actions.redeem_bonus(shop, **use, operation_id="use")  # type: ignore[arg-type]
    with pytest.raises(CaseRefused, match="refund_above_paid") as refused:
        close(shop, second)
    assert refused.value.limit == pounds("0")
    actions.take_back_redemption(shop, entry_id=used.id, on=TODAY, operation_id="back")
    actions.cancel_bonus(shop, bonus_id=1, on=TODAY, operation_id="cancel")
    assert close(shop, second).closed_on == TODAY
