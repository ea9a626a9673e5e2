"""Ours, and simple: one page from what failed to the promise, and a letter when it's wanted."""

from collections.abc import Callable
from datetime import date, time
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import CaseRefused, Missing
from evenhand.domain.money import Money
from evenhand.domain.records import Case, Cause, Order, Remedy
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import owner_of
from evenhand.ui.case_fields import date_field, next_working_day, read_day, read_sum
from evenhand.ui.contact_form import TimeNotUnderstood, parse_time
from evenhand.ui.desk import Desk, Place
from evenhand.ui.form import Form
from evenhand.ui.order_finder import OrderFinder

_WAYS = (Remedy.REDO, Remedy.REPLACE, Remedy.REPAIR, Remedy.OTHER)  # money back has sums of its own to decide


class QuickPathForm(Form):
    """Over a case that is open, or for a new one. `end` is what was done.

    `led_to` names the case to look at instead, once the form has closed.
    """

    led_to = Signal(int)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        case_id: int | None = None,
        client_id: int | None = None,
        order_id: int | None = None,
        title: str = "",
        words: str = "",
        received_on: date | None = None,
    ) -> None:
        super().__init__(_("Ours, and simple"), _("Put it right"), parent)
        self._desk = desk
        self._operation = uuid4().hex
        self._case: Case | None = desk.book.cases.get(case_id) if case_id is not None else None
        self._title, self._received_on = title, received_on
        self.end: actions.QuickEnd | None = None
        self.case_id = case_id
        self.finder = OrderFinder(desk, client_id, order_id)
        self.finder.go_on.connect(self._go_on)
        self.finder.look_at.connect(self._lead_to)
        self._build_what(words)
        self._build_when()
        self._build_rest()
        self._place()
        self._show_when()
        self._show_currency()
        self.finder.changed.connect(self._show_currency)

    def _build_what(self, words: str) -> None:
        self._cause = kit.Chips([(one, wording.word(one)) for one in Cause], _("What failed"))
        self._words = kit.TextField(words, placeholder=_("In the client's own words"))
        self._words.setAccessibleName(_("In the client's own words"))
        self._words.setVisible(self._case is None or not self._case.words.strip())
        if self._case is not None:
            self._cause.set_value(self._case.cause)
        self._failed = _group(_("What failed"), self._cause, self._words, spacing=8)
        self._remedy = kit.Combo([(one, wording.word(one)) for one in _WAYS], _("How it is put right"))
        self._remedy.set_value(Remedy.REPLACE)
        self._what = kit.TextField(placeholder=_("A stronger zip, fitted at your home"))
        self._what.setAccessibleName(_("What exactly"))
        self._right = _group(_("How it is put right"), self._remedy, self._what, spacing=6)

    def _build_when(self) -> None:
        self._done = kit.Segmented([(True, _("Done today")), (False, _("By a day"))], _("When"), True)
        self._by = date_field(self._desk.today)
        self._by.setAccessibleName(_("By which day"))
        self._at = kit.TextField(placeholder=_("Hour"))
        self._at.setAccessibleName(_("At what hour"))
        self._day_line = kit.holder(kit.row(self._by, self._at, spacing=6))
        self._when = _group(_("When"), self._done, self._day_line, spacing=6)
        self._free = kit.button("", "link", on_click=self._take_working_day)
        self._done.chosen.connect(lambda _done: self._show_when())
        self._by.edited.connect(lambda _day: self._show_free_day())

    def _build_rest(self) -> None:
        self._cost_sum = kit.SumField()
        self._cost = kit.Field(_("What it costs me"), self._cost_sum, _("If it is known"))
        self._more = kit.Check(_("Something for the trouble: I choose it next"))
        self._letter = kit.Check(_("Begin a letter about it"))
        self._after = _group(_("And then"), self._more, self._letter, spacing=6)
        for editor, field in (
            (self._words, self._failed),
            (self._what, self._right),
            (self._by, self._when),
            (self._at, self._when),
            (self._cost_sum, self._cost),
        ):
            editor.textEdited.connect(lambda _text, field=field: field.set_error(None))
        self._cause.chosen.connect(lambda _cause: self._failed.set_error(None))

    def _place(self) -> None:
        if self._case is None:
            self.add(self.finder, wide=True)
        else:
            client = self._desk.book.clients.get(self._case.client_id)
            line = f"{self._case.number}, {client.name}, {self._case.title}"
            self.add(kit.label(line, "body", "ink2", wrap=True), wide=True)
        self.add(self._failed, wide=True)
        self.add(self._right)
        self.add(kit.holder(kit.column(self._when, kit.row(self._free, None), None, spacing=0)))
        self.add(self._cost)
        self.add(self._after)

    def _order(self) -> Order | None:
        if self._case is not None:
            return self._desk.book.orders.get(self._case.order_id)
        order_id = self.finder.order_id()
        return self._desk.book.orders.get(order_id) if order_id is not None else None

    def _show_currency(self) -> None:
        order = self._order()
        if order is not None:
            self._cost.label.setText(_("What it costs me, in {currency}").format(currency=order.total.currency))
            self._cost_sum.setAccessibleName(self._cost.label.text())

    def _show_when(self) -> None:
        self._day_line.setVisible(self._done.value() is False)
        self._when.set_error(None)
        self._show_free_day()

    def _show_free_day(self) -> None:
        """A promise on a day off is the owner's to give; the next working day is offered beside it."""
        day = self._by.day() if self._done.value() is False else None
        better = next_working_day(day, owner_of(self._desk.book).country) if day else None
        self._free.setVisible(better is not None)
        self._when.set_hint("")
        if day is not None and better is not None:
            self._when.set_hint(_("{day} is a day off.").format(day=formats.weekday_date(day, language())))
            self._free.setText(_("Take {day}").format(day=formats.weekday_date(better, language())))

    def _take_working_day(self) -> None:
        day = self._by.day()
        if day is not None:
            self._by.set_day(next_working_day(day, owner_of(self._desk.book).country) or day)
            self._show_free_day()

    def _go_on(self, case_id: int) -> None:
        """The order has an open case: the quick path goes on there, and what is typed stays."""
        case = self._desk.book.cases.get(case_id)
        if case.remedy is not None:
            self._lead_to(case_id)
            return
        self._case, self.case_id = case, case_id
        self._words.setVisible(bool(self._words.text().strip()) or not self._case.words.strip())
        self.finder.setEnabled(False)
        self.finder.forgive()

    def _lead_to(self, case_id: int) -> None:
        self.leave_for(lambda: self.led_to.emit(case_id))

    def save(self) -> bool:
        self.forgive()
        order = self._order()
        if order is None:
            self.finder.refuse_none()
            return False
        cause, by, at = self._cause.value(), None, None
        if not isinstance(cause, Cause):
            self.refuse(self._failed, wording.missing(Missing.CAUSE))
        elif not self._words.text().strip() and not (self._case and self._case.words.strip()):
            self.refuse(self._failed, wording.missing(Missing.WORDS))
        if not self._what.text().strip():
            self.refuse(self._right, wording.sentence(CaseRefused("promise_without_words")))
        if self._done.value() is False:
            by, at = self._read_when()
        cost = self._read_cost(order.total.currency)
        if self.refused() or not isinstance(cause, Cause):
            return False
        remedy = self._remedy.value()
        assert isinstance(remedy, Remedy)
        try:
            self.end = actions.quick_path(
                self._desk.book,
                case_id=self._case.id if self._case else None,
                order_id=order.id,
                title=self._title,
                words=self._words.text().strip(),
                received_on=self._received_on,
                cause=cause,
                remedy=remedy,
                what=self._what.text().strip(),
                by=by,
                at=at,
                cost=cost,
                more_to_give=self._more.isChecked(),
                letter=self._letter.isChecked(),
                today=self._desk.today(),
                operation_id=self._operation,
            )
        except wording.KNOWN_ERRORS as error:
            self._say_refused(error)
            return False
        self.case_id = self.end.case.id
        return True

    def _say_refused(self, error: Exception) -> None:
        if self._case is None and not self.finder.check():
            return
        by_day = isinstance(error, CaseRefused) and error.reason == "promise_day_past"
        self.refuse(self._when if by_day else self._after, wording.sentence(error))

    def _read_when(self) -> tuple[date | None, time | None]:
        by, at = None, None
        try:
            if not self._by.text().strip():
                raise CaseRefused("promise_without_day")
            by = read_day(self._by.text(), self._desk.today())
            if by < self._desk.today():
                raise CaseRefused("promise_day_past")
            at = parse_time(self._at.text()) if self._at.text().strip() else None
        except TimeNotUnderstood:
            self.refuse(self._when, _("This is not a time of day. Write it like 14:30."))
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._when, wording.sentence(error))
        return by, at

    def _read_cost(self, currency: str) -> Money | None:
        text = self._cost_sum.text().strip()
        try:
            cost = read_sum(text, currency) if text else None
            if cost is not None and cost.minor < 0:
                raise CaseRefused("cost_below_zero")
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._cost, wording.sentence(error))
            return None
        return cost


