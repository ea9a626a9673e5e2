"""For whom a house rule fires: since when, and for whom another rule keeps it silent."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from evenhand import formats
from evenhand.domain.rules import HouseRule, text
from evenhand.storage.book import Kind
from evenhand.storage.errors import NotInBook
from evenhand.storage.rules import FiredRow
from evenhand.translation import _, language, ngettext, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.record_table import Column, Index, RecordModel, record_table
from evenhand.wording import rules as words

PAGE = 200  # rows that are read at once; more follow as the table is scrolled
_ABOUT = 1  # the column that a narrow screen can spare, and a rule that is about neither orders nor cases
_ROOM_FOR_ABOUT = 760

ReadOn = Callable[[FiredRow | None], Sequence[FiredRow]]


class FiredModel(RecordModel):
    """The rows read so far; the table asks for more when its end comes into view."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns, lambda rows: rows)
        self._read_on: ReadOn | None = None
        self._rows: list[FiredRow] = []

    def show_rows(self, read_on: ReadOn, least: int = 1) -> None:
        """Reads the first rows, at least so many; `read_on` gives a page of those after a row, or the first of all."""
        self._rows, self._read_on = [], read_on
        while self._read_on is not None and len(self._rows) < least:
            self._rows += self._page()
        self.set_keys(self._rows)

    def _page(self) -> Sequence[FiredRow]:
        assert self._read_on is not None
        page = self._read_on(self._rows[-1] if self._rows else None)
        if len(page) < PAGE:
            self._read_on = None  # there are no more
        return page

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._read_on is not None

    def fetchMore(self, parent: Index) -> None:
        had, page = len(self._rows), self._page()
        if page:
            self.beginInsertRows(QModelIndex(), had, had + len(page) - 1)
            self._rows += page
            self._pages.clear()
            self.endInsertRows()


class RuleClientsScreen(QWidget):
    """The clients of one rule; a row opens its client."""

    kinds = frozenset(Kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.record = 0
        self._rule: HouseRule | None = None
        self._why: dict[FiredRow, str] = {}
        self._about: dict[FiredRow, str] = {}
        self.header = kit.Header()
        self.header.add_action(kit.button(_("Open the rule"), "plain", "arrow-left", self.back))
        columns = (
            Column(_("Client"), 240, lambda row: kit.Cell(row.client_name, role="body_strong")),
            Column(pgettext("house rule", "About"), 220, lambda row: kit.Cell(self._about_of(row), tone="ink2")),
            Column(pgettext("house rule", "Since"), 110, lambda row: kit.Cell(self._since(row), tone="ink2")),
            Column(
                pgettext("house rule", "Silent"),
                240,
                lambda row: kit.Cell(self._silent(row), role="secondary", tone="ink3"),
            ),
        )
        self.model = FiredModel(columns)
        self.table = record_table(_("For whom the rule fires"), self.model, columns, stretch=3)
        self.table.activated.connect(self._open)
        self.table.doubleClicked.connect(self._open)
        self._to_rule = kit.button(_("Open the rule"), "plain", "", self.back)
        self._nobody = kit.EmptyState(
            _("Nobody now"), _("Whoever the rule fires for stands here, with the day since when."), self._to_rule
        )
        self._body = QStackedWidget()
        for part in (self.table, self._nobody):
            self._body.addWidget(part)
        head = kit.row(self.header, margins=(10, 0, 0, 0))
        whole = kit.column(head, self._body, spacing=14, margins=(22, 20, 28, 0))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.back)

    def show_record(self, rule_id: int) -> None:
        """Shows a rule's clients from the first."""
        self.record = rule_id
        self.model.set_keys(())
        self.refresh()
        self.table.scrollToTop()

    def focus_first(self) -> None:
        """The keyboard to the first row."""
        if not self.model.rowCount():
            self._to_rule.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Reads the rule's clients again, as many as were looked at; the row chosen stays where it is."""
        self._why.clear()
        self._about.clear()
        try:
            rule = self._rule = self._desk.book.rules.get(self.record)
        except NotInBook:
            self._rule = None
            return
        book, today = self._desk.book, self._desk.today()
        row, scrolled = self.table.currentIndex().row(), self.table.verticalScrollBar().value()
        if rule.understood:
            self.model.show_rows(
                lambda after: book.rules.fires_for(rule, today, limit=PAGE, after=after), max(self.model.rowCount(), 1)
            )
            count = book.rules.count(rule, today)
        else:
            self.model.set_keys(())
            count = 0
        if 0 <= row < self.model.rowCount():
            self.table.selectRow(row)
            self.table.verticalScrollBar().setValue(scrolled)
        self._show(rule, count)

    def _show(self, rule: HouseRule, count: int) -> None:
        name = text(rule.name, language())
        situation = words.situation(rule) if rule.understood else _("Its conditions can't be understood")
        fires = ngettext("Fires for {n} client now", "Fires for {n} clients now", count)
        title = fires if count else _("Quiet now")
        if not rule.is_on:
            title = pgettext("house rule", "Off")
        self.header.set_texts(title, situation, (_("House rules"), name))
        self._place()
        self._body.setCurrentWidget(self.table if self.model.rowCount() else self._nobody)

    def back(self) -> None:
        """To the rule itself."""
        self._desk.go(Place.RULES, self.record)

    def _open(self, index: Index) -> None:
        self._desk.go(Place.CLIENTS, self.model.key(index.row()).client_id)

    # What the cells say

    def _since(self, row: FiredRow) -> str:
        if row.since is None:
            return ""
        return formats.short_date(row.since, language(), year=row.since.year != self._desk.today().year)

    def _about_of(self, row: FiredRow) -> str:
        """The case or the order that it is about, where it's about one."""
        if row not in self._about:
            book, found = self._desk.book, ""
            if row.case_id is not None:
                found = book.cases.get(row.case_id).title
            elif row.order_id is not None:
                order = book.orders.get(row.order_id)
                found = _("Order {number}").format(number=order.number)
            self._about[row] = found
        return self._about[row]

    def _silent(self, row: FiredRow) -> str:
        """Why the rule doesn't speak here; worked out for the rows in sight alone."""
        if row.silenced_by is None or self._rule is None:
            return ""
        if row not in self._why:
            found = self._desk.book.rules.advice(row.client_id, self._desk.today())
            said = (words.because(one.by) for one in found.silent if one.fired.rule.id == self.record)
            self._why[row] = next(said, "")
        return self._why[row]

    # The widget's own events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        first = self.model.key(0) if self.model.rowCount() else None
        told = first is not None and (first.case_id is not None or first.order_id is not None)
        self.table.setColumnHidden(_ABOUT, not told or self.width() < kit.theme.px(_ROOM_FOR_ABOUT))
