"""People as files hold them, before anybody has looked whether the book knows them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST = 100_000  # people in one file
ADDRESS_LINES = 7  # what fits the window of an envelope


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


@dataclass(frozen=True, slots=True)
class BadRow:
    """What couldn't be taken of a file, and why. `line` is where it begins, `last` where it ends, from 1.

    reason            what it's about
    too_few           a row with fewer cells than there are headings: `found` of `wanted`
    too_many          a row with more
    open_quote        a quotation mark that isn't closed in its row, or closed within words
    field_too_long    a cell of more than a million characters
    nul               a row with signs that no text has
    no_name           a row or card without a name and without a company
    card_cut          the last card ends before its end
    card_broken       a card whose lines can't be told apart
    card_too_long     a card of more than a million characters, pictures not counted
    """

    line: int
    reason: str
    last: int = 0
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
    note: str = ""
