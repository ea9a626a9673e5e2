"""Comfort as it is drawn everywhere: the marks, alone and with a word. And the pips of days left."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from evenhand.translation import _
from evenhand.ui.labels import tip
from evenhand.ui.theme import theme

COMFORTABLE, UNEASY, UNCOMFORTABLE = "comfortable", "uneasy", "uncomfortable"

MARK_TONES = {COMFORTABLE: "comf", UNEASY: "uneasy", UNCOMFORTABLE: "bad"}


def mark_word(mark: str | None) -> str:
    """The mark said in words."""
    words = {COMFORTABLE: _("Comfortable"), UNEASY: _("Uneasy"), UNCOMFORTABLE: _("Uncomfortable")}
    return words.get(mark or "", _("Not said"))


def draw_mark(
    painter: QPainter, x: float, y: float, mark: str | None, size: float = 12, *, hollow: bool = False
) -> None:
    """Paints a mark centred on x, y: circle, diamond, square with two pause bars, or a dotted ring for None.

    Below 14 px the bars are left out, they would blur. `hollow` draws its outline alone: it could be chosen.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = size / 2 - (0.65 if hollow else 0)
    if mark not in MARK_TONES:
        pen = QPen(theme.color("edge"), 1.3)
        pen.setDashPattern([1.4, 1.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, y), half - 0.6, half - 0.6)
        painter.restore()
        return
    painter.setPen(QPen(theme.color("edge"), 1.3) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else theme.color(MARK_TONES[mark]))
    if mark == COMFORTABLE:
        painter.drawEllipse(QPointF(x, y), half - 0.4, half - 0.4)
    elif mark == UNEASY:
        reach = half * 1.16
        points = [QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)]
        painter.drawPolygon(QPolygonF(points))
    else:
        side = half * 2 * 0.86
        painter.drawRoundedRect(QRectF(x - side / 2, y - side / 2, side, side), 1.5, 1.5)
        if size >= 14 and not hollow:
            painter.setBrush(theme.color("card"))
            width, height = side * 0.15, side * 0.46
            for left in (x - side * 0.22, x + side * 0.07):
                painter.drawRect(QRectF(left, y - height / 2, width, height))
    painter.restore()


