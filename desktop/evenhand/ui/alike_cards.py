"""Who somebody new may be already, with what the owner knows about them. Private."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import wording
from evenhand.domain.comfort import Comfort
from evenhand.domain.records import Client, Standing
from evenhand.storage.alike import Alike
from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui import widgets as kit

_TONES = {Comfort.UNEASY: "uneasy", Comfort.UNCOMFORTABLE: "bad"}
_MOST = 3


def who_it_may_be(one: Alike) -> str:
    """One sentence: who, and since when they're gone."""
    name, year = one.client.name, one.last_word.year if one.last_word else None
    if one.client.standing is Standing.LEFT:
        if year:
            return _("This may be {name}, who left in {year}.").format(name=name, year=year)
        return _("This may be {name}, who left.").format(name=name)
    if year:
        return _("This may be {name}, last heard of in {year}.").format(name=name, year=year)
    return _("This may be {name}.").format(name=name.rstrip("."))


def known_for(client: Client) -> str:
    """What the owner would want to remember about them; often nothing."""
    if client.standing is Standing.PARTED:
        return _("You parted with them.")
    if client.standing is Standing.DECLINED:
        return _("You declined what they asked for before.")
    return ""


class _Card(QWidget):
    def __init__(self, cards: "AlikeCards", book: Book, one: Alike) -> None:
        super().__init__()
        client, said = one.client, known_for(one.client)
        flag = book.comfort.of(client.id)
        contact = "  ·  ".join(part for part in (client.phone, client.email) if part)
        words = kit.column(kit.label(who_it_may_be(one), "body", "ink", wrap=True), spacing=2)
        if contact:
            words.addWidget(kit.ElidedLabel(contact, "secondary", "ink3"))
        marked = flag is not None and flag.comfort in _TONES
        if said or marked:
            private = kit.row(kit.IconLabel("lock-simple", "ink2", 14), spacing=6)
            if said:
                private.addWidget(kit.label(said, "secondary", "ink2"))
            if flag is not None and marked:
                private.addWidget(kit.Pill(wording.word(flag.comfort), _TONES[flag.comfort], flag.comfort))
            private.addStretch(1)
            words.addLayout(private)
        here = kit.button(_("It's the same person"), "link", on_click=lambda: cards.same.emit(client.id))
        there = kit.button(_("Open"), "link", on_click=lambda: cards.opened.emit(client.id))
        for each in (here, there):
            each.setAccessibleDescription(client.name)
        line = kit.row(kit.IconLabel("users", "ink2", 16), words, there, here, spacing=10, margins=(14, 8, 14, 8))
        line.setStretch(1, 1)
        surface = kit.surface("private" if said or marked else "notice", line)
        self.setLayout(kit.column(surface))


class AlikeCards(QWidget):
    """A card for each, three at most. `opened` and `same` carry the client's id."""

    opened = Signal(int)
    same = Signal(int)

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._shown: list[Alike] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.hide()

    def show_alike(self, found: Sequence[Alike]) -> None:
        shown = list(found[:_MOST])
        if shown != self._shown:  # a card under the mouse stays while the name goes on
            self._shown = shown
            while (item := self._lines.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            for one in shown:
                self._lines.addWidget(_Card(self, self._book, one))
        self.setVisible(bool(shown))
