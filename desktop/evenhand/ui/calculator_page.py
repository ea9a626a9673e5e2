"""One calculator: its figures at the left, what follows at the right, worked out as it's typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QWidget

from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.calculator_parts import Given, Input, Line, NotTaken, Outcome, Own, read
from evenhand.ui.calculators import Calculator
from evenhand.ui.case_fields import date_field
from evenhand.ui.discount_curve import DiscountCurve

_FIELDS = 264
_ANY = (1 << 24) - 1  # Qt's largest width: none is set
_RESULT = 320  # with the space between


class _Lines(QWidget):
    """Names at the left, figures at the right, both in as many lines as they need."""

    def __init__(self, *, quiet: bool = False) -> None:
        super().__init__()
        self._quiet = quiet
        self._cells: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(5 if quiet else 7)
        self._grid.setColumnStretch(0, 2 if quiet else 3)
        self._grid.setColumnStretch(1, 3 if quiet else 2)

    def show_lines(self, lines: Sequence[Line]) -> None:
        while len(self._cells) < len(lines):
            self._add()
        for number, cells in enumerate(self._cells):
            if number < len(lines):
                line = lines[number]
                for cell, text in zip(cells, (line.name, line.value), strict=True):
                    cell.setText(text)
                    if not self._quiet:  # before it's first shown: the style sheet would bring the old font back
                        kit.theme.dress(cell, font="body_strong" if line.strong else "body")
            for cell in cells:
                cell.setVisible(number < len(lines))

    def _add(self) -> None:
        role, tones = ("secondary", ("ink3", "ink2")) if self._quiet else ("body", ("ink2", "ink"))
        name, value = (kit.label("", role, tone, wrap=True) for tone in tones)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = len(self._cells)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._cells.append((name, value))


class _Entry:
    """A field with what the book put into it, which the owner may write over."""

    def __init__(self, one: Input, field: kit.Field, editor: kit.TextField) -> None:
        self.one, self.field, self.editor = one, field, editor
        self.filled = ""

    @property
    def touched(self) -> bool:
        return self.editor.text().strip() != self.filled

    def fill(self, one: Input, day: date | None) -> None:
        """The book's own figure again."""
        self.one, self.filled = one, one.text.strip()
        if isinstance(self.editor, kit.DateField):
            self.editor.set_day(day)
        else:
            self.editor.setText(one.text)
            self.editor.setCursorPosition(0)
        self.field.set_error(None)
        self.say_source()

    def say_source(self) -> None:
        """Where the figure came from; beside one of the owner's own, what the book says."""
        if not self.touched or not self.filled:
            self.field.set_hint(self.one.source)
        else:
            self.field.set_hint(_("At first: {value}.").format(value=self.filled))


