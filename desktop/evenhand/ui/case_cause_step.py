"""Step 1 of a case: finding the cause."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import actions, formats, wording
from evenhand.domain.case import Missing
from evenhand.domain.records import Cause, LetterKind, Responsibility
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_claims import ClaimsPart
from evenhand.ui.case_fields import Entry
from evenhand.ui.case_questions import QuestionsPart
from evenhand.ui.case_steps import StepPage, captioned, heading
from evenhand.ui.desk import Desk
from evenhand.ui.fold import Fold, Folds
from evenhand.ui.whys import WhyChain

_ANSWERS = 1000  # from this number on the waiting texts are answers, by their question's id


class FindCausePage(StepPage):
    """Step 1: the client's words and answers, whose it is, what failed and why, what was found and what changes."""

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
        self.whys = WhyChain(lambda whys: self._save(self._case(whys=whys)))
        self.questions, self.claims = QuestionsPart(desk), ClaimsPart(desk)
        self._asked, self._claimed = Fold(self.questions), Fold(self.claims)
        own = [self._words, self._finding, self._change]
        self._entries = [*own, *self.whys.entries, self.questions.own, *self.claims.entries]
        self._build_choices()
        for part in (self.questions, self.claims):
            part.stored.connect(self.stored)
        self.setLayout(
            kit.column(
                heading(
                    _("Find the cause, before anyone is to blame"),
                    _("If it is yours, say so. It costs less than an argument."),
                ),
                self._words.field,
                Folds(self._asked, self._claimed),
                captioned(_("Whose is it?"), self._choices),
                captioned(_("What failed"), self._what),
                kit.label(_("Why, and why again"), "body_strong"),
                self.whys,
                self._finding.field,
                self._change.field,
                None,
                spacing=12,
            )
        )

    def _build_choices(self) -> None:
        self._whose = kit.Segmented([(one, wording.word(one)) for one in Responsibility], _("Whose is it?"))
        self._whose.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._what = kit.Chips([(one, wording.word(one)) for one in Cause], _("What failed"))
        self._answered = kit.Check(_("I have answered them"))
        kit.theme.dress(self._answered, height=34)
        self._acknowledge = kit.button(_("Acknowledge it in a letter"), "quiet", "envelope-simple")
        self._simple = kit.button(_("Ours, and simple"), "quiet", "check-circle", self._open_quick_path)
        self._simple.setToolTip(kit.tip(_("Say it, put it right and promise it on one page.")))
        self._whose.chosen.connect(lambda value: self._choose(responsibility=value))
        self._what.chosen.connect(lambda value: self._choose(cause=value))
        self._answered.clicked.connect(self._on_answered)
        self._acknowledge.clicked.connect(self.acknowledgement_wanted)
        self._choices = QWidget()
        flow = kit.FlowLayout(self._choices, spacing=16)
        for part in (self._whose, self._answered, self._acknowledge, self._simple):
            flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._choices.setSizePolicy(policy)

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
        self.whys.fill(case.whys, anew=anew)
        self._whose.set_value(case.responsibility)
        self._what.set_value(case.cause)
        self._answered.setChecked(case.answered_on is not None)
        if case.answered_on is None:
            text = _("I have answered them today")
        else:
            text = _("I answered them on {day}").format(day=formats.short_weekday_date(case.answered_on, language()))
        self._acknowledge.setVisible(LetterKind.ACKNOWLEDGEMENT in self.facts.letters_that_fit)
        self._simple.setVisible(case.remedy is None and case.responsibility in (None, Responsibility.OURS))
        self._answered.setText(text)
        self._answered.updateGeometry()
        self._fill_parts(anew)

    def _fill_parts(self, anew: bool) -> None:
        self.questions.show_facts(self.facts, anew=anew)
        self.claims.show_facts(self.facts, anew=anew)
        self._asked.set_text(self.questions.summary())
        self._claimed.set_text(self.claims.summary())
        if anew:
            self._asked.set_open(any(not one.answer for one in self.facts.asked))
            self._claimed.set_open(False)

    def take(self) -> bool:
        answers = self.questions.take()
        return super().take() and answers

    def waiting(self) -> dict[int, str]:
        answers = {_ANSWERS + number: text for number, text in self.questions.waiting().items()}
        return super().waiting() | answers

    def put_back(self, texts: dict[int, str]) -> None:
        super().put_back({number: text for number, text in texts.items() if number < _ANSWERS})
        self.questions.put_back({number - _ANSWERS: text for number, text in texts.items() if number >= _ANSWERS})
        self.whys.show_typed()
        self._asked.set_open(self._asked.is_open() or self.questions.own.waiting)
        self._claimed.set_open(self._claimed.is_open() or any(one.waiting for one in self.claims.entries))

    def _on_answered(self, answered: bool) -> None:
        book, case_id = self._desk.book, self.facts.case.id
        try:
            if answered:
                actions.mark_answered(book, case_id=case_id, on=self._desk.today())
            else:
                actions.take_back_answer(book, case_id=case_id)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            self._fill(anew=False)
        else:
            self.stored.emit()

    def _open_quick_path(self) -> None:
        from evenhand.ui.quick_path import open_quick_path

        self.take()
        open_quick_path(self._desk, self, case_id=self.facts.case.id, then=self.stored.emit)

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
