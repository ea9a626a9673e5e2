"""What a discount costs, painted: the profit it takes and the orders that earn the same again."""

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import formats
from evenhand.domain import discounts
from evenhand.domain.compensation import discount_effect
from evenhand.domain.money import Money
from evenhand.translation import _, language, ngettext
from evenhand.ui.theme import theme


def orders_text(count: int) -> str:
    """ "18 orders"."""
    return ngettext("{n} order", "{n} orders", count)


def told(share: Decimal, lost: Decimal | None, orders: int, needed: int | None) -> str:
    """What the discount does, in one sentence."""
    discount = formats.percent(share, language())
    if lost is None:
        return _("At this margin there is no profit that a discount could take.")
    part = formats.percent(lost.quantize(Decimal("0.001")), language())
    if needed is None and lost > 1:
        return _("A discount of {discount} takes more than all the profit: each order would lose money.").format(
            discount=discount
        )
    if needed is None:
        return _("A discount of {discount} takes all the profit: no number of orders earns it again.").format(
            discount=discount
        )
    return _("A discount of {discount} takes {part} of the profit: {needed} earn what {orders} did.").format(
        discount=discount, part=part, needed=orders_text(needed), orders=f"{orders}"
    )


class DiscountCurve(QWidget):
    """Discount from left to right; upward the orders that earn the same again, and the share of the profit lost.

    Both stand beside the discount in question, which is marked; where no profit is left the ground is tinted.
    """

    def __init__(self) -> None:
        super().__init__()
        self._curve: discounts.DiscountCurve | None = None
        self._orders = 0
        self._needed: int | None = None
        theme.dress(self, font="secondary", height=190)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_nothing()

    def show_nothing(self) -> None:
        """While what it is drawn from isn't known."""
        self._curve = None
        self.setAccessibleName(_("The curve appears when all figures are there."))
        self.update()

    def show_effect(
        self,
        order_sum: Money,
        orders: int,
        margin: Decimal,
        share: Decimal,
        tax_on_revenue: Decimal | int = 0,
        tax_on_profit: Decimal | int = 0,
    ) -> None:
        """The effect of a discount of `share` on `orders` orders of `order_sum`. Raises ValueError as
        discount_effect does."""
        effect = discount_effect(order_sum, orders, margin, share, tax_on_revenue, tax_on_profit)
        self._curve = discounts.discount_curve(margin, share, tax_on_revenue, tax_on_profit)
        self._orders, self._needed = orders, effect.orders_needed
        self.setAccessibleName(told(share, effect.lost_share, orders, effect.orders_needed))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(190))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(190))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("secondary"))
        if self._curve is None:
            painter.setPen(theme.color("ink3"))
            words = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter)
            painter.drawText(self.rect().adjusted(16, 0, -16, 0), words, self.accessibleName())
            return
        metrics = QFontMetrics(theme.font("caption"))
        left = metrics.horizontalAdvance("100 %") + theme.px(10)
        right = metrics.horizontalAdvance(f"{self._orders * self._curve.most_times}") + theme.px(10)
        top, foot = metrics.height() + theme.px(10), metrics.height() + theme.px(8)
        plot = QRectF(left, top, self.width() - left - right, self.height() - top - foot)
        self._draw_ground(painter, plot, self._curve)
        self._draw_lines(painter, plot, self._curve)
        self._draw_here(painter, plot, self._curve)

    def _x(self, plot: QRectF, discount: Decimal) -> float:
        assert self._curve is not None
        return plot.left() + plot.width() * float(discount / self._curve.end)

    def _y_lost(self, plot: QRectF, lost: Decimal) -> float:
        return plot.bottom() - plot.height() * min(1.0, float(lost))

    def _y_times(self, plot: QRectF, times: float) -> float:
        assert self._curve is not None
        return plot.bottom() - plot.height() * (times - 1) / (self._curve.most_times - 1)

    def _draw_ground(self, painter: QPainter, plot: QRectF, curve: discounts.DiscountCurve) -> None:
        """Scale, captions, and where no profit is left."""
        gone = self._x(plot, curve.gone_at)
        if gone < plot.right():
            painter.fillRect(QRectF(gone, plot.top(), plot.right() - gone, plot.height()), theme.color("badt"))
        caption, small = theme.font("caption"), QFontMetrics(theme.font("caption"))
        painter.setFont(caption)
        grid = QPen(theme.color("line"), 1)
        high, down, wide = small.height(), Qt.AlignmentFlag.AlignVCenter, theme.px(6)
        for part in (0.0, 0.5, 1.0):
            y = plot.bottom() - plot.height() * part
            painter.setPen(grid)
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.color("badx"))
            box = QRectF(0, y - high / 2, plot.left() - wide, high)
            text = formats.percent(Decimal(str(part)), language())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | down, text)
            painter.setPen(theme.color("comfx"))
            count = round(self._orders * (1 + (curve.most_times - 1) * part))
            box = QRectF(plot.right() + wide, y - high / 2, self.width() - plot.right() - wide, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | down, f"{count}")
        self._caption(painter, _("Profit lost"), "badx", QRectF(0, 0, self.width() / 2, high), right=False)
        words = _("Orders for the same profit")
        self._caption(painter, words, "comfx", QRectF(self.width() * 0.4, 0, self.width() * 0.6, high), right=True)
        self._draw_discounts(painter, plot, curve)

    def _caption(self, painter: QPainter, text: str, tone: str, box: QRectF, *, right: bool) -> None:
        painter.setPen(theme.color(tone))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_discounts(self, painter: QPainter, plot: QRectF, curve: discounts.DiscountCurve) -> None:
        """The discounts beneath, at round shares and at the one in question, which moves its neighbours away."""
        metrics = painter.fontMetrics()
        own = self._x(plot, curve.here.discount)
        text = formats.percent(curve.here.discount, language())
        strong = theme.font("secondary_strong")
        taken = self._foot_text(painter, plot, own, text, strong, "ink")
        painter.setFont(theme.font("caption"))
        for share in curve.round_shares:
            x = self._x(plot, share)
            words = formats.percent(share, language())
            half = metrics.horizontalAdvance(words) / 2 + theme.px(6)
            if x + half < taken.left() or x - half > taken.right():
                self._foot_text(painter, plot, x, words, theme.font("caption"), "ink3")

    def _foot_text(self, painter: QPainter, plot: QRectF, x: float, text: str, font: QFont, tone: str) -> QRectF:
        painter.setFont(font)
        painter.setPen(theme.color(tone))
        wide = painter.fontMetrics().horizontalAdvance(text) + 2
        start = min(max(x - wide / 2, 0.0), self.width() - wide)
        box = QRectF(start, plot.bottom() + theme.px(4), wide, self.height() - plot.bottom() - theme.px(4))
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
        return box

    def _draw_lines(self, painter: QPainter, plot: QRectF, curve: discounts.DiscountCurve) -> None:
        lost = QPolygonF([QPointF(self._x(plot, one.discount), self._y_lost(plot, one.lost)) for one in curve.points])
        orders = QPolygonF(
            [
                QPointF(self._x(plot, one.discount), self._y_times(plot, float(one.times)))
                for one in curve.points
                if one.times is not None
            ]
        )
        painter.save()
        painter.setClipRect(plot.adjusted(-1, -1, 1, 2))
        dashed = QPen(theme.color("bad"), theme.px(2))
        dashed.setDashPattern([4, 2.5])
        painter.setPen(dashed)
        painter.drawPolyline(lost)
        painter.setPen(QPen(theme.color("comf"), theme.px(2.5)))
        painter.drawPolyline(orders)
        painter.restore()

    def _draw_here(self, painter: QPainter, plot: QRectF, curve: discounts.DiscountCurve) -> None:
        """The discount in question, with both of its figures."""
        x = self._x(plot, curve.here.discount)
        painter.setPen(QPen(theme.color("ink2"), 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        lost = self._y_lost(plot, curve.here.lost)
        marks = [(lost, "bad", formats.percent(curve.here.lost.quantize(Decimal("0.001")), language()))]
        if self._needed is not None and curve.here.times is not None:
            y = self._y_times(plot, float(curve.here.times))
            marks.append((y, "comf", orders_text(self._needed)))
        painter.setFont(theme.font("secondary_strong"))
        high = painter.fontMetrics().height()
        places = [min(max(y - high / 2, plot.top()), plot.bottom() - high) for y, _tone, _text in marks]
        if len(places) == 2 and abs(places[0] - places[1]) < high:  # neither covers the other
            middle = min(max(sum(places) / 2, plot.top() + high / 2), plot.bottom() - high * 1.5)
            upper, lower = middle - high / 2, middle + high / 2
            places = [upper, lower] if marks[0][0] < marks[1][0] else [lower, upper]
        for (y, tone, text), place in zip(marks, places, strict=True):
            if y >= plot.top():
                painter.setPen(QPen(theme.color("paper"), 1.5))
                painter.setBrush(theme.color(tone))
                painter.drawEllipse(QPointF(x, y), theme.px(4.5), theme.px(4.5))
            wide = painter.fontMetrics().horizontalAdvance(text) + theme.px(8)
            start = x + theme.px(9) if x + theme.px(9) + wide <= plot.right() else x - theme.px(9) - wide
            box = QRectF(start, place, wide, high)
            ground = theme.color("paper")
            ground.setAlphaF(0.85)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(theme.color(f"{tone}x"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
