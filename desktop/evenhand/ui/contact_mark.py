"""How a contact felt to the owner: said by one tap, and what made it so where she wants to say. Private."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from evenhand import formats, wording
from evenhand.domain.comfort import HARD, Comfort, ComfortMark, ComfortReason
from evenhand.translation import _, language
from evenhand.ui.buttons import icon_button
from evenhand.ui.choices import Chip
from evenhand.ui.desk import Desk
from evenhand.ui.flow import FlowLayout
from evenhand.ui.frames import column, row, surface
from evenhand.ui.inputs import TextField
from evenhand.ui.labels import ElidedLabel, IconLabel, tip
from evenhand.ui.theme import theme

_PAUSE_MS = 600  # of typing, after which what is typed is stored


class MarkReasons(QWidget):
    """What made a contact hard: any of a few words, or none. `changed` is sent for the owner's choice only."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips = {reason: Chip(wording.word(reason), height=28) for reason in ComfortReason}
        flow = FlowLayout(self, spacing=6)
        for chip in self.chips.values():
            chip.clicked.connect(lambda _on: self.changed.emit())
            flow.addWidget(chip)
        self.setAccessibleName(_("What made it so"))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def value(self) -> tuple[ComfortReason, ...]:
        return tuple(reason for reason, chip in self.chips.items() if chip.isChecked())

    def set_value(self, reasons: Iterable[ComfortReason]) -> None:
        for reason, chip in self.chips.items():
            chip.setChecked(reason in reasons)


class ContactMark(QWidget):
    """Marks contacts; after a hard mark it stands open for reasons and a note, which are stored as they're said."""

    changed = Signal()
    left = Signal()  # closed while the keyboard was in it

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._contact_id = 0
        self._stored: ComfortMark | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._title = ElidedLabel("", "secondary", "ink2")
        self.reasons = MarkReasons()
        self.reasons.changed.connect(self._store)
        self.note = TextField("", _("A word for myself: I ..."))
        self.note.setAccessibleName(_("A private word for myself"))
        self.note.textEdited.connect(lambda _text: self._pause.start())
        self.note.editingFinished.connect(self.flush)
        lock = IconLabel("lock-simple", "ink3", 14)
        lock.setToolTip(tip(_("Private. Never in a letter.")))
        self.close_button = icon_button("x", _("Close"), self.put_away, kind="ghost")
        theme.dress(self.close_button, height=24, width=24)
        head = row(lock, self._title, self.close_button, spacing=6)
        head.setStretch(1, 1)
        inside = column(head, self.reasons, self.note, spacing=6, margins=(12, 6, 8, 10))
        self.setLayout(column(surface("private", inside)))
        self.hide()

    def set_mark(self, contact_id: int, felt: Comfort | None) -> None:
        """Says how a contact felt, or takes that back; the reasons of a hard mark stay while it stays a hard one."""
        self.flush()
        book = self._desk.book.comfort
        before = book.mark_of(contact_id)
        said = before.comfort if before else None
        if said is not felt:
            try:
                if felt is None:
                    book.clear_mark(contact_id)
                else:
                    reasons = before.reasons if before and felt in HARD else ()
                    book.mark(ComfortMark(contact_id, felt, reasons, before.note if before else ""))
            except wording.KNOWN_ERRORS as error:
                self._desk.say(wording.sentence(error), failed=True)
                return
            text = _("Taken back.") if felt is None else _("Noted.")
            self._desk.say(text, _("Undo"), lambda: self._put_back(contact_id, before))
        self.show_contact(contact_id if felt in HARD else 0)
        self.changed.emit()

    def _put_back(self, contact_id: int, mark: ComfortMark | None) -> None:
        self.put_away()
        book = self._desk.book.comfort
        try:
            if mark is None:
                book.clear_mark(contact_id)
            else:
                book.mark(mark)
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return
        self.changed.emit()

    def show_contact(self, contact_id: int) -> None:
        """Stands open for a contact that was hard; 0 puts it away."""
        other, self._contact_id = contact_id != self._contact_id, contact_id
        self._read(anew=other)

    def refresh(self) -> None:
        """Reads the book anew; what is being typed stays."""
        self._read(anew=False)

    def _read(self, *, anew: bool) -> None:
        mark = self._desk.book.comfort.mark_of(self._contact_id) if self._contact_id else None
        if mark is None or mark.comfort not in HARD:
            self._contact_id = 0
            self._stored = None
            self.hide()
            return
        typing = not anew and self._stored is not None and self.note.text() != self._stored.note
        self._stored = mark
        self.reasons.set_value(mark.reasons)
        if not typing and self.note.text() != mark.note:
            self.note.setText(mark.note)
        contact = self._desk.book.interactions.get(self._contact_id)
        day = formats.short_date(contact.happened_at.date(), language())
        summary = " ".join(contact.summary.split())
        self._title.setText(_("What made it so, if you want to say: {day}, {what}").format(day=day, what=summary))
        self.show()

    def put_away(self) -> None:
        """Closes the strip; what was said stays said."""
        self.flush()
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self.show_contact(0)
        if inside:
            self.left.emit()

    def flush(self) -> bool:
        """Stores a note that is being typed. False when it can't be."""
        self._pause.stop()
        if self._stored is None or self.note.text().strip() == self._stored.note.strip():
            return True
        return self._store()

    def _store(self) -> bool:
        if self._stored is None:
            return True
        before, told = self._stored, self.note.text().strip()
        self._stored = ComfortMark(before.interaction_id, before.comfort, self.reasons.value(), told)
        try:
            self._desk.book.comfort.mark(self._stored)
        except wording.KNOWN_ERRORS as error:
            self._stored = before
            self._desk.say(wording.sentence(error), failed=True)
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)
