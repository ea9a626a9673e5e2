"""The texts that letters begin with: the built-in ones to read, and the owner's own in their place."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from evenhand import translation, wording
from evenhand.domain.records import LETTER_LANGUAGES, LetterKind, LetterTextOfOwn, Owner
from evenhand.letters.letter import LetterRefused, LetterText
from evenhand.letters.mending import Spot, spot
from evenhand.letters.trial import invented_owner
from evenhand.storage.book import Kind
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.preview_pane import at_rest, lay_out
from evenhand.ui.sample_pages import Sample, SamplePages, draw_sample
from evenhand.ui.text_at_hand import TextAtHand, record_of, text_of_record
from evenhand.ui.text_pane import TextPane
from evenhand.wording.text_mistakes import text_mistake

KEEP_MS = 400  # after the last key
_ROOMY = 1240  # from here on the page is wide as well


class TextsScreen(QWidget):
    """One text at a time. What is typed is in the book a moment later; letters begin with it once it's saved."""

    kinds = frozenset({Kind.OWNER, Kind.LETTERS})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Spot | None = None
        self._in_subject = False
        self._drawn_for: tuple[Owner, str, LetterKind, Sample, LetterText] | None = None
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_MS)
        self._keeping.timeout.connect(self.leave)
        owner = desk.book.owner.get()
        own = owner.letterheads[0].language if owner else translation.language()
        self._at_hand = TextAtHand(
            desk.book, LetterKind.ACKNOWLEDGEMENT, own if own in LETTER_LANGUAGES else LETTER_LANGUAGES[0]
        )
        self._build()
        self._show()
        self.focus_first = self.pane.kind.setFocus

    @property
    def record(self) -> int:
        """The kind and language in view, as `show_record` takes them."""
        return record_of(self._at_hand.kind, self._at_hand.language)

    # Building

    def _build(self) -> None:
        self.header = kit.Header(_("Letter texts"))
        self.pane, self.page = TextPane(), SamplePages()
        self.mistake = self.pane.mistake
        self.back_button = kit.button(_("Back to the built-in text"), "plain", "", self.go_back)
        self.own_button = kit.button(_("Make it my own"), "primary", "pencil-simple", self.make_own)
        self.save_button = kit.button(_("Save"), "primary", "floppy-disk", self.save)
        self.footer = kit.Footer()
        self.take_button = kit.button(_("Take the new one"), "plain", "", self.go_back)
        self.keep_button = kit.button(_("Keep mine"), "primary", "", self.keep_mine)
        self.footer.add(self.back_button, self.take_button, self.keep_button, self.own_button, self.save_button)
        body = kit.column(kit.row(self.header, margins=(4, 0, 8, 0)), self.pane, spacing=6, margins=(28, 20, 12, 0))
        body.setStretch(1, 1)
        lay_out(self, body, self.footer, self.page)
        self.pane.kind.chosen.connect(lambda kind: self._choose(kind, self._at_hand.language))
        self.pane.language.chosen.connect(lambda code: self._choose(self._at_hand.kind, str(code)))
        self.pane.typed.connect(self._on_typed)
        self.pane.own_wanted.connect(self.own_button.setFocus)
        self.mistake.mend.connect(self.mend)
        self.mistake.go_there.connect(self.go_to_mistake)
        self.page.chosen.connect(lambda: self._look(soon=False))
        self.page.drawn.connect(lambda _pdf: self._lift())
        self.page.refused.connect(self._refuse)
        kit.on_ctrl_enter(self, self.save)

    # Showing

    def show_record(self, record: int) -> None:
        """Opens the text of a kind and language, by `record_of`."""
        self._choose(*text_of_record(record))

    def refresh(self) -> None:
        """Takes over what the book holds now, unless it's what this screen wrote itself."""
        self._at_hand.read()
        self._show()

    def _choose(self, kind: LetterKind, language: str) -> None:
        if not self.leave():
            self._show_choice()  # what is typed here and can't be kept stays in view
            return
        self._at_hand = TextAtHand(self._desk.book, kind, language)
        self._lift()
        self.page.forget()
        self._drawn_for = None
        self._show()

    def _show_choice(self) -> None:
        self.pane.show_choice(self._desk.book.letter_texts.all(), self._at_hand)

    def _show(self) -> None:
        self._show_choice()
        self.pane.show_text(self._at_hand)
        self._show_state()
        self._look(soon=False)

    def _show_state(self, trouble: str = "") -> None:
        at_hand, own = self._at_hand, self._at_hand.own is not None
        self.own_button.setVisible(not own)
        self.back_button.setVisible(own and not at_hand.has_newer)
        for each in (self.take_button, self.keep_button):
            each.setVisible(at_hand.has_newer)
        self.save_button.setVisible(own and not at_hand.has_newer)
        self.save_button.setEnabled(not at_hand.is_in_use)
        if not own:
            line = _("Built in. To change it, make a copy of your own.")
        elif at_hand.is_in_use:
            line = _("Your own. New letters of this kind begin with it.")
        else:
            line = _("Your own, changed. New letters begin with it once you save it.")
        self.header.set_texts(_("Letter texts"), line)
        if trouble:
            self.footer.set_state(trouble, "badx", "warning-circle")
        else:
            self.footer.set_state("" if not own or at_hand.is_in_use else _("What you type is kept."))

    def _look(self, *, soon: bool) -> None:
        """Tries the text and draws its page for the invented client; with `soon` once the typing rests."""
        at_hand = self._at_hand
        owner = self._desk.book.owner.get() or invented_owner(at_hand.language)
        kind, language, text, sample = at_hand.kind, at_hand.language, at_hand.text, self.page.sample
        wanted = owner, language, kind, sample, text
        if wanted != self._drawn_for:
            self._drawn_for = wanted
            self.page.show_drawing(lambda: draw_sample(*wanted), soon=soon)

    # Writing

    def _on_typed(self) -> None:
        self._at_hand.write(self.pane.subject.text(), self.pane.editor.text())
        self._keeping.start()
        self._show_state()
        self._look(soon=True)

    def make_own(self) -> None:
        """A copy of the built-in text, to be changed."""
        if self._dared(self._at_hand.make_own):
            self._show()
            self.pane.editor.setFocus()

    def leave(self) -> bool:
        """Writes what was typed into the book; False when it can't be, and the footer says why."""
        self._keeping.stop()
        return self._dared(self._at_hand.keep)

    def save(self) -> bool:
        """From now on letters begin with the text; refused while there's a mistake in it, and nothing typed is lost."""
        if self._at_hand.own is None or self._at_hand.is_in_use:
            return False
        return self._put_in_use(with_newer=False)

    save_draft = save  # as the window's menu calls it

    def keep_mine(self) -> None:
        """The owner has seen the newer built-in text and stays with the own one."""
        if self._at_hand.has_newer and self._put_in_use(with_newer=True):
            self.pane.editor.setFocus()

    def _put_in_use(self, *, with_newer: bool) -> bool:
        if not self.leave():
            return False
        at_rest()  # the page is tried here, and only one may be drawn at a time
        try:
            self._at_hand.put_in_use(with_newer=with_newer)
        except LetterRefused as refused:
            self._refuse(refused)
            self.go_to_mistake()
            return False
        except wording.KNOWN_ERRORS as error:
            self._show_state(wording.sentence(error))
            return False
        self._show()
        self._desk.say(_("Saved. New letters of this kind begin with your text."))
        return True

    def go_back(self) -> None:
        """The built-in text again; the own one can be had back at once."""
        at_hand, found = self._at_hand, list[LetterTextOfOwn | None]()
        self._keeping.stop()
        if self._dared(lambda: found.append(at_hand.go_back())) and (own := found[0]) is not None:
            self._lift()
            self._show()
            self.own_button.setFocus()
            self._desk.say(_("Back to the built-in text."), _("Undo"), lambda: self._bring_back(own))

    def _bring_back(self, own: LetterTextOfOwn) -> None:
        self._dared(lambda: self._desk.book.letter_texts.save(own))

    def _dared(self, act: object) -> bool:
        """Whether the book could take it; where it couldn't, the footer says why."""
        assert callable(act)
        try:
            act()
        except wording.KNOWN_ERRORS as error:
            self._show_state(wording.sentence(error))
            return False
        self._show_state()
        return True

    # A mistake

    def _refuse(self, error: Exception) -> None:
        at_hand = self._at_hand
        self.pane.unmark()
        self._found = None
        if isinstance(error, LetterRefused):
            self._in_subject = error.details.get("place") == "subject"
            source = at_hand.text.subject if self._in_subject else at_hand.text.body
            self._found = spot(source, error)
            sentence = text_mistake(error, at_hand.kind, self._found)
            self.pane.editor.show_unprintable(str(error.details.get("character", "")))
        else:
            sentence = wording.sentence(error)
        found = self._found
        if found is not None:
            self.pane.mark(found.start, found.end, in_subject=self._in_subject)
        self.page.note.setText(_("The page as it was before.") if self.page.pages else "")
        self.mistake.say(sentence, has_place=found is not None, can_mend=bool(found and found.mend))

    def _lift(self) -> None:
        self._found = None
        self.page.note.clear()
        self.pane.unmark()

    def go_to_mistake(self) -> None:
        """The keyboard to where the mistake stands."""
        if self._found is not None:
            self.pane.go_to(self._found.start, self._found.end, in_subject=self._in_subject)

    def mend(self) -> None:
        """Writes what was probably meant, as one step that undo takes back."""
        change = self._found.mend if self._found else None
        text = self._at_hand.text
        if change is None:
            return
        if self._in_subject:
            self.pane.put_text(change.applied(text.subject), text.body)
        else:
            self.pane.editor.replace(change.start, change.end, change.words)
        self._lift()
        self._on_typed()
        (self.pane.subject if self._in_subject else self.pane.editor).setFocus()

    def choose_kind(self) -> None:
        """The keyboard to the choice of the kind."""
        self.pane.kind.setFocus()

    def offers(self, command: str) -> bool:
        """Whether a command of the menus has something to act on now."""
        if command == "keep_mine":
            return self._at_hand.has_newer
        return command != "save_draft" or not self._at_hand.is_in_use

    # The widget's own events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.page.set_narrow(event.size().width() < kit.theme.px(_ROOMY))
