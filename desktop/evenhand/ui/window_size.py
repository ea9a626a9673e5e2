"""How large a window of Evenhand is: no smaller than the design can be, no larger than the screen."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMainWindow

from evenhand.ui.preferences import Preferences

SMALLEST, BEST = (1024, 640), (1280, 800)
_TITLE_BAR = 40  # at most, on the systems known


def settle_size(window: QMainWindow, preferences: Preferences) -> None:
    """As it was left, or as the screen has room for."""
    window.setMinimumSize(*SMALLEST)
    window.resize(*BEST)
    fit_on(window, window.screen().availableGeometry())
    if preferences.geometry is not None:
        window.restoreGeometry(preferences.geometry)


def fit_on(window: QMainWindow, room: QRect) -> None:
    """No larger than a screen's room, its title bar included; one too narrow for the layout changes nothing."""
    width, height = room.width(), room.height() - _TITLE_BAR
    if width >= SMALLEST[0]:
        window.setMinimumSize(SMALLEST[0], min(SMALLEST[1], height))
        window.resize(min(BEST[0], width), min(BEST[1], height))
