"""Type: the letters' own fonts, words shaped with kerning, and lines broken for a ragged right edge.

Each stretch of one font is shaped by itself. reportlab's own paragraphs shape a whole word with the font of its first
letter and ask for ligatures, which prints wrong glyphs in "(**five**)!" and reads back as "ﬁve"; they aren't used.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from evenhand import resources

SERIF, BOLD, ITALIC = "LetterSS-Regular", "LetterSS-Bold", "LetterSS-Italic"
SANS, SEMIBOLD = "LetterSans-Regular", "LetterSans-SemiBold"
_FONTS = (SERIF, BOLD, ITALIC, SANS, SEMIBOLD)
# What isn't kerning or mark placement would put glyphs on the page that have no character to be read back.
_FEATURES = {
    "kern": True,
    "mark": True,
    "mkmk": True,
    **dict.fromkeys(("liga", "dlig", "clig", "calt", "rlig", "ccmp", "locl"), False),
}


@cache
def register() -> dict[str, Any]:
    """The fonts, loaded once: reportlab's name -> (reportlab's font, HarfBuzz's font)."""
    fonts = {}
    for name in _FONTS:
        path = resources.path("fonts", f"{name}.ttf")
        font = TTFont(name, str(path), asciiReadable=False)
        pdfmetrics.registerFont(font)
        fonts[name] = (font, uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes()))))
    return fonts


@cache
def printable() -> frozenset[int]:
    """The code points that every one of the fonts has."""
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font, _shaper in register().values()))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font."""

    text: str
    font: str


class Glyphs(NamedTuple):
    """Characters that follow each other plainly. Distances in thousandths of the type size."""

    text: str
    back: float  # from where the last ones ended, to the left
    rise: float


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A shaped stretch: its glyphs as characters, and its width in thousandths of the type size."""

    text: str
    font: str
    width: float
    glyphs: tuple[Glyphs, ...]
    back: float  # how far left of its last glyph's end the stretch ends


@lru_cache(maxsize=16384)
def shape(text: str, font: str) -> Shaped:
    """The text with kerning and its marks in place. Every character of it must be in the font."""
    typeface, shaper = register()[font]
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction, buffer.language = "ltr", "en"
    uharfbuzz.shape(shaper, buffer, _FEATURES)
    face = typeface.face
    glyphs: list[Glyphs] = []
    width, back = 0.0, 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        code = ord(text[info.cluster])
        if face.charToGlyph.get(code) != info.codepoint:  # a mark that HarfBuzz put together with its letter
            code = face.glyphToChar[info.codepoint][0]
        glyphs.append(Glyphs(chr(code), back - place.x_offset, place.y_offset))
        width += place.x_advance
        back = face.charWidths[code] - place.x_advance + place.x_offset
    return Shaped("".join(one.text for one in glyphs), font, width, tuple(_run_together(glyphs)), back)


def _run_together(glyphs: Iterable[Glyphs]) -> list[Glyphs]:
    """The same with those in one that need no move between them."""
    found: list[Glyphs] = []
    for one in glyphs:
        if found and not one.back and one.rise == found[-1].rise:
            found[-1] = Glyphs(found[-1].text + one.text, found[-1].back, one.rise)
        else:
            found.append(one)
    return found


Word = tuple[Shaped, ...]
_HAIR = 0.01  # thousandths of the type size that a line may be too wide


@dataclass(frozen=True, slots=True)
class Line:
    """A line ready to be drawn: its stretches, spaces among them, and its width in thousandths of the type size."""

    stretches: tuple[Shaped, ...]
    width: float


def words_of(runs: Sequence[Run]) -> list[Word]:
    """The runs cut at plain spaces; a word may hold several stretches."""
    words: list[list[Shaped]] = [[]]
    for run in runs:
        for number, part in enumerate(run.text.split(" ")):
            if number and words[-1]:
                words.append([])
            if part:
                words[-1].append(shape(part, run.font))
    return [tuple(word) for word in words if word]


