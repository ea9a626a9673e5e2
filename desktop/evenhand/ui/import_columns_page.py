"""The second page of an import: what each column of the table holds."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from evenhand.exchange.people import Field
from evenhand.exchange.tables import Table
from evenhand.translation import _, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.import_reading import Reading
from evenhand.ui.import_words import field_name


class ColumnsPage(QWidget):
    """A row for each column that holds anything; `changed` is sent for the owner's choice only."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._shown: Table | None = None
        self._fields: list[Field | None] = []
        self._own: dict[int, Field | None] = {}  # what the owner chose, and not we
        self._combos: dict[int, kit.Combo] = {}
        self.trouble = kit.Notice("", "warning-circle", "guard")
        self.trouble.hide()
        self._says = kit.label("", "body", "ink2", wrap=True)
        self._empty = kit.label("", "secondary", "ink3", wrap=True)
        self._area: QScrollArea | None = None
        self._whole = kit.column(self.trouble, self._says, spacing=12, margins=(4, 0, 4, 0))
        self.setLayout(self._whole)

    def show_file(self, reading: Reading) -> None:
        """The table's columns. What the owner chose stays while it's the same file, however its letters are read."""
        found, table = reading.found, reading.found.table
        if table is None or table is self._shown:
            return
        if found.path != self._path or len(table.headers) != len(self._fields):
            self._own.clear()
        self._path, self._shown = found.path, table
        self._fields = [self._own.get(number, field) for number, field in enumerate(found.fields)]
        self.show_trouble("")
        self._says.setText(_says(reading.program))
        self._build(table, reading.samples)

    def fields(self) -> tuple[Field | None, ...]:
        """What each column holds, as it's chosen now."""
        return tuple(self._fields)

    def touched(self) -> bool:
        """Whether the owner chose anything here."""
        return bool(self._own)

    def show_trouble(self, sentence: str) -> None:
        """Why people can't be made of the rows yet; empty takes it away."""
        self.trouble.set_text(sentence)
        self.trouble.setVisible(bool(sentence))

    def _build(self, table: Table, found: Sequence[Sequence[str]]) -> None:
        if self._area is not None:
            self._area.hide()
            self._area.deleteLater()
        self._combos.clear()
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 8, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for column, share in enumerate((4, 6, 4)):
            grid.setColumnStretch(column, share)
        for column, text in enumerate((_("Column"), _("For example"), _("Goes to"))):
            grid.addWidget(kit.caption(text), 0, column)
        everything: list[tuple[Field | None, str] | None] = [
            (None, field_name(None)),
            None,
            *((one, field_name(one)) for one in Field),
        ]
        line, empty = 1, 0
        for number, heading in enumerate(table.headers):
            samples = found[number]
            if not samples:
                empty += 1
                self._fields[number] = None
                continue
            self._add(grid, line, number, heading or _("Column {n}").format(n=number + 1), samples, everything)
            line += 1
        self._empty = kit.label("", "secondary", "ink3", wrap=True)
        if empty:
            text = ngettext("{n} more column is empty and left out.", "{n} more columns are empty and left out.", empty)
            self._empty.setText(text)
            grid.addWidget(self._empty, line, 0, 1, 3)
        grid.setRowStretch(line + 1, 1)
        self._area = kit.scrolling(kit.holder(grid), steady=True)
        self._whole.addWidget(self._area, 1)
        before: QWidget | None = None
        for combo in self._combos.values():
            if before is not None:
                kit.tab_order(before, combo)
            before = combo

    def _add(
        self,
        grid: QGridLayout,
        line: int,
        number: int,
        heading: str,
        samples: Sequence[str],
        everything: Sequence[tuple[Field | None, str] | None],
    ) -> None:
        combo = kit.Combo(everything, heading)
        combo.set_value(self._fields[number])
        combo.chosen.connect(lambda field: self._on_chosen(number, field))
        combo.setAccessibleDescription(", ".join(samples))
        self._combos[number] = combo
        grid.addWidget(kit.ElidedLabel(heading, "body_strong"), line, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(kit.ElidedLabel("  ·  ".join(samples), "body", "ink2"), line, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(combo, line, 2)

    def _on_chosen(self, number: int, field: Field | None) -> None:
        self._fields[number] = self._own[number] = field
        self.show_trouble("")
        self.changed.emit()

    def focus_first(self) -> None:
        """Puts the keyboard where this page begins."""
        if self._combos:
            next(iter(self._combos.values())).setFocus()


def _says(program: str) -> str:
    if program:
        return _("These are the columns of {program}. What is left out stays in the file.").format(program=program)
    return _("Say what each column holds. What is left out stays in the file.")
