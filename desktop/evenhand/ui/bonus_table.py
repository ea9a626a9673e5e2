"""The table of bonuses: what each column shows, and which columns a narrow screen can spare."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.bonus import OPEN_STATES, BonusState
from evenhand.storage.bonuses import BonusRow
from evenhand.translation import _, language, ngettext, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.record_table import Column, RecordModel, keep_place, record_table

SOON_DAYS = 14
_SHORT_SUM, _LONG_SUM = 9, 15  # characters that fit in the larger and in the smaller type
_A_YEAR = 330  # days within which a day needs no year
Row = tuple[BonusRow, BonusState]

_CASE, _ISSUED = 2, 4  # columns that make room
_ROOM_FOR_ALL, _ROOM_FOR_CASE = 690, 650


class BonusTable(QWidget):
    """The bonuses of one filter; `table` and `model` are Qt's own. Reads the rows it is given, never the book."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._rows: dict[int, Row] = {}
        columns = (
            Column(_("Code"), 106, lambda row: kit.Cell(row[0].bonus.code, tone="ink2")),
            Column(_("Client"), 111, lambda row: kit.Cell(row[0].client_name, role="body_strong")),
            Column(_("Case"), 84, lambda row: kit.Cell(row[0].case_number or "", tone="ink2")),
            Column(_("Sum"), 118, _sum, right=True),
            Column(pgettext("bonuses", "Issued"), 68, lambda row: self._day(row[0].bonus.granted_on)),
            Column(_("Use before"), 84, self._until),
            Column("", 151, self._days),
        )
        self.model = RecordModel(columns, lambda keys: [self._rows[key] for key in keys])
        self.table = record_table(_("Bonuses"), self.model, columns, stretch=1)
        self.setFocusProxy(self.table)
        self.setLayout(kit.column(self.table))

    def show_rows(self, rows: Sequence[Row], today: date) -> None:
        """The rows in their order; what was chosen stays chosen where it's still among them."""
        self._today = today
        self._rows = {row.bonus.id: (row, now) for row, now in rows}
        keep_place(self.table, self.model, list(self._rows))

    def enter(self) -> None:
        """Takes the keyboard. Qt would choose the first row where none is; here that's for the owner to do."""
        model, chosen = self.table.selectionModel(), self.table.currentIndex().isValid()
        model.blockSignals(True)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not chosen:
            model.clearCurrentIndex()
        model.blockSignals(False)

    def choose(self, bonus_id: int) -> bool:
        """Chooses a bonus, or none; False where it isn't listed."""
        row = self.model.row_of(bonus_id)
        if row is None:
            self.table.clearSelection()
            self.table.setCurrentIndex(self.model.index(-1, -1))
            return False
        if row != self.table.currentIndex().row():
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
        return True

    def _day(self, day: date, tone: str = "ink2") -> kit.Cell:
        """The year stands with it only where the day alone could be another year's."""
        far = abs((day - self._today).days) > _A_YEAR
        return kit.Cell(formats.short_date(day, language(), year=far), tone=tone)

    def _until(self, row: Row) -> kit.Cell:
        until = row[0].until
        if until is None:
            return kit.Cell(_("No end"), tone="ink2")
        soon = row[1] in OPEN_STATES and (until - self._today).days <= SOON_DAYS
        return self._day(until, "uneasyx" if soon else "ink")

    def _days(self, row: Row) -> kit.Cell:
        """How much of its time is left for an open bonus; the state of any other in a word."""
        (line, now), until = row, row[0].until
        if now not in OPEN_STATES:
            return kit.Cell(wording.word(now), role="secondary", tone="ink3")
        if until is None:
            return kit.Cell()
        left = (until - self._today).days
        whole = max((until - line.bonus.granted_on).days, 1)
        soon = left <= SOON_DAYS
        return kit.Cell(
            _("today") if left == 0 else ngettext("{n} day", "{n} days", left),
            role="secondary",
            tone="uneasyx" if soon else "ink3",
            share=left / whole,
            share_tone="uneasy" if soon else "chart",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(_ISSUED, self.width() < kit.theme.px(_ROOM_FOR_ALL))
        self.table.setColumnHidden(_CASE, self.width() < kit.theme.px(_ROOM_FOR_CASE))


def _sum(row: Row) -> kit.Cell:
    """What is left, and of how much where there's room; of a bonus with nothing left, what it once was.

    A sum is never cut, so a long one is smaller.
    """
    line, now = row
    gone = now in (BonusState.REDEEMED, BonusState.CANCELLED, BonusState.EXCHANGED)
    text = wording.money(line.bonus.amount if gone else line.left)
    if not gone and line.left != line.bonus.amount:
        whole = _("{left} of {sum}").format(left=text, sum=wording.money(line.bonus.amount))
        text = whole if len(whole) <= _LONG_SUM else text
    role = "headline" if len(text) <= _SHORT_SUM else "body_strong"
    return kit.Cell(text, role=role, tone="ink3" if gone else "ink", right=True)
