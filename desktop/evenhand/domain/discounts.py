"""A discount as a curve: what each share of the price, given away, takes of the profit."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from evenhand.domain.compensation import discount_effect
from evenhand.domain.money import Money

_STEP = Decimal("0.05")  # the curve ends at a round share
_STEPS = tuple(map(Decimal, ("0.01", "0.02", "0.05", "0.1", "0.2")))  # between two round shares beneath it
_LEAST_TIMES = 5  # the orders at its upper edge, unless the discount in question asks for more
_DRAWN_TIMES = 13  # beyond that the curve would be flat up to its end: what is above is told, not drawn
_MOST_TIMES = 1000  # beyond it the orders are only "very many"


@dataclass(frozen=True, slots=True)
class DiscountPoint:
    """One discount on the curve. All three are decimals of one, `times` of the orders now."""

    discount: Decimal
    lost: Decimal  # of the profit; above 1 the orders lose money
    times: Decimal | None  # how many times as many orders earn the same; None when no number can


@dataclass(frozen=True, slots=True)
class DiscountCurve:
    """From no discount to somewhat past the one in question, and past the one that takes all the profit."""

    points: tuple[DiscountPoint, ...]
    here: DiscountPoint  # the discount in question
    gone_at: Decimal  # the discount that leaves no profit

    @property
    def end(self) -> Decimal:
        """The largest discount on the curve."""
        return self.points[-1].discount

    @property
    def most_times(self) -> int:
        """How many times the orders stand at the upper edge when it's drawn: odd, so that its middle is whole too."""
        times = self.here.times
        if times is None or times > _DRAWN_TIMES:
            return _LEAST_TIMES
        return max(_LEAST_TIMES, int((times * Decimal("1.15")).to_integral_value(ROUND_CEILING)) // 2 * 2 + 1)

    @property
    def round_shares(self) -> tuple[Decimal, ...]:
        """The discounts to write beneath it: seven at most."""
        step = next(one for one in _STEPS if self.end / one <= 6)
        return tuple(step * number for number in range(int(self.end / step) + 1))


def discount_curve(
    margin: Decimal, discount: Decimal, tax_on_revenue: Decimal | int = 0, tax_on_profit: Decimal | int = 0
) -> DiscountCurve | None:
    """The curve, the same for any order sum; None where there's no profit to lose.

    Margin 30%: a discount of 20% takes two thirds and asks for three times the orders; 30% takes it all.
    Raises ValueError for a rate outside 0 to 1.
    """
    order = Money(1_000_000, "EUR")  # shares don't depend on it

    def point(share: Decimal) -> DiscountPoint | None:
        lost = discount_effect(order, 1, margin, share, tax_on_revenue, tax_on_profit).lost_share
        if lost is None:
            return None
        times = 1 / (1 - lost) if lost < 1 else None
        return DiscountPoint(share, lost, times if times is not None and times <= _MOST_TIMES else None)

    here = point(discount)
    if here is None:
        return None
    gone_at = 1 - (1 - margin) / (1 - Decimal(tax_on_revenue))
    end = min(Decimal(1), ((max(gone_at, discount) * Decimal("1.15")) / _STEP).to_integral_value(ROUND_CEILING) * _STEP)
    shares = {end * number / 120 for number in range(121)} | {discount, gone_at}
    points = tuple(found for share in sorted(shares) if share <= end and (found := point(share)))
    return DiscountCurve(points, here, gone_at)
