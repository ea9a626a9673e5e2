"""What is said after an import, and taking the last one back: what would go, what stays."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from evenhand import formats, wording
from evenhand.actions import importing
from evenhand.actions.importing import ImportDone, TakenBack
from evenhand.storage.book import Book
from evenhand.translation import _, language, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.long_act import LongAct
from evenhand.ui.long_foot import LongFoot

_LISTED = 2000  # names; nobody reads more of them
_AT_ONCE = 1000  # are undone in a moment
_WORKS = 2  # of the foot


def say_done(desk: Desk, done: ImportDone, window: QWidget) -> None:
    """One line on what came into the book, with the way back; a long way is shown on the sheet."""
    parts = []
    if done.added:
        parts.append(ngettext("{n} client taken in.", "{n} clients taken in.", done.added))
    if done.updated:
        parts.append(ngettext("{n} filled in.", "{n} filled in.", done.updated))

    def undo() -> None:
        if done.added + done.updated > _AT_ONCE:
            open_undo_import(desk, window)
            return
        try:
            _say_undone(desk, _take_back(desk, done.import_id))
        except wording.KNOWN_ERRORS as error:
            desk.say(wording.sentence(error), failed=True)

    desk.say(" ".join(parts) or _("Nobody was taken in."), _("Undo"), undo)


def _take_back(desk: Desk, import_id: int, act: LongAct | None = None) -> TakenBack:
    now = datetime.now().astimezone()
    if act is None:
        return importing.take_back(desk.book, import_id=import_id, now=now)
    return importing.take_back(desk.book, import_id=import_id, now=now, progress=act.progress, cancelled=act.stopped)


def _say_undone(desk: Desk, back: TakenBack) -> None:
    n = len(back.stayed)
    stays = ngettext(
        "{n} stays: something has happened with them since.", "{n} stay: something has happened with them since.", n
    )
    desk.say(" ".join(part for part in (_("The import is undone."), stays if n else "") if part))


def open_undo_import(desk: Desk, window: QWidget) -> None:
    """Opens the sheet that undoes the last import, or says that there's none."""
    leave = getattr(getattr(window, "screen_in_view", None), "leave", None)
    if leave is not None and leave() is False:
        return
    try:
        last = last_import(desk.book)
        back = desk.book.imports.would_take_back(last.import_id) if last is not None else None
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


class UndoSheet(Form):
    """Cancel is what Enter means here."""

    takes_away = True

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
        self.state = kit.label("", "body", "badx", wrap=True)
        self.add(self.state, wide=True)
        self.foot = LongFoot()
        self._footer.addWidget(self.foot)
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

    def save(self) -> bool:
        if not self.primary.isEnabled():
            return False
        self.state.setText("")
        self.foot.say(_("Undoing the import"))
        self._footer.setCurrentIndex(_WORKS)
        self.foot.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        act = LongAct(self, self.foot.bar, self.foot.stop)
        try:
            with act.running():
                back = _take_back(self._desk, self._last.import_id, act)
        except importing.ImportStopped:
            self.state.setText(_("Stopped. Everybody is still there."))
        except wording.KNOWN_ERRORS as error:
            self.state.setText(wording.sentence(error))
        else:
            _say_undone(self._desk, back)
            return True
        self._footer.setCurrentIndex(0)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def reject(self) -> None:
        if self._footer.currentIndex() == _WORKS:
            self.foot.stop.click()
        else:
            super().reject()


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
