"""The two bars of Evenhand beside a page of its beginning: the owner's and everybody else's, of one length."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand.translation import _
from evenhand.ui.frames import column, holder, row, surface
from evenhand.ui.labels import label
from evenhand.ui.theme import theme

_WIDE, _HIGH, _GAP = 280, 20, 22


class _Bars(QWidget):
    """The drawing, with its words above and below."""

    def __init__(self) -> None:
        super().__init__()
        self._above, self._below = _("first me"), _("then everyone else")
        self.setAccessibleName(" ")  # a drawing, no news
        theme.dress(self, font="body")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = 2 * (self.fontMetrics().height() + theme.px(8))
        return QSize(theme.px(_WIDE), theme.px(2 * _HIGH + _GAP) + words)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, high, gap = self.fontMetrics().height(), theme.px(_HIGH), theme.px(8)
        painter.setPen(theme.color("comfx"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._above)
        painter.setPen(theme.color("ink2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._below)
        painter.setPen(Qt.PenStyle.NoPen)
        top = line + gap
        for tone in ("acc", "line2"):
            painter.setBrush(theme.color(tone))
            painter.drawRoundedRect(QRectF(0, top, self.width(), high), high / 2, high / 2)
            top += high + theme.px(_GAP)


def bars_pane() -> QWidget:
    """The right half of a page of the beginning."""
    words = label(_("Both bars are the same length. That is the idea."), "headline", "ink2", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    bars = _Bars()
    theme.dress(bars, width=_WIDE)
    return surface(
        "pane",
        column(None, row(None, bars, None), 40, holder(row(words, margins=(28, 0, 28, 0))), None, spacing=0),
    )
