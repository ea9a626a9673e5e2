"""For whom the house rules fire: for one client, for all, and what they put on Today."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from evenhand.domain.calendar import UnknownCountry, is_working_day
from evenhand.domain.rules import Advice, Fact, Fired, HouseRule, advice
from evenhand.storage.connection import Connection
from evenhand.storage.rule_line import as_fraction
from evenhand.storage.rule_queries import Firing, firing, silenced_by, silencing, speaks
from evenhand.storage.rule_sql import Asked, Settings


class FiredRow(NamedTuple):
    """One client for whom a rule fires, perhaps in a case, perhaps about an order."""

    client_id: int
    client_name: str
    case_id: int | None
    order_id: int | None
    since: date | None
    silenced_by: int | None  # the id of the rule that silences it


class TodoRow(NamedTuple):
    """What a rule puts on Today."""

    rule: HouseRule
    client_id: int
    client_name: str
    case_id: int | None
    order_id: int | None
    due_on: date
    since: date | None


class RuleFiring:
    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def advice(self, rules: Iterable[HouseRule], client_id: int, today: date, *, archived_too: bool = False) -> Advice:
        asking = [one for one in rules if one.is_on and speaks(one)]
        settings = self._settings(asking, today, client_id)
        fired: list[Fired] = []
        for rule in asking:
            asked = Asked(settings, client_id, archived_too=archived_too)
            found = firing(rule, asked)
            columns = ", ".join((found.case_id, found.order_id, *found.days))
            for case_id, order_id, *since in self._book.rows(found.select(columns), asked.parameters):
                days = tuple(_day(one) for one in since)
                latest = max((one for one in days if one), default=None)
                fired.append(Fired(rule, client_id, case_id, order_id, latest, days))
        return advice(fired)

    def count(self, rule: HouseRule, rules: Sequence[HouseRule], today: date) -> int:
        if not speaks(rule):
            return 0
        asked, found, silenced = self._asked(rule, rules, today)
        sql = found.select("count(DISTINCT clients.id)")
        if silenced != "NULL":
            sql += f" AND {silenced} IS NULL"
        return int(self._book.value(sql, asked.parameters))

    def rows(
        self, rule: HouseRule, rules: Sequence[HouseRule], today: date, limit: int, after: FiredRow | None
    ) -> list[FiredRow]:
        if not speaks(rule):
            return []
        asked, found, silenced = self._asked(rule, rules, today)
        case, order = f"coalesce({found.case_id}, 0)", f"coalesce({found.order_id}, 0)"
        sql = found.select(
            f"clients.id, clients.name, {found.case_id}, {found.order_id}, {found.since}, {silenced} AS silenced"
        )
        if after is not None:
            place = ", ".join(asked.value(one) for one in (after.client_id, after.case_id or 0, after.order_id or 0))
            sql += f""" AND (clients.sort_key, clients.id, {case}, {order}) >
                ((SELECT sort_key FROM clients AS last WHERE last.id = {asked.value(after.client_id)}), {place})"""
        sql += f" ORDER BY clients.sort_key, clients.id, {case}, {order} LIMIT {asked.value(limit)}"
        return [
            FiredRow(client_id, name, case_id, order_id, _day(since), by)
            for client_id, name, case_id, order_id, since, by in self._book.rows(sql, asked.parameters)
        ]

    def todos(self, rules: Sequence[HouseRule], today: date, limit: int) -> list[TodoRow]:
        found = [
            one
            for rule in rules
            if rule.is_on and rule.todo_days is not None and speaks(rule)
            for one in self._todos(rule, rules, today, limit)
        ]
        found.sort(key=lambda one: (one.due_on, one.rule.group, one.rule.place, one.client_name, one.client_id))
        return found[:limit] if limit >= 0 else found

    def _todos(self, rule: HouseRule, rules: Sequence[HouseRule], today: date, limit: int) -> list[TodoRow]:
        asked, found, silenced = self._asked(rule, rules, today)
        after = asked.value(f"{rule.todo_days:+d} days")
        sql = f"""WITH fired AS ({
            found.select(
                f"clients.id AS client_id, clients.name AS name, {found.case_id} AS case_id, "
                f"{found.order_id} AS order_id, {found.since} AS since, {silenced} AS silenced"
            )
        }), due AS (
            SELECT client_id, name, case_id, order_id, max(coalesce(date(since, {after}), {asked.today}), coalesce((
                SELECT max(until) FROM rule_answers WHERE {_ANSWERED.format(rule=asked.value(rule.id))}
            ), '')) AS due_on, since FROM fired WHERE silenced IS NULL AND NOT EXISTS (
                SELECT 1 FROM rule_answers WHERE {_ANSWERED.format(rule=asked.value(rule.id))}
                    AND until IS NULL AND answered_on >= coalesce(since, '')))
        SELECT client_id, name, case_id, order_id, due_on, since FROM due WHERE due_on <= {asked.today}
        ORDER BY due_on, client_id LIMIT {asked.value(limit)}"""
        return [
            TodoRow(rule, client_id, name, case_id, order_id, date.fromisoformat(due_on), _day(since))
            for client_id, name, case_id, order_id, due_on, since in self._book.rows(sql, asked.parameters)
        ]

    def everybody(self, rule: HouseRule, today: date) -> bool:
        if not speaks(rule):
            return False
        asked, found, _silenced = self._asked(rule, (), today)
        inner = found.select("clients.id")
        left_out = f"SELECT 1 FROM clients WHERE archived = 0 AND id NOT IN ({inner}) LIMIT 1"
        someone = self._book.value("SELECT 1 FROM clients WHERE archived = 0 LIMIT 1")
        return bool(someone) and self._book.value(left_out, asked.parameters) is None

    def _asked(self, rule: HouseRule, rules: Sequence[HouseRule], today: date) -> tuple[Asked, Firing, str]:
        """The query for whom the rule fires, and in it the expression for the rule that silences it."""
        louder = silencing(rule, rules)
        asked = Asked(self._settings((rule, *louder), today))
        return asked, firing(rule, asked), silenced_by(louder, asked)

    def _settings(self, rules: Iterable[HouseRule], today: date, client_id: int | None = None) -> Settings:
        facts = {condition.fact for rule in rules if speaks(rule) for condition in rule.conditions}
        owner = self._book.row("SELECT country, usual_margin FROM owner") or ("", None)
        first = None
        if Fact.DAYS_UNANSWERED in facts:
            whose = "" if client_id is None else "AND client_id = ?"
            sql = f"SELECT min(received_on) FROM cases WHERE closed_on IS NULL {whose}"
            first = self._book.value(sql, () if client_id is None else (client_id,))
        days = _working_days(owner[0], date.fromisoformat(first), today) if first else "{}"
        return Settings(today, days, as_fraction(owner[1]))


# The same to-do of the same rule: of the same client, in the same case, about the same order.
_ANSWERED = """rule_answers.client_id = fired.client_id AND rule_id = {rule}
    AND rule_answers.case_id IS fired.case_id AND rule_answers.order_id IS fired.order_id"""


@lru_cache(maxsize=64)
def _working_days(country: str, first: date, today: date) -> str:
    """JSON: each day from the first to today, and how many of those up to it were working days after the first.

    Empty where the country's holidays aren't known: then nothing is late.
    """
    counted, days = 0, {}
    try:
        for n in range((today - first).days + 1):
            day = first + timedelta(n)
            counted += is_working_day(day, country) if n else 0
            days[day.isoformat()] = counted
    except UnknownCountry:
        return "{}"
    return json.dumps(days)


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
