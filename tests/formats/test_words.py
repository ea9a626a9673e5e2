"""Sums in words: by a table of the hard ones, by reading them back, and by CLDR's names of the currencies."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from babel.numbers import get_currency_name
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.money import Money, decimals
from evenhand.formats import in_words
from evenhand.formats.counts import noun
from evenhand.formats.currencies import NAMES

LANGUAGES = ("en", "ru", "ro", "hy")
CURRENCIES = ("AMD", "CHF", "EUR", "GBP", "GEL", "JPY", "KWD", "KZT", "MDL", "RON", "RUB", "TND", "UAH", "USD")


def words(amount: str | int, currency: str, language: str) -> str:
    """The sum in words as a reader sees it."""
    return in_words(Money(Decimal(amount), currency), language).replace("\u00a0", " ")


HARD = {
    "en": """
        0 zero pounds
        1 one pound
        2 two pounds
        15 fifteen pounds
        40 forty pounds
        100 one hundred pounds
        101 one hundred and one pounds
        999 nine hundred and ninety-nine pounds
        1000 one thousand pounds
        1001 one thousand and one pounds
        1100 one thousand one hundred pounds
        1234 one thousand two hundred and thirty-four pounds
        21000 twenty-one thousand pounds
        101000 one hundred and one thousand pounds
        1000000 one million pounds
        1000001 one million and one pounds
        1001000 one million one thousand pounds
        1000100000 one billion one hundred thousand pounds""",
    "ru": """
        0 ноль рублей
        1 один рубль
        2 два рубля
        5 пять рублей
        11 одиннадцать рублей
        14 четырнадцать рублей
        21 двадцать один рубль
        22 двадцать два рубля
        40 сорок рублей
        90 девяносто рублей
        100 сто рублей
        101 сто один рубль
        111 сто одиннадцать рублей
        200 двести рублей
        300 триста рублей
        500 пятьсот рублей
        1000 одна тысяча рублей
        1001 одна тысяча один рубль
        2001 две тысячи один рубль
        2002 две тысячи два рубля
        11000 одиннадцать тысяч рублей
        12000 двенадцать тысяч рублей
        21000 двадцать одна тысяча рублей
        22000 двадцать две тысячи рублей
        101000 сто одна тысяча рублей
        119000 сто девятнадцать тысяч рублей
        1000000 один миллион рублей
        2000000 два миллиона рублей
        21000000 двадцать один миллион рублей
        1000001 один миллион один рубль
        2002000002 два миллиарда два миллиона два рубля""",
    "ro": """
        0 zero lei
        1 un leu
        2 doi lei
        12 doisprezece lei
        14 paisprezece lei
        16 șaisprezece lei
        17 șaptesprezece lei
        18 optsprezece lei
        19 nouăsprezece lei
        20 douăzeci de lei
        21 douăzeci și unu de lei
        22 douăzeci și doi de lei
        60 șaizeci de lei
        100 o sută de lei
        101 o sută unu lei
        119 o sută nouăsprezece lei
        120 o sută douăzeci de lei
        200 două sute de lei
        1000 o mie de lei
        1001 o mie unu lei
        1100 o mie o sută de lei
        2000 două mii de lei
        2019 două mii nouăsprezece lei
        12000 douăsprezece mii de lei
        19000 nouăsprezece mii de lei
        20000 douăzeci de mii de lei
        21000 douăzeci și una de mii de lei
        22000 douăzeci și două de mii de lei
        101000 o sută una mii de lei
        112000 o sută douăsprezece mii de lei
        119000 o sută nouăsprezece mii de lei
        120000 o sută douăzeci de mii de lei
        1000000 un milion de lei
        1001000 un milion o mie de lei
        2000000 două milioane de lei
        12000000 douăsprezece milioane de lei
        21000000 douăzeci și unu de milioane de lei
        22000000 douăzeci și două de milioane de lei
        1000000000 un miliard de lei
        21000000000 douăzeci și unu de miliarde de lei""",
    "hy": """
        0 զրո դրամ
        1 մեկ դրամ
        7 յոթ դրամ
        9 ինը դրամ
        10 տասը դրամ
        11 տասնմեկ դրամ
        14 տասնչորս դրամ
        19 տասնինը դրամ
        21 քսանմեկ դրամ
        99 իննսունինը դրամ
        100 հարյուր դրամ
        101 հարյուր մեկ դրամ
        110 հարյուր տասը դրամ
        200 երկու հարյուր դրամ
        1000 հազար դրամ
        1001 հազար մեկ դրամ
        1100 հազար հարյուր դրամ
        1200 հազար երկու հարյուր դրամ
        2000 երկու հազար դրամ
        21000 քսանմեկ հազար դրամ
        100000 հարյուր հազար դրամ
        101000 հարյուր մեկ հազար դրամ
        128500 հարյուր քսանութ հազար հինգ հարյուր դրամ
        1000000 մեկ միլիոն դրամ
        1001000 մեկ միլիոն մեկ հազար դրամ
        21000000 քսանմեկ միլիոն դրամ
        1000000000 մեկ միլիարդ դրամ""",
}
OWN = {"en": "GBP", "ru": "RUB", "ro": "RON", "hy": "AMD"}


@pytest.mark.parametrize(
    ("language", "line"),
    [(language, line.strip()) for language in LANGUAGES for line in HARD[language].split("\n")[1:]],
)
def test_a_hard_number_is_written_as_the_language_writes_it(language: str, line: str) -> None:
    amount, expected = line.split(" ", 1)
    assert words(amount, OWN[language], language) == expected


@pytest.mark.parametrize(
    ("language", "currency", "expected"),
    [
        ("ru", "UAH", ("одна гривна", "две гривны", "двенадцать гривен", "двадцать одна гривна")),
        ("ru", "JPY", ("одна иена", "две иены", "двенадцать иен", "двадцать одна иена")),
        ("ru", "EUR", ("один евро", "два евро", "двенадцать евро", "двадцать один евро")),
        (
            "ru",
            "USD",
            ("один доллар США", "два доллара США", "двенадцать долларов США", "двадцать один доллар США"),
        ),
        (
            "ro",
            "GBP",
            (
                "o liră sterlină",
                "două lire sterline",
                "douăsprezece lire sterline",
                "douăzeci și una de lire sterline",
            ),
        ),
        ("ro", "UAH", ("o grivnă", "două grivne", "douăsprezece grivne", "douăzeci și una de grivne")),
        (
            "ro",
            "RUB",
            (
                "o rublă rusească",
                "două ruble rusești",
                "douăsprezece ruble rusești",
                "douăzeci și una de ruble rusești",
            ),
        ),
        ("ro", "EUR", ("un euro", "doi euro", "doisprezece euro", "douăzeci și unu de euro")),
        ("ro", "AMD", ("un dram", "doi drami", "doisprezece drami", "douăzeci și unu de drami")),
    ],
)
def test_the_number_takes_the_gender_of_its_currency(language: str, currency: str, expected: tuple[str, ...]) -> None:
    assert tuple(words(count, currency, language) for count in (1, 2, 12, 21)) == expected


@pytest.mark.parametrize(
    ("language", "amount", "currency", "expected"),
    [
        ("en", "1234.50", "GBP", "one thousand two hundred and thirty-four pounds and 50~pence"),
        ("en", "1.01", "GBP", "one pound and 01~penny"),
        ("en", "0.50", "USD", "zero US dollars and 50~cents"),
        ("en", "1.05", "KWD", "one Kuwaiti dinar and 050~fils"),
        ("en", "12.001", "TND", "twelve Tunisian dinars and 001~millime"),
        ("en", "1500", "JPY", "one thousand five hundred yen"),
        ("ru", "2001.50", "RUB", "две тысячи один рубль 50~копеек"),
        ("ru", "5.01", "RUB", "пять рублей 01~копейка"),
        ("ru", "5.22", "RUB", "пять рублей 22~копейки"),
        ("ru", "1.250", "KWD", "один кувейтский динар 250~филсов"),
        ("ro", "21.50", "RON", "douăzeci și unu de~lei și 50~de~bani"),
        ("ro", "2.01", "MDL", "doi lei și 01~ban"),
        ("ro", "2.05", "RON", "doi lei și 05~bani"),
        ("hy", "1200.50", "AMD", "հազար երկու հարյուր դրամ 50~լումա"),
    ],
)
def test_the_subunit_stays_in_figures_beside_its_noun(language: str, amount: str, currency: str, expected: str) -> None:
    assert in_words(Money(Decimal(amount), currency), language).replace("\u00a0", "~") == expected


@pytest.mark.parametrize(
    ("language", "whole", "with_rest"),
    [
        ("en", "one hundred and twenty~PLN", "one hundred and twenty and 50/100~PLN"),
        ("ru", "сто двадцать~PLN", "сто двадцать 50/100~PLN"),
        ("ro", "o sută douăzeci~PLN", "o sută douăzeci și 50/100~PLN"),
        ("hy", "հարյուր քսան~PLN", "հարյուր քսան 50/100~PLN"),
    ],
)
def test_a_currency_without_words_keeps_its_code_and_loses_nothing(language: str, whole: str, with_rest: str) -> None:
    written = [in_words(Money(Decimal(amount), "PLN"), language) for amount in ("120", "120.50")]
    assert [one.replace("\u00a0", "~") for one in written] == [whole, with_rest]


@pytest.mark.parametrize("amount", ["-1", "-0.01", "1000000000000"])
def test_a_sum_that_no_letter_states_has_no_words(amount: str) -> None:
    with pytest.raises(ValueError, match="not a sum"):
        words(amount, "GBP", "en")


# The second opinion on the numbers: what each word is worth, and how a reader adds them up.
WORTH = {
    "en": {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
    | {"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15}
    | {"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40}
    | {"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    "ru": {"ноль": 0, "один": 1, "одна": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6}
    | {"семь": 7, "восемь": 8, "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13}
    | {"четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18}
    | {"девятнадцать": 19, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60}
    | {"семьдесят": 70, "восемьдесят": 80, "девяносто": 90, "сто": 100, "двести": 200, "триста": 300}
    | {"четыреста": 400, "пятьсот": 500, "шестьсот": 600, "семьсот": 700, "восемьсот": 800, "девятьсот": 900},
    "ro": {"zero": 0, "un": 1, "o": 1, "unu": 1, "una": 1, "doi": 2, "două": 2, "trei": 3, "patru": 4, "cinci": 5}
    | {"șase": 6, "șapte": 7, "opt": 8, "nouă": 9, "zece": 10, "unsprezece": 11, "doisprezece": 12}
    | {"douăsprezece": 12, "treisprezece": 13, "paisprezece": 14, "cincisprezece": 15, "șaisprezece": 16}
    | {"șaptesprezece": 17, "optsprezece": 18, "nouăsprezece": 19, "douăzeci": 20, "treizeci": 30}
    | {"patruzeci": 40, "cincizeci": 50, "șaizeci": 60, "șaptezeci": 70, "optzeci": 80, "nouăzeci": 90},
    "hy": {"զրո": 0, "մեկ": 1, "երկու": 2, "երեք": 3, "չորս": 4, "հինգ": 5, "վեց": 6, "յոթ": 7, "ութ": 8, "ինը": 9}
    | {"տասը": 10, "տասն": 10, "քսան": 20, "երեսուն": 30, "քառասուն": 40, "հիսուն": 50, "վաթսուն": 60}
    | {"յոթանասուն": 70, "ութսուն": 80, "իննսուն": 90},
}
TIMES = {
    "en": {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9},
    "ru": dict.fromkeys(("тысяча", "тысячи", "тысяч"), 10**3)
    | dict.fromkeys(("миллион", "миллиона", "миллионов"), 10**6)
    | dict.fromkeys(("миллиард", "миллиарда", "миллиардов"), 10**9),
    "ro": {"sută": 100, "sute": 100, "mie": 10**3, "mii": 10**3, "milion": 10**6, "milioane": 10**6}
    | {"miliard": 10**9, "miliarde": 10**9},
    "hy": {"հարյուր": 100, "հազար": 10**3, "միլիոն": 10**6, "միլիարդ": 10**9},
}
LINKS: dict[str, set[str]] = {"en": {"and"}, "ru": set(), "ro": {"și", "de"}, "hy": set()}


def read(text: str, language: str) -> int:
    """The number that the words say. Raises KeyError at a word that is none of the language's numerals."""
    total = group = 0
    for word in re.split(r"[ -]", text):
        if word in LINKS[language]:
            continue
        times = TIMES[language].get(word)
        if times == 100:
            group = max(group, 1) * 100
        elif times:
            total, group = total + max(group, 1) * times, 0
        elif word in WORTH[language]:
            group += WORTH[language][word]
        else:  # Armenian tens and units are one word
            tens = next(one for one, worth in WORTH["hy"].items() if worth >= 10 and word.startswith(one))
            group += WORTH["hy"][tens] + WORTH["hy"][word.removeprefix(tens)]
    return total + group


