"""The backups that the window makes by itself: after half an hour of change, and when it closes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui.aside import Aside

if TYPE_CHECKING:
    from evenhand.storage.backups import Backup
    from evenhand.storage.seen import Seen
    from evenhand.ui.room import Room

EVERY = 30 * 60  # seconds of change between two backups, and between a failed one and the next try
_LOOK_MS = 60_000


def _now() -> datetime:
    return datetime.now(UTC)


class Safekeeping(QObject):
    """What is known of the book's backups, and who makes them while the window is open.

    `now` is the clock on the wall (aware), `ticks` one in seconds that nobody can set.
    """

    moved = Signal()  # the last good backup is another, or what keeps a newer one from being written
    restored = Signal()  # another book is in the place of the one that was open

    def __init__(
        self,
        parent: QObject,
        book: Book,
        seen: "Seen | None",
        *,
        now: Callable[[], datetime] = _now,
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self.book, self.seen, self.now = book, seen, now
        self._ticks = ticks
        self._aside = Aside(self)
        self._since: float | None = None  # when the first change was made that's in no backup
        self._trouble: Exception | None = None
        self._again_at: tuple[float, datetime] | None = None
        self._room: Room | None = None
        self._then: list[Callable[[bool], object]] = []
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        if self.keeps:
            self._timer.start()

    @property
    def keeps(self) -> bool:
        """Whether backups are made by themselves."""
        return self.seen is not None and self.book.folder is not None and not self.book.read_only

    @property
    def can_back_up(self) -> bool:
        """Whether there's a folder to back up into; a book in memory has none."""
        return self.book.folder is not None and not self.book.read_only

    # How things stand

    def last_good(self) -> datetime | None:
        """When the newest backup that lies there was made, in the owner's own time."""
        found = self.backups()
        return found[0].made_at.astimezone() if found else None

    def backups(self) -> "list[Backup]":
        """What lies beside the book, the newest first; nothing where the folder can't be read."""
        if self.book.folder is None:
            return []
        from evenhand.storage.backups import Backups

        try:
            return Backups(self.book.folder).all()
        except OSError:
            return []

    @property
    def busy(self) -> bool:
        """Whether a backup is being written now."""
        return self._aside.busy

    def trouble_in_words(self) -> str:
        """Why the last backup could not be written; nothing once one could."""
        if self._trouble is None:
            return ""
        from evenhand import wording

        return f"{_('The backup could not be written.')} {wording.sentence(self._trouble)}"

    def show_in(self, room: "Room") -> None:
        """The foot and the banner of a window that was built anew."""
        self._room = room
        room.banner.again.clicked.connect(lambda: self.back_up())

    def show(self) -> None:
        """Says at the foot, and above the screens, how things stand."""
        if self._room is None or not isValid(self._room):
            return
        text = self.trouble_in_words()
        if text and self._again_at is not None:
            at = f"{self._again_at[1].astimezone():%H:%M}"
            text = f"{text} {_('Your work is saved here; I will try again at {time}.').format(time=at)}"
        self._room.show_backup(self.last_good(), self.now().astimezone(), text)

    # Backing up

    def note_change(self) -> None:
        """The book was written to."""
        if self._since is None:
            self._since = self._ticks()

    def look(self) -> None:
        """Backs up when it's time to; asked every minute."""
        if self._since is None or self._aside.busy:
            return
        due = self._again_at[0] if self._again_at is not None else self._since + EVERY
        if self._ticks() >= due:
            self.back_up()

    def is_due_on_exit(self) -> bool:
        """Whether something was changed that's in no backup."""
        return self.keeps and self._since is not None

    def back_up(self, then: Callable[[bool], object] | None = None) -> None:
        """Copies the book now and reads the copy through beside the window; `then` hears whether it's good."""
        if then is not None:
            self._then.append(then)
        if self._aside.busy:
            return  # who asked hears of the one that's being written
        from evenhand import wording
        from evenhand.storage.backups import Backups

        assert self.book.folder is not None
        changed_since, self._since = self._since, None
        try:
            copy = Backups(self.book.folder).copy_out(self.book, self.now())
        except wording.KNOWN_ERRORS as error:
            self._since = changed_since
            self._end(error)
            return

        def on_read(_backup: object, error: Exception | None) -> None:
            if error is not None:
                self._since = changed_since
            self._end(error)

        self._aside.start(copy.verify, on_read)

    def back_up_and_wait(self) -> bool:
        """Backs up and comes back when that's done; whether it was."""
        self.back_up()
        self._aside.wait()
        return self._trouble is None

    def _end(self, error: Exception | None) -> None:
        self._trouble = error
        if error is None:
            self._again_at = None
        else:
            self._again_at = (self._ticks() + EVERY, self.now() + timedelta(seconds=EVERY))
        waiting, self._then = self._then, []
        self.show()
        self.moved.emit()
        for each in waiting:
            each(error is None)
