"""What the letters' own texts can name, and what each name stands for."""

import re
from datetime import date

from evenhand import formats
from evenhand.domain.records import LetterKind, Responsibility
from evenhand.letters import labels
from evenhand.letters.facts import LetterFacts, stated

# Name -> meaning. A name that is only asked about, with {?name}, holds "+" when it's so.
FIELDS = {
    "client.name": "the client's name as the book has it",
    "client.salutation": "the whole salutation, with its closing mark",
    "order.number": "the order's number",
    "order.date": "the day it was placed",
    "order.what": "what was ordered, in the owner's own words; fits after a colon, is never declined",
    "order.total": "the order's sum",
    "order.paid": "what was paid of it",
    "case.number": "the case's number; best only asked",
    "case.finding": "what we found, as a sentence",
    "case.change": "what we changed since, as a sentence",
    "case.ours": "asked only: the responsibility is ours",
    "case.shared": "asked only: the responsibility is shared",
    "refund.amount": "what is returned",
    "refund.full": "asked only: everything that was paid is returned",
    "refund.part": "asked only: a part of it is returned",
    "refund.share": "the share of what was paid, when the sum was worked out from one",
    "refund.what_for": "what a partial sum consists of",
    "refund.method": "the way the money goes",
    "refund.by": "the day by which it's there",
    "bonus.amount": "the bonus",
    "bonus.share": "its share of the order; empty when the sum is below that share",
    "bonus.rounded": "asked only: the sum was rounded up from the share",
    "bonus.until": "the last day, which counts to its end",
    "gift.what": "the gift, in the owner's own words",
    "business.name": "the business",
    "business.owner": "the owner",
    "business.phone": "the telephone number",
    "business.email": "the e-mail address",
    "letter.date": "the day of the letter",
}

_FULL_STOP = {"hy": "։"}
_CLOSED = (".", "!", "?", "…", "։", "»", "”", ":")


def sentence(text: str, language: str) -> str:
    """The words as a sentence of their own: a capital first, a full stop last."""
    text = " ".join(text.split())
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text.endswith(_CLOSED) else _FULL_STOP.get(language, "."))


def _day(day: date, language: str) -> str:
    """A long date for running text, where the line may end before the year."""
    return re.sub(r"\u00a0(?=\d{4})", " ", formats.long_date(day, language))


def values(kind: LetterKind, facts: LetterFacts) -> dict[str, str]:
    """Every field with its value in the letter's language; empty where the facts have none."""
    language, given = facts.language, stated(kind, facts)
    found = dict.fromkeys(FIELDS, "")
    head = facts.owner.letterhead(language)
    found |= {
        "client.name": facts.client.name,
        "client.salutation": salutation(facts),
        "business.name": head.business_name,
        "business.owner": head.owner_name,
        "business.phone": facts.owner.phone,
        "business.email": facts.owner.email,
        "letter.date": _day(facts.on, language),
    }
    if order := facts.order:
        found |= {
            "order.number": order.number,
            "order.date": _day(order.ordered_on, language),
            "order.what": order.what.strip().rstrip(".։"),
            "order.total": formats.money(order.total, language),
            "order.paid": formats.money(order.paid, language),
        }
    if case := facts.case:
        found |= {
            "case.number": case.number,
            "case.finding": sentence(case.finding, language),
            "case.change": sentence(case.change, language),
            "case.ours": "+" if case.responsibility is Responsibility.OURS else "",
            "case.shared": "+" if case.responsibility is Responsibility.SHARED else "",
        }
    if refund := given.refund:
        full = order is not None and refund.amount == order.paid
        found |= {
            "refund.amount": formats.money(refund.amount, language),
            "refund.full": "+" if full else "",
            "refund.part": "" if full else "+",
            "refund.share": "" if refund.share is None or full else formats.percent(refund.share, language),
            "refund.what_for": "" if full else refund.what_for.strip().rstrip(".։"),
            "refund.method": refund.method,
            "refund.by": _day(refund.pay_by, language),
        }
    if bonus := given.bonus:
        found |= {
            "bonus.amount": formats.money(bonus.amount, language),
            "bonus.until": _day(bonus.valid_until, language) if bonus.valid_until else "",
        }
        if order is not None and order.total.currency == bonus.amount.currency:
            exact = order.total * bonus.share
            if exact <= bonus.amount:
                found["bonus.share"] = formats.percent(bonus.share, language)
                found["bonus.rounded"] = "+" if exact < bonus.amount else ""
    if gift := given.gift:
        found["gift.what"] = gift.what.strip().rstrip(".։")
    return found


def salutation(facts: LetterFacts) -> str:
    """The client's own, or the language's neutral one with the name as it is."""
    own = facts.client.salutation.strip()
    return own or labels.of(facts.language)["salutation"].replace("{name}", facts.client.name.strip())
