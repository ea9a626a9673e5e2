"""A rule's When is said from its conditions, so it can't say anything else than what the rule looks at."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from evenhand import translation
from evenhand.domain.comfort import Comfort
from evenhand.domain.money import Money
from evenhand.domain.records import LETTER_LANGUAGES, Standing
from evenhand.domain.rule_data import rule_from
from evenhand.domain.rules import (
    FACTS,
    Comparison,
    Condition,
    Fact,
    FactType,
    Fired,
    Gate,
    HouseRule,
    Proposal,
    RuleGroup,
    RuleProblem,
    Silenced,
)
from evenhand.wording import rule_facts, rule_problems, rules

DAY = date(2026, 11, 4)
UNCOMFORTABLE = Condition(Fact.COMFORT_FLAG, Comparison.IS, Comfort.UNCOMFORTABLE)
LATE = Condition(Fact.PAYMENT_LATE, Comparison.AT_LEAST, 7)


def rule(*conditions: Condition, name: str = "Late payment", group: RuleGroup = RuleGroup.CASE) -> HouseRule:
    return HouseRule(1, group, (("en", name),), conditions)


def every_condition() -> Iterator[Condition]:
    """Each fact with each comparison, and with each value that there is, or two numbers."""
    for fact, known in FACTS.items():
        within = (0,) if known.window is None else (1, 30)
        values: tuple[str | int | Money, ...] = known.choices or (1, 7)
        if known.type is FactType.YES_NO:
            values = ("yes", "no")
        elif known.type is FactType.SUM:
            values = (Money(50_000, "GBP"),)
        for comparison in known.comparisons:
            for value in values:
                for time in within:
                    yield Condition(fact, comparison, value, time)


def test_each_condition_that_can_be_made_has_a_sentence_of_its_own() -> None:
    said = [rules.condition(one) for one in every_condition()]
    assert len(said) > 90
    assert len(set(said)) == len(said)
    for sentence in said:
        assert sentence[0].isupper() or sentence[0].isdigit(), sentence
        assert not re.search(r"[{}!]", sentence), sentence
        assert not sentence.endswith("."), sentence


def test_a_payment_that_is_late_is_said_with_its_days() -> None:
    assert rules.condition(LATE) == "Payment is 7 days late or more"
    assert rules.condition(Condition(Fact.PAYMENT_LATE, Comparison.AT_LEAST, 1)) == "Payment is 1 day late or more"


def test_what_is_counted_in_a_time_says_how_far_back() -> None:
    twice = Condition(Fact.HARD_MARKS, Comparison.AT_LEAST, 2, 30)
    assert rules.condition(twice) == "2 uncomfortable contacts or more in the last 30 days"
    once = Condition(Fact.COMPLAINTS, Comparison.AT_MOST, 1, 1)
    assert rules.condition(once) == "1 case at most in the last 1 month"


def test_all_conditions_of_a_rule_are_one_sentence() -> None:
    order = Condition(Fact.ORDER_SUM, Comparison.AT_LEAST, Money(50_000, "GBP"))
    text = rules.situation(rule(LATE, order, UNCOMFORTABLE)).replace("\u00a0", " ")
    assert (
        text == "Payment is 7 days late or more, an order is £50,000 or more, and you marked this client uncomfortable"
    )
    assert rules.situation(rule()) == ""


def test_a_rule_tells_since_when_it_holds_as_far_as_that_is_known() -> None:
    both = Fired(rule(UNCOMFORTABLE, LATE), 1, days=(DAY, None))
    said = rules.because(both).replace("\u00a0", " ")
    assert said == "You marked this client uncomfortable on 4 November 2026, and payment is 7 days late or more"
    late = rules.because(Fired(rule(LATE), 1, days=(DAY,))).replace("\u00a0", " ")
    assert late == "Payment is 7 days late or more, since 4 November 2026"


def test_a_silent_rule_names_what_silences_it() -> None:
    doubling = Fired(rule(name="Doubling", group=RuleGroup.LOYALTY), 1)
    first = Fired(rule(UNCOMFORTABLE, name="Not comfortable", group=RuleGroup.SELF_FIRST), 1, days=(DAY,))
    said = rules.silent_because(Silenced(doubling, first)).replace("\u00a0", " ")
    assert said == "“Doubling” is silent: you marked this client uncomfortable on 4 November 2026"


def test_what_a_rule_does_is_said_thing_by_thing() -> None:
    doing = rule_from(
        {
            "group": "case",
            "conditions": [],
            "todo_days": 3,
            "letter": "refund",
            "proposal": "bonus",
            "gates": ["discount", "new_order"],
        }
    )
    assert rules.doings(doing) == (
        "Stands on Today after 3 days",
        "Proposes the letter “Refund”",
        "Proposes: a bonus",
        "Asks you first: a new order, a discount",
    )
    assert rules.doings(rule()) == ()


def test_groups_gates_and_what_is_proposed_have_words_of_their_own() -> None:
    for said in (
        [rules.group_word(one) for one in RuleGroup],
        [rules.group_note(one) for one in RuleGroup],
        [rules.gate_word(one) for one in Gate],
        [rules.proposal_word(one) for one in Proposal],
        [rule_facts.fact_word(one) for one in Fact],
        [rule_facts.comparison_word(one) for one in Comparison],
    ):
        assert all(said)
        assert len(set(said)) == len(said)


def test_each_value_to_choose_has_its_word() -> None:
    for fact, known in FACTS.items():
        chosen = rule_facts.value_words(fact)
        assert bool(chosen) is (known.type in (FactType.YES_NO, FactType.CHOICE)), fact
        assert len({words for _value, words in chosen}) == len(chosen)


def test_what_keeps_a_rule_from_being_kept_is_said_in_one_sentence() -> None:
    at_their_fields = {
        RuleProblem.VALUE_OUT_OF_RANGE,
        RuleProblem.WITHIN_OUT_OF_RANGE,
        RuleProblem.SAY_LACKS_A_LANGUAGE,
    }
    for one in set(RuleProblem) - at_their_fields:
        assert rule_problems.problem(one).endswith(".")
    assert rule_problems.value_range(Fact.PAYMENT_LATE, Comparison.AT_LEAST) == "Write a whole number from 1 to 3650."
    assert rule_problems.value_range(Fact.HARD_MARKS, Comparison.AT_MOST) == "Write a whole number from 0 to 99."


@pytest.mark.parametrize("language", LETTER_LANGUAGES)
def test_every_condition_is_said_in_every_screen_language(language: str) -> None:
    translation.use(language)
    for one in every_condition():
        assert not re.search(r"[{}]", rules.condition(one))


@pytest.mark.parametrize(
    ("comparison", "standing", "said"),
    [
        (Comparison.IS, Standing.PROSPECT, "The client is a prospect"),
        (Comparison.IS_NOT, Standing.PROSPECT, "The client isn't a prospect"),
        (Comparison.IS, Standing.LEFT, "The client has left"),
        (Comparison.IS_NOT, Standing.PARTED, "You haven't parted with the client"),
    ],
)
def test_a_clients_standing_is_said_as_one_says_it(comparison: Comparison, standing: Standing, said: str) -> None:
    assert rules.condition(Condition(Fact.STANDING, comparison, standing.value)) == said
