"""Which orders are to be asked about, and which suggestions are to be answered, as the book finds them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.keeping_in_touch import Door
from evenhand.domain.records import Case, Channel, Client, Direction, Interaction, Order, Outcome, Standing
from evenhand.domain.suggestions import Heard, OrderAsked, Suggestion
from evenhand.storage.book import Book

TODAY = date(2026, 4, 2)
FIRST, LAST = TODAY - timedelta(30), TODAY - timedelta(4)
DELIVERED = TODAY - timedelta(6)


@pytest.fixture
def delivered(book: Book, order: Order) -> Order:
    there = replace(order, delivered_on=DELIVERED)
    book.orders.save(there)
    return there


def found(book: Book, limit: int = 9) -> list[int]:
    return [one.order_id for one in book.orders_asked.to_ask(FIRST, LAST, limit)]


def contact(book: Book, client_id: int, day: date) -> None:
    at = datetime(day.year, day.month, day.day, 10)
    book.interactions.add(Interaction(0, client_id, at, Channel.PHONE, Direction.IN, "They called."))


def test_an_order_delivered_without_a_word_is_asked_about_with_whose_it_is(
    book: Book, client: Client, delivered: Order
) -> None:
    (one,) = book.orders_asked.to_ask(FIRST, LAST, 9)
    assert (one.order_id, one.number, one.what) == (delivered.id, "2026-0147", "grey wool coat")
    assert (one.client_id, one.client_name, one.language) == (client.id, "Jane Whitcombe", "en")
    assert one.delivered_on == DELIVERED


@pytest.mark.parametrize("day", [FIRST - timedelta(1), LAST + timedelta(1), None])
def test_one_delivered_too_lately_too_long_ago_or_not_at_all_is_not(
    book: Book, delivered: Order, day: date | None
) -> None:
    book.orders.save(replace(delivered, delivered_on=day))
    assert found(book) == []


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_the_first_and_the_last_day_count(book: Book, delivered: Order, day: date) -> None:
    book.orders.save(replace(delivered, delivered_on=day))
    assert found(book) == [delivered.id]


def _called(book: Book, order: Order) -> None:
    contact(book, order.client_id, DELIVERED + timedelta(1))


def _asked(book: Book, order: Order) -> None:
    book.orders_asked.save(OrderAsked(order.id, TODAY))


def _answered(book: Book, order: Order) -> None:
    book.orders_asked.save(OrderAsked(order.id, TODAY, Heard.NOTHING, TODAY))


def _case(book: Book, order: Order) -> None:
    book.cases.add(Case(0, "", order.client_id, order.id, "The lining tore", date(2026, 3, 1)))


def _closed_case(book: Book, order: Order) -> None:
    day = DELIVERED + timedelta(1)
    book.cases.add(Case(0, "", order.client_id, order.id, "The lining tore", day, closed_on=day))


def _uncomfortable(book: Book, order: Order) -> None:
    book.comfort.set_flag(ComfortFlag(order.client_id, Comfort.UNCOMFORTABLE, TODAY))


def _left_alone(book: Book, order: Order) -> None:
    book.clients.save(replace(book.clients.get(order.client_id), left_alone=True))


def _left(book: Book, order: Order) -> None:
    book.clients.save(replace(book.clients.get(order.client_id), standing=Standing.LEFT))


def _archived(book: Book, order: Order) -> None:
    book.clients.archive(order.client_id)


def _ordered_again(book: Book, order: Order) -> None:
    book.orders.add(replace(order, id=0, number="2", ordered_on=TODAY, delivered_on=None))


@pytest.mark.parametrize(
    "happened",
    [
        _called, _asked, _answered, _case, _closed_case, _uncomfortable, _left_alone, _left, _archived, _ordered_again
    ],
)  # fmt: skip
def test_who_was_heard_of_or_is_not_to_be_asked_is_not(
    book: Book, delivered: Order, happened: Callable[[Book, Order], None]
) -> None:
    assert found(book) == [delivered.id]
    happened(book, delivered)
    assert found(book) == []


def test_a_word_on_the_day_of_delivery_is_the_delivery_itself(book: Book, delivered: Order) -> None:
    contact(book, delivered.client_id, DELIVERED)
    assert found(book) == [delivered.id]


def test_an_uneasy_client_is_asked(book: Book, delivered: Order) -> None:
    book.comfort.set_flag(ComfortFlag(delivered.client_id, Comfort.UNEASY, TODAY))
    assert found(book) == [delivered.id]


def test_a_client_is_asked_about_one_order_the_latest(book: Book, delivered: Order) -> None:
    later = book.orders.add(replace(delivered, id=0, number="2", delivered_on=DELIVERED + timedelta(1)))
    assert found(book) == [later.id]
    _answered(book, later)
    assert found(book) == []


def test_the_latest_delivered_stand_first_and_no_more_than_asked_for(book: Book, delivered: Order) -> None:
    orders = []
    for number in (3, 1, 2):
        one = book.clients.add(Client(0, f"Client {number}"))
        day = DELIVERED - timedelta(number)
        orders.append(book.orders.add(replace(delivered, id=0, client_id=one.id, number=str(number), delivered_on=day)))
    assert found(book) == [delivered.id, orders[1].id, orders[2].id, orders[0].id]
    assert found(book, 2) == [delivered.id, orders[1].id]


def test_what_came_of_asking_is_waited_for_from_a_day_on(book: Book, delivered: Order) -> None:
    book.orders_asked.save(OrderAsked(delivered.id, TODAY))
    (one,) = book.orders_asked.waiting(TODAY, 9)
    assert (one.order_id, one.asked) == (delivered.id, OrderAsked(delivered.id, TODAY))
    assert book.orders_asked.waiting(TODAY + timedelta(1), 9) == []
    _answered(book, delivered)
    assert book.orders_asked.waiting(TODAY, 9) == []


def test_what_came_of_asking_is_known_where_a_case_did(book: Book, delivered: Order) -> None:
    book.orders_asked.save(OrderAsked(delivered.id, TODAY))
    earlier = Case(0, "", delivered.client_id, delivered.id, "It tore", TODAY - timedelta(1), closed_on=TODAY)
    book.cases.add(replace(earlier, outcome=Outcome.STAYS))
    assert [one.order_id for one in book.orders_asked.waiting(TODAY, 9)] == [delivered.id]
    book.cases.add(replace(earlier, received_on=TODAY, closed_on=None))
    assert book.orders_asked.waiting(TODAY, 9) == []


def test_the_book_looks_for_them_by_the_day_of_delivery(book: Book) -> None:
    """However many clients there are, none is looked at whose order wasn't delivered in these days."""
    asked: list[str] = []
    book.connection.handle.set_trace_callback(asked.append)
    found(book)
    book.connection.handle.set_trace_callback(None)
    (plan, *_rest) = (row[3] for row in book.connection.rows(f"EXPLAIN QUERY PLAN {asked[0]}"))
    assert plan == "SEARCH orders USING INDEX orders_delivered (delivered_on>? AND delivered_on<?)"


