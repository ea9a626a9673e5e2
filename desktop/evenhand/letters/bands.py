"""The tinted bands that lift a letter's facts out of its prose. Measures in millimetres, type sizes in points."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand import formats
from evenhand.domain.money import Money
from evenhand.domain.records import Gift, Refund
from evenhand.letters.facts import Put
from evenhand.letters.glyphs import ready
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import BOLD, ITALIC, SANS, SERIF, Line, single
from evenhand.letters.sheet import GREY, HAIR, INK, MM, Sheet, fitted, mixed, width_of
from evenhand.letters.stationery import Paper

INSIDE = 5.0  # from the band's edges to what stands in it
_POINT = 1 / MM


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of type in a band: how far from its left edge, and its baseline from its top."""

    line: Line
    x: float
    baseline: float
    size: float
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Tick:
    """An empty box for a pen."""

    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A level line: for a pen, or between two things."""

    x: float
    y: float
    right: float
    colour: str = HAIR
    points: float = 0.6


@dataclass(frozen=True, slots=True)
class Band:
    """A band set and measured, to be drawn once its place on the page is known. It's never split."""

    paper: Paper
    height: float
    strokes: tuple[Stroke, ...] = ()
    ticks: tuple[Tick, ...] = ()
    rules: tuple[Rule, ...] = ()
    under: bool = False  # it goes on from the band above it, without a gap

    def draw(self, sheet: Sheet, top: float) -> None:
        left, accent = self.paper.profile.left, self.paper.accent
        sheet.box(left, top, width_within(self.paper), self.height, mixed(accent, 0.065))
        sheet.box(left, top, 1.1, self.height, accent)
        for rule in self.rules:
            sheet.rule(left + rule.x, top + rule.y, left + rule.right, rule.colour, rule.points)
        for tick in self.ticks:
            sheet.box(left + tick.x, top + tick.y, tick.side, tick.side, "#ffffff")
            sheet.outline(left + tick.x, top + tick.y, tick.side, tick.side, 0.6, accent, 0.9)
        for one in self.strokes:
            sheet.line(one.line, left + one.x, top + one.baseline, one.size, one.colour)


def width_within(paper: Paper) -> float:
    """How wide a band is."""
    return paper.profile.right - paper.profile.left


def set_down(lines: Sequence[Line], x: float, baseline: float, size: float, colour: str = INK) -> list[Stroke]:
    """Lines one below the other."""
    return [
        Stroke(line, x, baseline + number * size * 1.36 * _POINT, size, colour) for number, line in enumerate(lines)
    ]


def refund_band(paper: Paper, refund: Refund) -> Band:
    """The sum, the way it goes, the day; below them the sum in words, and how a part of what was paid comes about."""
    labels, language = paper.labels, paper.language
    amount = fitted(formats.money(refund.amount, paper.facts.locale), BOLD, 62, (18, 10), 1)
    if amount is None:
        raise LetterRefused("too_long", place="refund")
    second = INSIDE + max(44.0, width_of(amount[0][0], amount[1]) + 9)
    by = ready(formats.long_date(refund.pay_by, paper.facts.locale), "refund", language)
    third = _last_column(paper, by, labels["by"])
    method = ready(refund.method, "refund_method", language)
    if not method:
        raise LetterRefused("empty", place="refund_method")
    paid_to = _in_column(method, third - 6 - second, "refund_method")
    strokes = [
        *(
            Stroke(single(label, SANS), x, 6.7, 7.4, GREY)
            for x, label in ((INSIDE, labels["amount"]), (second, labels["paid_to"]), (third, labels["by"]))
        ),
        Stroke(amount[0][0], INSIDE, 13.9, amount[1], paper.accent),
        Stroke(single(by, SERIF), third, 12.1, 10.4),
        *set_down(paid_to[0], second, 12.1, paid_to[1]),
    ]
    bottom = 13.9
    words = in_words(paper, refund.amount)
    beside = fitted(words, ITALIC, second - 4 - INSIDE, (8.6, 8.0), 2) if words else None
    if beside:
        strokes += set_down(beside[0], INSIDE, 18.4, beside[1], GREY)
    bottom = max(bottom, *(stroke.baseline for stroke in strokes))
    below = [] if beside or not words else [fitted(words, ITALIC, _room(paper), (8.6, 7.4), 3)]
    if worked_out := _worked_out(paper, refund):
        below.append(fitted(worked_out, SANS, _room(paper), (8.4, 8.4), 3))
    for part in below:
        if part is None:
            raise LetterRefused("too_long", place="refund_what_for")
        lines, size = part
        strokes += set_down(lines, INSIDE, bottom + (6.6 if part is below[0] else 4.6), size, GREY)
        bottom = strokes[-1].baseline
    return Band(paper, bottom + 5.6, tuple(strokes))


