"""Clients in Counter view: the one who was open, as that client may see it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from evenhand import formats
from evenhand.domain.money import Money
from evenhand.storage.book import Kind
from evenhand.storage.counter import CounterReads, Event, Person
from evenhand.translation import _, language
from evenhand.ui.counter_desk import CounterDesk
from evenhand.ui.counter_history import day_in_words, event_row
from evenhand.ui.counter_list import CounterList, NameSearch
from evenhand.ui.desk import Place
from evenhand.ui.frames import Figure, FiguresRow, column, hairline, holder, row, surface
from evenhand.ui.history_rows import HistoryRows
from evenhand.ui.labels import Avatar, ElidedLabel, label
from evenhand.ui.rows import ClientRows, ListRow
from evenhand.ui.segmented import Segmented
from evenhand.ui.theme import theme

_WIDE, LIST, NARROW_LIST = 1000, 292, 250
_NONE = "–"


class CounterPane(QWidget):
    """The pane at the left: the search by name, and beneath it what belongs to the client who is open."""

    def __init__(self, desk: CounterDesk, name: str) -> None:
        super().__init__()
        self.search = NameSearch(desk)
        self.list = CounterList(ClientRows(None), name)
        self._inside = column(self.search, self.list, spacing=8, margins=(8, 16, 8, 0))
        self.setLayout(row(surface("well", self._inside), hairline(upright=True), spacing=0))
        self.search.field.textChanged.connect(lambda _text: self._show())
        self._show()

    def _show(self) -> None:
        """Names that are searched for stand in place of the client's things."""
        searches = self.search.searches
        self.list.setVisible(not searches)
        for number, takes_room in enumerate((searches, not searches)):
            self._inside.setStretch(number, int(takes_room))

    def set_narrow(self, narrow: bool) -> None:
        self.setFixedWidth(theme.px(NARROW_LIST if narrow else LIST))


class CounterClients(QWidget):
    """Name, how to reach them, what is open between us, and what they were part of."""

    kinds = frozenset({Kind.CLIENTS, Kind.ORDERS, Kind.LETTERS, Kind.BONUSES, Kind.PROMISES})

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__()
        self._desk = desk
        self._events: list[Event] = []
        self.pane = CounterPane(desk, _("Clients"))
        self.avatar = Avatar()
        self.name = ElidedLabel("", "title")
        self.line = ElidedLabel("", "secondary", "ink2")
        self.figures = FiguresRow()
        self.kinds_shown = Segmented(
            [("", _("All")), ("order", _("Orders")), ("letter", _("Letters"))], _("What the history shows"), ""
        )
        self.history = CounterList(HistoryRows(None), _("History"))
        self.nothing = label("", "secondary", "ink3", wrap=True)
        self._nobody = label(_("No client is open. Find one by name."), "body", "ink2", wrap=True)
        head = row(self.avatar, column(self.name, self.line, spacing=2), spacing=10)
        head.setStretch(1, 1)
        title = row(label(_("History"), "body_strong"), None, self.kinds_shown)
        inside = column(head, 16, self.figures, 16, title, self.nothing, self.history, spacing=8)
        inside.setStretch(6, 1)
        self._person = holder(inside)
        right = column(self._person, self._nobody, margins=(28, 18, 28, 0))
        right.setAlignment(self._nobody, Qt.AlignmentFlag.AlignTop)
        whole = row(self.pane, right, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.kinds_shown.chosen.connect(lambda _kind: self._show_history())
        self.history.chosen.connect(self._open)
        self.refresh()

    def refresh(self) -> None:
        """Reads the client who is open anew."""
        reads, client = self._desk.book.counter, self._desk.client
        self.pane.search.look_up()
        self._person.setVisible(bool(client))
        self._nobody.setVisible(not client)
        if not client:
            return
        person, today = reads.person(client), self._desk.today()
        self._events = reads.events(client)
        newest = next((event_row(one, today) for one in self._events), None)
        second = f"{newest.day}  ·  {newest.title}" if newest else ""
        self.pane.list.rows.set_rows([ListRow(person.name, second, marked=False)], [client])
        self.pane.list.selectRow(0)
        self.avatar.set_name(person.name)
        self.name.setText(person.name)
        self.line.setText("  ·  ".join(_facts(person)))
        self.figures.set_figures(_figures(reads, client, today))
        self._show_history()

    def _show_history(self) -> None:
        kind = str(self.kinds_shown.value() or "")
        found = [one for one in self._events if not kind or (one.kind == "order") is (kind == "order")]
        today = self._desk.today()
        self.history.rows.set_rows([event_row(one, today) for one in found], list(range(1, len(found) + 1)))
        self._found = found
        self.nothing.setText(_("Nothing here yet."))
        self.nothing.setVisible(not found)
        self.history.setVisible(bool(found))

    def _open(self, number: int) -> None:
        event = self._found[number - 1]
        if event.kind == "letter":
            self._desk.go(Place.LETTERS, event.id)

    def focus_first(self) -> None:
        (self.history if self._desk.client else self.pane.search.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.pane.search.focus_search()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.set_narrow(self.width() < theme.px(_WIDE))


def _facts(person: Person) -> list[str]:
    month = formats.month_year(person.since, language()) if person.since else ""
    since = _("Client since {month}").format(month=month) if month else ""
    return [part for part in (since, person.phone, person.email) if part]


def _figures(reads: CounterReads, client: int, today: date) -> list[Figure]:
    orders, first = reads.orders(client)
    since = _("the first: {month}").format(month=formats.month_year(first, language())) if first else ""
    return [_open_bonus(reads, client, today), _promised(reads, client, today), Figure(_("Orders"), str(orders), since)]


def _open_bonus(reads: CounterReads, client: int, today: date) -> Figure:
    left = reads.left(client, today)
    totals: dict[str, Money] = {}
    for one in left:
        code = one.amount.currency
        totals[code] = totals[code] + one.amount if code in totals else one.amount
    days = [one.until for one in left if one.until is not None]
    text = _("the first to {day}") if len(left) > 1 else _("valid to {day}")
    until = text.format(day=day_in_words(days[0], today)) if days else ""
    sums = [formats.money(one, language()) for one in totals.values()] or [_NONE]
    others = _("and {sums}").format(sums=", ".join(sums[1:])) if sums[1:] else ""
    return Figure(_("Open bonus"), sums[0], " · ".join(part for part in (others, until) if part))


def _promised(reads: CounterReads, client: int, today: date) -> Figure:
    found = reads.next_promised(client, today)
    if found is None:
        return Figure(_("Next promised day"), _NONE)
    day, at = found
    weekday = formats.weekday(day, language())
    return Figure(_("Next promised day"), day_in_words(day, today), f"{weekday}, {at:%H:%M}" if at else weekday)
