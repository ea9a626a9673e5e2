"""A passphrase as it's typed: hidden until its owner wants to see it, and told when Caps Lock seems to be on."""

import unicodedata
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from evenhand.translation import _
from evenhand.ui.buttons import icon_button
from evenhand.ui.frames import column, row, tab_order
from evenhand.ui.inputs import Field, TextField, mark_invalid
from evenhand.ui.labels import tip

_HIDDEN, _SEEN = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal
# Letters that count for the hint: a machine tries so many combinations in minutes, in years, or never.
_SHORT, _FAIR, _LONG = 8, 14, 20


class _Line(TextField):
    """One line of hidden text. `capitals` says whether Caps Lock was on at the last letter: Qt can't be asked."""

    capitals = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.capitals.emit(False)  # which way it went is seen at the next letter
        elif len(typed) == 1 and typed.lower() != typed.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(typed.isupper() is not shifted)
        super().keyPressEvent(event)


class _Secret(QWidget):
    """The line and the button that shows it, as one editor of a field."""

    def __init__(self, name: str, *, with_button: bool) -> None:
        super().__init__()
        self.line = _Line()
        self.line.setEchoMode(_HIDDEN)
        self.line.setAccessibleName(name)
        self.setFocusProxy(self.line)
        self.eye = icon_button("eye", _("Show what is typed"), self._turn)
        self.eye.setCheckable(True)
        self.eye.setVisible(with_button)
        self.turned: Callable[[bool], object] = self.show_text
        self.setLayout(row(self.line, self.eye, spacing=8))

    def _turn(self) -> None:
        self.turned(self.eye.isChecked())

    def show_text(self, seen: bool) -> None:
        """Letters, or dots in their place."""
        self.line.setEchoMode(_SEEN if seen else _HIDDEN)
        self.eye.setChecked(seen)
        name = _("Hide what is typed") if seen else _("Show what is typed")
        self.eye.set_icon("eye-slash" if seen else "eye")
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(tip(name))

    def set_invalid(self, invalid: bool) -> None:
        mark_invalid(self.line, invalid)
        self.line.setAccessibleDescription(self.accessibleDescription())


class SecretField(Field):
    """A label, a hidden line with its button, and the sentence beneath."""

    def __init__(self, name: str, hint: str = "", *, with_button: bool = True) -> None:
        self.secret = _Secret(name, with_button=with_button)
        super().__init__(name, self.secret, hint)
        self.label.setBuddy(self.line)
        self._own_hint = hint
        self.line.capitals.connect(self._on_capitals)
        self.line.textEdited.connect(lambda: self.set_error(None))

    @property
    def line(self) -> _Line:
        """Where it's typed."""
        return self.secret.line

    def text(self) -> str:
        return self.line.text()

    def say(self, hint: str) -> None:
        """The quiet line beneath."""
        self._own_hint = hint
        self.set_hint(hint)

    def _on_capitals(self, on: bool) -> None:
        self.set_hint(_("Caps Lock seems to be on.") if on else self._own_hint)

    def refuse(self, sentence: str) -> None:
        """The sentence at the field; what is typed stays, selected, so that typing begins anew."""
        self.set_error(sentence)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()


class NewPassphrase(QWidget):
    """A passphrase typed twice, shown by one button, with a word on its length that never stands in the way."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.first = SecretField(name, strength(""))
        self.again = SecretField(_("The same once more"), with_button=False)
        self.first.secret.turned = self._show
        self.first.line.textChanged.connect(lambda text: self.first.say(strength(text)))
        self.setLayout(column(self.first, self.again, spacing=14))
        tab_order(self.again.secret.eye, self.first.secret.eye)

    def _show(self, seen: bool) -> None:
        self.first.secret.show_text(seen)
        self.again.secret.show_text(seen)

    def read(self) -> str | None:
        """What was typed, or None when it's nothing or two different things; the field then says so."""
        typed, again = self.first.text(), self.again.text()
        if not typed.strip():
            self.first.refuse(_("Type a passphrase first."))
            return None
        if unicodedata.normalize("NFKC", typed) != unicodedata.normalize("NFKC", again):
            self.again.refuse(
                _("The two are not the same. Type it once more.") if again else _("Type the same once more here.")
            )
            return None
        return typed

    def touched(self) -> bool:
        return bool(self.first.text() or self.again.text())

    def clear(self) -> None:
        """Leaves nothing of it in the window."""
        for each in (self.first, self.again):
            each.line.clear()
            each.set_error(None)


def strength(passphrase: str) -> str:
    """How long a passphrase would hold against a machine that guesses, in words. Repeated letters count little."""
    typed = passphrase.strip()
    length = min(len(typed), 2 * len(set(typed)))
    if not typed:
        return _("Four or five words that only you would put together are hard to guess.")
    if length < _SHORT:
        return _("Short: a machine guesses it soon. A word or two more help.")
    if length < _FAIR:
        return _("Holds against a curious person. Another word makes it hold against a machine.")
    if length < _LONG:
        return _("Good: hard to guess, for a machine too.")
    return _("Very good: nobody guesses this.")
