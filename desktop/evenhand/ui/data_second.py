"""My data, the second place: a stick, another disk or a folder to which each backup is carried when it's there."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from evenhand import wording
from evenhand.storage.errors import StorageError
from evenhand.translation import _
from evenhand.ui.buttons import button
from evenhand.ui.data_parts import DataPart
from evenhand.ui.desk import Desk
from evenhand.ui.frames import Notice, column, row
from evenhand.ui.labels import ElidedLabel, label
from evenhand.ui.safekeeping import Safekeeping
from evenhand.wording.backups import moment


class SecondPart(DataPart):
    """Where it is, and when it last had a copy."""

    def __init__(self, desk: Desk, keeping: Safekeeping, window: QWidget) -> None:
        super().__init__(
            _("A second place"),
            _("A stick or another disk, for the day this computer is lost. Without a passphrase anybody can read it."),
        )
        self._desk, self._keeping, self._window = desk, keeping, window
        self.path = ElidedLabel("", "body_strong")
        self.state = label("", "secondary", "ink2", wrap=True)
        self.trouble = Notice("", "warning-circle", "guard")
        self.choose_button = button(_("Choose a folder"), "plain", "folder-open", self.choose)
        self.copy_button = button(_("Copy now"), "plain", "floppy-disk", self.copy)
        self.forget_button = button(_("No second place"), "ghost", "", self.forget)
        self.put(
            column(self.path, self.state, spacing=2),
            self.trouble,
            row(self.copy_button, self.choose_button, self.forget_button, None, spacing=10),
        )

    def refresh(self) -> None:
        second, keeping = self._keeping.second, self._keeping
        place, at = second.place(), second.carried_at()
        self.path.setText(str(place) if place else _("None yet"))
        self.path.setVisible(place is not None)
        if place is None:
            self.state.setText(_("Choose a folder on a stick or another disk. Each backup is carried there by itself."))
        elif at is None:
            self.state.setText(_("Nothing was carried there yet."))
        else:
            when = moment(at.astimezone(), keeping.now().astimezone())
            self.state.setText(_("Last copied there: {when}.").format(when=when))
        self.trouble.set_text(self._amiss(place))
        self.trouble.setVisible(bool(self.trouble.text.text()))
        can = keeping.keeps
        self.choose_button.setEnabled(can)
        self.choose_button.setText(_("Choose another folder") if place else _("Choose a folder"))
        self.copy_button.setVisible(place is not None)
        self.copy_button.setEnabled(can and not keeping.busy)
        self.forget_button.setVisible(place is not None)

    def _amiss(self, place: Path | None) -> str:
        if place is None:
            return ""
        if not place.is_dir():
            return _("It isn't connected now. Connect it, then press Copy now.")
        failed = self._keeping.second.not_carried
        return wording.sentence(failed) if failed is not None else ""

    def choose(self) -> None:
        """Asks for the folder, and carries a first copy there."""
        chosen = QFileDialog.getExistingDirectory(self._window.window(), _("A folder for copies of the backups"))
        if not chosen:
            return
        place, folder = Path(chosen), self._desk.book.folder
        if folder is not None and _within(place, folder):
            text = _("That folder is beside the book itself. Choose one on a stick or another disk.")
            self._desk.say(text, failed=True)
            return
        if self._keep(place):
            self.copy()

    def forget(self) -> None:
        """Carries nothing anywhere any more; what is there stays."""
        before = self._keeping.second.place()
        if self._keep(None):
            self._desk.say(
                _("No copies go there any more. Those that are there stay."), _("Undo"), lambda: self._keep(before)
            )

    def _keep(self, place: Path | None) -> bool:
        try:
            self._keeping.second.choose(place)
        except StorageError as error:
            self._desk.say(wording.sentence(error), failed=True)
            return False
        self.refresh()
        self._keeping.show()
        return True

    def copy(self) -> None:
        """A backup now, carried there."""
        self._keeping.carry_and_say(self._desk.say)
        self.refresh()


def _within(place: Path, folder: Path) -> bool:
    try:
        inside, outer = place.resolve(), folder.resolve()
    except OSError:
        return False
    return inside == outer or outer in inside.parents
