"""When the book was last backed up, and when a copy was made, as a person would say it."""

from datetime import datetime

from evenhand import formats
from evenhand.translation import _, language


def last_backup(at: datetime | None, now: datetime) -> str:
    """One short line about the last good backup; both moments in the owner's own time."""
    if at is None:
        return _("No backup yet")
    days = (now.date() - at.date()).days
    if days == 0:
        return _("Backup today, {time}").format(time=f"{at:%H:%M}")
    if days == 1:
        return _("Backup yesterday, {time}").format(time=f"{at:%H:%M}")
    return _("Backup on {day}").format(day=_day(at, now))


def moment(at: datetime, now: datetime) -> str:
    """A moment as it stands in a list: today or yesterday by name, else its day, and the time."""
    days = (now.date() - at.date()).days
    if days == 0:
        return _("Today, {time}").format(time=f"{at:%H:%M}")
    if days == 1:
        return _("Yesterday, {time}").format(time=f"{at:%H:%M}")
    return _("{day}, {time}").format(day=_day(at, now), time=f"{at:%H:%M}")


def _day(at: datetime, now: datetime) -> str:
    return formats.short_date(at.date(), language(), year=at.year != now.year)
