"""The money in a case, read together: what it cost, what it may bring, what losing the client would cost."""

from dataclasses import replace
from datetime import date

from evenhand.domain.economics import (
    CaseEconomics,
    MarginSource,
    bonus_economics,
    case_return,
    client_year,
    margin_of,
    per_currency,
    redemption_rate,
    usual_order,
)
from evenhand.domain.money import Money
from evenhand.domain.records import Case, Order
from evenhand.storage.book import Book


def economics_of(book: Book, *, case_id: int, today: date) -> CaseEconomics:
    """The case's figures, each with what it comes from. Raises NotInBook."""
    case = book.cases.get(case_id)
    order, owner = book.orders.get(case.order_id), book.owner.get()
    orders = book.orders.of_client(case.client_id)
    currency = order.total.currency
    margin = margin_of(order, orders, owner.usual_margin if owner else None, currency)
    usual = usual_order(orders, currency)
    rate = redemption_rate(*book.costs.bonus_ends(today))
    costs = tuple(book.costs.of_case(case_id))
    offer = book.cases.compensations(case_id).bonus
    following, used = _next_order(book, case, orders)
    came_back = None
    if following is not None and following.total.currency == currency:
        own = margin_of(following, (), None, currency)
        own = replace(own, source=MarginSource.NEXT_ORDER) if own else margin
        came_back = case_return(costs, used, following, own)
    return CaseEconomics(
        currency=currency,
        margin=margin,
        usual=usual,
        rate=rate,
        year=client_year(orders, currency, today),
        costs=costs,
        cost_so_far=per_currency(one.amount for one in costs),
        bonus=bonus_economics(offer.amount, offer.share, rate, usual, margin) if offer else None,
        next_order=following,
        came_back=came_back,
    )


def _next_order(book: Book, case: Case, orders: list[Order]) -> tuple[Order | None, Money]:
    """The order that came after the case, and how much of it the case's bonuses paid.

    That's the first one that a bonus of the case paid for, whosever it is, else the client's first with a sum after the
    day on which the case came in.
    """
    for order_id, used in book.costs.bonus_orders(case.id):
        return book.orders.get(order_id), used
    later = [one for one in orders if one.ordered_on > case.received_on and one.id != case.order_id and one.total]
    found = min(later, key=lambda one: (one.ordered_on, one.id), default=None)
    return found, Money.zero(found.total.currency if found else "XXX")
