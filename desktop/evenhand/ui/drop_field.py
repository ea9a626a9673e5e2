"""Where a file is dropped, or chosen by a button."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame

from evenhand.ui.buttons import button
from evenhand.ui.frames import column, row
from evenhand.ui.labels import IconLabel, label
from evenhand.ui.theme import theme


def dropped_files(data: QMimeData) -> list[Path]:
    """The files of this computer among what is being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropField(QFrame):
    """A dashed field that takes files; it's lit while one is held over it. `wanted` is for the button."""

    dropped = Signal(object)  # Sequence[Path]
    wanted = Signal()

    def __init__(self, title: str, sentence: str, choose: str) -> None:
        super().__init__()
        self._lit = False
        self.setAcceptDrops(True)
        self.choose = button(choose, "plain", "folder-open", self.wanted.emit)
        words = label(title, "headline", wrap=True)
        below = label(sentence, "secondary", "ink3", wrap=True)
        for each in (words, below):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        icon = IconLabel("upload-simple", "acc", 32)
        self.setLayout(
            column(
                None,
                row(None, icon, None),
                6,
                words,
                below,
                10,
                row(None, self.choose, None),
                None,
                spacing=4,
                margins=(24, 24, 24, 24),
            )
        )

    def light(self, lit: bool) -> None:
        """Shows that what is held over it would be taken."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.light(False)
        found: Sequence[Path] = dropped_files(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.dropped.emit(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("acc" if self._lit else "edge"), 1.6 if self._lit else 1.2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.color("acct" if self._lit else "well"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
