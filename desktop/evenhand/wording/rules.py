"""House rules in the screen's language: what a rule looks at, what it does, why it speaks or is silent.

What is shown begins with a capital and has no stop at its end.
"""

from datetime import date

from evenhand import formats
from evenhand.domain import rules
from evenhand.domain.comfort import Comfort
from evenhand.domain.rules import (
    Comparison,
    Condition,
    Fact,
    Fired,
    Gate,
    HouseRule,
    Proposal,
    RuleGroup,
    Silenced,
)
from evenhand.translation import N_, _, language, ngettext
from evenhand.wording.rule_clauses import clause
from evenhand.wording.values import word

_IS = Comparison.IS

_ON_A_DAY = {
    (Fact.COMFORT_FLAG, _IS, Comfort.COMFORTABLE): N_("you marked this client comfortable on {day}"),
    (Fact.COMFORT_FLAG, _IS, Comfort.UNEASY): N_("you marked this client uneasy on {day}"),
    (Fact.COMFORT_FLAG, _IS, Comfort.UNCOMFORTABLE): N_("you marked this client uncomfortable on {day}"),
    (Fact.RUDE_AT_FIRST, _IS, "yes"): N_("the first contact, on {day}, was rude"),
    (Fact.OPEN_CASE, _IS, "yes"): N_("a case was opened on {day}"),
}

_GROUPS = {
    RuleGroup.SELF_FIRST: N_("First me"),
    RuleGroup.OPEN_DOOR: N_("The open door"),
    RuleGroup.LINE: N_("The line"),
    RuleGroup.CASE: N_("When something is wrong"),
    RuleGroup.LOYALTY: N_("Loyalty"),
}
_GROUP_NOTES = {
    RuleGroup.SELF_FIRST: N_(
        "These speak before all others. While one fires for a client, loyalty is silent for that client."
    ),
    RuleGroup.OPEN_DOOR: N_("These come second: you and the client may part at any time."),
    RuleGroup.LINE: N_("These come third: what keeping a client may cost."),
    RuleGroup.CASE: N_("These come fourth: what you do about orders and cases."),
    RuleGroup.LOYALTY: N_("These speak last, and only where none of the first group fires."),
}
_GATES = {
    Gate.NEW_ORDER: N_("A new order"),
    Gate.DISCOUNT: N_("A discount"),
    Gate.DOUBLE: N_("Gift and bonus together"),
}
_PROPOSALS = {
    Proposal.REFUND: N_("Money back"),
    Proposal.BONUS: N_("A bonus"),
    Proposal.GIFT: N_("A gift"),
    Proposal.BONUS_OR_GIFT: N_("Gift or bonus, as the client chooses"),
    Proposal.DOUBLE: N_("Gift and bonus together"),
}


def condition(one: Condition) -> str:
    """One condition: "Payment is 7 days late or more"."""
    return _capital(clause(one))


def situation(rule: HouseRule) -> str:
    """All conditions of a rule as one sentence, its When; empty where it has none."""
    return _capital(_joined([clause(one) for one in rule.conditions]))


def because(fired: Fired) -> str:
    """Why a rule fires, with the days that are known: "You marked this client uncomfortable on 4 November 2026"."""
    return _capital(_why(fired))


def silent_because(silenced: Silenced) -> str:
    """Which rule is silent, and why: "“Double it” is silent: you marked this client uneasy on 4 November 2026"."""
    name = rules.text(silenced.fired.rule.name, language())
    return _("“{rule}” is silent: {why}").format(rule=name, why=_why(silenced.by))


def group_word(group: RuleGroup) -> str:
    return _(_GROUPS[group])


def group_note(group: RuleGroup) -> str:
    """What a group's place in the order of precedence means."""
    return _(_GROUP_NOTES[group])


def gate_word(gate: Gate) -> str:
    return _(_GATES[gate])


def proposal_word(proposal: Proposal) -> str:
    return _(_PROPOSALS[proposal])


def doings(rule: HouseRule) -> tuple[str, ...]:
    """What a rule does beyond its advice, one sentence each."""
    found = []
    if rule.todo_days == 0:
        found.append(_("Stands on Today at once"))
    elif rule.todo_days is not None:
        found.append(ngettext("Stands on Today after {n} day", "Stands on Today after {n} days", rule.todo_days))
    if rule.letter is not None:
        found.append(_("Proposes the letter “{letter}”").format(letter=word(rule.letter)))
    if rule.proposal is not None:
        found.append(_("Proposes: {what}").format(what=_small(proposal_word(rule.proposal))))
    if rule.gates:
        asked = ", ".join(_small(gate_word(gate)) for gate in Gate if gate in rule.gates)
        found.append(_("Asks you first: {what}").format(what=asked))
    return tuple(found)


def _why(fired: Fired) -> str:
    conditions = fired.rule.conditions
    days = fired.days if len(fired.days) == len(conditions) else (None,) * len(conditions)
    return _joined([_since(one, day) for one, day in zip(conditions, days, strict=True)])


def _since(one: Condition, day: date | None) -> str:
    if day is None:
        return clause(one)
    written = formats.long_date(day, language())
    if isinstance(one.value, str) and (one.fact, one.comparison, one.value) in _ON_A_DAY:
        return _(_ON_A_DAY[one.fact, one.comparison, one.value]).format(day=written)
    return _("{situation}, since {day}").format(situation=clause(one), day=written)


def _joined(clauses: list[str]) -> str:
    if not clauses:
        return ""
    *first, last = clauses
    return _("{first}, and {last}").format(first=", ".join(first), last=last) if first else last


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
