"""House rules in the screen's language: what a rule looks at, what it does, why it speaks or is silent.

A condition is a clause with a small first letter ("payment is 7 days late or more"), so that clauses can be joined.
What is shown begins with a capital and has no stop at its end.
"""

from collections.abc import Callable
from datetime import date

from evenhand import formats
from evenhand.domain import rules
from evenhand.domain.case import Step
from evenhand.domain.comfort import Comfort
from evenhand.domain.money import Money
from evenhand.domain.records import Responsibility, Standing
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
    Window,
)
from evenhand.translation import N_, _, language, ngettext
from evenhand.wording.values import money, step, word

_IS, _NOT, _LEAST, _MOST = Comparison.IS, Comparison.IS_NOT, Comparison.AT_LEAST, Comparison.AT_MOST

_FIXED: dict[tuple[Fact, Comparison, str], str] = {
    (Fact.VALUED, _IS, "yes"): N_("you marked this client as valued"),
    (Fact.VALUED, _IS, "no"): N_("you haven't marked this client as valued"),
    (Fact.COMFORT_FLAG, _IS, Comfort.COMFORTABLE): N_("you marked this client comfortable"),
    (Fact.COMFORT_FLAG, _IS, Comfort.UNEASY): N_("you marked this client uneasy"),
    (Fact.COMFORT_FLAG, _IS, Comfort.UNCOMFORTABLE): N_("you marked this client uncomfortable"),
    (Fact.COMFORT_FLAG, _NOT, Comfort.COMFORTABLE): N_("you haven't marked this client comfortable"),
    (Fact.COMFORT_FLAG, _NOT, Comfort.UNEASY): N_("you haven't marked this client uneasy"),
    (Fact.COMFORT_FLAG, _NOT, Comfort.UNCOMFORTABLE): N_("you haven't marked this client uncomfortable"),
    (Fact.RUDE_AT_FIRST, _IS, "yes"): N_("the first contact was rude"),
    (Fact.RUDE_AT_FIRST, _IS, "no"): N_("the first contact wasn't rude"),
    (Fact.OPEN_CASE, _IS, "yes"): N_("a case is open"),
    (Fact.OPEN_CASE, _IS, "no"): N_("no case is open"),
    (Fact.RESPONSIBILITY, _IS, Responsibility.OURS): N_("what went wrong is yours"),
    (Fact.RESPONSIBILITY, _IS, Responsibility.SHARED): N_("what went wrong is shared"),
    (Fact.RESPONSIBILITY, _IS, Responsibility.CLIENT): N_("what went wrong is the client's"),
    (Fact.RESPONSIBILITY, _IS, Responsibility.THIRD_PARTY): N_("what went wrong is a third party's"),
    (Fact.RESPONSIBILITY, _IS, Responsibility.UNCLEAR): N_("it isn't clear yet whose it is"),
    (Fact.RESPONSIBILITY, _NOT, Responsibility.OURS): N_("what went wrong isn't yours"),
    (Fact.RESPONSIBILITY, _NOT, Responsibility.SHARED): N_("what went wrong isn't shared"),
    (Fact.RESPONSIBILITY, _NOT, Responsibility.CLIENT): N_("what went wrong isn't the client's"),
    (Fact.RESPONSIBILITY, _NOT, Responsibility.THIRD_PARTY): N_("what went wrong isn't a third party's"),
    (Fact.RESPONSIBILITY, _NOT, Responsibility.UNCLEAR): N_("it is clear whose it is"),
    (Fact.DISCOUNT_OFFERED, _IS, "yes"): N_("a discount is among the ways offered"),
    (Fact.DISCOUNT_OFFERED, _IS, "no"): N_("no discount is among the ways offered"),
    (Fact.MAY_BE_GREETED, _IS, "yes"): N_("this client may be greeted"),
    (Fact.MAY_BE_GREETED, _IS, "no"): N_("this client isn't to be greeted now"),
    (Fact.LINE_CROSSED, _IS, "yes"): N_("keeping this client costs more than it is likely to bring"),
    (Fact.LINE_CROSSED, _IS, "no"): N_("keeping this client costs no more than it is likely to bring"),
}

