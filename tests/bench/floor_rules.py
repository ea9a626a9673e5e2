"""For whom the rules that come with the app fire, in plain SQL written by hand for the busy book of `big_book`.

Each gives the ids of clients for one rule. They may know what that book never holds: closed cases that are still
talked about, letters that were voided, a second currency.
"""

from datetime import date, timedelta

from evenhand.domain.calendar import is_working_day

_FLAGGED = "SELECT client_id FROM comfort_flags WHERE comfort = '{}'"
_OPEN = "SELECT client_id FROM cases WHERE closed_on IS NULL AND {}"
_NOT_OPEN = "AND client_id NOT IN (SELECT client_id FROM cases WHERE closed_on IS NULL)"
_STEP_1 = "(words = '' OR responsibility IS NULL)"
_STEP_2 = f"NOT {_STEP_1} AND remedy IS NULL"
_NOTHING_GIVEN = "cases.id NOT IN (SELECT case_id FROM case_bonuses UNION ALL SELECT case_id FROM case_gifts)"
_STEP_3 = f"NOT {_STEP_1} AND remedy IS NOT NULL AND NOT compensation_skipped AND {_NOTHING_GIVEN}"
_UNANSWERED = """answered_on IS NULL AND received_on <= :two_days
    AND NOT EXISTS (SELECT 1 FROM case_turns WHERE case_id = cases.id)"""
_DISCOUNT = "EXISTS (SELECT 1 FROM case_options WHERE case_id = cases.id AND remedy = 'discount' AND offered)"
_LINE = """
WITH recent AS (SELECT * FROM cases WHERE received_on BETWEEN :year AND :today),
spent AS (
    SELECT client_id, remedy_cost AS amount FROM recent
    UNION ALL SELECT client_id, cost FROM recent JOIN case_gifts ON case_id = recent.id
    UNION ALL SELECT recent.client_id, amount FROM recent JOIN bonuses ON case_id = recent.id
        WHERE valid_until >= :today OR bonuses.id IN (SELECT bonus_id FROM bonus_ledger WHERE kind = 'redeemed')
),
costs AS (SELECT client_id, sum(amount) AS cost FROM spent GROUP BY client_id),
sold AS (
    SELECT orders.client_id, costs.cost AS spent, avg(total) AS usual, sum(orders.cost) AS making,
        sum(iif(orders.cost IS NULL, 0, total)) AS known, count(*) * 365.0
            / max(365, julianday(:today) - julianday(min(ordered_on))) AS visits
    FROM costs JOIN orders USING (client_id) GROUP BY orders.client_id
)
SELECT client_id FROM sold WHERE spent > round(round(usual) * (1 - 1.0 * making / known) * round(visits, 2))
"""
BY_RULE = {
    1: _FLAGGED.format("uncomfortable"),
    2: _FLAGGED.format("uneasy"),
    3: """SELECT client_id FROM interactions JOIN comfort_marks ON interaction_id = id
        WHERE comfort = 'uncomfortable' AND happened_at >= :month GROUP BY client_id HAVING count(*) >= 2""",
    4: "SELECT id FROM clients WHERE archived = 0 AND standing = 'prospect'",
    5: f"""SELECT client_id FROM interactions JOIN comfort_marks ON interaction_id = id
        WHERE instr(reasons, '"rude"') > 0 AND NOT EXISTS (SELECT 1 FROM interactions AS earlier
            WHERE earlier.client_id = interactions.client_id
            AND (earlier.happened_at, earlier.id) < (interactions.happened_at, interactions.id)) {_NOT_OPEN}""",
    6: f"""SELECT client_id FROM intakes JOIN intake_answers ON intake_id = intakes.id WHERE answer = 'no' {_NOT_OPEN}
        GROUP BY intakes.id HAVING count(*) >= 2""",
    7: f"{_FLAGGED.format('uncomfortable')} AND client_id IN (SELECT client_id FROM cases WHERE closed_on IS NULL)",
    8: f"{_FLAGGED.format('uneasy')} AND client_id IN (SELECT client_id FROM cases WHERE closed_on IS NULL)",
    9: _LINE,
    10: _OPEN.format(_STEP_1),
    11: _OPEN.format(f"{_STEP_1} AND {_UNANSWERED}"),
    12: _OPEN.format(f"NOT {_STEP_1} AND {_UNANSWERED}"),
    13: _OPEN.format(f"{_STEP_2} AND responsibility = 'ours'"),
    14: _OPEN.format(_STEP_2),
    15: _OPEN.format(f"{_STEP_2} AND {_DISCOUNT}"),
    16: "SELECT client_id FROM promises WHERE ended_on IS NULL AND due_on < :today GROUP BY client_id",
    17: _OPEN.format(f"{_STEP_3} AND responsibility = 'ours'"),
    18: _OPEN.format(f"{_STEP_3} AND responsibility = 'shared'"),
    19: _OPEN.format(_STEP_3),
    20: _OPEN.format(f"{_STEP_3} AND responsibility = 'ours'"),
    21: """SELECT client_id FROM orders WHERE paid < total AND +delivered_on <= :week AND paid < total - (
        SELECT coalesce(sum(amount), 0) FROM bonus_ledger WHERE order_id = orders.id AND kind = 'redeemed')""",
    22: """SELECT client_id FROM cases WHERE received_on > :half_year GROUP BY client_id HAVING count(*) >= 3""",
    24: """SELECT id FROM (SELECT clients.id, coalesce((SELECT max(closed_on) FROM cases
            WHERE client_id = clients.id AND outcome = 'left'), max(
                coalesce((SELECT max(ordered_on) FROM orders WHERE client_id = clients.id), ''),
                coalesce((SELECT substr(max(happened_at), 1, 10) FROM interactions WHERE client_id = clients.id), ''),
                coalesce((SELECT max(max(received_on, coalesce(closed_on, ''))) FROM cases
                    WHERE client_id = clients.id), ''))) AS day
        FROM clients WHERE archived = 0 AND standing = 'left')
        WHERE day <= :half_year_days AND id NOT IN (SELECT client_id FROM orders WHERE paid < total AND paid < total - (
            SELECT coalesce(sum(amount), 0) FROM bonus_ledger WHERE order_id = orders.id AND kind = 'redeemed'))
        AND id NOT IN (SELECT client_id FROM comfort_flags WHERE comfort <> 'comfortable')""",
    25: """SELECT client_id FROM bonuses JOIN clients ON clients.id = client_id WHERE standing = 'active'
        AND valid_until BETWEEN :today AND :two_weeks AND bonuses.id NOT IN (
            SELECT bonus_id FROM bonus_ledger WHERE kind = 'redeemed') AND client_id NOT IN (
            SELECT client_id FROM comfort_flags WHERE comfort <> 'comfortable')""",
}

