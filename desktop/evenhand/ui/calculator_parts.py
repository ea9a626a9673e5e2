"""What a calculator is made of: the figures it's given and where each came from, and what it works out of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from evenhand import formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.discounts import DiscountCurve
from evenhand.domain.money import Money
from evenhand.domain.records import Owner
from evenhand.storage.averages import OwnAverages
from evenhand.translation import _, language, ngettext
from evenhand.ui.case_fields import read_day, read_share, read_sum, written_day

MOST_MONTHS = 60


class Given(Enum):
    """What can be typed in a calculator's field."""

    SUM = "sum"  # zero or more
    PRICE = "price"  # above zero
    SHARE = "share"  # above 0% and at most 100%
    PART = "part"  # from 0% to 100%
    WHOLE = "whole"  # one or more
    NUMBER = "number"  # zero or more, with decimals
    MONTHS = "months"
    DAY = "day"


class NotTaken(ValueError):
    """What was typed can't be. `sentence` says so in the screen's language; `field` where it isn't its own."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


@dataclass(frozen=True, slots=True)
class Input:
    """One figure to be given: what stands there at first, and where that came from."""

    key: str
    name: str
    given: Given
    text: str = ""
    source: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that was worked out, or a step to it."""

    name: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A discount's curve with its orders."""

    curve: DiscountCurve
    order_sum: Money
    orders: int
    needed: int | None
    margin: Decimal
    share: Decimal
    taxes: tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows: a sentence or two, the figures, and how they add up."""

    says: tuple[str, ...]
    figures: tuple[Line, ...]
    steps: tuple[Line, ...]
    drawn: Drawn | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """What the book knows of the owner's own business, in one currency."""

    owner: Owner | None
    averages: OwnAverages | None
    currency: str
    today: date

    def order(self, key: str, name: str, given: Given = Given.PRICE) -> Input:
        """The average order."""
        found = self.averages
        if found is None:
            return Input(
                key, name, given, source=_("The book holds no order in {currency} yet.").format(currency=self.currency)
            )
        return Input(key, name, given, formats.typed(found.average, language()), self.average_of())

    def average_of(self) -> str:
        """Which orders an average is of."""
        assert self.averages is not None
        count = self.averages.orders
        if self.averages.recent:
            return ngettext(
                "The average of your {n} order of the last twelve months.",
                "The average of your {n} orders of the last twelve months.",
                count,
            )
        return ngettext("The average of your {n} order so far.", "The average of your {n} orders so far.", count)

    def margin(self, *, optional: bool = False) -> Input:
        """The margin of the orders whose cost is known, else the owner's usual one."""
        found, usual = self.averages, self.owner.usual_margin if self.owner else None
        empty = Input("margin", _("Margin"), Given.PART, optional=optional)
        if found is not None and found.margin is not None and found.margin >= 0:
            source = ngettext(
                "Of your {n} order whose cost is known.", "Of your {n} orders whose cost is known.", found.costed
            )
            return replace(
                empty, text=formats.percent(found.margin.quantize(Decimal("0.001")), language()), source=source
            )
        if usual is not None:
            return replace(
                empty, text=formats.percent(usual, language()), source=_("Your usual margin, from My business.")
            )
        return replace(
            empty,
            source=_(
                "What is left of an order. Write the cost in your orders, or your usual margin in My business,"
                " and it stands here."
            ),
        )

    def orders_a_year(self, key: str, name: str) -> Input:
        """How often a client orders."""
        found = self.averages
        often = found.orders_per_client if found else None
        if found is None or often is None:
            return Input(key, name, Given.NUMBER, source=_("There is no order of the last twelve months to count."))
        source = _("{orders} of {clients} in the last twelve months.").format(
            orders=ngettext("{n} order", "{n} orders", found.orders),
            clients=ngettext("{n} client", "{n} clients", found.clients),
        )
        return Input(key, name, Given.NUMBER, written_number(often), source)


def percent(share: Decimal) -> str:
    """A share in a sentence or a step, to two decimals of a per cent."""
    return formats.percent(share.quantize(Decimal("0.0001")), language())


def unsigned(sum_: Money) -> Money:
    """The sum without its sign."""
    return -sum_ if sum_.minor < 0 else sum_


def written_number(value: Decimal) -> str:
    """A number as it stands in a field or a sentence, to one decimal."""
    value = value.quantize(Decimal("0.1"))
    return formats.number(value, language(), 0 if value == value.to_integral_value() else 1)


def rounded(equation: str, exact: Money, result: Money) -> str:
    """An equation with its result, which says so where the parts were rounded by themselves."""
    said = f"{equation} = {wording.money(result)}"
    return said if exact == result else f"{said} ({_('rounded')})"


def read(one: Input, text: str, currency: str, today: date) -> Any:
    """The figure that was typed: Money, Decimal, int or date; None for an optional one left empty.

    Raises NotTaken with the sentence that says what to write.
    """
    text = text.strip()
    if not text:
        if one.optional:
            return None
        raise NotTaken(_("Write a figure here."))
    try:
        return _read(one.given, text, currency, today)
    except wording.KNOWN_ERRORS as error:
        raise NotTaken(wording.sentence(error)) from error


def _read(given: Given, text: str, currency: str, today: date) -> Any:
    match given:
        case Given.SUM | Given.PRICE:
            found = read_sum(text, currency)
            if found.minor < 0 or (given is Given.PRICE and not found):
                raise NotTaken(
                    _("Write a sum above zero.") if given is Given.PRICE else _("Write a sum of zero or more.")
                )
            return found
        case Given.SHARE:
            return read_share(text)
        case Given.PART:
            return _part(text)
        case Given.WHOLE | Given.MONTHS:
            most = MOST_MONTHS if given is Given.MONTHS else 9_999_999
            bare = re.sub(rf"[\s{formats.NBSP}]", "", text)
            if not re.fullmatch(r"[0-9]{1,7}", bare) or not 1 <= int(bare) <= most:
                if given is Given.MONTHS:
                    raise CaseRefused("months_out_of_range")
                raise NotTaken(_("Write a whole number of at least 1."))
            return int(bare)
        case Given.NUMBER:
            bare = re.sub(rf"[\s{formats.NBSP}]", "", text)
            if not re.fullmatch(r"[0-9]{1,7}([.,][0-9]{1,4})?", bare):
                raise NotTaken(_("Write a number of zero or more, like 12 or 4.5."))
            return Decimal(bare.replace(",", "."))
        case Given.DAY:
            return read_day(text, today)


def _part(text: str) -> Decimal:
    bare = text.replace(formats.NBSP, " ")
    if re.fullmatch(r"0+([.,]0+)?\s*%?", bare):
        return Decimal(0)
    try:
        return read_share(text)
    except CaseRefused as refused:
        raise NotTaken(_("Write a share from 0% to 100%.")) from refused


def written(one: Input, value: Any) -> str:
    """A figure that was given, for paper."""
    if value is None:
        return "–"
    if isinstance(value, Money):
        return wording.money(value)
    if isinstance(value, date):
        return written_day(value)
    if one.given in (Given.SHARE, Given.PART):
        return formats.percent(value, language())
    return formats.number(Decimal(value), language(), max(0, -int(Decimal(value).normalize().as_tuple().exponent)))


Values = Mapping[str, Any]
