"""Values and refusals in the screen's language, for the window and the command line alike."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evenhand.wording.languages import language_here, language_name
    from evenhand.wording.letter_fields import block_name, field_hint, field_name
    from evenhand.wording.letter_refusals import place
    from evenhand.wording.refusals import KNOWN_ERRORS, sentence, sentence_for_file
    from evenhand.wording.values import last_day, missing, money, step, with_day, word

__all__ = [
    "KNOWN_ERRORS",
    "block_name",
    "field_hint",
    "field_name",
    "language_here",
    "language_name",
    "last_day",
    "missing",
    "money",
    "place",
    "sentence",
    "sentence_for_file",
    "step",
    "with_day",
    "word",
]

# Each loaded when first asked for: most of the words, and the domain with them, come after the first screen.
_HOMES = {
    "KNOWN_ERRORS": "refusals",
    "block_name": "letter_fields",
    "field_hint": "letter_fields",
    "field_name": "letter_fields",
    "language_here": "languages",
    "language_name": "languages",
    "last_day": "values",
    "missing": "values",
    "money": "values",
    "place": "letter_refusals",
    "sentence": "rights",  # the last that teaches it something; before it, what keeps a letter from being printed
    "sentence_for_file": "refusals",
    "step": "values",
    "with_day": "values",
    "word": "values",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
