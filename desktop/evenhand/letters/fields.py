"""What the letters' own texts can name, and what each name stands for."""

import re
from datetime import date

from evenhand import formats
from evenhand.domain.letter_kinds import KINDS, FieldKind
from evenhand.domain.money import Money
from evenhand.domain.records import BonusOffer, Case, LetterKind, Nature, Order, Refund, Remedy, Responsibility
from evenhand.letters import labels
from evenhand.letters.facts import LetterFacts, Put, stated, typed_day

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
    "case.received": "the day of the client's first word about it",
    "case.finding": "what we found, as a sentence",
    "case.change": "what we changed since, as a sentence",
    "case.ours": "asked only: the responsibility is ours",
    "case.shared": "asked only: the responsibility is shared",
    "answer.days": "how long we take to answer, in working days",
    "remedy.what": "how it's put right, in the owner's own words",
    "remedy.by": "the day by which it's put right",
    "remedy.redo": "asked only: it's made again",
    "remedy.replace": "asked only: it's replaced",
    "remedy.repair": "asked only: it's repaired",
    "remedy.other": "asked only: it's put right in another way",
    "options.count": "how many ways are offered, in figures",
    "options.several": "asked only: more than one way is offered",
    "refund.amount": "what is returned",
    "refund.amount_in_words": "the same in words, where the letterhead has sums in words",
    "refund.full": "asked only: everything that was paid is returned",
    "refund.part": "asked only: a part of it is returned",
    "refund.share": "the share of what was paid, when the sum was worked out from one",
    "refund.what_for": "what a partial sum consists of",
    "refund.method": "the way the money goes",
    "refund.by": "the day by which it's there",
    "earlier_bonus.kept": "asked only: the bonus given before stays as it is",
    "earlier_bonus.cancelled": "asked only: it ends with this letter",
    "earlier_bonus.exchanged": "asked only: it's paid out in money",
    "earlier_bonus.reduced": "asked only: less stays on it",
    "earlier_bonus.code": "its code",
    "earlier_bonus.left": "what stays on it, or is paid out",
    "bonus.amount": "the bonus",
    "bonus.amount_in_words": "the same in words, where the letterhead has sums in words",
    "bonus.share": "its share of the order; empty when the sum is below that share",
    "bonus.rounded": "asked only: the sum was rounded up from the share",
    "bonus.until": "the last day, which counts to its end; empty when it never runs out",
    "bonus.owed": "asked only: it stands in place of money owed, on the client's choice",
    "bonus.date": "the day on which a bonus that exists was given",
    "bonus.code": "its code",
    "bonus.left": "what is left on it",
    "bonus.used": "asked only: a part of it was used",
    "bonus.expired": "asked only: its last day is over",
    "gift.what": "the gift, in the owner's own words",
    "business.name": "the business",
    "business.owner": "the owner",
    "business.phone": "the telephone number",
    "business.email": "the e-mail address",
    "business.bonus_share": "the share of an order that a bonus is by the rules of the house",
    "business.bonus_months": "how long a bonus holds by the rules of the house",
    "letter.date": "the day of the letter",
    "answer.by": "the day of our answer",
    "promise.what": "what was promised and has another day now; fits after a colon, is never declined",
    "promise.was": "the day that it was promised by",
    "promise.by": "the day that it has now",
    "reply.by": "the day until which what is offered holds",
    "handover.how": "how it comes to the client, as a sentence",
    "parting.keeps": "what the client keeps or gets back; fits after a colon",
    "later.from": "the day from which there's room again; then the letter says 'not now' and no more",
    "decline.suggestion": "somewhere else to ask, as a sentence",
    "news.text": "what is new, as sentences",
    "change.text": "what was changed, as a sentence",
    "bonus.extended_to": "the later last day of a bonus",
    "hours.text": "when we're there, as a sentence",
}

