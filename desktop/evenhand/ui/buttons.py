"""Buttons: one primary per screen; plain, quiet, ghost and link for the rest."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCursor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from evenhand.ui.icons import icon
from evenhand.ui.labels import tip
from evenhand.ui.theme import polish_again, theme

Kind = Literal["primary", "plain", "quiet", "ghost", "link"]

_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
_ICON_TONES = {"primary": "onacc", "quiet": "acch", "link": "acch"}


class Button(QPushButton):
    """A push button whose icon follows the theme."""

    def __init__(self, text: str, kind: Kind = "plain", icon_name: str = "", *, icon_only: bool = False) -> None:
        super().__init__("" if icon_only else text)
        self._icon = icon_name
        self._icon_only = icon_only
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        if icon_only:
            self.setProperty("iconOnly", "true")
            self.setAccessibleName(text)
            self.setToolTip(tip(text))
        if kind == "link":
            self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        theme.dress(
            self,
            font="body" if kind in ("link", "ghost") else "body_strong",
            height=24 if kind == "link" else 32,
            width=34 if icon_only else None,
        )
        self.setSizePolicy(
            QSizePolicy.Policy.Fixed if icon_only else QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed
        )
        self.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            self.click()  # Qt leaves Enter to the default button, which need not be the one it's on
        else:
            super().keyPressEvent(event)

    def make_flush(self) -> None:
        """Puts a link's text exactly on the edge of its column, in line with what stands above and below."""
        self.setProperty("flush", "true")
        polish_again(self)

    def set_icon(self, name: str) -> None:
        self._icon = name
        self.restyle()

    def restyle(self) -> None:
        if not self._icon:
            return
        size = 14 if self.property("kind") == "link" else 18
        gap = not self._icon_only
        self.setIcon(icon(self._icon, _ICON_TONES.get(self.property("kind"), "ink2"), size, gap=gap))
        self.setIconSize(QSize(theme.px(size) + (theme.px(4) if gap else 0), theme.px(size)))


def button(text: str, kind: Kind = "plain", icon: str = "", on_click: Callable[[], object] | None = None) -> Button:
    """A button with a text and perhaps an icon; `on_click` takes no argument."""
    made = Button(text, kind, icon)
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made


def on_ctrl_enter(widget: QWidget, act: Callable[[], object], where: Qt.ShortcutContext = _WITHIN) -> None:
    """Ctrl Enter acts, by either of the keyboard's two; wherever in the widget the keyboard is, or `where` else."""
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        QShortcut(QKeySequence(keys), widget, act, context=where)


def ctrl_enter_presses_the_filled(screen: QWidget) -> None:
    """Ctrl Enter presses the filled button that is seen in the screen, wherever in it the keyboard is."""

    def press() -> None:
        seen = (one for one in screen.findChildren(Button) if one.isVisible() and one.isEnabled())
        filled = next((one for one in seen if one.property("kind") == "primary"), None)
        if filled is not None:
            filled.click()

    on_ctrl_enter(screen, press)


def icon_button(
    icon: str, name: str, on_click: Callable[[], object] | None = None, *, kind: Kind = "plain", keys: str = ""
) -> Button:
    """A button with an icon alone; `name` is what it is called, `keys` the shortcut shown in the tooltip."""
    made = Button(name, kind, icon, icon_only=True)
    if keys:
        made.setToolTip(tip(f"{name}  ({keys})"))
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made
