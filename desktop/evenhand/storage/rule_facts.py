"""The facts of clients and orders that a rule can ask about: one SQL expression each, for one client and for all."""

from datetime import date, timedelta

from evenhand.domain.money import Money
from evenhand.domain.rules import Comparison, Condition
from evenhand.storage.following import LAST_WORD, WITH_MONEY_OWED
from evenhand.storage.rule_sql import OPERATORS, Asked, Part, counted, number, related, yes_or_no

_AT_LEAST = Comparison.AT_LEAST


def standing(asked: Asked, condition: Condition) -> Part:
    return Part(f"clients.standing {OPERATORS[condition.comparison]} {asked.value(condition.value)}")


def valued(asked: Asked, condition: Condition) -> Part:
    return Part(f"clients.valued = {asked.value(int(condition.value == 'yes'))}")


def comfort_flag(asked: Asked, condition: Condition) -> Part:
    """Without a flag it isn't any of the three."""
    rows = f"SELECT client_id, comfort AS value, set_on AS day FROM comfort_flags WHERE 1 {asked.mine('client_id')}"
    found = related(asked, condition, rows, "{fact}.day")
    if condition.comparison is Comparison.IS:
        return found
    return Part(f"({found.alias}.value IS NULL OR {found.holds})", found.since, rows, found.alias, outer=True)


def _nth(condition: Condition) -> int:
    """Which of the things counted made it so many; 0 where it's fewer that are looked for."""
    return number(condition.value) if condition.comparison is _AT_LEAST else 0


_SHORT = 180  # days
_HARD = "AND comfort <> 'comfortable'"  # the condition of the marks' own index


def hard_marks(asked: Asked, condition: Condition) -> Part:
    # Over a short time the contacts are looked up by their day, over a long one by their marks.
    happened_at, hard = ("happened_at", "") if condition.within <= _SHORT else ("+happened_at", _HARD)
    first = asked.before(condition.within - 1)
    after = asked.value((asked.settings.today + timedelta(1)).isoformat())
    rows = f"""SELECT client_id, count(*) AS value, max(iif(place = {asked.value(_nth(condition))}, day, NULL)) AS day
        FROM (SELECT client_id, substr(happened_at, 1, 10) AS day,
                row_number() OVER (PARTITION BY client_id ORDER BY happened_at, interactions.id) AS place
            FROM interactions JOIN comfort_marks ON interaction_id = interactions.id
            WHERE comfort = 'uncomfortable' {hard} AND {happened_at} >= {first} AND {happened_at} < {after}
                {asked.mine("client_id")})
        GROUP BY client_id"""
    return counted(asked, condition, rows, "{fact}.day")


def rude_at_first(asked: Asked, condition: Condition) -> Part:
    rows = f"""SELECT client_id, 1 AS value, substr(happened_at, 1, 10) AS day
        FROM interactions JOIN comfort_marks ON interaction_id = interactions.id
        WHERE instr(reasons, '"rude"') > 0 {asked.mine("client_id")} AND NOT EXISTS (
            SELECT 1 FROM interactions AS earlier WHERE earlier.client_id = interactions.client_id
            AND (earlier.happened_at, earlier.id) < (interactions.happened_at, interactions.id))"""
    return yes_or_no(asked, condition, rows, "{fact}.day")


def no_open_case(_asked: Asked, _condition: Condition) -> Part:
    """That one is open is a fact of the case."""
    return Part("NOT EXISTS (SELECT 1 FROM cases WHERE cases.client_id = clients.id AND closed_on IS NULL)")


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, clamped to the month's length."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(years, month + 1, last)
        except ValueError:
            continue
    return date.min


