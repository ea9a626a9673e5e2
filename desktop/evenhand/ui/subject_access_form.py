"""What else is held about a person, item by item: the owner reads it and chooses what goes into a file for them."""

from PySide6.QtWidgets import QWidget

from evenhand.actions.client_rights import item_text, private_items, subject_access, subject_access_name
from evenhand.storage.held_items import HeldItem
from evenhand.translation import _, ngettext, pgettext
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.file_for_client import FileForClient
from evenhand.wording.rights import held_value

_AT_ONCE = 100  # items; a screen is much shorter, and each takes time to build


def open_subject_access(desk: Desk, client_id: int, window: QWidget) -> "SubjectAccessForm":
    """Opens the sheet over the window."""
    form = SubjectAccessForm(desk, client_id, window)
    form.open()
    return form


class SubjectAccessForm(FileForClient):
    """Every item stands there in full and is chosen until the owner takes it out. Unread ones keep it back."""

    def __init__(self, desk: Desk, client_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk, client_id, _("Subject-access file"), _("Write the file"), parent, width=680)
        self._items = private_items(desk.book, client_id)
        self.checks: dict[tuple[str, int], kit.Check] = {}
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
        book, id_, today = self._desk.book, self._client_id, self._desk.today()
        return self.write(
            subject_access_name(id_, today),
            _("Text files"),
            ".txt",
            lambda path: subject_access(book, id_, self.chosen(), path, today=today, word=held_value),
        )
