"""The gate for a new client: the owner's own questions, what was answered, and how it ended. Private."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

MOST_TILT = 12.0  # degrees
_TILT = 2.5  # degrees for each "not sure"; a "no" weighs twice as much
_OFF = 10.0  # degrees: from here on it's off level
_TWO = 2  # clear noes put it off level by themselves


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
    """Somebody who asks for work. Until it has an ending it's kept as it was typed. No word of it is in its repr."""

    id: int
    begun_on: date
    name: str = field(default="", repr=False)
    reach: str = field(default="", repr=False)  # a phone number or an e-mail address
    came_through: str = field(default="", repr=False)
    asks: str = field(default="", repr=False)  # in their words
    client_id: int | None = None
    ending: IntakeEnding | None = None
    ended_on: date | None = None
    reason: str = field(default="", repr=False)  # for the owner's eyes
    remind_on: date | None = None


@dataclass(frozen=True, slots=True)
class IntakeAnswer:
    """The answer to one question, in the words it was asked in."""

    id: int
    intake_id: int
    place: int
    question: str = field(repr=False)
    answer: FitAnswer | None = field(default=None, repr=False)
    note: str = field(default="", repr=False)

    @property
    def touched(self) -> bool:
        """Whether the owner said anything to it."""
        return self.answer is not None or bool(self.note.strip())


class LevelState(StrEnum):
    FLAT = "flat"  # nothing is answered yet
    LEVEL = "level"
    NEARLY = "nearly"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Level:
    """What the answers come to, as a bar that tilts. It listens; it decides nothing."""

    state: LevelState
    tilt: float  # degrees, from 0 to MOST_TILT
    yes: int
    unsure: int
    no: int
    tilts: tuple[str, ...]  # the questions that tilt it, the clear noes first

    @property
    def leans_to_no(self) -> bool:
        """Whether two answers or more are a clear no."""
        return self.no >= _TWO


def level(answers: Sequence[IntakeAnswer]) -> Level:
    """What these answers come to; what isn't answered doesn't count."""
    noes = [one.question for one in answers if one.answer is FitAnswer.NO]
    unsure = [one.question for one in answers if one.answer is FitAnswer.UNSURE]
    yes = sum(one.answer is FitAnswer.YES for one in answers)
    tilt = min(MOST_TILT, _TILT * (len(unsure) + 2 * len(noes)))
    if not (noes or unsure):
        state = LevelState.LEVEL if yes else LevelState.FLAT
    else:
        state = LevelState.OFF if len(noes) >= _TWO or tilt >= _OFF else LevelState.NEARLY
    return Level(state, tilt, yes, len(unsure), len(noes), (*noes, *unsure))


def same_question(one: str, other: str) -> bool:
    """Whether two questions are the same but for case, spaces and their closing marks."""
    return _bare(one) == _bare(other)


def repeated(questions: Sequence[str]) -> str | None:
    """The first question that stands among them a second time, as it's written there."""
    seen: set[str] = set()
    for one in questions:
        if _bare(one) in seen:
            return one
        seen.add(_bare(one))
    return None


def _bare(question: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", question.casefold()).split()) or question.strip()


def questions_for(kept: Sequence[IntakeAnswer], own: Sequence[str], suggested: Sequence[str]) -> list[str]:
    """What an intake asks, in order: the owner's own list, or the suggested one while there is none.

    What was answered stays in the words it was asked in, also after the list, or the language of the suggested one,
    has changed.
    """
    touched = [one.question for one in kept if one.touched]
    if not own and touched:
        return [one.question for one in kept]
    now = list(own or suggested)
    missing = [one for one in touched if one not in now]
    return [*(one for one in now if not any(same_question(one, old) for old in missing)), *missing]


class Reach(NamedTuple):
    phone: str
    email: str


def read_reach(text: str) -> Reach:
    """A phone number and an e-mail address from the one field for both; whatever isn't an address is the number."""
    words = [word.strip(",;<>()") if "@" in word else word for word in text.split()]
    email = next((word for word in words if 0 < word.find("@") < len(word) - 1), "")
    rest = [word for word in words if word != email]
    return Reach(" ".join(rest).strip(" ,;/|"), email)