_COUNTED: dict[tuple[Fact, Comparison], Callable[[int], str]] = {
    (Fact.DAYS_UNANSWERED, _LEAST): lambda n: ngettext(
        "the answer has been yours to give for {n} working day or more",
        "the answer has been yours to give for {n} working days or more",
        n,
    ),
    (Fact.DAYS_UNANSWERED, _MOST): lambda n: ngettext(
        "the answer has been yours to give for {n} working day at most",
        "the answer has been yours to give for {n} working days at most",
        n,
    ),
    (Fact.PROMISE_LATE, _LEAST): lambda n: ngettext(
        "a promise is {n} day late or more", "a promise is {n} days late or more", n
    ),
    (Fact.PROMISE_LATE, _MOST): lambda n: ngettext(
        "a promise is {n} day late at most", "a promise is {n} days late at most", n
    ),
    (Fact.PAYMENT_LATE, _LEAST): lambda n: ngettext(
        "payment is {n} day late or more", "payment is {n} days late or more", n
    ),
    (Fact.PAYMENT_LATE, _MOST): lambda n: ngettext(
        "payment is {n} day late at most", "payment is {n} days late at most", n
    ),
    (Fact.DELIVERED_SILENT, _LEAST): lambda n: ngettext(
        "an order was delivered {n} day ago or more, with no word since",
        "an order was delivered {n} days ago or more, with no word since",
        n,
    ),
    (Fact.DELIVERED_SILENT, _MOST): lambda n: ngettext(
        "an order was delivered {n} day ago at most, with no word since",
        "an order was delivered {n} days ago at most, with no word since",
        n,
    ),
    (Fact.BONUS_EXPIRING, _MOST): lambda n: ngettext(
        "a bonus runs out within {n} day", "a bonus runs out within {n} days", n
    ),
    (Fact.BONUS_EXPIRING, _LEAST): lambda n: ngettext(
        "the next bonus to run out is good for {n} day or more",
        "the next bonus to run out is good for {n} days or more",
        n,
    ),
    (Fact.DAYS_SINCE_LEFT, _LEAST): lambda n: ngettext(
        "the client left {n} day ago or more", "the client left {n} days ago or more", n
    ),
    (Fact.DAYS_SINCE_LEFT, _MOST): lambda n: ngettext(
        "the client left {n} day ago at most", "the client left {n} days ago at most", n
    ),
    (Fact.DAYS_SINCE_CONTACT, _LEAST): lambda n: ngettext(
        "the last contact was {n} day ago or more", "the last contact was {n} days ago or more", n
    ),
    (Fact.DAYS_SINCE_CONTACT, _MOST): lambda n: ngettext(
        "the last contact was {n} day ago at most", "the last contact was {n} days ago at most", n
    ),
    (Fact.INTAKE_NO, _LEAST): lambda n: ngettext(
        "{n} question of the intake or more was answered with No",
        "{n} questions of the intake or more were answered with No",
        n,
    ),
    (Fact.INTAKE_NO, _MOST): lambda n: ngettext(
        "{n} question of the intake at most was answered with No",
        "{n} questions of the intake at most were answered with No",
        n,
    ),
    (Fact.INTAKE_UNSURE, _LEAST): lambda n: ngettext(
        "{n} question of the intake or more was answered with Unsure",
        "{n} questions of the intake or more were answered with Unsure",
        n,
    ),
    (Fact.INTAKE_UNSURE, _MOST): lambda n: ngettext(
        "{n} question of the intake at most was answered with Unsure",
        "{n} questions of the intake at most were answered with Unsure",
        n,
    ),
    (Fact.HARD_MARKS, _LEAST): lambda n: ngettext(
        "{n} uncomfortable contact or more", "{n} uncomfortable contacts or more", n
    ),
    (Fact.HARD_MARKS, _MOST): lambda n: ngettext(
        "{n} uncomfortable contact at most", "{n} uncomfortable contacts at most", n
    ),
    (Fact.COMPLAINTS, _LEAST): lambda n: ngettext("{n} case or more", "{n} cases or more", n),
    (Fact.COMPLAINTS, _MOST): lambda n: ngettext("{n} case at most", "{n} cases at most", n),
}

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
    return _capital(_clause(one))


def situation(rule: HouseRule) -> str:
    """All conditions of a rule as one sentence, its When; empty where it has none."""
    return _capital(_joined([_clause(one) for one in rule.conditions]))


def because(fired: Fired) -> str:
    """Why a rule fires, with the days that are known: "You marked this client uncomfortable on 4 November 2026"."""
    return _capital(_why(fired))


def silent_because(silenced: Silenced) -> str:
    """Which rule is silent, and why: "Double it is silent: you marked this client uncomfortable on 4 November 2026"."""
    name = rules.text(silenced.fired.rule.name, language())
    return _("{rule} is silent: {why}").format(rule=name, why=_why(silenced.by))


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


def _clause(one: Condition) -> str:
    """A condition without its capital, to stand among others."""
    fact, comparison, value = one.fact, one.comparison, one.value
    if isinstance(value, Money):
        text = _("an order is {sum} or more") if comparison is _LEAST else _("an order is {sum} or less")
        return text.format(sum=money(value))
    if isinstance(value, int):
        counted = _COUNTED[fact, comparison](value)
        if fact is Fact.HARD_MARKS:
            return _("{contacts} {in_time}").format(contacts=counted, in_time=_in_time(one))
        if fact is Fact.COMPLAINTS:
            return _("{cases} {in_time}").format(cases=counted, in_time=_in_time(one))
        return counted
    if fact is Fact.STANDING:
        text = _("the standing is “{standing}”") if comparison is _IS else _("the standing isn't “{standing}”")
        return text.format(standing=word(Standing(value)))
    if fact is Fact.CASE_STEP:
        text = _("the case is at “{step}”") if comparison is _IS else _("the case isn't at “{step}”")
        return text.format(step=step(Step(int(value))))
    return _(_FIXED[fact, comparison, value])


def _in_time(one: Condition) -> str:
    if rules.FACTS[one.fact].window is Window.MONTHS:
        return ngettext("in the last {n} month", "in the last {n} months", one.within)
    return ngettext("in the last {n} day", "in the last {n} days", one.within)


def _why(fired: Fired) -> str:
    conditions = fired.rule.conditions
    days = fired.days if len(fired.days) == len(conditions) else (None,) * len(conditions)
    return _joined([_since(one, day) for one, day in zip(conditions, days, strict=True)])


def _since(one: Condition, day: date | None) -> str:
    if day is None:
        return _clause(one)
    written = formats.long_date(day, language())
    if isinstance(one.value, str) and (one.fact, one.comparison, one.value) in _ON_A_DAY:
        return _(_ON_A_DAY[one.fact, one.comparison, one.value]).format(day=written)
    return _("{situation}, since {day}").format(situation=_clause(one), day=written)


def _joined(clauses: list[str]) -> str:
    if not clauses:
        return ""
    *first, last = clauses
    return _("{first}, and {last}").format(first=", ".join(first), last=last) if first else last


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
