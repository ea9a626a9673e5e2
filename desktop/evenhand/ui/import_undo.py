"""What is said after an import, and taking the last one back: what would go, what stays."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from evenhand import formats, wording
from evenhand.actions import importing
from evenhand.actions.importing import ImportDone, TakenBack
from evenhand.storage.book import Book
from evenhand.translation import _, language, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form

_LISTED = 2000  # names; nobody reads more of them


def say_done(desk: Desk, done: ImportDone) -> None:
    """One line on what came into the book, with the way back."""
    parts = []
    if done.added:
        parts.append(ngettext("{n} client taken in.", "{n} clients taken in.", done.added))
    if done.updated:
        parts.append(ngettext("{n} filled in.", "{n} filled in.", done.updated))
    desk.say(" ".join(parts) or _("Nobody was taken in."), _("Undo"), lambda: _undo(desk, done.import_id))


def _undo(desk: Desk, import_id: int) -> bool:
    try:
        back = importing.take_back(desk.book, import_id=import_id, now=datetime.now().astimezone())
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return False
    n = len(back.stayed)
    stays = ngettext(
        "{n} stays: something has happened with them since.", "{n} stay: something has happened with them since.", n
    )
    desk.say(" ".join(part for part in (_("The import is undone."), stays if n else "") if part))
    return True


def open_undo_import(desk: Desk, window: QWidget) -> None:
    """Opens the sheet that undoes the last import, or says that there's none."""
    leave = getattr(getattr(window, "screen_in_view", None), "leave", None)
    if leave is not None and leave() is False:
        return
    try:
        last = last_import(desk.book)
        back = would_take_back(desk.book, last.import_id) if last is not None else None
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return
    if last is None or back is None:
        desk.say(_("There is no import to undo."))
        return
    sheet = UndoSheet(desk, last, back, window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()


def last_import(book: Book) -> ImportDone | None:
    """The last import that stands."""
    return next((one for one in book.imports.all() if one.taken_back_at is None), None)


class _Looked(Exception):
    """Only to see what would be."""


def would_take_back(book: Book, import_id: int) -> TakenBack:
    """What undoing it would do. It's done, looked at, and not kept, so that it can't differ from what is done later.

    Raises StorageFailed.
    """
    try:
        with book.transaction():
            found = importing.take_back(book, import_id=import_id, now=datetime.now().astimezone())
            raise _Looked
    except _Looked:
        return found


class UndoSheet(Form):
    """Cancel is what Enter means here."""

    def __init__(self, desk: Desk, last: ImportDone, back: TakenBack, parent: QWidget | None = None) -> None:
        super().__init__(_("Undo the last import"), _("Undo the import"), parent, width=560)
        self.setWindowTitle("Evenhand")
        self._desk, self._last = desk, last
        self.add(kit.label(_when(last), "body", "ink2", wrap=True), wide=True)
        goes = [text for text in (_removed(back), _restored(back)) if text]
        self.goes = goes or [_("Nothing: with all of them something has happened since.")]
        lines = (kit.label(f"•  {text}", "body", "ink", wrap=True) for text in self.goes)
        self.add(kit.holder(kit.column(kit.caption(_("This goes")), *lines, spacing=3)), wide=True)
        if back.stayed:
            self._add_stayed(back)
        self.primary.setEnabled(bool(goes))
        self.primary.setDefault(False)
        self.cancel.setDefault(True)

    def _add_stayed(self, back: TakenBack) -> None:
        n = len(back.stayed)
        text = ngettext(
            "{n} client stays, because something has happened with them since: an order, a contact, a change.",
            "{n} clients stay, because something has happened with them since: an order, a contact, a change.",
            n,
        )
        self.add(kit.holder(kit.column(kit.caption(_("This stays")), kit.label(text, "body", wrap=True))), wide=True)
        self.names = QPlainTextEdit("\n".join(name for _id, name in back.stayed[:_LISTED]))
        self.names.setReadOnly(True)
        self.names.setTabChangesFocus(True)
        self.names.setAccessibleName(_("Who stays"))
        kit.theme.dress(self.names, font="body", height=34 + 20 * min(n, 6))
        self.add(self.names, wide=True)

    def touched(self) -> bool:
        return False  # nothing is written here that could be lost

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> bool:
        return self.primary.isEnabled() and _undo(self._desk, self._last.import_id)


def _when(last: ImportDone) -> str:
    at = last.done_at.astimezone()
    day = formats.short_date(at.date(), language(), year=True)
    if not last.source:
        return _("On {day} at {time}.").format(day=day, time=f"{at:%H:%M}")
    return _("From {file}, on {day} at {time}.").format(file=last.source, day=day, time=f"{at:%H:%M}")


def _removed(back: TakenBack) -> str:
    n = back.removed
    return ngettext("{n} client who came in with it", "{n} clients who came in with it", n) if n else ""


def _restored(back: TakenBack) -> str:
    n = back.restored
    return ngettext("What was filled in at {n} client", "What was filled in at {n} clients", n) if n else ""
