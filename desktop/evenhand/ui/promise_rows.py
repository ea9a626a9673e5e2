"""Promises as rows: what, to whom, by which day and hour, and what becomes of them."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import formats
from evenhand.domain.promises import Promise, PromiseState, state
from evenhand.storage.promises import PromiseRow
from evenhand.translation import _, language
from evenhand.ui.desk import Desk
from evenhand.ui.duty import Duty
from evenhand.ui.duty_list import DutyList
from evenhand.ui.promise_acts import PromiseActs, day_and_hour

_TONES = {PromiseState.LATE: "badx", PromiseState.TODAY: "uneasyx"}


def promise_duty(
    promise: Promise, whose: tuple[str, ...], acts: PromiseActs, today: date, *, brief: bool = False
) -> Duty:
    """The row of an open promise. `whose` says what it belongs to; a `brief` row has its day in the second line."""
    now = state(promise, today)
    when = _when(promise, today)
    late = _late(promise, today) if now is PromiseState.LATE else ""
    second = (late or when, *whose) if brief else whose
    whole = acts.of(promise)
    return Duty(
        title=promise.what,
        second="  ·  ".join(part for part in second if part),
        third="" if brief else late,
        opened=lambda: acts.open(promise),
        lead="" if brief else when,
        tone=_TONES.get(now, "ink2"),
        icon="" if brief else "clock" if now is PromiseState.OPEN else "clock-countdown",
        act=whole[0]._replace(icon_only=brief),
        more=whole[1:],
    )


def to_whom(line: PromiseRow) -> tuple[str, ...]:
    """Whom a promise was made to and, where it was in a case, in which."""
    case = _("Case {number}").format(number=line.case_number) if line.case_number else ""
    return line.client_name, case


def _when(promise: Promise, today: date) -> str:
    near = {today: _("Today"), today + timedelta(1): _("Tomorrow")}
    if promise.due_on in near:
        return formats.by_hour(near[promise.due_on], promise.due_at, language())
    if promise.due_on < today:
        return formats.short_weekday_date(promise.due_on, language())
    return day_and_hour(promise)


def _late(promise: Promise, today: date) -> str:
    """A late promise is never scolded: what helps is said."""
    lang, due = language(), promise.due_on
    if today - due < timedelta(7):
        day = formats.weekday(due, lang)
    else:
        day = formats.short_date(due, lang, year=due.year != today.year)
    return _("Was due {day}. Call first, then a new day.").format(day=day)


class PromiseBlock(QWidget):
    """The open promises to one client or in one case; it takes no room where there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.acts = PromiseActs(desk, self)
        self.list = DutyList(_("Promised"), lead=0, high=48, role="body_strong", at_first=3)
        self.list.left_by.connect(self._step)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.list)
        self.hide()

    def show_promises(self, promises: Sequence[Promise], whose: Callable[[Promise], str] = lambda _one: "") -> None:
        """Those of them that are open, the soonest first; `whose` says what each belongs to."""
        open_ones = [one for one in promises if one.ending is None]
        today = self._desk.today()
        self.list.set_duties([promise_duty(one, (whose(one),), self.acts, today, brief=True) for one in open_ones])
        self.setVisible(bool(open_ones))

    def _step(self, row: QWidget, way: int) -> None:
        rows = self.list.rows
        place = rows.index(row) + way  # type: ignore[arg-type]
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)
