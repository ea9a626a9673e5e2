"""What to give back and what it costs: the calculations of the trade. Shares and rates are decimals, 0.10 is 10%."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from evenhand.domain.money import Money, exact, total


def _share(value: Decimal | int, name: str, *, above_zero: bool = False) -> Decimal:
    number = exact(value, name)
    if not 0 <= number <= 1 or (above_zero and not number):
        raise ValueError(f"{name} must be {'above 0' if above_zero else 'from 0'} and at most 1")
    return number


def bonus_sum(order_sum: Money, share: Decimal | int, round_to: Decimal | int | Money | None = None) -> Money:
    """The fixed bonus: a share of the order that went wrong.

    Rounded half up to the minor unit, or, with a round sum (major units of the same currency), up to its next
    multiple: 10% of 1 234.00 is 123.40, with round_to=50 it's 150. Raises ValueError for a share of 0, below or
    above 1, or an order without a sum.
    """
    share = _share(share, "share", above_zero=True)
    if order_sum.minor <= 0:
        raise ValueError("the order must have a sum")
    bonus = order_sum * share
    return bonus if round_to is None else bonus.rounded_up_to(round_to)


@dataclass(frozen=True, slots=True)
class DiscountEffect:
    """What a discount does to a run of like orders. All sums in the order's currency, after the taxes stated."""

    revenue_before: Money
    revenue_after: Money
    profit_before: Money
    profit_after: Money
    profit_lost: Money
    lost_share: Decimal | None  # of the profit before; None where there was none to lose
    orders_needed: int | None  # to earn the same again; None when no number of orders can


def discount_effect(
    order_sum: Money,
    orders: int,
    margin: Decimal | int,
    discount: Decimal | int,
    tax_on_revenue: Decimal | int = 0,
    tax_on_profit: Decimal | int = 0,
) -> DiscountEffect:
    """What a discount leaves of the profit of `orders` orders of `order_sum` with the given margin.

    The cost of making stays; tax on revenue is taken from what is billed, tax on profit from what remains above
    zero. 30 000 x 6, margin 30%, discount 20%: 54 000 becomes 18 000, and 18 orders earn what 6 did.
    Raises ValueError for a rate outside 0 to 1, no orders or an order without a sum.
    """
    margin, discount = _share(margin, "margin"), _share(discount, "discount")
    tax_on_revenue, tax_on_profit = _share(tax_on_revenue, "tax_on_revenue"), _share(tax_on_profit, "tax_on_profit")
    if orders <= 0 or order_sum.minor <= 0:
        raise ValueError("there must be an order with a sum")
    price, currency = order_sum.amount, order_sum.currency
    cost = price * (1 - margin)

    def profit_of_one(billed: Decimal) -> Decimal:
        profit = billed * (1 - tax_on_revenue) - cost
        return profit * (1 - tax_on_profit) if profit > 0 else profit

    before, after = profit_of_one(price), profit_of_one(price * (1 - discount))
    needed: int | None = None
    if after > 0:
        needed = max(0, int((before * orders / after).to_integral_value(ROUND_CEILING)))
    profit_before, profit_after = Money(before * orders, currency), Money(after * orders, currency)
    return DiscountEffect(
        revenue_before=order_sum * orders,
        revenue_after=Money(price * (1 - discount) * orders, currency),
        profit_before=profit_before,
        profit_after=profit_after,
        profit_lost=profit_before - profit_after,
        lost_share=(before - after) / before if before > 0 else None,
        orders_needed=needed,
    )


@dataclass(frozen=True, slots=True)
class CompensationReturn:
    """What a compensation cost and what the next order brought. Revenue, unless `earned` says what was left of it."""

    spent: Money
    came_back: Money
    ratio: Decimal | None  # came back over spent; None when nothing was spent
    earned: Money | None  # with the margin: the next order's margin less the bonus and what was spent


def compensation_return(
    costs: Money | Iterable[Money], bonus: Money, next_order: Money, margin: Decimal | int | None = None
) -> CompensationReturn:
    """Spent, came back, and how many times over.

    Redoing 3 000 and a gift at cost 300, a bonus of 2 000 and a next order of 60 000: spent 3 300, came back
    58 000, 17.6 times. All sums in one currency, else CurrencyMismatch; ValueError for a margin outside 0 to 1.
    """
    spent = total((costs,) if isinstance(costs, Money) else tuple(costs), next_order.currency)
    came_back = next_order - bonus
    earned = None
    if margin is not None:
        earned = next_order * _share(margin, "margin") - bonus - spent
    ratio = came_back.amount / spent.amount if spent.minor else None
    return CompensationReturn(spent, came_back, ratio, earned)


class YearlyLoss(NamedTuple):
    """A year's revenue that leaves with a client, between two guesses."""

    low: Money
    high: Money


def lost_client_cost(per_visit_low: Money, per_visit_high: Money, visits_per_year: Decimal | int) -> YearlyLoss:
    """What a year without the client costs in revenue: 15 to 20 a day for 365 days is 5 475 to 7 300.

    Raises ValueError when low is above high or the visits are negative, CurrencyMismatch on two currencies.
    """
    visits = exact(visits_per_year, "visits_per_year")
    if visits < 0 or per_visit_low > per_visit_high:
        raise ValueError("low must not be above high, and visits not below zero")
    return YearlyLoss(per_visit_low * visits, per_visit_high * visits)


@dataclass(frozen=True, slots=True)
class KeepingBalance:
    """The cost of keeping a client against the margin expected from the client."""

    cost: Money
    expected_margin: Money

    @property
    def crossed(self) -> bool:
        """Whether keeping the client costs more than the client is expected to bring."""
        return self.cost > self.expected_margin

    @property
    def crossed_by(self) -> Money:
        """By how much the line is crossed; negative is what is still left to it."""
        return self.cost - self.expected_margin


def keeping_balance(
    cost_so_far: Money,
    proposed: Money,
    average_order: Money,
    margin: Decimal | int,
    expected_orders: Decimal | int,
) -> KeepingBalance:
    """900 + 600 against 400 x 25% x 12 = 1 200: the line is crossed by 300. One currency, else CurrencyMismatch.

    Raises ValueError for a margin outside 0 to 1 or fewer than no orders.
    """
    margin, orders = _share(margin, "margin"), exact(expected_orders, "expected_orders")
    if orders < 0:
        raise ValueError("expected_orders must not be below zero")
    return KeepingBalance(cost_so_far + proposed, Money(average_order.amount * margin * orders, average_order.currency))
