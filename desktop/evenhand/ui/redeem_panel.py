"""Redeeming a bonus: the code, the slip, the order, the sum, and what is left to pay. Enter goes on to the end."""

from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.bonus import BonusRefused, BonusState, EntryKind, Slip, read_code, slip_in, state
from evenhand.domain.money import CurrencyMismatch, Money
from evenhand.storage.bonuses import BonusRow
from evenhand.translation import N_, _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import owner_of
from evenhand.ui.case_fields import read_sum
from evenhand.ui.desk import Desk
from evenhand.ui.order_choice import OrderChoice

SLIPS = {
    Slip.TOO_SHORT: N_("A character is missing. A code has seven after the B."),
    Slip.TOO_LONG: N_("There is a character too many. A code has seven after the B."),
    Slip.NO_LETTER: N_("A code has Latin letters and digits only."),
    Slip.WRONG: N_("One character is wrong. Compare the code with the letter."),
}


class RedeemPanel(QWidget):
    """What stands at the counter. `found` brings the bonus whose code was typed, `cleared` says that none is shown."""

    found = Signal(int)
    cleared = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row: BonusRow | None = None
        self._operation = uuid4().hex
        self._own_amount = False  # typed by the owner, so it doesn't follow the order
        self.code = kit.TextField()
        self._code = kit.Field(_("Code"), self.code)
        self.slip = kit.Voucher()
        self._state = kit.Notice("", "info")
        self.choice = OrderChoice(desk)
        self.amount = kit.SumField()
        self._amount = kit.Field(_("From the bonus"), self.amount)
        self._lines = [kit.SumLine("", ""), kit.SumLine("", ""), kit.SumLine("", "")]
        self._pays = kit.SumLine("", "", strong=True)
        kit.theme.dress(self._pays.value, font="figure")
        self.redeem = kit.button("", "primary", "check", self._redeem)
        self.honour = kit.button(_("Honour it all the same"), "plain", "check", self._honour)
        self._rest = kit.label("", "secondary", "ink3", wrap=True)
        self._sums = kit.holder(kit.column(*self._lines, kit.hairline(), self._pays, spacing=0))
        buttons = kit.row(self.redeem, self.honour, None)
        self._use = kit.holder(kit.column(self.choice, self._amount, self._sums, buttons, self._rest, spacing=10))
        hint = kit.label(_("Type the code from the letter, or scan it."), "secondary", "ink2", wrap=True)
        self.setLayout(kit.column(hint, self._code, self.slip, self._state, self._use, spacing=10))
        self.code.textEdited.connect(self._on_code)
        self.code.returnPressed.connect(self._on_code_entered)
        self.code.editingFinished.connect(self._check_code)
        self.choice.changed.connect(self._on_order)
        self.choice.entered.connect(self._on_order_entered)
        self.amount.textEdited.connect(self._on_amount)
        self.amount.returnPressed.connect(self._on_amount_entered)
        self.show_bonus(None)

    @property
    def shown(self) -> int | None:
        """The bonus that is shown."""
        return self._row.bonus.id if self._row else None

    def focus_code(self) -> None:
        """Where it begins."""
        self.code.setFocus(Qt.FocusReason.TabFocusReason)
        self.code.selectAll()

    def show_bonus(self, row: BonusRow | None, *, typed: bool = False) -> None:
        """Shows a bonus, or none; one that is shown already is read anew and keeps what was typed."""
        other = (row.bonus.id if row else None) != self.shown
        self._row = row
        if other:
            self._operation = uuid4().hex
            self._own_amount = False
            if not typed:
                self.code.setText(row.bonus.code if row else "")
            self._code.set_error(None)
        self.slip.setVisible(row is not None)
        if row is None:
            self._state.hide()
            self._use.hide()
            return
        self._show_slip(row)
        self._show_state(row)
        self.choice.show_bonus(row)

    def _show_slip(self, row: BonusRow) -> None:
        whole = row.left or row.bonus.amount
        endless = row.until is None
        self.slip.set_texts(
            owner_of(self._desk.book).letterheads[0].business_name,
            wording.money(whole),
            _("for {name}").format(name=row.client_name),
            _("without a last day") if endless else _("valid to {day}").format(day=wording.last_day(row.until)),
            row.bonus.code,
        )

    def _show_state(self, row: BonusRow) -> None:
        """What is to know before it's used: that it ran out, and how long ago; or where it went."""
        today = self._desk.today()
        now = state(row.bonus, row.ledger, today)
        text = ""
        if now is BonusState.EXPIRED and row.until is not None:
            text = wording.with_day(_("Ran out on {day}. Honour it all the same?"), row.until)
        elif now is BonusState.PART_REDEEMED:
            text = _("{left} of {sum} is left.").format(
                left=wording.money(row.left), sum=wording.money(row.bonus.amount)
            )
        elif not row.left:
            text = self._said_of_the_end(row, now)
        self._state.setVisible(bool(text))
        self._state.set_text(text)
        self._use.setVisible(bool(row.left))
        self.redeem.setVisible(now is not BonusState.EXPIRED)
        self.honour.setVisible(now is BonusState.EXPIRED)

    def _said_of_the_end(self, row: BonusRow, now: BonusState) -> str:
        last = row.ledger[-1]
        if now is BonusState.REDEEMED and last.kind is EntryKind.REDEEMED and last.order_id is not None:
            number = self._desk.book.orders.get(last.order_id).number
            return wording.with_day(_("Used up on {day}, for order {number}."), last.entered_on, number=number)
        return wording.with_day(_("{state}, {day}."), last.entered_on, state=wording.word(now))

    # Code

    def _on_code(self, text: str) -> None:
        """A whole code is looked up at once; half of one is no mistake yet."""
        self._code.set_error(None)
        code = read_code(text)
        bonus = self._desk.book.bonuses.by_code(code) if code else None
        if bonus is not None:
            self.show_bonus(self._desk.book.bonuses.row(bonus.id), typed=True)
            self.found.emit(bonus.id)
        elif self._row is not None:
            self.show_bonus(None, typed=True)
            self.cleared.emit()

    def _check_code(self) -> bool:
        text = self.code.text()
        if self._row is not None or not text.strip():
            return self._row is not None
        slip = slip_in(text)
        self._code.set_error(_(SLIPS[slip]) if slip else _("No bonus in the book has this code."))
        return False

    def _on_code_entered(self) -> None:
        if self._check_code():
            self.go_on()

    def go_on(self) -> None:
        """To the order that the shown bonus pays for."""
        if self._row is not None and self._row.left:
            self.choice.focus_first()

    # Order and sum

    def _on_order(self) -> None:
        """Another order: the sum follows, unless the owner wrote one."""
        row, order = self._row, self.choice.order
        if row is None:
            return
        if not self._own_amount:
            most = min(row.left, order.room) if order else row.left
            self.amount.setText(formats.typed(most, language()))
        self._amount.set_error(None)
        self._show_sums()

    def _on_order_entered(self) -> None:
        if self.choice.order is not None:
            self.amount.setFocus(Qt.FocusReason.TabFocusReason)
            self.amount.selectAll()

    def _on_amount(self, _text: str) -> None:
        self._own_amount = True
        self._amount.set_error(None)
        self._show_sums()

    def _on_amount_entered(self) -> None:
        """Redeems; a bonus that ran out waits for one more word, since honouring it is on purpose."""
        if self.honour.isVisibleTo(self):
            self.honour.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._redeem()

    def _read_amount(self) -> Money | None:
        """The sum that is typed, None while it can't be redeemed."""
        row, order = self._row, self.choice.order
        if row is None:
            return None
        try:
            amount = read_sum(self.amount.text(), row.bonus.amount.currency)
        except ValueError:
            return None
        most = min(row.left, order.room) if order else row.left
        return amount if 0 < amount.minor <= most.minor else None

    def _show_sums(self) -> None:
        row, order, amount = self._row, self.choice.order, self._read_amount()
        assert row is not None
        text = wording.money(amount) if amount is not None else "—"
        self.redeem.setText(_("Redeem {sum}").format(sum=text))
        self._sums.setVisible(order is not None)
        if order is not None:
            lines = [(_("Order"), wording.money(order.order.total))]
            if order.by_bonuses:
                lines.append((_("Other bonuses"), wording.money(-order.by_bonuses)))
            bonus = wording.money(-amount) if amount is not None else "—"
            lines.append((_("Bonus {code}").format(code=row.bonus.code), bonus))
            for number, line in enumerate(self._lines):
                line.setVisible(number < len(lines))
                if number < len(lines):
                    line.name.setText(lines[number][0])
                    line.value.setText(lines[number][1])
            self._pays.name.setText(_("{name} pays").format(name=order.client_name))
            self._pays.value.setText(wording.money(order.room - amount) if amount is not None else "—")
        self._rest.setText(self._said_of_the_rest(row, amount))
        self._rest.setVisible(bool(self._rest.text()))

    def _said_of_the_rest(self, row: BonusRow, amount: Money | None) -> str:
        if amount is None or not 0 < amount.minor < row.left.minor:
            return ""
        rest = wording.money(row.left - amount)
        if row.until is None:
            return _("{sum} stays on the bonus.").format(sum=rest)
        if row.until < self._desk.today():
            return ""
        return wording.with_day(_("{sum} stays on the bonus, until {day}."), row.until, sum=rest)

    # Acting

    def press(self) -> None:
        """The counter's one primary act, by Ctrl Enter."""
        if self.redeem.isVisibleTo(self):
            self._redeem()

    def _redeem(self) -> None:
        self._use_it(honour=False)

    def _honour(self) -> None:
        self._use_it(honour=True)

    def _use_it(self, *, honour: bool) -> None:
        row, order = self._row, self.choice.order
        if row is None:
            return
        if order is None:
            self.choice.refuse(self.choice.why_none())
            return
        book, today, operation = self._desk.book, self._desk.today(), self._operation
        try:
            amount = read_sum(self.amount.text(), row.bonus.amount.currency)
            entry = actions.redeem_bonus(
                book,
                bonus_id=row.bonus.id,
                order_id=order.order.id,
                amount=amount,
                on=today,
                operation_id=operation,
                honour_expired=honour,
            )
        except (BonusRefused, CurrencyMismatch) as error:
            whole = isinstance(error, CurrencyMismatch) or error.reason == "order_paid"
            self.choice.refuse(wording.sentence(error)) if whole else self._refuse_amount(wording.sentence(error))
            return
        except wording.KNOWN_ERRORS as error:
            self._refuse_amount(wording.sentence(error))
            return
        done = _("Redeemed {code}, {sum}, for {name}").format(
            code=row.bonus.code, sum=wording.money(amount), name=order.client_name
        )
        self.show_bonus(None)
        self.cleared.emit()
        self.focus_code()

        def take_back() -> None:
            try:
                actions.take_back_redemption(book, entry_id=entry.id, on=today, operation_id=f"{operation}:back")
            except wording.KNOWN_ERRORS as error:
                self._desk.say(wording.sentence(error), failed=True)

        self._desk.say(done, _("Undo"), take_back)

    def _refuse_amount(self, sentence: str) -> None:
        self._amount.set_error(sentence)
        self.amount.setFocus()
        self.amount.selectAll()

    def in_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.code, *self.choice.in_order(), self.amount, self.redeem, self.honour]
