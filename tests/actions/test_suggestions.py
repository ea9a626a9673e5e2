"""Asking how an order went, what came of it, and the suggestions book: each act, and the way back from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from evenhand import actions
from evenhand.domain.case import CaseRefused
from evenhand.domain.comfort import Comfort, ComfortMark
from evenhand.domain.records import Channel, Client, Direction, Interaction, Order
from evenhand.domain.suggestions import Heard, OrderAsked, Suggestion
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook
from tailor import TODAY, open_shop


@pytest.fixture
def shop(book: Book) -> Book:
    return open_shop(book)


@pytest.fixture
def delivered(shop: Book) -> Order:
    order = replace(shop.orders.get(1), delivered_on=TODAY - timedelta(5))
    shop.orders.save(order)
    return order


def to_ask(book: Book, limit: int = 5) -> list[int]:
    return [one.order_id for one in actions.orders_to_ask(book, today=TODAY, limit=limit)]


def test_the_owner_asks_from_the_day_of_the_owners_own_on(shop: Book, delivered: Order) -> None:
    owner = shop.owner.get()
    assert owner is not None
    assert to_ask(shop) == [delivered.id]
    shop.owner.save(replace(owner, ask_after=5))
    assert to_ask(shop) == [delivered.id]
    shop.owner.save(replace(owner, ask_after=6))
    assert to_ask(shop) == []
    shop.owner.save(replace(owner, ask_after=0))
    assert to_ask(shop) == []


def test_where_the_owner_comes_first_nobody_is_asked(shop: Book, delivered: Order) -> None:
    for number in range(2):  # two hard contacts: a rule of the group "first me" speaks
        at = datetime(2026, 3, 20 + number, 12)
        contact = shop.interactions.add(
            Interaction(0, delivered.client_id, at, Channel.PHONE, Direction.IN, "They shouted.")
        )
        shop.comfort.mark(ComfortMark(contact.id, Comfort.UNCOMFORTABLE))
    assert shop.comfort.of(delivered.client_id) is None
    assert to_ask(shop) == []
    first_me = next(rule for rule in shop.rules.all() if rule.principle == "P21")
    shop.rules.switch(first_me.id, False)
    assert to_ask(shop) == [delivered.id]


def test_no_more_are_proposed_than_wanted(shop: Book, delivered: Order) -> None:
    for number in range(4):
        client = shop.clients.add(Client(0, f"Client {number}", currency="GBP"))
        shop.orders.add(replace(delivered, id=0, client_id=client.id, number=f"N-{number}"))
    assert len(to_ask(shop, 3)) == 3
    assert len(to_ask(shop, 9)) == 5


def test_it_is_asked_once_and_a_second_time_changes_nothing(shop: Book, delivered: Order) -> None:
    asked = actions.ask_order(shop, order_id=delivered.id, on=TODAY)
    assert asked == OrderAsked(delivered.id, TODAY)
    assert actions.ask_order(shop, order_id=delivered.id, on=TODAY + timedelta(1)) == asked
    assert to_ask(shop) == []
    assert [one.order_id for one in actions.orders_waiting(shop, today=TODAY, limit=5)] == [delivered.id]
    actions.put_back_asked(shop, order_id=delivered.id, before=None)
    assert to_ask(shop) == [delivered.id]


def test_after_two_weeks_nobody_is_reminded_of_what_was_asked(shop: Book, delivered: Order) -> None:
    actions.ask_order(shop, order_id=delivered.id, on=TODAY)
    assert actions.orders_waiting(shop, today=TODAY + timedelta(14), limit=5)
    assert not actions.orders_waiting(shop, today=TODAY + timedelta(15), limit=5)


def test_an_order_that_is_not_there_is_not_asked_about(shop: Book) -> None:
    with pytest.raises(NotInBook):
        actions.ask_order(shop, order_id=99, on=TODAY)
    assert shop.orders_asked.of(99) is None


def test_a_word_of_praise_is_kept_as_it_was_said(shop: Book, delivered: Order) -> None:
    before = actions.ask_order(shop, order_id=delivered.id, on=TODAY)
    later = TODAY + timedelta(2)
    actions.heard_praise(shop, order_id=delivered.id, words=" It fits so well ", on=later)
    assert shop.orders_asked.of(delivered.id) == OrderAsked(delivered.id, TODAY, Heard.PRAISE, later, "It fits so well")
    actions.put_back_asked(shop, order_id=delivered.id, before=before)
    assert shop.orders_asked.of(delivered.id) == before


def test_praise_without_words_is_refused_and_nothing_is_noted(shop: Book, delivered: Order) -> None:
    with pytest.raises(CaseRefused, match="praise_without_words"):
        actions.heard_praise(shop, order_id=delivered.id, words=" \n", on=TODAY)
    assert shop.orders_asked.of(delivered.id) is None


def test_a_suggestion_that_was_heard_waits_for_its_answer(shop: Book, delivered: Order) -> None:
    made = actions.heard_suggestion(shop, order_id=delivered.id, words="Longer sleeves", on=TODAY)
    assert made == Suggestion(made.id, TODAY, "Longer sleeves", delivered.client_id, delivered.id)
    assert [row.suggestion for row in shop.suggestions.to_answer()] == [made]
    asked = shop.orders_asked.of(delivered.id)
    assert asked is not None
    assert asked.heard is Heard.SUGGESTION
    actions.put_back_asked(shop, order_id=delivered.id, before=None, suggestion_id=made.id)
    assert shop.suggestions.to_answer() == []
    assert shop.orders_asked.of(delivered.id) is None


def test_a_suggestion_without_words_leaves_the_order_unasked(shop: Book, delivered: Order) -> None:
    with pytest.raises(CaseRefused, match="suggestion_without_words"):
        actions.heard_suggestion(shop, order_id=delivered.id, words="", on=TODAY)
    assert shop.orders_asked.of(delivered.id) is None


@pytest.mark.parametrize(("act", "heard"), [(actions.heard_case, Heard.CASE), (actions.nothing_heard, Heard.NOTHING)])
def test_a_case_or_nothing_ends_the_asking(
    shop: Book, delivered: Order, act: Callable[..., object], heard: Heard
) -> None:
    act(shop, order_id=delivered.id, on=TODAY)
    assert shop.orders_asked.of(delivered.id) == OrderAsked(delivered.id, TODAY, heard, TODAY)
    assert to_ask(shop) == []
    assert actions.orders_waiting(shop, today=TODAY, limit=5) == []
    actions.put_back_asked(shop, order_id=delivered.id, before=None)
    assert to_ask(shop) == [delivered.id]


def test_a_suggestion_may_be_anybodys(shop: Book) -> None:
    made = actions.note_suggestion(shop, words=" A bench by the door ", said_on=TODAY)
    assert (made.words, made.client_id) == ("A bench by the door", None)
    kept = actions.drop_suggestion(shop, id=made.id)
    assert shop.suggestions.to_answer() == []
    assert actions.restore_suggestion(shop, suggestion=kept) == made
    with pytest.raises(CaseRefused, match="suggestion_without_words"):
        actions.note_suggestion(shop, words="", said_on=TODAY)
    with pytest.raises(NotInBook):
        actions.note_suggestion(shop, words="A bench", said_on=TODAY, client_id=99)


def test_a_suggestion_that_was_taken_out_comes_back_beside_a_newer_one(shop: Book) -> None:
    made = actions.note_suggestion(shop, words="A bench by the door", said_on=TODAY)
    kept = actions.drop_suggestion(shop, id=made.id)
    newer = actions.note_suggestion(shop, words="A lamp", said_on=TODAY)
    back = actions.restore_suggestion(shop, suggestion=kept)
    assert {one.suggestion for one in shop.suggestions.to_answer()} == {newer, back}
    assert back == replace(kept, id=back.id)


def test_an_answer_says_what_was_answered_and_what_changed(shop: Book) -> None:
    made = actions.note_suggestion(shop, words="A bench by the door", said_on=TODAY, client_id=1)
    with pytest.raises(CaseRefused, match="answer_without_words"):
        actions.answer_suggestion(shop, id=made.id, answer=" ", change="A bench", on=TODAY)
    later = TODAY + timedelta(3)
    answered = actions.answer_suggestion(shop, id=made.id, answer="Gladly", change=" A bench ", on=later)
    assert answered == replace(made, answered_on=later, answer="Gladly", change="A bench", changed_on=later)
    assert shop.suggestions.to_answer() == []
    again = actions.answer_suggestion(shop, id=made.id, answer="Gladly.", change="", on=later + timedelta(9))
    assert (again.answered_on, again.changed_on) == (later, None)
    actions.put_back_suggestion(shop, suggestion=made)
    assert shop.suggestions.get(made.id) == made


def test_who_asked_to_be_left_alone_gets_no_greeting_that_was_planned_or_due(shop: Book) -> None:
    client = shop.clients.get(1)
    planned = actions.plan_follow_up(shop, client_id=1, due_on=TODAY, what="Ask about the coat", today=TODAY)
    assert [row.follow_up for row in shop.follow_ups.open()] == [planned]
    shop.clients.save(replace(client, left_alone=True))
    assert shop.follow_ups.open() == []
    assert shop.follow_ups.of_client(1) == [planned]  # nothing is lost of it
