"""Work beside the window's own thread, for what takes longer than a blink and touches no open book."""

from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QRunnable, QThreadPool, Signal


@cache
def _pool() -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(1)  # a copy being read through and another being counted would only wait for the disk
    application = QCoreApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(pool.waitForDone)
    return pool


class _Carrier(QObject):
    arrived = Signal(object, object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], carrier: _Carrier) -> None:
        super().__init__()
        self._work, self._carrier = work, carrier

    def run(self) -> None:
        try:
            self._carrier.arrived.emit(self._work(), None)
        except Exception as error:
            self._carrier.arrived.emit(None, error)


class Aside(QObject):
    """One piece of work at a time for its parent; what it gave, or why it failed, is told on the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._done: Callable[[Any, Exception | None], object] | None = None
        self._carrier = _Carrier()
        self._carrier.arrived.connect(self._on_arrived)
        self._waiting: QEventLoop | None = None

    @property
    def busy(self) -> bool:
        return self._done is not None

    def start(self, work: Callable[[], Any], done: Callable[[Any, Exception | None], object]) -> None:
        """Runs `work` in another thread and hands its result to `done`, or the exception."""
        assert self._done is None
        self._done = done
        _pool().start(_Job(work, self._carrier))

    def wait(self) -> None:
        """Comes back when it's done. The window is painted meanwhile, and hears nothing from the owner."""
        if self._done is None:
            return
        self._waiting = QEventLoop()
        self._waiting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._waiting = None

    def _on_arrived(self, result: Any, error: Exception | None) -> None:
        done, self._done = self._done, None
        try:
            if done is not None:
                done(result, error)
        finally:
            if self._waiting is not None:
                self._waiting.quit()
