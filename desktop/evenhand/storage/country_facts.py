"""Country facts: those the app brings, from resources/countries/<code>.toml, and the owner's own before them."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from evenhand import resources
from evenhand.domain.country_facts import (
    AddressNeeds,
    CountedFrom,
    CountryFact,
    PostalCodePlace,
    Topic,
    Unit,
    not_verified,
)
from evenhand.storage.connection import Connection, Kind
from evenhand.storage.rows import from_row, to_row

# What the owner can change. Which day a term is counted from stays what the law says.
_CHANGED = ("country", "topic", "days", "unit", "first_day_counts", "source", "checked_on")


@dataclass(frozen=True, slots=True)
class _Country:
    facts: tuple[CountryFact, ...]
    needs: AddressNeeds | None


@cache
def _brought(country: str) -> _Country:
    """What the app brings for the country: every topic, those that it knows nothing of as not verified."""
    file = resources.path("countries", f"{country}.toml")
    if not file.is_file():
        return _Country(tuple(not_verified(country, topic) for topic in Topic), None)
    said: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    address = said["address"]
    needs = AddressNeeds(
        country,
        postal_code=address.get("postal_code", ""),
        example=address.get("example", ""),
        place=PostalCodePlace(address.get("place", PostalCodePlace.OWN_LINE)),
        house_number=address["house_number"],
    )
    return _Country(tuple(_fact(country, topic, said[topic]) for topic in Topic), needs)


def _fact(country: str, topic: Topic, said: dict[str, Any]) -> CountryFact:
    empty = not_verified(country, topic)
    return replace(
        empty,
        days=said.get("days"),
        unit=Unit(said.get("unit", empty.unit)),
        first_day_counts=said.get("first_day_counts", False),
        source=said.get("source", ""),
        checked_on=said.get("checked_on"),
        counted_from=CountedFrom(said.get("counted_from", empty.counted_from)),
        changing=said.get("changing", False),
    )


def _known(country: str) -> bool:
    return re.fullmatch("[A-Z]{2}", country) is not None


class CountryFacts:
    def __init__(self, connection: Connection) -> None:
        self._book = connection

    def countries(self) -> tuple[str, ...]:
        """The countries that the app brings facts for and those the owner wrote some for, by code."""
        brought = {file.stem for file in resources.path("countries").glob("*.toml")}
        return tuple(sorted(brought | set(self._book.firsts("SELECT DISTINCT country FROM country_facts"))))

    def of(self, country: str) -> tuple[CountryFact, ...]:
        """One fact for each topic, the owner's own before what the app brings; none for what is no country code."""
        if not _known(country):
            return ()
        facts = {fact.topic: fact for fact in _brought(country).facts}
        sql = f"SELECT {', '.join(_CHANGED)} FROM country_facts WHERE country = ?"
        for row in self._book.rows(sql, (country,)):
            brought = facts[Topic(row[1])]
            facts[brought.topic] = from_row(
                CountryFact, row, counted_from=brought.counted_from, changing=False, edited=True
            )
        return tuple(facts.values())

    def needs(self, country: str) -> AddressNeeds | None:
        """What an address in the country needs; None where the app doesn't know."""
        return _brought(country).needs if _known(country) else None

    def edit(self, fact: CountryFact) -> None:
        """Keeps the owner's own word on a topic, in place of an earlier one and of what the app brings.

        Kept are its days, unit, whether the first day counts, source and day of checking.
        Raises StorageFailed for days below zero or a country that isn't two letters.
        """
        row = to_row(fact)
        with self._book.writing(Kind.OWNER):
            table = self._book.tables.CountryFact
            table.insert({name: row[name] for name in _CHANGED}).on_conflict_replace().execute(self._book.db)

    def reset(self, country: str, topic: Topic) -> None:
        """Goes back to what the app brings."""
        with self._book.writing(Kind.OWNER):
            table = self._book.tables.CountryFact
            table.delete().where(table.country == country, table.topic == topic.value).execute(self._book.db)
