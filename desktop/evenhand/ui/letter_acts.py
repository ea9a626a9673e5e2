"""What can be done with one issued letter: to paper, to the mail program, to a file; voiding it, and replacing it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from evenhand import actions, wording
from evenhand.domain.records import Letter, LetterEventKind
from evenhand.translation import _
from evenhand.ui.desk import Desk, Place
from evenhand.ui.emailing import hand_over
from evenhand.ui.form import Form
from evenhand.ui.letter_copies import save_copy, show_pdf
from evenhand.ui.letter_history import keep
from evenhand.ui.notice import ask
from evenhand.ui.printing import print_letter


class LetterActs:
    """The acts on the letter in hand. `parent` is where dialogs open; `on_no_program` hears of a draft nobody took."""

    def __init__(self, desk: Desk, parent: QWidget, on_no_program: Callable[[], object]) -> None:
        self._desk, self._parent, self._on_no_program = desk, parent, on_no_program
        self._copies: dict[int, Path] = {}  # where letters were saved while the window was open
        self._agreed: set[int] = set()  # void letters that the owner wants out all the same
        self.letter: Letter | None = None
        self.form: Form | None = None

    def can_void(self) -> bool:
        return self.letter is not None and self.letter.voided_on is None

    def can_replace(self) -> bool:
        """Whether the letter is void, and no letter that stands has taken its place."""
        letter = self.letter
        if letter is None or letter.voided_on is None:
            return False
        after = self._desk.book.letters.replacement_of(letter.id)
        return after is None or after.voided_on is not None

    def fill(self, menu: QMenu) -> None:
        """All that can be done now, as a menu."""
        menu.clear()
        ends: list[tuple[str, Callable[[], object]]] = []
        if self.can_void():
            ends.append((_("Void the letter"), self.void))
        if self.can_replace():
            ends.append((_("Write a replacement"), self.replace))
        groups: tuple[list[tuple[str, Callable[[], object]]], ...] = (
            [(_("Print"), self.print), (_("E-mail draft"), self.email), (_("Save a copy"), self.save)],
            [(_("Show PDF in folder"), self.show_pdf), (_("Copy text"), self.copy_text)],
            [(_("Print envelope or label"), self.print_envelope), (_("Page setup"), self.set_up_page)],
            ends,
        )
        for group in groups:
            menu.addSeparator()
            for text, act in group:
                menu.addAction(text).triggered.connect(lambda _checked=False, act=act: act())

    # Out of the book

    def print(self) -> None:
        """Prints the bytes of the book."""
        self._unless_void(
            _("{number} is void, and the paper won't show it. Print it all the same?"),
            _("Print it"),
            lambda letter: print_letter(self._desk, self._parent.window(), letter),
        )

    def email(self) -> None:
        """Hands the letter to the mail program as a draft."""
        self._unless_void(
            _("{number} is void, and the PDF doesn't show it. Make an e-mail draft all the same?"),
            _("Make the draft"),
            lambda letter: hand_over(self._desk, letter) or self._on_no_program(),
        )

    def _unless_void(self, question: str, yes: str, act: Callable[[Letter], object]) -> None:
        """Does it; for a void letter it asks first, and for each such letter once."""
        letter = self.letter
        if letter is None:
            return
        if letter.voided_on is None or letter.id in self._agreed:
            act(letter)
            return

        def agreed() -> None:
            self._agreed.add(letter.id)
            act(letter)

        ask(question.format(number=letter.number), yes, _("Leave it"), self._parent.window(), agreed)

    def save(self) -> None:
        """Saves the bytes of the book as a file."""
        letter = self.letter
        if letter is not None and (path := save_copy(self._desk, self._parent.window(), letter)) is not None:
            self._copies[letter.id] = path

    def show_pdf(self) -> None:
        """Shows the copy that was saved last, or one that is made for it."""
        letter = self.letter
        if letter is not None and (path := show_pdf(self._desk, letter, self._copies.get(letter.id))) is not None:
            self._copies[letter.id] = path

    def copy_text(self) -> None:
        """Puts the letter as plain text on the clipboard."""
        if (letter := self.letter) is None:
            return
        try:
            text = actions.plain_text(self._desk.book, letter_id=letter.id)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        QApplication.clipboard().setText(text)
        amiss = keep(self._desk, LetterEventKind.COPIED, (letter.id, ""))
        self._desk.say(f"{_('The text of {number} is copied.').format(number=letter.number)} {amiss}".strip())

    def print_envelope(self) -> None:
        """Asks for the envelope or the label, and prints the client's address on it."""
        if self.letter is not None:
            from evenhand.ui.envelope_form import envelope_form

            form = envelope_form(self._desk, (self.letter.client_id,), self._parent, (self.letter,))
            if form is not None:
                self._open(form)

    def set_up_page(self) -> None:
        """Where prints fall on the paper, and a test sheet to see it."""
        from evenhand.ui.page_setup import page_setup

        if form := page_setup(self._desk, self._parent):
            self._open(form)

    # Void, and what takes its place

    def void(self) -> None:
        """Asks why, and voids the letter; a replacement is offered."""
        letter = self.letter
        if letter is None or not self.can_void():
            return
        from evenhand.ui.voiding import VoidForm

        text = _("{number} is void.").format(number=letter.number)
        self._open(
            VoidForm(self._desk, letter, self._parent),
            lambda: self._desk.say(text, _("Write a replacement"), self.replace),
        )

    def replace(self) -> None:
        """Goes on to the draft that is to take the void letter's place."""
        if self.letter is None or not self.can_replace():
            return
        try:
            draft = actions.replace_letter(self._desk.book, letter_id=self.letter.id, today=self._desk.today())
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        self._desk.go(Place.LETTER, draft.id)

    def _open(self, form: Form, then: Callable[[], object] = lambda: None) -> None:
        if self.form is not None:  # a second click
            form.deleteLater()
            return
        self.form = form
        form.accepted.connect(then)
        form.finished.connect(lambda _result: self._on_closed(form))
        form.open()

    def _on_closed(self, form: Form) -> None:
        self.form = None
        form.deleteLater()
