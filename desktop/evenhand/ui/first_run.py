"""The first page of all: a passphrase for the book that is about to be made, or none; and then its recovery code."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from evenhand import wording
from evenhand.storage import keys
from evenhand.storage.keys import BookKey
from evenhand.translation import _
from evenhand.ui.aside import Aside
from evenhand.ui.buttons import button
from evenhand.ui.desk import Desk
from evenhand.ui.frames import Notice, row
from evenhand.ui.labels import label
from evenhand.ui.opening_page import OpeningPage, Pips
from evenhand.ui.recovery_code import RecoveryCode
from evenhand.ui.secret_field import NewPassphrase

_STEPS = 3  # the passphrase, its code, and the business


class FirstRunPage(OpeningPage):
    """`make` makes the book, with a key or None, once the owner has chosen. Nothing is written before.

    `choose` asks for another folder.
    """

    def __init__(self, folder: Path, make: Callable[[BookKey | None], object], choose: Callable[[], object]) -> None:
        super().__init__(
            _("A passphrase for your book"),
            _(
                "With a passphrase nobody reads your clients' names and your own thoughts, not even who takes this"
                " computer. There is no other way in than the passphrase and the recovery code that you print next."
            ),
        )
        self._make = make
        self._aside = Aside(self)
        self.passphrase = NewPassphrase(_("Passphrase"))
        self.add(self.passphrase)
        self.add(_where(folder))
        self.elsewhere = button(_("Choose another folder"), "plain", "signpost", choose)
        self.add(row(self.elsewhere, None))
        self.without = button(_("Go on without"), "plain", on_click=lambda: self._make(None))
        self.next = button(_("Set the passphrase"), "primary", "lock-simple", self._on_next)
        later = _("You can go on without one, and set it at any time under My data. Most owners should have one.")
        self.add(label(later, "secondary", "ink3", wrap=True))
        self.set_foot(Pips(1, _STEPS), self.without, self.next)
        self.passphrase.first.line.returnPressed.connect(self.passphrase.again.line.setFocus)
        self.passphrase.again.line.returnPressed.connect(self._on_next)

    def begin(self) -> None:
        self.passphrase.first.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_over(self, other: OpeningPage) -> None:
        assert isinstance(other, FirstRunPage)
        self.passphrase.first.line.setText(other.passphrase.first.text())
        self.passphrase.again.line.setText(other.passphrase.again.text())

    def _on_next(self) -> None:
        if self._aside.busy:
            return
        typed = self.passphrase.read()
        if typed is None:
            return
        self._wait(True)
        self._aside.start(lambda: keys.new_key(typed), self._on_made)

    def _wait(self, waits: bool) -> None:
        self.next.setText(_("Setting …") if waits else _("Set the passphrase"))
        for each in (self.next, self.without, self.elsewhere, self.passphrase):
            each.setEnabled(not waits)

    def _on_made(self, key: BookKey | None, error: Exception | None) -> None:
        self._wait(False)
        if error is not None:
            self.passphrase.first.refuse(wording.sentence(error))
        else:
            self._make(key)


def _where(folder: Path) -> Notice:
    """Where the data will lie, and a warning when something copies that folder elsewhere."""
    from evenhand.storage.synced import NETWORK, synced_by

    service = synced_by(folder)
    if service is None:
        text = _("Your data will lie in {folder}, and nowhere else.").format(folder=folder)
        return Notice(text, "folder-open")
    if service == NETWORK:
        text = _(
            "Your data would lie in {folder}, on a network drive, which may lose what two computers write at once:"
            " better choose another folder, one of this computer."
        ).format(folder=folder)
        return Notice(text, "warning-circle", "guard")
    text = _(
        "Your data would lie in {folder}, which {service} copies to other computers. Two copies of one book can fall"
        " apart: better choose another folder, one that stays on this computer."
    ).format(folder=folder, service=service)
    return Notice(text, "warning-circle", "guard")


class RecoveryPage(OpeningPage):
    """The code right after the passphrase was set; `done` goes on, with whether the drill was passed."""

    def __init__(self, desk: Desk, key: BookKey, done: Callable[[bool], object]) -> None:
        super().__init__(
            _("The recovery code"),
            _(
                "If you forget the passphrase, this code opens the book, and nothing else does. Print it, and keep it"
                " where your papers are, not beside this computer."
            ),
        )
        self.code = RecoveryCode(desk, key)
        self.add(self.code)
        self.later = button(_("Later"), "plain", on_click=lambda: done(False))
        self.next = button("", "primary", "arrow-right", self._on_next)
        self.set_foot(Pips(2, _STEPS), self.later, self.next)
        self.code.turned.connect(self._name)
        self.code.kept.connect(lambda: done(True))
        for line in self.code.typed:
            line.returnPressed.connect(self._on_next)
        self._name(False)

    def begin(self) -> None:
        self.code.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, drilling: bool) -> None:
        self.next.setText(_("Check it") if drilling else _("I have it on paper"))

    def _on_next(self) -> None:
        if self.code.drilling:
            self.code.check()
        else:
            self.code.turn(to_drill=True)
