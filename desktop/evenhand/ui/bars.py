"""What stands above and below a screen: its title with its actions, how things stand and what comes next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from evenhand.ui.labels import ElidedLabel, IconLabel, label, set_tone
from evenhand.ui.theme import theme

Part = QWidget | QLayout | int | None


class Header(QWidget):
    """A screen's title in serif, where it belongs above, one line beneath, and its actions at the right."""

    def __init__(self, title: str = "", line: str = "") -> None:
        super().__init__()
        self.trail = ElidedLabel("", "secondary", "ink3")
        self.title = ElidedLabel(title, "title")
        self.line = ElidedLabel(line, "body", "ink2")
        self._first = QHBoxLayout()
        self._first.setSpacing(8)
        self._first.addWidget(self.title)
        self._first.addStretch(1)
        self.under = QHBoxLayout()
        self.under.setSpacing(16)
        self.under.addWidget(self.line, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.trail)
        words.addLayout(self._first)
        words.addLayout(self.under)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(words, 1)
        whole.addLayout(self.buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.trail.hide()
        self.line.setVisible(bool(line))

    def set_texts(self, title: str, line: str = "", trail: Sequence[str] = ()) -> None:
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))
        self.trail.setText("  ›  ".join(trail))
        self.trail.setVisible(bool(trail))

    def add_action(self, widget: QWidget) -> None:
        self.buttons.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class Footer(QFrame):
    """The bar at the foot of a screen: how things stand at the left, what comes next at the right."""

    def __init__(self, state: str = "") -> None:
        super().__init__()
        self.setProperty("surface", "footer")
        theme.dress(self, height=53)
        self.icon = IconLabel("check-circle-fill", "acc", 18)
        self.icon.hide()
        self.state = label(state, "secondary", "ink3", wrap=True)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(32, 4, 28, 4)
        self._line.setSpacing(10)
        self._line.addWidget(self.icon)
        self._line.addWidget(self.state, 1)

    def set_state(self, text: str, tone: str = "ink3", icon: str = "") -> None:
        """`tone` is a text token: ink3, comfx, uneasyx, badx."""
        self.state.setText(text)
        set_tone(self.state, tone)
        self.icon.setVisible(bool(icon))
        if icon:
            self.icon.set_icon(icon, tone, 18)

    def add(self, *buttons: QWidget) -> None:
        for each in buttons:
            self._line.addWidget(each)
