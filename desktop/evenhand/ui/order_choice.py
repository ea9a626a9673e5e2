"""The order that a bonus pays for: the client's latest ones at hand, any other by its number."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from evenhand import wording
from evenhand.domain.rules import Gate
from evenhand.storage.bonuses import BonusRow, Payable
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk


class _Orders(kit.Combo):
    """Enter goes on, as in a line of text."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class OrderChoice(QWidget):
    """One order, chosen. `changed` follows each change of it, `entered` an Enter that goes on from it."""

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row: BonusRow | None = None
        self._found: dict[object, Payable] = {}
        self.orders = _Orders(name=_("Order"))
        self.orders.setPlaceholderText(_("Choose"))
        self.field = kit.Field(_("Order"), self.orders)
        self.number = kit.TextField(placeholder=_("Number of the order"), leading="magnifying-glass", clearable=True)
        self.number.setAccessibleName(_("Find an order by its number"))
        self._another = kit.button(_("Another order"), "link", on_click=self._seek)
        self._new = kit.button(_("New order"), "link", on_click=self.write_order)
        self.setLayout(
            kit.column(self.field, self.number, kit.row(self._another, self._new, None, spacing=6), spacing=4)
        )
        self.orders.chosen.connect(lambda _id: self._on_chosen())
        self.orders.entered.connect(self.entered)
        self.number.textEdited.connect(lambda _text: self._fill())
        self.number.returnPressed.connect(self._on_number)

    @property
    def order(self) -> Payable | None:
        """The order that is chosen."""
        return self._found.get(self.orders.value())

    def show_bonus(self, row: BonusRow | None) -> None:
        """Offers the orders that the bonus's client made since it was granted; the latest is chosen."""
        same = row is not None and self._row is not None and row.bonus.id == self._row.bonus.id
        self._row = row
        if not same:
            self.number.clear()
        self._fill()

    def focus_first(self) -> None:
        """Where the keyboard goes on: the orders, or the search where there's none to choose."""
        (self.orders if self._found else self.number).setFocus(Qt.FocusReason.TabFocusReason)

    def refuse(self, sentence: str) -> None:
        """Says at the orders what can't be."""
        self.field.set_error(sentence)
        self.focus_first()

    def why_none(self) -> str:
        """What to do when no order is chosen."""
        sought = self.number.text().strip()
        return self._said((), sought) if sought and not self._found else _("Choose the order that it pays for.")

    def in_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.orders, self.number, self._another, self._new]

    def _fill(self, chosen: int | None = None) -> None:
        if self._row is None:
            return
        bonus, sought = self._row.bonus, self.number.text().strip()
        payable = self._desk.book.bonuses.payable
        if sought:
            found = payable(bonus.amount.currency, number=sought)
        else:
            found = payable(bonus.amount.currency, client_id=bonus.client_id, since=bonus.granted_on)
            found = [one for one in found if one.order.id != self._wrong_one()]
        before = chosen or self.orders.value()
        self._found = {one.order.id: one for one in found}
        self.orders.fill([(one.order.id, self._text(one)) for one in found])
        self.orders.set_value(before if before in self._found else next(iter(self._found), None))
        self.field.set_error(None)
        self.orders.setVisible(bool(found))
        self.number.setVisible(bool(sought) or not found or self.number.hasFocus())
        self._another.setVisible(not self.number.isVisibleTo(self))
        self.field.set_hint(self._said(found, sought))
        self.changed.emit()

    def _wrong_one(self) -> int | None:
        """The order that the bonus makes up for: it isn't the next one."""
        case_id = self._row.bonus.case_id if self._row else None
        return self._desk.book.cases.get(case_id).order_id if case_id is not None else None

    def _text(self, one: Payable) -> str:
        order = one.order
        whose = "" if self._row is None or order.client_id == self._row.bonus.client_id else one.client_name
        return ", ".join(part for part in (order.number, whose, wording.money(order.total), order.what) if part)

    def _said(self, found: Sequence[Payable], sought: str) -> str:
        if found:
            return ""
        if sought:
            return _("No order with this number and currency is still to pay.")
        return _("No order since this bonus. Find one by its number, or write it now.")

    def _on_chosen(self) -> None:
        self.field.set_error(None)
        self.changed.emit()

    def _on_number(self) -> None:
        if len(self._found) == 1:
            self.entered.emit()
        else:
            self.focus_first()

    def _seek(self) -> None:
        self.number.show()
        self._another.hide()
        self.number.setFocus(Qt.FocusReason.TabFocusReason)

    def write_order(self) -> None:
        """An order of the bonus's client, written now; then it's the chosen one."""
        from evenhand.ui.gates import ask_first

        if self._row is not None:
            client_id = self._row.bonus.client_id
            ask_first(self._desk, self, client_id, Gate.NEW_ORDER, lambda: self._write_order(client_id))

    def _write_order(self, client_id: int) -> None:
        from evenhand.ui.order_form import OrderForm

        client = self._desk.book.clients.get(client_id)
        form = OrderForm(self._desk, client, parent=self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.accepted.connect(lambda: self._take_new(form.order_id))
        form.open()

    def _take_new(self, order_id: int) -> None:
        self.number.clear()
        self._fill(order_id)
        self.focus_first()
