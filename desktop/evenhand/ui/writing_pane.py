"""Where a letter is written: its fields, the offer of another text, the subject, the text, and the notes beside it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from evenhand.letters.letter import LetterText
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.draft_at_hand import DraftAtHand
from evenhand.ui.letter_editor import LetterEditor
from evenhand.ui.letter_fields import LetterFields
from evenhand.ui.letter_figures import block_lines
from evenhand.ui.tone_check import ToneCheck
from evenhand.ui.tone_notes import ToneNotes

_NOTES_WIDE, _NOTES_NARROW = 196, 172  # pixels at 100 % text
_ROOMY, _BESIDE = 560, 480  # from here on the notes are wide, and stand beside the text at all
_TEXT_HIGH = 220  # a text lower than this is no pleasure to write; the fields above scroll away instead


class WritingPane(QWidget):
    """The parts of the composer that hold a draft. Filling them announces nothing."""

    typed = Signal()  # subject or text

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.fields = LetterFields(desk)
        self.subject = kit.TextField()
        self.editor = LetterEditor()
        self.editor.setAccessibleName(_("Text of the letter"))
        self.notes = ToneNotes()
        self.tone = ToneCheck(self.editor, self.notes)
        self._offer = kit.ElidedLabel("", "secondary", "ink3")
        self.anew = kit.button("", "link")
        self.change = kit.button(_("Change in the case"), "link")
        for each in (self.editor, self.notes):  # they take the room there is, and ask for no more
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._text = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._text.setSpacing(16)
        self._text.addWidget(self.editor, 1)
        self._text.addWidget(self.notes)
        body = kit.column(
            self.fields,
            kit.row(self._offer, self.anew, None, self.change, spacing=4),
            kit.Field(_("Subject"), self.subject),
            4,
            self._text,
            spacing=4,
            margins=(4, 4, 8, 4),
        )
        body.setStretch(body.count() - 1, 1)
        self.setLayout(kit.column(kit.scrolling(kit.holder(body))))
        self._taken: list[tuple[LetterText, LetterText]] = []
        self.subject.textEdited.connect(self._on_subject)
        self.editor.typed.connect(self._on_text)
        self.restyle()

    def restyle(self) -> None:
        self.editor.setMinimumHeight(kit.theme.px(_TEXT_HIGH))
        self._place_notes()

    def show_draft(self, at_hand: DraftAtHand) -> None:
        """The draft as it stands; the caret stays where the text stays."""
        self.fields.show_draft(at_hand)
        self.editor.show_blocks(block_lines(at_hand.stated))
        if at_hand.draft.subject != self.subject.text():
            self.subject.setText(at_hand.draft.subject)
        if at_hand.draft.body != self.editor.text():
            self.editor.set_text(at_hand.draft.body)
            self._taken.clear()
        kit.tab_order(*self.fields.in_order, self.anew, self.change, self.subject, self.editor)

    def show_offer(self, at_hand: DraftAtHand | None) -> None:
        """The quiet line on a text that was kept: why, and the one that could stand instead."""
        text, action = at_hand.offer() if at_hand else ("", "")
        self._offer.setText(text)
        self._offer.setVisible(bool(text))
        self.anew.setText(action)
        self.anew.setVisible(bool(action))
        self.change.setVisible(at_hand is not None and at_hand.draft.case_id is not None)

    def put_text(self, subject: str, body: str) -> None:
        """Another subject and text, as one step: undo in either takes both back."""
        self._taken.append((LetterText(self.subject.text(), self.editor.text()), LetterText(subject, body)))
        self._put_subject(subject)
        self.editor.replace_text(body)

    def _put_subject(self, subject: str) -> None:
        self.subject.blockSignals(True)  # Qt counts an insertion as typing
        self.subject.selectAll()
        self.subject.insert(subject)
        self.subject.blockSignals(False)

    def _on_text(self) -> None:
        """Its subject comes with a text that undo or redo brought back, unless it was changed since."""
        now = LetterText(self.subject.text(), self.editor.text())
        for before, after in self._taken:
            for here, there in ((before, after), (after, before)):
                if now.body == here.body and now.subject == there.subject != here.subject:
                    self._put_subject(here.subject)
                    self.typed.emit()
                    return
        self.typed.emit()

    def _on_subject(self) -> None:
        """Its text comes with a subject that undo or redo brought back."""
        now = LetterText(self.subject.text(), self.editor.text())
        undone = self.subject.isRedoAvailable()
        for before, after in self._taken:
            if undone and now == LetterText(before.subject, after.body):
                self.editor.undo()
            elif self.editor.document().isRedoAvailable() and now == LetterText(after.subject, before.body):
                self.editor.redo()
        self.typed.emit()

    def _place_notes(self) -> None:
        wide = self.width()
        beside = wide >= kit.theme.px(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._text.setDirection(direction)
        if beside:
            self.notes.setFixedWidth(kit.theme.px(_NOTES_WIDE if wide >= kit.theme.px(_ROOMY) else _NOTES_NARROW))
        else:
            self.notes.setMinimumWidth(0)
            self.notes.setMaximumWidth(16_777_215)  # Qt's own "as wide as you like"
            self.notes.setMinimumHeight(kit.theme.px(_TEXT_HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_notes()
