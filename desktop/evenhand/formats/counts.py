"""Counts of days and months: a figure and its noun, which a line never parts."""

from decimal import Decimal

from evenhand.formats import currencies
from evenhand.formats.plurals import NBSP, noun
from evenhand.formats.sums import number

_DAYS = {"en": "day|days", "ru": "день|дня|дней", "ro": "zi|zile", "hy": "օր"}
_WORKING_DAYS = {
    "en": "working day|working days",
    "ru": "рабочий день|рабочих дня|рабочих дней",
    "ro": "zi lucrătoare|zile lucrătoare",
    "hy": "աշխատանքային օր",
}
_MONTHS = {"en": "month|months", "ru": "месяц|месяца|месяцев", "ro": "lună|luni", "hy": "ամիս"}


def _counted(count: int, forms: str, language: str) -> str:
    return f"{number(Decimal(count), language, 0)}{NBSP}{noun(count, forms, language)}"


def days(count: int, language: str) -> str:
    """3 days, 3 дня, 20 de zile, 3 օր. Nominative, as in every count here: the Russian form is also the accusative and
    fits after "за", "через" and a colon, not after "в течение"; nothing may be attached to the Armenian one."""
    return _counted(count, _DAYS[language], language)


def working_days(count: int, language: str) -> str:
    """3 working days, 3 рабочих дня, 3 zile lucrătoare, 3 աշխատանքային օր; the same case as in `days`."""
    return _counted(count, _WORKING_DAYS[language], language)


def months(count: int, language: str) -> str:
    """3 months, 3 месяца, 3 luni, 3 ամիս; the same case as in `days`."""
    return _counted(count, _MONTHS[language], language)


def after_figures(language: str) -> frozenset[str]:
    """The first words of what is counted here, in all their forms: a line must not end between a figure and them."""
    nouns = [one[language] for one in (_DAYS, _WORKING_DAYS, _MONTHS)]
    for name in currencies.NAMES[language].values():
        nouns += [name.units, name.subunits]
    return frozenset(form.split()[0] for forms in nouns for form in forms.split("|") if form)
