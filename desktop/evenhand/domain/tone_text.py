"""A letter's text as the tone check reads it: sentences in one plain spelling, each character with its place.

Left out are the owner's Markdown, what the layout draws, and the client's own words: a quotation, or a line after ">".
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

QUOTED = "\ufffc"  # stands for a quotation, as one word that no phrase matches

_ALIKE = {
    **dict.fromkeys("‘’‚‛ʼ′`´՚", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("—―", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": ".",
}
_MARKUP = frozenset("*\\{}")
_CLUSTER = re.compile("(?s).[\u0300-\u036f\u0483-\u0487]*")
_TOKEN = re.compile(r"[—―]|[^\s—―]+")
_MARKER = re.compile(r"\[\[([^\[\]]*)\]\]")
_LIST_ITEM = re.compile(r"(?:[-+*•]|\d{1,3}[.)])\s")
_QUOTE_MARK = re.compile("[«“„\"‘']")
_CLOSERS = {"«": "»", "“": "”", "„": '”“"', '"': '"', "‘": "’", "'": "'"}
_HARD_ENDS = "!?։"
_SOFT_ENDS = ".…"


@dataclass(frozen=True)
class Folding:
    """How a language's letters are brought to one spelling, and where its sentences end.

    `delete` holds characters taken out of words, `replace` pairs of one character and what stands for it. `stops` end
    a sentence beside . ! ? and ։ where no small letter follows. `abbreviations` end in a full stop that ends nothing.
    """

    delete: str = ""
    replace: tuple[tuple[str, str], ...] = ()
    strip_accents: bool = False
    stops: str = ""
    abbreviations: frozenset[str] = frozenset()
    _known: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def cluster(self, cluster: str) -> str:
        """A character with its accents in the plain spelling; none, one, or more characters."""
        folded = self._known.get(cluster)
        if folded is None:
            text = self._own.get(cluster, cluster)
            text = unicodedata.normalize("NFC", text).casefold()
            if self.strip_accents:
                text = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
            text = "".join(self._own.get(one, _ALIKE.get(one, one)) for one in text)
            folded = unicodedata.normalize("NFC", text)
            if len(self._known) < 4096:
                self._known[cluster] = folded
        return folded

    def word(self, text: str) -> str:
        """A pattern's own words in the plain spelling; marks of Markdown stay."""
        return "".join(self.cluster(one) for one in _CLUSTER.findall(unicodedata.normalize("NFC", text)))

    @cached_property
    def _own(self) -> dict[str, str]:
        return {**dict.fromkeys(self.delete, ""), **dict(self.replace)}

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        """Words in which every character stands for itself but for its case: most of an English letter."""
        same = "".join(chr(code) for code in range(33, 127) if chr(code) not in {*self._own, *_ALIKE, *_MARKUP})
        return re.compile(f"[{re.escape(same)}]*")

    def token(self, token: str, start: int) -> tuple[str, list[int], list[int]]:
        """A word of the letter in the plain spelling, and where in the letter each character starts and ends."""
        if self._plain.fullmatch(token):
            return token.lower(), list(range(start, start + len(token))), list(range(start + 1, start + len(token) + 1))
        folded: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _CLUSTER.finditer(token):
            for character in "" if match[0] in _MARKUP else self.cluster(match[0]):
                folded.append(character)
                starts.append(start + match.start())
                ends.append(start + match.end())
        return "".join(folded), starts, ends


@dataclass
class Sentence:
    """One sentence in the plain spelling, single-spaced. `starts` and `ends` lead each character back to the letter.

    A `marker` is the place of a band that the layout draws ("refund", "gift"); it has no words.
    """

    paragraph: int
    marker: str = ""
    words: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, words: str, starts: list[int], ends: list[int]) -> None:
        if self.words:
            self.words += " "
            self.starts.append(self.ends[-1])
            self.ends.append(starts[0])
        self.words += words
        self.starts += starts
        self.ends += ends


def sentences(text: str, folding: Folding) -> list[Sentence]:
    """The letter's sentences in order; a paragraph, a list item and a marker end one as a full stop does."""
    found: list[Sentence] = []
    paragraph = 0
    broken = True  # whether the next word starts a sentence
    may_end = False  # whether it does unless it's written small
    offset = 0
    for line in _without_quotations(text).split("\n"):
        stripped = line.strip()
        marker = _MARKER.fullmatch(stripped)
        if not stripped or marker:
            paragraph += 1
            broken = True
            if marker:
                found.append(Sentence(paragraph, marker[1]))
        else:
            broken = broken or bool(_LIST_ITEM.match(stripped))
            for match in _TOKEN.finditer(line):
                words, starts, ends = folding.token(match[0], offset + match.start())
                if not words:
                    continue
                if broken or (may_end and not _starts_small(match[0])):
                    found.append(Sentence(paragraph))
                found[-1].add(words, starts, ends)
                broken, may_end = _ends(match[0], words, folding)
        offset += len(line) + 1
    return found


def _starts_small(token: str) -> bool:
    return next((one.islower() for one in token if one.isalnum()), False)


def _ends(token: str, words: str, folding: Folding) -> tuple[bool, bool]:
    """Whether a sentence ends after the token for certain, and whether it does unless a small letter follows."""
    bare = token.rstrip("*)]\"'»”’“")
    last = bare[-1:]
    if last and last in _HARD_ENDS:
        return True, True
    if last == ".":
        initial = len(bare) == 2 and bare[0].isupper()
        return False, not initial and words.strip("\"'()").removesuffix(".") not in folding.abbreviations
    return False, bool(last) and last in _SOFT_ENDS + folding.stops


def _without_quotations(text: str) -> str:
    """The letter at its own length, with quotations and lines after ">" blanked."""
    text = re.sub(r"(?m)^[ \t]*>.*", lambda match: " " * len(match[0]), text)
    parts: list[str] = []
    done = 0
    for start, end in _quotations(text):
        parts += [text[done:start], QUOTED, re.sub(r"[^\n]", " ", text[start + 1 : end])]
        done = end
    return "".join([*parts, text[done:]])


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where something is quoted, marks included. A quotation stays within its paragraph; a lone mark opens nothing."""
    breaks = [match.start() for match in re.finditer(r"\n[ \t\r]*\n", text)]
    closing = {
        opener: [
            match.start()
            for match in re.finditer(f"[{closers}]", text)
            if opener not in "\"‘'" or _closes(text, match.start())
        ]
        for opener, closers in _CLOSERS.items()
        if opener in text
    }
    done = 0
    for match in _QUOTE_MARK.finditer(text):
        start, mark = match.start(), match[0]
        if start < done or (mark in "\"‘'" and not _opens(text, start)):
            continue
        places = closing[mark]
        place = bisect_right(places, start)
        if place < len(places) and bisect_right(breaks, start) == bisect_right(breaks, places[place]):
            done = places[place] + 1
            yield start, done


def _opens(text: str, place: int) -> bool:
    """Whether a straight or single mark can open a quotation: an apostrophe is in a word, an inch after a figure."""
    return (place == 0 or text[place - 1] in " \t\n\r\u00a0\u202f([*—–-") and not text[place + 1 : place + 2].isspace()


def _closes(text: str, place: int) -> bool:
    return place > 0 and not text[place - 1].isspace() and not text[place + 1 : place + 2].isalnum()
