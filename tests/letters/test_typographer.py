"""What a line of a letter must not part, whoever typed it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand import formats
from evenhand.domain.money import Money
from evenhand.domain.records import LETTER_LANGUAGES
from evenhand.letters.typographer import glued


def shown(text: str, language: str) -> str:
    """The text as it goes to the page, with ~ for a space that holds."""
    return glued(text, language).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "500 pounds 50 pence", "500~pounds 50~pence"),
        ("en", "within 28 days or 2 weeks", "within 28~days or 2~weeks"),
        ("en", "125 lei", "125~lei"),
        ("ru", "5 рублей 50 копеек", "5~рублей 50~копеек"),
        ("ru", "5 леев, 20 долларов США", "5~леев, 20~долларов США"),
        ("ru", "3 рабочих дня", "3~рабочих дня"),
        ("ru", "2 млн рублей, 5 тыс. рублей", "2~млн рублей, 5~тыс. рублей"),
        ("ru", "в 2026 году", "в~2026~году"),
        ("ro", "20 de zile și 1.250 de lei", "20~de~zile și~1.250~de~lei"),
        ("ro", "3 luni", "3~luni"),
        ("hy", "500 ՀՀ դրամ", "500~ՀՀ դրամ"),
        ("hy", "500 դրամով", "500~դրամով"),
        ("hy", "3 աշխատանքային օրվա ընթացքում", "3~աշխատանքային օրվա ընթացքում"),
        ("hy", "2026 թվականի", "2026~թվականի"),
    ],
)
def test_a_figure_stays_with_what_it_counts(language: str, typed: str, expected: str) -> None:
    assert shown(typed, language) == expected


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "on March 3, 2026", "on March~3, 2026"),
        ("en", "in March 2026", "in March 2026"),
        ("hy", "մինչև ապրիլի 14-ը", "մինչև ապրիլի~14-ը"),
        ("hy", "2026 թ. մարտի 3", "2026~թ. մարտի~3"),
        ("hy", "3 մարտի 2026 թ․", "3~մարտի 2026~թ․"),
    ],
)
def test_a_day_stays_with_its_month_on_either_side(language: str, typed: str, expected: str) -> None:
    assert shown(typed, language) == expected


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "order No 14, no. 15", "order No~14, no.~15"),
        ("en", "No reason", "No reason"),
        ("ru", "заказ № 14", "заказ №~14"),
        ("ro", "comanda nr. 14", "comanda nr.~14"),
        ("hy", "պատվեր № 14, ք․ Երևան", "պատվեր №~14, ք․~Երևան"),
    ],
)
def test_a_number_stays_with_its_sign(language: str, typed: str, expected: str) -> None:
    assert shown(typed, language) == expected


@pytest.mark.parametrize("typed", ["О. С. Бородина", "Бородина О. С."])
def test_initials_stay_with_the_name_on_either_side(typed: str) -> None:
    assert shown(typed, "ru") == typed.replace(" ", "~")


@given(st.integers(0, 10**14), st.sampled_from(LETTER_LANGUAGES), st.dates(), st.integers(0, 400))
def test_what_the_app_wrote_holds_also_when_typed_again_by_hand(
    minor: int, language: str, day: date, count: int
) -> None:
    money = Money.of_minor(minor, "RON")
    for written in (formats.money(money, language), formats.days(count, language), formats.months(count, language)):
        assert " " not in glued(written.replace("\u00a0", " "), language)
    day_and_month = " ".join(formats.long_date(day, language).split("\u00a0")[:2])
    assert " " not in glued(day_and_month, language)


@given(
    st.lists(
        st.sampled_from(
            ["5", "20", "lei", "de", "леев", "March", "3", "№", "О.", "Бородина", "թ․", "2026", "—", "**", "No", "в"]
        )
    ),
    st.sampled_from(LETTER_LANGUAGES),
)
def test_only_spaces_change(words: list[str], language: str) -> None:
    text = " ".join(words)
    once = glued(text, language)
    assert once.replace("\u00a0", " ") == text
    assert glued(once, language) == once


def test_a_language_without_rules_of_its_own_takes_the_english_ones() -> None:
    assert shown("500 pounds", "xx") == "500~pounds"
