"""What there is to decide when parting with a client: read from the book, nothing is changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from evenhand.actions.cases import stated_in_letters
from evenhand.domain.bonus import Bonus, balance, last_day, may_be_owed
from evenhand.domain.calendar import UnknownCountry, answer_by
from evenhand.domain.keeping_in_touch import Door, FollowUp
from evenhand.domain.money import Money, total
from evenhand.domain.parting import BonusFate, Parting, RefundDue
from evenhand.domain.promises import Promise
from evenhand.domain.records import Case, Client, Nature, Order, Refund, Standing
from evenhand.storage.book import Book

# A bank can keep a day that is so many working days ahead.
_WORKING_DAYS = 5
_OR_DAYS = 7


@dataclass(frozen=True, slots=True)
class OpenBonus:
    """A bonus that something may still have to be given for, and what can become of it."""

    bonus: Bonus
    left: Money
    until: date | None
    fates: tuple[BonusFate, ...]


@dataclass(frozen=True, slots=True)
class OrderLeft:
    """One of the client's orders, and what of it can still go back."""

    order: Order
    due: RefundDue


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that there is to decide about when parting with a client."""

    client: Client
    parted: Parting | None  # already; nothing more to decide
    orders: tuple[OrderLeft, ...]  # newest first
    order: Order | None  # the one that money goes back for
    case: Case | None  # the open case on it, that holds the refund; None: one is opened where money goes back
    due: RefundDue | None  # for the order, with nothing accepted unless a letter states a refund already
    stated: Refund | None  # by a letter that stands: it stays as it is
    pay_by: date  # a day that a bank can keep
    promises: tuple[Promise, ...]  # open: they're cancelled
    bonuses: tuple[OpenBonus, ...]  # open: each needs a word
    follow_ups: tuple[FollowUp, ...]  # planned: behind a closed door they wait
    door: Door | None  # private


def parting_proposal(
    book: Book,
    *,
    client_id: int,
    case_id: int | None = None,
    order_id: int | None = None,
    bonus_fates: Mapping[int, str] | None = None,
    today: date,
) -> Proposal:
    """What parting with a client means now. Nothing is changed.

    A bonus in place of money owed for the order lessens the refund unless it's cancelled by its word in `bonus_fates`.
    Without a case or an order it's about the order of the client's newest open case, else the newest paid one that
    wasn't delivered, else about none. Raises NotInBook; ValueError for another client's case or order.
    """
    client, owner = book.clients.get(client_id), book.owner.get()
    orders = book.orders.of_client(client_id)
    open_cases = [one for one in book.cases.of_client(client_id) if one.closed_on is None]
    case = book.cases.get(case_id) if case_id is not None else None
    if order_id is None:
        order_id = case.order_id if case else _order_at_hand(book, orders, open_cases)
    order = book.orders.get(order_id) if order_id is not None else None
    check_whose(client_id, case, order)
    refunded_in = refund_case(book, case, order)
    stated = stated_refund(book, refunded_in)
    fates = {one: BonusFate(fate) for one, fate in (bonus_fates or {}).items() if fate}
    due = refund_due(book, order, refunded_in, fates) if order else None
    if due is not None and stated is not None:
        due = replace(due, accepted=due.left)
    return Proposal(
        client=client,
        parted=standing_parting(book, client),
        orders=tuple(
            OrderLeft(one, refund_due(book, one, book.cases.open_on_order(one.id), {}))
            for one in orders
            if one.paid.minor > 0
        ),
        order=order,
        case=refunded_in,
        due=due,
        stated=stated,
        pay_by=_pay_by(today, owner.country if owner else ""),
        promises=tuple(open_promises(book, client_id)),
        bonuses=tuple(open_bonuses(book, client_id, today)),
        follow_ups=tuple(one for one in book.follow_ups.of_client(client_id) if one.done_on is None),
        door=book.doors.of(client_id),
    )


def _order_at_hand(book: Book, orders: list[Order], open_cases: list[Case]) -> int | None:
    if open_cases:
        return open_cases[0].order_id
    return next((one.id for one in orders if one.paid.minor > 0 and one.delivered_on is None), None)


def check_whose(client_id: int, case: Case | None, order: Order | None) -> None:
    if any(one is not None and one.client_id != client_id for one in (case, order)):
        raise ValueError("the case or the order is another client's")


def standing_parting(book: Book, client: Client) -> Parting | None:
    """The parting with somebody who wasn't taken on again since."""
    return next(iter(book.partings.of_client(client.id)), None) if client.standing is Standing.PARTED else None


def refund_case(book: Book, given: Case | None, order: Order | None) -> Case | None:
    """The open case that holds a refund of the order, if there is one."""
    if order is None:
        return None
    if given is not None and given.closed_on is None and given.order_id == order.id:
        return given
    return book.cases.open_on_order(order.id)


def stated_refund(book: Book, case: Case | None) -> Refund | None:
    if case is None or Refund not in stated_in_letters(book, case.id):
        return None
    return book.cases.compensations(case.id).refund


def refund_due(book: Book, order: Order, case: Case | None, fates: Mapping[int, BonusFate]) -> RefundDue:
    """What can go back for an order, when these of its bonuses are cancelled. Nothing is accepted yet."""
    proposed = case.id if case is not None and stated_refund(book, case) is None else None
    held = [
        balance(one, book.bonuses.ledger(one.id))
        for one in book.bonuses.of_order(order.id)
        if one.nature is Nature.OWED and fates.get(one.id) is not BonusFate.CANCEL
    ]
    currency = order.paid.currency
    return RefundDue(
        paid=order.paid,
        returned=book.cases.refunded_on_order(order.id, except_case=proposed),
        in_bonuses=total(held, currency),
        accepted=Money.zero(currency),
    )


def open_promises(book: Book, client_id: int) -> list[Promise]:
    return [one for one in book.promises.of_client(client_id) if one.ended_on is None]


def open_bonuses(book: Book, client_id: int, today: date) -> list[OpenBonus]:
    found = []
    for bonus in book.bonuses.of_client(client_id):
        ledger = book.bonuses.ledger(bonus.id)
        if may_be_owed(bonus, ledger, today):
            owed = (BonusFate.EXCHANGE,) if bonus.nature is Nature.OWED else ()
            fates = (BonusFate.KEEP, *owed, BonusFate.CANCEL)
            found.append(OpenBonus(bonus, balance(bonus, ledger), last_day(bonus, ledger), fates))
    return found


def _pay_by(today: date, country: str) -> date:
    try:
        return answer_by(today, _WORKING_DAYS, country)
    except UnknownCountry:
        return today + timedelta(_OR_DAYS)
