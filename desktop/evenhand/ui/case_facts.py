"""Everything that the screens of one case show, read from the book in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evenhand import actions
from evenhand.domain.calendar import UnknownCountry
from evenhand.domain.case import Situation
from evenhand.domain.comfort import ComfortFlag
from evenhand.domain.keeping_in_touch import FollowUp
from evenhand.domain.letter_kinds import KINDS, LetterSituation, letters_that_fit
from evenhand.domain.line import Claim
from evenhand.domain.money import Money
from evenhand.domain.options import CaseOption, counted
from evenhand.domain.promises import Promise
from evenhand.domain.questions import CaseQuestion
from evenhand.domain.records import Case, CaseCompensations, Client, Letter, Letterhead, LetterKind, Order, Owner
from evenhand.domain.turns import ClockState, Turn, TurnChange
from evenhand.domain.turns import answer_clock as time_to_answer
from evenhand.storage.book import Book
from evenhand.translation import _, ngettext


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case with what it stands on, as of a day."""

    case: Case
    client: Client
    order: Order
    owner: Owner
    given: CaseCompensations
    flag: ComfortFlag | None  # private
    returned_before: Money  # on this order, by other cases
    letters: tuple[Letter, ...]  # newest first
    today: date
    options: tuple[CaseOption, ...] = ()  # side by side, as they stand
    promises: tuple[Promise, ...] = ()  # of this case, the soonest day first
    turns: tuple[TurnChange, ...] = ()  # the earliest first
    asked: tuple[CaseQuestion, ...] = ()
    claims: tuple[Claim, ...] = ()  # the earliest first
    follow_ups: tuple[FollowUp, ...] = ()  # of this case, the soonest day first

    @property
    def situation(self) -> Situation:
        comfort = self.flag.comfort if self.flag else None
        return Situation(
            self.case, self.given, valued=self.client.valued, comfort=comfort, offered=len(counted(self.options))
        )

    @property
    def refundable(self) -> Money:
        """What was paid, less what other cases of the order gave back."""
        return self.order.paid - self.returned_before

    @property
    def closed(self) -> bool:
        return self.case.closed_on is not None

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """Those that are still to be kept, the soonest first."""
        return tuple(one for one in self.promises if one.ended_on is None)

    @property
    def letter_out(self) -> Letter | None:
        """The newest letter of the case that stands and says what is given; one without such figures holds nothing."""
        return next((one for one in self.letters if one.voided_on is None and actions.states_of(one)), None)

    @property
    def stated(self) -> frozenset[type]:
        """The kinds of compensation that letters which stand have stated."""
        return frozenset(kind for one in self.letters if one.voided_on is None for kind in actions.states_of(one))

    @property
    def letters_that_fit(self) -> tuple[LetterKind, ...]:
        """The kinds of letter that the case allows as it stands."""
        return letters_that_fit(LetterSituation(self.client, self.case, self.given, self.stated), self.today)

    @property
    def letters_due(self) -> tuple[LetterKind, ...]:
        """Letters that fit what is given and say nothing a letter said before; the fullest first."""
        due = [kind for kind in self.letters_that_fit if KINDS[kind].states]
        return tuple(sorted(due, key=lambda kind: -len(KINDS[kind].states)))


def owner_of(book: Book) -> Owner:
    """The owner, or one without a name while the business isn't written down yet."""
    return book.owner.get() or Owner((Letterhead("en", "", ""),))


def read_case(book: Book, case_id: int, today: date) -> CaseFacts:
    """The facts of one case. Raises what the book raises for an id it doesn't hold."""
    case = book.cases.get(case_id)
    order = book.orders.get(case.order_id)
    return CaseFacts(
        case=case,
        client=book.clients.get(case.client_id),
        order=order,
        owner=owner_of(book),
        given=book.cases.compensations(case_id),
        flag=book.comfort.of(case.client_id),
        returned_before=book.cases.refunded_on_order(order.id, except_case=case_id),
        letters=tuple(book.letters.of_case(case_id)),
        today=today,
        options=tuple(book.options.of_case(case_id)),
        promises=tuple(book.promises.of_case(case_id)),
        turns=tuple(book.turns.of_case(case_id)),
        asked=tuple(book.asked.of_case(case_id)),
        claims=tuple(book.claims.of_case(case_id)),
        follow_ups=tuple(book.follow_ups.of_case(case_id)),
    )


@dataclass(frozen=True, slots=True)
class AnswerClock:
    """How an answer stands: days left of how many, a word on it, the day itself, and a tone (comf, uneasy, bad)."""

    left: int
    total: int
    words: str
    by: date | None  # None while it stands still
    tone: str
    runs: bool = False  # an answer of ours is awaited


def answer_clock(case: Case, turns: Sequence[TurnChange], owner: Owner, today: date) -> AnswerClock:
    """The time to answer of a case, in words. It runs only while it's our move."""
    total = owner.answer_days
    try:
        clock = time_to_answer(case, turns, total, owner.country, today)
    except UnknownCountry:
        if case.answered_on is not None:
            return AnswerClock(total, total, _("Answered"), None, "comf")
        return AnswerClock(0, total, _("Not answered yet"), None, "uneasy", runs=True)
    left = min(max(clock.left, 0), total)
    match clock.state:
        case ClockState.RUNNING:
            words = ngettext("{n} working day left", "{n} working days left", clock.left)
            return AnswerClock(left, total, words, clock.by, "uneasy" if clock.left == 1 else "comf", runs=True)
        case ClockState.TODAY:
            return AnswerClock(0, total, _("Answer today"), clock.by, "bad", runs=True)
        case ClockState.LATE:
            return AnswerClock(0, total, _("The answer is late"), clock.by, "bad", runs=True)
        case ClockState.WAITING:
            client = clock.turn is Turn.CLIENT
            words = _("Waiting for the client") if client else _("Waiting for a third party")
            return AnswerClock(left, total, words, None, "comf")
        case ClockState.ANSWERED:
            return AnswerClock(total, total, _("Answered in time"), clock.by, "comf")
        case ClockState.ANSWERED_LATE:
            return AnswerClock(0, total, _("Answered late"), clock.by, "uneasy")
        case ClockState.CLOSED:
            return AnswerClock(total, total, _("Closed"), None, "comf")
