"""The choice sheet: each way to put it right with a box to tick, then room for the client's own words."""

from collections.abc import Sequence

from evenhand import formats
from evenhand.domain.typed_fields import Option
from evenhand.letters.bands import INSIDE, Band, Rule, Stroke, Tick, set_down, width_within
from evenhand.letters.glyphs import ready
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import SANS, SERIF, single
from evenhand.letters.sheet import GREY, INK, MM, fitted, mixed, width_of
from evenhand.letters.stationery import Paper

_BOX = 4.2
_TEXT = INSIDE + _BOX + 4.0
_ABOVE, _BELOW = 3.6, 3.2
_LINE = 8.4  # between two lines for a pen
_POINT = 1 / MM


def choice_sheet(paper: Paper, options: Sequence[Option]) -> list[Band]:
    """One band for each option and one for the client's own words, so that a page may end between any two."""
    rows = [_option(paper, option, first=number == 0) for number, option in enumerate(options)]
    return [*rows, _own_words(paper, first=not rows)]


def _between(paper: Paper, *, first: bool) -> tuple[Rule, ...]:
    if first:
        return ()
    return (Rule(INSIDE, 0.0, width_within(paper) - INSIDE, mixed(paper.accent, 0.3), 0.5),)


def _option(paper: Paper, option: Option, *, first: bool) -> Band:
    labels, language = paper.labels, paper.language
    width = width_within(paper) - INSIDE - _TEXT
    words = ready(option.what, "option", language)
    if not words:
        raise LetterRefused("empty", place="option")
    what = fitted(words, SERIF, width, (10.8, 10.0), 3) or fitted(words, SERIF, width, (9.8, 9.0), 12)
    terms = []
    if option.by:
        day = formats.long_date(option.by, paper.facts.locale)
        terms.append(labels["option_by"].format(date=formats.by_hour(day, option.at, paper.facts.locale)))
    if effort := option.effort.strip():
        terms.append(labels["option_effort"].replace("{effort}", effort))
    below = fitted(ready("  ·  ".join(terms), "option", language), SANS, width, (8.4, 7.6), 4)
    if what is None or below is None:
        raise LetterRefused("too_long", place="option")
    lines, size = what
    baseline = _ABOVE + size * _POINT * 0.86
    strokes = set_down(lines, _TEXT, baseline, size)
    strokes += set_down(below[0], _TEXT, strokes[-1].baseline + 4.5, below[1], GREY)
    # The box stands about the middle of the first line's small letters.
    tick = Tick(INSIDE, baseline - size * _POINT * 0.24 - _BOX / 2, _BOX)
    bottom = strokes[-1].baseline + size * _POINT * 0.2 + _BELOW
    return Band(paper, bottom, tuple(strokes), (tick,), _between(paper, first=first), under=not first)


def _own_words(paper: Paper, *, first: bool) -> Band:
    """A box, lines for a pen, and where to put a name and the day."""
    labels, wide = paper.labels, width_within(paper)
    baseline = _ABOVE + 10.4 * _POINT * 0.86
    tick = Tick(INSIDE, baseline - 10.4 * _POINT * 0.24 - _BOX / 2, _BOX)
    asked = fitted(labels["option_own"], SERIF, wide - INSIDE - _TEXT, (10.4, 8.4), 1)
    if asked is None:
        raise LetterRefused("too_long", place="option")
    strokes = [Stroke(asked[0][0], _TEXT, baseline, asked[1], INK)]
    pen = mixed(paper.accent, 0.55)
    ends = wide - INSIDE
    lines = [Rule(_TEXT, baseline + number * _LINE + 1.2, ends, pen, 0.5) for number in (1, 2)]
    name, day = single(labels["choice_name"], SANS), single(labels["choice_date"], SANS)
    foot = lines[-1].y + _LINE + 1.2
    middle = _TEXT + (ends - _TEXT) * 0.62
    for line, x, right in ((name, _TEXT, middle - 5), (day, middle, ends)):
        strokes.append(Stroke(line, x, foot, 8.0, GREY))
        lines.append(Rule(x + width_of(line, 8.0) + 2, foot + 0.6, right, pen, 0.5))
    rules = (*_between(paper, first=first), *lines)
    return Band(paper, foot + 4.6, tuple(strokes), (tick,), rules, under=not first)
