"""A process that ends when its first window has been painted: `bare`, or `evenhand` on the book in a folder.

An encrypted book's key follows in hexadecimal, and is taken as the one that the system's key store remembers.

Writes one line to standard output at that moment. Started by bench.py, which holds the watch.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

if sys.argv[1] == "evenhand":
    from evenhand.storage import book, first_look, owner, promises  # noqa: F401  # before PySide, as the program itself has it

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Watcher(QObject):
    """Waits for a window's first paint and lets it be finished."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, end)
        return False


def end() -> None:
    os.write(1, b"painted\n")
    os._exit(0)


def bare() -> None:
    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    Watcher(window)
    window.show()
    application.exec()


def evenhand(folder: str, key: str = "") -> None:
    run: Callable[[], int] = QApplication.exec

    def watched(application: Any) -> int:
        windows = [one for one in application.topLevelWidgets() if isinstance(one, QMainWindow) and one.isVisible()]
        Watcher(windows[0])
        return run()

    QApplication.exec = watched  # type: ignore[assignment]
    from evenhand.__main__ import main

    if key:
        from evenhand import key_store

        key_store.remembered = lambda book_file: bytes.fromhex(key)
    sys.argv[1:] = ["--data", folder]
    sys.exit(main())


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else evenhand(*sys.argv[2:])
