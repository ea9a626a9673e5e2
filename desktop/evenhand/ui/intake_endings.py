"""What follows once the owner has decided about somebody new: an order, a letter, and the way back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from evenhand import actions
from evenhand.domain.intake import Intake, IntakeAnswer
from evenhand.domain.records import Order
from evenhand.domain.rules import Gate
from evenhand.translation import _
from evenhand.ui.desk import Desk, Place


class IntakeEndings:
    """Goes on from the screen of an intake. `attempt` does something, or says why it can't be."""

    def __init__(self, desk: Desk, screen: QWidget, attempt: Callable[[Callable[[], object]], bool]) -> None:
        self._desk, self._screen, self._attempt = desk, screen, attempt

    def welcomed(self, end: actions.IntakeEnd) -> None:
        """To the client, and to what they asked for as their first order, unless a rule of the owner's asks first."""
        from evenhand.ui.gates import ask_first

        self._desk.go(Place.CLIENTS, end.client.id)
        self._say(end, _("Welcome: {name}"))
        window = self._screen.window()
        ask_first(self._desk, window, end.client.id, Gate.NEW_ORDER, lambda: self._first_order(end, window))

    def _first_order(self, end: actions.IntakeEnd, window: QWidget) -> None:
        from evenhand.ui.order_form import OrderForm

        form = OrderForm(self._desk, end.client, None, window)
        form.what.setText(" ".join(end.intake.asks.split()))

        def close() -> None:
            self._say(end, _("Welcome: {name}"), form.order_id)
            form.deleteLater()

        form.finished.connect(lambda _result: close())
        form.open()

    def put_off(self, end: actions.IntakeEnd) -> None:
        """To the letter where one was begun, else to the client."""
        self._go_on(end)
        self._say(end, _("Kept for later: {name}"))

    def declined(self, end: actions.IntakeEnd) -> None:
        """To the letter that says so."""
        self._go_on(end)
        self._say(end, _("Declined kindly: {name}"))

    def skip(self, intake_id: int, client_id: int) -> None:
        """To a known client, with the note that nothing was asked."""
        book, today = self._desk.book, self._desk.today()
        if self._attempt(lambda: actions.skip_intake(book, intake_id=intake_id, client_id=client_id, today=today)):
            self._desk.go(Place.CLIENTS, client_id)

    def throw_away(self, intake_id: int) -> bool:
        """Takes an open intake out, with Undo."""
        book = self._desk.book
        thrown: list[tuple[Intake, tuple[IntakeAnswer, ...]]] = []
        if not self._attempt(lambda: thrown.append(actions.throw_away_intake(book, intake_id=intake_id))):
            return False
        ((intake, answers),) = thrown

        def undo() -> None:
            back: list[Intake] = []
            if self._attempt(lambda: back.append(actions.restore_intake(book, intake=intake, answers=answers))):
                self._desk.go(Place.INTAKE, back[0].id)

        self._desk.say(_("Thrown away."), _("Undo"), undo)
        return True

    def _go_on(self, end: actions.IntakeEnd) -> None:
        if end.draft is not None:
            self._desk.go(Place.LETTER, end.draft.id)
        else:
            self._desk.go(Place.CLIENTS, end.client.id)

    def _say(self, end: actions.IntakeEnd, text: str, order_id: int = 0) -> None:
        order = self._desk.book.orders.get(order_id) if order_id else None
        self._desk.say(text.format(name=end.client.name), _("Undo"), lambda: self._take_back(end, order))

    def _take_back(self, end: actions.IntakeEnd, order: Order | None) -> None:
        # First away from what would be gone, so that a letter being written is kept and noticed.
        self._desk.go(Place.INTAKE, end.intake.id)
        if self._attempt(lambda: actions.take_back_intake(self._desk.book, end=end, order=order)):
            self._desk.go(Place.INTAKE, end.intake.id)
