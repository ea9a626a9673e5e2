"""What the three pages of an import stand in: the steps above, the foot below, and what is shown while it works."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.form import Form
from evenhand.ui.long_act import LongAct
from evenhand.ui.long_foot import LongFoot

R = TypeVar("R")

RESTS, ASKS, WORKS = range(3)  # what the foot shows
_WIDE, _HIGH = 1040, 760


class ImportFrame(Form):
    """Nearly as large as the window. A subclass builds its pages, lays them out, and says what the steps do."""

    def __init__(self, title: str, primary: str, parent: QWidget | None = None) -> None:
        self._from: QWidget | None = None  # where the keyboard was when something long began
        super().__init__(title, primary, parent, width=_WIDE)

    def _lay_out(self, pages: Sequence[QWidget]) -> None:
        self.steps = kit.Stepper()
        self.steps.chosen.connect(self._on_step)
        self._page = self._stack = QStackedWidget()
        for page in pages:
            self._stack.addWidget(page)
        self._build_feet()
        head = kit.column(self.title, self.steps, spacing=10, margins=(28, 20, 28, 10))
        body = kit.column(self._stack, margins=(24, 6, 24, 12))
        whole = kit.column(head, kit.holder(body), self._footer, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build_feet(self) -> None:
        margins = (28, 8, 28, 8)
        self._footer = QStackedWidget()
        self.state = kit.ElidedLabel("", "secondary", "ink2")
        self.back = kit.button(_("Back"), "plain", on_click=self.go_back)
        line = kit.row(self.state, self.cancel, self.back, self.primary, spacing=12, margins=margins)
        line.setStretch(0, 1)
        self._footer.addWidget(kit.surface("footer", line))
        self._keep = kit.button(_("Go on here"), "plain", on_click=self._keep_writing)
        self._let_go = kit.button(_("Close"), "ghost", on_click=self._leave)
        asks = kit.ElidedLabel(_("Nobody has been taken in yet."), "body_strong")
        line = kit.row(asks, self._let_go, self._keep, spacing=12, margins=margins)
        line.setStretch(0, 1)
        self._footer.addWidget(kit.surface("footer", line))
        self.foot = LongFoot()
        self.foot.stop.clicked.connect(self._on_stop)
        self._footer.addWidget(self.foot)
        kit.theme.dress(self._footer, height=60)

    def _on_step(self, step: int) -> None:
        raise NotImplementedError

    def _on_stop(self) -> None:
        raise NotImplementedError

    def _show_foot(self) -> None:
        raise NotImplementedError

    def go_back(self) -> None:
        """The step before."""
        raise NotImplementedError

    def _at_length(self, words: str, act: Callable[[LongAct], R]) -> R:
        """Does something long with the book, and only the stop button is heard."""
        self._work(words)
        long = LongAct(self, self.foot.bar, self.foot.stop)
        try:
            with long.running():
                QApplication.processEvents()  # what goes on is said before it begins
                return act(long)
        finally:
            self._rest()

    def _work(self, words: str, *, hold: bool = True) -> None:
        self.foot.say(words, unknown=True)
        if hold:
            self._from = QApplication.focusWidget()
            for part in (self._stack, self.steps):
                part.setEnabled(False)
            self.foot.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self._footer.setCurrentIndex(WORKS)

    def _rest(self) -> None:
        for part in (self._stack, self.steps):
            part.setEnabled(True)
        self._footer.setCurrentIndex(RESTS)
        before, self._from = self._from, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_foot()

    def reject(self) -> None:
        if self._footer.currentIndex() == WORKS:
            self.foot.stop.click()
        else:
            super().reject()

    def sizeHint(self) -> QSize:
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else QSize(1280, 800)
        return QSize(min(kit.theme.px(_WIDE), room.width() - 40), min(kit.theme.px(_HIGH), room.height() - 32))
