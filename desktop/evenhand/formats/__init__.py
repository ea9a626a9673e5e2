"""Sums, shares, days and counts as a language writes them, with a no-break space wherever a line must not break.

A language is "en", "ru", "ro" or "hy"; what letters write is also told for the AMERICAN English of `locale_of`.
"""

from evenhand.domain.money import Money
from evenhand.formats.counts import AMERICAN, NBSP, after_figures, days, months, number, working_days
from evenhand.formats.dates import (
    DateNotUnderstood,
    by_hour,
    closed_dates,
    long_date,
    month_name,
    month_year,
    parse_date,
    short_date,
    short_month,
    short_weekday_date,
    weekday,
    weekday_date,
)
from evenhand.formats.sums import money, percent, typed

__all__ = [
    "AMERICAN",
    "NBSP",
    "DateNotUnderstood",
    "after_figures",
    "by_hour",
    "closed_dates",
    "days",
    "in_words",
    "locale_of",
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
    "short_weekday_date",
    "typed",
    "weekday",
    "weekday_date",
    "working_days",
]


def locale_of(language: str, country: str) -> str:
    """How a business of the country (ISO 3166 alpha-2) writes the language: AMERICAN, or the language itself."""
    return AMERICAN if (language, country) == ("en", "US") else language


def in_words(sum_: Money, language: str) -> str:
    """A sum in words: "две тысячи один рубль 50 копеек"; see words.in_words."""
    from evenhand.formats import words  # only letters want it, and the window opens sooner without

    return words.in_words(sum_, language)
