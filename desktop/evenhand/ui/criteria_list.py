"""The owner's own questions to themselves, before somebody new is taken on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evenhand.domain.intake import FitCriterion, repeated
from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.desk import Desk
from evenhand.ui.question_list import ListForm
from evenhand.wording.intake import suggested_questions


def criteria_at_hand(book: Book) -> list[str]:
    """The owner's own list, or six to begin with in the screen's language."""
    return [one.text for one in book.fit_criteria.all()] or suggested_questions()


class CriteriaForm(ListForm[FitCriterion]):
    """The list, in which no question stands twice."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            parent,
            title=_("My questions to myself"),
            hint=_("A yes speaks for taking the work on. An empty list brings the first six back."),
            own=desk.book.fit_criteria,
            suggested=criteria_at_hand(desk.book),
        )
        self.wrong = kit.Notice("", "warning-circle", "guard")
        self.wrong.hide()
        self.add(self.wrong, wide=True)

    def save(self) -> bool:
        twice = repeated([row.text() for row in self._rows if row.text()])
        self.wrong.setVisible(twice is not None)
        for row in self._rows:
            kit.mark_invalid(row.editor, False)
        if twice is None:
            return super().save()
        said = _("“{question}” stands here twice. Change one of them, or take it out.")
        self.wrong.set_text(said.format(question=twice))
        later = [row for row in self._rows if row.text() == twice][-1]
        kit.mark_invalid(later.editor, True)
        later.editor.setAccessibleDescription(self.wrong.text.text())
        later.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return False
