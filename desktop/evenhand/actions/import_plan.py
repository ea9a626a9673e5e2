"""What a file holds, and what taking it would do: the words that the sheet and the command have in common."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from evenhand.actions.recognising import By
from evenhand.exchange.people import NAMING, BadRow, Field, Person

if TYPE_CHECKING:
    from evenhand.exchange.tables import Table


class ImportStopped(Exception):
    """The owner stopped it; nothing of it is in the book."""


class Known(StrEnum):
    """Who somebody in the file is to the book."""

    NEW = "new"
    CLIENT = "client"  # in the book already
    TWICE = "twice"  # not in the book, but earlier in this file


class Do(StrEnum):
    ADD = "add"
    UPDATE = "update"  # fill what is still empty; nothing is overwritten
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file holds, as it was read. For address cards `table` is None and `fields` is empty."""

    path: Path
    encoding: str  # as Python names it
    encodings: tuple[str, ...]  # what else it may be, the likeliest first; `encoding` is among them
    sure: bool  # the file itself says how it's encoded, so there's nothing to ask
    people: tuple[Person, ...]
    bad: tuple[BadRow, ...]
    table: "Table | None" = None
    fields: tuple[Field | None, ...] = ()  # what each column holds; None: not taken
    country: str = ""  # how addresses are written that don't say theirs

    @property
    def named(self) -> bool:
        """Whether it's said where the names are; without, there's nobody to take yet."""
        return self.table is None or bool(NAMING & set(self.fields))


@dataclass(slots=True)
class Line:
    """One person of the file beside the book. `do` is a proposal that the owner may change."""

    person: Person
    known: Known
    do: Do
    by: By | None = None
    client_id: int = 0  # of the client already in the book
    client_name: str = ""
    twin: int = 0  # for TWICE: the line of the file where the person stood first
    fills: tuple[str, ...] = ()  # fields of the client that are empty, and that the file knows: Client's names, "note"


@dataclass(slots=True)
class Plan:
    """What taking the file would do."""

    source: str  # the file's name, without its folder
    lines: list[Line]
    bad: tuple[BadRow, ...] = ()
    language: str = "en"  # for those of whom the file doesn't say it; a proposal that the owner may change
    currency: str = "EUR"

    @property
    def silent(self) -> bool:
        """Whether the file doesn't say the language of somebody in it."""
        return any(not line.person.language for line in self.lines)

    def counts(self) -> dict[Do, int]:
        """How many would be added, updated and skipped; rows that can't be taken aren't among them."""
        found = dict.fromkeys(Do, 0)
        for line in self.lines:
            found[line.do] += 1
        return found
