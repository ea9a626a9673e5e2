"""Sums, shares, days and counts as a language writes them, with a no-break space wherever a line must not break."""

from evenhand.formats.counts import after_figures, days, months, working_days
from evenhand.formats.dates import DateNotUnderstood, long_date, month_year, parse_date, short_date, weekday_date
from evenhand.formats.plurals import NBSP
from evenhand.formats.sums import money, number, percent, typed
from evenhand.formats.words import in_words

__all__ = [
    "NBSP",
    "DateNotUnderstood",
    "after_figures",
    "days",
    "in_words",
    "long_date",
    "money",
    "month_year",
    "months",
    "number",
    "parse_date",
    "percent",
    "short_date",
    "typed",
    "weekday_date",
    "working_days",
]
