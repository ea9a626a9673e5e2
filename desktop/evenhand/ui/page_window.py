"""The window of the pages before the book is open."""

from collections.abc import Callable

from PySide6.QtWidgets import QMainWindow

from evenhand import translation
from evenhand.ui.first_paint import AfterPaint
from evenhand.ui.opening_page import OpeningPage
from evenhand.ui.preferences import Preferences
from evenhand.ui.toast import Toast
from evenhand.ui.window_size import settle_size


class PageWindow(QMainWindow):
    """A window with one page at a time, each in the language that is chosen on it."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._build: Callable[[], OpeningPage] | None = None
        self.setWindowTitle("Evenhand")
        settle_size(self, preferences)

    @property
    def page(self) -> OpeningPage:
        """The page in view."""
        found = self.centralWidget()
        assert isinstance(found, OpeningPage)
        return found

    def show_page(self, build: Callable[[], OpeningPage]) -> None:
        """Puts a page in the place of the one in view; what was typed stays where it's the same page again."""
        self._build = build
        page, before = build(), self.centralWidget()
        page.offer_languages(self._set_language)
        if before is not None:
            before.setParent(None)  # or else it would go before what was typed is taken over
        self.setCentralWidget(page)
        self._toast = Toast(page)
        if not self.isVisible():
            AfterPaint(self, self.settle)
            self.show()
        page.begin()
        if isinstance(before, OpeningPage):
            if type(before) is type(page):
                page.take_over(before)
            before.deleteLater()

    def settle(self) -> None:
        """What can wait until the first page is painted."""

    def _set_language(self, code: str) -> None:
        self._preferences.language = code
        translation.use(code)
        assert self._build is not None
        self.show_page(self._build)

    def say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None, *, failed: bool = False
    ) -> None:
        """One quiet line at the foot of the page."""
        self._toast.show_toast(text, action, on_action, failed=failed)
