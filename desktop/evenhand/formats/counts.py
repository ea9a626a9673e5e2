"""Numbers, and nouns as they stand after a number: a figure and what it counts are never on two lines."""

import re
from decimal import ROUND_HALF_UP, Decimal

from evenhand.translation import plural_rule

NBSP = "\u00a0"
AMERICAN = "en-US"

_DAYS = {"en": "day|days", "ru": "день|дня|дней", "ro": "zi|zile", "hy": "օր"}
_WORKING_DAYS = {
    "en": "working day|working days",
    "ru": "рабочий день|рабочих дня|рабочих дней",
    "ro": "zi lucrătoare|zile lucrătoare",
    "hy": "աշխատանքային օր",
}
_MONTHS = {"en": "month|months", "ru": "месяц|месяца|месяцев", "ro": "lună|luni", "hy": "ամիս"}


def language_of(locale: str) -> str:
    """The language of a locale: en of en-US."""
    return locale.partition("-")[0]


def number(value: Decimal, language: str, places: int) -> str:
    """A number with the language's grouping and decimal mark, half up to `places` decimals."""
    value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _point, fraction = f"{abs(value):f}".partition(".")
    group, point = {"en": (",", "."), "ro": (".", ",")}.get(language_of(language), (NBSP, ","))
    groups = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", group, whole)
    sign = "\u2212" if value < 0 else ""
    return f"{sign}{groups}{point}{fraction}" if fraction else f"{sign}{groups}"


def plural_form(count: int, language: str) -> int:
    """The form that `count` (0 and above) takes: 0 is CLDR's one, 1 few (in English: all others), 2 many or, in
    Romanian, the form with "de". Armenian keeps the singular after any number."""
    return 0 if language == "hy" else plural_rule(language_of(language))(count)


def spelled(form: int, forms: str) -> str:
    """One of a noun's forms, written "one|few|many"; forms that are alike at the end are written once."""
    spellings = forms.split("|")
    return spellings[min(form, len(spellings) - 1)]


def noun(count: int, forms: str, language: str) -> str:
    """The noun as it stands after the number: рубль, рубля, рублей; leu, lei, de lei."""
    form = plural_form(count, language)
    word = spelled(form, forms)
    return f"de{NBSP}{word}" if language == "ro" and form == 2 else word


def _counted(count: int, forms: str, language: str) -> str:
    return f"{number(Decimal(count), language, 0)}{NBSP}{noun(count, forms, language)}"


def days(count: int, language: str) -> str:
    """3 days, 3 дня, 20 de zile, 3 օր. Nominative, as in every count here: the Russian form is also the accusative and
    fits after "за", "через" and a colon, not after "в течение"; nothing may be attached to the Armenian one."""
    return _counted(count, _DAYS[language_of(language)], language)


def working_days(count: int, language: str) -> str:
    """3 working days, 3 рабочих дня, 3 zile lucrătoare, 3 աշխատանքային օր; the same case as in `days`."""
    return _counted(count, _WORKING_DAYS[language_of(language)], language)


def months(count: int, language: str) -> str:
    """3 months, 3 месяца, 3 luni, 3 ամիս; the same case as in `days`."""
    return _counted(count, _MONTHS[language_of(language)], language)


def after_figures(language: str) -> frozenset[str]:
    """The first words of days, months and currencies in all their forms, which a line must not part from a figure."""
    from evenhand.formats.currencies import NAMES  # names are for letters; the window opens without them

    nouns = [one[language] for one in (_DAYS, _WORKING_DAYS, _MONTHS)]
    for name in NAMES[language].values():
        nouns += [name.units, name.subunits]
    return frozenset(form.split()[0] for forms in nouns for form in forms.split("|") if form)
