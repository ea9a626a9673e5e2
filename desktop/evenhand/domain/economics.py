"""What giving back costs and may bring, from the owner's own book: each figure together with what it comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from evenhand.domain.compensation import CompensationReturn, YearlyLoss, compensation_return, lost_client_cost
from evenhand.domain.money import CurrencyMismatch, Money, total
from evenhand.domain.records import Order

# While fewer bonuses than these have an end that is known, the share of them that is used is a guess.
ENOUGH_BONUSES = 8
GUESSED_SHARE = Decimal("0.6")
_DAYS = 365


@dataclass(frozen=True, slots=True)
class RedemptionRate:
    """The share of goodwill bonuses that are used, in whole or in part, of those whose end is known."""

    share: Decimal
    used: int
    known: int
    guessed: bool  # too few are known: the share is GUESSED_SHARE, whatever they say


def redemption_rate(used: int, run_out: int) -> RedemptionRate:
    """From how many were used and how many ran out unused. Raises ValueError for a number below zero."""
    if used < 0 or run_out < 0:
        raise ValueError("a number of bonuses must not be below zero")
    known = used + run_out
    if known < ENOUGH_BONUSES:
        return RedemptionRate(GUESSED_SHARE, used, known, guessed=True)
    return RedemptionRate(Decimal(used) / known, used, known, guessed=False)


class MarginSource(StrEnum):
    """What a margin was read from."""

    THIS_ORDER = "this_order"  # the sum and the cost of the order that went wrong
    NEXT_ORDER = "next_order"  # of the one that came after the case
    THEIR_ORDERS = "their_orders"  # those of the client's orders whose cost is known
    USUAL = "usual"  # what the owner wrote down as usual


@dataclass(frozen=True, slots=True)
class Margin:
    """What is left of an order's sum after the cost of making it, as a share from 0 to 1."""

    share: Decimal
    source: MarginSource
    sum: Money | None = None  # of the order, or of all those orders
    cost: Money | None = None


def margin_of(order: Order | None, orders: Sequence[Order], usual: Decimal | None, currency: str) -> Margin | None:
    """The margin to reckon with: this order's, else that of the client's orders with a known cost, else the usual one.

    An order that cost more than its sum has a margin of 0. None when nothing is known.
    """
    sources = (
        ([order] if order else [], MarginSource.THIS_ORDER),
        (orders, MarginSource.THEIR_ORDERS),
    )
    for found, source in sources:
        known = [one for one in found if one.cost is not None and one.total and one.total.currency == currency]
        if known:
            sums = total([one.total for one in known], currency)
            cost = total([one.cost for one in known if one.cost is not None], currency)
            return Margin(max(1 - cost.amount / sums.amount, Decimal(0)), source, sums, cost)
    return Margin(usual, MarginSource.USUAL) if usual is not None else None


@dataclass(frozen=True, slots=True)
class UsualOrder:
    """A client's average order in one currency, half up to the minor unit."""

    amount: Money
    orders: int
    together: Money
    largest: Money


def usual_order(orders: Iterable[Order], currency: str) -> UsualOrder | None:
    """The average of the orders with a sum in the currency; None without any."""
    sums = [one.total for one in orders if one.total and one.total.currency == currency]
    if not sums:
        return None
    together = total(sums, currency)
    return UsualOrder(Money(together.amount / len(sums), currency), len(sums), together, max(sums))


@dataclass(frozen=True, slots=True)
class BonusEconomics:
    """What a bonus may cost and bring, in its currency. What has no margin or no usual order to rest on is None."""

    at_most: Money  # its sum: an order that would have come anyway
    at_cost: Money | None  # of that, what making the goods for it costs
    rate: RedemptionRate
    probably: Money  # at cost, else at most, times the rate
    percentage_next: Money | None  # the same share of a usual order of theirs
    percentage_largest: Money | None  # and of the largest so far: an unknown order may be as large
    may_bring: Money | None  # what is kept of a usual order, times the rate
    share: Decimal | None
    usual: UsualOrder | None
    margin: Margin | None


def bonus_economics(
    bonus: Money, share: Decimal | None, rate: RedemptionRate, usual: UsualOrder | None, margin: Margin | None
) -> BonusEconomics:
    """Of a bonus, with the share of the problem order that it was worked out from. One currency, else CurrencyMismatch.

    36.00 at a margin of 45% is 19.80 at cost; of eight bonuses five were used, so it's probably 12.38.
    """
    if usual is not None and usual.amount.currency != bonus.currency:
        raise CurrencyMismatch(bonus.currency, usual.amount.currency)
    at_cost = bonus * (1 - margin.share) if margin else None
    return BonusEconomics(
        at_most=bonus,
        at_cost=at_cost,
        rate=rate,
        probably=(bonus if at_cost is None else at_cost) * rate.share,
        percentage_next=usual.amount * share if usual and share is not None else None,
        percentage_largest=usual.largest * share if usual and share is not None else None,
        may_bring=usual.amount * margin.share * rate.share if usual and margin else None,
        share=share,
        usual=usual,
        margin=margin,
    )


