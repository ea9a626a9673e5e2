"""What this computer remembers about the window, its printers and where the book lies. Not part of a book."""

from typing import NamedTuple
from urllib.parse import quote

from PySide6.QtCore import QByteArray, QSettings

from evenhand.translation import SCREEN_LANGUAGES
from evenhand.ui.theme import TEXT_SIZES

NUDGE_STEP, NUDGE_MOST = 0.5, 5.0  # millimetres
LOCK_MINUTES = (0, 5, 15, 30, 60)  # 0 is never


class Nudge(NamedTuple):
    """How far a print is moved on its sheet, in millimetres; below zero to the left, and up."""

    right: float = 0.0
    down: float = 0.0


UNMOVED = Nudge()


class Preferences:
    """The window's settings, in the platform's own place for them."""

    def __init__(self) -> None:
        self._settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Evenhand", "Evenhand")

    @property
    def language(self) -> str:
        """One of SCREEN_LANGUAGES: the owner's choice, else the system's, else English."""
        chosen = str(self._settings.value("language", ""))
        if not chosen:
            from PySide6.QtCore import QLocale  # hundreds of names come with it: asked once, then remembered

            system = QLocale.system().name()[:2]
            chosen = self.language = system if system in SCREEN_LANGUAGES else "en"
        return chosen if chosen in SCREEN_LANGUAGES else "en"

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("language", code)

    @property
    def dark(self) -> bool | None:
        """True, False, or None to follow the system."""
        return {"dark": True, "light": False}.get(str(self._settings.value("theme", "")))

    @dark.setter
    def dark(self, dark: bool | None) -> None:
        self._settings.setValue("theme", "" if dark is None else "dark" if dark else "light")

    @property
    def text_size(self) -> int:
        """Per cent of the design's own size; one of TEXT_SIZES."""
        stored = str(self._settings.value("text_size", "100"))
        return int(stored) if stored.isdecimal() and int(stored) in TEXT_SIZES else 100

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._settings.setValue("text_size", str(percent))

    @property
    def counter_view(self) -> bool:
        """Whether a client may be looking at the screen; a start goes on as the window was left."""
        return str(self._settings.value("counter_view", "")) == "on"

    @counter_view.setter
    def counter_view(self, on: bool) -> None:
        self._settings.setValue("counter_view", "on" if on else "")
        self._settings.sync()  # what the next start shows mustn't hang on how this one ends

    @property
    def lock_minutes(self) -> int:
        """One of LOCK_MINUTES: how long nobody touches the window before a book with a passphrase is locked."""
        stored = str(self._settings.value("lock_minutes", "15"))
        return int(stored) if stored.isdecimal() and int(stored) in LOCK_MINUTES else 15

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._settings.setValue("lock_minutes", str(minutes))

    @property
    def geometry(self) -> QByteArray | None:
        stored = self._settings.value("geometry")
        return stored if isinstance(stored, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)

    def nudge(self, printer: str, medium: str) -> Nudge:
        """How far a printer's prints on a medium, such as an envelope, are moved; not at all at first."""
        stored = str(self._settings.value(_nudge_key(printer, medium), "")).split()
        try:
            right, down = (_in_steps(float(one)) for one in stored)
        except ValueError:
            return UNMOVED
        return Nudge(right, down)

    def set_nudge(self, printer: str, medium: str, nudge: Nudge) -> None:
        """Kept in steps of NUDGE_STEP, at most NUDGE_MOST either way."""
        self._settings.setValue(_nudge_key(printer, medium), " ".join(f"{_in_steps(one):g}" for one in nudge))

    def chosen(self, what: str) -> str:
        """What was chosen last where a choice is only remembered, such as the size of envelopes; "" at first."""
        return str(self._settings.value(f"chosen/{what}", ""))

    def set_chosen(self, what: str, value: str) -> None:
        self._settings.setValue(f"chosen/{what}", value)


def _nudge_key(printer: str, medium: str) -> str:
    return f"nudge/{quote(printer, safe='')}/{medium}"


def _in_steps(millimetres: float) -> float:
    return round(min(max(millimetres, -NUDGE_MOST), NUDGE_MOST) / NUDGE_STEP) * NUDGE_STEP
