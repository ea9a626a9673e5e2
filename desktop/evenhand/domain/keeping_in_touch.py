"""What follows a case, and writing to those who left: at the owner's rhythm, and never against their wish or ours."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A greeting or a question to a client on a day."""

    id: int
    client_id: int
    due_on: date
    what: str
    case_id: int | None = None
    done_on: date | None = None
    heard: bool | None = None  # whether an answer came; None while that isn't known


@dataclass(frozen=True, slots=True)
class Door:
    """Whether the owner would work with a client again, and how often to write to one who left. Private."""

    client_id: int
    closed: bool
    months: int  # between two greetings; 0: none
    set_on: date
