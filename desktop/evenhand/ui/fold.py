"""A line that opens what lies beneath it."""

from PySide6.QtWidgets import QWidget

from evenhand.ui import widgets as kit


class Fold(QWidget):
    """A part of a page that is opened when it's wanted; `head` is what opens and closes it."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self._body = body
        self.head = kit.button("", "link", "caret-right")
        self.head.setCheckable(True)
        self.head.toggled.connect(self._show)
        self.setLayout(kit.column(kit.row(self.head, None, margins=(-4, 0, 0, 0)), body, spacing=8))
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
