"""The house rules: when this happens, do that, say this. Decided on a calm day, for the days that are not."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from evenhand.domain.rules import HouseRule, conflicts, text
from evenhand.storage.book import Kind
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.first_paint import AfterPaint
from evenhand.ui.rule_acts import RuleActs
from evenhand.ui.rule_counting import RuleCounting
from evenhand.ui.rule_editor import RuleEditor
from evenhand.ui.rule_list import RuleList
from evenhand.ui.rule_row import SIDE, ColumnHeads
from evenhand.ui.rule_writing import RuleWriting
from evenhand.ui.theme import polish_again

_UP, _DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


class RulesScreen(QWidget):
    """All rules in the order in which they speak. For whom each fires is counted once the rows are in sight."""

    kinds = frozenset(Kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.record = 0  # the rule that the commands are about
        self._acts = RuleActs(desk, self.refresh)
        self._counting = RuleCounting(self, self._count)
        self._build()
        self._read()
        AfterPaint(self, self._counting.start)
        self._writing.take_up()

    def _build(self) -> None:
        self.header = kit.Header(_("House rules"), _("What you decided on a calm day, for the days that are not"))
        self.new_button = kit.button(_("New rule"), "primary", "plus", self.new_rule)
        self.header.add_action(kit.button(_("How we work"), "plain", "file-text", self.how_we_work))
        self.header.add_action(self.new_button)
        self.quiet = kit.Notice(_("All rules are off, so none of them speaks."))
        self.quiet.buttons.addWidget(kit.button(_("As they came with the app"), "plain", "", self.reset_all))
        kit.ctrl_enter_presses_the_filled(self)
        self.list = RuleList()
        self._area = kit.scrolling(kit.holder(kit.column(self.list, margins=(0, 0, 0, 0))), steady=True)
        lock = kit.IconLabel("lock-simple", "ink3", 14)
        foot = kit.label(
            _("Rules stay with you. Only the words under “Say” ever reach a client, and only when you send them."),
            "secondary",
            "ink3",
            wrap=True,
        )
        line = kit.row(lock, foot, spacing=9)
        line.setStretch(1, 1)
        below = kit.column(line, spacing=10, margins=(SIDE, 10, SIDE + kit.BAR, 14))
        above = kit.column(
            kit.row(self.header, margins=(SIDE, 0, SIDE, 0)),
            kit.column(self.quiet, margins=(SIDE, 0, SIDE, 0)),
            ColumnHeads(),
            spacing=12,
            margins=(0, 0, kit.BAR, 0),
        )
        whole = kit.column(above, self._area, below, spacing=0, margins=(16, 20, 16 - kit.BAR, 0))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._writing = RuleWriting(self._desk, self.list, self._area, below)
        self._connect()

    def _connect(self) -> None:
        self.list.switched.connect(self._acts.switch)
        self.list.edit_wanted.connect(self._edit)
        self.list.clients_wanted.connect(lambda rule_id: self._desk.go(Place.RULE_CLIENTS, rule_id))
        self.list.rule_wanted.connect(self.show_record)
        self.list.reached.connect(self._choose)
        self.list.key_pressed.connect(self._on_key)
        self.list.moved.connect(self._acts.move)
        writing = self._writing
        writing.changed.connect(self._show_primary)
        writing.saved.connect(self._on_saved)
        writing.ended.connect(self._on_ended)
        writing.away_wanted.connect(self._on_away)
        QShortcut(QKeySequence("Esc"), self, writing.let_be)

    # What the window asks for

    def refresh(self) -> None:
        """Reads the rules again; what is chosen, and what is being typed, stays."""
        self._read()
        self._counting.start()

    def _read(self) -> None:
        rules = self._desk.book.rules.all()
        names = {rule.id: text(rule.name, language()) for rule in rules}
        at_odds = conflicts(rules)
        self.list.show_rules(rules, {id_: {other: names[other] for other in others} for id_, others in at_odds.items()})
        self.quiet.setVisible(not any(rule.is_on for rule in rules))
        if self.record not in names:
            self.record = 0
        self._show_choice()
        self._counting.set_rules(rules)

    def _count(self, rule: HouseRule) -> None:
        if (row := self.list.row(rule.id)) is not None:
            row.show_count(self._desk.book.rules.count(rule, self._desk.today()))

    def show_record(self, rule_id: int) -> None:
        """Chooses a rule, brings it into view, and puts the keyboard on it."""
        row = self.list.row(rule_id)
        if row is None:
            return
        self._choose(rule_id)
        if self.editor is not None and self.editor.rule_id == rule_id:
            self._writing.show()
            return
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        # A row that was made a moment ago has no place in the page yet.
        QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row, 0, kit.theme.px(24)))

    def focus_first(self) -> None:
        """The keyboard to the rule being written, the one chosen, or the first."""
        if self.editor is not None:
            self.editor.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif row := self.list.row(self.record) or next(iter(self.list.rows), None):
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def offers(self, command: str) -> bool:
        """Whether a command of the menus has something to act on now."""
        rule = self._chosen()
        if command in ("new_rule", "reset_all", "how_we_work"):
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

    def leave(self) -> None:
        """Lays what is typed aside."""
        self._writing.lay_aside()

    # The rule being written

    @property
    def editor(self) -> RuleEditor | None:
        """What a rule is being written in."""
        return self._writing.editor

    def new_rule(self) -> None:
        """An empty rule above all others, to be written."""
        self._writing.begin()

    def how_we_work(self) -> None:
        """The sheet of what the rules say to clients, for the wall or the counter."""
        from evenhand.ui.how_we_work import open_how_we_work

        open_how_we_work(self._desk, self)

    def edit_rule(self) -> None:
        """Opens the rule chosen, in its place."""
        if self.record:
            self._edit(self.record)

    def _edit(self, rule_id: int) -> None:
        row = self.list.row(rule_id)
        if row is None or not self._writing.may_go():
            return
        if not row.rule.understood:
            self._acts.say_not_understood(row.rule)
            return
        self._choose(rule_id)
        self._writing.open(row.rule)

    def _on_saved(self, rule_id: int) -> None:
        self.refresh()
        self.show_record(rule_id)

    def _on_ended(self, rule_id: int) -> None:
        if self.list.row(rule_id) is None:
            self.focus_first()
        else:
            self.show_record(rule_id)

    def _on_away(self, rule_id: int) -> None:
        self.show_record(rule_id)
        rule = self._chosen()
        if rule is not None and rule.is_own:
            self.drop_rule()
        else:
            self.reset_rule()

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
        siblings = self.list.siblings(row)
        place = siblings.index(row) + way
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
            beside = self.list.beside(rule.id)
            self._acts.drop(rule)
            self.show_record(beside)

    def reset_all(self) -> None:
        """All rules that came with the app as they came; the owner's own stay."""
        self._acts.reset_all()

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
            if beside := self.list.walk(row, -1 if key == _UP else 1):
                self._area.ensureWidgetVisible(beside, 0, kit.theme.px(24))
        elif key == Qt.Key.Key_Space and row.switch.isEnabled():
            self._acts.switch(rule_id, not row.rule.is_on)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit(rule_id)
        elif key == Qt.Key.Key_Delete and row.rule.is_own:
            self.drop_rule()
        else:
            event.ignore()
