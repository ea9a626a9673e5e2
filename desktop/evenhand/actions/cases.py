"""Opening a case, and choosing what is given in it."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from evenhand.actions.bonuses import still_owed
from evenhand.actions.once import once
from evenhand.domain.calendar import bonus_expiry
from evenhand.domain.case import CaseRefused, Misfit, Step, check_refund, misfits
from evenhand.domain.compensation import bonus_sum
from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Cause,
    Compensation,
    Gift,
    Letter,
    Nature,
    Order,
    Refund,
    Responsibility,
)
from evenhand.storage.book import Book

MOST_MONTHS = 60


def open_case(
    book: Book,
    *,
    order_id: int | None,
    title: str,
    words: str,
    received_on: date,
    cause: Cause | None = None,
    responsibility: Responsibility | None = None,
    operation_id: str,
) -> Case:
    """Opens a case on an order. Without a title it takes what was ordered.

    Raises NotInBook, and CaseRefused: 'no_order', 'archived_client', 'open_case_on_order', 'refunded_in_full'.
    """

    def do() -> Case:
        if order_id is None:
            raise CaseRefused("no_order")
        order = book.orders.get(order_id)
        if book.clients.get(order.client_id).archived:
            raise CaseRefused("archived_client")
        if book.cases.open_on_order(order_id):
            raise CaseRefused("open_case_on_order")
        if order.paid and book.cases.refunded_on_order(order_id) >= order.paid:
            raise CaseRefused("refunded_in_full")
        case = Case(
            id=0,
            number="",
            client_id=order.client_id,
            order_id=order_id,
            title=title.strip() or order.what,
            received_on=received_on,
            words=words,
            cause=cause,
            responsibility=responsibility,
        )
        return book.cases.add(case, operation_id=operation_id)

    return once(book, lambda: book.cases.by_operation(operation_id), do)


def misfits_of(book: Book, *, case_id: int, today: date) -> tuple[tuple[Step, Misfit], ...]:
    """What was chosen or given in a case and no longer fits, in the order of the steps. Raises NotInBook."""
    row = book.cases.row(case_id)
    paid = book.orders.get(row.case.order_id).paid
    return misfits(
        row.situation,
        options=book.options.of_case(case_id),
        promises=book.promises.of_case(case_id),
        refunded_in_full=paid.minor > 0 and book.cases.refunded_on_order(row.case.order_id) >= paid,
        today=today,
    )


def choose_refund(
    book: Book,
    *,
    case_id: int,
    amount: Money,
    method: str,
    pay_by: date,
    share: Decimal | None = None,
    what_for: str = "",
    today: date,
    beside: bool = False,
) -> CaseCompensations:
    """Chooses money back, instead of what was chosen before or, with `beside`, beside it.

    Raises CurrencyMismatch for a sum in another currency than the order's, and CaseRefused: 'refund_above_paid' and
    'refund_of_nothing' (with the limit), 'refunded_in_full', 'pay_by_past', 'share_out_of_range', 'method_missing',
    'case_closed', 'letter_stands'.
    """
    refund = Refund(amount, method.strip(), pay_by, share, what_for.strip())
    with book.transaction():
        case, order = open_case_and_order(book, case_id)
        check_given_refund(book, case, order, refund, today)
        return _choose(book, case, refund, beside=beside)


def check_given_refund(book: Book, case: Case, order: Order, refund: Refund, today: date) -> None:
    """Raises what `choose_refund` raises about the refund itself."""
    in_currency_of(order, refund.amount)
    left = order.paid - book.cases.refunded_on_order(order.id, except_case=case.id)
    if left.minor <= 0 < order.paid.minor:
        raise CaseRefused("refunded_in_full")
    check_refund(refund.amount, left)
    if refund.share is not None and not 0 < refund.share <= 1:
        raise CaseRefused("share_out_of_range")
    if not refund.method:
        raise CaseRefused("method_missing")
    if refund.pay_by < today:
        raise CaseRefused("pay_by_past")


def choose_bonus(
    book: Book,
    *,
    case_id: int,
    share: Decimal,
    months: int,
    round_to: Decimal | None,
    today: date,
    valid_until: date | None = None,
    nature: Nature = Nature.GOODWILL,
    client_chose: bool = False,
    beside: bool = False,
) -> CaseCompensations:
    """Chooses a fixed sum for the next order: a share of this one, valid so many months or until a day.

    In place of money owed it takes the client's express choice, and with 0 months it never runs out. Raises
    CaseRefused: 'share_out_of_range', 'months_out_of_range', 'client_choice_missing', 'owed_above_paid' (with the
    limit), 'order_without_sum', 'expiry_past', 'case_closed', 'letter_stands'; ValueError for a round sum that isn't
    above zero.
    """
    owed = nature is Nature.OWED
    if not 0 < share <= 1:
        raise CaseRefused("share_out_of_range")
    if not (0 if owed else 1) <= months <= MOST_MONTHS:
        raise CaseRefused("months_out_of_range")
    if owed and not client_chose:
        raise CaseRefused("client_choice_missing")
    with book.transaction():
        case, order = open_case_and_order(book, case_id)
        if order.total.minor <= 0:
            raise CaseRefused("order_without_sum")
        until = valid_until or (bonus_expiry(today, months) if months else None)
        offer = BonusOffer(bonus_sum(order.total, share, round_to), until, share, months, round_to, nature)
        check_given_bonus(book, case, order, offer, today, beside=beside)
        return _choose(book, case, offer, beside=beside)


def check_given_bonus(book: Book, case: Case, order: Order, offer: BonusOffer, today: date, *, beside: bool) -> None:
    """Raises what `choose_bonus` raises about the bonus itself."""
    in_currency_of(order, offer.amount)
    if offer.amount.minor <= 0:  # a share too small to be a penny
        raise CaseRefused("order_without_sum")
    if offer.nature is Nature.OWED:
        returned = book.cases.refunded_on_order(order.id, except_case=None if beside else case.id)
        limit = max(order.paid - returned - still_owed(book, order_id=order.id), Money.zero(order.paid.currency))
        if offer.amount > limit:
            raise CaseRefused("owed_above_paid", limit)
    if offer.valid_until is not None and offer.valid_until < today:
        raise CaseRefused("expiry_past")


def choose_gift(book: Book, *, case_id: int, what: str, cost: Money, beside: bool = False) -> CaseCompensations:
    """Chooses a thing to give, at its cost to us.

    Raises CurrencyMismatch for a cost in another currency than the order's, and CaseRefused: 'gift_without_words',
    'cost_below_zero', 'case_closed', 'letter_stands'.
    """
    gift = Gift(what.strip(), cost)
    with book.transaction():
        case, order = open_case_and_order(book, case_id)
        check_given_gift(order, gift)
        return _choose(book, case, gift, beside=beside)


def check_given_gift(order: Order, gift: Gift) -> None:
    """Raises what `choose_gift` raises about the gift itself."""
    if not gift.what:
        raise CaseRefused("gift_without_words")
    in_currency_of(order, gift.cost)
    if gift.cost.minor < 0:
        raise CaseRefused("cost_below_zero")


def in_currency_of(order: Order, amount: Money) -> None:
    """Raises CurrencyMismatch for a sum in another currency than the order's."""
    if amount.currency != order.total.currency:
        raise CurrencyMismatch(amount.currency, order.total.currency)


