"""The load guard: what wears the owner out, against the owner's own limits. Private; it suggests once and is quiet."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class LoadSign(StrEnum):
    """What the guard counts."""

    HARD_CONTACTS = "hard_contacts"  # uncomfortable ones, in seven days
    LATE_ENTRIES = "late_entries"  # contacts after hours and on days off, in seven days
    OPEN_HARD_CASES = "open_hard_cases"  # open cases of clients who are uncomfortable to work with


@dataclass(frozen=True, slots=True)
class LoadLimits:
    """The owner's own limits: more than so many is too much."""

    is_on: bool = True
    hard_contacts: int = 3
    late_entries: int = 4
    open_hard_cases: int = 2
    work_from: time = time(8)
    work_to: time = time(19)
    days_off: tuple[int, ...] = (6, 7)  # ISO: Monday is 1
    counted_from: date | None = None  # nothing before this day counts; its history was wiped then


@dataclass(frozen=True, slots=True)
class LoadAnswer:
    """What the owner made of one line of the guard's."""

    id: int
    answered_on: date
    sign: LoadSign
    counted: int  # how many there were
    quiet_day: date | None = None  # kept free of new clients; None: only put aside
