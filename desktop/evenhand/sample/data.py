"""The sample's data files, read."""

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from evenhand import resources
from evenhand.domain.money import Money
from evenhand.domain.records import LETTER_LANGUAGES, Letterhead, Owner

# One table of a data file; resources/sample/README.md says what its fields mean.
Entry = dict[str, Any]
_RATES = ("bonus_share", "bonus_round_to", "hour_rate", "usual_margin")


def owner() -> Owner:
    """The sample business itself."""
    entry = _read("business")
    heads = [head | {"address_lines": tuple(head["address_lines"])} for head in entry.pop("letterhead")]
    images = {name: resources.path("sample", entry[name]).read_bytes() for name in ("logo", "signature")}
    habits = {name: Decimal(entry[name]) for name in _RATES}
    return Owner(letterheads=tuple(Letterhead(**head) for head in heads), **entry | images | habits)


def clients() -> list[Entry]:
    """The clients as the data files have them, each with its letter language."""
    return [
        {"language": language} | entry
        for language in LETTER_LANGUAGES
        for entry in _read(f"clients_{language}")["client"]
    ]


def self_first() -> Entry:
    """Check-ins, intakes, suggestions and rules."""
    return _read("self_first")


def _read(name: str) -> Entry:
    return tomllib.loads(resources.path("sample", f"{name}.toml").read_text("utf-8"))


def working_day(today: date, days: int) -> date:
    """So many days from today; off a weekend, back to the Friday when it's past and on to the Monday when it isn't."""
    day = today + timedelta(days)
    if days > 0:
        return day + timedelta((7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
    return day - timedelta(max(0, day.weekday() - 4))


def money(entry: Entry, name: str, currency: str) -> Money | None:
    """The sum of that name, where the entry has one."""
    return Money(Decimal(entry[name]), currency) if name in entry else None
