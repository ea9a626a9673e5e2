"""Values and refusals in the screen's language, for the window and the command line alike."""

from evenhand.wording.letter_fields import block_name, field_hint, field_name
from evenhand.wording.letter_refusals import place
from evenhand.wording.refusals import KNOWN_ERRORS, sentence, sentence_for_file
from evenhand.wording.values import language_here, language_name, last_day, missing, money, step, with_day, word

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
