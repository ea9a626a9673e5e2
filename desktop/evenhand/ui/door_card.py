"""The door out of a case: you need not go on."""

from PySide6.QtCore import Signal

from evenhand import wording
from evenhand.domain.comfort import Comfort, ComfortFlag
from evenhand.translation import _
from evenhand.ui import widgets as kit


class DoorCard(kit.Card):
    """Says that parting is one click away. A private one says first that the owner isn't at ease with the client."""

    part_kindly_wanted = Signal()

    def __init__(self, *, private: bool = False) -> None:
        super().__init__("" if private else _("You need not go on"), kind="card", margin=14)
        self._said = kit.label("", "body_strong", wrap=True)
        self._reason = kit.label("", "secondary", "ink2", wrap=True)
        if private:
            lock = kit.IconLabel("lock-simple", "ink3", 14)
            lock.setToolTip(kit.tip(_("Private. Never in a letter.")))
            inside = kit.row(lock, kit.column(self._said, self._reason, spacing=2), margins=(10, 8, 10, 8))
            inside.setStretch(1, 1)
            self.body.addWidget(kit.surface("private", inside))
            self.body.addWidget(kit.label(_("You need not go on"), "body_strong", wrap=True))
        self.body.addWidget(kit.label(_("A full refund and a kind letter are one click away."), "secondary", wrap=True))
        self.button = kit.button(_("Part kindly"), "plain", "door-open", self.part_kindly_wanted.emit)
        self.body.addLayout(kit.row(self.button, None))

    def show_flag(self, flag: ComfortFlag | None) -> None:
        """What the owner said of working with the client, and why. Private."""
        self._said.setText(wording.word(flag.comfort) if flag else "")
        self._reason.setText(flag.reason if flag else "")
        self._reason.setVisible(bool(flag and flag.reason))


def door_first(flag: ComfortFlag | None) -> bool:
    """Whether parting comes before anything that would please the client."""
    return flag is not None and flag.comfort is Comfort.UNCOMFORTABLE
