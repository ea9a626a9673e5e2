"""Wiping all that the owner felt: says how much of what it is, asks, and can't be undone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand import wording
from evenhand.translation import _
from evenhand.ui.choices import Check
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.frames import Notice, column, holder
from evenhand.ui.labels import label
from evenhand.wording.comfort import held_lines, notes_line


def open_wipe_form(desk: Desk, window: QWidget) -> None:
    """Opens the sheet over the window, once what is being typed there is stored: it might be part of what goes."""
    leave = getattr(getattr(window, "screen_in_view", None), "leave", None)
    if leave is not None and leave() is False:
        return
    form = WipeForm(desk, window)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.accepted.connect(lambda: desk.say(_("All comfort is wiped.")))
    form.open()


class WipeForm(Form):
    """Cancel is what Enter means here."""

    takes_away = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Wipe all comfort"), _("Wipe it for good"), parent, width=520)
        self._desk = desk
        held = desk.book.comfort.held()
        lines = held_lines(held)
        first = _("This goes out of the book:") if lines else _("The book holds nothing of it.")
        self.add(label(first, "body", "ink", wrap=True), wide=True)
        if lines:
            self.add(holder(column(*(label(f"•  {line}", "body", "ink", wrap=True) for line in lines))), wide=True)
        self.notes = Check(_("And {notes}").format(notes=notes_line(held)))
        if held.notes:
            self.add(self.notes, wide=True)
        stays = _("Clients, contacts, orders, cases, letters and your rules stay as they are.")
        self.add(label(stays, "secondary", "ink2", wrap=True), wide=True)
        warns = _("This can't be undone. Copies of the book that were made before still hold it.")
        self.add(Notice(warns, "warning-circle", "guard"), wide=True)
        self.notes.toggled.connect(lambda on: self.primary.setEnabled(bool(lines) or on))
        self.primary.setEnabled(bool(lines))
        self.primary.setDefault(False)
        self.cancel.setDefault(True)

    def touched(self) -> bool:
        return False  # nothing is written here that could be lost

    def save(self) -> bool:
        if not self.primary.isEnabled():
            return False
        try:
            self._desk.book.comfort.wipe(notes=self.notes.isChecked())
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return False
        return True
