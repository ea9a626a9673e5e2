"""The letter as its reader will see it: the pages alone, large, over the whole window."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from evenhand.letters import preview
from evenhand.translation import _
from evenhand.ui import widgets as kit
from evenhand.ui.preview_pane import at_rest, picture

_WIDEST = 860  # of a page, at 100 % text
_KEYS = {
    Qt.Key.Key_Down: 60,
    Qt.Key.Key_Up: -60,
    Qt.Key.Key_Space: 600,
    Qt.Key.Key_PageDown: 600,
    Qt.Key.Key_PageUp: -600,
    Qt.Key.Key_End: 1_000_000,
    Qt.Key.Key_Home: -1_000_000,
}


class AsClient(QWidget):
    """Covers the window of a screen until Escape, or until the screen is left. It's given the PDF and nothing else."""

    def __init__(self, screen: QWidget, pdf: bytes) -> None:
        window = screen.window()
        super().__init__(window)
        self._screen, self._window, self._pdf = screen, window, pdf
        self._before = window.focusWidget()
        self.setAccessibleName(_("The letter as the client sees it"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.back = kit.button(_("Back to writing  (Esc)"), "plain", "arrow-left", self.close)
        self.papers = [kit.PagePreview() for _size in preview.page_sizes(pdf)]
        self._pages = kit.column(*self.papers, None, spacing=0)
        self._area = kit.scrolling(kit.holder(kit.row(None, kit.holder(self._pages), None)))
        self.setLayout(kit.column(kit.row(self.back, None, margins=(16, 10, 16, 6)), self._area, spacing=0))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in {window, screen}:
            each.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self) -> None:
        at_rest()
        wide = min(self.width() - kit.theme.px(80), kit.theme.px(_WIDEST))
        for number, paper in enumerate(self.papers):
            paper.setFixedWidth(wide)
            name = _("Page {page} of {pages}").format(page=number + 1, pages=len(self.papers))
            paper.set_image(picture(self._pdf, number, paper.pixel_width()), name)
            paper.setFixedHeight(paper.heightForWidth(wide))

    # The widget's own events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif way := _KEYS.get(Qt.Key(event.key())):
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + way)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._before is not None and self._screen.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        elif event.type() is QEvent.Type.Hide and watched is self._screen:
            self.close()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), kit.theme.color("well"))
