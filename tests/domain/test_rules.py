"""A rule's words, precedence, contradictions and conflicts, and how one is read from data that nobody can trust."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rule_shop
from evenhand import built_in_rules
from evenhand.domain.money import Money
from evenhand.domain.records import LetterKind
from evenhand.domain.rule_data import data_of, rule_from
from evenhand.domain.rules import (
    Comparison,
    Condition,
    Fact,
    Fired,
    Gate,
    HouseRule,
    Proposal,
    RuleGroup,
    RuleProblem,
    advice,
    conflicts,
    problems,
    text,
)

IS, IS_NOT, AT_LEAST, AT_MOST = Comparison
HARD = Condition(Fact.COMFORT_FLAG, IS, "uncomfortable")
STEP_2 = Condition(Fact.CASE_STEP, IS, "2")


def rule(*conditions: Condition, id_: int = 1000, **more: Any) -> HouseRule:
    fields = {"group": RuleGroup.CASE, "name": (("en", "Mine"),), "do": (("en", "Think"),)} | more
    return HouseRule(id_, conditions=conditions, **fields)


def marks(comparison: Comparison, value: int, within: int) -> Condition:
    return Condition(Fact.HARD_MARKS, comparison, value, within)


def order_sum(comparison: Comparison, amount: int, currency: str = "GBP") -> Condition:
    return Condition(Fact.ORDER_SUM, comparison, Money(amount, currency))


def test_words_fall_back_to_english_and_then_to_any() -> None:
    texts = (("ru", "Подумайте"), ("en", "Think"), ("ro", " "))
    assert text(texts, "ru") == "Подумайте"
    assert text(texts, "ro") == "Think"
    assert text(texts[:1], "hy") == "Подумайте"
    assert text((), "en") == ""


def test_what_speaks_first_is_first_by_group_and_then_by_place() -> None:
    one = rule(HARD, id_=1, group=RuleGroup.CASE, place=1)
    other = rule(HARD, id_=2, group=RuleGroup.OPEN_DOOR, place=9)
    last = rule(HARD, id_=3, group=RuleGroup.CASE, place=2)
    said = advice([Fired(last, 7), Fired(one, 7), Fired(other, 7)])
    assert [fired.rule.id for fired in said.speaking] == [2, 1, 3]
    assert said.silent == ()


def test_where_a_self_first_rule_speaks_loyalty_is_silent_and_says_which_silences_it() -> None:
    first = Fired(rule(HARD, id_=1, group=RuleGroup.SELF_FIRST, place=2), 7, since=date(2026, 11, 4))
    before = Fired(rule(HARD, id_=2, group=RuleGroup.SELF_FIRST, place=1), 7)
    loyal = Fired(rule(HARD, id_=3, group=RuleGroup.LOYALTY), 7)
    case = Fired(rule(HARD, id_=4), 7)
    said = advice([loyal, case, first, before])
    assert said.speaking == (before, first, case)
    assert [(one.fired, one.by) for one in said.silent] == [(loyal, before)]


def test_a_rule_in_order_has_no_problems() -> None:
    assert problems(rule(HARD, STEP_2, gates=frozenset([Gate.DOUBLE]))) == ()


@pytest.mark.parametrize(
    ("faulty", "problem"),
    [
        (rule(HARD, name=(("en", " "),)), RuleProblem.NO_NAME),
        (rule(), RuleProblem.NO_CONDITION),
        (rule(Condition(Fact.STANDING, IS, "")), RuleProblem.NO_VALUE),
        (rule(Condition(Fact.ORDER_SUM, AT_LEAST, "")), RuleProblem.NO_VALUE),
        (rule(Condition(Fact.STANDING, IS, "famous")), RuleProblem.VALUE_OUT_OF_RANGE),
        (rule(Condition(Fact.DAYS_UNANSWERED, AT_LEAST, 0)), RuleProblem.VALUE_OUT_OF_RANGE),
        (rule(Condition(Fact.DAYS_UNANSWERED, AT_LEAST, 10_000)), RuleProblem.VALUE_OUT_OF_RANGE),
        (rule(Condition(Fact.DAYS_UNANSWERED, AT_MOST, -1)), RuleProblem.VALUE_OUT_OF_RANGE),
        (rule(order_sum(AT_LEAST, 0)), RuleProblem.VALUE_OUT_OF_RANGE),
        (rule(HARD, todo_days=10_000), RuleProblem.VALUE_OUT_OF_RANGE),
        (rule(marks(AT_LEAST, 2, 0)), RuleProblem.WITHIN_OUT_OF_RANGE),
        (rule(marks(AT_LEAST, 2, 10_000)), RuleProblem.WITHIN_OUT_OF_RANGE),
        (rule(HARD, do=()), RuleProblem.NOTHING_TO_DO),
        (rule(HARD, say=(("en", "Thank you"),)), RuleProblem.SAY_LACKS_A_LANGUAGE),
    ],
)
def test_each_problem_is_named(faulty: HouseRule, problem: RuleProblem) -> None:
    assert problems(faulty) == (problem,)


@pytest.mark.parametrize(
    "conditions",
    [
        (HARD, Condition(Fact.COMFORT_FLAG, IS, "uneasy")),
        (HARD, Condition(Fact.COMFORT_FLAG, IS_NOT, "uncomfortable")),
        (Condition(Fact.VALUED, IS, "yes"), Condition(Fact.VALUED, IS, "no")),
        tuple(Condition(Fact.CASE_STEP, IS_NOT, str(step)) for step in range(1, 6)),
        (STEP_2, Condition(Fact.OPEN_CASE, IS, "no")),
        (Condition(Fact.DAYS_SINCE_LEFT, AT_LEAST, 9), Condition(Fact.STANDING, IS, "active")),
        (Condition(Fact.CASE_STEP, IS, "4"), HARD),
        (Condition(Fact.CASE_STEP, IS, "4"), Condition(Fact.VALUED, IS, "no")),
        (Condition(Fact.PROMISE_LATE, AT_LEAST, 3), Condition(Fact.PROMISE_LATE, AT_MOST, 2)),
        (marks(AT_LEAST, 3, 7), marks(AT_MOST, 2, 30)),
        (order_sum(AT_LEAST, 500), order_sum(AT_MOST, 400)),
        (order_sum(AT_LEAST, 500), order_sum(AT_LEAST, 500, "EUR")),
    ],
)
def test_conditions_that_contradict_each_other_are_told(conditions: tuple[Condition, ...]) -> None:
    assert problems(rule(*conditions)) == (RuleProblem.CAN_NOT_HOLD,)


@pytest.mark.parametrize(
    "conditions",
    [
        tuple(Condition(Fact.COMFORT_FLAG, IS_NOT, one) for one in ("comfortable", "uneasy", "uncomfortable")),
        (marks(AT_LEAST, 3, 30), marks(AT_MOST, 2, 7)),
        (order_sum(AT_LEAST, 400), order_sum(AT_MOST, 400)),
        (Condition(Fact.CASE_STEP, IS_NOT, "4"), HARD),
    ],
)
def test_conditions_that_agree_are_left_alone(conditions: tuple[Condition, ...]) -> None:
    assert problems(rule(*conditions)) == ()


def test_two_letters_in_one_group_are_at_odds_and_in_two_groups_the_order_decides() -> None:
    one = rule(STEP_2, id_=1, letter=LetterKind.OPTIONS)
    other = rule(Condition(Fact.RESPONSIBILITY, IS, "ours"), id_=2, letter=LetterKind.APOLOGY)
    assert conflicts([one, other]) == {1: (2,), 2: (1,)}
    assert conflicts([one, replace(other, group=RuleGroup.OPEN_DOOR)]) == {}


def test_rules_that_can_never_meet_are_not_at_odds() -> None:
    one = rule(STEP_2, id_=1, letter=LetterKind.OPTIONS)
    other = rule(Condition(Fact.CASE_STEP, IS, "3"), id_=2, letter=LetterKind.APOLOGY)
    assert conflicts([one, other]) == {}


def test_a_rule_that_asks_before_doubling_is_at_odds_with_one_that_proposes_it() -> None:
    asks = rule(Condition(Fact.LINE_CROSSED, IS, "yes"), id_=1, group=RuleGroup.LINE, gates=frozenset([Gate.DOUBLE]))
    doubles = rule(Condition(Fact.VALUED, IS, "yes"), id_=2, group=RuleGroup.LOYALTY, do=(), proposal=Proposal.DOUBLE)
    assert conflicts([asks, doubles]) == {1: (2,), 2: (1,)}
    assert conflicts([replace(asks, group=RuleGroup.SELF_FIRST), doubles]) == {}  # then doubling is silent
    assert conflicts([replace(asks, is_on=False), doubles]) == {}


def test_a_bonus_is_one_of_the_two_that_a_client_may_choose_from_and_not_at_odds_with_them() -> None:
    one = rule(STEP_2, id_=1, proposal=Proposal.BONUS)
    assert conflicts([one, rule(HARD, id_=2, proposal=Proposal.BONUS_OR_GIFT)]) == {}
    assert conflicts([one, rule(HARD, id_=2, proposal=Proposal.REFUND)]) == {1: (2,), 2: (1,)}


def test_the_same_twice_in_the_same_situation_is_at_odds() -> None:
    assert conflicts([rule(HARD, id_=1), rule(HARD, id_=2)]) == {1: (2,), 2: (1,)}


def test_the_rules_that_come_with_the_app_are_in_order_and_at_peace() -> None:
    words = built_in_rules.words("en")
    texts = {id_: {name: {"en": one} for name, one in of.items()} for id_, of in words.items()}
    rules = [rule_from(one | texts[str(one["id"])]) for one in built_in_rules.data()]
    notes = {RuleProblem.SAY_LACKS_A_LANGUAGE}
    assert {one.id: problems(one) for one in rules if not one.understood or set(problems(one)) - notes} == {}
    assert conflicts(rules) == {}
    assert len({one.id for one in rules}) == len(rules)
    principles = {f"P{number}" for number in (1, 4, 5, *range(7, 19), 21)}
    assert {one.principle for one in rules} - {""} == principles


UNKNOWN: list[tuple[str, Any]] = [
    ("conditions", [{"fact": "shoe_size", "comparison": "is", "value": "9"}]),
    ("conditions", [{"fact": "standing", "comparison": "resembles", "value": "left"}]),
    ("conditions", [{"fact": "standing", "comparison": "at_least", "value": "left"}]),
    ("conditions", [{"fact": "standing", "comparison": "is", "value": "famous"}]),
    ("conditions", [{"fact": "valued", "comparison": "is", "value": True}]),
    ("conditions", [{"fact": "promise_late", "comparison": "at_least", "value": "2"}]),
    ("conditions", [{"fact": "promise_late", "comparison": "at_least", "value": 10_000}]),
    ("conditions", [{"fact": "promise_late", "comparison": "at_least", "value": 2, "within": 30}]),
    ("conditions", [{"fact": "hard_marks", "comparison": "at_least", "value": 2}]),
    ("conditions", [{"fact": "hard_marks", "comparison": "at_least", "value": 2, "within": 10_000}]),
    ("conditions", [{"fact": "order_sum", "comparison": "at_least", "value": "500"}]),
    ("conditions", [{"fact": "order_sum", "comparison": "at_least", "value": "5.001 GBP"}]),
    ("conditions", [{"fact": "order_sum", "comparison": "at_least", "value": "NaN GBP"}]),
    ("conditions", [{"fact": "valued", "comparison": "is", "value": "yes", "unless": "it rains"}]),
    ("conditions", {"fact": "valued"}),
    ("conditions", None),
    ("group", "fortune"),
    ("letter", "invoice"),
    ("proposal", "holiday"),
    ("gates", ["new_year"]),
    ("todo_days", -1),
    ("name", "Mine"),
    ("say", {"en": 7}),
    ("say", {"en": "\ud800"}),
    ("sing", {"en": "la"}),
]


@pytest.mark.parametrize(("name", "value"), UNKNOWN)
def test_what_isnt_known_makes_a_rule_that_isnt_understood(name: str, value: Any) -> None:
    data = data_of(rule(HARD))
    assert rule_from(data).understood
    read = rule_from(data | {name: value})
    assert not read.understood
    if name != "name":
        assert text(read.name, "en") == "Mine"  # enough of it to be shown


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(_json | st.dictionaries(st.sampled_from([*data_of(rule(HARD)), "letter", "todo_days"]), _json))
def test_reading_never_raises(data: Any) -> None:
    rule_from(data)


@given(
    st.lists(rule_shop.conditions(), min_size=1, max_size=4),
    st.dictionaries(st.sampled_from(["en", "ru", "ro", "hy"]), st.text(max_size=9)),
    st.sampled_from(RuleGroup),
    st.sampled_from([None, *LetterKind]),
    st.sampled_from([None, *Proposal]),
    st.sets(st.sampled_from(Gate)),
    st.none() | st.integers(0, 3650),
)
def test_a_rule_comes_back_from_a_book_as_it_went_in(
    of: list[Condition],
    words: dict[str, str],
    group: RuleGroup,
    letter: LetterKind | None,
    proposal: Proposal | None,
    gates: set[Gate],
    todo_days: int | None,
) -> None:
    texts = tuple(words.items())
    gone_in = HouseRule(0, group, texts, tuple(of), texts, texts, texts, todo_days, letter, proposal, frozenset(gates))
    assert rule_from(json.loads(json.dumps(data_of(gone_in)))) == gone_in


def test_a_sum_is_kept_exactly() -> None:
    data = data_of(rule(Condition(Fact.ORDER_SUM, AT_LEAST, Money(Decimal("500.10"), "GBP"))))
    assert data["conditions"][0]["value"] == "500.10 GBP"
    assert rule_from(data).conditions[0].value == Money(Decimal("500.10"), "GBP")
