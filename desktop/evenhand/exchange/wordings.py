"""How files word a country, a language, a currency, a day, and how a country writes an address."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from evenhand import resources
from evenhand.domain.records import LETTER_LANGUAGES
from evenhand.exchange.people import lines_of, one_line


@cache
def data() -> dict[str, Any]:
    """What resources/import/columns.toml knows of other programs' tables."""
    return tomllib.loads(resources.path("import", "columns.toml").read_text("utf-8"))


_NAMED_IN = (*LETTER_LANGUAGES, "de")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4})(?!\d)")


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е").replace("ş", "ș").replace("ţ", "ț").strip(" .")


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for language in _NAMED_IN:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code != "ZZ":
                found.setdefault(_folded(str(name)), code)
                found[code.casefold()] = code
    return found | {_folded(name): code for code, names in data()["countries"].items() for name in names}


def country(text: str) -> str:
    """The ISO 3166 alpha-2 code of a country named in any of our languages; "" where it isn't known."""
    return _countries().get(_folded(text), "") if text else ""


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    found = {code: code for code in LETTER_LANGUAGES}
    for language in _NAMED_IN:
        found |= {_folded(str(Locale(language).languages[code])): code for code in LETTER_LANGUAGES}
    return found


def language(text: str) -> str:
    """The letter language named or coded ("ru-RU"); "" for any other."""
    if not text:
        return ""
    return _languages().get(_folded(text)) or _languages().get(re.split("[-_]", text.casefold())[0], "")


@cache
def _currencies() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


def currency(text: str) -> str:
    """The ISO 4217 code, or "" where it's none."""
    code = text.upper()
    return code if len(code) == 3 and code in _currencies() else ""


def day_order(texts: Iterable[str]) -> str:
    """Whether days stand before months in a column: "dm", "md", or "" where nothing tells."""
    for text in texts:
        if (parts := _PARTS.match(text.strip())) and parts[2] != ".":
            first, second = int(parts[1]), int(parts[3])
            if max(first, second) > 12:
                return "dm" if first > 12 else "md"
    return ""


def day(text: str, order: str = "") -> date | None:
    """The day; None where it isn't understood or could be one of two. A time after it doesn't count."""
    text = text.strip()
    try:
        if iso := _ISO.match(text):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if parts := _PARTS.match(text):
            first, second, year = int(parts[1]), int(parts[3]), int(parts[4])
            if parts[2] == "." or order == "dm" or first == second:
                return date(year, second, first)
            return date(year, first, second) if order == "md" else None
    except ValueError:
        pass
    return None


def address(code: str, street: str, more: str, postcode: str, town: str, region: str) -> list[str]:
    """The lines of an address as the country writes them, without its name."""
    patterns: dict[str, Sequence[str]] = data()["addresses"]
    parts = {"postcode": one_line(postcode), "town": one_line(town), "region": one_line(region)}
    found: list[str] = []
    for pattern in patterns.get(code, patterns["other"]):
        if pattern in ("{street}", "{street_more}"):
            found += lines_of(street if pattern == "{street}" else more)
        else:
            found.append(" ".join(pattern.format(**parts).split()).strip(" ,"))
    return [line.replace(" ,", ",") for line in found if line]
