"""A client's history on the client's page: which kinds are shown, the list, and the owner's mark on a contact."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QWidget

from evenhand.domain.comfort import Comfort
from evenhand.storage.history import HistoryRow as Event
from evenhand.translation import _
from evenhand.ui.client_history import HistoryModel
from evenhand.ui.contact_mark import ContactMark
from evenhand.ui.desk import Desk
from evenhand.ui.frames import column, row
from evenhand.ui.history_list import HistoryList
from evenhand.ui.labels import label
from evenhand.ui.segmented import Segmented
from evenhand.ui.theme import theme


class HistoryBlock(QWidget):
    """`opened` carries the event whose row was chosen; `changed` follows a mark, `opened_up` a hard one."""

    opened = Signal(object)
    changed = Signal()
    opened_up = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.model = HistoryModel(desk.today)
        self.list = HistoryList(self.model)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.list.felt.connect(self._on_felt)
        self.mark = ContactMark(desk)
        self.mark.changed.connect(self.changed)
        self.mark.left.connect(self.list.setFocus)
        self.list.escaped.connect(self.mark.put_away)
        self.kinds = Segmented(
            [
                ("", _("All")),
                ("order", _("Orders")),
                ("contact", _("Contacts")),
                ("case", _("Cases")),
                ("letter", _("Letters")),
            ],
            _("What the history shows"),
            "",
        )
        self.kinds.chosen.connect(self._on_kind)
        self._nothing = label("", "secondary", "ink3", wrap=True)
        title = row(label(_("History"), "body_strong"), None, self.kinds)
        whole = column(title, self._nothing, self.mark, self.list, spacing=8)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.restyle()

    def restyle(self) -> None:
        self.list.setMinimumHeight(theme.px(46) * 3)

    def show_events(self, events: Sequence[Event], *, anew: bool) -> None:
        """The events, newest first; `anew` those of another client, seen from the top."""
        if anew:
            self.mark.put_away()
            self.kinds.set_value("")
            self.model.show_kind("")
        scrolled = 0 if anew else self.list.verticalScrollBar().value()
        self.model.set_events(events)
        self.list.verticalScrollBar().setValue(scrolled)
        self.mark.refresh()
        self._show_emptiness()

    def flush(self) -> bool:
        """Stores what is being typed about a contact. False when it can't be."""
        return self.mark.flush()

    def _show_emptiness(self) -> None:
        empty = self.model.rowCount() == 0
        self._nothing.setVisible(empty)
        self._nothing.setText(
            _("Nothing here yet.") if self.kinds.value() else _("Orders, contacts, cases and letters will stand here.")
        )

    def _on_kind(self, kind: object) -> None:
        self.model.show_kind(str(kind))
        self._show_emptiness()

    def _on_felt(self, contact_id: int, felt: Comfort | None) -> None:
        self.mark.set_mark(contact_id, felt)
        self.list.scrollTo(self.list.currentIndex())
        if self.mark.isVisible():
            QTimer.singleShot(0, self, self.opened_up.emit)  # once it has been given its room

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.event_at(index.row()))
