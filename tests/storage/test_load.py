"""What the load guard counts in the book, and what is left once its history is wiped."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from evenhand.domain.comfort import CheckIn, Comfort, ComfortFlag, ComfortMark, ComfortReason
from evenhand.domain.load import LoadAnswer, LoadLimits, LoadSign
from evenhand.domain.records import Case, Channel, Client, Direction, Interaction, Order
from evenhand.storage.book import Book
from evenhand.storage.load import _CASES, _HARD, _LATE

TODAY = date(2026, 11, 10)  # a Tuesday
HARD, LATE, CASES = LoadSign


@pytest.fixture
def client(book: Book) -> Client:
    return book.clients.add(Client(0, "Jane Whitcombe"))


def contact(
    book: Book, client: Client, days_ago: int, at: time = time(11), mark: Comfort | None = None, *why: ComfortReason
) -> Interaction:
    when = datetime.combine(TODAY - timedelta(days_ago), at)
    one = book.interactions.add(Interaction(0, client.id, when, Channel.PHONE, Direction.IN, "About the coat"))
    if mark is not None:
        book.comfort.mark(ComfortMark(one.id, mark, why))
    return one


def test_only_uncomfortable_contacts_of_seven_days_are_hard(book: Book, client: Client) -> None:
    for days_ago, mark in ((0, Comfort.UNCOMFORTABLE), (6, Comfort.UNCOMFORTABLE), (7, Comfort.UNCOMFORTABLE)):
        contact(book, client, days_ago, mark=mark)
    contact(book, client, 1, mark=Comfort.UNEASY)
    contact(book, client, 1, mark=Comfort.COMFORTABLE)
    contact(book, client, 1)
    contact(book, client, -1, mark=Comfort.UNCOMFORTABLE)
    assert book.load.counts(TODAY)[HARD] == 2


def test_the_hard_contacts_are_listed_with_who_it_was_and_why_the_latest_first(book: Book, client: Client) -> None:
    early = contact(book, client, 3, mark=Comfort.UNCOMFORTABLE)
    late = contact(book, client, 0, time(9), Comfort.UNCOMFORTABLE, ComfortReason.RUDE, ComfortReason.I_BENT)
    found = book.load.hard_contacts(TODAY)
    assert [one.interaction_id for one in found] == [late.id, early.id]
    assert (found[0].client_id, found[0].client_name) == (client.id, "Jane Whitcombe")
    assert (found[0].comfort, found[0].reasons) == (
        Comfort.UNCOMFORTABLE,
        (ComfortReason.RUDE, ComfortReason.I_BENT),
    )


@pytest.mark.parametrize(
    ("days_ago", "at", "counts"),
    [
        (1, time(8), False),
        (1, time(7, 59), True),
        (1, time(19), False),
        (1, time(19, 1), True),
        (2, time(12), True),  # Sunday
        (3, time(12), True),
        (4, time(12), False),
    ],
)
def test_a_contact_is_late_outside_the_hours_or_on_a_day_off(
    book: Book, client: Client, days_ago: int, at: time, counts: bool
) -> None:
    contact(book, client, days_ago, at)
    assert book.load.counts(TODAY)[LATE] == counts
    assert len(book.load.late_entries(TODAY)) == counts


def test_days_off_are_the_owners_own(book: Book, client: Client) -> None:
    for days_ago in range(7):
        contact(book, client, days_ago)
    book.load.set_limits(LoadLimits(days_off=(1,)))
    assert book.load.counts(TODAY)[LATE] == 1
    assert book.load.late_entries(TODAY)[0].happened_at.date() == date(2026, 11, 9)
    book.load.set_limits(LoadLimits(days_off=()))
    assert book.load.counts(TODAY)[LATE] == 0


def test_a_late_contact_keeps_its_mark_and_one_without_has_none(book: Book, client: Client) -> None:
    contact(book, client, 1, time(22), Comfort.UNEASY, ComfortReason.OUT_OF_HOURS)
    contact(book, client, 1, time(21))
    assert [(one.comfort, one.reasons) for one in book.load.late_entries(TODAY)] == [
        (Comfort.UNEASY, (ComfortReason.OUT_OF_HOURS,)),
        (None, ()),
    ]


def opened(book: Book, order: Order, received: date, closed: date | None = None) -> Case:
    return book.cases.add(Case(0, "", order.client_id, order.id, "The lining tore", received, closed_on=closed))


def test_open_cases_of_clients_who_are_uncomfortable_count(book: Book, client: Client, order: Order) -> None:
    case = opened(book, order, date(2026, 3, 30))
    opened(book, order, date(2026, 4, 1), TODAY)
    assert book.load.counts(TODAY)[CASES] == 0
    book.comfort.set_flag(ComfortFlag(client.id, Comfort.UNEASY, TODAY))
    assert book.load.counts(TODAY)[CASES] == 0
    book.comfort.set_flag(ComfortFlag(client.id, Comfort.UNCOMFORTABLE, TODAY))
    assert book.load.counts(TODAY)[CASES] == 1
    assert [(one.case_id, one.client_name, one.title) for one in book.load.hard_cases()] == [
        (case.id, "Jane Whitcombe", "The lining tore")
    ]


def test_the_weeks_before_are_counted_apart_from_the_present_seven_days(book: Book, client: Client) -> None:
    contact(book, client, 100)
    for days_ago in (0, 7, 13, 14, 20, 20, 62, 63):
        contact(book, client, days_ago, time(23), Comfort.UNCOMFORTABLE)
    assert book.load.weeks(HARD, TODAY) == [2, 3, 0, 0, 0, 0, 0, 1]
    assert book.load.weeks(LATE, TODAY) == [2, 3, 0, 0, 0, 0, 0, 1]


def test_open_cases_of_the_weeks_before_are_those_that_were_open_then(book: Book, client: Client, order: Order) -> None:
    contact(book, client, 100)
    book.comfort.set_flag(ComfortFlag(client.id, Comfort.UNCOMFORTABLE, TODAY - timedelta(40)))
    opened(book, order, TODAY - timedelta(80))
    opened(book, order, TODAY - timedelta(80), TODAY - timedelta(10))
    other = book.orders.add(replace(order, id=0, number="2026-0200"))
    opened(book, other, TODAY - timedelta(2))
    assert book.load.weeks(CASES, TODAY) == [1, 2, 2, 2, 2, 0, 0, 0]


def test_weeks_before_the_first_contact_say_nothing(book: Book, client: Client) -> None:
    assert book.load.weeks(HARD, TODAY) == []
    contact(book, client, 22)
    assert book.load.weeks(HARD, TODAY) == [0, 0]
    contact(book, client, -3)
    assert book.load.weeks(LATE, TODAY) == [0, 0]


def test_wiping_takes_the_days_and_the_answers_and_counts_anew_from_today(
    book: Book, client: Client, order: Order
) -> None:
    book.load.set_limits(LoadLimits(hard_contacts=7))
    contact(book, client, 100)
    contact(book, client, 1, time(23), Comfort.UNCOMFORTABLE)
    opened(book, order, TODAY - timedelta(3))
    book.comfort.set_flag(ComfortFlag(client.id, Comfort.UNCOMFORTABLE, TODAY - timedelta(40)))
    book.check_ins.save(CheckIn(TODAY, Comfort.UNEASY))
    book.load.add(LoadAnswer(0, TODAY, HARD, 8, TODAY + timedelta(2)))
    book.load.wipe(TODAY)
    assert book.check_ins.since(date.min) == []
    assert book.load.answers() == []
    assert book.load.quiet_days(TODAY) == []
    assert book.load.limits() == LoadLimits(hard_contacts=7, counted_from=TODAY)
    assert set(book.load.counts(TODAY).values()) == {0}
    assert book.load.hard_contacts(TODAY) == book.load.late_entries(TODAY) == book.load.hard_cases() == []
    assert book.load.weeks(HARD, TODAY) == []
    contact(book, client, 0, time(23), Comfort.UNCOMFORTABLE)
    assert book.load.counts(TODAY) == {HARD: 1, LATE: 1, CASES: 0}


def test_the_days_kept_free_are_told_from_a_day_on_in_order_each_once(book: Book) -> None:
    days = [TODAY + timedelta(number) for number in (5, 0, -1, 5)]
    for day in days:
        book.load.add(LoadAnswer(0, TODAY, HARD, 4, day))
    book.load.add(LoadAnswer(0, TODAY, HARD, 4))
    assert book.load.quiet_days(TODAY) == [TODAY, TODAY + timedelta(5)]


def test_answers_are_told_from_a_day_on_the_latest_first(book: Book) -> None:
    old, new = (book.load.add(LoadAnswer(0, TODAY - timedelta(ago), HARD, 4)) for ago in (8, 1))
    assert book.load.answers() == [new, old]
    assert book.load.answers(TODAY - timedelta(7)) == [new]


def test_hours_and_days_off_come_back_as_they_were_set(book: Book) -> None:
    assert book.load.limits() == LoadLimits()
    own = replace(LoadLimits(), is_on=False, work_from=time(7, 30), work_to=time(21), days_off=(3,))
    book.load.set_limits(own)
    assert book.load.limits() == own


@pytest.mark.parametrize(("counted", "parameters"), [(_HARD, 2), (_LATE, 5), (_CASES, 1)])
def test_counting_looks_at_seven_days_and_at_open_cases_only(book: Book, counted: str, parameters: int) -> None:
    plan = book.connection.rows(f"EXPLAIN QUERY PLAN SELECT count(*) {counted}", ["[]"] * parameters)
    first = next(step[3] for step in plan)
    assert "interactions_by_time (happened_at>? AND happened_at<?)" in first or "open_cases" in first
    assert not any(step[3].startswith("SCAN") and "INDEX" not in step[3] for step in plan)
