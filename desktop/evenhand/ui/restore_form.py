"""Bringing a copy of the book back: which one, what it holds, what will be missing. The book of now is kept."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from evenhand.storage.backups import FOLDER, Backup, Backups
from evenhand.storage.book_folder import FILE
from evenhand.storage.errors import PassphraseWrong, StorageError
from evenhand.storage.held import Held, held, held_in
from evenhand.storage.keys import BookKey
from evenhand.translation import _
from evenhand.ui.backup_list import BackupList
from evenhand.ui.buttons import button
from evenhand.ui.copy_reader import CopyReader, said
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.frames import Notice, holder, row
from evenhand.ui.labels import ElidedLabel, label
from evenhand.ui.restore_compare import Comparison, keeps
from evenhand.ui.restored import Outcome
from evenhand.ui.secret_field import SecretField

if TYPE_CHECKING:
    from evenhand.actions.safekeeping import Restored
    from evenhand.storage.seen import Seen

_ROWS = 4


def open_restore(
    folder: Path,
    parent: QWidget,
    done: Callable[[Outcome], object],
    *,
    today: Callable[[], date] = date.today,
    key: BookKey | None = None,
    typed: str = "",
    desk: Desk | None = None,
    elsewhere: bool = False,
) -> "RestoreForm":
    """Opens the sheet on the book in `folder`; with a `desk` its book is open, and goes on as the restored one.

    `key` is that of the book in its place, where it's known; `typed` a passphrase or recovery code that may open a
    copy, and is tried before one is asked for. `done` follows once another book lies there.
    """
    form = RestoreForm(folder, parent, done, today=today, key=key, typed=typed, desk=desk)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.open()
    if elsewhere:
        form.choose_file()
    return form


def restore_here(
    desk: Desk,
    window: QWidget,
    backup: Backup | None = None,
    *,
    elsewhere: bool = False,
    newest_good: bool = False,
) -> None:
    """The sheet over the window of an open book, once what is being typed there is stored."""
    leave = getattr(getattr(window, "screen_in_view", None), "leave", None)
    if leave is not None and leave() is False:
        return
    folder = desk.book.folder
    if folder is None:
        desk.say(_("This book lies in no folder: there is nothing to bring back."), failed=True)
        return
    key = desk.book.connection.key
    form = open_restore(
        folder,
        window,
        lambda outcome: outcome.tell(desk.say, window),
        today=desk.today,
        key=key,
        desk=desk,
        elsewhere=elsewhere,
    )
    if newest_good:
        form.find_newest_good()
    else:
        form.select(backup)


class RestoreForm(Form):
    """One copy is selected at a time. Nothing changes before the one button is pressed."""

    def __init__(
        self,
        folder: Path,
        parent: QWidget,
        done: Callable[[Outcome], object],
        *,
        today: Callable[[], date],
        key: BookKey | None,
        typed: str,
        desk: Desk | None,
    ) -> None:
        self._folder, self._today, self._key, self._desk = folder, today, key, desk
        self._done, self._may_open = done, typed
        super().__init__(_("Restore a backup"), _("Restore"), parent, width=780)
        self._reader = CopyReader(self, key)
        self._chosen: Path | None = None
        self._held: Held | None = None  # of the chosen one
        self._now = self._held_now()
        self._working = False
        self.list = BackupList(lambda: datetime.now(UTC), _ROWS)
        self.list.chosen.connect(self._on_listed)
        self.none = label(
            _("There is no backup beside the book. You may have one on a stick or another disk."), wrap=True
        )
        self.file = ElidedLabel("", "secondary", "ink2")
        self.file_button = button(_("Choose a file"), "plain", "folder-open", self.choose_file)
        files = row(self.file_button, self.file, spacing=12)
        files.setStretch(1, 1)
        self.secret = SecretField(_("Passphrase or recovery code of this copy"))
        self.secret.line.returnPressed.connect(self._on_secret)
        self.open_button = button(_("Open it"), "plain", "", self._on_secret)
        locked = row(self.secret, self.open_button, spacing=10)
        locked.setAlignment(self.open_button, Qt.AlignmentFlag.AlignBottom)
        locked.setStretch(0, 1)
        self._locked = holder(locked)
        self.comparison = Comparison()
        self.says = Notice("", "info")
        for part in (self.none, self.list, holder(files), self._locked, self.comparison, self.says):
            self.add(part, wide=True)
        self.add(keeps(str(folder / FOLDER)), wide=True)
        found = Backups(folder).all()
        self.none.setVisible(not found)
        self.list.setVisible(bool(found))
        self.list.show_backups(found, key)
        self._tell("")
        self._show_held(None)
        self._locked.hide()
        self.list.select(None)

    def touched(self) -> bool:
        return False  # nothing is written here that could be lost

    # Which one

    def select(self, backup: Backup | None) -> None:
        """Chooses this one of the list, else the newest."""
        self.list.select(backup)

    def find_newest_good(self) -> None:
        """Reads the copies through, the newest first, and chooses the first that is sound."""
        self._tell(_("Looking for the newest good one."))
        folder, key = self._folder, self._key

        def done(backup: Backup | None, _error: Exception | None) -> None:
            if backup is None:
                self._tell(_("None of these can be read through with the passphrase of this book."))
            else:
                self._tell("")
                self.list.select(backup)

        self._reader.ask(lambda: Backups(folder).newest_good(key), done)

    def choose_file(self) -> None:
        """Asks for a copy that lies somewhere else."""
        wanted = _("Backups ({patterns})").format(patterns="*.db")
        path, _filter = QFileDialog.getOpenFileName(self, _("A backup of the book"), "", wanted)
        if path:
            self.list.table.clearSelection()
            self.file.setText(path)
            self._choose(Path(path))

    def _on_listed(self) -> None:
        backup = self.list.current
        if backup is not None and backup.path != self._chosen and self.list.table.selectionModel().hasSelection():
            self.file.setText("")
            self._choose(backup.path)

    def _choose(self, path: Path) -> None:
        self._chosen = path
        self._show_held(None)
        self._tell("")
        self.secret.line.clear()
        self.secret.set_error(None)
        try:
            locked = self._reader.needs_key(path)
        except OSError as error:
            self._locked.hide()
            self._tell(said(error))
            return
        self._locked.setVisible(locked)
        if locked:
            self.secret.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if not locked or self._may_open.strip():
            self._look(path, self._may_open)

    def _on_secret(self) -> None:
        path, typed = self._chosen, self.secret.text()
        if path is None or self._locked.isHidden():
            return
        if not typed.strip():
            self.secret.refuse(_("Type the passphrase, or the code from the paper."))
            return
        self.open_button.setEnabled(False)
        self._look(path, typed)

    def _look(self, path: Path, typed: str = "") -> None:
        def told(found: Held | None, error: Exception | None) -> None:
            self.open_button.setEnabled(True)
            if path != self._chosen:
                return
            if found is not None:
                self._locked.hide()
                self._show_held(found)
            elif isinstance(error, PassphraseWrong) and not self._locked.isHidden():
                if self.secret.text() == typed:  # what was typed for the book is tried without a word
                    self.secret.refuse(said(error))
            else:
                self._tell(said(error))

        self._reader.look(path, told, typed)

    # What is said of it

    def _held_now(self) -> Held | None:
        with suppress(StorageError):
            if self._desk is not None:
                return held(self._desk.book.connection)
            path = self._folder / FILE
            return held_in(path, self._key) if path.is_file() else None
        return None

    def _show_held(self, found: Held | None) -> None:
        self._held = found
        self.comparison.compare(self._now, found)
        self.primary.setEnabled(found is not None and not self._working)

    def _tell(self, text: str) -> None:
        self.says.set_text(text)
        self.says.setVisible(bool(text))

    # Restoring

    def _on_primary(self) -> None:
        if self._working or self._held is None or self._chosen is None:
            return
        from evenhand.actions.safekeeping import restore

        path, folder, today, present = self._chosen, self._folder, self._today(), self._key
        try:
            key, seen = self._reader.key_of(path), self._seen()
        except OSError as error:
            self._tell(said(error))
            return
        if self._desk is not None:
            self._desk.book.connection.lock()
        self._work(True)
        self._reader.ask(
            lambda: restore(folder, path, key=key, seen=seen, today=today, present_key=present),
            lambda result, error: self._on_restored(result, key, error),
        )

    def _seen(self) -> "Seen":
        from evenhand.storage.seen import Seen, own_folder

        keeping = self._desk.safekeeping if self._desk is not None else None
        return (keeping.seen if keeping is not None else None) or Seen(own_folder())

    def _work(self, on: bool) -> None:
        self._working = on
        self.primary.setText(_("Restoring") if on else _("Restore"))
        for each in (self.list, self.file_button, self.cancel):
            each.setEnabled(not on)
        self.primary.setEnabled(not on)

    def _on_restored(self, restored: "Restored | None", key: BookKey | None, error: Exception | None) -> None:
        self._work(False)
        try:
            if self._desk is not None:
                connection = self._desk.book.connection
                connection.read_only = connection.read_only and restored is None
                connection.unlock(key if restored is not None else self._key)
        except StorageError as failed:
            self._tell(said(failed))
            return
        if restored is None:
            self._tell(said(error))
            return
        self.accept()
        if self._desk is not None and self._desk.safekeeping is not None:
            self._desk.safekeeping.begin_anew()
        assert self._chosen is not None
        self._done(Outcome(restored, self._chosen, key))

    def reject(self) -> None:
        if not self._working:
            super().reject()
