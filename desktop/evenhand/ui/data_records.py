"""My data, what comes in and goes out: import, export, and how long what is kept of erased clients stays."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import formats, wording
from evenhand.domain.erasure import Erasure
from evenhand.storage.errors import StorageError
from evenhand.translation import _, language, ngettext
from evenhand.ui.buttons import button
from evenhand.ui.data_parts import DataPart
from evenhand.ui.desk import Desk
from evenhand.ui.frames import holder, row
from evenhand.ui.labels import ElidedLabel, label

_SHOWN = 8  # erased people


class InOutPart(DataPart):
    """The ways in and out of the book."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(_("In and out"), _("Clients from another program; everything as files of your own."))
        self._desk, self._window = desk, window
        self.import_button = button(_("Import clients"), "plain", "upload-simple", self.take_in)
        self.export_button = button(_("Export everything"), "plain", "download-simple", self.export)
        self.undo_button = button(_("Undo the last import"), "plain", "arrow-u-up-left", self.undo)
        says = _("Tables and PDFs that any computer can read without Evenhand. They are not encrypted.")
        self.put(
            row(self.import_button, self.export_button, None, spacing=10),
            row(self.undo_button, None),
            label(says, "secondary", "ink3", wrap=True),
        )

    def refresh(self) -> None:
        self.import_button.setEnabled(not self._desk.book.read_only)
        self.undo_button.setVisible(any(one.taken_back_at is None for one in self._desk.book.imports.all()))
        self.undo_button.setEnabled(not self._desk.book.read_only)

    def take_in(self) -> None:
        """The sheet that reads clients from a file."""
        from evenhand.ui.import_sheet import open_import

        open_import(self._desk, self._window.window())

    def undo(self) -> None:
        """The sheet that takes the last import out again, as far as nothing has happened since."""
        from evenhand.ui.import_undo import open_undo_import

        open_undo_import(self._desk, self._window.window())

    def export(self) -> None:
        """The sheet that writes everything out."""
        from evenhand.ui.export_sheet import open_export

        open_export(self._desk, self._window.window())


class RetentionPart(DataPart):
    """Who was erased, and until when letters and sums stay."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _("How long records stay"),
            _("Of an erased client, letter numbers and sums stay until the day the law asks for."),
        )
        self._desk = desk
        self.says = label("", "body", "ink", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._listed = holder(self._lines)
        self.rows: list[ElidedLabel] = []
        self.delete_button = button(_("Delete what is due"), "plain", "trash", self.delete_due)
        self.put(self.says, self._listed, row(self.delete_button, None))

    def refresh(self) -> None:
        erased = self._desk.book.erasures.all()
        kept = [one for one in erased if one.purged_on is None]
        due = self._desk.book.erasures.due(self._desk.today())
        if not erased:
            self.says.setText(_("Nobody was erased. A client is erased from the Client menu."))
        elif not kept:
            n = len(erased)
            self.says.setText(
                ngettext("{n} client was erased, nothing is kept.", "{n} clients were erased, nothing is kept.", n)
            )
        else:
            n = len(kept)
            self.says.setText(
                ngettext("Of {n} erased client sums are still kept:", "Of {n} erased clients sums are still kept:", n)
            )
        self._show([self._line(one) for one in kept[:_SHOWN]], len(kept) - _SHOWN)
        self.delete_button.setVisible(bool(kept))
        self.delete_button.setEnabled(bool(due) and not self._desk.book.read_only)

    def _line(self, one: Erasure) -> str:
        from evenhand.actions.erasing import erased_name

        return _("{name}: erased {day}, kept until {until}").format(
            name=erased_name(one.client_id),
            day=formats.short_date(one.erased_on, language(), year=True),
            until=formats.short_date(one.keep_until, language(), year=True),
        )

    def _show(self, lines: list[str], more: int) -> None:
        if more > 0:
            lines = [*lines, ngettext("And {n} more", "And {n} more", more)]
        self._listed.setVisible(bool(lines))
        while len(self.rows) < len(lines):
            self.rows.append(ElidedLabel("", "secondary", "ink2"))
            self._lines.addWidget(self.rows[-1])
        for number, each in enumerate(self.rows):
            each.setVisible(number < len(lines))
            each.setText(lines[number] if number < len(lines) else "")

    def delete_due(self) -> None:
        """Asks, and lets go of what was kept of people whose day has passed."""
        from evenhand.ui.notice import ask

        n = len(self._desk.book.erasures.due(self._desk.today()))
        text = ngettext(
            "What was kept of {n} erased client goes for good: letters as PDF and text. Numbers, days and sums stay.",
            "What was kept of {n} erased clients goes for good: letters as PDF and text. Numbers, days and sums stay.",
            n,
        )
        if n:
            ask(text, _("Delete it"), _("Keep it"), self.window(), self._delete)

    def _delete(self) -> None:
        from evenhand.actions.erasing import purge_due

        try:
            gone = purge_due(self._desk.book, self._desk.today())
        except StorageError as error:
            self._desk.say(wording.sentence(error), failed=True)
        else:
            n = len(gone)
            self._desk.say(ngettext("What was kept of {n} client is gone.", "What was kept of {n} clients is gone.", n))
        self.refresh()
