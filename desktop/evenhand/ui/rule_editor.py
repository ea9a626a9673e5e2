"""A house rule being written, in the place of its row: when, do, say. Nothing fires until it's saved."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from evenhand import wording
from evenhand.domain.records import LETTER_LANGUAGES, LetterKind
from evenhand.domain.rules import MOST_DAYS, Condition, Gate, HouseRule, Proposal, RuleGroup, RuleProblem, problems
from evenhand.letters import rule_lines
from evenhand.letters.letter import LetterRefused
from evenhand.translation import _, language, ngettext, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.rule_conditions import ConditionList
from evenhand.ui.rule_newer import NewerRule
from evenhand.ui.rule_say import SayTabs
from evenhand.ui.rule_typed import TypedRule, typed_from, whole
from evenhand.wording import rule_problems
from evenhand.wording import rules as words

LOOK_MS = 250  # after the last key: then the sentence and the count follow


class RuleEditor(QFrame):
    """Everything about one rule. `saved` is sent once it's in the book, `closed` when it's let be.

    `foot` holds its buttons and what they say; the screen sets it where it stays in sight.
    """

    saved = Signal(int)
    closed = Signal()
    away_wanted = Signal()  # an own rule let go, or one of the app's as it came

    def __init__(self, desk: Desk, rule: HouseRule, typed: TypedRule | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._opened_with = typed_from(rule, typed.language if typed is not None else language())
        self._kept_for_everybody: HouseRule | None = None
        owner = desk.book.owner.get()
        self._currency = owner.currency if owner else "EUR"
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._build(rule)
        self._show(typed or self._opened_with)
        QTimer.singleShot(0, self, self.look)

    # Building

    def _build(self, rule: HouseRule) -> None:
        self.name = kit.TextField()
        self.name_field = kit.Field(_("Name of the rule"), self.name)
        self.group = kit.Combo([(group, words.group_word(group)) for group in RuleGroup], _("Speaks with"))
        self.group_field = kit.Field(_("Speaks with"), self.group)
        self.conditions = ConditionList(self._currency)
        self.situation = kit.label("", "body", "ink", wrap=True)
        self.count = kit.label("", "secondary", "ink3", wrap=True)
        self.do = kit.NoteField(lines=3)
        self.do_field = kit.Field(pgettext("house rule", "Do"), self.do)
        self.todo = kit.TextField()
        kit.theme.dress(self.todo, width=76)
        self.todo_field = kit.Field(_("On Today, after so many days"), self.todo, _("Empty: no to-do."))
        nothing = (None, pgettext("house rule", "None"))
        self.letter = kit.Combo([nothing, *((kind, wording.word(kind)) for kind in LetterKind)])
        self.proposal = kit.Combo([nothing, *((one, words.proposal_word(one)) for one in Proposal)])
        self.gates = {gate: kit.Check(words.gate_word(gate)) for gate in Gate}
        self.say = SayTabs()
        self.newer = NewerRule(self._desk.book, rule)
        self.trouble = kit.Notice("", "warning-circle", "guard")
        self.save_button = kit.button(_("Save the rule"), "primary", "", self.save)
        away = _("Let the rule go") if rule.is_own else _("As it came with the app")
        self.away_button = kit.button(away, "ghost", "", self.away_wanted.emit)
        self.away_button.setHidden(not (rule.is_own or rule.edited))
        self.cancel_button = kit.button(_("Cancel"), "ghost", "", self.close_it)
        left = kit.column(
            self.name_field,
            self.group_field,
            self.conditions,
            kit.column(self.situation, self.count, spacing=2),
            self.do_field,
            None,
            spacing=14,
        )
        proposed = kit.row(
            kit.Field(_("Propose a letter"), self.letter), kit.Field(_("Propose to give"), self.proposal), spacing=12
        )
        gates = kit.column(kit.caption(_("Ask me first before")), *self.gates.values(), spacing=2)
        right = kit.column(self.say, proposed, self.todo_field, gates, None, spacing=14)
        halves = kit.row(kit.holder(left), kit.holder(right), spacing=28)
        for half in (0, 1):
            halves.setStretch(half, 1)
        self.setLayout(kit.column(self.newer, halves, spacing=14, margins=(16, 16, 16, 16)))
        buttons = kit.row(None, self.cancel_button, self.save_button, spacing=10)
        buttons.insertWidget(0, self.away_button)
        self.foot = kit.holder(kit.column(self.trouble, buttons, spacing=8))
        self.trouble.hide()
        kit.tab_order(
            self.newer.take_button,
            self.newer.keep_button,
            self.name,
            self.group,
            self.conditions.add_button,
            self.do,
            *self.say.tabs.buttons(),
            self.say.say,
            self.say.for_clients,
            self.letter,
            self.proposal,
            self.todo,
            *self.gates.values(),
        )
        self._connect()

    def _connect(self) -> None:
        self.name.textEdited.connect(lambda _text: self._on_changed())
        self.todo.textEdited.connect(lambda _text: self._on_changed())
        self.do.textChanged.connect(self._on_changed)
        self.say.changed.connect(self._on_changed)
        self.conditions.changed.connect(self._on_changed)
        for combo in (self.group, self.letter, self.proposal):
            combo.chosen.connect(lambda _value: self._on_changed())
        for check in self.gates.values():
            check.clicked.connect(lambda _on: self._on_changed())
        self.newer.taken.connect(lambda rule: self._on_taken(rule))
        self.newer.kept.connect(self.save)

    def _show(self, typed: TypedRule) -> None:
        self.name.setText(typed.name)
        self.group.set_value(typed.group)
        self._show_group()
        self.conditions.show_typed(typed.conditions)
        blocked = self.do.blockSignals(True)
        self.do.set_text(typed.do)
        self.do.blockSignals(blocked)
        self.todo.setText(typed.todo)
        self.letter.set_value(typed.letter)
        self.proposal.set_value(typed.proposal)
        for gate, check in self.gates.items():
            check.setChecked(gate in typed.gates)
        self.say.show_texts(typed.say, typed.for_clients)

    # What stands here

    @property
    def rule_id(self) -> int:
        """0 for a rule that isn't in the book yet."""
        return self._opened_with.rule.id

    @property
    def typed(self) -> TypedRule:
        """All that stands in the fields now."""
        group, letter, proposal = self.group.value(), self.letter.value(), self.proposal.value()
        return TypedRule(
            self._opened_with.rule,
            self._opened_with.language,
            self.name.text(),
            self.do.text(),
            group if isinstance(group, RuleGroup) else RuleGroup.CASE,
            self.conditions.typed,
            self.todo.text(),
            letter if isinstance(letter, LetterKind) else None,
            proposal if isinstance(proposal, Proposal) else None,
            frozenset(gate for gate, check in self.gates.items() if check.isChecked()),
            self.say.said,
            self.say.told_clients,
        )

    def touched(self) -> bool:
        """Whether anything differs from the rule as it was opened."""
        return self.typed != self._opened_with

    def show_sentence(self, sentence: str) -> None:
        """What keeps the rule from being saved, where no field is concerned."""
        self.trouble.set_text(sentence)
        self.trouble.setVisible(bool(sentence))

    def look(self) -> None:
        """Says in words when the rule would fire, and for how many clients now."""
        self._looking.stop()
        read = [one.read() for one in self.conditions.typed]
        made = tuple(one for one in read if isinstance(one, Condition))
        if not made or len(made) < len(read):
            self.situation.setText("")
            self.count.setText("")
            return
        rule = self.typed.made(made)
        self.situation.setText(words.situation(rule))
        if RuleProblem.CAN_NOT_HOLD in problems(rule):
            self.count.setText(rule_problems.problem(RuleProblem.CAN_NOT_HOLD))
            return
        count = self._desk.book.rules.count(rule, self._desk.today())
        fires = ngettext("Would fire for {n} client now", "Would fire for {n} clients now", count)
        self.count.setText(fires if count else _("Would fire for nobody now"))

    # Acts

    def save(self) -> bool:
        """Puts the rule into the book. False where something can't be taken; its field says what."""
        self._forgive()
        conditions = self.conditions.read()
        if not self._whole_texts() or conditions is None:
            line = self.conditions.first_trouble()
            if line is not None and not self.name_field.error():
                line.ask()
            return False
        rule = self.typed.made(conditions)
        if not self._take(rule):
            return False
        try:
            if self._asks_about_everybody(rule):
                return False
            kept = self._desk.book.rules.save(rule)
        except wording.KNOWN_ERRORS as error:
            self.show_sentence(wording.sentence(error))
            return False
        self._opened_with = self.typed
        self.saved.emit(kept.id)
        return True

    def _whole_texts(self) -> bool:
        """Whether the name and the days can be taken as they stand."""
        if not self.name.text().strip():
            self._refuse(self.name_field, rule_problems.problem(RuleProblem.NO_NAME))
            return False
        days = whole(self.todo.text())
        if self.todo.text().strip() and (days is None or days > MOST_DAYS):
            self._refuse(self.todo_field, rule_problems.todo_range())
            return False
        return True

    def _take(self, rule: HouseRule) -> bool:
        found = problems(rule)
        for problem, field in (
            (RuleProblem.NO_CONDITION, self.conditions.field),
            (RuleProblem.CAN_NOT_HOLD, self.conditions.field),
            (RuleProblem.NOTHING_TO_DO, self.do_field),
        ):
            if problem in found:
                self._refuse(field, rule_problems.problem(problem))
                return False
        for code in LETTER_LANGUAGES:
            if line := dict(rule.for_clients).get(code):
                try:
                    rule_lines.check(code, line)
                except LetterRefused as refused:
                    self.say.refuse_line(code, wording.sentence(refused))
                    return False
        return True

    def _refuse(self, field: kit.Field, sentence: str) -> None:
        field.set_error(sentence)
        where: QWidget = self.conditions.add_button if field is self.conditions.field else field.editor
        if field is self.conditions.field and self.conditions.lines:
            where = self.conditions.lines[-1].fact
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asks_about_everybody(self, rule: HouseRule) -> bool:
        """Says once that the rule would fire for everybody; saved again, it's kept all the same."""
        today, book = self._desk.today(), self._desk.book
        if not rule.is_on or self._kept_for_everybody == rule or not book.rules.everybody(rule, today):
            return False
        self._kept_for_everybody = rule
        count = book.rules.count(rule, today)
        self.show_sentence(rule_problems.for_everybody(count))
        self.save_button.setText(_("Keep it all the same"))
        return True

    def close_it(self) -> None:
        """Lets the rule be as it was."""
        self.closed.emit()

    def _forgive(self) -> None:
        for field in (self.name_field, self.todo_field, self.do_field, self.conditions.field, self.say.clients_field):
            field.set_error(None)
        self.show_sentence("")

    def _on_changed(self) -> None:
        self._forgive()
        self._show_group()
        self.save_button.setText(_("Save the rule"))
        self._looking.start()

    def _show_group(self) -> None:
        group = self.group.value()
        self.group_field.set_hint(words.group_note(group) if isinstance(group, RuleGroup) else "")

    def _on_taken(self, rule: HouseRule) -> None:
        self._show(typed_from(rule, self._opened_with.language))
        self._on_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(kit.theme.color("line2"), 1))
        painter.setBrush(kit.theme.color("card"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)
