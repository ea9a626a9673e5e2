"""What clients say of finished work, and what they propose."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

MOST_ASK_DAYS = 30  # after delivery it isn't asked any more how it went
WAITS_DAYS = 14  # so long after asking the screens still ask what came of it

# The owner's question where none was written, for anybody: a text for clients, so in the languages of the letters.
QUESTIONS = {
    "en": "How are you getting on with your order? If anything is not as you hoped, I would be glad to hear it.",
    "ru": "Как Вам Ваш заказ? Если что-то вышло не так, как Вы ожидали, скажите мне: мне важно это знать.",
    "ro": "Cum vă împăcați cu comanda? Dacă ceva nu este așa cum ați sperat, m-aș bucura să aflu.",
    "hy": "Գո՞հ եք Ձեր պատվերից։ Եթե որևէ բան այնպես չէ, ինչպես սպասում էիք, սիրով կլսեմ Ձեզ։",
}


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
    words: str = field(default="", repr=False)  # of praise, as they were said


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody proposed, what was answered, and what was changed because of it."""

    id: int
    said_on: date
    words: str = field(repr=False)
    client_id: int | None = None
    order_id: int | None = None
    answered_on: date | None = None
    answer: str = field(default="", repr=False)
    change: str = field(default="", repr=False)
    changed_on: date | None = None


def question(own: str, language: str) -> str:
    """What the client is asked: the owner's own words, or else the usual ones in the client's language."""
    return own.strip() or QUESTIONS.get(language, QUESTIONS["en"])


def asked_about(after: int, today: date) -> tuple[date, date] | None:
    """The first and the last day of delivery that it's asked about; None where the owner doesn't ask (0 days)."""
    if not 0 < after <= MOST_ASK_DAYS:
        return None
    return today - timedelta(MOST_ASK_DAYS), today - timedelta(after)
