"""Beside a case, behind a lock: how it is with the client, and how this case felt from contact to contact."""

from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.comfort import Comfort
from evenhand.storage.book import Book
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.ui.case_facts import CaseFacts
from evenhand.ui.client_comfort import mark_told
from evenhand.ui.flag_form import since_words


class CaseComfort(QWidget):
    """Takes no room while nothing was said."""

    def __init__(self) -> None:
        super().__init__()
        self._with = kit.label("", "secondary", "ink3", wrap=True)
        self._flag = kit.MarkLabel()
        self._note = kit.label("", "secondary", "ink2", wrap=True)
        lock = kit.IconLabel("lock-simple", "ink3", 14)
        lock.setToolTip(kit.tip(_("Private. Never in a letter.")))
        head = kit.row(lock, self._with)
        head.setStretch(1, 1)
        self.feelings = kit.ComfortThread(sag=8)
        self._felt = kit.holder(
            kit.column(kit.label(_("How this case felt"), "secondary", "ink3", wrap=True), self.feelings, spacing=4)
        )
        inside = kit.column(head, self._flag, self._note, self._felt, margins=(12, 10, 12, 10))
        self.setLayout(kit.column(kit.surface("private", inside)))

    def show_facts(self, facts: CaseFacts, book: Book, *, flag_elsewhere: bool) -> None:
        """As the book has it; `flag_elsewhere`: the flag and why are said by what stands above."""
        flag = None if flag_elsewhere else facts.flag
        self._with.setText(_("How it is with {name}").format(name=facts.client.name))
        self._flag.setVisible(flag is not None)
        if flag is not None:
            self._flag.set_mark(flag.comfort.value, since_words(flag, facts.today))
        note = (flag.reason if flag else "") or book.comfort.note_of(facts.case.client_id)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        felt = self._show_thread(facts, book)
        self.setVisible(felt or bool(note) or flag is not None)

    def _show_thread(self, facts: CaseFacts, book: Book) -> bool:
        """The marks of the case's contacts, then how the case sat. Whether there are any."""
        marks, sat = book.comfort.marks_of_case(facts.case.id), book.comfort.on_case(facts.case.id)
        points = [kit.Contact(mark.comfort, mark_told(when.date(), mark, facts.today)) for when, mark in marks]
        days = [formats.short_date(when.date(), language()) for when, _mark in marks]
        if sat is not None:
            points.append(kit.Contact(sat[0], _sat_told(*sat)))
            days.append(_("how it sat"))
        self.feelings.set_contacts(points, days[0] if len(days) > 1 else "", days[-1] if days else "")
        self._felt.setVisible(bool(points))
        return bool(points)


def _sat_told(comfort: Comfort, note: str) -> str:
    words = ", ".join(part for part in (wording.word(comfort), note) if part)
    return _("How the case sat with you: {words}").format(words=words)
