"""What was chosen on a step's page and no longer fits, a sentence each with a way to set it right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenhand import wording
from evenhand.domain.case import Misfit
from evenhand.ui import widgets as kit

PRIVATE = frozenset({Misfit.BOTH_NOT_COMFORTABLE})


@dataclass(frozen=True)
class Mended:
    """A misfit and the way to set it right: the button's words and what it does."""

    misfit: Misfit
    name: str
    act: Callable[[], object]


class MisfitNotes(QWidget):
    """Nothing is taken away by itself: what stands is marked, and the owner mends it or leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shown: list[tuple[Misfit, str]] = []
        self._acts: dict[Misfit, Callable[[], object]] = {}
        self.hide()

    def show_misfits(self, found: Sequence[Mended]) -> None:
        self._acts = {one.misfit: one.act for one in found}
        wanted = [(one.misfit, one.name) for one in found]
        if wanted != self._shown:  # or the button that is being pressed would go
            self._shown = wanted
            while (item := self._column.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            for one in found:
                self._column.addWidget(self._note(one))
        self.setVisible(bool(found))

    def _note(self, one: Mended) -> QWidget:
        private = one.misfit in PRIVATE
        note = kit.Notice(
            wording.word(one.misfit), "lock-simple" if private else "info", "private" if private else "guard"
        )
        note.buttons.addWidget(kit.button(one.name, "plain", on_click=lambda: self._acts[one.misfit]()))
        return note
