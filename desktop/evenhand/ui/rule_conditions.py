"""The builder of a rule's conditions: what is looked at, how it's compared, with what."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from evenhand.domain.rules import FACTS, MOST_CONDITIONS, Comparison, Condition, Fact, FactType, Window
from evenhand.translation import _, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.rule_typed import TypedCondition
from evenhand.wording import rule_facts as words

_COUNTED = (FactType.NUMBER, FactType.DAYS, FactType.SUM)
_USUAL_WITHIN = {Window.DAYS: "30", Window.MONTHS: "12"}


class ConditionLine(QWidget):
    """One condition as it's put together. `changed` follows each act of the owner's, never filling."""

    changed = Signal()
    removed = Signal()

    def __init__(self, typed: TypedCondition, currency: str) -> None:
        super().__init__()
        self._currency = typed.currency or currency
        self._kept: dict[Fact, TypedCondition] = {}  # what was typed for the facts chosen before
        self.fact = kit.Combo([(fact, words.fact_word(fact)) for fact in Fact], _("What is looked at"))
        self.comparison = kit.Combo(name=_("How it compares"))
        self.choice = kit.Combo(name=_("Value"))
        self.value = kit.TextField()
        self.value.setAccessibleName(_("Value"))
        self.within = kit.TextField()
        self.within.setAccessibleName(_("Counted back"))
        self._wrong: QWidget = self.value
        self._unit, self._window = kit.ElidedLabel("", "secondary"), kit.ElidedLabel("", "secondary")
        self.remove = kit.icon_button("x", _("Remove this condition"), self.removed.emit, kind="ghost")
        self.trouble = kit.Field("", self._build())
        self.trouble.label.hide()
        self.setLayout(kit.column(self.trouble))
        self.fact.chosen.connect(self._on_fact)
        for combo in (self.comparison, self.choice):
            combo.chosen.connect(lambda _value: self._on_changed())
        for one in (self.value, self.within):
            one.textEdited.connect(lambda _text: self._on_changed())
        self.show_typed(typed)

    def _build(self) -> QWidget:
        for one, width in ((self.value, 76), (self.within, 62)):
            kit.theme.dress(one, width=width)
        for combo in (self.comparison, self.choice):
            combo.setMinimumContentsLength(5)
        self.comparison.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for name in (self._unit, self._window):
            name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        first = kit.row(self.fact, self.remove, spacing=4)
        first.setStretch(0, 1)
        second = kit.row(
            self.comparison, self.choice, self.value, self._unit, self.within, self._window, None, spacing=8
        )
        second.setStretch(1, 1)
        return kit.holder(kit.column(first, second, spacing=6))

    @property
    def typed(self) -> TypedCondition:
        """What stands here now."""
        fact, comparison = self.fact.value(), self.comparison.value()
        assert isinstance(fact, Fact)
        assert isinstance(comparison, Comparison)
        counted = FACTS[fact].type in _COUNTED
        value = self.value.text() if counted else str(self.choice.value() or "")
        within = self.within.text() if FACTS[fact].window is not None else ""
        currency = self._currency if FACTS[fact].type is FactType.SUM else ""
        return TypedCondition(fact, comparison, value, within, currency)

    def read(self) -> Condition | None:
        """The condition; None where it isn't one yet, and the sentence here says why."""
        read = self.typed.read()
        self.forgive()
        if isinstance(read, Condition):
            return read
        self.trouble.set_error(read.sentence)
        self._wrong = self.within if read.in_time else self.choice if self.value.isHidden() else self.value
        kit.mark_invalid(self._wrong, True)
        return None

    def forgive(self) -> None:
        """Takes the sentence away, as typing does."""
        self.trouble.set_error(None)
        for one in (self.value, self.within, self.choice):
            kit.mark_invalid(one, False)

    def ask(self) -> None:
        """The keyboard to what can't be taken."""
        self._wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_typed(self, typed: TypedCondition) -> None:
        """Fills the line without announcing anything."""
        known = FACTS[typed.fact]
        self.fact.set_value(typed.fact)
        self.comparison.fill([(one, words.comparison_word(one)) for one in known.comparisons])
        self.comparison.set_value(typed.comparison if typed.comparison in known.comparisons else known.comparisons[0])
        counted = known.type in _COUNTED
        if not counted:
            self.choice.fill(words.value_words(typed.fact))
            self.choice.set_value(typed.value)
        self.value.setText(typed.value if counted else "")
        self.within.setText(typed.within)
        self._unit.setText(self._unit_of(known.type))
        self._window.setText(words.window_word(known.window) if known.window is not None else "")
        for one, wanted in (
            (self.choice, not counted),
            (self.value, counted),
            (self._unit, bool(self._unit.text())),
            (self.within, known.window is not None),
            (self._window, known.window is not None),
        ):
            one.setVisible(wanted)
        self._shown = typed.fact

    def _unit_of(self, kind: FactType) -> str:
        if kind is FactType.DAYS:
            return pgettext("after a number", "days")
        return self._currency if kind is FactType.SUM else ""

    def _on_fact(self, fact: object) -> None:
        assert isinstance(fact, Fact)
        if fact is self._shown:
            return
        self.fact.set_value(self._shown)
        self._kept[self._shown] = self.typed
        window = FACTS[fact].window
        first = "yes" if FACTS[fact].type is FactType.YES_NO else ""
        fresh = TypedCondition(fact, FACTS[fact].comparisons[0], first, _USUAL_WITHIN[window] if window else "")
        self.show_typed(self._kept.get(fact, fresh))
        self._on_changed()

    def _on_changed(self) -> None:
        self.forgive()
        self.changed.emit()


