"""The level: my bar never moves, the other tilts by what the answers come to."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand.domain.intake import Level, LevelState, level
from evenhand.translation import _, ngettext
from evenhand.ui.theme import theme
from evenhand.wording import intake as words

_TONES = {LevelState.LEVEL: "comf", LevelState.NEARLY: "uneasy", LevelState.OFF: "bad"}
_WIDEST = 210  # of a bar, at 100 % text
_THICK = 14
_MINE, _THEIRS, _HIGH = 34, 80, 128  # the middle of each bar, and the whole


class LevelDrawing(QWidget):
    """Two bars under each other. Without answers the lower one lies flat, in dots."""

    def __init__(self) -> None:
        super().__init__()
        theme.dress(self, font="secondary", height=_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_level(level([]))

    def show_level(self, level: Level) -> None:
        self._level = level
        counted = (
            (level.yes, ngettext("{n} yes", "{n} yeses", level.yes)),
            (level.unsure, ngettext("{n} not sure", "{n} not sure", level.unsure)),
            (level.no, ngettext("{n} no", "{n} noes", level.no)),
        )
        parts = ", ".join(text for n, text in counted if n)
        name = words.heading(level)
        self.setAccessibleName(_("{level}: {answers}.").format(level=name, answers=parts) if parts else name)
        self.update()

    @property
    def tilt(self) -> float:
        """Degrees by which the lower bar hangs to the right."""
        return self._level.tilt

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDEST + 40), theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, long = self.width() / 2, min(theme.px(_WIDEST), self.width() - theme.px(28))
        left = middle - long / 2 - theme.px(14)
        line = QPen(theme.color("line2"), 1, Qt.PenStyle.DotLine)
        tone = _TONES.get(self._level.state)
        for high in (_MINE, _THEIRS):
            painter.setPen(line)
            painter.drawLine(QPointF(left, theme.px(high)), QPointF(self.width() - left, theme.px(high)))
        self._word(painter, _("me"), "acch", left, theme.px(_MINE - 31))
        self._word(painter, _("this client"), f"{tone}x" if tone else "ink3", left, theme.px(_THEIRS + 25))
        painter.translate(middle, theme.px(_MINE))
        self._bar(painter, long, "acc")
        painter.translate(0, theme.px(_THEIRS - _MINE))
        painter.rotate(self._level.tilt)
        self._bar(painter, long, tone)

    def _word(self, painter: QPainter, text: str, tone: str, left: float, top: int) -> None:
        painter.setPen(theme.color(tone))
        room = QRectF(left, top, self.width() - 2 * left, theme.px(20))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _bar(self, painter: QPainter, long: float, tone: str | None) -> None:
        thick = theme.px(_THICK)
        box = QRectF(-long / 2, -thick / 2, long, thick)
        if tone is None:
            pen = QPen(theme.color("edge"), 1.4)
            pen.setDashPattern([1.4, 2.4])
            painter.setPen(pen)
            painter.setBrush(theme.color("well"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(tone))
        painter.drawRoundedRect(box, thick / 2, thick / 2)
