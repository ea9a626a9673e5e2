"""A discount's curve on paper. Measures in millimetres from the top left, type sizes in points."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from evenhand.domain.discounts import DiscountCurve
from evenhand.letters.glyphs import one_line
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import SANS, SEMIBOLD, single
from evenhand.letters.sheet import GREY, HAIR, INK, Sheet, fitted, mixed, width_of

_LOST = "#8f2f3b"
_SMALL = 6.6
_ABOVE, _BELOW = 5.0, 4.4  # for the captions and the discounts


@dataclass(frozen=True, slots=True)
class Plot:
    """The curve with its words, ready to be printed: `lost` and `needed` are the figures of the discount in question,
    `scales` what stands beside the lower edge, the middle and the upper edge, at the left and at the right."""

    curve: DiscountCurve
    captions: tuple[str, str]
    scales: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]
    ticks: tuple[tuple[Decimal, str], ...]  # a discount and how it's written
    here: str
    lost: str
    needed: str  # empty where no number of orders earns the same
    height: float = 44.0


def draw_plot(sheet: Sheet, plot: Plot, left: float, top: float, width: float, accent: str) -> None:
    """Draws it in a rectangle of the plot's height."""
    texts = [one_line(text, "text") for pair in plot.scales for text in pair]
    first = max(width_of(single(text, SANS), _SMALL) for text in texts[::2]) + 1.5
    last = max(width_of(single(text, SANS), _SMALL) for text in texts[1::2]) + 1.5
    area = _Area(plot, left + first, top + _ABOVE, width - first - last, plot.height - _ABOVE - _BELOW)
    _ground(sheet, area, accent)
    for text, at_right, colour in ((plot.captions[0], False, _LOST), (plot.captions[1], True, accent)):
        set_text = fitted(one_line(text, "text"), SANS, width * 0.56 if at_right else width * 0.42, (_SMALL, 4.6), 1)
        if set_text is None:
            raise LetterRefused("too_long", place="text")
        line, size = set_text[0][0], set_text[1]
        sheet.line(line, left + width - width_of(line, size) if at_right else left, top + 2.2, size, colour)
    points = plot.curve.points
    lost = [(area.x(one.discount), area.y(float(one.lost))) for one in points]
    rising = [(area.x(one.discount), area.y_times(float(one.times))) for one in points if one.times is not None]
    sheet.dashes(2.4, 1.6)
    _line_through(sheet, area, lost, _LOST, 0.9)
    sheet.dashes()
    _line_through(sheet, area, rising, accent, 1.2)
    _here(sheet, area, accent)


@dataclass(frozen=True, slots=True)
class _Area:
    """Where the curve itself stands."""

    plot: Plot
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def x(self, discount: Decimal) -> float:
        return self.left + self.width * float(discount / self.plot.curve.end)

    def y(self, part: float) -> float:
        return self.bottom - self.height * min(1.0, part)

    def y_times(self, times: float) -> float:
        return self.bottom - self.height * (times - 1) / (self.plot.curve.most_times - 1)


def _ground(sheet: Sheet, area: _Area, accent: str) -> None:
    plot = area.plot
    gone = area.x(min(plot.curve.gone_at, plot.curve.end))
    if gone < area.right - 0.1:
        sheet.box(gone, area.top, area.right - gone, area.height, mixed(_LOST, 0.09))
    for number, (at_left, at_right) in enumerate(plot.scales):
        y = area.bottom - area.height * number / 2
        sheet.rule(area.left, y, area.right, HAIR, 0.4)
        sheet.text_right(one_line(at_left, "text"), area.left - 1.5, y + 0.8, _SMALL, SANS, _LOST)
        sheet.text(one_line(at_right, "text"), area.right + 1.5, y + 0.8, _SMALL, SANS, accent)
    own = single(one_line(plot.here, "text"), SEMIBOLD)
    half = width_of(own, 7.4) / 2
    middle = min(max(area.x(plot.curve.here.discount), area.left + half), area.right - half)
    sheet.line(own, middle - half, area.bottom + 3.4, 7.4, INK)
    for discount, text in plot.ticks:
        line = single(one_line(text, "text"), SANS)
        wide, x = width_of(line, _SMALL) / 2, area.x(discount)
        if abs(x - middle) > wide + half + 1 and x + wide <= area.right + 3:
            sheet.line(line, x - wide, area.bottom + 3.3, _SMALL, GREY)


def _line_through(sheet: Sheet, area: _Area, points: Sequence[tuple[float, float]], colour: str, width: float) -> None:
    """A line through the points, as far as it stays below the upper edge."""
    shown: list[tuple[float, float]] = []
    for x, y in points:
        if y < area.top:
            if shown:
                x_before, y_before = shown[-1]
                part = (y_before - area.top) / (y_before - y)
                shown.append((x_before + (x - x_before) * part, area.top))
            break
        shown.append((x, y))
    sheet.polyline(shown, colour, width)


def _here(sheet: Sheet, area: _Area, accent: str) -> None:
    plot, here = area.plot, area.plot.curve.here
    x = area.x(here.discount)
    sheet.stroke(x, area.top, x, area.bottom, GREY, 0.5)
    marks = [(area.y(float(here.lost)), plot.lost, _LOST)]
    if plot.needed and here.times is not None:
        marks.append((area.y_times(float(here.times)), plot.needed, accent))
    places = [min(max(y + 0.9, area.top + 2.6), area.bottom - 1.0) for y, _text, _colour in marks]
    if len(places) == 2 and abs(places[0] - places[1]) < 3.4:
        middle = min(max(sum(places) / 2, area.top + 4.4), area.bottom - 2.8)
        upper = 0 if marks[0][0] < marks[1][0] else 1
        places[upper], places[1 - upper] = middle - 1.75, middle + 1.75
    for (y, text, colour), baseline in zip(marks, places, strict=True):
        if y >= area.top:
            sheet.disc(x, y, 1.0, colour)
        line = single(one_line(text, "text"), SEMIBOLD)
        wide = width_of(line, 7.4)
        start = x + 2.2 if x + 2.2 + wide <= area.right else x - 2.2 - wide
        sheet.box(start - 0.6, baseline - 2.4, wide + 1.2, 3.3, "#ffffff")
        sheet.line(line, start, baseline, 7.4, colour)
