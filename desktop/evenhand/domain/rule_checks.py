"""What is wrong with a house rule, and which rules are at odds with each other."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations

from evenhand.domain.comfort import Comfort
from evenhand.domain.money import LARGEST_TYPED, Money
from evenhand.domain.records import LETTER_LANGUAGES, Standing
from evenhand.domain.rule_parts import (
    FACTS,
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
    Subject,
    most_within,
)


class RuleProblem(StrEnum):
    """Why a rule can't work as it stands."""

    NO_NAME = "no_name"
    NO_CONDITION = "no_condition"
    NO_VALUE = "no_value"
    VALUE_OUT_OF_RANGE = "value_out_of_range"
    WITHIN_OUT_OF_RANGE = "within_out_of_range"
    CAN_NOT_HOLD = "can_not_hold"  # its conditions contradict each other
    NOTHING_TO_DO = "nothing_to_do"
    SAY_LACKS_A_LANGUAGE = "say_lacks_a_language"  # no mistake: English, or any other, is taken instead


def problems(rule: HouseRule) -> tuple[RuleProblem, ...]:
    """What is wrong with it, each once, in the order of RuleProblem."""
    found = set(_problems(rule))
    return tuple(one for one in RuleProblem if one in found)


def _problems(rule: HouseRule) -> Iterator[RuleProblem]:
    if not any(words.strip() for _language, words in rule.name):
        yield RuleProblem.NO_NAME
    if not rule.conditions:
        yield RuleProblem.NO_CONDITION
    of_each = [problem for one in rule.conditions for problem in _problems_of(one)]
    yield from of_each
    if not of_each and not can_hold(rule.conditions):
        yield RuleProblem.CAN_NOT_HOLD
    if rule.todo_days is not None and not 0 <= rule.todo_days <= MOST_DAYS:
        yield RuleProblem.VALUE_OUT_OF_RANGE
    said = {language for language, words in rule.say if words.strip()}
    does = any(words.strip() for _language, words in rule.do)
    if not (does or said or rule.gates or rule.letter or rule.proposal or rule.todo_days is not None):
        yield RuleProblem.NOTHING_TO_DO
    if said and not said >= set(LETTER_LANGUAGES):
        yield RuleProblem.SAY_LACKS_A_LANGUAGE


_MOST = {FactType.NUMBER: MOST_TIMES, FactType.DAYS: MOST_DAYS}


def _problems_of(condition: Condition) -> Iterator[RuleProblem]:
    known, value = FACTS[condition.fact], condition.value
    if known.window and not 1 <= condition.within <= most_within(known.window):
        yield RuleProblem.WITHIN_OUT_OF_RANGE
    if value == "" or value is None:
        yield RuleProblem.NO_VALUE
    elif known.type in _MOST:
        least = 1 if condition.comparison is Comparison.AT_LEAST else 0  # "at least none" says nothing
        if not isinstance(value, int) or not least <= value <= _MOST[known.type]:
            yield RuleProblem.VALUE_OUT_OF_RANGE
    elif known.type is FactType.SUM:
        if not isinstance(value, Money):
            yield RuleProblem.NO_VALUE
        elif not 0 < value.amount < LARGEST_TYPED:
            yield RuleProblem.VALUE_OUT_OF_RANGE
    elif value not in (known.choices or ("yes", "no")):
        yield RuleProblem.VALUE_OUT_OF_RANGE


def can_hold(conditions: Iterable[Condition]) -> bool:
    """Whether all of them can be true of one client at once, as far as they themselves tell."""
    all_ = [*conditions, *_implied(conditions := list(conditions))]
    if any(one.subject is Subject.CASE for one in conditions) and _says(conditions, Fact.OPEN_CASE, "no"):
        return False
    by_fact: dict[Fact, list[Condition]] = {}
    for one in all_:
        by_fact.setdefault(one.fact, []).append(one)
    return all(_agree(fact, ones) for fact, ones in by_fact.items())


def _says(conditions: Iterable[Condition], fact: Fact, value: str) -> bool:
    return any(one.fact is fact and one.value == value and one.comparison is Comparison.IS for one in conditions)


