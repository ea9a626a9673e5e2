"""The window: sidebar, menus and the places; it refreshes the screen in view when the book changes."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from evenhand.storage.book import Book, Kind
from evenhand.ui.appearance import Appearance
from evenhand.ui.closing import Closing
from evenhand.ui.counter_switch import CounterSwitch
from evenhand.ui.desk import Desk, Place
from evenhand.ui.first_paint import AfterPaint
from evenhand.ui.lock_switch import LockSwitch
from evenhand.ui.menus import build_menus
from evenhand.ui.places import SCREENS
from evenhand.ui.preferences import Preferences
from evenhand.ui.room import Room
from evenhand.ui.safekeeping import Safekeeping
from evenhand.ui.theme import theme
from evenhand.ui.window_size import settle_size

if TYPE_CHECKING:
    from evenhand.storage.seen import Seen

Clock = Callable[[], date]
NARROW = 1120  # below this, at 100 % text, the sidebar becomes a rail


class MainWindow(Appearance, QMainWindow):
    """The one window, on one book. `today` is the clock that every screen is given.

    `seen` is what this computer remembers of books; without it the book isn't backed up by itself.
    """

    rebuilt = Signal(object)  # its Room

    def __init__(
        self, book: Book, preferences: Preferences, *, today: Clock = date.today, seen: "Seen | None" = None
    ) -> None:
        super().__init__()
        self._book = book
        self._preferences = preferences
        self._safekeeping = Safekeeping(self, book, seen)
        self._desk = Desk(book, today, self.go, self.say, self._ready_for_letter, safekeeping=self._safekeeping)
        self._closing = Closing(self, self, self._safekeeping)
        self._screens: dict[Place, QWidget] = {}
        self._stale: set[Place] = set()
        self._place = Place.TODAY
        self._room: Room | None = None  # the sidebar and the screens, also while Counter view is in their place
        self._counter = CounterSwitch(self, book, preferences, today)
        self.locking = LockSwitch(self, self._desk, preferences)
        self._outdated = False  # the screens are built in a language or a size that has changed in Counter view
        settle_size(self, preferences)
        book.changed = self._on_book_changed
        self._safekeeping.restored.connect(self._begin_anew)
        if preferences.counter_view:
            self._counter.show()
            self._fit()
        else:
            self._begin()

    def _begin(self) -> None:
        self._build()
        self.go(Place.TODAY if self._book.owner.get() else Place.BUSINESS, 0)

    def _begin_anew(self) -> None:
        """Goes on with the book that was restored; nothing of the one before is left to be saved into it."""
        self._desk.waiting.clear()
        self._begin()
        self.locking.watch()

    def _build(self) -> None:
        self._screens.clear()
        self._stale.clear()
        room = Room(self.go, self.set_counter_view)
        self._safekeeping.show_in(room, self.say)
        self.setCentralWidget(room)
        self.rebuilt.emit(room)
        self._room, self._sidebar, self._stack, self._toast = room, room.sidebar, room.stack, room.toast
        self._counter.name_action()
        build_menus(self, self._preferences, self._desk)
        self._fit()
        if self.isVisible():
            self._show_counts()
        else:
            AfterPaint(self, self._show_counts)

    # Going about

    def go(self, place: Place, record: int = 0) -> None:
        """Shows a place, and in it the client, case or letter with this id. In Counter view only a place of it."""
        if self.locking.on:
            return
        if self._counter.view is not None:
            self._counter.view.go(place)  # a record would be chosen by what isn't shown
            return
        self._catch_up()
        self._leave()
        screen = self._screens.get(place)
        if screen is None:
            build, _entry = SCREENS[place]
            screen = self._screens[place] = build(self._desk)
            self._stack.addWidget(screen)
        elif place in self._stale:
            screen.refresh()  # type: ignore[attr-defined]
        self._stale.discard(place)
        self._place = place
        if record and (show := getattr(screen, "show_record", None)):
            show(record)
        elif show_all := getattr(screen, "show_all", None):
            show_all()
        self._stack.setCurrentWidget(screen)
        self._sidebar.set_current(SCREENS[place][1])
        if not self._sidebar.walked:
            focus_first = getattr(screen, "focus_first", None)
            focus_first() if focus_first else screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None:
        """One quiet line at the foot of the window; what the screens say in Counter view is said after it."""
        away: LockSwitch | CounterSwitch = self.locking if self.locking.on else self._counter
        if away.on:
            away.say_after(lambda: self.say(text, action, on_action, failed=failed))
            return
        self._toast.show_toast(text, action, on_action, failed=failed)

    def _ready_for_letter(self, case_id: int | None) -> bool:
        ready = getattr(self._screens.get(Place.CASE), "ready_for_letter", None)
        return case_id is None or ready is None or bool(ready(case_id))

    @property
    def desk(self) -> Desk:
        """What every screen is given."""
        return self._desk

    @property
    def screen_in_view(self) -> Any:
        """The screen that is shown now."""
        return self._counter.view.screen if self._counter.view is not None else self._stack.currentWidget()

    @property
    def counter_action(self) -> QAction:
        """The command of Counter view, which stays when the menus change."""
        return self._counter.action

    def _on_book_changed(self, kinds: frozenset[Kind]) -> None:
        self._safekeeping.note_change(kinds)
        for place, screen in self._screens.items():
            if not kinds & getattr(screen, "kinds", frozenset()):
                continue
            if place is self._place and not self._counter.on:
                screen.refresh()  # type: ignore[attr-defined]
            else:
                self._stale.add(place)
        if Kind.OWNER in kinds:
            self._show_business()
        if self._counter.view is not None:
            self._counter.view.refresh(kinds)
        else:
            self._show_counts()

    def _show_business(self) -> None:
        owner = self._book.owner.get()
        name = owner.letterheads[0].business_name if owner else "Evenhand"
        self.setWindowTitle(name)
        if self._room is not None:
            self._sidebar.set_business(name)
        if self._counter.view is not None:
            self._counter.view.sidebar.set_business(name)

    def _show_counts(self) -> None:
        if self._counter.on:
            return
        self._sidebar.set_count(Place.TODAY, self._book.promises.count_due(self._desk.today()))
        self._sidebar.set_count(Place.CASES, self._book.cases.count_to_work_on())
        self._sidebar.set_count(Place.LETTERS, len(self._book.letters.drafts()))
        self._safekeeping.show()

    # Counter view

    def set_counter_view(self, on: bool) -> None:
        """Shows only what a client may see, at once and from anywhere; or again what was shown before."""
        if on is self._counter.on:
            return
        if on:
            self._toast.hide()
            self._counter.enter(self._place, int(getattr(self.screen_in_view, "record", 0) or 0))
            self._fit()
            self.repaint()  # saving may take its time, or fail
            self._preferences.counter_view = True
            self._leave()
            return
        self._preferences.counter_view = False
        self._counter.leave()
        self._begin() if self._room is None else self._come_back(self._room)
        self._counter.bring_back()
        self._catch_up()

    def _come_back(self, room: QWidget) -> None:
        self.setCentralWidget(room)
        room.show()
        self._counter.name_action()
        build_menus(self, self._preferences, self._desk)
        self._fit()
        if self._place in self._stale:
            self._stale.discard(self._place)
            self.screen_in_view.refresh()
        self._show_counts()

    # Locking

    def lock(self) -> None:
        """Closes the book and asks for its passphrase; what is typed is saved first, or kept in memory."""
        self.locking.lock()

    def put_back(self, content: QWidget, *, changed: bool) -> None:
        """Shows again what was in view before it was locked; `changed` when somebody had the book meanwhile."""
        self._come_back(content) if self._counter.view is None else self._counter.come_back(content)
        self._fit()
        if changed:
            self._on_book_changed(frozenset(Kind))

    def _catch_up(self) -> None:
        """Builds the screens in the language and size chosen in Counter view, once that loses nothing typed."""
        if self._outdated and QApplication.activeModalWidget() is None and self.all_saved():
            self._rebuild()

    def _fit(self) -> None:
        """The sidebar as wide as the window has room for, and whose business it is."""
        self._fit_sidebar()
        self._show_business()

    def _fit_sidebar(self) -> None:
        sidebar = self._counter.view.sidebar if self._counter.view is not None else self._sidebar
        sidebar.set_rail(self.width() < theme.px(NARROW))

    # Built anew, in another language or size

    def _rebuild(self) -> None:
        if self._counter.on:
            self._outdated = self._room is not None
            self._counter.show_again()
            self._fit()
            return
        self._outdated = False
        screen = self.screen_in_view
        self._leave()
        place, record = self._place, int(getattr(screen, "record", 0) or 0)
        self._build()
        self.go(place, record)

    # The window's own events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.windowState() & Qt.WindowState.WindowMinimized:
            self._leave()

    def _leave(self) -> bool:
        """Lets the screen in view save; False when it could not."""
        if self.locking.on:
            return self.locking.all_was_saved
        screen = self._stack.currentWidget() if self._room is not None else None
        leave = getattr(screen, "leave", None)
        return leave is None or leave() is not False

    def all_saved(self) -> bool:
        """Whether closing loses nothing, in the screen in view or in one that was left."""
        saved = self._leave() and not self._counter.holds_what_is_typed()
        asked = [getattr(screen, "unsaved", None) for screen in self._screens.values()]
        return saved and not self._desk.waiting and not any(unsaved() for unsaved in asked if unsaved is not None)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing.may_close():
            event.ignore()
            return
        self._preferences.geometry = self.saveGeometry()
        self._safekeeping.note_closed()
        self.locking.let_go()
        if self._counter.on and self._room is not None:
            self._room.deleteLater()  # the window doesn't own it now
        super().closeEvent(event)
