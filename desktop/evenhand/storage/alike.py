"""Who somebody new may be already: by name, telephone number or e-mail address, however it's written."""

import re
from datetime import date
from typing import NamedTuple

from evenhand.domain.records import Client
from evenhand.storage import search

_LEAST_DIGITS = 7  # a shorter number is still being typed, or is an extension
_LEAST_LETTERS = 3
_MOST = 200  # candidates looked at; so many namesakes tell nothing


class Alike(NamedTuple):
    """A client who may be meant."""

    client: Client
    last_word: date | None  # their last order or contact, or the end of their last case


BY_NUMBER = "SELECT rowid FROM client_search WHERE client_search MATCH ? LIMIT ?"
BY_NAME = f"""SELECT rowid FROM client_beginnings WHERE client_beginnings MATCH ?
    AND (SELECT length(folded_name) FROM clients WHERE id = client_beginnings.rowid) = ? LIMIT {_MOST}"""
LAST_WORD = """SELECT nullif(max(
    coalesce((SELECT max(ordered_on) FROM orders WHERE client_id = ?1), ''),
    coalesce((SELECT substr(max(happened_at), 1, 10) FROM interactions WHERE client_id = ?1), ''),
    coalesce((SELECT max(max(received_on, coalesce(closed_on, ''))) FROM cases WHERE client_id = ?1), '')), '')"""


class Wanted:
    """Who is looked for, folded as clients are found by."""

    def __init__(self, name: str, phone: str, email: str) -> None:
        folded = search.fold(name)
        self.words = tuple(sorted(words(folded)))
        self.length = len(folded)
        self.number = number(phone)
        self.email = search.fold(email) if "@" in email else ""

    def queries(self) -> list[tuple[str, tuple[object, ...]]]:
        """Queries for the ids of those worth a closer look: what they're found by has a line for each part."""
        found: list[tuple[str, tuple[object, ...]]] = []
        if len(self.number) >= _LEAST_DIGITS:
            found.append((BY_NUMBER, (search.quoted(f"{self.number[-_LEAST_DIGITS:]}\n"), _MOST)))
        if len(self.email) > _LEAST_LETTERS:
            found.append((BY_NUMBER, (search.quoted(f"\n{self.email}"), _MOST)))
        if sum(len(word) for word in self.words) >= _LEAST_LETTERS:
            found.append((BY_NAME, (" ".join(search.quoted(word) for word in self.words), self.length)))
        return found

    def how(self, client: Client) -> int:
        """0 for nobody, 1 for a namesake, 2 for the same number or address."""
        if self.email and self.email == search.fold(client.email):
            return 2
        other = number(client.phone)
        shorter, longer = sorted((self.number, other), key=len)
        if len(shorter) >= _LEAST_DIGITS and longer.endswith(shorter):
            return 2
        return int(bool(self.words) and self.words == tuple(sorted(words(search.fold(client.name)))))


def words(folded: str) -> list[str]:
    """The words of a name, whatever stands between them."""
    return re.findall(r"[^\W_]+", folded)


def number(phone: str) -> str:
    """The digits that a number has at home and from abroad alike: 020 7946 0182 ends +44 20 7946 0182."""
    return search.digits(phone).lstrip("0")
