"""To-dos that house rules put on Today: what to do, for whom, by when, and which rule says so."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from evenhand import actions, formats
from evenhand.domain import rules
from evenhand.translation import _, language, ngettext
from evenhand.ui.desk import Desk, Place
from evenhand.ui.duty import Act, Duty
from evenhand.ui.suggestion_forms import attempt

if TYPE_CHECKING:
    from evenhand.storage.rules import TodoRow

_LATER = (1, 3, 7)  # days


def todo_duties(desk: Desk, at_most: int) -> list[Duty]:
    """The soonest day first."""
    today = desk.today()
    return [_todo(desk, row, today) for row in desk.book.rules.todos(today, at_most)]


def _todo(desk: Desk, row: "TodoRow", today: date) -> Duty:
    book, lang = desk.book, language()

    def open_it() -> None:
        if row.case_id is not None:
            desk.go(Place.CASE, row.case_id)
        else:
            desk.go(Place.CLIENTS, row.client_id)

    def answered(words: str, answer: Callable[[], int]) -> None:
        noted: list[int] = []
        if not attempt(desk, lambda: noted.append(answer())):
            return

        def take_back() -> None:
            attempt(desk, lambda: actions.todo_again(book, answer_id=noted[0]))

        desk.say(words, _("Undo"), take_back)

    def done() -> int:
        return actions.todo_done(
            book, rule_id=row.rule.id, client_id=row.client_id, case_id=row.case_id, order_id=row.order_id, on=today
        ).id

    def put_off(days: int) -> Callable[[], int]:
        return lambda: (
            actions.put_off_todo(
                book,
                rule_id=row.rule.id,
                client_id=row.client_id,
                case_id=row.case_id,
                order_id=row.order_id,
                on=today,
                until=today + timedelta(days),
            ).id
        )

    def later(days: int) -> Act:
        day = formats.weekday_date(today + timedelta(days), lang)
        words = _("Tomorrow") if days == 1 else ngettext("In {n} day", "In {n} days", days)
        return Act(words, lambda: answered(_("Put off until {day}.").format(day=day), put_off(days)))

    return Duty(
        title=rules.text(row.rule.do, lang) or rules.text(row.rule.name, lang),
        second=row.client_name,
        opened=open_it,
        lead=_when(row.due_on, today),
        tone="uneasyx" if row.due_on <= today else "ink2",
        icon="list-checks",
        wraps=True,
        link=Act(rules.text(row.rule.name, lang), lambda: desk.go(Place.RULES, row.rule.id)),
        act=Act(_("Done"), lambda: answered(_("Done."), done), "check", Qt.Key.Key_K),
        more=tuple(later(days) for days in _LATER),
        more_text=_("Later"),
    )


def _when(day: date, today: date) -> str:
    near = {today: _("Today"), today + timedelta(1): _("Tomorrow")}
    return near.get(day) or formats.short_weekday_date(day, language())
