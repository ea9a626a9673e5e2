"""The folder that a book lies in: whether it can be written to, and what is left there half-written."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from evenhand.storage.errors import BookReadOnly, StorageFailed, reason_of

FILE = "book.db"
OWN_NAME = "Evenhand"  # of a folder inside one that holds other things
NOT_WRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)


def _choice() -> Path:
    import platformdirs

    return platformdirs.user_state_path("Evenhand", appauthor=False) / "folder"


def chosen() -> Path | None:
    """The folder that the owner chose for the book in the window; None for the platform's own place."""
    try:
        stored = _choice().read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return Path(stored) if stored else None


def choose(folder: Path) -> None:
    """Remembers the folder on this computer, for the window and the commands. Where that fails the start asks again."""
    with suppress(OSError):
        _choice().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _choice().write_text(str(folder.absolute()), encoding="utf-8")


def probe(folder: Path, path: Path | None = None) -> None:
    """Raises BookReadOnly where no change could be kept: SQLite would say so only at the first one."""
    # Only asked, never opened: closing a file again would drop SQLite's locks on it.
    if path is not None and not os.access(path, os.W_OK):
        raise BookReadOnly(folder)
    probe = folder / f".write-{os.getpid()}.tmp"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        if error.errno in NOT_WRITABLE:
            raise BookReadOnly(folder) from error
        # A full disk can still be read from; a save will say so.


def place_in(chosen: Path) -> Path:
    """The folder for the book where the owner chose one: with the book that lies there, or free for a new one.

    Among other files a book gets a folder of its own. Raises BookReadOnly, StorageFailed where no book could be made.
    """
    try:
        for place in (chosen, chosen / OWN_NAME):
            if (place / FILE).exists():
                return place
        if not chosen.is_dir():
            raise StorageFailed("no_folder", "FileNotFoundError", path=chosen)
        names = {one.name for one in chosen.iterdir() if not one.name.startswith(".") and one.name != "desktop.ini"}
        alone = names <= {"backups"} or chosen.name == OWN_NAME
        place = chosen if alone else chosen / OWN_NAME
        probe(place if place.is_dir() else chosen)
    except OSError as error:
        if error.errno in NOT_WRITABLE:
            raise BookReadOnly(chosen) from error
        raise StorageFailed(reason_of(error), type(error).__name__, path=chosen) from error
    return place


def put(half: Path, path: Path) -> None:
    """Gives the finished file its name, unless another start was quicker. Raises FileExistsError."""
    if os.name == "nt":
        half.rename(path)
        return
    try:
        os.link(half, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a USB stick's
        if path.exists():
            raise FileExistsError(path) from None
        half.rename(path)


def clear_halves(folder: Path) -> None:
    """What a crash left half-written, now that the book is ours alone."""
    for place in {folder, (folder / FILE).resolve().parent}:  # which differ where the file is a link to elsewhere
        for pattern in (f"{FILE}.*.tmp*", "before-*.tmp", ".write-*.tmp"):
            for left in place.glob(pattern):
                with suppress(OSError):
                    left.unlink()
