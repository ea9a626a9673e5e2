"""The menu bar: every command of the app has a place there, with its shortcut."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from evenhand import translation, wording
from evenhand.translation import N_, _
from evenhand.ui.about_book import report_problem, show_about_program
from evenhand.ui.desk import Desk, Place
from evenhand.ui.file_menu import build_file
from evenhand.ui.preferences import Preferences
from evenhand.ui.theme import TEXT_SIZES

Menus = tuple[tuple[str, tuple[tuple[str, str, str, Place | None], ...]], ...]

# Menu, then rows of text, shortcut and the screen's method; the place is opened first when the screen in view lacks it.
COMMANDS: Menus = (
    (
        N_("&Client"),
        (
            (N_("New client"), "Ctrl+N", "new_client", Place.CLIENTS),
            (N_("Edit client"), "Ctrl+E", "edit_client", None),
            (N_("Log a contact"), "Ctrl+L", "log_contact", None),
            (N_("New order"), "Ctrl+Shift+O", "new_order", None),
            (N_("Make a promise"), "Ctrl+Shift+M", "make_promise", Place.TODAY),
            (N_("Note a suggestion"), "", "note_suggestion", Place.TODAY),
            (N_("Print envelope or label"), "", "print_address", None),
            (N_("Redeem a bonus"), "Ctrl+B", "redeem", Place.BONUSES),
            (N_("The line"), "", "show_line", None),
            (N_("Part kindly"), "", "part_kindly", None),
            (N_("Archive, or bring back"), "", "archive", None),
            (N_("Copy for the client"), "", "client_copy", None),
            (N_("Subject-access file"), "", "subject_access", None),
            (N_("Erase the client"), "", "erase_client", None),
        ),
    ),
    (
        N_("C&ase"),
        (
            (N_("New case"), "Ctrl+Shift+N", "new_case", Place.CASES),
            (N_("Ours, and simple"), "", "quick_path", None),
            (N_("Whose turn it is"), "", "give_turn", None),
            (N_("Make a promise"), "", "make_promise", None),
            (N_("Write the letter"), "", "write_letter", None),
            (N_("Next step"), "Alt+Right", "next_step", None),
            (N_("Previous step"), "Alt+Left", "previous_step", None),
            (N_("Case file"), "F7", "toggle_pane", None),
            (N_("The line"), "", "show_line", None),
            (N_("Part kindly"), "", "part_kindly", None),
        ),
    ),
    (
        N_("&Letter"),
        (
            (N_("New letter"), "Ctrl+Shift+L", "new_letter", Place.LETTERS),
            (N_("As the client"), "F11", "as_client", None),
            (N_("Next note on the tone"), "F8", "next_note", None),
            (N_("Previous note on the tone"), "Shift+F8", "previous_note", None),
            (N_("Use the better sentence"), "Ctrl+Alt+U", "use_sentence", None),
            (N_("Keep mine"), "Ctrl+Alt+K", "keep_mine", None),
            (N_("Save draft"), "Ctrl+S", "save_draft", None),
            (N_("Throw the draft away"), "", "throw_away", None),
            (N_("Issue"), "Ctrl+P", "issue", None),
            (N_("Print"), "Ctrl+Shift+P", "print_letter", None),
            (N_("E-mail draft"), "Ctrl+Shift+E", "email_draft", None),
            (N_("Save a copy"), "Ctrl+Shift+S", "save_copy", None),
            (N_("Show PDF in folder"), "Ctrl+Shift+F", "show_pdf", None),
            (N_("Copy text"), "Ctrl+Shift+C", "copy_text", None),
            (N_("Print envelope or label"), "Ctrl+Shift+A", "print_envelope", None),
            (N_("Page setup"), "", "page_setup", Place.LETTERS),
            (N_("Letter texts"), "", "choose_kind", Place.TEXTS),
            (N_("How we work, for the wall"), "", "how_we_work", Place.LETTERS),
            (N_("Void the letter"), "", "void_letter", None),
            (N_("Write a replacement"), "", "replace_letter", None),
        ),
    ),
    (
        N_("House &rules"),
        (
            (N_("New rule"), "Ctrl+Shift+R", "new_rule", Place.RULES),
            (N_("Edit the rule"), "", "edit_rule", None),
            (N_("For whom it fires"), "", "show_clients", None),
            (N_("Copy what to say"), "", "copy_say", None),
            (N_("Move up"), "", "move_up", None),
            (N_("Move down"), "", "move_down", None),
            (N_("As it came with the app"), "", "reset_rule", None),
            (N_("Let the rule go"), "", "drop_rule", None),
            (N_("How we work, for the wall"), "", "how_we_work", Place.RULES),
            (N_("All rules as they came with the app"), "", "reset_all", None),
        ),
    ),
    (
        N_("Ca&lculators"),
        (
            (N_("What a discount costs"), "Ctrl+Shift+D", "calculate_discount", Place.CALCULATORS),
            (N_("A fixed bonus"), "", "calculate_bonus", Place.CALCULATORS),
            (N_("What came back"), "", "calculate_return", Place.CALCULATORS),
            (N_("What a lost client costs"), "", "calculate_loss", Place.CALCULATORS),
            (N_("Keeping a client"), "", "calculate_keeping", Place.CALCULATORS),
        ),
    ),
)


class Window(Protocol):
    """What the menus ask of the window."""

    @property
    def screen_in_view(self) -> Any: ...
    @property
    def counter_action(self) -> QAction: ...
    def menuBar(self) -> QMenuBar: ...
    def close(self) -> bool: ...
    def lock(self) -> None: ...
    def go(self, place: Place, record: int = 0) -> None: ...
    def set_language(self, code: str) -> None: ...
    def set_dark(self, dark: bool | None) -> None: ...
    def set_text_size(self, percent: int) -> None: ...


def build_menus(window: Window, preferences: Preferences, desk: Desk) -> None:
    """Fills the window's menu bar anew, in the screen's language."""
    bar = empty_bar(window)
    build_file(window, bar.addMenu(_("&File")), desk, add)
    add_commands(window, bar, COMMANDS)
    _build_go(window, bar.addMenu(_("&Go")))
    build_view(window, preferences, bar.addMenu(_("&View")))
    help_ = bar.addMenu(_("&Help"))
    add(help_, _("Report a problem"), "", lambda: report_problem(desk, window.menuBar().window()))
    add(help_, _("About Evenhand"), "", lambda: show_about_program(desk, window.menuBar().window()))


def empty_bar(window: Window) -> QMenuBar:
    """The window's menu bar, with nothing left of the menus that were there."""
    bar = window.menuBar()
    bar.clear()
    for old in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.setTitle("")
        for action in old.findChildren(QAction):
            action.setText("")
            action.setShortcut(QKeySequence())
        old.deleteLater()  # not at once: perhaps one of its own commands is being done
    return bar


