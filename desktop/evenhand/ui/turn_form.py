"""Whose move it is: passed on by hand, since a day, with what is waited for; and the line that says it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.records import Case
from evenhand.domain.turns import Turn, TurnChange, turn_since, whose_turn
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.past_day import PastDayField


def awaited(case: Case, turns: Sequence[TurnChange]) -> str:
    """What is waited for, in the owner's words; empty where nothing was said."""
    return turns[-1].note if turns and turns[-1].turn is whose_turn(case, turns) else ""


def turn_words(case: Case, turns: Sequence[TurnChange]) -> str:
    """Whose move it is, since when, and what is waited for: "The client's turn, since 20 Nov: the cloth"."""
    turn = wording.word(whose_turn(case, turns))
    since = formats.short_date(turn_since(case, turns), language())
    note = awaited(case, turns)
    if note:
        return _("{turn}, since {day}: {note}").format(turn=turn, day=since, note=note)
    return _("{turn}, since {day}").format(turn=turn, day=since)


class TurnForm(Form):
    """Passes the move on. `change` is what was written, None where it was so already."""

    def __init__(self, desk: Desk, parent: QWidget | None, facts: CaseFacts) -> None:
        super().__init__(_("Whose turn is it?"), _("Save"), parent, width=520)
        self._desk, self._facts = desk, facts
        self.change: TurnChange | None = None
        self._turn = kit.Chips([(one, wording.word(one)) for one in Turn], _("Whose turn is it?"))
        self._since = PastDayField(_("Since"), desk.today)
        self._note = kit.TextField()
        self._note_field = kit.Field(_("What is waited for"), self._note)
        clock = kit.Notice(_("The time to answer stands still while it is not your turn."), "hourglass-medium")
        self.add(self._turn, wide=True)
        self.add(self._since)
        self.add(self._note_field)
        self.add(clock, wide=True)
        self._turn.set_value(whose_turn(facts.case, facts.turns))
        self._since.day.set_day(desk.today())
        self._note.setText(awaited(facts.case, facts.turns))
        self._since.day.textEdited.connect(lambda _text: self._since.set_error(None))
        self._since.day.edited.connect(lambda _day: self._since.set_error(None))

    def save(self) -> bool:
        self.forgive()
        case, turns = self._facts.case, self._facts.turns
        turn, note = self._turn.value(), self._note.text().strip()
        assert isinstance(turn, Turn)
        if (turn, note) == (whose_turn(case, turns), awaited(case, turns)):
            return True
        try:
            since = self._since.read()
            if since is None:
                raise formats.DateNotUnderstood("")
            self.change = actions.give_turn(
                self._desk.book, case_id=case.id, turn=turn, since=since, note=note, today=self._desk.today()
            )
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._since, wording.sentence(error))
            return False
        return True


def open_turn_form(desk: Desk, parent: QWidget, facts: CaseFacts) -> TurnForm:
    """Shows the form over a case; what it passed on is said, with a way to take it back."""
    form = TurnForm(desk, parent, facts)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.accepted.connect(lambda: _say(desk, facts.case.id, form.change))
    form.open()
    return form


def _say(desk: Desk, case_id: int, change: TurnChange | None) -> None:
    if change is not None:
        text = turn_words(desk.book.cases.get(case_id), desk.book.turns.of_case(case_id))
        desk.say(text, _("Undo"), lambda: _take_back(desk, change))


def _take_back(desk: Desk, change: TurnChange) -> None:
    try:
        if desk.book.cases.get(change.case_id).closed_on is not None:
            raise CaseRefused("case_closed")
        desk.book.turns.drop(change.id)
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)


class TurnLine(kit.Button):
    """Whose turn it is, in the head of a case; a click passes it on. What doesn't fit is in the tooltip."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("", "link", "arrows-clockwise")
        self._desk = desk
        self._facts: CaseFacts | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.give_turn())

    def show_facts(self, facts: CaseFacts) -> None:
        """Says it for the case; a closed one is nobody's turn any more."""
        self._facts = facts
        self.setVisible(not facts.closed)
        self._words = turn_words(facts.case, facts.turns)
        self.setAccessibleName(self._words)
        self.setToolTip(kit.tip(self._words))
        self.updateGeometry()
        self._fit()

    def give_turn(self) -> TurnForm | None:
        """Opens the form that passes the move on."""
        if self._facts is None or self._facts.closed:
            return None
        return open_turn_form(self._desk, self, self._facts)

    def _room(self) -> int:
        return self.iconSize().width() + kit.theme.px(4) + 4  # beside the icon, and a border at either end

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, max(self.width() - self._room(), 40)))

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + self._room() + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(kit.theme.px(90), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
