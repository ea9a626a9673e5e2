"""What keeps an own text from being used: one sentence with its line, and a click that mends it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from evenhand.translation import _
from evenhand.ui import widgets as kit


class MistakeNote(QFrame):
    """Hidden while there is nothing to say."""

    mend = Signal()
    go_there = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "guard")
        self._words = kit.label("", "body", "uneasyx", wrap=True)
        self.mend_button = kit.button(_("Put it right"), "link", "", self.mend.emit)
        self.go_button = kit.button(_("Go there"), "link", "", self.go_there.emit)
        links = QWidget()
        flow = kit.FlowLayout(links, spacing=6)
        flow.addWidget(self.mend_button)
        flow.addWidget(self.go_button)
        self.setLayout(kit.column(self._words, links, spacing=2, margins=(14, 7, 10, 5)))
        self.hide()

    def text(self) -> str:
        """What is said now; empty while there is nothing to say."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str, *, has_place: bool, can_mend: bool) -> None:
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.mend_button.setVisible(can_mend)
        self.go_button.setVisible(has_place)
        self.show()
