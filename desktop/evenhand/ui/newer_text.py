"""The built-in text that was changed since the owner's own was made from it, beside the owner's."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from evenhand.letters.letter import LetterText
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.letter_editor import Underlined
from evenhand.ui.template_editor import TemplateEditor

_WORD = re.compile(r"\{[^{}\n]*\}|[^\s{}]+")


def other_words(mine: str, theirs: str) -> Iterator[tuple[int, int]]:
    """The places in `theirs`, in characters from 0, of the words that `mine` doesn't have there."""
    words = list(_WORD.finditer(theirs))
    matcher = SequenceMatcher(None, _WORD.findall(mine), [word[0] for word in words], autojunk=False)
    for what, _from, _to, first, last in matcher.get_opcodes():
        if what in ("replace", "insert"):
            yield from (word.span() for word in words[first:last])


class NewerText(QWidget):
    """Read-only, with the words marked that the owner's text doesn't have there."""

    def __init__(self) -> None:
        super().__init__()
        self._subject = kit.ElidedLabel("", "body")
        self.editor = TemplateEditor()
        self.editor.setReadOnly(True)
        self.editor.setAccessibleName(_("The new built-in text"))
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        title = kit.label(_("The new built-in text"), "body_strong", wrap=True)
        whole = kit.column(title, self._subject, self.editor, spacing=6)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def show_texts(self, mine: LetterText, theirs: LetterText) -> None:
        """The new text, as it compares to the owner's."""
        self._subject.setText(theirs.subject)
        others = list(other_words(mine.body, theirs.body))
        if self.editor.text() != theirs.body:
            self.editor.set_text(theirs.body)
            if others:
                self.editor.go_to(*others[0])
        self.editor.underline([Underlined(*place, "comf") for place in others])


def newer_notice() -> QFrame:
    """That there are two texts to choose from."""
    return kit.Notice(
        _("The built-in text was changed after you made yours. Letters begin with yours until you take the new one."),
        "info",
    )
