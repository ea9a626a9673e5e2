"""Whose move it is in a case, and the day to answer by, which is counted only while it's ours."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from evenhand.domain.calendar import is_working_day, working_days_left
from evenhand.domain.records import Case


class Turn(StrEnum):
    OURS = "ours"
    CLIENT = "client"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True, slots=True)
class TurnChange:
    """From a day on it's somebody else's move."""

    id: int
    case_id: int
    turn: Turn
    since: date
    note: str = ""  # what is waited for
    letter_id: int | None = None  # the letter that passed it on; it goes when that letter is voided


class ClockState(StrEnum):
    """How the time to answer runs."""

    RUNNING = "running"
    TODAY = "today"  # the last day
    LATE = "late"
    WAITING = "waiting"  # somebody else's move: it stands still
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class AnswerClock:
    """The time to answer, on a day."""

    turn: Turn
    by: date | None  # also the day that was met or missed, once answered; None while it stands still, and when closed
    left: int  # working days: below zero when it's late, 0 once answered
    total: int
    state: ClockState


@dataclass(frozen=True, slots=True)
class _Round:
    """From the day it became ours to answer up to the answer."""

    started: date
    answered: date | None = None
    first: bool = False


def _in_order(case: Case, changes: Iterable[TurnChange]) -> list[tuple[date, Turn | None]]:
    """The days on which the move passed on; None stands for the answer, which comes before what follows the same day.

    Nothing happened before the day of receipt, which may have been corrected to a later one.
    """
    first = case.received_on
    passed: list[tuple[date, int, int, Turn | None]] = [(max(one.since, first), 1, one.id, one.turn) for one in changes]
    if case.answered_on is not None:
        passed.append((max(case.answered_on, first), 0, 0, None))
    return [(day, turn) for day, _after, _id, turn in sorted(passed, key=lambda one: one[:3])]


def _replayed(case: Case, changes: Iterable[TurnChange]) -> tuple[list[tuple[date, Turn]], _Round]:
    """Whose move it was from which day on, and the last round."""
    history = [(case.received_on, Turn.OURS)]
    current = _Round(case.received_on, first=True)
    for day, given in _in_order(case, changes):
        before = history[-1][1]
        # Answering passes our own move to the client; what a third party is asked for stays asked for.
        turn = given or (Turn.CLIENT if before is Turn.OURS else before)
        if given is None:
            current = replace(current, answered=day)
        elif turn is Turn.OURS and current.answered is not None and before is not Turn.OURS:
            current = _Round(day)
        elif turn is Turn.CLIENT and before is Turn.OURS and current.answered is None and not current.first:
            current = replace(current, answered=day)
        history.append((day, turn))
    return history, current


def whose_turn(case: Case, changes: Iterable[TurnChange]) -> Turn:
    """Whose move it is: as it was last passed on; until then ours, and the client's once the case is answered.

    A closed case keeps the last.
    """
    return _replayed(case, changes)[0][-1][1]


def turn_since(case: Case, changes: Iterable[TurnChange]) -> date:
    """The day from which it has been the move of whoever's it is."""
    history = _replayed(case, changes)[0]
    since, turn = history[-1]
    for day, before in reversed(history):
        if before is not turn:
            break
        since = day
    return since


def answer_clock(
    case: Case, changes: Iterable[TurnChange], working_days: int, country: str, today: date
) -> AnswerClock:
    """The time to answer: so many working days after the day of receipt, which is day 0, counting only while it's ours.

    A working day counts when it was ours from its beginning to its end. After an answer a new time of the same length
    starts on the day that the move comes back to us; then passing it to the client is the answer.
    Raises UnknownCountry.
    """
    history, current = _replayed(case, changes)
    turn = history[-1][1]
    if case.closed_on is not None:
        return AnswerClock(turn, None, 0, working_days, ClockState.CLOSED)
    if current.answered is not None:
        before = [one for one in history if one[0] < current.answered]
        by = _last_day(before, current.started, working_days, country)
        late = by is not None and current.answered > by
        state = ClockState.ANSWERED_LATE if late else ClockState.ANSWERED
        return AnswerClock(turn, by, 0, working_days, state)
    if turn is not Turn.OURS:
        gone = _counted(history, current.started, history[-1][0], country)
        return AnswerClock(turn, None, working_days - gone, working_days, ClockState.WAITING)
    by = _last_day(history, current.started, working_days, country)
    assert by is not None  # it's ours, so the days go on counting
    state = ClockState.LATE if today > by else ClockState.TODAY if today == by else ClockState.RUNNING
    return AnswerClock(turn, by, working_days_left(today, by, country), working_days, state)


def _ours_all_day(history: list[tuple[date, Turn]], day: date) -> bool:
    if history and day > history[-1][0]:
        return history[-1][1] is Turn.OURS
    before = [turn for since, turn in history if since < day]
    that_day = [turn for since, turn in history if since == day]
    return all(turn is Turn.OURS for turn in [*before[-1:], *that_day])


def _counted(history: list[tuple[date, Turn]], started: date, until: date, country: str) -> int:
    """Working days after `started` and up to `until` that were ours."""
    days = (started + timedelta(n) for n in range(1, (until - started).days + 1))
    return sum(is_working_day(day, country) and _ours_all_day(history, day) for day in days)


def _last_day(history: list[tuple[date, Turn]], started: date, working_days: int, country: str) -> date | None:
    """The day on which the last working day is counted; None when it never is, as it isn't ours any more."""
    day, left, last_change = started, working_days, max((since for since, _turn in history), default=started)
    while left:
        day += timedelta(1)
        if day > last_change and history and history[-1][1] is not Turn.OURS:
            return None
        left -= is_working_day(day, country) and _ours_all_day(history, day)
    return day
