"""The look in numbers: colours, type and sizes for light and dark, and how the window takes them on."""

import gc
from collections.abc import Callable
from functools import cache
from typing import NamedTuple, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from evenhand import resources
from evenhand.ui.style_sheet import style_sheet


class Tokens(NamedTuple):
    """One colour scheme, every colour as "#RRGGBB".

    `comf`, `uneasy` and `bad` are the marks; with an x the text, with a t the tint beneath it.
    """

    dark: bool
    side: str  # sidebar, menu bar
    paper: str  # content
    card: str  # inputs, cards, popups
    well: str  # list pane, side pane
    line: str  # hairline
    line2: str  # button border
    edge: str  # input border, empty radio, switch that is off
    sel: str
    hover: str
    ink: str
    ink2: str
    ink3: str
    acc: str
    acch: str  # acc under the mouse
    onacc: str
    acct: str
    accline: str
    comf: str
    comfx: str
    comft: str
    uneasy: str
    uneasyx: str
    uneasyt: str
    bad: str
    badx: str
    badt: str
    chart: str
    tip: str
    ontip: str
    tipacc: str
    sign: str  # the upper bar of the app's own sign, on acc


LIGHT = Tokens(
    dark=False,
    side="#E5E8DF", paper="#FBFBF8", card="#FFFFFF", well="#F3F4EF", line="#DADED4", line2="#C3C9BD", edge="#7E8780",
    sel="#D8E5E3", hover="#E9ECE4", ink="#1E2A28", ink2="#4A5753", ink3="#58645F",
    acc="#1B6570", acch="#154F58", onacc="#FFFFFF", acct="#DCEAE9", accline="#A9CBCB",
    comf="#1F6F7A", comfx="#155761", comft="#DFECEB",
    uneasy="#B5700E", uneasyx="#7A4C06", uneasyt="#F7ECD4",
    bad="#8F2F3B", badx="#84283A", badt="#F5E3E2",
    chart="#728B87", tip="#1E2A28", ontip="#F4F5F1", tipacc="#8AD0D4", sign="#EFC675",
)  # fmt: skip
DARK = Tokens(
    dark=True,
    side="#131817", paper="#1C2322", card="#252D2B", well="#181E1D", line="#333D3A", line2="#45504D", edge="#808C87",
    sel="#22393A", hover="#262F2D", ink="#E8ECE8", ink2="#B9C4BF", ink3="#A1ACA7",
    acc="#6DBFC4", acch="#8AD0D4", onacc="#0B1F22", acct="#1F3A3D", accline="#3C6468",
    comf="#62B8BE", comfx="#8FD3D6", comft="#1E383A",
    uneasy="#E5B04C", uneasyx="#EFC675", uneasyt="#3A301A",
    bad="#E5857D", badx="#F09F97", badt="#402625",
    chart="#6F8884", tip="#E8ECE8", ontip="#161B1A", tipacc="#1B6570", sign="#7A4C06",
)  # fmt: skip

_REGULAR, _STRONG = QFont.Weight.Normal, QFont.Weight.DemiBold

# Role -> face, pixels at 100 % text, weight. The serif has small letters: its sizes stand a tenth above the sans's.
ROLES: dict[str, tuple[str, int, QFont.Weight]] = {
    "display": ("serif", 28, _REGULAR),
    "title": ("serif", 26, _REGULAR),
    "figure": ("serif", 23, _REGULAR),
    "question": ("serif", 20, _REGULAR),
    "headline": ("serif", 17, _REGULAR),
    "say": ("serif", 15, _REGULAR),
    "section": ("sans", 15, _STRONG),
    "card": ("sans", 14, _STRONG),
    "body": ("sans", 13, _REGULAR),
    "body_strong": ("sans", 13, _STRONG),
    "secondary": ("sans", 12, _REGULAR),
    "secondary_strong": ("sans", 12, _STRONG),
    "caption": ("sans", 11, _REGULAR),
}

_FACES = {
    "sans": ("LetterSans-Regular.ttf", "LetterSans-SemiBold.ttf"),
    "serif": ("LetterSS-Regular.ttf", "LetterSS-Bold.ttf", "LetterSS-Italic.ttf"),
}

TEXT_SIZES = (90, 100, 110, 125, 150)


@cache
def _family(face: str) -> str:
    for name in _FACES[face]:
        number = QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))
    families = QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else QApplication.font().family()


