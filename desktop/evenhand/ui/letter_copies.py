"""Copies of issued letters as files: always the very bytes that the book keeps."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from evenhand import actions, wording
from evenhand.domain.records import Letter, LetterEventKind
from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui.desk import Desk
from evenhand.ui.letter_history import keep

OWN_FOLDER = "Evenhand"  # among the owner's documents
FAILURES: tuple[type[Exception], ...] = (*wording.KNOWN_ERRORS, OSError)  # what writing a file may come to


def documents() -> Path:
    """The owner's folder for documents, or the home folder where there is none."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_dir() else Path.home()


def ask_where(parent: QWidget, title: str, name: str) -> Path | None:
    """Asks where a PDF is to be written, and proposes a name for it."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(documents() / name), _("PDF files") + " (*.pdf)")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")


def save_as(desk: Desk, parent: QWidget, letter: Letter, title: str, unwanted: str = "") -> Path | None:
    """Asks where, and writes the letter's own bytes there. Gives the file, or None when nothing was written.

    `unwanted` is what to say when no file was chosen.
    """
    path = ask_where(parent, title, actions.copy_name(desk.book, letter_id=letter.id))
    if path is None:
        if unwanted:
            desk.say(unwanted, failed=True)
        return None
    try:
        return actions.save_copy(desk.book, letter_id=letter.id, path=path)
    except FAILURES as error:
        tell(desk, error)
        return None


def save_copy(desk: Desk, parent: QWidget, letter: Letter) -> Path | None:
    """A copy where the owner wants it, and one line that says so."""
    saved = save_as(desk, parent, letter, _("Save a copy"))
    if saved is not None:
        amiss = keep(desk, LetterEventKind.SAVED, (letter.id, saved.name))
        say_saved(desk, _("Saved {name}.").format(name=saved.name), amiss, saved)
    return saved


def show_pdf(desk: Desk, letter: Letter, saved: Path | None) -> Path | None:
    """Shows a copy of the letter in its folder: the one saved before, or one in our own folder among the documents."""
    if saved is not None and saved.is_file():
        show_in_folder(saved)
        return saved
    folder = documents() / OWN_FOLDER
    try:
        folder.mkdir(exist_ok=True)
        path, anew = put_into(desk.book, letter, folder)
    except FAILURES as error:
        tell(desk, error)
        return None
    show_in_folder(path)
    if anew:
        amiss = keep(desk, LetterEventKind.SAVED, (letter.id, path.name))
        desk.say(f"{_('Saved {name}.').format(name=f'{OWN_FOLDER}/{path.name}')} {amiss}".strip())
    return path


def put_into(book: Book, letter: Letter, folder: Path) -> tuple[Path, bool]:
    """The letter's file in a folder, and whether it had to be written: what lies there by its name is never lost.

    Raises StorageFailed, OSError.
    """
    pdf = book.letters.pdf(letter.id)
    plain = folder / actions.copy_name(book, letter_id=letter.id)
    number, path = 1, plain
    while path.exists():
        if path.is_file() and path.read_bytes() == pdf:
            return path, False
        number += 1
        path = plain.with_stem(f"{plain.stem} ({number})")
    return actions.save_copy(book, letter_id=letter.id, path=path), True


def tell(desk: Desk, error: Exception) -> None:
    """Why a file could not be written."""
    text = wording.sentence_for_file(error) if isinstance(error, OSError) else wording.sentence(error)
    desk.say(text, failed=True)


def say_saved(desk: Desk, text: str, amiss: str, saved: Path) -> None:
    """One line on a file that was written, with the way to its folder."""
    desk.say(f"{text} {amiss}".strip(), _("Show in folder"), lambda: show_in_folder(saved))


def show_in_folder(path: Path) -> None:
    """Opens the folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