def test_suggestions_to_answer_stand_the_earliest_first_with_whose_they_are(book: Book, client: Client) -> None:
    late = book.suggestions.add(Suggestion(0, TODAY, "Longer hours", client.id))
    early = book.suggestions.add(Suggestion(0, TODAY - timedelta(1), "A bench by the door"))
    book.suggestions.add(Suggestion(0, TODAY, "Done with", client.id, answered_on=TODAY, answer="Yes"))
    assert book.suggestions.to_answer() == [(early, ""), (late, client.name)]
    assert book.suggestions.to_answer(1) == [(early, "")]


def test_praise_and_suggestions_stand_in_the_clients_history_and_no_empty_answer_does(
    book: Book, client: Client, delivered: Order
) -> None:
    book.suggestions.add(
        Suggestion(0, TODAY, "Longer hours", client.id, answered_on=TODAY, answer="Yes", change="To 7")
    )
    book.orders_asked.save(OrderAsked(delivered.id, TODAY, Heard.PRAISE, TODAY, "It fits so well"))
    said = [(row.kind, row.what, row.detail, row.state) for row in book.history(client.id)][:2]
    assert said == [
        ("suggestion", "Longer hours", "To 7", "answered"),
        ("asked", "It fits so well", "2026-0147", "praise"),
    ]
    book.orders_asked.save(OrderAsked(delivered.id, TODAY, Heard.NOTHING, TODAY))
    assert [row.kind for row in book.history(client.id)] == ["suggestion", "order"]
    book.orders_asked.save(OrderAsked(delivered.id, TODAY))
    assert [row.kind for row in book.history(client.id)] == ["suggestion", "asked", "order"]


def test_who_asked_to_be_left_alone_is_not_among_those_to_greet(book: Book, client: Client, order: Order) -> None:
    book.clients.save(replace(client, standing=Standing.LEFT))
    later = order.ordered_on + timedelta(400)
    assert book.follow_ups.silent(later, 6, 3) == [client.id]
    book.clients.save(replace(client, standing=Standing.LEFT, left_alone=True))
    book.doors.set(Door(client.id, False, 3, TODAY))
    assert book.follow_ups.silent(later, 6, 3) == []
    (one,) = book.follow_ups.who_left([client.id], later)
    assert one.left_alone
