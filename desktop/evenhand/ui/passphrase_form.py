"""The book's passphrase, once the book is there: a first one, another one, or none any more."""

from hmac import compare_digest

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from evenhand import key_store, wording
from evenhand.actions.passphrase import plain_backups
from evenhand.storage import keys
from evenhand.storage.errors import StorageError
from evenhand.storage.keys import BookKey
from evenhand.translation import _
from evenhand.ui.aside import Aside
from evenhand.ui.buttons import button
from evenhand.ui.choices import Check
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.frames import Notice, holder, row
from evenhand.ui.inputs import Field
from evenhand.ui.key_change import KeyChange
from evenhand.ui.labels import label
from evenhand.ui.lock_choice import LockChoice
from evenhand.ui.long_foot import LongFoot
from evenhand.ui.secret_field import NewPassphrase, SecretField


def open_passphrase(desk: Desk, window: QWidget) -> None:
    """Opens the sheet over the window, once what is being typed there is stored."""
    leave = getattr(getattr(window, "screen_in_view", None), "leave", None)
    if leave is not None and leave() is False:
        return
    if desk.book.read_only or desk.book.path is None:
        desk.say(_("This book is only looked at: its passphrase can't be changed here."), failed=True)
        return
    PassphraseForm(desk, window).open()


def show_anew(window: QWidget) -> None:
    """The screen in view reads the book once more: neither passphrase nor code is a change that is announced."""
    refresh = getattr(getattr(window, "screen_in_view", None), "refresh", None)
    if refresh is not None:
        refresh()


class KeyForm(Form):
    """A sheet that asks for the current passphrase, where there is one, and then does something with it."""

    def __init__(self, desk: Desk, title: str, primary: str, parent: QWidget, *, width: int = 560) -> None:
        super().__init__(title, primary, parent, width=width)
        self._desk, self.behind = desk, parent
        self._aside = Aside(self)
        self._change = KeyChange(self, desk, parent)
        self._foot = LongFoot()
        self._foot.stop.hide()  # what has begun can't be left half-way
        self._works = self._footer.addWidget(self._foot)
        self._primary_text = primary
        self.present = SecretField(_("Current passphrase"), _("The recovery code will do too."))
        self.finished.connect(self.deleteLater)

    @property
    def key(self) -> BookKey | None:
        """The book's own."""
        return self._change.key

    def ask_present(self) -> None:
        """Puts the field into the sheet."""
        self.add(self.present, wide=True)

    def read_present(self, waits: str) -> None:
        """Looks whether the current passphrase is right, beside the window; `go_on` follows when it is."""
        if self._aside.busy:
            return
        key, typed = self.key, self.present.text()
        if key is None:
            self.go_on()
            return
        if not typed.strip():
            self.refuse(self.present, _("Type the current passphrase first."))
            return
        self.wait(waits)
        self._aside.start(lambda: keys.of_what_is_typed(typed, key.salt), self._on_present)

    def _on_present(self, found: BookKey | None, error: Exception | None) -> None:
        self.wait("")
        key = self.key
        if error is not None:
            self.refuse(self.present, wording.sentence(error))
        elif key is None or found is None or not compare_digest(found.key, key.key):
            self.refuse(self.present, _("That is not the passphrase of this book."))
            self.present.line.selectAll()
        else:
            self.go_on()

    def go_on(self) -> None:
        """What follows the right passphrase."""
        raise NotImplementedError

    def tell_window(self) -> None:
        """What stands behind shows how things are now."""
        keeper = self._desk.safekeeping
        if keeper is not None:
            keeper.show()
        show_anew(self.behind)

    def wait(self, text: str) -> None:
        """The primary button says what goes on; "" when it's over."""
        self.primary.setText(text or self._primary_text)
        for each in (self.primary, self.cancel):
            each.setEnabled(not text)

    def write_anew(self, key: BookKey | None, blamed: Field, *, renew: bool = False, delete: bool = False) -> None:
        """Puts the book under the key; `on_written` follows, or why it could not be done, at the field."""

        def done(trouble: StorageError | None, error: Exception | None) -> None:
            self.wait("")
            self._page.setEnabled(True)
            self._footer.setCurrentIndex(0)
            if error is not None:
                self.refuse(blamed, wording.sentence(error))
            else:
                self.on_written(key, wording.sentence(trouble) if trouble is not None else "")

        try:
            self._change.start(key, done, renew=renew, delete=delete)
        except StorageError as failed:
            self.wait("")
            self.refuse(blamed, wording.sentence(failed))
            return
        self._foot.say(_("Writing the book anew …"), unknown=True)
        self._page.setEnabled(False)
        self._footer.setCurrentIndex(self._works)

    def on_written(self, key: BookKey | None, trouble: str) -> None:
        """What follows once the book is under the key; `trouble` is what went amiss beside it."""
        raise NotImplementedError

    def reject(self) -> None:
        if not (self._aside.busy or self._change.busy):
            super().reject()