def complaints(asked: Asked, condition: Condition) -> Part:
    after = asked.value(months_before(asked.settings.today, condition.within).isoformat())
    rows = f"""SELECT client_id, count(*) AS value, max(iif(place = {asked.value(_nth(condition))}, day, NULL)) AS day
        FROM (SELECT client_id, received_on AS day,
                row_number() OVER (PARTITION BY client_id ORDER BY received_on) AS place
            FROM cases WHERE received_on > {after} AND received_on <= {asked.today} {asked.mine("client_id")})
        GROUP BY client_id"""
    return counted(asked, condition, rows, "{fact}.day")


def _days(asked: Asked, first: str, last: str) -> str:
    """How many days lie between two days."""
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


def _grown(asked: Asked, condition: Condition, day: str) -> str:
    """Since when days that are counted from a day on are so many, or that few."""
    return asked.later(day, number(condition.value)) if condition.comparison is _AT_LEAST else day


def promise_late(asked: Asked, condition: Condition) -> Part:
    rows = f"""SELECT client_id, {_days(asked, "min(due_on)", asked.today)} AS value, min(due_on) AS day FROM promises
        WHERE ended_on IS NULL AND due_on < {asked.today} {asked.mine("client_id")} GROUP BY client_id"""
    return counted(asked, condition, rows, _grown(asked, condition, "{fact}.day"))


def bonus_expiring(asked: Asked, condition: Condition) -> Part:
    """Of the bonus with something left on it that runs out next, today or later."""
    rows = f"""SELECT client_id, {_days(asked, asked.today, "min(until)")} AS value, min(until) AS day, granted_on
        FROM (SELECT bonuses.client_id, granted_on,
                max(bonuses.valid_until, coalesce(max(bonus_ledger.valid_until), '')) AS until,
                sum(iif(kind IN ('granted', 'reversed'), bonus_ledger.amount, -bonus_ledger.amount)) AS left_over
            FROM bonuses JOIN bonus_ledger ON bonus_id = bonuses.id
            WHERE bonuses.valid_until IS NOT NULL {asked.mine("bonuses.client_id")} GROUP BY bonuses.id)
        WHERE left_over > 0 AND until >= {asked.today} GROUP BY client_id"""
    since = "{fact}.granted_on"
    if condition.comparison is not _AT_LEAST:
        since = f"max({asked.later('{fact}.day', -number(condition.value))}, {since})"
    return related(asked, condition, rows, since)


def days_since_left(asked: Asked, condition: Condition) -> Part:
    """From the end of the case after which they went, else from their last word."""
    # Materialized, for else the day is looked up again wherever it's named.
    rows = f"""WITH gone AS MATERIALIZED (SELECT clients.id AS client_id, coalesce((SELECT max(closed_on) FROM cases
                WHERE cases.client_id = clients.id AND outcome = 'left'), {LAST_WORD}) AS day
            FROM clients WHERE standing = 'left' AND archived = 0 {asked.mine("clients.id")})
        SELECT client_id, {_days(asked, "day", asked.today)} AS value, day FROM gone"""
    return related(asked, condition, rows, _grown(asked, condition, "{fact}.day"))


def may_be_greeted(asked: Asked, condition: Condition) -> Part:
    # Looked up for all at once: those with money between us, and those behind a closed door, are few.
    owed = WITH_MONEY_OWED.format(today=asked.today, mine=asked.mine("client_id"))
    closed = f"SELECT client_id FROM doors WHERE closed = 1 {asked.mine('client_id')}"
    may = f"(left_alone = 0 AND clients.id NOT IN ({owed}) AND clients.id NOT IN ({closed}))"
    return Part(may if condition.value == "yes" else f"NOT {may}")


def days_since_contact(asked: Asked, condition: Condition) -> Part:
    after = asked.value((asked.settings.today + timedelta(1)).isoformat())
    rows = f"""SELECT client_id, max(happened_at) AS last FROM interactions
        WHERE happened_at < {after} {asked.mine("client_id")} GROUP BY client_id"""
    alias, days = asked.alias(), number(condition.value)
    day = f"substr({alias}.last, 1, 10)"
    if condition.comparison is _AT_LEAST:
        return Part(f"{alias}.last < {asked.before(days - 1)}", asked.later(day, days), rows, alias)
    return Part(f"{alias}.last >= {asked.before(days)}", day, rows, alias)


