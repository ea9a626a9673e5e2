"""What goes on around an open book: its hint for other computers, a second start's call, what is said at the top."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from evenhand import wording
from evenhand.storage.book import Book, Kind
from evenhand.storage.errors import StorageError
from evenhand.storage.first_look import Finding
from evenhand.storage.presence import BEAT, Elsewhere, Presence
from evenhand.storage.seen import Seen
from evenhand.translation import _
from evenhand.ui.come_forward import Answer
from evenhand.ui.preferences import Preferences
from evenhand.ui.room import Room
from evenhand.ui.standing_banner import Choices, quiet_line, standing_banner

_CLOCK_MAY_LAG = 24 * 3600  # seconds; some disks keep their files' times without a time zone


def _now() -> datetime:
    return datetime.now(UTC)


class Vigil(QObject):
    """Of a window on a book in a folder, from its first paint to its end.

    `findings` is what was noticed when the book was opened; with any, it's only looked at until the owner goes on.
    """

    def __init__(
        self,
        window: QMainWindow,
        book: Book,
        findings: Sequence[Finding],
        *,
        seen: Seen,
        preferences: Preferences,
        now: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__(window)
        assert book.folder is not None
        self._window, self._book, self._seen, self._preferences = window, book, seen, preferences
        self._findings, self._now = tuple(findings), now
        self._folder: Path = book.folder
        self._looks_only = False  # the owner has chosen so
        self._written = -1  # how far the book had come when that was last noted
        self._presence = Presence(self._folder)
        self._lines: dict[str, Callable[[], str]] = {}
        self._over: list[QWidget] = []
        self._room = window.findChild(Room)  # none in Counter view
        self._answer = Answer(window, self._folder)
        self._timer = QTimer(interval=int(BEAT.total_seconds() * 1000))  # the window's own rest while it's locked
        self._timer.timeout.connect(self.beat)
        application = QApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.end)
        window.rebuilt.connect(self._show_in)  # type: ignore[attr-defined]
        self._look_at_clock()
        if not book.read_only:
            self._arrive()
        self._show()
        QTimer.singleShot(0, self, self.look_around)

    @property
    def looks_only(self) -> bool:
        """Whether the book is only looked at."""
        return self._book.read_only

    def _arrive(self) -> None:
        self._presence.arrive(self._now())
        self._note()
        self._timer.start()

    def _note(self) -> None:
        """Remembers how far the book has come, if it has; not while it's locked."""
        with suppress(StorageError):
            if (written := self._book.written) != self._written:
                self._seen.note(self._book)
                self._written = written

    def beat(self) -> None:
        """Gives a sign to other computers, every few minutes, and hears of one that has opened the book too."""
        self._note()
        other = self._presence.beat(self._now())
        if other is not None and "elsewhere" not in self._lines:
            self._say("elsewhere", lambda other=other: _opened(other))  # type: ignore[misc]
            self._show()

    def end(self) -> None:
        """The window has closed, the book not yet."""
        self._timer.stop()
        if not self._book.read_only:
            self._note()
        self._presence.leave()
        self._answer.stop()

    # Where the book lies

    def look_around(self) -> None:
        """Finds out whether the folder is copied about, and what that left. It takes a while."""
        from evenhand.storage.synced import synced_by, twins
        from evenhand.wording import first_look as words

        if service := synced_by(self._folder):
            self._say(f"synced {service}", lambda: words.synced(service))
        if found := twins(self._folder):
            names = " ".join(one.name for one in found)
            self._say(f"twins {names}", lambda: words.twins(found))
        self._show()

    def _look_at_clock(self) -> None:
        assert self._book.path is not None
        try:
            written = datetime.fromtimestamp(self._book.path.stat().st_mtime, UTC)
        except (OSError, OverflowError, ValueError):
            return
        now = self._now()
        if (written - now).total_seconds() > _CLOCK_MAY_LAG:
            today, day = now.astimezone().date(), written.astimezone().date()
            self._say("clock", lambda: _behind(today, day))

    def _say(self, what: str, words: Callable[[], str]) -> None:
        if self._preferences.chosen(_put_away(what)) != "yes":
            self._lines[what] = words

    def _dismiss(self, what: str) -> None:
        del self._lines[what]
        if what.startswith(("synced", "twins")):  # the others are news each time
            self._preferences.set_chosen(_put_away(what), "yes")
        self._show()

    # What the owner chose

    def _go_on(self) -> None:
        from evenhand.actions.safekeeping import go_on_with

        try:
            go_on_with(self._book, self._seen, today=self._now().astimezone().date())
        except wording.KNOWN_ERRORS as error:
            self._window.say(wording.sentence(error), failed=True)  # type: ignore[attr-defined]
            return
        self._findings = ()
        self._arrive()
        self._show()
        if self._book.changed is not None:
            self._book.changed(frozenset(Kind))  # the screens show what can be done now

    def _look_only(self) -> None:
        self._looks_only = True
        self._show()

    def _open_backup(self) -> None:
        from evenhand.ui.restore_form import restore_here

        restore_here(self._window.desk, self._window)  # type: ignore[attr-defined]

    # At the top of the window

    def _show(self) -> None:
        if self._room is not None and isValid(self._room):
            self._fill(self._room)

    def _show_in(self, room: Room) -> None:
        """The screens were built anew: in another language or size, or on a backup that was brought back."""
        self._room, self._over = room, []
        if self._findings and not self._book.read_only:
            self._findings = ()
            self._arrive()
        self._fill(room)

    def _fill(self, room: Room) -> None:
        focused = QApplication.focusWidget()
        had_focus = any(one.isAncestorOf(focused) for one in self._over) if focused is not None else False
        for old in self._over:
            old.hide()
            old.deleteLater()
        self._over = []
        if self._findings:
            choices = Choices(self._go_on, self._open_backup, self._look_only, self._window.close)
            self._over.append(standing_banner(self._findings, choices, chosen=self._looks_only))
        for what, words in self._lines.items():
            act = (_("My data"), self._my_data) if what.startswith("synced") else None
            self._over.append(quiet_line(words(), lambda what=what: self._dismiss(what), act))  # type: ignore[misc]
        for new in self._over:
            room.add_banner(new)
            new.show()
        room.fit_banners()
        if had_focus:
            room.stack.setFocus(Qt.FocusReason.OtherFocusReason)

    def _my_data(self) -> None:
        from evenhand.ui.desk import Place

        self._window.go(Place.DATA)  # type: ignore[attr-defined]


def _opened(other: Elsewhere) -> str:
    from evenhand.wording.first_look import opened_meanwhile

    return opened_meanwhile(other)


def _behind(today: date, day: date) -> str:
    from evenhand.wording.first_look import clock_behind

    return clock_behind(today, day)


def _put_away(what: str) -> str:
    """Under what name the preferences remember that a line was read; nothing of the folder stands there."""
    import hashlib

    return f"put-away-{hashlib.sha256(what.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
