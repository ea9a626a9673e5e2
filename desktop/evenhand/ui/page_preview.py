"""A letter's page as it will be printed, and a ribbon over it that isn't on the paper."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand.translation import _
from evenhand.ui.theme import LIGHT, theme
from evenhand.ui.toast import draw_shadow

_ROOM = 12
_A4 = 297 / 210


class PagePreview(QWidget):
    """The page across the width, on the well's ground, with a shadow; the old page stays until the new one is there."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._shown: QPixmap | None = None
        self._ribbon = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Page preview"))

    def set_image(self, image: QImage, name: str = "") -> None:
        """The page's picture, best rendered `pixel_width` wide; `name` tells what it shows, such as "Page 1 of 2"."""
        self._image = image
        self._shown = None
        self.setAccessibleName(name or _("Page preview"))
        self.updateGeometry()
        self.update()

    def set_ribbon(self, text: str) -> None:
        """A word across the page, such as that the letter is void; empty takes it away."""
        self._ribbon = text
        self.setAccessibleDescription(text)
        self.update()

    def pixel_width(self) -> int:
        """The width in device pixels at which a page is drawn without scaling."""
        return max(round((self.width() - 2 * _ROOM) * self.devicePixelRatioF()), 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round((width - 2 * _ROOM) * self._shape()) + 2 * _ROOM

    def sizeHint(self) -> QSize:
        width = theme.px(440)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(160))

    def _shape(self) -> float:
        return _A4 if self._image.isNull() else self._image.height() / self._image.width()

    def page_rect(self) -> QRect:
        """Where the paper lies in the widget."""
        wide = self.width() - 2 * _ROOM
        high = round(wide * self._shape())
        if high > self.height() - 2 * _ROOM:
            high = self.height() - 2 * _ROOM
            wide = round(high / self._shape())
        return QRect((self.width() - wide) // 2, _ROOM, wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        page = self.page_rect()
        draw_shadow(painter, QRectF(page), 1, 8)
        painter.fillRect(page, Qt.GlobalColor.white)  # paper stays white in the dark scheme
        if self._image.isNull() or page.isEmpty():
            return
        ratio = self.devicePixelRatioF()
        size = page.size() * ratio
        if self._shown is None or self._shown.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._shown = QPixmap.fromImage(self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
            self._shown.setDevicePixelRatio(ratio)
        painter.drawPixmap(page.topLeft(), self._shown)
        if self._ribbon:
            self._draw_ribbon(painter, page)

    def _draw_ribbon(self, painter: QPainter, page: QRect) -> None:
        """Across the upper right corner, where it hides least of the letter."""
        # Paper is white in the dark scheme too, and so what lies on it has the light one's colours.
        painter.setClipRect(page)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("question"))
        half = painter.fontMetrics().horizontalAdvance(self._ribbon) / 2 + theme.px(34)
        high = theme.px(36)
        painter.translate(page.right() + 1, page.top())
        painter.rotate(45)
        painter.translate(0, half)
        band = QRectF(-2 * half, -high / 2, 4 * half, high)
        ground = QColor(LIGHT.badt)
        ground.setAlpha(240)
        painter.fillRect(band, ground)
        painter.setPen(QColor(LIGHT.bad))
        painter.drawLine(band.topLeft(), band.topRight())
        painter.drawLine(band.bottomLeft(), band.bottomRight())
        painter.setPen(QColor(LIGHT.badx))
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, self._ribbon)
