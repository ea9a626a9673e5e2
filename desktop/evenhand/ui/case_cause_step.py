"""Step 1 of a case: finding the cause."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import formats, wording
from evenhand.domain.case import Missing
from evenhand.domain.records import Cause, LetterKind, Responsibility
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_fields import Entry
from evenhand.ui.case_steps import StepPage, captioned, heading
from evenhand.ui.desk import Desk


class FindCausePage(StepPage):
    """Step 1: the client's words, whose it is, what failed, what was found and what changes."""

    acknowledgement_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._words = Entry(
            _("In the client's own words"),
            kit.NoteField(lines=2, role="say"),
            lambda text: self._save(self._case(words=text)),
        )
        self._finding = Entry(
            _("What you found"),
            kit.NoteField(lines=2),
            lambda text: self._save(self._case(finding=text)),
        )
        self._change = Entry(
            _("So that it does not happen again"),
            kit.TextField(),
            lambda text: self._save(self._case(change=text)),
            _("Only once it is true: the letter may say it."),
        )
        self._entries = [self._words, self._finding, self._change]
        self._whose = kit.Segmented([(one, wording.word(one)) for one in Responsibility], _("Whose is it?"))
        self._whose.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._what = kit.Chips([(one, wording.word(one)) for one in Cause], _("What failed"))
        self._answered = kit.Check(_("I have answered them"))
        self._whose.chosen.connect(lambda value: self._choose(responsibility=value))
        self._what.chosen.connect(lambda value: self._choose(cause=value))
        self._answered.clicked.connect(self._on_answered)
        kit.theme.dress(self._answered, height=34)
        self._acknowledge = kit.button(_("Acknowledge it in a letter"), "quiet", "envelope-simple")
        self._acknowledge.clicked.connect(self.acknowledgement_wanted)
        whose = QWidget()
        flow = kit.FlowLayout(whose, spacing=16)
        flow.addWidget(self._whose)
        flow.addWidget(self._answered)
        flow.addWidget(self._acknowledge)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        whose.setSizePolicy(policy)
        self.setLayout(
            kit.column(
                heading(
                    _("Find the cause, before anyone is to blame"),
                    _("If it is yours, say so. It costs less than an argument."),
                ),
                self._words.field,
                captioned(_("Whose is it?"), whose),
                captioned(_("What failed"), self._what),
                self._finding.field,
                self._change.field,
                None,
                spacing=12,
            )
        )

    def _fill(self, anew: bool) -> None:
        case, client = self.facts.case, self.facts.client
        self._words.fill(case.words, anew=anew)
        self._finding.fill(case.finding, anew=anew)
        self._finding.field.set_hint(
            _("One sentence fit for the letter. Its language: {language}.").format(
                language=wording.language_name(client.language)
            )
        )
        self._change.fill(case.change, anew=anew)
        self._whose.set_value(case.responsibility)
        self._what.set_value(case.cause)
        self._answered.setChecked(case.answered_on is not None)
        if case.answered_on is None:
            text = _("I have answered them today")
        else:
            text = _("I answered them on {day}").format(day=formats.weekday_date(case.answered_on, language()))
        self._acknowledge.setVisible(LetterKind.ACKNOWLEDGEMENT in self.facts.letters_that_fit)
        self._answered.setText(text)
        self._answered.updateGeometry()

    def _on_answered(self, answered: bool) -> None:
        self._choose(answered_on=self._desk.today() if answered else None)

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        case = self.facts.case
        points: list[tuple[str, QWidget]] = []
        if not case.words.strip():
            points.append((wording.missing(Missing.WORDS), self._words.editor))
        if case.responsibility is None:
            points.append((wording.missing(Missing.RESPONSIBILITY), self._whose.buttons()[0]))
        if case.cause is None:
            points.append((wording.missing(Missing.CAUSE), self._what.buttons()[0]))
        return points
