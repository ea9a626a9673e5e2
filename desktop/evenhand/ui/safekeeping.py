"""The backups that the window makes by itself: after half an hour of change, and when it closes."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from evenhand.storage.book import Book, Kind
from evenhand.storage.errors import StorageError, StorageFailed
from evenhand.translation import _
from evenhand.ui.aside import Aside
from evenhand.ui.second_place import SecondPlace

if TYPE_CHECKING:
    from evenhand.storage.backups import Backup, Backups, HalfBackup
    from evenhand.storage.seen import Seen
    from evenhand.ui.desk import Say
    from evenhand.ui.room import Room

EVERY = 30 * 60  # seconds of change between two backups, and between a failed one and the next try
_LOOK_MS = 60_000


class _Done(NamedTuple):
    backup: "Backup"
    carried: bool  # to the second place
    not_carried: StorageError | None  # why, where the place is there


def _now() -> datetime:
    return datetime.now(UTC)


class Safekeeping(QObject):
    """What is known of the book's backups, and who makes them while the window is open.

    `now` is the clock on the wall (aware), `ticks` one in seconds that nobody can set.
    """

    moved = Signal()  # a backup was written, or could not be
    restored = Signal()  # another book lies in the place of the one that was open, and is open now

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
        self.second = SecondPlace(book, seen, now)
        self._letters = -1  # how many there were when the numbers given were last remembered
        self._ticks = ticks
        self._aside = Aside(self)
        self._known = False  # whether it was looked up what is in no backup yet
        self._since: float | None = None  # when the first change was made that's in none
        self._trouble: Exception | None = None
        self._again: tuple[float, datetime] | None = None  # when it's tried again, by either clock
        self._damaged = False
        self._shown = False, False  # whether the book is only looked at, and whether it's damaged, at the foot
        self._room: Room | None = None
        self._say: Say | None = None
        self._then: list[Callable[[bool], object]] = []
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        if seen is not None:  # a book that is only looked at may be written to later
            self._timer.start()

    @property
    def keeps(self) -> bool:
        """Whether backups are made by themselves."""
        return self.seen is not None and self.can_back_up

    @property
    def can_back_up(self) -> bool:
        """Whether there's a folder to back up into, which a book in memory lacks."""
        return self.book.folder is not None and not self.book.read_only

    @property
    def busy(self) -> bool:
        """Whether a backup is being written now."""
        return self._aside.busy

    # How things stand

    def backups(self) -> "list[Backup]":
        """What lies beside the book, the newest first; nothing where the folder can't be read."""
        if self.book.folder is None:
            return []
        from evenhand.storage.backups import Backups

        try:
            return Backups(self.book.folder).all()
        except OSError:
            return []

    def last_good(self) -> datetime | None:
        """When the newest of them that was read through was made, in the owner's own time."""
        return next((one.made_at.astimezone() for one in self.backups() if one.seal), None)

    def trouble_in_words(self) -> str:
        """Why the last backup could not be written; nothing once one could."""
        if self._trouble is None:
            return ""
        from evenhand import wording

        return f"{_('The backup could not be written.')} {wording.sentence(self._trouble)}"

    def show_in(self, room: "Room", say: "Say") -> None:
        """The foot and the banner of a window that was built anew, and how it speaks."""
        self._room, self._say = room, say
        room.back_up_again.connect(lambda: self.back_up())

    def show(self) -> None:
        """Says at the foot, and above the screens, how things stand."""
        self._look_up()
        if self._room is None or not isValid(self._room):
            return
        text = self.trouble_in_words()
        if text and self._again is not None:
            again = _("Your work is saved here; I will try again at {time}.")
            text = f"{text} {again.format(time=f'{self._again[1].astimezone():%H:%M}')}"
        self._shown = self.book.read_only, self._damaged
        self._room.show_backup(
            self.last_good(), self.now().astimezone(), text, looks_only=self.book.read_only, damaged=self._damaged
        )
        asks = self.second.asks_in_words() if self.keeps else ""
        self._room.remind(asks, self._snooze, (_("Copy now"), self._carry))

    def note_damaged(self, damaged: bool) -> None:
        """Whether a screen could not read the book, because it's damaged inside."""
        self._damaged = damaged
        self._show_again()

    def _show_again(self) -> None:
        if self._shown != (self.book.read_only, self._damaged):
            self.show()

    def _carry(self) -> None:
        if self._say is not None:
            self.carry_and_say(self._say)

    def _snooze(self) -> None:
        self.second.snooze()
        self.show()

    def _look_up(self) -> None:
        if self._known or not self.keeps:
            return
        self._known = True
        if self._needs_one():
            self.note_change()

    def _needs_one(self) -> bool:
        from evenhand.actions.safekeeping import needs_backup

        assert self.seen is not None
        try:
            return needs_backup(self.book, self.seen)
        except StorageFailed:  # the book is locked, and nothing can be read
            return False

    # Backing up

    def note_change(self, kinds: frozenset[Kind] = frozenset()) -> None:
        """The book was written to. A letter's number is remembered outside it at once: it's never given again."""
        self._show_again()
        if self._since is None:
            self._since = self._ticks()
        if self.seen is not None and Kind.LETTERS in kinds and (count := self.book.letters.count()) != self._letters:
            self._letters = count
            self.seen.note(self.book)
        if self.keeps and not self._timer.isActive():  # a book that was only looked at is being worked on now
            self._timer.start()

    def look(self) -> None:
        """Backs up when it's time to; asked every minute."""
        self.show()
        if self._since is None or self._aside.busy or not self.keeps:
            return
        due = self._again[0] if self._again is not None else self._since + EVERY
        if self._ticks() >= due and not self.book.connection.in_transaction and self._needs_one():
            self.back_up()

    def is_due_on_exit(self) -> bool:
        """Whether something was changed that's in no backup."""
        return self.keeps and self._needs_one()

    def back_up(self, then: Callable[[bool], object] | None = None) -> None:
        """Copies the book now and reads the copy through beside the window; `then` hears whether there's a new one."""
        if then is not None:
            self._then.append(then)
        if self._aside.busy or not self.can_back_up:
            return  # who asked hears of the one that's being written
        from evenhand.storage.backups import Backups

        assert self.book.folder is not None
        backups, since, self._since = Backups(self.book.folder), self._since, None
        try:
            half, book_id, place = backups.copy_out(self.book, self.now()), self.book.id, self.second.place()
        except StorageError as error:
            self._since = since
            self._end(error)
            return
        now = self.now()

        def done(result: _Done | None, error: Exception | None) -> None:
            if result is None:
                self._since = since if since is not None else self._since
            else:
                self._note(half, result)
            self._end(error)

        self._aside.start(lambda: _finish(backups, half, now, book_id, place), done)

    def _note(self, half: "HalfBackup", result: _Done) -> None:
        self.second.not_carried = result.not_carried
        if self.seen is None:
            return
        with suppress(StorageError):  # it was locked meanwhile; the next start backs it up once more
            self.seen.note_backup(self.book, half.made_at, half.written)
            self.seen.note(self.book)
            if result.carried:
                self.seen.note_second(self.book, half.made_at)

    def back_up_and_say(self, say: "Say") -> None:
        """Backs up because the owner asked for it, and says how it went."""

        def told(good: bool) -> None:
            say(_("Backed up, and the copy was read through.") if good else self.trouble_in_words(), failed=not good)

        self.back_up(told)

    def carry_and_say(self, say: "Say") -> None:
        """Backs up because the second place is there now, and says whether a copy arrived."""

        def told(good: bool) -> None:
            text, arrived = self.second.told()
            say(text if good else self.trouble_in_words(), failed=not (good and arrived))

        self.back_up(told)

    def back_up_and_wait(self) -> bool:
        """Backs up and comes back when that's done; whether it was."""
        if self._aside.busy:
            self._aside.wait()  # it may lack what was written since
        if self.keeps and self._needs_one():
            self.back_up()
            self._aside.wait()
        return self._trouble is None

    def _end(self, error: Exception | None) -> None:
        self._trouble = error
        self._again = None if error is None else (self._ticks() + EVERY, self.now() + timedelta(seconds=EVERY))
        waiting, self._then = self._then, []
        self.show()
        self.moved.emit()
        for each in waiting:
            each(error is None)

    def note_closed(self) -> None:
        """The window closes, and all that was written is in the book."""
        if self.seen is not None:
            with suppress(StorageError):
                self.seen.note(self.book)

    # Another book in its place

    def begin_anew(self) -> None:
        """A restored book is open: nothing that was known of the one before holds."""
        self._known, self._since, self._trouble, self._again = False, None, None, None
        self.second.not_carried, self._damaged = None, False
        self.restored.emit()


def _finish(backups: "Backups", half: "HalfBackup", now: datetime, book_id: str, place: "Path | None") -> _Done:
    """What needs no open book. Raises what verifying raises; the rest can wait for the next time."""
    backup = half.verify()
    with suppress(StorageFailed):
        backups.thin(now)
    if place is None or not place.is_dir():
        return _Done(backup, carried=False, not_carried=None)
    try:
        backups.copy_to(place, backup, now, book_id)
    except StorageError as error:
        return _Done(backup, carried=False, not_carried=error)
    return _Done(backup, carried=True, not_carried=None)
