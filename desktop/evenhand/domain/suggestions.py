"""What clients say of finished work, and what they propose."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Heard(StrEnum):
    """What came of asking how it went."""

    PRAISE = "praise"
    SUGGESTION = "suggestion"
    CASE = "case"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class OrderAsked:
    """That it was asked how an order went: once for each order."""

    order_id: int
    asked_on: date
    heard: Heard | None = None
    heard_on: date | None = None
    words: str = ""  # of praise, as they were said


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody proposed, what was answered, and what was changed because of it."""

    id: int
    said_on: date
    words: str
    client_id: int | None = None
    order_id: int | None = None
    answered_on: date | None = None
    answer: str = ""
    change: str = ""
    changed_on: date | None = None
