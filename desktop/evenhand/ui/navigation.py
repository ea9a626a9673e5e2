"""The pieces of the side bar: the places, and the privacy switch in its one fixed spot."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from evenhand.ui.icons import draw_icon
from evenhand.ui.labels import tip
from evenhand.ui.theme import theme


class NavItem(QAbstractButton):
    """One place to go to. In the rail only its icon shows, with a dot where there is something to do."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__()
        self._icon, self._count, self._urgent, self._rail = icon, 0, False, False
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click goes on into the place it leads to
        theme.dress(self, font="body")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int, urgent: bool = False) -> None:
        """How many wait there; `urgent` paints it as what is soon."""
        self._count, self._urgent = count, urgent
        self.setAccessibleName(f"{self.text()}, {count}" if count else self.text())
        self.update()

    def set_rail(self, rail: bool) -> None:
        self._rail = rail
        self.setToolTip(tip(self.text()) if rail else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._rail:
            return QSize(theme.px(44), theme.px(36))
        return QSize(theme.px(80) + self.fontMetrics().horizontalAdvance(self.text()), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(44), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sel" if on else "hover"))
            painter.drawRoundedRect(self.rect(), 8, 8)
        size, middle = theme.px(20), self.height() / 2
        name = f"{self._icon}-fill" if on else self._icon
        left = (self.width() - size) / 2 if self._rail else theme.px(10)
        draw_icon(painter, name, left, middle - size / 2, "acc" if on else "ink2", 20)
        if self._rail:
            self._draw_dot(painter)
            return
        count = str(self._count) if self._count else ""
        painter.setFont(theme.font("secondary"))
        wide = painter.fontMetrics().horizontalAdvance(count) if count else 0
        if count:
            painter.setFont(theme.font("secondary_strong" if self._urgent else "secondary"))
            painter.setPen(theme.color("uneasyx" if self._urgent else "ink3"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect().adjusted(0, 0, -theme.px(10), 0), right, count)
        painter.setFont(theme.font("body_strong" if on else "body"))
        painter.setPen(theme.color("ink"))
        room = QRect(theme.px(40), 0, self.width() - theme.px(56) - wide, self.height())
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_dot(self, painter: QPainter) -> None:
        if not self._count:
            return
        x, y = self.width() / 2 + theme.px(10), self.height() / 2 - theme.px(8)
        painter.setPen(QPen(theme.color("side"), 1.5))
        painter.setBrush(theme.color("uneasy" if self._urgent else "edge"))
        painter.drawEllipse(QRectF(x - theme.px(4.5), y - theme.px(4.5), theme.px(9), theme.px(9)))


class KeyButton(QAbstractButton):
    """A checkable bordered button with an icon and its key: the privacy switch."""

    def __init__(self, text: str, icon: str, keys: str, *, on_text: str = "", on_icon: str = "") -> None:
        super().__init__()
        self._texts, self._icons, self._keys, self._rail = (text, on_text or text), (icon, on_icon or icon), keys, False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it was
        theme.dress(self, font="body_strong", height=36)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._name)
        self._name(False)

    def _name(self, on: bool) -> None:
        self.setText(self._texts[on])
        self.setAccessibleName(self.text())
        self.setToolTip(tip(f"{self.text()}  ({self._keys})"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def set_rail(self, rail: bool) -> None:
        self._rail = rail
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(44) if self._rail else theme.px(190), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(44), theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(theme.color("acc" if on else "line2"), 1))
        ground = "acct" if on else "hover" if self.underMouse() else "paper"
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        size = theme.px(20)
        left = (self.width() - size) / 2 if self._rail else theme.px(10)
        draw_icon(painter, self._icons[on], left, (self.height() - size) / 2, "acc" if on else "ink2", 20)
        if self._rail:
            return
        cap = draw_keycap(painter, self.width() - theme.px(8), self.height() / 2, self._keys)
        painter.setFont(self.font())
        painter.setPen(theme.color("comfx" if on else "ink"))
        room = QRect(theme.px(40), 0, self.width() - theme.px(54) - cap, self.height())
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


def draw_keycap(painter: QPainter, right: float, middle: float, keys: str, tone: str = "ink2") -> int:
    """Paints a key's cap with its right edge at `right`; gives its width."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("caption"))
    wide = painter.fontMetrics().horizontalAdvance(keys) + theme.px(12)
    box = QRectF(right - wide, middle - theme.px(9), wide, theme.px(18)).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(theme.color("line2"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(theme.color(tone))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()
    return wide


class Sign(QWidget):
    """Evenhand's sign: two level bars of equal length."""

    def __init__(self, size: int = 28) -> None:
        super().__init__()
        theme.dress(self, height=size, width=size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        side = float(self.width())
        painter.setBrush(theme.color("acc"))
        painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.24, side * 0.24)
        bar, left, wide = side * 0.13, side * 0.23, side * 0.54
        for top, tone in ((0.3, "sign"), (0.57, "onacc")):
            painter.setBrush(theme.color(tone))
            painter.drawRoundedRect(QRectF(left, side * top, wide, bar), bar / 2, bar / 2)
