"""What every step of a case's screen does."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from evenhand import wording
from evenhand.domain.records import Case
from evenhand.translation import _
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

    def unsaved(self) -> bool:
        """Whether something typed was refused and would be lost with the window."""
        return any(entry.waiting and entry.field.error() for entry in self._entries)

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

    def _say_done(self, text: str, take_back: Callable[[], object]) -> None:
        """Says what was done, with Undo; when it can't be taken back any more, Undo says why."""

        def undo() -> None:
            try:
                take_back()
            except wording.KNOWN_ERRORS as error:
                self._desk.say(wording.sentence(error), failed=True)
            self.stored.emit()

        self._desk.say(text, _("Undo"), undo)

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
