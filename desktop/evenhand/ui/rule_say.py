"""What a rule says, a tab for each language: to the client, and on the sheet "How we work"."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from evenhand import translation, wording
from evenhand.domain.records import LETTER_LANGUAGES
from evenhand.translation import _
from evenhand.ui import widgets as kit


class SayTabs(QWidget):
    """The words of one language at a time; those of the others wait."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._say: dict[str, str] = {}
        self._for_clients: dict[str, str] = {}
        items = [(code, wording.language_name(code)) for code in LETTER_LANGUAGES]
        self.tabs = kit.Segmented(items, _("Language"), translation.language())
        self.say = kit.NoteField(lines=3, role="say")
        self.for_clients = kit.NoteField(lines=2)
        self.say_field = kit.Field(_("Say to the client"), self.say)
        self.clients_field = kit.Field(_("On the sheet “How we work”"), self.for_clients, _("Empty: nothing there."))
        self.setLayout(kit.column(self.tabs, self.say_field, self.clients_field, spacing=10))
        self.tabs.chosen.connect(self._show)
        self.say.textChanged.connect(self._on_say)
        self.for_clients.textChanged.connect(self._on_for_clients)

    @property
    def language(self) -> str:
        """The language in view."""
        return str(self.tabs.value())

    @property
    def said(self) -> dict[str, str]:
        return dict(self._say)

    @property
    def told_clients(self) -> dict[str, str]:
        return dict(self._for_clients)

    def show_texts(self, say: dict[str, str], for_clients: dict[str, str]) -> None:
        """Fills the tabs without announcing anything."""
        self._say, self._for_clients = dict(say), dict(for_clients)
        self._show(self.language)

    def show_language(self, code: str) -> None:
        """Turns to a language, and to what is amiss there."""
        self.tabs.set_value(code)
        self._show(code)

    def show_lacking(self) -> None:
        """A note where nothing is said in a language while there are words in others; no refusal."""
        lacking = [code for code in LETTER_LANGUAGES if not self._say.get(code, "").strip()]
        if not lacking or len(lacking) == len(LETTER_LANGUAGES):
            self.say_field.set_hint("")
            return
        names = ", ".join(wording.language_name(code) for code in lacking)
        self.say_field.set_hint(
            _("Still empty: {languages}. The words of another language stand in there.").format(languages=names)
        )

    def refuse_line(self, code: str, sentence: str) -> None:
        """What is amiss in a language's line for clients, with the keyboard on it."""
        self.show_language(code)
        self.clients_field.set_error(sentence)
        self.for_clients.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, code: object) -> None:
        for field, texts in ((self.say, self._say), (self.for_clients, self._for_clients)):
            blocked = field.blockSignals(True)
            field.set_text(texts.get(str(code), ""))
            field.blockSignals(blocked)
        self.clients_field.set_error(None)
        self.show_lacking()

    def _on_say(self) -> None:
        self._say[self.language] = self.say.text()
        self.show_lacking()
        self.changed.emit()

    def _on_for_clients(self) -> None:
        self._for_clients[self.language] = self.for_clients.text()
        self.clients_field.set_error(None)
        self.changed.emit()
