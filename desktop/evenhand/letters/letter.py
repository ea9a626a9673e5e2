"""A letter's first text, and the figures it states.

Light to import: what draws and what reads templates is loaded when it's needed.
"""

from evenhand.domain.money import Money
from evenhand.domain.records import LetterKind
from evenhand.letters.facts import LetterFacts, LetterText, stated
from evenhand.letters.refusal import LetterRefused

__all__ = ["LetterFacts", "LetterRefused", "LetterText", "first_text", "snapshot"]


def first_text(kind: LetterKind, facts: LetterFacts) -> LetterText:
    """The language's own text for the kind, filled with the facts. Raises LetterRefused."""
    from evenhand.letters.fields import values
    from evenhand.letters.template import fill_body, fill_plain, load

    source, known = load(kind, facts.language), values(kind, facts)
    return LetterText(fill_plain(source.subject, known), fill_body(source.body, known))


def snapshot(kind: LetterKind, facts: LetterFacts) -> dict[str, object]:
    """The exact figures the letter states: minor units, ISO dates and currencies, the code. Fit for JSON."""
    given = stated(kind, facts)
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
            "valid_until": given.bonus.valid_until.isoformat() if given.bonus.valid_until else None,
            "share": str(given.bonus.share),
            "nature": given.bonus.nature.value,
            "code": facts.bonus_code,
        }
    elif given.voucher:
        until = given.voucher.valid_until
        figures["voucher"] = _exactly(given.voucher.amount) | {
            "valid_until": until.isoformat() if until else None,
            "code": given.voucher.code,
        }
    if given.gift:
        # What it costs us isn't stated in the letter.
        figures["gift"] = {"what": given.gift.what}
    if given.remedy:
        by = given.remedy.by
        figures["remedy"] = {"what": given.remedy.what, "by": by.isoformat() if by else None}
    if facts.typed:
        figures["typed"] = dict(facts.typed)
    return figures


def _exactly(sum_: Money) -> dict[str, object]:
    return {"minor": sum_.minor, "currency": sum_.currency}
