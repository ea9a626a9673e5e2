"""What stands above every page of a case: what it's about, whose turn, what's promised, the money, the five steps."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import formats, wording
from evenhand.domain.case import Step, current_step, may_double
from evenhand.translation import _, language, ngettext
from evenhand.ui import case_sums as sums
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts, answer_clock
from evenhand.ui.desk import Desk, Place
from evenhand.ui.next_promise import NextPromise
from evenhand.ui.stepper import State
from evenhand.ui.turn_form import TurnLine


def step_states(facts: CaseFacts) -> tuple[State, ...]:
    """How each of the five steps stands: by the domain alone, whichever page is looked at."""
    here, given = current_step(facts.situation), facts.given
    states: list[State] = []
    for step in Step:
        passed = step < here or facts.closed
        empty = {
            Step.COMPENSATE: passed and not given,
            Step.DOUBLE_IT: not (given.bonus and given.gift)
            and (passed or (bool(given) and not may_double(facts.situation))),
        }
        states.append("skipped" if empty.get(step) else "done" if passed else "todo")
    return tuple(states)


class CaseHead(QWidget):
    """The head of a case's screen: all that is always in sight, with the door out."""

    part_kindly_wanted = Signal()
    promise_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        back = kit.button(_("Cases"), "link", on_click=lambda: desk.go(Place.CASES, 0))
        self._trail = kit.ElidedLabel("", "secondary", "ink3")
        self.door = kit.button(_("Part kindly"), "link", "door-open", self.part_kindly_wanted.emit)
        self.rules = kit.button("", "link", "lock-simple")
        self.rules.hide()
        self._title = kit.ElidedLabel("", "title")
        self._days = kit.DaysLeft()
        self._answer = kit.ElidedLabel("", "secondary", "ink3")
        self.turn = TurnLine(desk)
        self.promise = NextPromise()
        self.promise.chosen.connect(self.promise_wanted)
        self.cost = kit.Explained(role="secondary", tone="ink2")
        self.balance = kit.Explained(role="secondary", tone="ink2")
        for figure in (self.cost, self.balance):
            figure.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.stepper = kit.Stepper()
        clock = kit.row(self._days, self._answer, self.turn, spacing=16)
        money = kit.row(self.promise, self.cost, self.balance, spacing=16)
        for line, yields in ((clock, self._answer), (money, self.promise)):  # the rest keeps its whole text longest
            yields.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            line.setStretchFactor(yields, 1)
        trail = kit.row(back, self._trail, None, self.rules, self.door, spacing=6)
        for link in (back, self.rules, self.door, self.turn):
            link.make_flush()
        self.setLayout(kit.column(trail, self._title, clock, money, 4, self.stepper, spacing=2, margins=(32, 8, 32, 4)))

    def minimumSizeHint(self) -> QSize:
        return QSize(kit.theme.px(290), super().minimumSizeHint().height())

    def show_facts(self, facts: CaseFacts, found: sums.CaseSums, shown: Step) -> None:
        """The case with its money as it stands, and the page that is shown marked among the steps."""
        case = facts.case
        self._trail.setText(f"›  {case.number}  ›  {facts.client.name}")
        self._title.setText(case.title)
        self._show_clock(facts)
        self.promise.show_facts(facts)
        self._show_money(found)
        lines = {
            Step.FIND_THE_CAUSE: wording.word(case.responsibility) if case.responsibility else _("Whose is it?"),
            Step.PUT_IT_RIGHT: wording.word(case.remedy) if case.remedy else _("One good way"),
            Step.COMPENSATE: _("Bonus, gift or refund"),
            Step.DOUBLE_IT: _("For the valued"),
            Step.KEEP_IN_TOUCH: _("or part kindly"),
        }
        steps = [
            kit.Step(wording.step(step), lines[step], state)
            for step, state in zip(Step, step_states(facts), strict=True)
        ]
        self.stepper.set_steps(steps, shown - 1)

    def show_rules(self, count: int) -> None:
        """How many house rules speak, where they aren't read beside the case."""
        self.rules.setText(ngettext("{n} rule speaks", "{n} rules speak", count))
        self.rules.setVisible(count > 0)

    def _show_clock(self, facts: CaseFacts) -> None:
        case, lang = facts.case, language()
        clock = answer_clock(case, facts.turns, facts.owner, facts.today)
        self._days.set_days(clock.left, clock.words, clock.total, clock.tone)
        if clock.runs and clock.by is not None:
            line = _("Answer by {day}").format(day=formats.weekday_date(clock.by, lang))
        elif case.answered_on is not None:
            line = formats.weekday_date(case.answered_on, lang)
        else:
            line = ""
        self._answer.setText(line)
        self.turn.show_facts(facts)

    def _show_money(self, found: sums.CaseSums) -> None:
        economics, line = found.economics, found.line
        so_far = sums.together(economics.cost_so_far.values())
        self.cost.explain(
            _("Cost so far {sums}").format(sums=so_far), sums.of_cost(economics.costs, economics.cost_so_far)
        )
        balance = line.balance
        if balance is None:
            text = _("Balance {sum}").format(sum=sums.DASH)
        elif balance.crossed:
            text = _("Past the line by {sum}").format(sum=wording.money(balance.crossed_by))
        else:
            text = _("Balance {sum}").format(sum=wording.money(-balance.crossed_by))
        self.balance.explain(text, sums.of_balance(line))
        self.balance.set_tone("uneasyx" if balance is not None and balance.crossed else "ink2")
