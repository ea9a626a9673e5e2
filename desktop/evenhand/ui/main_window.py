"""The window: sidebar, menus and the places; it refreshes the screen in view when the book changes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from evenhand import translation
from evenhand.storage.book import Book, Kind
from evenhand.translation import _
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
        self.setMinimumSize(*SMALLEST)
        self.resize(*BEST)
        self.fit_on(self.screen().availableGeometry())
        if preferences.geometry is not None:
            self.restoreGeometry(preferences.geometry)
        book.changed = self._on_book_changed
        self._build()
        self.go(Place.TODAY if book.owner.get() else Place.BUSINESS, 0)

    def fit_on(self, room: QRect) -> None:
        """No larger than a screen's room, its title bar included; one too narrow for the layout changes nothing."""
        width, height = room.width(), room.height() - _TITLE_BAR
        if width >= SMALLEST[0]:
            self.setMinimumSize(SMALLEST[0], min(SMALLEST[1], height))
            self.resize(min(BEST[0], width), min(BEST[1], height))

    def _build(self) -> None:
        self._screens.clear()
        self._stale.clear()
        self._sidebar = Sidebar(self.go)
        self._stack = QStackedWidget()
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(page)
        self._toast = Toast(page)
        build_menus(self, self._preferences)
        self._sidebar.set_rail(self.width() < theme.px(NARROW))
        self._show_business()
        if self.isVisible():
            self._show_counts()
        else:
            AfterPaint(self, self._show_counts)

    # Going about

    def go(self, place: Place, record: int = 0) -> None:
        """Shows a place, and in it the client, case or letter with this id."""
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
        if not self._sidebar.has_focus():  # who walks the sidebar by its arrows goes on there
            focus_first = getattr(screen, "focus_first", None)
            focus_first() if focus_first else screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None:
        """One quiet line at the foot of the window."""
        self._toast.show_toast(text, action, on_action, failed=failed)

    def _ready_for_letter(self, case_id: int | None) -> bool:
        ready = getattr(self._screens.get(Place.CASE), "ready_for_letter", None)
        return case_id is None or ready is None or bool(ready(case_id))

    @property
    def screen_in_view(self) -> Any:
        """The screen that is shown now."""
        return self._stack.currentWidget()

    def _on_book_changed(self, kinds: frozenset[Kind]) -> None:
        for place, screen in self._screens.items():
            if not kinds & getattr(screen, "kinds", frozenset()):
                continue
            if place is self._place:
                screen.refresh()  # type: ignore[attr-defined]
            else:
                self._stale.add(place)
        if Kind.OWNER in kinds:
            self._show_business()
        self._show_counts()

    def _show_business(self) -> None:
        owner = self._book.owner.get()
        name = owner.letterheads[0].business_name if owner else "Evenhand"
        self.setWindowTitle(name)
        self._sidebar.set_business(name)

    def _show_counts(self) -> None:
        self._sidebar.set_count(Place.TODAY, self._book.promises.count_due(self._desk.today()))
        self._sidebar.set_count(Place.CASES, self._book.cases.count_to_work_on())
        self._sidebar.set_count(Place.LETTERS, len(self._book.letters.drafts()))

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
        screen = self.screen_in_view
        self._leave()
        place, record = self._place, int(getattr(screen, "record", 0) or 0)
        self._build()
        self.go(place, record)

    # What the menus open

    def show_country_facts(self) -> None:
        """The facts of the owner's country, and of all others, over whatever is in view."""
        from evenhand.ui.country_facts import open_country_facts

        owner = self._book.owner.get()
        open_country_facts(self._book, self._desk.today(), self, owner.country if owner else "GB")

    def open_folder(self) -> None:
        """Shows the folder of the book in the system's file manager."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if self._book.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._book.folder)))

    def about(self) -> None:
        """Version, place of the data, licences."""
        from evenhand.ui.notice import show_about

        show_about(self, str(self._book.folder or ""))

    # The window's own events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sidebar.set_rail(event.size().width() < theme.px(NARROW))

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
        leave = getattr(self.screen_in_view, "leave", None)
        return leave is None or leave() is not False

    def _all_saved(self) -> bool:
        """Whether closing loses nothing, in the screen in view or in one that was left."""
        saved = self._leave()
        asked = [getattr(screen, "unsaved", None) for screen in self._screens.values()]
        return saved and not any(unsaved() for unsaved in asked if unsaved is not None)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._lets_it_go and not self._all_saved():
            event.ignore()
            QTimer.singleShot(0, self, self._ask_before_losing)  # a question inside this event would outlive it
            return
        self._preferences.geometry = self.saveGeometry()
        super().closeEvent(event)
