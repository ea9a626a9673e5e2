"""A second start on the same book: it calls the window that is there already, and that one comes forward.

The call is an empty file in a folder of the owner's own, which the first window watches; no socket is needed for it.
"""

import hashlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE = 2.0  # seconds for which a second start waits to be heard
_TOKEN = "XDG_ACTIVATION_TOKEN"  # Wayland lets a window come forward only with one
_LONGEST_TOKEN = 200


def is_open_here(folder: Path) -> bool:
    """Whether a window of this owner has the book, be it locked or not. Takes no time."""
    try:
        lock = _lock(folder)
        if lock.tryLock(0):
            lock.unlock()
            return False
    except OSError:
        return False
    return lock.error() is QLockFile.LockError.LockFailedError


def call_first(folder: Path, patience: float = PATIENCE) -> bool:
    """Asks the window that has the book to come forward. False when none did so within `patience` seconds."""
    try:
        call = _calls() / f"{_name(folder)}.{uuid4().hex}.call"
        call.write_text(os.environ.get(_TOKEN, "")[:_LONGEST_TOKEN], encoding="utf-8")
    except OSError:
        return False
    _let_it_come_forward()
    until = monotonic() + patience
    try:
        while call.exists():
            if monotonic() > until:
                return False
            sleep(0.02)
        return True
    finally:
        with suppress(OSError):
            call.unlink(missing_ok=True)


class Answer(QObject):
    """Of the window that has the book: brings it forward when a second start calls. Lives as long as the window.

    `window` may be changed for another, as when the book is unlocked.
    """

    def __init__(self, window: QWidget, folder: Path, heard: Callable[[], object] = lambda: None) -> None:
        """`heard` is told after the window has come forward."""
        super().__init__(window)
        self.window = window
        self._heard = heard
        self._name = _name(folder)
        self._watcher = QFileSystemWatcher(self)
        self._lock: QLockFile | None = None
        with suppress(OSError):  # without the folder a second start says that the book is open, as it did before
            self._folder = _calls()
            self._take_calls()  # whoever called before hears that the window is there, or is gone
            self._lock = _lock(folder)
            self._lock.tryLock(100)
            self._watcher.addPath(str(self._folder))
            self._watcher.directoryChanged.connect(self._on_change)

    def stop(self) -> None:
        """Answers no more: the window is about to close."""
        if watched := self._watcher.directories():
            self._watcher.removePaths(watched)
        if self._lock is not None:
            self._lock.unlock()

    def _on_change(self, _folder: str) -> None:
        if (token := self._take_calls()) is not None:
            _come_forward(self.window, token)
            self._heard()

    def _take_calls(self) -> str | None:
        token = None
        for call in self._folder.glob(f"{self._name}.*.call"):
            with suppress(OSError, UnicodeDecodeError):
                token = call.read_text(encoding="utf-8")[:_LONGEST_TOKEN]
                call.unlink(missing_ok=True)
        return token


def _come_forward(window: QWidget, token: str) -> None:
    if token:
        os.environ[_TOKEN] = token
    top = QApplication.activeModalWidget() or window  # a sheet over the window has the keyboard
    for one in dict.fromkeys((window, top)):
        one.setWindowState(one.windowState() & ~Qt.WindowState.WindowMinimized)
        one.show()
        one.raise_()
    top.activateWindow()
    QApplication.alert(window)


def _let_it_come_forward() -> None:
    """Windows lets only who was started by the owner hand the foreground on."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def _calls() -> Path:
    """The folder of the calls, which nobody else may read or write. Raises OSError."""
    import platformdirs

    folder = platformdirs.user_state_path("Evenhand", appauthor=False) / "calls"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(_calls() / f"{_name(folder)}.lock"))
    lock.setStaleLockTime(0)  # only one whose program is gone is taken over, never one that is merely old
    return lock


def _name(folder: Path) -> str:
    """The book's, the same by whichever path it's reached, and telling nobody where that is."""
    path = os.path.normcase(os.path.realpath(folder / "book.db"))
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:20]
