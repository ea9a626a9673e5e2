"""The ways to put it right that a choice sheet offers: a row for each, three to begin with."""

import json
from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from evenhand import formats, wording
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import read_day
from evenhand.ui.contact_form import TimeNotUnderstood, parse_time

CUSTOM = 3  # as many ways are the custom


class _Row:
    """One way: what the client gets, by when, and what it asks of them."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self.what = kit.TextField()
        self.by = kit.DateField(  # in short, for a narrow column
            lambda day: formats.short_date(day, language(), year=True), lambda text: read_day(text, today())
        )
        kit.theme.dress(self.by, width=130)  # a day without its first figure would be another day
        self.at = kit.TextField()
        kit.theme.dress(self.at, width=62)
        self.effort = kit.TextField(placeholder=_("Nothing"))
        self.remove = kit.icon_button("x", _("Take this way out"), kind="ghost")
        self.widgets = (self.what, self.by, self.at, self.effort, self.remove)

    def number(self, number: int) -> None:
        """Names the fields for a screen reader."""
        names = (
            _("Way {n}: what they get"),
            _("Way {n}: by when"),
            _("Way {n}: at what hour"),
            _("Way {n}: what it asks of them"),
        )
        for field, name in zip((self.what, self.by, self.at, self.effort), names, strict=True):
            field.setAccessibleName(name.format(n=number))

    def day(self) -> date | None:
        """The day as it stands typed; None for none. Raises DateNotUnderstood."""
        text = self.by.text().strip()
        return read_day(text, self._today()) if text else None

    def hour(self) -> time | None:
        """The hour as it stands typed; None for none. Raises TimeNotUnderstood."""
        text = self.at.text().strip()
        return parse_time(text) if text else None

    def value(self) -> dict[str, str]:
        try:
            day = self.day()
        except formats.DateNotUnderstood:
            day = None
        try:
            hour = self.hour() if day else None
        except TimeNotUnderstood:
            hour = None
        by = day.isoformat() if day else ""
        found = {"what": self.what.text().strip(), "by": by, "effort": self.effort.text().strip()}
        return found | ({"at": f"{hour:%H:%M}"} if hour else {})

    def fill(self, value: dict[str, str]) -> None:
        self.what.setText(value["what"])
        self.by.set_day(date.fromisoformat(value["by"]) if value["by"] else None)
        self.at.setText(value.get("at", ""))
        self.effort.setText(value["effort"])
        for field in (self.what, self.effort):
            field.setCursorPosition(0)  # a text too long for its column is read from its beginning


class OptionsField(QWidget):
    """The rows, and a link that adds one. `changed` follows each change of the owner's, never a filling."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._rows: list[_Row] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        columns = ((_("What they get"), 4), (_("By"), 0), (_("At"), 0), (_("What it asks of them"), 3))
        for place, (text, wide) in enumerate(columns):
            caption = kit.ElidedLabel(text, "secondary", "ink3")
            self._grid.addWidget(caption, 0, place)
            self._grid.setColumnStretch(place, wide)
        self._add = kit.button(_("Add another way"), "link", "plus", self.add_way)
        self._line = kit.label("", "secondary", "ink3", wrap=True)
        foot = kit.row(self._add, self._line, spacing=8)
        foot.setStretch(1, 1)
        self.setLayout(kit.column(self._grid, foot, spacing=4))
        self._show_rows([])

    def value(self) -> str:
        """The rows that hold anything, as JSON; empty where none does."""
        found = [row.value() for row in self._rows]
        kept = [one for one in found if any(one.values())]
        return json.dumps(kept, ensure_ascii=False) if kept else ""

    def set_value(self, value: str) -> None:
        """Shows the rows of such a JSON; what is typed already stays as it is typed."""
        if value != self.value():
            self._show_rows(json.loads(value) if value else [])

    def refused(self) -> tuple[str, QWidget] | None:
        """The first day or hour that can't be read: its sentence and its field."""
        for row in self._rows:
            try:
                row.day()
            except formats.DateNotUnderstood as error:
                return wording.sentence(error), row.by
            try:
                if row.hour() and not row.by.text().strip():
                    return _("Say the day of this hour as well."), row.by
            except TimeNotUnderstood:
                return _("This is not a time of day. Write it like 14:30."), row.at
        return None

    def in_order(self) -> list[QWidget]:
        """All that Tab goes through."""
        return [*(widget for row in self._rows for widget in row.widgets), self._add]

    def add_way(self) -> None:
        """One more row, with the keyboard in it."""
        row = self._add_row()
        kit.tab_order(*self.in_order())
        self._show_line()
        row.what.setFocus()

    def _show_rows(self, values: list[dict[str, str]]) -> None:
        while len(self._rows) > max(CUSTOM, len(values)):
            self._drop(self._rows[-1])
        while len(self._rows) < max(CUSTOM, len(values)):
            self._add_row()
        empty = {"what": "", "by": "", "effort": ""}
        for row, value in zip(self._rows, [*values, *[empty] * len(self._rows)], strict=False):
            row.fill(value)
        self._show_line()

    def _add_row(self) -> _Row:
        row = _Row(self._today)
        self._rows.append(row)
        row.number(len(self._rows))
        line = self._grid.rowCount()
        for place, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, line, place)
        for field in (row.what, row.by, row.at, row.effort):
            field.textEdited.connect(lambda _text: self._on_edited())
        row.by.edited.connect(lambda _day: self._on_edited())
        row.remove.clicked.connect(lambda: self._take_out(row))
        return row

    def _take_out(self, row: _Row) -> None:
        if len(self._rows) > CUSTOM:
            place = self._rows.index(row)
            self._drop(row)
            self._rows[min(place, len(self._rows) - 1)].what.setFocus()
        else:
            row.fill({"what": "", "by": "", "effort": ""})
            row.what.setFocus()
        self._on_edited()

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        for widget in row.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for number, other in enumerate(self._rows, 1):
            other.number(number)

    def _on_edited(self) -> None:
        self._show_line()
        self.changed.emit()

    def _show_line(self) -> None:
        said = sum(bool(row.what.text().strip()) for row in self._rows)
        few = _("Three ways are the custom; with fewer the client has less to choose from.")
        self._line.setText(few if said < CUSTOM else "")
