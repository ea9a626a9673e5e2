"""How many cases are to be worked on: one query that says the same as the domain's rules."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from evenhand.domain.case import CaseState, case_state
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.domain.money import Money
from evenhand.domain.promises import Promise, PromiseEnding
from evenhand.domain.records import (
    BonusOffer,
    Case,
    Cause,
    Client,
    Gift,
    Order,
    Outcome,
    Refund,
    Remedy,
    Responsibility,
)
from evenhand.domain.turns import Turn, TurnChange, whose_turn
from evenhand.storage.book import Book

DAY = date(2026, 11, 9)
SUM = Money(200, "EUR")


def test_a_case_counts_exactly_while_it_is_open_to_us(book: Book) -> None:
    chance = Random(4)
    clients = [_client(book, valued, comfort) for valued in (False, True) for comfort in (None, *Comfort)]
    counted, seen = 0, set()
    for number in range(240):
        case = _case(book, chance, chance.choice(clients), str(number))
        row = book.cases.row(case.id)
        state = case_state(row.situation, whose_turn(row.case, row.turns), len(row.promises))
        counted += state is CaseState.OPEN
        seen.add(state)
        assert book.cases.count_to_work_on() == counted, row
    assert seen == set(CaseState)
    open_now, perhaps = ({row.case.id for row in rows} for rows in (book.cases.open(), book.cases.perhaps_ours()))
    ours = {row.case.id for row in book.cases.open() if whose_turn(row.case, row.turns) is Turn.OURS}
    assert ours <= perhaps
    assert perhaps < open_now


def test_a_case_whose_words_are_blank_waits_for_them(book: Book) -> None:
    client = _client(book, False, None)
    for blank in ("", " \t\n\u00a0\u2003\u3000"):
        case = _found(book, client, f"{blank!r}", words=blank, answered_on=DAY)
        row = book.cases.row(case.id)
        assert case_state(row.situation, whose_turn(row.case, row.turns), 0) is CaseState.WAITING
        assert book.cases.count_to_work_on() == 0
    _found(book, client, "told", words="\u00a0It tore.", answered_on=DAY)
    assert book.cases.count_to_work_on() == 1, "what to give is still open"


def _client(book: Book, valued: bool, comfort: Comfort | None) -> Client:
    client = book.clients.add(Client(0, "Priya Raman", valued=valued))
    if comfort is not None:
        book.comfort.set_flag(ComfortFlag(client.id, comfort, DAY, "says so"))
    return client


def _found(book: Book, client: Client, number: str, **facts: object) -> Case:
    order = book.orders.add(Order(0, client.id, number, DAY, "a jacket", SUM, SUM))
    all_found = {"cause": Cause.PRODUCT, "responsibility": Responsibility.OURS, "remedy": Remedy.NOTHING}
    case = Case(0, "", client.id, order.id, "Zip failed", DAY)
    return book.cases.add(replace(case, **(all_found | facts)))  # type: ignore[arg-type]


def _case(book: Book, chance: Random, client: Client, number: str) -> Case:
    def mostly(value: object, otherwise: object = None) -> object:
        return value if chance.random() < 0.85 else otherwise

    def near() -> date:
        return DAY + timedelta(chance.randint(-2, 3))

    case = _found(
        book,
        client,
        number,
        words=mostly("It went on the first walk.", " "),
        cause=mostly(Cause.PRODUCT),
        responsibility=mostly(Responsibility.OURS),
        remedy=mostly(chance.choice([Remedy.NOTHING, Remedy.REPAIR])),
        remedy_by=mostly(DAY),
        answered_on=mostly(near()),
        compensation_skipped=chance.random() < 0.3,
        double_skipped=chance.random() < 0.3,
        outcome=chance.choice([None, None, *Outcome]),
        closed_on=None if chance.random() < 0.95 else DAY,
    )
    gifts: list[tuple[float, Callable[[], BonusOffer | Gift | Refund]]] = [
        (0.4, lambda: BonusOffer(SUM, DAY, SUM.amount / 2000, 3)),
        (0.3, lambda: Gift("beeswax", SUM)),
        (0.1, lambda: Refund(SUM, "the card", DAY)),
    ]
    for often, given in gifts:
        if chance.random() < often:
            book.cases.set_compensation(case.id, given())
    for _change in range(chance.choice([0, 0, 1, 2, 3])):
        book.turns.add(TurnChange(0, case.id, chance.choice(list(Turn)), near()))
    if chance.random() < 0.1:
        ending = chance.choice([None, PromiseEnding.KEPT])
        ended = DAY if ending else None
        book.promises.add(
            Promise(0, client.id, "Ring back", DAY, DAY, DAY, case_id=case.id, ended_on=ended, ending=ending)
        )
    return case