@dataclass(frozen=True, slots=True)
class ClientYear:
    """A year of one client, by their own orders in one currency up to a day."""

    loss: YearlyLoss  # the revenue that would leave with them
    visits: Decimal  # a year, to two decimals
    orders: int
    first: date
    last: date
    days: int  # that the visits were counted over: from the first order, at least a year
    per_visit_low: Money  # a quarter of the orders lie below it
    per_visit_high: Money  # and a quarter above; with fewer than five, the smallest and the largest


def client_year(orders: Iterable[Order], currency: str, today: date) -> ClientYear | None:
    """From the orders with a sum in the currency, up to today; None without any.

    Six orders since a first one 730 days ago are 3 visits a year. Less than a year counts as one.
    """
    counted = [one for one in orders if one.total and one.total.currency == currency and one.ordered_on <= today]
    if not counted:
        return None
    sums = sorted(one.total for one in counted)
    first, last = min(one.ordered_on for one in counted), max(one.ordered_on for one in counted)
    days, quarter = max((today - first).days, _DAYS), (len(sums) - 1) // 4
    low, high = sums[quarter], sums[len(sums) - 1 - quarter]
    visits = (Decimal(len(sums) * _DAYS) / days).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return ClientYear(lost_client_cost(low, high, visits), visits, len(sums), first, last, days, low, high)


class CostKind(StrEnum):
    """What a case cost."""

    REMEDY = "remedy"  # putting it right
    REFUND = "refund"
    GIFT = "gift"
    BONUS = "bonus"  # what was used of it, at its full sum
    PROMISED = "promised"  # what is left on it, or isn't granted yet: what it costs at most
    PAID_OUT = "paid_out"  # of a bonus in place of money owed, what was turned back into money


@dataclass(frozen=True, slots=True)
class CaseCost:
    """One thing that a case cost or will cost by what is agreed in it."""

    case_id: int
    case_number: str
    received_on: date
    kind: CostKind
    amount: Money


def per_currency(sums: Iterable[Money]) -> dict[str, Money]:
    """The total of the sums in each currency."""
    found: dict[str, Money] = {}
    for one in sums:
        found[one.currency] = found.get(one.currency, Money.zero(one.currency)) + one
    return found


@dataclass(frozen=True, slots=True)
class CaseReturn:
    """What a case cost and what the order after it brought, with what the sums consist of."""

    sums: CompensationReturn
    costs: tuple[CaseCost, ...]  # in the order's currency, without the bonus
    left_out: tuple[CaseCost, ...]  # in other currencies: stated beside it, never added
    bonus: Money  # used for the order
    next_order: Order
    margin: Margin | None


def case_return(costs: Iterable[CaseCost], bonus: Money, next_order: Order, margin: Margin | None) -> CaseReturn:
    """Redoing 3 000 and a gift at 300, a bonus of 2 000 used for an order of 60 000: spent 3 300, came back 58 000.

    That's 17.6 times; at a margin of 30% it earned 60 000 x 30% - 2 000 - 3 300 = 12 700. What was used of a bonus is
    taken from the order that it was used for and isn't spent once more. Raises CurrencyMismatch.
    """
    currency = next_order.total.currency
    spent = [one for one in costs if one.kind is not CostKind.BONUS]
    counted = tuple(one for one in spent if one.amount.currency == currency)
    return CaseReturn(
        sums=compensation_return(
            [one.amount for one in counted], bonus, next_order.total, margin.share if margin else None
        ),
        costs=counted,
        left_out=tuple(one for one in spent if one.amount.currency != currency),
        bonus=bonus,
        next_order=next_order,
        margin=margin,
    )


@dataclass(frozen=True, slots=True)
class CaseEconomics:
    """The money in one case, in its order's currency but where it's said to be in others."""

    currency: str
    margin: Margin | None
    usual: UsualOrder | None
    rate: RedemptionRate
    year: ClientYear | None
    costs: tuple[CaseCost, ...]
    cost_so_far: dict[str, Money]  # per currency
    bonus: BonusEconomics | None  # of the bonus that is chosen
    next_order: Order | None  # the first after the case, whatever its currency; the one its bonus paid for goes before
    came_back: CaseReturn | None  # None without a next order, and where that is in another currency
