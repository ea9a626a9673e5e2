"""What a sheet that writes a file about one client has in common: whose it is, where it goes, what went wrong."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from evenhand import wording
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.letter_copies import documents, say_saved


class FileForClient(Form):
    """A sheet over the window with the client's name at its head and one button that writes the file."""

    def __init__(
        self, desk: Desk, client_id: int, title: str, primary: str, parent: QWidget | None, *, width: int
    ) -> None:
        super().__init__(title, primary, parent, width=width)
        self.setWindowTitle("Evenhand")  # a title bar is seen by others
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._client_id, self._title = desk, client_id, title
        self.add(kit.label(desk.book.clients.get(client_id).name, "body_strong", wrap=True), wide=True)
        self.trouble = kit.Notice("", "warning-circle", "guard")
        self.trouble.hide()

    def touched(self) -> bool:
        return False  # nothing is written here that could be lost

    def write(self, name: str, kind: str, suffix: str, write: Callable[[Path], Path]) -> bool:
        """Asks where, and has the file written there. False when it isn't; then the sheet stays and says why."""
        proposed = str(documents() / name)
        chosen, _filter = QFileDialog.getSaveFileName(self, self._title, proposed, f"{kind} (*{suffix})")
        if not chosen:
            return False
        path = Path(chosen)
        path = path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
        try:
            written = write(path)
        except wording.KNOWN_ERRORS as error:
            self.trouble.set_text(wording.sentence(error))
            self.trouble.show()
            return False
        say_saved(self._desk, _("Written: {file}").format(file=written.name), "", written)
        return True
