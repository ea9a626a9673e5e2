"""What came of a case once an order followed it: spent, came back, how many times over, and what was really earned."""

from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.economics import CaseEconomics
from evenhand.domain.line import NoBalance
from evenhand.translation import _, language
from evenhand.ui import case_sums as sums
from evenhand.ui import widgets as kit


class WhatCameOfIt(kit.Card):
    """A card that is there once an order followed the case; with `show_economics` it says what came of it."""

    def __init__(self) -> None:
        super().__init__(_("What came of it"), margin=14, spacing=4)
        self.spent, self.came_back, self.times = (
            kit.ExplainedLine(),
            kit.ExplainedLine(),
            kit.ExplainedLine(strong=True),
        )
        self.earned = kit.ExplainedLine(strong=True)
        self._note = kit.label("", "secondary", "ink3", wrap=True)
        self._apart = kit.label("", "secondary", "ink3", wrap=True)
        self._lines: tuple[QWidget, ...] = (self.spent, self.came_back, self.times, self.earned, self._note)
        for part in (*self._lines, self._apart):
            self.body.addWidget(part)
        self.hide()

    def show_economics(self, economics: CaseEconomics) -> None:
        """As of actions.economics_of; hides itself while no order followed."""
        order, found = economics.next_order, economics.came_back
        self.setVisible(order is not None)
        for line in self._lines:
            line.setVisible(found is not None)
        apart = ""
        if order is not None and found is None:
            apart = _(
                "The order that followed, {number}, is in {other} and this case in {currency}:"
                " what came back can only be reckoned by hand."
            ).format(number=order.number, other=order.total.currency, currency=economics.currency)
        elif found is not None and found.left_out:
            left_out = sums.together(one.amount for one in found.left_out)
            apart = _("Spent in other currencies, and not counted here: {sums}.").format(sums=left_out)
        self._apart.setText(apart)
        self._apart.setVisible(bool(apart))
        if found is None:
            return
        result, lang = found.sums, language()
        self.spent.explain(_("Spent"), wording.money(result.spent), sums.of_spent(found))
        self.came_back.explain(_("Came back"), wording.money(result.came_back), sums.of_came_back(found))
        times = [(_("Nothing was spent, so there is nothing to divide by."), "")]
        said = sums.DASH
        if result.ratio is not None:
            said = _("{n} times").format(n=formats.number(result.ratio, lang, 1))
            times = [
                (_("Came back"), wording.money(result.came_back)),
                (_("Spent"), wording.money(result.spent)),
                (_("The one divided by the other"), said),
            ]
        self.times.explain(_("That is"), said, times)
        self.earned.explain(_("Really earned"), sums.shown(result.earned), sums.of_earned(found))
        known = _("What came back is revenue; what was earned is what is left of it.")
        self._note.setText(wording.word(NoBalance.NO_MARGIN) if result.earned is None else known)
