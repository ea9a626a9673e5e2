"""The side of the window: whose business it is, the places, and that everything is saved and backed up."""

from collections.abc import Callable, Container

from PySide6.QtWidgets import QFrame, QVBoxLayout

from evenhand.translation import _
from evenhand.ui.backup_foot import FOOT, BackupFoot
from evenhand.ui.desk import Place
from evenhand.ui.frames import holder, row
from evenhand.ui.labels import ElidedLabel, IconLabel
from evenhand.ui.navigation import KeyButton, NavItem, Sign
from evenhand.ui.theme import theme

WIDE, RAIL = 212, 64


class Sidebar(QFrame):
    """The places to go to, and the privacy switch; a rail of icons where the window is narrow.

    `shown` narrows the places to those of Counter view, in which the switch is on.
    """

    def __init__(
        self, go: Callable[[Place, int], None], switch: Callable[[bool], None], shown: Container[Place] | None = None
    ) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self._rail: bool | None = None
        self._go = go
        self.walked = False  # a place is being gone to by the arrows, and the keyboard goes on here
        self._business = ElidedLabel("", "say")
        self._items = {
            place: NavItem(text, icon)
            for place, text, icon in (
                (Place.TODAY, _("Today"), "sun-horizon"),
                (Place.CLIENTS, _("Clients"), "users"),
                (Place.CASES, _("Cases"), "hand-heart"),
                (Place.LETTERS, _("Letters"), "envelope-simple"),
                (Place.BONUSES, _("Bonuses"), "ticket"),
                (Place.RULES, _("House rules"), "list-checks"),
                (Place.BUSINESS, _("My business"), "storefront"),
                (Place.CALCULATORS, _("Calculators"), "calculator"),
            )
            if shown is None or place in shown
        }
        self.switch = KeyButton(
            _("Client is looking"), "eye-slash", "F9", on_text=_("Counter view"), on_icon="storefront"
        )
        self._switch, self._counter = switch, shown is not None
        self.switch.setChecked(self._counter)
        self.switch.clicked.connect(self._on_switch)
        self._words = [self._business]
        self._head = row(Sign(28), self._business, spacing=10, margins=(6, 0, 0, 0))
        # When one's own backup was is no client's matter.
        self.foot = None if self._counter else BackupFoot(lambda: go(Place.DATA, 0))
        column = QVBoxLayout(self)
        column.setSpacing(2)
        column.addLayout(self._head)
        column.addSpacing(16)
        for place, item in self._items.items():
            if place is Place.RULES:
                column.addSpacing(14)
                self._words.append(ElidedLabel(_("My ground"), "secondary", "ink3"))
                column.addWidget(holder(row(self._words[-1], margins=(10, 0, 0, 4))))
            item.clicked.connect(lambda _checked=False, place=place: self._walk(place))
            column.addWidget(item)
        column.addStretch(1)
        column.addWidget(self.switch)
        column.addSpacing(10)
        self._plain_foot = row(spacing=10, margins=(10, 0, 0, 0))
        if self.foot is not None:
            column.addWidget(self.foot)
        else:
            self._words.append(ElidedLabel(_("All on this computer"), "secondary", "ink3"))
            for part in (IconLabel("check-circle", "acc", 16), self._words[-1]):
                self._plain_foot.addWidget(part)
            foot = holder(self._plain_foot)
            theme.dress(foot, height=FOOT)  # so that the switch has one place in both views
            column.addWidget(foot)
        self._column = column
        self.set_rail(False)

    def _on_switch(self) -> None:
        self.switch.setChecked(self._counter)  # this sidebar stays what it is; another takes its place
        self._switch(not self._counter)

    def _walk(self, place: Place) -> None:
        self.walked = self._items[place].hasFocus()
        try:
            self._go(place, 0)
        finally:
            self.walked = False

    def set_business(self, name: str) -> None:
        self._business.setText(name)

    def set_current(self, place: Place) -> None:
        self._items[place].setChecked(True)

    def set_count(self, place: Place, count: int) -> None:
        self._items[place].set_count(count, urgent=place in (Place.TODAY, Place.CASES))

    def set_rail(self, rail: bool) -> None:
        """Icons alone, or icons with their words."""
        if rail == self._rail:
            return
        self._rail = rail
        theme.dress(self, width=RAIL if rail else WIDE)
        side = 10
        self._column.setContentsMargins(side, 10, side, 16)
        for item in self._items.values():
            item.set_rail(rail)
        self.switch.set_rail(rail)
        for words in self._words:
            words.setVisible(not rail)
        self._head.setContentsMargins(0 if rail else 6, 0, 0, 0)
        self._plain_foot.setContentsMargins(0 if rail else 10, 0, 0, 0)
        if self.foot is not None:
            self.foot.set_rail(rail)
