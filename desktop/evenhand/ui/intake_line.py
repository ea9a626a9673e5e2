"""How a client came: the result of the last intake, for the owner's eyes, with the way to read it."""

from PySide6.QtWidgets import QWidget

from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.wording import intake as words


class IntakeLine(QWidget):
    """One line, hidden for a client whom nobody asked about. Private."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._intake_id = 0
        self.said = kit.ElidedLabel("", "secondary", "ink2")
        self.read = kit.button(_("Read the intake"), "link", on_click=self._open)
        line = kit.row(kit.IconLabel("lock-simple", "ink2", 16), self.said, self.read, spacing=6, margins=(14, 4, 6, 4))
        line.setStretch(1, 1)
        self.setLayout(kit.column(kit.surface("private", line)))
        self.hide()

    def show_client(self, client_id: int) -> None:
        """What became of the last intake of this client."""
        found = self._desk.book.intakes.last_ended(client_id)
        self.setVisible(found is not None)
        if found is not None:
            self._intake_id = found.id
            ended = words.ended(found)
            self.said.setText(_("Intake: {ended}. {reason}").format(ended=ended, reason=found.reason).strip())

    def _open(self) -> None:
        self._desk.go(Place.INTAKE, self._intake_id)
