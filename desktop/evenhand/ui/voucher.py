"""The bonus as the client will hold it: a slip with two notches and a stub."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand.ui.labels import tip
from evenhand.ui.theme import theme


class Voucher(QWidget):
    """The slip: business, sum, for whom, until when, and the code turned upright on the stub."""

    HEIGHT = 112  # in pixels at 100 % text

    def __init__(self) -> None:
        super().__init__()
        self._business = self._sum = self._whom = self._valid = self._code = ""
        self._scale = 1.0
        theme.dress(self, font="body")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def enlarge(self, scale: float) -> None:
        """Draws the slip this many times as large as elsewhere."""
        self._scale = scale
        self.updateGeometry()
        self.update()

    def _px(self, pixels: float) -> int:
        return theme.px(round(pixels * self._scale))

    def _font(self, role: str) -> QFont:
        font = QFont(theme.font(role))
        font.setPixelSize(round(font.pixelSize() * self._scale))
        return font

    def set_texts(self, business: str, total: str, whom: str, valid: str, code: str) -> None:
        """All as they shall read, for example "€36", "for Priya Raman", "valid to 8 February 2027"."""
        self._business, self._sum, self._whom, self._valid, self._code = business, total, whom, valid, code
        self.setAccessibleName(", ".join(part for part in (business, total, whom, valid, code) if part))
        self.setToolTip(tip("\n".join(part for part in (total, whom, valid, code) if part)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        small = QFontMetrics(self._font("secondary"))
        texts = max(small.horizontalAdvance(text) for text in (self._business, self._whom, self._valid))
        return QSize(max(self._px(214), texts + self._px(14 + 20 + 56)), self._px(self.HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._px(160), self._px(self.HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        stub = box.right() - self._px(56)
        slip = QPainterPath()
        slip.addRoundedRect(box, 8, 8)
        for y in (box.top(), box.bottom()):
            notch = QPainterPath()
            notch.addEllipse(QPointF(stub, y), self._px(7), self._px(7))
            slip = slip.subtracted(notch)
        painter.setPen(QPen(theme.color("accline"), 1))
        painter.setBrush(theme.color("acct"))
        painter.drawPath(slip)
        dashes = QPen(theme.color("accline"), 1)
        dashes.setDashPattern([3, 2.5])
        painter.setPen(dashes)
        painter.drawLine(QPointF(stub, box.top() + self._px(10)), QPointF(stub, box.bottom() - self._px(10)))
        self._draw_words(painter, self._px(14), stub - self._px(10))
        painter.save()
        painter.translate((stub + box.right()) / 2, box.center().y())
        painter.rotate(90)
        painter.setFont(self._font("body_strong"))
        painter.setPen(theme.color("comfx"))
        high = box.height()
        code = painter.fontMetrics().elidedText(self._code, Qt.TextElideMode.ElideMiddle, int(high - 16))
        painter.drawText(QRectF(-high / 2, -self._px(12), high, self._px(24)), Qt.AlignmentFlag.AlignCenter, code)
        painter.restore()

    def _draw_words(self, painter: QPainter, left: float, right: float) -> None:
        lines = (
            (9, 18, "secondary", "comfx", self._business),
            (26, 38, "display", "ink", self._sum),
            (65, 19, "secondary_strong", "ink", self._whom),
            (83, 18, "secondary", "ink2", self._valid),
        )
        for top, high, role, tone, text in lines:
            painter.setFont(self._font(role))
            painter.setPen(theme.color(tone))
            room = QRectF(left, self._px(top), right - left, self._px(high))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
