"""The line with one client, and the facts of one case: read from the book, nothing is changed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from evenhand.actions.cases import stated_in_letters, states_of
from evenhand.domain.bonus import EntryKind, balance, may_be_owed, redemptions
from evenhand.domain.compensation import KeepingBalance, keeping_balance
from evenhand.domain.economics import CaseCost, CostKind, client_year, margin_of, per_currency, usual_order
from evenhand.domain.facts_pack import Fact, FactKind, FactsPack
from evenhand.domain.line import Line, NoBalance, markers, year_before
from evenhand.domain.money import Money, total
from evenhand.domain.promises import PromiseEnding
from evenhand.domain.records import BonusOffer, Case, Compensation, Gift, Letter, Refund
from evenhand.storage.book import Book


def the_line(
    book: Book,
    *,
    client_id: int,
    case_id: int | None = None,
    today: date,
    expected_orders: Decimal | None = None,
) -> Line:
    """Where the line stands with a client, in the currency of the case's order or else of the client.

    In a case, what is chosen in it is what is proposed, its bonus at its full sum; without one nothing is. What is left
    on the bonuses of other cases is among their costs.
    `expected_orders` in the next year are the client's own orders a year unless the owner says how many. Raises
    NotInBook, and ValueError for fewer than none.
    """
    client, owner = book.clients.get(client_id), book.owner.get()
    case = book.cases.get(case_id) if case_id is not None else None
    order = book.orders.get(case.order_id) if case else None
    currency = order.total.currency if order else client.currency
    orders, costs = book.orders.of_client(client_id), book.costs.of_client(client_id)
    usual_margin = owner.usual_margin if owner else None
    usual, margin = usual_order(orders, currency), margin_of(order, orders, usual_margin, currency)
    year = client_year(orders, currency, today) if expected_orders is None else None
    expected = year.visits if year else expected_orders
    first = year_before(today)
    here = [one for one in costs if one.case_id == case_id]
    cases = book.cases.of_client(client_id)
    so_far = [one for one in costs if one.case_id != case_id and first <= one.received_on <= today]
    for one in cases:
        if one.id == case_id:
            here += _still_promised(book, one, today)
        elif first <= one.received_on <= today:
            so_far += _still_promised(book, one, today)
    elsewhere = per_currency(one.amount for one in (*here, *so_far) if one.amount.currency != currency)
    cost, proposed = _in(so_far, currency), _in(here, currency)
    balance: KeepingBalance | None = None
    why = NoBalance.NO_ORDERS if usual is None or expected is None else NoBalance.NO_MARGIN if margin is None else None
    if usual is not None and expected is not None and margin is not None:
        balance = keeping_balance(cost, proposed, usual.amount, margin.share, expected)
    return Line(
        currency=currency,
        balance=balance,
        why_none=why,
        cost_so_far=cost,
        proposed=proposed,
        so_far=tuple(one for one in so_far if one.amount.currency == currency),
        in_this_case=tuple(one for one in here if one.amount.currency == currency),
        elsewhere=tuple(elsewhere.values()),
        usual=usual,
        margin=margin,
        expected_orders=expected,
        year=year,
        markers=markers(
            orders=orders,
            usual_margin=usual_margin,
            costs=costs,
            given_on=[day for one in cases if (day := _given_on(book, one)) is not None],
            claims=book.claims.of_client(client_id),
            paid={one.id: book.orders.get(one.order_id).paid for one in cases},
            today=today,
        ),
    )


def _still_promised(book: Book, case: Case, today: date) -> list[CaseCost]:
    """What the case's bonus may still cost: what is left on it, or the whole of one that no letter has granted yet."""
    offer, granted = book.cases.compensations(case.id).bonus, book.bonuses.of_case(case.id)
    ledgers = [(one, book.bonuses.ledger(one.id)) for one in granted]
    left = [balance(one, ledger) for one, ledger in ledgers if may_be_owed(one, ledger, today)]
    if offer is not None and BonusOffer not in stated_in_letters(book, case.id):
        left.append(offer.amount)
    return [CaseCost(case.id, case.number, case.received_on, CostKind.PROMISED, one) for one in left]


def _in(costs: list[CaseCost], currency: str) -> Money:
    return total([one.amount for one in costs if one.amount.currency == currency], currency)


def _given_on(book: Book, case: Case) -> date | None:
    """The day of the first letter that states what the case gives, else the day it came in; None: it gives nothing."""
    if not book.cases.compensations(case.id):
        return None
    stating = [one.issued_on for one in book.letters.of_case(case.id) if one.voided_on is None and states_of(one)]
    return min(stating, default=case.received_on)


def facts_pack(book: Book, *, case_id: int, today: date) -> FactsPack:
    """The dated facts of a case, up to today. Raises NotInBook."""
    case = book.cases.get(case_id)
    order = book.orders.get(case.order_id)
    facts = [fact for part in _PARTS for fact in part(book, case)]
    places = list(FactKind)
    dated = [(one.on, places.index(one.kind), one) for one in facts if one.on is not None and one.on <= today]
    dated.sort(key=lambda one: one[:2])
    return FactsPack(
        client_name=book.clients.get(case.client_id).name,
        case_number=case.number,
        order_number=order.number,
        order_what=order.what,
        as_of=today,
        facts=tuple(one for _on, _place, one in dated),
        undated=tuple(one for one in facts if one.on is None),
    )


