"""Which language letters to a file's people are likeliest in, by how their names are written and where they live."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from evenhand.exchange.people import Person

_SCRIPTS = (("ru", re.compile("[\u0400-\u04ff]")), ("hy", re.compile("[\u0531-\u0556\u0561-\u0587]")))
# Both the comma and the older cedilla under t. An s with a cedilla isn't among them: Turkish names have it.
_ROMANIAN = re.compile("[ăâîșțţ]", re.IGNORECASE)
_ROMANIAN_COUNTRIES = {"RO", "MD"}
_SEVERAL = 2  # one such name among many is a guest
_A_TENTH = 10  # most Romanian names have none of the letters


def likeliest(people: Sequence[Person]) -> str:
    """One letter language for all of those who don't say theirs; "" where their names and countries tell nothing."""
    silent = [one for one in people if not one.language]
    scripts = Counter(_script(one.name) for one in silent)
    if not scripts:
        return ""
    script = scripts.most_common(1)[0][0]
    if script:
        return script
    latin = [one for one in silent if not _script(one.name)]
    marked = sum(_romanian(one.name) for one in latin)
    living = sum(one.country in _ROMANIAN_COUNTRIES for one in latin)
    by_names = marked >= min(_SEVERAL, len(latin)) and marked * _A_TENTH >= len(latin)
    return "ro" if by_names or living * 2 > len(latin) else ""


def _script(name: str) -> str:
    """The language of the name's script, "" for Latin and any other."""
    if name.isascii():
        return ""
    return next((language for language, letters in _SCRIPTS if letters.search(name)), "")


def _romanian(name: str) -> bool:
    return not name.isascii() and bool(_ROMANIAN.search(unicodedata.normalize("NFC", name)))
