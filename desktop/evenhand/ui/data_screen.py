"""My data: where it lies, its backups, whether all of it is in order, and the ways in and out."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from evenhand.storage.book import Kind
from evenhand.translation import _
from evenhand.ui.bars import Header
from evenhand.ui.buttons import ctrl_enter_presses_the_filled
from evenhand.ui.data_backups import BackupsPart
from evenhand.ui.data_check import CheckPart
from evenhand.ui.data_place import WherePart
from evenhand.ui.data_records import InOutPart, RetentionPart
from evenhand.ui.data_second import SecondPart
from evenhand.ui.desk import Desk
from evenhand.ui.frames import BAR, column, holder, row, scrolling
from evenhand.ui.safekeeping import Safekeeping
from evenhand.ui.theme import theme

_WIDE = 1000
_BESIDE = 700  # of the screen: the titles stand beside what they are the titles of


class DataScreen(QWidget):
    """Six calm parts, one under another."""

    kinds = frozenset(Kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        keeping = desk.safekeeping or Safekeeping(self, desk.book, None)
        keeping.moved.connect(self._on_moved)
        self.header = Header(_("My data"), _("All of it is yours, on this computer, and can be brought back."))
        self.backups = BackupsPart(desk, keeping, self)
        self.second = SecondPart(desk, keeping, self)
        self.check = CheckPart(desk, self)
        self.where = WherePart(desk, self)
        self.in_out = InOutPart(desk, self)
        self.retention = RetentionPart(desk)
        self._parts = (self.backups, self.second, self.check, self.where, self.in_out, self.retention)
        self._page = column(*self._parts, None, spacing=14)
        self._area = scrolling(holder(self._page), steady=True)
        self._head = row(self.header)
        whole = column(self._head, self._area, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._place()
        self.refresh()
        ctrl_enter_presses_the_filled(self)

    def refresh(self) -> None:
        """Reads anew how things stand."""
        for part in self._parts:
            part.refresh()

    def _on_moved(self) -> None:
        self.backups.refresh()
        self.second.refresh()

    def focus_first(self) -> None:
        self.backups.now_button.setFocus()

    # Commands

    def back_up(self) -> None:
        self.backups.back_up()

    def check_data(self) -> None:
        self.check.start()
        self._area.ensureWidgetVisible(self.check)

    def restore(self) -> None:
        self.backups.restore()

    # Width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wide = self.width() >= theme.px(_WIDE)
        side = 32 if wide else 24
        self._head.setContentsMargins(side, 22, side, 8)
        self._page.setContentsMargins(side, 6, side - BAR, 24)
        for part in self._parts:
            part.set_beside(self.width() >= theme.px(_BESIDE))
