"""Copies of issued letters outside the book, on the owner's wish."""

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from evenhand.storage.backup import sync_folder
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageFailed, reason_of

_MOST_NAMES = 50
_NUMBER = re.compile(r"[A-Z]{1,4}-[0-9]{4}-[0-9]{4,9}")


def name_of(letter_id: int, number: str) -> str:
    """What a letter is called in names of files: its number, unless what stands there is none."""
    return number if _NUMBER.fullmatch(number) else f"letter-{letter_id}"


def copy_name(book: Book, *, letter_id: int) -> str:
    """The file name to propose, safe everywhere and without the client's name: "2026-04-02_R-2026-0031_refund.pdf"."""
    letter = book.letters.get(letter_id)
    return f"{letter.issued_on}_{name_of(letter_id, letter.number)}_{letter.kind}.pdf"


def save_copy(book: Book, *, letter_id: int, path: Path) -> Path:
    """Writes the letter's own bytes to a file, whole or not at all, and says which file it was.

    A file that can't be replaced, such as one open in a viewer, is left alone and the copy takes the next name:
    "letter (2).pdf". Raises NotInBook, StorageFailed (with the path).
    """
    return write_whole(book.letters.pdf(letter_id), path)


def write_whole(content: bytes, path: Path, *, private: bool = False) -> Path:
    """Writes a file as `save_copy` does; a private one nobody else can read. Raises StorageFailed (with the path)."""
    half: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".evenhand-", suffix=".tmp", delete=False) as file:
            half = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:  # as it was made
            mask = os.umask(0)  # the only way to ask for it is to set it
            os.umask(mask)
            half.chmod(0o666 & ~mask)
        written = _put(half, path)
        sync_folder(path.parent)
        return written
    except OSError as error:
        raise StorageFailed(reason_of(error), type(error).__name__, path=path) from error
    finally:
        if half is not None:
            with suppress(OSError):
                half.unlink(missing_ok=True)


def _put(half: Path, path: Path) -> Path:
    for number in range(1, _MOST_NAMES):
        target = path if number == 1 else path.with_stem(f"{path.stem} ({number})")
        if number > 1 and target.exists():
            continue
        try:
            os.replace(half, target)
            return target
        except (PermissionError, IsADirectoryError):
            if not target.exists():
                raise
    raise FileExistsError(path)
