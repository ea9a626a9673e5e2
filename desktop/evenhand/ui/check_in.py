"""How work feels to the owner today: one tap, the last days beside it, and under it what the load guard has to say."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QWidget

from evenhand import formats
from evenhand.domain.comfort import CheckIn, Comfort
from evenhand.translation import _, language
from evenhand.ui.buttons import button
from evenhand.ui.choices import FeelPicker
from evenhand.ui.comfort_thread import ComfortThread, Contact
from evenhand.ui.desk import Desk
from evenhand.ui.frames import column, hairline, holder, row
from evenhand.ui.good_day import part_of_day
from evenhand.ui.labels import caption, label
from evenhand.ui.marks import MarkLabel, mark_word
from evenhand.ui.theme import theme

if TYPE_CHECKING:
    from evenhand.ui.load_guard import GuardStrip

DAYS = 14  # on the thread, today among them
_DAYS_NARROWEST = 300  # beside the question
_BETWEEN = 8  # two answers
_ANY = 16777215  # Qt's word for no greatest width
_ASIDE = (20, 12)  # left and right of it


class CheckInCard(QFrame):
    """Asks once a day; answered or passed over, it folds to one line until tomorrow. `now` gives the hour."""

    def __init__(self, desk: Desk, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__()
        self._desk, self._now = desk, now
        self._changing = False
        self._shown: tuple[date, int] | None = None  # the day and the part of it that the card speaks of
        self.setProperty("surface", "card")
        self.question = label("", "question", wrap=True)
        self.feel = FeelPicker(_("How work feels today"))
        self.feel.chosen.connect(lambda mark: self._answer(Comfort(str(mark))))
        self.skip = button("", "link", on_click=self._on_skip)
        theme.dress(self.skip, height=38)
        self.feel.add_beside(self.skip)
        self.days = ComfortThread()
        self._no_days = label(_("Each day's answer becomes a point here."), "secondary", "ink3", wrap=True)
        self.said = MarkLabel()
        self.change = button(_("Change"), "link", on_click=self._on_change)
        self._keys = [
            QShortcut(QKeySequence(str(number + 1)), self, button.click)  # a field that is typed in takes it for itself
            for number, button in enumerate(self.feel.buttons())
        ]
        self._build()
        self._fill()

    def _build(self) -> None:
        self._ask = holder(column(self.question, self.feel, None, spacing=14, margins=(_ASIDE[0], 20, _ASIDE[1], 14)))
        head = caption(_("Your last {n} days").format(n=DAYS))
        days = column(head, self.days, self._no_days, None, spacing=6, margins=(20, 14, 20, 10))
        self._line = hairline(upright=True)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(0)
        self._beside = holder(days)
        for part in (self._ask, self._line, self._beside):
            self._both.addWidget(part)
        self._both.setStretch(0, 9)  # as much as it may take
        self._both.setStretch(2, 1)
        folded = row(self.said, self.change, None, spacing=10, margins=(20, 8, 20, 8))
        self._open, self._folded = holder(self._both), holder(folded)
        self._parts = column(self._open, self._folded, spacing=0, margins=(1, 1, 1, 1))
        self.setLayout(self._parts)

    @cached_property
    def guard(self) -> "GuardStrip":
        """The foot of the card, built when it's first asked for: it has nothing to say before the first paint."""
        from evenhand.ui.load_guard import GuardStrip

        strip = GuardStrip(self._desk)
        self._parts.addWidget(strip)
        return strip

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in reading order."""
        return [*self.feel.buttons(), self.skip, self.days, self.change, *self.guard.stops()]

    # Showing

    def refresh(self) -> None:
        """Reads the last days and what the load guard has to say."""
        self._fill()
        self.guard.refresh()

    def _fill(self) -> None:
        today = self._desk.today()
        said = {one.day: one for one in self._desk.book.check_ins.since(today - timedelta(DAYS - 1))}
        if self._shown is None or self._shown[0] != today or today not in said:
            self._changing = False
        self._shown = today, part_of_day(self._now().time())
        self.question.setText(self._asked())
        self.skip.setText(_("Leave it as it is") if self._changing else _("Skip"))
        self._show_days(today, said)
        answer = said.get(today)
        self._show_answer(answer)
        self._show_page(asking=answer is None or self._changing)
        self._place()

    def _asked(self) -> str:
        return (
            _("First you. How does work feel this morning?"),
            _("First you. How does work feel this afternoon?"),
            _("First you. How does work feel this evening?"),
        )[part_of_day(self._now().time())]

    def _show_days(self, today: date, said: dict[date, CheckIn]) -> None:
        self.days.setVisible(bool(said))
        self._no_days.setVisible(not said)
        if not said:
            return
        first = min(min(said), today - timedelta(1))
        days = [first + timedelta(number) for number in range((today - first).days + 1)]
        marks = [said[day].comfort if day in said else None for day in days]
        lang = language()
        contacts = [
            Contact(mark, f"{formats.weekday_date(day, lang)}: {mark_word(mark)}")
            for day, mark in zip(days, marks, strict=True)
        ]
        level, tilting, off = (marks.count(comfort) for comfort in Comfort)
        words = _("Your last {n} days: {level} comfortable, {tilting} uneasy, {off} uncomfortable")
        told = words.format(n=DAYS, level=level, tilting=tilting, off=off)
        self.days.set_contacts(contacts, formats.short_date(first, lang), _("Today"), said=told)

    def _show_answer(self, answer: CheckIn | None) -> None:
        words = {
            Comfort.COMFORTABLE: _("Today: comfortable"),
            Comfort.UNEASY: _("Today: uneasy"),
            Comfort.UNCOMFORTABLE: _("Today: uncomfortable"),
        }
        mark = answer.comfort if answer else None
        self.said.set_mark(mark, words[mark] if mark else _("Today: not said"))
        self.feel.set_value(None)

    def _show_page(self, *, asking: bool) -> None:
        focused = QApplication.focusWidget()
        shown, hidden = (self._open, self._folded) if asking else (self._folded, self._open)
        left = focused is not None and hidden.isAncestorOf(focused)
        hidden.hide()
        shown.show()
        for keys in self._keys:
            keys.setEnabled(asking)
        if left:
            (self.feel.buttons()[0] if asking else self.change).setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._shown != (self._desk.today(), part_of_day(self._now().time())):  # the window may stay open over night
            QTimer.singleShot(0, self, self.refresh)

    # Acting

    def _answer(self, comfort: Comfort | None) -> None:
        from evenhand import wording

        book, day = self._desk.book, self._desk.today()
        before = book.check_ins.of(day)
        self._changing = False
        try:
            book.check_ins.save(CheckIn(day, comfort))
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            self._fill()
            return
        self._fill()

        def take_back() -> None:
            try:
                if before is None:
                    book.check_ins.drop(day)
                else:
                    book.check_ins.save(before)
            except wording.KNOWN_ERRORS as error:
                self._desk.say(wording.sentence(error), failed=True)

        said = _("Noted for today.") if comfort else _("Not asked again today.")
        self._desk.say(said, _("Undo"), take_back)

    def _on_skip(self) -> None:
        if self._changing:
            self._changing = False
            self._fill()
        else:
            self._answer(None)

    def _on_change(self) -> None:
        self._changing = True
        self._fill()

    # Width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """The question and the answers on one line each, beside the days; above them without the room.

        The way past the question stands beside the answers, or under them where they leave no room.
        """
        question = self.question.fontMetrics().horizontalAdvance(self.question.text())
        room = max(theme.px(_DAYS_NARROWEST), self._beside.minimumSizeHint().width())
        answers = self.feel.buttons()
        for line in ([*answers, self.skip], answers):
            wished = max(question, _in_one_line(line)) + theme.px(4) + sum(_ASIDE)
            if beside := self.width() >= wished + room:
                break
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._line.setVisible(beside)
        self._ask.setMaximumWidth(wished if beside else _ANY)

    def restyle(self) -> None:
        """Another size of text needs another room."""
        self._place()


def _in_one_line(parts: Sequence[QWidget]) -> int:
    return sum(one.sizeHint().width() for one in parts) + _BETWEEN * (len(parts) - 1)
