"""My data, the check: everything in the book is looked at on a copy, while the window goes on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from evenhand import wording
from evenhand.translation import _, ngettext
from evenhand.ui.book_check import BookCheck, Checked
from evenhand.ui.buttons import button
from evenhand.ui.data_parts import DataPart
from evenhand.ui.desk import Desk
from evenhand.ui.frames import holder, row
from evenhand.ui.labels import IconLabel, label

if TYPE_CHECKING:
    from evenhand.storage.checking import Finding

_SHOWN = 12  # findings


class CheckPart(DataPart):
    """A button, a bar while it runs, and then what was found. `ended` tells that a check is over."""

    ended = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(
            _("Check my data"),
            _("Reads all of it: the database, each letter's seal, the numbering, the bonuses. Nothing is changed."),
        )
        self._desk, self._window = desk, window
        self._check = BookCheck(desk.book)
        self._check.moved.connect(self._on_moved)
        self._check.ended.connect(self._on_ended)
        self.start_button = button(_("Check my data"), "plain", "shield-check", self.start)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("How far the check has come"))
        self.icon = IconLabel("check-circle-fill", "acc", 20)
        self.says = label("", "body_strong", wrap=True)
        self.looked_at = label("", "secondary", "ink2", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._listed = holder(self._lines)
        self._found: list[QWidget] = []
        self.restore_button = button(_("Restore the newest good backup"), "plain", "clock-countdown", self._restore)
        self._verdict = holder(row(self.icon, self.says, spacing=10))
        self.put(
            row(self.start_button, None),
            self.bar,
            self._verdict,
            self.looked_at,
            self._listed,
            row(self.restore_button, None),
        )
        self._verdict.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._checked: Checked | None = None
        self._show()

    def start(self) -> None:
        """Looks at everything; asked again while it does, it goes on."""
        if self._check.start():
            self._checked = None
            self.bar.setRange(0, 0)
        self._show()

    def _on_moved(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _on_ended(self, checked: Checked) -> None:
        self._checked = checked
        self._show()
        self.ended.emit()

    def _show(self) -> None:
        running, checked = self._check.running, self._checked
        self.start_button.setEnabled(not running)
        self.start_button.setText(_("Checking") if running else _("Check my data"))
        self.bar.setVisible(running)
        for each in (self._verdict, self.looked_at, self.restore_button):
            each.setVisible(checked is not None)
        for old in self._found:
            old.hide()
            old.deleteLater()
        self._found = []
        self._listed.setVisible(checked is not None and bool(checked.findings))
        if checked is None:
            return
        lines = [*checked.findings]
        well = not lines and checked.error is None
        self.icon.set_icon(*(("check-circle-fill", "acc") if well else ("warning-circle-fill", "badx")), 20)
        self.restore_button.setVisible(not well and self._desk.book.folder is not None)
        self.looked_at.setText(_looked_at(checked))
        self.looked_at.setVisible(checked.error is None)
        if checked.error is not None:
            self.says.setText(wording.sentence(checked.error))
        elif well:
            self.says.setText(_("All is in order."))
        else:
            self.says.setText(
                ngettext("{n} thing is not as it should be:", "{n} things are not as they should be:", len(lines))
            )
        self._tell(lines)

    def _tell(self, findings: "Sequence[Finding]") -> None:
        from evenhand.wording.findings import finding

        lines = [finding(one) for one in findings[:_SHOWN]]
        if len(findings) > _SHOWN:
            n = len(findings) - _SHOWN
            lines.append(ngettext("And {n} more", "And {n} more", n))
        for line in lines:
            made = label(f"•  {line}", "body", "ink", wrap=True)
            self._found.append(made)
            self._lines.addWidget(made)

    def _restore(self) -> None:
        from evenhand.ui.restore_form import restore_here

        restore_here(self._desk, self._window.window(), None, newest_good=True)


def _looked_at(checked: Checked) -> str:
    counts = (
        ngettext("{n} client", "{n} clients", checked.clients),
        ngettext("{n} order", "{n} orders", checked.orders),
        ngettext("{n} letter with its PDF", "{n} letters with their PDFs", checked.letters),
        ngettext("{n} bonus", "{n} bonuses", checked.bonuses),
    )
    return _("Looked at: the database itself, {counts}, the numbering and the ledger.").format(counts=", ".join(counts))
