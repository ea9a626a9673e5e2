"""The last page of an import: who is new, who is known, who stands twice, and what can't be read."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from evenhand.actions.importing import Do, Known, Line, Plan
from evenhand.domain.records import LETTER_LANGUAGES
from evenhand.exchange.people import BadRow, Person
from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.import_choice import ChoicePane
from evenhand.ui.import_words import by_name, short_choice
from evenhand.ui.record_table import Column, Index, RecordModel, record_table
from evenhand.ui.rows import ROW
from evenhand.wording.import_refusals import bad_row
from evenhand.wording.languages import language_name

BAD = "bad"
_LIST = 280


class LinesModel(RecordModel):
    """People of the file in two lines each; holds their numbers in the plan."""

    def __init__(self) -> None:
        self._lines: Sequence[Line] = ()
        super().__init__((), lambda numbers: [self._lines[number] for number in numbers])

    def show(self, lines: Sequence[Line], numbers: Sequence[int]) -> None:
        self._lines = lines
        self.set_keys(numbers)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line: Line = self.record(index.row())
        if role == ROW:
            return kit.ListRow(line.person.name, _second(line), marked=False)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.person.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (line.person.name, _second(line)) if part)
        return None

    def changed(self) -> None:
        """What is done with some of them is another thing now."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))


def _second(line: Line) -> str:
    person = line.person
    about = by_name(line.by) if line.known is not Known.NEW else person.phone or person.email
    return "  ·  ".join(part for part in (about, short_choice(line)) if part)


