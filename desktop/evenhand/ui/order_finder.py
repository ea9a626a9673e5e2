"""The client and the order of a new case, found in one field."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenhand import formats
from evenhand.domain.records import Order
from evenhand.storage.clients import ClientFilter
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.order_standing import OrderStanding

CLIENTS_AT_MOST = 20
_ORDERS_EACH = 5

Found = tuple[int, int | None]  # a client, and an order if the client has one


def clients_found(desk: Desk, text: str, most: int) -> list[tuple[int, str]]:
    """Clients by the words typed, with their names; those put away come last and say so."""
    book = desk.book
    ids = book.clients.ids(ClientFilter.ALL, text)[:most]
    found = [(row.id, row.name) for row in book.clients.rows(ids)]
    if text:
        archived = book.clients.ids(ClientFilter.ARCHIVED, text)[:most]
        found += [(row.id, _("{name} (archived)").format(name=row.name)) for row in book.clients.rows(archived)]
    return found


class OrderFinder(QWidget):
    """Type a name, choose the order; beneath it what stands in the way of a case on it, with the way on."""

    changed = Signal()
    go_on = Signal(int)
    look_at = Signal(int)

    def __init__(self, desk: Desk, client_id: int | None = None, order_id: int | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._client_id, self._began_with = client_id, (client_id, order_id)
        self.search = kit.TextField(placeholder=_("Search clients"), leading="magnifying-glass", clearable=True)
        self.search.setAccessibleName(_("Find the client"))
        self.orders = kit.Combo(name=_("Client and order"))
        self.orders.setPlaceholderText(_("Choose"))
        self._group = kit.holder(kit.column(self.search, self.orders, spacing=6))
        self._group.setFocusProxy(self.search)
        self.field = kit.Field(_("Client and order"), self._group)
        self.standing = OrderStanding(desk)
        self.standing.go_on.connect(self.go_on)
        self.standing.look_at.connect(self.look_at)
        self.standing.written.connect(self._take_new)
        self.setLayout(kit.column(self.field, self.standing, spacing=8))
        self.search.textEdited.connect(lambda _text: self._on_search())
        self.orders.chosen.connect(lambda _found: self._on_chosen())
        self._fill(order_id)

    def order_id(self) -> int | None:
        found = self.orders.value()
        return found[1] if isinstance(found, tuple) else None

    def check(self) -> bool:
        """Whether nothing stands in the way of a case on the chosen order; else it's said."""
        found = self.orders.value()
        client_id, order_id = found if isinstance(found, tuple) else (None, None)
        return self.standing.check(client_id, order_id)

    def refuse_none(self) -> None:
        """No order is chosen: says what to do."""
        if self.check():
            self.field.set_error(_("Choose the client and the order that it is about."))
            self.search.setFocus()

    def forgive(self) -> None:
        self.field.set_error(None)
        self.standing.hide()

    def _fill(self, chosen: int | None = None) -> None:
        lang, book, text = language(), self._desk.book, self.search.text().strip()
        if self._client_id is not None:
            clients = [(self._client_id, book.clients.get(self._client_id).name)]
        else:
            clients = clients_found(self._desk, text, CLIENTS_AT_MOST)
        items: list[tuple[object, str]] = []
        for client_id, name in clients:
            orders = book.orders.of_client(client_id)
            latest = [one for one in orders if one.id == chosen] + [one for one in orders if one.id != chosen]
            for order in latest[:_ORDERS_EACH]:
                items.append(((client_id, order.id), _line(name, order, lang)))
            if not orders:
                items.append(((client_id, None), _("{name}, no order yet").format(name=name)))
        self.orders.fill(items)
        wanted = next((value for value, _text in items if isinstance(value, tuple) and value[1] == chosen), None)
        if chosen is not None and wanted is not None:
            self.orders.set_value(wanted)
        elif items and (text or self._client_id is not None):
            self.orders.set_value(items[0][0])
        else:
            self.orders.set_value(None)
        self.check()
        self.changed.emit()

    def _on_search(self) -> None:
        """Who was named when it opened is back once nothing is searched for."""
        began_client, began_order = (None, None) if self.search.text().strip() else self._began_with
        self._client_id = began_client
        self.field.set_error(None)
        self._fill(began_order)

    def _on_chosen(self) -> None:
        self.field.set_error(None)
        self.check()
        self.changed.emit()

    def _take_new(self, order_id: int) -> None:
        self._client_id = self._desk.book.orders.get(order_id).client_id
        self._fill(order_id)


def _line(name: str, order: Order, lang: str) -> str:
    return f"{name}: {order.number}, {order.what}, {formats.money(order.total, lang)}"
