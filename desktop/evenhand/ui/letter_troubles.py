"""What keeps a letter from going out, all of it at once, and how much there is to look at besides."""

from evenhand import wording
from evenhand.domain.case import CaseRefused
from evenhand.letters.letter import LetterRefused
from evenhand.translation import ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.draft_at_hand import DraftAtHand
from evenhand.ui.preview_pane import PreviewPane
from evenhand.ui.writing_pane import WritingPane


class LetterTroubles:
    """Gathers what the fields lack and what the page refuses; says it under the page, and the count in the footer."""

    def __init__(self, pane: WritingPane, page: PreviewPane, footer: kit.Footer) -> None:
        self._pane, self._page, self._footer = pane, page, footer
        self._at_hand: DraftAtHand | None = None
        self._refusal = ""
        self._noted = 0

    def show(self, at_hand: DraftAtHand | None) -> None:
        """The draft as it stands now."""
        self._at_hand = at_hand
        troubles = self._pane.fields.open_points(at_hand) if at_hand else []
        if self._refusal and self._refusal not in troubles:
            troubles.append(self._refusal)
        pages = self._page.pages
        runs = "" if pages < 2 else ngettext("Runs to {n} page.", "Runs to {n} pages.", pages)
        self._page.note.setText("\n".join(troubles) or runs)
        kit.set_tone(self._page.note, "uneasyx" if troubles else "ink3")
        self._pane.notes.show_troubled(bool(troubles))
        number = len(troubles) + self._noted
        self._footer.set_state(ngettext("{n} to look at", "{n} to look at", number) if number else "", "uneasyx")

    def note(self, count: int) -> None:
        """How many notes there are on the tone."""
        self._noted = count
        self.show(self._at_hand)

    def lift(self) -> None:
        """The page could be drawn."""
        self._pane.editor.show_unprintable("")
        self._refusal = ""
        self.show(self._at_hand)

    def refuse(self, error: Exception) -> None:
        """What kept the page from being drawn, or the letter from being issued; at its field where it has one."""
        self._refusal = wording.sentence(error)
        if isinstance(error, LetterRefused):
            self._pane.editor.show_unprintable(str(error.details.get("character", "")))
        if isinstance(error, CaseRefused) and error.field:
            self._pane.fields.refuse(error.field, self._refusal)
        self.show(self._at_hand)