class PassphraseForm(KeyForm):
    """Sets the first passphrase, or changes it; afterwards the new recovery code is shown."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        first = desk.book.connection.key is None
        title = _("A passphrase for your book") if first else _("Change the passphrase")
        super().__init__(desk, title, _("Set the passphrase") if first else _("Change it"), parent, width=600)
        self._first = first
        self.new = NewPassphrase(_("Passphrase") if first else _("New passphrase"))
        self._build_fields()

    def _build_fields(self) -> None:
        self.add(label(self._what_it_does(), "body", "ink2", wrap=True), wide=True)
        if not self._first:
            self.ask_present()
        self.add(self.new, wide=True)
        self.remember = Check(
            _("Remember on this computer"),
            _("In the system's own key store: whoever signs in as you then opens the book without it."),
        )
        self._may_remember = key_store.available()
        if self._may_remember:
            self.remember.setChecked(not self._first and key_store.remembered(self._file) is not None)
            self.add(self.remember, wide=True)
        plain = plain_backups(folder) if (folder := self._desk.book.folder) is not None else []
        self.renew = Check(_("Make a new backup now"), checked=True)
        self.delete = Check(
            _("Delete Evenhand's own backups that have no passphrase"),
            _("Those in the folder of your data. Copies that you put elsewhere stay as they are."),
        )
        if plain or self._first:
            warns = _("Backups made before have no passphrase: whoever finds one can read it.")
            self.add(Notice(warns, "warning-circle", "guard"), wide=True)
            self.add(self.renew, wide=True)
            if plain:
                self.add(self.delete, wide=True)
        else:
            earlier = _("Backups made before open with the passphrase, and the recovery code, of their day.")
            self.add(label(earlier, "secondary", "ink2", wrap=True), wide=True)
            self.add(self.renew, wide=True)
        if not self._first:
            self.add(LockChoice(self._desk.book), wide=True)
            away = button(_("Remove the passphrase"), "link", "prohibit", self._on_remove)
            away.make_flush()
            self.add(holder(row(away, None)), wide=True)

    def _on_remove(self) -> None:
        desk, window = self._desk, self.behind
        self.leave_for(lambda: RemoveForm(desk, window).open())

    def _what_it_does(self) -> str:
        if self._first:
            return _(
                "The whole book is written anew, so that nobody reads it without the passphrase. There is no other way"
                " in than the passphrase and the recovery code that you print next."
            )
        return _("The whole book is written anew under it, and the recovery code changes with it.")

    @property
    def _file(self) -> str:
        return str(self._desk.book.path.absolute()) if self._desk.book.path else ""

    def save(self) -> bool:
        self.forgive()
        typed = self.new.read()
        if typed is not None:
            self.read_present(_("One moment …"))
        return False  # it closes by itself once all is done

    def go_on(self) -> None:
        typed = self.new.read()
        if typed is None or self._aside.busy:
            return
        self.wait(_("Writing the book anew …"))
        self._aside.start(lambda: keys.new_key(typed), self._on_made)

    def _on_made(self, key: BookKey | None, error: Exception | None) -> None:
        if error is not None or key is None:
            self.wait("")
            self.new.first.refuse(wording.sentence(error) if error else "")
            return
        self.write_anew(key, self.new.first, renew=self.renew.isChecked(), delete=self.delete.isChecked())

    def on_written(self, key: BookKey | None, trouble: str) -> None:
        assert key is not None
        self._keep_in_store(key)
        self.new.clear()
        self.present.line.clear()
        desk, window = self._desk, self.behind
        self.accept()
        self.tell_window()
        watch = getattr(window, "locking", None)
        if watch is not None:
            watch.watch()
        from evenhand.ui.recovery_form import show_new_code

        show_new_code(desk, window, trouble)

    def _keep_in_store(self, key: BookKey) -> None:
        if not self._may_remember:
            return
        if not self.remember.isChecked():
            key_store.forget(self._file)
        elif not key_store.remember(self._file, key.key):
            self._desk.say(_("The system's key store did not take the key. The passphrase opens the book."))


class RemoveForm(KeyForm):
    """Takes the passphrase away; Cancel is what Enter means here."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, _("Remove the passphrase"), _("Remove it"), parent, width=520)
        means = _(
            "The whole book is written anew without it. Whoever gets at this computer or its disk can then read your"
            " clients' names and your own thoughts."
        )
        self.add(Notice(means, "warning-circle", "guard"), wide=True)
        self.ask_present()
        earlier = _("Backups made before still open with the passphrase of their day: keep it.")
        self.add(label(earlier, "secondary", "ink2", wrap=True), wide=True)

    def save(self) -> bool:
        self.forgive()
        self.read_present(_("Writing the book anew …"))
        return False

    def go_on(self) -> None:
        self.write_anew(None, self.present)

    def on_written(self, key: BookKey | None, trouble: str) -> None:
        path = self._desk.book.path
        if key_store.available() and path is not None:
            key_store.forget(str(path.absolute()))
        self.present.line.clear()
        self.accept()
        self.tell_window()
        self._desk.say(_("The book has no passphrase any more."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.primary.setDefault(False)