class MarkLabel(QWidget):
    """One mark with a word or a count at its right."""

    def __init__(self, mark: str | None = None, text: str = "", *, tinted: bool = False) -> None:
        super().__init__()
        self._mark, self._text, self._tinted = mark, text, tinted
        theme.dress(self, font="secondary_strong" if tinted else "secondary")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_mark(mark, text)

    def set_mark(self, mark: str | None, text: str = "") -> None:
        self._mark, self._text = mark, text
        self.setAccessibleName(text if text and not text.isdigit() else f"{mark_word(mark)} {text}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self._text)
        return QSize(
            theme.px(12) + (theme.px(6) + text if self._text else 2), max(theme.px(16), self.fontMetrics().height())
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() / 2
        draw_mark(painter, theme.px(12) / 2 + 0.5, middle, self._mark, theme.px(11))
        tone = f"{MARK_TONES[self._mark]}x" if self._tinted and self._mark in MARK_TONES else "ink2"
        painter.setPen(theme.color(tone))
        painter.drawText(self.rect().adjusted(theme.px(18), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


class Pill(QWidget):
    """A word on its tint, with its mark where it has one; `tone` is comf, uneasy, bad or neutral."""

    def __init__(self, text: str, tone: str = "neutral", mark: str | None = None) -> None:
        super().__init__()
        self._text, self._tone, self._mark = text, tone, mark
        theme.dress(self, font="secondary", height=22)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text, tone, mark)

    def set_text(self, text: str, tone: str = "neutral", mark: str | None = None) -> None:
        self._text, self._tone, self._mark = text, tone, mark
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return _pill_size(self, self._text, self._mark is not None)

    def minimumSizeHint(self) -> QSize:
        return _least_pill(self.sizeHint(), self._mark is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        _draw_pill(self, self._text, self._tone, self._mark, marked=self._mark is not None)


class MarkButton(QAbstractButton):
    """A mark and its word as a pill to press; the dotted ring where nothing was said."""

    def __init__(self, text: str = "", mark: str | None = None) -> None:
        super().__init__()
        self._mark = mark
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        theme.dress(self, font="secondary", height=22)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_mark(mark, text)

    def set_mark(self, mark: str | None, text: str) -> None:
        self._mark = mark
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return _pill_size(self, self.text(), True)

    def minimumSizeHint(self) -> QSize:
        return _least_pill(self.sizeHint(), True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = MARK_TONES.get(self._mark or "", "neutral")
        _draw_pill(self, self.text(), tone, self._mark, marked=True, lit=self.underMouse())


def _pill_left(marked: bool) -> int:
    return theme.px(26 if marked else 10)


def _pill_size(widget: QWidget, text: str, marked: bool) -> QSize:
    return QSize(_pill_left(marked) + widget.fontMetrics().horizontalAdvance(text) + theme.px(11), theme.px(22))


def _least_pill(wished: QSize, marked: bool) -> QSize:
    return QSize(min(wished.width(), _pill_left(marked) + theme.px(40)), theme.px(22))


def _draw_pill(widget: QWidget, text: str, tone: str, mark: str | None, *, marked: bool, lit: bool = False) -> None:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    neutral = tone == "neutral"
    painter.setPen(theme.color("line2" if lit else "line") if neutral or lit else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("well" if neutral else f"{tone}t"))
    wide = min(widget.width(), widget.sizeHint().width())
    box = QRectF(0, 0, wide, widget.height()).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    if marked:
        draw_mark(painter, theme.px(14), widget.height() / 2, mark, theme.px(11))
    painter.setPen(theme.color("ink2" if neutral else f"{tone}x"))
    room = widget.rect().adjusted(_pill_left(marked), 0, 0, 0)
    shown = widget.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() - theme.px(6))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)


class DaysLeft(QWidget):
    """Working days left of an answer: one cell a day, and the words. Late is none left, said in `bad`."""

    def __init__(self, left: int = 0, text: str = "", total: int = 3) -> None:
        super().__init__()
        self._left, self._text, self._total, self._tone = left, text, total, "comf"
        theme.dress(self, font="secondary_strong")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_days(left, text, total)

    def set_days(self, left: int, text: str, total: int = 3, tone: str | None = None) -> None:
        """`tone` is comf, uneasy or bad; without it two or more days are calm, one is soon, none is late."""
        self._left, self._text, self._total = left, text, total
        self._tone = tone or ("comf" if left >= 2 else "uneasy" if left == 1 else "bad")
        self.setAccessibleName(text)
        self.setToolTip(tip(text))
        self.updateGeometry()
        self.update()

    def _cells(self) -> int:
        return draw_pips_width(self._total)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(self._cells() + theme.px(9) + metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._cells() + theme.px(40), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_pips(painter, 0, self.height() / 2, self._left, self._total, self._tone)
        left = self._cells() + theme.px(9)
        painter.setPen(theme.color(f"{self._tone}x"))
        text = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width() - left)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)


def draw_pips_width(total: int) -> int:
    return theme.px(13) * total - theme.px(3)


def draw_pips(painter: QPainter, x: float, middle: float, left: int, total: int, tone: str) -> None:
    """The cells of days left, for widgets and delegates alike."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for day in range(total):
        cell = QRectF(x + theme.px(13) * day + 0.5, middle - theme.px(7) / 2 + 0.5, theme.px(10) - 1, theme.px(7) - 1)
        filled = day < left
        painter.setPen(QPen(theme.color(tone if filled else "edge"), 1))
        painter.setBrush(theme.color(tone) if filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cell, 2, 2)
    painter.restore()
