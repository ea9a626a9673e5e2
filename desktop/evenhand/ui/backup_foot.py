"""The foot of the sidebar: whether everything is saved here, and when the book was last backed up."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from evenhand.translation import _
from evenhand.ui.icons import draw_icon
from evenhand.ui.labels import tip
from evenhand.ui.theme import theme
from evenhand.wording.backups import last_backup

FOOT = 42  # its height in pixels at 100 % text


class BackupFoot(QAbstractButton):
    """Two quiet lines that lead to My data. In the rail only the icon shows."""

    def __init__(self, on_click: Callable[[], object]) -> None:
        super().__init__()
        self._rail, self._well, self._icon = False, True, "check-circle"
        self._lines = (_("Saved on this computer"), "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.dress(self, font="secondary", height=FOOT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: on_click())

    def show_last(
        self,
        at: datetime | None,
        now: datetime,
        *,
        backs_up: bool = True,
        looks_only: bool = False,
        damaged: bool = False,
    ) -> None:
        """The last good backup, in the owner's own time, and above it how the book itself stands.

        It doesn't back up while a newer one can't be written.
        """
        self._well = backs_up and not damaged
        self._icon = "eye" if looks_only and self._well else "check-circle" if self._well else "warning-circle"
        state = (
            _("The book can't be read")
            if damaged
            else _("Only looked at")
            if looks_only
            else _("Saved on this computer")
        )
        self._lines = (state, last_backup(at, now))
        self.setText(self._lines[1])
        words = (*self._lines, "" if backs_up else _("A newer backup could not be written."))
        said = ". ".join(line.rstrip(".") for line in words if line)
        self.setAccessibleName(said)
        self.setAccessibleDescription(_("Opens My data"))
        self.setToolTip(tip(said))
        self.update()

    def set_rail(self, rail: bool) -> None:
        self._rail = rail
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(44) if self._rail else theme.px(190), theme.px(FOOT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(44), theme.px(FOOT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(self.rect(), 8, 8)
        size = theme.px(16)
        left = (self.width() - size) / 2 if self._rail else theme.px(10)
        draw_icon(painter, self._icon, left, (self.height() - size) / 2, "acc" if self._well else "uneasyx", 16)
        if self._rail:
            return
        painter.setFont(self.font())
        painter.setPen(theme.color("ink3"))
        half = self.height() // 2
        room = self.width() - theme.px(36) - theme.px(4)
        for top, line in ((theme.px(3), self._lines[0]), (half, self._lines[1])):
            shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room)
            box = QRect(theme.px(36), top, room, half - theme.px(3))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
