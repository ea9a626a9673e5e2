"""Opens a case: whose it is, on which order, and the client's own words."""

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.storage.clients import ClientFilter
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import date_field, read_day
from evenhand.ui.desk import Desk, Place
from evenhand.ui.form import Form

FOUND_AT_MOST = 50


class CaseForm(Form):
    """A new case on a client's order. `case_id` is the opened case, or the one the owner chose to go on with."""

    def __init__(
        self,
        desk: Desk,
        client_id: int | None = None,
        order_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("New case"), _("Open the case"), parent)
        self._desk = desk
        self._operation = uuid4().hex
        self.case_id: int | None = None
        self._search = kit.TextField(placeholder=_("Search clients"), leading="magnifying-glass", clearable=True)
        self._client = kit.Combo(name=_("Client"))
        self._client.setPlaceholderText(_("Choose"))
        self._order = kit.Combo(name=_("Order"))
        self._title = kit.TextField(placeholder=_("Zip failed after one wear"))
        self._day = date_field(desk.today)
        self._day.set_day(desk.today())
        self._words = kit.NoteField(lines=3, role="say")
        self._client_field = kit.Field(_("Client"), self._client)
        self._order_field = kit.Field(_("Order"), self._order)
        self._title_field = kit.Field(_("What it is about, in a few words"), self._title)
        self._day_field = kit.Field(_("Told us on"), self._day)
        self._words_field = kit.Field(
            _("In the client's own words"), self._words, _("Can wait. Listen first, and write it down as it was said.")
        )
        self._no_order = kit.Notice(_("This client has no order yet. Write the order first."), "receipt")
        self._no_order.buttons.addWidget(kit.button(_("New order"), "plain", on_click=self._new_order))
        self._standing = kit.Notice("", "hand-heart")
        self._standing.buttons.addWidget(kit.button(_("Go on with it"), "plain", on_click=self._go_on))
        self._standing_case: int | None = None
        if client_id is None:
            self.add(kit.Field(_("Find the client"), self._search))
        self.add(self._client_field, wide=client_id is not None)
        self.add(self._order_field, wide=True)
        self.add(self._no_order, wide=True)
        self.add(self._standing, wide=True)
        self.add(self._title_field)
        self.add(self._day_field)
        self.add(self._words_field, wide=True)
        self._search.textEdited.connect(lambda _text: self._fill_clients())
        self._client.chosen.connect(lambda _id: self._fill_orders())
        self._order.chosen.connect(lambda _id: self._check_order())
        self._client.chosen.connect(lambda _id: self._client_field.set_error(None))
        self._order.chosen.connect(lambda _id: self._order_field.set_error(None))
        self._title.textEdited.connect(lambda _text: self._title_field.set_error(None))
        self._day.textEdited.connect(lambda _text: self._day_field.set_error(None))
        self._day.edited.connect(lambda _day: self._day_field.set_error(None))
        if client_id is None:
            self._fill_clients()
        else:
            self._client.fill([(client_id, desk.book.clients.get(client_id).name)])
            self._client.set_value(client_id)
            self._fill_orders(order_id)
            self._title.setFocus()

    def _fill_clients(self) -> None:
        book = self._desk.book
        ids = book.clients.ids(ClientFilter.ALL, self._search.text().strip())
        self._client.fill([(row.id, row.name) for row in book.clients.rows(ids[:FOUND_AT_MOST])])
        self._client.set_value(ids[0] if ids and self._search.text().strip() else None)
        self._fill_orders()

    def _fill_orders(self, chosen: int | None = None) -> None:
        client_id = self._client.value()
        orders = self._desk.book.orders.of_client(client_id) if isinstance(client_id, int) else []
        lang = language()
        self._order.fill([(one.id, f"{one.number}, {one.what}, {formats.money(one.total, lang)}") for one in orders])
        if chosen is not None:
            self._order.set_value(chosen)
        self._order_field.set_error(None)
        self._no_order.setVisible(client_id is not None and not orders)
        self._order_field.setVisible(bool(orders) or client_id is None)
        self._check_order()

    def _check_order(self) -> None:
        """An order with an open case offers that case at once, before anything is typed."""
        order_id = self._order.value()
        standing = self._desk.book.cases.open_on_order(order_id) if isinstance(order_id, int) else None
        self._standing_case = standing.id if standing else None
        self._standing.setVisible(standing is not None)
        if standing is not None:
            self._standing.set_text(
                _("This order already has an open case, {number}: {title}").format(
                    number=standing.number, title=standing.title
                )
            )

    def _new_order(self) -> None:
        from evenhand.ui.order_form import OrderForm

        client_id = self._client.value()
        assert isinstance(client_id, int)
        form = OrderForm(self._desk, self._desk.book.clients.get(client_id), parent=self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.accepted.connect(lambda: self._fill_orders(form.order_id))
        form.open()

    def _go_on(self) -> None:
        self.case_id = self._standing_case
        self.accept()

    def save(self) -> bool:
        self.forgive()
        order_id, day = self._order.value(), None
        try:
            day = read_day(self._day.text(), self._desk.today())
        except ValueError as error:
            self.refuse(self._day_field, wording.sentence(error))
        if not isinstance(order_id, int):
            if self._client.value() is None:
                self.refuse(self._client_field, _("Choose the client whose case it is."))
            else:
                self.refuse(self._order_field, wording.sentence(CaseRefused("no_order")))
            return False
        if not self._title.text().strip():
            self.refuse(self._title_field, wording.sentence(CaseRefused("no_title")))
            return False
        if day is None:
            return False
        if day > self._desk.today():
            self.refuse(self._day_field, _("That day is still to come. Choose today or an earlier day."))
            return False
        try:
            case = actions.open_case(
                self._desk.book,
                order_id=order_id,
                title=self._title.text().strip(),
                words=self._words.text().strip(),
                received_on=day,
                operation_id=self._operation,
            )
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._order_field, wording.sentence(error))
            return False
        self.case_id = case.id
        return True


def open_case_form(desk: Desk, parent: QWidget, client_id: int | None = None) -> None:
    """Shows the form over a screen; the case it ends with is gone to."""
    form = CaseForm(desk, client_id, parent=parent)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.accepted.connect(lambda: desk.go(Place.CASE, form.case_id or 0))
    form.open()
