"""A case and its five steps: which step it's on, what is still missing, whose turn it is. All derived, none kept."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from evenhand.domain.comfort import Comfort
from evenhand.domain.money import Money
from evenhand.domain.records import Case, CaseCompensations, Remedy


class Step(IntEnum):
    FIND_THE_CAUSE = 1
    PUT_IT_RIGHT = 2
    COMPENSATE = 3
    DOUBLE_IT = 4
    KEEP_IN_TOUCH = 5


class Missing(StrEnum):
    """What keeps a case on its step."""

    WORDS = "words"
    CAUSE = "cause"
    RESPONSIBILITY = "responsibility"
    REMEDY = "remedy"
    REMEDY_DAY = "remedy_day"
    COMPENSATION = "compensation"
    SECOND_COMPENSATION = "second_compensation"
    OUTCOME = "outcome"


class CaseRefused(ValueError):
    """Something a case, or a letter, can't take. `reason` says what, in one word the screens have a sentence for.

    `limit` is the most that could be given, `field` the letter's typed field and `day` the day that it's about.
    """

    def __init__(self, reason: str, limit: Money | None = None, *, field: str = "", day: date | None = None) -> None:
        super().__init__(reason)
        self.reason, self.limit, self.field, self.day = reason, limit, field, day


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a case's step follows from."""

    case: Case
    given: CaseCompensations = field(default_factory=CaseCompensations)
    valued: bool = False
    comfort: Comfort | None = None  # the owner's flag on the client


def may_double(situation: Situation) -> bool:
    """Gift and bonus together: for a valued client who is comfortable to work with, and never beside a refund."""
    return (
        situation.valued
        and situation.comfort not in (Comfort.UNEASY, Comfort.UNCOMFORTABLE)
        and not situation.given.refund
    )


def missing(situation: Situation) -> tuple[Step, Missing] | None:
    """The first thing still missing and the step it belongs to; None when the case is closed."""
    case, given = situation.case, situation.given
    if case.closed_on is not None:
        return None
    if not case.words.strip():
        return Step.FIND_THE_CAUSE, Missing.WORDS
    if case.cause is None:
        return Step.FIND_THE_CAUSE, Missing.CAUSE
    if case.responsibility is None:
        return Step.FIND_THE_CAUSE, Missing.RESPONSIBILITY
    if case.remedy is None:
        return Step.PUT_IT_RIGHT, Missing.REMEDY
    if case.remedy is not Remedy.NOTHING and case.remedy_by is None:
        return Step.PUT_IT_RIGHT, Missing.REMEDY_DAY
    if not given and not case.compensation_skipped:
        return Step.COMPENSATE, Missing.COMPENSATION
    one_of_two = bool(given.bonus) != bool(given.gift)
    if one_of_two and may_double(situation) and not case.double_skipped:
        return Step.DOUBLE_IT, Missing.SECOND_COMPENSATION
    return Step.KEEP_IN_TOUCH, Missing.OUTCOME


def current_step(situation: Situation) -> Step:
    """The step the case is on; a closed case stays on the last."""
    found = missing(situation)
    return found[0] if found else Step.KEEP_IN_TOUCH


def check_refund(amount: Money, paid: Money) -> None:
    """Raises CaseRefused when the refund is nothing or above what was paid; CurrencyMismatch on two currencies."""
    if amount > paid:
        raise CaseRefused("refund_above_paid", paid)
    if amount.minor <= 0:
        raise CaseRefused("refund_of_nothing", paid)


def is_overdue(case: Case, answer_by: date, today: date) -> bool:
    """Whether an unanswered, open case has passed its answer-by day."""
    return case.answered_on is None and case.closed_on is None and today > answer_by
