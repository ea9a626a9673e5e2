"""Writing a letter: its fields and text, the page beside it as it will be printed, and issuing it."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from evenhand import actions, wording
from evenhand.domain.records import LetterDraft, LetterKind
from evenhand.letters.letter import LetterFacts, LetterText
from evenhand.storage.book import Kind
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.as_client import AsClient
from evenhand.ui.desk import Desk, Place
from evenhand.ui.draft_at_hand import DraftAtHand
from evenhand.ui.letter_troubles import LetterTroubles
from evenhand.ui.letter_warnings import warnings_for
from evenhand.ui.preview_pane import PreviewPane, at_rest, draw_pdf, lay_out
from evenhand.ui.printing import print_letter
from evenhand.ui.writing_pane import WritingPane

SAVE_MS = 400  # after the last key
_NARROW = 1000


class LetterScreen(QWidget):
    """One draft. What is typed is in the book a moment later; issuing gives it a number and locks it."""

    kinds = frozenset({Kind.OWNER, Kind.CLIENTS, Kind.ORDERS, Kind.CASES, Kind.LETTERS, Kind.BONUSES})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._at_hand: DraftAtHand | None = None
        self._drawn_for: tuple[LetterFacts, LetterKind, LetterText] | None = None
        self._issuing = False
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_MS)
        self._saving.timeout.connect(self.save_draft)
        self._build()
        self._show()
        self.focus_first = self.editor.setFocus

    @property
    def record(self) -> int:
        """The draft that is open, 0 when none is."""
        return self._at_hand.draft.id if self._at_hand else 0

    # Building

    def _build(self) -> None:
        self.header = kit.Header(_("Letter"))
        self.as_client_button = kit.button(_("As the client"), "plain", "eye", self.as_client)
        self.as_client_button.setToolTip(kit.tip(_("Only what the client will see, large  (F11)")))
        self.header.add_action(self.as_client_button)
        self.pane = WritingPane(self._desk)
        self.fields, self.subject, self.editor = self.pane.fields, self.pane.subject, self.pane.editor
        self.notes, self.tone = self.pane.notes, self.pane.tone
        self.anew, self.change = self.pane.anew, self.pane.change
        # By name for the menus.
        self.next_note, self.previous_note = partial(self.tone.step, 1), partial(self.tone.step, -1)
        self.use_sentence, self.keep_mine = self.tone.use_current, self.tone.keep_current
        self.footer = kit.Footer()
        self.save_button = kit.button(_("Save draft"), "plain", "floppy-disk", self.save_draft)
        self.issue_button = kit.button(_("Issue and print"), "primary", "printer", self.issue)
        self.footer.add(self.save_button, self.issue_button)
        self.page = PreviewPane()
        self.troubles = LetterTroubles(self.pane, self.page, self.footer)
        self._body = kit.column(kit.row(self.header, margins=(4, 0, 8, 0)), self.pane, spacing=6)
        self._body.setStretch(1, 1)
        lay_out(self, self._body, self.footer, self.page)
        self.fields.client_wanted.connect(self.show_client)
        self.fields.kind.chosen.connect(lambda kind: self._write_for(kind=kind))
        self.fields.language.chosen.connect(lambda code: self._write_for(code=code))
        self.fields.typed.connect(self._on_field)
        self.pane.typed.connect(self._on_typed)
        self.pane.anew.clicked.connect(self.take_text_anew)
        self.pane.change.clicked.connect(self.show_case)
        self.tone.counted.connect(self.troubles.note)
        self.tone.decided.connect(self._on_decided)
        self.page.drawn.connect(lambda _pdf: self.troubles.lift())
        self.page.refused.connect(self.troubles.refuse)
        kit.tab_order(self.editor, self.save_button, self.issue_button)
        kit.on_ctrl_enter(self, self.issue)

    # Showing

    def show_record(self, id: int) -> None:
        """Opens the draft with this id."""
        if self.record == id:
            self._follow_the_day()
            return
        if not self.leave():  # it stays here, unsaved, and says why in its own line
            self._desk.say(_("The letter that is open could not be saved, so it stays open."), failed=True)
            return
        self._drawn_for = None
        self.page.forget()
        try:
            self._at_hand = DraftAtHand(self._desk.book, id, self._desk.today)
        except wording.KNOWN_ERRORS as error:
            self._at_hand = None
            self.header.set_texts(_("Letter"))
            self._desk.say(wording.sentence(error), failed=True)
        self._show()

    def refresh(self) -> None:
        """Reads the figures of the case anew; what the owner wrote stays."""
        if self._at_hand is not None and not self._issuing:
            self._at_hand.read()
            self._show()

    def _follow_the_day(self) -> None:
        """A draft left open overnight carries the new day, and so does what was counted from the old one."""
        if self._at_hand is not None and self._at_hand.of_another_day:
            self.refresh()

    def _show(self) -> None:
        at_hand = self._at_hand
        for each in (self.pane, self.as_client_button, self.save_button, self.issue_button):
            each.setEnabled(at_hand is not None)
        self.pane.show_offer(at_hand)
        if at_hand is None:
            self.tone.forget()
            self.notes.show_cautions(())
            return
        self._show_facts(at_hand)
        expected = self._desk.book.letters.expected_number(at_hand.draft.kind, self._desk.today().year)
        self.page.foot.setText(_("Issuing gives it number {number} and locks the text.").format(number=expected))
        self._show_state()
        self._look(soon=False)

    def _show_facts(self, at_hand: DraftAtHand) -> None:
        self.pane.show_draft(at_hand)
        self.notes.show_cautions(warnings_for(self._desk.book, at_hand.draft, at_hand.facts, self._desk.today()))

    def _show_state(self, trouble: str = "") -> None:
        if self._at_hand is None:
            return
        state = _("Draft, not saved yet. {trouble}").format(trouble=trouble) if trouble else self._at_hand.state()
        self.header.set_texts(_("Letter to {name}").format(name=self._at_hand.facts.client.name), state)
        kit.set_tone(self.header.line, "badx" if trouble else "ink2")

    # Writing

    def _on_typed(self) -> None:
        if self._at_hand is not None:
            self._at_hand.write(self.subject.text(), self.editor.text())
            self._touch(soon=True)

    def _on_field(self, name: str, value: str) -> None:
        if self._at_hand is not None:
            self._at_hand.write_field(name, value)
            self._show_facts(self._at_hand)
            self._touch(soon=True)

    def _touch(self, *, soon: bool) -> None:
        self._saving.start()
        self.pane.show_offer(self._at_hand)
        self._look(soon=soon)

    def _write_for(self, *, kind: LetterKind | None = None, code: str | None = None) -> None:
        if self._at_hand is not None and self._at_hand.write_for(kind=kind, code=code):
            self.save_draft()
            self._show()

    def take_text_anew(self) -> None:
        """Puts the text of the kind and language, filled with the case's figures, in the place of the owner's."""
        text = self._at_hand.take_suggested() if self._at_hand else None
        if text is not None:
            self.pane.put_text(text.subject, text.body)
            self._touch(soon=False)
            self.editor.setFocus()

    def save_draft(self) -> bool:
        """Writes the draft into the book, where it isn't yet; False when it can't, and the state line says why."""
        self._saving.stop()
        if self._at_hand is None:
            return True
        try:
            self._at_hand.save(datetime.now().astimezone().replace(tzinfo=None, microsecond=0))
        except wording.KNOWN_ERRORS as error:
            self._show_state(wording.sentence(error))
            return False
        self._show_state()
        return True

    leave = save_draft  # as the window calls it

    def throw_away(self) -> None:
        """Takes the draft out of the book; it can be had back at once."""
        if self._at_hand is None or not self.save_draft():
            return
        draft = self._at_hand.draft
        try:
            self._desk.book.letters.drop_draft(draft.id)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        self._at_hand = None
        self._desk.go(Place.LETTERS, 0)
        self._desk.say(_("The draft is thrown away."), _("Undo"), lambda: self._bring_back(draft))

    def _bring_back(self, draft: LetterDraft) -> None:
        self._desk.go(Place.LETTER, self._desk.book.letters.save_draft(replace(draft, id=0)).id)

    def _look(self, *, soon: bool) -> None:
        """Draws the page and reads the tone; with `soon` once the typing rests."""
        at_hand = self._at_hand
        if at_hand is None:
            return
        draft = at_hand.draft
        self.tone.read(at_hand, soon=soon)
        wanted = at_hand.facts, draft.kind, at_hand.text_to_draw
        if wanted != self._drawn_for:
            self._drawn_for = wanted
            self.page.show_drawing(lambda: draw_pdf(*wanted), soon=soon)
        self.troubles.show(at_hand)

    def _on_decided(self, kept: frozenset[str]) -> None:
        if self._at_hand is not None:
            self._at_hand.keep_as_written(kept)
            self._saving.start()

    def as_client(self) -> None:
        """Only the page as it stands, over the whole window; private things aren't on it."""
        if self._at_hand is None:
            return
        at_rest()
        try:
            pdf = draw_pdf(self._at_hand.facts, self._at_hand.draft.kind, self._at_hand.text_to_draw)
        except wording.KNOWN_ERRORS as error:
            self.troubles.refuse(error)
            return
        AsClient(self, pdf)

    def offers(self, command: str) -> bool:
        """Whether a command of the menus has something to act on now."""
        if command in ("next_note", "previous_note", "use_sentence", "keep_mine"):
            return bool(self.notes.findings)
        return self._at_hand is not None

    # Issuing and leaving for elsewhere

    def issue(self) -> None:
        """Gives the letter its number, locks it, and goes on to print it."""
        at_hand = self._at_hand
        if at_hand is None or self._issuing or not self.save_draft():
            return
        before, ready = at_hand.kept(), self._desk.ready_for_letter(at_hand.draft.case_id)
        self._follow_the_day()
        if not ready or at_hand.kept() is not before:
            return  # the owner's text tells of an older day or sum, and the pane says so
        if (gap := self.fields.show_missing(at_hand)) is not None:
            gap.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._issuing = True
        self.issue_button.setEnabled(False)
        at_rest()
        try:
            letter = actions.issue_letter(
                self._desk.book, draft=at_hand.draft, operation_id=at_hand.operation_id, issued_on=self._desk.today()
            )
        except wording.KNOWN_ERRORS as error:
            self.troubles.refuse(error)
            self.issue_button.setEnabled(True)
            return
        finally:
            self._issuing = False
        self._at_hand = None
        self._show()
        self.header.set_texts(_("Letter {number}").format(number=letter.number), _("Issued"))
        self.page.foot.clear()
        self._desk.go(Place.LETTERS, letter.id)
        print_letter(self._desk, self.window(), letter)

    def show_case(self) -> None:
        if self._at_hand is not None and self._at_hand.draft.case_id is not None:
            self._desk.go(Place.CASE, self._at_hand.draft.case_id)

    def show_client(self) -> None:
        if self._at_hand is not None:
            self._desk.go(Place.CLIENTS, self._at_hand.draft.client_id)

    # The widget's own events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < kit.theme.px(_NARROW)
        self.page.set_narrow(narrow)
        self._body.setContentsMargins(16 if narrow else 28, 18 if narrow else 22, 12, 8)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save_draft()
