"""Promises: what we said we would do by a day, and whether it was kept."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class PromiseMove:
    """A promise was given another day."""

    id: int
    promise_id: int
    moved_on: date
    from_day: date
    to_day: date
