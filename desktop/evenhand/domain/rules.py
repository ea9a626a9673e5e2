"""House rules: when this holds, do that, say this. A rule is data: nothing in it is ever run."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from evenhand.domain.rule_checks import RuleProblem, conflicts, problems
from evenhand.domain.rule_parts import (
    FACTS,
    MOST_CONDITIONS,
    MOST_DAYS,
    MOST_MONTHS,
    MOST_TIMES,
    OWN_FROM,
    Comparison,
    Condition,
    Fact,
    FactType,
    Gate,
    HouseRule,
    KnownFact,
    Proposal,
    RuleGroup,
    Subject,
    Texts,
    Window,
)

__all__ = [
    "FACTS",
    "MOST_CONDITIONS",
    "MOST_DAYS",
    "MOST_MONTHS",
    "MOST_TIMES",
    "OWN_FROM",
    "Advice",
    "Comparison",
    "Condition",
    "Fact",
    "FactType",
    "Fired",
    "Gate",
    "GateAnswer",
    "GateAnswerKind",
    "HouseRule",
    "KnownFact",
    "Proposal",
    "RuleAnswer",
    "RuleGroup",
    "RuleProblem",
    "Silenced",
    "Subject",
    "Texts",
    "Window",
    "advice",
    "conflicts",
    "problems",
    "text",
]


class GateAnswerKind(StrEnum):
    GO_ON = "go_on"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fires for a client: perhaps in a case, perhaps about an order."""

    rule: HouseRule
    client_id: int
    case_id: int | None = None
    order_id: int | None = None
    since: date | None = None  # the latest of the days below; None where none is known
    days: tuple[date | None, ...] = ()  # for each condition, the day on which it came to hold, where that is known


@dataclass(frozen=True, slots=True)
class Silenced:
    """A rule that would fire, and the one that silences it."""

    fired: Fired
    by: Fired


@dataclass(frozen=True, slots=True)
class Advice:
    """What the house rules say about one client, first things first."""

    speaking: tuple[Fired, ...] = ()
    silent: tuple[Silenced, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """A to-do of a rule's that was done, or put off until a day."""

    id: int
    rule_id: int
    client_id: int
    answered_on: date
    case_id: int | None = None
    order_id: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """What the owner answered at a gate. The rule's name is kept as it was then."""

    id: int
    client_id: int
    gate: Gate
    rule_id: int
    rule_name: str = field(repr=False)
    answer: GateAnswerKind
    answered_on: date


def text(texts: Texts, language: str) -> str:
    """The words in the language, else in English, else in any other they are written in; "" when there are none."""
    written = {code: words for code, words in texts if words.strip()}
    return written.get(language) or written.get("en") or next(iter(written.values()), "")


def advice(fired: Sequence[Fired]) -> Advice:
    """What speaks, in the order of precedence: by group, then by place. Where a self-first rule speaks, loyalty is
    silent.
    """
    in_order = sorted(fired, key=_precedence)
    first = next((one for one in in_order if one.rule.group is RuleGroup.SELF_FIRST), None)
    if first is None:
        return Advice(tuple(in_order))
    return Advice(
        tuple(one for one in in_order if one.rule.group is not RuleGroup.LOYALTY),
        tuple(Silenced(one, first) for one in in_order if one.rule.group is RuleGroup.LOYALTY),
    )


def _precedence(fired: Fired) -> tuple[int, ...]:
    rule = fired.rule
    return rule.group, rule.place, rule.id, fired.case_id or 0, fired.order_id or 0
