"""The gate for a new client: the owner's own questions, what was answered, and how it ended. Private."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FitAnswer(StrEnum):
    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


class IntakeEnding(StrEnum):
    WELCOME = "welcome"
    NOT_NOW = "not_now"
    DECLINED = "declined"
    SKIPPED = "skipped"  # the client was taken on without the questions


@dataclass(frozen=True, slots=True)
class FitCriterion:
    """One of the owner's own questions."""

    id: int
    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Intake:
    """Somebody who asks for work. Until it has an ending it's kept as it was typed."""

    id: int
    begun_on: date
    name: str = ""
    reach: str = ""  # a phone number or an e-mail address
    came_through: str = ""
    asks: str = ""  # in their words
    client_id: int | None = None
    ending: IntakeEnding | None = None
    ended_on: date | None = None
    reason: str = ""  # for the owner's eyes
    remind_on: date | None = None


@dataclass(frozen=True, slots=True)
class IntakeAnswer:
    """The answer to one question, in the words it was asked in."""

    id: int
    intake_id: int
    place: int
    question: str
    answer: FitAnswer | None = None
    note: str = ""
