"""Sums of money: exact, per currency, rounded half up and nowhere else in the app."""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from functools import total_ordering

# ISO 4217 minor units, where they aren't two.
_DECIMALS = dict.fromkeys(("CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF", "XPF"), 0) | dict.fromkeys(
    ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3
)

# Guards the database's 64-bit integers. What is typed stays a thousand times below, so that totals fit as well.
LARGEST = Decimal(10) ** 15
LARGEST_TYPED = Decimal(10) ** 12

_CODE = re.compile("[A-Z]{3}")


class CurrencyMismatch(ValueError):
    """Two sums in different currencies met. Carries both ISO codes."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second} can't be mixed")
        self.first, self.second = first, second


class SumNotUnderstood(ValueError):
    """A typed sum that can't be read, could be read in two ways, or is too large. `text` is what was typed.

    Of a sum with another currency beside it `written_in` is that currency, `wanted_in` the one that it has to be in.
    """

    def __init__(
        self,
        text: str,
        *,
        ambiguous: bool = False,
        too_large: bool = False,
        written_in: str = "",
        wanted_in: str = "",
    ) -> None:
        super().__init__("ambiguous sum" if ambiguous else "sum too large" if too_large else "not a sum")
        self.text, self.ambiguous, self.too_large = text, ambiguous, too_large
        self.written_in, self.wanted_in = written_in, wanted_in


def decimals(currency: str) -> int:
    """How many decimals the currency's minor unit has (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD."""
    return _DECIMALS.get(currency, 2)


def exact(number: Decimal | int, name: str = "number") -> Decimal:
    """The number as a finite Decimal. Raises TypeError for a float, ValueError for NaN and infinity."""
    if isinstance(number, bool) or not isinstance(number, Decimal | int):
        raise TypeError(f"{name} must be a Decimal or an int, not {type(number).__name__}")
    number = Decimal(number)
    if not number.is_finite():
        raise ValueError(f"{name} must be finite")
    return number


@total_ordering
@dataclass(frozen=True, slots=True, init=False)
class Money:
    """An amount in one currency, kept in whole minor units.

    Money(Decimal("12.50"), "EUR").amount is Decimal("12.50"). A finer amount is rounded half up, away from zero;
    minus zero is zero. Raises TypeError for floats, ValueError for a code that isn't three capital letters or an
    amount of a thousand million million and more, CurrencyMismatch when sums in two currencies meet.
    """

    minor: int
    currency: str

    def __init__(self, amount: Decimal | int, currency: str) -> None:
        if not _CODE.fullmatch(currency):
            raise ValueError(f"not an ISO 4217 code: {currency!r}")
        amount = exact(amount, "amount")
        if abs(amount) < LARGEST:  # quantize rounds once; a product would be cut to 28 digits first
            amount = amount.quantize(Decimal(1).scaleb(-decimals(currency)), ROUND_HALF_UP)
        if abs(amount) >= LARGEST:
            raise ValueError("the amount is too large")
        object.__setattr__(self, "minor", int(amount.scaleb(decimals(currency))))
        object.__setattr__(self, "currency", currency)

    @classmethod
    def of_minor(cls, minor: int, currency: str) -> "Money":
        """From whole minor units: of_minor(1250, "EUR") is 12.50 EUR."""
        if type(minor) is int and abs(minor) < LARGEST and _CODE.fullmatch(currency):
            made = object.__new__(cls)  # there's nothing to round, and lists read thousands
            object.__setattr__(made, "minor", minor)
            object.__setattr__(made, "currency", currency)
            return made
        return cls(Decimal(minor).scaleb(-decimals(currency)), currency)

    @classmethod
    def zero(cls, currency: str) -> "Money":
        return cls(0, currency)

    @property
    def amount(self) -> Decimal:
        """The exact amount in major units, with the currency's own decimals."""
        return Decimal(self.minor).scaleb(-decimals(self.currency))

    def _same(self, other: "Money") -> int:
        if self.currency != other.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return other.minor

    def __add__(self, other: "Money") -> "Money":
        return Money.of_minor(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money.of_minor(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money.of_minor(-self.minor, self.currency)

    def __mul__(self, factor: Decimal | int) -> "Money":
        return Money(self.amount * exact(factor, "factor"), self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def rounded_up_to(self, step: "Decimal | int | Money") -> "Money":
        """The next multiple of a round sum (in major units, or Money of the same currency), never below this sum."""
        if isinstance(step, Money):
            self._same(step)
            step = step.amount
        step = exact(step, "step")
        if step <= 0:
            raise ValueError("a round sum must be above zero")
        return Money((self.amount / step).to_integral_value(ROUND_CEILING) * step, self.currency)


def total(sums: "list[Money] | tuple[Money, ...]", currency: str) -> Money:
    """The sum of sums in one currency; zero of that currency when there are none."""
    result = Money.zero(currency)
    for one in sums:
        result = result + one
    return result


_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


def parse_amount(text: str, currency: str) -> Money:
    """A sum as people type it: "1 234,50", "1.234,50", "1234.5", "1,234.50", "123,00".

    A single separator before exactly three digits ("1,234") could mean two things in a currency with two decimals and
    is refused, as is anything with a letter, a sign that isn't a separator, more decimals than the currency has, or
    a million million and more.
    Raises SumNotUnderstood.
    """
    bare = _SPACES.sub("", text.strip())
    if not re.fullmatch(r"-?[\d.,]+", bare) or len(bare) > 24:
        raise SumNotUnderstood(text, too_large=bool(re.fullmatch(r"-?[0-9]{13,}(?:[.,][0-9]+)?", bare)))
    # Spaces may stand only between groups of three digits: "1 23" is a slip of the finger, not 123.
    spaced = _SPACES.split(text.strip().lstrip("-").strip())
    if len(spaced) > 1:
        groups = [*spaced[:-1], re.split("[.,]", spaced[-1])[0]]
        if not re.fullmatch(r"\d{1,3}", groups[0]) or not all(re.fullmatch(r"\d{3}", g) for g in groups[1:]):
            raise SumNotUnderstood(text)
    sign, digits = (-1, bare[1:]) if bare.startswith("-") else (1, bare)
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        whole, fraction = digits, ""
    else:
        whole, fraction = digits[:last], digits[last + 1 :]
        mark, other = digits[last], "," if digits[last] == "." else "."
        if mark in whole:  # the last mark repeats, so it can only group: 1.234.567
            if not _GROUPED.fullmatch(digits):
                raise SumNotUnderstood(text)
            whole, fraction = digits, ""
        elif len(fraction) == 3 and other not in whole and len(spaced) == 1 and 1 <= len(whole) <= 3:
            if decimals(currency) == 0:  # nothing but a group of three digits is possible
                whole, fraction = digits, ""
            elif decimals(currency) < 3:
                raise SumNotUnderstood(text, ambiguous=True)
        if not fraction and whole is not digits:
            raise SumNotUnderstood(text)
    if re.search("[.,]", whole) and not _GROUPED.fullmatch(whole):
        raise SumNotUnderstood(text)
    whole = re.sub("[.,]", "", whole)
    if not whole or not whole.isascii() or (fraction and not fraction.isascii()):
        raise SumNotUnderstood(text)
    if len(fraction.rstrip("0")) > decimals(currency):
        raise SumNotUnderstood(text)
    amount = Decimal(f"{whole}.{fraction or 0}")
    if amount >= LARGEST_TYPED:
        raise SumNotUnderstood(text, too_large=True)
    return Money(sign * amount, currency)
