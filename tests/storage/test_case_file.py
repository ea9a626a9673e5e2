"""What belongs to a case lies in the book as it was said, and comes back so."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from itertools import product

import pytest

from evenhand.domain.comfort import Comfort
from evenhand.domain.keeping_in_touch import Door, FollowUp
from evenhand.domain.line import Claim
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption, Effort
from evenhand.domain.parting import Parting, PartingItem
from evenhand.domain.promises import KeptRate, Promise, PromiseEnding, PromiseMove, kept_rate
from evenhand.domain.questions import CaseQuestion, Question
from evenhand.domain.records import Case, ChosenBy, Client, Order, Remedy
from evenhand.domain.turns import Turn, TurnChange
from evenhand.storage.book import Book
from evenhand.storage.errors import NotInBook

DAY, LATER = date(2026, 11, 6), date(2026, 11, 12)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.fixture
def case(book: Book) -> Case:
    client = book.clients.add(Client(0, "Priya Raman"))
    order = book.orders.add(Order(0, client.id, "1174", DAY, "waxed jacket", eur("240"), eur("240")))
    return book.cases.add(Case(0, "", client.id, order.id, "Zip failed", DAY))


def test_a_way_to_put_it_right_keeps_its_hour_its_sums_and_its_place(book: Book, case: Case) -> None:
    second = CaseOption(
        0, case.id, 2, Remedy.REDO, "Same jacket, made again", "from the same cloth", LATER, time(17, 0), Effort.LITTLE,
        "one short fitting", eur("80.50"), 90, None, eur("240"),
    )  # fmt: skip
    discount = CaseOption(0, case.id, 1, Remedy.DISCOUNT, "20% off", discount=Decimal("0.2"), offered=False)
    second, discount = book.options.add(second), book.options.add(discount)
    assert book.options.of_case(case.id) == [discount, second]
    book.options.drop(discount.id)
    assert book.options.of_case(case.id) == [second]
    with pytest.raises(NotInBook):
        book.options.drop(discount.id)


def test_how_a_way_or_a_case_sits_with_the_owner_is_kept_apart_from_them(book: Book, case: Case) -> None:
    way = book.options.add(CaseOption(0, case.id, 1, Remedy.REPAIR, "Repaired"))
    book.comfort.mark_option(way.id, Comfort.UNEASY)
    assert book.comfort.on_options(case.id) == {way.id: Comfort.UNEASY}
    book.comfort.mark_option(way.id, None)
    assert book.comfort.on_options(case.id) == {}
    assert book.comfort.on_case(case.id) is None
    book.comfort.mark_case(case.id, Comfort.COMFORTABLE, "fair to the end")
    assert book.comfort.on_case(case.id) == (Comfort.COMFORTABLE, "fair to the end")


def test_a_case_keeps_its_whys_and_who_chose(book: Book, case: Case) -> None:
    case = replace(case, whys=("The zip gave way", "I fitted a light zip"), chosen_by=ChosenBy.CLIENT, change_in="Zips")
    book.cases.save(case)
    assert book.cases.get(case.id) == case


def test_promises_are_listed_by_their_day_until_they_end(book: Book, case: Case) -> None:
    first = Promise(0, case.client_id, "Bring the zip", DAY, LATER, LATER, time(17, 0), case.id)
    first = book.promises.add(first, operation_id="one")
    other = book.promises.add(Promise(0, case.client_id, "Ring back", DAY, DAY, DAY))
    assert book.promises.by_operation("one") == first
    assert [(row.promise, row.client_name, row.case_number) for row in book.promises.open()] == [
        (other, "Priya Raman", ""),
        (first, "Priya Raman", case.number),
    ]
    book.promises.save(replace(other, ended_on=DAY, ending=PromiseEnding.KEPT))
    assert [row.promise.what for row in book.promises.open()] == ["Bring the zip"]
    assert [row.promise.what for row in book.promises.ended()] == ["Ring back"]
    book.promise_moves.add(PromiseMove(0, first.id, DAY, LATER, date(2026, 11, 20)))
    assert book.promise_moves.moved() == {first.id}
    assert [move.to_day for move in book.promise_moves.of_promise(first.id)] == [date(2026, 11, 20)]


def test_the_kept_rate_is_counted_as_the_domain_counts_it(book: Book, case: Case) -> None:
    days = [date(2026, 11, day) for day in (9, 12, 16, 20)]
    book_of = Promise(0, case.client_id, "Ring back", DAY, DAY, DAY)
    book.promises.add(book_of)
    for ending, first, due, ended in product(PromiseEnding, days, days, days):
        for moved in (False, True):
            made = book.promises.add(replace(book_of, first_due=first, due_on=due, ended_on=ended, ending=ending))
            for _twice in range(2 * moved):
                book.promise_moves.add(PromiseMove(0, made.id, DAY, first, due))
    ended_ones, moved_ones = [row.promise for row in book.promises.ended()], book.promise_moves.moved()
    assert len(ended_ones) == 384
    for since in [date.min, *days]:
        these = [one for one in ended_ones if one.ended_on and one.ended_on > since]
        assert book.promises.kept_rate(since) == kept_rate(these, moved_ones)
    assert book.promises.kept_rate(days[-1]) == KeptRate(0, 0, 0, 0)


def test_more_than_five_hundred_promises_are_all_counted(book: Book, case: Case) -> None:
    late = Promise(0, case.client_id, "Ring back", DAY, DAY, DAY, ended_on=LATER, ending=PromiseEnding.KEPT)
    with book.transaction():
        for _each in range(501):
            book.promises.add(late)
    assert book.promises.kept_rate(DAY) == KeptRate(on_time=0, after_move=0, missed=501, moved=0)


def test_turns_questions_and_claims_come_back_in_their_order(book: Book, case: Case) -> None:
    for turn, since in ((Turn.CLIENT, LATER), (Turn.THIRD_PARTY, DAY)):
        book.turns.add(TurnChange(0, case.id, turn, since, "the mill"))
    assert [one.turn for one in book.turns.of_case(case.id)] == [Turn.THIRD_PARTY, Turn.CLIENT]
    assert [one.turn for one in book.turns.of_open_cases()[case.id]] == [Turn.THIRD_PARTY, Turn.CLIENT]
    book.questions.add(Question(0, 2, "When did it happen?"))
    book.questions.add(Question(0, 1, "How do you wear it?"))
    assert [one.text for one in book.questions.all()] == ["How do you wear it?", "When did it happen?"]
    asked = book.asked.add(CaseQuestion(0, case.id, DAY, "How do you wear it?"))
    book.asked.save(replace(asked, answer="On walks"))
    assert [one.answer for one in book.asked.of_case(case.id)] == ["On walks"]
    claim = book.claims.add(Claim(0, case.id, DAY, "All the money back", eur("300")))
    assert book.claims.of_case(case.id) == book.claims.of_client(case.client_id) == [claim]


def test_what_follows_a_case_is_kept(book: Book, case: Case) -> None:
    asked = book.follow_ups.add(FollowUp(0, case.client_id, LATER, "Does the zip still run well?", case.id))
    assert [(row.follow_up, row.client_name) for row in book.follow_ups.open()] == [(asked, "Priya Raman")]
    book.follow_ups.save(replace(asked, done_on=LATER, heard=False))
    assert book.follow_ups.open() == []
    assert book.follow_ups.of_client(case.client_id)[0].heard is False
    assert book.doors.of(case.client_id) is None
    book.doors.set(Door(case.client_id, True, 0, DAY))
    assert book.doors.of(case.client_id) == Door(case.client_id, True, 0, DAY)
    parting = book.partings.add(Parting(0, case.client_id, DAY, case.id, case.order_id, eur("40")), operation_id="p")
    assert book.partings.by_operation("p") == parting == book.partings.of_client(case.client_id)[0]
    item = book.parting_items.add(PartingItem(0, parting.id, "two swatches"))
    assert book.parting_items.of_parting(parting.id) == [item]
