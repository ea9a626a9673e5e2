"""Whose move it is in a case, and the day to answer by, which is counted only while it's ours."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
