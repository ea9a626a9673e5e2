"""Parting kindly: what is returned, and what there is to give back."""

from dataclasses import dataclass
from datetime import date

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
