"""The comfort thread: level where it went well, sagging where it did not."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from evenhand.translation import _
from evenhand.ui.labels import tip
from evenhand.ui.marks import COMFORTABLE, UNCOMFORTABLE, UNEASY, draw_mark
from evenhand.ui.theme import theme

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Contact(NamedTuple):
    """One mark on the thread, and what is told when it's pointed at: its day, the word, the reasons, the note."""

    mark: str | None
    note: str = ""


class ComfortThread(QWidget):
    """Marks in the order of their days. Tab comes to it, the arrows go along it; `focusable` False makes it a drawing.

    It is called by a sentence that counts the marks; on the point where the keyboard is, by what that point tells.
    """

    def __init__(
        self,
        contacts: Sequence[Contact] = (),
        start: str = "",
        end: str = "",
        *,
        sag: int = 11,
        focusable: bool = True,
    ) -> None:
        super().__init__()
        self._contacts: tuple[Contact, ...] = ()
        self._sag = sag
        self._start, self._end = start, end
        self._at: int | None = None  # the point that the keyboard is on
        theme.dress(self, font="caption")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if focusable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_contacts(contacts, start, end)

    def set_contacts(self, contacts: Sequence[Contact], start: str = "", end: str = "", *, said: str = "") -> None:
        """Oldest first; `start` and `end` stand under the ends. `said` is the sentence where they're no contacts."""
        self._contacts, self._start, self._end = tuple(contacts), start, end
        self._at = None
        self.setAccessibleName(said or _counted([contact.mark for contact in self._contacts]))
        self.setAccessibleDescription("")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().height() + 4 if self._start or self._end else 0
        return QSize(theme.px(220), theme.px(16 + 2 * self._sag) + words)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), self.sizeHint().height())

    def points(self) -> list[QPointF]:
        """Where the marks are painted, in the order of the contacts."""
        inset, level = theme.px(12), theme.px(8)
        drop = {UNEASY: theme.px(self._sag), UNCOMFORTABLE: theme.px(2 * self._sag)}
        count = len(self._contacts)
        step = (self.width() - 2 * inset) / max(count - 1, 1)
        return [QPointF(inset + i * step, level + drop.get(c.mark or "", 0)) for i, c in enumerate(self._contacts)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        level = theme.px(8)
        dotted = QPen(theme.color("line2"), 1)
        dotted.setDashPattern([1, 2])
        painter.setPen(dotted)
        painter.drawLine(QPointF(0, level), QPointF(self.width(), level))
        points = self.points()
        self._draw_line(painter, points)
        for number, (contact, point) in enumerate(zip(self._contacts, points, strict=True)):
            draw_mark(painter, point.x(), point.y(), contact.mark, theme.px(11))
            if number == self._at:
                painter.setPen(QPen(theme.color("acc"), 1.6))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(point, theme.px(8), theme.px(8))
        painter.setPen(theme.color("ink3"))
        words = self.rect().adjusted(0, 0, -1, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, self._start)
        painter.drawText(words, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, self._end)

    def _draw_line(self, painter: QPainter, points: list[QPointF]) -> None:
        if len(points) < 2:
            return
        free = QPainterPath()
        free.addRect(QRectF(self.rect()))
        gap = theme.px(8)
        for point in points:
            around = QPainterPath()
            around.addEllipse(point, gap, gap)
            free = free.subtracted(around)
        thread = QPainterPath(points[0])
        for before, after in pairwise(points):
            middle = (before.x() + after.x()) / 2
            thread.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
        painter.save()
        painter.setClipPath(free)
        painter.setPen(QPen(theme.color("chart"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(thread)
        painter.restore()

    # Telling what a point stands for

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        last = len(self._contacts) - 1
        if key in _STEPS and last >= 0:
            before = last + 1 if self._at is None and key == Qt.Key.Key_Left else -1 if self._at is None else self._at
            self._go_to(min(max(before + _STEPS[key], 0), last))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            self._go_to(0 if key == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def _go_to(self, number: int) -> None:
        self._at = number
        told = self._contacts[number].note
        self.setAccessibleDescription(told)
        point = self.points()[number]
        QToolTip.showText(self.mapToGlobal(QPoint(int(point.x()), int(point.y()) + theme.px(10))), tip(told), self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._at = None
        self.setAccessibleDescription("")
        QToolTip.hideText()
        self.update()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            for contact, point in zip(self._contacts, self.points(), strict=True):
                if abs(point.x() - event.pos().x()) < 10 and contact.note:
                    QToolTip.showText(event.globalPos(), tip(contact.note), self)
                    return True
            QToolTip.hideText()
        return super().event(event)


def _counted(marks: list[str | None]) -> str:
    return _("Comfort, last {n} contacts: {level} comfortable, {tilting} uneasy, {off} uncomfortable").format(
        n=len(marks),
        level=marks.count(COMFORTABLE),
        tilting=marks.count(UNEASY),
        off=marks.count(UNCOMFORTABLE),
    )
