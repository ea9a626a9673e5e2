"""The foot of a sheet while something long goes on: what it is, how far it has come, and a button to stop it."""

from PySide6.QtWidgets import QFrame, QProgressBar

from evenhand.translation import _
from evenhand.ui.buttons import button
from evenhand.ui.frames import column, holder, row
from evenhand.ui.labels import ElidedLabel
from evenhand.ui.theme import theme


class LongFoot(QFrame):
    """Words over a bar, with `stop` at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "footer")
        self.words = ElidedLabel("", "secondary", "ink2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)  # the bar is thinner than type
        self.stop = button(_("Cancel"), "plain")
        told = holder(column(None, self.words, self.bar, None, spacing=6))
        line = row(told, self.stop, spacing=20, margins=(28, 8, 28, 8))
        line.setStretch(0, 1)
        self.setLayout(line)
        theme.dress(self, height=60)

    def say(self, words: str, *, unknown: bool = False) -> None:
        """What goes on; `unknown` when nobody can say how long it takes."""
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 0 if unknown else 1)
        self.bar.setValue(0)
