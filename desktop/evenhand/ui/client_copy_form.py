"""A copy for the client of what they gave and got: says what is in it and what isn't, and writes one ZIP."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from evenhand import wording
from evenhand.actions.client_rights import client_copy, client_copy_name
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.letter_copies import documents, say_saved


def open_client_copy(desk: Desk, client_id: int, window: QWidget) -> "ClientCopyForm":
    """Opens the sheet over the window."""
    form = ClientCopyForm(desk, client_id, window)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.open()
    return form


class ClientCopyForm(Form):
    """Nothing is chosen here: the copy is the same for everybody, and holds nothing private."""

    def __init__(self, desk: Desk, client_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Copy for the client"), _("Write the copy"), parent, width=560)
        self.setWindowTitle("Evenhand")  # a title bar is seen by others
        self._desk, self._client_id = desk, client_id
        client = desk.book.clients.get(client_id)
        self.add(kit.label(client.name, "body_strong", wrap=True), wide=True)
        self.add(_listed(_("In it"), _in_it()), wide=True)
        self.add(_listed(_("Not in it"), _not_in_it()), wide=True)
        says = _("One file, in the language of the client's letters, named by a number. You can hand it over as it is.")
        self.add(kit.label(says, "secondary", "ink2", wrap=True), wide=True)
        self.trouble = kit.Notice("", "warning-circle", "guard")
        self.trouble.hide()
        self.add(self.trouble, wide=True)

    def touched(self) -> bool:
        return False  # nothing is written here that could be lost

    def save(self) -> bool:
        """Asks where, and writes the copy there."""
        proposed = documents() / client_copy_name(self._client_id, self._desk.today())
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Copy for the client"), str(proposed), _("ZIP files") + " (*.zip)"
        )
        if not chosen:
            return False
        path = Path(chosen)
        path = path if path.suffix.lower() == ".zip" else path.with_name(path.name + ".zip")
        try:
            written = client_copy(self._desk.book, self._client_id, path, today=self._desk.today())
        except wording.KNOWN_ERRORS as error:
            self.trouble.set_text(wording.sentence(error))
            self.trouble.show()
            return False
        say_saved(self._desk, _("Written: {file}").format(file=written.name), "", written)
        return True


def _in_it() -> list[str]:
    return [
        _("name, address, telephone and e-mail"),
        _("orders: what, when, how much"),
        _("letters to them, page by page as they were issued"),
        _("bonuses and what became of them"),
        _("what you promised, and by when"),
        _("the days and ways of your contacts"),
    ]


def _not_in_it() -> list[str]:
    return [
        _("your notes, and how it felt"),
        _("what you wrote about contacts and cases"),
        _("what orders and cases cost you"),
        _("house rules, doors, and what you asked yourself"),
    ]


def _listed(title: str, lines: list[str]) -> QWidget:
    said = (kit.label(f"•  {line}", "body", "ink", wrap=True) for line in lines)
    return kit.holder(kit.column(kit.label(title, "body_strong"), *said, spacing=3))
