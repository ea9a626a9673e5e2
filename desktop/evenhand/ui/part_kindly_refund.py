"""The money in a parting: for which order, what of it is kept, how and by which day the rest goes back."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.money import Money
from evenhand.domain.parting import RefundDue
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import date_field, read_day, read_sum
from evenhand.ui.country_note import CountryNote
from evenhand.ui.country_terms import terms_for
from evenhand.ui.desk import Desk
from evenhand.ui.part_kindly_parts import SumGoingBack


class RefundPart(QWidget):
    """Fields of the sheet, with the sum as it stands typed. `order_chosen` asks for what another order means."""

    order_chosen = Signal()

    def __init__(self, desk: Desk, proposal: actions.Proposal) -> None:
        super().__init__()
        self._desk, self._proposal = desk, proposal
        self._build()
        self.show_order(proposal)

    def _build(self) -> None:
        proposal, lang = self._proposal, language()
        self.order = kit.Combo(name=_("Order"))
        orders = [one.order for one in proposal.orders]
        if proposal.order is not None and proposal.order.id not in [one.id for one in orders]:
            orders.insert(0, proposal.order)
        self.order.fill(
            [
                (None, _("None: no money goes back")),
                *((one.id, f"{one.number}, {one.what}, {formats.money(one.total, lang)}") for one in orders),
            ]
        )
        self.order.set_value(proposal.order.id if proposal.order else None)
        self.order.chosen.connect(lambda _id: self._on_order())
        self.order_field = kit.Field(_("For which order the money goes back"), self.order)
        self.kept = kit.SumField()
        self.kept_field = kit.Field(_("Work that is kept"), self.kept)
        self.kept.textEdited.connect(lambda _text: self._show_sum())
        self.sum = SumGoingBack()
        self.method = kit.TextField(placeholder=_("the card you used, ending 4417"))
        in_language = _("Fit for the letter. Its language: {language}.")
        self.method_field = kit.Field(
            _("How it goes back"),
            self.method,
            in_language.format(language=wording.language_name(proposal.client.language)),
        )
        self.pay_by = date_field(self._desk.today)
        self.pay_by.edited.connect(lambda _day: self._show_noted())
        self.pay_by_field = kit.Field(_("Paid by"), self.pay_by)
        self.noted = CountryNote()
        for editor, field in (
            (self.kept, self.kept_field),
            (self.method, self.method_field),
            (self.pay_by, self.pay_by_field),
        ):
            editor.textEdited.connect(lambda _text, field=field: field.set_error(None))
        sum_ = kit.row(kit.holder(kit.column(self.kept_field, None)), self.sum, spacing=20)
        paid = kit.row(
            kit.holder(kit.column(self.method_field, None)), kit.holder(kit.column(self.pay_by_field, None)), spacing=20
        )
        for line in (sum_, paid):
            for side in (0, 1):
                line.setStretch(side, 1)
        self._sum_line, self._paid_line = kit.holder(sum_), kit.holder(paid)
        self.setLayout(kit.column(self.order_field, self._sum_line, self._paid_line, self.noted, spacing=14))

    def _on_order(self) -> None:
        self.kept_field.set_error(None)
        self.order_field.set_error(None)
        self.order_chosen.emit()

    def order_id(self) -> int | None:
        """The order chosen; None where no money goes back."""
        order_id = self.order.value()
        return order_id if isinstance(order_id, int) else None

    @property
    def _due(self) -> RefundDue | None:
        return self._proposal.due if isinstance(self.order.value(), int) else None

    def show_order(self, proposal: actions.Proposal) -> None:
        """What the order says; a day and a way of paying that were typed stay."""
        self._proposal = proposal
        due = self._due
        stated = self._proposal.stated if due else None
        currency = due.paid.currency if due else ""
        self.kept_field.label.setText(
            _("Work that is kept, in {currency}").format(currency=currency) if due else _("Work that is kept")
        )
        self.kept.setAccessibleName(self.kept_field.label.text())
        self.kept.setText(formats.typed(due.accepted, language()) if due and due.accepted else "")
        hint = _("Empty: all that was paid goes back.")
        if stated is not None:
            hint = wording.with_day(
                _("A letter states {sum} back by {day}. It stays as it is."),
                stated.pay_by,
                sum=wording.money(stated.amount),
            )
        self.kept_field.set_hint(hint)
        self.kept.setEnabled(stated is None)
        self.order_field.set_hint(self._paid_elsewhere())
        if not self.pay_by.text():
            self.pay_by.set_day(self._proposal.pay_by)
        self._show_sum()

    def _paid_elsewhere(self) -> str:
        """What is paid and not delivered on other orders: a parting gives back for one of them."""
        waiting = [one for one in self._proposal.orders if one.order.delivered_on is None and one.due.left]
        named = [
            _("{number}: {amount}").format(number=one.order.number, amount=wording.money(one.due.left))
            for one in waiting
            if one.order.id != self.order.value()
        ]
        if not named:
            return ""
        text = _("Also paid and not delivered: {orders}. That goes back in a case of its own.")
        return text.format(orders=", ".join(named))

    def _read_kept(self) -> Money | None:
        """The work that is kept as it stands typed; None without an order. Raises SumNotUnderstood."""
        due = self._due
        if due is None:
            return None
        text = self.kept.text().strip()
        return read_sum(text, due.paid.currency) if text else Money.zero(due.paid.currency)

    def show_due(self, proposal: actions.Proposal) -> None:
        """Another word on a bonus: the sum follows, and what is typed stays."""
        self._proposal = proposal
        self._show_sum()

    def _show_sum(self) -> None:
        due = self._due
        try:
            accepted = self._read_kept()
        except ValueError:
            accepted = None
        order = self._proposal.order
        self.sum.show_due(due, order.number if order and due else "", accepted)
        goes_back = due is not None and (accepted is None or accepted < due.left)
        self._sum_line.setVisible(due is not None)
        self._paid_line.setVisible(goes_back)
        self._show_noted()

    def _show_noted(self) -> None:
        book, today = self._desk.book, self._desk.today()
        owner, case = book.owner.get(), self._proposal.case
        noted = None
        if owner is not None and self._paid_line.isVisibleTo(self):
            terms = terms_for(book, owner, self._proposal.client)
            noted = terms.pay_by(self.pay_by.day(), case.received_on if case else None, today)
        self.noted.show_noted(noted, book, today)

    def read(self) -> tuple[Money | None, date | None]:
        """What is kept, and the day; each that can't be read says so at its field."""
        kept, pay_by = None, None
        try:
            kept = self._read_kept()
        except ValueError as error:
            self.kept_field.set_error(wording.sentence(error))
        if self._paid_line.isVisibleTo(self) and self.pay_by.text().strip():
            try:
                pay_by = read_day(self.pay_by.text(), self._desk.today())
            except ValueError as error:
                self.pay_by_field.set_error(wording.sentence(error))
        return kept, pay_by