class CalculatorPage(QWidget):
    """Fields, result and steps of one calculator. `worked_out` follows each change of what it has to say."""

    worked_out = Signal()

    def __init__(self, calculator: Calculator, own: Own) -> None:
        super().__init__()
        self.calculator = calculator
        self._own = own
        self.outcome: Outcome | None = None
        self.values: dict[str, Any] = {}
        self._entries: dict[str, _Entry] = {}
        self._crossed: _Entry | None = None  # whose figure can't be beside another's
        for one in calculator.inputs(own):
            self._entries[one.key] = self._entry(one)
        self._fields = QGridLayout()
        self._fields.setHorizontalSpacing(20)
        self._fields.setVerticalSpacing(10)
        self._known = kit.holder(kit.column(self._fields, None, spacing=0, margins=(0, 2, 4, 12)))
        self.says = kit.label("", "headline", wrap=True)
        self.trouble = kit.label("", "body", "ink2", wrap=True)
        self.figures = _Lines()
        self.curve = DiscountCurve()
        self.curve.setVisible(False)
        self._steps_title = kit.label(_("How this adds up"), "secondary_strong", "ink3")
        self.steps = _Lines(quiet=True)
        self._steps = kit.holder(kit.column(kit.hairline(), self._steps_title, self.steps, spacing=8))
        right = kit.column(
            self.says, self.trouble, 4, self.figures, 6, self.curve, 6, self._steps, None, spacing=6,
            margins=(0, 2, 0, 12),
        )  # fmt: skip
        self._line = kit.row(self._known, right, spacing=32)
        self._line.setStretch(1, 1)
        self.setLayout(self._line)
        self.restyle()
        self.show_own(own, anew=True)

    def restyle(self) -> None:
        """The result beside the fields; beneath them where it would be too narrow to be read."""
        beside = self.width() >= kit.theme.px(_FIELDS + _RESULT)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._known.setMaximumWidth(kit.theme.px(_FIELDS) if beside else _ANY)
        self._known.setMinimumWidth(kit.theme.px(_FIELDS))
        for number, entry in enumerate(self._entries.values()):
            self._fields.addWidget(entry.field, *divmod(number, 1 if beside else 2))
        self._fields.setColumnStretch(0, 1)
        self._fields.setColumnStretch(1, 0 if beside else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.restyle()

    def _entry(self, one: Input) -> _Entry:
        if one.given is Given.DAY:
            editor: kit.TextField = date_field(lambda: self._own.today)
        elif one.given in (Given.SUM, Given.PRICE):
            editor = kit.SumField()
        else:
            editor = kit.TextField()
        editor.setMaxLength(60)
        entry = _Entry(one, kit.Field(one.name, editor), editor)
        editor.textEdited.connect(lambda _text: self._on_typed(entry))
        editor.editingFinished.connect(lambda: self._on_left(entry))
        if isinstance(editor, kit.DateField):
            editor.edited.connect(lambda _day: self._on_typed(entry))
        return entry

    # The figures

    def show_own(self, own: Own, *, anew: bool = False) -> None:
        """Takes over what the book says now; a figure that the owner typed stays, unless all begin `anew`."""
        other_currency = own.currency != self._own.currency
        self._own = own
        for one in self.calculator.inputs(own):
            entry = self._entries[one.key]
            if anew or not entry.touched:
                entry.fill(one, own.today if one.given is Given.DAY else None)
            else:
                entry.one, entry.filled = one, one.text.strip()
                entry.say_source()
                if other_currency:
                    self._check(entry)
        self.work_out()

    @property
    def own(self) -> Own:
        """What the book said when it was last read."""
        return self._own

    @property
    def touched(self) -> bool:
        """Whether any figure is the owner's own."""
        return any(entry.touched for entry in self._entries.values())

    def inputs(self) -> Sequence[Input]:
        return [entry.one for entry in self._entries.values()]

    def focus_first(self) -> None:
        """The keyboard to the first figure, to be written over."""
        editor = next(iter(self._entries.values())).editor
        editor.setFocus()
        editor.selectAll()

    def _read(self, entry: _Entry) -> Any:
        return read(entry.one, entry.editor.text(), self._own.currency, self._own.today)

    def _on_typed(self, entry: _Entry) -> None:
        entry.field.set_error(None)
        entry.say_source()
        self.work_out()

    def _on_left(self, entry: _Entry) -> None:
        self._check(entry)
        self.work_out()

    def _check(self, entry: _Entry) -> None:
        """Says at the field what can't be taken; an empty one is only still missing."""
        try:
            self._read(entry)
        except NotTaken as refused:
            entry.field.set_error(refused.sentence if entry.editor.text().strip() else None)
        else:
            entry.field.set_error(None)

    # The result

    def work_out(self) -> None:
        """Works it out of the fields as they stand; what can't be read yet leaves the result empty."""
        before, self._crossed = self._crossed, None
        if before is not None:
            self._check(before)
        missing: list[str] = []
        values: dict[str, Any] = {}
        for key, entry in self._entries.items():
            try:
                values[key] = self._read(entry)
            except NotTaken:
                missing.append(entry.one.name)
        outcome, trouble = None, ""
        if missing:
            trouble = _("Still needed: {names}.").format(names=", ".join(missing))
        else:
            try:
                outcome = self.calculator.work_out(values)
            except NotTaken as refused:
                trouble = refused.sentence
                self._crossed = self._entries[refused.field]
                self._crossed.field.set_error(refused.sentence)
            except (ValueError, OverflowError):
                trouble = _("These figures are too large to be worked out. Write smaller ones.")
        self.values, self.outcome = values, outcome
        self._show(outcome, trouble)
        self.worked_out.emit()

    def _show(self, outcome: Outcome | None, trouble: str) -> None:
        self.says.setText(" ".join(outcome.says) if outcome else "")
        self.says.setVisible(outcome is not None)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.figures.show_lines(outcome.figures if outcome else ())
        self.steps.show_lines(outcome.steps if outcome else ())
        self._steps.setVisible(outcome is not None)
        drawn = outcome.drawn if outcome else None
        self.curve.setVisible(drawn is not None)
        if drawn is not None:
            self.curve.show_effect(drawn.order_sum, drawn.orders, drawn.margin, drawn.share, *drawn.taxes)
