"""Begins a letter: to whom, about what, and which kind of those that fit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand import wording
from evenhand.domain.records import LetterKind
from evenhand.storage.clients import ClientFilter
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.case_form import FOUND_AT_MOST
from evenhand.ui.desk import Desk, Place
from evenhand.ui.form import Form
from evenhand.ui.letter_beginnings import Occasion, grouped, occasions


class LetterForm(Form):
    """A new letter. `draft_id` is the draft it ends with."""

    def __init__(self, desk: Desk, client_id: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(_("New letter"), _("Write it"), parent)
        self._desk = desk
        self.draft_id = 0
        self._search = kit.TextField(placeholder=_("Search clients"), leading="magnifying-glass", clearable=True)
        self._client, self._about, self._kind = kit.Combo(), kit.Combo(), kit.Combo()
        for combo in (self._client, self._about, self._kind):
            combo.setPlaceholderText(_("Choose"))
        self._client_field = kit.Field(_("Client"), self._client)
        self._kind_field = kit.Field(_("Kind"), self._kind, _("Only what fits how things stand."))
        if client_id is None:
            self.add(kit.Field(_("Find the client"), self._search))
        self.add(self._client_field, wide=client_id is not None)
        self.add(kit.Field(_("About"), self._about), wide=True)
        self.add(self._kind_field, wide=True)
        self._search.textEdited.connect(lambda _text: self._fill_clients())
        self._client.chosen.connect(lambda _id: self._fill_occasions())
        self._about.chosen.connect(lambda _occasion: self._fill_kinds())
        if client_id is None:
            self._fill_clients()
        else:
            self._client.fill([(client_id, desk.book.clients.get(client_id).name)])
            self._client.set_value(client_id)
            self._fill_occasions()

    def _fill_clients(self) -> None:
        clients, text = self._desk.book.clients, self._search.text().strip()
        ids = clients.ids(ClientFilter.ALL, text)
        self._client.fill([(row.id, row.name) for row in clients.rows(ids[:FOUND_AT_MOST])])
        self._client.set_value(ids[0] if ids and text else None)
        self._fill_occasions()

    def _fill_occasions(self) -> None:
        client_id = self._client.value()
        found = occasions(self._desk, client_id) if isinstance(client_id, int) else []
        self._about.fill(found)
        self._about.set_value(found[0][0] if found else None)
        self._client_field.set_error(None)
        self._fill_kinds()

    def _fill_kinds(self) -> None:
        occasion = self._about.value()
        found = list(grouped(occasion.kinds(self._desk))) if isinstance(occasion, Occasion) else []
        self._kind.fill(found)
        self._kind.set_value(found[0][0] if len(found) == 1 and found[0] else None)
        self._kind_field.set_error(None)

    def save(self) -> bool:
        self.forgive()
        occasion, kind = self._about.value(), self._kind.value()
        if self._client.value() is None:
            self.refuse(self._client_field, _("Choose the client whom the letter is to."))
            return False
        if not isinstance(occasion, Occasion) or not isinstance(kind, LetterKind):
            self.refuse(self._kind_field, _("Choose the kind of letter."))
            return False
        if not self._desk.ready_for_letter(occasion.case_id):
            self._leave()  # to the case, which says what it lacks
            return False
        try:
            self.draft_id = occasion.start(self._desk, kind).id
        except wording.KNOWN_ERRORS as error:
            self.refuse(self._kind_field, wording.sentence(error))
            return False
        return True


def open_letter_form(desk: Desk, parent: QWidget, client_id: int | None = None) -> None:
    """Shows the form over a screen; the draft it ends with is gone to."""
    form = LetterForm(desk, client_id, parent)
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.accepted.connect(lambda: desk.go(Place.LETTER, form.draft_id))
    form.open()
