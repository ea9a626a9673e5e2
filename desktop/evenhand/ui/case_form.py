"""Opens a case: whose it is, on which order, and the client's own words."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import written_day
from evenhand.ui.desk import Desk, Place
from evenhand.ui.form import Form
from evenhand.ui.order_finder import clients_found
from evenhand.ui.order_standing import OrderStanding
from evenhand.ui.past_day import parse_past_day
from evenhand.ui.quick_path import QuickPathForm, say_done

FOUND_AT_MOST = 50


class CaseForm(Form):
    """A new case on a client's order. `case_id` is the opened case, or the one the owner chose to go on with."""

    def __init__(
        self,
        desk: Desk,
        client_id: int | None = None,
        order_id: int | None = None,
        parent: QWidget | None = None,
        words: str = "",
    ) -> None:
        super().__init__(_("New case"), _("Open the case"), parent)
        self._desk = desk
        self._operation = uuid4().hex
        self.case_id: int | None = None
        self.quick: actions.QuickEnd | None = None  # it was put right at once
        self.added = False  # what was typed went to the case that was there
        self._search = kit.TextField(placeholder=_("Search clients"), leading="magnifying-glass", clearable=True)
        self._client = kit.Combo(name=_("Client"))
        self._client.setPlaceholderText(_("Choose"))
        self._order = kit.Combo(name=_("Order"))
        self._title = kit.TextField(placeholder=_("Zip failed after one wear"))
        self._day = kit.DateField(written_day, lambda text: parse_past_day(text, desk.today()))
        self._day.set_day(desk.today())
        self._words = kit.NoteField(words, lines=3, role="say")
        self._client_field = kit.Field(_("Client"), self._client)
        self._order_field = kit.Field(_("Order"), self._order)
        self._title_field = kit.Field(_("What it is about, in a few words"), self._title)
        self._day_field = kit.Field(_("Told us on"), self._day)
        self._words_field = kit.Field(
            _("In the client's own words"), self._words, _("Can wait. Listen first, and write it down as it was said.")
        )
        self.standing = OrderStanding(desk)
        self.standing.written.connect(self._fill_orders)
        self.standing.go_on.connect(self._go_on)
        self.standing.look_at.connect(self._lead_to)
        simple = kit.button(_("Ours, and simple"), "quiet", "check-circle", self._open_quick_path)
        simple.setToolTip(kit.tip(_("Say it, put it right and promise it on one page.")))
        if client_id is None:
            self.add(kit.Field(_("Find the client"), self._search))
        self.add(self._client_field, wide=client_id is not None)
        self.add(self._order_field, wide=True)
        self.add(self.standing, wide=True)
        self.add(self._title_field)
        self.add(self._day_field)
        self.add(self._words_field, wide=True)
        self.add(kit.holder(kit.row(simple, None)), wide=True)
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
        text = self._search.text().strip()
        found = clients_found(self._desk, text, FOUND_AT_MOST)
        self._client.fill(found)
        self._client.set_value(found[0][0] if found and text else None)
        self._fill_orders()

    def _fill_orders(self, chosen: int | None = None) -> None:
        client_id = self._client.value()
        orders = self._desk.book.orders.of_client(client_id) if isinstance(client_id, int) else []
        lang = language()
        self._order.fill([(one.id, f"{one.number}, {one.what}, {formats.money(one.total, lang)}") for one in orders])
        if chosen is not None:
            self._order.set_value(chosen)
        self._order_field.set_error(None)
        self._order_field.setVisible(bool(orders) or client_id is None)
        self._check_order()

    def _check_order(self) -> bool:
        """What keeps the order from a new case is said at once, before anything is typed."""
        client_id, order_id = self._client.value(), self._order.value()
        return self.standing.check(
            client_id if isinstance(client_id, int) else None, order_id if isinstance(order_id, int) else None
        )

    def _go_on(self, case_id: int) -> None:
        """With the case that the order has; what is typed here is added to the client's words there."""
        typed = [part for part in (self._title.text().strip(), self._words.text().strip()) if part]
        try:
            if typed:
                case = self._desk.book.cases.get(case_id)
                words = "\n".join(part for part in (case.words.strip(), *typed) if part)
                self._desk.book.cases.save(replace(case, words=words))
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._order_field, wording.sentence(error))
            return
        self.case_id = case_id
        self.added = bool(typed)
        self.accept()

    def _open_quick_path(self) -> None:
        client_id, order_id = self._client.value(), self._order.value()
        try:
            day = parse_past_day(self._day.text(), self._desk.today())
        except ValueError as error:
            self.refuse(self._day_field, wording.sentence(error))
            return
        if day > self._desk.today():
            self.refuse(self._day_field, _("That day is still to come. Choose today or an earlier day."))
            return
        form = QuickPathForm(
            self._desk,
            self,
            client_id=client_id if isinstance(client_id, int) else None,
            order_id=order_id if isinstance(order_id, int) else None,
            title=self._title.text().strip(),
            words=self._words.text().strip(),
            received_on=day,
        )
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.accepted.connect(lambda: self._take_quick(form))
        form.led_to.connect(self._lead_to)
        form.open()

    def _lead_to(self, case_id: int) -> None:
        self.leave_for(lambda: self._desk.go(Place.CASE, case_id))

    def _take_quick(self, form: QuickPathForm) -> None:
        self.quick, self.case_id = form.end, form.case_id
        self.accept()

    def save(self) -> bool:
        self.forgive()
        order_id, day = self._order.value(), None
        try:
            day = parse_past_day(self._day.text(), self._desk.today())
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
            self._check_order()
            return False
        self.case_id = case.id
        return True


def open_case_form(
    desk: Desk,
    parent: QWidget,
    client_id: int | None = None,
    order_id: int | None = None,
    then: Callable[[], object] | None = None,
    words: str = "",
) -> None:
    """Shows the form over a screen, with the client's words as known; what is `then` to be done, and on to the case."""
    form = CaseForm(desk, client_id, order_id, parent, words)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if then is not None:
        form.accepted.connect(then)
    form.accepted.connect(lambda: _follow(desk, form))
    form.open()


def _follow(desk: Desk, form: CaseForm) -> None:
    if form.quick is not None:
        say_done(desk, form.quick)
        return
    desk.go(Place.CASE, form.case_id or 0)
    if form.added:
        desk.say(_("What you wrote is added to the client's words."))