def _group(name: str, *parts: QWidget, spacing: int) -> kit.Field:
    """Parts that answer one question, as one field."""
    group = kit.holder(kit.column(*parts, spacing=spacing))
    group.setFocusProxy(parts[-1])
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    group.setSizePolicy(policy)
    return kit.Field(name, group)


def open_quick_path(
    desk: Desk, parent: QWidget, *, case_id: int, then: Callable[[], object] = lambda: None
) -> QuickPathForm:
    """Shows the form over a case; `then` follows once it's in the book."""
    form = QuickPathForm(desk, parent, case_id=case_id)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.accepted.connect(then)
    form.accepted.connect(lambda: say_done(desk, form.end))
    form.open()
    return form


def say_done(desk: Desk, end: actions.QuickEnd | None) -> None:
    """Goes to the letter that was begun, or else to the case, and says what was done, with a way to undo it."""
    if end is None:
        return
    desk.go(*((Place.LETTER, end.draft.id) if end.draft is not None else (Place.CASE, end.case.id)))
    if end.promise.ending is not None:
        text = _("Put right and answered today.")
    else:
        day = formats.weekday_date(end.promise.due_on, language())
        text = _("Answered today, and promised for {day}.").format(day=day)
    desk.say(text, _("Undo"), lambda: _undo(desk, end))


def _undo(desk: Desk, end: actions.QuickEnd) -> None:
    try:
        case = actions.take_back_quick_path(desk.book, end=end)
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return
    desk.go(*((Place.CASE, case.id) if case is not None else (Place.CASES, 0)))
