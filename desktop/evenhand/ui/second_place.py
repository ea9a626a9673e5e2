"""Where copies of the backups go besides: another disk, a stick, another folder. And when to ask for it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from evenhand import formats
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageError, StorageFailed
from evenhand.translation import _, language
from evenhand.ui.preferences import Preferences

if TYPE_CHECKING:
    from evenhand.storage.seen import Remembered, Seen

ASKS_AFTER = timedelta(days=14)
SNOOZES = timedelta(days=7)


class SecondPlace:
    """What is remembered of it on this computer. It may be a stick that isn't there now."""

    def __init__(self, book: Book, seen: "Seen | None", now: Callable[[], datetime]) -> None:
        self._book, self._seen, self._now = book, seen, now
        self.not_carried: StorageError | None = None  # what kept the last copy from arriving, where the place was there

    def _remembered(self) -> "Remembered | None":
        if self._seen is None or self._book.path is None:
            return None
        try:
            return self._seen.of(self._book.id)
        except StorageFailed:  # locked
            return None

    def place(self) -> Path | None:
        """The folder that was chosen."""
        found = self._remembered()
        return found.second_place if found else None

    def carried_at(self) -> datetime | None:
        """When a backup last went there."""
        found = self._remembered()
        return found.second_at if found else None

    def choose(self, place: Path | None) -> None:
        """Copies go there from the next backup on; None for nowhere. Raises StorageFailed."""
        assert self._seen is not None
        self.not_carried = None
        self._seen.set_second_place(self._book, place)

    def asks(self) -> bool:
        """Whether it's time to connect it again: two weeks without, and nobody asked for peace since."""
        found = self._remembered()
        if found is None or found.second_place is None:
            return False
        if found.second_at is not None and self._now() - found.second_at < ASKS_AFTER:
            return False
        snoozed = _moment(Preferences().chosen(self._key()))
        return snoozed is None or self._now() >= snoozed

    def asks_in_words(self) -> str:
        """One line when it's time to, else nothing."""
        place, at = self.place(), self.carried_at()
        if not self.asks():
            return ""
        if at is None:
            return _("The second place, {place}, has no copy yet. Connect it, then press Copy now.").format(place=place)
        return _("The second place, {place}, has its last copy from {day}. Connect it, then press Copy now.").format(
            place=place, day=formats.short_date(at.astimezone().date(), language(), year=True)
        )

    def told(self) -> tuple[str, bool]:
        """How the last copy went, and whether it arrived."""
        from evenhand import wording

        place = self.place()
        if place is None or not place.is_dir():
            return _("The second place isn't connected now. The backup is kept here."), False
        if self.not_carried is not None:
            return wording.sentence(self.not_carried), False
        return _("A copy is in {place}.").format(place=place), True

    def snooze(self) -> None:
        """Asks again in a week."""
        Preferences().set_chosen(self._key(), (self._now() + SNOOZES).astimezone(UTC).isoformat())

    def _key(self) -> str:
        return f"second place of {self._book.id[:8]}"


def _moment(text: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.fromisoformat(text) if text else None
    return None
