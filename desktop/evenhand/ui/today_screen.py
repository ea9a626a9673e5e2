"""The first screen: how the owner is, what needs the owner today, and that nothing else does."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from evenhand import formats
from evenhand.storage.book import Kind
from evenhand.translation import _, language, ngettext
from evenhand.ui.bars import Header
from evenhand.ui.buttons import button
from evenhand.ui.check_in import CheckInCard
from evenhand.ui.desk import Desk
from evenhand.ui.duties import DutyRow
from evenhand.ui.duty_list import DutyList
from evenhand.ui.frames import BAR, column, holder, row, scrolling, tab_order
from evenhand.ui.good_day import begun, good_day, part_of_day
from evenhand.ui.promise_acts import PromiseActs
from evenhand.ui.promise_rows import promise_duty, to_whom
from evenhand.ui.theme import theme

_WIDE = 1000  # of the screen itself; below it the columns come closer
_NARROWEST = 860  # for two columns
_LEAD = 146
_AT_MOST = 100  # rows of one list
_A_HANDFUL = 5
_MANY = 5000  # clients


class TodayScreen(QWidget):
    """The check-in above; what is due at the left, whom to remind, greet and ask at the right. `now` is the clock."""

    kinds = frozenset(Kind)

    def __init__(self, desk: Desk, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__()
        self._desk, self._now = desk, now
        self._complete = False
        self._seen = self._moment()
        self._wants_focus = False
        self._rest, self._many = QTimer(self, singleShot=True, interval=0), False
        self._steps: Iterator[None] = iter(())
        self._rest.timeout.connect(self._go_on)
        self._due = self._to_answer = 0
        self.acts = PromiseActs(desk, self)
        self.header = Header()
        self.promise = button(_("Make a promise"), "plain", "handshake", self.make_promise)
        self.header.add_action(self.promise)
        self.check_in = CheckInCard(desk, now)
        self.promises = DutyList(_("Promises due"), _LEAD)
        self._build()
        self._reads(lambda: self._fill_promises(desk.today()))
        self._show_day()

    def _build_rest(self) -> None:
        """What the first paint doesn't show: the other lists, and how the screen ends."""
        if len(self._lists) > 1:
            return
        from evenhand.ui.today_ends import Enough, NothingWaits, NotOpened
        from evenhand.ui.today_rest import rest_lists

        rest = rest_lists(self._desk.go, _LEAD)
        self.cases, self.todos, self.suggestions, self.bonuses, self.people, self.signals = rest
        self.enough = Enough()
        self._nothing, self._failed = NothingWaits(self.new_letter), NotOpened(self._try_again, self._desk)
        at_left, self._at_right = rest[:3], rest[3:]
        self._lists += rest
        for each in self._lists[1:]:
            each.left_by.connect(self._step)
        self._right = holder(column(*self._at_right, None, spacing=20))
        for part in (self.enough, self._right, self._nothing, self._failed):
            part.hide()
        for number, part in enumerate((*at_left, self.enough), start=1):
            self._left.insertWidget(number, part)
        self._both.addWidget(self._right)
        self._pages += (self._nothing, self._failed)
        for page in self._pages[1:]:
            self._page.addWidget(page, 1)
        self._place()

    def _build(self) -> None:
        self._lists = [self.promises]
        self.promises.left_by.connect(self._step)
        self._left = column(self.promises, None, spacing=20)
        self._both = row(holder(self._left))
        self._pages = [holder(self._both)]
        self._page = column(self.check_in, self._pages[0], spacing=24)
        self._page.setStretch(1, 1)
        self._area = scrolling(holder(self._page), steady=True)
        self._head = row(self.header)
        whole = column(self._head, self._area, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._place()

    # Showing

    def _moment(self) -> tuple[date, int]:
        """What the heading speaks of: the day and the part of it."""
        return self._desk.today(), part_of_day(self._now().time())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._complete or self._seen != self._moment():  # the window may stay open over night
            self._complete, self._seen = True, self._moment()
            QTimer.singleShot(0, self, self._in_steps)  # what needs the calendar and more waits for the first paint

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # not when the window is only made small
            self._wants_focus = False

    def _in_steps(self) -> None:
        if not self.isVisible():  # gone from meanwhile; its next paint reads it
            self._complete = False
            return
        self._many = True  # until they are counted
        self.refresh()

    def refresh(self) -> None:
        """Reads what waits now; the keyboard stays where it was, or on what came in its place."""
        self._complete, self._seen = True, self._moment()
        self._build_rest()
        place = self._place_of(self.window().focusWidget())
        if not self._reads(self._fill_near):
            return
        self._show_day()
        if place is not None:
            self._put_focus(*place)
        self._steps, at_once = self._fill_far(), not self._many or self._rest.isActive()
        self._rest.start()
        while at_once and self._rest.isActive():
            self._go_on()

    def _go_on(self) -> None:
        """The next of what all clients are looked through for; with many of them each comes after another paint."""
        place = self._place_of(self.window().focusWidget())
        left: list[None] = []
        if not self._reads(lambda: left.extend(islice(self._steps, 1))):
            self._rest.stop()
        elif left:
            if place is not None:
                self._put_focus(*place)
            self._rest.start()
        else:
            self._rest.stop()
            self._end(place)

    def _end(self, place: tuple[DutyList, int] | None) -> None:
        self._show_page(0 if any(each.count for each in self._lists) else 1)
        self._failed.note_damaged(False)
        stops = (stop for each in self._lists for stop in each.stops())
        tab_order(self.promise, *self.check_in.stops(), *stops, self.enough.rate)
        if self._wants_focus:
            self.focus_first()
        elif place is not None:
            self._put_focus(*place)

    def _reads(self, read: Callable[[], object]) -> bool:
        """Reads from the book; what keeps it from being read stands in the lists' place, and nothing is lost."""
        from evenhand.storage.errors import StorageError

        try:
            read()
        except StorageError as error:
            self._build_rest()
            self._failed.tell(error)
            self._show_page(2)
            return False
        return True

    def _try_again(self) -> None:
        self._many, self._wants_focus = False, True
        self.refresh()

    def _show_page(self, shown: int) -> None:
        for number, page in enumerate(self._pages):
            page.setVisible(number == shown)

    def _fill_near(self) -> None:
        from evenhand.ui import today_lists

        desk = self._desk
        self.check_in.refresh()
        self._fill_promises(today_lists.next_working_day(desk))
        cases = today_lists.case_duties(desk)
        self._to_answer = len(cases)
        self.cases.set_duties(cases)
        self.cases.note.setText(today_lists.within(desk))

    def _fill_far(self) -> Iterator[None]:
        from evenhand.ui import heard_rows, today_lists, todo_rows

        desk = self._desk
        self.suggestions.set_duties(heard_rows.suggestion_duties(desk, self, _AT_MOST))
        self.bonuses.set_duties(today_lists.bonus_duties(desk))
        yield
        self.todos.set_duties(todo_rows.todo_duties(desk, _AT_MOST))
        yield
        self.people.set_duties(today_lists.greeting_duties(desk))
        yield
        self.signals.set_duties(heard_rows.signal_duties(desk, self, _A_HANDFUL))
        self._right.setVisible(any(each.count for each in self._at_right))
        for end in (self.enough, self._nothing):
            end.explain(*today_lists.kept_lines(desk))
        self.enough.show()
        self._many = desk.book.clients.count() > _MANY

    def _fill_promises(self, until: date) -> None:
        today, acts = self._desk.today(), self.acts
        found = self._desk.book.promises.open(until, _AT_MOST)
        self._due = sum(one.promise.due_on <= today for one in found)
        self.promises.set_duties([promise_duty(one.promise, to_whom(one), acts, today) for one in found])

    def _show_day(self) -> None:
        day, part = self._seen
        owner = self._desk.book.owner.get()
        waits = [ngettext("{n} promise due", "{n} promises due", self._due)] if self._due else []
        if cases := self._to_answer:
            waits.append(ngettext("{n} case to answer", "{n} cases to answer", cases))
        line = (begun(formats.weekday_date(day, language())), ", ".join(waits))
        name = owner.letterhead(language()).owner_name if owner else ""
        self.header.set_texts(good_day(part, name), "  ·  ".join(words for words in line if words))

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
            focused = self.window().focusWidget()
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

    def note_suggestion(self) -> None:
        """Asks what was suggested, by anybody."""
        from evenhand.ui.suggestion_forms import open_suggestion

        open_suggestion(self._desk, self)

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
        self._page.setContentsMargins(side, 10, side - BAR, 24)
        self._both.setSpacing(40 if wide else 28)
        for number, share in enumerate((638, 326) if beside else (0, 1)):
            self._both.setStretch(number, share)
