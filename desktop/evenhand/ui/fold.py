"""A line that opens what lies beneath it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from evenhand.ui import widgets as kit


class Fold(QWidget):
    """A part of a page that is opened when it's wanted; `head` is what opens and closes it."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self._body = body
        self.head = kit.button("", "link", "caret-right")
        self.head.make_flush()
        self.head.setCheckable(True)
        self.head.toggled.connect(self._show)
        self.setLayout(kit.column(kit.row(self.head, None), body, spacing=8))
        body.hide()

    def set_text(self, text: str) -> None:
        """What lies beneath, and how much of it."""
        self.head.setText(text)

    def is_open(self) -> bool:
        return self.head.isChecked()

    def set_open(self, wanted: bool) -> None:
        self.head.setChecked(wanted)

    def _show(self, wanted: bool) -> None:
        self.head.set_icon("caret-down" if wanted else "caret-right")
        self._body.setVisible(wanted)


class Folds(QWidget):
    """Folds side by side while all are closed, one beneath the other once one is open."""

    def __init__(self, *folds: Fold) -> None:
        super().__init__()
        self._folds = folds
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        for fold in folds:
            self._line.addWidget(fold)
            fold.head.toggled.connect(self._place)
        self._place()

    def _place(self) -> None:
        closed = not any(fold.is_open() for fold in self._folds)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if closed else QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(20 if closed else 2)
        sideways = QSizePolicy.Policy.Maximum if closed else QSizePolicy.Policy.Preferred
        for fold in self._folds:
            fold.setSizePolicy(sideways, QSizePolicy.Policy.Preferred)
        self._line.setAlignment(Qt.AlignmentFlag.AlignLeft if closed else Qt.AlignmentFlag(0))