def in_words(paper: Paper, amount: Money) -> str:
    """The sum in words where the letterhead asks for it, ready to be printed; else nothing."""
    if not paper.facts.owner.letterhead(paper.language).sums_in_words:
        return ""
    return ready(formats.in_words(amount, paper.facts.locale), "refund", paper.language)


def _worked_out(paper: Paper, refund: Refund) -> str:
    """How a partial sum comes about: its share of what was paid, and what it consists of."""
    order, labels, language = paper.facts.order, paper.labels, paper.language
    if order is not None and refund.amount == order.paid:
        return ""
    parts = []
    if order is not None:
        paid = formats.money(order.paid, paper.facts.locale)
        if refund.share is not None:
            share = formats.percent(refund.share, paper.facts.locale)
            parts.append(labels["share_of"].format(share=share, paid=paid))
        else:
            parts.append(labels["part_of"].format(paid=paid))
    if what_for := ready(refund.what_for, "refund_what_for", language):
        parts.append(what_for)
    return labels["worked_out"].join(parts)


def gift_band(paper: Paper, gift: Gift) -> Band:
    what = ready(gift.what, "gift", paper.language)
    if not what:
        raise LetterRefused("empty", place="gift")
    width = _room(paper) - 3
    done = fitted(what, BOLD, width, (13.4, 12), 1) or fitted(what, BOLD, width, (12, 10), 4)
    if done is None:
        raise LetterRefused("too_long", place="gift")
    lines, size = done
    leading = size * 1.32 * _POINT
    return Band(
        paper,
        8.0 + len(lines) * leading,
        tuple(
            Stroke(line, INSIDE, 4.0 + (number + 0.5) * leading + size * 0.24 * _POINT, size, paper.accent)
            for number, line in enumerate(lines)
        ),
    )


def remedy_band(paper: Paper, put: Put) -> Band:
    """How it's put right, and by when if there is a day."""
    labels, language = paper.labels, paper.language
    what = ready(put.what, "remedy", language)
    if not what:
        raise LetterRefused("empty", place="remedy")
    strokes, width = [Stroke(single(labels["remedy"], SANS), INSIDE, 6.7, 7.4, GREY)], _room(paper)
    if put.by:
        by = ready(formats.long_date(put.by, paper.facts.locale), "remedy", language)
        column = _last_column(paper, by, labels["remedy_by"])
        strokes.append(Stroke(single(labels["remedy_by"], SANS), column, 6.7, 7.4, GREY))
        strokes.append(Stroke(single(by, SERIF), column, 12.6, 10.4))
        width = column - 8 - INSIDE
    done = fitted(what, BOLD, width, (12.4, 11), 2) or fitted(what, BOLD, width, (11, 9), 6)
    if done is None:
        raise LetterRefused("too_long", place="remedy")
    strokes += set_down(done[0], INSIDE, 12.6, done[1], paper.accent)
    return Band(paper, strokes[-1].baseline + 5.4, tuple(strokes))


def _room(paper: Paper) -> float:
    return width_within(paper) - 2 * INSIDE


def _last_column(paper: Paper, *texts: str) -> float:
    """Where the column at the right begins, so that a day and its label stand in it whole."""
    value, label = texts
    widest = max(46.0, width_of(single(value, SERIF), 10.4), width_of(single(label, SANS), 7.4))
    return width_within(paper) - INSIDE - widest


def _in_column(text: str, width: float, place: str) -> tuple[tuple[Line, ...], float]:
    found = (
        fitted(text, SERIF, width, (10.4, 10.4), 2)
        or fitted(text, SERIF, width, (10, 9), 3)
        or fitted(text, SERIF, width, (8.8, 7.2), 8)
    )
    if found is None:
        raise LetterRefused("too_long", place=place)
    return found
