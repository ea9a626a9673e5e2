"""The composition root of the window: paths, book, window. The one file that knows everything."""

import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from evenhand import problem_log, translation, wording
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageError
from evenhand.storage.first_look import Finding, open_carefully
from evenhand.storage.seen import Seen, own_folder
from evenhand.translation import _
from evenhand.ui.first_paint import AfterPaint
from evenhand.ui.main_window import MainWindow
from evenhand.ui.preferences import Preferences
from evenhand.ui.qt_texts import QtTexts
from evenhand.ui.theme import theme


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere when a display is named."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(*, data: Path, named: bool, sample: bool) -> int:
    """Opens the window on the owner's book, or on a throw-away sample business. Returns the exit code."""
    if not has_screen():
        print(_("There is no screen here. `evenhand --help` lists what works without one."), file=sys.stderr)
        return 1
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program
    # Named here, since asking for the style later makes PySide load a thousand constants.
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("Evenhand")
    application.setDesktopFileName("evenhand")
    sys.excepthook = tell
    preferences = Preferences()
    translation.use(preferences.language)
    application.installTranslator(QtTexts(application))
    theme.prepare(application, preferences.dark, preferences.text_size)
    seen = Seen(own_folder())
    windows: list[MainWindow] = []  # which nothing else holds
    with ExitStack() as at_the_end:

        def begin(book: Book, findings: Sequence[Finding] = ()) -> MainWindow:
            window = MainWindow(book, preferences, today=date.today, seen=None if sample else seen)
            AfterPaint(window, lambda: _settle(application, window))
            if not sample:
                AfterPaint(window, lambda: _watch_over(window, book, findings, seen, preferences))
            theme.put_on(application)
            window.show()
            windows.append(window)
            return window

        try:
            if sample:
                begin(at_the_end.enter_context(_sample_book()))
            else:
                opened = open_carefully(data, seen=seen, now=datetime.now(UTC))
                begin(at_the_end.enter_context(opened.book), opened.findings)
        except StorageError as error:
            from evenhand.ui.opening import Opening

            at_the_end.close()  # a book that opened and can't be shown
            theme.put_on(application)
            opening = Opening(data, preferences, begin, at_the_end.enter_context, date.today, remembers=not named)
            if not opening.meet(error):
                return 0
        return application.exec()


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of the program: the owner hears of it, and the log says where, never with what words."""
    if not isinstance(error, Exception):
        return
    print(problem_log.note(error), file=sys.stderr)
    speakers = (getattr(one, "say", None) for one in QApplication.topLevelWidgets() if one.isVisible())
    say = next((one for one in speakers if one is not None), None)  # the window, or what opens the book before it
    if say is not None:
        say(wording.sentence(error), failed=True)


def _settle(application: QApplication, window: MainWindow) -> None:
    gc.freeze()
    gc.enable()
    from evenhand.ui.focus_ring import FocusRing  # needed from the first Tab on, not for the first paint
    from evenhand.ui.mail_drafts import forget_drafts

    if application.findChild(FocusRing) is None:
        FocusRing(application)
    forget_drafts()
    window.locking.watch()


def _watch_over(
    window: MainWindow, book: Book, findings: Sequence[Finding], seen: Seen, preferences: Preferences
) -> None:
    from evenhand.ui.vigil import Vigil

    Vigil(window, book, findings, seen=seen, preferences=preferences)


@contextmanager
def _sample_book() -> Iterator[Book]:
    import tempfile  # an owner's own book opens without all this

    from evenhand import sample

    with tempfile.TemporaryDirectory(prefix="evenhand-sample-", ignore_cleanup_errors=True) as folder:
        sample.make_book(Path(folder) / "book", today=date.today())
        with Book.open(Path(folder) / "book") as book:
            yield book
