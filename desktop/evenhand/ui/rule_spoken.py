"""One house rule that speaks for a client: its name leads to it; what to do, what to say, what can be done at once."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLayout, QSizePolicy, QWidget

from evenhand import actions, formats, wording
from evenhand.domain import rules
from evenhand.domain.case import Step
from evenhand.domain.records import Client, LetterKind
from evenhand.domain.rules import Fired, Proposal, RuleAnswer
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.letter_beginnings import Occasion
from evenhand.wording import rules as rule_words


class RuleLink(kit.Button):
    """A rule's name; pressed it opens the rule. What doesn't fit becomes an ellipsis."""

    def __init__(self, desk: Desk, rule: rules.HouseRule) -> None:
        self._whole = rules.text(rule.name, language()) or _("A rule without a name")
        super().__init__(self._whole, "link")
        self.make_flush()
        self.setAccessibleName(_("The rule “{name}”").format(name=self._whole))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: desk.go(Place.RULES, rule.id))

    def sizeHint(self) -> QSize:
        metrics, hint = self.fontMetrics(), super().sizeHint()
        short = metrics.horizontalAdvance(self.text())
        return QSize(hint.width() - short + metrics.horizontalAdvance(self._whole) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(kit.theme.px(40), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - 1)
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(kit.tip(self._whole) if shown != self._whole else "")


class Spoken(QWidget):
    """What one rule says. `answers` are those to its to-dos for the client."""

    step_wanted = Signal(int)
    part_wanted = Signal()

    def __init__(
        self, desk: Desk, client: Client, fired: Fired, case_id: int | None, answers: Sequence[RuleAnswer]
    ) -> None:
        super().__init__()
        self._desk, self._client, self._fired, self._case_id = desk, client, fired, case_id
        rule, lang = fired.rule, language()
        self.name = RuleLink(desk, rule)
        why = kit.label(stopped(rule_words.because(fired)), "secondary", "ink3", wrap=True)
        parts: list[QWidget] = [self.name, why]
        if what := rules.text(rule.do, lang):
            parts.append(kit.label(what, "body", wrap=True))
        self._say = rules.text(rule.say, client.language)
        if self._say:
            parts.append(self._quoted())
        due = todo_due(fired, answers, desk.today())
        if due is not None and due > desk.today():
            coming = _("On Today from {day}.").format(day=formats.weekday_date(due, lang))
            parts.append(kit.label(coming, "secondary", "ink2", wrap=True))
        if rule.proposal is not None:
            proposed = _("Proposes: {what}.").format(what=rule_words.proposal_word(rule.proposal))
            parts.append(kit.label(proposed, "secondary", "ink2", wrap=True))
        acts = list(self._acts(due))
        if acts:
            line = kit.FlowLayout(spacing=14)
            for act in acts:
                line.addWidget(act)
            parts.append(kit.holder(line))
        self.setLayout(kit.column(*parts, spacing=3))

    def in_order(self) -> list[QAbstractButton]:
        """What Tab goes through."""
        return self.findChildren(QAbstractButton)

    def _quoted(self) -> QWidget:
        """What to say, in the client's language, and a way to take it along."""
        self.copy = kit.icon_button("copy", _("Copy what to say"), self._copy, kind="ghost")
        words = kit.label(_("“{words}”").format(words=self._say), "say", wrap=True)
        line = kit.row(words, kit.holder(kit.column(self.copy, None, spacing=0)), spacing=4)
        line.setStretch(0, 1)
        return kit.holder(line)

    def _acts(self, due: date | None) -> Iterator[QWidget]:
        rule, fired, today = self._fired.rule, self._fired, self._desk.today()
        if rule.letter is LetterKind.PARTING:
            yield _act(_("Part kindly"), "door-open", self._part)
        elif rule.letter is not None and rule.letter in self._occasion.kinds(self._desk):
            yield _act(wording.word(rule.letter), "envelope-simple", self._write)
        if rule.proposal is not None and fired.case_id is not None:
            step = Step.DOUBLE_IT if rule.proposal is Proposal.DOUBLE else Step.COMPENSATE
            if self._case_id is None:
                yield _act(_("Open the case"), "hand-heart", self._open_case)
            else:
                yield _act(wording.step(step), "gift", lambda: self.step_wanted.emit(int(step)))
        if due is not None and due <= today:
            yield _act(_("It is done"), "check", self._done)

    @property
    def _occasion(self) -> Occasion:
        return Occasion(self._client.id, case_id=self._fired.case_id or self._case_id)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._say)
        self._desk.say(_("Copied what to say."))

    def _part(self) -> None:
        self.part_wanted.emit()

    def _write(self) -> None:
        if self._fired.rule.letter is not None:
            self._occasion.begin(self._desk, self._fired.rule.letter)

    def _open_case(self) -> None:
        self._desk.go(Place.CASE, self._fired.case_id or 0)

    def _done(self) -> None:
        book, fired = self._desk.book, self._fired
        try:
            answer = actions.todo_done(
                book,
                rule_id=fired.rule.id,
                client_id=fired.client_id,
                case_id=fired.case_id,
                order_id=fired.order_id,
                on=self._desk.today(),
            )
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        name = rules.text(fired.rule.name, language())
        self._desk.say(_("Done: {name}").format(name=name), _("Undo"), lambda: self._again(answer.id))

    def _again(self, answer_id: int) -> None:
        try:
            actions.todo_again(self._desk.book, answer_id=answer_id)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)


def stopped(sentence: str) -> str:
    """The sentence with its stop; one that ends with a day may have it already."""
    return sentence if sentence.endswith(".") else _("{sentence}.").format(sentence=sentence)


def _act(text: str, icon: str, act: Callable[[], object]) -> kit.Button:
    made = kit.button(text, "link", icon, act)
    made.make_flush()
    return made


def todo_due(fired: Fired, answers: Sequence[RuleAnswer], today: date) -> date | None:
    """The day of a rule's to-do; None where it makes none, or it was done, or put off to a day still to come."""
    if fired.rule.todo_days is None:
        return None
    due = (fired.since or today) + timedelta(days=fired.rule.todo_days)
    about = (fired.rule.id, fired.case_id, fired.order_id)
    for one in answers:
        if (one.rule_id, one.case_id, one.order_id) != about:
            continue
        if one.until is not None:
            return due if one.until <= today else None
        return due if fired.since is not None and fired.since > one.answered_on else None
    return due


def emptied(lines: QLayout) -> None:
    """Takes out of a layout whatever stands in it."""
    while (item := lines.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()
