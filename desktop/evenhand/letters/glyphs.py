"""Text made ready for paper, and a refusal that names the character where a font has none."""

import re
import unicodedata

from evenhand.letters import shaping, typographer
from evenhand.letters.refusal import LetterRefused

# Pasted along with names and numbers, without a mark of their own: soft hyphen, zero-width space, word joiner,
# byte order mark, left-to-right mark, embedding and its end.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u202a\u202c"))
# The narrow spaces of CLDR and of careful typists must hold as the no-break space does.
_HOLDING = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2008\u200a"), "\u00a0")
_PLAIN_SPACES = dict.fromkeys(map(ord, "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u205f\u3000"), " ")
_PLAIN = _UNSEEN | _HOLDING | _PLAIN_SPACES


def one_line(text: str, place: str) -> str:
    """The text on one line, every character of it printable; raises LetterRefused otherwise."""
    return checked(re.sub(r"[ \t\r\n]+", " ", text).strip(" \u00a0"), place)


def ready(text: str, place: str, language: str) -> str:
    """The same, with the holding spaces of its language."""
    return typographer.glued(one_line(text, place), language)


def checked(text: str, place: str) -> str:
    """Composed, with holding spaces made one kind. Raises missing_glyph or right_to_left, naming the character."""
    text = unicodedata.normalize("NFC", text.translate(_PLAIN))
    printable = shaping.printable()
    for character in text:
        if ord(character) not in printable:
            backwards = unicodedata.bidirectional(character) in ("R", "AL", "AN", "RLE", "RLO", "RLI")
            raise LetterRefused(
                "right_to_left" if backwards else "missing_glyph",
                character=character,
                codepoint=f"U+{ord(character):04X}",
                place=place,
            )
    return text
