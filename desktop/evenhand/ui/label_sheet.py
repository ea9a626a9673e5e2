"""A sheet of labels as it will be printed, with the cuts that aren't printed; a click says which label is the first."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen

from evenhand.letters.envelopes import LabelSheet
from evenhand.letters.profiles import PAPERS
from evenhand.ui.page_preview import PagePreview
from evenhand.ui.theme import theme


class LabelSheetPreview(PagePreview):
    """A page, and over it the labels' edges while there is a sheet; `chosen` brings the number of the one clicked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._sheet: LabelSheet | None = None
        self._first = 1

    def set_sheet(self, sheet: LabelSheet | None, first: int = 1) -> None:
        """The labels before `first` are gone from the sheet already."""
        self._sheet, self._first = sheet, first
        self.setCursor(Qt.CursorShape.ArrowCursor if sheet is None else Qt.CursorShape.PointingHandCursor)
        self.update()

    def label_rect(self, number: int) -> QRectF:
        """Where a label, numbered from 1, lies in the widget."""
        assert self._sheet is not None
        page, wide = self.page_rect(), PAPERS[self._sheet.paper][0]
        scale = page.width() / wide
        left, top = self._sheet.corner(number)
        corner = QPointF(page.topLeft()) + QPointF(left, top) * scale
        return QRectF(corner.x(), corner.y(), self._sheet.size[0] * scale, self._sheet.size[1] * scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._sheet is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.page_rect())
        gone = theme.color("edge")
        for number in range(1, self._sheet.count + 1):
            rect = self.label_rect(number).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(theme.color("edge"), 0.6, Qt.PenStyle.DotLine))
            painter.drawRect(rect)
            if number < self._first:  # taken off already
                painter.setPen(QPen(gone, 0.8))
                painter.drawLine(rect.topLeft(), rect.bottomRight())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._sheet is None:
            return
        for number in range(1, self._sheet.count + 1):
            if self.label_rect(number).contains(event.position()):
                self.chosen.emit(number)
                return
