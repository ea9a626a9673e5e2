"""The five steps of a case in one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand.translation import _
from evenhand.ui.theme import theme

State = Literal["todo", "done", "skipped"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, what is known of it, and how it stands."""

    title: str
    subline: str = ""
    state: State = "todo"


class Stepper(QWidget):
    """Steps with a tick when done and a dash when skipped; one focus stop, arrows and clicks ask for a step.

    With room each has its line beneath, with less the names stay, with little only the present one is named.
    """

    chosen = Signal(int)

    def __init__(self, steps: Sequence[Step] = (), current: int = 0) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.dress(self, font="body", height=44)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_steps(steps, current)

    def set_steps(self, steps: Sequence[Step], current: int) -> None:
        """`current` counts from 0."""
        self._steps, self._current = tuple(steps), current
        if self._steps:
            name = _("Step {n} of {count}: {title}").format(
                n=current + 1, count=len(self._steps), title=self._steps[current].title
            )
            self.setAccessibleName(name)
            self.setAccessibleDescription(", ".join(step.title for step in self._steps if step.state == "done"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(640), theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(44))

    def _fit(self) -> tuple[list[int], bool, float]:
        """Text widths, whether the sublines show, and the length of one connecting line."""
        strong, small = QFontMetrics(theme.font("body_strong")), QFontMetrics(theme.font("secondary"))
        titles = [strong.horizontalAdvance(step.title) + 2 for step in self._steps]
        both = [max(w, small.horizontalAdvance(s.subline)) for w, s in zip(titles, self._steps, strict=True)]
        only = [w if i == self._current else 0 for i, w in enumerate(titles)]
        between = max(len(self._steps) - 1, 1)
        for widths, sublines, least in ((both, True, 36), (titles, False, 30), (only, False, 0)):
            used = sum(theme.px(26) + (theme.px(8) + w if w else 0) for w in widths)
            line = (self.width() - used - 4) / between
            if line >= theme.px(least) or not least:
                return widths, sublines, line
        raise AssertionError  # the last fit always holds

    def _spans(self) -> list[tuple[float, float]]:
        widths, _sublines, line = self._fit()
        x, spans = 1.0, []
        for width in widths:
            wide = theme.px(26) + (theme.px(8) + width if width else 0)
            spans.append((x, x + wide))
            x += wide + line
        return spans

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._steps:
            return
        widths, sublines, _line = self._fit()
        spans = self._spans()
        middle = self.height() / 2
        for number, (step, (left, right)) in enumerate(zip(self._steps, spans, strict=True)):
            self._draw_disc(painter, number, step, left + theme.px(13), middle)
            if widths[number]:
                self._draw_words(
                    painter, number, step, QRect(int(left) + theme.px(34), 0, widths[number], self.height()), sublines
                )
            if number + 1 < len(spans):
                passed = step.state == "done"
                painter.setPen(QPen(theme.color("acc" if passed else "line2"), 2 if passed else 1.6))
                start, end = right + theme.px(10), spans[number + 1][0] - theme.px(10)
                if end > start:
                    painter.drawLine(QPointF(start, middle), QPointF(end, middle))

    def _draw_disc(self, painter: QPainter, number: int, step: Step, x: float, y: float) -> None:
        here, done = number == self._current, step.state == "done"
        radius = theme.px(12)
        painter.setPen(QPen(theme.color("acc" if here or done else "edge"), 2 if here else 1.3))
        painter.setBrush(theme.color("acc" if done and not here else "acct" if here else "paper"))
        painter.drawEllipse(QPointF(x, y), radius, radius)
        if done and not here:
            pen = QPen(theme.color("onacc"), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            tick = QPainterPath(QPointF(x - radius * 0.4, y + radius * 0.05))
            tick.lineTo(x - radius * 0.1, y + radius * 0.35)
            tick.lineTo(x + radius * 0.42, y - radius * 0.3)
            painter.drawPath(tick)
        elif step.state == "skipped" and not here:
            painter.drawLine(QPointF(x - radius * 0.35, y), QPointF(x + radius * 0.35, y))
        else:
            painter.setFont(theme.font("secondary_strong"))
            painter.setPen(theme.color("comfx" if here else "ink2"))
            box = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number + 1))

    def _draw_words(self, painter: QPainter, number: int, step: Step, room: QRect, sublines: bool) -> None:
        here = number == self._current
        painter.setFont(theme.font("body_strong" if here else "body"))
        painter.setPen(theme.color("ink" if here or step.state == "done" else "ink2"))
        title = painter.fontMetrics().height()
        small = QFontMetrics(theme.font("secondary")).height() if sublines and step.subline else 0
        top = (room.height() - title - small) // 2
        painter.drawText(QRect(room.left(), top, room.width() + 4, title), Qt.AlignmentFlag.AlignVCenter, step.title)
        if small:
            painter.setFont(theme.font("secondary"))
            painter.setPen(theme.color("ink3"))
            below = QRect(room.left(), top + title, room.width() + 4, small)
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, step.subline)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        wanted = self._current + move
        if move and not event.modifiers() and 0 <= wanted < len(self._steps):
            self.chosen.emit(wanted)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for number, (left, right) in enumerate(self._spans()):
            if left - 4 <= event.position().x() <= right + 4 and number != self._current:
                self.chosen.emit(number)
                return
