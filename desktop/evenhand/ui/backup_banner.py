"""A backup that could not be written: said at the top of the window until one could."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy

from evenhand.translation import _
from evenhand.ui.buttons import button
from evenhand.ui.frames import Notice


class BackupBanner(Notice):
    """Why, that the work is saved all the same, and when it's tried again."""

    def __init__(self, my_data: Callable[[], object]) -> None:
        super().__init__("", "warning-circle", "guard")
        self.again = button(_("Try again"), "plain", "arrows-clockwise")
        self.my_data = button(_("My data"), "link", on_click=my_data)
        self.buttons.setSpacing(10)
        self.buttons.addWidget(self.again)
        self.buttons.addWidget(self.my_data)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def tell(self, text: str) -> None:
        """Shows the sentences, or goes away when there's nothing to say."""
        self.set_text(text)
        self.setVisible(bool(text))
