"""The owner's own word on working with a client. Private: this module is barred from the letters."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Comfort(StrEnum):
    COMFORTABLE = "comfortable"
    UNEASY = "uneasy"
    UNCOMFORTABLE = "uncomfortable"


class ComfortReason(StrEnum):
    RUDE = "rude"
    PRESSED_PRICE = "pressed_price"
    OUT_OF_HOURS = "out_of_hours"
    KEPT_CHANGING = "kept_changing"
    DID_NOT_PAY = "did_not_pay"
    THREATENED = "threatened"
    I_BENT = "i_bent"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ComfortFlag:
    """The standing word about one client, set by hand on a day."""

    client_id: int
    comfort: Comfort
    set_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ComfortMark:
    """The feeling about one interaction."""

    interaction_id: int
    comfort: Comfort
    reasons: tuple[ComfortReason, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How work felt on one day; without comfort the question was passed over."""

    day: date
    comfort: Comfort | None


@dataclass(frozen=True, slots=True)
class FlagSuggestion:
    """A flag that the marks suggested, on the day on which the owner answered to it."""

    client_id: int
    comfort: Comfort
    answered_on: date
