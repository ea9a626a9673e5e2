"""Sums, shares, days and counts as a language writes them, with a no-break space wherever a line must not break."""

from evenhand.domain.money import Money
from evenhand.formats.counts import NBSP, after_figures, days, months, number, working_days
from evenhand.formats.dates import (
    DateNotUnderstood,
    long_date,
    month_name,
    month_year,
    parse_date,
    short_date,
    short_month,
    weekday_date,
)
from evenhand.formats.sums import money, percent, typed

__all__ = [
    "NBSP",
    "DateNotUnderstood",
    "after_figures",
    "days",
    "in_words",
    "long_date",
    "money",
    "month_name",
    "month_year",
    "months",
    "number",
    "parse_date",
    "percent",
    "short_date",
    "short_month",
    "typed",
    "weekday_date",
    "working_days",
]


def in_words(sum_: Money, language: str) -> str:
    """A sum in words: "две тысячи один рубль 50 копеек"; see words.in_words."""
    from evenhand.formats import words  # only letters want it, and the window opens sooner without

    return words.in_words(sum_, language)
