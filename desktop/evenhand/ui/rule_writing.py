"""The one rule that is being written: opened in its place, laid aside and taken up again, saved or let be."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from evenhand.domain.rules import HouseRule, RuleGroup
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.rule_editor import RuleEditor
from evenhand.ui.rule_list import RuleList
from evenhand.ui.rule_typed import TypedRule


class RuleWriting(QObject):
    """Opens the editor in the list, and its buttons in the screen's foot. `ended` names the rule, 0 for a new one."""

    changed = Signal()  # a rule is being written, or not any more
    saved = Signal(int)
    ended = Signal(int)
    away_wanted = Signal(int)

    def __init__(self, desk: Desk, rules: RuleList, area: QScrollArea, foot: QVBoxLayout) -> None:
        super().__init__(area)
        self._desk, self._list, self._area, self._foot = desk, rules, area, foot
        self.editor: RuleEditor | None = None

    def begin(self) -> None:
        """An empty rule, unless one is begun already."""
        if self.editor is not None and self.editor.rule_id == 0:
            self.show()
        elif self.may_go():
            self.open(HouseRule(0, RuleGroup.CASE, (), ()))

    def may_go(self) -> bool:
        """Whether another rule may be opened: the one being written is saved first, or refuses where it can't be."""
        if self.editor is None:
            return True
        if not self.editor.touched():
            self._close()
            return True
        return self.editor.save()

    def open(self, rule: HouseRule, typed: TypedRule | None = None) -> None:
        """Puts the editor in the rule's place, with what was typed before where something was."""
        editor = self.editor = RuleEditor(self._desk, rule, typed)
        editor.saved.connect(self._on_saved)
        editor.closed.connect(self._on_let_be)
        editor.away_wanted.connect(self._on_away)
        self._list.open_editor(editor, rule.id)
        self._foot.insertWidget(0, editor.foot)
        kit.tab_order(*editor.gates.values(), editor.away_button, editor.cancel_button, editor.save_button)
        self.changed.emit()
        self.show()

    def show(self) -> None:
        """Brings what is being written into view, with the keyboard on its name."""
        editor = self.editor
        if editor is None:
            return
        editor.name.setFocus(Qt.FocusReason.OtherFocusReason)
        # One that was opened a moment ago has no place in the page yet.
        QTimer.singleShot(0, editor, lambda: self._area.verticalScrollBar().setValue(editor.y() - kit.theme.px(12)))

    def take_up(self) -> None:
        """Goes on with what was laid aside by the screen that stood here before."""
        if isinstance(typed := self._desk.waiting.get(Place.RULES), TypedRule):
            self.open(typed.rule, typed)

    def lay_aside(self) -> None:
        """Keeps what is typed and not saved; nothing of it fires, and nothing of it is lost."""
        if self.editor is not None and self.editor.touched():
            self._desk.waiting[Place.RULES] = self.editor.typed
        else:
            self._desk.waiting.pop(Place.RULES, None)

    def let_be(self) -> None:
        if self.editor is not None:
            self.editor.close_it()

    def _on_saved(self, rule_id: int) -> None:
        self._close()
        self.saved.emit(rule_id)

    def _on_let_be(self) -> None:
        """Cancelled: what was typed can be had back at once."""
        editor = self.editor
        assert editor is not None
        typed, touched = editor.typed, editor.touched()
        self._close()
        if touched:
            self._desk.say(_("The rule is as it was."), _("Undo"), lambda: self._go_on(typed))
        self.ended.emit(typed.rule.id)

    def _on_away(self) -> None:
        assert self.editor is not None
        rule_id = self.editor.rule_id
        self._close()
        self.away_wanted.emit(rule_id)

    def _go_on(self, typed: TypedRule) -> None:
        if self.may_go():
            self.open(typed.rule, typed)

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            editor.foot.hide()
            editor.foot.deleteLater()
        self._desk.waiting.pop(Place.RULES, None)
        self._list.close_editor()
        self.changed.emit()
