"""What may still be owed on bonuses, month by month of their last day, as one bar."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import formats
from evenhand.domain.bonus import Due
from evenhand.domain.money import total
from evenhand.translation import _, language
from evenhand.ui.labels import tip
from evenhand.ui.theme import theme

_GAP = 2


class LiabilityBar(QWidget):
    """One part a month, as long as its sum, with the month and the sum beneath; this month's is what is soon."""

    def __init__(self) -> None:
        super().__init__()
        self._dues: tuple[Due, ...] = ()
        self._today = date.min
        theme.dress(self, font="secondary", height=42)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_dues(self, dues: Sequence[Due], today: date) -> None:
        """Months of one currency, the soonest first."""
        self._dues, self._today = tuple(dues), today
        told = ", ".join(f"{self._month(due)} {formats.money(due.amount, language())}" for due in dues)
        self.setAccessibleName(_("What I may still owe, by the month of the last day: {months}").format(months=told))
        self.setToolTip(tip(told.replace(", ", "\n")))
        self.setVisible(bool(dues))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(42))

    def _month(self, due: Due) -> str:
        if due.month is None:
            return _("no last day")
        name = formats.short_month(due.month, language())
        return name if abs((due.month - self._today).days) < 330 else f"{name} {due.month.year}"

    def parts(self) -> list[tuple[str, int, bool]]:
        """What is painted: the words beneath, the minor units, and whether it's this month.

        What doesn't fit beside the nearer months stands together as the last part.
        """
        metrics, dues = QFontMetrics(theme.font("secondary")), list(self._dues)
        texts = [f"{self._month(due)}  {formats.money(due.amount, language())}" for due in dues]
        soon = [due.month == self._today.replace(day=1) for due in dues]
        sums = [due.amount.minor for due in dues]
        while len(texts) > 2 and sum(map(metrics.horizontalAdvance, texts)) + theme.px(14) * len(texts) > self.width():
            rest = dues[len(texts) - 2 :]
            later = total([due.amount for due in rest], rest[0].amount.currency)
            texts[-2:] = [f"{_('later')}  {formats.money(later, language())}"]
            sums[-2:], soon[-2:] = [later.minor], [False]
        return list(zip(texts, sums, soon, strict=True))

    def _widths(self, parts: Sequence[tuple[str, int, bool]]) -> list[float]:
        """As long as the sums say, but none shorter than its words."""
        metrics, room = QFontMetrics(theme.font("secondary_strong")), self.width() - _GAP * (len(parts) - 1)
        least = [metrics.horizontalAdvance(text) + theme.px(10.0) for text, _sum, _soon in parts]
        if sum(least) >= room:
            return [room * one / sum(least) for one in least]
        widths, whole = least, sum(minor for _text, minor, _soon in parts)
        free = set(range(len(parts)))  # long enough for their words by their sum alone
        while True:
            left = room - sum(least[n] for n in range(len(parts)) if n not in free)
            share = sum(parts[n][1] for n in free) or whole
            short = {n for n in free if left * parts[n][1] / share < least[n]}
            if not short:
                return [left * parts[n][1] / share if n in free else widths[n] for n in range(len(parts))]
            free -= short

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        parts, left, high = self.parts(), 0.0, theme.px(14)
        for (text, _minor, soon), wide in zip(parts, self._widths(parts) if parts else (), strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("uneasy" if soon else "chart"))
            painter.drawRoundedRect(QRectF(left, 0, wide, high), 4, 4)
            painter.setFont(theme.font("secondary_strong" if soon else "secondary"))
            painter.setPen(theme.color("uneasyx" if soon else "ink2"))
            room = QRectF(left, high + theme.px(4), wide, theme.px(20))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(wide))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            left += wide + _GAP
