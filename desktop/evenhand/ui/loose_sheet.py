"""Sheets for the owner's own use: printed, or saved as a PDF where the owner wants it. The book keeps none of them."""

from PySide6.QtWidgets import QWidget

from evenhand.translation import _
from evenhand.ui.desk import Desk
from evenhand.ui.letter_copies import FAILURES, ask_where, say_saved, tell
from evenhand.ui.printing import Printed, letter_medium, print_pdf


def print_loose(desk: Desk, parent: QWidget, pdf: bytes, title: str) -> None:
    """Prints it; without a printer it's offered as a file. One line says what was done."""
    done, _printer = print_pdf(parent, [pdf], title, letter_medium(desk.book))
    if done is Printed.YES:
        desk.say(_("“{title}” went to the printer.").format(title=title))
    elif done is Printed.FAILED:
        desk.say(_("The printer did not take the page. It can be printed again."), failed=True)
    elif done is Printed.NO_PRINTER:
        save_loose(desk, parent, pdf, title, _("There is no printer here: save the page as PDF"))


def save_loose(desk: Desk, parent: QWidget, pdf: bytes, title: str, asking: str = "") -> None:
    """Asks where, writes it there, and one line says so."""
    path = ask_where(parent, asking or _("Save as PDF"), f"{_file_name(title)}.pdf")
    if path is None:
        return
    try:
        path.write_bytes(pdf)
    except FAILURES as error:
        tell(desk, error)
    else:
        say_saved(desk, _("Saved {name}.").format(name=path.name), "", path)


def _file_name(title: str) -> str:
    """The title without what a file system can't have in a name."""
    return "".join(
        " " if character in '<>:"/\\|?*' or ord(character) < 32 else character for character in title
    ).strip()
