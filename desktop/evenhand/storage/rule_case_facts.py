"""The facts of an open case that a rule can ask about: one SQL expression each, for one client and for all."""

from evenhand.domain.rules import Comparison, Condition
from evenhand.storage.cases import BLANKS
from evenhand.storage.rule_sql import OPERATORS, UNKNOWN, Asked, Part, number, related


def open_case(_asked: Asked, _condition: Condition) -> Part:
    return Part("1", "cases.received_on")


# domain.case.current_step of a case that isn't closed.
_STEP = """CASE
    WHEN cases.outcome IN ('left', 'parted') THEN 5
    WHEN trim(cases.words, {blanks}) = '' OR cases.cause IS NULL OR cases.responsibility IS NULL THEN 1
    WHEN cases.remedy IS NULL OR (cases.remedy <> 'nothing' AND cases.remedy_by IS NULL) THEN 2
    WHEN NOT cases.compensation_skipped AND NOT (EXISTS (SELECT 1 FROM case_refunds WHERE case_id = cases.id)
        OR EXISTS (SELECT 1 FROM case_bonuses WHERE case_id = cases.id)
        OR EXISTS (SELECT 1 FROM case_gifts WHERE case_id = cases.id)) THEN 3
    WHEN NOT cases.double_skipped AND clients.valued
        AND EXISTS (SELECT 1 FROM case_bonuses WHERE case_id = cases.id)
            <> EXISTS (SELECT 1 FROM case_gifts WHERE case_id = cases.id)
        AND NOT EXISTS (SELECT 1 FROM case_refunds WHERE case_id = cases.id)
        AND NOT EXISTS (SELECT 1 FROM comfort_flags
            WHERE client_id = cases.client_id AND comfort IN ('uneasy', 'uncomfortable')) THEN 4
    ELSE 5 END"""


def case_step(asked: Asked, condition: Condition) -> Part:
    step = _STEP.format(blanks=asked.value(BLANKS))
    first = condition.comparison is Comparison.IS and condition.value == "1"
    holds = f"{step} {OPERATORS[condition.comparison]} {asked.value(int(str(condition.value)))}"
    return Part(holds, "cases.received_on" if first else UNKNOWN)


def responsibility(asked: Asked, condition: Condition) -> Part:
    """While nobody has said whose it is, no condition on it holds."""
    return Part(f"cases.responsibility {OPERATORS[condition.comparison]} {asked.value(condition.value)}")


_DISCOUNT = (
    "EXISTS (SELECT 1 FROM case_options WHERE case_id = cases.id AND offered AND case_options.remedy = 'discount')"
)


def discount_offered(_asked: Asked, condition: Condition) -> Part:
    return Part(_DISCOUNT if condition.value == "yes" else f"NOT {_DISCOUNT}")


# domain.turns.answer_clock, as far as it's running. `entries` is whose move it was from which day on: from the receipt
# or, once answered, from the answer, which comes before what follows the same day. `changes` leaves out what changed
# nothing. After the answer, passing our move to the client is an answer as well, and ours after it begins anew.
_UNANSWERED = """
WITH days AS MATERIALIZED (SELECT key AS day, value AS n FROM json_each({working_days})),
entries AS (
    SELECT id AS case_id, iif(answered_on IS NULL, received_on, max(answered_on, received_on)) AS day, 0 AS id,
        iif(answered_on IS NULL, 'ours', 'client') AS turn, answered_on IS NULL AS first
    FROM cases WHERE closed_on IS NULL {my_cases}
    UNION ALL
    SELECT case_id, max(since, received_on) AS day, case_turns.id, turn, answered_on IS NULL
    FROM cases JOIN case_turns ON case_id = cases.id WHERE closed_on IS NULL {my_cases}
        AND (answered_on IS NULL OR max(since, received_on) >= max(answered_on, received_on))
), known AS (
    SELECT *, lag(turn, 1, '') OVER (PARTITION BY case_id ORDER BY day, id) AS before FROM entries
), changes AS (
    SELECT *, row_number() OVER by_case AS place, lead(day) OVER by_case AS until FROM known WHERE turn <> before
    WINDOW by_case AS (PARTITION BY case_id ORDER BY day, id)
), answered AS (
    SELECT case_id, max(iif(NOT first AND turn = 'client' AND before IN ('', 'ours'), place, 0)) AS place
    FROM changes GROUP BY case_id HAVING max(iif(until IS NULL, turn, '')) = 'ours'
), spans AS (
    SELECT case_id, changes.place, changes.day, coalesce(first_day.n, 0) AS before_it,
        max(0, coalesce(last_day.n, 0) - coalesce(first_day.n, 0)) AS long
    FROM changes JOIN answered USING (case_id) LEFT JOIN days AS first_day ON first_day.day = changes.day
    LEFT JOIN days AS last_day ON last_day.day = min({today}, coalesce(date(until, '-1 day'), {today}))
    WHERE changes.place > answered.place AND turn = 'ours'
), sums AS (
    SELECT *, sum(long) OVER (PARTITION BY case_id ORDER BY place) AS so_far,
        min(day) OVER (PARTITION BY case_id) AS started FROM spans
)
SELECT case_id, max(so_far) AS value, coalesce(max(nth.day), min(started)) AS day FROM sums
LEFT JOIN (SELECT n, min(day) AS day FROM days GROUP BY n) AS nth
    ON nth.n = before_it + {wanted} - (so_far - long) AND so_far >= {wanted} AND so_far - long < {wanted}
GROUP BY case_id
"""


def days_unanswered(asked: Asked, condition: Condition) -> Part:
    wanted = number(condition.value) if condition.comparison is Comparison.AT_LEAST else 0
    rows = _UNANSWERED.format(
        working_days=asked.value(asked.settings.working_days),
        today=asked.today,
        wanted=asked.value(wanted),
        my_cases=asked.mine("cases.client_id"),
    )
    return related(asked, condition, rows, "{fact}.day", key="case_id")
