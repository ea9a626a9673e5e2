"""What I may still owe, and the counter where a bonus is used."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.bonus import BonusState, owed_in, state
from evenhand.domain.letter_kinds import SOON_DAYS, bonus_runs_out_soon
from evenhand.domain.records import LetterKind
from evenhand.storage.bonuses import BonusRow
from evenhand.storage.book import Kind
from evenhand.translation import _, language, ngettext, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.bonus_figures import BonusFigures
from evenhand.ui.bonus_file import BonusFile
from evenhand.ui.bonus_table import BonusTable, Row
from evenhand.ui.desk import Desk, Place
from evenhand.ui.redeem_panel import RedeemPanel

_NARROW = 1000
ROOM_FOR_PANE = 900  # below this, at 100 % text, the list and the counter take turns
_PANE = 300


class Shown(StrEnum):
    """Which bonuses the list holds."""

    OUTSTANDING = "outstanding"
    USED = "used"
    RAN_OUT = "ran_out"
    ALL = "all"


class BonusesScreen(QWidget):
    """Figures, table, and beside them the counter; a chosen row shows its slip, its ledger and what can be done."""

    kinds = frozenset({Kind.BONUSES, Kind.LETTERS, Kind.CLIENTS, Kind.ORDERS, Kind.OWNER})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: list[Row] = []
        self._at_counter = False  # where the two take turns
        self._choosing = False
        self.header = kit.Header(_("Bonuses"), _("Fixed sums for the next order, each with a day it runs out"))
        self.figures = BonusFigures()
        self._to_counter = kit.button(_("Redeem a bonus"), "plain", "ticket", self.redeem)
        self.header.add_action(self.figures.currency)
        self.header.add_action(self._to_counter)
        self.filter = kit.Segmented([(one, "") for one in Shown], _("Which bonuses"))
        self.remind = kit.button("", "link", "envelope-simple", self._remind)
        self.list = BonusTable(desk.today())
        self.empty = kit.EmptyState(
            _("No bonuses yet."),
            _("They come from step 3 of a case."),
            kit.button(_("Show cases"), "primary", "", lambda: self._desk.go(Place.CASES, 0)),
        )
        self.nothing = kit.label(_("None here."), "body", "ink2", wrap=True)
        self._build_list()
        self._build_counter()
        self.stack = QStackedWidget()
        both = kit.row(self._left, self._pane, spacing=0)
        both.setStretch(0, 1)
        both.addStretch(0)  # beside the counter when it's alone
        self.stack.addWidget(kit.holder(both))
        self.stack.addWidget(self.empty)
        self.setLayout(kit.row(self.stack))
        self.filter.chosen.connect(lambda _value: self._on_filter())
        self.list.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._on_row(now.row()))
        self.list.table.clicked.connect(lambda _index: self._on_clicked())
        self.list.table.activated.connect(lambda _index: self._on_activated())
        kit.on_ctrl_enter(self, self.counter.press)
        self.refresh()

    def _build_list(self) -> None:
        self._lists = QStackedWidget()
        for part in (self.list, kit.holder(kit.column(self.nothing, None, margins=(10, 16, 10, 0)))):
            self._lists.addWidget(part)
        line = kit.row(self.filter, None, self.remind)
        top = kit.column(self.header, 14, self.figures, 14, line, spacing=0, margins=(10, 0, 10, 0))
        self._body = kit.column(top, 6, self._lists, spacing=4)
        self._body.setStretch(self._body.count() - 1, 1)
        self._left = kit.holder(self._body)

    def _build_counter(self) -> None:
        self._pane = kit.SidePane(_("Redeem a bonus"), _PANE)
        self.counter = RedeemPanel(self._desk)
        self.file = BonusFile(self._desk)
        to_list = kit.button(_("Back to the list"), "ghost", "arrow-left", self._leave_counter)
        self._way_back = kit.holder(kit.row(to_list, None))
        self._pane.body.insertWidget(0, self._way_back)
        for part in (self.counter, self.file):
            self._pane.body.addWidget(part)
        self._pane.body.addStretch(1)
        self.counter.found.connect(self._on_found)
        self.counter.cleared.connect(self._on_cleared)

    def focus_first(self) -> None:
        self.list.enter()

    @property
    def record(self) -> int:
        """The bonus that is shown at the counter, 0 for none."""
        return self.counter.shown or 0

    def show_record(self, bonus_id: int) -> None:
        """Shows one bonus, in the list as well."""
        if not self.list.choose(bonus_id):
            self.filter.set_value(Shown.ALL)
            self._list()
            self.list.choose(bonus_id)
        self._show(bonus_id)

    def redeem(self) -> None:
        """To the counter: a code can be typed at once."""
        self._at_counter = True
        self._place()
        self.counter.focus_code()

    def new_order(self) -> None:
        """Writes an order for the bonus at the counter, to be paid with it; without one, asks for it."""
        self.redeem()
        if self.counter.shown is not None:
            self.counter.choice.write_order()
        else:
            self._desk.say(_("Type the code of a bonus first. The order is then written for its client."))

    def refresh(self) -> None:
        """Reads the ledger anew; what stands typed at the counter stays."""
        book, today = self._desk.book, self._desk.today()
        self._rows = [(row, state(row.bonus, row.ledger, today)) for row in book.bonuses.rows()]
        owner = book.owner.get()
        used = book.bonuses.used(date(today.year, 1, 1), date(today.year, 12, 31))
        self.figures.show_rows(self._rows, used, today, owner.currency if owner else "")
        names = {
            Shown.OUTSTANDING: _("Outstanding"),
            Shown.USED: pgettext("bonuses", "Used"),
            Shown.RAN_OUT: pgettext("bonuses", "Ran out"),
            Shown.ALL: _("All"),
        }
        self.filter.set_items([(one, f"{name} {len(self._in(one))}") for one, name in names.items()])
        self.stack.setCurrentIndex(0 if self._rows else 1)
        self._list()
        self._show_remind()
        shown = self.counter.shown
        self._show(shown if shown in {row.bonus.id for row, _now in self._rows} else None)

    def _in(self, shown: Shown) -> list[Row]:
        match shown:
            case Shown.OUTSTANDING:
                return [(row, now) for row, now in self._rows if owed_in(now, row.bonus)]
            case Shown.USED:
                return [(row, now) for row, now in self._rows if now is BonusState.REDEEMED]
            case Shown.RAN_OUT:
                return [
                    (row, now) for row, now in self._rows if now is BonusState.EXPIRED and not owed_in(now, row.bonus)
                ]
            case Shown.ALL:
                return self._rows

    def _list(self) -> None:
        rows = self._in(Shown(str(self.filter.value())))
        if self.filter.value() is Shown.OUTSTANDING:
            rows.sort(key=lambda one: (one[0].until or date.max, one[0].bonus.id))
        self._quietly(lambda: self.list.show_rows(rows, self._desk.today()))
        self._lists.setCurrentIndex(0 if rows else 1)

    def _on_filter(self) -> None:
        """Another list: the counter lets go of a bonus that isn't in it."""
        self._list()
        if self.counter.shown not in {row.bonus.id for row, _now in self._in(Shown(str(self.filter.value())))}:
            self._show(None)

    def _quietly(self, act: Callable[[], object]) -> None:
        """Fills or chooses in the list without the counter following."""
        self._choosing = True
        try:
            act()
        finally:
            self._choosing = False

    # One bonus

    def _show(self, bonus_id: int | None) -> None:
        row = next((row for row, _now in self._rows if row.bonus.id == bonus_id), None)
        self.counter.show_bonus(row)
        self.file.show_bonus(row)

    def _on_row(self, number: int) -> None:
        if not self._choosing and number >= 0:
            self._show(self.list.model.key(number))

    def _on_clicked(self) -> None:
        """Where the two take turns, a click shows what was chosen."""
        if not self._pane.isVisibleTo(self):
            self._at_counter = True
            self._place()

    def _on_activated(self) -> None:
        """Enter on a row goes on to using it."""
        if self.counter.shown is not None:
            self._at_counter = True
            self._place()
            self.counter.go_on()

    def _on_found(self, bonus_id: int) -> None:
        self._quietly(lambda: self.list.choose(bonus_id))
        self.file.show_bonus(next((row for row, _now in self._rows if row.bonus.id == bonus_id), None))

    def _on_cleared(self) -> None:
        self._quietly(lambda: self.list.choose(0))
        self.file.show_bonus(None)

    # Reminders

    def _to_remind(self) -> list[BonusRow]:
        """Those that run out soon, in the nearest month that has any, and may and should still be reminded of."""
        today = self._desk.today()
        open_ones = [row for row, _now in self._in(Shown.OUTSTANDING) if not row.left_alone]
        due = [
            (row.until, row)
            for row in open_ones
            if row.until and bonus_runs_out_soon(row.until, today) and not _reminded(row, row.until)
        ]
        first = min((until for until, _row in due), default=None)
        return [row for until, row in due if first and (until.year, until.month) == (first.year, first.month)]

    def _show_remind(self) -> None:
        rows = self._to_remind()
        self.remind.setVisible(bool(rows))
        if rows and rows[0].until is not None:
            count = ngettext("Remind the {n} that runs out", "Remind the {n} that run out", len(rows))
            month = formats.month_name(rows[0].until, language())
            self.remind.setText(_("{remind} in {month}").format(remind=count, month=month))

    def _remind(self) -> None:
        """A draft for each, or the one at hand; then to it, or to all of them."""
        book, rows, today = self._desk.book, self._to_remind(), self._desk.today()
        try:
            with book.transaction():
                drafts = [
                    actions.start_letter(
                        book,
                        kind=LetterKind.BONUS_REMINDER,
                        language=book.clients.get(row.bonus.client_id).language,
                        today=today,
                        bonus_id=row.bonus.id,
                    )
                    for row in rows
                ]
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        if len(drafts) == 1:
            self._desk.go(Place.LETTER, drafts[0].id)
            return
        self._desk.go(Place.LETTERS, 0)
        self._desk.say(ngettext("{n} reminder begun", "{n} reminders begun", len(drafts)))

    # Place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._at_counter and self._way_back.isVisibleTo(self):
            self._leave_counter()
        else:
            super().keyPressEvent(event)

    def _leave_counter(self) -> None:
        self._at_counter = False
        self._place()
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        wide = self.width() >= kit.theme.px(ROOM_FOR_PANE)
        self._to_counter.setVisible(not wide)
        self._way_back.setVisible(not wide)
        # Away with the one before the other comes: for a moment both would widen the window.
        parts = ((self._left, wide or not self._at_counter), (self._pane, wide or self._at_counter))
        for part, shown in sorted(parts, key=lambda one: one[1]):
            part.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        narrow = self.width() < kit.theme.px(_NARROW)
        self._body.setContentsMargins(10 if narrow else 22, 22, 10 if narrow else 14, 12)


def _reminded(row: BonusRow, until: date) -> bool:
    """Whether a letter spoke of this last day already; one that spoke of an earlier day doesn't count."""
    return row.reminded_on is not None and (until - row.reminded_on).days <= SOON_DAYS
