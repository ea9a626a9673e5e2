"""What a letter speaks of, and what of the given a kind of letter states."""

from dataclasses import dataclass
from datetime import date

from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Client,
    Gift,
    LetterKind,
    Order,
    Owner,
    Refund,
)
from evenhand.letters.refusal import LetterRefused


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything a letter may speak of. Without a number it's a draft, and says so on the page."""

    owner: Owner
    client: Client
    order: Order | None
    case: Case | None
    given: CaseCompensations
    language: str
    on: date
    number: str | None = None
    bonus_code: str | None = None


@dataclass(frozen=True, slots=True)
class LetterText:
    """What the owner writes: a plain subject, and a body in the letters' closed Markdown, salutation included."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What of the given a kind of letter speaks of, and nothing else."""

    refund: Refund | None
    bonus: BonusOffer | None
    gift: Gift | None


def stated(kind: LetterKind, given: CaseCompensations) -> Stated:
    """The compensations that the letter states. Raises LetterRefused("missing_fact") where one isn't given."""
    needed = {
        LetterKind.REFUND: ("refund",),
        LetterKind.BONUS: ("bonus",),
        LetterKind.GIFT: ("gift",),
        LetterKind.DOUBLE: ("gift", "bonus"),
    }[kind]
    found = {name: getattr(given, name) if name in needed else None for name in ("refund", "bonus", "gift")}
    for name in needed:
        if found[name] is None:
            raise LetterRefused("missing_fact", fact=name)
    return Stated(**found)
