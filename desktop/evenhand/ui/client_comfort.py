"""What is private on a client's page: the flag, how the contacts felt, what they speak for, and a note."""

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.comfort import Comfort, ComfortFlag, ComfortMark, FlagSuggestion
from evenhand.domain.records import Client
from evenhand.translation import _, language, ngettext
from evenhand.ui.buttons import button
from evenhand.ui.comfort_thread import ComfortThread, Contact
from evenhand.ui.desk import Desk
from evenhand.ui.flag_form import open_flag_form, put_flag, since_words
from evenhand.ui.frames import Notice, column, holder, row, surface
from evenhand.ui.labels import ElidedLabel, IconLabel, label, tip
from evenhand.ui.marks import MarkButton, MarkLabel
from evenhand.ui.private_note import PrivateNote


class ClientComfort(QWidget):
    """For the owner's eyes alone. `changed` follows the owner's act on the flag."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._client: Client | None = None
        self._flag: ComfortFlag | None = None
        self._suggested: Comfort | None = None
        self._stored_note = ""
        self.flag = MarkButton()
        self.flag.clicked.connect(self.edit_flag)
        self._line = ElidedLabel("", "secondary", "ink3")
        self._counts = {comfort: MarkLabel(comfort) for comfort in Comfort}
        title = row(label(_("Comfort"), "body_strong"), self.flag, self._line, spacing=8)
        title.setStretch(2, 1)
        for count in self._counts.values():
            title.addSpacing(8)
            title.addWidget(count)
        self._reason = ElidedLabel("", "secondary", "ink2")
        lock = IconLabel("lock-simple", "ink3", 14)
        lock.setToolTip(tip(_("Private. Never in a letter.")))
        why = row(lock, self._reason, spacing=6)
        why.setStretch(1, 1)
        self._why = holder(why)
        self.feelings = ComfortThread()
        self._no_marks = label(
            _("How contacts felt to you is shown here, and nowhere else."), "secondary", "ink3", wrap=True
        )
        self.suggestion = Notice("", "lock-simple", "private")
        self.suggestion.buttons.addWidget(button(_("Set the flag"), "plain", on_click=self._on_set))
        self.suggestion.buttons.addWidget(button(_("Not now"), "ghost", on_click=self._on_not_now))
        felt = column(title, self._why, self.feelings, self._no_marks, self.suggestion, spacing=6)
        self.setLayout(column(felt, self._build_note(), spacing=16))

    def _build_note(self) -> QWidget:
        self.note = PrivateNote()
        self.note.editing_finished.connect(self.flush)
        line = row(IconLabel("lock-simple", "ink2", 16), self.note, spacing=6, margins=(14, 2, 6, 2))
        line.setStretch(1, 1)
        asked = label(_("A note about a person can be asked for by that person."), "caption", "ink3", wrap=True)
        return holder(column(surface("private", line), asked, spacing=4))

    # Showing

    def show_client(self, client: Client, *, other: bool) -> None:
        """As the book has it now; a note being written stays unless it's another client's."""
        book, today = self._desk.book.comfort, self._desk.today()
        self._client = client
        self._show_flag(book.of(client.id))
        self._show_marks(book.marks_of(client.id), today)
        self._suggested = book.suggestion(client.id, today)
        self.suggestion.setVisible(self._suggested is not None)
        if self._suggested is not None:
            self.suggestion.set_text(_suggestion_words(self._suggested))
        self._show_note(book.note_of(client.id), other)

    def _show_flag(self, flag: ComfortFlag | None) -> None:
        self._flag = flag
        self.flag.set_mark(
            flag.comfort if flag else None, since_words(flag, self._desk.today()) if flag else _("Set a flag")
        )
        reason = " ".join(flag.reason.split()) if flag else ""
        self._reason.setText(reason)
        self._why.setVisible(bool(reason))

    def _show_marks(self, marks: list[tuple[datetime, ComfortMark]], today: date) -> None:
        self.feelings.setVisible(bool(marks))
        self._no_marks.setVisible(not marks)
        feelings = [mark.comfort for _when, mark in marks]
        for comfort, count in self._counts.items():
            count.setVisible(bool(marks))
            count.set_mark(comfort, str(feelings.count(comfort)))
        self._line.setText(ngettext("the last contact", "the last {n} contacts", len(marks)) if marks else "")
        if marks:
            first, last = (
                formats.short_date(when.date(), language(), year=when.year != today.year)
                for when in (marks[0][0], marks[-1][0])
            )
            contacts = [Contact(mark.comfort, mark_told(when.date(), mark, today)) for when, mark in marks]
            self.feelings.set_contacts(contacts, first if len(marks) > 1 else "", last)

    def _show_note(self, stored: str, other: bool) -> None:
        writing = not other and self.note.text() != self._stored_note
        self._stored_note = stored
        if not writing:
            self.note.set_text(stored)

    # Acting

    def flush(self) -> bool:
        """Saves the private note when it was changed. False when it can't be."""
        client, text = self._client, self.note.text().strip()
        if client is None or text == self._stored_note.strip():
            return True
        before, self._stored_note = self._stored_note, text
        try:
            self._desk.book.comfort.set_note(client.id, text)
        except wording.KNOWN_ERRORS as error:
            self._stored_note = before
            self._desk.say(wording.sentence(error), failed=True)
            return False
        return True

    def edit_flag(self) -> None:
        """The sheet for the flag, and why."""
        if self._client is not None:
            self.flush()
            open_flag_form(self._desk, self, self._client, self.changed.emit)

    def _on_set(self) -> None:
        if self._client is None or self._suggested is None:
            return
        # Why it was hard still holds when it got harder.
        reason = self._flag.reason if self._flag and self._suggested is not Comfort.COMFORTABLE else ""
        flag = ComfortFlag(self._client.id, self._suggested, self._desk.today(), reason)
        if put_flag(self._desk, self._client.id, flag, self.changed.emit):
            self.flag.setFocus()

    def _on_not_now(self) -> None:
        if self._client is None or self._suggested is None:
            return
        answer = FlagSuggestion(self._client.id, self._suggested, self._desk.today())
        try:
            self._desk.book.comfort.answer_suggestion(answer)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        self.flag.setFocus()
        self.changed.emit()


def _suggestion_words(suggested: Comfort) -> str:
    return {
        Comfort.COMFORTABLE: _("The last five contacts were comfortable. Set the flag to comfortable?"),
        Comfort.UNEASY: _("More than one contact was hard lately. Set the flag to uneasy?"),
        Comfort.UNCOMFORTABLE: _("More than one contact was uncomfortable lately. Set the flag to uncomfortable?"),
    }[suggested]


def mark_told(on: date, mark: ComfortMark, today: date) -> str:
    """A mark with its day, its reasons and its note, in one line."""
    day = formats.short_date(on, language(), year=on.year != today.year)
    said = [wording.word(mark.comfort), *(wording.word(reason) for reason in mark.reasons), mark.note]
    return _("{day}: {words}").format(day=day, words=", ".join(part for part in said if part))
