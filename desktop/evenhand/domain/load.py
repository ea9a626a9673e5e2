"""The load guard: what wears the owner out, against the owner's own limits. Private; it suggests once and is quiet."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from fractions import Fraction

WINDOW = 7  # days that are counted together, today among them
WEEKS = 8  # windows before the present one, of which the usual is the median
_FEWEST_WEEKS = 4  # fewer say nothing about what is usual
_MOST = 99  # of a limit
_GROWN = Fraction(3, 2)  # by half: then the guard speaks again before the seven days are over
_LOOK_AHEAD = 60  # days in which a day to keep free is looked for


class LoadSign(StrEnum):
    """What the guard counts."""

    HARD_CONTACTS = "hard_contacts"  # uncomfortable ones, in seven days
    LATE_ENTRIES = "late_entries"  # contacts after hours and on days off, in seven days
    OPEN_HARD_CASES = "open_hard_cases"  # open cases of clients who are uncomfortable to work with


class LimitProblem(StrEnum):
    """Why limits can't be taken."""

    LIMIT_OUT_OF_RANGE = "limit_out_of_range"  # a limit is from 1 to 99
    ENDS_BEFORE_START = "ends_before_start"
    NO_WORKING_DAY = "no_working_day"


def fits(limit: int) -> bool:
    """Whether the number can be a limit."""
    return 1 <= limit <= _MOST


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

    def of(self, sign: LoadSign) -> int:
        """The limit of one sign."""
        limit: int = getattr(self, sign.value)
        return limit

    def problems(self) -> frozenset[LimitProblem]:
        """What keeps them from being taken."""
        found = set()
        if not all(fits(self.of(sign)) for sign in LoadSign):
            found.add(LimitProblem.LIMIT_OUT_OF_RANGE)
        if self.work_to <= self.work_from:
            found.add(LimitProblem.ENDS_BEFORE_START)
        if len(set(self.days_off)) >= WINDOW:
            found.add(LimitProblem.NO_WORKING_DAY)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class LoadAnswer:
    """What the owner made of one line of the guard's."""

    id: int
    answered_on: date
    sign: LoadSign
    counted: int  # how many there were
    quiet_day: date | None = None  # kept free of new clients; None: only put aside


@dataclass(frozen=True, slots=True)
class LoadLine:
    """What is too much now: how many there are, over which limit, and how many are usual where that is known."""

    sign: LoadSign
    counted: int
    limit: int
    usual: int | None = None


def window(limits: LoadLimits, today: date) -> tuple[date, date]:
    """The first day that counts and the day after the last: seven days up to today, none before `counted_from`.

    Empty (both the same) while counting begins only after today.
    """
    first, end = today - timedelta(WINDOW - 1), today + timedelta(1)
    return min(max(first, limits.counted_from or first), end), end


def overload(
    counts: Mapping[LoadSign, int], limits: LoadLimits, answers: Sequence[LoadAnswer], today: date
) -> LoadLine | None:
    """The worst of what is over its limit, as a share of it; None when nothing is, or the guard is off or quiet.

    A sign that the owner answered to is quiet for seven days, unless it grew by half; the others until tomorrow.
    """
    if not limits.is_on:
        return None
    over = [
        LoadLine(sign, counted, limits.of(sign))
        for sign, counted in counts.items()
        if counted > limits.of(sign) and not _is_quiet(sign, counted, answers, today)
    ]
    order = list(LoadSign)
    return max(over, key=lambda line: (Fraction(line.counted, line.limit), -order.index(line.sign)), default=None)


def _is_quiet(sign: LoadSign, counted: int, answers: Sequence[LoadAnswer], today: date) -> bool:
    own = [one for one in answers if one.sign is sign and 0 <= (today - one.answered_on).days < WINDOW]
    if own:
        return counted < max(one.counted for one in own) * _GROWN
    return any(one.answered_on == today for one in answers)


def usual(weeks: Sequence[int]) -> int | None:
    """The owner's own usual number: the median of earlier windows, half up; None when fewer than four are known."""
    if len(weeks) < _FEWEST_WEEKS:
        return None
    from statistics import median  # brings fractions along, which the first window needn't wait for

    return int(median(weeks) + 0.5)


def day_to_keep_free(
    today: date, limits: LoadLimits, kept: Collection[date], is_holiday: Callable[[date], bool]
) -> date | None:
    """The next of the owner's own working days that isn't kept free of new clients yet; None within sixty days."""
    ahead = (today + timedelta(number) for number in range(1, _LOOK_AHEAD + 1))
    return next(
        (day for day in ahead if day.isoweekday() not in limits.days_off and day not in kept and not is_holiday(day)),
        None,
    )
