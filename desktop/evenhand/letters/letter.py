"""The kinds of letters: which fit what is given, what a letter speaks of, and its first text.

Light to import: what draws and what reads templates is loaded when it's needed.
"""

from evenhand.domain.money import Money
from evenhand.domain.records import CaseCompensations, LetterKind
from evenhand.letters.facts import LetterFacts, LetterText, stated
from evenhand.letters.refusal import LetterRefused

__all__ = ["LetterFacts", "LetterRefused", "LetterText", "first_text", "letters_that_fit", "snapshot"]


def letters_that_fit(given: CaseCompensations) -> tuple[LetterKind, ...]:
    """The kinds that what is given allows, the fullest first."""
    fits = {
        LetterKind.DOUBLE: given.bonus and given.gift,
        LetterKind.REFUND: given.refund,
        LetterKind.BONUS: given.bonus,
        LetterKind.GIFT: given.gift,
    }
    return tuple(kind for kind, fit in fits.items() if fit)


def first_text(kind: LetterKind, facts: LetterFacts) -> LetterText:
    """The language's own text for the kind, filled with the facts. Raises LetterRefused."""
    from evenhand.letters.fields import values
    from evenhand.letters.template import fill_body, fill_plain, load

    source, known = load(kind, facts.language), values(kind, facts)
    return LetterText(fill_plain(source.subject, known), fill_body(source.body, known))


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
