"""A sheet to fill in: a title, fields in two columns, Cancel and one primary button. Nothing typed goes unasked."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from evenhand.translation import _
from evenhand.ui.buttons import button, on_ctrl_enter
from evenhand.ui.frames import column, holder, row, scrolling, surface
from evenhand.ui.inputs import Field
from evenhand.ui.labels import ElidedLabel, label
from evenhand.ui.theme import theme


class Form(QDialog):
    """A dialog that keeps what is typed until it is saved or let go of by name.

    A subclass adds its fields and writes `save`, which stores them and says whether it could.
    """

    takes_away = False  # what can't be brought back; the keyboard then begins at Cancel

    def __init__(self, title: str, primary: str, parent: QWidget | None = None, *, width: int = 620) -> None:
        super().__init__(parent)
        self._width = width
        self._untouched: list[object] | None = None
        self._then: Callable[[], object] | None = None
        self._asked_from: QWidget | None = None
        self.setWindowTitle(title)
        self.title = label(title, "question")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(14)
        for side in (0, 1):
            self._grid.setColumnStretch(side, 1)
        self._next = (0, 0)
        self.primary = button(primary, "primary", on_click=self._on_primary)
        self.primary.setDefault(True)
        self.cancel = button(_("Cancel"), "ghost", on_click=self.reject)
        self._build()
        on_ctrl_enter(self, self._on_primary, Qt.ShortcutContext.WindowShortcut)

    def _build(self) -> None:
        self._page = holder(column(self._grid, None, margins=(28, 8, 28, 16)))
        self._page.installEventFilter(self)
        self._body = scrolling(self._page)
        margins = (28, 8, 28, 8)
        self._footer = QStackedWidget()
        self._footer.addWidget(surface("footer", row(None, self.cancel, self.primary, spacing=12, margins=margins)))
        self._keep = button(_("Keep writing"), "plain", on_click=self._keep_writing)
        self._let_go = button(_("Let it go"), "ghost", on_click=self._leave)
        asks = ElidedLabel(_("What you wrote is not saved yet."), "body_strong")
        asks.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._footer.addWidget(surface("footer", row(asks, self._let_go, self._keep, spacing=12, margins=margins)))
        theme.dress(self._footer, height=60)
        layout = column(column(self.title, margins=(28, 22, 28, 8)), self._body, self._footer, spacing=0)
        layout.setStretchFactor(self._body, 1)
        self.setLayout(layout)

    def add(self, widget: QWidget, *, wide: bool = False) -> None:
        """The next place in reading order: left, right, next row; `wide` takes a whole row."""
        line, side = self._next
        if wide and side:
            line, side = line + 1, 0
        self._grid.addWidget(widget, line, side, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
        self._next = (line, 1) if not wide and side == 0 else (line + 1, 0)

    def save(self) -> bool:
        """Stores what is typed. False when something can't be taken; the field concerned then says what."""
        raise NotImplementedError

    def refuse(self, field: Field, sentence: str) -> None:
        """The sentence at its field; the first refused field of a save takes the focus."""
        if not self.refused():
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._body.ensureWidgetVisible(field)
        field.set_error(sentence)

    def refused(self) -> bool:
        """Whether a field holds what can't be taken."""
        return any(field.error() for field in self.findChildren(Field))

    def forgive(self) -> None:
        """Takes all sentences away, before the fields are read again."""
        for field in self.findChildren(Field):
            field.set_error(None)

    def touched(self) -> bool:
        """Whether anything differs from what the form opened with."""
        return self._untouched is not None and self._typed() != self._untouched

    def _typed(self) -> list[object]:
        found: list[object] = []
        for part in self._page.findChildren(QWidget):
            if isinstance(part, QLineEdit):
                found.append(part.text())
            elif isinstance(part, QPlainTextEdit):
                found.append(part.toPlainText())
            elif isinstance(part, QComboBox):
                found.append(part.currentIndex())
            elif isinstance(part, QAbstractButton) and part.isCheckable():
                found.append(part.isChecked())
        return found

    def _on_primary(self) -> None:
        if self.result() == QDialog.DialogCode.Accepted:
            return  # a second click was on its way when the first was done
        if self._footer.currentIndex() == 0 and self.save():
            self.accept()

    def reject(self) -> None:
        if self._footer.currentIndex() == 1:
            self._keep_writing()
        else:
            self.leave_for(None)

    def leave_for(self, then: Callable[[], object] | None) -> None:
        """Closes the form, asking first when something was typed; `then` follows once it is closed."""
        self._then = then
        if self.touched():
            self._asked_from = QApplication.focusWidget()
            self._footer.setCurrentIndex(1)
            self._keep.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._leave()

    def _keep_writing(self) -> None:
        self._then = None
        self._footer.setCurrentIndex(0)
        if self._asked_from is not None:
            self._asked_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        super().reject()
        if self._then is not None:
            self._then()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isVisible():
            self.reject()
            if self.isVisible():
                event.ignore()
                return
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        if self._untouched is None:  # not when it comes back, from the dock or after Counter view
            self._untouched = self._typed()
            self.resize(self.sizeHint())  # Qt would give it two thirds of the display
            self._first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        super().showEvent(event)
        if self.takes_away:
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_field(self) -> QWidget:
        found = self.primary.nextInFocusChain()
        while found and found is not self.primary:  # the chain has no end
            if self._page.isAncestorOf(found) and self._can_be_typed_to(found):
                return found
            found = found.nextInFocusChain()
        return self.primary

    def _can_be_typed_to(self, part: QWidget) -> bool:
        return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.isVisibleTo(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            wished = self.sizeHint().height()
            if wished > self.height():  # a sentence or more fields came in
                self.resize(self.width(), wished)
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        parent = self.parentWidget()
        room = parent.window().height() - 40 if parent else 700
        width = min(theme.px(self._width), self.screen().availableGeometry().width())
        page = self._page  # an empty line of words takes room, and only the least height counts it
        body = max(page.heightForWidth(width), page.sizeHint().height(), page.minimumSizeHint().height())
        return QSize(width, min(max(room, 400), body + self.title.sizeHint().height() + 30 + theme.px(60)))
