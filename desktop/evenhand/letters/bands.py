"""The tinted bands that lift a letter's facts out of its prose."""

from evenhand import formats
from evenhand.domain.records import Gift, Refund
from evenhand.letters.glyphs import ready
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import BOLD, SANS, SERIF, Line, single
from evenhand.letters.sheet import GREY, INK, MM, Sheet, fitted, mixed, width_of
from evenhand.letters.stationery import Paper

_POINT = 1 / MM


class Band:
    """A band set and measured, to be drawn once its place on the page is known. Heights in millimetres."""

    def __init__(self, paper: Paper, content: Refund | Gift) -> None:
        self._paper = paper
        self._left, self._right = paper.profile.left, paper.profile.right
        self._inside = self._left + 5.0
        self._strokes: list[tuple[Line, float, float, float, str]] = []  # line, x, baseline from the top, size, colour
        self.height = self._refund(content) if isinstance(content, Refund) else self._gift(content)

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.box(self._left, top, self._right - self._left, self.height, mixed(self._paper.accent, 0.065))
        sheet.box(self._left, top, 1.1, self.height, self._paper.accent)
        for line, x, baseline, size, colour in self._strokes:
            sheet.line(line, x, top + baseline, size, colour)

    def _refund(self, refund: Refund) -> float:
        labels, language = self._paper.labels, self._paper.language
        amount = fitted(formats.money(refund.amount, language), BOLD, 62, (18, 10), 1)
        if amount is None:
            raise LetterRefused("too_long", place="refund")
        second = self._inside + max(44.0, width_of(amount[0][0], amount[1]) + 9)
        by = ready(formats.long_date(refund.pay_by, language), "refund", language)
        third = (
            self._right - 5 - max(46.0, width_of(single(by, SERIF), 10.4), width_of(single(labels["by"], SANS), 7.4))
        )
        method = ready(refund.method, "refund_method", language)
        if not method:
            raise LetterRefused("empty", place="refund_method")
        width = third - 6 - second
        paid_to = (
            fitted(method, SERIF, width, (10.4, 10.4), 2)
            or fitted(method, SERIF, width, (10, 9), 3)
            or fitted(method, SERIF, width, (8.8, 7.2), 8)
        )
        if paid_to is None:
            raise LetterRefused("too_long", place="refund_method")
        for x, label in ((self._inside, labels["amount"]), (second, labels["paid_to"]), (third, labels["by"])):
            self._strokes.append((single(label, SANS), x, 6.7, 7.4, GREY))
        self._strokes.append((amount[0][0], self._inside, 13.9, amount[1], self._paper.accent))
        self._strokes.append((single(by, SERIF), third, 12.1, 10.4, INK))
        baseline = 12.1
        for line in paid_to[0]:
            self._strokes.append((line, second, baseline, paid_to[1], INK))
            baseline += paid_to[1] * 1.36 * _POINT
        bottom = max(13.9, baseline - paid_to[1] * 1.36 * _POINT)
        for number, line in enumerate(self._worked_out(refund)):
            bottom += 4.0 if number else 6.6
            self._strokes.append((line, self._inside, bottom, 8.4, GREY))
        return bottom + 5.6

    def _worked_out(self, refund: Refund) -> list[Line]:
        """How a partial sum comes about: its share of what was paid, and what it consists of."""
        order, labels, language = self._paper.facts.order, self._paper.labels, self._paper.language
        if order is not None and refund.amount == order.paid:
            return []
        parts = []
        if order is not None:
            paid = formats.money(order.paid, language)
            if refund.share is not None:
                share = formats.percent(refund.share, language)
                parts.append(labels["share_of"].format(share=share, paid=paid))
            else:
                parts.append(labels["part_of"].format(paid=paid))
        if what_for := ready(refund.what_for, "refund_what_for", language):
            parts.append(what_for)
        text = labels["worked_out"].join(parts)
        found = fitted(text, SANS, self._right - 5 - self._inside, (8.4, 8.4), 3)
        if found is None:
            raise LetterRefused("too_long", place="refund_what_for")
        return found[0]

    def _gift(self, gift: Gift) -> float:
        language = self._paper.language
        what = ready(gift.what, "gift", language)
        if not what:
            raise LetterRefused("empty", place="gift")
        width = self._right - 8 - self._inside
        done = fitted(what, BOLD, width, (13.4, 12), 1) or fitted(what, BOLD, width, (12, 10), 4)
        if done is None:
            raise LetterRefused("too_long", place="gift")
        lines, size = done
        leading = size * 1.32 * _POINT
        for number, line in enumerate(lines):
            baseline = 4.0 + number * leading + leading / 2 + size * 0.24 * _POINT
            self._strokes.append((line, self._inside, baseline, size, self._paper.accent))
        return 8.0 + len(lines) * leading
