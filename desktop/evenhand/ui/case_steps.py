"""What every step of a case's screen does, and its first step: finding the cause."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenhand import formats, wording
from evenhand.domain.case import Missing
from evenhand.domain.records import Case, Cause, LetterKind, Responsibility
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.case_fields import Entry
from evenhand.ui.desk import Desk


class StepPage(QWidget):
    """One step of a case. Showing never saves; what the owner changes is stored at once, or said why not."""

    stored = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts: CaseFacts | None = None
        self._entries: list[Entry] = []

    @property
    def facts(self) -> CaseFacts:
        assert self._facts is not None
        return self._facts

    def show_facts(self, facts: CaseFacts, *, anew: bool) -> None:
        """Shows the facts; `anew` when the case is another than before, so that nothing typed belongs to it."""
        self._facts = facts
        self._fill(anew)

    def _fill(self, anew: bool) -> None:
        raise NotImplementedError

    def open_points(self) -> Sequence[tuple[str, QWidget]]:
        """What this page still lacks, each as one sentence with the widget to go to."""
        return ()

    def take(self) -> bool:
        """Stores what stands typed in the fields; False when something can't be taken."""
        taken = [entry.take() for entry in self._entries]  # each of them, also after a refusal
        return all(taken)

    def refused(self) -> tuple[str, QWidget] | None:
        """The first field whose text can't be taken: its sentence and its editor."""
        for entry in self._entries:
            if entry.field.isVisibleTo(self) and (sentence := entry.field.error()):
                return sentence, entry.editor
        return None

    def waiting(self) -> dict[int, str]:
        """Typed texts that aren't in the book, by the number of their field."""
        return {number: entry.text() for number, entry in enumerate(self._entries) if entry.waiting}

    def put_back(self, texts: dict[int, str]) -> None:
        """Writes such texts into their fields again, unstored as they were."""
        for number, text in texts.items():
            self._entries[number].put(text)

    def _save(self, case: Case) -> bool:
        self._desk.book.cases.save(case)
        self.stored.emit()
        return True

    def _case(self, **changes: Any) -> Case:
        """The case as the book holds it now, with changes."""
        return replace(self._desk.book.cases.get(self.facts.case.id), **changes)

    def _choose(self, **changes: Any) -> None:
        """Stores a choice; when that fails the control goes back and the sentence is said."""
        try:
            self._save(self._case(**changes))
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            self._fill(anew=False)


def heading(question: str, line: str) -> QWidget:
    """The question of a step in serif, and the sentence beneath it."""
    return kit.holder(
        kit.column(kit.label(question, "question", wrap=True), kit.label(line, "body", "ink2", wrap=True), spacing=4)
    )


def captioned(name: str, control: QWidget) -> QWidget:
    """A control that isn't a field, under its caption."""
    return kit.holder(kit.column(kit.caption(name), control, spacing=4))


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


def first_stop(page: QWidget) -> QWidget | None:
    """The first part of a page that Tab would come to."""
    found = page.nextInFocusChain()
    while found is not None and page.isAncestorOf(found):
        if found.focusPolicy() & Qt.FocusPolicy.TabFocus and found.isVisibleTo(page) and found.isEnabled():
            return found
        found = found.nextInFocusChain()
    return None


def focus(widget: QWidget) -> None:
    """Moves the focus as Tab would, so that the ring shows where it went."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
