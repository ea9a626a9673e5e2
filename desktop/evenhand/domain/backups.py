"""Which backups are let go as they age: all of two days stay, then one a day, a week, a month."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

ALL_OF = timedelta(days=2)
DAYS, WEEKS, MONTHS = 7, 8, 12

# What makes two backups one of the same day, week or month (UTC), and of how many of these the newest stays. They are
# counted, not reckoned from today: who comes back after a year finds what there was.
_RULES: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (DAYS, lambda at: at.date()),
    (WEEKS, lambda at: at.isocalendar()[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)


def to_drop(stamps: Sequence[datetime], now: datetime) -> list[datetime]:
    """The backups to let go, the oldest first. Never the newest, and never one from the future: a clock was wrong."""
    return list(in_place_of(stamps, now))


def in_place_of(stamps: Sequence[datetime], now: datetime) -> dict[datetime, datetime]:
    """Each backup to let go with the one that stays in its place: the next younger."""
    past = sorted({at for at in stamps if at <= now})
    kept = {at for at in past if now - at < ALL_OF}
    for most, same in _RULES:
        newest = {same(at): at for at in past}  # the last of each wins
        kept.update(sorted(newest.values())[-most:])
    stands = sorted(kept)
    return {at: next(later for later in stands if later > at) for at in past if at not in kept}
