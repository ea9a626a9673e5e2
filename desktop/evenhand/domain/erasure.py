"""Letting go of what the book knows about a person: what keeps it back, and how long the sums stay."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Obstacle(StrEnum):
    """What has to be settled with somebody before they are erased."""

    OPEN_CASE = "open_case"
    OPEN_BONUS = "open_bonus"  # something may still have to be given for it
    OPEN_PROMISE = "open_promise"


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What is still open, and which it is: numbers of cases, codes of bonuses; empty for promises."""

    obstacle: Obstacle
    which: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """Somebody who was erased: under a number alone, with what has to be kept of their letters and sums."""

    client_id: int
    uid: str  # the same in every copy of the book
    erased_on: date
    keep_until: date  # the last day on which letters, and the numbers of orders, are kept
    purged_on: date | None = None


def keep_until(last_sum_on: date | None, years: int, today: date) -> date:
    """The last day of the year that lies so many years after the last sum or letter; today where there was none."""
    if last_sum_on is None:
        return today
    return max(date(min(last_sum_on.year + years, date.max.year), 12, 31), today)


def is_due(erasure: Erasure, today: date) -> bool:
    """Whether what was kept goes now. What was kept until the very day of the erasure goes at once."""
    if erasure.purged_on is not None:
        return False
    return erasure.keep_until < today or erasure.keep_until <= erasure.erased_on