def _width(word: Word) -> float:
    return word[0].width if len(word) == 1 else sum(stretch.width for stretch in word)


def _cut(word: Word, measure: float) -> list[Word]:
    """A word that is wider than the measure, in pieces that fit: at no-break spaces first, then anywhere."""
    runs = [Run(stretch.text, stretch.font) for stretch in word]
    if any("\u00a0" in run.text.strip("\u00a0") for run in runs):
        loose = words_of([Run(run.text.replace("\u00a0", " "), run.font) for run in runs])
        return [piece for one in loose for piece in (_cut(one, measure) if _width(one) > measure else [one])]
    pieces: list[Word] = []
    for run in runs:
        start = 0
        while start < len(run.text):
            end = start + 1
            while end < len(run.text) and (
                unicodedata.combining(run.text[end]) or shape(run.text[start : end + 1], run.font).width <= measure
            ):
                end += 1
            pieces.append((shape(run.text[start:end], run.font),))
            start = end
    return pieces


def _measured(words: Sequence[Word], measure: float) -> tuple[list[Word], list[float], list[float]]:
    """The words with too long ones cut, the width of each, and of the space after each."""
    fitting = [piece for word in words for piece in (_cut(word, measure) if _width(word) > measure else [word])]
    space = {font: shape(" ", font).width for font in {word[-1].font for word in fitting}}
    return fitting, [_width(word) for word in fitting], [space[word[-1].font] for word in fitting]


def fewest_lines(words: Sequence[Word], measure: float) -> int:
    """How many lines `break_lines` makes of the words."""
    _fitting, widths, spaces = _measured(words, measure)
    count, width = 0, measure
    for wide, space in zip(widths, spaces, strict=True):
        if count == 0 or width + wide > measure + _HAIR:
            count, width = count + 1, 0.0
        width += wide + space
    return count


def break_lines(words: Sequence[Word], measure: float) -> list[Line]:
    """The fewest lines within the measure (thousandths of the type size), the right edge as even as they allow."""
    fitting, widths, spaces = _measured(words, measure)
    # best[n] is (lines, raggedness, where the last line starts) for the first n words.
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(fitting) + 1):
        # The last line may be short, but not a word alone.
        wanted, weight = (0.25, 2) if end == len(fitting) else (1.0, 1)
        found: tuple[int, float, int] | None = None
        width = -spaces[end - 1]
        for start in range(end - 1, -1, -1):
            width += widths[start] + spaces[start]
            if width > measure + _HAIR and start < end - 1:
                break
            slack = (wanted - width / measure) * weight
            lines, raggedness, _start = best[start]
            candidate = (lines + 1, raggedness + slack * slack if slack > 0 else raggedness, start)
            if found is None or candidate < found:
                found = candidate
        assert found is not None
        best.append(found)
    starts = []
    end = len(fitting)
    while end:
        starts.append((best[end][2], end))
        end = best[end][2]
    return [joined(fitting[start:end]) for start, end in reversed(starts)]


def joined(words: Sequence[Word]) -> Line:
    """The words on one line, a space between each two."""
    stretches: list[Shaped] = []
    for number, word in enumerate(words):
        if number:
            stretches.append(shape(" ", stretches[-1].font))
        stretches.extend(word)
    merged = []
    for font, alike in groupby(stretches, key=lambda stretch: stretch.font):
        glyphs: list[Glyphs] = []
        text, width, back = "", 0.0, 0.0
        for part in alike:
            if part.glyphs:
                first, *others = part.glyphs
                glyphs += (Glyphs(first.text, first.back + back, first.rise), *others)
            text, width, back = text + part.text, width + part.width, part.back
        merged.append(Shaped(text, font, width, tuple(_run_together(glyphs)), back))
    return Line(tuple(merged), sum(stretch.width for stretch in merged))


@lru_cache(maxsize=1024)
def single(text: str, font: str) -> Line:
    """A text on one line, however long."""
    return joined(words_of([Run(text, font)]))
