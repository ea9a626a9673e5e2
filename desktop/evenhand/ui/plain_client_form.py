"""A client taken on without the questions; what an intake holds of them is in the form already."""

from PySide6.QtWidgets import QWidget

from evenhand import actions, wording
from evenhand.domain.intake import Intake, read_reach
from evenhand.ui.client_form import ClientForm
from evenhand.ui.desk import Desk


class PlainClientForm(ClientForm):
    """Saves the client and notes that nothing was asked, both or neither."""

    def __init__(self, desk: Desk, intake: Intake, parent: QWidget | None = None) -> None:
        super().__init__(desk, None, intake.name, parent)
        self._intake = intake
        phone, email = read_reach(intake.reach)
        self.phone.setText(phone)
        self.email.setText(email)
        self._look_for_twin()

    def save(self) -> bool:
        try:
            with self._desk.book.transaction():
                return super().save() and self._note()
        except wording.KNOWN_ERRORS as error:
            self.client_id = 0
            self.refuse(self._name, wording.sentence(error))
            return False

    def _note(self) -> bool:
        actions.skip_intake(
            self._desk.book, intake_id=self._intake.id, client_id=self.client_id, today=self._desk.today()
        )
        return True
