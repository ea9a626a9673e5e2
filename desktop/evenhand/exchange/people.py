"""People as files hold them, before anybody has looked whether the book knows them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

MOST = 100_000  # people in one file
ADDRESS_LINES = 7  # what fits the window of an envelope
MOST_IN_LINE = 500  # characters of a name, a number, a line of an address
MOST_IN_NOTE = 100_000


class Field(StrEnum):
    """What a column of a table may hold of a client."""

    NAME = "name"  # the whole name
    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"
    COMPANY = "company"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"  # all of it, perhaps on several lines
    STREET = "street"
    STREET_MORE = "street_more"  # house, flat, second line
    POSTCODE = "postcode"
    TOWN = "town"
    REGION = "region"
    COUNTRY = "country"
    LANGUAGE = "language"
    CURRENCY = "currency"
    SINCE = "since"
    NOTE = "note"


NAMING = frozenset({Field.NAME, Field.FIRST, Field.LAST, Field.COMPANY})  # at least one is needed


@dataclass(frozen=True, slots=True)
class BadRow:
    """What couldn't be taken of a file, and why. `line` is where it begins, from 1.

    reason            what it's about
    too_few           a row with fewer cells than there are headings: `found` of `wanted`
    too_many          a row with more
    open_quote        a quotation mark that isn't closed in its row, or closed within words
    field_too_long    a cell of more than a million characters
    nul               a row with signs that no text has
    too_long          a name, number or line of an address of more than 500 characters, or a note of 100,000
    no_name           a row or card without a name and without a company
    card_cut          a card that ends before its end, as the last one of half a file does
    card_broken       a line that no card can have, or lines between cards
    card_too_long     a card of more than a million characters, pictures not counted
    """

    line: int
    reason: str
    found: int = 0
    wanted: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a file: the facts that a client has, empty where the file says nothing.

    `note` also holds further telephone numbers and addresses, and what couldn't be understood, a line each.
    """

    line: int  # where the row or card begins, from 1
    name: str
    company: str = ""  # the firm of a person; a firm alone is the name
    phone: str = ""
    email: str = ""
    address_lines: tuple[str, ...] = ()  # as the country writes them, the firm first
    country: str = ""  # ISO 3166 alpha-2
    language: str = ""  # one that letters are written in
    currency: str = ""  # ISO 4217
    since: date | None = None
    note: str = field(default="", repr=False)  # it becomes private: a fault or a log shows none of it


# Signs that are never seen, and those that turn the direction of what follows.
_UNSEEN = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
_UNSEEN |= dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF), "")


def one_line(text: str) -> str:
    """The text on one line, without what isn't seen."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if " " in text else text
    return " ".join(text.translate(_UNSEEN).split())


def lines_of(text: str) -> list[str]:
    """The lines of the text that aren't empty."""
    if not text:
        return []
    return [line for line in map(one_line, text.splitlines()) if line]


def address_lines(company: str, lines: list[str], country: str = "") -> tuple[str, ...]:
    """An address of as many lines as an envelope's window takes; more of them share the last one."""
    found = [line for line in (company, *lines, country) if line]
    if len(found) > ADDRESS_LINES:
        found[ADDRESS_LINES - 1 :] = [", ".join(found[ADDRESS_LINES - 1 :])]
    return tuple(found)


def fits(person: Person) -> bool:
    """Whether nothing of it is longer than a client's facts can be."""
    short = (person.name, person.phone, person.email, *person.address_lines)
    return max(map(len, short)) <= MOST_IN_LINE and len(person.note) <= MOST_IN_NOTE