def _intake(asked: Asked, condition: Condition, answer: str) -> Part:
    """Of the client's latest intake."""
    rows = f"""SELECT client_id, count(*) AS value, coalesce(ended_on, begun_on) AS day
        FROM intakes JOIN intake_answers ON intake_id = intakes.id
        WHERE answer = {asked.value(answer)} {asked.mine("client_id")} AND NOT EXISTS (
            SELECT 1 FROM intakes AS later WHERE later.client_id = intakes.client_id AND later.id > intakes.id)
        GROUP BY intakes.id"""
    return counted(asked, condition, rows, "{fact}.day")


def intake_no(asked: Asked, condition: Condition) -> Part:
    return _intake(asked, condition, "no")


def intake_unsure(asked: Asked, condition: Condition) -> Part:
    return _intake(asked, condition, "unsure")


def order_sum(asked: Asked, condition: Condition) -> Part:
    assert isinstance(condition.value, Money)
    limit = asked.value(condition.value.minor)
    currency = asked.value(condition.value.currency)
    return Part(
        f"orders.currency = {currency} AND orders.total {OPERATORS[condition.comparison]} {limit}", "orders.ordered_on"
    )


def _since_delivery(asked: Asked, condition: Condition, delivered: str) -> tuple[str, str]:
    """That so many days have passed since an order's delivery, and since when."""
    days = number(condition.value)
    if condition.comparison is _AT_LEAST:
        return f"{delivered} <= {asked.before(days)}", asked.later(delivered, days)
    return f"{delivered} BETWEEN {asked.before(days)} AND {asked.today}", delivered


# As storage.following.WITH_MONEY_OWED says it of a client: neither money nor bonuses have paid for it in full.
_UNPAID = """orders.paid < orders.total AND orders.paid < orders.total - (
    SELECT coalesce(sum(iif(kind = 'reversed', -amount, amount)), 0) FROM bonus_ledger
    WHERE order_id = orders.id AND kind IN ('redeemed', 'reversed'))"""


def payment_late(asked: Asked, condition: Condition) -> Part:
    # The plus keeps it from looking through all that was ever delivered: what is unpaid has an index.
    long_enough, since = _since_delivery(asked, condition, "+orders.delivered_on")
    return Part(f"{long_enough} AND {_UNPAID}", since)


# What rules out most comes first.
_NO_WORD = """NOT EXISTS (SELECT 1 FROM interactions WHERE interactions.client_id = orders.client_id
        AND happened_at > orders.delivered_on || ' 24')
    AND NOT EXISTS (SELECT 1 FROM cases AS told WHERE told.client_id = orders.client_id
        AND (told.closed_on IS NULL OR told.received_on > orders.delivered_on))
    AND NOT EXISTS (SELECT 1 FROM orders AS later WHERE later.client_id = orders.client_id
        AND later.id <> orders.id AND (later.ordered_on > orders.delivered_on
            OR (later.delivered_on, later.id) > (orders.delivered_on, orders.id)))
    AND NOT EXISTS (SELECT 1 FROM orders_asked WHERE order_id = orders.id AND heard IS NOT NULL)"""


def delivered_silent(asked: Asked, condition: Condition) -> Part:
    """Their latest order, with neither a contact nor a case since the day of delivery."""
    delivered = "orders.delivered_on"
    long_enough, since = _since_delivery(asked, condition, delivered)
    if condition.comparison is _AT_LEAST:
        # Nearly all orders were delivered long ago, and by the index of days each would be fetched from another page;
        # of a day that's worked out the index knows nothing, and the table is read from its beginning.
        long_enough = f"coalesce({delivered}, '~') <= {asked.before(number(condition.value))}"
    return Part(f"{long_enough} AND {_NO_WORD}", since)
