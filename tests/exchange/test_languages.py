"""The language in which a file's people would like their letters, as far as names and countries tell."""

import unicodedata

import pytest

from evenhand.exchange.languages import likeliest
from evenhand.exchange.people import Person


def people(*names: str, country: str = "", language: str = "") -> list[Person]:
    return [Person(line, name, country=country, language=language) for line, name in enumerate(names, 2)]


@pytest.mark.parametrize(
    ("names", "language"),
    [
        (("Елена Сорокина", "Нина Волкова", "Helen Okafor"), "ru"),
        (("Անահիտ Գրիգորյան", "Տիգրան Պետրոսյան", "Нина Волкова"), "hy"),
        (("Ștefan Țurcanu", "Ion Brânză", "Ana Rusu", "Елена Сорокина"), "ro"),
        (("Maria Raţă", "Ion Brânză"), "ro"),
        (("Ștefan Ciobanu",), "ro"),
        (("Helen Okafor", "Benoît Lambert", "Priya Raman"), ""),
        (("Ayşe Şahin", "Işıl Şen"), ""),
        (("Ștefan Țurcanu", "Ion Brânză", *(f"Helen Okafor {n}" for n in range(40))), ""),
        ((), ""),
    ],
)
def test_names_tell_the_language(names: tuple[str, ...], language: str) -> None:
    assert likeliest(people(*names)) == language


def test_letters_stored_in_two_parts_are_the_same_letters() -> None:
    assert likeliest(people(*(unicodedata.normalize("NFD", one) for one in ("Ion Brânză", "Ștefan Țurcanu")))) == "ro"


@pytest.mark.parametrize("country", ["RO", "MD"])
def test_most_of_those_who_live_there_read_romanian(country: str) -> None:
    assert likeliest([*people("Ana Rusu", "Ion Munteanu", country=country), *people("Helen Okafor")]) == "ro"
    assert likeliest([*people("Ana Rusu", country=country), *people("Helen Okafor", "Priya Raman")]) == ""


def test_in_chisinau_too_the_script_of_the_names_goes_before_the_country() -> None:
    assert likeliest(people("Елена Сорокина", "Нина Волкова", country="MD")) == "ru"


def test_who_says_their_language_is_not_counted() -> None:
    silent = people("Ион Мунтяну", "Ана Руссу")
    assert likeliest([*people("Helen Okafor", "Priya Raman", "John Lee", language="en"), *silent]) == "ru"
    assert likeliest(people("Елена Сорокина", language="ru")) == ""
