"""Ways to put it right, side by side: what the client gets, by when, with what effort, and what each costs us."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from evenhand.domain.money import Money, total
from evenhand.domain.records import Remedy
from evenhand.domain.refused import CaseRefused

ENOUGH = 3  # ways, of which a discount is none


class Effort(StrEnum):
    """What a way asks of the client, from nothing to a lot."""

    NONE = "none"
    LITTLE = "little"
    SOME = "some"
    MUCH = "much"


@dataclass(frozen=True, slots=True)
class CaseOption:
    """One way to put it right. All its sums are in the order's currency. How it sits with the owner is private and
    kept elsewhere.
    """

    id: int
    case_id: int
    place: int  # 1 is way A
    remedy: Remedy
    title: str  # what the client gets, in a few words
    details: str = ""
    by: date | None = None
    at: time | None = None
    effort: Effort | None = None
    effort_what: str = ""  # "one short fitting"
    materials: Money | None = None
    minutes: int = 0  # of the owner's own time
    cost_stated: Money | None = None  # by hand, instead of materials and hours
    worth: Money | None = None  # to the client
    discount: Decimal | None = None  # a discount's share of the order
    offered: bool = True


class OptionGap(StrEnum):
    """What keeps a way from being chosen."""

    NO_TITLE = "no_title"
    NO_DAY = "no_day"
    NO_DISCOUNT = "no_discount"


class OfferGap(StrEnum):
    """What the ways lack when they're looked at together. Nothing of it keeps the owner from going on."""

    TOO_FEW = "too_few"
    NONE_WITHOUT_EFFORT = "none_without_effort"
    DISCOUNT_BEFORE_REPLACING = "discount_before_replacing"  # a discount, and nothing is made anew or mended
    UNFINISHED = "unfinished"  # one on offer couldn't be chosen


@dataclass(frozen=True, slots=True)
class Offer:
    """The ways of a case together."""

    counted: int
    gaps: tuple[OfferGap, ...]

    @property
    def more_needed(self) -> int:
        return max(ENOUGH - self.counted, 0)


def name_of(option: CaseOption) -> str:
    """What a way is called: A for the first, then B; AA after Z."""
    name, place = "", option.place
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def counted(options: Iterable[CaseOption]) -> list[CaseOption]:
    """The ways on offer that have words and are no discount."""
    return [one for one in options if one.offered and one.title.strip() and one.remedy is not Remedy.DISCOUNT]


def effortless(options: Iterable[CaseOption]) -> bool:
    """Whether one of the ways that count asks nothing of the client."""
    return any(one.effort is Effort.NONE for one in counted(options))


def lacks(option: CaseOption) -> OptionGap | None:
    """The first thing without which the way can't be chosen."""
    if not option.title.strip():
        return OptionGap.NO_TITLE
    if option.remedy is Remedy.DISCOUNT and not option.discount:
        return OptionGap.NO_DISCOUNT
    if option.by is None and option.remedy is not Remedy.NOTHING:
        return OptionGap.NO_DAY
    return None


def offer(options: Iterable[CaseOption]) -> Offer:
    """The ways of a case, looked at together."""
    options = list(options)
    kinds = {one.remedy for one in options if one.offered}
    made_good = {Remedy.REDO, Remedy.REPLACE, Remedy.REPAIR}
    gaps = {
        OfferGap.TOO_FEW: len(counted(options)) < ENOUGH,
        OfferGap.NONE_WITHOUT_EFFORT: not effortless(options),
        OfferGap.DISCOUNT_BEFORE_REPLACING: Remedy.DISCOUNT in kinds and not kinds & made_good,
        OfferGap.UNFINISHED: any(lacks(one) for one in options if one.offered),
    }
    return Offer(len(counted(options)), tuple(gap for gap, is_there in gaps.items() if is_there))


def taken_off(option: CaseOption, order: Money) -> Money | None:
    """What a discount takes off an order of this sum, 20% of 240 is 48; None where the way is none, or has no share."""
    return order * option.discount if option.remedy is Remedy.DISCOUNT and option.discount is not None else None


def cost(option: CaseOption, hour_rate: Money | None, order: Money) -> Money | None:
    """What a way costs us: what was stated by hand, or else materials, own hours and what a discount takes off.

    None when nothing is known. Without a rate the hours aren't priced. `order` is what the order came to. Raises
    CaseRefused 'rate_in_other_currency' where the hours can't be priced in the order's currency: state the cost by
    hand then.
    """
    if option.cost_stated is not None:
        return option.cost_stated
    parts = [one for one in (option.materials, taken_off(option, order)) if one is not None]
    if option.minutes and hour_rate is not None:
        if hour_rate.currency != order.currency:
            raise CaseRefused("rate_in_other_currency")
        # One product and one rounding: a price per minute would be rounded sixty times too often.
        parts.append(Money(hour_rate.amount * option.minutes / 60, hour_rate.currency))
    return total(parts, order.currency) if parts else None
