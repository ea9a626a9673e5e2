"""The promise of a case that is to be kept next, in one line that leads to it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from evenhand import formats
from evenhand.domain.promises import Promise, PromiseState, state
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts


class NextPromise(QAbstractButton):
    """What was promised, by which day and hour, or the day alone; eliding, and pressed it asks for the promise."""

    chosen = Signal(int)

    def __init__(self, *, day_alone: bool = False) -> None:
        super().__init__()
        self._day_alone = day_alone
        self._promise: Promise | None = None
        kit.theme.dress(self, font="secondary")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.chosen.emit(self._promise.id if self._promise else 0))

    def show_facts(self, facts: CaseFacts) -> None:
        """The soonest open promise; without one it says so and leads nowhere."""
        self._promise = next(iter(facts.open_promises), None)
        if self._promise is None:
            text = _("Nothing promised is open.")
        elif self._day_alone:
            text = _when(self._promise, facts)
        else:
            text = promise_line(self._promise, facts)
        self.setText(text)
        self.setAccessibleName(promise_line(self._promise, facts) if self._promise else text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self._promise else Qt.FocusPolicy.NoFocus)
        if self._promise is not None:
            self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        else:
            self.unsetCursor()
        self._offer_whole_text()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(kit.theme.px(40), self.fontMetrics().height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_whole_text()

    def _offer_whole_text(self) -> None:
        hidden = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(kit.tip(self.text()) if hidden else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self._promise is not None and self.underMouse())
        painter.setFont(font)
        painter.setPen(kit.theme.color("acch" if self._promise else "ink3"))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def promise_line(promise: Promise, facts: CaseFacts) -> str:
    """What was promised with its day and hour; one whose day has passed isn't scolded."""
    now = state(promise, facts.today)
    text = {
        PromiseState.TODAY: _("Promised for today, {day}: {what}"),
        PromiseState.LATE: _("Was due {day}: {what}"),
    }.get(now, _("Promised for {day}: {what}"))
    return text.format(day=_when(promise, facts), what=promise.what)


def _when(promise: Promise, facts: CaseFacts) -> str:
    day = formats.weekday_date(promise.due_on, language(), year=promise.due_on.year != facts.today.year)
    return formats.by_hour(day, promise.due_at, language())
