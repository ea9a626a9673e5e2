"""How the window closes: what is typed is saved and the book backed up, or the owner is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from evenhand.translation import _
from evenhand.ui.frames import row, surface
from evenhand.ui.labels import label
from evenhand.ui.safekeeping import Safekeeping


class _Window(Protocol):
    def all_saved(self) -> bool: ...
    def close(self) -> bool: ...


class Closing:
    """Asked each time that the window is to close."""

    def __init__(self, window: QWidget, asks: _Window, safekeeping: Safekeeping) -> None:
        self._window, self._asks, self._safekeeping = window, asks, safekeeping
        self._loses_what_is_typed = self._goes_without_backup = self._busy = False

    def may_close(self) -> bool:
        """Whether nothing is lost by closing now. If something would be, the owner is asked once this has returned."""
        if self._busy:
            return False
        if not self._loses_what_is_typed and not self._asks.all_saved():
            QTimer.singleShot(0, self._window, self._ask_before_losing)  # a question inside the event would outlive it
            return False
        if self._goes_without_backup or self._backed_up():
            return True
        self._loses_what_is_typed = False  # should the window stay, more may be typed
        QTimer.singleShot(0, self._window, self._ask_without_backup)
        return False

    def _backed_up(self) -> bool:
        if not self._safekeeping.is_due_on_exit():
            return True
        self._busy = True
        try:
            with _word(self._window, _("Writing the backup. Evenhand closes when it is done.")):
                return self._safekeeping.back_up_and_wait()
        finally:
            self._busy = False

    def _ask_before_losing(self) -> None:
        from evenhand.ui.notice import ask

        text = _("What you wrote last could not be saved. Closing now loses it.")
        ask(text, _("Close and lose it"), _("Stay"), self._window, self._close_and_lose)

    def _close_and_lose(self) -> None:
        self._loses_what_is_typed = True
        self._asks.close()

    def _ask_without_backup(self) -> None:
        from evenhand.ui.notice import ask

        text = f"{self._safekeeping.trouble_in_words()} {_('Your work is saved in the book on this computer.')}"
        ask(text, _("Close without a backup"), _("Stay"), self._window, self._close_without)

    def _close_without(self) -> None:
        self._goes_without_backup = True
        self._asks.close()


@contextmanager
def _word(window: QWidget, text: str) -> Iterator[None]:
    """One line in the middle of the window, painted at once."""
    said = label(text, "body", "ink2")
    card = surface("card", row(said, margins=(24, 16, 24, 16)))
    card.setParent(window)
    card.adjustSize()
    card.move((window.width() - card.width()) // 2, (window.height() - card.height()) // 2)
    card.show()
    card.raise_()
    window.repaint()
    try:
        yield
    finally:
        card.hide()
        card.deleteLater()
