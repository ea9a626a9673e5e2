"""Sums in words, below a million million.

The unit is in words and agrees with its noun; the subunit stays in figures, all of them, and is left out when there is
none. That is what the four languages' business letters share: British cheques and letters write "and 50 pence", Russian
ones "50 копеек", Romanian ones "și 50 de bani", Armenian ones "50 լումա".
"""

from evenhand.domain.money import LARGEST_TYPED, Money, decimals
from evenhand.formats.counts import AMERICAN, NBSP, language_of, noun
from evenhand.formats.currencies import NAMES

# Each numeral at its own number; then those that change with the noun's gender.
_BELOW_20 = {
    language: numerals.split()
    for language, numerals in {
        "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen",
        "ru": "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
        "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
        "ro": "zero unu doi trei patru cinci șase șapte opt nouă zece unsprezece doisprezece treisprezece paisprezece "
        "cincisprezece șaisprezece șaptesprezece optsprezece nouăsprezece",
        "hy": "զրո մեկ երկու երեք չորս հինգ վեց յոթ ութ ինը տասը տասնմեկ տասներկու տասներեք տասնչորս տասնհինգ տասնվեց "
        "տասնյոթ տասնութ տասնինը",
    }.items()
}
_GENDERED = {
    ("ru", "f"): {1: "одна", 2: "две"},
    ("ro", "f"): {1: "una", 2: "două", 12: "douăsprezece"},
    ("ro", "n"): {2: "două", 12: "douăsprezece"},
}
# From twenty on.
_TENS = {
    language: numerals.split()
    for language, numerals in {
        "en": "twenty thirty forty fifty sixty seventy eighty ninety",
        "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        "ro": "douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci",
        "hy": "քսան երեսուն քառասուն հիսուն վաթսուն յոթանասուն ութսուն իննսուն",
    }.items()
}
_TENS_TO_UNITS = {"en": "-", "ru": " ", "ro": " și ", "hy": ""}
_RUSSIAN_HUNDREDS = ("сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот")
_SCALES = {
    "en": (("m", "billion"), ("m", "million"), ("m", "thousand")),
    "ru": (("m", "миллиард|миллиарда|миллиардов"), ("m", "миллион|миллиона|миллионов"), ("f", "тысяча|тысячи|тысяч")),
    "ro": (("n", "miliard|miliarde"), ("n", "milion|milioane"), ("f", "mie|mii")),
    "hy": (("m", "միլիարդ"), ("m", "միլիոն"), ("m", "հազար")),
}
_BEFORE_SUBUNITS = {"en": " and ", "ru": " ", "ro": " și ", "hy": " "}


def _below_hundred(n: int, gender: str, language: str) -> str:
    if n < 20:
        return _GENDERED.get((language, gender), {}).get(n, _BELOW_20[language][n])
    tens, units = _TENS[language][n // 10 - 2], n % 10
    return f"{tens}{_TENS_TO_UNITS[language]}{_below_hundred(units, gender, language)}" if units else tens


def _hundreds(n: int, language: str) -> str:
    if language == "ru":
        return _RUSSIAN_HUNDREDS[n - 1]
    if language == "ro":
        return "o sută" if n == 1 else f"{_below_hundred(n, 'f', 'ro')} sute"
    if language == "hy":
        return "հարյուր" if n == 1 else f"{_BELOW_20['hy'][n]} հարյուր"
    return f"{_BELOW_20['en'][n]} hundred"


def _below_thousand(n: int, gender: str, language: str) -> str:
    hundreds, rest = divmod(n, 100)
    parts = [_hundreds(hundreds, language)] if hundreds else []
    if rest or not n:
        parts.append(_below_hundred(rest, gender, language))
    return (" and " if language == "en" else " ").join(parts)


def _cardinal(n: int, gender: str, language: str) -> str:
    """The number in words before a noun of that gender (m, f, n); 0 <= n < 10**12."""
    parts: list[str] = []
    for power, (scale_gender, scale) in zip((10**9, 10**6, 1000), _SCALES[language], strict=True):
        many = n // power % 1000
        if not many:
            continue
        if language == "ro" and many == 1:
            amount = "o" if scale_gender == "f" else "un"
        elif language == "hy" and many == 1 and power == 1000 and not parts:
            amount = ""  # հազար by itself; within a longer number մեկ հազար
        else:
            amount = _below_thousand(many, scale_gender, language)
        parts.append(f"{amount} {noun(many, scale, language)}".strip())
    if language == "ro" and n == 1:
        return "o" if gender == "f" else "un"
    if language == "en" and parts and 0 < n % 1000 < 100:
        parts.append("and")
    if n % 1000 or not n:
        parts.append(_below_thousand(n % 1000, gender, language))
    return " ".join(parts)


def in_words(sum_: Money, language: str) -> str:
    """A sum in words, small letters first: "one thousand two hundred and thirty-four pounds and 50 pence",
    "две тысячи один рубль 50 копеек", "douăzeci și unu de lei și 50 de bani", "հազար երկու հարյուր դրամ".

    American English leaves out the "and" within the number. A currency without words here keeps its code:
    "сто двадцать PLN", "сто двадцать 50/100 PLN".
    Raises ValueError below zero and from a million million, KeyError for a language without letters.
    """
    if not 0 <= sum_.amount < LARGEST_TYPED:
        raise ValueError(f"{sum_} is not a sum that letters write in words")
    places = decimals(sum_.currency)
    whole, rest = divmod(sum_.minor, 10**places)
    figures = f"{rest:0{places}}"
    locale, language = language, language_of(language)
    name = NAMES[language].get(sum_.currency)
    number = _cardinal(whole, name.gender if name else "m", language)
    if locale == AMERICAN:
        number = number.replace(" and ", " ")
    if name is None:
        fraction = f"{_BEFORE_SUBUNITS[language]}{figures}/{10**places}" if rest else ""
        return f"{number}{fraction}{NBSP}{sum_.currency}"
    text = f"{number} {noun(whole, name.units, language)}"
    if rest:
        text += f"{_BEFORE_SUBUNITS[language]}{figures}{NBSP}{noun(rest, name.subunits, language)}"
    return text
