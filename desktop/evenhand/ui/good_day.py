"""The first word to the owner, by the time of day and by name."""

from datetime import time

from evenhand.translation import _

_NOON, _EVENING = 12, 18


def part_of_day(at: time) -> int:
    """0 in the morning, 1 in the afternoon, 2 in the evening."""
    return (at.hour >= _NOON) + (at.hour >= _EVENING)


def good_day(part: int, owner_name: str) -> str:
    """ "Good morning, Mara": by the first name, or by none where only an initial is known."""
    first = next(iter(owner_name.split()), "")
    if len(first.rstrip(".")) < 2:
        return (_("Good morning"), _("Good afternoon"), _("Good evening"))[part]
    words = (_("Good morning, {name}"), _("Good afternoon, {name}"), _("Good evening, {name}"))[part]
    return words.format(name=first)


def begun(line: str) -> str:
    """A line as one begins: some languages write their weekdays small."""
    return line[:1].upper() + line[1:]
