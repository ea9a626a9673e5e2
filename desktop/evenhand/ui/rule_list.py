"""The rows of the house rules under the captions of their groups, in the order in which they speak."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evenhand.domain.rules import HouseRule, RuleGroup
from evenhand.ui import widgets as kit
from evenhand.ui.rule_row import SIDE, RuleRow
from evenhand.wording import rules as words


class RuleList(QWidget):
    """Shows the rules that it's given; what is wanted of a row is sent with the rule's id."""

    switched = Signal(int, bool)
    edit_wanted = Signal(int)
    clients_wanted = Signal(int)
    rule_wanted = Signal(int)
    reached = Signal(int)
    key_pressed = Signal(int, QKeyEvent)
    moved = Signal(int, int)  # a rule, and its new number within its group, from 0

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, RuleRow] = {}
        self._captions = {group: _caption(group) for group in RuleGroup}
        self._editor: QWidget | None = None
        self._edited = 0
        self._mark = QFrame()  # where a dragged row would go
        self._mark.setParent(self)
        self._mark.hide()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)

    @property
    def rows(self) -> list[RuleRow]:
        """In the order in which they stand."""
        return list(self._rows.values())

    def row(self, rule_id: int) -> RuleRow | None:
        return self._rows.get(rule_id)

    def show_rules(self, rules: Sequence[HouseRule], others: Mapping[int, Mapping[int, str]]) -> None:
        """The rules in their order; `others` are, by a rule's id, the names of those that answer as well."""
        had = self._rows
        self._rows = {rule.id: had.pop(rule.id) if rule.id in had else self._made(rule) for rule in rules}
        for gone in had.values():
            gone.hide()
            gone.deleteLater()
        for rule in rules:
            self._rows[rule.id].show_rule(rule, others.get(rule.id, {}))
        self._arrange()

    def _arrange(self) -> None:
        while self._body.takeAt(0) is not None:
            pass
        self._place_editor_at_top()
        group, before = None, None
        for row in self._rows.values():
            if row.rule.group is not group:
                group = row.rule.group
                self._body.addWidget(self._captions[group])
            self._body.addWidget(row)
            edited = self._editor is not None and row.rule.id == self._edited
            if row.isHidden() != edited:
                row.setHidden(edited)
            if edited and self._editor is not None:
                self._body.addWidget(self._editor)
            for stop in (row, row.switch, row.count):
                if before is not None:
                    QWidget.setTabOrder(before, stop)
                before = stop
        present = {row.rule.group for row in self._rows.values()}
        for group, caption in self._captions.items():
            if caption.isHidden() == (group in present):
                caption.setHidden(group not in present)
        self._body.addStretch(1)

    def _place_editor_at_top(self) -> None:
        if self._editor is not None and self._edited not in self._rows:
            self._body.addSpacing(8)
            self._body.addWidget(self._editor)

    def _made(self, rule: HouseRule) -> RuleRow:
        row = RuleRow(rule)
        row.switched.connect(lambda on: self.switched.emit(row.rule.id, on))
        row.edit_wanted.connect(lambda: self.edit_wanted.emit(row.rule.id))
        row.clients_wanted.connect(lambda: self.clients_wanted.emit(row.rule.id))
        row.rule_wanted.connect(self.rule_wanted)
        row.reached.connect(lambda: self.reached.emit(row.rule.id))
        row.key_pressed.connect(lambda event: self.key_pressed.emit(row.rule.id, event))
        row.dragged.connect(lambda at: self._show_mark(row, at))
        row.dropped.connect(lambda at: self._drop(row, at))
        return row

    def siblings(self, row: RuleRow) -> list[RuleRow]:
        """The rows of its group, itself among them."""
        return [one for one in self._rows.values() if one.rule.group is row.rule.group]

    def beside(self, rule_id: int) -> int:
        """The rule that follows, else the one before; 0 where there's no other."""
        ids = list(self._rows)
        place = ids.index(rule_id)
        return next(iter(ids[place + 1 : place + 2] or ids[max(place - 1, 0) : place]), 0)

    def walk(self, row: RuleRow, way: int) -> RuleRow | None:
        """Puts the keyboard on the row above or below, and gives it."""
        rows = [one for one in self._rows.values() if one.isVisibleTo(self)]
        place = rows.index(row) + way
        if not 0 <= place < len(rows):
            return None
        rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        return rows[place]

    # The editor in the place of a row

    def open_editor(self, editor: QWidget, rule_id: int) -> None:
        """Puts the editor where the rule's row stands; above all rows for one that has none yet."""
        self._editor, self._edited = editor, rule_id
        self._arrange()
        editor.show()

    def close_editor(self) -> None:
        """The row is back."""
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.hide()
            editor.deleteLater()
        self._arrange()

    # A row taken by the mouse

    def _target(self, row: RuleRow, at: QPoint) -> int:
        """The gap among the group's rows, from 0 above the first, that the mouse is nearest to."""
        y = self.mapFromGlobal(at).y()
        return sum(y > one.y() + one.height() / 2 for one in self.siblings(row))

    def _show_mark(self, row: RuleRow, at: QPoint) -> None:
        siblings, gap = self.siblings(row), self._target(row, at)
        y = siblings[gap].y() if gap < len(siblings) else siblings[-1].geometry().bottom()
        self._mark.setGeometry(SIDE, y - 1, self.width() - 2 * SIDE, 2)
        self._mark.setStyleSheet(f"background: {kit.theme.tokens.acc};")
        self._mark.show()
        self._mark.raise_()

    def _drop(self, row: RuleRow, at: QPoint) -> None:
        self._mark.hide()
        now, gap = self.siblings(row).index(row), self._target(row, at)
        new = gap - 1 if gap > now else gap
        if new != now:
            self.moved.emit(row.rule.id, new)


def _caption(group: RuleGroup) -> QFrame:
    title = kit.label(words.group_word(group), "secondary_strong", "ink2", wrap=True)
    note = kit.label(words.group_note(group), "secondary", "ink3", wrap=True)
    caption = QFrame()
    caption.setLayout(kit.column(title, note, spacing=1, margins=(SIDE, 16, SIDE, 6)))
    return caption
