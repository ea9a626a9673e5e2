"""A house rule as one query: the same conditions for one client and for all, and the answer as rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evenhand.domain.rule_data import readable
from evenhand.domain.rules import MOST_CONDITIONS, Condition, Fact, HouseRule, RuleGroup, Subject
from evenhand.storage import rule_case_facts as of_case
from evenhand.storage import rule_facts as facts
from evenhand.storage.rule_line import line_crossed
from evenhand.storage.rule_sql import Asked, Part
from evenhand.storage.rule_sql import Fact as FactSql

_FACTS: Mapping[Fact, FactSql] = {
    Fact.STANDING: facts.standing,
    Fact.VALUED: facts.valued,
    Fact.COMFORT_FLAG: facts.comfort_flag,
    Fact.HARD_MARKS: facts.hard_marks,
    Fact.RUDE_AT_FIRST: facts.rude_at_first,
    Fact.CASE_STEP: of_case.case_step,
    Fact.RESPONSIBILITY: of_case.responsibility,
    Fact.DAYS_UNANSWERED: of_case.days_unanswered,
    Fact.DISCOUNT_OFFERED: of_case.discount_offered,
    Fact.COMPLAINTS: facts.complaints,
    Fact.PROMISE_LATE: facts.promise_late,
    Fact.ORDER_SUM: facts.order_sum,
    Fact.PAYMENT_LATE: facts.payment_late,
    Fact.DELIVERED_SILENT: facts.delivered_silent,
    Fact.LINE_CROSSED: line_crossed,
    Fact.BONUS_EXPIRING: facts.bonus_expiring,
    Fact.DAYS_SINCE_LEFT: facts.days_since_left,
    Fact.MAY_BE_GREETED: facts.may_be_greeted,
    Fact.DAYS_SINCE_CONTACT: facts.days_since_contact,
    Fact.INTAKE_NO: facts.intake_no,
    Fact.INTAKE_UNSURE: facts.intake_unsure,
}


def _part(asked: Asked, condition: Condition) -> Part:
    if condition.fact is Fact.OPEN_CASE:
        of = of_case.open_case if condition.subject is Subject.CASE else facts.no_open_case
        return of(asked, condition)
    return _FACTS[condition.fact](asked, condition)


@dataclass(frozen=True, slots=True)
class Firing:
    """The pieces of a rule's query. Its rows are of `clients`, and of `cases` and `orders` where it's about those."""

    source: str  # what stands after FROM
    holds: str  # what stands after WHERE
    case_id: str
    order_id: str
    days: tuple[str, ...]  # since when, a day or NULL for each condition
    since: str  # the latest of them, or NULL

    def select(self, columns: str) -> str:
        return f"SELECT {columns} FROM {self.source} WHERE {self.holds}"


def speaks(rule: HouseRule) -> bool:
    """Whether the rule can be asked at all: what isn't understood, is half typed or looks at nothing stays silent."""
    asks = 0 < len(rule.conditions) <= MOST_CONDITIONS
    return rule.understood and asks and all(map(readable, rule.conditions))


def firing(rule: HouseRule, asked: Asked) -> Firing:
    """The query for whom the rule fires, about whom `asked` is: for one client and for all it's the same, narrowed."""
    parts = [_part(asked, one) for one in rule.conditions]
    subjects = {one.subject for one in rule.conditions}
    cases, orders = Subject.CASE in subjects, Subject.ORDER in subjects
    tables = []
    holds = [] if asked.archived_too else ["clients.archived = 0"]
    if cases:
        tables.append(("cases INDEXED BY open_cases", ""))
        holds.append(f"cases.closed_on IS NULL {asked.mine('cases.client_id')}")
    if orders:
        tables.append(("orders", "orders.id = cases.order_id" if cases else ""))
        if not cases and asked.client_id is not None:
            holds.append(f"orders.client_id = {asked.value(asked.client_id)}")
    client = "cases.client_id" if cases else "orders.client_id" if orders else ""
    if client:
        tables.append(("clients", f"clients.id = {client}"))
    inner = [one for one in parts if one.rows and not one.outer]
    for part in inner:
        key = "cases.id" if part.key == "case_id" else client
        tables.append((f"({part.rows}) AS {part.alias}", f"{part.alias}.{part.key} = {key}" if key else ""))
        client = client or f"{part.alias}.client_id"
    if not (cases or orders):
        tables.append(("clients", f"clients.id = {client}" if client else ""))
        if asked.client_id is not None:
            holds.append(f"clients.id = {asked.value(asked.client_id)}")
    source = " CROSS JOIN ".join(f"{table} ON {on}" if on else table for table, on in tables)
    for part in parts:
        if part.rows and part.outer:
            source += f" LEFT JOIN ({part.rows}) AS {part.alias} ON {part.alias}.{part.key} = clients.id"
    holds += [one.holds for one in parts]
    return Firing(
        source,
        " AND ".join(f"({one})" for one in holds),
        "cases.id" if cases else "NULL",
        "orders.id" if orders else "NULL",
        tuple(one.since for one in parts),
        latest([one.since for one in parts]),
    )


def latest(days: Sequence[str]) -> str:
    """The latest of the days that are known."""
    known = [one for one in dict.fromkeys(days) if one != "NULL"]
    if not known:
        return "NULL"
    if len(known) == 1:
        return known[0]
    return "nullif(max({}), '')".format(", ".join(f"coalesce({one}, '')" for one in known))


def silencing(rule: HouseRule, rules: Iterable[HouseRule]) -> list[HouseRule]:
    """Those that silence the rule for a client for whom they fire, the first to speak first."""
    if rule.group is not RuleGroup.LOYALTY:
        return []
    return [one for one in rules if one.group is RuleGroup.SELF_FIRST and one.is_on and speaks(one)]


def silenced_by(rules: Sequence[HouseRule], asked: Asked) -> str:
    """The id of the first of these rules that fires for the client; NULL where none does."""
    if not rules:
        return "NULL"
    # Each inner query names its own tables, so `clients` in it isn't the one outside.
    tests = " ".join(
        f"WHEN clients.id IN ({firing(one, asked).select('clients.id')}) THEN {asked.value(one.id)}" for one in rules
    )
    return f"CASE {tests} END"