_FULL_STOP = {"hy": "։"}
_CLOSED = re.compile("[.!?…։:][»”\"’']*$")
_LOOSE = " ,;"
_CAPITALS = {"և": "Եվ"}  # as it's spelled today; Python knows it only by its older spelling
_NOT_SENTENCES = ("parting.keeps", "promise.what")
_REMEDIES = {Remedy.REDO: "remedy.redo", Remedy.REPLACE: "remedy.replace", Remedy.REPAIR: "remedy.repair"}


def sentence(text: str, language: str) -> str:
    """The words as a sentence of their own: a capital first, a full stop last."""
    text = " ".join(text.split()).strip(_LOOSE)
    if not text:
        return ""
    first = _CAPITALS.get(text[0], text[0].title())
    return first + text[1:] + ("" if _CLOSED.search(text) else _FULL_STOP.get(language, "."))


def _phrase(text: str) -> str:
    """The words as they fit after a colon."""
    return text.strip().rstrip(f"{_LOOSE}.…։")


def _day(day: date | None, locale: str) -> str:
    """A long date for running text, where the line may end before the year."""
    return re.sub(r"\u00a0(?=\d{4})", " ", formats.long_date(day, locale)) if day else ""


def _asked(so: bool) -> str:
    return "+" if so else ""


def values(kind: LetterKind, facts: LetterFacts) -> dict[str, str]:
    """Every field with its value in the letter's language; empty where the facts have none."""
    locale, given = facts.locale, stated(kind, facts)
    found = dict.fromkeys(FIELDS, "") | {"letter.date": _day(facts.on, locale)}
    found |= {"client.name": facts.client.name, "client.salutation": salutation(facts)}
    found |= _business(facts) | _typed(kind, facts)
    if facts.order:
        found |= _order(facts.order, locale)
    if facts.case:
        found |= _case(facts.case, locale)
    if given.remedy:
        found |= _remedy(given.remedy, locale)
    if given.options:
        found["options.count"] = str(len(given.options))
        found["options.several"] = _asked(len(given.options) > 1)
    if given.refund:
        found |= _refund(given.refund, facts)
    if KINDS[kind].settles:
        found |= _earlier_bonus(facts)
    if given.bonus:
        found |= _bonus(given.bonus, facts)
    elif given.voucher:
        found |= _bonus_at_hand(facts)
    if given.gift:
        found["gift.what"] = _phrase(given.gift.what)
    return found


def salutation(facts: LetterFacts) -> str:
    """The client's own, or the language's neutral one with the name as it is."""
    own = facts.client.salutation.strip()
    return own or labels.of(facts.language)["salutation"].replace("{name}", facts.client.name.strip())


def _business(facts: LetterFacts) -> dict[str, str]:
    owner, head, locale = facts.owner, facts.owner.letterhead(facts.language), facts.locale
    return {
        "business.name": head.business_name,
        "business.owner": head.owner_name,
        "business.phone": owner.phone,
        "business.email": owner.email,
        "business.bonus_share": formats.percent(owner.bonus_share, locale),
        "business.bonus_months": formats.months(owner.bonus_months, locale) if owner.bonus_months else "",
        "answer.days": formats.working_days(owner.answer_days, locale),
    }


def _typed(kind: LetterKind, facts: LetterFacts) -> dict[str, str]:
    found = {}
    for one in KINDS[kind].typed:
        text = facts.typed.get(one.name, "")
        if one.kind is FieldKind.DAY:
            found[one.name] = _day(typed_day(facts, one.name), facts.locale)
        elif one.kind is FieldKind.TEXT:
            found[one.name] = _phrase(text) if one.name in _NOT_SENTENCES else sentence(text, facts.language)
    return found


def _order(order: Order, locale: str) -> dict[str, str]:
    return {
        "order.number": order.number,
        "order.date": _day(order.ordered_on, locale),
        "order.what": _phrase(order.what),
        "order.total": formats.money(order.total, locale),
        "order.paid": formats.money(order.paid, locale),
    }


def _case(case: Case, locale: str) -> dict[str, str]:
    return {
        "case.number": case.number,
        "case.received": _day(case.received_on, locale),
        "case.finding": sentence(case.finding, locale),
        "case.change": sentence(case.change, locale),
        "case.ours": _asked(case.responsibility is Responsibility.OURS),
        "case.shared": _asked(case.responsibility is Responsibility.SHARED),
    }


