"""The book of now beside a copy of it: how much each holds, and which letters the copy lacks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from evenhand import formats
from evenhand.storage.held import Held
from evenhand.translation import _, language, ngettext
from evenhand.ui.frames import column, holder, surface
from evenhand.ui.labels import label

_NAMED = 12  # numbers of letters


class Comparison(QWidget):
    """A small table of three columns, and beneath it what would be missing."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        names = ("", _("Clients"), _("Orders"), _("Letters"), _("Last letter"))
        for number, name in enumerate(names):
            made = label(name, "secondary", "ink3")
            grid.addWidget(made, 0, number, _side(number))
            grid.setColumnStretch(number, 0 if number else 1)
        self._rows = []
        for line, name in enumerate((_("The book now"), _("This copy")), start=1):
            cells = [label(name, "body_strong"), *(label("", "body") for _name in names[1:])]
            for number, cell in enumerate(cells):
                grid.addWidget(cell, line, number, _side(number))
            self._rows.append(cells[1:])
        card = surface("card")
        card.setLayout(grid)
        self.missing = label("", "body", "ink", wrap=True)
        self.setLayout(column(card, self.missing, spacing=10))

    def compare(self, now: Held | None, copy: Held | None) -> None:
        """Either may be unknown."""
        for cells, held in zip(self._rows, (now, copy), strict=True):
            for cell, text in zip(cells, _texts(held), strict=True):
                cell.setText(text)
        self.missing.setText(_missing(now, copy))
        self.missing.setVisible(bool(self.missing.text()))


def _side(number: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft


def _texts(held: Held | None) -> Sequence[str]:
    if held is None:
        return ("–",) * 4
    last = formats.short_date(held.last_letter_on, language(), year=True) if held.last_letter_on else "–"
    return str(held.clients), str(held.orders), str(len(held.letters)), last


def _missing(now: Held | None, copy: Held | None) -> str:
    if copy is None:
        return ""
    if now is None:
        return _("What lies in its place now can't be read, so nothing can be said about what will be missing.")
    lacks = [number for number in now.letters if number not in set(copy.letters)]
    if not lacks:
        return _("No letter will be missing.")
    n, named = len(lacks), ", ".join(lacks[:_NAMED])
    if n > _NAMED:
        named = _("{named} and {n} more").format(named=named, n=n - _NAMED)
    says = ngettext(
        "{n} letter issued since will be missing, and its number is never given again:",
        "{n} letters issued since will be missing, and their numbers are never given again:",
        n,
    )
    return f"{says} {named}"


def keeps(folder: str) -> QWidget:
    """That nothing is thrown away, and where it will be."""
    text = _("The book as it is now is kept as a copy in {folder}, and can be brought back the same way.")
    return holder(column(label(text.format(folder=folder), "secondary", "ink2", wrap=True)))
