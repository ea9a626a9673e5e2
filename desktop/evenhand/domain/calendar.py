"""Days that matter: months with the day clamped, working days of a country, last days. Today is an argument."""

import calendar as _months
from datetime import date, timedelta
from functools import lru_cache

# Bare Great Britain lacks Easter Monday; England and Wales is where most owners there work.
_SUBDIVISIONS = {"GB": "ENG"}


class UnknownCountry(ValueError):
    """A country whose public holidays aren't known. `country` is the code that was asked for."""

    def __init__(self, country: str) -> None:
        super().__init__(f"no public holidays known for {country!r}")
        self.country = country


def bonus_expiry(issued_on: date, months: int) -> date:
    """The last valid day of a bonus: calendar months later, the day clamped to the month's length.

    Three months from 30 November 2026 is 28 February 2027. Raises ValueError when months isn't above zero.
    """
    if months <= 0:
        raise ValueError("months must be above zero")
    years, month = divmod(issued_on.month - 1 + months, 12)
    year, month = issued_on.year + years, month + 1
    return date(year, month, min(issued_on.day, _months.monthrange(year, month)[1]))


@lru_cache(maxsize=32)
def _days_off(country: str, year: int) -> frozenset[date] | None:
    """The country's weekends and public holidays in one year; None for a country that isn't known."""
    import holidays  # slow to import, and only needed once a day counts

    try:
        known = holidays.country_holidays(country, subdiv=_SUBDIVISIONS.get(country), years=year)
    except NotImplementedError:
        return None
    first = date(year, 1, 1)
    days = (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))
    return frozenset(day for day in days if not known.is_working_day(day))


def known_countries() -> frozenset[str]:
    """The countries whose public holidays are known, as ISO 3166 alpha-2 codes. Source: the `holidays` package."""
    import holidays

    return frozenset(code for code in holidays.list_supported_countries() if len(code) == 2)


def is_working_day(day: date, country: str) -> bool:
    """Whether the day is neither a weekend nor a public holiday there; moved working Saturdays count as working.

    `country` is an ISO 3166 alpha-2 code. Raises UnknownCountry. Source: the `holidays` package.
    """
    free = _days_off(country, day.year)
    if free is None:
        raise UnknownCountry(country)
    return day not in free


def answer_by(received_on: date, working_days: int, country: str) -> date:
    """The day by which a case is answered: the nth working day after the day of receipt, which is day 0.

    Raises UnknownCountry, and ValueError when working_days isn't above zero.
    """
    if working_days <= 0:
        raise ValueError("working_days must be above zero")
    day, left = received_on, working_days
    while left:
        day += timedelta(1)
        left -= is_working_day(day, country)
    return day


@lru_cache(maxsize=1024)  # a list of cases asks about the same few days again and again
def working_days_left(today: date, last_day: date, country: str) -> int:
    """Working days from tomorrow up to and with the last day; negative when working days have passed since.

    0 on the last day itself, and over a weekend that follows it.
    """
    if today > last_day:
        return -working_days_left(last_day, today, country)
    span = (today + timedelta(n) for n in range(1, (last_day - today).days + 1))
    return sum(is_working_day(day, country) for day in span)