def _remedy(put: Put, locale: str) -> dict[str, str]:
    which = _REMEDIES.get(put.remedy, "remedy.other")
    return {"remedy.what": _phrase(put.what), "remedy.by": _day(put.by, locale), which: "+"}


def _in_words(amount: Money, facts: LetterFacts) -> str:
    wanted = facts.owner.letterhead(facts.language).sums_in_words
    return formats.in_words(amount, facts.locale) if wanted else ""


def _refund(refund: Refund, facts: LetterFacts) -> dict[str, str]:
    locale, order = facts.locale, facts.order
    full = order is not None and refund.amount == order.paid
    return {
        "refund.amount": formats.money(refund.amount, locale),
        "refund.amount_in_words": _in_words(refund.amount, facts),
        "refund.full": _asked(full),
        "refund.part": _asked(not full),
        "refund.share": "" if refund.share is None or full else formats.percent(refund.share, locale),
        "refund.what_for": "" if full else _phrase(refund.what_for),
        "refund.method": refund.method,
        "refund.by": _day(refund.pay_by, locale),
    }


def _earlier_bonus(facts: LetterFacts) -> dict[str, str]:
    """What becomes of the bonus given before: kept, paid out, cancelled, or so many minor units left on it."""
    fate, locale = facts.typed.get("earlier_bonus.fate", ""), facts.locale
    if not fate:
        return {}
    found = {
        "earlier_bonus.kept": _asked(fate == "keep"),
        "earlier_bonus.cancelled": _asked(fate == "cancel"),
        "earlier_bonus.exchanged": _asked(fate == "exchange"),
        "earlier_bonus.reduced": _asked(fate.isdecimal()),
        "earlier_bonus.code": facts.bonus.code if facts.bonus else "",
    }
    if fate.isdecimal() and (currency := _bonus_currency(facts)):
        found["earlier_bonus.left"] = formats.money(Money.of_minor(int(fate), currency), locale)
    elif fate != "cancel" and facts.bonus_left is not None:
        found["earlier_bonus.left"] = formats.money(facts.bonus_left, locale)
    return found


def _bonus_currency(facts: LetterFacts) -> str:
    if facts.bonus:
        return facts.bonus.amount.currency
    return facts.order.paid.currency if facts.order else ""


def _bonus(bonus: BonusOffer, facts: LetterFacts) -> dict[str, str]:
    locale, order = facts.locale, facts.order
    found = {
        "bonus.amount": formats.money(bonus.amount, locale),
        "bonus.amount_in_words": _in_words(bonus.amount, facts),
        "bonus.until": _day(bonus.valid_until, locale),
        "bonus.owed": _asked(bonus.nature is Nature.OWED),
    }
    if order is not None and order.total.currency == bonus.amount.currency:
        exact = order.total * bonus.share
        if exact <= bonus.amount:
            found["bonus.share"] = formats.percent(bonus.share, locale)
            found["bonus.rounded"] = _asked(exact < bonus.amount)
    return found


def _bonus_at_hand(facts: LetterFacts) -> dict[str, str]:
    """The bonus that exists, which the letter is about."""
    bonus, locale = facts.bonus, facts.locale
    assert bonus is not None
    left = bonus.amount if facts.bonus_left is None else facts.bonus_left
    return {
        "bonus.amount": formats.money(bonus.amount, locale),
        "bonus.amount_in_words": _in_words(bonus.amount, facts),
        "bonus.left": formats.money(left, locale),
        "bonus.used": _asked(left < bonus.amount),
        "bonus.code": bonus.code,
        "bonus.date": _day(bonus.granted_on, locale),
        "bonus.until": _day(facts.bonus_until, locale),
        "bonus.expired": _asked(facts.bonus_until is not None and facts.bonus_until < facts.on),
        "bonus.owed": _asked(bonus.nature is Nature.OWED),
    }
