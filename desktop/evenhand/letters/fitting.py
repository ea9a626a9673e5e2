"""Which fields a kind of letter has a use for, and how each is written into its text."""

from enum import Enum, auto
from functools import cache

from evenhand.domain.letter_kinds import KINDS, About
from evenhand.domain.records import BonusOffer, Gift, LetterKind, Refund
from evenhand.letters.fields import FIELDS, values
from evenhand.letters.template import TOKEN
from evenhand.letters.trial import bare_facts, difficult_facts, invented_owner

_OFFERED = ("bonus.amount", "bonus.amount_in_words", "bonus.share", "bonus.rounded", "bonus.until", "bonus.owed")
_AT_HAND = ("bonus.amount", "bonus.amount_in_words", "bonus.left", "bonus.used", "bonus.code", "bonus.date",
            "bonus.until", "bonus.expired", "bonus.owed")  # fmt: skip


class Use(Enum):
    """How a field stands in a text."""

    ALWAYS = auto()  # {field}: no letter of the kind is without it
    SOMETIMES = auto()  # {?field}...{field}...{/}
    ASKED = auto()  # {?field}...{/}: it has nothing to print


@cache
def fields_of(kind: LetterKind) -> dict[str, Use]:
    """The fields that may hold something in a letter of the kind: its own first, then what all letters share."""
    one = KINDS[kind]
    names = [typed.name for typed in one.typed if typed.name in FIELDS]
    groups = []
    if one.settles:
        groups.append("earlier_bonus")
    groups += [name for name in ("remedy", "options") if name in one.blocks]
    groups += [name for name, given in (("refund", Refund), ("gift", Gift)) if given in (*one.states, *one.may_state)]
    # A refund may take a part off the bonus; where the ways part it's whole or none.
    unheard_of = "earlier_bonus.exchanged" if one.settles is About.CASE else "earlier_bonus.reduced"
    names += [name for name in _within(*groups) if name != unheard_of]
    names += _OFFERED if BonusOffer in one.states else _AT_HAND if About.BONUS in one.about else ()
    names += _within("client")
    names += _within("order", "case") if About.CASE in one.about else ()
    names += ["answer.days", *_within("business", "letter")]
    there = _always_there(kind)
    asked = {name for name, meaning in FIELDS.items() if meaning.startswith("asked only")}
    return {name: Use.ASKED if name in asked else Use.ALWAYS if name in there else Use.SOMETIMES for name in names}


def _within(*groups: str) -> list[str]:
    return [name for name in FIELDS if name.partition(".")[0] in groups]


def _always_there(kind: LetterKind) -> set[str]:
    owner = invented_owner("en")
    told = (*difficult_facts(owner, "en", kind), *bare_facts(owner, "en", kind))
    return set.intersection(*({name for name, value in values(kind, facts).items() if value} for facts in told))


def written(name: str, use: Use, before: str) -> tuple[str, str]:
    """How the field is put into a text, in two halves with the caret between; `before` is the text up to there."""
    if use is Use.ASKED:
        return f"{{?{name}}}", "{/}"
    if use is Use.SOMETIMES and f"{{?{name}}}" not in _open(before):
        return f"{{?{name}}}{{{name}}}{{/}}", ""
    return f"{{{name}}}", ""


def _open(source: str) -> list[str]:
    """The conditions that are still open at the end of a source."""
    opened: list[str] = []
    for found in TOKEN.finditer(source):
        if found[0] == "{/}":
            del opened[-1:]
        elif found[0].startswith(("{?", "{!")):
            opened.append(found[0])
    return opened
