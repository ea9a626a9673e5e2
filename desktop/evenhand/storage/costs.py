"""What cases cost, and what has become of the bonuses: counted by the database."""

from datetime import date

from evenhand.domain.economics import CaseCost, CostKind
from evenhand.domain.money import Money
from evenhand.storage.connection import Connection

_COSTS = """
WITH chosen AS (SELECT * FROM cases WHERE {condition})
SELECT id, number, received_on, 1 AS place, 'remedy' AS kind, remedy_cost AS amount, currency FROM chosen
    WHERE remedy_cost > 0
UNION ALL
SELECT chosen.id, number, received_on, 2, 'refund', amount, case_refunds.currency
    FROM chosen JOIN case_refunds ON case_id = chosen.id
UNION ALL
SELECT chosen.id, number, received_on, 3, 'gift', cost, case_gifts.currency
    FROM chosen JOIN case_gifts ON case_id = chosen.id WHERE cost > 0
UNION ALL
SELECT chosen.id, number, received_on, 4, iif(bonus_ledger.kind = 'exchanged', 'paid_out', 'bonus') AS kind,
    sum(iif(bonus_ledger.kind = 'reversed', -bonus_ledger.amount, bonus_ledger.amount)) AS taken, bonuses.currency
    FROM chosen JOIN bonuses ON bonuses.case_id = chosen.id JOIN bonus_ledger ON bonus_id = bonuses.id
    WHERE bonus_ledger.kind IN ('redeemed', 'reversed', 'exchanged')
    GROUP BY chosen.id, bonuses.currency, bonus_ledger.kind = 'exchanged' HAVING taken > 0
ORDER BY received_on, id, place, kind
"""

# A goodwill bonus has a known end when it's used up or its last day has passed; one that was cancelled says nothing.
_ENDS = """
SELECT coalesce(sum(used > 0), 0), coalesce(sum(used = 0), 0) FROM (
    SELECT sum(CASE bonus_ledger.kind WHEN 'redeemed' THEN bonus_ledger.amount
            WHEN 'reversed' THEN -bonus_ledger.amount ELSE 0 END) AS used,
        sum(iif(bonus_ledger.kind IN ('granted', 'reversed'), bonus_ledger.amount, -bonus_ledger.amount)) AS left_over,
        iif(bonuses.valid_until IS NULL, NULL, max(bonuses.valid_until, coalesce(max(bonus_ledger.valid_until), '')))
            AS last_day
    FROM bonuses JOIN bonus_ledger ON bonus_id = bonuses.id WHERE nature = 'goodwill' GROUP BY bonuses.id
) WHERE (left_over = 0 AND used > 0) OR (left_over > 0 AND last_day < ?)
"""


class Costs:
    """Read only: what it counts lies in the tables of others."""

    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def of_case(self, case_id: int) -> list[CaseCost]:
        """What one case cost, or will by what is chosen in it."""
        return self._costs("id = ?", case_id)

    def of_client(self, client_id: int) -> list[CaseCost]:
        """Of all the client's cases, the earliest first."""
        return self._costs("client_id = ?", client_id)

    def bonus_ends(self, today: date) -> tuple[int, int]:
        """How many goodwill bonuses were used, in whole or in part, and how many ran out unused."""
        used, run_out = self._book.rows(_ENDS, (today.isoformat(),))[0]
        return used, run_out

    def bonus_orders(self, case_id: int) -> list[tuple[int, Money]]:
        """The orders that the case's bonuses paid for, with how much of them, the first one first."""
        rows = self._book.rows(
            """SELECT order_id, sum(iif(kind = 'reversed', -bonus_ledger.amount, bonus_ledger.amount)) AS used,
                   bonus_ledger.currency
               FROM bonus_ledger JOIN bonuses ON bonuses.id = bonus_id JOIN orders ON orders.id = order_id
               WHERE case_id = ? AND kind IN ('redeemed', 'reversed')
               GROUP BY order_id, bonus_ledger.currency HAVING used > 0 ORDER BY ordered_on, order_id""",
            (case_id,),
        )
        return [(order_id, Money.of_minor(used, currency)) for order_id, used, currency in rows]

    def _costs(self, condition: str, *parameters: object) -> list[CaseCost]:
        rows = self._book.rows(_COSTS.format(condition=condition), parameters)
        return [
            CaseCost(case_id, number, date.fromisoformat(day), CostKind(kind), Money.of_minor(amount, currency))
            for case_id, number, day, _place, kind, amount, currency in rows
        ]
