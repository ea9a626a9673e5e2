"""Invented facts that are hard on a letter, to try a text on: resources/letters/<language>/example.toml."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from evenhand import resources
from evenhand.domain.bonus import Bonus
from evenhand.domain.letter_kinds import KINDS, About, FieldKind
from evenhand.domain.money import Money, decimals
from evenhand.domain.records import (
    BonusOffer,
    Case,
    CaseCompensations,
    Client,
    Gift,
    Letterhead,
    LetterKind,
    Nature,
    Order,
    Owner,
    Refund,
    Remedy,
    Responsibility,
)
from evenhand.letters.facts import LetterFacts

_ON, _BY = date(2027, 11, 30), date(2027, 12, 14)
_CODE = "B-7F4M-2QK"
# A bonus is extended when its last day is near or over, not before; who is declined isn't told a day.
_NOT_ALWAYS = ("bonus.extended_to", "later.from")


@cache
def _example(language: str) -> dict[str, Any]:
    return tomllib.loads(resources.path("letters", language, "example.toml").read_text("utf-8"))


def invented_owner(language: str) -> Owner:
    """An owner whose letterhead is in the language."""
    told = _example(language)
    head = Letterhead(language, told["business"], told["owner"], address_lines=(told["street"],), sums_in_words=True)
    return Owner((head,), "+44 1947 555 0142", "post@example.org")


def difficult_facts(owner: Owner, language: str, kind: LetterKind) -> tuple[LetterFacts, ...]:
    """All that a letter of the kind may speak of, for three clients: one with a name of 95 characters, one of whom
    neither salutation nor gender is known, one without an address. Between them they take every turn of a text."""
    told, currency = _example(language), owner.currency
    neutral = Client(0, told["name"], "", "", tuple(told["address_lines"]), language=language, currency=currency)
    clients = (
        replace(neutral, name=told["long_name"], address_name=told["long_name"]),
        neutral,
        replace(neutral, salutation=told["salutation"], address_name=told["address_name"], address_lines=()),
    )
    return tuple(_told(owner, client, kind, turn) for turn, client in enumerate(clients))


def ordinary_facts(owner: Owner, language: str, kind: LetterKind) -> LetterFacts:
    """All that a letter of the kind may speak of, for a client about whom everything is known."""
    first, neutral, known = difficult_facts(owner, language, kind)
    return replace(first, client=replace(known.client, address_lines=neutral.client.address_lines))


def bare_facts(owner: Owner, language: str, kind: LetterKind) -> Iterator[LetterFacts]:
    """The least that a draft of the kind may be begun with: one set for each thing it can be about."""
    full = difficult_facts(owner, language, kind)[1]
    states, bonus = KINDS[kind].states, full.given.bonus
    given = CaseCompensations(
        full.given.refund if Refund in states else None,
        replace(bonus, share=Decimal(1)) if bonus and BonusOffer in states else None,  # the sum is below that share
        full.given.gift if Gift in states else None,
    )
    heads = tuple(replace(head, sums_in_words=False) for head in owner.letterheads)
    for about in KINDS[kind].about:
        least = replace(
            full,
            owner=replace(owner, phone="", email="", bonus_months=0, letterheads=heads),
            case=_case(None) if about is About.CASE else None,
            order=full.order if about is About.CASE else None,
            given=given if about is About.CASE else CaseCompensations(),
            typed={},
        )
        yield replace(least, bonus_until=None) if about is About.BONUS else replace(least, bonus=None)


def _told(owner: Owner, client: Client, kind: LetterKind, turn: int) -> LetterFacts:
    told, language, currency = _example(client.language), client.language, owner.currency
    paid = Money(Decimal("12345.67").quantize(Decimal(1).scaleb(-min(2, decimals(currency)))), currency)
    whose = (Responsibility.OURS, Responsibility.SHARED, Responsibility.THIRD_PARTY)[turn]
    remedy = (Remedy.REDO, Remedy.REPAIR, Remedy.REPLACE)[turn]
    case = replace(
        _case(whose),
        finding=told["finding"],
        change=told["change"],
        remedy=remedy,
        remedy_what=told["remedy"],
        remedy_by=_BY,
    )
    share = (None, Decimal("0.37"), None)[turn]
    part = paid * (share or Decimal("0.25"))
    last_day = date(2028, 2, 29)
    owed = turn == 1
    given = CaseCompensations(
        Refund(paid if turn == 0 else part, told["method"], _BY, share, "" if turn == 0 else told["what_for"]),
        BonusOffer(
            paid * Decimal("0.1"),
            None if owed else last_day,
            Decimal("0.1"),
            0 if owed else 3,
            nature=Nature.OWED if owed else Nature.GOODWILL,
        ),
        Gift(told["gift"], Money.zero(currency)),
    )
    bonus = Bonus(0, _CODE, 0, 0, 0, part, date(2027, 8, 28), (last_day, _BY, date(2027, 11, 28))[turn])
    facts = LetterFacts(
        owner=owner,
        client=client,
        order=Order(0, 0, "2027-0147", date(2027, 9, 1), told["order"], paid, paid),
        case=case,
        given=given,
        language=language,
        on=_ON,
        typed=_typed(kind, turn, told, bonus),
        bonus=replace(bonus, nature=Nature.OWED) if owed else bonus,
        bonus_left=bonus.amount * Decimal("0.5") if turn == 1 else bonus.amount,
        bonus_until=bonus.valid_until,
        rules=tuple(told["rules"]) if "rules" in KINDS[kind].blocks else (),
    )
    # A letter to a client, or about a bonus, knows of no case.
    return (
        facts if About.CASE in KINDS[kind].about else replace(facts, order=None, case=None, given=CaseCompensations())
    )


def _case(whose: Responsibility | None) -> Case:
    return Case(0, "2027-021", 0, 0, "", date(2027, 11, 29), responsibility=whose)


def _typed(kind: LetterKind, turn: int, told: dict[str, Any], bonus: Bonus) -> dict[str, str]:
    found = {}
    for one in KINDS[kind].typed:
        if one.if_known and turn == 1:
            continue  # one client has been promised nothing yet
        match one.kind:
            case FieldKind.DAY:
                found[one.name] = "" if one.name in _NOT_ALWAYS and turn == 0 else "2028-02-29"
            case FieldKind.OPTIONS:
                offered = [option | {"by": _BY.isoformat()} for option in told["options"]]
                found[one.name] = json.dumps(offered[: (3, 2, 1)[turn]], ensure_ascii=False)
            case FieldKind.EARLIER_BONUS:
                refunding = KINDS[kind].settles is About.CASE
                found[one.name] = (
                    ("keep", "cancel", str(bonus.amount.minor // 2)) if refunding else ("keep", "exchange", "cancel")
                )[turn]
            case FieldKind.TEXT:
                found[one.name] = told["typed"][one.name]
    return found
