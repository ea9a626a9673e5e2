"""Days as a language writes them, and as people type them."""

import json
import re
from datetime import date, time, timedelta
from functools import cache

from evenhand import resources
from evenhand.formats.counts import AMERICAN, NBSP, language_of

# CLDR's own patterns need mending for letters: Armenian gets a leading zero and a comma, Russian a narrow space.
_LONG_DATE = {
    "en": "{d} {month} {y}",
    AMERICAN: "{month} {d}, {y}",
    "ru": "{d} {month} {y} г.",
    "ro": "{d} {month} {y}",
    "hy": "{d} {month} {y} թ.",
}


# Beyond them it's a slip of the finger: counting working days up to the year 9026 takes a minute.
_YEARS = range(1900, 2100)


class DateNotUnderstood(ValueError):
    """A typed day that can't be read. `no_such_day` when it reads as a day that the calendar lacks."""

    def __init__(self, text: str, *, no_such_day: bool = False) -> None:
        super().__init__("no such day" if no_such_day else "not a day")
        self.text, self.no_such_day = text, no_such_day


@cache
def _names(language: str) -> dict[str, list[str]]:
    """CLDR's names, kept beside the app: loading them through Babel would be felt at the start."""
    everything: dict[str, dict[str, list[str]]] = json.loads(resources.path("cldr", "names.json").read_text("utf-8"))
    return everything[language]


def long_date(day: date, language: str) -> str:
    """8 February 2027, February 8, 2027, 20 марта 2026 г., 3 martie 2026, 3 մարտի 2026 թ."""
    month = _names(language_of(language))["months"][day.month - 1]
    return _LONG_DATE[language].format(d=day.day, month=month, y=day.year).replace(" ", NBSP)


def by_hour(day: str, at: time | None, language: str) -> str:
    """A written day with its hour where it has one: "12 November 2026, 17:00"; "November 12, 2026, 5:00 PM"."""
    if at is None:
        return day
    written = (
        f"{at.hour % 12 or 12}:{at:%M}{NBSP}{'AM' if at.hour < 12 else 'PM'}" if language == AMERICAN else f"{at:%H:%M}"
    )
    return f"{day},{NBSP}{written}"


def closed_dates(text: str, language: str) -> str:
    """The text with each American date closed by a comma where its sentence goes on: On March 1, 2026, you wrote."""
    if language != AMERICAN:
        return text
    months = "|".join(_names("en")["months"])
    return re.sub(rf"\b(?:{months})[ {NBSP}]\d{{1,2}},[ {NBSP}]\d{{4}}\**(?= [a-z])", r"\g<0>,", text)


def short_date(day: date, language: str, *, year: bool = False) -> str:
    """8 Feb, with the year when asked."""
    month = _names(language)["short"][day.month - 1]
    return f"{day.day}{NBSP}{month}{NBSP}{day.year}" if year else f"{day.day}{NBSP}{month}"


def month_year(day: date, language: str) -> str:
    """March 2019."""
    return f"{_names(language)['alone'][day.month - 1]}{NBSP}{day.year}"


def month_name(day: date, language: str) -> str:
    """November, as it stands alone."""
    return _names(language)["alone"][day.month - 1]


def short_month(day: date, language: str) -> str:
    """Nov, as it stands alone: the short May of Russian is a genitive."""
    short, alone = (_names(language)[width][day.month - 1] for width in ("short", "alone"))
    return alone if len(alone) <= len(short) else short


def weekday_date(day: date, language: str, *, year: bool = False) -> str:
    """Wednesday 11 November; with the year when asked."""
    weekday = _names(language)["weekdays"][day.weekday()]
    rest = long_date(day, language) if year else f"{day.day}{NBSP}{_names(language)['months'][day.month - 1]}"
    return f"{weekday}, {rest}" if language in ("ru", "ro", "hy") else f"{weekday} {rest}"


def weekday(day: date, language: str) -> str:
    """Wednesday, as it stands alone."""
    return _names(language)["weekdays"][day.weekday()]


def short_weekday_date(day: date, language: str) -> str:
    """Wed 11 Nov; Ср, 11 нояб."""
    name = _names(language)["short_weekdays"][day.weekday()]
    rest = short_date(day, language)
    return f"{name},{NBSP}{rest}" if language in ("ru", "ro", "hy") else f"{name}{NBSP}{rest}"


def parse_date(text: str, today: date, language: str) -> date:
    """A day as people type it: 2027-02-08, 8.2.2027, 8/2/27, 8.2, +3, "8 February 2027". Day before month.

    Without a year the day is the next one to come. Raises DateNotUnderstood.
    """
    bare = re.sub(r"[\s\u00a0\u202f]+", " ", text.strip()).casefold()
    if re.fullmatch(r"\+\d{1,4}", bare):
        return today + timedelta(int(bare[1:]))
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", bare):
        return _day(text, *(int(part) for part in found.groups()))
    if found := re.fullmatch(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})?)?", bare):
        return _with_year(text, int(found[1]), int(found[2]), found[3], today)
    words = re.fullmatch(r"(?:\D+?,? )?(\d{1,2}) ([^\W\d]+)\.?,?(?: (\d{4}|\d{2}))?(?: ?(?:г|թ)\.?)?", bare)
    if words:
        month = _month_called(words[2], language)
        if month:
            return _with_year(text, int(words[1]), month, words[3], today)
    raise DateNotUnderstood(text)


def _month_called(word: str, language: str) -> int | None:
    """The month of that name in the language or in English, in full, short, or begun; None when it could be two."""
    spellings = {
        month: {_names(one)[width][month - 1].casefold() for one in (language, "en") for width in ("months", "short")}
        for month in range(1, 13)
    }
    named = [month for month, names in spellings.items() if word in names]
    begun = [month for month, names in spellings.items() if any(name.startswith(word) for name in names)]
    found = named or (begun if len(word) >= 3 else [])
    return found[0] if len(found) == 1 else None


def _with_year(text: str, day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return _day(text, int(year) + (2000 if len(year) == 2 else 0), month, day)
    for candidate in range(today.year, today.year + 5):  # 29 February may be four years away
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise DateNotUnderstood(text, no_such_day=True)


def _day(text: str, year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        raise DateNotUnderstood(text)
    try:
        return date(year, month, day)
    except ValueError as no_such_day:
        raise DateNotUnderstood(text, no_such_day=True) from no_such_day
