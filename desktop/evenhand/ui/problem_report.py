"""Help > Report a problem: what would help somebody to find it, all of it in sight, and nothing that is anybody's."""

import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit, QWidget

from evenhand import __version__, problem_log, translation, wording
from evenhand.storage.book import Book
from evenhand.storage.errors import StorageError
from evenhand.translation import _
from evenhand.ui.buttons import button
from evenhand.ui.desk import Desk
from evenhand.ui.frames import column, row
from evenhand.ui.labels import label
from evenhand.ui.letter_copies import documents, say_saved
from evenhand.ui.theme import theme

_LINES = 60  # of the log
_NAME = "Evenhand problem report.txt"
_COUNTED = ("clients", "orders", "interactions", "cases", "promises", "letters", "bonuses", "follow_ups")


def open_problem_report(desk: Desk, window: QWidget) -> None:
    """Shows the report over the window; it goes nowhere by itself."""
    ProblemReport(desk, window).open()


def report(book: Book) -> str:
    """The report, in English for whoever reads it: versions, counts, and the last lines of the log."""
    return "\n".join((*_about_program(), "", *_about_book(book), "", *_log()))


def _about_program() -> Iterator[str]:
    import PySide6

    yield f"Evenhand {__version__}"
    yield f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {PySide6.__version__}"
    yield f"System: {platform.system()} {platform.release()}, {platform.machine()}"
    yield f"Window: {QApplication.platformName()}, screen language {translation.language()}"
    frozen = getattr(sys, "frozen", False)
    yield f"Installed as: {'a program of its own' if frozen else 'a Python package'}"


def _about_book(book: Book) -> Iterator[str]:
    connection = book.connection
    try:
        cipher = connection.value("PRAGMA cipher_version")
        yield f"SQLite {connection.value('SELECT sqlite_version()')}, SQLCipher {cipher}"
        yield f"Schema: {connection.value('PRAGMA user_version')}"
        yield f"Passphrase: {'yes' if connection.key else 'no'}. Only looked at: {'yes' if book.read_only else 'no'}"
        yield f"Folder: {_where(book.folder)}"
        if book.path is not None:
            yield f"Size: {book.path.stat().st_size} bytes. Changes so far: {book.written}"
        for table in _COUNTED:
            yield f"{table}: {connection.value(f'SELECT count(*) FROM {table}')}"
    except (StorageError, OSError) as error:
        yield f"The book could not be asked: {problem_log.described(error)}"


def _where(folder: Path | None) -> str:
    """The usual place by its name from the home; of any other only that it's another, since its name may tell more."""
    if folder is None:
        return "in memory"
    from platformdirs import user_data_path

    usual = user_data_path("Evenhand", appauthor=False)
    with suppress(ValueError, RuntimeError, OSError):
        if folder.resolve() == usual.resolve():
            return f"~/{usual.relative_to(Path.home()).as_posix()}"
    return "another than the usual one"


def _log() -> Iterator[str]:
    lines = problem_log.last_lines(_LINES)
    yield "Failures, the newest last:" if lines else "No failure was noted."
    yield from lines


class ProblemReport(QDialog):
    """The text to the letter, to be read before it's copied or saved."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        title = _("Report a problem")
        self.setWindowTitle(title)
        said = _(
            "This is all that the report holds. There is no name, no sum and no word of yours or of a client in it, and"
            " it goes nowhere by itself: copy it or save it, and send it if you like."
        )
        self.text = QPlainTextEdit()
        self.text.setPlainText(report(desk.book))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(title)
        theme.dress(self.text, font="body")
        self.copy = button(_("Copy"), "plain", "copy", self._copy)
        self.save = button(_("Save as a file"), "plain", "floppy-disk", self._save)
        self.done_ = button(_("Close"), "ghost", on_click=self.reject)
        self.setLayout(
            column(
                label(title, "question", wrap=True),
                label(said, "body", "ink2", wrap=True),
                self.text,
                row(None, self.done_, self.save, self.copy, spacing=10),
                spacing=12,
                margins=(28, 22, 28, 18),
            )
        )
        self.resize(theme.px(640), min(theme.px(520), parent.window().height() - 40))
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self._desk.say(_("Copied."))

    def _save(self) -> None:
        name = str(documents() / _NAME)
        chosen, _filter = QFileDialog.getSaveFileName(self, self.windowTitle(), name, _("Text files") + " (*.txt)")
        if not chosen:
            return
        path = Path(chosen)
        try:
            path.write_text(self.text.toPlainText(), encoding="utf-8")
        except OSError as error:
            self._desk.say(wording.sentence_for_file(error), failed=True)
        else:
            say_saved(self._desk, _("Saved {name}.").format(name=path.name), "", path)
