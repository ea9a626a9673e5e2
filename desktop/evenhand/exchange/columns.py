"""What the columns of a table hold of a client, recognised by their headings, and people made of the rows."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from evenhand.exchange import wordings
from evenhand.exchange.people import (
    NAMING,
    BadRow,
    Field,
    Person,
    address_lines,
    fits,
    lines_of,
    one_line,
)
from evenhand.exchange.refusal import FileRefused
from evenhand.exchange.tables import Row, Table

_VALUES = re.compile(r" ::: ")  # Google's sign between several numbers of one kind
_PARTS = (Field.STREET, Field.STREET_MORE, Field.POSTCODE, Field.TOWN, Field.REGION, Field.COUNTRY)


def plain(heading: str) -> str:
    """A heading without case, accents and signs: "E-mail 1 - Value" is "e mail 1 value"."""
    text = unicodedata.normalize("NFKD", heading.casefold())
    return " ".join(re.sub(r"[^\w#]+", " ", "".join(c for c in text if not unicodedata.combining(c))).split())


@cache
def _known() -> dict[str, Field]:
    return {
        plain(heading): Field(field) for field, headings in wordings.data()["fields"].items() for heading in headings
    }


def recognised(headers: Sequence[str]) -> tuple[Field | None, ...]:
    """What each column holds; None for one that isn't taken."""
    known = _known()
    names = [plain(header) for header in headers]
    found = [known.get(name) or known.get(re.sub(r"\d+", "#", name)) for name in names]
    contacts = {plain(one) for one in wordings.data()["firms"]["contacts"]}
    if contacts & set(names):
        firm = {Field.NAME} if Field.FIRST in found else {Field.NAME, Field.LAST}  # a surname on its own is a name
        found = [
            Field.COMPANY if field in firm and name not in contacts else field
            for name, field in zip(names, found, strict=True)
        ]
    return tuple(_in_context(found))


def _in_context(found: list[Field | None]) -> list[Field | None]:
    """A first or a last name on its own is the whole name; an address beside a town is the street."""
    there = set(found)
    alone = {}
    if Field.NAME not in there and (Field.FIRST in there) != (Field.LAST in there):
        alone = {Field.FIRST: Field.NAME, Field.LAST: Field.NAME}
    if Field.STREET not in there and there & {Field.TOWN, Field.POSTCODE}:
        alone[Field.ADDRESS] = Field.STREET
    return [alone.get(one, one) if one else None for one in found]


def people(
    table: Table, fields: Sequence[Field | None], *, country: str = ""
) -> tuple[tuple[Person, ...], tuple[BadRow, ...]]:
    """The people in the rows, and the rows that name nobody. `country` is for addresses that don't say theirs.

    Raises FileRefused: 'no_name_column'.
    """
    if not NAMING & set(fields):
        raise FileRefused("no_name_column")
    reader = _Reader(fields, table.rows, country)
    found: list[Person] = []
    bad: list[BadRow] = []
    for row in table.rows:
        one = reader.person(row)
        if isinstance(one, Person):
            found.append(one)
        else:
            bad.append(one)
    return tuple(found), tuple(bad)


class _Reader:
    """Makes people of rows by one mapping of columns."""

    def __init__(self, fields: Sequence[Field | None], rows: Sequence[Row], country: str) -> None:
        self._at = {field: [place for place, one in enumerate(fields) if one is field] for field in Field}
        self._country = country
        self._places = _addresses([self._at[part] for part in _PARTS])
        since = [row.cells[place] for place in self._at[Field.SINCE] for row in rows]
        self._order = wordings.day_order(since)

    def _first(self, cells: Sequence[str], field: Field) -> str:
        for place in self._at[field]:
            if text := one_line(cells[place]):
                return text
        return ""

    def _all(self, cells: Sequence[str], field: Field) -> list[str]:
        found: list[str] = []
        for place in self._at[field]:
            if cell := cells[place]:
                found += [text for text in map(one_line, _VALUES.split(cell)) if text and text not in found]
        return found

    def person(self, row: Row) -> Person | BadRow:
        cells = row.cells
        company = self._first(cells, Field.COMPANY)
        name = self._first(cells, Field.NAME) or " ".join(
            filter(None, (self._first(cells, part) for part in (Field.FIRST, Field.MIDDLE, Field.LAST)))
        )
        name, company = name or company, company if name not in ("", company) else ""
        if not any(map(str.isalnum, name)):
            return BadRow(row.line, "no_name")
        phones, emails = self._all(cells, Field.PHONE), self._all(cells, Field.EMAIL)
        address, country, left, further = self._address(cells)
        notes = [text for place in self._at[Field.NOTE] for text in lines_of(cells[place])]
        notes += phones[1:] + emails[1:] + further
        language, currency, since = (self._first(cells, one) for one in (Field.LANGUAGE, Field.CURRENCY, Field.SINCE))
        code, day = wordings.currency(currency), wordings.day(since, self._order)
        notes += [text for text, known in ((currency, code), (since, day)) if text and not known]
        person = Person(
            line=row.line,
            name=name,
            company=company,
            phone=phones[0] if phones else "",
            email=emails[0] if emails else "",
            address_lines=address_lines(company, address, left),
            country=country,
            language=wordings.language(language),
            currency=code,
            since=day,
            note="\n".join(notes),
        )
        return person if fits(person) else BadRow(row.line, "too_long")

    def _address(self, cells: Sequence[str]) -> tuple[list[str], str, str, list[str]]:
        """The first address with anything in it, its country's code, a country that isn't known, further addresses."""
        found: list[tuple[list[str], str, str]] = []
        for places in self._places:
            street, more, postcode, town, region, country = (
                [cells[place] for place in each if cells[place].strip()] for each in places
            )
            if not (street or town or postcode):
                continue
            # House and flat in columns of their own belong on the street's line.
            apart = len(places[1]) < 2
            rest = "\n".join(more) if apart else ""
            line = "\n".join(street) if apart else ", ".join(map(one_line, [*street, *more]))
            code = wordings.country(one_line(" ".join(country)))
            left = "" if code else one_line(" ".join(country))
            here = " ".join(postcode), " ".join(town), ", ".join(region)
            lines = wordings.address(code or self._country, line, rest, *here)
            if all(lines != known for known, *_ in found):
                found.append((lines, code, left))
        if found:
            lines, code, left = found[0]
            further = [", ".join(filter(None, (*more_lines, where or of))) for more_lines, of, where in found[1:]]
            return lines, code, left, further
        named = self._first(cells, Field.COUNTRY)
        code = wordings.country(named)
        for place in self._at[Field.ADDRESS]:
            if lines := lines_of(cells[place]):
                return lines, code, "" if code else named, []
        return [], code, "" if code else named, []


def _addresses(parts: list[list[int]]) -> list[list[list[int]]]:
    """Which columns hold the parts of the first address, of the second ...; several may hold one part of the same."""
    street, postcode, town = parts[0], parts[2], parts[3]
    count = max(map(len, (street, postcode, town)))
    begin = next((one for one in (street, town, postcode) if len(one) == count), [])
    found: list[list[list[int]]] = [[[] for _part in parts] for _address in range(count)]
    for number, part in enumerate(parts):
        for nth, place in enumerate(part if count else []):
            beside = sum(place >= one for one in begin) - 1
            found[nth if len(part) == count else max(beside, 0)][number].append(place)
    return found
