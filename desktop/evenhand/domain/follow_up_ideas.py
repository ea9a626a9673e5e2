"""What is worth planning after a case: a question, a word on what changed, a friendly line. Each with a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from evenhand.domain.calendar import bonus_expiry
from evenhand.domain.records import Case, Outcome, Remedy

_TWO_WEEKS = timedelta(14)
_MADE = (Remedy.REDO, Remedy.REPLACE, Remedy.REPAIR, Remedy.PART)


class IdeaKind(StrEnum):
    """What to follow up with."""

    STILL_WELL = "still_well"  # whether what was put right still is
    TELL_CHANGE = "tell_change"  # what changed thanks to them
    FRIENDLY_LINE = "friendly_line"  # without any occasion


@dataclass(frozen=True, slots=True)
class Idea:
    """A follow-up that isn't planned yet."""

    kind: IdeaKind
    day: date


def ideas(case: Case, put_right_on: date | None, months: int, today: date) -> tuple[Idea, ...]:
    """What fits a case, never on a day that has passed.

    `put_right_on` is the day on which the last promise of the case was kept, where one was; else the day that was
    agreed counts. `months` is the owner's rhythm of greetings, 0 for none. Who left hears of the change alone, their
    greetings come by the rhythm; with whom we parted nothing is proposed.
    """
    found: list[Idea] = []
    right_on = put_right_on or case.remedy_by
    if case.outcome is Outcome.PARTED:
        return ()
    if case.outcome is not Outcome.LEFT and case.remedy in _MADE and right_on is not None:
        found.append(Idea(IdeaKind.STILL_WELL, max(right_on + _TWO_WEEKS, today)))
    if case.changed_on is not None:
        found.append(Idea(IdeaKind.TELL_CHANGE, max(case.changed_on, today)))
    else:
        found.append(Idea(IdeaKind.TELL_CHANGE, today if case.change.strip() else today + _TWO_WEEKS))
    if case.outcome is not Outcome.LEFT and months:
        found.append(Idea(IdeaKind.FRIENDLY_LINE, bonus_expiry(today, months)))
    return tuple(found)