def _implied(conditions: Sequence[Condition]) -> list[Condition]:
    """What has to be true for some of the facts to be there at all."""
    found = []
    if any(one.fact is Fact.DAYS_SINCE_LEFT for one in conditions):
        found.append(Condition(Fact.STANDING, Comparison.IS, Standing.LEFT.value))
    if _says(conditions, Fact.CASE_STEP, "4"):  # as domain.case.may_double says
        found.append(Condition(Fact.VALUED, Comparison.IS, "yes"))
        found += [
            Condition(Fact.COMFORT_FLAG, Comparison.IS_NOT, one.value)
            for one in (Comfort.UNEASY, Comfort.UNCOMFORTABLE)
        ]
    return found


def _agree(fact: Fact, conditions: Sequence[Condition]) -> bool:
    known = FACTS[fact]
    if known.type in (FactType.CHOICE, FactType.YES_NO):
        left = set(known.choices or ("yes", "no"))
        if fact is Fact.COMFORT_FLAG:
            left.add("")  # none was set
        for one in conditions:
            left = {value for value in left if (value == one.value) == (one.comparison is Comparison.IS)}
        return bool(left)
    return not any(_at_odds(one, other) for one in conditions for other in conditions)


def _at_odds(least: Condition, most: Condition) -> bool:
    """At least so many, and at most fewer; what is counted in a longer time is never fewer."""
    if least.comparison is not Comparison.AT_LEAST or most.comparison is not Comparison.AT_MOST:
        return _two_currencies(least.value, most.value)
    if _two_currencies(least.value, most.value):
        return True
    one, other = least.value, most.value
    if isinstance(one, Money) and isinstance(other, Money):
        return one > other
    return isinstance(one, int) and isinstance(other, int) and least.within <= most.within and one > other


def _two_currencies(one: object, other: object) -> bool:
    return isinstance(one, Money) and isinstance(other, Money) and one.currency != other.currency


def conflicts(rules: Sequence[HouseRule]) -> dict[int, tuple[int, ...]]:
    """By a rule's id, the ids of those that are at odds with it, in their order.

    Two rules that are on are at odds when both may speak for one client and they do things of one sort in the very same
    situation, propose different letters or compensations from within one group (between groups the order of precedence
    decides), or one asks before what the other proposes.
    """
    found: dict[int, list[int]] = {}
    asked = [one for one in rules if one.is_on and one.understood and one.conditions]
    for one, other in combinations(asked, 2):
        if _silences(one, other) or not (_same(one, other) or _differ(one, other) or _asks_before(one, other)):
            continue
        if can_hold((*one.conditions, *other.conditions)):
            found.setdefault(one.id, []).append(other.id)
            found.setdefault(other.id, []).append(one.id)
    return {id_: tuple(others) for id_, others in found.items()}


def _silences(one: HouseRule, other: HouseRule) -> bool:
    return {one.group, other.group} == {RuleGroup.SELF_FIRST, RuleGroup.LOYALTY}


def _same(one: HouseRule, other: HouseRule) -> bool:
    return set(one.conditions) == set(other.conditions) and bool(_sorts(one) & _sorts(other))


def _sorts(rule: HouseRule) -> set[str]:
    does = {"letter": rule.letter, "proposal": rule.proposal, "gates": rule.gates}
    sorts = {name for name, what in does.items() if what} | ({"to-do"} if rule.todo_days is not None else set())
    return sorts or {"advice"}


_EITHER = {Proposal.BONUS, Proposal.GIFT, Proposal.BONUS_OR_GIFT}


def _differ(one: HouseRule, other: HouseRule) -> bool:
    if one.group is not other.group:
        return False
    proposals = {one.proposal, other.proposal} - {None}
    at_odds = len(proposals) == 2 and not (Proposal.BONUS_OR_GIFT in proposals and proposals <= _EITHER)
    return at_odds or (one.letter is not other.letter and one.letter is not None and other.letter is not None)


def _asks_before(one: HouseRule, other: HouseRule) -> bool:
    return any(Gate.DOUBLE in a.gates and b.proposal is Proposal.DOUBLE for a, b in ((one, other), (other, one)))
