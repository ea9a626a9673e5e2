"""Sums and shares in figures."""

from decimal import ROUND_HALF_UP, Decimal

from evenhand.domain.money import Money, decimals
from evenhand.formats.counts import NBSP, language_of, number, plural_form, spelled

# What people write beside a sum; CLDR says RON and AMD where letters say lei and ֏. Romanian prices leave out the "de"
# that the same words take in running text.
_LABELS = {
    "en": {"GBP": "£", "EUR": "€", "USD": "$"},
    "ru": {
        "RUB": "₽",
        "EUR": "€",
        "GBP": "£",
        "USD": "$",
        "RON": "лей|лея|леев",
        "AMD": "֏",
        "MDL": "лей|лея|леев",
    },
    "ro": {"RON": "leu|lei", "EUR": "€", "GBP": "£", "USD": "$", "MDL": "leu|lei", "RUB": "₽", "AMD": "֏"},
    "hy": {"AMD": "֏", "RUB": "₽", "EUR": "€", "GBP": "£", "USD": "$"},
}
_BEFORE = {"en"}  # languages that put the sign before the sum


def _places(sum_: Money) -> int:
    """How many decimals the sum is written with: none when there's nothing in them."""
    places = decimals(sum_.currency)
    return places if sum_.minor % 10**places else 0


def money(sum_: Money, language: str) -> str:
    """A sum as the language writes it: €72, €72.50, 3 500 ₽, 1.250 lei, 128 500 ֏. Decimals only when there are any."""
    figures = number(sum_.amount, language, _places(sum_))
    label = _LABELS.get(language_of(language), _LABELS["en"]).get(sum_.currency, sum_.currency)
    if language_of(language) in _BEFORE and len(label) == 1:
        return f"\u2212{label}{figures[1:]}" if figures.startswith("\u2212") else f"{label}{figures}"
    if "|" in label:
        # A fraction takes the form of two in both languages: 1,50 лея, 1,50 lei.
        label = spelled(1 if _places(sum_) else plural_form(int(abs(sum_.amount)), language), label)
    return f"{figures}{NBSP}{label}"


def typed(sum_: Money, language: str) -> str:
    """A sum as it stands in an entry field: figures only, grouped by spaces or not at all, so that it reads back."""
    figures = number(sum_.amount, language, _places(sum_)).replace("\u2212", "-")
    group = {"en": ",", "ro": "."}.get(language)
    return figures.replace(group, "") if group else figures


def percent(share: Decimal, language: str) -> str:
    """0.10 as 10% (10 % with a no-break space outside English and Armenian), to two decimals at most."""
    value = (share * 100).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    figures = number(value, language, max(0, -int(value.as_tuple().exponent)))
    return f"{figures}%" if language_of(language) in ("en", "hy") else f"{figures}{NBSP}%"
