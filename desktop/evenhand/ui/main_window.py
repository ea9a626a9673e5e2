"""The window: sidebar, menus and the places; it refreshes the screen in view when the book changes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from evenhand import translation
from evenhand.storage.book import Book, Kind
from evenhand.translation import _
from evenhand.ui.counter_switch import CounterSwitch
from evenhand.ui.desk import Desk, Place
from evenhand.ui.first_paint import AfterPaint
from evenhand.ui.menus import build_menus
from evenhand.ui.places import SCREENS
from evenhand.ui.preferences import Preferences
from evenhand.ui.sidebar import Sidebar
from evenhand.ui.theme import theme
from evenhand.ui.toast import Toast

NARROW = 1120  # below this, at 100 % text, the sidebar becomes a rail
SMALLEST, BEST = (1024, 640), (1280, 800)
_TITLE_BAR = 40  # at most, on the systems known


class MainWindow(QMainWindow):
    """The one window, on one book. `today` is the clock that every screen is given."""

    def __init__(self, book: Book, preferences: Preferences, *, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._book = book
        self._preferences = preferences
        self._desk = Desk(book, today, self.go, self.say, self._ready_for_letter)
        self._screens: dict[Place, QWidget] = {}
        self._stale: set[Place] = set()
        self._place = Place.TODAY
        self._lets_it_go = False
        self._room: QWidget | None = None  # the sidebar and the screens, also while Counter view is in their place
        self._counter = CounterSwitch(self, book, preferences, today)
        self._outdated = False  # the screens are built in a language or a size that has changed in Counter view
        self.setMinimumSize(*SMALLEST)
        self.resize(*BEST)
        self.fit_on(self.screen().availableGeometry())
        if preferences.geometry is not None:
            self.restoreGeometry(preferences.geometry)
        book.changed = self._on_book_changed
        if preferences.counter_view:
            self._counter.show()
            self._fit()
        else:
            self._begin()

    def _begin(self) -> None:
        self._build()
        self.go(Place.TODAY if self._book.owner.get() else Place.BUSINESS, 0)

    def fit_on(self, room: QRect) -> None:
        """No larger than a screen's room, its title bar included; one too narrow for the layout changes nothing."""
        width, height = room.width(), room.height() - _TITLE_BAR
        if width >= SMALLEST[0]:
            self.setMinimumSize(SMALLEST[0], min(SMALLEST[1], height))
            self.resize(min(BEST[0], width), min(BEST[1], height))

    def _build(self) -> None:
        self._screens.clear()
        self._stale.clear()
        self._sidebar = Sidebar(self.go, self.set_counter_view)
        self._stack = QStackedWidget()
        page = self._room = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(page)
        self._toast = Toast(page)
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
        if self._counter.on:
            self._counter.say_after(lambda: self.say(text, action, on_action, failed=failed))
            return
        self._toast.show_toast(text, action, on_action, failed=failed)

    def _ready_for_letter(self, case_id: int | None) -> bool:
        ready = getattr(self._screens.get(Place.CASE), "ready_for_letter", None)
        return case_id is None or ready is None or bool(ready(case_id))

    @property
    def screen_in_view(self) -> Any:
        """The screen that is shown now."""
        return self._counter.view.screen if self._counter.view is not None else self._stack.currentWidget()

    @property
    def counter_action(self) -> QAction:
        """The command of Counter view, which stays when the menus change."""
        return self._counter.action

    def _on_book_changed(self, kinds: frozenset[Kind]) -> None:
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

    def _catch_up(self) -> None:
        """Builds the screens in the language and size chosen in Counter view, once that loses nothing typed."""
        if self._outdated and QApplication.activeModalWidget() is None and self._all_saved():
            self._rebuild()

    def _fit(self) -> None:
        """The sidebar as wide as the window has room for, and whose business it is."""
        self._fit_sidebar()
        self._show_business()

    def _fit_sidebar(self) -> None:
        sidebar = self._counter.view.sidebar if self._counter.view is not None else self._sidebar
        sidebar.set_rail(self.width() < theme.px(NARROW))

    # Preferences, at once and without a restart

    def set_language(self, code: str) -> None:
        """Every screen in another language; the place stays, and what was typed is saved first."""
        self._preferences.language = code
        translation.use(code)
        self._rebuild()

    def set_dark(self, dark: bool | None) -> None:
        """Light, dark, or None to follow the system."""
        self._preferences.dark = dark
        self._dress()

    def set_text_size(self, percent: int) -> None:
        """One of TEXT_SIZES, in per cent of the design's own."""
        self._preferences.text_size = percent
        self._dress()
        self._rebuild()

    def _dress(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self._preferences.dark, self._preferences.text_size)

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

    def _ask_before_losing(self) -> None:
        from evenhand.ui.notice import ask

        ask(
            _("What you wrote last could not be saved. Closing now loses it."),
            _("Close and lose it"),
            _("Stay"),
            self,
            self._close_and_lose,
        )

    def _close_and_lose(self) -> None:
        self._lets_it_go = True
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.windowState() & Qt.WindowState.WindowMinimized:
            self._leave()

    def _leave(self) -> bool:
        """Lets the screen in view save; False when it could not."""
        screen = self._stack.currentWidget() if self._room is not None else None
        leave = getattr(screen, "leave", None)
        return leave is None or leave() is not False

    def _all_saved(self) -> bool:
        """Whether closing loses nothing, in the screen in view or in one that was left."""
        saved = self._leave() and not self._counter.holds_what_is_typed()
        asked = [getattr(screen, "unsaved", None) for screen in self._screens.values()]
        return saved and not self._desk.waiting and not any(unsaved() for unsaved in asked if unsaved is not None)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._lets_it_go and not self._all_saved():
            event.ignore()
            QTimer.singleShot(0, self, self._ask_before_losing)  # a question inside this event would outlive it
            return
        self._preferences.geometry = self.saveGeometry()
        if self._counter.on and self._room is not None:
            self._room.deleteLater()  # the window doesn't own it now
        super().closeEvent(event)
