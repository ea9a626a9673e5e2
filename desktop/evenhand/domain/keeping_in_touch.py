"""What follows a case, and writing to those who left: at the owner's rhythm, and never against their wish or ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.domain.calendar import bonus_expiry


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A greeting or a question to a client on a day."""

    id: int
    client_id: int
    due_on: date
    what: str
    case_id: int | None = None
    done_on: date | None = None
    heard: bool | None = None  # whether an answer came; None while that isn't known


@dataclass(frozen=True, slots=True)
class Door:
    """Whether the owner would work with a client again, and how often to write to one who left. Private."""

    client_id: int
    closed: bool
    months: int  # between two greetings; 0: none
    set_on: date


MANY_SILENCES = 3


class Why(StrEnum):
    """Why a greeting is due, or isn't."""

    DUE = "due"
    LATER = "later"
    THREE_SILENCES = "three_silences"
    DOOR_CLOSED = "door_closed"
    LEFT_ALONE = "left_alone"  # they asked not to be written to
    FIRST_ME = "first_me"  # a house rule of that group speaks: loyalty is silent
    MONEY_OWED = "money_owed"
    NO_RHYTHM = "no_rhythm"  # the owner doesn't want to write to them, or it isn't known since when


@dataclass(frozen=True, slots=True)
class Greeting:
    """When to write to one who left. `day` is None where no day would be right."""

    day: date | None
    why: Why
    silences: int = 0  # greetings without an answer since their last word


def greeting_due(
    left_on: date | None,
    door: Door | None,
    months: int,
    done: Iterable[FollowUp],
    money_owed: bool,
    today: date,
    *,
    left_alone: bool = False,
    first_me: bool = False,
) -> Greeting:
    """Whether to write to a client who left, and when.

    `left_on` is the day of the client's last word or order; `months` is the owner's rhythm, which the door's own goes
    before; `done` are the follow-ups that were done. The next is due so many calendar months after the later of
    their last word and our last greeting. A greeting whose answer isn't noted counts as a silence, and their
    next word ends the silences.
    """
    if door is not None and door.closed:
        return Greeting(None, Why.DOOR_CLOSED)
    if left_alone:
        return Greeting(None, Why.LEFT_ALONE)
    if first_me:
        return Greeting(None, Why.FIRST_ME)
    months = door.months if door is not None else months
    since = [one.done_on for one in done if one.done_on is not None and (left_on is None or one.done_on > left_on)]
    heard = [one.done_on for one in done if one.done_on is not None and one.heard]
    last_heard = max([day for day in (*heard, left_on) if day is not None], default=None)
    silences = sum(last_heard is None or day > last_heard for day in since)
    last = max([day for day in (*since, last_heard) if day is not None], default=None)
    if not months or last is None:
        return Greeting(None, Why.NO_RHYTHM, silences)
    if silences >= MANY_SILENCES:
        return Greeting(None, Why.THREE_SILENCES, silences)
    if money_owed:
        return Greeting(None, Why.MONEY_OWED, silences)
    day = bonus_expiry(last, months)
    return Greeting(day, Why.DUE if day <= today else Why.LATER, silences)
