"""Words in a box of their own: what kept the window from opening, and what this program is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from evenhand import __version__
from evenhand.translation import _


def show_notice(text: str, parent: QWidget | None = None) -> None:
    """One sentence and a button to close it."""
    box = QMessageBox(parent)
    box.setWindowTitle("Evenhand")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.exec()


def tell(text: str, parent: QWidget) -> None:
    """The same over a window, which doesn't wait for it."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Evenhand")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.open()


def ask(text: str, yes: str, no: str, parent: QWidget, on_yes: Callable[[], object]) -> None:
    """A question with two answers over its window; Esc and Enter mean no."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Evenhand")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole).clicked.connect(lambda: on_yes())
    refused = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refused)
    box.setEscapeButton(refused)
    box.open()


def show_about(parent: QWidget, folder: str) -> None:
    """The version, where the data lie, and under which licences."""
    show_notice(
        _(
            "Evenhand {version}\n\nYour data lie in {folder} and stay there: Evenhand opens no network connection."
            "\n\nEvenhand is free software under the MIT licence. The letters' faces are under the SIL Open Font"
            " Licence, the icons are Phosphor's under the MIT licence."
        ).format(version=__version__, folder=folder),
        parent,
    )
