"""My data, where it lies: the folder, who can read it, and what copies it about."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand.translation import _
from evenhand.ui.about_book import open_folder
from evenhand.ui.buttons import button
from evenhand.ui.data_parts import DataPart
from evenhand.ui.desk import Desk
from evenhand.ui.frames import Notice, column, row
from evenhand.ui.labels import ElidedLabel, IconLabel, label
from evenhand.ui.lock_choice import LockChoice
from evenhand.ui.preferences import Preferences
from evenhand.wording.backups import size


class WherePart(DataPart):
    """The folder of the book and its lock."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(
            _("Where it lies"), _("One file on this computer, and nowhere else unless you carry it there.")
        )
        self._desk, self._window = desk, window
        self.path = ElidedLabel("", "body_strong")
        self.bytes = label("", "secondary", "ink2")
        self.folder = button(_("Open the folder"), "plain", "folder-open", lambda: open_folder(desk))
        self.synced = Notice("", "warning-circle", "guard")
        self.lock_icon = IconLabel("lock-simple", "acc", 18)
        self.who_reads = label("", "body", wrap=True)
        self.passphrase = button("", "plain", "", self._on_passphrase)
        self.code = button(_("Recovery code"), "plain", "printer", self._on_code)
        self.minutes = LockChoice(desk.book)
        where = row(column(self.path, self.bytes, spacing=2), self.folder, spacing=16)
        where.setStretch(0, 1)
        key = row(self.lock_icon, self.who_reads, spacing=10)
        key.setStretch(1, 1)
        key.setAlignment(self.lock_icon, Qt.AlignmentFlag.AlignTop)
        self.put(where, self.synced, 4, key, row(self.passphrase, self.code, None, spacing=10), self.minutes)

    def refresh(self) -> None:
        book = self._desk.book
        path = book.path
        self.path.setText(str(path or _("Nowhere: this book is gone when the window closes.")))
        self.bytes.setText(_size(path))
        self.folder.setVisible(path is not None)
        self._say_synced(path)
        locked = book.connection.key is not None
        self.lock_icon.set_icon("lock-simple-fill" if locked else "lock-simple", "acc" if locked else "ink3", 18)
        self.who_reads.setText(self._who_reads(locked=locked))
        self.passphrase.setText(_("Change the passphrase") if locked else _("Set a passphrase"))
        for each in (self.passphrase, self.code):
            each.setEnabled(path is not None and not book.read_only)
        self.code.setVisible(locked)
        self.minutes.setVisible(locked)
        self.minutes.refresh()

    def _who_reads(self, *, locked: bool) -> str:
        from evenhand.ui.recovery_code import code_is_kept

        if not locked:
            return _("Not encrypted. Whoever can use this computer, or finds its disk, can read it.")
        text = _("Encrypted. Only your passphrase or the recovery code opens it.")
        if code_is_kept(self._desk, Preferences()):
            return text
        return f"{text} {_('The code has not been typed back from paper yet: print it, and do that once.')}"

    def _say_synced(self, path: Path | None) -> None:
        from evenhand.storage.synced import NETWORK, synced_by, twins

        by = synced_by(path.parent) if path is not None else None
        words = []
        if by == NETWORK:
            words.append(_("This folder lies on a network drive, where a broken connection can damage the book."))
        elif by is not None:
            words.append(
                _("{service} copies this folder about, and can put an older book in the place of yours.").format(
                    service=by
                )
            )
        if by is not None:
            words.append(_("Better: keep the book on this computer, and choose a folder there as the second place."))
        if path is not None and (found := twins(path.parent)):
            names = ", ".join(one.name for one in found)
            words.append(_("Beside it lie copies that a service left: {names}.").format(names=names))
        self.synced.set_text(" ".join(words))
        self.synced.setVisible(bool(words))

    def _on_passphrase(self) -> None:
        from evenhand.ui.passphrase_form import open_passphrase

        open_passphrase(self._desk, self._window.window())

    def _on_code(self) -> None:
        from evenhand.ui.recovery_form import open_recovery_code

        open_recovery_code(self._desk, self._window.window())


def _size(path: Path | None) -> str:
    try:
        return size(path.stat().st_size) if path is not None else ""
    except OSError:
        return ""
