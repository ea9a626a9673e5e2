"""The load guard's one line under the check-in: what was too much, one useful act, and a way to put it aside."""

from PySide6.QtWidgets import QWidget

from evenhand.ui.desk import Desk


class GuardStrip(QWidget):
    """Hidden while there's nothing to say."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.hide()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in reading order."""
        return []

    def refresh(self) -> None:
        """Asks the guard anew."""
