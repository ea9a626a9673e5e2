"""Clarifying questions: few, asked to understand and not to doubt."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

BUDGET = 3  # questions to the client in one case


@dataclass(frozen=True, slots=True)
class Question:
    """One of the owner's own list."""

    id: int
    place: int
    text: str


@dataclass(frozen=True, slots=True)
class CaseQuestion:
    """A question that was put to the client, with the answer once it came."""

    id: int
    case_id: int
    asked_on: date
    question: str
    answer: str = ""


def questions_left(asked: Collection[CaseQuestion]) -> int:
    """How many questions the client may still be asked; below zero when more were asked than the budget holds."""
    return BUDGET - len(asked)
