"""The composition root of the window: paths, book, window. The one file that knows everything."""

import os
import shutil
import signal
import sys
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from evenhand import translation, wording
from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui.focus_ring import FocusRing
from evenhand.ui.main_window import MainWindow
from evenhand.ui.notice import show_notice
from evenhand.ui.preferences import Preferences
from evenhand.ui.qt_texts import QtTexts
from evenhand.ui.theme import theme


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere when a display is named."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(*, data: Path, sample: bool) -> int:
    """Opens the window on the book in `data`, or on a throw-away sample business. Returns the exit code."""
    if not has_screen():
        print(_("There is no screen here. `evenhand --help` lists what works without one."), file=sys.stderr)
        return 1
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Evenhand")
    application.setDesktopFileName("evenhand")
    preferences = Preferences()
    translation.use(preferences.language)
    application.installTranslator(QtTexts(application))
    theme.apply(application, preferences.dark, preferences.text_size)
    FocusRing(application)
    throw_away = Path(tempfile.mkdtemp(prefix="evenhand-sample-")) if sample else None
    try:
        book = _open_sample(throw_away / "book") if throw_away else Book.open_or_create(data)
        with book:
            window = MainWindow(book, preferences, today=date.today)
            window.show()
            return application.exec()
    except wording.KNOWN_ERRORS as error:
        print(wording.sentence(error), file=sys.stderr)
        show_notice(wording.sentence(error))
        return 1
    finally:
        if throw_away:
            shutil.rmtree(throw_away, ignore_errors=True)


def _open_sample(folder: Path) -> Book:
    from evenhand import sample  # the letters come with it, and an owner's own book starts without them

    sample.make_book(folder, today=date.today())
    return Book.open(folder)
