"""Promises that keep a case from being closed: each is kept, moved to another day, or no longer needed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.promises import Promise
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.case_fields import date_field, read_day, written_day
from evenhand.ui.desk import Desk


class PromiseLine(QWidget):
    """One open promise with what can become of it; a new day is typed beneath it."""

    def __init__(self, desk: Desk, promise: Promise, on_changed: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._promise, self._on_changed = desk, promise, on_changed
        what = kit.label(promise.what, "body", wrap=True)
        self._due = kit.label("", "secondary", "ink3", wrap=True)
        self.keep = kit.button(_("Kept"), "plain", "check", self._on_keep)
        self.move_away = kit.button(_("Move"), "ghost", on_click=self._ask_day)
        self.cancel = kit.button(_("No longer needed"), "ghost", on_click=self._on_cancel)
        for button in (self.keep, self.move_away, self.cancel):
            button.setAccessibleDescription(promise.what)
        self.day = date_field(desk.today)
        self._day_field = kit.Field(_("The new day"), self.day)
        self._take = kit.button(_("Promise this day"), "plain", on_click=self._on_move)
        self.day.returnPressed.connect(self._on_move)
        self._new_day = kit.holder(kit.row(self._day_field, self._take, None))
        self._new_day.hide()
        acts = QWidget()
        flow = kit.FlowLayout(acts, spacing=4)
        for button in (self.keep, self.move_away, self.cancel):
            flow.addWidget(button)
        policy = acts.sizePolicy()
        policy.setHeightForWidth(True)
        acts.setSizePolicy(policy)
        self.setLayout(kit.column(what, self._due, acts, self._new_day, spacing=2))
        self.show_promise(promise)

    def show_promise(self, promise: Promise) -> None:
        """The promise as the book holds it; a day being typed stays."""
        self._promise = promise
        today = self._desk.today()
        day = formats.weekday_date(promise.due_on, language(), year=promise.due_on.year != today.year)
        self._due.setText(_("Promised for {day}").format(day=formats.by_hour(day, promise.due_at, language())))

    def _ask_day(self) -> None:
        self._new_day.show()
        if not self.day.text():
            self.day.setText(written_day(self._promise.due_on))
        self.day.setFocus()
        self.day.selectAll()

    def _on_keep(self) -> None:
        self._end(actions.keep_promise, _("Kept: {what}"))

    def _on_cancel(self) -> None:
        self._end(actions.cancel_promise, _("No longer needed: {what}"))

    def _end(self, act: Callable[..., Promise], text: str) -> None:
        book, promise = self._desk.book, self._promise
        if self._try(lambda: act(book, promise_id=promise.id, on=self._desk.today())):
            self._say(text, lambda: actions.reopen_promise(book, promise_id=promise.id))

    def _on_move(self) -> None:
        book, promise = self._desk.book, self._promise
        try:
            day = read_day(self.day.text(), self._desk.today())
            actions.move_promise(book, promise_id=promise.id, to_day=day, at=promise.due_at, on=self._desk.today())
        except wording.KNOWN_ERRORS as error:
            self._day_field.set_error(wording.sentence(error))
            self.day.setFocus()
            return
        self._new_day.hide()
        self.day.clear()
        self._say(_("Moved: {what}"), lambda: actions.take_back_move(book, promise_id=promise.id, at=promise.due_at))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return False
        return True

    def _say(self, text: str, take_back: Callable[[], object]) -> None:
        def undo() -> None:
            self._try(take_back)
            self._on_changed()

        self._desk.say(text.format(what=self._promise.what), _("Undo"), undo)
        self._on_changed()


class OpenPromises(kit.Card):
    """What was promised in a case and is still open; it takes no room where nothing is."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Still promised"))
        self._desk = desk
        self._closing = kit.label(
            _("The case is closed once each of these has its end."), "secondary", "ink2", wrap=True
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.body.addWidget(self._closing)
        self.body.addLayout(self._rows)
        self.lines: dict[int, PromiseLine] = {}

    def show_facts(self, facts: CaseFacts) -> None:
        """The open promises, the soonest first; lines that stay keep the focus and what is typed in them."""
        wanted = {one.id: one for one in facts.open_promises}
        for gone in set(self.lines) - set(wanted):
            line = self.lines.pop(gone)
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        for place, (id_, promise) in enumerate(wanted.items()):
            if id_ in self.lines:
                self.lines[id_].show_promise(promise)
                self._rows.removeWidget(self.lines[id_])
            else:
                self.lines[id_] = PromiseLine(self._desk, promise, self.changed.emit)
            self._rows.insertWidget(place, self.lines[id_])
        self.setVisible(bool(wanted))

    def first(self) -> PromiseLine | None:
        """The soonest of them."""
        item = self._rows.itemAt(0)
        line = item.widget() if item is not None else None
        return line if isinstance(line, PromiseLine) else None
