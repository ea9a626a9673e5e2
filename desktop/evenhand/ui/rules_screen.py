"""The house rules: when this happens, do that, say this. Decided on a calm day, for the days that are not."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from evenhand.domain.rules import HouseRule, RuleGroup, conflicts, text
from evenhand.storage.book import Kind
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.first_paint import AfterPaint
from evenhand.ui.rule_acts import RuleActs
from evenhand.ui.rule_editor import RuleEditor
from evenhand.ui.rule_list import RuleList
from evenhand.ui.rule_row import SIDE, RuleRow, column_heads
from evenhand.ui.rule_typed import TypedRule
from evenhand.ui.theme import polish_again

_BAR = 11  # the width of a scroll bar, which stands in the margin
_UP, _DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


class RulesScreen(QWidget):
    """All rules in the order in which they speak. For whom each fires is counted once the rows are in sight."""

    kinds = frozenset(Kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.record = 0  # the rule that the commands are about
        self.editor: RuleEditor | None = None
        self._to_count: list[HouseRule] = []
        self._acts = RuleActs(desk, self.refresh)
        self._counting = QTimer(self)
        self._counting.setInterval(0)
        self._counting.timeout.connect(self._count_one)
        self._build()
        self.refresh()
        self._counting.stop()
        AfterPaint(self, self._counting.start)

    def _build(self) -> None:
        self.header = kit.Header(_("House rules"), _("What you decided on a calm day, for the days that are not"))
        self.new_button = kit.button(_("New rule"), "primary", "plus", self.new_rule)
        self.header.add_action(self.new_button)
        self.quiet = kit.Notice(_("All rules are off, so none of them speaks."))
        self.quiet.buttons.addWidget(kit.button(_("As they came with the app"), "plain", "", self.reset_all))
        self.list = RuleList()
        self._area = kit.scrolling(kit.holder(kit.column(self.list, margins=(0, 0, 0, 0))))
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        lock = kit.IconLabel("lock-simple", "ink3", 14)
        foot = kit.label(
            _("Rules stay with you. Only the words under “Say” ever reach a client, and only when you send them."),
            "secondary",
            "ink3",
            wrap=True,
        )
        line = kit.row(lock, foot, spacing=9, margins=(SIDE, 10, SIDE, 14))
        line.setStretch(1, 1)
        above = kit.column(
            kit.row(self.header, margins=(SIDE, 0, SIDE, 0)),
            kit.column(self.quiet, margins=(SIDE, 0, SIDE, 0)),
            column_heads(),
            spacing=12,
            margins=(0, 0, _BAR, 0),
        )
        whole = kit.column(above, self._area, kit.holder(line), spacing=0, margins=(16, 20, 16 - _BAR, 0))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.list.switched.connect(self._acts.switch)
        self.list.edit_wanted.connect(self._edit)
        self.list.clients_wanted.connect(lambda rule_id: self._desk.go(Place.RULE_CLIENTS, rule_id))
        self.list.rule_wanted.connect(self.show_record)
        self.list.reached.connect(self._choose)
        self.list.key_pressed.connect(self._on_key)
        self.list.moved.connect(self._acts.move)

    # What the window asks for

    def refresh(self) -> None:
        """Reads the rules again; what is chosen, and what is being typed, stays."""
        rules = self._desk.book.rules.all()
        names = {rule.id: text(rule.name, language()) for rule in rules}
        at_odds = conflicts(rules)
        self.list.show_rules(rules, {id_: {other: names[other] for other in others} for id_, others in at_odds.items()})
        self.quiet.setVisible(not any(rule.is_on for rule in rules))
        if self.record not in names:
            self.record = 0
        self._show_choice()
        self._to_count = [rule for rule in rules if rule.is_on and rule.understood]
        self._counting.start()

    def _count_one(self) -> None:
        """One rule in a turn of the event loop: at 100,000 clients the window stays awake between two of them."""
        if not self._to_count:
            self._counting.stop()
            return
        rule = self._to_count.pop(0)
        row = self.list.row(rule.id)
        if row is not None:
            row.show_count(self._desk.book.rules.count(rule, self._desk.today()))

    def show_record(self, rule_id: int) -> None:
        """Chooses a rule, brings it into view, and puts the keyboard on it."""
        row = self.list.row(rule_id)
        if row is None:
            return
        self._choose(rule_id)
        if self.editor is not None and self.editor.rule_id == rule_id:
            self.editor.setFocus()
            return
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        # A row that was made a moment ago has no place in the page yet.
        QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row, 0, kit.theme.px(24)))

    def focus_first(self) -> None:
        """The keyboard to the rule being written, the one chosen, or the first."""
        if self.editor is not None:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif row := self.list.row(self.record) or next(iter(self.list.rows), None):
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def offers(self, command: str) -> bool:
        """Whether a command of the menus has something to act on now."""
        rule = self._chosen()
        if command in ("new_rule", "reset_all"):
            return True
        if rule is None:
            return False
        known = {
            "reset_rule": not rule.is_own and (rule.edited or not rule.understood),
            "drop_rule": rule.is_own,
            "copy_say": bool(text(rule.say, language())),
            "show_clients": rule.is_on and rule.understood,
        }
        return known.get(command, True)

    def unsaved(self) -> bool:
        """Whether closing the window would lose what is typed here."""
        return self.editor is not None and self.editor.touched()

    def waiting(self) -> TypedRule | None:
        """What is typed and not in the book, for the screen that is built in this one's place."""
        return self.editor.typed if self.editor is not None else None

    def put_back(self, typed: TypedRule) -> None:
        """Goes on with what was typed before."""
        if self._may_leave_editor():
            self._open(typed.rule, typed)

    # The rule being written

    def new_rule(self) -> None:
        """An empty rule above all others, to be written."""
        if self.editor is not None and self.editor.rule_id == 0:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._may_leave_editor():
            self._open(HouseRule(0, RuleGroup.CASE, (), ()))

    def edit_rule(self) -> None:
        """Opens the rule chosen, in its place."""
        if self.record:
            self._edit(self.record)

    def _edit(self, rule_id: int) -> None:
        row = self.list.row(rule_id)
        if row is None or not self._may_leave_editor():
            return
        if not row.rule.understood:
            self._acts.say_not_understood(row.rule)
            return
        self._choose(rule_id)
        self._open(row.rule)

    def _may_leave_editor(self) -> bool:
        """Whether another rule may be opened: one being written is saved first, or refuses where it can't be."""
        if self.editor is None:
            return True
        if not self.editor.touched():
            self._close()
            return True
        return self.editor.save()

    def _open(self, rule: HouseRule, typed: TypedRule | None = None) -> None:
        self.editor = RuleEditor(self._desk, rule, typed)
        self.editor.saved.connect(self._on_saved)
        self.editor.closed.connect(self._on_let_be)
        self.list.open_editor(self.editor, rule.id)
        self._show_primary()
        editor = self.editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, editor, lambda: self._area.verticalScrollBar().setValue(editor.y() - kit.theme.px(12)))

    def _on_saved(self, rule_id: int) -> None:
        self._close()
        self.refresh()
        self.show_record(rule_id)

    def _on_let_be(self) -> None:
        """Cancelled: what was typed can be had back at once."""
        editor = self.editor
        assert editor is not None
        typed, touched = editor.typed, editor.touched()
        self._close()
        if touched:
            self._desk.say(_("The rule is as it was."), _("Undo"), lambda: self.put_back(typed))
        if not typed.rule.id or not self.list.row(typed.rule.id):
            self.focus_first()
        else:
            self.show_record(typed.rule.id)

    def _close(self) -> None:
        self.editor = None
        self.list.close_editor()
        self._show_primary()

    def _show_primary(self) -> None:
        # one filled button on a screen: while a rule is written, that is its own Save
        self.new_button.setProperty("kind", "plain" if self.editor is not None else "primary")
        self.new_button.restyle()
        polish_again(self.new_button)

    # Acts on the rule chosen

    def _chosen(self) -> HouseRule | None:
        row = self.list.row(self.record)
        return row.rule if row is not None else None

    def _choose(self, rule_id: int) -> None:
        self.record = rule_id
        self._show_choice()

    def _show_choice(self) -> None:
        for row in self.list.rows:
            row.set_current(row.rule.id == self.record)

    def show_clients(self) -> None:
        """Those for whom the rule fires now."""
        if self._chosen() is not None:
            self._desk.go(Place.RULE_CLIENTS, self.record)

    def copy_say(self) -> None:
        """Takes what the rule says to the clipboard."""
        if (rule := self._chosen()) is not None:
            self._acts.copy_say(rule)

    def move_up(self) -> None:
        self._move(-1)

    def move_down(self) -> None:
        self._move(1)

    def _move(self, way: int) -> None:
        row = self.list.row(self.record)
        if row is None:
            return
        siblings = [one.rule.id for one in self.list.rows if one.rule.group is row.rule.group]
        place = siblings.index(self.record) + way
        if 0 <= place < len(siblings):
            self._acts.move(self.record, place)
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(row)

    def reset_rule(self) -> None:
        """A rule that came with the app, as it came."""
        if (rule := self._chosen()) is not None and not rule.is_own:
            self._acts.reset(rule)

    def drop_rule(self) -> None:
        """Lets a rule of the owner's own go."""
        rule = self._chosen()
        if rule is not None and rule.is_own:
            beside = self._beside(rule.id)
            self._acts.drop(rule)
            if beside is not None:
                self.show_record(beside)

    def reset_all(self) -> None:
        """All rules that came with the app as they came; the owner's own stay."""
        self._acts.reset_all()

    def _beside(self, rule_id: int) -> int | None:
        ids = [row.rule.id for row in self.list.rows]
        place = ids.index(rule_id)
        left = ids[place + 1 : place + 2] or ids[max(place - 1, 0) : place]
        return left[0] if left else None

    # Keys on a row

    def _on_key(self, rule_id: int, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row = self.list.row(rule_id)
        assert row is not None
        event.accept()
        if held == Qt.KeyboardModifier.AltModifier and key in (_UP, _DOWN):
            self._move(-1 if key == _UP else 1)
        elif held == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_C:
            self._acts.copy_say(row.rule)
        elif held:
            event.ignore()
        elif key in (_UP, _DOWN):
            self._walk(row, -1 if key == _UP else 1)
        elif key == Qt.Key.Key_Space and row.switch.isEnabled():
            self._acts.switch(rule_id, not row.rule.is_on)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit(rule_id)
        elif key == Qt.Key.Key_Delete and row.rule.is_own:
            self.drop_rule()
        else:
            event.ignore()

    def _walk(self, row: RuleRow, way: int) -> None:
        rows = [one for one in self.list.rows if one.isVisibleTo(self.list)]
        place = rows.index(row) + way
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(rows[place], 0, kit.theme.px(24))
