"""What I may still owe: every bonus with its code, what is left of it and the day it runs out."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from evenhand import formats, wording
from evenhand.domain.bonus import BonusState, EntryKind, state
from evenhand.domain.money import Money
from evenhand.storage.bonuses import BonusRow
from evenhand.storage.book import Kind
from evenhand.translation import _, language, ngettext, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.record_table import Column, RecordModel, keep_place, record_table

SOON_DAYS = 14
_NARROW = 1000
_OPEN = (BonusState.OUTSTANDING, BonusState.PART_REDEEMED)


class Shown(StrEnum):
    """Which bonuses the list holds."""

    OUTSTANDING = "outstanding"
    USED = "used"
    RAN_OUT = "ran_out"
    ALL = "all"


_STATES = {
    Shown.OUTSTANDING: _OPEN,
    Shown.USED: (BonusState.REDEEMED,),
    Shown.RAN_OUT: (BonusState.EXPIRED,),
    Shown.ALL: tuple(BonusState),
}


def sums(amounts: Iterable[Money], own: str = "") -> list[str]:
    """The totals per currency, the owner's own first; nothing adds two currencies together."""
    totals: dict[str, Money] = {}
    for amount in amounts:
        totals[amount.currency] = totals.get(amount.currency, Money.zero(amount.currency)) + amount
    return [formats.money(totals[code], language()) for code in sorted(totals, key=lambda code: (code != own, code))]


def _beside(totals: list[str]) -> str:
    return "  ·  ".join(totals) or "–"


