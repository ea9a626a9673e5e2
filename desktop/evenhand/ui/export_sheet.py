"""Everything in the book as files that open without Evenhand, in a folder that the owner chooses."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QWidget

from evenhand import wording
from evenhand.actions import exporting
from evenhand.translation import _, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.letter_copies import FAILURES, documents
from evenhand.ui.long_act import LongAct
from evenhand.ui.long_foot import LongFoot

_ASKS, _WORKS, _DONE = 0, 2, 3  # what the foot shows; 1 is the form's own question


def open_export(desk: Desk, window: QWidget) -> None:
    """Opens the sheet over the window, once what is being typed there is stored: it belongs to everything."""
    leave = getattr(getattr(window, "screen_in_view", None), "leave", None)
    if leave is not None and leave() is False:
        return
    sheet = ExportSheet(desk, window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()


def folder_for(chosen: Path, today: date) -> Path:
    """A new folder in the chosen one, named by the day: nothing that is there already is touched."""
    plain = chosen / f"Evenhand {today.isoformat()}"
    number, found = 1, plain
    while found.exists():
        number += 1
        found = plain.with_name(f"{plain.name} ({number})")
    return found


class ExportSheet(Form):
    """What is written, where to, and who can read it. `written` is the folder, once the files are there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Export everything"), _("Write the files"), parent, width=620)
        self.setWindowTitle("Evenhand")
        self._desk = desk
        self._chosen = documents()
        self.written: Path | None = None
        self._build_what()
        self._build_where()
        self._build_feet()
        self._show_where()

    def _build_what(self) -> None:
        says = _("A folder of files that open on any computer, without Evenhand. The book itself stays as it is.")
        self.add(kit.label(says, "body", "ink2", wrap=True), wide=True)
        letters = self._desk.book.letters.count()
        pdfs = ngettext(
            "{n} letter, the very page that was given", "{n} letters, the very pages that were given", letters
        )
        parts = kit.column(
            _part(
                "list-checks", _("Tables"), _("Clients, orders, cases, bonuses and all else: CSV, for any spreadsheet.")
            ),
            _part("file-pdf", _("Letters"), _("{sentence}.").format(sentence=pdfs)) if letters else 0,
            spacing=10,
        )
        self.add(kit.holder(parts), wide=True)
        self.private = kit.Switch(_("Write what is private too"), True)
        line = kit.row(
            kit.holder(kit.column(kit.IconLabel("lock-simple", "ink2", 16), None)),
            _words(
                _("What is private"),
                _("How it felt, your notes, doors and check-ins: in a folder of its own, “private”."),
            ),
            self.private,
            spacing=12,
            margins=(14, 10, 14, 10),
        )
        line.setStretch(1, 1)
        self.add(kit.surface("private", line), wide=True)

    def _build_where(self) -> None:
        self.place = kit.ElidedLabel("", "body")
        self.choose = kit.button(_("Choose a folder"), "plain", "folder-open", self.choose_folder)
        line = kit.row(self.place, self.choose, spacing=12)
        line.setStretch(0, 1)
        self.where = kit.Field(_("Where to"), kit.holder(line))
        self.where.label.setBuddy(self.choose)
        self.add(self.where, wide=True)
        self.warning = kit.Notice("", "warning-circle", "guard")
        text = _("These files have no lock: whoever has them can read them.")
        if self._desk.book.connection.key is not None:
            text += " " + _("The book is encrypted, and they are not.")
        self.warning.set_text(text)
        self.add(self.warning, wide=True)

    def _build_feet(self) -> None:
        self.state = kit.ElidedLabel("", "secondary", "ink2")
        foot = self._footer.currentWidget()
        assert foot is not None
        first = foot.layout()
        assert isinstance(first, QBoxLayout)
        first.takeAt(0)  # the room at the left
        first.insertWidget(0, self.state, 1)
        self.foot = LongFoot()
        self._footer.addWidget(self.foot)
        self.told = kit.ElidedLabel("", "body_strong")
        self.close_button = kit.button(_("Close"), "ghost", on_click=self.accept)
        self.open_button = kit.button(_("Open the folder"), "primary", "folder-open", self.open_folder)
        icon = kit.IconLabel("check-circle-fill", "acc", 18)
        line = kit.row(icon, self.told, self.close_button, self.open_button, spacing=12, margins=(28, 8, 28, 8))
        line.setStretch(1, 1)
        self._footer.addWidget(kit.surface("footer", line))

    # Where to

    def choose_folder(self) -> None:
        """Asks for the folder."""
        found = QFileDialog.getExistingDirectory(self, _("A folder for the files"), str(self._chosen))
        if found:
            self._chosen = Path(found)
            self._show_where()

    def _show_where(self) -> None:
        self.where.set_error(None)
        self.place.setText(str(self._chosen))
        name = folder_for(self._chosen, self._desk.today()).name
        self.where.set_hint(_("A new folder “{name}” is made there.").format(name=name))

    # The act

    def save(self) -> bool:
        """Writes the files. The sheet stays, to say where they are."""
        self.where.set_error(None)
        self.state.setText("")
        self.foot.say(_("Writing the files"))
        self._footer.setCurrentIndex(_WORKS)
        self._page.setEnabled(False)
        self.foot.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        act = LongAct(self, self.foot.bar, self.foot.stop)
        try:
            with act.running():
                folder, files = self._write(act)
        except exporting.ExportStopped:
            self._ask_again()
            self.state.setText(_("Stopped. None of the files was kept."))
        except FAILURES as error:
            self._ask_again()
            self.where.set_error(
                wording.sentence_for_file(error) if isinstance(error, OSError) else wording.sentence(error)
            )
        else:
            self._say_done(folder, files)
        return False

    def _write(self, act: LongAct) -> tuple[Path, int]:
        folder = folder_for(self._chosen, self._desk.today())
        files = exporting.export_all(
            self._desk.book,
            folder,
            today=self._desk.today(),
            private=self.private.isChecked(),
            progress=act.progress,
            cancelled=act.stopped,
        )
        return folder, files

    def _ask_again(self) -> None:
        self._page.setEnabled(True)
        self._footer.setCurrentIndex(_ASKS)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_done(self, folder: Path, files: int) -> None:
        self.written = folder
        self.told.setText(ngettext("{n} file written.", "{n} files written.", files))
        self.place.setText(str(folder))
        self.where.set_hint("")
        self._footer.setCurrentIndex(_DONE)
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_folder(self) -> None:
        """Shows the files in the system's file manager."""
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written)))

    def _on_primary(self) -> None:
        if self._footer.currentIndex() == _DONE:
            self.open_folder()
        else:
            super()._on_primary()

    def touched(self) -> bool:
        return False  # a folder is chosen again in a moment

    def reject(self) -> None:
        if self._footer.currentIndex() == _WORKS:
            self.foot.stop.click()
        else:
            super().reject()


def _words(title: str, line: str) -> QWidget:
    return kit.holder(
        kit.column(
            kit.label(title, "body_strong", wrap=True), kit.label(line, "secondary", "ink2", wrap=True), spacing=2
        )
    )


def _part(icon: str, title: str, line: str) -> QWidget:
    whole = kit.row(kit.holder(kit.column(kit.IconLabel(icon, "acc", 20), None)), _words(title, line), spacing=14)
    whole.setStretch(1, 1)
    return kit.holder(whole)
