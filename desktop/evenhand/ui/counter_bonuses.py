"""Bonuses in Counter view: the code, the order that is made now, and what is left to pay. No list, and no names."""

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.bonus import BonusRefused, BonusState, read_code, slip_in, state
from evenhand.domain.money import CurrencyMismatch, Money, parse_amount
from evenhand.storage.bonuses import BonusRow, Payable
from evenhand.storage.book import Kind
from evenhand.storage.search import fold
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.counter_desk import CounterDesk
from evenhand.ui.redeem_panel import SLIPS


class CounterBonuses(QWidget):
    """A bonus by its code, and the order that it pays for: the open client's, or one that is named in full."""

    kinds = frozenset({Kind.BONUSES, Kind.ORDERS, Kind.OWNER})

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__()
        self._desk = desk
        self._row: BonusRow | None = None
        self._found: dict[object, Payable] = {}
        self._operation = uuid4().hex
        self.code = kit.TextField()
        self._code = kit.Field(_("Code"), self.code)
        self.slip = kit.Voucher()
        self.said = kit.Notice("", "info")
        self.orders = kit.Combo(name=_("Order"))
        self.orders.setPlaceholderText(_("Choose"))
        self._orders = kit.Field(_("Order"), self.orders)
        self.number = kit.TextField(placeholder=_("Number of the order"), leading="magnifying-glass", clearable=True)
        self._number = kit.Field(_("Another order, by its number"), self.number)
        self.amount = kit.SumField()
        self._amount = kit.Field(_("From the bonus"), self.amount)
        self._order_sum, self._bonus_sum = kit.SumLine(_("Order"), ""), kit.SumLine(_("Bonus"), "")
        self._to_pay = kit.SumLine(_("Left to pay"), "", strong=True)
        kit.theme.dress(self._to_pay.value, font="figure")
        self.redeem_button = kit.button("", "primary", "check", self._redeem)
        sums = kit.column(self._order_sum, self._bonus_sum, kit.hairline(), self._to_pay, spacing=0)
        self._sums = kit.holder(sums)
        button = kit.row(self.redeem_button, None)
        parts = (self._orders, self._number, self._amount, self._sums)
        self._use = kit.holder(kit.column(*parts, button, spacing=10))
        hint = kit.label(_("Type the code from the letter, or scan it."), "secondary", "ink2", wrap=True)
        panel = kit.holder(kit.column(hint, self._code, self.slip, self.said, self._use, None, spacing=10))
        kit.theme.dress(panel, width=380)
        body = kit.scrolling(kit.holder(kit.row(panel, None, margins=(32, 8, 32, 24))))
        head = kit.row(kit.Header(_("Redeem a bonus")), margins=(32, 18, 32, 4))
        whole = kit.column(head, body, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.code.textEdited.connect(self._on_code)
        self.code.returnPressed.connect(self._on_code_entered)
        self.code.editingFinished.connect(self._check_code)
        self.number.textEdited.connect(lambda _text: self._fill_orders())
        self.orders.chosen.connect(lambda _id: self._propose())
        self.amount.textEdited.connect(lambda _text: self._show_sums())
        self.amount.returnPressed.connect(self._redeem)
        self._show(None)

    def redeem(self) -> None:
        """Where it begins: a code can be typed."""
        self.code.setFocus(Qt.FocusReason.TabFocusReason)
        self.code.selectAll()

    focus_first = focus_search = redeem

    def refresh(self) -> None:
        """Reads the bonus anew; what stands typed stays."""
        if self._row is not None:
            amount = self.amount.text()
            self._show(self._desk.book.bonuses.row(self._row.bonus.id))
            if amount and self._row.left:
                self.amount.setText(amount)
                self._show_sums()

    # Code

    def _on_code(self, text: str) -> None:
        self._code.set_error(None)
        code = read_code(text)
        bonus = self._desk.book.bonuses.by_code(code) if code else None
        self._operation = uuid4().hex
        self._show(self._desk.book.bonuses.row(bonus.id) if bonus else None)

    def _check_code(self) -> bool:
        text = self.code.text()
        if self._row is not None or not text.strip():
            return self._row is not None
        slip = slip_in(text)
        self._code.set_error(_(SLIPS[slip]) if slip else _("No bonus has this code."))
        return False

    def _on_code_entered(self) -> None:
        if self._check_code() and self._use.isVisibleTo(self):
            (self.orders if self._found else self.number).setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, row: BonusRow | None) -> None:
        self._row = row
        self.slip.setVisible(row is not None)
        self.number.clear()
        text = "" if row is None else self._why_not(row)
        self.said.setVisible(bool(text))
        self.said.set_text(text)
        self._use.setVisible(row is not None and not text)
        if row is None:
            self.slip.set_texts("", "", "", "", "")
            self.orders.fill(())
            self._found = {}
            return
        owner = self._desk.book.owner.get()
        self.slip.set_texts(
            owner.letterheads[0].business_name if owner else "",
            wording.money(row.left or row.bonus.amount),
            "",
            _("valid to {day}").format(day=wording.last_day(row.until)) if row.until else _("without a last day"),
            row.bonus.code,
        )
        self._fill_orders()

    def _why_not(self, row: BonusRow) -> str:
        """What keeps the bonus from being used now; honouring it after its last day is the owner's to weigh alone."""
        now = state(row.bonus, row.ledger, self._desk.today())
        if now is BonusState.EXPIRED:
            return wording.with_day(_("It was valid to {day}."), row.until)
        return "" if row.left else _("Nothing is left on it.")

    # Order and sum

    def _fill_orders(self) -> None:
        """The open client's orders, else those of whom the bonus was given to; a whole number brings any other."""
        if self._row is None:
            return
        bonus, sought = self._row.bonus, self.number.text().strip()
        payable = self._desk.book.bonuses.payable
        if sought:
            found = payable(bonus.amount.currency, number=sought)
            found = [one for one in found if fold(one.order.number) == fold(sought)]
        else:
            client = self._desk.client or bonus.client_id
            found = payable(bonus.amount.currency, client_id=client, since=bonus.granted_on)
        self._found = {one.order.id: one for one in found}
        self.orders.fill([(one.order.id, self._text(one)) for one in found])
        self.orders.set_value(next(iter(self._found), None))
        self._orders.set_error(None)
        self._propose()

    def _text(self, one: Payable) -> str:
        order = one.order
        what = order.what if order.client_id == self._desk.client else ""
        return ", ".join(part for part in (order.number, wording.money(order.total), what) if part)

    @property
    def _order(self) -> Payable | None:
        return self._found.get(self.orders.value())

    def _propose(self) -> None:
        """As much of the bonus as the order can take."""
        if self._row is None:
            return
        order = self._order
        most = min(self._row.left, order.room) if order else self._row.left
        self.amount.setText(formats.typed(most, language()))
        self._orders.set_error(None)
        self._show_sums()

    def _typed(self) -> Money | None:
        assert self._row is not None
        try:
            return parse_amount(self.amount.text(), self._row.bonus.amount.currency)
        except ValueError:
            return None

    def _show_sums(self) -> None:
        row, order = self._row, self._order
        if row is None:
            return
        self._amount.set_error(None)
        amount = self._typed()
        if amount is None or not 0 < amount.minor <= (min(row.left, order.room) if order else row.left).minor:
            amount = None
        text = wording.money(amount) if amount is not None else "—"
        self.redeem_button.setText(_("Redeem {sum}").format(sum=text))
        self._sums.setVisible(order is not None)
        if order is not None:
            self._order_sum.value.setText(wording.money(order.room))
            self._bonus_sum.value.setText(wording.money(-amount) if amount is not None else "—")
            self._to_pay.value.setText(wording.money(order.room - amount) if amount is not None else "—")

    # Acting

    def _redeem(self) -> None:
        row, order = self._row, self._order
        if row is None or not self._use.isVisibleTo(self):
            return
        if order is None:
            sought = self.number.text().strip()
            none = _("No order with this number and currency is still to pay.")
            self._orders.set_error(none if sought else _("Choose the order that it pays for."))
            self.number.setFocus(Qt.FocusReason.TabFocusReason)
            return
        book, today, operation = self._desk.book, self._desk.today(), self._operation
        try:
            amount = parse_amount(self.amount.text(), row.bonus.amount.currency)
            entry = actions.redeem_bonus(
                book,
                bonus_id=row.bonus.id,
                order_id=order.order.id,
                amount=amount,
                on=today,
                operation_id=operation,
            )
        except (BonusRefused, CurrencyMismatch) as error:
            self._refuse(wording.sentence(error))
            return
        except wording.KNOWN_ERRORS as error:
            self._refuse(wording.sentence(error))
            return
        self.code.clear()
        self._operation = uuid4().hex
        self._show(None)
        self.redeem()
        self._desk.say(
            _("Redeemed {sum}.").format(sum=wording.money(amount)), _("Undo"), self._way_back(entry.id, operation)
        )

    def _way_back(self, entry_id: int, operation: str) -> Callable[[], None]:
        book, today, say = self._desk.book, self._desk.today(), self._desk.say

        def take_back() -> None:
            try:
                actions.take_back_redemption(book, entry_id=entry_id, on=today, operation_id=f"{operation}:back")
            except wording.KNOWN_ERRORS:
                say(_("It could not be undone here."), failed=True)

        return take_back

    def _refuse(self, sentence: str) -> None:
        self._amount.set_error(sentence)
        self.amount.setFocus()
        self.amount.selectAll()
