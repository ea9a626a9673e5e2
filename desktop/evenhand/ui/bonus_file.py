"""What became of one bonus, line by line of its ledger, and what can still be done with it."""

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats, wording
from evenhand.domain.bonus import EntryKind, LedgerEntry, balance, redemptions
from evenhand.domain.records import Nature
from evenhand.storage.bonuses import BonusRow
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.notice import ask


class BonusFile(QWidget):
    """The ledger of the bonus that is shown, and the acts that its state allows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row: BonusRow | None = None
        self._entries = kit.column(spacing=2)
        self.letter = kit.button("", "link", "envelope-simple", self._open_letter)
        self.extend = kit.button(_("Extend with a letter"), "link", "calendar-blank", self._extend)
        self.exchange = kit.button(_("Exchange for money"), "link", "coins", self._exchange)
        self.cancel = kit.button(_("Cancel what is left"), "link", "x", self._cancel)
        self.setLayout(
            kit.column(
                kit.hairline(),
                kit.label(_("What became of it"), "body_strong", wrap=True),
                self._entries,
                *(kit.row(each, None) for each in (self.letter, self.extend, self.exchange, self.cancel)),
                spacing=6,
            )
        )
        self.show_bonus(None)

    def show_bonus(self, row: BonusRow | None) -> None:
        """Shows a bonus, or nothing at all."""
        self._row = row
        self.setVisible(row is not None)
        while (item := self._entries.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if row is None:
            return
        standing = {entry.id for entry in redemptions(row.ledger)}
        for number, entry in enumerate(row.ledger):
            self._entries.addWidget(self._line(row, number, entry, entry.id in standing))
        number_of_letter = self._desk.book.letters.get(row.bonus.letter_id).number
        self.letter.setText(_("Letter {number}").format(number=number_of_letter))
        self.extend.setVisible(bool(row.left) and row.until is not None)
        self.exchange.setVisible(bool(row.left) and row.bonus.nature is Nature.OWED)
        # What stands for money owed is used or paid out; taking it away would be keeping the money.
        self.cancel.setVisible(bool(row.left) and row.bonus.nature is Nature.GOODWILL)

    def _line(self, row: BonusRow, number: int, entry: LedgerEntry, standing: bool) -> QWidget:
        other_year = entry.entered_on.year != self._desk.today().year
        day = formats.short_date(entry.entered_on, language(), year=other_year)
        words = kit.label(f"{day} · {self._words(row, number, entry)}", "secondary", "ink2", wrap=True)
        adds = entry.kind in (EntryKind.GRANTED, EntryKind.REVERSED)
        amount = wording.money(entry.amount if adds else -entry.amount) if entry.amount else ""
        line = kit.row(words, spacing=6)
        line.setStretch(0, 1)
        if standing:
            back = kit.button(_("Take back"), "link", on_click=lambda: self._take_back(entry))
            back.setAccessibleName(
                _("Take back the redemption of {sum}, {day}").format(sum=wording.money(entry.amount), day=day)
            )
            line.addWidget(back)
        line.addWidget(kit.label(amount, "secondary_strong"), 0, Qt.AlignmentFlag.AlignVCenter)
        return kit.holder(line)

    def _words(self, row: BonusRow, number: int, entry: LedgerEntry) -> str:
        match entry.kind:
            case EntryKind.REDEEMED if entry.order_id is not None:
                text = _("Used for order {number}").format(number=self._desk.book.orders.get(entry.order_id).number)
                days = [one.valid_until for one in row.ledger[:number] if one.valid_until is not None]
                until = max(days, default=row.bonus.valid_until)
                late = until is not None and entry.entered_on > until
                return _("{what}, after its last day").format(what=text) if late else text
            case EntryKind.EXTENDED:
                return _("Extended to {day}").format(day=wording.last_day(entry.valid_until))
            case EntryKind.CANCELLED if balance(row.bonus, row.ledger[: number + 1]):
                text = _("Reduced")
            case _:
                text = wording.word(entry.kind)
        return f"{text}: {entry.note}" if entry.note else text

    def _open_letter(self) -> None:
        if self._row is not None:
            self._desk.go(Place.LETTERS, self._row.bonus.letter_id)

    def _extend(self) -> None:
        from evenhand.ui.extend_form import ExtendForm

        if self._row is None:
            return
        form = ExtendForm(self._desk, self._row, self.window())
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.accepted.connect(lambda: self._desk.go(Place.LETTER, form.draft_id))
        form.open()

    def _exchange(self) -> None:
        text = _("Exchange {code} for {sum} in money? You pay it out yourself, and it can't be undone here.")
        self._ask_to_end(actions.exchange_bonus, text, _("Exchange it"), _("Exchanged {code}: {sum} to pay out"))

    def _cancel(self) -> None:
        text = _("Cancel the {sum} left on {code}? It can't be undone.")
        self._ask_to_end(actions.cancel_bonus, text, _("Cancel the bonus"), _("Cancelled {code}, {sum}"))

    def _ask_to_end(self, act: Callable[..., LedgerEntry], text: str, yes: str, said: str) -> None:
        if (row := self._row) is not None:
            text = text.format(code=row.bonus.code, sum=wording.money(row.left))
            ask(text, yes, _("Leave it"), self, lambda: self._end(act, row, said))

    def _end(self, act: Callable[..., LedgerEntry], row: BonusRow, said: str) -> None:
        try:
            entry = act(self._desk.book, bonus_id=row.bonus.id, on=self._desk.today(), operation_id=uuid4().hex)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        self._desk.say(said.format(code=row.bonus.code, sum=wording.money(entry.amount)))

    def _take_back(self, entry: LedgerEntry) -> None:
        try:
            actions.take_back_redemption(
                self._desk.book, entry_id=entry.id, on=self._desk.today(), operation_id=uuid4().hex
            )
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        assert self._row is not None
        self._desk.say(
            _("Taken back: {sum} is on {code} again").format(sum=wording.money(entry.amount), code=self._row.bonus.code)
        )
