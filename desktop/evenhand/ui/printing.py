"""A letter on paper and as a file: always the very bytes that the book keeps."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSizeF, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from evenhand import actions, wording
from evenhand.domain.records import Letter
from evenhand.letters import preview
from evenhand.translation import _
from evenhand.ui.desk import Desk
from evenhand.ui.preview_pane import at_rest, picture

DPI = 300


class Printed(Enum):
    """What became of a wish to print."""

    YES = "yes"
    CANCELLED = "cancelled"
    NO_PRINTER = "no_printer"
    FAILED = "failed"


def print_pdf(parent: QWidget, pdf: bytes, name: str) -> Printed:
    """Asks the system's dialog for a printer and prints there; `name` is what the printer's list calls the job."""
    if not QPrinterInfo.availablePrinterNames():
        return Printed.NO_PRINTER
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    at_rest()
    sizes = preview.page_sizes(pdf)
    printer.setPageSize(QPageSize(QSizeF(*sizes[0]), QPageSize.Unit.Point))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(sizes))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, len(sizes) > 1)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return Printed.CANCELLED
    return Printed.YES if draw_on(printer, pdf) else Printed.FAILED


def draw_on(printer: QPrinter, pdf: bytes) -> bool:
    """Draws the pages at their true size, from the corner of the sheet, never fitted to the printable area.

    False when the printer takes nothing.
    """
    at_rest()
    printer.setFullPage(True)
    sizes = preview.page_sizes(pdf)
    first, last = printer.fromPage() or 1, printer.toPage() or len(sizes)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    corner = printer.pageLayout().paintRectPixels(printer.resolution()).topLeft()
    taken = True
    for number in range(first - 1, min(last, len(sizes))):
        if number >= first and not printer.newPage():
            taken = False
            break
        wide, high = sizes[number]
        dots = printer.resolution() / 72
        target = QRectF(QPointF(-corner.x(), -corner.y()), QSizeF(wide * dots, high * dots))
        painter.drawImage(target, picture(pdf, number, round(wide * DPI / 72)))
    return painter.end() and taken


def print_letter(desk: Desk, parent: QWidget, letter: Letter) -> Printed:
    """Prints an issued letter. Without a printer it's offered as a file, and either way one line says what was done."""
    done = print_pdf(parent, desk.book.letters.pdf(letter.id), letter.number)
    if done is Printed.YES:
        desk.say(_("{number} went to the printer.").format(number=letter.number))
    elif done is Printed.FAILED:
        desk.say(_("The printer did not take the letter. It is kept here, and can be printed again."), failed=True)
    elif done is Printed.NO_PRINTER:
        saved = _save(desk, parent, letter, _("There is no printer here: save the letter as PDF"))
        if saved is None:
            desk.say(_("Printed nothing: there is no printer. The letter is kept here."), failed=True)
        else:
            desk.say(
                _("Printed nothing. The letter is saved as PDF."), _("Show in folder"), lambda: show_in_folder(saved)
            )
    return done


def save_copy(desk: Desk, parent: QWidget, letter: Letter) -> Path | None:
    """Asks where, and writes the very bytes of the book there. Gives the file, or None when nothing was written."""
    saved = _save(desk, parent, letter, _("Save a copy"))
    if saved is not None:
        desk.say(_("Saved {name}.").format(name=saved.name), _("Show in folder"), lambda: show_in_folder(saved))
    return saved


def _save(desk: Desk, parent: QWidget, letter: Letter, title: str) -> Path | None:
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    folder = documents if documents.is_dir() else Path.home()
    proposed = folder / actions.copy_name(desk.book, letter_id=letter.id)
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(proposed), _("PDF files") + " (*.pdf)")
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() != ".pdf":
        path = path.with_name(path.name + ".pdf")
    try:
        return actions.save_copy(desk.book, letter_id=letter.id, path=path)
    except wording.KNOWN_ERRORS as error:
        desk.say(wording.sentence(error), failed=True)
    except OSError as error:
        desk.say(wording.sentence_for_file(error), failed=True)
    return None


def show_in_folder(path: Path) -> None:
    """Opens the folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
