"""A letter's first text, and the figures it states.

Light to import: what draws and what reads templates is loaded when it's needed.
"""

from contextlib import suppress

from evenhand import formats
from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.money import Money
from evenhand.domain.records import Gift, LetterKind, LetterTextOfOwn, Refund
from evenhand.letters.facts import LetterFacts, LetterText, stated
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.trial import bare_facts, difficult_facts, invented_owner

__all__ = [
    "LetterFacts",
    "LetterRefused",
    "LetterText",
    "check_text",
    "check_words",
    "difficult_facts",
    "first_text",
    "snapshot",
]


def first_text(kind: LetterKind, facts: LetterFacts, own: LetterTextOfOwn | None = None) -> LetterText:
    """The owner's own text for the kind, or the language's, filled with the facts. Raises LetterRefused."""
    from evenhand.letters.fields import values
    from evenhand.letters.template import fill_body, fill_plain, load

    source, known = own or load(kind, facts.language), values(kind, facts)
    subject, body = fill_plain(source.subject, known), fill_body(source.body, known)
    return LetterText(formats.closed_dates(subject, facts.locale), formats.closed_dates(body, facts.locale))


def check_text(kind: LetterKind, language: str, subject: str, body: str) -> None:
    """Tries an own text on invented clients before it's kept.

    Raises LetterRefused: "text_mistake" and "unknown_marker" name the line of the text itself; and whatever drawing
    it raises.
    """
    from evenhand.letters import page
    from evenhand.letters.fields import values
    from evenhand.letters.template import fill_body, fill_plain

    check_words(kind, language, subject, body)
    for facts in difficult_facts(invented_owner(language), language, kind):
        known = values(kind, facts)
        page.draw(kind, facts, LetterText(fill_plain(subject, known), fill_body(body, known)))


def check_words(kind: LetterKind, language: str, subject: str, body: str) -> None:
    """As `check_text`, but nothing is drawn: quick enough to follow the typing."""
    from evenhand.letters.fitting import fields_of
    from evenhand.letters.template import nearest

    try:
        _try_words(kind, language, subject, body)
    except LetterRefused as refused:
        if refused.details.get("reason") == "unknown_field":  # of all fields, one of this kind's was meant
            refused.details["did_you_mean"] = nearest(str(refused.details["name"]), tuple(fields_of(kind)))
        raise


def _try_words(kind: LetterKind, language: str, subject: str, body: str) -> None:
    from evenhand.letters import markdown
    from evenhand.letters.fields import values
    from evenhand.letters.template import fill_body, fill_plain, without_fields

    optional = [name for name in KINDS[kind].blocks if name not in _always_there(kind)]
    for number, line in enumerate(body.split("\n"), 1):
        markdown.marker_in(without_fields(line), number, KINDS[kind].blocks)
    owner = invented_owner(language)
    for facts in difficult_facts(owner, language, kind):
        known = values(kind, facts)
        fill_plain(subject, known)
        markdown.blocks(fill_body(body, known), KINDS[kind].blocks)
    for facts in bare_facts(owner, language, kind):
        known = values(kind, facts)
        fill_plain(subject, known)
        filled = fill_body(body, known)
        for name in optional:
            marker = f"[[{name}]]"
            if marker in filled:
                raise LetterRefused(
                    "text_mistake",
                    reason="bare_block",
                    place="text",
                    line=body.count("\n", 0, body.index(marker)) + 1,
                    name=marker,
                    did_you_mean=f"{{?{_SAYS_SO[name]}}}{marker}{{/}}",
                )


def _always_there(kind: LetterKind) -> set[str]:
    """The blocks that no issued letter of the kind is without."""
    there = {Refund: "refund", Gift: "gift"}
    return {there[one] for one in KINDS[kind].states if one in there} | {"options", "rules"}


# What says whether a block is there.
_SAYS_SO = {"refund": "refund.amount", "gift": "gift.what", "remedy": "remedy.what"}


def snapshot(kind: LetterKind, facts: LetterFacts) -> dict[str, object]:
    """The exact figures the letter states: minor units, ISO dates and currencies, the code. Fit for JSON."""
    given = stated(kind, facts)
    figures: dict[str, object] = {
        "kind": kind.value,
        "language": facts.language,
        "on": facts.on.isoformat(),
        "number": facts.number,
    }
    if facts.locale != facts.language:
        figures["locale"] = facts.locale
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
    if given.rules:
        from evenhand.letters import rule_lines

        with suppress(LetterRefused):  # a text that shows them isn't drawn
            figures["rules"] = rule_lines.plain_lines(kind, facts)
    own = {one.name for one in KINDS[kind].typed}
    if typed := {name: value for name, value in facts.typed.items() if name in own}:
        figures["typed"] = typed
    return figures


def _exactly(sum_: Money) -> dict[str, object]:
    return {"minor": sum_.minor, "currency": sum_.currency}