def read_sum(text: str, currency: str, language: str) -> Money:
    """The sum that in_words wrote, read back through the currency's nouns."""
    name = NAMES[language][currency]
    units = "|".join(sorted(name.units.split("|"), key=len, reverse=True))
    subunits = "|".join(sorted(name.subunits.split("|"), key=len, reverse=True)) or "(?!)"
    found = re.fullmatch(rf"(.+?) (?:de )?(?:{units})(?: (?:and |și )?(\d+) (?:de )?(?:{subunits}))?", text)
    assert found, text
    figures = found[2] or "0" * decimals(currency)
    assert len(figures) == decimals(currency)
    return Money.of_minor(read(found[1], language) * 10 ** decimals(currency) + int(figures or 0), currency)


sizes = st.integers(0, 12).flatmap(lambda places: st.integers(0, 10**places - 1))
round_numbers = st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(0, 999), st.integers(0, 9))


@pytest.mark.parametrize("language", LANGUAGES)
@given(whole=sizes | round_numbers, rest=st.integers(0, 999), currency=st.sampled_from(CURRENCIES))
def test_a_sum_in_words_reads_back_as_the_same_sum(language: str, whole: int, rest: int, currency: str) -> None:
    unit = 10 ** decimals(currency)
    sum_ = Money.of_minor(whole * unit + rest % unit, currency)
    text = in_words(sum_, language)
    assert read_sum(text.replace("\u00a0", " "), currency, language) == sum_
    assert text == text.strip()
    assert "  " not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_up_to_two_thousand_reads_back(language: str) -> None:
    for whole in range(2001):
        text = words(whole, OWN[language], language)
        assert read_sum(text, OWN[language], language) == Money(whole, OWN[language])


