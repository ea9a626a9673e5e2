"""The owner's standing word on working with a client: how it is, and why, for nobody else's eyes."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from evenhand import formats, wording
from evenhand.domain.comfort import Comfort, ComfortFlag, FlagSuggestion
from evenhand.domain.records import Client
from evenhand.translation import _, language
from evenhand.ui.buttons import button
from evenhand.ui.choices import FeelPicker
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.frames import column, row, surface
from evenhand.ui.history_list import FELT_KEYS
from evenhand.ui.inputs import Field, NoteField
from evenhand.ui.labels import IconLabel, label


def open_flag_form(desk: Desk, parent: QWidget, client: Client, then: Callable[[], object]) -> None:
    """Opens the sheet over a screen; `then` follows what was changed, and its Undo."""
    form = FlagForm(desk, client, parent)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.accepted.connect(lambda: put_flag(desk, client.id, form.flag, then))
    form.open()


def put_flag(desk: Desk, client_id: int, flag: ComfortFlag | None, then: Callable[[], object]) -> bool:
    """Sets a client's flag, or takes it back with None; Undo brings back the one before with its day and reason.

    What was taken back isn't suggested again by the contacts that there were.
    """
    book = desk.book.comfort
    before, answered = book.of(client_id), book.answer_of(client_id)
    if flag == before:
        return True
    taken_back = FlagSuggestion(client_id, before.comfort, desk.today()) if before and flag is None else answered
    if not _write(desk, client_id, flag, taken_back):
        return False

    def undo() -> None:
        if _write(desk, client_id, before, answered):
            then()

    desk.say(_("The flag is set.") if flag else _("The flag is taken back."), _("Undo"), undo)
    then()
    return True


def _write(desk: Desk, client_id: int, flag: ComfortFlag | None, answered: FlagSuggestion | None) -> bool:
    book = desk.book.comfort
    try:
        with desk.book.transaction():
            if flag is None:
                book.clear_flag(client_id)
            else:
                book.set_flag(flag)
            if answered is None:
                book.clear_answer(client_id)
            elif answered != book.answer_of(client_id):
                book.answer_suggestion(answered)
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
        return False
    return True


def since_words(flag: ComfortFlag, today: date) -> str:
    """A flag and its day, such as "Uneasy since 4 November"."""
    day = formats.short_date(flag.set_on, language(), year=flag.set_on.year != today.year)
    return _("{comfort} since {day}").format(comfort=wording.word(flag.comfort), day=day)


class FlagForm(Form):
    """Chooses a flag. `flag` is what is wanted once the form is accepted; a flag keeps its day until it's another."""

    def __init__(self, desk: Desk, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(_("How it is to work with {name}").format(name=client.name), _("Save"), parent, width=520)
        self.setWindowTitle("Evenhand")  # a title bar is seen by others
        self._desk, self._client = desk, client
        self.before = self.flag = desk.book.comfort.of(client.id)
        self.feel = FeelPicker(_("How it is to work with them"))
        self.feel.chosen.connect(lambda _feel: self._show_choice())
        self.reason = NoteField(lines=2)
        self._reason = Field(_("Why, if you want to say"), self.reason)
        self.reason.textChanged.connect(lambda: self._reason.set_error(None))
        self.take_back = button(_("Take it back"), "link", on_click=self._on_take_back)
        self._since = label("", "secondary", "ink2", wrap=True)
        if self.before is not None:
            self.feel.set_value(self.before.comfort.value)
            self.reason.set_text(self.before.reason)
            self._since.setText(since_words(self.before, desk.today()))
        self._since.setVisible(self.before is not None)
        head = row(IconLabel("lock-simple", "ink2", 16), label(_("For your eyes only"), "secondary", "ink3"), None)
        head.addWidget(self.take_back)
        inside = column(head, self._since, self.feel, self._reason, spacing=10, margins=(14, 10, 14, 12))
        self.add(surface("private", inside), wide=True)
        self._show_choice()

    def _show_choice(self) -> None:
        self.take_back.setVisible(self.feel.value() is not None)
        self._reason.set_error(None)

    def _on_take_back(self) -> None:
        self.feel.set_value(None)
        self.reason.set_text("")
        self._show_choice()
        self.feel.buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        writing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if key in FELT_KEYS and not writing and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            felt = FELT_KEYS[key]
            if felt is None:
                self._on_take_back()
            else:
                self.feel.set_value(felt.value)
                self._show_choice()
            return
        super().keyPressEvent(event)

    def save(self) -> bool:
        feel, reason, before = self.feel.value(), self.reason.text().strip(), self.before
        if feel is None and reason:
            self.refuse(self._reason, _("Say how it is too; the reason is kept with it."))
            return False
        if feel is None:
            self.flag = None
            return True
        comfort = Comfort(str(feel))
        kept = before is not None and before.comfort is comfort
        set_on = before.set_on if before is not None and kept else self._desk.today()
        self.flag = ComfortFlag(self._client.id, comfort, set_on, reason)
        return True
