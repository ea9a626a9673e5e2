"""The bonus as the client will hold it: a slip with two notches and a stub."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand.ui.labels import tip
from evenhand.ui.theme import theme


class Voucher(QWidget):
    """The slip: business, sum, for whom, until when, and the code turned upright on the stub."""

    def __init__(self) -> None:
        super().__init__()
        self._business = self._sum = self._whom = self._valid = self._code = ""
        theme.dress(self, font="body")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_texts(self, business: str, total: str, whom: str, valid: str, code: str) -> None:
        """All as they shall read, for example "€36", "for Priya Raman", "valid to 8 February 2027"."""
        self._business, self._sum, self._whom, self._valid, self._code = business, total, whom, valid, code
        self.setAccessibleName(", ".join(part for part in (business, total, whom, valid, code) if part))
        self.setToolTip(tip("\n".join(part for part in (total, whom, valid, code) if part)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        small = QFontMetrics(theme.font("secondary"))
        texts = max(small.horizontalAdvance(text) for text in (self._business, self._whom, self._valid))
        return QSize(max(theme.px(214), texts + theme.px(14 + 20 + 56)), theme.px(112))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(112))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        stub = box.right() - theme.px(56)
        slip = QPainterPath()
        slip.addRoundedRect(box, 8, 8)
        for y in (box.top(), box.bottom()):
            notch = QPainterPath()
            notch.addEllipse(QPointF(stub, y), theme.px(7), theme.px(7))
            slip = slip.subtracted(notch)
        painter.setPen(QPen(theme.color("accline"), 1))
        painter.setBrush(theme.color("acct"))
        painter.drawPath(slip)
        dashes = QPen(theme.color("accline"), 1)
        dashes.setDashPattern([3, 2.5])
        painter.setPen(dashes)
        painter.drawLine(QPointF(stub, box.top() + theme.px(10)), QPointF(stub, box.bottom() - theme.px(10)))
        self._draw_words(painter, theme.px(14), stub - theme.px(10))
        painter.save()
        painter.translate((stub + box.right()) / 2, box.center().y())
        painter.rotate(90)
        painter.setFont(theme.font("body_strong"))
        painter.setPen(theme.color("comfx"))
        high = box.height()
        code = painter.fontMetrics().elidedText(self._code, Qt.TextElideMode.ElideMiddle, int(high - 16))
        painter.drawText(QRectF(-high / 2, -theme.px(12), high, theme.px(24)), Qt.AlignmentFlag.AlignCenter, code)
        painter.restore()

    def _draw_words(self, painter: QPainter, left: float, right: float) -> None:
        lines = (
            (9, 18, "secondary", "comfx", self._business),
            (26, 38, "display", "ink", self._sum),
            (65, 19, "secondary_strong", "ink", self._whom),
            (83, 18, "secondary", "ink2", self._valid),
        )
        for top, high, role, tone, text in lines:
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(tone))
            room = QRectF(left, theme.px(top), right - left, theme.px(high))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
