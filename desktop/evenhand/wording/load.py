"""The load guard's line in the screen's language: few numbers are written out, as one says them."""

from datetime import date

from evenhand import formats
from evenhand.domain.load import LimitProblem, LoadLine, LoadSign
from evenhand.translation import N_, _, language, ngettext
from evenhand.wording.numbers import counted, in_words

_KEEP_FREE = (
    N_("Keep Monday free of new clients"),
    N_("Keep Tuesday free of new clients"),
    N_("Keep Wednesday free of new clients"),
    N_("Keep Thursday free of new clients"),
    N_("Keep Friday free of new clients"),
    N_("Keep Saturday free of new clients"),
    N_("Keep Sunday free of new clients"),
)
_PROBLEMS = {
    LimitProblem.LIMIT_OUT_OF_RANGE: N_("Write a whole number from 1 to 99."),
    LimitProblem.ENDS_BEFORE_START: N_("Write an hour after the one at which work begins."),
    LimitProblem.NO_WORKING_DAY: N_("Leave at least one day to work on."),
}


def too_much(line: LoadLine) -> str:
    """How many there are: "Four uncomfortable contacts in seven days"."""
    n = line.counted
    match line.sign:
        case LoadSign.HARD_CONTACTS:
            said = ngettext("{n} uncomfortable contact in seven days", "{n} uncomfortable contacts in seven days", n)
        case LoadSign.LATE_ENTRIES:
            said = ngettext(
                "{n} contact after hours or on a day off in seven days",
                "{n} contacts after hours or on days off in seven days",
                n,
            )
        case LoadSign.OPEN_HARD_CASES:
            said = ngettext(
                "{n} open case with an uncomfortable client", "{n} open cases with uncomfortable clients", n
            )
    return counted(said, n)


def sentence(line: LoadLine) -> str:
    """The line as it's said, with the owner's own limit."""
    limit = _("Your own limit is {n}.").format(n=in_words(line.limit))
    return _("{too_much}. {limit}").format(too_much=too_much(line), limit=limit)


def usual(line: LoadLine) -> str:
    """What is usual with the owner; empty where that isn't known."""
    if line.usual is None:
        return ""
    return _("Your usual is {n}.").format(n=in_words(line.usual)) if line.usual else _("Usually there are none.")


def see(line: LoadLine) -> str:
    """The way to what was counted."""
    return _("See the {n}").format(n=in_words(line.counted))


def keep_free(day: date, today: date) -> str:
    """The act: the weekday says which day it is while that is within a week."""
    if (day - today).days < 7:
        return _(_KEEP_FREE[day.weekday()])
    return _("Keep {day} free of new clients").format(day=formats.short_weekday_date(day, language()))


def kept_free(day: date) -> str:
    """What was done."""
    return _("{day} is kept free of new clients.").format(day=formats.weekday_date(day, language()))


def problem(of: LimitProblem) -> str:
    """What to write instead."""
    return _(_PROBLEMS[of])
