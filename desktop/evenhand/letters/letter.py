"""The kinds of letters: which fit what is given, what a letter speaks of, and its first text.

Light to import: what draws and what reads templates is loaded when it's needed.
"""

from dataclasses import dataclass
from datetime import date

from evenhand.domain.money import Money
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

__all__ = ["LetterFacts", "LetterRefused", "LetterText", "check", "first_text", "letters_that_fit", "snapshot"]


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


def letters_that_fit(given: CaseCompensations) -> tuple[LetterKind, ...]:
    """The kinds that what is given allows, the fullest first."""
    fits = {
        LetterKind.DOUBLE: given.bonus and given.gift,
        LetterKind.REFUND: given.refund,
        LetterKind.BONUS: given.bonus,
        LetterKind.GIFT: given.gift,
    }
    return tuple(kind for kind, fit in fits.items() if fit)


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


def first_text(kind: LetterKind, facts: LetterFacts) -> LetterText:
    """The language's own text for the kind, filled with the facts. Raises LetterRefused."""
    from evenhand.letters.fields import values
    from evenhand.letters.template import fill_body, fill_plain, load

    source, known = load(kind, facts.language), values(kind, facts)
    return LetterText(fill_plain(source.subject, known), fill_body(source.body, known))


def check(kind: LetterKind, facts: LetterFacts, text: LetterText) -> None:
    """Raises LetterRefused for whatever would keep the letter from being printed."""
    from evenhand.letters.page import draw

    draw(kind, facts, text)


def snapshot(kind: LetterKind, facts: LetterFacts) -> dict[str, object]:
    """The exact figures the letter states: minor units, ISO dates and currencies, the code. Fit for JSON."""
    given = stated(kind, facts.given)
    figures: dict[str, object] = {
        "kind": kind.value,
        "language": facts.language,
        "on": facts.on.isoformat(),
        "number": facts.number,
    }
    if facts.order:
        figures["order"] = {
            "number": facts.order.number,
            "ordered_on": facts.order.ordered_on.isoformat(),
            "total": _exactly(facts.order.total),
            "paid": _exactly(facts.order.paid),
        }
    if given.refund:
        share = given.refund.share
        figures["refund"] = _exactly(given.refund.amount) | {
            "method": given.refund.method,
            "pay_by": given.refund.pay_by.isoformat(),
            "share": None if share is None else str(share),
            "what_for": given.refund.what_for,
        }
    if given.bonus:
        figures["bonus"] = _exactly(given.bonus.amount) | {
            "valid_until": given.bonus.valid_until.isoformat(),
            "share": str(given.bonus.share),
            "code": facts.bonus_code,
        }
    if given.gift:
        # What it costs us isn't stated in the letter.
        figures["gift"] = {"what": given.gift.what}
    return figures


def _exactly(sum_: Money) -> dict[str, object]:
    return {"minor": sum_.minor, "currency": sum_.currency}
