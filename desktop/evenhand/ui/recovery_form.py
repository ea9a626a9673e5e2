"""The recovery code of the book in a sheet: right after it was made, or again once the passphrase is typed."""

from PySide6.QtWidgets import QWidget

from evenhand.storage.keys import BookKey
from evenhand.translation import _
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.frames import Notice
from evenhand.ui.labels import label
from evenhand.ui.passphrase_form import KeyForm, open_passphrase, show_anew
from evenhand.ui.preferences import Preferences
from evenhand.ui.recovery_code import RecoveryCode, note_kept


def open_recovery_code(desk: Desk, window: QWidget) -> None:
    """Asks for the passphrase and shows the code; without a passphrase there is none, and one is offered."""
    if desk.book.connection.key is None:
        text = _("Without a passphrase there is no recovery code.")
        desk.say(text, _("Set a passphrase"), lambda: open_passphrase(desk, window))
        return
    _AskForm(desk, window).open()


def show_new_code(desk: Desk, window: QWidget, trouble: str = "") -> None:
    """Shows the code of a passphrase that was just set; `trouble` is what went amiss beside it."""
    key = desk.book.connection.key
    if key is not None:
        _CodeForm(desk, key, window, trouble).open()


class _AskForm(KeyForm):
    """The passphrase first: whoever passes by an open window mustn't leave with the code."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, _("The recovery code"), _("Show the code"), parent, width=520)
        asks = _("The code opens the book as the passphrase does. Type the passphrase to see it.")
        self.add(label(asks, "body", "ink2", wrap=True), wide=True)
        self.ask_present()

    def save(self) -> bool:
        self.forgive()
        self.read_present(_("One moment …"))
        return False

    def go_on(self) -> None:
        desk, window = self._desk, self.behind
        self.present.line.clear()
        self.accept()
        show_new_code(desk, window)


class _CodeForm(Form):
    """The code, and its drill in its place."""

    def __init__(self, desk: Desk, key: BookKey, parent: QWidget, trouble: str) -> None:
        super().__init__(_("The recovery code"), _("I have it on paper"), parent, width=560)
        self._desk = desk
        if trouble:
            self.add(Notice(trouble, "warning-circle", "guard"), wide=True)
        what = _(
            "If you forget the passphrase, this code opens the book, and nothing else does. Print it, and keep it"
            " where your papers are, not beside this computer."
        )
        self.add(label(what, "body", "ink2", wrap=True), wide=True)
        self.code = RecoveryCode(desk, key)
        self.add(self.code, wide=True)
        self.cancel.setText(_("Later"))
        self.code.turned.connect(self._on_turned)
        self.finished.connect(self.deleteLater)

    def touched(self) -> bool:
        return False  # the code can be shown again at any time

    def _on_turned(self, drilling: bool) -> None:
        self.primary.setText(_("Check it") if drilling else _("I have it on paper"))

    def save(self) -> bool:
        if not self.code.drilling:
            self.code.turn(to_drill=True)
            return False
        if not self.code.check():
            return False
        note_kept(self._desk, Preferences())
        show_anew(self.parentWidget() or self)
        self._desk.say(_("The recovery code is on paper, and right."))
        return True
