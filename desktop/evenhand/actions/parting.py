"""Parting kindly, from a client or from a case at any step: all that belongs to it in one act, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from evenhand.actions.bonuses import cancel_bonus, earlier_bonus, exchange_bonus
from evenhand.actions.cases import choose_refund, open_case
from evenhand.actions.drafts import start_letter
from evenhand.actions.keeping_in_touch import set_door
from evenhand.actions.letters import bonuses_settled
from evenhand.actions.once import once
from evenhand.actions.parting_terms import (
    check_whose,
    open_bonuses,
    open_promises,
    refund_case,
    refund_due,
    standing_parting,
    stated_refund,
)
from evenhand.actions.promises import cancel_promise, make_promise
from evenhand.domain.bonus import Bonus, check_exchange
from evenhand.domain.case import CaseRefused
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.parting import BonusFate, Parting, PartingItem, check_accepted
from evenhand.domain.records import Case, Client, LetterKind, Nature, Order, Outcome, Refund, Standing
from evenhand.storage.book import Book


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
    promise: str = "",
) -> Parting:
    """Parts with a client: the refund is chosen, open promises are cancelled, bonuses decided, the letter begun.

    With an order, what was paid for it goes back less what is `accepted` (None: nothing is); `method` and `pay_by` are
    needed where money goes back. The refund is chosen in `case_id` where that is open and on the order, else in the
    open case on the order, else in a new one; paying it by its day is kept as a `promise` in these words. With a
    letter, what becomes of the one bonus that the letter speaks of comes to pass when that is issued; `start_letter`
    finds its draft. Open cases stay open, for their letters.

    Raises NotInBook, CurrencyMismatch, LetterRefused, BonusRefused ('not_owed') and CaseRefused: 'already_parted',
    'accepted_below_zero', 'accepted_above_paid' (with the limit), 'method_missing', 'pay_by_missing', 'pay_by_past',
    'letter_stands', 'bonus_fate_missing', 'owed_not_cancelled', 'archived_client', 'no_owner'; ValueError for another
    client's case or order and for a fate that there isn't.
    """

    def do() -> Parting:
        client = book.clients.get(client_id)
        if standing_parting(book, client) is not None:
            raise CaseRefused("already_parted")
        given = book.cases.get(case_id) if case_id is not None else None
        order = book.orders.get(order_id) if order_id is not None else None
        check_whose(client_id, given, order)
        fates = _decided(book, client_id, order, bonus_fates, today)
        case = refund_case(book, given, order)
        if order is not None:
            case = _give_back(book, order, case, accepted, method, pay_by, fates, today, operation_id)
        about = case or (given if given is not None and given.closed_on is None else None)
        settled = _settled_by_letter(book, client_id, about, today) if letter else None
        _settle(book, fates, settled, today, operation_id)
        for one in open_promises(book, client_id):
            cancel_promise(book, promise_id=one.id, on=today)
        if promise and case is not None:
            _promise_refund(book, case, promise, today, operation_id)
        _end_cases(book, client_id, about)
        book.clients.save(replace(client, standing=Standing.PARTED))
        set_door(book, client_id=client_id, closed=door_closed, on=today)
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
            _begin_letter(book, client, about, settled, fates, items, today)
        return parting

    return once(book, lambda: book.partings.by_operation(operation_id), do)


def _decided(
    book: Book, client_id: int, order: Order | None, said: Mapping[int, str], today: date
) -> dict[int, BonusFate]:
    """What becomes of each open bonus of the client."""
    fates = {}
    for one in open_bonuses(book, client_id, today):
        if not said.get(one.bonus.id):
            raise CaseRefused("bonus_fate_missing")
        fate = fates[one.bonus.id] = BonusFate(said[one.bonus.id])
        if fate is BonusFate.EXCHANGE:
            check_exchange(one.bonus, book.bonuses.ledger(one.bonus.id))
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
    due = refund_due(book, order, case, fates)
    if accepted is not None:
        if accepted.currency != order.paid.currency:
            raise CurrencyMismatch(accepted.currency, order.paid.currency)
        due = replace(due, accepted=accepted)
    check_accepted(due)
    if not due.amount:
        if case is not None and stated_refund(book, case) is None:
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


def _promise_refund(book: Book, case: Case, words: str, today: date, operation_id: str) -> None:
    """The client has our word for the day of the refund, whether or not we see each other again."""
    refund = book.cases.compensations(case.id).refund
    if refund is not None and stated_refund(book, case) is None:
        make_promise(
            book,
            client_id=case.client_id,
            case_id=case.id,
            what=words,
            due_on=refund.pay_by,
            made_on=today,
            operation_id=f"{operation_id}:refund",
        )


def _settled_by_letter(book: Book, client_id: int, case: Case | None, today: date) -> int | None:
    """The bonus whose end the parting letter speaks of, and brings about when it's issued."""
    bonus = earlier_bonus(book, **bonuses_settled(LetterKind.PARTING, case, client_id), on=today)
    return bonus.id if bonus else None


def _settle(book: Book, fates: Mapping[int, BonusFate], by_letter: int | None, today: date, operation_id: str) -> None:
    for bonus_id, fate in fates.items():
        settling = f"{operation_id}:{bonus_id}"
        if bonus_id == by_letter:
            continue
        if fate is BonusFate.EXCHANGE:
            exchange_bonus(book, bonus_id=bonus_id, on=today, operation_id=settling)
        elif fate is BonusFate.CANCEL:
            cancel_bonus(book, bonus_id=bonus_id, on=today, operation_id=settling)


def _end_cases(book: Book, client_id: int, about: Case | None) -> None:
    """The client's open cases end in the parting; another one whose end is noted keeps it. The owner closes them."""
    for case in book.cases.of_client(client_id):
        mine = about is not None and case.id == about.id
        if case.closed_on is None and (mine or case.outcome is None):
            book.cases.save(replace(case, outcome=Outcome.PARTED))


def _begin_letter(
    book: Book,
    client: Client,
    case: Case | None,
    settled: int | None,
    fates: Mapping[int, BonusFate],
    items: Sequence[str],
    today: date,
) -> None:
    """Begins the letter, or goes on with the one at hand: what is decided now goes before what was typed there."""
    typed = {"parting.keeps": ", ".join(one.strip() for one in items if one.strip())}
    if settled is not None:
        typed["earlier_bonus.fate"] = fates[settled].value
    decided = {name: value for name, value in typed.items() if value}
    draft = start_letter(
        book,
        kind=LetterKind.PARTING,
        language=client.language,
        today=today,
        case_id=case.id if case else None,
        client_id=client.id,
        typed=tuple(decided.items()),
    )
    if (standing := dict(draft.typed) | decided) != dict(draft.typed):
        book.letters.save_draft(replace(draft, typed=tuple(standing.items())))