class BonusesScreen(QWidget):
    """The figures per currency, and the table of bonuses; a row opens the letter that granted it."""

    kinds = frozenset({Kind.BONUSES, Kind.LETTERS, Kind.CLIENTS, Kind.ORDERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[int, tuple[BonusRow, BonusState]] = {}
        self.header = kit.Header(_("Bonuses"), _("Fixed sums for the next order, each with a day it runs out"))
        self.figures = kit.FiguresRow()
        self.currencies = kit.label("", "secondary", "ink2", wrap=True)
        self.filter = kit.Segmented([(one, "") for one in Shown], _("Which bonuses"))
        columns = (
            Column(_("Code"), 116, lambda row: kit.Cell(row[0].bonus.code, tone="ink2")),
            Column(_("Client"), 180, lambda row: kit.Cell(row[0].client_name, role="body_strong")),
            Column(_("Why"), 116, _why),
            Column(_("Sum"), 126, _sum, right=True),
            Column(pgettext("bonuses", "Issued"), 88, lambda row: self._day(row[0].bonus.granted_on)),
            Column(_("Use before"), 106, self._until),
            Column("", 232, self._days),
        )
        self.model = RecordModel(columns, self._read)
        self.table = record_table(_("Bonuses"), self.model, columns, stretch=1)
        self.setFocusProxy(self.table)
        self.empty = kit.EmptyState(
            _("No bonuses yet."),
            _("They come from step 3 of a case."),
            kit.button(_("Show cases"), "primary", "", lambda: self._desk.go(Place.CASES, 0)),
        )
        self.nothing = kit.label(_("None here."), "body", "ink2", wrap=True)
        self._lists = QStackedWidget()
        for part in (self.table, kit.holder(kit.column(self.nothing, None, margins=(10, 16, 10, 0)))):
            self._lists.addWidget(part)
        figures = kit.column(self.figures, self.currencies, spacing=6)
        top = kit.column(self.header, 14, figures, 14, kit.row(self.filter, None), spacing=0, margins=(10, 0, 10, 0))
        self._body = kit.column(top, 6, self._lists, spacing=4)
        self._body.setStretch(self._body.count() - 1, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(kit.holder(self._body))
        self.stack.addWidget(self.empty)
        self.setLayout(kit.row(self.stack))
        self.filter.chosen.connect(lambda _value: self._list())
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.table.activated.connect(lambda index: self._open(index.row()))
        self.refresh()

    def refresh(self) -> None:
        """Reads the ledger anew."""
        today = self._desk.today()
        self._rows = {
            row.bonus.id: (row, state(row.bonus, row.ledger, today)) for row in self._desk.book.bonuses.rows()
        }
        self._show_figures(today)
        names = {
            Shown.OUTSTANDING: _("Outstanding"),
            Shown.USED: pgettext("bonuses", "Used"),
            Shown.RAN_OUT: pgettext("bonuses", "Ran out"),
            Shown.ALL: _("All"),
        }
        self.filter.set_items([(one, f"{name} {len(self._in(one))}") for one, name in names.items()])
        self.stack.setCurrentIndex(0 if self._rows else 1)
        self._list()

    def _show_figures(self, today: date) -> None:
        owner = self._desk.book.owner.get()
        own = owner.currency if owner else ""
        open_, ran_out = self._in(Shown.OUTSTANDING), self._in(Shown.RAN_OUT)
        used = [
            entry.amount
            for row, _state in self._rows.values()
            for entry in row.ledger
            if entry.kind is EntryKind.REDEEMED and entry.entered_on.year == today.year
        ]
        owed = sums((row.left for row, _state in open_), own)
        lost = sums((row.left for row, _state in ran_out), own)
        count = ngettext("{n} bonus, what I may still owe", "{n} bonuses, what I may still owe", len(open_))
        times = ngettext("{n} time", "{n} times", len(used)) if used else ""
        unused = ngettext("{n} bonus", "{n} bonuses", len(ran_out)) if ran_out else ""
        self.figures.set_figures(
            [
                kit.Figure(_("Outstanding"), _beside(owed), count if open_ else ""),
                kit.Figure(_("Used this year"), _beside(sums(used, own)), times),
                kit.Figure(_("Ran out unused"), _beside(lost), unused),
            ]
        )
        # More than two don't stand beside one another as figures.
        self.currencies.setText(_("Outstanding in each currency: {sums}").format(sums=_beside(owed)))
        self.currencies.setVisible(len(owed) > 2)

    def _in(self, shown: Shown) -> list[tuple[BonusRow, BonusState]]:
        return [(row, now) for row, now in self._rows.values() if now in _STATES[shown]]

    def _list(self) -> None:
        rows = self._in(Shown(str(self.filter.value())))
        if self.filter.value() is Shown.OUTSTANDING:
            rows.sort(key=lambda one: (one[0].bonus.valid_until or date.max, one[0].bonus.id))
        keep_place(self.table, self.model, [row.bonus.id for row, _state in rows])
        self._lists.setCurrentIndex(0 if rows else 1)

    def _read(self, keys: Sequence[int]) -> list[tuple[BonusRow, BonusState]]:
        return [self._rows[key] for key in keys]

    def _day(self, day: date, tone: str = "ink2") -> kit.Cell:
        other_year = day.year != self._desk.today().year
        return kit.Cell(formats.short_date(day, language(), year=other_year), tone=tone)

    def _until(self, row: tuple[BonusRow, BonusState]) -> kit.Cell:
        until = row[0].bonus.valid_until
        if until is None:
            return kit.Cell(_("No end"), tone="ink2")
        soon = row[1] in _OPEN and (until - self._desk.today()).days <= SOON_DAYS
        return self._day(until, "uneasyx" if soon else "ink")

    def _days(self, row: tuple[BonusRow, BonusState]) -> kit.Cell:
        """How much of its time is left for an open bonus; the state of any other in a word."""
        bonus, now = row[0].bonus, row[1]
        if now not in _OPEN:
            return kit.Cell(wording.word(now), role="secondary", tone="ink3")
        part = _("used in part") if now is BonusState.PART_REDEEMED else ""
        if bonus.valid_until is None:
            return kit.Cell(part, role="secondary", tone="ink3")
        left = (bonus.valid_until - self._desk.today()).days
        whole = max((bonus.valid_until - bonus.granted_on).days, 1)
        soon = left <= SOON_DAYS
        days = _("today is the last day") if left == 0 else ngettext("{n} day", "{n} days", left)
        return kit.Cell(
            f"{days}, {part}" if part else days,
            role="secondary",
            tone="uneasyx" if soon else "ink3",
            share=left / whole,
            share_tone="uneasy" if soon else "chart",
        )

    def _open(self, row: int) -> None:
        self._desk.go(Place.LETTERS, self._rows[self.model.key(row)][0].bonus.letter_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < kit.theme.px(_NARROW)
        self._body.setContentsMargins(10 if narrow else 22, 22, 10 if narrow else 14, 12)


def _why(row: tuple[BonusRow, BonusState]) -> kit.Cell:
    number = row[0].case_number
    return kit.Cell(pgettext("bonuses", "Case {number}").format(number=number) if number else "", tone="ink2")


def _sum(row: tuple[BonusRow, BonusState]) -> kit.Cell:
    """What is left; of a bonus that is used up or cancelled, what it once was."""
    gone = row[1] in (BonusState.REDEEMED, BonusState.CANCELLED)
    text = formats.money(row[0].bonus.amount if gone else row[0].left, language())
    return kit.Cell(text, role="headline", tone="ink3" if gone else "ink", right=True)