def _of_order(book: Book, case: Case) -> Iterator[Fact]:
    order = book.orders.get(case.order_id)
    yield Fact(order.ordered_on, FactKind.ORDERED, order.what, order.number, sums=(order.total, order.paid))
    if order.delivered_on is not None:
        yield Fact(order.delivered_on, FactKind.DELIVERED, order.what)


def _of_case(book: Book, case: Case) -> Iterator[Fact]:
    yield Fact(case.received_on, FactKind.TOLD_US, case.words.strip(), case.number)
    if case.finding.strip():
        yield Fact(None, FactKind.FOUND, case.finding.strip())
    if case.remedy is not None:
        yield Fact(None, FactKind.AGREED, case.remedy_what.strip(), case.remedy.value, case.remedy_by)
    if case.change.strip():
        yield Fact(case.changed_on, FactKind.CHANGED, case.change.strip())
    for parting in book.partings.of_client(case.client_id):
        if parting.case_id == case.id:
            yield Fact(parting.decided_on, FactKind.PARTED)
    if case.closed_on is not None:
        yield Fact(case.closed_on, FactKind.CLOSED)


def _contacts(book: Book, case: Case) -> Iterator[Fact]:
    for one in book.interactions.of_case(case.id):
        yield Fact(one.happened_at.date(), FactKind.CONTACT, detail=f"{one.channel} {one.direction}")


def _asked(book: Book, case: Case) -> Iterator[Fact]:
    for one in book.asked.of_case(case.id):
        yield Fact(one.asked_on, FactKind.ASKED, one.question, one.answer.strip())


def _claims(book: Book, case: Case) -> Iterator[Fact]:
    for one in book.claims.of_case(case.id):
        sums = (one.amount,) if one.amount is not None else ()
        yield Fact(one.said_on, FactKind.CLAIMED, one.what, sums=sums)
        if one.met_on is not None:
            yield Fact(one.met_on, FactKind.CLAIM_MET, one.what, sums=sums)


_ENDINGS = {
    PromiseEnding.KEPT: FactKind.PROMISE_KEPT,
    PromiseEnding.BROKEN: FactKind.PROMISE_BROKEN,
    PromiseEnding.CANCELLED: FactKind.PROMISE_CANCELLED,
}


def _promises(book: Book, case: Case) -> Iterator[Fact]:
    for one in book.promises.of_case(case.id):
        yield Fact(one.made_on, FactKind.PROMISED, one.what, day=one.first_due)
        for move in book.promise_moves.of_promise(one.id):
            yield Fact(move.moved_on, FactKind.PROMISE_MOVED, one.what, day=move.to_day)
        if one.ended_on is not None and one.ending is not None:
            yield Fact(one.ended_on, _ENDINGS[one.ending], one.what)


def _letters(book: Book, case: Case) -> Iterator[Fact]:
    for one in book.letters.of_case(case.id):
        yield Fact(one.issued_on, FactKind.LETTER_ISSUED, one.number, one.kind.value)
        if one.voided_on is not None:
            yield Fact(one.voided_on, FactKind.LETTER_VOIDED, one.number, one.kind.value)


_BONUS_ENDINGS = {EntryKind.CANCELLED: FactKind.BONUS_CANCELLED, EntryKind.EXCHANGED: FactKind.BONUS_PAID_OUT}


def _given(book: Book, case: Case) -> Iterator[Fact]:
    given, letters = book.cases.compensations(case.id), book.letters.of_case(case.id)
    if given.refund:
        refund = given.refund
        on = _stated_on(letters, Refund)
        yield Fact(on, FactKind.REFUND_GIVEN, refund.method, day=refund.pay_by, sums=(refund.amount,))
    if given.gift:
        yield Fact(_stated_on(letters, Gift), FactKind.GIFT_GIVEN, given.gift.what)
    for bonus in book.bonuses.of_case(case.id):
        yield Fact(bonus.granted_on, FactKind.BONUS_GIVEN, bonus.code, day=bonus.valid_until, sums=(bonus.amount,))
        ledger = book.bonuses.ledger(bonus.id)
        ended = [one for one in ledger if one.kind in _BONUS_ENDINGS]
        for entry in (*redemptions(ledger), *ended):
            kind = _BONUS_ENDINGS.get(entry.kind, FactKind.BONUS_USED)
            yield Fact(entry.entered_on, kind, bonus.code, sums=(entry.amount,))
    if given.bonus and not _stated_on(letters, BonusOffer):
        yield Fact(None, FactKind.BONUS_GIVEN, day=given.bonus.valid_until, sums=(given.bonus.amount,))


def _stated_on(letters: list[Letter], kind: type[Compensation]) -> date | None:
    """The day of the first letter that stands and states it."""
    return min((one.issued_on for one in letters if one.voided_on is None and kind in states_of(one)), default=None)


_PARTS = (_of_order, _of_case, _contacts, _asked, _claims, _promises, _letters, _given)
