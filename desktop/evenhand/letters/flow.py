"""A letter's body on its pages: the size at which it fits one page, and good breaks where it needs more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from evenhand.letters import typographer
from evenhand.letters.bands import Band
from evenhand.letters.glyphs import checked
from evenhand.letters.markdown import Paragraph
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import SERIF, Line, Run, Word, break_lines, fewest_lines, single, words_of
from evenhand.letters.sheet import INK, MM, Sheet, measure, width_of

MOST_PAGES = 6
_POINT = 1 / MM
_INDENT = 6.0


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph or list item as shaped words, not yet broken: one sequence for each written line."""

    written: tuple[tuple[Word, ...], ...]
    bullet: str = ""
    depth: int = 0

    @classmethod
    def of(cls, paragraph: Paragraph, language: str) -> "Prose":
        lines = []
        for runs in paragraph.lines:
            # What holds together may stand in two runs, so the whole line is set with its spaces at once.
            text = typographer.glued(checked("".join(run.text for run in runs), "text"), language)
            lines.append(tuple(words_of(_recut(text, runs))))
        return cls(tuple(lines), paragraph.bullet, paragraph.depth)

    def lines(self, size: float, width: float) -> list[Line]:
        return [line for words in self.written for line in break_lines(words, self._measure(size, width))]

    def fewest_lines(self, size: float, width: float) -> int:
        return sum(fewest_lines(words, self._measure(size, width)) for words in self.written)

    def _measure(self, size: float, width: float) -> float:
        return measure(width - _INDENT * self.depth, size)


def _recut(text: str, runs: Sequence[Run]) -> list[Run]:
    """The text in the fonts of the runs it came from; composing accents may have shortened it."""
    if len(text) != sum(len(run.text) for run in runs):
        return [Run(checked(run.text, "text"), run.font) for run in runs]
    found, start = [], 0
    for run in runs:
        found.append(Run(text[start : start + len(run.text)], run.font))
        start += len(run.text)
    return found


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in the flow: set prose, a band, or the closing. Heights and gaps in millimetres."""

    height: float
    gap: float  # above it
    lines: tuple[Line, ...] = ()
    bullet: str = ""
    depth: int = 0
    band: Band | None = None
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A type size and the distances that go with it."""

    size: float
    leading: float  # points
    signature: float = 13.5  # the room for one
    tight: bool = False  # the last resort before a second page

    @property
    def line(self) -> float:
        return self.leading * _POINT

    @property
    def gap(self) -> float:
        return (0.47 if self.tight else 0.55) * self.line

    def outlined(self, prose: Prose, width: float) -> Piece:
        """How high the prose would stand, with its lines not yet broken."""
        return Piece(prose.fewest_lines(self.size, width) * self.line, self.gap, bullet=prose.bullet, depth=prose.depth)

    def prose(self, prose: Prose, width: float) -> Piece:
        lines = tuple(prose.lines(self.size, width))
        return Piece(len(lines) * self.line, self.gap, lines, prose.bullet, prose.depth)

    def band(self, band: Band) -> Piece:
        extra = 0.6 if self.tight else 1.3
        return Piece(band.height + extra, self.gap + extra, band=band)


