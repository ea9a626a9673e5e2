"""Several issued letters at once: the bar under the list, one print job, copies in one folder."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar, QProgressDialog, QWidget

from evenhand.domain.records import Letter, LetterEventKind
from evenhand.translation import _, ngettext
from evenhand.ui.bars import Footer
from evenhand.ui.buttons import button
from evenhand.ui.desk import Desk
from evenhand.ui.labels import label
from evenhand.ui.letter_copies import FAILURES, documents, put_into, say_saved, tell
from evenhand.ui.letter_history import keep
from evenhand.ui.printing import Printed, letter_medium, print_pdf
from evenhand.ui.theme import theme

_A_FEW = 3  # so many are done before anybody could stop them


class Progress:
    """How far a longer act has come, with a button to stop it. It shows itself when there is more than a few."""

    def __init__(self, parent: QWidget, text: str, count: int) -> None:
        self._parent, self._text, self._count = parent, text, count
        self._box: QProgressDialog | None = None

    def go_on(self, number: int) -> bool:
        """Whether to do the one with this number, from 0; False once the owner has stopped it."""
        if self._count <= _A_FEW:
            return True
        if self._box is None:
            self._box = QProgressDialog("", _("Stop"), 0, self._count, self._parent)
            self._box.setLabel(label(self._text))  # its own would look for markup
            bar = QProgressBar()
            bar.setTextVisible(False)  # the bar is thinner than type
            self._box.setBar(bar)
            self._box.setMinimumWidth(theme.px(320))
            self._box.setWindowTitle("Evenhand")
            self._box.setWindowModality(Qt.WindowModality.WindowModal)
            self._box.setRange(0, self._count)
            self._box.setMinimumDuration(0)
            self._box.setAutoReset(False)
        self._box.setValue(number)  # takes clicks as well, being modal
        return not self._box.wasCanceled()

    def close(self) -> None:
        if self._box is not None:
            self._box.close()
            self._box.deleteLater()
            self._box = None


def print_letters(desk: Desk, parent: QWidget, letters: Sequence[Letter]) -> None:
    """Prints those that stand as one job; void ones are left out, and that is said."""
    standing = [letter for letter in letters if letter.voided_on is None]
    void = len(letters) - len(standing)
    left_out = ngettext("{n} void letter was left out.", "{n} void letters were left out.", void) if void else ""
    if not standing:
        desk.say(left_out, failed=True)
        return
    progress = Progress(parent, _("Printing the letters"), len(standing))
    pdfs = [desk.book.letters.pdf(letter.id) for letter in standing]
    try:
        done, printer = print_pdf(parent, pdfs, _("Letters"), letter_medium(desk.book), progress.go_on)
    finally:
        progress.close()
    if done is Printed.YES:
        amiss = keep(desk, LetterEventKind.PRINTED, *((letter.id, printer) for letter in standing))
        n = len(standing)
        text = ngettext("{n} letter went to the printer.", "{n} letters went to the printer.", n)
        desk.say(" ".join(part for part in (text, left_out, amiss) if part))
    elif done is Printed.FAILED:
        desk.say(_("The printer did not take the letters. They are kept here, and can be printed again."), failed=True)
    elif done is Printed.NO_PRINTER:
        save_letters(desk, parent, standing, _("There is no printer here: choose a folder for the PDFs"))
    elif printer:
        desk.say(_("Stopped. The printer may still bring out what it has already."), failed=True)


def save_letters(desk: Desk, parent: QWidget, letters: Sequence[Letter], title: str = "") -> None:
    """A copy of each letter in a folder that the owner chooses."""
    chosen = QFileDialog.getExistingDirectory(parent, title or _("A folder for the PDFs"), str(documents()))
    if not chosen:
        return
    there: list[Path] = []
    written: list[tuple[int, str]] = []
    progress = Progress(parent, _("Saving the letters"), len(letters))
    trouble: Exception | None = None
    try:
        for number, letter in enumerate(letters):
            if not progress.go_on(number):
                break
            path, anew = put_into(desk.book, letter, Path(chosen))
            there.append(path)
            if anew:
                written.append((letter.id, path.name))
    except FAILURES as error:
        trouble = error
    finally:
        progress.close()
    amiss = keep(desk, LetterEventKind.SAVED, *written)
    if trouble is not None:
        tell(desk, trouble)
    elif there:
        text = ngettext("{n} letter is in the folder as a PDF.", "{n} letters are in the folder as PDFs.", len(there))
        say_saved(desk, text, amiss, there[-1])


class ChosenBar(Footer):
    """What can be done with the letters chosen in the list; `chosen` gives their ids."""

    def __init__(self, desk: Desk, parent: QWidget, chosen: Callable[[], Sequence[int]]) -> None:
        super().__init__()
        self._desk, self._parent, self._chosen = desk, parent, chosen
        self.print_button = button(_("Print"), "primary", "printer", self.print)
        self.save_button = button(_("Save as PDFs"), "plain", "download-simple", self.save)
        self.envelopes_button = button(_("Envelopes or labels"), "plain", "envelope-simple", self.print_envelopes)
        self.add(self.envelopes_button, self.save_button, self.print_button)
        self.show_count()

    def show_count(self) -> None:
        """How many are chosen, and how to choose while none is."""
        n = len(self._chosen())
        self.set_state(
            ngettext("{n} letter chosen", "{n} letters chosen", n) if n else _("Click the letters, or press Ctrl A.")
        )
        for each in (self.envelopes_button, self.save_button, self.print_button):
            each.setEnabled(n > 0)

    def _letters(self) -> list[Letter]:
        return [self._desk.book.letters.get(id_) for id_ in self._chosen()]

    def print(self) -> None:
        if letters := self._letters():
            print_letters(self._desk, self._parent.window(), letters)

    def save(self) -> None:
        if letters := self._letters():
            save_letters(self._desk, self._parent.window(), letters)

    def print_envelopes(self) -> None:
        """For the clients of the chosen letters, each once."""
        letters = self._letters()
        if not letters:
            return
        from evenhand.ui.envelope_form import envelope_form

        if form := envelope_form(self._desk, [one.client_id for one in letters], self._parent, letters):
            form.finished.connect(form.deleteLater)
            form.open()