class PeoplePage(QWidget):
    """What would happen; `changed` follows each choice of the owner."""

    changed = Signal()

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._numbers: dict[Known, list[int]] = {}
        self._at_line: dict[int, Person] = {}
        self._chosen: dict[int, tuple[Known, Do]] = {}  # what the owner chose, by the line of the file
        self._own_language = ""  # what the owner chose, and not we
        self.kinds = kit.Segmented((), _("Which people"))
        self.kinds.chosen.connect(self._on_kind)
        self.model = LinesModel()
        self.list = kit.RowList(kit.ClientRows(), _("People in the file"))
        self.list.setModel(self.model)
        self.list.selectionModel().currentRowChanged.connect(lambda now, _before: self._on_row(now.row()))
        self.pane = ChoicePane(book.clients.get, self._at_line.get)
        self.pane.chosen.connect(self._on_chosen)
        self.pane.for_all.connect(self._on_for_all)
        kit.theme.dress(self.list, width=_LIST)
        people = kit.row(self.list, kit.hairline(upright=True), self.pane, spacing=0)
        people.setStretch(2, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(kit.holder(people))
        self._pages.addWidget(self._build_bad())
        whole = kit.column(
            kit.holder(kit.row(self.kinds, None)),
            self._build_language(),
            self._pages,
            spacing=12,
            margins=(4, 0, 4, 0),
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _build_language(self) -> QWidget:
        says = _("Language of letters, where the file says none")
        self.language = kit.Combo(((code, language_name(code)) for code in LETTER_LANGUAGES), says)
        self.language.chosen.connect(self._on_language)
        kit.theme.dress(self.language, width=160)
        line = kit.row(kit.label(says, "body", "ink2", wrap=True), self.language, None, spacing=12)
        self._language_line = kit.holder(line)
        return self._language_line

    def _build_bad(self) -> QWidget:
        columns = (Column(_("Where, and why"), 400, lambda one: kit.Cell(bad_row(one))),)
        self.bad_model = RecordModel(columns, lambda numbers: [self._bad[number] for number in numbers])
        self.bad_table = record_table(_("Rows that can't be read"), self.bad_model, columns, 0)
        self.copy = kit.button(_("Copy the list"), "plain", "copy", self.copy_bad)
        QShortcut(
            QKeySequence.StandardKey.Copy, self.bad_table, self.copy_bad, context=Qt.ShortcutContext.WidgetShortcut
        )
        says = _("The rest is taken in without them. They stay in the file, where they can be put right.")
        top = kit.row(kit.label(says, "body", "ink2", wrap=True), self.copy, spacing=16)
        top.setStretch(0, 1)
        whole = kit.column(kit.holder(top), self.bad_table, spacing=8, margins=(0, 4, 0, 4))
        whole.setStretch(1, 1)
        return kit.holder(whole)

    @property
    def _bad(self) -> Sequence[BadRow]:
        return self._plan.bad if self._plan is not None else ()

    # What is shown

    def show_plan(self, plan: Plan, *, same_file: bool) -> None:
        """Another plan; in the same file what the owner chose stays, for those who stand to the book as they did."""
        if not same_file:
            self._chosen.clear()
            self._own_language = ""
        self._plan = plan
        plan.language = self._own_language or plan.language
        self.language.set_value(plan.language)
        self._language_line.setVisible(plan.silent)
        for line in plan.lines:
            known, do = self._chosen.get(line.person.line, (None, line.do))
            if known is line.known and not (do is Do.UPDATE and not line.fills):
                line.do = do
        self._at_line.clear()
        self._at_line.update((line.person.line, line.person) for line in plan.lines)
        self._numbers = {known: [] for known in Known}
        for number, line in enumerate(plan.lines):
            self._numbers[line.known].append(number)
        self._fill_kinds(plan)
        self.bad_model.set_keys(range(len(plan.bad)))
        self._on_kind(self.kinds.value())

    def _fill_kinds(self, plan: Plan) -> None:
        names = (
            (Known.NEW, _("New: {n}")),
            (Known.CLIENT, _("Known already: {n}")),
            (Known.TWICE, _("Twice in the file: {n}")),
        )
        items = [(known, text.format(n=len(self._numbers[known]))) for known, text in names if self._numbers[known]]
        if plan.bad:
            items.append((BAD, _("Can't be read: {n}").format(n=len(plan.bad))))  # type: ignore[arg-type]
        self.kinds.set_items(items)
        self.kinds.setVisible(len(items) > 0)
        asks = Known.CLIENT if self._numbers[Known.CLIENT] else items[0][0] if items else None
        if self.kinds.value() is None:
            self.kinds.set_value(asks)

    def _on_kind(self, kind: object) -> None:
        assert self._plan is not None
        if kind == BAD or kind is None:
            self._pages.setCurrentIndex(1)
            return
        self._pages.setCurrentIndex(0)
        self.model.show(self._plan.lines, self._numbers[kind])  # type: ignore[index]
        self._choose_row(0)

    def _choose_row(self, row: int) -> None:
        index = self.model.index(row, 0)
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.list.selectionModel().setCurrentIndex(index, how)
        self.list.scrollTo(index)

    def _on_row(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self.pane.show_line(self.model.record(row), self.model.rowCount())

    # What the owner chooses

    def _on_language(self, language: str) -> None:
        assert self._plan is not None
        self._plan.language = self._own_language = language
        self.changed.emit()

    def _on_chosen(self, do: Do) -> None:
        row = self.list.currentIndex().row()
        self._choose([self.model.record(row)], do)

    def _on_for_all(self, do: Do) -> None:
        assert self._plan is not None
        self._choose([self._plan.lines[self.model.key(row)] for row in range(self.model.rowCount())], do)

    def _choose(self, lines: Sequence[Line], do: Do) -> None:
        for line in lines:
            line.do = Do.SKIP if do is Do.UPDATE and not line.fills else do
            self._chosen[line.person.line] = (line.known, line.do)
        self.model.changed()
        self._on_row(self.list.currentIndex().row())
        self.changed.emit()

    def copy_bad(self) -> None:
        """All rows that can't be read, as text, a line each."""
        QGuiApplication.clipboard().setText("\n".join(map(bad_row, self._bad)))

    def touched(self) -> bool:
        """Whether the owner chose anything here."""
        return bool(self._chosen or self._own_language)

    def focus_first(self) -> None:
        """Puts the keyboard where this page begins."""
        (self.list if self._pages.currentIndex() == 0 else self.bad_table).setFocus()
