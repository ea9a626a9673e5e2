"""The menu bar of Counter view: what is named here and nothing else; keys of other commands are dead."""

from evenhand.translation import N_, _
from evenhand.ui.desk import Place
from evenhand.ui.menus import Menus, Window, add, add_commands, build_view, command, empty_bar
from evenhand.ui.preferences import Preferences

COUNTER_COMMANDS: Menus = (
    (
        N_("&Letter"),
        (
            (N_("Print"), "Ctrl+Shift+P", "print_letter", None),
            (N_("Save a copy"), "Ctrl+Shift+S", "save_copy", None),
        ),
    ),
    (N_("&Bonus"), ((N_("Redeem a bonus"), "Ctrl+B", "redeem", Place.BONUSES),)),
)

# The keys are those of the same places outside Counter view.
COUNTER_GO = (
    (N_("Today"), "Ctrl+1", Place.TODAY),
    (N_("Clients"), "Ctrl+2", Place.CLIENTS),
    (N_("Letters"), "Ctrl+4", Place.LETTERS),
    (N_("Bonuses"), "Ctrl+5", Place.BONUSES),
)


def build_counter_menus(window: Window, preferences: Preferences) -> None:
    """Fills the window's menu bar anew, with what a client may see."""
    bar = empty_bar(window)
    add(bar.addMenu(_("&File")), _("Quit"), "Ctrl+Q", window.close)
    add_commands(window, bar, COUNTER_COMMANDS)
    go = bar.addMenu(_("&Go"))
    for text, keys, place in COUNTER_GO:
        add(go, _(text), keys, lambda place=place: window.go(place))  # type: ignore[misc]
    go.addSeparator()
    add(go, _("Search here"), "Ctrl+F", command(window, "focus_search", Place.TODAY))
    build_view(window, preferences, bar.addMenu(_("&View")))
