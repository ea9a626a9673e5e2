"""Parting kindly, from a client or from a case at any step: what there is to decide, and doing it, all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from evenhand.actions.bonuses import cancel_bonus, earlier_bonus, exchange_bonus
from evenhand.actions.cases import choose_refund, open_case, stated_in_letters
from evenhand.actions.drafts import start_letter
from evenhand.actions.keeping_in_touch import set_door
from evenhand.actions.once import once
from evenhand.actions.promises import cancel_promise
from evenhand.domain.bonus import Bonus, balance, last_day, may_be_owed
from evenhand.domain.calendar import UnknownCountry, answer_by
from evenhand.domain.case import CaseRefused
from evenhand.domain.keeping_in_touch import Door, FollowUp
from evenhand.domain.letter_kinds import KINDS, FieldKind
from evenhand.domain.money import CurrencyMismatch, Money, total
from evenhand.domain.parting import BonusFate, Parting, PartingItem, RefundDue, check_accepted
from evenhand.domain.promises import Promise
from evenhand.domain.records import Case, Client, LetterKind, Nature, Order, Outcome, Refund, Standing
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
    book: Book, *, client_id: int, case_id: int | None = None, order_id: int | None = None, today: date
) -> Proposal:
    """What parting with a client means now. Nothing is changed.

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
    _check_whose(client_id, case, order)
    refunded_in = _refund_case(book, case, order)
    stated = _stated(book, refunded_in)
    due = _due(book, order, refunded_in, {}) if order else None
    if due is not None and stated is not None:
        due = replace(due, accepted=due.left)
    return Proposal(
        client=client,
        parted=_parted(book, client),
        orders=tuple(
            OrderLeft(one, _due(book, one, book.cases.open_on_order(one.id), {}))
            for one in orders
            if one.paid.minor > 0
        ),
        order=order,
        case=refunded_in,
        due=due,
        stated=stated,
        pay_by=_pay_by(today, owner.country if owner else ""),
        promises=tuple(_open_promises(book, client_id)),
        bonuses=tuple(_open_bonuses(book, client_id, today)),
        follow_ups=tuple(one for one in book.follow_ups.of_client(client_id) if one.done_on is None),
        door=book.doors.of(client_id),
    )


def part_kindly(
    book: Book,
    *,
    client_id: int,
    case_id: int | None,
    order_id: int | None,
    accepted: Money | None,
    method: str,
    pay_by: date | None,
    items: Sequence[str],
    bonus_fates: Mapping[int, str],
    door_closed: bool,
    letter: bool,
    today: date,
    operation_id: str,
) -> Parting:
    """Parts with a client: the refund is chosen, open promises are cancelled, bonuses decided, the letter begun.

    With an order, what was paid for it goes back less what is `accepted` (None: nothing is); `method` and `pay_by` are
    needed where money goes back. The refund is chosen in `case_id` where that is open and on the order, else in the
    open case on the order, else in a new one. What becomes of the bonus that was given for the order is left to the
    letter where one is wanted and the bonus is kept or cancelled.

    Raises NotInBook, CurrencyMismatch, LetterRefused, BonusRefused ('not_owed') and CaseRefused: 'already_parted',
    'accepted_below_zero', 'accepted_above_paid' (with the limit), 'method_missing', 'pay_by_missing', 'pay_by_past',
    'letter_stands', 'bonus_fate_missing', 'owed_not_cancelled', 'archived_client', 'no_owner'; ValueError for another
    client's case or order and for a fate that there isn't.
    """

    def do() -> Parting:
        client = book.clients.get(client_id)
        if _parted(book, client) is not None:
            raise CaseRefused("already_parted")
        given = book.cases.get(case_id) if case_id is not None else None
        order = book.orders.get(order_id) if order_id is not None else None
        _check_whose(client_id, given, order)
        fates = _decided(book, client_id, order, bonus_fates, today)
        case = _refund_case(book, given, order)
        if order is not None:
            case = _give_back(book, order, case, accepted, method, pay_by, fates, today, operation_id)
        _settle(book, order, fates, letter, today, operation_id)
        for promise in _open_promises(book, client_id):
            cancel_promise(book, promise_id=promise.id, on=today)
        for one in {one.id: one for one in (given, case) if one is not None}:
            book.cases.save(replace(book.cases.get(one), outcome=Outcome.PARTED))
        book.clients.save(replace(client, standing=Standing.PARTED))
        set_door(book, client_id=client_id, closed=door_closed, on=today)
        about = case or given
        parting = book.partings.add(
            Parting(
                id=0,
                client_id=client_id,
                decided_on=today,
                case_id=about.id if about else None,
                order_id=order_id,
                accepted=(accepted or Money.zero(order.paid.currency)) if order else None,
            ),
            operation_id=operation_id,
        )
        for what in items:
            if what.strip():
                book.parting_items.add(PartingItem(0, parting.id, what.strip()))
        if letter:
            _begin_letter(book, client, about, order, fates, items, today)
        return parting

    return once(book, lambda: book.partings.by_operation(operation_id), do)


