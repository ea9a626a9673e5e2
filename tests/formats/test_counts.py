"""Counted days and months, against CLDR's own forms as Babel has them."""

from collections.abc import Callable

import pytest
from babel import Locale
from babel.plural import to_python
from babel.units import format_unit

from evenhand import formats
from evenhand.formats.counts import noun

COUNTS = (*range(230), 999)


def cldr(count: int, unit: str, language: str) -> str:
    return format_unit(count, unit, "long", locale=language).replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["en", "ru", "ro", "hy"])
@pytest.mark.parametrize(
    ("written", "unit"), [(formats.days, "duration-day"), (formats.months, "duration-month")], ids=["days", "months"]
)
def test_days_and_months_are_counted_as_cldr_counts_them(
    written: Callable[[int, str], str], unit: str, language: str
) -> None:
    for count in COUNTS:
        assert written(count, language).replace("\u00a0", " ") == cldr(count, unit, language)


@pytest.mark.parametrize(
    ("language", "one", "three", "ten", "twenty"),
    [
        ("en", "1~working day", "3~working days", "10~working days", "20~working days"),
        ("ru", "1~рабочий день", "3~рабочих дня", "10~рабочих дней", "20~рабочих дней"),
        ("ro", "1~zi lucrătoare", "3~zile lucrătoare", "10~zile lucrătoare", "20~de~zile lucrătoare"),
        ("hy", "1~աշխատանքային օր", "3~աշխատանքային օր", "10~աշխատանքային օր", "20~աշխատանքային օր"),
    ],
)
def test_working_days_are_counted_in_every_letter_language(
    language: str, one: str, three: str, ten: str, twenty: str
) -> None:
    counted = [formats.working_days(count, language).replace("\u00a0", "~") for count in (1, 3, 10, 20)]
    assert counted == [one, three, ten, twenty]


@pytest.mark.parametrize("language", ["en", "ru", "ro", "hy"])
def test_a_figure_and_its_noun_are_never_on_two_lines(language: str) -> None:
    for count in (1, 2, 5, 21, 120, 1250):
        assert " " not in formats.days(count, language) + formats.months(count, language)
        first, *rest = formats.working_days(count, language).split(" ")
        assert not first[-1].isdigit()
        assert len(rest) <= 1


def test_a_count_above_a_thousand_is_grouped() -> None:
    assert formats.days(1250, "ru").replace("\u00a0", " ") == "1 250 дней"


@pytest.mark.parametrize(
    ("language", "forms"), [("en", "one|other"), ("ru", "one|few|many"), ("ro", "one|few")], ids=["en", "ru", "ro"]
)
def test_a_noun_takes_the_form_that_cldr_says(language: str, forms: str) -> None:
    rule = to_python(Locale(language).plural_form)
    for count in (*range(1200), 10_011, 10_021, 10**6, 10**6 + 1, 10**9 + 2, 10**12 - 1):
        expected = {"ro": {"other": "de\u00a0few"}}.get(language, {}).get(rule(count), rule(count))
        assert noun(count, forms, language) == expected, count
