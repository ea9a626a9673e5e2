"""Letters on paper: at their true size, moved by the nudge that the owner set for the printer and the envelope."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from evenhand.domain.records import Envelope, Letter, LetterEventKind
from evenhand.letters import preview
from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui.desk import Desk
from evenhand.ui.letter_copies import save_as, say_saved
from evenhand.ui.letter_history import keep
from evenhand.ui.preferences import UNMOVED, Nudge, Preferences
from evenhand.ui.preview_pane import at_rest, picture

DPI = 300
MM = 72 / 25.4  # points


class Printed(Enum):
    """What became of a wish to print."""

    YES = "yes"
    CANCELLED = "cancelled"  # in the dialog, or while it went on
    NO_PRINTER = "no_printer"
    FAILED = "failed"


class Print(NamedTuple):
    """What became of a wish to print, and on which printer."""

    done: Printed
    printer: str = ""


def print_pdf(
    parent: QWidget,
    pdfs: Sequence[bytes],
    name: str,
    medium: str,
    go_on: Callable[[int], bool] | None = None,
    printer: str = "",
) -> Print:
    """Asks the system's dialog for a printer and prints there, all in one job.

    `name` is what the printer's list calls the job, `medium` what the nudge was set for, `printer` the one that the
    dialog proposes. `go_on` is asked before each PDF, with its number; on False the job is given up.
    """
    if not QPrinterInfo.availablePrinterNames():
        return Print(Printed.NO_PRINTER)
    chosen = QPrinter(QPrinter.PrinterMode.HighResolution)
    if printer:
        chosen.setPrinterName(printer)
    chosen.setDocName(name)
    at_rest()
    sizes = [size for pdf in pdfs for size in preview.page_sizes(pdf)]
    _set_page(chosen, sizes[0])
    dialog = QPrintDialog(chosen, parent)
    dialog.setMinMax(1, len(sizes))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, len(pdfs) == 1 and len(sizes) > 1)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return Print(Printed.CANCELLED)
    used = chosen.printerName()
    return Print(draw_on(chosen, pdfs, Preferences().nudge(used, medium), go_on), used)


def draw_on(
    printer: QPrinter,
    pdfs: Sequence[bytes],
    nudge: Nudge = UNMOVED,
    go_on: Callable[[int], bool] | None = None,
) -> Printed:
    """Draws the pages at their true size, from the corner of the sheet, never fitted to the printable area."""
    at_rest()
    printer.setFullPage(True)
    pages = [
        (number, page, size) for number, pdf in enumerate(pdfs) for page, size in enumerate(preview.page_sizes(pdf))
    ]
    wanted = pages[(printer.fromPage() or 1) - 1 : printer.toPage() or len(pages)]
    painter = QPainter()
    if not painter.begin(printer):
        return Printed.FAILED
    before: tuple[float, float] | None = None
    for number, page, size in wanted:
        if go_on is not None and page == 0 and not go_on(number):
            printer.abort()
            painter.end()
            return Printed.CANCELLED
        if before is not None:
            if size != before:  # else the paper stays that was chosen in the dialog
                _set_page(printer, size)
            if not printer.newPage():
                painter.end()
                return Printed.FAILED
        before = size
        dots = printer.resolution() / 72
        corner = printer.pageLayout().paintRectPixels(printer.resolution()).topLeft()
        moved = QPointF(nudge.right, nudge.down) * (MM * dots) - QPointF(corner)
        target = QRectF(moved, QSizeF(*size) * dots)
        painter.drawImage(target, picture(pdfs[number], page, round(size[0] * DPI / 72)))
    return Printed.YES if painter.end() else Printed.FAILED


def _set_page(printer: QPrinter, size: tuple[float, float]) -> None:
    """Envelopes lie across: printers know them by their upright size, turned."""
    wide, high = size
    across = wide > high
    upright = QSizeF(min(size), max(size))
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point))
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(way)


def letter_medium(book: Book) -> str:
    """What the nudge of letters is kept for: the envelope that they're folded into."""
    owner = book.owner.get()
    return f"letter.{owner.envelope if owner else Envelope.LEFT_WINDOW}"


def print_letter(desk: Desk, parent: QWidget, letter: Letter) -> Printed:
    """Prints an issued letter. Without a printer it's offered as a file, and either way one line says what was done."""
    pdf = desk.book.letters.pdf(letter.id)
    done, printer = print_pdf(parent, [pdf], letter.number, letter_medium(desk.book))
    if done is Printed.YES:
        amiss = keep(desk, LetterEventKind.PRINTED, (letter.id, printer))
        desk.say(f"{_('{number} went to the printer.').format(number=letter.number)} {amiss}".strip())
    elif done is Printed.FAILED:
        text = _("The printer did not take the letter. It is kept here, and can be printed again.")
        desk.say(text, failed=True)
    elif done is Printed.NO_PRINTER:
        title = _("There is no printer here: save the letter as PDF")
        unwanted = _("Printed nothing: there is no printer. The letter is kept here.")
        saved = save_as(desk, parent, letter, title, unwanted)
        if saved is not None:
            amiss = keep(desk, LetterEventKind.SAVED, (letter.id, saved.name))
            say_saved(desk, _("Printed nothing. The letter is saved as PDF."), amiss, saved)
    return done
