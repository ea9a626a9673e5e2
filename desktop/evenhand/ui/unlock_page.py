"""The page that asks for the passphrase: at the start, and when the book was locked while the window stayed open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from evenhand import key_store, wording
from evenhand.storage import keys
from evenhand.storage.errors import PassphraseWrong, StorageError
from evenhand.storage.keys import BookKey
from evenhand.translation import _
from evenhand.ui.aside import Aside
from evenhand.ui.buttons import button
from evenhand.ui.choices import Check
from evenhand.ui.frames import row
from evenhand.ui.inputs import Field, TextField
from evenhand.ui.opening_page import OpeningPage
from evenhand.ui.secret_field import SecretField


class UnlockPage(OpeningPage):
    """`use` is given the key; it raises what opening a book raises, and this page then says so at the field.

    `restore` opens a backup in place of this book; without it nothing of that is offered, nor is remembering the key.
    """

    def __init__(
        self,
        book_file: Path,
        use: Callable[[BookKey], object],
        leave: Callable[[], object],
        restore: Callable[[], object] | None = None,
        *,
        title: str = "",
        line: str = "",
    ) -> None:
        super().__init__(title or _("Your book has a passphrase"), line or _("Type it to open the book."))
        self._file, self._use = book_file, use
        self._was_open = restore is None
        self._aside = Aside(self)
        self.passphrase = SecretField(_("Passphrase"))
        self.code = TextField(placeholder="ABCD-EFGH-…")
        hint = _("As it stands on the paper, with or without dashes, small or capital.")
        self.code_field = Field(_("Recovery code"), self.code, hint)
        self.code.textEdited.connect(lambda: self.code_field.set_error(None))
        self.other_way = button("", "link", on_click=self._turn)
        self.other_way.make_flush()
        self.remember = Check(
            _("Remember on this computer"),
            _("In the system's own key store: whoever signs in as you then opens the book without it."),
        )
        may_remember = restore is not None and key_store.available()
        self.remember.setVisible(may_remember)
        for part in (self.passphrase, self.code_field, row(self.other_way, None)):
            self.add(part)
        if may_remember:
            self.add(self.remember)
        self.open_button = button(_("Open"), "primary", "lock-simple", self._on_open)
        quits = button(_("Quit"), "ghost", on_click=leave)
        backup = [button(_("Open a backup"), "plain", on_click=restore)] if restore is not None else []
        self.set_foot(None, quits, *backup, self.open_button)
        for line_edit in (self.passphrase.line, self.code):
            line_edit.returnPressed.connect(self._on_open)
        self._by_code = False
        self._show_way()

    def begin(self) -> None:
        (self.code if self._by_code else self.passphrase.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> str:
        """What stands in the field in view: the passphrase or the recovery code."""
        return self.code.text() if self._by_code else self.passphrase.text()

    def take_over(self, other: OpeningPage) -> None:
        assert isinstance(other, UnlockPage)
        self.passphrase.line.setText(other.passphrase.text())
        self.code.setText(other.code.text())
        if other._by_code:
            self._turn()

    def _turn(self) -> None:
        self._by_code = not self._by_code
        self._show_way()
        self.begin()

    def _show_way(self) -> None:
        self.passphrase.setVisible(not self._by_code)
        self.code_field.setVisible(self._by_code)
        self.other_way.setText(_("Use the passphrase") if self._by_code else _("Use the recovery code"))

    def _on_open(self) -> None:
        if self._aside.busy:
            return
        typed = self.typed()
        if not typed.strip():
            self._refuse(_("Type the recovery code first.") if self._by_code else _("Type the passphrase first."))
            return
        try:
            salt = keys.salt_of(self._file)
        except OSError as error:
            self._refuse(wording.sentence_for_file(error))
            return
        self._wait(True)
        make = keys.of_recovery_code if self._by_code else keys.of_passphrase
        self._aside.start(lambda: make(typed, salt), self._on_made)

    def _wait(self, waits: bool) -> None:
        self.open_button.setEnabled(not waits)
        self.open_button.setText(_("Opening …") if waits else _("Open"))
        for each in (self.passphrase.line, self.code):
            each.setReadOnly(waits)
        self.other_way.setEnabled(not waits)

    def _on_made(self, key: BookKey | None, error: Exception | None) -> None:
        self._wait(False)
        if error is None:
            assert key is not None
            try:
                self._use(key)
            except StorageError as refused:
                error = refused
        if error is None:
            self.passphrase.line.clear()
            self.code.clear()
        elif isinstance(error, PassphraseWrong) and self._by_code:
            self._refuse(_("This code is not the one of this book. A changed passphrase has a code of its own."))
        elif isinstance(error, PassphraseWrong) and self._was_open:
            self._refuse(_("That is not the passphrase of this book."))
        else:
            self._refuse(wording.sentence(error))

    def _refuse(self, sentence: str) -> None:
        if self._by_code:
            self.code_field.set_error(sentence)
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            self.code.selectAll()
        else:
            self.passphrase.refuse(sentence)
