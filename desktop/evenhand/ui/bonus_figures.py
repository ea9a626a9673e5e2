"""The bonuses in figures, one currency at a time: what I may still owe, what was used, what ran out unused."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.bonus import BonusState, liability, owed_in
from evenhand.domain.money import Money
from evenhand.storage.bonuses import BonusRow, Used
from evenhand.translation import _, language, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.liability_bar import LiabilityBar


class BonusFigures(QWidget):
    """Three figures and the bar of one currency; `currency` is the choice between several, for the screen's header."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[tuple[BonusRow, BonusState]] = ()
        self._used: dict[str, Used] = {}
        self._today = date.min
        self.currency = kit.Segmented([], _("Currency"))
        self.currency.chosen.connect(lambda _code: self._show())
        self.figures = kit.FiguresRow()
        self.bar = LiabilityBar()
        self.setLayout(kit.column(self.figures, self.bar, spacing=14))

    def show_rows(
        self, rows: Sequence[tuple[BonusRow, BonusState]], used: Sequence[Used], today: date, own: str
    ) -> None:
        """All bonuses with their states, what was used this year, and the owner's own currency."""
        self._rows, self._used, self._today = rows, {one.amount.currency: one for one in used}, today
        found = {row.bonus.amount.currency for row, _state in rows}
        codes = sorted(found, key=lambda code: (code != own, code))
        before = self.currency.value()
        self.currency.set_items([(code, code) for code in codes])
        self.currency.set_value(before if before in codes else next(iter(codes), None))
        self.currency.setVisible(len(codes) > 1)
        self._show()

    def _show(self) -> None:
        currency = self.currency.value()
        if not isinstance(currency, str):
            return
        own = [(row, state) for row, state in self._rows if row.bonus.amount.currency == currency]
        open_ = [row for row, state in own if owed_in(state, row.bonus)]
        ran_out = [row for row, state in own if state is BonusState.EXPIRED and not owed_in(state, row.bonus)]
        ended = len(ran_out) + sum(state is BonusState.REDEEMED for _row, state in own)
        used = self._used.get(currency)
        owed_note = ngettext("{n} bonus, what I may still owe", "{n} bonuses, what I may still owe", len(open_))
        used_note = lost_note = ""
        if used:
            used_note = _("{bonuses}, orders worth {sum}").format(
                bonuses=ngettext("{n} bonus", "{n} bonuses", used.bonuses), sum=wording.money(used.orders)
            )
        if ran_out:
            share = formats.percent(round(Decimal(len(ran_out)) / ended, 2), language())
            lost_note = _("{bonuses}, {share} of those that ended").format(
                bonuses=ngettext("{n} bonus", "{n} bonuses", len(ran_out)), share=share
            )
        nothing = "–"
        self.figures.set_figures(
            [
                kit.Figure(
                    _("Outstanding"),
                    wording.money(_sum(open_, currency)) if open_ else nothing,
                    owed_note if open_ else "",
                ),
                kit.Figure(_("Used this year"), wording.money(used.amount) if used else nothing, used_note),
                kit.Figure(
                    _("Ran out unused"),
                    wording.money(_sum(ran_out, currency)) if ran_out else nothing,
                    lost_note,
                ),
            ]
        )
        dues = liability(((row.bonus, row.ledger) for row in open_), self._today)
        self.bar.show_dues(dues.get(currency, ()), self._today)


def _sum(rows: Sequence[BonusRow], currency: str) -> Money:
    """What is left on all of them together."""
    return Money.of_minor(sum(row.left.minor for row in rows), currency)
