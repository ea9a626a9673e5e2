"""An order: what was made, for how much, and what has been paid."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.money import Money, SumNotUnderstood
from evenhand.domain.records import Client, Order
from evenhand.translation import _, language
from evenhand.ui.case_fields import read_sum
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.inputs import Field, SumField, TextField
from evenhand.ui.past_day import PastDayField


class _Sum(Field):
    """A labelled sum that says beneath what was understood."""

    def __init__(self, name: str, currency: str, hint: str = "") -> None:
        self.sum = SumField()
        super().__init__(name, self.sum, hint)
        self._currency, self._own_hint = currency, hint
        self.sum.textChanged.connect(self._echo)
        self.sum.editingFinished.connect(self._check)

    def show_sum(self, amount: Money | None) -> None:
        self.sum.setText("" if amount is None else formats.typed(amount, language()))

    def read(self) -> Money | None:
        """The sum, None where nothing stands. Raises SumNotUnderstood."""
        text = self.sum.text().strip()
        if not text:
            return None
        amount = read_sum(text, self._currency)
        if amount.minor < 0:
            raise SumNotUnderstood(text)
        return amount

    def _echo(self) -> None:
        try:
            amount = self.read()
        except SumNotUnderstood:
            self.set_hint(self._own_hint)
            return
        self.set_error(None)
        self.set_hint(self._own_hint if amount is None else formats.money(amount, language()))

    def _check(self) -> None:
        try:
            self.read()
        except SumNotUnderstood as error:
            self.set_error(wording.sentence(error))


class OrderForm(Form):
    """Adds an order of a client, or changes one. `order_id` is whose it is once saved."""

    def __init__(self, desk: Desk, client: Client, order: Order | None = None, parent: QWidget | None = None) -> None:
        super().__init__(_("New order") if order is None else _("Order"), _("Save"), parent)
        self._desk = desk
        self._order = order or _blank(desk, client)
        self.order_id = self._order.id
        self._build_fields(self._order.total.currency)
        self._fill(self._order)
        # Until it is written by hand, what is paid follows the sum.
        self._own_paid = order is not None
        self._total.sum.textEdited.connect(self._follow)
        self._paid.sum.textEdited.connect(self._on_paid)
        self.number.textEdited.connect(lambda: self._number.set_error(None))
        self.what.textEdited.connect(lambda: self._what.set_error(None))

    def _build_fields(self, currency: str) -> None:
        self.what, self.number = TextField(), TextField()
        self._what = Field(_("What"), self.what)
        self._number = Field(_("Number"), self.number)
        self._ordered = PastDayField(_("Ordered on"), self._desk.today)
        self._total = _Sum(_("Sum, {currency}").format(currency=currency), currency)
        self._paid = _Sum(_("Paid, {currency}").format(currency=currency), currency)
        self._cost = _Sum(_("Cost to me, {currency}").format(currency=currency), currency, _("If it is known"))
        self._delivered = PastDayField(_("Delivered on"), self._desk.today, _("Empty until then"))
        self.total, self.paid, self.cost = self._total.sum, self._paid.sum, self._cost.sum
        self.ordered_on, self.delivered_on = self._ordered.day, self._delivered.day
        self.add(self._what, wide=True)
        for field in (self._total, self._paid, self._number, self._ordered, self._cost, self._delivered):
            self.add(field)

    def _fill(self, order: Order) -> None:
        self.what.setText(order.what)
        self.number.setText(order.number)
        self.ordered_on.set_day(order.ordered_on)
        self.delivered_on.set_day(order.delivered_on)
        self._cost.show_sum(order.cost)
        if order.id:
            self._total.show_sum(order.total)
            self._paid.show_sum(order.paid)

    def _follow(self, text: str) -> None:
        if not self._own_paid:
            self.paid.setText(text)

    def _on_paid(self, text: str) -> None:
        self._own_paid = bool(text.strip())

    def save(self) -> bool:
        self.forgive()
        book, number, what = self._desk.book, self.number.text().strip(), self.what.text().strip()
        if not what:
            self.refuse(self._what, _("Say what was ordered."))
        total = self._read_sum(self._total)
        if total is None and not self._total.error():
            self.refuse(self._total, _("Write the sum of the order."))
        paid, cost = self._read_sum(self._paid), self._read_sum(self._cost)
        if total is not None and paid is not None and paid > total:
            self.refuse(self._paid, _("That is more than the sum of the order."))
        if not number:
            self.refuse(self._number, _("Write a number for the order."))
        elif book.orders.number_taken(number, self._order.id):
            self.refuse(self._number, _("Another order has this number. Choose a free one."))
        ordered_on, delivered_on = self._read_day(self._ordered), self._read_day(self._delivered)
        if ordered_on is None and not self._ordered.error():
            self.refuse(self._ordered, _("Write the day of the order."))
        if ordered_on is not None and delivered_on is not None and delivered_on < ordered_on:
            self.refuse(self._delivered, _("That is before the day of the order."))
        if self.refused() or total is None or ordered_on is None:
            return False
        order = replace(
            self._order,
            number=number,
            ordered_on=ordered_on,
            what=what,
            total=total,
            paid=paid if paid is not None else Money.zero(total.currency),
            cost=cost,
            delivered_on=delivered_on,
        )
        try:
            if order.id:
                book.orders.save(order)
            else:
                self.order_id = book.orders.add(order).id
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._what, wording.sentence(error))
            return False
        return True

    def _read_sum(self, field: _Sum) -> Money | None:
        try:
            return field.read()
        except SumNotUnderstood as error:
            self.refuse(field, wording.sentence(error))
            return None

    def _read_day(self, field: PastDayField) -> date | None:
        try:
            return field.read()
        except formats.DateNotUnderstood as error:
            self.refuse(field, wording.sentence(error))
            return None


def _blank(desk: Desk, client: Client) -> Order:
    today, nothing = desk.today(), Money(Decimal(0), client.currency)
    return Order(0, client.id, desk.book.orders.next_number(today.year), today, "", nothing, nothing)
