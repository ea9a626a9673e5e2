"""What lies over the window, and where its keyboard is: put away at once, and brought back as it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QToolTip, QWidget
from shiboken6 import isValid

from evenhand.ui.form import Form


class SetAside:
    """The dialogs that were open over `window`, moved with all that is typed into them to its central widget.

    Popups are closed, as any click elsewhere does; so is a dialog that somebody waits for, such as the printer's.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._focused = QApplication.focusWidget()
        self._dialogs: list[tuple[QWidget, QWidget]] = []
        QToolTip.hideText()
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            after = QApplication.activePopupWidget()
            if after is popup:
                popup.hide()
                break
            popup = after
        for each in sorted(_over(window), key=_depth, reverse=True):
            parent = each.parentWidget()
            waited_for = each.windowModality() is Qt.WindowModality.ApplicationModal
            each.hide()
            if parent is window:
                each.setParent(window.centralWidget(), each.windowFlags())
            if not waited_for and parent is not None:
                self._dialogs.insert(0, (each, parent))
        window.activateWindow()  # the keys had gone to what lay over it

    def touched(self) -> bool:
        """Whether something is typed in a dialog and not saved."""
        return any(isinstance(one, Form) and one.touched() for one, _parent in self._dialogs if isValid(one))

    def bring_back(self) -> None:
        """Shows them again, and puts the keyboard where it was."""
        for each, parent in self._dialogs:
            if not isValid(each) or not isValid(parent):
                continue
            if each.parentWidget() is not parent:
                each.setParent(parent, each.windowFlags())
            each.show()
            each.activateWindow()
        focused = self._focused
        if focused is not None and isValid(focused) and focused.isVisible():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)


def belongs_to(window: QWidget, widget: QWidget) -> bool:
    """Whether a dialog was opened over the window, or over another dialog of it."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        parent = parent.parentWidget()
    return parent is window


def _over(window: QMainWindow) -> list[QWidget]:
    return [
        one
        for one in QApplication.topLevelWidgets()
        if one.isVisible() and (belongs_to(window, one) or (isinstance(one, QDialog) and one.parentWidget() is None))
    ]


def _depth(widget: QWidget) -> int:
    depth, parent = 0, widget.parentWidget()
    while parent is not None:
        depth, parent = depth + 1, parent.parentWidget()
    return depth