def _all_widgets(app: QApplication) -> list[QWidget]:
    """Every widget there is. Garbage collected meanwhile would take widgets away that Qt has already listed."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return app.allWidgets()
    finally:
        if collects:
            gc.enable()


class Theme(QObject):
    """The scheme and text size in force. Widgets read it when they paint; `changed` follows each switch."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.text_size = 100
        self._wish: bool | None = False
        self._fonts: dict[str, QFont] = {}
        self._colors: dict[str, QColor] = {}

    def apply(self, app: QApplication, dark: bool | None = None, text_size: int = 100) -> None:
        """Dresses the whole application; `dark` None follows the system, `text_size` is in per cent."""
        self.prepare(app, dark, text_size)
        self._dress(app)

    def prepare(self, app: QApplication, dark: bool | None, text_size: int) -> None:
        """Fonts, colours and sizes for the first window to be built with; `put_on` follows when it is."""
        hints = app.styleHints()
        self._wish = dark
        self.text_size = text_size
        if not self._fonts:
            hints.colorSchemeChanged.connect(lambda _scheme: self._follow(app))
        scheme = Qt.ColorScheme
        hints.setColorScheme(scheme.Unknown if dark is None else scheme.Dark if dark else scheme.Light)
        self._choose(app)

    def put_on(self, app: QApplication) -> None:
        """Puts the style sheet on. Qt goes through it at each later addition to a layout: a window is built before."""
        app.setStyleSheet(style_sheet(self.tokens, self.px))

    def _dress(self, app: QApplication) -> None:
        self.put_on(app)
        for widget in _all_widgets(app):
            self._redress(widget)
        self.changed.emit()

    def _follow(self, app: QApplication) -> None:
        if self._wish is None:
            self._choose(app)
            self._dress(app)

    def _choose(self, app: QApplication) -> None:
        dark = self._wish
        if dark is None:
            dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        self.tokens = DARK if dark else LIGHT
        self._fonts.clear()
        self._colors.clear()
        app.setFont(self.font("body"))
        app.setPalette(self._palette())

    def px(self, pixels: float) -> int:
        """A size at 100 % text, in pixels at the present text size."""
        return round(pixels * self.text_size / 100)

    def color(self, token: str) -> QColor:
        """The colour of a token such as "ink2"."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = QColor(getattr(self.tokens, token))
        return found

    def font(self, role: str) -> QFont:
        """The font of a role in ROLES, at the present text size."""
        found = self._fonts.get(role)
        if found is None:
            face, pixels, weight = ROLES[role]
            found = QFont()
            found.setFamilies([_family(face)])
            found.setPixelSize(self.px(pixels))
            found.setWeight(weight)
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[role] = found
        return found

    def dress(
        self, widget: QWidget, *, font: str | None = None, height: int | None = None, width: int | None = None
    ) -> None:
        """Gives a widget its font role and fixed size, and keeps them through changes of the text size."""
        for name, value in (("fontRole", font), ("fixedHeight", height), ("fixedWidth", width)):
            if value is not None:
                widget.setProperty(name, value)
        self._size(widget)

    def _size(self, widget: QWidget) -> None:
        role = widget.property("fontRole")
        if role:
            widget.setFont(self.font(role))
        height = widget.property("fixedHeight")
        if height:
            widget.setFixedHeight(self.px(height))
        width = widget.property("fixedWidth")
        if width:
            widget.setFixedWidth(self.px(width))

    def _redress(self, widget: QWidget) -> None:
        self._size(widget)
        restyle = cast(Callable[[], None] | None, getattr(widget, "restyle", None))
        if restyle is not None:
            restyle()
        widget.updateGeometry()
        widget.update()

    def _palette(self) -> QPalette:
        role, palette = QPalette.ColorRole, QPalette()
        for name, token in (
            (role.Window, "paper"), (role.WindowText, "ink"), (role.Base, "card"), (role.AlternateBase, "well"),
            (role.Text, "ink"), (role.Button, "card"), (role.ButtonText, "ink"), (role.BrightText, "bad"),
            (role.ToolTipBase, "tip"), (role.ToolTipText, "ontip"), (role.PlaceholderText, "ink3"),
            (role.Highlight, "acc"), (role.HighlightedText, "onacc"), (role.Link, "acc"), (role.LinkVisited, "acc"),
            (role.Accent, "acc"), (role.Light, "card"), (role.Midlight, "line"), (role.Mid, "line2"),
            (role.Dark, "edge"), (role.Shadow, "edge"),
        ):  # fmt: skip
            palette.setColor(name, self.color(token))
        for name in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, name, self.color("edge"))
        return palette


theme = Theme()


def polish_again(widget: QWidget) -> None:
    """Makes the style sheet look at a widget's dynamic properties once more."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it hasn't looked yet, and will before the widget is shown
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
