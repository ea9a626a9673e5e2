"""The questions to oneself: each with its answer, and a line to keep beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from evenhand.domain.intake import FitAnswer, IntakeAnswer
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.marks import COMFORTABLE, UNCOMFORTABLE, UNEASY
from evenhand.wording import intake as words

_MARKS = {FitAnswer.YES: COMFORTABLE, FitAnswer.UNSURE: UNEASY, FitAnswer.NO: UNCOMFORTABLE}
_LETTERS = {Qt.Key.Key_Y: FitAnswer.YES, Qt.Key.Key_U: FitAnswer.UNSURE, Qt.Key.Key_N: FitAnswer.NO}
_ENDINGS = {Qt.Key.Key_1: "welcome", Qt.Key.Key_2: "not_now", Qt.Key.Key_3: "decline_kindly"}
# Where these keys lie on the board, for a layout that has no Latin letters: X11 and Wayland, then Windows.
_PLACES = {
    29: FitAnswer.YES, 30: FitAnswer.UNSURE, 57: FitAnswer.NO,
    0x15: FitAnswer.YES, 0x16: FitAnswer.UNSURE, 0x31: FitAnswer.NO,
}  # fmt: skip


def answer_by(event: QKeyEvent) -> FitAnswer | None:
    """The answer that a key gives: Y, U or N, or what lies there on a keyboard without Latin letters."""
    if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
        return None
    found = _LETTERS.get(Qt.Key(event.key()))
    if found is None and event.text() and not event.text().isascii():
        return _PLACES.get(event.nativeScanCode())
    return found


def ending_by(event: QKeyEvent) -> str | None:
    """The command of the screen that ends the intake by Ctrl and a digit."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _ENDINGS.get(Qt.Key(event.key())) if held == Qt.KeyboardModifier.ControlModifier else None


def types_now() -> bool:
    """Whether what is pressed goes into a text."""
    here = QApplication.focusWidget()
    return isinstance(here, QLineEdit | QPlainTextEdit) and not here.isReadOnly()


class QuestionRow(QWidget):
    """One question. `answered` is sent for the owner's choice, `noted` while the line is typed."""

    answered = Signal()
    noted = Signal()

    def __init__(self, place: int, question: str) -> None:
        super().__init__()
        self.place, self.question = place, question
        self.note = kit.TextField("", _("Add a line for yourself"))
        self.note.setProperty("bare", "true")
        self.note.setTextMargins(-2, 0, 0, 0)  # in line with the question above
        kit.theme.dress(self.note, font="secondary", height=26)
        self.note.setAccessibleName(_("A line for yourself: {question}").format(question=question))
        items = [kit.SegmentItem(one, words.answer(one), _MARKS[one]) for one in FitAnswer]
        self.choice = kit.Segmented(items, question)
        self.choice.set_value(None)
        for one, key in zip(self.choice.buttons(), "YUN", strict=True):
            one.setToolTip(kit.tip(f"{one.text()}  ({key})"))
            one.setAccessibleDescription(question)
        texts = kit.column(kit.label(question, "body_strong", wrap=True), self.note, spacing=1)
        line = kit.row(texts, self.choice, spacing=16, margins=(0, 9, 0, 9))
        line.setStretch(0, 1)
        self.setLayout(kit.column(line, kit.hairline(), spacing=0))
        self.choice.chosen.connect(lambda _value: self.answered.emit())
        self.note.textEdited.connect(lambda _text: self.noted.emit())

    def show_answer(self, answer: FitAnswer | None, note: str, *, read_only: bool = False) -> None:
        """Shows what is kept, announcing nothing."""
        self.choice.set_value(answer)
        for one in self.choice.buttons():
            one.setEnabled(not read_only)
        if self.note.text() != note:
            self.note.setText(note)
        self.note.setReadOnly(read_only)
        self.note.setVisible(bool(note) or not read_only)

    def value(self) -> IntakeAnswer:
        """What stands here; it isn't in the book by that."""
        chosen = self.choice.value()
        answer = FitAnswer(str(chosen)) if chosen is not None else None
        return IntakeAnswer(0, 0, self.place, self.question, answer, self.note.text().strip())

    def focus(self) -> None:
        buttons = self.choice.buttons()
        now = next((one for one in buttons if one.isChecked()), buttons[0])
        now.setFocus(Qt.FocusReason.TabFocusReason)


class QuestionBlock(QWidget):
    """All of them under their title. `changed`: an answer; `typed`: a line; `answered_all`: the last one, by key."""

    changed = Signal()
    typed = Signal()
    answered_all = Signal()
    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[QuestionRow] = []
        self._title = kit.label("", "section", wrap=True)
        self.edit = kit.button(_("My questions"), "link", "pencil-simple", self.edit_wanted.emit)
        only = kit.label(_("Only you see the answers"), "secondary", "ink2")
        head = kit.row(self._title, self.edit, only, kit.IconLabel("lock-simple", "ink2", 16), spacing=10)
        head.setStretch(0, 1)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.setLayout(kit.column(head, kit.hairline(), self._lines, spacing=8))

    def show_questions(self, questions: Sequence[str], kept: Sequence[IntakeAnswer], *, read_only: bool) -> None:
        """Shows these, with what is kept of their answers."""
        count = len(questions)
        self._title.setText(words.how_many(count))
        self.edit.setVisible(not read_only)
        if [row.question for row in self.rows] != list(questions):
            self._build(questions)
        known = {one.question: one for one in kept}
        for row in self.rows:
            one = known.get(row.question)
            row.show_answer(one.answer if one else None, one.note if one else "", read_only=read_only)

    def _build(self, questions: Sequence[str]) -> None:
        before = self._current()
        for row in self.rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [QuestionRow(place, question) for place, question in enumerate(questions, 1)]
        for row in self.rows:
            self._lines.addWidget(row)
            row.answered.connect(self.changed)
            row.noted.connect(self.typed)
            row.note.editingFinished.connect(self.changed)
            for each in row.choice.buttons():
                each.installEventFilter(self)
        order: list[QWidget] = [self.edit]
        for row in self.rows:
            order += [*row.choice.buttons(), row.note]
        kit.tab_order(*order)
        if before is not None and self.rows:
            self.rows[min(before.place, len(self.rows)) - 1].focus()

    def answers(self) -> list[IntakeAnswer]:
        return [row.value() for row in self.rows]

    def _current(self) -> QuestionRow | None:
        here = QApplication.focusWidget()
        return next((row for row in self.rows if here is not None and row.isAncestorOf(here)), None)

    def answer_current(self, answer: FitAnswer) -> None:
        """Answers the question that has the focus, else the first that is open, and moves on to the next."""
        open_ones = [row for row in self.rows if row.value().answer is None]
        row = self._current() or next(iter(open_ones or self.rows), None)
        if row is None or not row.choice.buttons()[0].isEnabled():
            return
        row.choice.set_value(answer)
        row.answered.emit()
        following = self.rows[self.rows.index(row) + 1 :]
        if following:
            following[0].focus()
        else:
            row.focus()
            self.answered_all.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Up and down go from question to question; within one, left and right choose.
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            row = self._current()
            if way is not None and row is not None:
                place = self.rows.index(row) + way
                if 0 <= place < len(self.rows):
                    self.rows[place].focus()
                return True
        return super().eventFilter(watched, event)
