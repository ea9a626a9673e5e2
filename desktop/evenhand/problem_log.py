"""A small log of what failed: when, what kind of error, and where in the program. Never a word of what it was about.

The text of an error may hold what was being stored or drawn, so it's never read here; nor is a variable.
"""

import errno
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, TracebackType

FILE, OLDER = "problems.log", "problems.1.log"
LARGEST = 200_000  # bytes of each of the two
_OWN = str(Path(__file__).parent)
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}")
_MOST_CAUSES, _MOST_PLACES = 4, 4
_THE_DRIVERS = {"connection.py", "database.py", "peewee_database.py"}  # every failure of the book passes these


class ProblemLog:
    """Two files in a folder; the older goes when the newer is full. What can't be written is left unsaid."""

    def __init__(self, folder: Callable[[], Path], now: Callable[[], datetime]) -> None:
        """The folder is asked for when there's something to write."""
        self._folder, self._now = folder, now
        self._lock = threading.Lock()

    def note(self, line: str) -> None:
        with suppress(OSError), self._lock:
            folder = self._folder()
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = folder / FILE
            if path.exists() and path.stat().st_size > LARGEST:
                os.replace(path, folder / OLDER)
            stamp = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "a", encoding="ascii", errors="replace") as file:
                file.write(f"{stamp} {line}\n")

    def lines(self, most: int) -> list[str]:
        """The last lines, the newest at the end."""
        found: list[str] = []
        with suppress(OSError):
            folder = self._folder()
            for name in (OLDER, FILE):
                with suppress(OSError):
                    found += (folder / name).read_text(encoding="ascii", errors="replace").splitlines()
        return found[-most:] if most else []


_log: ProblemLog | None = None


def begin(folder: Callable[[], Path], now: Callable[[], datetime]) -> ProblemLog:
    """Keeps a log from now on, and has it hear of whatever nobody else catches, in any thread."""
    global _log
    _log = ProblemLog(folder, now)
    threading.excepthook = lambda failed: _unheard("thread", failed.exc_value)
    sys.unraisablehook = lambda failed: _unheard("unraisable", failed.exc_value)
    return _log


def end() -> None:
    """Keeps no log any more."""
    global _log
    _log = None
    threading.excepthook, sys.unraisablehook = threading.__excepthook__, sys.__unraisablehook__


def note(error: BaseException, where: str = "") -> str:
    """Writes one line about an error and gives it back, without the time."""
    line = f"{where}: {described(error)}" if where else described(error)
    if _log is not None:
        _log.note(line)
    return line


def last_lines(most: int) -> list[str]:
    """What was logged last; nothing where no log is kept."""
    return _log.lines(most) if _log is not None else []


def described(error: BaseException) -> str:
    """Kinds, codes and places of an error and of what caused it."""
    return " < ".join(_one(each) for each in _chain(error))


def _unheard(where: str, error: BaseException | None) -> None:
    if error is not None and not isinstance(error, SystemExit):
        line = note(error, where)
        if sys.stderr is not None:
            sys.stderr.write(f"{line}\n")


def _chain(error: BaseException) -> Iterator[BaseException]:
    known: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in known and len(known) < _MOST_CAUSES:
        known.add(id(following))
        yield following
        hidden = following.__suppress_context__
        following = following.__cause__ or (None if hidden else following.__context__)


def _one(error: BaseException) -> str:
    kind = type(error).__name__
    code = _code(error)
    places = _places(error.__traceback__) or _callers()
    return f"{kind}{f'({code})' if code else ''} at {places or '?'}"


def _code(error: BaseException) -> str:
    """What the error is called by SQLite, by the system, or by ourselves: one of a closed list of names, each."""
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, "")
    found = getattr(error, "sqlite_errorname", None)
    if found is None and type(error).__module__.startswith("evenhand."):
        found = getattr(error, "reason", None)
    return str(found) if isinstance(found, str) and _CODE.fullmatch(found) else ""


def _places(trace: TracebackType | None) -> str:
    """Where it happened, and through which of our own lines it came; the innermost first."""
    found: list[str] = []
    own: list[str] = []
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        found.append(f"{_name(file)}:{trace.tb_lineno}")
        if file.startswith(_OWN):
            own.append(found[-1])
        trace = trace.tb_next
    return " ".join(dict.fromkeys([*found[-1:], *reversed(own[-_MOST_PLACES:])]))


def _callers() -> str:
    """Of an error that hasn't been raised yet: who is about to."""
    frame: FrameType | None = sys._getframe(1)
    found: list[str] = []
    while frame is not None and len(found) < _MOST_PLACES:
        file = frame.f_code.co_filename
        if file.startswith(_OWN) and file != __file__ and _name(file) not in _THE_DRIVERS:
            found.append(f"{_name(file)}:{frame.f_lineno}")
        frame = frame.f_back
    return " ".join(found)


def _name(file: str) -> str:
    """A file of the program, or of a library, without the folders that lead there."""
    return file.replace("\\", "/").rpartition("/")[2]
