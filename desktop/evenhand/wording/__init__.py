"""Values and refusals in the screen's language, for the window and the command line alike."""

from evenhand.wording.refusals import KNOWN_ERRORS, place, sentence, sentence_for_file
from evenhand.wording.values import language_here, language_name, last_day, missing, money, step, word

__all__ = [
    "KNOWN_ERRORS",
    "language_here",
    "language_name",
    "last_day",
    "missing",
    "money",
    "place",
    "sentence",
    "sentence_for_file",
    "step",
    "word",
]
