"""The line: when keeping a client costs more than the client brings. Markers with the dates they rest on; no opinion."""

from dataclasses import dataclass
from datetime import date

from evenhand.domain.money import Money


@dataclass(frozen=True, slots=True)
class Claim:
    """What the client asked for on a day, in the order's currency where it's a sum."""

    id: int
    case_id: int
    said_on: date
    what: str
    amount: Money | None = None
    met_on: date | None = None
