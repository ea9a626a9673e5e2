"""An owner's own list of questions, to a client or to themselves: written, put in order, taken out."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import wording
from evenhand.domain.questions import Question
from evenhand.storage.book import Book
from evenhand.storage.section import Listed, OwnList
from evenhand.translation import N_, _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.form import Form

Q = TypeVar("Q", bound=Listed)

# To begin with, while the owner's own list is empty.
_SUGGESTED = (
    N_("When did you first notice it?"),
    N_("What were you doing with it at the time?"),
    N_("What matters most to you now?"),
    N_("By when do you need it?"),
)


def questions_at_hand(book: Book) -> list[str]:
    """The owner's own list, or a few to begin with in the screen's language."""
    own = [one.text for one in book.questions.all()]
    return own or [_(text) for text in _SUGGESTED]


class _Row(QWidget, Generic[Q]):
    """One question: its text, and the ways to move it or take it out."""

    def __init__(self, form: "ListForm[Q]", text: str, known: Q | None) -> None:
        super().__init__()
        self.known = known
        self.editor = kit.TextField(text)
        self.up = kit.icon_button("caret-up", _("Move up"), lambda: form.shift(self, -1), kind="ghost")
        self.down = kit.icon_button("caret-down", _("Move down"), lambda: form.shift(self, 1), kind="ghost")
        self.out = kit.icon_button("trash", _("Take it out"), lambda: form.take_out(self), kind="ghost")
        line = kit.row(self.editor, self.up, self.down, self.out, spacing=2)
        line.setStretch(0, 1)
        self.setLayout(line)

    def text(self) -> str:
        return self.editor.text().strip()


class ListForm(Form, Generic[Q]):
    """The whole list at once; nothing changes in the book before it's saved.

    `own` is the owner's list, which is `suggested` while it's empty.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        *,
        title: str,
        hint: str,
        own: OwnList[Q],
        suggested: Sequence[str],
    ) -> None:
        super().__init__(title, _("Save"), parent)
        self._desk, self._own = desk, own
        self._rows: list[_Row[Q]] = []
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self._new = kit.button(_("Add a question"), "link", "plus", self._add_empty)
        self.add(kit.label(hint, "body", "ink2", wrap=True), wide=True)
        self.add(kit.holder(self._lines), wide=True)
        self.add(kit.holder(kit.row(self._new, None)), wide=True)
        for one in own.all():
            self._put(_Row(self, one.text, one))
        if not self._rows:
            for text in suggested:
                self._put(_Row(self, text, None))
        self._name_rows()

    def _put(self, row: _Row[Q]) -> None:
        self._rows.append(row)
        self._lines.addWidget(row)

    def _add_empty(self) -> None:
        row: _Row[Q] = _Row(self, "", None)
        self._put(row)
        self._name_rows()
        row.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def shift(self, row: _Row[Q], way: int) -> None:
        """One place up or down; the focus goes along."""
        place = self._rows.index(row) + way
        if 0 <= place < len(self._rows):
            self._rows.remove(row)
            self._rows.insert(place, row)
            self._lines.insertWidget(place, row)
            self._name_rows()

    def take_out(self, row: _Row[Q]) -> None:
        self._rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._name_rows()
        (self._rows[-1].editor if self._rows else self._new).setFocus(Qt.FocusReason.TabFocusReason)

    def _name_rows(self) -> None:
        for number, row in enumerate(self._rows, 1):
            row.editor.setAccessibleName(_("Question {n}").format(n=number))
        order: list[QWidget] = [part for row in self._rows for part in (row.editor, row.up, row.down, row.out)]
        kit.tab_order(*order, self._new)

    def touched(self) -> bool:
        return super().touched() or [row.known for row in self._rows if row.known] != self._own.all()

    def save(self) -> bool:
        self.forgive()
        try:
            self._own.write([(row.known, row.text()) for row in self._rows if row.text()])
        except wording.KNOWN_ERRORS as error:
            self._desk.say(wording.sentence(error), failed=True)
            return False
        return True


class QuestionListForm(ListForm[Question]):
    """What the owner asks in a case."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            parent,
            title=_("My questions"),
            hint=_("Few, and asked to understand. Three in one case are enough."),
            own=desk.book.questions,
            suggested=questions_at_hand(desk.book),
        )
