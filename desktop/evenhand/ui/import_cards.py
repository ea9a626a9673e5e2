"""Somebody of the file beside somebody of the book, and what is to be done with them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from evenhand import formats, wording
from evenhand.domain.records import Client
from evenhand.exchange.people import Person
from evenhand.translation import _, language
from evenhand.ui import widgets as kit
from evenhand.wording.country import country_name


class Facts(NamedTuple):
    """What a card shows of somebody; `new` are the names of those lines that the book doesn't know yet."""

    heading: str
    name: str
    phone: str = ""
    email: str = ""
    address_lines: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    since: date | None = None
    note: str = ""
    new: frozenset[str] = frozenset()


def facts_of_person(person: Person) -> Facts:
    """Somebody as the file has them."""
    return Facts(
        _("In the file, line {n}").format(n=person.line),
        person.name,
        person.phone,
        person.email,
        person.address_lines,
        person.country,
        person.language,
        person.since,
        person.note,
    )


def facts_of_client(client: Client) -> Facts:
    """Somebody as the book has them."""
    return Facts(
        _("In the book"),
        client.name,
        client.phone,
        client.email,
        client.address_lines,
        client.country,
        client.language,
        client.since,
    )


def filled(facts: Facts, person: Person, fills: Sequence[str]) -> Facts:
    """The same once `fills`, the names of what is empty, are filled in from somebody in the file."""
    new = {name: getattr(person, name) for name in fills if name in Facts._fields}
    return facts._replace(**new, new=frozenset(new))


_ICONS = {"phone": "phone", "email": "envelope-simple", "address_lines": "signpost", "note": "note"}


class PersonCard(QWidget):
    """One of the two cards; a line that comes in new is marked as such in hue, sign and word."""

    def __init__(self) -> None:
        super().__init__()
        self._card = kit.Card(spacing=6)
        self.setLayout(kit.column(self._card))

    def show_facts(self, facts: Facts) -> None:
        while (item := self._card.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._card.body.addWidget(kit.label(facts.heading, "secondary", "ink3", wrap=True))
        self._card.body.addWidget(kit.label(facts.name, "headline", wrap=True))
        for name, text in _lines(facts):
            self._card.body.addWidget(_line(name, text, name in facts.new))
        self.setAccessibleName(". ".join((facts.heading, facts.name, *(text for _name, text in _lines(facts)))))


def _lines(facts: Facts) -> list[tuple[str, str]]:
    place = [*facts.address_lines]
    if facts.country:
        place.append(country_name(facts.country))
    told = [
        ("phone", facts.phone),
        ("email", facts.email),
        ("address_lines", "\n".join(place)),
        ("language", wording.language_name(facts.language) if facts.language else ""),
        ("since", _("Since {day}").format(day=_day(facts.since)) if facts.since else ""),
        ("note", facts.note),
    ]
    return [(name, text) for name, text in told if text]


def _day(day: date) -> str:
    return formats.short_date(day, language(), year=True)


def _line(name: str, text: str, new: bool) -> QWidget:
    icon = "plus" if new else {"language": "chats-circle", "since": "calendar-blank"}.get(name) or _ICONS[name]
    tone = "acch" if new else "ink3"
    words = kit.label(text, "body_strong" if new else "body", "acch" if new else "ink", wrap=True)
    if new:
        words.setAccessibleName(_("Filled in: {text}").format(text=text))
    line = kit.row(kit.holder(kit.column(1, kit.IconLabel(icon, tone, 16), None)), words, spacing=8)
    line.setStretch(1, 1)
    return kit.holder(line)
