"""A letter's text as the tone check reads it: sentences in one plain spelling, each character with its place.

Left out are the owner's Markdown, what the layout draws, and the client's own words: a quotation, or a line after ">".
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

OPAQUE = "\ufffc"  # stands for a quotation, or for a word too long to be one; no phrase matches it
_LONGEST_WORD = 64

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

Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Folding:
    """How a language's letters are brought to one spelling, and where its sentences end.

    `delete` holds characters taken out of words, `replace` pairs of one character and what stands for it, `expand`
    pairs of a word's ending and what it's short for. `stops` end a sentence beside . ! ? and ։ where no small letter
    follows. `abbreviations` end in a full stop that ends nothing.
    """

    delete: str = ""
    replace: tuple[tuple[str, str], ...] = ()
    strip_accents: bool = False
    expand: tuple[tuple[str, str], ...] = ()
    stops: str = ""
    abbreviations: frozenset[str] = frozenset()
    _known: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _tokens: dict[str, "tuple[str, Spans | None]"] = field(default_factory=dict, init=False, repr=False, compare=False)

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

    def words(self, text: str) -> str:
        """A pattern's words in the plain spelling, single-spaced; what marks Markdown in a letter stays."""
        folded = unicodedata.normalize("NFC", text).casefold()
        if self.strip_accents:
            folded = "".join(one for one in unicodedata.normalize("NFD", folded) if not unicodedata.combining(one))
        plain: dict[str, str | int | None] = {**_ALIKE, **self._own}
        folded = unicodedata.normalize("NFC", folded.translate(str.maketrans(plain)))
        return " ".join(self._short.sub(lambda match: dict(self.expand)[match[0]], folded).split())

    @cached_property
    def _own(self) -> dict[str, str]:
        return {**dict.fromkeys(self.delete, ""), **dict(self.replace)}

    @cached_property
    def _plain(self) -> re.Pattern[str]:
        """Words in which every character stands for itself but for its case: most of an English letter."""
        same = "".join(chr(code) for code in range(33, 127) if chr(code) not in {*self._own, *_ALIKE, *_MARKUP})
        return re.compile(f"[{re.escape(same)}]*")

    @cached_property
    def _short(self) -> re.Pattern[str]:
        longest_first = sorted((short for short, _long in self.expand), key=len, reverse=True)
        return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")

    def token(self, token: str) -> tuple[str, Spans | None]:
        """A word of the letter in the plain spelling, and its characters' places in it; None where none has moved."""
        if len(token) > _LONGEST_WORD:
            return OPAQUE, [(0, len(token))]
        known = self._tokens.get(token)
        if known is None:
            known = self._fold(token)
            if len(self._tokens) < 4096:
                self._tokens[token] = known
        return known

    def _fold(self, token: str) -> tuple[str, Spans | None]:
        spans: Spans | None = None
        if self._plain.fullmatch(token):
            folded = token.lower()
        else:
            parts = [(self._character(match[0]), match.span()) for match in _CLUSTER.finditer(token)]
            folded = "".join(text for text, _span in parts)
            spans = [span for text, span in parts for _character in text]
        if short := self._short.search(folded):
            first, last = short.span()
            long = dict(self.expand)[short[0]]
            spans = spans or [(place, place + 1) for place in range(len(folded))]
            folded = folded[:first] + long + folded[last:]
            spans[first:last] = [(spans[first][0], spans[last - 1][1])] * len(long)
        return folded, spans

    def _character(self, cluster: str) -> str:
        return "" if cluster in _MARKUP else self.cluster(cluster)


class Sentence:
    """One sentence in the plain spelling, single-spaced. A place in it leads back to the letter.

    A `marker` is where the layout draws a band ("refund", "gift"); it has no words.
    """

    def __init__(self, paragraph: int, marker: str = "") -> None:
        self.paragraph = paragraph
        self.marker = marker
        self._parts: list[str] = []
        self._length = 0
        self._offsets: list[int] = []  # where each part starts in the sentence
        self._places: list[tuple[int, Spans | None]] = []  # and in the letter

    def add(self, words: str, place: int, spans: Spans | None) -> None:
        self._offsets.append(self._length)
        self._places.append((place, spans))
        self._parts.append(words)
        self._length += len(words) + 1

    @cached_property
    def words(self) -> str:
        return " ".join(self._parts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the letter the characters from `start` up to `end` stand."""
        return self._character(start)[0], self._character(end - 1)[1]

    @property
    def whole(self) -> tuple[int, int]:
        return self.span(0, len(self.words))

    def _character(self, at: int) -> tuple[int, int]:
        part = bisect_right(self._offsets, at) - 1
        place, spans = self._places[part]
        at -= self._offsets[part]
        first, last = spans[at] if spans else (at, at + 1)
        return place + first, place + last


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
                token = match[0]
                words, spans = folding.token(token)
                sign = not (words[:1].isalnum() or words == OPAQUE or any(map(str.isalnum, words)))
                if not words or (broken and sign):
                    continue  # the sign before a list item belongs to no sentence
                if broken or (may_end and not sign and not _starts_small(token)):
                    found.append(Sentence(paragraph))
                found[-1].add(words, offset + match.start(), spans)
                if not sign:
                    broken, may_end = _ends(token, words, folding)
        offset += len(line) + 1
    return found


def _starts_small(token: str) -> bool:
    return next((one.islower() for one in token if one.isalnum()), False)


def _ends(token: str, words: str, folding: Folding) -> tuple[bool, bool]:
    """Whether a sentence ends after the token for certain, and whether it does unless a small letter follows."""
    if token[-1].isalnum():
        return False, False
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
        parts += [text[done:start], OPAQUE, re.sub(r"[^\n]", " ", text[start + 1 : end])]
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
