"""A house rule as plain data, as it stands in a book or a file: read without trusting it, written word for word."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

from evenhand.domain.money import LARGEST_TYPED, Money
from evenhand.domain.records import LetterKind
from evenhand.domain.rule_parts import (
    FACTS,
    MOST_CONDITIONS,
    MOST_DAYS,
    MOST_TIMES,
    Comparison,
    Condition,
    Fact,
    FactType,
    Gate,
    HouseRule,
    Proposal,
    RuleGroup,
    Texts,
    most_within,
)

E = TypeVar("E", bound=Enum)

_KNOWN = frozenset(
    (
        *("id", "version", "principle", "icon", "on", "group", "name", "do", "say", "for_clients"),
        *("conditions", "todo_days", "letter", "proposal", "gates"),
    )
)
_KNOWN_OF_CONDITION = frozenset(("fact", "comparison", "value", "within"))


class _NotUnderstood(Exception):
    pass


def rule_from(data: object, **more: Any) -> HouseRule:
    """The rule that the data describe, with some fields given beside them. Never raises.

    What this version doesn't know, or what is out of bounds, makes a rule that isn't understood: it holds what could be
    read of it, to be shown, and its conditions must not be asked about.
    """
    if not isinstance(data, Mapping):
        return replace(HouseRule(0, RuleGroup.CASE, (), (), understood=False), **more)
    understood = set(data) <= _KNOWN

    def read(name: str, reader: Any, otherwise: Any) -> Any:
        nonlocal understood
        if data.get(name) is None:
            return otherwise
        try:
            return reader(data[name])
        except _NotUnderstood:
            understood = False
            return otherwise

    rule = HouseRule(
        id=read("id", lambda one: _whole(one, 0, 2**62), 0),
        group=read("group", _group, RuleGroup.CASE),
        name=read("name", _texts, ()),
        conditions=read("conditions", _conditions, ()),
        do=read("do", _texts, ()),
        say=read("say", _texts, ()),
        for_clients=read("for_clients", _texts, ()),
        todo_days=read("todo_days", lambda one: _whole(one, 0, MOST_DAYS), None),
        letter=read("letter", lambda one: _member(LetterKind, one), None),
        proposal=read("proposal", lambda one: _member(Proposal, one), None),
        gates=read("gates", _gates, frozenset()),
        is_on=read("on", _yes_or_no, True),
        principle=read("principle", _text, ""),
        icon=read("icon", _text, ""),
    )
    there = data.get("group") is not None and data.get("conditions") is not None
    return replace(rule, understood=understood and there, **more)


def data_of(rule: HouseRule) -> dict[str, Any]:
    """What a book keeps of a rule: all that `rule_from` reads, without its number, its place and whether it's on."""
    data: dict[str, Any] = {
        "group": rule.group.name.lower(),
        "name": dict(rule.name),
        "conditions": [_data_of(one) for one in rule.conditions],
        "do": dict(rule.do),
        "say": dict(rule.say),
        "for_clients": dict(rule.for_clients),
        "gates": [one.value for one in Gate if one in rule.gates],
    }
    if rule.todo_days is not None:
        data["todo_days"] = rule.todo_days
    if rule.letter is not None:
        data["letter"] = rule.letter.value
    if rule.proposal is not None:
        data["proposal"] = rule.proposal.value
    return data


@lru_cache(maxsize=1024)
def readable(condition: Condition) -> bool:
    """Whether it would be understood when it's read again: one that is half typed isn't."""
    try:
        return _condition(_data_of(condition)) == condition
    except _NotUnderstood:
        return False


def _data_of(condition: Condition) -> dict[str, Any]:
    value = condition.value
    if isinstance(value, Money):
        value = f"{value.amount} {value.currency}"
    data: dict[str, Any] = {
        "fact": condition.fact.value,
        "comparison": condition.comparison.value,
        "value": value,
    }
    return data | ({"within": condition.within} if condition.within else {})


def _member(kind: type[E], value: object) -> E:
    if isinstance(value, str):
        for one in kind:
            if one.value == value:
                return one
    raise _NotUnderstood


def _group(value: object) -> RuleGroup:
    for one in RuleGroup:
        if one.name.lower() == value:
            return one
    raise _NotUnderstood


def _whole(value: object, least: int, most: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return value
    raise _NotUnderstood


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _NotUnderstood


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _NotUnderstood
    try:
        value.encode()
    except UnicodeEncodeError:  # half a character, which JSON lets through and no book can hold
        raise _NotUnderstood from None
    return value


def _texts(value: object) -> Texts:
    if not isinstance(value, Mapping):
        raise _NotUnderstood
    return tuple((_text(language), _text(words)) for language, words in value.items())


def _gates(value: object) -> frozenset[Gate]:
    return frozenset(_member(Gate, one) for one in _several(value))


def _several(value: object) -> Iterable[object]:
    if isinstance(value, list | tuple):
        return value
    raise _NotUnderstood


def _conditions(value: object) -> tuple[Condition, ...]:
    several = tuple(_several(value))
    if len(several) > MOST_CONDITIONS:
        raise _NotUnderstood
    return tuple(_condition(one) for one in several)


def _condition(data: object) -> Condition:
    if not isinstance(data, Mapping) or not set(data) <= _KNOWN_OF_CONDITION:
        raise _NotUnderstood
    fact, comparison = _member(Fact, data.get("fact")), _member(Comparison, data.get("comparison"))
    known = FACTS[fact]
    if comparison not in known.comparisons:
        raise _NotUnderstood
    within = _whole(data.get("within", 0), 0, most_within(known.window))
    if (known.window is None) != (within == 0):
        raise _NotUnderstood
    return Condition(fact, comparison, _value(fact, data.get("value")), within)


def _value(fact: Fact, value: object) -> str | int | Money:
    known = FACTS[fact]
    if known.type is FactType.NUMBER:
        return _whole(value, 0, MOST_TIMES)
    if known.type is FactType.DAYS:
        return _whole(value, 0, MOST_DAYS)
    if known.type is FactType.SUM:
        return _sum(_text(value))
    choices = ("yes", "no") if known.type is FactType.YES_NO else known.choices
    if (chosen := _text(value)) not in choices:
        raise _NotUnderstood
    return str(chosen)


def _sum(written: str) -> Money:
    amount, _space, currency = written.partition(" ")
    try:
        read = Money(Decimal(amount), currency)
    except (InvalidOperation, ValueError):
        raise _NotUnderstood from None
    if not 0 <= read.amount < LARGEST_TYPED or read.amount != Decimal(amount):
        raise _NotUnderstood
    return read
