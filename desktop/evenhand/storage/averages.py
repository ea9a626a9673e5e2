"""The owner's own averages, one currency at a time: what the calculators begin with."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from evenhand.domain.money import Money
from evenhand.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class OwnAverages:
    """What the orders in one currency say: those of the last twelve months, or all where there are none."""

    currency: str
    recent: bool  # whether they are those of the last twelve months
    orders: int
    clients: int
    average: Money
    low: Money  # a quarter of the orders is at or below it
    high: Money  # three quarters are
    costed: int  # orders whose cost is known
    margin: Decimal | None  # what is left of those, as a share of their sums; below zero where they lost money

    @property
    def orders_per_client(self) -> Decimal | None:
        """How often a client who ordered in the last twelve months did so; None without such orders."""
        return Decimal(self.orders) / self.clients if self.recent else None


# The last twelve months and all before them, as two groups of each currency.
_AVERAGES = """
SELECT currency, ordered_on > ?1 AS recent, count(*), count(DISTINCT client_id), sum(total),
    count(cost), sum(iif(cost IS NULL, 0, total)), sum(cost)
FROM orders WHERE total > 0 AND ordered_on <= ?2 GROUP BY currency, recent ORDER BY currency, recent
"""

_PLACED = """
SELECT total FROM orders WHERE currency = ?1 AND total > 0 AND ordered_on > ?2 AND ordered_on <= ?3
ORDER BY total LIMIT 1 OFFSET ?4
"""


def averages(book: Connection, today: date) -> list[OwnAverages]:
    """One for each currency that an order with a sum has, up to today."""
    last, year = today.isoformat(), _a_year_before(today).isoformat()
    found: dict[str, OwnAverages] = {}
    for currency, recent, count, clients, billed, costed, sold, cost in book.rows(_AVERAGES, (year, last)):
        since = year if recent else ""
        low, high = (
            book.value(_PLACED, (currency, since, last, (quarters * count + 3) // 4 - 1)) for quarters in (1, 3)
        )
        found[currency] = OwnAverages(  # the recent ones come second
            currency=currency,
            recent=bool(recent),
            orders=count,
            clients=clients,
            average=Money.of_minor((billed + count // 2) // count, currency),
            low=Money.of_minor(low, currency),
            high=Money.of_minor(high, currency),
            costed=costed,
            margin=Decimal(sold - cost) / sold if costed else None,
        )
    return list(found.values())


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
