"""The line as a fact that a rule can ask about, for one client and for all: actions.line.the_line, without a case."""

import json
from decimal import Decimal

from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.line import year_before
from evenhand.domain.rules import Condition
from evenhand.storage.rule_sql import Asked, Part, yes_or_no

# What cases cost in the twelve months up to today, what is left on their bonuses, and bonuses that no letter has
# granted yet, each in the client's own currency; against the client's usual order times the margin times the orders a
# year. Multiplied out instead of divided: half a minor unit on the right rounds as Money does.
_CROSSED = """
WITH counted AS MATERIALIZED (
    SELECT cases.id, cases.client_id, remedy_cost, cases.currency, clients.currency AS wanted
    FROM cases JOIN clients ON clients.id = cases.client_id
    WHERE received_on BETWEEN {first} AND {today} {mine}
), given AS (
    SELECT bonuses.id, counted.client_id, bonuses.nature,
        iif(bonuses.valid_until IS NULL, NULL, max(bonuses.valid_until, coalesce(max(bonus_ledger.valid_until), '')))
            AS until,
        sum(CASE bonus_ledger.kind WHEN 'redeemed' THEN bonus_ledger.amount WHEN 'exchanged' THEN bonus_ledger.amount
            WHEN 'reversed' THEN -bonus_ledger.amount ELSE 0 END) AS taken,
        sum(iif(bonus_ledger.kind IN ('granted', 'reversed'), bonus_ledger.amount, -bonus_ledger.amount)) AS left_over
    FROM counted CROSS JOIN bonuses ON bonuses.case_id = counted.id AND bonuses.currency = wanted
    CROSS JOIN bonus_ledger ON bonus_id = bonuses.id GROUP BY bonuses.id
), spent AS (
    SELECT client_id, remedy_cost AS amount FROM counted WHERE remedy_cost > 0 AND currency = wanted
    UNION ALL
    SELECT client_id, amount FROM counted CROSS JOIN case_refunds ON case_id = counted.id
        WHERE case_refunds.currency = wanted
    UNION ALL
    SELECT client_id, cost FROM counted CROSS JOIN case_gifts ON case_id = counted.id WHERE case_gifts.currency = wanted
    UNION ALL
    SELECT client_id, taken + iif(nature = 'owed' OR until IS NULL OR until >= {today}, left_over, 0) FROM given
    UNION ALL
    SELECT client_id, amount FROM counted CROSS JOIN case_bonuses ON case_id = counted.id
        WHERE case_bonuses.currency = wanted AND NOT EXISTS (SELECT 1 FROM letters WHERE letters.case_id = counted.id
            AND letters.id NOT IN (SELECT letter_id FROM letter_voids)
            AND (letters.kind IN (SELECT value FROM json_each({states}))
                OR (letters.kind IN (SELECT value FROM json_each({may_state}))
                    AND json_type(snapshot, '$.bonus') IS NOT NULL)))
), costs AS MATERIALIZED (
    SELECT client_id, sum(amount) AS cost FROM spent GROUP BY client_id HAVING sum(amount) > 0
), weighed AS (
    SELECT costs.client_id, costs.cost, count(*) AS orders, sum(total) AS together,
        sum(iif(orders.cost IS NULL, 0, total)) AS known, coalesce(sum(orders.cost), 0) AS making,
        sum(ordered_on <= {today}) AS past,
        max(CAST(julianday({today}) - julianday(min(ordered_on)) AS INTEGER), 365) AS days
    FROM costs CROSS JOIN clients ON clients.id = costs.client_id
    CROSS JOIN orders ON orders.client_id = costs.client_id AND orders.currency = clients.currency AND total > 0
    GROUP BY costs.client_id
), reckoned AS (
    SELECT client_id, cost, (2 * together + orders) / (2 * orders) AS usual,
        (73000 * past + days) / (2 * days) AS visits,  -- hundredths
        iif(known > 0, max(known - making, 0), {usual_left}) AS kept, iif(known > 0, known, {usual_of}) AS of_it
    FROM weighed WHERE past > 0
)
SELECT client_id, 1 AS value, NULL AS day FROM reckoned
WHERE 200 * cost * of_it > 2 * usual * kept * visits + 100 * of_it
"""

# As actions.cases.states_of reads a letter.
_MAY_STATE = json.dumps([one.kind.value for one in KINDS.values() if one.may_state])
_STATE_A_BONUS = json.dumps([one.kind.value for one in KINDS.values() if one.grants_bonus and not one.may_state])


def line_crossed(asked: Asked, condition: Condition) -> Part:
    """Where it can't be weighed, it isn't crossed."""
    usual_left, usual_of = asked.settings.usual_margin or (None, None)
    rows = _CROSSED.format(
        first=asked.value(year_before(asked.settings.today).isoformat()),
        today=asked.today,
        mine=asked.mine("cases.client_id"),
        states=asked.value(_STATE_A_BONUS),
        may_state=asked.value(_MAY_STATE),
        usual_left=asked.value(usual_left),
        usual_of=asked.value(usual_of),
    )
    return yes_or_no(asked, condition, rows)


def as_fraction(margin: str | None) -> tuple[int, int] | None:
    """A margin as the book keeps it, in whole numbers."""
    return Decimal(margin).as_integer_ratio() if margin is not None else None
