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


_AVERAGES = """
WITH counted AS (
    SELECT currency, client_id, total AS price, cost,
        row_number() OVER (PARTITION BY currency ORDER BY total) AS place,
        count(*) OVER (PARTITION BY currency) AS n
    FROM orders WHERE total > 0 AND ordered_on > ?1 AND ordered_on <= ?2
)
SELECT currency, n, count(DISTINCT client_id), sum(price),
    max(iif(place = (n + 3) / 4, price, NULL)), max(iif(place = (3 * n + 3) / 4, price, NULL)),
    count(cost), sum(iif(cost IS NULL, 0, price)), sum(cost)
FROM counted GROUP BY currency ORDER BY currency
"""


def averages(book: Connection, today: date) -> list[OwnAverages]:
    """One for each currency that an order with a sum has, up to today."""
    found = {one.currency: one for one in _read(book, "", today, recent=False)}
    found |= {one.currency: one for one in _read(book, _a_year_before(today).isoformat(), today, recent=True)}
    return list(found.values())


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _read(book: Connection, after: str, today: date, *, recent: bool) -> list[OwnAverages]:
    return [
        OwnAverages(
            currency=currency,
            recent=recent,
            orders=count,
            clients=clients,
            average=Money.of_minor((billed + count // 2) // count, currency),
            low=Money.of_minor(low, currency),
            high=Money.of_minor(high, currency),
            costed=costed,
            margin=Decimal(sold - cost) / sold if costed else None,
        )
        for currency, count, clients, billed, low, high, costed, sold, cost in book.rows(
            _AVERAGES, (after, today.isoformat())
        )
    ]
