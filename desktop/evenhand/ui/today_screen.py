"""The first screen: what needs the owner today, and that nothing else does."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedWidget, QWidget

from evenhand import formats
from evenhand.storage.book import Kind
from evenhand.storage.promises import PromiseRow
from evenhand.translation import _, language, ngettext
from evenhand.ui.bars import Header
from evenhand.ui.buttons import button
from evenhand.ui.desk import Desk
from evenhand.ui.duties import DutyRow
from evenhand.ui.duty_list import DutyList
from evenhand.ui.explained import Explained
from evenhand.ui.frames import EmptyState, column, holder, row, scrolling, tab_order
from evenhand.ui.labels import ElidedLabel, IconLabel
from evenhand.ui.promise_acts import PromiseActs
from evenhand.ui.promise_rows import promise_duty
from evenhand.ui.theme import theme

_WIDE = 1000  # of the screen itself; below it the columns come closer
_NARROWEST = 860  # for two columns
_LEAD = 146
_AT_MOST = 100  # rows of one list


class TodayScreen(QWidget):
    """Promises due and cases to answer at the left, bonuses running out and people to greet at the right."""

    kinds = frozenset(Kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._complete = False
        self._day = desk.today()
        self._wants_focus = False
        self.acts = PromiseActs(desk, self)
        self.header = Header(_("Today"))
        self.promise = button(_("Make a promise"), "plain", "handshake", self.make_promise)
        self.header.add_action(self.promise)
        self.promises = DutyList(_("Promises due"), _LEAD)
        self.cases = DutyList(_("Cases to answer"), _LEAD)
        self.bonuses = DutyList(_("Bonuses about to run out"), 84, 46)
        self.people = DutyList(_("People to greet"), 32, 54)
        self._lists = (self.promises, self.cases, self.bonuses, self.people)
        for each in self._lists:
            each.left_by.connect(self._step)
        self._build()
        self._fill_promises(desk.today())
        self._show_day()

    def _build(self) -> None:
        self.last = ElidedLabel(_("Nothing else needs you today."), "body", "ink3")
        self.rate, self._empty_rate = (Explained(role="secondary", tone="ink3") for _page in range(2))
        words = column(self.last, row(self.rate, None), spacing=3)
        foot = row(IconLabel("check-circle", "acc", 18), words, spacing=10, margins=(4, 4, 0, 8))
        foot.setStretch(1, 1)
        foot.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._foot = holder(foot)
        left = holder(column(self.promises, self.cases, self._foot, None, spacing=20))
        self._right = holder(column(self.bonuses, self.people, None, spacing=20))
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for part in (left, self._right):
            self._both.addWidget(part)
        self._area = scrolling(holder(self._both))
        empty = EmptyState(
            _("Nothing needs you today"),
            _("No promise is due and every case is answered. Close the laptop, if you like."),
            button(_("Write a friendly line"), "plain", "envelope-simple", self.new_letter),
        )
        nothing = column(empty, row(None, self._empty_rate, None, margins=(16, 0, 16, 24)), spacing=0)
        nothing.setStretch(0, 1)
        self.stack = QStackedWidget()
        for page in (self._area, holder(nothing)):
            self.stack.addWidget(page)
        self._head = row(self.header)
        whole = column(self._head, self.stack, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._foot.hide()
        self._right.hide()
        self._place()

    # Showing

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._complete or self._day != self._desk.today():  # the window may stay open over night
            self._complete, self._day = True, self._desk.today()
            QTimer.singleShot(0, self, self.refresh)  # what needs the calendar and more waits for the first paint

    def refresh(self) -> None:
        """Reads what waits now; the keyboard stays where it was, or on what came in its place."""
        from evenhand.ui import today_lists

        self._complete, self._day = True, self._desk.today()
        place = self._place_of(QApplication.focusWidget())
        desk = self._desk
        self._fill_promises(today_lists.next_working_day(desk))
        self.cases.set_duties(today_lists.case_duties(desk))
        self.cases.note.setText(today_lists.within(desk))
        self.bonuses.set_duties(today_lists.bonus_duties(desk))
        self.people.set_duties(today_lists.greeting_duties(desk))
        self._right.setVisible(bool(self.bonuses.count or self.people.count))
        for rate in (self.rate, self._empty_rate):
            rate.explain(*today_lists.kept_lines(desk))
            rate.setVisible(bool(rate.text()))
        self._show_day()
        self._foot.show()
        self.stack.setCurrentIndex(0 if any(each.count for each in self._lists) else 1)
        tab_order(self.promise, *(stop for each in self._lists for stop in each.stops()), self.rate)
        if self._wants_focus:
            self.focus_first()
        elif place is not None:
            self._put_focus(*place)

    def _fill_promises(self, until: date) -> None:
        today, acts = self._desk.today(), self.acts
        found = self._desk.book.promises.open(until, _AT_MOST)
        self._due = sum(one.promise.due_on <= today for one in found)
        self.promises.set_duties([promise_duty(one.promise, _whose(one), acts, today) for one in found])

    def _show_day(self) -> None:
        parts = [formats.weekday_date(self._desk.today(), language())]
        if self._due:
            parts.append(ngettext("{n} promise due", "{n} promises due", self._due))
        if cases := self.cases.count:
            parts.append(ngettext("{n} case to answer", "{n} cases to answer", cases))
        self.header.set_texts(_("Today"), "  ·  ".join(parts))

    # The keyboard

    def focus_first(self) -> None:
        """Puts the keyboard on what waits first."""
        self._wants_focus = not self._complete
        rows = self._rows()
        (rows[0] if rows else self.promise).setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self) -> list[DutyRow]:
        return [each for one in self._lists if one.count for each in one.rows]

    def _step(self, at: QWidget, way: int) -> None:
        rows = self._rows()
        place = next(number for number, each in enumerate(rows) if each is at) + way
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(rows[place], 0, theme.px(24))

    def _place_of(self, focused: QWidget | None) -> tuple[DutyList, int] | None:
        """The list and the number of the row that the keyboard is on."""
        for one in self._lists:
            for number, each in enumerate(one.rows):
                if focused is not None and (each is focused or each.isAncestorOf(focused)):
                    return one, number
        return None

    def _put_focus(self, where: DutyList, number: int) -> None:
        rows = where.rows
        if number < len(rows):
            focused = QApplication.focusWidget()
            if focused is None or not (rows[number] is focused or rows[number].isAncestorOf(focused)):
                rows[number].setFocus(Qt.FocusReason.TabFocusReason)
        elif rows:
            rows[-1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focus_first()

    # Commands

    def make_promise(self) -> None:
        """Asks for a promise to anybody."""
        self.acts.make()

    def new_letter(self) -> None:
        """Asks whom a letter is to and what it's about."""
        from evenhand.ui.letter_form import open_letter_form

        open_letter_form(self._desk, self)

    # Width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wide = self.width() >= theme.px(_WIDE)
        side = 32 if wide else 24
        beside = self.width() >= theme.px(_NARROWEST)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._head.setContentsMargins(side, 22, side, 8)
        self._both.setContentsMargins(side, 10, side, 24)
        self._both.setSpacing(40 if wide else 28)
        for number, share in enumerate((638, 326) if beside else (0, 1)):
            self._both.setStretch(number, share)


def _whose(line: PromiseRow) -> tuple[str, ...]:
    case = _("Case {number}").format(number=line.case_number) if line.case_number else ""
    return line.client_name, case
