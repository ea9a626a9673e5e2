"""Cards and side panes, and the lines that fill them."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evenhand.ui.frames import column, hairline, holder, scrolling
from evenhand.ui.labels import ElidedLabel, label
from evenhand.ui.theme import theme


class Card(QFrame):
    """A white card; `body` is the column of its content, at the top unless it is to `fill` the card."""

    def __init__(
        self, title: str = "", *, kind: str = "card", margin: int = 16, spacing: int = 8, fill: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("surface", kind)
        self.body = QVBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(0)
        whole.addLayout(self.body)
        if not fill:
            whole.addStretch()
        self.body.setSpacing(spacing)
        if title:
            self.body.addWidget(label(title, "body_strong", wrap=True))


class SidePane(QFrame):
    """The pane at the right on the well's ground; `body` is its column, and it scrolls when it must.

    What is put into `foot` stays in sight beneath it, under a line where more of the pane is hidden.
    """

    def __init__(self, title: str = "", width: int = 264) -> None:
        super().__init__()
        self.setProperty("surface", "pane")
        theme.dress(self, width=width)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(20, 22, 20, 18)
        self.body.setSpacing(8)
        if title:
            self.body.addWidget(label(title, "section", wrap=True))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        area = scrolling(inside)
        whole.addWidget(area, 1)
        rule = hairline()
        rule.hide()
        self.foot = QVBoxLayout()
        whole.addWidget(rule)
        whole.addLayout(self.foot)
        area.verticalScrollBar().rangeChanged.connect(
            lambda _least, most: rule.setVisible(most > 0 and not self.foot.isEmpty())
        )


def fact(name: str, value: str = "", role: str = "body") -> tuple[QWidget, QLabel]:
    """A caption with its value beneath, as in a case file; gives the whole and the value's label."""
    shown = label(value, role, wrap=True)
    return holder(column(label(name, "secondary", "ink3", wrap=True), shown, spacing=1)), shown


class SumLine(QWidget):
    """One line of a calculation: words at the left, the figure at the right."""

    def __init__(self, name: str, value: str = "", *, strong: bool = False) -> None:
        super().__init__()
        self.name = ElidedLabel(name, "secondary_strong" if strong else "secondary", "ink" if strong else "ink2")
        self.value = ElidedLabel(value, "body_strong" if strong else "body", right=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 0, 3)
        line.addWidget(self.name, 1)
        line.addWidget(self.value)
        self.value.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
