"""The quiet line beside a day: what is noted for the country. It opens the fact, and holds nobody up."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QWidget

from evenhand.storage.book import Book
from evenhand.translation import _
from evenhand.ui.buttons import button
from evenhand.ui.country_facts import open_country_facts
from evenhand.ui.country_terms import Noted
from evenhand.ui.frames import column, holder, row
from evenhand.ui.labels import IconLabel, label, set_tone


class CountryNote(QWidget):
    """Says what is noted, and takes no room where nothing is. In a narrow place the link stands beneath (`stacked`)."""

    def __init__(self, *, stacked: bool = False) -> None:
        super().__init__()
        self._shown: tuple[Noted, Book, date] | None = None
        self._icon = IconLabel("scales", "ink3", 14)
        self.text = label("", "secondary", "ink3", wrap=True)
        self._open = button(_("Terms"), "link", on_click=self.open_fact)
        told = column(self.text, row(self._open, None), spacing=0) if stacked else column(self.text)
        line = row(holder(column(2, self._icon, None, spacing=0)), told, spacing=8)
        line.setStretch(1, 1)
        if not stacked:
            line.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        self.hide()

    def show_noted(self, noted: Noted | None, book: Book, today: date) -> None:
        """What stands beside the day now; None for nothing."""
        self._shown = (noted, book, today) if noted else None
        self.setVisible(noted is not None)
        if noted is None:
            return
        tone = "uneasyx" if noted.warned else "ink3"
        self.text.setText(noted.text)
        set_tone(self.text, tone)
        self._icon.set_icon("scales", tone, 14)
        self._open.setVisible(noted.topic is not None)
        self._open.setAccessibleDescription(noted.text)
        opens = Qt.CursorShape.PointingHandCursor if noted.topic else Qt.CursorShape.ArrowCursor
        self.text.setCursor(QCursor(opens))

    def open_fact(self) -> None:
        """Shows the fact among the others of its country, to be read or changed."""
        if self._shown is None:
            return
        noted, book, today = self._shown
        if noted.topic is not None:
            open_country_facts(book, today, self.window(), noted.country, noted.topic)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.open_fact()
        else:
            super().mouseReleaseEvent(event)
