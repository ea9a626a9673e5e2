"""A copy for the client of what they gave and got: says what is in it and what isn't, and writes one ZIP."""

from PySide6.QtWidgets import QWidget

from evenhand.actions.client_rights import client_copy, client_copy_name
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.file_for_client import FileForClient


def open_client_copy(desk: Desk, client_id: int, window: QWidget) -> "ClientCopyForm":
    """Opens the sheet over the window."""
    form = ClientCopyForm(desk, client_id, window)
    form.open()
    return form


class ClientCopyForm(FileForClient):
    """Nothing is chosen here: the copy is the same for everybody, and holds nothing private."""

    def __init__(self, desk: Desk, client_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, client_id, _("Copy for the client"), _("Write the copy"), parent, width=560)
        self.add(_listed(_("In it"), _in_it()), wide=True)
        self.add(_listed(_("Not in it"), _not_in_it()), wide=True)
        says = _("One file, in the language of the client's letters, named by a number. You can hand it over as it is.")
        self.add(kit.label(says, "secondary", "ink2", wrap=True), wide=True)
        self.add(self.trouble, wide=True)

    def save(self) -> bool:
        """Asks where, and writes the copy there."""
        book, id_, today = self._desk.book, self._client_id, self._desk.today()
        return self.write(
            client_copy_name(id_, today),
            _("ZIP files"),
            ".zip",
            lambda path: client_copy(book, id_, path, today=today),
        )


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
