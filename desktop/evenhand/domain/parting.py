"""Parting kindly: what is returned, and what there is to give back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.domain.case import CaseRefused
from evenhand.domain.money import Money


@dataclass(frozen=True, slots=True)
class Parting:
    """The decision to part with a client."""

    id: int
    client_id: int
    decided_on: date
    case_id: int | None = None  # that holds the refund
    order_id: int | None = None
    accepted: Money | None = None  # work that the client keeps and that isn't returned in money


@dataclass(frozen=True, slots=True)
class PartingItem:
    """Something to return or to close: things, files, keys, access."""

    id: int
    parting_id: int
    what: str
    done_on: date | None = None


class BonusFate(StrEnum):
    """What becomes of a bonus that is still open when we part."""

    KEEP = "keep"  # it's honoured until its last day
    EXCHANGE = "exchange"  # turned back into money; only one in place of money owed
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class RefundDue:
    """What goes back for one order, with what it's worked out from. All in the order's currency."""

    paid: Money
    returned: Money  # before: by refunds, and by what was used or paid out of its bonuses in place of money owed
    in_bonuses: Money  # what is left on such bonuses, as far as they aren't cancelled
    accepted: Money  # work that the client keeps

    @property
    def left(self) -> Money:
        """The most that can go back."""
        return max(self.paid - self.returned - self.in_bonuses, Money.zero(self.paid.currency))

    @property
    def amount(self) -> Money:
        """Paid, less what went back before, less what the client holds in bonuses, less what is accepted."""
        return self.left - self.accepted


def check_accepted(due: RefundDue) -> None:
    """Raises CaseRefused: 'accepted_below_zero', 'accepted_above_paid' (with the most that can still go back)."""
    if due.accepted.minor < 0:
        raise CaseRefused("accepted_below_zero")
    if due.accepted > due.left:
        raise CaseRefused("accepted_above_paid", due.left)
