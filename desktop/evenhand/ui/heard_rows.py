"""What clients say of finished work: orders to ask about, what came of asking, and suggestions to answer."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand import actions, formats
from evenhand.storage.suggestions import Delivered, SuggestionRow
from evenhand.translation import _, language, ngettext
from evenhand.ui.desk import Desk, Place
from evenhand.ui.duty import Act, Duty


def suggestion_duties(desk: Desk, screen: QWidget, at_most: int) -> list[Duty]:
    """Suggestions that nobody answered yet, the earliest first."""
    return [_suggestion(desk, screen, row) for row in desk.book.suggestions.to_answer(at_most)]


def _suggestion(desk: Desk, screen: QWidget, row: SuggestionRow) -> Duty:
    one = row.suggestion

    def answer() -> None:
        from evenhand.ui.suggestion_forms import open_answer

        open_answer(desk, screen, one.id)

    more: tuple[Act, ...] = ()
    if one.client_id is not None:
        more = (Act(_("Open the client"), lambda: desk.go(Place.CLIENTS, one.client_id or 0)),)
    return Duty(
        title=" ".join(one.words.split()),
        second=row.client_name or _("Nobody in particular"),
        opened=answer,
        lead=formats.short_date(one.said_on, language(), year=one.said_on.year != desk.today().year),
        icon="lightbulb",
        wraps=True,
        act=Act(_("Answer it"), answer, "arrow-bend-up-left"),
        more=more,
    )


def signal_duties(desk: Desk, screen: QWidget, at_most: int) -> list[Duty]:
    """Orders to ask about, then those asked about whose answer isn't known yet."""
    book, today = desk.book, desk.today()
    fresh = actions.orders_to_ask(book, today=today, limit=at_most)
    asked = actions.orders_waiting(book, today=today, limit=at_most)
    return [_to_ask(desk, screen, one, today) for one in fresh] + [_asked(desk, screen, one) for one in asked]


def _to_ask(desk: Desk, screen: QWidget, order: Delivered, today: date) -> Duty:
    def ask() -> None:
        from evenhand.ui.signal_forms import open_question

        open_question(desk, screen, order)

    def asked() -> None:
        from evenhand.ui.signal_forms import note_asked

        note_asked(desk, order)

    days = (today - order.delivered_on).days if order.delivered_on else 0
    ago = ngettext("Delivered {n} day ago", "Delivered {n} days ago", days)
    return Duty(
        title=order.client_name,
        second=f"{ago}  ·  {order.what}",
        opened=lambda: desk.go(Place.CLIENTS, order.client_id),
        icon="package",
        act=Act(_("Ask"), ask, key=Qt.Key.Key_R, look="link"),
        more=(
            Act(_("Asked already"), asked, key=Qt.Key.Key_K),
            _came_of_it(desk, screen, order),
            _nothing(desk, order, _("Don't ask about this order")),
        ),
    )


def _asked(desk: Desk, screen: QWidget, order: Delivered) -> Duty:
    day = formats.short_date(order.asked.asked_on, language()) if order.asked else ""
    return Duty(
        title=order.client_name,
        second=_("Asked on {day}").format(day=day) + f"  ·  {order.what}",
        opened=lambda: desk.go(Place.CLIENTS, order.client_id),
        icon="chats-circle",
        act=_came_of_it(desk, screen, order),
        more=(_nothing(desk, order, _("Nothing came of it")),),
    )


def _came_of_it(desk: Desk, screen: QWidget, order: Delivered) -> Act:
    def heard() -> None:
        from evenhand.ui.signal_forms import open_heard

        open_heard(desk, screen, order)

    return Act(_("What came of it"), heard, look="link")


def _nothing(desk: Desk, order: Delivered, words: str) -> Act:
    def nothing() -> None:
        from evenhand.ui.signal_forms import note_nothing

        note_nothing(desk, order)

    return Act(words, nothing)
