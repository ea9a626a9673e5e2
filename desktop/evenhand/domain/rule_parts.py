"""What a house rule is made of: the facts that a condition can be about, and what a rule can do."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from evenhand.domain.comfort import Comfort
from evenhand.domain.money import Money
from evenhand.domain.records import LetterKind, Responsibility, Standing

OWN_FROM = 1000  # ids of the owner's own rules begin here; below stand the numbers of those that come with the app
MOST_DAYS, MOST_TIMES, MOST_MONTHS = 3650, 99, 60
MOST_CONDITIONS = 24  # of one rule: more tables than a query can join would keep every rule from being asked


class RuleGroup(IntEnum):
    """Whose turn it is to speak: a lower one comes first. When a self-first rule fires, loyalty is silent."""

    SELF_FIRST = 1
    OPEN_DOOR = 2
    LINE = 3
    CASE = 4
    LOYALTY = 5


class Fact(StrEnum):
    """What a condition can be about. The values are kept in books: never change one."""

    STANDING = "standing"
    VALUED = "valued"
    COMFORT_FLAG = "comfort_flag"
    HARD_MARKS = "hard_marks"  # uncomfortable contacts in the last so many days
    RUDE_AT_FIRST = "rude_at_first"  # the first contact was marked as rude
    OPEN_CASE = "open_case"
    CASE_STEP = "case_step"
    RESPONSIBILITY = "responsibility"
    DAYS_UNANSWERED = "days_unanswered"  # working days that an answer has been ours to give
    DISCOUNT_OFFERED = "discount_offered"  # among the ways to put the case right
    COMPLAINTS = "complaints"  # cases in the last so many months
    PROMISE_LATE = "promise_late"  # by days
    ORDER_SUM = "order_sum"
    PAYMENT_LATE = "payment_late"  # days since delivery, of an order that isn't paid in full
    DELIVERED_SILENT = "delivered_silent"  # days since an order was delivered, with no word since
    LINE_CROSSED = "line_crossed"  # keeping the client costs more than the client is expected to bring
    BONUS_EXPIRING = "bonus_expiring"  # days that the bonus that runs out next is still good for
    DAYS_SINCE_LEFT = "days_since_left"
    MAY_BE_GREETED = "may_be_greeted"  # the door is open, no money is owed, and they don't ask to be left alone
    DAYS_SINCE_CONTACT = "days_since_contact"
    INTAKE_NO = "intake_no"  # questions answered No at the intake
    INTAKE_UNSURE = "intake_unsure"


FELT = frozenset((Fact.COMFORT_FLAG, Fact.HARD_MARKS, Fact.RUDE_AT_FIRST))  # what the owner said of how it felt


class Comparison(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class FactType(StrEnum):
    YES_NO = "yes_no"  # "yes" or "no"
    CHOICE = "choice"
    NUMBER = "number"
    DAYS = "days"
    SUM = "sum"


class Window(StrEnum):
    """The unit of the time in which things are counted."""

    DAYS = "days"
    MONTHS = "months"


_MOST_WITHIN = {Window.DAYS: MOST_DAYS, Window.MONTHS: MOST_MONTHS}


def most_within(window: Window | None) -> int:
    """The longest time in which things are counted; 0 for what isn't counted in a time."""
    return _MOST_WITHIN[window] if window else 0


class Subject(StrEnum):
    """What a fact is of. In one rule all facts of a case are of the same open case, all facts of an order of the same
    order, and where there are both, the order is the case's.
    """

    CLIENT = "client"
    CASE = "case"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class KnownFact:
    """What a condition on a fact may look like."""

    type: FactType
    subject: Subject = Subject.CLIENT
    choices: tuple[str, ...] = ()
    window: Window | None = None
    comparisons: tuple[Comparison, ...] = ()  # the first is proposed


_YES = KnownFact(FactType.YES_NO, comparisons=(Comparison.IS,))
_EITHER = (Comparison.IS, Comparison.IS_NOT)
_MORE = (Comparison.AT_LEAST, Comparison.AT_MOST)
_LESS = (Comparison.AT_MOST, Comparison.AT_LEAST)

