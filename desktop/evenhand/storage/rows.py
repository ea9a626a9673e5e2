"""Rows and records, by equal field names. A record's sums share one column `currency`; lists are JSON."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from evenhand.domain.money import CurrencyMismatch, Money

R = TypeVar("R")
Value = str | int | bytes | None


def _written(value: Any) -> Value:
    kind = type(value)
    if kind is str:  # most are, and a row has many
        return value if value.isascii() else _whole(value)
    if kind is bool:
        return int(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return _whole(json.dumps(value, ensure_ascii=False))
    if isinstance(value, StrEnum):
        return value.value
    assert value is None or isinstance(value, int | bytes)
    return value


def _whole(text: str) -> str:
    """The text without halves of characters, which a broken paste leaves and no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _reader(hint: Any) -> Any:
    """How a stored value of this type is read; None: as it is."""
    if isinstance(hint, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return lambda text: () if text == "[]" else tuple(item(one) for one in json.loads(text))
    if hint in (date, datetime, time):
        return hint.fromisoformat
    return hint if isinstance(hint, type) and issubclass(hint, bool | Decimal | StrEnum | Money) else None


@cache
def _readers(record: Any) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {field.name: _reader(hints[field.name]) for field in fields(record)}


@cache
def columns(record: Any) -> tuple[str, ...]:
    """The columns that hold a record, in the order `from_row` expects."""
    readers = _readers(record)
    return (*readers, "currency") if Money in readers.values() else tuple(readers)


def to_row(record: Any, *, leave: str = "") -> dict[str, Value]:
    """The record's columns and values, but for a field that is left to a table of its own.

    Raises CurrencyMismatch where its sums are in two currencies.
    """
    row: dict[str, Value] = {}
    currency: str | None = None
    kind: Any = type(record)
    readers = _readers(kind)
    for name in readers:
        if name == leave:
            continue
        value = getattr(record, name)
        if isinstance(value, Money):
            if currency not in (None, value.currency):
                raise CurrencyMismatch(str(currency), value.currency)
            currency, value = value.currency, value.minor
        row[name] = _written(value)
    return row | {"currency": currency} if Money in readers.values() else row


@cache
def _plan(record: Any) -> tuple[dict[str, int], tuple[tuple[int, Any], ...], tuple[int, ...]]:
    """Where each field stands, what is read otherwise than as it is stored, and where the sums are."""
    readers = list(_readers(record).values())
    read = tuple((place, _quick(one)) for place, one in enumerate(readers) if one is not None and one is not Money)
    sums = tuple(place for place, one in enumerate(readers) if one is Money)
    return {name: place for place, name in enumerate(_readers(record))}, read, sums


def _quick(reader: Any) -> Any:
    if not (isinstance(reader, type) and issubclass(reader, StrEnum)):
        return reader
    members = {one.value: one for one in reader}  # an enum's own look-up takes three times as long

    def member(value: Any) -> Any:
        found = members.get(value)
        return reader(value) if found is None else found

    return member


def from_row(record: type[R], row: Sequence[Any], **more: Any) -> R:
    """The record in a row whose values stand in the order of `columns`, with some fields given instead of read."""
    kind: Any = record
    places, read, sums = _plan(kind)
    values = list(row[: len(places)])
    if more:
        values.extend([None] * (len(places) - len(values)))
        for name in more:
            values[places[name]] = None
    for place, reader in read:
        if (value := values[place]) is not None:
            values[place] = reader(value)
    for place in sums:
        if (value := values[place]) is not None:
            values[place] = Money.of_minor(value, row[-1])
    for name, value in more.items():
        values[places[name]] = value
    return record(*values)
