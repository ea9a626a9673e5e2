"""What the page of My data is put together from: a part with its title at the left and what it says at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from evenhand.ui.frames import Part, column, hairline, holder
from evenhand.ui.labels import label
from evenhand.ui.theme import theme

_SIDE = 190


class DataPart(QWidget):
    """One subject. Where there's no room beside, the title stands above."""

    def __init__(self, title: str, line: str) -> None:
        super().__init__()
        self.title = label(title, "section", wrap=True)
        head = holder(column(self.title, label(line, "secondary", "ink3", wrap=True), None, spacing=4))
        theme.dress(head, width=_SIDE)
        self._head = head
        self._body = column(spacing=10)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        self._both.addWidget(holder(self._body), 1, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(hairline(), 16, self._both, 6, spacing=0))
        self.set_beside(True)

    def put(self, *parts: Part) -> None:
        """What it says, from top to bottom."""
        for part in parts:
            if isinstance(part, int):
                self._body.addSpacing(part)
            elif isinstance(part, QLayout):
                self._body.addLayout(part)
            elif part is not None:
                self._body.addWidget(part)

    def set_beside(self, beside: bool) -> None:
        """Side by side, or one above the other."""
        side = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(side)
        self._both.setSpacing(32 if beside else 12)

    def refresh(self) -> None:
        """Says how things stand now."""
