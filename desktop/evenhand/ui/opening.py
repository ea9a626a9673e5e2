"""How the window comes to a book that doesn't open by itself: a new one, one with a passphrase, one in trouble."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QApplication

from evenhand.storage.book import Book
from evenhand.storage.book_folder import FILE, choose
from evenhand.storage.errors import (
    BookExists,
    BookInUse,
    BookMissing,
    BookUncertain,
    PassphraseMissing,
    PassphraseWrong,
    StorageError,
)
from evenhand.storage.first_look import Finding, Noticed, Opened, open_carefully
from evenhand.storage.keys import BookKey
from evenhand.storage.seen import Seen, own_folder
from evenhand.translation import _
from evenhand.ui.desk import Desk, Place
from evenhand.ui.opening_page import OpeningPage
from evenhand.ui.page_window import PageWindow
from evenhand.ui.preferences import Preferences

if TYPE_CHECKING:
    from evenhand.ui.come_forward import Answer
    from evenhand.ui.main_window import MainWindow
    from evenhand.ui.restored import Outcome
    from evenhand.ui.unlock_page import UnlockPage


class Opening(PageWindow):
    """The pages that lead to the book. `begin` is given the open book, with what was noticed about it, and shows it.

    `keep` has the book closed when the program ends, whatever comes of it. `remembers` is whether the next start
    begins in a folder that is chosen here.
    """

    def __init__(
        self,
        folder: Path,
        preferences: Preferences,
        begin: "Callable[[Book, Sequence[Finding]], MainWindow]",
        keep: Callable[[Book], object],
        today: Callable[[], date],
        *,
        remembers: bool = True,
    ) -> None:
        super().__init__(preferences)
        self._folder, self._preferences = folder, preferences
        self._begin, self._keep_open, self._today = begin, keep, today
        self._remembers, self._moved = remembers, False
        self._key: BookKey | None = None
        self._window: MainWindow | None = None
        self._answer: Answer | None = None

    def meet(self, error: StorageError) -> bool:
        """Finds a way to the book that didn't open. False when the window that has it open came forward instead."""
        if isinstance(error, BookInUse | PassphraseMissing):
            from evenhand.ui.come_forward import call_first, is_open_here

            held = isinstance(error, BookInUse) or is_open_here(self._folder)  # a locked window has its book closed
            if held and call_first(self._folder):
                return False
        if isinstance(error, PassphraseMissing):
            self._ask_or_remember()
        elif isinstance(error, BookMissing) and not self._was_here():
            self.show_page(self._first_run)
        else:
            self._tell(error)
        return True

    # The pages

    def settle(self) -> None:
        from evenhand.ui.come_forward import Answer
        from evenhand.ui.focus_ring import FocusRing

        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if application.findChild(FocusRing) is None:
            FocusRing(application)
        self._answer = Answer(self, self._folder)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._answer is not None:
            self._answer.stop()  # the window on the book answers now
        super().closeEvent(event)

    def _first_run(self) -> OpeningPage:
        from evenhand.ui.first_run import FirstRunPage

        return FirstRunPage(self._folder, self._make, self._choose)

    def _unlock_page(self) -> "UnlockPage":
        from evenhand.ui.unlock_page import UnlockPage

        return UnlockPage(self._folder / FILE, self._unlock, self.close, self._restore)

    def _tell(self, error: StorageError) -> None:
        from evenhand.ui.trouble_page import TroublePage, Ways, may_be_looked_at, may_lie_elsewhere

        ways = Ways(
            again=self._again,
            restore=self._restore,
            folder=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))),
            leave=self.close,
            look=(lambda: self._open(self._key, read_only=True)) if may_be_looked_at(error) else None,
            go_on=(lambda: self._open(self._key, as_it_is=True)) if isinstance(error, BookUncertain) else None,
            new=(lambda: self.show_page(self._first_run)) if isinstance(error, BookMissing) else None,
            choose=self._choose if may_lie_elsewhere(error) else None,
        )
        self.show_page(lambda: TroublePage(error, self._folder, ways))

    # What the owner chose

    def _make(self, key: BookKey | None) -> None:
        try:
            book = Book.create(self._folder, key=key)
        except BookExists:
            self._again()
            return
        except StorageError as error:
            self._tell(error)
            return
        self._keep(book)
        if key is None:
            self._go_on(book)
            return
        desk = Desk(book, self._today, _nowhere, self.say)

        def done(kept: bool) -> None:
            from evenhand.ui.recovery_code import note_kept

            if kept:
                note_kept(desk, self._preferences)
            self._go_on(book)

        def page() -> OpeningPage:
            from evenhand.ui.first_run import RecoveryPage

            return RecoveryPage(desk, key, done)

        self.show_page(page)

    def _choose(self) -> None:
        from evenhand.ui.book_place import choose_place, held_already

        place = choose_place(self, self._folder, self.page.tell)
        if place is None:
            return
        held = (place / FILE).exists()
        self._folder, self._key, self._moved = place, None, True
        if self._answer is not None:
            self._answer.stop()
        asks = False
        try:
            opened = open_carefully(place, seen=Seen(own_folder()), now=datetime.now(UTC))
        except StorageError as error:
            asks = isinstance(error, PassphraseMissing)
            if not self.meet(error):
                self.close()
                return
        else:
            self._keep(opened.book)
            self._go_on(opened.book, opened.findings)
        if self.isVisible():
            self.settle()
        if held and self._window is not None:
            self._window.say(held_already())
        elif held and asks:
            self.page.tell(held_already())

    def _keep(self, book: Book) -> None:
        self._keep_open(book)
        if self._moved and self._remembers:
            choose(self._folder)

    def _again(self) -> None:
        try:
            self._open(self._key)
        except PassphraseWrong:  # a backup lies there now that has another passphrase, or none
            self._key = None
            self._open(None)

    def _restore(self) -> None:
        from evenhand.ui.restore_form import open_restore
        from evenhand.ui.unlock_page import UnlockPage

        typed = self.page.typed() if isinstance(self.page, UnlockPage) else ""
        open_restore(self._folder, self, self._on_restored, today=self._today, key=self._key, typed=typed)

    def _on_restored(self, outcome: "Outcome") -> None:
        self._open(outcome.key)
        if self._window is not None:
            outcome.tell(self._window.say, self._window)
        else:
            outcome.tell(self.say, self)

    def _ask_or_remember(self) -> None:
        from evenhand import key_store
        from evenhand.storage import keys

        path = self._folder / FILE
        found = key_store.remembered(str(path.absolute()))
        if found is not None:
            try:
                self._open(BookKey(found, keys.salt_of(path)))
                return
            except (PassphraseWrong, OSError):
                key_store.forget(str(path.absolute()))  # the passphrase was changed on another computer
        self.show_page(self._unlock_page)

    def _unlock(self, key: BookKey) -> None:
        page = self.page
        self._open(key)
        remember = getattr(page, "remember", None)
        if remember is not None and remember.isChecked() and self._key is not None:
            self._remember(key)

    def _remember(self, key: BookKey) -> None:
        from evenhand import key_store

        kept = key_store.remember(str((self._folder / FILE).absolute()), key.key)
        if not kept and self._window is not None:
            self._window.say(_("The system's key store did not take the key. The passphrase opens the book."))

    def _open(self, key: BookKey | None, *, read_only: bool = False, as_it_is: bool = False) -> None:
        """Opens the book, or says why not; `as_it_is` when the owner has decided on what was noticed.

        Raises PassphraseWrong, for where the passphrase is typed.
        """
        try:
            if read_only:
                opened = Opened(Book.open(self._folder, key=key, read_only=True), (Finding(Noticed.READ_ONLY),))
            elif as_it_is:
                opened = Opened(self._as_it_is(key))
            else:
                opened = open_carefully(self._folder, key=key, seen=Seen(own_folder()), now=datetime.now(UTC))
        except PassphraseWrong:
            raise
        except PassphraseMissing:
            self.show_page(self._unlock_page)
        except StorageError as error:
            self._key = key  # it did open the file
            if isinstance(error, BookMissing) and not self._was_here():
                self.show_page(self._first_run)
            else:
                self._tell(error)
        else:
            self._key = key
            self._keep(opened.book)
            self._go_on(opened.book, opened.findings)

    def _as_it_is(self, key: BookKey | None) -> Book:
        from evenhand.actions.safekeeping import catch_up

        seen = Seen(own_folder())
        book = Book.open(self._folder, key=key)
        try:
            catch_up(book, seen, today=self._today(), book_id=seen.last_at(self._folder / FILE))
        except BaseException:
            book.close()
            raise
        return book

    def _go_on(self, book: Book, findings: Sequence[Finding] = ()) -> None:
        try:
            self._window = self._begin(book, findings)
        except StorageError as error:
            book.close()
            self._tell(error)
        else:
            self.close()

    def _was_here(self) -> bool:
        """Whether there was a book in this folder: its backups are there, or this computer has seen it."""
        from evenhand.storage.backups import Backups

        return bool(Backups(self._folder).all()) or Seen(own_folder()).last_at(self._folder / FILE) is not None


def _nowhere(_place: Place, _record: int) -> None:
    """There's nowhere to go before the book is open."""
