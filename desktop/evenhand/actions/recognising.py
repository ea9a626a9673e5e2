"""Recognising the people of a file: who is a client already, and who stood in the file before.

The rules are those of `storage.alike`, which look one person up; here everybody is looked up at once.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from evenhand.exchange.people import Person
from evenhand.storage import search
from evenhand.storage.alike import number, words
from evenhand.storage.imports import KnownClient

_BLOCKS = (0x370, 0x400, 0x530, 0x590)
_LEAST_DIGITS = 7  # a shorter number is an extension
_LEAST_LETTERS = 3
_MOST = 50  # who share a number or a name; so many tell nothing, such as a firm's switchboard


class By(StrEnum):
    """How somebody was recognised."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"


class Somebody(NamedTuple):
    """A client, or a person earlier in the file."""

    client_id: int  # 0 for somebody who isn't in the book
    line: int  # of the file; 0 for a client
    name: str
    words: tuple[str, ...]  # of the name, folded and sorted
    number: str
    email: str
    lacks: tuple[str, ...]


class Match(NamedTuple):
    """`sure` is whether it's the same person, as far as a file can say.

    Who shares a number or an address, and no word of the name, may be a colleague or of the same house; a namesake
    with another number or address is likely somebody else.
    """

    who: Somebody
    by: By
    sure: bool


class Faces:
    """Everybody who may be met again, by number, address and name."""

    def __init__(self, clients: Iterable[KnownClient]) -> None:
        self._numbers: dict[str, list[Somebody]] = defaultdict(list)
        self._emails: dict[str, list[Somebody]] = defaultdict(list)
        self._names: dict[tuple[str, ...], list[Somebody]] = defaultdict(list)
        for client in clients:
            name, digits, email = client.folded.split("\n")
            self._add(
                Somebody(client.id, 0, client.name, tuple(sorted(words(name))), digits.lstrip("0"), email, client.lacks)
            )

    def _add(self, one: Somebody) -> None:
        keys = (
            (self._numbers, one.number[-_LEAST_DIGITS:], len(one.number) >= _LEAST_DIGITS),
            (self._emails, one.email, "@" in one.email),
            (self._names, one.words, sum(map(len, one.words)) >= _LEAST_LETTERS),
        )
        for index, key, telling in keys:
            if telling and len(index[key]) < _MOST:  # type: ignore[index]
                index[key].append(one)  # type: ignore[index]

    def somebody(self, person: Person, lacks: tuple[str, ...]) -> Somebody:
        """The person as they're compared."""
        email = search.fold(person.email) if "@" in person.email else ""
        named = tuple(sorted(words(search.fold(person.name))))
        return Somebody(0, person.line, person.name, named, number(person.phone), email, lacks)

    def remember(self, one: Somebody) -> None:
        """Somebody new, who may stand in the file once more."""
        self._add(one)

    def match(self, one: Somebody) -> Match | None:
        """The likeliest to be the same: clients before people of the file, the same number before a namesake."""
        best: Match | None = None
        rank = (-1, -1)
        for by, who in self._near(one):
            if by is By.NAME:
                sure = not _differ(one.email, who.email) and not _differ(one.number, who.number)
            else:
                sure = _may_be_one(one.words, who.words)
            mine = (2 * sure + (by is not By.NAME), int(not who.line))
            if mine > rank:
                best, rank = Match(who, by, sure), mine
        return best

    def _near(self, one: Somebody) -> Iterable[tuple[By, Somebody]]:
        if "@" in one.email:
            yield from ((By.EMAIL, who) for who in self._emails.get(one.email, ()))
        if len(one.number) >= _LEAST_DIGITS:
            for who in self._numbers.get(one.number[-_LEAST_DIGITS:], ()):
                if one.number.endswith(who.number) or who.number.endswith(one.number):
                    yield By.PHONE, who
        if one.words:
            yield from ((By.NAME, who) for who in self._names.get(one.words, ()))


def _may_be_one(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two names share a word, or are in two alphabets and can't."""
    return bool(set(words) & set(others)) or _alphabets(words).isdisjoint(_alphabets(others))


def _alphabets(words: tuple[str, ...]) -> set[int]:
    """Each letter's block of the Unicode table, roughly: Latin, Cyrillic, Armenian."""
    return {bisect(_BLOCKS, ord(letter)) for word in words for letter in word if letter.isalpha()}


def _differ(one: str, other: str) -> bool:
    return bool(one) and bool(other) and not one.endswith(other) and not other.endswith(one)
