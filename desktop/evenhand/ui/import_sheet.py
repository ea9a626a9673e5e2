"""Clients out of another program's file, in three calm steps: the file, its columns, and what would happen."""

from datetime import datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from evenhand import wording
from evenhand.actions import importing
from evenhand.actions.importing import FileRead, ImportDone, ImportStopped, Plan
from evenhand.exchange.refusal import FileRefused
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.drop_field import dropped_files
from evenhand.ui.import_columns_page import ColumnsPage
from evenhand.ui.import_file_page import FilePage
from evenhand.ui.import_frame import RESTS, ImportFrame
from evenhand.ui.import_people_page import PeoplePage
from evenhand.ui.import_reading import Reader, Reading
from evenhand.ui.import_undo import say_done
from evenhand.ui.import_words import consequences, primary_text
from evenhand.ui.letter_copies import FAILURES, documents

_FILE, _COLUMNS, _PEOPLE = range(3)
_REFUSED: tuple[type[Exception], ...] = (FileRefused, *FAILURES)


def open_import(desk: Desk, window: QWidget) -> None:
    """Opens the sheet over the window, once what is being typed there is stored."""
    leave = getattr(getattr(window, "screen_in_view", None), "leave", None)
    if leave is not None and leave() is False:
        return
    sheet = ImportSheet(desk, window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.accepted.connect(lambda: say_done(desk, sheet.imported, window) if sheet.imported is not None else None)
    sheet.open()


class ImportSheet(ImportFrame):
    """`imported` is the import, once it's in the book. Going back loses nothing that was chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._desk = desk
        self._step = _FILE
        self._reading: Reading | None = None
        self._plan: Plan | None = None
        self._planned: FileRead | None = None  # what the plan was made from
        self._unread = False  # whether the file can't be read as the page says
        self._by_choice = False  # whether the file is being read again, as the page says
        self._operation = uuid4().hex
        self.imported: ImportDone | None = None
        super().__init__(_("Import clients"), _("Next"), parent)
        self.setWindowTitle("Evenhand")  # a title bar is seen by others
        self.setAcceptDrops(True)
        owner = desk.book.owner.get()
        self._reader = Reader(self, owner.country if owner is not None else "")
        self._reader.done.connect(self._on_read)
        self._reader.refused.connect(self._on_refused)
        self._show_step(_FILE)

    def _build(self) -> None:
        self.file, self.columns, self.people = FilePage(), ColumnsPage(), PeoplePage(self._desk.book)
        self.file.wanted.connect(self.choose_file)
        self.file.given.connect(self.read)
        self.file.read_again.connect(self._read_again)
        self.columns.changed.connect(self._show_foot)
        self.people.changed.connect(self._show_foot)
        self._in_order = (self.file, self.columns, self.people)
        self._lay_out(self._in_order)

    # The file

    def choose_file(self) -> None:
        """Asks for the file."""
        kinds = f"{_('Tables and address cards')} (*.csv *.tsv *.txt *.vcf *.vcard);;{_('All files')} (*)"
        before = self.file.path
        start = before.parent if before is not None else documents()
        chosen, _filter = QFileDialog.getOpenFileName(self, _("A file with clients"), str(start), kinds)
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Reads a file; what was read before stays until that is done."""
        if self._footer.currentIndex() == RESTS:
            self._show_step(_FILE)
            self._by_choice = False
            self.file.show_trouble("")
            self._work(_("Reading the file"))
            self._reader.read(path)

    def _read_again(self) -> None:
        if self._reading is not None:
            self._by_choice = True
            self._work(_("Reading the file"), hold=False)  # the next choice may follow at once
            self._reader.read(self._reading.found.path, *self.file.chosen())

    def _on_read(self, reading: Reading) -> None:
        self._rest()
        self._reading, self._unread = reading, False
        if self._step == _COLUMNS:  # the people were made anew, by what the columns are said to hold
            self._compare()
            return
        self.file.show_file(reading)
        self.columns.show_file(reading)
        self._show_step(_FILE)
        if not self._by_choice:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, _REFUSED):
            raise error
        sentence = wording.sentence_for_file(error) if isinstance(error, OSError) else wording.sentence(error)
        if isinstance(error, FileRefused) and error.reason == "no_name_column":
            sentence = _("Say which column holds the name, or the company.")
            self._show_step(_COLUMNS)
        if self._step == _COLUMNS:
            self.columns.show_trouble(sentence)
            self.columns.focus_first()
        elif self._by_choice and self._reading is not None:
            self._unread = True
            self.file.refuse_choice(sentence)
            self._show_foot()
        else:
            self.file.show_trouble(sentence)

    # The steps

    def _has_columns(self) -> bool:
        return self._reading is not None and self._reading.found.table is not None

    def _show_step(self, step: int) -> None:
        self._step = step
        self._stack.setCurrentIndex(step)
        titles = (_("The file"), _("The columns"), _("The people"))
        skipped = self._reading is not None and not self._has_columns()
        states = ["done" if number < step else "todo" for number in range(len(titles))]
        if skipped:
            states[_COLUMNS] = "skipped"
        steps = [kit.Step(title, state=state) for title, state in zip(titles, states, strict=True)]  # type: ignore[arg-type]
        self.steps.set_steps(steps, step)
        self._show_foot()

    def _show_foot(self) -> None:
        self.back.setVisible(self._step != _FILE)
        enabled, text, state = self._reading is not None and not self._unread, _("Next"), ""
        if self._step == _PEOPLE and self._plan is not None:
            counts = self._plan.counts()
            text, state = primary_text(self._plan), consequences(self._plan)
            enabled = bool(counts[importing.Do.ADD] or counts[importing.Do.UPDATE])
        self.primary.setText(text)
        self.primary.setEnabled(enabled)
        self.state.setText(state)

    def _on_step(self, step: int) -> None:
        if step < self._step and not (step == _COLUMNS and not self._has_columns()):
            self._show_step(step)
        elif step > self._step:
            self.go_on()

    def go_on(self) -> None:
        """The next step, or taking in at the last."""
        if self._reading is None or self._unread or self._footer.currentIndex() != RESTS:
            return
        if self._step == _FILE and self._has_columns():
            self._show_step(_COLUMNS)
            self.columns.focus_first()
        elif self._step == _COLUMNS and self.columns.fields() != self._reading.found.fields:
            self._work(_("Reading the columns"))
            self._reader.sort(self._reading, self.columns.fields())
        elif self._step != _PEOPLE:
            self._compare()
        elif self.primary.isEnabled():
            self._take()

    def go_back(self) -> None:
        """The step before; what was chosen stays."""
        if self._step != _FILE:
            self._show_step(_COLUMNS if self._step == _PEOPLE and self._has_columns() else _FILE)
            self._in_order[self._step].focus_first()

    # What would happen, and what does

    def _compare(self) -> None:
        assert self._reading is not None
        found = self._reading.found
        if self._planned is not found:
            try:
                plan = self._at_length(
                    _("Looking who is known already"),
                    lambda act: importing.preview(self._desk.book, found, progress=act.progress, cancelled=act.stopped),
                )
            except _REFUSED as error:
                self._on_refused(error)
                return
            except ImportStopped:
                return
            same_file = self._planned is not None and self._planned.path == found.path
            self._plan, self._planned = plan, found
            self.people.show_plan(plan, same_file=same_file)
        self._show_step(_PEOPLE)
        self.people.focus_first()

    def _take(self) -> None:
        assert self._plan is not None
        plan = self._plan
        self.state.setText("")
        try:
            self.imported = self._at_length(
                _("Taking them in"),
                lambda act: importing.take(
                    self._desk.book,
                    plan,
                    operation_id=self._operation,
                    now=datetime.now().astimezone(),
                    progress=act.progress,
                    cancelled=act.stopped,
                ),
            )
        except ImportStopped:
            self._operation = uuid4().hex
            self._show_foot()
            self.state.setText(_("Stopped. Nobody was taken in."))
        except FAILURES as error:
            self._show_foot()
            self._desk.say(wording.sentence(error), failed=True)
            self.state.setText(wording.sentence(error))
        else:
            self.accept()

    def _on_stop(self) -> None:
        """Of the file, which is read elsewhere; a long act with the book hears it by itself."""
        if self._reader.busy:
            self._reader.forget()
            self._rest()
            if self._reading is not None:
                self.file.show_file(self._reading)

    # The sheet

    def save(self) -> bool:
        self.go_on()
        return False

    def touched(self) -> bool:
        return self.columns.touched() or self.people.touched()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._footer.currentIndex() == RESTS and dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.file.drop.light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.file.drop.light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.file.drop.light(False)
        event.acceptProposedAction()
        self.file.take_dropped(dropped_files(event.mimeData()))
