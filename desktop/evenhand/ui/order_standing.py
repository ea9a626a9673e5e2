"""What keeps an order from a new case, in one sentence, with the way on beside it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from evenhand import wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.rules import Gate
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk


class OrderStanding(kit.Notice):
    """Hidden while nothing stands in the way."""

    written = Signal(int)  # an order was written just now
    go_on = Signal(int)  # with the open case that the order has
    look_at = Signal(int)  # the case that gave the money back

    def __init__(self, desk: Desk) -> None:
        super().__init__("", "hand-heart")
        self._desk = desk
        self._client_id: int | None = None
        self._order_id: int | None = None
        self._act: Callable[[], object] = lambda: None
        self.way_on = kit.button("", "plain", on_click=lambda: self._act())
        self.buttons.addWidget(self.way_on)
        self.hide()

    def check(self, client_id: int | None, order_id: int | None) -> bool:
        """Shows what stands in the way of a case for this client and order; True when nothing does."""
        self._client_id, self._order_id = client_id, order_id
        found = self._found()
        self.setVisible(found is not None)
        if found is not None:
            sentence, way, self._act = found
            self.set_text(sentence)
            self.way_on.setText(way)
        return found is None

    def _found(self) -> tuple[str, str, Callable[[], object]] | None:
        book, client_id, order_id = self._desk.book, self._client_id, self._order_id
        if client_id is None:
            return None
        if book.clients.get(client_id).archived:
            return wording.sentence(CaseRefused("archived_client")), _("Bring the client back"), self._bring_back
        if order_id is None:
            if book.orders.of_client(client_id):
                return None
            return _("This client has no order yet. Write the order first."), _("New order"), self._new_order
        standing = book.cases.open_on_order(order_id)
        if standing is not None:
            text = _("This order already has an open case, {number}: {title}").format(
                number=standing.number, title=standing.title
            )
            return text, _("Go on with it"), lambda: self.go_on.emit(standing.id)
        order = book.orders.get(order_id)
        if order.paid and book.cases.refunded_on_order(order_id) >= order.paid:
            sentence = wording.sentence(CaseRefused("refunded_in_full"))
            earlier = next(
                (one for one in book.cases.of_order(order_id) if book.cases.compensations(one.id).refund), None
            )
            if earlier is None:
                return sentence, _("New order"), self._new_order
            return sentence, _("See {number}").format(number=earlier.number), lambda: self.look_at.emit(earlier.id)
        return None

    def _bring_back(self) -> None:
        assert self._client_id is not None
        try:
            self._desk.book.clients.archive(self._client_id, False)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
        self.check(self._client_id, self._order_id)

    def _new_order(self) -> None:
        from evenhand.ui.gates import ask_first

        assert self._client_id is not None
        ask_first(self._desk, self.window(), self._client_id, Gate.NEW_ORDER, self._write_order)

    def _write_order(self) -> None:
        from evenhand.ui.order_form import OrderForm

        assert self._client_id is not None
        parent: QWidget = self.window()
        form = OrderForm(self._desk, self._desk.book.clients.get(self._client_id), parent=parent)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.accepted.connect(lambda: self.written.emit(form.order_id))
        form.open()