FACTS: dict[Fact, KnownFact] = {
    Fact.STANDING: KnownFact(FactType.CHOICE, choices=tuple(Standing), comparisons=_EITHER),
    Fact.VALUED: _YES,
    Fact.COMFORT_FLAG: KnownFact(FactType.CHOICE, choices=tuple(Comfort), comparisons=_EITHER),
    Fact.HARD_MARKS: KnownFact(FactType.NUMBER, window=Window.DAYS, comparisons=_MORE),
    Fact.RUDE_AT_FIRST: _YES,
    Fact.OPEN_CASE: _YES,
    Fact.CASE_STEP: KnownFact(FactType.CHOICE, Subject.CASE, ("1", "2", "3", "4", "5"), comparisons=_EITHER),
    Fact.RESPONSIBILITY: KnownFact(FactType.CHOICE, Subject.CASE, tuple(Responsibility), comparisons=_EITHER),
    Fact.DAYS_UNANSWERED: KnownFact(FactType.DAYS, Subject.CASE, comparisons=_MORE),
    Fact.DISCOUNT_OFFERED: KnownFact(FactType.YES_NO, Subject.CASE, comparisons=(Comparison.IS,)),
    Fact.COMPLAINTS: KnownFact(FactType.NUMBER, window=Window.MONTHS, comparisons=_MORE),
    Fact.PROMISE_LATE: KnownFact(FactType.DAYS, comparisons=_MORE),
    Fact.ORDER_SUM: KnownFact(FactType.SUM, Subject.ORDER, comparisons=_MORE),
    Fact.PAYMENT_LATE: KnownFact(FactType.DAYS, Subject.ORDER, comparisons=_MORE),
    Fact.DELIVERED_SILENT: KnownFact(FactType.DAYS, Subject.ORDER, comparisons=_MORE),
    Fact.LINE_CROSSED: _YES,
    Fact.BONUS_EXPIRING: KnownFact(FactType.DAYS, comparisons=_LESS),
    Fact.DAYS_SINCE_LEFT: KnownFact(FactType.DAYS, comparisons=_MORE),
    Fact.MAY_BE_GREETED: _YES,
    Fact.DAYS_SINCE_CONTACT: KnownFact(FactType.DAYS, comparisons=_MORE),
    Fact.INTAKE_NO: KnownFact(FactType.NUMBER, comparisons=_MORE),
    Fact.INTAKE_UNSURE: KnownFact(FactType.NUMBER, comparisons=_MORE),
}


class Gate(StrEnum):
    """What the owner is asked about before it goes on."""

    NEW_ORDER = "new_order"
    DISCOUNT = "discount"
    DOUBLE = "double"


class Proposal(StrEnum):
    """A compensation that a rule proposes."""

    REFUND = "refund"
    BONUS = "bonus"
    GIFT = "gift"
    BONUS_OR_GIFT = "bonus_or_gift"  # the client chooses
    DOUBLE = "double"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold. `value` is a choice, "yes" or "no", a whole number, or a sum with its currency."""

    fact: Fact
    comparison: Comparison
    value: str | int | Money
    within: int = 0  # days or months, for facts with a window

    @property
    def subject(self) -> Subject:
        """What it's of: that a case is open is of that case, that none is of the client."""
        if self.fact is Fact.OPEN_CASE:
            return Subject.CASE if self.value == "yes" else Subject.CLIENT
        return FACTS[self.fact].subject


Texts = tuple[tuple[str, str], ...]
"""Language and words, one for each language they're written in."""


@dataclass(frozen=True, slots=True)
class HouseRule:
    """When all conditions hold: what to do, what to say."""

    id: int
    group: RuleGroup
    name: Texts
    conditions: tuple[Condition, ...]
    do: Texts = ()
    say: Texts = ()  # to the client
    for_clients: Texts = ()  # its line on the sheet "How we work"; none where it's nothing for clients
    todo_days: int | None = None  # a to-do on Today, so many days after it began to hold
    letter: LetterKind | None = None
    proposal: Proposal | None = None
    gates: frozenset[Gate] = frozenset()
    is_on: bool = True
    place: int = 0
    principle: str = ""  # "P9": what a rule that comes with the app stands for
    icon: str = ""
    edited: bool = False  # the owner's own words or conditions in place of those that come with the app
    newer: bool = False  # those that come with the app have changed since
    understood: bool = True  # False: it names something that this version doesn't know; it stays silent

    @property
    def is_own(self) -> bool:
        return self.id >= OWN_FROM
