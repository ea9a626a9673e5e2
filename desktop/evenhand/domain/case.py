"""A case and its five steps: which step it's on, what is still missing, what no longer fits. All derived, none kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from evenhand.domain.comfort import Comfort
from evenhand.domain.money import Money
from evenhand.domain.options import ENOUGH, CaseOption
from evenhand.domain.promises import Promise, PromiseEnding
from evenhand.domain.records import Case, CaseCompensations, Outcome, Remedy
from evenhand.domain.refused import CaseRefused
from evenhand.domain.turns import Turn

__all__ = [
    "CaseRefused",
    "CaseState",
    "Misfit",
    "Missing",
    "Situation",
    "Step",
    "case_state",
    "check_refund",
    "current_step",
    "may_double",
    "misfits",
    "missing",
    "parting_first",
]


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
    OPTIONS = "options"  # nothing is agreed, and fewer ways than enough are offered
    REMEDY = "remedy"
    REMEDY_DAY = "remedy_day"
    COMPENSATION = "compensation"
    SECOND_COMPENSATION = "second_compensation"
    OUTCOME = "outcome"
    CLOSING = "closing"


class CaseState(StrEnum):
    """Where a case stands among the others."""

    OPEN = "open"
    WAITING = "waiting"  # for the client or a third party
    SETTLED = "settled"  # all is done but saying how it ended
    CLOSED = "closed"


class Misfit(StrEnum):
    """What was chosen or given and no longer fits. It's marked, and it's the owner who takes it back or leaves it."""

    OPTION_NOT_OFFERED = "option_not_offered"  # the way that the client picked isn't on offer any more
    OPTION_DIFFERS = "option_differs"  # what is agreed says something else than the way that was picked
    DISCOUNT_AGREED = "discount_agreed"
    REMEDY_DAY_PASSED = "remedy_day_passed"
    SKIPPED_BUT_GIVEN = "skipped_but_given"
    BONUS_AT_PARTING = "bonus_at_parting"
    BONUS_BESIDE_FULL_REFUND = "bonus_beside_full_refund"
    BOTH_NOT_VALUED = "both_not_valued"
    BOTH_NOT_COMFORTABLE = "both_not_comfortable"
    BOTH_BESIDE_REFUND = "both_beside_refund"


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a case's step follows from."""

    case: Case
    given: CaseCompensations = field(default_factory=CaseCompensations)
    valued: bool = False
    comfort: Comfort | None = None  # the owner's flag on the client
    offered: int = 0  # ways to put it right that count


def may_double(situation: Situation) -> bool:
    """Gift and bonus together: for a valued client who is comfortable to work with, and never beside a refund."""
    return situation.valued and not _tilts(situation) and not situation.given.refund


def _tilts(situation: Situation) -> bool:
    return situation.comfort in (Comfort.UNEASY, Comfort.UNCOMFORTABLE)


def parting_first(situation: Situation) -> bool:
    """Whether parting is proposed first: in an open case of a client whom the owner isn't comfortable with."""
    return situation.comfort is Comfort.UNCOMFORTABLE and situation.case.closed_on is None


def missing(situation: Situation) -> tuple[Step, Missing] | None:
    """The first thing still missing and the step it belongs to; None when the case is closed.

    Where the client left or we parted, what the earlier steps ask is asked no more.
    """
    case, given = situation.case, situation.given
    if case.closed_on is not None:
        return None
    if case.outcome in (Outcome.LEFT, Outcome.PARTED):
        return Step.KEEP_IN_TOUCH, Missing.CLOSING
    if not case.words.strip():
        return Step.FIND_THE_CAUSE, Missing.WORDS
    if case.cause is None:
        return Step.FIND_THE_CAUSE, Missing.CAUSE
    if case.responsibility is None:
        return Step.FIND_THE_CAUSE, Missing.RESPONSIBILITY
    if case.remedy is None:
        return Step.PUT_IT_RIGHT, Missing.OPTIONS if situation.offered < ENOUGH else Missing.REMEDY
    if case.remedy is not Remedy.NOTHING and case.remedy_by is None:
        return Step.PUT_IT_RIGHT, Missing.REMEDY_DAY
    if not given and not case.compensation_skipped:
        return Step.COMPENSATE, Missing.COMPENSATION
    one_of_two = bool(given.bonus) != bool(given.gift)
    if one_of_two and may_double(situation) and not case.double_skipped:
        return Step.DOUBLE_IT, Missing.SECOND_COMPENSATION
    return Step.KEEP_IN_TOUCH, Missing.OUTCOME if case.outcome is None else Missing.CLOSING


