"""The cases: those that wait for an answer first, and the closed ones behind a segment."""

from enum import StrEnum

from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QStyleOptionViewItem, QWidget

from evenhand import formats, wording
from evenhand.domain.case import Situation, current_step
from evenhand.storage.book import Kind
from evenhand.storage.cases import CaseRow
from evenhand.translation import _, language, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import AnswerClock, answer_clock, owner_of
from evenhand.ui.case_form import open_case_form
from evenhand.ui.desk import Desk, Place
from evenhand.ui.record_table import Column, Index, RecordModel, keep_place, record_table

_NARROW = 1000


class Shown(StrEnum):
    """Which cases the list holds."""

    OPEN = "open"
    CLOSED = "closed"


class _Pips(kit.RecordRows):
    """The cells of days left, over the row's own ground."""

    def __init__(self, clock: "CasesScreen") -> None:
        super().__init__(clock)
        self._screen = clock

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        clock = self._screen.clock(index.row())
        rect = option.rect
        left = rect.left() + kit.theme.px(10)
        kit.draw_pips(painter, left, rect.center().y() + 1, clock.left, clock.total, clock.tone)


class CasesScreen(QWidget):
    """The list of cases; a row opens its case."""

    kinds = frozenset({Kind.CASES, Kind.CLIENTS, Kind.ORDERS, Kind.COMFORT, Kind.OWNER})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[int, CaseRow] = {}
        self._clocks: dict[int, AnswerClock] = {}
        self.header = kit.Header(_("Cases"), _("When a client is unhappy, start here, before you answer."))
        self.search = kit.TextField(placeholder=_("Search cases"), leading="magnifying-glass", clearable=True)
        self.search.setAccessibleName(_("Search cases"))
        kit.theme.dress(self.search, width=220)
        self.new = kit.button(_("New case"), "primary", "plus", self.new_case)
        self.new.setToolTip(kit.tip(f"{_('New case')}  (Ctrl+Shift+N)"))
        self.header.add_action(self.search)
        self.header.add_action(self.new)
        self.filter = kit.Segmented([(one, "") for one in Shown], _("Which cases"))
        columns = (
            Column(_("Answer"), 62, lambda _row: kit.Cell()),
            Column("", 150, self._answer),
            Column(_("Case"), 200, lambda row: kit.Cell(row.case.title, role="body_strong")),
            Column(_("Client"), 150, lambda row: kit.Cell(row.client_name)),
            Column(_("Order"), 170, lambda row: kit.Cell(f"{row.order_number}, {row.order_what}", tone="ink2")),
            Column(_("Step"), 140, self._step),
        )
        self.model = RecordModel(columns, lambda keys: [self._rows[key] for key in keys])
        self.table = record_table(_("Cases"), self.model, columns, stretch=2)
        self.setFocusProxy(self.table)
        self._pips = _Pips(self)
        self.table.setItemDelegateForColumn(0, self._pips)
        self.nothing = kit.label("", "body", "ink2", wrap=True)
        self._lists = QStackedWidget()
        for part in (self.table, kit.holder(kit.column(self.nothing, None, margins=(10, 16, 10, 0)))):
            self._lists.addWidget(part)
        body = kit.column(
            self.header, 8, kit.row(self.filter, None), 6, self._lists, spacing=4, margins=(32, 22, 32, 16)
        )
        body.setStretch(body.count() - 1, 1)
        self.empty = kit.EmptyState(
            _("No open cases."),
            _("When a client is unhappy, start here, before you answer."),
            kit.button(_("New case"), "primary", "plus", self.new_case),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(kit.holder(body))
        self.stack.addWidget(self.empty)
        self.setLayout(kit.row(self.stack))
        self.filter.set_value(Shown.OPEN)
        self.filter.chosen.connect(lambda _shown: self._list())
        self.search.textChanged.connect(lambda _text: self._list())
        self.search.returnPressed.connect(lambda: self._open(0))
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.table.activated.connect(lambda index: self._open(index.row()))
        self.refresh()

    def refresh(self) -> None:
        """Reads the cases anew; what is chosen and searched for stays."""
        book, today = self._desk.book, self._desk.today()
        owner = owner_of(book)
        self._rows = {row.case.id: row for row in (*book.cases.open(), *book.cases.closed())}
        self._clocks = {id_: answer_clock(row.case, row.turns, owner, today) for id_, row in self._rows.items()}
        count = len(self._of(Shown.OPEN))
        before = self.filter.value()
        names = pgettext("cases", "Open"), pgettext("cases", "Closed")
        self.filter.set_items([(Shown.OPEN, f"{names[0]} {count}"), (Shown.CLOSED, names[1])])
        self.filter.set_value(before)
        self._list()

    def _of(self, shown: object) -> list[CaseRow]:
        closed = shown is Shown.CLOSED
        return [row for row in self._rows.values() if (row.case.closed_on is not None) is closed]

    def _list(self) -> None:
        wanted = self.search.text().casefold().split()
        rows = [row for row in self._of(self.filter.value()) if all(word in _words(row) for word in wanted)]
        if self.filter.value() is Shown.OPEN:
            # The soonest day to answer first; answered cases wait behind.
            rows.sort(key=lambda row: (row.case.answered_on is not None, row.case.received_on, row.case.id))
        keep_place(self.table, self.model, [row.case.id for row in rows])
        self._lists.setCurrentIndex(0 if rows else 1)
        self.nothing.setText(_("Nothing by these words.") if wanted else _("None here."))
        self.stack.setCurrentIndex(1 if not self._rows else 0)

    def clock(self, row: int) -> AnswerClock:
        """The answer-by clock of a row of the list."""
        return self._clocks[self.model.key(row)]

    def _answer(self, row: CaseRow) -> kit.Cell:
        clock = self._clocks[row.case.id]
        return kit.Cell(clock.words, role="secondary", tone=f"{clock.tone}x")

    def _step(self, row: CaseRow) -> kit.Cell:
        if row.case.closed_on is not None:
            return kit.Cell(formats.short_date(row.case.closed_on, language(), year=True), tone="ink2")
        step = current_step(Situation(row.case, row.given, row.valued, row.comfort))
        return kit.Cell(f"{int(step)}  {wording.step(step)}", tone="ink2")

    def _open(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self._desk.go(Place.CASE, self.model.key(row))

    def show_record(self, case_id: int) -> None:
        """Chooses a case in the list."""
        row = self.model.row_of(case_id)
        if row is not None:
            self.table.selectRow(row)

    def new_case(self) -> None:
        """Opens the form for a new case, and then the case."""
        open_case_form(self._desk, self)

    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(4, event.size().width() < kit.theme.px(_NARROW))


def _words(row: CaseRow) -> str:
    """All that a case can be found by."""
    parts = (row.case.number, row.case.title, row.client_name, row.order_number, row.order_what)
    return " ".join(parts).casefold()
