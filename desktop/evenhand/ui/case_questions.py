"""The questions put to a client in a case: few, ticked off when asked, with what was answered."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import formats, wording
from evenhand.domain.questions import BUDGET, CaseQuestion, questions_left
from evenhand.translation import _, language, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.book_knows import book_knows
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.case_fields import Entry
from evenhand.ui.desk import Desk
from evenhand.ui.question_list import QuestionListForm, questions_at_hand


class _Line(QWidget):
    """One question: asked or not; once asked, the answer stands beneath it."""

    def __init__(self, part: "QuestionsPart", text: str) -> None:
        super().__init__()
        self.text = text
        self.asked: CaseQuestion | None = None
        self._part = part
        self.check = kit.Check(text)
        self.check.clicked.connect(lambda ticked: part.on_tick(self, ticked))
        editor = kit.TextField(placeholder=_("What they said"))
        editor.setAccessibleName(_("Answer: {question}").format(question=text))
        self.answer = Entry("", editor, self._store)
        self.answer.field.label.hide()
        self._answer = kit.holder(kit.row(28, self.answer.field, spacing=0))
        self.setLayout(kit.column(self.check, self._answer, spacing=4))

    def _store(self, text: str) -> bool:
        return self.asked is not None and self._part.store_answer(replace(self.asked, answer=text))

    def show_asked(self, asked: CaseQuestion | None, *, anew: bool) -> None:
        self.asked = asked
        self.check.setChecked(asked is not None)
        self._answer.setVisible(asked is not None)
        if asked is not None:
            day = formats.short_date(asked.asked_on, language())
            self.answer.field.set_hint(_("Asked on {day}").format(day=day))
        self.answer.fill(asked.answer if asked else "", anew=anew)


class QuestionsPart(QWidget):
    """The list to tick off, one more of one's own, and what the book knows before a fourth is asked."""

    stored = Signal()
    looked_up = Signal(QWidget)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts: CaseFacts | None = None
        self._shown: list[_Line] = []
        self._wanted = ""  # a question beyond the budget that the owner hasn't decided on
        self.left = kit.label("", "secondary", "ink2", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self._own = kit.TextField()
        self.own = Entry(_("Another question"), self._own, lambda _text: False)
        self._own.returnPressed.connect(self._ask_own)
        ask = kit.button(_("I asked it"), "plain", on_click=self._ask_own)
        self._edit = kit.button(_("My questions"), "link", "pencil-simple", self._edit_list)
        self._build_lookup()
        own = kit.row(self.own.field, ask, spacing=8)
        own.setAlignment(ask, Qt.AlignmentFlag.AlignBottom)
        own.setStretch(0, 1)
        self.setLayout(kit.column(self.left, self._lines, self.lookup, own, kit.row(self._edit, None), spacing=8))

    def _build_lookup(self) -> None:
        self._known = kit.label("", "body", "ink", wrap=True)
        self._about = kit.label("", "body_strong", wrap=True)
        self._anyway = kit.button(_("Ask it all the same"), "plain", on_click=self._ask_wanted)
        leave = kit.button(_("It is answered here"), "ghost", on_click=self._leave_it)
        self.lookup = kit.surface(
            "notice",
            kit.column(
                self._about,
                kit.label(_("The book knows this already. Can it be looked up here?"), "body", "ink2", wrap=True),
                self._known,
                kit.row(self._anyway, leave, None),
                spacing=6,
                margins=(14, 10, 14, 10),
            ),
        )
        self.lookup.hide()

    # What the page asks for

    def summary(self) -> str:
        """How many were asked, in a few words."""
        asked = len(self._facts.asked) if self._facts else 0
        return ngettext("Questions to the client: {n} asked", "Questions to the client: {n} asked", asked)

    def show_facts(self, facts: CaseFacts, *, anew: bool) -> None:
        self._facts = facts
        if anew:
            self._wanted = ""
        self.own.fill("", anew=anew)
        self._place_lines(facts, anew)
        left = questions_left(facts.asked)
        if left > 0:
            self.left.setText(ngettext("{n} question is left of three.", "{n} questions are left of three.", left))
        else:
            self.left.setText(_("Three are asked. What more there is to know may stand in the book."))
        self._show_lookup()

    def _place_lines(self, facts: CaseFacts, anew: bool) -> None:
        asked = {one.question: one for one in facts.asked}
        texts = list(dict.fromkeys([*questions_at_hand(self._desk.book), *asked]))
        if texts != [line.text for line in self._shown]:
            known = {line.text: line for line in self._shown}
            for text in known.keys() - set(texts):
                gone = known.pop(text)
                self._lines.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
            self._shown = [known.get(text) or _Line(self, text) for text in texts]
            for place, line in enumerate(self._shown):
                self._lines.insertWidget(place, line)
            stops = [part for line in self._shown for part in (line.check, line.answer.editor)]
            kit.tab_before(self._anyway, *stops)
        for line in self._shown:
            line.show_asked(asked.get(line.text), anew=anew)

    def take(self) -> bool:
        """Stores the answers that stand typed."""
        taken = [line.answer.take() for line in self._shown]  # each of them, also after a refusal
        return all(taken)

    def waiting(self) -> dict[int, str]:
        """Answers that aren't in the book, by the number of their question."""
        return {line.asked.id: line.answer.text() for line in self._shown if line.asked and line.answer.waiting}

    def put_back(self, texts: dict[int, str]) -> None:
        for line in self._shown:
            if line.asked and line.asked.id in texts:
                line.answer.put(texts[line.asked.id])

    def answers(self) -> Sequence[Entry]:
        """The answers' fields that can be seen."""
        return [line.answer for line in self._shown if line.asked]

    # What the owner does

    def on_tick(self, line: _Line, ticked: bool) -> None:
        """Asked, or ticked by mistake."""
        if ticked:
            line.check.setChecked(False)  # until it's in the book
            self._ask(line.text)
        elif line.asked is not None:
            self._take_out(line.asked)

    def _ask_own(self) -> None:
        text = self.own.text()
        if not text:
            self.own.field.set_error(_("Write the question first."))
            self._own.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._ask(text)

    def _ask(self, text: str) -> None:
        assert self._facts is not None
        if any(one.question == text for one in self._facts.asked):
            self.own.put("")
            return
        if len(self._facts.asked) >= BUDGET:
            self._wanted = text
            self._show_lookup()
            self._anyway.setFocus(Qt.FocusReason.TabFocusReason)
            self.looked_up.emit(self.lookup)
            return
        self._write(text)

    def _ask_wanted(self) -> None:
        self._write(self._wanted)

    def _write(self, text: str) -> None:
        assert self._facts is not None
        question = CaseQuestion(0, self._facts.case.id, self._desk.today(), text)
        try:
            self._desk.book.asked.add(question)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        if self.own.text() == text:
            self.own.put("")
        self._wanted = ""
        self.own.field.set_error(None)
        self.stored.emit()
        for line in self._shown:
            if line.text == text and line.isVisible():
                line.answer.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _leave_it(self) -> None:
        if self.own.text() == self._wanted:
            self.own.put("")
        self._wanted = ""
        self._show_lookup()
        self._own.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_out(self, asked: CaseQuestion) -> None:
        try:
            asked = replace(asked, answer=next(one.answer.text() for one in self._shown if one.asked == asked))
            self._desk.book.asked.drop(asked.id)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
        else:
            self._desk.say(_("The question is taken out of the case."), _("Undo"), lambda: self._put_in_again(asked))
        self.stored.emit()

    def _put_in_again(self, asked: CaseQuestion) -> None:
        try:
            self._desk.book.asked.add(asked)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
        self.stored.emit()

    def store_answer(self, asked: CaseQuestion) -> bool:
        self._desk.book.asked.save(asked)
        self.stored.emit()
        return True

    def _edit_list(self) -> None:
        form = QuestionListForm(self._desk, self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.accepted.connect(self.stored)
        form.open()

    def _show_lookup(self) -> None:
        self.lookup.setVisible(bool(self._wanted))
        if self._wanted and self._facts is not None:
            self._about.setText(_("One more question: {question}").format(question=self._wanted))
            self._known.setText("\n".join(f"· {line}" for line in book_knows(self._desk.book, self._facts)))
