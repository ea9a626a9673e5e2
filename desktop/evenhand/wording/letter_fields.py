"""What the owner types for one letter, and what its page holds, in the screen's language."""

from evenhand.translation import N_, _

# A field of domain.letter_kinds: its label, and a word on what is meant by it.
_FIELDS = {
    "answer.by": (N_("My answer by"), ""),
    "promise.what": (N_("What was promised"), N_("In words to the client. Empty: an ordinary acknowledgement.")),
    "promise.was": (N_("Promised by"), ""),
    "promise.by": (N_("The new day"), ""),
    "options.offered": (N_("Ways to put it right"), ""),
    "reply.by": (N_("Their choice by"), ""),
    "handover.how": (
        N_("How it comes to them"),
        N_("A whole sentence, such as: A courier brings it."),
    ),
    "earlier_bonus.fate": (N_("The bonus given before"), ""),
    "parting.keeps": (N_("What stays with them or comes back"), N_("Things, files, keys.")),
    "later.from": (N_("Room again from"), N_("Empty: the letter declines, and names no day.")),
    "decline.suggestion": (N_("Whom or what you suggest instead"), N_("A whole sentence, or nothing.")),
    "news.text": (N_("What is new here"), N_("A sentence or two, without an offer.")),
    "change.text": (N_("What is different since then"), N_("Only once it is true.")),
    "bonus.extended_to": (N_("Extended to"), N_("Empty: the day stays.")),
    "hours.text": (N_("Hours and days"), N_("A whole sentence, or nothing.")),
}

_BLOCKS = {
    "refund": N_("Refund"),
    "gift": N_("Gift"),
    "remedy": N_("How it is put right"),
    "options": N_("The ways, with boxes to tick"),
    "rules": N_("The house rules for clients"),
}


def field_name(name: str) -> str:
    """The label of a typed field."""
    return _(_FIELDS[name][0])


def field_hint(name: str) -> str:
    """A word on what a typed field is for; empty where its label says it all."""
    hint = _FIELDS[name][1]
    return _(hint) if hint else ""


def block_name(name: str) -> str:
    """A block that stands in the page's own bands."""
    return _(_BLOCKS[name])
