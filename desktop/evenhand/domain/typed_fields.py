"""What the owner typed for one letter, read from the text that it's kept as."""

import json
import re
from dataclasses import dataclass
from datetime import date, time

from evenhand.domain.letter_kinds import FieldKind


@dataclass(frozen=True, slots=True)
class Option:
    """One way to put it right, as a choice sheet offers it."""

    what: str
    by: date | None = None
    effort: str = ""  # what it asks of the client
    at: time | None = None  # on that day


def day(kept: str) -> date | None:
    """A day; None where none was typed. Raises ValueError for anything but an ISO day."""
    if not kept:
        return None
    found = date.fromisoformat(kept)
    if found.isoformat() != kept:
        raise ValueError("a day is kept as year, month and day")
    return found


def hour(kept: str) -> time | None:
    """An hour of a day; None where none was typed. Raises ValueError for anything but hours and minutes."""
    if not kept:
        return None
    found = time.fromisoformat(kept)
    if f"{found:%H:%M}" != kept:
        raise ValueError("an hour is kept as hours and minutes")
    return found


def options(kept: str) -> tuple[Option, ...]:
    """The ways to put it right, those without words left out. Raises ValueError."""
    try:
        rows = json.loads(kept) if kept else []
        if not isinstance(rows, list):
            raise TypeError("not a list")
        found = [
            Option(_words(one["what"]), day(_words(one["by"])), _words(one["effort"]), hour(_words(one.get("at", ""))))
            for one in rows
        ]
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("not a list of ways to put it right") from error
    return tuple(one for one in found if one.what.strip())


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not words")
    return value


def readable(kind: FieldKind, kept: str) -> bool:
    """Whether the text is one that a field of this kind is kept as."""
    try:
        match kind:
            case FieldKind.DAY:
                day(kept)
            case FieldKind.OPTIONS:
                options(kept)
            case FieldKind.EARLIER_BONUS:
                return re.fullmatch("keep|exchange|cancel|[0-9]*", kept) is not None
    except ValueError:
        return False
    return True