def _order_at_hand(book: Book, orders: list[Order], open_cases: list[Case]) -> int | None:
    if open_cases:
        return open_cases[0].order_id
    return next((one.id for one in orders if one.paid.minor > 0 and one.delivered_on is None), None)


def _check_whose(client_id: int, case: Case | None, order: Order | None) -> None:
    if any(one is not None and one.client_id != client_id for one in (case, order)):
        raise ValueError("the case or the order is another client's")


def _parted(book: Book, client: Client) -> Parting | None:
    """The parting with somebody who wasn't taken on again since."""
    return next(iter(book.partings.of_client(client.id)), None) if client.standing is Standing.PARTED else None


def _refund_case(book: Book, given: Case | None, order: Order | None) -> Case | None:
    """The open case that holds a refund of the order, if there is one."""
    if order is None:
        return None
    if given is not None and given.closed_on is None and given.order_id == order.id:
        return given
    return book.cases.open_on_order(order.id)


def _stated(book: Book, case: Case | None) -> Refund | None:
    if case is None or Refund not in stated_in_letters(book, case.id):
        return None
    return book.cases.compensations(case.id).refund


def _due(book: Book, order: Order, case: Case | None, fates: Mapping[int, BonusFate]) -> RefundDue:
    """What can go back for an order, when these of its bonuses are cancelled. Nothing is accepted yet."""
    proposed = case.id if case is not None and _stated(book, case) is None else None
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


def _open_promises(book: Book, client_id: int) -> list[Promise]:
    return [one for one in book.promises.of_client(client_id) if one.ended_on is None]


def _open_bonuses(book: Book, client_id: int, today: date) -> list[OpenBonus]:
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


def _decided(
    book: Book, client_id: int, order: Order | None, said: Mapping[int, str], today: date
) -> dict[int, BonusFate]:
    """What becomes of each open bonus of the client."""
    fates = {}
    for one in _open_bonuses(book, client_id, today):
        if not said.get(one.bonus.id):
            raise CaseRefused("bonus_fate_missing")
        fate = fates[one.bonus.id] = BonusFate(said[one.bonus.id])
        if fate is BonusFate.CANCEL and one.bonus.nature is Nature.OWED and not _for_order(book, one.bonus, order):
            raise CaseRefused("owed_not_cancelled")
    return fates


def _for_order(book: Book, bonus: Bonus, order: Order | None) -> bool:
    return order is not None and any(one.id == bonus.id for one in book.bonuses.of_order(order.id))


def _give_back(
    book: Book,
    order: Order,
    case: Case | None,
    accepted: Money | None,
    method: str,
    pay_by: date | None,
    fates: Mapping[int, BonusFate],
    today: date,
    operation_id: str,
) -> Case | None:
    """Chooses the refund in the case, or in one that is opened for it.

    Without anything to return it drops one that was chosen there and isn't in a letter.
    """
    due = _due(book, order, case, fates)
    if accepted is not None:
        if accepted.currency != order.paid.currency:
            raise CurrencyMismatch(accepted.currency, order.paid.currency)
        due = replace(due, accepted=accepted)
    check_accepted(due)
    if not due.amount:
        if case is not None and _stated(book, case) is None:
            book.cases.drop_compensation(case.id, Refund)
        return case
    if pay_by is None:
        raise CaseRefused("pay_by_missing")
    if case is None:
        case = open_case(
            book,
            order_id=order.id,
            title="",
            words="",
            received_on=today,
            operation_id=f"{operation_id}:case",
        )
    choose_refund(book, case_id=case.id, amount=due.amount, method=method, pay_by=pay_by, today=today, beside=True)
    return case


def _settle(
    book: Book,
    order: Order | None,
    fates: Mapping[int, BonusFate],
    letter: bool,
    today: date,
    operation_id: str,
) -> None:
    by_letter = _of_letter(book, order, today) if letter else None
    for bonus_id, fate in fates.items():
        settling = f"{operation_id}:{bonus_id}"
        if fate is BonusFate.EXCHANGE:
            exchange_bonus(book, bonus_id=bonus_id, on=today, operation_id=settling)
        elif fate is BonusFate.CANCEL and bonus_id != by_letter:
            cancel_bonus(book, bonus_id=bonus_id, on=today, operation_id=settling)


def _of_letter(book: Book, order: Order | None, today: date) -> int | None:
    """The bonus that the parting letter of the order settles when it's issued."""
    if order is None or not any(one.kind is FieldKind.EARLIER_BONUS for one in KINDS[LetterKind.PARTING].typed):
        return None
    bonus = earlier_bonus(book, order_id=order.id, on=today)
    return bonus.id if bonus else None


def _begin_letter(
    book: Book,
    client: Client,
    case: Case | None,
    order: Order | None,
    fates: Mapping[int, BonusFate],
    items: Sequence[str],
    today: date,
) -> None:
    typed = [("parting.keeps", ", ".join(one.strip() for one in items if one.strip()))]
    settled = _of_letter(book, order, today)
    if settled is not None and settled in fates:
        typed.append(("earlier_bonus.fate", fates[settled].value))
    start_letter(
        book,
        kind=LetterKind.PARTING,
        language=client.language,
        today=today,
        case_id=case.id if case else None,
        client_id=client.id,
        typed=tuple(typed),
    )