def current_step(situation: Situation) -> Step:
    """The step the case is on; a closed case stays on the last."""
    found = missing(situation)
    return found[0] if found else Step.KEEP_IN_TOUCH


def case_state(situation: Situation, turn: Turn, open_promises: int) -> CaseState:
    """Where the case stands.

    Open: it's our move, something is promised, or what to give is for us to decide. Waiting: until somebody else moves
    there's nothing for us to do. Settled: only the outcome or the closing is missing.
    """
    if situation.case.closed_on is not None:
        return CaseState.CLOSED
    step = current_step(situation)
    if turn is Turn.OURS or open_promises or step in (Step.COMPENSATE, Step.DOUBLE_IT):
        return CaseState.OPEN
    return CaseState.SETTLED if step is Step.KEEP_IN_TOUCH else CaseState.WAITING


def misfits(
    situation: Situation,
    *,
    options: Iterable[CaseOption] = (),
    promises: Iterable[Promise] = (),
    refunded_in_full: bool = False,
    today: date,
) -> tuple[tuple[Step, Misfit], ...]:
    """What was chosen or given and no longer fits, in the order of the steps.

    `options` and `promises` are the case's; `refunded_in_full` says whether all that was paid for the order was
    returned, in this case or another.
    """
    agreed = tuple((Step.PUT_IT_RIGHT, one) for one in _agreed_misfits(situation.case, options, promises, today))
    return agreed + tuple(_given_misfits(situation, refunded_in_full))


def _agreed_misfits(
    case: Case, options: Iterable[CaseOption], promises: Iterable[Promise], today: date
) -> Iterator[Misfit]:
    if case.option_id is not None:
        chosen = next((one for one in options if one.id == case.option_id), None)
        if chosen is None or not chosen.offered:
            yield Misfit.OPTION_NOT_OFFERED
        elif (chosen.remedy, chosen.title.strip(), chosen.by) != (
            case.remedy,
            case.remedy_what.strip(),
            case.remedy_by,
        ):
            yield Misfit.OPTION_DIFFERS
    if case.remedy is Remedy.DISCOUNT:
        yield Misfit.DISCOUNT_AGREED
    if case.closed_on is None and case.remedy_by is not None and case.remedy_by < today:
        done = any(one.ending is PromiseEnding.KEPT and _of_remedy(one, case) for one in promises)
        if not done:
            yield Misfit.REMEDY_DAY_PASSED


def _of_remedy(promise: Promise, case: Case) -> bool:
    """Whether the promise is about what is agreed: made with the way that was picked or, without one, for its day."""
    return promise.option_id == case.option_id if case.option_id else promise.due_on == case.remedy_by


def _given_misfits(situation: Situation, refunded_in_full: bool) -> Iterator[tuple[Step, Misfit]]:
    case, given = situation.case, situation.given
    if given and case.compensation_skipped:
        yield Step.COMPENSATE, Misfit.SKIPPED_BUT_GIVEN
    if given.bonus and refunded_in_full:
        yield Step.COMPENSATE, Misfit.BONUS_BESIDE_FULL_REFUND
    if given.bonus and given.gift:
        if case.double_skipped:
            yield Step.DOUBLE_IT, Misfit.SKIPPED_BUT_GIVEN
        if not situation.valued:
            yield Step.DOUBLE_IT, Misfit.BOTH_NOT_VALUED
        if _tilts(situation):
            yield Step.DOUBLE_IT, Misfit.BOTH_NOT_COMFORTABLE
        if given.refund:
            yield Step.DOUBLE_IT, Misfit.BOTH_BESIDE_REFUND
    if given.bonus and case.outcome is Outcome.PARTED:
        yield Step.KEEP_IN_TOUCH, Misfit.BONUS_AT_PARTING


def check_refund(amount: Money, paid: Money) -> None:
    """Raises CaseRefused when the refund is nothing or above what was paid; CurrencyMismatch on two currencies."""
    if amount > paid:
        raise CaseRefused("refund_above_paid", paid)
    if amount.minor <= 0:
        raise CaseRefused("refund_of_nothing", paid)
