"""One condition of a house rule as a clause, with a small first letter so that clauses can be joined."""

from collections.abc import Callable

from evenhand.domain import rules
from evenhand.domain.case import Step
from evenhand.domain.comfort import Comfort
from evenhand.domain.money import Money
from evenhand.domain.records import Responsibility, Standing
from evenhand.domain.rules import Comparison, Condition, Fact, Window
from evenhand.translation import N_, _, ngettext
from evenhand.wording.values import money, step

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

_STANDINGS: dict[tuple[Comparison, Standing], str] = {
    (_IS, Standing.PROSPECT): N_("the client is a prospect"),
    (_IS, Standing.ACTIVE): N_("the client is active"),
    (_IS, Standing.PAUSED): N_("work for the client is paused"),
    (_IS, Standing.LEFT): N_("the client has left"),
    (_IS, Standing.PARTED): N_("you have parted with the client"),
    (_IS, Standing.DECLINED): N_("you have declined the client"),
    (_NOT, Standing.PROSPECT): N_("the client isn't a prospect"),
    (_NOT, Standing.ACTIVE): N_("the client isn't active"),
    (_NOT, Standing.PAUSED): N_("work for the client isn't paused"),
    (_NOT, Standing.LEFT): N_("the client hasn't left"),
    (_NOT, Standing.PARTED): N_("you haven't parted with the client"),
    (_NOT, Standing.DECLINED): N_("you haven't declined the client"),
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
        "{n} question of the intake or more was answered “Not sure”",
        "{n} questions of the intake or more were answered “Not sure”",
        n,
    ),
    (Fact.INTAKE_UNSURE, _MOST): lambda n: ngettext(
        "{n} question of the intake at most was answered “Not sure”",
        "{n} questions of the intake at most were answered “Not sure”",
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


def clause(one: Condition) -> str:
    """A condition: "payment is 7 days late or more"."""
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
        return _(_STANDINGS[comparison, Standing(value)])
    if fact is Fact.CASE_STEP:
        text = _("the case is at “{step}”") if comparison is _IS else _("the case isn't at “{step}”")
        return text.format(step=step(Step(int(value))))
    return _(_FIXED[fact, comparison, value])


def _in_time(one: Condition) -> str:
    if rules.FACTS[one.fact].window is Window.MONTHS:
        return ngettext("in the last {n} month", "in the last {n} months", one.within)
    return ngettext("in the last {n} day", "in the last {n} days", one.within)