def closed_up(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the items of a list nearer to each other than paragraphs, and no gap inside a run of bands."""
    found = list(pieces)
    for number, (above, piece) in enumerate(pairwise(pieces), 1):
        if above.bullet and piece.bullet:
            found[number] = replace(piece, gap=piece.gap * 0.45)
        elif above.band and piece.band and piece.band.under:
            found[number - 1] = replace(found[number - 1], height=above.band.height)
            found[number] = replace(piece, gap=0.0)
    return found


# Larger type has room for a wider leading.
SETTINGS = (
    *(Setting(size, size * (1.44 + 0.06 * (size - 9.6) / 1.2)) for size in (10.8, 10.6, 10.4, 10.2, 10.0, 9.8)),
    *(Setting(size, size * 1.42, signature=11.5, tight=True) for size in (10.0, 9.8, 9.6)),
)
# A list of rules loses more by a second page than by small type.
SETTINGS_OF_A_LIST = (
    *SETTINGS,
    *(Setting(size, size * 1.38, signature=11.5, tight=True) for size in (9.4, 9.2, 9.0, 8.8, 8.6)),
)
SEVERAL_PAGES = SETTINGS[2]


def height_of(pieces: Sequence[Piece]) -> float:
    return sum(piece.height + piece.gap for piece in pieces) - (pieces[0].gap if pieces else 0.0)


def paged(pieces: Sequence[Piece], setting: Setting, first: float, other: float, last_less: float) -> list[list[Piece]]:
    """The pieces on pages of the given heights; the last page has `last_less` to spare for what stands at its foot.

    The closing is never alone: the last paragraph, or its last lines, or the last band stay with it; and what leads to
    a band stays with the band. Raises LetterRefused("too_long").
    """
    head, tail = _with_tail(list(pieces), setting)
    for count in range(1, MOST_PAGES + 1):
        pages: list[list[Piece]] = []
        left = list(head)
        for number in range(count):
            room = (first if number == 0 else other) - (last_less if number == count - 1 else 0.0)
            if number == count - 1:
                page, left = [*left, *tail], []
                if height_of(page) > room + 0.01:
                    break
            else:
                page, left = _filled(left, setting, room)
            pages.append(page)
        else:
            if not left:
                return pages
    raise LetterRefused("too_long", place="text")


def _with_tail(pieces: list[Piece], setting: Setting) -> tuple[list[Piece], list[Piece]]:
    closing = pieces.pop()
    if not pieces:
        return pieces, [closing]
    last = pieces.pop()
    if len(last.lines) <= 6:
        return pieces, [last, closing]
    above, below = _split(last, setting, len(last.lines) - 3)
    return [*pieces, above], [below, closing]


def _split(piece: Piece, setting: Setting, after: int) -> tuple[Piece, Piece]:
    above, below = piece.lines[:after], piece.lines[after:]
    return (
        replace(piece, lines=above, height=len(above) * setting.line),
        replace(piece, lines=below, height=len(below) * setting.line, bullet="", gap=0.0),
    )


def _filled(pieces: list[Piece], setting: Setting, room: float) -> tuple[list[Piece], list[Piece]]:
    """As many pieces as the room takes; a paragraph is split with two lines or more on each side."""
    page: list[Piece] = []
    for number, piece in enumerate(pieces):
        if height_of([*page, piece]) <= room + 0.01:
            page.append(piece)
            continue
        spare = room - (height_of(page) + piece.gap if page else 0.0)
        fit = min(int(spare / setting.line + 0.001), len(piece.lines) - 2)
        if piece.lines and fit >= 2:
            above, below = _split(piece, setting, fit)
            return [*page, above], [below, *pieces[number + 1 :]]
        leads = len(page) > 1 and piece.band and not piece.band.under and 0 < len(page[-1].lines) <= 3
        return (page[:-1], pieces[number - 1 :]) if leads else (page, pieces[number:])
    return page, []


def draw(sheet: Sheet, page: Sequence[Piece], setting: Setting, left: float, top: float) -> float:
    """Draws the pieces from `left` and `top` on, but not the closing; gives back where the closing begins."""
    y = top
    for number, piece in enumerate(page):
        y += piece.gap if number else 0.0
        if piece.closing:
            return y
        if piece.band:
            piece.band.draw(sheet, y)
        indent = left + _INDENT * piece.depth
        for place, line in enumerate(piece.lines):
            baseline = y + place * setting.line + baseline_of(setting.size, setting.line)
            if piece.bullet and place == 0:
                mark = single(piece.bullet, SERIF)
                x = indent - max(4.2, width_of(mark, setting.size) + 1.2)
                sheet.line(mark, x, baseline, setting.size, INK)
            sheet.line(line, indent, baseline, setting.size, INK)
        y += piece.height
    return y


def baseline_of(size: float, line: float) -> float:
    """How far below a line's top its baseline stands, so that the type is in the middle of its leading."""
    return (line - size * _POINT) / 2 + size * _POINT * 0.79
