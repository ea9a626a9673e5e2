"""A note for the owner's eyes, written where it is read."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent

from evenhand.translation import _
from evenhand.ui.inputs import NoteField
from evenhand.ui.theme import theme

_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_LINES = 5  # more of them scroll


class PrivateNote(NoteField):
    """A few words for the owner's eyes, as high as they are long."""

    def __init__(self) -> None:
        super().__init__("", _("A private note: for your eyes only"), lines=1)
        self.setAccessibleName(_("Private note"))
        self.setProperty("bare", "true")
        self.textChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        # The document knows its lines only once it has been painted.
        metrics, line = self.fontMetrics(), self.fontMetrics().lineSpacing()
        room = self.width() - 2 * int(self.document().documentMargin()) - 4
        text = metrics.boundingRect(QRect(0, 0, room, 9999), _WRAPPED, self.toPlainText() + "\u200b")
        most = _LINES * line
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if text.height() > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        self.setFixedHeight(min(max(text.height(), line), most) + theme.px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        self._fit()
