"""Counts for whom the rules fire while the window stays awake."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

from evenhand import wording
from evenhand.domain.rules import HouseRule


class RuleCounting(QObject):
    """One rule in a turn of the event loop: at 100,000 clients a key or a click is heard between two of them."""

    def __init__(self, parent: QObject, count: Callable[[HouseRule], None]) -> None:
        super().__init__(parent)
        self._count = count
        self._left: list[HouseRule] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._count_one)

    def set_rules(self, rules: Iterable[HouseRule]) -> None:
        """Those to count, the first first, from `start` on."""
        self._left = [rule for rule in rules if rule.is_on and rule.understood]

    def start(self) -> None:
        self._timer.start()

    def _count_one(self) -> None:
        if not self._left:
            self._timer.stop()
            return
        try:
            self._count(self._left.pop(0))
        except wording.KNOWN_ERRORS:  # the rows go without their counts, and the next refresh asks again
            self._left.clear()
