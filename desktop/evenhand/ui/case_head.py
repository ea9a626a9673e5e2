"""What stands above every page of a case: the way back, what it is about, the days to answer, the five steps."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.case import Step, current_step, may_double
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts, answer_clock
from evenhand.ui.desk import Desk, Place
from evenhand.ui.stepper import State


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
    """The head of a case's screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        back = kit.button(_("Cases"), "link", on_click=lambda: desk.go(Place.CASES, 0))
        self._trail = kit.ElidedLabel("", "secondary", "ink3")
        self._title = kit.ElidedLabel("", "title")
        self._days = kit.DaysLeft()
        self._answer = kit.ElidedLabel("", "secondary", "ink3")
        self.stepper = kit.Stepper()
        self.setLayout(
            kit.column(
                kit.row(back, self._trail, None, spacing=2, margins=(-4, 0, 0, 0)),
                self._title,
                kit.row(self._days, self._answer, None, spacing=16),
                8,
                self.stepper,
                spacing=3,
                margins=(32, 12, 32, 10),
            )
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(kit.theme.px(290), super().minimumSizeHint().height())

    def show_facts(self, facts: CaseFacts, shown: Step) -> None:
        """The case as it stands, with the page that is shown marked among the steps."""
        case, lang = facts.case, language()
        clock = answer_clock(case, facts.turns, facts.owner, facts.today)
        self._trail.setText(f"›  {case.number}  ›  {facts.client.name}")
        self._title.setText(case.title)
        self._days.set_days(clock.left, clock.words, clock.total, clock.tone)
        if clock.runs and clock.by is not None:
            line = _("Answer by {day}").format(day=formats.weekday_date(clock.by, lang))
        elif case.answered_on is not None:
            line = formats.weekday_date(case.answered_on, lang)
        else:
            line = ""
        self._answer.setText(line)
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
