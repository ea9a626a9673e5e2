"""Promises: what we said we would do by a day, and whether it was kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import StrEnum

from evenhand.domain.calendar import is_working_day


class PromiseEnding(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"
    CANCELLED = "cancelled"  # it no longer applies, as after a parting


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that we said we'd do by a day, in a case or anywhere."""

    id: int
    client_id: int
    what: str
    made_on: date
    first_due: date  # as it was first given
    due_on: date  # as it stands now
    due_at: time | None = None
    case_id: int | None = None
    option_id: int | None = None  # the way to put it right that it comes from
    ended_on: date | None = None
    ending: PromiseEnding | None = None

    @property
    def moved(self) -> bool:
        """Whether it's open and now has another day than it was first given."""
        return self.ending is None and self.due_on != self.first_due


@dataclass(frozen=True, slots=True)
class PromiseMove:
    """A promise was given another day."""

    id: int
    promise_id: int
    moved_on: date
    from_day: date
    to_day: date


class PromiseState(StrEnum):
    """Where a promise stands on a day."""

    OPEN = "open"
    TODAY = "today"
    LATE = "late"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BROKEN = "broken"
    CANCELLED = "cancelled"


def state(promise: Promise, today: date) -> PromiseState:
    """Where the promise stands, by the day it has now. Its hour doesn't make it late before the day is over."""
    match promise.ending:
        case PromiseEnding.KEPT:
            late = promise.ended_on is not None and promise.ended_on > promise.due_on
            return PromiseState.KEPT_LATE if late else PromiseState.KEPT
        case PromiseEnding.BROKEN:
            return PromiseState.BROKEN
        case PromiseEnding.CANCELLED:
            return PromiseState.CANCELLED
    if promise.due_on == today:
        return PromiseState.TODAY
    return PromiseState.LATE if promise.due_on < today else PromiseState.OPEN


@dataclass(frozen=True, slots=True)
class KeptRate:
    """How promises ended. Those that are open or were cancelled aren't among them."""

    on_time: int  # by the day that was first given
    after_move: int  # by the day that it was moved to
    missed: int  # kept late, or broken
    moved: int  # of all three, how many were given another day

    @property
    def ended(self) -> int:
        return self.on_time + self.after_move + self.missed

    @property
    def share(self) -> Decimal | None:
        """Of those that ended, kept by the first day; None when none has."""
        return Decimal(self.on_time) / self.ended if self.ended else None


def kept_rate(promises: Iterable[Promise], moved: frozenset[int]) -> KeptRate:
    """How often promises were kept; `moved` are the ids of those that were given another day."""
    on_time = after_move = missed = given_another_day = 0
    for promise in promises:
        if promise.ending not in (PromiseEnding.KEPT, PromiseEnding.BROKEN) or promise.ended_on is None:
            continue
        given_another_day += promise.id in moved
        if promise.ending is PromiseEnding.KEPT and promise.ended_on <= promise.first_due:
            on_time += 1
        elif promise.ending is PromiseEnding.KEPT and promise.ended_on <= promise.due_on:
            after_move += 1
        else:
            missed += 1
    return KeptRate(on_time, after_move, missed, given_another_day)


def day_instead(day: date, country: str) -> date | None:
    """The next working day where the day is a day off there; None where it's a working day. Raises UnknownCountry."""
    instead = day
    while not is_working_day(instead, country):
        instead += timedelta(1)
    return None if instead == day else instead
