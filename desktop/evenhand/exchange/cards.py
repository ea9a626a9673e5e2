"""Address cards (vCard 2.1, 3.0 and 4.0) as people, a card at a time.

The reader is our own. vobject 0.9.9 stops for good at the first line that isn't one, takes three times as long for a
card, and brings three more libraries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evenhand.exchange import wordings
from evenhand.exchange.card_lines import Card, NotALine, Property, cards, property_of
from evenhand.exchange.encodings import encoding_of
from evenhand.exchange.people import MOST, BadRow, Person, address_lines, fits, lines_of, one_line
from evenhand.exchange.refusal import FileRefused

MOST_BYTES = 1_000_000_000  # most of it pictures, which are passed over


@dataclass(frozen=True, slots=True)
class Cards:
    """The people on the cards of a file, and the cards that couldn't be taken."""

    encoding: str
    encodings: tuple[str, ...]
    sure: bool
    people: tuple[Person, ...]
    bad: tuple[BadRow, ...]


def read(path: Path, *, encoding: str | None = None, country: str = "") -> Cards:
    """The cards in the file. `country` is for addresses that don't say theirs. Raises FileRefused, OSError."""
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused("too_large", limit=MOST_BYTES // 1_000_000)
    found = encoding_of(path)
    name = encoding or found.name
    people: list[Person] = []
    bad: list[BadRow] = []
    begun = False
    try:
        with path.open(encoding=name, newline="") as file:
            for card in cards(file):
                begun = begun or card.trouble != "card_broken"
                one = _person(card, name, country)
                if isinstance(one, Person):
                    people.append(one)
                else:
                    bad.append(one)
                if len(people) + len(bad) > MOST:
                    raise FileRefused("too_many_rows", limit=MOST)
    except UnicodeError as error:
        raise FileRefused("encoding", text=name) from error
    if not begun:
        raise FileRefused("no_cards")
    return Cards(name, found.others, found.sure, tuple(people), tuple(bad))


def _person(card: Card, encoding: str, country: str) -> Person | BadRow:
    if card.trouble:
        return BadRow(card.line, card.trouble)
    said: dict[str, list[Property]] = {}
    number = card.line
    try:
        for number, line in card.lines:  # noqa: B007  it's told where reading ended
            one = property_of(line, encoding)
            said.setdefault(one.name, []).append(one)
        number = card.line
        return _read(card.line, said, country)
    except (NotALine, ValueError, LookupError):
        return BadRow(number, "card_broken")


def _read(line: int, said: dict[str, list[Property]], home: str) -> Person | BadRow:
    company = next((text for one in said.get("ORG", ()) if (text := one_line(one.parts[0]))), "")
    name = next((text for one in said.get("FN", ()) if (text := one_line(one.text))), "") or _name(said.get("N", ()))
    name, company = name or company, company if name not in ("", company) else ""
    if not any(map(str.isalnum, name)):
        return BadRow(line, "no_name")
    phones = _numbers((one for one in said.get("TEL", ()) if not one.has("fax")), "tel:")
    emails = _numbers(said.get("EMAIL", ()), "mailto:")
    address, code, left = _address(said.get("ADR", ()), home)
    notes = [text for one in said.get("NOTE", ()) for text in lines_of(one.text)] + phones[1:] + emails[1:]
    spoken = (wordings.language(one_line(one.text)) for one in _preferred(said.get("LANG", ())))
    person = Person(
        line=line,
        name=name,
        company=company,
        phone=phones[0] if phones else "",
        email=emails[0] if emails else "",
        address_lines=address_lines(company, address, left),
        country=code,
        language=next(filter(None, spoken), ""),
        note="\n".join(notes),
    )
    return person if fits(person) else BadRow(line, "too_long")


def _name(said: Iterable[Property]) -> str:
    """Given, further and family names, and what stands after them (Jr)."""
    for one in said:
        family, given, further, _prefix, after = (*map(one_line, one.parts), "", "", "", "", "")[:5]
        if found := " ".join(filter(None, (given, further, family, after))):
            return found
    return ""


def _preferred(said: Iterable[Property]) -> list[Property]:
    """In their order, those first that are marked as preferred, and before all the one with PREF=1."""
    return sorted(said, key=lambda one: (one.said.get("pref") or "100").rjust(3, "0") if not one.has("pref") else "000")


def _numbers(said: Iterable[Property], scheme: str) -> list[str]:
    found: dict[str, None] = {}
    for one in _preferred(said):
        text = one_line(one.text)
        if text.casefold().startswith(scheme):
            text = text[len(scheme) :].partition(";")[0].partition("?")[0]
        if text:
            found[text] = None
    return list(found)


def _address(said: Iterable[Property], home: str) -> tuple[list[str], str, str]:
    """The lines of the first address with anything in it, its country's code, and a country that isn't known."""
    for one in _preferred(said):
        box, more, street, town, region, postcode, country = (*one.parts, *[""] * 7)[:7]
        if any(map(one_line, (box, more, street, town, region, postcode, country))):
            country = one_line(country)
            code = wordings.country(country)
            lines = wordings.address(code or home, "\n".join((box, street)), more, postcode, town, region)
            return lines, code, "" if code else country
    return [], "", ""