def open_case_and_order(book: Book, case_id: int) -> tuple[Case, Order]:
    """Raises NotInBook, and CaseRefused 'case_closed'."""
    case = book.cases.get(case_id)
    if case.closed_on is not None:
        raise CaseRefused("case_closed")
    return case, book.orders.get(case.order_id)


def stated_in_letters(book: Book, case_id: int) -> set[type[Compensation]]:
    """What the case's issued letters that weren't voided state already."""
    standing = [letter for letter in book.letters.of_case(case_id) if letter.voided_on is None]
    return {kind for letter in standing for kind in states_of(letter)}


def states_of(letter: Letter) -> set[type[Compensation]]:
    """What an issued letter states, by its kind and, where the kind leaves it open, by its figures."""
    if not KINDS[letter.kind].may_state:
        return set(KINDS[letter.kind].states)
    figures = json.loads(letter.snapshot)
    named: dict[str, type[Compensation]] = {"refund": Refund, "bonus": BonusOffer, "gift": Gift}
    return {kind for name, kind in named.items() if name in figures}


def given_on(book: Book, case_id: int, day: date) -> CaseCompensations:
    """What the case gives, with the bonus's months counted from the day of the letter that is still to grant it.

    A day that is later already stays, and so does one that has passed: it's refused, not quietly renewed.
    """
    given = book.cases.compensations(case_id)
    offer = given.bonus
    until = offer.valid_until if offer else None
    if (
        offer is None
        or until is None
        or not offer.months
        or until < day
        or BonusOffer in stated_in_letters(book, case_id)
    ):
        return given
    return replace(given, bonus=replace(offer, valid_until=max(until, bonus_expiry(day, offer.months))))


def bring_back(book: Book, *, before: Case, given: CaseCompensations) -> CaseCompensations:
    """Undo of what took a compensation away: gives what was given before, and says of the steps what was said then.

    Raises NotInBook, and CaseRefused: 'case_closed', 'letter_since' once a letter states what is given.
    """
    with book.transaction():
        case, _order = open_case_and_order(book, before.id)
        if stated_in_letters(book, case.id):
            raise CaseRefused("letter_since")
        for kind in (Refund, BonusOffer, Gift):
            book.cases.drop_compensation(case.id, kind)
        for one in (given.refund, given.bonus, given.gift):
            if one is not None:
                book.cases.set_compensation(case.id, one)
        book.cases.save(
            replace(case, compensation_skipped=before.compensation_skipped, double_skipped=before.double_skipped)
        )
        return book.cases.compensations(case.id)


def _choose(book: Book, case: Case, chosen: Compensation, *, beside: bool) -> CaseCompensations:
    given = book.cases.compensations(case.id)
    before = {type(one): one for one in (given.refund, given.bonus, given.gift) if one is not None}
    if before.get(type(chosen)) == chosen and (beside or len(before) == 1):
        return given
    gone = {type(chosen)} if beside else {*before, type(chosen)}
    if gone & stated_in_letters(book, case.id):
        raise CaseRefused("letter_stands")
    for kind in gone & before.keys():
        book.cases.drop_compensation(case.id, kind)
    book.cases.set_compensation(case.id, chosen)
    return book.cases.compensations(case.id)
