"""Rows of one kind under a title: the first few, and the way to the rest of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from evenhand.translation import ngettext
from evenhand.ui.buttons import Button
from evenhand.ui.duties import DutyRow
from evenhand.ui.duty import Duty
from evenhand.ui.frames import holder, row, tab_order
from evenhand.ui.labels import ElidedLabel, label

AT_FIRST = 7  # rows, before the rest is asked for


class DutyList(QWidget):
    """A title where there is one, rows, and the way to the rest of them. Empty it takes no room."""

    left_by = Signal(QWidget, int)  # the row, and the way

    def __init__(
        self,
        title: str,
        lead: int,
        high: int = 56,
        *,
        role: str = "section",
        at_first: int = AT_FIRST,
        elsewhere: Callable[[], object] | None = None,
    ) -> None:
        """`elsewhere` goes to where the rest of them are; without it they unfold here."""
        super().__init__()
        self._lead, self._high, self._at_first, self._elsewhere = lead, high, at_first, elsewhere
        self._whole = False
        self._duties: Sequence[Duty] = ()
        self._rows: list[DutyRow] = []
        self.title = label(title, role)
        self.note = ElidedLabel("", "secondary", "ink3")
        self.all = Button("", "link")
        self.all.clicked.connect(self._show_all)
        line = row(self.title, self.note, spacing=9)
        line.setStretch(1, 1)
        head = holder(line)
        if not title:
            head.hide()
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(head)
        whole.addLayout(self._body)
        self._more = holder(row(self.all, None))
        whole.addWidget(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def count(self) -> int:
        """How much waits, in sight or not."""
        return len(self._duties)

    @property
    def rows(self) -> list[DutyRow]:
        """Those in sight, from the top."""
        return self._rows[: self._shown()]

    def stops(self) -> list[QWidget]:
        """What Tab goes through, from the top."""
        found = [stop for each in self.rows for stop in (each, *each.buttons())]
        return [*found, self.all]

    def _shown(self) -> int:
        return len(self._duties) if self._whole else min(len(self._duties), self._at_first)

    def set_duties(self, duties: Sequence[Duty]) -> None:
        """What waits now. A row keeps its place, so the keyboard goes on with what comes next."""
        self._duties = duties
        if len(duties) <= self._at_first:
            self._whole = False
        self._fill()
        self.setVisible(bool(duties))

    def _show_all(self) -> None:
        if self._elsewhere is not None:
            self._elsewhere()
            return
        before = self._shown()
        self._whole = True
        self._fill()
        tab_order(*self.stops())
        self.rows[before].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        shown = self._shown()
        while len(self._rows) < shown:
            made = DutyRow(self._lead, self._high)
            made.left_by.connect(lambda way, made=made: self.left_by.emit(made, way))
            self._rows.append(made)
            self._body.addWidget(made)
        for number, each in enumerate(self._rows):
            if number < shown:
                each.set_duty(self._duties[number])
            each.setVisible(number < shown)
        rest = len(self._duties) - shown
        if self._elsewhere is not None:
            self.all.setText(ngettext("And {n} more", "And {n} more", rest))
        else:
            self.all.setText(ngettext("Show {n} more", "Show {n} more", rest))
        self._more.setVisible(rest > 0)
