"""The first page of an import: the file, how it was read, and its first rows in real letters."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from evenhand.actions.importing import FileRead
from evenhand.exchange.tables import DELIMITERS
from evenhand.translation import _, ngettext
from evenhand.ui import widgets as kit
from evenhand.ui.drop_field import DropField
from evenhand.ui.import_reading import Reading
from evenhand.ui.import_words import encoding_name, separator_name
from evenhand.ui.text_rows import TextTable

_FIRST = 30  # rows that are shown


class FilePage(QWidget):
    """`wanted` asks for a file by the system's dialog, `given` brings one, `read_again` comes with a choice."""

    wanted = Signal()
    given = Signal(object)  # Path
    read_again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.drop = DropField(
            _("Drop the file here"),
            _("A table (CSV) or address cards (vCard), from Google, Outlook, Apple or an invoicing program."),
            _("Choose a file"),
        )
        self.drop.wanted.connect(self.wanted)
        self.drop.dropped.connect(self.take_dropped)
        self.trouble = kit.Notice("", "warning-circle", "guard")
        self.trouble.setAccessibleName(_("What is wrong with the file"))
        self.trouble.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.drop)
        self._pages.addWidget(self._build_read())
        whole = kit.column(self.trouble, self._pages, spacing=12, margins=(4, 0, 4, 0))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build_read(self) -> QWidget:
        self._name = kit.ElidedLabel("", "card")
        self._told = kit.ElidedLabel("", "secondary", "ink2")
        self.another = kit.button(_("Another file"), "plain", "folder-open", self.wanted.emit)
        words = kit.column(self._name, self._told, spacing=1)
        top = kit.row(kit.IconLabel("file-text", "acc", 24), words, self.another, spacing=12, margins=(16, 10, 12, 10))
        top.setStretch(1, 1)
        self.encoding = kit.Combo((), _("The text is stored as"))
        self.encoding.chosen.connect(lambda _value: self.read_again.emit())
        self.separator = kit.Combo((), _("Between the cells"))
        self.separator.chosen.connect(lambda _value: self.read_again.emit())
        self._encoding = kit.Field(_("The text is stored as"), self.encoding)
        self._separator = kit.Field(_("Between the cells"), self.separator)
        choices = kit.row(self._encoding, self._separator, None, spacing=20)
        for place, share in enumerate((3, 2, 1)):
            choices.setStretch(place, share)
        self._choices = kit.holder(choices)
        self._sample = kit.caption()
        self.table = TextTable(_("The first rows of the file"))
        below = kit.column(self._choices, self._sample, self.table, spacing=8)
        below.setStretch(2, 1)
        whole = kit.column(kit.surface("card", top), below, spacing=14, margins=(0, 4, 0, 4))
        whole.setStretch(1, 1)
        return kit.holder(whole)

    def take_dropped(self, files: Sequence[Path]) -> None:
        """What was dropped on the sheet: one file."""
        if len(files) > 1:
            self.show_trouble(_("One file at a time: drop them one after the other."))
        else:
            self.given.emit(files[0])

    # What is shown

    def show_trouble(self, sentence: str) -> None:
        """Why the file can't be taken as it is; empty takes it away."""
        self.trouble.set_text(sentence)
        self.trouble.setVisible(bool(sentence))

    def refuse_choice(self, sentence: str) -> None:
        """Why the file can't be read as was just chosen; what is seen below is as it was read before."""
        self._encoding.set_error(sentence)

    def chosen(self) -> tuple[str | None, str | None]:
        """The encoding and the separator, as they're chosen now."""
        separator = self.separator.value()
        return str(self.encoding.value()), str(separator) if separator is not None else None

    def show_file(self, reading: Reading) -> None:
        """The file as it was read."""
        found = reading.found
        self.path = found.path
        self.show_trouble("")
        self._encoding.set_error(None)
        self._name.setText(found.path.name)
        self.encoding.fill([(one, encoding_name(one)) for one in found.encodings])
        self.encoding.set_value(found.encoding)
        self._encoding.set_hint("" if found.sure else _("If the words below look wrong, choose another."))
        self._encoding.setVisible(len(found.encodings) > 1)
        table = found.table
        self._separator.setVisible(table is not None)
        self._choices.setVisible(table is not None or len(found.encodings) > 1)
        counted = _counted(found)
        looks = _("This looks like {program}.").format(program=reading.program) if reading.program else ""
        self._told.setText(" ".join(part for part in (_("{sentence}.").format(sentence=counted), looks) if part))
        if table is None:
            self._show_cards(found)
            return
        known = list(DELIMITERS)
        if table.delimiter not in known:
            known.append(table.delimiter)
        self.separator.fill([(one, separator_name(one)) for one in known])
        self.separator.set_value(table.delimiter)
        rows = [row.cells for row in table.rows[:_FIRST]]
        self._show_rows(table.headers, rows, len(table.rows))

    def _show_cards(self, found: FileRead) -> None:
        rows = [
            (one.name, one.company, one.phone, one.email, ", ".join(one.address_lines), one.note)
            for one in found.people[:_FIRST]
        ]
        headings = (_("Name"), _("Company"), _("Telephone"), _("E-mail"), _("Address"), _("Note"))
        self._show_rows(headings, rows, len(found.people))

    def _show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[str]], count: int) -> None:
        first = ngettext("The first", "The first {n}", len(rows))
        self._sample.setText(first if count > len(rows) else _("What is in it"))
        self.table.show_rows(headings, rows)
        self._pages.setCurrentIndex(1)

    def focus_first(self) -> None:
        """Puts the keyboard where this page begins."""
        first = self.drop.choose if self._pages.currentIndex() == 0 else self.another
        first.setFocus()


def _counted(found: FileRead) -> str:
    if found.table is None:
        return ngettext("{n} address card", "{n} address cards", len(found.people))
    rows = ngettext("{n} row", "{n} rows", len(found.table.rows) + len(found.table.bad))
    return f"{rows}, {ngettext('{n} column', '{n} columns', len(found.table.headers))}"
