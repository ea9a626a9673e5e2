"""What follows a case: what is worth planning, each with its day, to tick; what is planned; and one's own."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import CaseRefused
from evenhand.domain.follow_up_ideas import Idea, IdeaKind, ideas
from evenhand.domain.keeping_in_touch import FollowUp
from evenhand.domain.promises import PromiseEnding
from evenhand.formats import DateNotUnderstood
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.case_fields import Entry, date_field, read_day
from evenhand.ui.desk import Desk
from evenhand.ui.fold import Fold


class FollowUps(QWidget):
    """Ticked is planned. Taking a tick away takes the plan out, and that can be undone."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts: CaseFacts | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.checks: list[kit.Check] = []
        self._none = kit.label(_("Nothing needs to be planned here."), "secondary", "ink3", wrap=True)
        # Both wait in their fields until the owner plans it.
        self.what = Entry(_("What to ask or to write"), kit.TextField(), lambda _text: False)
        self.day = Entry(_("On which day"), date_field(desk.today), lambda _text: False)
        self.plan = kit.button(_("Plan it"), "plain", "calendar-blank", self.plan_own)
        self.own = Fold(
            kit.holder(kit.column(self.what.field, self.day.field, kit.row(self.plan, None), spacing=8)),
        )
        self.own.set_text(_("Something else"))
        self.setLayout(kit.column(self._rows, self._none, self.own, spacing=8))

    @property
    def entries(self) -> list[Entry]:
        return [self.what, self.day]

    def show_facts(self, facts: CaseFacts, *, anew: bool) -> None:
        """The plans of a case as the book holds them."""
        self._facts = facts
        rows: list[tuple[str, str, Callable[[], object], bool, bool]] = []
        left = list(facts.follow_ups)
        proposed = ideas(facts.case, _put_right_on(facts), facts.owner.touch_months, facts.today)
        texts = {idea.kind: _idea_text(idea.kind, facts) for idea in proposed}
        for idea in proposed:
            text = texts[idea.kind]
            # What was planned in another language of the screens is known by its day.
            planned = next((one for one in left if one.what == text), None) or next(
                (one for one in left if one.due_on == idea.day and one.what not in texts.values()), None
            )
            if planned is not None:
                left.remove(planned)
                rows.append(self._planned(planned))
            else:
                act = lambda idea=idea, text=text: self._plan(text, idea.day)  # noqa: E731
                rows.append((_on_day(idea.day, text, facts.today), _idea_why(idea, facts), act, False, True))
        rows += [self._planned(one) for one in left]
        self._show_rows(rows)
        self._none.setVisible(not rows)
        for entry in self.entries:
            entry.fill("", anew=anew)
        if anew:
            self.own.set_open(False)

    def _planned(self, one: FollowUp) -> tuple[str, str, Callable[[], object], bool, bool]:
        assert self._facts is not None
        today = self._facts.today
        if one.done_on is not None:
            said = _("Done on {day}").format(day=formats.long_date(one.done_on, language()))
        else:
            said = _("Planned")
        return _on_day(one.due_on, one.what, today), said, lambda: self._drop(one), True, one.done_on is None

    def _show_rows(self, rows: list[tuple[str, str, Callable[[], object], bool, bool]]) -> None:
        focused = next((number for number, check in enumerate(self.checks) if check.hasFocus()), None)
        for check in self.checks:
            self._rows.removeWidget(check)
            check.hide()
            check.deleteLater()
        self.checks = []
        for text, said, act, checked, enabled in rows:
            check = kit.Check(text, said, checked)
            check.setEnabled(enabled)
            check.clicked.connect(lambda _on, act=act: act())
            self._rows.addWidget(check)
            self.checks.append(check)
        kit.tab_before(self.own.head, *self.checks)
        if focused is not None and focused < len(self.checks):
            self.checks[focused].show()  # what isn't shown yet can't have the keyboard
            self.checks[focused].setFocus()

    def _plan(self, what: str, day: date) -> bool:
        assert self._facts is not None
        case = self._facts.case
        try:
            actions.plan_follow_up(
                self._desk.book,
                client_id=case.client_id,
                due_on=day,
                what=what,
                case_id=case.id,
                today=self._desk.today(),
            )
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            self.show_facts(self._facts, anew=False)
            return False
        self.changed.emit()
        return True

    def _drop(self, one: FollowUp) -> None:
        try:
            actions.drop_follow_up(self._desk.book, id=one.id)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        self.changed.emit()

        def undo() -> None:
            actions.restore_follow_up(self._desk.book, follow_up=one)
            self.changed.emit()

        self._desk.say(_("No longer planned: {what}").format(what=one.what), _("Undo"), undo)

    def plan_own(self) -> None:
        """Plans what stands typed; what can't be taken is said at its field."""
        for entry in self.entries:
            entry.field.set_error(None)
        what, day = self.what.text(), None
        if not what:
            self.what.field.set_error(wording.sentence(CaseRefused("follow_up_without_words")))
        try:
            day = read_day(self.day.text(), self._desk.today())
            if day < self._desk.today():
                raise CaseRefused("follow_up_day_past")
        except (DateNotUnderstood, CaseRefused) as error:
            self.day.field.set_error(wording.sentence(error))
            day = None
        wrong = next((entry for entry in self.entries if entry.field.error()), None)
        if wrong is not None:
            wrong.editor.setFocus()
        elif day is not None:
            texts = [entry.text() for entry in self.entries]
            for entry in self.entries:
                entry.put("")
            if self._plan(what, day):
                self.what.editor.setFocus()
            else:
                for entry, text in zip(self.entries, texts, strict=True):
                    entry.put(text)


def _put_right_on(facts: CaseFacts) -> date | None:
    kept = [one.ended_on for one in facts.promises if one.ending is PromiseEnding.KEPT and one.ended_on is not None]
    return max(kept, default=None)


def _idea_text(kind: IdeaKind, facts: CaseFacts) -> str:
    match kind:
        case IdeaKind.STILL_WELL:
            return _("Ask whether all is well with it: {what}").format(what=facts.order.what)
        case IdeaKind.TELL_CHANGE:
            return _("Tell {name} what changed").format(name=facts.client.name)
        case IdeaKind.FRIENDLY_LINE:
            return _("A friendly line to {name}").format(name=facts.client.name)


def _idea_why(idea: Idea, facts: CaseFacts) -> str:
    match idea.kind:
        case IdeaKind.STILL_WELL:
            return _("Two weeks after it was put right")
        case IdeaKind.TELL_CHANGE:
            change = facts.case.change.strip()
            return _("“{words}”").format(words=change) if change else _("Once the change is in place")
        case IdeaKind.FRIENDLY_LINE:
            return _("Only if you feel like it")


def _on_day(day: date, what: str, today: date) -> str:
    written = formats.short_date(day, language(), year=day.year != today.year)
    return _("{day}: {words}").format(day=written, words=what)
