"""What else is held about a person, item by item: the owner reads it and chooses what goes into a file for them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from evenhand import wording
from evenhand.actions.client_rights import item_text, private_items, subject_access, subject_access_name
from evenhand.storage.held_items import HeldItem
from evenhand.translation import _, ngettext, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form
from evenhand.ui.letter_copies import documents, say_saved
from evenhand.wording.rights import held_value

_AT_ONCE = 100  # items; a screen is much shorter, and each takes time to build


def open_subject_access(desk: Desk, client_id: int, window: QWidget) -> "SubjectAccessForm":
    """Opens the sheet over the window."""
    form = SubjectAccessForm(desk, client_id, window)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.open()
    return form


class SubjectAccessForm(Form):
    """Every item stands there in full and is chosen until the owner takes it out. Unread ones keep it back."""

    def __init__(self, desk: Desk, client_id: int, parent: QWidget | None = None) -> None:
        super().__init__(_("Subject-access file"), _("Write the file"), parent, width=680)
        self.setWindowTitle("Evenhand")  # a title bar is seen by others
        self._desk, self._client_id = desk, client_id
        self._items = private_items(desk.book, client_id)
        self.checks: dict[tuple[str, int], kit.Check] = {}
        client = desk.book.clients.get(client_id)
        self.add(kit.label(client.name, "body_strong", wrap=True), wide=True)
        warns = _(
            "A person may ask what is held about them, and your notes about them belong to that. This file holds what"
            " is private: read each item before you hand it over, and take out what is about somebody else. When in"
            " doubt, ask whoever advises you on data protection in your country."
        )
        self.add(kit.Notice(warns, "warning-circle", "guard"), wide=True)
        self.count = kit.label("", "secondary", "ink2")
        self.all = kit.button(_("All"), "link", on_click=lambda: self._choose_all(True))
        self.none = kit.button(pgettext("items", "None"), "link", on_click=lambda: self._choose_all(False))
        self.add(kit.holder(kit.row(self.count, None, self.all, self.none, spacing=10)), wide=True)
        self._list = kit.column(spacing=12, margins=(14, 12, 14, 12))
        self.more = kit.button("", "plain", "caret-down", self._show_more)
        self.add(kit.surface("private", kit.column(self._list, kit.row(self.more, None), spacing=4)), wide=True)
        self.trouble = kit.Notice("", "warning-circle", "guard")
        self.trouble.hide()
        self.add(self.trouble, wide=True)
        self._show_more()

    def _show_more(self) -> None:
        first = len(self.checks)
        for item in self._items[first : first + _AT_ONCE]:
            self._list.addWidget(self._line(item))
        left = len(self._items) - len(self.checks)
        self.more.setVisible(bool(left))
        self.more.setText(ngettext("Show {n} more item", "Show {n} more items", left))
        self._count()

    def _line(self, item: HeldItem) -> kit.Check:
        title, *parts = item_text(item, held_value).split("\n")
        check = kit.Check(title, "\n".join(parts), checked=True)
        check.toggled.connect(lambda _on: self._count())
        self.checks[item.key] = check
        return check

    def _choose_all(self, on: bool) -> None:
        for check in self.checks.values():
            check.setChecked(on)

    def chosen(self) -> list[tuple[str, int]]:
        """The keys of the items that are to be written."""
        return [key for key, check in self.checks.items() if check.isChecked()]

    def _count(self) -> None:
        chosen, left = len(self.chosen()), len(self._items) - len(self.checks)
        said = ngettext("{n} item chosen", "{n} items chosen", chosen)
        if left:
            said += " · " + ngettext("{n} not read yet", "{n} not read yet", left)
        self.count.setText(said)
        self.primary.setEnabled(bool(chosen) and not left)

    def touched(self) -> bool:
        return any(not check.isChecked() for check in self.checks.values())

    def save(self) -> bool:
        """Asks where, and writes the chosen items there."""
        if not self.primary.isEnabled():
            return False
        proposed = documents() / subject_access_name(self._client_id, self._desk.today())
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Subject-access file"), str(proposed), _("Text files") + " (*.txt)"
        )
        if not chosen:
            return False
        path = Path(chosen)
        path = path if path.suffix.lower() == ".txt" else path.with_name(path.name + ".txt")
        try:
            written = subject_access(
                self._desk.book, self._client_id, self.chosen(), path, today=self._desk.today(), word=held_value
            )
        except wording.KNOWN_ERRORS as error:
            self.trouble.set_text(wording.sentence(error))
            self.trouble.show()
            return False
        say_saved(self._desk, _("Written: {file}").format(file=written.name), "", written)
        return True