class ConditionList(QWidget):
    """All conditions of a rule; each must hold."""

    changed = Signal()

    def __init__(self, currency: str) -> None:
        super().__init__()
        self._currency = currency
        self.lines: list[ConditionLine] = []
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(12)
        self.add_button = kit.button(_("Add a condition"), "link", "plus", self.add)
        self.add_button.make_flush()
        self.field = kit.Field(_("When all of this holds"), kit.holder(self._body))
        self.setLayout(kit.column(self.field, kit.row(self.add_button, None), spacing=6))

    def show_typed(self, typed: tuple[TypedCondition, ...]) -> None:
        for old in self.lines:
            self._take_away(old)
        self.lines.clear()
        for one in typed:
            self._append(one)
        self._offer_more()

    @property
    def typed(self) -> tuple[TypedCondition, ...]:
        return tuple(line.typed for line in self.lines)

    def read(self) -> tuple[Condition, ...] | None:
        """The conditions; None where one of them isn't one yet, and the sentence there says why."""
        self.field.set_error(None)
        found = [line.read() for line in self.lines]
        return None if None in found else tuple(one for one in found if one is not None)

    def first_trouble(self) -> ConditionLine | None:
        return next((line for line in self.lines if line.trouble.error()), None)

    def add(self) -> None:
        """Another condition, with the keyboard on it."""
        used = {line.typed.fact for line in self.lines}
        fact = next((one for one in Fact if one not in used), Fact.STANDING)
        first = "yes" if FACTS[fact].type is FactType.YES_NO else ""
        self._append(TypedCondition(fact, FACTS[fact].comparisons[0], first))
        self.field.set_error(None)
        self.changed.emit()
        self.lines[-1].fact.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, typed: TypedCondition) -> None:
        line = ConditionLine(typed, self._currency)
        line.changed.connect(self._on_changed)
        line.removed.connect(lambda: self._remove(line))
        self.lines.append(line)
        self._body.addWidget(line)
        self._offer_more()
        kit.tab_before(self.add_button, line.fact, line.remove, line.comparison, line.choice, line.value, line.within)

    def _offer_more(self) -> None:
        self.add_button.setEnabled(len(self.lines) < MOST_CONDITIONS)

    def _remove(self, line: ConditionLine) -> None:
        place = self.lines.index(line)
        self.lines.remove(line)
        self._take_away(line)
        self._offer_more()
        self.field.set_error(None)
        self.changed.emit()
        beside = self.lines[min(place, len(self.lines) - 1)].fact if self.lines else self.add_button
        beside.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, line: ConditionLine) -> None:
        self._body.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _on_changed(self) -> None:
        self.field.set_error(None)
        self.changed.emit()
