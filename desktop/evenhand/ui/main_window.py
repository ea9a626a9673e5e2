"""The window: sidebar, menus and the places; it refreshes the screen in view when the book changes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDesktopServices, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QWidget

from evenhand import translation
from evenhand.storage.book import Book, Kind
from evenhand.translation import N_, _
from evenhand.ui.desk import Desk, Place
from evenhand.ui.preferences import Preferences
from evenhand.ui.sidebar import Sidebar
from evenhand.ui.theme import TEXT_SIZES, theme
from evenhand.ui.toast import Toast

NARROW = 1120  # below this the sidebar becomes a rail
SMALLEST = (1024, 640)


def _clients(desk: Desk) -> QWidget:
    from evenhand.ui.clients_screen import ClientsScreen

    return ClientsScreen(desk)


def _cases(desk: Desk) -> QWidget:
    from evenhand.ui.cases_screen import CasesScreen

    return CasesScreen(desk)


def _case(desk: Desk) -> QWidget:
    from evenhand.ui.case_screen import CaseScreen

    return CaseScreen(desk)


def _letters(desk: Desk) -> QWidget:
    from evenhand.ui.letters_screen import LettersScreen

    return LettersScreen(desk)


def _letter(desk: Desk) -> QWidget:
    from evenhand.ui.letter_screen import LetterScreen

    return LetterScreen(desk)


def _bonuses(desk: Desk) -> QWidget:
    from evenhand.ui.bonuses_screen import BonusesScreen

    return BonusesScreen(desk)


def _business(desk: Desk) -> QWidget:
    from evenhand.ui.business_screen import BusinessScreen

    return BusinessScreen(desk)


# A place, the screen that shows it (built when first opened) and the sidebar entry that it belongs to.
SCREENS: dict[Place, tuple[Callable[[Desk], QWidget], Place]] = {
    Place.CLIENTS: (_clients, Place.CLIENTS),
    Place.CASES: (_cases, Place.CASES),
    Place.CASE: (_case, Place.CASES),
    Place.LETTERS: (_letters, Place.LETTERS),
    Place.LETTER: (_letter, Place.LETTERS),
    Place.BONUSES: (_bonuses, Place.BONUSES),
    Place.BUSINESS: (_business, Place.BUSINESS),
}

# Menu, then rows of text, shortcut and the screen's method; the place is opened first when the screen in view lacks it.
COMMANDS: tuple[tuple[str, tuple[tuple[str, str, str, Place | None], ...]], ...] = (
    (
        N_("&Client"),
        (
            (N_("New client"), "Ctrl+N", "new_client", Place.CLIENTS),
            (N_("Edit client"), "Ctrl+E", "edit_client", None),
            (N_("Log a contact"), "Ctrl+L", "log_contact", None),
            (N_("New order"), "Ctrl+Shift+O", "new_order", None),
            (N_("Archive, or bring back"), "", "archive", None),
        ),
    ),
    (
        N_("C&ase"),
        (
            (N_("New case"), "Ctrl+Shift+N", "new_case", Place.CASES),
            (N_("Write the letter"), "Ctrl+Shift+L", "write_letter", None),
            (N_("Next step"), "Alt+Right", "next_step", None),
            (N_("Previous step"), "Alt+Left", "previous_step", None),
            (N_("Case file"), "F7", "toggle_pane", None),
        ),
    ),
    (
        N_("&Letter"),
        (
            (N_("Save draft"), "Ctrl+S", "save_draft", None),
            (N_("Issue"), "Ctrl+P", "issue", None),
            (N_("Print"), "Ctrl+Shift+P", "print_letter", None),
            (N_("Save a copy"), "Ctrl+Shift+S", "save_copy", None),
        ),
    ),
)


class MainWindow(QMainWindow):
    """The one window, on one book. `today` is the clock that every screen is given."""

    def __init__(self, book: Book, preferences: Preferences, *, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._book = book
        self._preferences = preferences
        self._desk = Desk(book=book, today=today, go=self.go, say=self.say)
        self._screens: dict[Place, QWidget] = {}
        self._stale: set[Place] = set()
        self._place = Place.CLIENTS
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 800)
        if preferences.geometry is not None:
            self.restoreGeometry(preferences.geometry)
        book.changed = self._on_book_changed
        self._build()
        self.go(Place.CLIENTS if book.owner.get() else Place.BUSINESS, 0)

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
        self._build_menus()
        self._sidebar.set_rail(self.width() < NARROW)
        self._show_business()
        QTimer.singleShot(0, self._show_counts)

    # Going about

    def go(self, place: Place, record: int = 0) -> None:
        """Shows a place, and in it the client, case or letter with this id."""
        before = self._screens.get(self._place)
        if before is not None and (leave := getattr(before, "leave", None)):
            leave()
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

    def say(self, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """One quiet line at the foot of the window."""
        self._toast.show_toast(text, action, on_action)

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
        self._sidebar.set_count(Place.CASES, self._book.cases.count_open())
        self._sidebar.set_count(Place.LETTERS, len(self._book.letters.drafts()))

    # Menus

    def _build_menus(self) -> None:
        bar = self.menuBar()
        bar.clear()
        file = bar.addMenu(_("&File"))
        self._add(file, _("My business"), "Ctrl+,", lambda: self.go(Place.BUSINESS, 0))
        self._add(file, _("Open the folder of my data"), "", self._open_folder)
        file.addSeparator()
        self._add(file, _("Quit"), "Ctrl+Q", self.close)
        for title, commands in COMMANDS:
            menu = bar.addMenu(_(title))
            actions = [
                (self._add(menu, _(text), keys, self._command(method, place)), method, place)
                for text, keys, method, place in commands
            ]
            menu.aboutToShow.connect(lambda found=actions: self._enable(found))
            menu.aboutToHide.connect(lambda found=actions: [action.setEnabled(True) for action, *_rest in found])
        self._build_go(bar.addMenu(_("&Go")))
        self._build_view(bar.addMenu(_("&View")))
        self._add(bar.addMenu(_("&Help")), _("About Evenhand"), "", self._about)

    def _add(self, menu: QMenu, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(text)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _command(self, method: str, place: Place | None) -> Callable[[], None]:
        def act() -> None:
            if not hasattr(self.screen_in_view, method) and place is not None:
                self.go(place, 0)
            if hasattr(self.screen_in_view, method):
                getattr(self.screen_in_view, method)()

        return act

    def _enable(self, found: list[tuple[QAction, str, Place | None]]) -> None:
        for action, method, place in found:
            action.setEnabled(place is not None or hasattr(self.screen_in_view, method))

    def _build_go(self, menu: QMenu) -> None:
        for number, (text, place) in enumerate(
            (
                (_("Clients"), Place.CLIENTS),
                (_("Cases"), Place.CASES),
                (_("Letters"), Place.LETTERS),
                (_("Bonuses"), Place.BONUSES),
                (_("My business"), Place.BUSINESS),
            ),
            start=1,
        ):
            self._add(menu, text, f"Ctrl+{number}", lambda place=place: self.go(place, 0))  # type: ignore[misc]
        menu.addSeparator()
        self._add(menu, _("Search here"), "Ctrl+F", self._command("focus_search", Place.CLIENTS))

    def _build_view(self, menu: QMenu) -> None:
        languages = menu.addMenu(_("Language"))
        from evenhand import wording

        self._choices(
            languages,
            [(code, wording.language_name(code)) for code in translation.SCREEN_LANGUAGES],
            translation.language(),
            self.set_language,
        )
        self._choices(
            menu.addMenu(_("Appearance")),
            [(None, _("As the system")), (False, _("Light")), (True, _("Dark"))],
            self._preferences.dark,
            self.set_dark,
        )
        sizes = menu.addMenu(_("Text size"))
        self._choices(sizes, [(n, f"{n} %") for n in TEXT_SIZES], self._preferences.text_size, self.set_text_size)

    def _choices(self, menu: QMenu, rows: list[tuple[Any, str]], chosen: object, choose: Callable[[Any], None]) -> None:
        group = QActionGroup(menu)
        for value, text in rows:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, value=value: choose(value))

    # Preferences, at once and without a restart

    def set_language(self, code: str) -> None:
        """Every screen in another language; the place stays, and what was typed is saved first."""
        self._preferences.language = code
        translation.use(code)
        QLocale.setDefault(QLocale(code))
        self._rebuild()

    def set_dark(self, dark: bool | None) -> None:
        """Light, dark, or None to follow the system."""
        self._preferences.dark = dark
        self._dress()

    def set_text_size(self, percent: int) -> None:
        self._preferences.text_size = percent
        self._dress()
        self._rebuild()

    def _dress(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self._preferences.dark, self._preferences.text_size)

    def _rebuild(self) -> None:
        screen = self.screen_in_view
        if leave := getattr(screen, "leave", None):
            leave()
        place, record = self._place, int(getattr(screen, "record", 0) or 0)
        self._build()
        self.go(place, record)

    # The window's own events

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._book.folder)))

    def _about(self) -> None:
        from evenhand.ui.notice import show_about

        show_about(self, self._book.folder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sidebar.set_rail(event.size().width() < NARROW)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.windowState() & Qt.WindowState.WindowMinimized:
            self._leave()

    def _leave(self) -> None:
        if leave := getattr(self.screen_in_view, "leave", None):
            leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        self._preferences.geometry = self.saveGeometry()
        super().closeEvent(event)
