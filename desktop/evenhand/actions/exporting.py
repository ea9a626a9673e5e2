"""Everything in the book as files that open without this program: tables as CSV, letters as PDF."""

import csv
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from evenhand import formats
from evenhand.actions.copies import name_of
from evenhand.actions.export_notes import note_on
from evenhand.storage.backup import sync_folder
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageError, StorageFailed, reason_of
from evenhand.storage.export_sql import Sheet
from evenhand.storage.exporting import Export
from evenhand.translation import _, language

_PRIVATE, _LETTERS, _KEPT, _PICTURES = "private", "letters", "letters-kept-of-erased", "pictures"

Progress = Callable[[int, int], object]


class ExportStopped(Exception):
    """Somebody stopped it; nothing of it was kept."""


class ExportRefused(StorageError):
    """The folder can't be exported to. `reason` is 'not_empty' or 'not_folder'."""

    def __init__(self, reason: str, folder: Path) -> None:
        super().__init__(f"{folder}: {reason}")
        self.reason, self.folder = reason, folder


def export_all(
    book: Book,
    folder: Path,
    *,
    today: date,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
    private: bool = True,
) -> int:
    """Writes the whole book into a new or empty folder, and says how many files that are.

    All or nothing: the files come to be in a folder beside, which takes the wanted name at the end. `progress` is told
    how much is done, of how much. What is for the owner alone lies in a folder `private` of its own.

    Raises ExportRefused, ExportStopped, StorageFailed; none leaves a file.
    """
    export = Export(book.connection)
    sheets = export.sheets(private=private)
    letters = export.letters()
    go_on = _counting(progress, cancelled, sum(map(export.count, sheets)) + len(letters))
    with _whole(folder) as half:
        for sheet in sheets:
            _write_sheet(export, sheet, half, go_on)
        for id_, number, erased in letters:
            _put(half / (_KEPT if erased else _LETTERS) / f"{name_of(id_, number)}.pdf", book.letters.pdf(id_))
            go_on(1)
        for name, picture in export.pictures():
            _put(half / _PICTURES / f"{name}.png", picture)
        _put(half / "README.txt", _read_me(half, sheets, today).encode("utf-8-sig"))
        return sum(1 for one in half.rglob("*") if one.is_file())


def _counting(progress: Progress, cancelled: Callable[[], bool], of: int) -> Callable[[int], None]:
    done = 0

    def go_on(more: int) -> None:
        nonlocal done
        done += more
        progress(done, of)
        if cancelled():
            raise ExportStopped

    go_on(0)
    return go_on


def _write_sheet(export: Export, sheet: Sheet, folder: Path, go_on: Callable[[int], None]) -> None:
    path = folder / (_PRIVATE if sheet.private else "") / f"{sheet.name}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="", buffering=1 << 20) as file:
        writer = csv.writer(file)
        writer.writerow(export.headings(sheet))
        for rows in export.rows(sheet):
            writer.writerows(rows)
            go_on(len(rows))
        file.flush()
        os.fsync(file.fileno())


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A folder to write to that takes the wanted one's name once all is written, and is gone when something fails."""
    made: list[Path] = []
    half: Path | None = None
    try:
        if folder.exists() and not folder.is_dir():
            raise ExportRefused("not_folder", folder)
        if folder.exists() and any(folder.iterdir()):
            raise ExportRefused("not_empty", folder)
        parent = folder.absolute().parent
        made = [one for one in (parent, *parent.parents) if not one.exists()]
        parent.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix=".evenhand-", suffix=".tmp", dir=parent))
        yield half
        if folder.exists():
            folder.rmdir()  # it was empty
        half.rename(folder)
        made, half = [], None
        sync_folder(parent)
    except OSError as error:
        raise StorageFailed(reason_of(error), type(error).__name__, path=folder) from error
    finally:
        if half is not None:
            shutil.rmtree(half, ignore_errors=True)
        for one in made:
            with suppress(OSError):
                one.rmdir()


def _read_me(folder: Path, sheets: list[Sheet], today: date) -> str:
    """What each file is, in the screen's language."""
    parts = [
        _("Everything in the book on {day}, as files.").format(day=formats.long_date(today, language())),
        _(
            "The tables are CSV in UTF-8, with commas and one line of headings; any spreadsheet opens them. Days are"
            " written year-month-day, sums as plain figures beside their currency. A word that a spreadsheet would take"
            " as a formula has an apostrophe before it."
        ),
        "\n".join(_line(f"{one.name}.csv", note_on(one.name)) for one in sheets if not one.private),
    ]
    for name in (_LETTERS, _KEPT, _PICTURES):
        if (folder / name).is_dir():
            parts.append(_line(f"{name}/", note_on(f"{name}/")))
    if any(one.private for one in sheets):
        parts.append(_line(f"{_PRIVATE}/", note_on(f"{_PRIVATE}/")))
        parts.append("\n".join(_line(f"{_PRIVATE}/{one.name}.csv", note_on(one.name)) for one in sheets if one.private))
    return "\n\n".join(parts).replace("\n", "\r\n") + "\r\n"


def _line(name: str, note: str) -> str:
    return f"{name}: {note}"
