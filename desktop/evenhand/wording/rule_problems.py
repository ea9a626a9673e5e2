"""What keeps a house rule from being kept, one sentence each."""

from evenhand.domain.rules import (
    FACTS,
    MOST_DAYS,
    MOST_MONTHS,
    MOST_TIMES,
    Comparison,
    Fact,
    FactType,
    RuleProblem,
    Window,
)
from evenhand.translation import N_, _, ngettext

_PROBLEMS = {
    RuleProblem.NO_NAME: N_("Give the rule a name, so that its advice can say where it comes from."),
    RuleProblem.NO_CONDITION: N_("Add at least one condition: without any, the rule would never fire."),
    RuleProblem.NO_VALUE: N_("Say with what this is compared."),
    RuleProblem.CAN_NOT_HOLD: N_("These conditions can never hold together. Change one of them, or let it go."),
    RuleProblem.NOTHING_TO_DO: N_("Say what to do: write some advice, or choose one of the things below it."),
}


def problem(which: RuleProblem) -> str:
    """One sentence on what is missing or can't be, and what to do."""
    return _(_PROBLEMS[which])


def value_range(fact: Fact, comparison: Comparison) -> str:
    """Which numbers a condition on this fact takes."""
    kind = FACTS[fact].type
    if kind is FactType.SUM:
        return _("Write a sum above zero.")
    most = MOST_DAYS if kind is FactType.DAYS else MOST_TIMES
    return _between(0 if comparison is Comparison.AT_MOST else 1, most)


def window_range(window: Window) -> str:
    """How far back things can be counted."""
    return _between(1, MOST_DAYS if window is Window.DAYS else MOST_MONTHS)


def todo_range() -> str:
    """After how many days a to-do may stand on Today."""
    return _("Write a whole number of days from 0 to {most}, or nothing for no to-do.").format(most=MOST_DAYS)


def for_everybody(count: int) -> str:
    """That a rule would fire for every client there is, which it may."""
    return ngettext(
        "This rule would fire for your only client. Save it once more to keep it all the same.",
        "This rule would fire for all {n} clients. Save it once more to keep it all the same.",
        count,
    )


def _between(least: int, most: int) -> str:
    return _("Write a whole number from {least} to {most}.").format(least=least, most=most)
