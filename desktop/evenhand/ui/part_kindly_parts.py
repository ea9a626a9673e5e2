"""Parts of the form to part kindly: lines to give back, the word on each open bonus, and the sum worked out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import formats, wording
from evenhand.actions import OpenBonus
from evenhand.domain.money import Money
from evenhand.domain.parting import RefundDue
from evenhand.translation import _, language
from evenhand.ui import widgets as kit


class _Thing(kit.TextField):
    """One line; Enter in it asks for the next, and never reaches the sheet, which would part."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class ThingsBack(QWidget):
    """Things, files, keys, access: a line each, as many as it takes."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._fields: list[kit.TextField] = []
        self.add = kit.button(_("Add a line"), "link", "plus", self._on_add)
        self._add_line()  # before the link below it has its place in the order of Tab
        self.add.make_flush()
        self.setLayout(kit.column(self._rows, kit.row(self.add, None), spacing=4))

    def texts(self) -> list[str]:
        """What stands in the lines; empty ones don't count."""
        return [text for field in self._fields if (text := field.text().strip())]

    def _on_add(self) -> None:
        field, take_out = self._add_line()
        kit.tab_before(self.add, field, take_out)
        field.setFocus()

    def _add_line(self) -> tuple[QWidget, QWidget]:
        field = _Thing(placeholder=_("a jacket, two swatches, the key, the files"))
        field.setAccessibleName(_("To give back or to close, line {n}").format(n=len(self._fields) + 1))
        field.entered.connect(self._on_add)
        take_out = kit.icon_button("x", _("Take this line out"))
        line = kit.holder(kit.row(field, take_out, spacing=6))
        take_out.clicked.connect(lambda: self._take_out(field, line))
        self._fields.append(field)
        self._rows.addWidget(line)
        return field, take_out

    def _take_out(self, field: kit.TextField, line: QWidget) -> None:
        place = self._fields.index(field)
        self._fields.remove(field)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
        (self._fields[max(place - 1, 0)] if self._fields else self.add).setFocus()


class BonusWord(QWidget):
    """What becomes of one open bonus: only what fits it."""

    chosen = Signal()

    def __init__(self, one: OpenBonus) -> None:
        super().__init__()
        self.bonus = one.bonus
        until = wording.last_day(one.until) if one.until else ""
        text = _("Bonus {code}: {sum} left, valid to {day}") if until else _("Bonus {code}: {sum} left")
        name = text.format(code=one.bonus.code, sum=wording.money(one.left), day=until)
        self.fate = kit.Chips([(fate, wording.word(fate)) for fate in one.fates], name)
        self.fate.chosen.connect(lambda _fate: self.chosen.emit())
        self.field = kit.Field(name, self.fate)
        self.setLayout(kit.column(self.field))

    def value(self) -> str:
        """The word; empty while none is said."""
        fate = self.fate.value()
        return str(fate) if fate is not None else ""


class SumGoingBack(QWidget):
    """Paid, less what went back before, less what is held in bonuses, less work that is kept: line by line."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = [kit.SumLine("", "") for _number in range(4)]
        self.total = kit.SumLine(_("Goes back"), "", strong=True)
        self.setLayout(kit.column(*self._lines, kit.hairline(), self.total, None, spacing=0))

    def show_due(self, due: RefundDue | None, order: str, accepted: Money | None) -> None:
        """With what stands typed as accepted; None where it can't be read, and then the sum isn't known."""
        lines: Sequence[tuple[str, Money]] = ()
        if due is not None:
            kept = accepted if accepted is not None else Money.zero(due.paid.currency)
            lines = [
                (_("Paid for {number}").format(number=order), due.paid),
                *([(_("Given back before"), -due.returned)] if due.returned else []),
                *([(_("Held in bonuses in place of money"), -due.in_bonuses)] if due.in_bonuses else []),
                *([(_("Work that is kept"), -kept)] if kept else []),
            ]
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(lines))
            if number < len(lines):
                name, sum_ = lines[number]
                line.name.setText(name)
                line.value.setText(formats.money(sum_, language()))
        known = due is not None and accepted is not None and accepted.minor >= 0 and accepted <= due.left
        goes_back = due.left - accepted if known and due is not None and accepted is not None else None
        self.total.value.setText(formats.money(goes_back, language()) if goes_back is not None else "—")
