"""What a discount among the ways would do: the sentence, the curve, and the margin that both rest on."""

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.compensation import discount_effect
from evenhand.domain.economics import Margin
from evenhand.domain.money import Money
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.discount_curve import DiscountCurve, told

ORDERS = 10  # to say the effect in whole orders


class DiscountEffect(QWidget):
    """Of a discount on orders like this one. Takes no room while the share isn't known."""

    def __init__(self) -> None:
        super().__init__()
        self._told = kit.label("", "body", wrap=True)
        self._basis = kit.label("", "secondary", "ink3", wrap=True)
        self.curve = DiscountCurve()
        self.setLayout(kit.column(self._told, self.curve, self._basis, spacing=6))
        self.hide()

    def show_effect(self, order: Money, share: Decimal | None, margin: Margin | None) -> None:
        """`order` is what the order came to; the margin is the one to reckon with, None where the book has none."""
        self.setVisible(share is not None and order.minor > 0)
        if share is None or order.minor <= 0:
            return
        self.curve.setVisible(margin is not None)
        if margin is None:
            self._told.setText(
                _("What this discount takes isn't known: no cost of an order is written down, nor your usual margin.")
            )
            self._basis.setText("")
            return
        effect = discount_effect(order, ORDERS, margin.share, share)
        self._told.setText(told(share, effect.lost_share, ORDERS, effect.orders_needed))
        self.curve.show_effect(order, ORDERS, margin.share, share)
        basis = _("{source}: {share} of an order is left after the cost of making it.")
        kept = formats.percent(margin.share.quantize(Decimal("0.001")), language())
        self._basis.setText(basis.format(source=wording.word(margin.source), share=kept))
