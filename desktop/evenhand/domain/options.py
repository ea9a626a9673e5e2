"""Ways to put it right, side by side: what the client gets, by when, with what effort, and what each costs us."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from evenhand.domain.money import Money
from evenhand.domain.records import Remedy


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
