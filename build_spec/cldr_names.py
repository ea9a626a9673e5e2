"""Writes resources/cldr/names.json: month and weekday names from CLDR, so that the first screen needn't load Babel."""

import json
from pathlib import Path

from babel import Locale

LANGUAGES = ("en", "ru", "ro", "hy")
FILE = Path(__file__).parents[1] / "resources" / "cldr" / "names.json"


def names() -> dict[str, dict[str, list[str]]]:
    """Per language: months as in a date, short months, months on their own, weekdays from Monday, the same short."""
    found = {}
    for language in LANGUAGES:
        locale = Locale(language)
        months, alone = locale.months["format"], locale.months["stand-alone"]["wide"]
        found[language] = {
            "months": [str(months["wide"][n]) for n in range(1, 13)],
            "short": [str(months["abbreviated"][n]).rstrip(".") for n in range(1, 13)],
            "alone": [str(alone[n]) for n in range(1, 13)],
            "weekdays": [str(locale.days["format"]["wide"][n]) for n in range(7)],
            "short_weekdays": [str(locale.days["format"]["abbreviated"][n]).rstrip(".") for n in range(7)],
        }
    return found


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(names(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
