"""The words of the condition builder: each fact, how it's compared, and with what."""

from evenhand.domain.case import Step
from evenhand.domain.comfort import Comfort
from evenhand.domain.records import Responsibility, Standing
from evenhand.domain.rules import FACTS, Comparison, Fact, FactType, Window
from evenhand.translation import N_, _, pgettext
from evenhand.wording.values import step, word

_FACTS = {
    Fact.STANDING: N_("Standing"),
    Fact.VALUED: N_("Marked as valued"),
    Fact.COMFORT_FLAG: N_("Your comfort flag"),
    Fact.HARD_MARKS: N_("Uncomfortable contacts"),
    Fact.RUDE_AT_FIRST: N_("Rude at the first contact"),
    Fact.OPEN_CASE: N_("A case is open"),
    Fact.CASE_STEP: N_("Step of the case"),
    Fact.RESPONSIBILITY: N_("Whose the case is"),
    Fact.DAYS_UNANSWERED: N_("Working days without my answer"),
    Fact.DISCOUNT_OFFERED: N_("A discount is offered in the case"),
    Fact.COMPLAINTS: N_("Cases in a time"),
    Fact.PROMISE_LATE: N_("Days a promise is late"),
    Fact.ORDER_SUM: N_("Sum of an order"),
    Fact.PAYMENT_LATE: N_("Days a payment is late"),
    Fact.DELIVERED_SILENT: N_("Days since delivery without a word"),
    Fact.LINE_CROSSED: N_("The line is crossed"),
    Fact.BONUS_EXPIRING: N_("Days until a bonus runs out"),
    Fact.DAYS_SINCE_LEFT: N_("Days since the client left"),
    Fact.MAY_BE_GREETED: N_("The client may be greeted"),
    Fact.DAYS_SINCE_CONTACT: N_("Days since the last contact"),
    Fact.INTAKE_NO: N_("Intake questions answered No"),
    Fact.INTAKE_UNSURE: N_("Intake questions answered “Not sure”"),
}


def fact_word(fact: Fact) -> str:
    return _(_FACTS[fact])


def comparison_word(comparison: Comparison) -> str:
    match comparison:
        case Comparison.IS:
            return pgettext("comparison", "is")
        case Comparison.IS_NOT:
            return pgettext("comparison", "is not")
        case Comparison.AT_LEAST:
            return pgettext("comparison", "at least")
        case _:
            return pgettext("comparison", "at most")


def window_word(window: Window) -> str:
    """What stands behind the number of a time in which things are counted."""
    return _("days back") if window is Window.DAYS else _("months back")


def value_words(fact: Fact) -> tuple[tuple[str, str], ...]:
    """The values that a fact is chosen from, each with its words; none for numbers and sums."""
    known = FACTS[fact]
    if known.type is FactType.YES_NO:
        return ("yes", pgettext("fact", "Yes")), ("no", pgettext("fact", "No"))
    return tuple((choice, _choice_word(fact, choice)) for choice in known.choices)


def _choice_word(fact: Fact, choice: str) -> str:
    if fact is Fact.STANDING:
        return word(Standing(choice))
    if fact is Fact.COMFORT_FLAG:
        return word(Comfort(choice))
    if fact is Fact.RESPONSIBILITY:
        return word(Responsibility(choice))
    return step(Step(int(choice)))
