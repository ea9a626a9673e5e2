"""What the owner chose about how the window looks and speaks: at once, and without a restart."""

from PySide6.QtWidgets import QApplication

from evenhand import translation
from evenhand.ui.preferences import Preferences
from evenhand.ui.theme import theme


class Appearance:
    """The part of the window that its View menu speaks to."""

    _preferences: Preferences

    def _rebuild(self) -> None:
        """Builds every screen anew; the place stays, and what was typed is saved first."""
        raise NotImplementedError

    def set_language(self, code: str) -> None:
        """Every screen in another language."""
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