def add_commands(window: Window, bar: QMenuBar, menus: Menus) -> None:
    """Adds menus from a table of commands."""
    for title, commands in menus:
        menu = bar.addMenu(_(title))
        actions = [
            (add(menu, _(text), keys, command(window, method, place)), method, place)
            for text, keys, method, place in commands
        ]
        menu.aboutToShow.connect(lambda found=actions: _enable(window, found))
        # A shortcut must not be dead because its menu was last open somewhere else.
        menu.aboutToHide.connect(lambda found=actions: [action.setEnabled(True) for action, *_rest in found])


def add(menu: QMenu, text: str, keys: str, act: Callable[[], object]) -> QAction:
    """Adds one command to a menu."""
    action = menu.addAction(text)
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _checked=False: act())
    return action


def command(window: Window, method: str, place: Place | None) -> Callable[[], None]:
    """Calls a method of the screen in view, or of the place's when the screen in view lacks it."""

    def act() -> None:
        if not hasattr(window.screen_in_view, method) and place is not None:
            window.go(place)
        if hasattr(window.screen_in_view, method):
            getattr(window.screen_in_view, method)()

    return act


def _enable(window: Window, found: list[tuple[QAction, str, Place | None]]) -> None:
    for action, method, place in found:
        screen = window.screen_in_view
        offers = getattr(screen, "offers", None)  # of a screen whose commands depend on what it shows
        here = hasattr(screen, method) and (offers is None or offers(method))
        action.setEnabled(place is not None or here)


def _build_go(window: Window, menu: QMenu) -> None:
    places = (
        (_("Today"), Place.TODAY),
        (_("Clients"), Place.CLIENTS),
        (_("Cases"), Place.CASES),
        (_("Letters"), Place.LETTERS),
        (_("Bonuses"), Place.BONUSES),
        (_("My business"), Place.BUSINESS),
        (_("House rules"), Place.RULES),
    )
    for number, (text, place) in enumerate(places, start=1):
        add(menu, text, f"Ctrl+{number}", lambda place=place: window.go(place))  # type: ignore[misc]
    add(menu, _("Calculators"), "Ctrl+Shift+K", lambda: window.go(Place.CALCULATORS))
    menu.addSeparator()
    add(menu, _("Search here"), "Ctrl+F", command(window, "focus_search", Place.CLIENTS))


def build_view(window: Window, preferences: Preferences, menu: QMenu) -> None:
    """Fills the menu of how the window looks, the same in Counter view."""
    menu.addAction(window.counter_action)
    menu.addSeparator()
    _choices(
        menu.addMenu(_("Language")),
        [(code, wording.language_name(code)) for code in translation.SCREEN_LANGUAGES],
        translation.language(),
        window.set_language,
    )
    _choices(
        menu.addMenu(_("Appearance")),
        [(None, _("As the system")), (False, _("Light")), (True, _("Dark"))],
        preferences.dark,
        window.set_dark,
    )
    text_size = menu.addMenu(_("Text size"))
    sizes = [(size, f"{size} %") for size in TEXT_SIZES]
    _choices(text_size, sizes, preferences.text_size, window.set_text_size)
    text_size.addSeparator()
    for text, keys, step in ((_("Larger"), "Ctrl++", 1), (_("Smaller"), "Ctrl+-", -1), (_("As designed"), "Ctrl+0", 0)):
        add(text_size, text, keys, lambda step=step: window.set_text_size(_next_size(preferences, step)))  # type: ignore[misc]


def _next_size(preferences: Preferences, step: int) -> int:
    if not step:
        return 100
    number = TEXT_SIZES.index(preferences.text_size) + step
    return TEXT_SIZES[min(max(number, 0), len(TEXT_SIZES) - 1)]


def _choices(menu: QMenu, rows: list[tuple[Any, str]], chosen: object, choose: Callable[[Any], None]) -> None:
    group = QActionGroup(menu)
    for value, text in rows:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        group.addAction(action)
        action.triggered.connect(lambda _checked=False, value=value: choose(value))
