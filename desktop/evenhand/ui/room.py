"""What fills the window outside Counter view: the sidebar, the screens, and above these what all of them concerns."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from evenhand.ui.desk import Place
from evenhand.ui.frames import Notice, column, holder
from evenhand.ui.sidebar import Sidebar
from evenhand.ui.toast import Toast

if TYPE_CHECKING:  # loaded when a backup can't be written
    from evenhand.ui.backup_banner import BackupBanner


class Room(QWidget):
    """Built anew in another language or size."""

    back_up_again = Signal()

    def __init__(self, go: Callable[[Place, int], None], switch: Callable[[bool], None]) -> None:
        super().__init__()
        self.sidebar = Sidebar(go, switch)
        self.stack = QStackedWidget()
        self._reminder: Notice | None = None
        self._go = go
        self._trouble: BackupBanner | None = None
        self._banners = column(spacing=8, margins=(24, 12, 24, 0))
        self._over = holder(self._banners)
        self._over.hide()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.sidebar)
        screens = column(self._over, self.stack, spacing=0)
        screens.setStretch(1, 1)
        whole.addLayout(screens, 1)
        self.toast = Toast(self)

    def add_banner(self, banner: QWidget) -> None:
        """Something said above all screens. It takes no room while it's hidden; see `fit_banners`."""
        self._banners.addWidget(banner)
        self.fit_banners()

    def fit_banners(self) -> None:
        """Gives the banners their room, or takes it back, after one was shown or hidden."""
        found = self._over.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._over.setVisible(any(not each.isHidden() for each in found))

    def show_backup(
        self, last: datetime | None, now: datetime, trouble: str, *, looks_only: bool = False, damaged: bool = False
    ) -> None:
        """How the book stands and when it was backed up, at the foot; above the screens what keeps a newer one away."""
        if self.sidebar.foot is not None:
            self.sidebar.foot.show_last(last, now, backs_up=not trouble, looks_only=looks_only, damaged=damaged)
        if trouble and self._trouble is None:
            from evenhand.ui.backup_banner import BackupBanner

            self._trouble = BackupBanner(lambda: self._go(Place.DATA, 0))
            self._trouble.again.clicked.connect(self.back_up_again)
            self._banners.insertWidget(0, self._trouble)
        if self._trouble is not None:
            self._trouble.tell(trouble)
        self.fit_banners()

    def remind(self, text: str, away: Callable[[], object], act: tuple[str, Callable[[], object]]) -> None:
        """A quiet line with one thing to do, until it's put away; none without a text."""
        if self._reminder is not None:
            if self._reminder.text.text() == text:
                return
            self._reminder.hide()
            self._reminder.deleteLater()
            self._reminder = None
        if text:
            from evenhand.ui.standing_banner import quiet_line

            self._reminder = quiet_line(text, away, act)
            self._banners.addWidget(self._reminder)
        self.fit_banners()
