"""A house rule as it's being typed: everything as text, so that nothing typed is lost, whatever it is."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from evenhand import formats, wording
from evenhand.domain.money import Money, SumNotUnderstood, parse_amount
from evenhand.domain.records import LETTER_LANGUAGES, LetterKind
from evenhand.domain.rules import (
    FACTS,
    Comparison,
    Condition,
    Fact,
    FactType,
    Gate,
    HouseRule,
    Proposal,
    RuleGroup,
    RuleProblem,
    Texts,
    problems,
    text,
)
from evenhand.translation import language
from evenhand.wording import rule_problems


class Unread(NamedTuple):
    """What keeps a typed condition from being one; `in_time`: it stands in the time in which things are counted."""

    sentence: str
    in_time: bool = False


@dataclass(frozen=True)
class TypedCondition:
    """One line of the builder; `within` is typed for facts that are counted in a time."""

    fact: Fact
    comparison: Comparison
    value: str = ""
    within: str = ""
    currency: str = ""

    def read(self) -> Condition | Unread:
        """The condition, or what keeps it from being one."""
        known = FACTS[self.fact]
        value: str | int | Money = self.value
        if not self.value.strip():
            return Unread(rule_problems.problem(RuleProblem.NO_VALUE))
        if known.type is FactType.SUM:
            try:
                value = parse_amount(self.value, self.currency)
            except SumNotUnderstood as error:
                return Unread(wording.sentence(error))
        elif known.type in (FactType.NUMBER, FactType.DAYS):
            number = whole(self.value)
            if number is None:
                return Unread(rule_problems.value_range(self.fact, self.comparison))
            value = number
        within = 0
        if known.window is not None:
            read = whole(self.within)
            if read is None:
                return Unread(rule_problems.window_range(known.window), in_time=True)
            within = read
        made = Condition(self.fact, self.comparison, value, within)
        return next(iter(_troubles_of(made)), made)


def _troubles_of(one: Condition) -> list[Unread]:
    found = problems(HouseRule(0, RuleGroup.CASE, (), (one,)))
    if RuleProblem.WITHIN_OUT_OF_RANGE in found and (window := FACTS[one.fact].window):
        return [Unread(rule_problems.window_range(window), in_time=True)]
    if RuleProblem.VALUE_OUT_OF_RANGE in found:
        return [Unread(rule_problems.value_range(one.fact, one.comparison))]
    return [Unread(rule_problems.problem(problem)) for problem in found if problem is RuleProblem.NO_VALUE]


def whole(typed: str) -> int | None:
    """A whole number as typed; None for anything else."""
    bare = typed.strip()
    return int(bare) if bare.isdecimal() and len(bare) <= 9 else None


@dataclass(frozen=True)
class TypedRule:
    """All that stands in the editor, beside the rule that it was opened with (its id is 0 for a new one)."""

    rule: HouseRule
    language: str  # of the name and of what to do
    name: str
    do: str
    group: RuleGroup
    conditions: tuple[TypedCondition, ...]
    todo: str
    letter: LetterKind | None
    proposal: Proposal | None
    gates: frozenset[Gate]
    say: dict[str, str] = field(default_factory=dict)
    for_clients: dict[str, str] = field(default_factory=dict)

    def made(self, conditions: tuple[Condition, ...]) -> HouseRule:
        """The rule, with its conditions read. A to-do that isn't a whole number is left out: it's refused before."""
        return replace(
            self.rule,
            name=_with(self.rule.name, self.language, self.name),
            do=_with(self.rule.do, self.language, self.do),
            say=_texts(self.say),
            for_clients=_texts(self.for_clients),
            group=self.group,
            conditions=conditions,
            todo_days=whole(self.todo) if self.todo.strip() else None,
            letter=self.letter,
            proposal=self.proposal,
            gates=self.gates,
        )


def typed_from(rule: HouseRule, in_language: str) -> TypedRule:
    """What stands in the editor when it opens."""
    return TypedRule(
        rule,
        in_language,
        text(rule.name, in_language),
        text(rule.do, in_language),
        rule.group,
        tuple(_typed_condition(one) for one in rule.conditions),
        "" if rule.todo_days is None else str(rule.todo_days),
        rule.letter,
        rule.proposal,
        rule.gates,
        {code: dict(rule.say).get(code, "") for code in LETTER_LANGUAGES},
        {code: dict(rule.for_clients).get(code, "") for code in LETTER_LANGUAGES},
    )


def _typed_condition(one: Condition) -> TypedCondition:
    if isinstance(one.value, Money):
        typed = formats.typed(one.value, language())
        return TypedCondition(one.fact, one.comparison, typed, currency=one.value.currency)
    within = str(one.within) if FACTS[one.fact].window is not None else ""
    return TypedCondition(one.fact, one.comparison, str(one.value), within)


def _with(texts: Texts, code: str, words: str) -> Texts:
    """The texts with one language's words replaced; left as they are where the words are the ones that stood there."""
    if words.strip() == text(texts, code):
        return texts
    return _texts({**dict(texts), code: words})


def _texts(words: dict[str, str]) -> Texts:
    return tuple((code, said.strip()) for code, said in words.items() if said.strip())
