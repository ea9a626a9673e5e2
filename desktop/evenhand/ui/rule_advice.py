"""What the house rules say about a client: what to do, what to say, what one can do at once, and what is silent."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from evenhand import wording
from evenhand.domain.records import Standing
from evenhand.domain.rules import Advice, Fired, Proposal, RuleGroup, Silenced
from evenhand.translation import _, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk, Place
from evenhand.ui.fold import Fold
from evenhand.ui.form import Form
from evenhand.ui.rule_spoken import Spoken, emptied, stopped
from evenhand.wording import rules as rule_words


class AdviceBlock(QFrame):
    """Private: the rules that speak, first things first, and those that are silent. Where none speaks it takes no room.

    `step_wanted` brings the step of the case at which what a rule proposes is chosen; `part_wanted` asks for the sheet
    to part. So many rules as `at_once` are read without being asked for, and none about somebody one has parted with.
    """

    step_wanted = Signal(int)
    part_wanted = Signal()

    def __init__(self, desk: Desk, at_once: int = 2, caption: str = "") -> None:
        super().__init__()
        self._desk, self._most_at_once, self._at_once = desk, at_once, at_once
        self._shown: object = None
        self.said = Advice()  # all that is said about the client
        self.spoken: list[Spoken] = []
        self._first, self._more = QVBoxLayout(), QVBoxLayout()
        for lines in (self._first, self._more):
            lines.setSpacing(12)
        self._rest = Fold(kit.holder(self._more))
        self._silent = QVBoxLayout()
        self._silent.setSpacing(2)
        lock = kit.IconLabel("lock-simple", "ink3", 14)
        lock.setToolTip(kit.tip(_("Private. Never in a letter.")))
        head = kit.row(lock, kit.label(caption or _("What your rules say"), "secondary", "ink3", wrap=True), spacing=6)
        head.setStretch(1, 1)
        inside = kit.column(head, self._first, self._rest, self._silent, spacing=8, margins=(12, 10, 12, 10))
        self.setLayout(kit.column(kit.surface("private", inside)))
        # Not Maximum: that is the height of its lines before they are wrapped.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_client(self, client_id: int) -> None:
        """What they say about a client."""
        self._show(client_id, None)

    def show_case(self, client_id: int, case_id: int) -> None:
        """The same beside one of the client's cases: what they say about another case is left out."""
        self._show(client_id, case_id)

    def _show(self, client_id: int, case_id: int | None) -> None:
        book, today = self._desk.book, self._desk.today()
        try:
            self.said = book.rules.advice(client_id, today)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            self.said = Advice()
        advice = of_case(self.said, case_id)
        answers = book.rule_answers.of_client(client_id) if advice.speaking else []
        client = book.clients.get(client_id)
        state = (client, case_id, today, advice, answers)
        if state == self._shown:
            return  # what has the keyboard, and what is unfolded, stays so
        other = self._shown is None or not isinstance(self._shown, tuple) or self._shown[:2] != state[:2]
        self._shown = state
        self._at_once = 0 if client.standing in (Standing.PARTED, Standing.DECLINED) else self._most_at_once
        self.spoken = [Spoken(self._desk, client, fired, case_id, answers) for fired in advice.speaking]
        for one in self.spoken:
            one.step_wanted.connect(self.step_wanted)
            one.part_wanted.connect(self.part_wanted)
        for lines, spoken in zip((self._first, self._more), self._parted(), strict=True):
            self._lay(lines, spoken)
        self._place_in_tab_order()
        more = max(len(self.spoken) - self._at_once, 0)
        told = ngettext("{n} more rule", "{n} more rules", more)
        self._rest.set_text(told if self._at_once else ngettext("{n} rule speaks", "{n} rules speak", more))
        self._rest.setVisible(more > 0)
        if other:
            self._rest.set_open(False)
        why = dict.fromkeys(rule_words.silent_because(one) for one in advice.silent)
        self._lay(self._silent, [kit.label(stopped(one), "secondary", "ink2", wrap=True) for one in why])
        self.setVisible(bool(advice.speaking))

    def _place_in_tab_order(self) -> None:
        """Tab goes through the rules where they stand, though they were made later than the rest of the window."""
        first, more = ([one for rule in rules for one in rule.in_order()] for rules in self._parted())
        if first:
            kit.tab_before(self._rest.head, *first)
        if more:
            kit.tab_order(self._rest.head, *more)

    def _parted(self) -> tuple[list[Spoken], list[Spoken]]:
        return self.spoken[: self._at_once], self.spoken[self._at_once :]

    @staticmethod
    def _lay(lines: QVBoxLayout, parts: Sequence[QWidget]) -> None:
        emptied(lines)
        for part in parts:
            lines.addWidget(part)


def open_advice(desk: Desk, parent: QWidget, client_id: int, case_id: int) -> "AdviceSheet":
    """What the rules say about a case, on a sheet over its screen."""
    sheet = AdviceSheet(desk, client_id, case_id, parent)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
    return sheet


class AdviceSheet(Form):
    """The block by itself; what leads elsewhere closes the sheet."""

    def __init__(self, desk: Desk, client_id: int, case_id: int, parent: QWidget) -> None:
        super().__init__(_("What your rules say"), _("Close"), parent, width=520)
        self.cancel.hide()
        self.advice = AdviceBlock(replace(desk, go=self._go(desk)), caption=_("Private. Never in a letter."))
        self.advice.show_case(client_id, case_id)
        self.advice.part_wanted.connect(self.accept)
        self.advice.step_wanted.connect(lambda _step: self.accept())
        self.add(self.advice, wide=True)

    def _go(self, desk: Desk) -> Callable[[Place, int], None]:
        def go(place: Place, record: int) -> None:
            self.accept()
            desk.go(place, record)

        return go

    def touched(self) -> bool:
        return False

    def save(self) -> bool:
        return True


def of_case(advice: Advice, case_id: int | None) -> Advice:
    """What is about the client, or about this case; all of it where no case is named."""
    if case_id is None:
        return advice
    return Advice(
        tuple(one for one in advice.speaking if one.case_id in (None, case_id)),
        tuple(one for one in advice.silent if one.fired.case_id in (None, case_id)),
    )


def doubling_silent(desk: Desk, client_id: int) -> Silenced | None:
    """That both, gift and bonus, aren't proposed for a client while a rule that puts the owner first speaks.

    None where none does, or the owner has no rule that proposes both.
    """
    speaking = desk.book.rules.advice(client_id, desk.today()).speaking
    first = next((one for one in speaking if one.rule.group is RuleGroup.SELF_FIRST), None)
    both = (one for one in desk.book.rules.all() if one.is_on and one.proposal is Proposal.DOUBLE)
    double = next(both, None) if first is not None else None
    return Silenced(Fired(double, client_id), first) if first is not None and double is not None else None
