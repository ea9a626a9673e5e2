"""What becomes of a bonus that was given before, when money goes back or the ways part."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import formats, wording
from evenhand.domain.bonus import Bonus, BonusRefused
from evenhand.domain.money import Money, SumNotUnderstood
from evenhand.domain.records import Nature
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import read_sum


class Fate(StrEnum):
    """The ends that an earlier bonus can come to."""

    KEEP = "keep"
    EXCHANGE = "exchange"
    REDUCE = "reduce"
    CANCEL = "cancel"


class EarlierBonusField(QWidget):
    """The question about one earlier bonus. `changed` follows each change of the owner's, never a filling."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bonus: Bonus | None = None
        self._left: Money | None = None
        self._line = kit.label("", "secondary", "ink2", wrap=True)
        self._parting = False
        self.fate = kit.Segmented(self._fates(), _("The bonus given before"))
        self.fate.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.sum = kit.SumField()
        kit.theme.dress(self.sum, width=112)
        self.fate.set_value(None)
        self.fate.chosen.connect(self._on_fate)
        self.sum.textEdited.connect(lambda _text: self.changed.emit())
        self.setLayout(kit.column(self._line, kit.row(self.fate, self.sum, None), spacing=6))
        self.show_bonus(None, None)

    @property
    def asks(self) -> bool:
        """Whether there is such a bonus; without one there's nothing to show."""
        return self._bonus is not None

    def show_bonus(self, bonus: Bonus | None, left: Money | None, *, parting: bool = False) -> None:
        """The bonus it's about, and what is left on it. A parting takes nothing off it: it's whole or none."""
        other = (bonus, parting) != (self._bonus, self._parting)
        self._bonus, self._left, self._parting = bonus, left, parting
        if other:
            decided = self.fate.value()
            self.fate.set_items(self._fates())
            self.fate.set_value(decided)
        if bonus is not None and left is not None:
            text = _("Bonus {code}, given for this order: {left} is left on it.")
            if parting:
                text = _("Bonus {code} of this client: {left} is left on it.")
            self._line.setText(text.format(code=bonus.code, left=formats.money(left, language())))
            self.sum.setAccessibleName(_("Left on the bonus, in {currency}").format(currency=left.currency))
        self._show_sum()

    def _fates(self) -> list[tuple[Fate, str]]:
        fates = [(Fate.KEEP, _("Keep it")), (Fate.REDUCE, _("Reduce it to …")), (Fate.CANCEL, _("Cancel it"))]
        if self._parting:
            # Only money that is owed turns back into money.
            owed = self._bonus is not None and self._bonus.nature is Nature.OWED
            fates[1:2] = [(Fate.EXCHANGE, _("Pay it out"))] if owed else []
        return fates

    def value(self) -> str:
        """As settle_earlier_bonus takes it; empty while nothing is decided, or the sum can't be taken."""
        match self.fate.value():
            case Fate.KEEP | Fate.EXCHANGE | Fate.CANCEL as decided:
                return str(decided)
            case Fate.REDUCE:
                try:
                    return str(self._read_sum().minor)
                except (SumNotUnderstood, BonusRefused):
                    return ""
        return ""

    def set_value(self, value: str) -> None:
        """Shows such a value; what is being typed and can't be taken yet stays."""
        if value == self.value():
            return
        if value in (Fate.KEEP, Fate.EXCHANGE, Fate.CANCEL, ""):
            self.fate.set_value(Fate(value) if value else None)
        elif self._left is not None:
            self.fate.set_value(Fate.REDUCE)
            self.sum.setText(formats.typed(Money.of_minor(int(value), self._left.currency), language()))
        self._show_sum()

    def refused(self) -> tuple[str, QWidget] | None:
        """What can't be taken as it stands: a sentence, and the widget to go to."""
        if self.fate.value() is not Fate.REDUCE or self._left is None:
            return None
        try:
            self._read_sum()
        except (SumNotUnderstood, BonusRefused) as error:
            return wording.sentence(error), self.sum
        return None

    def in_order(self) -> list[QWidget]:
        """All that Tab goes through."""
        return [*self.fate.buttons(), self.sum]

    def _read_sum(self) -> Money:
        """The sum to be left. Raises SumNotUnderstood, BonusRefused ('nothing', 'too_much')."""
        assert self._bonus is not None
        assert self._left is not None
        kept = read_sum(self.sum.text(), self._left.currency)
        if kept.minor <= 0:
            raise BonusRefused("nothing", self._bonus, self._left)
        if kept > self._left:
            raise BonusRefused("too_much", self._bonus, self._left)
        return kept

    def _on_fate(self, fate: object) -> None:
        self._show_sum()
        if fate is Fate.REDUCE:
            self.sum.setFocus()
        self.changed.emit()

    def _show_sum(self) -> None:
        self.sum.setVisible(self.fate.value() is Fate.REDUCE)
