"""The line: when keeping a client costs more than they bring. Markers with the dates they rest on, and no opinion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from evenhand.domain.compensation import KeepingBalance
from evenhand.domain.economics import CaseCost, ClientYear, Margin, UsualOrder, per_currency
from evenhand.domain.money import Money
from evenhand.domain.records import Order


@dataclass(frozen=True, slots=True)
class Claim:
    """What the client asked for on a day, in the order's currency where it's a sum."""

    id: int
    case_id: int
    said_on: date
    what: str
    amount: Money | None = None
    met_on: date | None = None


class MarkerKind(StrEnum):
    """What can be seen of the line, whatever anybody thinks of the client."""

    RESULT_BELOW_ZERO = "result_below_zero"
    THIRD_COMPENSATION = "third_compensation"
    DEMAND_ABOVE_PAID = "demand_above_paid"
    CLAIM_CHANGED_AFTER_MET = "claim_changed_after_met"


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker that is there, with the days it rests on, the earliest first.

    kind                     days                                      sums
    result_below_zero        of the orders and the cases counted       brought, cost, result (below zero)
    third_compensation       on which each was given                   none
    demand_above_paid        on which it was said                      asked for, paid
    claim_changed_after_met  on which it was met, and said anew        what was met and what is asked now, where both
                                                                       are sums
    """

    kind: MarkerKind
    days: tuple[date, ...]
    sums: tuple[Money, ...] = ()


MANY_COMPENSATIONS = 3


def year_before(today: date) -> date:
    """The first day of the twelve months up to today: the day after the same day a year ago."""
    try:
        return date.fromordinal(today.replace(year=today.year - 1).toordinal() + 1)
    except ValueError:  # 29 February
        return date(today.year - 1, 3, 1)


def markers(
    *,
    orders: Iterable[Order],
    usual_margin: Decimal | None,
    costs: Iterable[CaseCost],
    given_on: Iterable[date],
    claims: Sequence[Claim],
    paid: dict[int, Money],
    today: date,
) -> tuple[Marker, ...]:
    """The markers of the twelve months up to today, in the order of MarkerKind.

    `given_on` are the days on which something was given beyond putting it right, one for each case; `paid` is what was
    paid for the order of each case, by the case's id. An order whose cost isn't known is reckoned with the usual
    margin, or without one as if it had cost nothing: then the result is at best what is said.
    """
    first = year_before(today)
    given = sorted(day for day in given_on if first <= day <= today)
    return (
        *_below_zero(
            [one for one in orders if first <= one.ordered_on <= today],
            usual_margin,
            [one for one in costs if first <= one.received_on <= today],
        ),
        *([Marker(MarkerKind.THIRD_COMPENSATION, tuple(given))] if len(given) >= MANY_COMPENSATIONS else []),
        *_above_paid([one for one in claims if first <= one.said_on <= today], paid),
        *_changed(claims, first, today),
    )


def _below_zero(orders: Sequence[Order], usual_margin: Decimal | None, costs: Sequence[CaseCost]) -> Iterable[Marker]:
    spent = per_currency(one.amount for one in costs)
    for currency, cost in sorted(spent.items()):
        counted = [one for one in orders if one.total.currency == currency]
        brought = Money.zero(currency)
        for one in counted:
            brought += (
                one.total - one.cost
                if one.cost is not None
                else one.total * (1 if usual_margin is None else usual_margin)
            )
        if cost > brought:
            days = {one.ordered_on for one in counted}
            days |= {one.received_on for one in costs if one.amount.currency == currency}
            yield Marker(MarkerKind.RESULT_BELOW_ZERO, tuple(sorted(days)), (brought, cost, brought - cost))


def _above_paid(claims: Iterable[Claim], paid: dict[int, Money]) -> Iterable[Marker]:
    for claim in claims:
        limit = paid.get(claim.case_id)
        if claim.amount and limit is not None and claim.amount.currency == limit.currency and claim.amount > limit:
            yield Marker(MarkerKind.DEMAND_ABOVE_PAID, (claim.said_on,), (claim.amount, limit))


def _changed(claims: Sequence[Claim], first: date, today: date) -> Iterable[Marker]:
    """A claim said after an earlier one of the same case was met: on a later day, or on that day and noted after it."""
    for anew in claims:
        if not first <= anew.said_on <= today:
            continue
        met = [
            (one.met_on, one.id, one.amount)
            for one in claims
            if one.met_on is not None and one.case_id == anew.case_id and (one.met_on, one.id) < (anew.said_on, anew.id)
        ]
        if met:
            met_on, _id, amount = max(met, key=lambda one: one[:2])
            sums = (amount, anew.amount) if amount is not None and anew.amount is not None else ()
            yield Marker(MarkerKind.CLAIM_CHANGED_AFTER_MET, (met_on, anew.said_on), sums)


class NoBalance(StrEnum):
    """Why keeping a client can't be weighed."""

    NO_ORDERS = "no_orders"  # none with a sum in the currency
    NO_MARGIN = "no_margin"  # neither an order's cost nor a usual margin is known


@dataclass(frozen=True, slots=True)
class Line:
    """What keeping a client costs against what the client brings, in one currency, with all that it rests on."""

    currency: str
    balance: KeepingBalance | None
    why_none: NoBalance | None
    cost_so_far: Money  # of the client's other cases, in the twelve months up to today
    proposed: Money  # of this case, as it's chosen now
    so_far: tuple[CaseCost, ...]  # what the two sums consist of
    in_this_case: tuple[CaseCost, ...]
    elsewhere: tuple[Money, ...]  # of those cases in other currencies, a sum for each; not in the balance
    usual: UsualOrder | None
    margin: Margin | None
    expected_orders: Decimal | None  # in the next year
    year: ClientYear | None  # whose orders a year are expected; None where the owner said how many
    markers: tuple[Marker, ...]
