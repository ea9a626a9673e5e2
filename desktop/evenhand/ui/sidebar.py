"""The side of the window: whose business it is, the places, and that everything is saved."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from evenhand.translation import _
from evenhand.ui.desk import Place
from evenhand.ui.frames import holder, row
from evenhand.ui.labels import ElidedLabel, IconLabel
from evenhand.ui.navigation import NavItem, Sign
from evenhand.ui.theme import theme

WIDE, RAIL = 212, 64


class Sidebar(QFrame):
    """The places to go to; a rail of icons where the window is narrow."""

    def __init__(self, go: Callable[[Place, int], None]) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self._rail: bool | None = None
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
        }
        self._group = ElidedLabel(_("My ground"), "secondary", "ink3")
        self._saved = ElidedLabel(_("All on this computer"), "secondary", "ink3")
        self._head = row(Sign(28), self._business, spacing=10, margins=(6, 0, 0, 0))
        self._foot = row(IconLabel("check-circle", "acc", 16), self._saved, spacing=10, margins=(10, 0, 0, 0))
        column = QVBoxLayout(self)
        column.setSpacing(2)
        column.addLayout(self._head)
        column.addSpacing(16)
        for place, item in self._items.items():
            if place is Place.RULES:
                column.addSpacing(14)
                column.addWidget(holder(row(self._group, margins=(10, 0, 0, 4))))
            item.clicked.connect(lambda _checked=False, place=place: go(place, 0))
            column.addWidget(item)
        column.addStretch(1)
        column.addLayout(self._foot)
        self._column = column
        self.set_rail(False)

    def has_focus(self) -> bool:
        """Whether the keyboard is on one of the places."""
        return any(item.hasFocus() for item in self._items.values())

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
        for words in (self._business, self._group, self._saved):
            words.setVisible(not rail)
        self._head.setContentsMargins(0 if rail else 6, 0, 0, 0)
        self._foot.setContentsMargins(0 if rail else 10, 0, 0, 0)
