"""Qt's own words (OK, Cancel, Copy, Paste ...) from the app's catalogue: Qt ships no Romanian or Armenian."""

from PySide6.QtCore import QTranslator

from evenhand.translation import N_, _

_TEXTS = {
    "OK": N_("OK"),
    "Cancel": N_("Cancel"),
    "Save": N_("Save"),
    "Close": N_("Close"),
    "Open": N_("Open"),
    "Yes": N_("Yes"),
    "No": N_("No"),
    "Discard": N_("Discard"),
    "Undo": N_("Undo"),
    "Redo": N_("Redo"),
    "Cut": N_("Cut"),
    "Copy": N_("Copy"),
    "Paste": N_("Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select all"),
    "Print": N_("Print"),
}


class QtTexts(QTranslator):
    """Answers Qt in the screen's language; what it doesn't know stays as Qt has it."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        known = _TEXTS.get(source.replace("&", ""))
        return _(known) if known else None

    def isEmpty(self) -> bool:
        return False
