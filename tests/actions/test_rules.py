"""Answers to the house rules: a gate asks once a day and never bars; a to-do is done, put off and undone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand import actions
from evenhand.domain.comfort import Comfort
from evenhand.domain.records import Letterhead, Owner
from evenhand.domain.rules import Gate, GateAnswerKind
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook
from rule_shop import TODAY, Shop

TOMORROW = TODAY + timedelta(1)


@pytest.fixture
def shop(book: Book) -> Shop:
    return Shop(book)


def asked(shop: Shop, gate: Gate = Gate.NEW_ORDER, today: object = TODAY) -> list[int]:
    found = actions.gate(shop.book, client_id=shop.client, gate=gate, today=today)  # type: ignore[arg-type]
    return [one.rule.id for one in found.speaking] if found else []


def answer(shop: Shop, rule_id: int, kind: GateAnswerKind, gate: Gate = Gate.NEW_ORDER) -> None:
    actions.answer_gate(shop.book, client_id=shop.client, gate=gate, rule_id=rule_id, answer=kind, on=TODAY)


def test_where_no_rule_asks_it_goes_on_at_once(shop: Shop) -> None:
    assert actions.gate(shop.book, client_id=shop.client, gate=Gate.NEW_ORDER, today=TODAY) is None


def test_a_gate_asks_with_the_rule_the_day_and_no_earlier_answer(shop: Shop) -> None:
    shop.flag(Comfort.UNCOMFORTABLE, 4)
    found = actions.gate(shop.book, client_id=shop.client, gate=Gate.DOUBLE, today=TODAY)
    assert found is not None
    assert [(one.rule.id, one.since) for one in found.speaking] == [(1, TODAY - timedelta(4))]
    assert found.earlier is None


def test_a_rule_asks_only_at_its_own_gates(shop: Shop) -> None:
    shop.flag(Comfort.UNEASY)
    assert asked(shop, Gate.DOUBLE) == [2]
    assert asked(shop, Gate.NEW_ORDER) == []


def test_who_said_go_on_is_asked_again_tomorrow_with_the_answer(shop: Shop) -> None:
    shop.flag(Comfort.UNCOMFORTABLE, 4)
    answer(shop, 1, GateAnswerKind.GO_ON)
    assert asked(shop) == []
    assert asked(shop, Gate.DISCOUNT) == [1]  # another gate
    found = actions.gate(shop.book, client_id=shop.client, gate=Gate.NEW_ORDER, today=TOMORROW)
    assert found is not None
    assert found.earlier is not None
    assert (found.earlier.answer, found.earlier.answered_on) == (GateAnswerKind.GO_ON, TODAY)
    assert found.earlier.rule_name == "Not comfortable"


def test_parting_leaves_the_question_open(shop: Shop) -> None:
    shop.flag(Comfort.UNCOMFORTABLE)
    answer(shop, 1, GateAnswerKind.PART)
    assert asked(shop) == [1]


def test_who_chose_to_part_after_going_on_is_asked_again_that_day(shop: Shop) -> None:
    shop.flag(Comfort.UNCOMFORTABLE, 4)
    answer(shop, 1, GateAnswerKind.GO_ON)
    answer(shop, 1, GateAnswerKind.PART)
    assert asked(shop) == [1]
    answer(shop, 1, GateAnswerKind.GO_ON)
    assert asked(shop) == []


def test_a_gate_asks_for_an_archived_client_too_of_whom_no_rule_speaks_otherwise(shop: Shop) -> None:
    shop.flag(Comfort.UNCOMFORTABLE, 4)
    shop.change(archived=True)
    assert asked(shop) == [1]
    assert shop.fires() == {}
    answer(shop, 1, GateAnswerKind.GO_ON)
    assert asked(shop) == []


def test_something_newer_asks_again_on_the_same_day(shop: Shop) -> None:
    shop.flag(Comfort.UNCOMFORTABLE, 4)
    answer(shop, 1, GateAnswerKind.GO_ON)
    shop.contact(1, Comfort.UNCOMFORTABLE)
    shop.contact(0, Comfort.UNCOMFORTABLE)
    assert asked(shop) == [1, 3]
    answer(shop, 1, GateAnswerKind.GO_ON)
    assert asked(shop) == []  # both were read, and answered at once
    shop.book.comfort.clear_flag(shop.client)
    assert asked(shop) == []


def test_an_order_may_be_taken_whatever_the_rules_say(shop: Shop) -> None:
    shop.flag(Comfort.UNCOMFORTABLE)
    assert asked(shop) == [1]
    assert shop.order()


def test_late_payment_asks_before_new_work_once_for_all_orders(shop: Shop) -> None:
    shop.order(paid=0, delivered=9)
    shop.order(paid=0, delivered=8)
    assert asked(shop) == [21]


def test_the_rules_name_is_kept_in_the_owners_language_as_it_was_then(shop: Shop) -> None:
    shop.book.owner.save(Owner((Letterhead("ro", "Merrow", "Ellen Merrow"),)))
    rule = shop.book.rules.get(1)
    shop.book.rules.save(replace(rule, name=(("en", "Not for me"), ("ro", "Nu e pentru mine"))))
    shop.flag(Comfort.UNCOMFORTABLE)
    answer(shop, 1, GateAnswerKind.GO_ON)
    shop.book.rules.reset(1)
    kept = shop.book.gate_answers.of_client(shop.client, Gate.NEW_ORDER)
    assert [one.rule_name for one in kept] == ["Nu e pentru mine"]


def test_an_answer_to_a_rule_that_has_just_fallen_silent_is_kept_too(shop: Shop) -> None:
    answer(shop, 1, GateAnswerKind.GO_ON)
    assert len(shop.book.gate_answers.of_client(shop.client, Gate.NEW_ORDER)) == 1
    with pytest.raises(NotInBook):
        answer(shop, 777, GateAnswerKind.GO_ON)


def todos(shop: Shop) -> list[int]:
    return [one.rule.id for one in shop.book.rules.todos(TODAY)]


def test_a_todo_is_done_and_undone(shop: Shop) -> None:
    order_id = shop.order(paid=0, delivered=7)
    assert todos(shop) == [21]
    done = actions.todo_done(shop.book, rule_id=21, client_id=shop.client, order_id=order_id, on=TODAY)
    assert todos(shop) == []
    actions.todo_again(shop.book, answer_id=done.id)
    assert todos(shop) == [21]


def test_a_todo_is_put_off_until_a_later_day_and_had_again(shop: Shop) -> None:
    order_id = shop.order(paid=0, delivered=7)
    about = {"rule_id": 21, "client_id": shop.client, "order_id": order_id}
    put_off = actions.put_off_todo(shop.book, **about, until=TOMORROW, on=TODAY)  # type: ignore[arg-type]
    assert todos(shop) == []
    assert [(one.rule.id, one.due_on) for one in shop.book.rules.todos(TOMORROW)] == [(21, TOMORROW)]
    actions.todo_again(shop.book, answer_id=put_off.id)
    assert todos(shop) == [21]
    with pytest.raises(ValueError, match="later day"):
        actions.put_off_todo(shop.book, **about, until=TODAY, on=TODAY)  # type: ignore[arg-type]
