"""The copies of the book that lie there: when, why, and what each holds. They are opened beside the window's thread."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from evenhand.storage.errors import PassphraseMissing, PassphraseWrong, StorageError
from evenhand.storage.keys import BookKey, is_encrypted
from evenhand.translation import _
from evenhand.ui.aside import Aside
from evenhand.ui.frames import column
from evenhand.ui.record_table import Column, RecordModel, keep_place, record_table
from evenhand.ui.rows import Cell
from evenhand.ui.theme import theme
from evenhand.wording.backups import made_before, moment, size

if TYPE_CHECKING:
    from evenhand.storage.backups import Backup, BackupCounts

_ROW, _HEAD = 44, 34


class _Line(NamedTuple):
    backup: "Backup"
    held: "BackupCounts | StorageError | None"  # None until it's read


class BackupList(QWidget):
    """A table of copies; `chosen` when another is selected or one was read, `opened` by Enter or a double click."""

    chosen = Signal()
    opened = Signal()

    def __init__(self, now: Callable[[], datetime], rows: int) -> None:
        """`rows` are in sight at once; the rest is scrolled to."""
        super().__init__()
        self._now, self._most = now, rows
        self._key: BookKey | None = None
        self._backups: dict[Path, Backup] = {}
        self._held: dict[Path, BackupCounts | StorageError] = {}
        self._aside = Aside(self)
        columns = (
            Column(_("When"), 150, lambda line: Cell(self._when(line), role="body_strong")),
            Column(_("What for"), 180, lambda line: Cell(_what_for(line), tone="ink2")),
            Column(_("Clients"), 112, lambda line: Cell(_count(line, "clients"), right=True), right=True),
            Column(_("Orders"), 104, lambda line: Cell(_count(line, "orders"), right=True), right=True),
            Column(_("Letters"), 96, lambda line: Cell(_count(line, "letters"), right=True), right=True),
            Column(_("Size"), 84, lambda line: Cell(size(line.backup.size), tone="ink3", right=True), right=True),
        )
        self._model = RecordModel(columns, lambda paths: [self._line(path) for path in paths])
        self.table = record_table(_("Backups"), self._model, columns, 1)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self.chosen.emit())
        self.table.doubleClicked.connect(self._on_opened)
        self.table.activated.connect(self._on_opened)
        self.setLayout(column(self.table))

    @property
    def current(self) -> "Backup | None":
        """The one that is selected."""
        row = self.table.currentIndex().row()
        return self._backups[self._model.key(row)] if 0 <= row < self._model.rowCount() else None

    def held(self, backup: "Backup") -> "BackupCounts | StorageError | None":
        """What it holds, or why it can't be read; None until that's known."""
        return self._held.get(backup.path)

    def show_backups(self, found: "Sequence[Backup]", key: BookKey | None) -> None:
        """Lists these. What is known of a copy stays: nobody changes one."""
        if key != self._key:
            self._held.clear()
        self._key = key
        self._backups = {one.path: one for one in found}
        keep_place(self.table, self._model, list(self._backups))
        # With all in view, the room that lists leave for a toast isn't needed.
        bar = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if len(found) <= self._most else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self.table.setVerticalScrollBarPolicy(bar)
        theme.dress(self.table, height=_HEAD + _ROW * max(1, min(len(found), self._most)) + 2)
        self._read_next()

    def select(self, backup: "Backup | None") -> None:
        """Selects this one, else the newest."""
        row = self._model.row_of(backup.path) if backup is not None else 0
        if row is not None and row < self._model.rowCount():
            self.table.selectRow(row)

    def _line(self, path: Path) -> _Line:
        return _Line(self._backups[path], self._held.get(path))

    def _when(self, line: _Line) -> str:
        return moment(line.backup.made_at.astimezone(), self._now().astimezone())

    def _read_next(self) -> None:
        path = next((one for one in self._backups if one not in self._held), None)
        if path is None or self._aside.busy:
            return
        key = self._key

        def read() -> "BackupCounts":
            from evenhand.storage.backups import counts_of

            try:
                needs = key if is_encrypted(path) else None
            except OSError:
                needs = key  # why it can't be read is said just below
            return counts_of(path, needs)

        def done(counts: "BackupCounts | None", error: Exception | None) -> None:
            if error is not None and not isinstance(error, StorageError):
                raise error
            if key == self._key:
                self._held[path] = counts if counts is not None else error  # type: ignore[assignment]
                keep_place(self.table, self._model, list(self._backups))
                self.chosen.emit()
            self._read_next()

        self._aside.start(read, done)

    def _on_opened(self, _index: QModelIndex) -> None:
        self.opened.emit()


def _what_for(line: _Line) -> str:
    why = made_before(line.backup.why)
    if isinstance(line.held, PassphraseWrong):
        return _("{what}, under another passphrase").format(what=why)
    if isinstance(line.held, StorageError) and not isinstance(line.held, PassphraseMissing):
        return _("{what}, can't be read").format(what=why)
    return why


def _count(line: _Line, name: str) -> str:
    if line.held is None:
        return "…"
    return "–" if isinstance(line.held, StorageError) else str(getattr(line.held, name))
