"""What happened with one client, row by row, as the history shows and opens it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from evenhand import formats, wording
from evenhand.domain.records import Channel, Direction, LetterKind
from evenhand.storage.history import HistoryRow as Event
from evenhand.translation import _, language, pgettext
from evenhand.ui.history_rows import HistoryRow
from evenhand.ui.marks import mark_word
from evenhand.ui.record_table import Index
from evenhand.ui.rows import ROW

_CONTACT_ICONS = {
    Channel.IN_PERSON: "handshake",
    Channel.PHONE: "phone",
    Channel.EMAIL: "envelope-simple",
    Channel.MESSAGE: "chats-circle",
    Channel.LETTER: "envelope-simple",
    Channel.OTHER: "note",
}


def _order(event: Event) -> HistoryRow:
    return HistoryRow("", "package", _("Order {number}").format(number=event.detail), event.what, _sum(event))


def _contact(event: Event) -> HistoryRow:
    channel = Channel(event.detail)
    how = f"{wording.word(channel)} · {wording.word(Direction(event.state))}"
    return HistoryRow("", _CONTACT_ICONS[channel], event.what, how, mark=event.comfort, marked=True)


def _case(event: Event) -> HistoryRow:
    right = _("open") if event.state == "open" else ""
    title = _("Case {number}").format(number=event.detail)
    return HistoryRow("", "hand-heart", title, event.what, right, right_strong=False)


def _promise(event: Event) -> HistoryRow:
    due = date.fromisoformat(event.detail)
    ends = {
        "open": _("Promised for {day}"),
        "kept": _("Promised for {day}, kept"),
        "kept_late": _("Promised for {day}, kept later"),
        "broken": _("Promised for {day}, not kept"),
        "cancelled": _("Promised for {day}, no longer needed"),
    }
    day = formats.weekday_date(due, language(), year=due.year != event.on.year)
    right = pgettext("promise", "open") if event.state == "open" else ""
    second = ends[event.state].format(day=day)
    return HistoryRow("", "handshake", event.what, second, right, right_strong=False)


def _letter(event: Event) -> HistoryRow:
    kind = wording.word(LetterKind(event.what))
    second = _("{kind}, voided").format(kind=kind) if event.state == "voided" else kind
    title = _("Letter {number}").format(number=event.detail)
    return HistoryRow("", "envelope-simple", title, second, _sum(event), right_strong=False)


def _bonus(event: Event) -> HistoryRow:
    titles = {
        "granted": _("Bonus {code} granted"),
        "redeemed": _("Bonus {code} redeemed"),
        "cancelled": _("Bonus {code} cancelled"),
        "reduced": _("Bonus {code} reduced"),
        "exchanged": _("Bonus {code} exchanged for money"),
        "reversed": _("Redemption of bonus {code} taken back"),
        "extended": _("Bonus {code} extended"),
    }
    if event.state == "extended":
        second = _("valid to {day}").format(day=formats.long_date(date.fromisoformat(event.detail), language()))
    else:
        second = _("From letter {number}").format(number=event.detail)
    return HistoryRow("", "ticket", titles[event.state].format(code=event.what), second, _sum(event))


def _asked(event: Event) -> HistoryRow:
    order = _("Order {number}").format(number=event.detail)
    if event.state == "praise":
        return HistoryRow("", "star", event.what, _("A word of praise, {order}").format(order=order))
    return HistoryRow("", "chats-circle", _("Asked how it went"), order)


def _suggestion(event: Event) -> HistoryRow:
    if event.detail:
        second = _("Suggested, and changed: {change}").format(change=event.detail)
    else:
        second = _("Suggested, and answered") if event.state else _("Suggested, not answered yet")
    return HistoryRow("", "lightbulb", event.what, second)


_SHOWN: dict[str, Callable[[Event], HistoryRow]] = {
    "order": _order,
    "contact": _contact,
    "case": _case,
    "promise": _promise,
    "letter": _letter,
    "bonus": _bonus,
    "asked": _asked,
    "suggestion": _suggestion,
}


def _sum(event: Event) -> str:
    if event.amount is None:
        return ""
    spent = event.kind == "bonus" and event.state not in ("granted", "reversed")
    return formats.money(-event.amount if spent else event.amount, language())


class HistoryModel(QAbstractTableModel):
    """Events of one client, newest first, of all kinds or of one."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._all: Sequence[Event] = ()
        self._shown: Sequence[Event] = ()
        self._kind = ""

    def set_events(self, events: Sequence[Event]) -> None:
        """The same events anew keep their rows, and with them what is chosen and scrolled to."""
        same = [(one.kind, one.id, one.on) for one in events] == [(one.kind, one.id, one.on) for one in self._all]
        self._all = events
        if same and self._shown:
            self._shown = self._of_kind()
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))
        else:
            self.show_kind(self._kind)

    def show_kind(self, kind: str) -> None:
        """One of the kinds of storage's HistoryRow, or "" for all; a bonus goes with the letters that grant it."""
        self._kind = kind
        self.beginResetModel()
        self._shown = self._of_kind()
        self.endResetModel()

    def _of_kind(self) -> list[Event]:
        kinds = {"letter": ("letter", "bonus")}.get(self._kind, (self._kind,))
        return [event for event in self._all if not self._kind or event.kind in kinds]

    def event_at(self, row: int) -> Event:
        return self._shown[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role not in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._row(self._shown[index.row()])
        if role == ROW:
            return row
        feeling = mark_word(row.mark) if row.marked else ""
        return ", ".join(part for part in (row.day, row.title, row.second, row.right, feeling) if part)

    def _row(self, event: Event) -> HistoryRow:
        row = _SHOWN[event.kind](event)
        day = formats.short_date(event.on, language(), year=event.on.year != self._today().year)
        return replace(row, day=day, title=" ".join(row.title.split()), second=" ".join(row.second.split()))
