"""The owner's own word on working with a client. Private: this module is barred from the letters."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class Comfort(StrEnum):
    COMFORTABLE = "comfortable"
    UNEASY = "uneasy"
    UNCOMFORTABLE = "uncomfortable"


class ComfortReason(StrEnum):
    RUDE = "rude"
    PRESSED_PRICE = "pressed_price"
    OUT_OF_HOURS = "out_of_hours"
    KEPT_CHANGING = "kept_changing"
    DID_NOT_PAY = "did_not_pay"
    THREATENED = "threatened"
    I_BENT = "i_bent"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ComfortFlag:
    """The standing word about one client, set by hand on a day."""

    client_id: int
    comfort: Comfort = field(repr=False)  # as all that is private here: a fault or a log shows none of it
    set_on: date
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ComfortMark:
    """The feeling about one interaction."""

    interaction_id: int
    comfort: Comfort = field(repr=False)
    reasons: tuple[ComfortReason, ...] = field(default=(), repr=False)
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How work felt on one day; without comfort the question was passed over."""

    day: date
    comfort: Comfort | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class FlagSuggestion:
    """A flag that the marks suggested, on the day on which the owner answered to it."""

    client_id: int
    comfort: Comfort = field(repr=False)
    answered_on: date


HARD = (Comfort.UNEASY, Comfort.UNCOMFORTABLE)
LATELY = timedelta(days=90)  # hard marks speak for so long
IN_A_ROW = 5  # comfortable ones, to lift a flag
_TWICE = 2

Marks = Sequence[tuple[datetime, ComfortMark]]
"""Marks with the moment of their contact, the earliest first."""


def suggested_flag(
    marks: Marks, flag: ComfortFlag | None, answered: FlagSuggestion | None, today: date
) -> Comfort | None:
    """The flag that the marks speak for, if the owner may want to be asked about it today. It's never set by itself.

    Only contacts after the day on which the flag was set count; with no flag, all do. Then

    - the last five contacts in a row comfortable, under a flag that says otherwise: comfortable;
    - else two or more uncomfortable ones in the last 90 days: uncomfortable;
    - else two or more uneasy or uncomfortable ones in the last 90 days: uneasy, unless the flag says more.

    After five comfortable ones in a row what was hard before is left alone. What the flag says already isn't
    suggested. Once answered, nothing is asked again that day, and later only when a contact after that day speaks for
    the same: a hard one for uneasy, an uncomfortable one for uncomfortable, a comfortable one for comfortable.
    """
    if answered is not None and answered.answered_on >= today:
        return None
    known = [(when.date(), mark.comfort) for when, mark in marks if when.date() <= today]
    counted = [(on, felt) for on, felt in known if flag is None or on > flag.set_on]
    said = flag.comfort if flag else None
    found, speaks_for = _spoken_for(counted, today)
    if found is None or found is said or (found is Comfort.COMFORTABLE and said is None):
        return None
    if found is Comfort.UNEASY and said is Comfort.UNCOMFORTABLE:
        return None
    newer = answered is None or any(on > answered.answered_on for on, felt in counted if felt in speaks_for)
    return found if newer else None


def _spoken_for(marks: Sequence[tuple[date, Comfort]], today: date) -> tuple[Comfort | None, tuple[Comfort, ...]]:
    """What the marks speak for, and the marks that do."""
    last = [felt for _on, felt in marks[-IN_A_ROW:]]
    if last == [Comfort.COMFORTABLE] * IN_A_ROW:
        return Comfort.COMFORTABLE, (Comfort.COMFORTABLE,)
    lately = [felt for on, felt in marks if on >= today - LATELY]
    if lately.count(Comfort.UNCOMFORTABLE) >= _TWICE:
        return Comfort.UNCOMFORTABLE, (Comfort.UNCOMFORTABLE,)
    if sum(felt in HARD for felt in lately) >= _TWICE:
        return Comfort.UNEASY, HARD
    return None, ()
