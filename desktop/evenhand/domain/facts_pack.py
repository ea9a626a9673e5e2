"""A case as dated facts: what was said, done and given, and when. No opinion, no feeling and no note is among them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.domain.money import Money


class FactKind(StrEnum):
    """What a line tells. `words`, `detail`, `day` and `sums` of a Fact hold, by kind:

    ORDERED             what was ordered; the order's number; sums: its total, what was paid
    DELIVERED           what was ordered
    TOLD_US             the client's own words; the case's number
    CONTACT             detail: the channel and the direction, "phone in" (its summary is the owner's own note)
    ASKED               what the client was asked; detail: the answer
    CLAIMED, CLAIM_MET  what the client asked for; sums: how much
    FOUND, CHANGED      what we found, and what we changed; without a day where none is known
    AGREED              how it's put right, in the owner's words for the client; detail: the remedy; day: by when
    PROMISED            what; day: by when, as it was first given
    PROMISE_MOVED       what; day: to when
    PROMISE_KEPT, PROMISE_BROKEN, PROMISE_CANCELLED   what
    REFUND_GIVEN        words: how it's paid; day: by when; sums
    BONUS_GIVEN         words: its code; day: the last one; sums
    BONUS_USED, BONUS_CANCELLED, BONUS_PAID_OUT   words: its code; sums: as much of it
    GIFT_GIVEN          words: what
    LETTER_ISSUED       words: its number; detail: its kind
    LETTER_VOIDED       words: its number; detail: its kind
    PARTED              nothing more
    CLOSED              nothing more
    """

    ORDERED = "ordered"
    DELIVERED = "delivered"
    TOLD_US = "told_us"
    CONTACT = "contact"
    ASKED = "asked"
    FOUND = "found"
    CLAIMED = "claimed"
    CLAIM_MET = "claim_met"
    AGREED = "agreed"
    PROMISED = "promised"
    PROMISE_MOVED = "promise_moved"
    PROMISE_KEPT = "promise_kept"
    PROMISE_BROKEN = "promise_broken"
    PROMISE_CANCELLED = "promise_cancelled"
    REFUND_GIVEN = "refund_given"
    BONUS_GIVEN = "bonus_given"
    BONUS_USED = "bonus_used"
    BONUS_CANCELLED = "bonus_cancelled"
    BONUS_PAID_OUT = "bonus_paid_out"
    GIFT_GIVEN = "gift_given"
    LETTER_ISSUED = "letter_issued"
    LETTER_VOIDED = "letter_voided"
    CHANGED = "changed"
    PARTED = "parted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line. What each field holds is said at its kind."""

    on: date | None  # None only among what is undated
    kind: FactKind
    words: str = ""
    detail: str = ""
    day: date | None = None
    sums: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class FactsPack:
    """The timeline of one case. Of the client and the case it holds no more than is read out on it."""

    client_name: str
    case_number: str
    order_number: str
    order_what: str
    as_of: date
    facts: tuple[Fact, ...]  # the earliest first
    undated: tuple[Fact, ...] = ()  # what holds on that day and has none of its own, such as a refund in no letter yet
