"""Backups in words: when the last one was made, what a copy was made for, how large it is."""

from datetime import datetime
from decimal import Decimal

from evenhand import formats
from evenhand.translation import N_, _, language, ngettext

_MB = 1024 * 1024
# What a copy was made before, as the actions name it.
_BEFORE = {
    "import": N_("Before an import"),
    "restore": N_("Before a restore"),
    "erasure": N_("Before an erasure"),
    "rekey": N_("Before a new passphrase"),
}
_ELSE = N_("Set aside")


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


def size(count: int) -> str:
    """How large a file of so many bytes is."""
    if count < _MB // 10:
        return _("{n} KB").format(n=formats.number(Decimal(max(count, 1)) / 1024, language(), 0))
    return _("{n} MB").format(n=formats.number(Decimal(count) / _MB, language(), 1))


def made_before(why: str) -> str:
    """What a copy was made for, by what its name says."""
    if why.startswith("v"):
        return _("Before an update")
    if not why:
        return _("Backup")
    found = _BEFORE.get(why, _ELSE)
    return _(found)


def after_restore(erased_again: int, *, numbers_known: bool) -> list[str]:
    """What is to be known of a copy that was brought back, a sentence each: who was erased again, what isn't known."""
    said = []
    if erased_again:
        said.append(
            ngettext(
                "{n} client had been erased since, and is erased here as well.",
                "{n} clients had been erased since, and are erased here as well.",
                erased_again,
            )
        )
    if not numbers_known:
        said.append(
            _(
                "Nothing here tells which letters were issued after this copy was made."
                " Their numbers may be given again: compare the next one with your last letter."
            )
        )
    return said
