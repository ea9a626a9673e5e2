"""The cases: those to answer first; the ones that wait, are settled or closed behind a segment each."""

from datetime import date

from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QStyleOptionViewItem, QWidget

from evenhand import formats, wording
from evenhand.domain.case import CaseState, case_state, current_step
from evenhand.domain.turns import whose_turn
from evenhand.storage.book import Kind
from evenhand.storage.cases import CaseRow
from evenhand.translation import _, language, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import AnswerClock, answer_clock, owner_of
from evenhand.ui.case_form import open_case_form
from evenhand.ui.desk import Desk, Place
from evenhand.ui.record_table import Column, Index, RecordModel, keep_place, record_table
from evenhand.ui.turn_form import awaited

# Of the screen, in pixels at 100 % text, and what goes below it.
_ROOM_FOR_STEP, _STEP = 1000, 6
_ROOM_FOR_WORDS, _WORDS = 860, 1


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

    kinds = frozenset({Kind.CASES, Kind.CLIENTS, Kind.ORDERS, Kind.COMFORT, Kind.OWNER, Kind.PROMISES})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._owner = owner_of(desk.book)
        self._rows: dict[int, CaseRow] = {}
        self._of: dict[CaseState, list[CaseRow]] = {}
        self._closed_read = False
        self._clocks: dict[int | date, AnswerClock] = {}
        self.header = kit.Header(_("Cases"), _("When a client is unhappy, start here, before you answer."))
        self.search = kit.TextField(placeholder=_("Search cases"), leading="magnifying-glass", clearable=True)
        self.search.setAccessibleName(_("Search cases"))
        kit.theme.dress(self.search, width=220)
        self.new = kit.button(_("New case"), "primary", "plus", self.new_case)
        self.new.setToolTip(kit.tip(f"{_('New case')}  (Ctrl+Shift+N)"))
        self.header.add_action(self.search)
        self.header.add_action(self.new)
        self.filter = kit.Segmented([(one, "") for one in CaseState], _("Which cases"))
        columns = (
            Column("", 58, lambda _row: kit.Cell()),
            Column(_("Answer"), 146, self._answer),
            Column(_("Whose turn"), 150, self._turn),
            Column(_("Case"), 200, lambda row: kit.Cell(row.case.title, role="body_strong")),
            Column(_("Client"), 150, lambda row: kit.Cell(row.client_name)),
            Column(_("Next promise"), 136, self._promise),
            Column(_("Step"), 136, self._step),
        )
        self.model = RecordModel(columns, lambda keys: [self._rows[key] for key in keys])
        self.table = record_table(_("Cases"), self.model, columns, stretch=3)
        self._pips = _Pips(self)
        kit.ctrl_enter_presses_the_filled(self)
        self.table.setItemDelegateForColumn(0, self._pips)
        self._build()
        self.filter.set_value(CaseState.OPEN)
        self.filter.chosen.connect(lambda _state: self._list())
        self.search.textChanged.connect(lambda _text: self._list())
        self.search.returnPressed.connect(lambda: self._open(0))
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.table.activated.connect(lambda index: self._open(index.row()))
        self.refresh()

    def _build(self) -> None:
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

    def refresh(self) -> None:
        """Reads the cases anew; what is chosen and searched for stays."""
        book = self._desk.book
        self._owner = owner_of(book)
        self._rows.clear()
        self._clocks.clear()
        self._closed_read = False
        self._of = {state: [] for state in CaseState}
        for row in book.cases.open():
            state = case_state(row.situation, whose_turn(row.case, row.turns), len(row.promises))
            self._rows[row.case.id] = row
            self._of[state].append(row)
        counts = {state: len(rows) for state, rows in self._of.items()} | {CaseState.CLOSED: book.cases.count_closed()}
        names = {
            CaseState.OPEN: pgettext("cases", "Open"),
            CaseState.WAITING: pgettext("cases", "Waiting"),
            CaseState.SETTLED: pgettext("cases", "Settled"),
            CaseState.CLOSED: pgettext("cases", "Closed"),
        }
        before = self.filter.value()
        self.filter.set_items([(state, f"{names[state]} {counts[state]}") for state in CaseState])
        self.filter.set_value(before)
        self.stack.setCurrentIndex(0 if any(counts.values()) else 1)
        self._list()

    def _rows_of(self, state: object) -> list[CaseRow]:
        """The closed ones are read when they're first looked at."""
        assert isinstance(state, CaseState)
        if state is CaseState.CLOSED and not self._closed_read:
            self._of[state] = self._desk.book.cases.closed()
            self._rows |= {row.case.id: row for row in self._of[state]}
            self._closed_read = True
        return self._of[state]

    def _list(self) -> None:
        wanted, state = self.search.text().casefold().split(), self.filter.value()
        rows = [row for row in self._rows_of(state) if all(word in _words(row) for word in wanted)]
        if state is CaseState.OPEN:
            rows.sort(key=self._soonest)
        elif state is CaseState.WAITING:
            rows.sort(key=lambda row: (row.next_promise is None, row.next_promise and row.next_promise.due_on))
        keep_place(self.table, self.model, [row.case.id for row in rows])
        self._lists.setCurrentIndex(0 if rows else 1)
        self.nothing.setText(_("Nothing by these words.") if wanted else _("None here."))

    def _soonest(self, row: CaseRow) -> tuple[bool, str, str, int]:
        """The soonest day to answer first; what is answered waits behind."""
        clock = self._clock(row)
        by = clock.by.isoformat() if clock.by else ""
        return (not clock.runs, by, row.case.received_on.isoformat(), row.case.id)

    def clock(self, row: int) -> AnswerClock:
        """The time to answer of a row of the list."""
        return self._clock(self.model.record(row))

    def _clock(self, row: CaseRow) -> AnswerClock:
        case = row.case
        # Whatever came in on one day and wasn't touched since has one clock.
        untouched = not row.turns and case.answered_on is None and case.closed_on is None
        key = case.received_on if untouched else case.id
        found = self._clocks.get(key)
        if found is None:
            found = self._clocks[key] = answer_clock(case, row.turns, self._owner, self._desk.today())
        return found

    def _answer(self, row: CaseRow) -> kit.Cell:
        clock = self._clock(row)
        return kit.Cell(clock.words, role="secondary", tone=f"{clock.tone}x")

    def _turn(self, row: CaseRow) -> kit.Cell:
        if row.case.closed_on is not None:
            return kit.Cell()
        turn, note = wording.word(whose_turn(row.case, row.turns)), awaited(row.case, row.turns)
        return kit.Cell(f"{turn}: {note}" if note else turn, tone="ink2")

    def _promise(self, row: CaseRow) -> kit.Cell:
        promise = row.next_promise
        if promise is None:
            return kit.Cell()
        late = promise.due_on < self._desk.today()
        day = formats.short_date(promise.due_on, language())
        return kit.Cell(f"{day}, {promise.what}", tone="uneasyx" if late else "ink")

    def _step(self, row: CaseRow) -> kit.Cell:
        if row.case.closed_on is not None:
            return kit.Cell(formats.short_date(row.case.closed_on, language(), year=True), tone="ink2")
        step = current_step(row.situation)
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

    def focus_first(self) -> None:
        self.table.setFocus()

    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for room, column in ((_ROOM_FOR_STEP, _STEP), (_ROOM_FOR_WORDS, _WORDS)):
            self.table.setColumnHidden(column, event.size().width() < kit.theme.px(room))


def _words(row: CaseRow) -> str:
    """All that a case can be found by."""
    parts = (row.case.number, row.case.title, row.client_name, row.order_number, row.order_what)
    return " ".join(parts).casefold()
