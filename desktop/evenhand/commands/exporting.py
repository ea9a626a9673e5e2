"""`evenhand export`: everything in the book as CSV and PDF files."""

from datetime import date
from pathlib import Path

from evenhand.actions.exporting import export_all
from evenhand.commands.opening import open_book
from evenhand.translation import _, ngettext


def export(data: Path, target: Path) -> int:
    """Writes the book in the folder `data` to the new or empty folder `target`, and says so. Raises what both raise."""
    with open_book(data) as book:
        files = export_all(book, target, today=date.today())
    said = ngettext("{n} file written.", "{n} files written.", files)
    print(said, _("They hold private thoughts too, without a lock: keep them where nobody else reads them."))
    return 0