ONE_CLIENT = f"""
SELECT standing, valued, comfort, set_on FROM clients LEFT JOIN comfort_flags ON client_id = id WHERE id = :client;
SELECT count(*) FROM interactions JOIN comfort_marks ON interaction_id = id
    WHERE client_id = :client AND comfort = 'uncomfortable' AND happened_at >= :month;
SELECT reasons FROM interactions LEFT JOIN comfort_marks ON interaction_id = id WHERE client_id = :client
    ORDER BY happened_at LIMIT 1;
SELECT count(*) FROM intakes JOIN intake_answers ON intake_id = intakes.id WHERE client_id = :client AND answer = 'no';
SELECT *, (SELECT count(*) FROM case_bonuses WHERE case_id = cases.id), {_DISCOUNT} FROM cases
    WHERE client_id = :client AND closed_on IS NULL;
SELECT turn, since FROM case_turns JOIN cases ON cases.id = case_id WHERE client_id = :client AND closed_on IS NULL;
SELECT min(due_on) FROM promises WHERE client_id = :client AND ended_on IS NULL;
SELECT total, paid, cost, ordered_on, delivered_on FROM orders WHERE client_id = :client;
SELECT amount, kind, valid_until FROM bonuses JOIN bonus_ledger ON bonus_id = bonuses.id WHERE client_id = :client;
SELECT remedy_cost, cost FROM cases LEFT JOIN case_gifts ON case_id = cases.id WHERE client_id = :client
""".replace("amount, kind, valid_until", "bonuses.amount, kind, bonuses.valid_until").split(";")


def days(today: date) -> dict[str, str]:
    """The days that the queries compare with."""
    worked, two_days = 0, today
    while worked < 2:
        worked += is_working_day(two_days, "GB")
        two_days -= timedelta(1)
    named = {
        "today": today,
        "week": today - timedelta(7),
        "month": today - timedelta(29),
        "year": today.replace(year=today.year - 1) + timedelta(1),
        "half_year": date(today.year - (today.month <= 6), (today.month + 5) % 12 + 1, today.day),
        "half_year_days": today - timedelta(180),
        "two_weeks": today + timedelta(14),
        "two_days": two_days,
    }
    return {name: day.isoformat() for name, day in named.items()}