@given(sizes)
def test_russian_thousands_are_feminine_and_millions_are_not(whole: int) -> None:
    said = words(whole, "RUB", "ru").split(" ")
    for numeral, counted in pairwise(said):
        if counted.startswith("тысяч"):
            assert numeral not in ("один", "два")
        elif counted.startswith(("милли", "рубл")):
            assert numeral not in ("одна", "две")


def takes_de(count: int) -> bool:
    return count % 100 == 0 or count % 100 >= 20


@given(sizes)
def test_romanian_numbers_take_de_and_the_gender_of_what_they_count(whole: int) -> None:
    number = re.sub(r" le[iu]$", "", words(whole, "RON", "ro"))
    assert number.endswith(" de") is (whole > 0 and takes_de(whole))
    # "două mii nouă sute de lei" in pairs of a number and what it counts
    for amount, scale in re.findall(r"(.+?) (miliarde?|milioane|milion|mie|mii)\b ?", number):
        many = read(amount, "ro")
        assert amount.endswith(" de") is takes_de(many)
        numeral = amount.removesuffix(" de").split(" ")[-1]
        masculine, feminine = ("doi", "doisprezece"), ("una", "o")
        assert numeral not in (*masculine, *(("unu", "un") if scale in ("mie", "mii") else feminine))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", CURRENCIES)
def test_a_currency_is_called_as_cldr_calls_it(currency: str, language: str) -> None:
    """All our words stand in CLDR's name in the same order; CLDR says the country each time."""
    own = {"ruble": "rouble", "rubles": "roubles", "laris": "lari", "tenges": "tenge"} if language == "en" else {}
    for count in (1, 2, 5, 11, 21, 100):
        named = [own.get(word, word) for word in get_currency_name(currency, count, locale=language).split(" ")]
        said = noun(count, NAMES[language][currency].units, language).removeprefix("de\u00a0").split(" ")
        assert said == [word for word in named if word in said]
        assert words(count, currency, language).endswith(" ".join(said))


def test_every_currency_has_words_in_every_letter_language() -> None:
    for language in LANGUAGES:
        assert tuple(NAMES[language]) == CURRENCIES
        for currency in CURRENCIES:
            assert bool(NAMES[language][currency].subunits) is (decimals(currency) > 0)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("1234.50", "one thousand two hundred thirty-four US dollars and 50 cents"),
        ("2001", "two thousand one US dollars"),
        ("1", "one US dollar"),
    ],
)
def test_american_english_has_no_and_within_a_number(amount: str, expected: str) -> None:
    assert words(amount, "USD", "en-US") == expected
